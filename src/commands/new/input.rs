//! Reads an essay or a translation from disk.

use crate::files::{LARGEST_MEDIA, LARGEST_TEXT, read_within};
use crate::import::bilingual::{self, Halves};
use crate::import::directory::Page;
use crate::import::furniture::take_shortcodes;
use crate::import::lines::{self, Line, Mark};
use crate::import::{Front, docx, encoding, marked};
use crate::language::Language;
use crate::script;
use crate::translation::catalog::Catalog;
use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};

/// A text that was read.
pub(super) struct Input {
    /// How it is written, for the author to see.
    pub(super) format: String,
    /// The language it looks like.
    pub(super) language: Language,
    pub(super) content: Content,
    /// What the file says about itself at its top.
    pub(super) front: Front,
    /// Pictures that go beside the chapters.
    pub(super) pictures: Vec<docx::Picture>,
    /// What was not taken over as it is, and where it stood.
    pub(super) notices: Vec<String>,
}

impl Input {
    /// The two texts, if it is one in two languages.
    pub(super) fn apart(&self) -> Option<(Self, Self)> {
        let Content::Lines(lines) = &self.content else { return None };
        let Halves { source, target } = bilingual::halves(lines)?;
        let half = |lines: Vec<Line>| {
            let content = Content::Lines(lines);
            let text = content.text();
            Self {
                format: self.format.clone(),
                language: script::detect(&text),
                content,
                front: Front::default(),
                pictures: Vec::new(),
                notices: Vec::new(),
            }
        };
        let source = Self { front: self.front.clone(), ..half(source) };
        Some((source, half(target)))
    }
}

pub(super) enum Content {
    Lines(Vec<Line>),
    /// A directory of chapters.
    Pages(Vec<Page>),
    /// A gettext file: its name and text.
    Catalog(String, String),
}

/// The longest line, in bytes, that may be a paragraph.
const LONGEST_LINE: usize = 200_000;

/// Reads a file or a directory by the kind that its name says. Fails where it
/// is empty or no text.
pub(super) fn read(path: &Path, encoding: Option<&str>) -> Result<Input> {
    if path.is_dir() {
        return read_directory(path, encoding);
    }
    let extension = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    let limit = if extension == "docx" { LARGEST_MEDIA } else { LARGEST_TEXT };
    let bytes = read_within(path, limit)?;
    let mut read = Read::default();
    let (format, content) = match extension.as_str() {
        "docx" => {
            let word = docx::read(&bytes).with_context(|| format!("`{}`", path.display()))?;
            (read.pictures, read.notices) = (word.pictures, word.notices);
            (".docx".to_string(), Content::Lines(word.lines))
        }
        "po" => {
            let decoded = decode(&bytes, Some("utf-8"), path)?;
            // Refused before a book is made of it.
            Catalog::parse(&decoded.text, path)?;
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            ("gettext".to_string(), Content::Catalog(name, decoded.text))
        }
        _ => {
            let decoded = decode(&bytes, encoding, path)?;
            refuse_markup(&decoded.text, path)?;
            refuse_long_lines(&decoded.text, path)?;
            let text = read.take_marks(decoded.text);
            let lines = match extension.as_str() {
                "md" | "markdown" => marked::lines(&text),
                _ => lines::lines(&text),
            };
            (decoded.encoding.to_string(), Content::Lines(lines))
        }
    };
    let Read { front, pictures, notices } = read;
    let text = content.text();
    if text.trim().is_empty() {
        bail!("`{}` is empty\n  = help: it should hold the text", path.display());
    }
    let language = language(path, &content, &text);
    Ok(Input { format, language, content, front, pictures, notices })
}

/// What comes with a file besides its lines.
#[derive(Default)]
struct Read {
    front: Front,
    pictures: Vec<docx::Picture>,
    notices: Vec<String>,
}

impl Read {
    /// Takes front matter and a site generator's marks off a text.
    fn take_marks(&mut self, text: String) -> String {
        let (front, text) = Front::take(text);
        self.front = front;
        let (text, marks) = take_shortcodes(&text);
        let said = marks.iter().map(|mark| format!("line {}: {}", mark.line, mark.text));
        self.notices.extend(said);
        text
    }
}

fn decode(bytes: &[u8], encoding: Option<&str>, path: &Path) -> Result<encoding::Decoded> {
    encoding::decode(bytes, encoding).with_context(|| format!("`{}`", path.display()))
}

/// A page or a word processor's file under another name.
fn refuse_markup(text: &str, path: &Path) -> Result<()> {
    let start = text.trim_start_matches('\u{feff}').trim_start();
    let begins = |with: &str| start.get(..with.len()).is_some_and(|s| s.eq_ignore_ascii_case(with));
    let format = match begins("{\\rtf") {
        true => "an RTF file",
        false if ["<!doctype", "<html", "<?xml"].into_iter().any(begins) => "a web page",
        false => return Ok(()),
    };
    bail!(
        "`{}` is {format}, not plain text\n  = help: open it, copy the text, and save it as .txt, \
         or save it as .docx",
        path.display()
    )
}

fn refuse_long_lines(text: &str, path: &Path) -> Result<()> {
    if let Some((at, line)) = text.lines().enumerate().find(|(_, line)| line.len() > LONGEST_LINE) {
        bail!(
            "`{}`: line {} is {} bytes long: no paragraphs can be told apart in it\n  = help: paste \
             the text again with its line breaks",
            path.display(),
            at + 1,
            line.len()
        );
    }
    Ok(())
}

impl Content {
    /// All of its text.
    fn text(&self) -> String {
        let join = |lines: &[Line]| {
            let of = |line: &Line| match line.text.is_empty() {
                true => line.markdown.clone().unwrap_or_default(),
                false => line.text.clone(),
            };
            lines.iter().map(of).collect::<Vec<_>>().join("\n")
        };
        match self {
            Self::Lines(lines) => join(lines),
            Self::Pages(pages) => {
                pages.iter().map(|page| join(&page.lines)).collect::<Vec<_>>().join("\n")
            }
            Self::Catalog(_, text) => text.clone(),
        }
    }
}

/// A catalog's language is that of its name: its text is in both.
fn language(path: &Path, content: &Content, text: &str) -> Language {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    match content {
        Content::Catalog(..) if (2..=10).contains(&stem.len()) => Language::new(&stem),
        Content::Catalog(..) => Language::new("en"),
        Content::Lines(_) | Content::Pages(_) => script::detect(text),
    }
}

/// Reads the chapters of a directory in the order of its SUMMARY.md, or by name.
fn read_directory(path: &Path, encoding: Option<&str>) -> Result<Input> {
    let mut pages = Vec::new();
    let mut notices = Vec::new();
    for name in chapter_names(path)? {
        let file = path.join(&name);
        let bytes = read_within(&file, LARGEST_TEXT)?;
        let text = decode(&bytes, encoding, &file)?.text;
        refuse_long_lines(&text, &file)?;
        let mut read = Read::default();
        let mut lines = marked::lines(&read.take_marks(text));
        let headed = lines.iter().any(|l| matches!(l.mark, Some(Mark::Title | Mark::Heading(_))));
        if let Some(title) = read.front.title.filter(|_| !headed) {
            lines.insert(0, Line::title(&title));
        }
        notices.extend(read.notices.into_iter().map(|notice| format!("{name}, {notice}")));
        pages.push(Page { name, lines });
    }
    let content = Content::Pages(pages);
    let text = content.text();
    if text.trim().is_empty() {
        bail!(
            "there is no text in the Markdown files of `{}`\n  = help: name the directory that has \
             the translation's chapters in it",
            path.display()
        );
    }
    Ok(Input {
        format: "Markdown".into(),
        language: script::detect(&text),
        content,
        front: Front::default(),
        pictures: Vec::new(),
        notices,
    })
}

fn chapter_names(dir: &Path) -> Result<Vec<String>> {
    if let Ok(summary) = std::fs::read_to_string(dir.join("SUMMARY.md")) {
        use mdbook_markdown::pulldown_cmark::{Event, Tag};
        let linked = crate::parse::parser(&summary).filter_map(|event| match event {
            Event::Start(Tag::Link { dest_url, .. }) => {
                Some(dest_url.trim_start_matches("./").to_string())
            }
            _ => None,
        });
        // A chapter in the summary may still be unwritten.
        return Ok(linked.filter(|name| is_chapter(&dir.join(name))).collect());
    }
    let entries =
        std::fs::read_dir(dir).with_context(|| format!("`{}` cannot be read", dir.display()))?;
    let mut names: Vec<PathBuf> =
        entries.filter_map(|entry| Some(entry.ok()?.path())).filter(|p| is_chapter(p)).collect();
    names.sort();
    Ok(names
        .iter()
        .filter_map(|path| Some(path.file_name()?.to_string_lossy().into_owned()))
        .collect())
}

fn is_chapter(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "md") && path.is_file()
}

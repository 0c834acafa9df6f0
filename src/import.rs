//! From a raw essay, as pasted from a page or a word processor, to the files of
//! a book.
//!
//! 1. [`encoding`] finds out how the bytes are written, [`script`] in which
//!    language,
//! 2. [`lines`] undoes wrapping, so that a line is a paragraph,
//! 3. [`structure`] tells titles, headings, claims and notes apart
//!    ([`numbering`] has the styles of numbering),
//! 4. [`pairing`] carries the structure over to the translation,
//! 5. [`chapters`] cuts and writes Markdown, [`scaffold`] what stands around it.
//!
//! All of them are functions from values to values.

pub mod chapters;
pub mod encoding;
pub mod lines;
pub mod numbering;
pub mod pairing;
pub mod scaffold;
pub mod script;
pub mod structure;

use crate::language::{Language, Ui};
use chapters::{Chapter, Role, Split, cut, escape, markdown};
use lines::Line;
use pairing::{Mirrored, mirror};
use scaffold::File;
use std::path::Path;
use structure::{Element, Kind, structure};

/// An essay with its structure.
#[derive(Debug, Clone)]
pub struct Essay {
    /// The language it is written in.
    pub language: Language,
    /// Its lines.
    pub lines: Vec<Line>,
    /// What the lines are.
    pub elements: Vec<Element>,
}

/// A translation with the structure of its essay.
#[derive(Debug, Clone)]
pub struct Translation {
    /// The language it is written in.
    pub language: Language,
    /// Its lines.
    pub lines: Vec<Line>,
    /// What the lines are.
    pub mirrored: Mirrored,
}

/// What the author decides.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The book's title, where it is not the essay's.
    pub title: Option<String>,
    /// The title of last resort, e.g. the name of the essay's file.
    pub name: String,
    /// Where chapters are cut.
    pub split: Split,
}

/// The structure of an essay.
pub fn essay(text: &str, language: Language) -> Essay {
    let lines = lines::lines(text);
    let elements = structure(&lines);
    Essay { language, lines, elements }
}

/// The structure of a translation, guided by its essay.
pub fn translation(text: &str, language: Language, essay: &Essay) -> Translation {
    let lines = lines::lines(text);
    let mirrored = mirror(&essay.elements, essay.lines.len(), &lines);
    Translation { language, lines, mirrored }
}

/// All files of the book.
pub fn book(
    essay: &Essay,
    translation: Option<&Translation>,
    target: &Language,
    options: &Options,
) -> Vec<File> {
    let mirrored = translation.map(|translation| &translation.mirrored);
    let chapters = cut(&essay.elements, mirrored, options.split);
    let directory = directory(&essay.language, target);
    let title = title(essay, options);
    let mut files = scaffold::files(&scaffold::Book {
        title: &title,
        author: author(&essay.elements),
        source: &essay.language,
        target,
        directory: &directory,
    });
    let source = Path::new("book");
    let target_dir = source.join(&directory);
    let single = chapters.iter().all(|chapter| chapter.role != Role::Preface);
    let above = u8::from(single && chapters.first().is_some_and(|c| c.file == "essay.md"));
    files.push((
        source.join("SUMMARY.md"),
        summary(&chapters, &essay.elements, |c| c.source.clone(), &essay.language, &title),
    ));
    if let Some(translation) = translation {
        let elements = &translation.mirrored.elements;
        let own = first_title(elements).unwrap_or(&title);
        files.push((
            target_dir.join("SUMMARY.md"),
            summary(&chapters, elements, |c| c.target.clone(), target, own),
        ));
    }
    for chapter in &chapters {
        let text = &essay.elements[chapter.source.clone()];
        files.push((
            source.join(&chapter.file),
            format!("{}{}", page_heading(chapter, &essay.language), markdown(text, above)),
        ));
        let target_text = match translation {
            Some(translation) => format!(
                "{}{}",
                page_heading(chapter, target),
                markdown(&translation.mirrored.elements[chapter.target.clone()], above)
            ),
            None => format!("{}{}", page_heading(chapter, target), places_to_fill(text, above)),
        };
        files.push((target_dir.join(&chapter.file), target_text));
    }
    files.sort();
    files
}

/// The name of the translation's directory: the language's primary subtag, or
/// the whole tag where both languages share it.
fn directory(source: &Language, target: &Language) -> String {
    match source.primary() == target.primary() {
        true => target.tag().to_string(),
        false => target.primary().to_string(),
    }
}

/// The title of the book: the author's wish, the essay's title, the phrase that
/// the text quotes most, or the file's name.
pub fn title(essay: &Essay, options: &Options) -> String {
    options
        .title
        .clone()
        .or_else(|| first_title(&essay.elements).map(str::to_string))
        .or_else(|| most_quoted(&essay.elements))
        .unwrap_or_else(|| options.name.clone())
}

fn first_title(elements: &[Element]) -> Option<&str> {
    elements.iter().find(|element| element.kind == Kind::Title).map(|e| e.text.as_str())
}

/// The phrase that stands between quotation marks most often, at least twice.
fn most_quoted(elements: &[Element]) -> Option<String> {
    let mut counts: Vec<(String, usize)> = Vec::new();
    for element in elements {
        for piece in element.text.split(['“', '「', '《']).skip(1) {
            let Some((phrase, _)) = piece.split_once(['”', '」', '》']) else { continue };
            if !(2..=20).contains(&phrase.chars().count()) {
                continue;
            }
            match counts.iter_mut().find(|(known, _)| known == phrase) {
                Some((_, count)) => *count += 1,
                None => counts.push((phrase.to_string(), 1)),
            }
        }
    }
    let most = counts.iter().map(|(_, count)| *count).max().filter(|most| *most >= 2)?;
    counts.into_iter().find(|(_, count)| *count == most).map(|(phrase, _)| phrase)
}

/// The name in a byline that says it is one.
fn author(elements: &[Element]) -> Option<&str> {
    let bylines = elements.iter().filter(|element| element.kind == Kind::Byline);
    let marks = ["作者：", "作者:", "文／", "文/", "文｜", "文 | ", "撰文：", "By ", "by "];
    bylines
        .flat_map(|line| marks.iter().filter_map(|mark| line.text.strip_prefix(mark)))
        .map(str::trim)
        .find(|name| !name.is_empty())
}

/// The heading of a page that the essay has none for.
fn page_heading(chapter: &Chapter, language: &Language) -> String {
    match chapter.role {
        Role::Credits => format!("# {}\n\n", credits_title(language)),
        Role::Preface | Role::Body => String::new(),
    }
}

fn credits_title(language: &Language) -> &'static str {
    match language.ui() {
        Ui::Chinese if language.tag() == "zh-Hant" => "出處與說明",
        Ui::Chinese => "出处与说明",
        Ui::English => "Source and Notes",
    }
}

fn summary(
    chapters: &[Chapter],
    elements: &[Element],
    range: impl Fn(&Chapter) -> std::ops::Range<usize>,
    language: &Language,
    title: &str,
) -> String {
    let heading = match language.ui() {
        Ui::Chinese if language.tag() == "zh-Hant" => "目錄",
        Ui::Chinese => "目录",
        Ui::English => "Contents",
    };
    let mut text = format!("# {heading}\n\n");
    let mut before = None;
    for chapter in chapters {
        let own = elements[range(chapter)]
            .iter()
            .find(|element| matches!(element.kind, Kind::Title | Kind::Heading { .. }));
        let name = match (chapter.role, own) {
            (Role::Credits, _) => credits_title(language),
            (Role::Body, Some(heading)) => &heading.text,
            (Role::Preface | Role::Body, _) => own
                .filter(|element| element.kind == Kind::Title)
                .map_or(title, |element| &element.text),
        };
        let bullet = if chapter.role == Role::Body { "- " } else { "" };
        if before.is_some_and(|before| before != chapter.role) {
            text.push('\n');
        }
        before = Some(chapter.role);
        text.push_str(&format!("{bullet}[{}]({})\n", escape(name), chapter.file));
    }
    text
}

/// What stands in a translation that is still to be written: every element as a
/// comment, in its place.
fn places_to_fill(elements: &[Element], above: u8) -> String {
    elements
        .iter()
        .map(|element| {
            let text = markdown(std::slice::from_ref(element), above).replace("--", "- -");
            format!("<!-- translate: {} -->\n", text.trim_end())
        })
        .collect::<Vec<_>>()
        .join("\n")
}

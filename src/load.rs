//! Reads a book from mdBook's chapters and the files beside them. The only
//! room besides the commands and adapters that touches the disk.

use crate::config::Config;
use crate::diagnostic::{Diagnostic, Severity};
use crate::document::{Bilingual, Source};
use crate::language::Language;
use crate::typography;
use anyhow::{Context, Result, bail};
use mdbook_core::book::{Book, BookItem, Chapter};
use mdbook_core::config::Config as MdbookConfig;
use mdbook_driver::builtin_preprocessors::LinkPreprocessor;
use mdbook_preprocessor::{Preprocessor, PreprocessorContext};
use std::collections::HashMap;
use std::path::{Component, Path, PathBuf};

/// Everything the pipeline works on, read from disk.
#[derive(Debug)]
pub struct BookText {
    /// The book's root directory.
    pub root: PathBuf,
    /// The source directory, absolute or relative to the working directory.
    pub src: PathBuf,
    /// The book's title.
    pub title: String,
    /// The book's authors.
    pub authors: Vec<String>,
    /// The book's description; may be empty.
    pub description: String,
    /// The plugin's configuration.
    pub config: Config,
    /// The language of the chapters.
    pub source_language: Language,
    /// The language of the translation.
    pub target_language: Language,
    /// The chapters with a file, in reading order.
    pub chapters: Vec<ChapterText>,
    /// The author's glossary file, if there is one.
    pub glossary: Option<Source>,
    /// What went wrong while reading, short of an error.
    pub diagnostics: Vec<Diagnostic>,
}

/// A chapter and its translation, as text.
#[derive(Debug)]
pub struct ChapterText {
    /// Both titles, plain text.
    pub title: Bilingual,
    /// The number in SUMMARY.md, e.g. `1.2.`, or nothing.
    pub number: String,
    /// The page it is rendered to, e.g. `part-1.html`.
    pub page: PathBuf,
    /// The chapter.
    pub source: Source,
    /// Its translation.
    pub target: Option<Source>,
}

/// The plugin's table in book.toml, or the defaults where there is none.
pub fn config(mdbook: &MdbookConfig) -> Result<Config> {
    let table: Option<toml::Value> = mdbook
        .get("preprocessor.bilingual")
        .context("book.toml: [preprocessor.bilingual] cannot be read")?;
    match table {
        Some(table) => Config::from_table(&table),
        None => Ok(Config::default()),
    }
}

/// Reads the translation of every chapter of `book`, whose own text mdBook has
/// read already.
///
/// Fails where the translation directory is not there or lies outside the
/// book, and where a file is not UTF-8.
pub fn book_text(context: &PreprocessorContext, book: &Book) -> Result<BookText> {
    let config = config(&context.config)?;
    let src = context.root.join(&context.config.book.src);
    let source_language = Language::new(context.config.book.language.as_deref().unwrap_or("zh"));
    let target_language = target_language(&config);
    let mut diagnostics = Vec::new();
    let directory = match &config.translation {
        Some(path) => Some(translation_directory(&src, path)?),
        None => None,
    };
    let mut targets = match &directory {
        Some(directory) => read_targets(context, book, &src, directory, &mut diagnostics)?,
        None => HashMap::new(),
    };
    let titles = match &directory {
        Some(directory) => summary_titles(&src, directory)?,
        None => HashMap::new(),
    };
    let mend = |text: String| match config.cjk_fixes {
        true => typography::mend_emphasis(&text).into_owned(),
        false => text,
    };
    let chapters = chapters(book)
        .map(|(chapter, path)| {
            let target = targets.remove(path).map(|text| Source {
                path: directory.clone().unwrap_or_default().join(path),
                language: target_language.clone(),
                text: mend(text),
            });
            let target_title = titles
                .get(path)
                .cloned()
                .or_else(|| target.as_ref().and_then(|target| first_heading(&target.text)))
                .unwrap_or_default();
            ChapterText {
                title: Bilingual { source: chapter.name.clone(), target: target_title },
                number: chapter.number.as_ref().map(ToString::to_string).unwrap_or_default(),
                page: chapter.path.clone().unwrap_or_default().with_extension("html"),
                source: Source {
                    path: path.to_path_buf(),
                    language: source_language.clone(),
                    text: mend(chapter.content.clone()),
                },
                target,
            }
        })
        .collect();
    let glossary = read_text(&src, &config.glossary.file)?.map(|text| Source {
        path: config.glossary.file.clone(),
        language: source_language.clone(),
        text,
    });
    Ok(BookText {
        root: context.root.clone(),
        title: context.config.book.title.clone().unwrap_or_default(),
        authors: context.config.book.authors.clone(),
        description: context.config.book.description.clone().unwrap_or_default(),
        src,
        config,
        source_language,
        target_language,
        chapters,
        glossary,
        diagnostics,
    })
}

/// The chapters that have a file, with its path, in reading order.
pub fn chapters(book: &Book) -> impl Iterator<Item = (&Chapter, &Path)> {
    book.iter().filter_map(|item| match item {
        BookItem::Chapter(chapter) => {
            let path = chapter.source_path.as_deref()?;
            chapter.path.as_ref()?;
            Some((chapter, path))
        }
        _ => None,
    })
}

/// The text of a file under `src`; nothing where it is not there.
fn read_text(src: &Path, path: &Path) -> Result<Option<String>> {
    let file = src.join(path);
    match std::fs::read(&file) {
        Ok(bytes) => utf8(bytes, path).map(Some),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error).with_context(|| format!("`{}` cannot be read", file.display())),
    }
}

/// Text from bytes, without a byte order mark. Fails with the line of the first
/// byte that is not UTF-8.
fn utf8(bytes: Vec<u8>, path: &Path) -> Result<String> {
    match String::from_utf8(bytes) {
        Ok(text) => Ok(match text.strip_prefix('\u{feff}') {
            Some(rest) => rest.to_string(),
            None => text,
        }),
        Err(error) => {
            let valid = error.utf8_error().valid_up_to();
            let line = 1 + error.as_bytes()[..valid].iter().filter(|b| **b == b'\n').count();
            bail!(
                "`{}` is not UTF-8 text: line {line} has the byte 0x{:02x}\n  = help: save the \
                 file as UTF-8; for GB18030, `iconv -f GB18030 -t UTF-8` does it",
                path.display(),
                error.as_bytes()[valid]
            )
        }
    }
}

/// The language of the translation: configured, or the directory's name.
fn target_language(config: &Config) -> Language {
    let named = config.translation.as_deref().and_then(|path| {
        let stem = path.file_stem()?.to_str()?;
        let primary = stem.split(['-', '_']).next()?;
        let tag = (2..=3).contains(&primary.len()) && stem.is_ascii();
        tag.then(|| stem.to_string())
    });
    Language::new(config.target_language.as_deref().or(named.as_deref()).unwrap_or("en"))
}

/// The translation's directory relative to `src`, checked.
fn translation_directory(src: &Path, path: &Path) -> Result<PathBuf> {
    let escapes = path.is_absolute()
        || path.components().any(|part| matches!(part, Component::ParentDir))
        || path.components().all(|part| matches!(part, Component::CurDir));
    if escapes {
        bail!(
            "book.toml: translation = \"{}\" does not lie in the book's source directory `{}`\n  \
             = help: move the translation there, e.g. translation = \"en\" for `{}`",
            path.display(),
            src.display(),
            src.join("en").display()
        );
    }
    if !src.join(path).is_dir() {
        bail!(
            "book.toml: translation = \"{}\", but there is no directory `{}`\n  = help: create \
             it with one Markdown file a chapter, named as in the source directory",
            path.display(),
            src.join(path).display()
        );
    }
    Ok(path.to_path_buf())
}

/// The text of every translation file, by the path of its source chapter, with
/// includes resolved by mdBook's own preprocessor.
fn read_targets(
    context: &PreprocessorContext,
    book: &Book,
    src: &Path,
    directory: &Path,
    diagnostics: &mut Vec<Diagnostic>,
) -> Result<HashMap<PathBuf, String>> {
    let mut translated = Book::new();
    let mut paths = Vec::new();
    for (chapter, path) in chapters(book) {
        let target = directory.join(path);
        match read_text(src, &target)? {
            Some(text) => {
                translated.push_item(Chapter::new(&chapter.name, text, target, Vec::new()));
                paths.push(path.to_path_buf());
            }
            None => diagnostics.push(
                Diagnostic::file(
                    Severity::Warning,
                    "missing-translation",
                    path,
                    format!("this chapter has no translation at `{}`", target.display()),
                )
                .hint("create the file, or leave the chapter in one language"),
            ),
        }
    }
    let translated = LinkPreprocessor::new().run(context, translated)?;
    let texts = translated.chapters().map(|chapter| chapter.content.clone());
    Ok(paths.into_iter().zip(texts).collect())
}

/// The titles of `<translation>/SUMMARY.md`, by the path of the chapter.
fn summary_titles(src: &Path, directory: &Path) -> Result<HashMap<PathBuf, String>> {
    let Some(text) = read_text(src, &directory.join("SUMMARY.md"))? else {
        return Ok(HashMap::new());
    };
    use mdbook_markdown::pulldown_cmark::{Event, Tag, TagEnd};
    let mut titles = HashMap::new();
    let mut link: Option<(PathBuf, String)> = None;
    for event in crate::parse::parser(&text) {
        match event {
            Event::Start(Tag::Link { dest_url, .. }) => {
                let path = Path::new(dest_url.trim_start_matches("./"));
                let path = path.strip_prefix(directory).unwrap_or(path);
                link = Some((path.to_path_buf(), String::new()));
            }
            Event::Text(text) | Event::Code(text) => {
                if let Some((_, title)) = &mut link {
                    title.push_str(&text);
                }
            }
            Event::End(TagEnd::Link) => titles.extend(link.take()),
            _ => {}
        }
    }
    Ok(titles)
}

/// The plain text of the first heading.
fn first_heading(text: &str) -> Option<String> {
    use crate::document::BlockKind;
    crate::parse::parse(text)
        .blocks
        .into_iter()
        .find(|block| matches!(block.kind, BlockKind::Heading { .. }))
        .map(|block| block.plain)
}

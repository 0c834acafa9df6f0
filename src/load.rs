//! Reads a book from mdBook's chapters and the files beside them. The only
//! room besides the commands and adapters that touches the disk.

pub mod catalog;
mod directory;
mod front_matter;

use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::document::{Bilingual, Source};
use crate::files::{LARGEST_TEXT, read_within};
use crate::language::Language;
use crate::lock::{self, Lock};
use crate::translation::Bead;
use crate::typography;
use anyhow::{Context, Result, bail};
use mdbook_core::book::{Book, BookItem, Chapter};
use mdbook_core::config::Config as MdbookConfig;
use mdbook_preprocessor::PreprocessorContext;
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
    /// The titles of the parts of SUMMARY.md, in its order.
    pub parts: Vec<Bilingual>,
    /// The author's file of callouts, if there is one.
    pub callouts: Option<Source>,
    /// The author's glossary file, if there is one.
    pub glossary: Option<Source>,
    /// The pairs that a person has reviewed.
    pub lock: Lock,
    /// What went wrong while reading, short of an error.
    pub diagnostics: Vec<Diagnostic>,
}

impl BookText {
    /// A diagnostic whose file the caller can open: chapters are named from the
    /// source directory, a PO file from the book's.
    pub fn located(&self, found: &Diagnostic) -> Diagnostic {
        let (in_src, in_root) = (self.src.join(&found.path), self.root.join(&found.path));
        let file = if !in_src.is_file() && in_root.is_file() { in_root } else { in_src };
        let here = std::env::current_dir().unwrap_or_default();
        let file = file.strip_prefix(here).unwrap_or(&file);
        let path = file.components().filter(|part| *part != Component::CurDir).collect();
        Diagnostic { path, ..found.clone() }
    }
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
    /// Which blocks translate each other, where that is known.
    pub beads: Option<Vec<Bead>>,
    /// The chapter as it was before its emphasis was mended: what a PO file's
    /// messages are made from.
    pub written: String,
    /// The TOML at its top, with as many lines before it as the file has.
    pub front_matter: Option<String>,
}

/// What there is of a translation, by the path of the source chapter.
#[derive(Debug, Default)]
struct Translation {
    targets: HashMap<PathBuf, Target>,
    titles: HashMap<PathBuf, String>,
    /// Those of the parts, in the order of the source; empty where one is not
    /// translated.
    parts: Vec<String>,
}

/// The translation of one chapter.
#[derive(Debug)]
struct Target {
    path: PathBuf,
    text: String,
    /// Which blocks translate each other, where that is known.
    beads: Option<Vec<Bead>>,
}

/// A chapter's text, its translation with its path, and what is known about
/// their blocks.
type Mended = (String, Option<(PathBuf, String)>, Option<Vec<Bead>>);

/// Both texts with what Markdown does to Chinese mended. Known pairs count
/// blocks: mending leaves their number alone.
fn mended(source: &str, target: Option<Target>, mend: bool) -> Mended {
    let mend = |text: &str| match mend {
        true => typography::mend_emphasis(text).into_owned(),
        false => text.to_string(),
    };
    let (target, beads) = match target {
        Some(target) => (Some((target.path, mend(&target.text))), target.beads),
        None => (None, None),
    };
    (mend(source), target, beads)
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
    let (book, mut front_matter) = front_matter::take(book);
    let book = &book;
    let config = config(&context.config)?;
    let src = context.root.join(&context.config.book.src);
    let source_language = Language::new(context.config.book.language.as_deref().unwrap_or("zh"));
    let target_language = target_language(&config);
    let mut diagnostics = Vec::new();
    let translation = match &config.translation {
        None => Translation::default(),
        Some(path) if catalog::is_catalog(path) => {
            catalog::read(&context.root, book, path, &mut diagnostics)?
        }
        Some(path) => directory::read(context, book, &src, path, &mut diagnostics)?,
    };
    let Translation { mut targets, titles, parts: part_titles } = translation;
    let chapters = chapters(book)
        .map(|(chapter, path)| {
            let (text, target, beads) =
                mended(&chapter.content, targets.remove(path), config.cjk_fixes);
            let target =
                target.map(|(path, text)| Source { path, language: target_language.clone(), text });
            let target_title = titles
                .get(path)
                .cloned()
                .or_else(|| {
                    // A catalog's first heading may not be translated.
                    let written = target.as_ref().filter(|_| beads.is_none());
                    written.and_then(|target| first_heading(&target.text))
                })
                .unwrap_or_default();
            ChapterText {
                title: Bilingual { source: chapter.name.clone(), target: target_title },
                number: chapter.number.as_ref().map(ToString::to_string).unwrap_or_default(),
                page: chapter.path.clone().unwrap_or_default().with_extension("html"),
                source: Source {
                    path: path.to_path_buf(),
                    language: source_language.clone(),
                    text,
                },
                target,
                beads,
                written: chapter.content.clone(),
                front_matter: front_matter.remove(path),
            }
        })
        .collect();
    let beside = |file: &Path| -> Result<Option<Source>> {
        let language = source_language.clone();
        let text = read_text(&src, file)?;
        Ok(text.map(|text| Source { path: file.to_path_buf(), language, text }))
    };
    let callouts = beside(&config.callouts.file)?;
    let glossary = beside(&config.glossary.file)?;
    let lock = match read_text(&context.root, Path::new(lock::FILE))? {
        Some(text) => Lock::parse(&text, Path::new(lock::FILE))?,
        None => Lock::default(),
    };
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
        parts: parts(book, part_titles),
        callouts,
        glossary,
        lock,
        diagnostics,
    })
}

/// The titles of the parts with their translations, in the book's order.
fn parts(book: &Book, translated: Vec<String>) -> Vec<Bilingual> {
    let titles = book.items.iter().filter_map(|item| match item {
        BookItem::PartTitle(title) => Some(title),
        _ => None,
    });
    let targets = translated.into_iter().chain(std::iter::repeat_with(String::new));
    titles
        .zip(targets)
        .map(|(source, target)| Bilingual { source: source.clone(), target })
        .collect()
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
    match std::fs::metadata(&file) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        _ => utf8(read_within(&file, LARGEST_TEXT)?, path).map(Some),
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

/// The plain text of the first heading.
fn first_heading(text: &str) -> Option<String> {
    use crate::document::BlockKind;
    crate::parse::parse(text)
        .blocks
        .into_iter()
        .find(|block| matches!(block.kind, BlockKind::Heading { .. }))
        .map(|block| block.plain)
}

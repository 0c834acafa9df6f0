//! The translation as a directory with one Markdown file a chapter.

use super::{Target, Translation, chapters, front_matter, read_text};
use crate::diagnostic::{Code, Diagnostic};
use anyhow::{Result, bail};
use mdbook_core::book::{Book, BookItem, Chapter};
use mdbook_driver::builtin_preprocessors::LinkPreprocessor;
use mdbook_preprocessor::{Preprocessor, PreprocessorContext};
use std::collections::HashMap;
use std::path::{Component, Path, PathBuf};

/// Reads the translation of every chapter that has one. Fails where the
/// directory is not there or lies outside the book, and where a file is not
/// UTF-8.
pub(super) fn read(
    context: &PreprocessorContext,
    book: &Book,
    src: &Path,
    path: &Path,
    diagnostics: &mut Vec<Diagnostic>,
) -> Result<Translation> {
    let directory = translation_directory(src, path)?;
    let texts = texts(context, book, src, &directory, diagnostics)?;
    let Summary { mut titles, parts } = summary(src, &directory)?;
    let mut targets = HashMap::new();
    for (path, text) in texts {
        let (text, title) = front_matter::split(text);
        // A page with a heading is named by that, as the source's is.
        if let Some(title) = title
            && super::first_heading(&text).is_none()
        {
            titles.entry(path.clone()).or_insert(title);
        }
        let target = Target { path: directory.join(&path), text, beads: None };
        targets.insert(path, target);
    }
    Ok(Translation { targets, titles, parts: part_titles(book, parts) })
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
fn texts(
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
                    Code::MissingTranslation,
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

/// What `<translation>/SUMMARY.md` says.
#[derive(Default)]
struct Summary {
    /// The titles of the chapters, by path.
    titles: HashMap<PathBuf, String>,
    /// The titles of the parts that begin before a chapter, by its path.
    parts: HashMap<PathBuf, Vec<String>>,
}

/// Reads `<translation>/SUMMARY.md`, if there is one.
fn summary(src: &Path, directory: &Path) -> Result<Summary> {
    let mut summary = Summary::default();
    let Some(text) = read_text(src, &directory.join("SUMMARY.md"))? else { return Ok(summary) };
    use mdbook_markdown::pulldown_cmark::{Event, HeadingLevel, Tag, TagEnd};
    let mut link: Option<(PathBuf, String)> = None;
    let mut heading: Option<String> = None;
    let mut parts = Vec::new();
    // As in mdBook, a heading before everything else is the title of the list.
    let mut begun = false;
    for event in crate::parse::parser(&text) {
        match event {
            Event::Start(Tag::HtmlBlock) | Event::Html(_) | Event::End(TagEnd::HtmlBlock) => {
                continue;
            }
            Event::Start(Tag::Heading { level: HeadingLevel::H1, .. }) => {
                heading = begun.then(String::new);
            }
            Event::End(TagEnd::Heading(HeadingLevel::H1)) => parts.extend(heading.take()),
            Event::Start(Tag::Link { dest_url, .. }) if !dest_url.is_empty() => {
                let path = Path::new(dest_url.trim_start_matches("./"));
                let path = path.strip_prefix(directory).unwrap_or(path);
                link = Some((path.to_path_buf(), String::new()));
            }
            Event::Text(text) | Event::Code(text) => {
                if let Some(title) = link.as_mut().map(|(_, title)| title).or(heading.as_mut()) {
                    title.push_str(&text);
                }
            }
            Event::End(TagEnd::Link) => {
                let Some((path, title)) = link.take() else { continue };
                summary.parts.entry(path.clone()).or_default().append(&mut parts);
                summary.titles.insert(path, title);
            }
            _ => {}
        }
        begun = true;
    }
    Ok(summary)
}

/// The translated titles of the book's parts, in its order. A part is known by
/// the first chapter behind its title.
fn part_titles(book: &Book, mut translated: HashMap<PathBuf, Vec<String>>) -> Vec<String> {
    let mut titles: Vec<String> = Vec::new();
    let mut waiting = 0;
    for item in book.iter() {
        match item {
            BookItem::PartTitle(_) => {
                titles.push(String::new());
                waiting += 1;
            }
            BookItem::Chapter(Chapter { source_path: Some(path), .. }) => {
                let found = translated.remove(path).unwrap_or_default();
                let here = titles.iter_mut().rev().take(waiting);
                here.zip(found.into_iter().rev()).for_each(|(title, found)| *title = found);
                waiting = 0;
            }
            BookItem::Chapter(_) | BookItem::Separator => {}
        }
    }
    titles
}

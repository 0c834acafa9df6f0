//! The translation as a gettext file, as mdbook-i18n-helpers writes it.

use super::{Target, Translation, chapters, utf8};
use crate::diagnostic::{Diagnostic, Severity};
use crate::document::Status;
use crate::parse::parse;
use crate::translation::catalog::Catalog;
use crate::translation::export::TITLES;
use crate::translation::po::{self, Translated};
use anyhow::{Context, Result};
use mdbook_core::book::{Book, BookItem};
use std::collections::HashMap;
use std::path::Path;

/// Translates every chapter from the catalog. Fails where the file cannot be
/// read, and with the line of an error in it.
pub(super) fn read(
    root: &Path,
    book: &Book,
    path: &Path,
    diagnostics: &mut Vec<Diagnostic>,
) -> Result<Translation> {
    let catalog = parsed(root, path)?;
    let mut translation = Translation::default();
    let mut tally = Tally::new(&catalog);
    let titles = Titles::new(&catalog);
    for (chapter, path) in chapters(book) {
        let name = path.to_string_lossy().replace('\\', "/");
        match po::translate(&name, &chapter.content, &catalog) {
            Ok(translated) => {
                tally.chapter(&translated);
                if translated.has_translation() {
                    let (text, beads) = (translated.text, Some(translated.beads));
                    let target = Target { path: path.to_path_buf(), text, beads };
                    translation.targets.insert(path.to_path_buf(), target);
                }
            }
            Err(error) => diagnostics.push(Diagnostic::file(
                Severity::Warning,
                "unreadable-messages",
                path,
                format!("the messages of this chapter cannot be told apart: {error:#}"),
            )),
        }
        if let Some(title) = titles.find(&chapter.name, &mut tally) {
            translation.titles.insert(path.to_path_buf(), title);
        }
    }
    for item in book.iter() {
        match item {
            BookItem::PartTitle(title) => drop(titles.find(title, &mut tally)),
            BookItem::Chapter(chapter) => drop(titles.find(&chapter.name, &mut tally)),
            BookItem::Separator => {}
        }
    }
    diagnostics.extend(tally.report(path));
    Ok(translation)
}

/// The catalog at this path, relative to the book's root directory.
pub fn parsed(root: &Path, path: &Path) -> Result<Catalog> {
    let bytes = std::fs::read(root.join(path)).with_context(|| {
        format!(
            "book.toml: translation = \"{}\", but `{}` cannot be read\n  = help: the path of a PO \
             file is relative to the directory of book.toml",
            path.display(),
            root.join(path).display()
        )
    })?;
    Catalog::parse(&utf8(bytes, path)?, path)
}

/// Is the translation at this path a gettext file?
pub fn is_catalog(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "po")
}

/// Messages by their text without markup: mdBook strips it from titles.
struct Titles<'a> {
    catalog: &'a Catalog,
    by_plain: HashMap<String, usize>,
}

impl<'a> Titles<'a> {
    fn new(catalog: &'a Catalog) -> Self {
        let mut by_plain = HashMap::new();
        for (index, message) in catalog.messages.iter().enumerate() {
            if message.id.contains(['*', '_', '`', '[', '\\', '~', '<', '&']) {
                by_plain.entry(plain(&message.id)).or_insert(index);
            }
        }
        Self { catalog, by_plain }
    }

    fn find(&self, name: &str, tally: &mut Tally<'_>) -> Option<String> {
        let exact = self.catalog.find(TITLES, name);
        let found = exact.or_else(|| self.by_plain.get(name).copied())?;
        tally.used[found] = true;
        let text = &self.catalog.messages[found].text;
        let title = if exact.is_some() { text.clone() } else { plain(text) };
        (!title.is_empty()).then_some(title)
    }
}

fn plain(text: &str) -> String {
    parse(text).blocks.first().map(|block| block.plain.clone()).unwrap_or_default()
}

/// How much of the book and of the catalog is translated.
struct Tally<'a> {
    catalog: &'a Catalog,
    used: Vec<bool>,
    unknown: usize,
    untranslated: usize,
    draft: usize,
}

impl<'a> Tally<'a> {
    fn new(catalog: &'a Catalog) -> Self {
        let used = vec![false; catalog.messages.len()];
        Self { catalog, used, unknown: 0, untranslated: 0, draft: 0 }
    }

    fn chapter(&mut self, translated: &Translated) {
        for at in &translated.used {
            self.used[*at] = true;
        }
        self.unknown += translated.unknown;
        let count = |status| translated.beads.iter().filter(|bead| bead.status == status).count();
        self.untranslated += count(Status::Untranslated);
        self.draft += count(Status::Draft);
    }

    /// What is left to do, once for the book: a catalog's own tools list it
    /// message by message.
    fn report(&self, path: &Path) -> Vec<Diagnostic> {
        let (mut translated, mut fuzzy, mut empty) = (0, 0, 0);
        for message in &self.catalog.messages {
            match (message.text.is_empty(), message.fuzzy) {
                (_, true) => fuzzy += 1,
                (true, false) => empty += 1,
                (false, false) => translated += 1,
            }
        }
        let unused = self.used.iter().filter(|used| !**used).count();
        let counts = format!(
            "{translated} translated messages, {fuzzy} fuzzy, {empty} untranslated; {unused} of \
             them are not in the book, which has {} that are not in the file",
            self.unknown
        );
        let mut found = vec![Diagnostic::file(Severity::Note, "catalog", path, counts)];
        if self.untranslated + self.draft > 0 {
            let todo = format!(
                "{} paragraphs have no translation and {} have a draft",
                self.untranslated, self.draft
            );
            let hint = "`mdbook-bilingual export po` writes a file that has every message of the \
                        book; Poedit or Weblate edit it";
            found.push(
                Diagnostic::file(Severity::Warning, "incomplete-catalog", path, todo).hint(hint),
            );
        }
        found
    }
}

//! The translation as a gettext file, as mdbook-i18n-helpers writes it.

use super::{Target, Translation, chapters, utf8};
use crate::diagnostic::{Code, Diagnostic};
use crate::document::Status;
use crate::files::{LARGEST_TEXT, read_within};
use crate::translation::catalog::Catalog;
use crate::translation::export::{TITLES, plain};
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
                Code::UnreadableMessages,
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
            BookItem::PartTitle(title) => {
                translation.parts.push(titles.find(title, &mut tally).unwrap_or_default());
            }
            BookItem::Chapter(chapter) => drop(titles.find(&chapter.name, &mut tally)),
            BookItem::Separator => {}
        }
    }
    diagnostics.extend(tally.report(path));
    Ok(translation)
}

/// The catalog at this path, relative to the book's root directory.
pub fn parsed(root: &Path, path: &Path) -> Result<Catalog> {
    let bytes = read_within(&root.join(path), LARGEST_TEXT).with_context(|| {
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

    /// The translation of a title; a title with markup may stand in the
    /// catalog in both ways.
    fn find(&self, name: &str, tally: &mut Tally<'_>) -> Option<String> {
        let exact = self.catalog.find(TITLES, name);
        let marked = self.by_plain.get(name).copied();
        for at in exact.into_iter().chain(marked) {
            tally.used[at] = true;
        }
        let message = |at: usize| &self.catalog.messages[at];
        let exact = exact.map(|at| (message(at).fuzzy, message(at).text.clone()));
        let marked = marked.map(|at| (message(at).fuzzy, plain(&message(at).text)));
        let there = exact.into_iter().chain(marked).filter(|(_, title)| !title.trim().is_empty());
        // A draft only where there is nothing better.
        there.min_by_key(|(fuzzy, _)| *fuzzy).map(|(_, title)| title)
    }
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
        // All of them as `msgfmt --statistics` counts them, and those in the book.
        let mut counts = [(0, 0); 3];
        for (message, used) in self.catalog.messages.iter().zip(&self.used) {
            let (all, in_book) = match (message.fuzzy, message.text.is_empty()) {
                (false, false) => &mut counts[0],
                (true, _) => &mut counts[1],
                (false, true) => &mut counts[2],
            };
            *all += 1;
            *in_book += usize::from(*used);
        }
        let [translated, fuzzy, empty] = counts;
        let counts = format!(
            "{} translated messages ({} in the book), {} fuzzy ({}), {} untranslated ({}); the \
             book has {} messages that are not in the file",
            translated.0, translated.1, fuzzy.0, fuzzy.1, empty.0, empty.1, self.unknown
        );
        let mut found = vec![Diagnostic::file(Code::Catalog, path, counts)];
        if self.untranslated + self.draft > 0 {
            let todo = format!(
                "{} paragraphs have no translation and {} have a draft",
                self.untranslated, self.draft
            );
            let hint = "`mdbook-bilingual export po` writes a file that has every message of the \
                        book; Poedit or Weblate edit it";
            found.push(Diagnostic::file(Code::IncompleteCatalog, path, todo).hint(hint));
        }
        found
    }
}

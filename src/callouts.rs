//! What the author has decided about callouts: `callouts.toml`.

mod read;
mod write;

pub use write::{HEADER, decide, one, to_toml};

use crate::book::{Book, Callout};
use crate::diagnostic::Diagnostic;
use crate::document::{Bilingual, Side, Source};
use std::ops::Range;

/// All entries, in the order of the author's file.
#[derive(Debug, Clone, Default)]
pub struct Decisions {
    /// One a callout.
    pub entries: Vec<Entry>,
}

/// One callout as the author's file has it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Entry {
    /// The chapter's path, relative to the book's source directory, with `/`.
    pub chapter: String,
    /// The id of the pair that states the boundary, e.g. `p-1a2b3c4d`.
    pub pair: String,
    /// A few words of the paragraph, by which it is found again when it has
    /// changed and its id with it. May be empty.
    pub text: String,
    /// The wrong belief. Sides that are empty are as they were found.
    pub misconception: Bilingual,
    /// What is right. Sides that are empty are as they were found.
    pub boundary: Bilingual,
    /// What is to become of it.
    pub decision: Decision,
    /// Where the entry's pair stands in the file.
    pub span: Range<usize>,
}

/// What is to become of a callout.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Decision {
    /// It is shown.
    #[default]
    Show,
    /// It is proposed and not shown: the author has not looked at it.
    Draft,
    /// There is none.
    Omit,
}

/// The most characters of a paragraph that an entry quotes.
const QUOTED: usize = 24;

impl Decisions {
    /// The entries of a `callouts.toml`, and what is wrong with it. An entry
    /// that cannot be used is left out; the others stay.
    pub fn parse(source: &Source) -> (Self, Vec<Diagnostic>) {
        read::decisions(source)
    }

    /// Is there an entry at this pair?
    pub fn has(&self, chapter: &str, pair: &str) -> bool {
        self.entries.iter().any(|entry| entry.chapter == chapter && entry.pair == pair)
    }
}

impl Entry {
    /// A callout of the book as an entry.
    pub fn of(book: &Book<'_>, callout: &Callout, decision: Decision) -> Self {
        let pair = book.pair(callout.anchor);
        let text = pair.running_text(Side::Source);
        Self {
            chapter: book.document(callout.anchor.document).source.name(),
            pair: pair.id.clone(),
            text: quoted(&text),
            misconception: callout.misconception.clone(),
            boundary: callout.boundary.clone(),
            decision,
            span: 0..0,
        }
    }
}

/// The first words of a paragraph.
pub fn quoted(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    line.chars().take(QUOTED).collect::<String>().trim_end().to_string()
}

/// The proposals of a book that its author's file does not have.
pub fn without_known(book: &Book<'_>, decisions: &Decisions) -> Vec<Entry> {
    let drafts = book.proposals.iter().map(|found| Entry::of(book, found, Decision::Draft));
    drafts.filter(|entry| !decisions.has(&entry.chapter, &entry.pair)).collect()
}

#[cfg(test)]
mod tests;

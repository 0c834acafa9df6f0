//! The author's glossary: terms in both languages and how they relate.

mod decide;
mod read;
mod review;

pub use decide::{Choice, decide, entry};

use crate::diagnostic::{Code, Diagnostic};
use crate::document::{Bilingual, Side, Source};
use std::ops::Range;
use std::path::PathBuf;

/// All terms, in the order of the author's file.
#[derive(Debug, Clone, Default)]
pub struct Glossary {
    /// The terms. Their ids are unique.
    pub terms: Vec<Term>,
    /// The author's file, relative to the book's source directory; spans of
    /// terms and relations are bytes of `text`.
    pub path: PathBuf,
    /// The author's file as it stands.
    pub text: String,
    /// Where each line of `text` begins.
    pub(crate) lines: Vec<usize>,
}

/// A term in both languages.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Term {
    /// Stable name, used in links: letters, digits, `-`, `_` and `.`.
    pub id: String,
    /// The term, without control characters. One side may be empty.
    pub name: Bilingual,
    /// Other names in the source language.
    pub source_aliases: Vec<String>,
    /// Other names in the target language.
    pub target_aliases: Vec<String>,
    /// The definition, inline Markdown.
    pub definition: Bilingual,
    /// Related terms.
    pub related: Vec<Relation>,
    /// The reading of the source term, where the author corrects a polyphone.
    pub pinyin: Option<String>,
    /// Which uses become links. Default: as config says.
    pub link: Option<TermLink>,
    /// Proposed by the tool and not yet checked by the author.
    pub draft: bool,
    /// Where the term's name stands in [`Glossary::text`].
    pub span: Range<usize>,
}

/// Which uses of one term become links.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TermLink {
    /// The first in a chapter, for each language.
    First,
    /// Every one.
    All,
    /// None.
    Never,
}

/// A relation from one term to another.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Relation {
    /// The id of the other term.
    pub to: String,
    /// How they relate; may be empty.
    pub label: Bilingual,
}

impl Glossary {
    /// The terms of a `glossary.toml`, and what is wrong with it. A term that
    /// cannot be used is left out; the others stay.
    pub fn parse(source: &Source) -> (Self, Vec<Diagnostic>) {
        read::glossary(source)
    }

    /// The index of the term with this id.
    pub fn index(&self, id: &str) -> Option<usize> {
        self.terms.iter().position(|term| term.id == id)
    }

    /// A diagnostic about a stretch of the author's file.
    pub(crate) fn diagnostic(
        &self,
        code: Code,
        span: Range<usize>,
        message: impl Into<String>,
    ) -> Diagnostic {
        // Only the line is looked at: a large file has many findings.
        let line = self.lines.partition_point(|start| *start <= span.start).max(1) - 1;
        let from = self.lines.get(line).copied().unwrap_or(0);
        let to = self.lines.get(line + 1).copied().unwrap_or(self.text.len());
        let text = self.text.get(from..to).unwrap_or_default();
        let span = span.start.saturating_sub(from)..span.end.saturating_sub(from);
        let found = Diagnostic::in_text(code, &self.path, text, span, message);
        Diagnostic { line: line + 1, ..found }
    }
}

impl Term {
    /// The aliases of one side.
    pub fn aliases(&self, side: Side) -> &[String] {
        match side {
            Side::Source => &self.source_aliases,
            Side::Target => &self.target_aliases,
        }
    }

    /// The name and the aliases of one side that are not empty.
    pub fn names(&self, side: Side) -> impl Iterator<Item = &str> {
        std::iter::once(self.name.get(side))
            .chain(self.aliases(side).iter().map(String::as_str))
            .filter(|name| !name.is_empty())
    }
}

#[cfg(test)]
mod tests;

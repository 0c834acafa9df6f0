//! The author's glossary: terms in both languages and how they relate.

use crate::document::Bilingual;

/// All terms, in the order of the author's file.
#[derive(Debug, Clone, Default)]
pub struct Glossary {
    /// The terms.
    pub terms: Vec<Term>,
}

/// A term in both languages.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Term {
    /// Stable name in ASCII kebab-case, used in links.
    pub id: String,
    /// The term.
    pub name: Bilingual,
    /// Other names in the source language.
    pub source_aliases: Vec<String>,
    /// Other names in the target language.
    pub target_aliases: Vec<String>,
    /// The definition, inline Markdown.
    pub definition: Bilingual,
    /// Related terms.
    pub related: Vec<Relation>,
    /// Proposed by the tool and not yet checked by the author.
    pub draft: bool,
}

/// A relation from one term to another.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Relation {
    /// The id of the other term.
    pub to: String,
    /// How they relate; may be empty.
    pub label: Bilingual,
}

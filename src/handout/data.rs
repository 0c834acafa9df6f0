//! The book as the values the template reads. The names here are what an
//! author's own template works with.

use super::content::Inline;
use crate::config;
use crate::document::{Bilingual, Side, Status};
use serde::Serialize;
use std::collections::BTreeMap;

/// Everything the template gets as `sys.inputs`.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct Data {
    /// Which handout it is.
    pub(super) kind: DocumentKind,
    /// The size of its pages.
    pub(super) paper: PaperName,
    /// How the two languages stand to each other.
    pub(super) layout: Arrangement,
    /// The languages, those that are printed.
    pub(super) languages: Two<Tongue>,
    /// Families of the author's fonts.
    pub(super) families: Vec<String>,
    /// The book's title.
    pub(super) title: Two<String>,
    /// The book's description; sides may be missing.
    pub(super) description: Two<String>,
    /// The book's authors.
    pub(super) authors: Vec<String>,
    /// Where the book is online, or nothing.
    pub(super) url: Option<String>,
    /// A QR code of `url`.
    pub(super) qr: Option<String>,
    /// Words of the template, by name.
    pub(super) words: BTreeMap<&'static str, Two<String>>,
    /// The chapters of a reading.
    pub(super) chapters: Vec<PrintedChapter>,
    /// The callouts of a reading.
    pub(super) callouts: Vec<Callout>,
    /// The terms of a reading.
    pub(super) glossary: Vec<Term>,
    /// The exercises of a worksheet and its key.
    pub(super) sheet: Option<Sheet>,
}

/// What the template sets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum DocumentKind {
    /// The chapters, to read.
    Reading,
    /// The exercises.
    Worksheet,
    /// The exercises with their answers.
    Key,
    /// The picture for link previews.
    Social,
}

impl From<config::Kind> for DocumentKind {
    fn from(kind: config::Kind) -> Self {
        match kind {
            config::Kind::Reading => Self::Reading,
            config::Kind::Worksheet => Self::Worksheet,
            config::Kind::Key => Self::Key,
        }
    }
}

/// A paper size as Typst names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum PaperName {
    /// 210 mm × 297 mm.
    A4,
    /// 148 mm × 210 mm.
    A5,
    /// 8.5 in × 11 in.
    UsLetter,
}

impl From<config::Paper> for PaperName {
    fn from(paper: config::Paper) -> Self {
        match paper {
            config::Paper::A4 => Self::A4,
            config::Paper::A5 => Self::A5,
            config::Paper::Letter => Self::UsLetter,
        }
    }
}

/// How the languages of a handout stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Arrangement {
    /// Side by side.
    Columns,
    /// The translation below the source.
    Stacked,
    /// There is only one.
    Single,
}

/// A language as Typst names it.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Tongue {
    /// ISO 639, e.g. `zh`.
    pub(super) lang: String,
    /// ISO 3166, e.g. `CN`, or nothing.
    pub(super) region: Option<String>,
    /// Is it set as Chinese and Japanese are?
    pub(super) han: bool,
}

/// The same in both languages. A side is missing where it is not printed or
/// not there.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub(super) struct Two<T> {
    /// In the book's language.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) source: Option<T>,
    /// In the translation's language.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) target: Option<T>,
}

impl<T> Two<T> {
    /// Both sides by a function.
    pub(super) fn of(mut make: impl FnMut(Side) -> Option<T>) -> Self {
        Self { source: make(Side::Source), target: make(Side::Target) }
    }

    /// Is neither side there?
    pub(super) fn is_empty(&self) -> bool {
        self.source.is_none() && self.target.is_none()
    }
}

impl Two<String> {
    /// The sides of `text` that are asked for and not empty.
    pub(super) fn text(text: &Bilingual, sides: &[Side]) -> Self {
        Self::of(|side| {
            let text = super::content::printable(text.get(side));
            (sides.contains(&side) && !text.trim().is_empty()).then_some(text)
        })
    }
}

/// A chapter of the reading.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct PrintedChapter {
    /// Its label.
    pub(super) id: String,
    /// Its number in the table of contents, e.g. `1.2.`.
    pub(super) number: String,
    /// Its heading.
    pub(super) title: Two<Vec<Inline>>,
    /// What follows.
    pub(super) items: Vec<Item>,
    /// Its footnotes that nothing refers to.
    pub(super) loose_notes: Vec<Note>,
}

/// A part of a chapter.
#[derive(Debug, Serialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub(super) enum Item {
    /// A heading below the chapter's.
    Heading {
        /// The label of the pair.
        id: String,
        /// 2 to 6.
        level: u8,
        /// The heading.
        text: Two<Vec<Inline>>,
    },
    /// A pair.
    Row {
        /// The label of the pair.
        id: String,
        /// How its translation stands.
        status: Status,
        /// The blocks of each side.
        cells: Two<Vec<Block>>,
    },
    /// Printed once, for both languages.
    Shared {
        /// The label of the pair.
        id: String,
        /// What is printed.
        blocks: Vec<Block>,
    },
    /// A table.
    Table {
        /// How many columns it has.
        columns: usize,
        /// Where the text of each stands.
        align: Vec<ColumnAlignment>,
        /// The rows, the first being the header; a cell may be missing.
        rows: Vec<Vec<Option<Cell>>>,
    },
    /// A callout, by its place in `callouts`.
    Callout {
        /// 0-based.
        index: usize,
    },
}

/// Where the text of a column stands, as Typst names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum ColumnAlignment {
    /// At its left edge.
    Left,
    /// In its middle.
    Center,
    /// At its right edge.
    Right,
}

/// A table cell.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Cell {
    /// The label of the pair.
    pub(super) id: String,
    /// What it says.
    pub(super) text: Two<Vec<Inline>>,
}

/// A block of one language.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Block {
    /// What it is.
    pub(super) kind: PrintedKind,
    /// How many lists and quotes hold it.
    pub(super) depth: u8,
    /// The number of a list item.
    pub(super) number: Option<u64>,
    /// Running text.
    pub(super) body: Vec<Inline>,
    /// Code and formulas, as lines.
    pub(super) lines: Vec<Vec<Inline>>,
}

/// What a block is to the template.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum PrintedKind {
    /// A further heading within a pair.
    Heading,
    /// Running text.
    Paragraph,
    /// The first paragraph of a list item.
    Item,
    /// A paragraph of a quotation.
    Quote,
    /// The term of a definition list.
    Term,
    /// A definition in a definition list.
    Definition,
    /// Code.
    Code,
    /// A formula.
    Math,
    /// A picture.
    Image,
    /// A thematic break.
    Rule,
}

/// The paragraphs of a footnote.
pub(super) type Note = Two<Vec<Vec<Inline>>>;

/// A misconception and its boundary.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Callout {
    /// Its label.
    pub(super) id: String,
    /// Its number in the book.
    pub(super) number: usize,
    /// The wrong belief.
    pub(super) misconception: Two<Vec<Inline>>,
    /// What is right.
    pub(super) boundary: Two<Vec<Inline>>,
}

/// A term of the glossary.
#[derive(Debug, Serialize)]
pub(super) struct Term {
    /// Its label.
    pub(super) id: String,
    /// The term.
    pub(super) name: Two<Vec<Inline>>,
    /// Its other names.
    pub(super) aliases: Two<Vec<Vec<Inline>>>,
    /// What it means.
    pub(super) definition: Two<Vec<Inline>>,
    /// The terms related to it.
    pub(super) related: Vec<Related>,
    /// Labels of the pairs that use it.
    pub(super) uses: Vec<String>,
}

/// A relation from one term to another.
#[derive(Debug, Serialize)]
pub(super) struct Related {
    /// The label of the other term.
    pub(super) to: String,
    /// Its name.
    pub(super) name: Two<Vec<Inline>>,
}

/// The exercises.
#[derive(Debug, Serialize)]
pub(super) struct Sheet {
    /// Statements to be judged.
    pub(super) claims: Vec<Claim>,
    /// Questions for discussion.
    pub(super) questions: Vec<Question>,
    /// Sets of terms to be matched.
    pub(super) matching: Vec<Matching>,
    /// Minutes for the parts, in the key only.
    pub(super) timing: Option<Timing>,
}

impl Sheet {
    /// Is there nothing to do on it?
    pub(super) fn is_empty(&self) -> bool {
        self.claims.is_empty() && self.questions.is_empty() && self.matching.is_empty()
    }
}

/// A misconception as a statement to be judged.
#[derive(Debug, Serialize)]
pub(super) struct Claim {
    /// Its number in the book.
    pub(super) number: usize,
    /// The statement.
    pub(super) text: Two<Vec<Inline>>,
    /// The chapter it comes from.
    pub(super) chapter: Two<String>,
    /// Where its paragraph is online.
    pub(super) url: Option<String>,
    /// A QR code of `url`.
    pub(super) qr: Option<String>,
    /// What is right, in the key only.
    pub(super) boundary: Option<Two<Vec<Inline>>>,
    /// The paragraph that says so, in the key only.
    pub(super) paragraph: Option<Two<Vec<Inline>>>,
    /// Minutes, in the key only.
    pub(super) minutes: Option<u32>,
}

/// A question for discussion.
#[derive(Debug, Serialize)]
pub(super) struct Question {
    /// From 1.
    pub(super) number: usize,
    /// The question.
    pub(super) text: Two<Vec<Inline>>,
    /// The chapter it belongs to.
    pub(super) chapter: Two<String>,
    /// Where the chapter is online.
    pub(super) url: Option<String>,
    /// A QR code of `url`.
    pub(super) qr: Option<String>,
    /// How long it should take.
    pub(super) minutes: u32,
}

/// A set of terms to be matched.
#[derive(Debug, Serialize)]
pub(super) struct Matching {
    /// The numbered side.
    pub(super) left: Vec<Choice>,
    /// The lettered side, shuffled.
    pub(super) right: Vec<Choice>,
    /// The letter for each of `left`, in the key only.
    pub(super) answers: Option<Vec<String>>,
}

/// One entry of a matching exercise.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Choice {
    /// A number or a letter.
    pub(super) mark: String,
    /// Which language it is in.
    pub(super) side: Side,
    /// The term or its definition.
    pub(super) text: Vec<Inline>,
}

/// Minutes of the workshop's parts.
#[derive(Debug, Serialize)]
pub(super) struct Timing {
    /// All statements.
    pub(super) claims: u32,
    /// All questions.
    pub(super) questions: u32,
    /// All terms.
    pub(super) matching: u32,
}

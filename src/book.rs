//! The whole book: its chapters, aligned and annotated, and what is found in
//! them. Types only, no behaviour beyond looking things up in them.

use crate::config::CalloutConfig;
use crate::diagnostic::Diagnostic;
use crate::document::{Bilingual, BlockIndex, Document, Pair, PairIndex, Side};
use crate::glossary::Glossary;
use crate::language::Language;
use std::ops::Range;

/// Which chapter of a book: an index into [`Book::documents`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DocumentIndex(pub usize);

/// Chapters with their indices, in order.
pub fn indexed<'d, 'a>(
    documents: &'d [Document<'a>],
) -> impl Iterator<Item = (DocumentIndex, &'d Document<'a>)> {
    documents.iter().enumerate().map(|(at, document)| (DocumentIndex(at), document))
}

/// A pair of a book: which document, which pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PairRef {
    /// Which chapter.
    pub document: DocumentIndex,
    /// Which of its pairs.
    pub pair: PairIndex,
}

/// A misconception boundary: what people wrongly take the idea to mean, and
/// where it stops.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Callout {
    /// 1-based, running through the book.
    pub number: usize,
    /// The pairs that state the claim and refute it, in order; the callout is
    /// set after the last block of `anchor`.
    pub pairs: Vec<PairRef>,
    /// The pair that states the boundary.
    pub anchor: PairRef,
    /// The id of the rule that found it, or `author`.
    pub rule: String,
    /// The wrong belief, as a positive phrase.
    pub misconception: Bilingual,
    /// The sentence of the translation that denies the misconception, where
    /// its wording above takes the denial away.
    pub denial: Option<String>,
    /// The author's own words that say what is right.
    pub boundary: Bilingual,
}

/// One use of a glossary term in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TermUse {
    /// Index into [`Glossary::terms`].
    pub term: usize,
    /// Where.
    pub at: PairRef,
    /// In which language.
    pub side: Side,
    /// Which block of that side of the pair.
    pub block: BlockIndex,
    /// Bytes of the block's plain text.
    pub plain: Range<usize>,
    /// Where it is linked, the bytes of the chapter's Markdown: more than one range
    /// where the use crosses emphasis.
    pub source: Vec<Range<usize>>,
    /// Set as a link (the first use, by default), or only recorded.
    pub linked: bool,
}

/// A whole book: aligned and annotated.
#[derive(Debug, Clone)]
pub struct Book<'a> {
    /// The book's title from book.toml.
    pub title: String,
    /// What book.toml says of it; may be empty.
    pub description: String,
    /// Show the panel for first visitors on the first page?
    pub opening: bool,
    /// The pages that the plugin writes, as far as they are wanted.
    pub generated: Vec<&'static str>,
    /// The language of the chapters.
    pub source_language: Language,
    /// The language of the translation.
    pub target_language: Language,
    /// Is a translation configured?
    pub bilingual: bool,
    /// The chapters with a file, in reading order.
    pub documents: Vec<Document<'a>>,
    /// The author's glossary.
    pub glossary: Glossary,
    /// How callouts are numbered and titled.
    pub callout_style: CalloutConfig,
    /// Every misconception boundary, in the order of the text.
    pub callouts: Vec<Callout>,
    /// Boundaries that are likely, for the author to decide; not shown.
    pub proposals: Vec<Callout>,
    /// Every use of a term, in the order of the text.
    pub uses: Vec<TermUse>,
    /// What there is to say about the book.
    pub diagnostics: Vec<Diagnostic>,
}

impl<'a> Book<'a> {
    /// A bilingual book with nothing in it.
    pub fn empty(source_language: Language, target_language: Language) -> Self {
        Self {
            title: String::new(),
            description: String::new(),
            opening: false,
            generated: Vec::new(),
            source_language,
            target_language,
            bilingual: true,
            documents: Vec::new(),
            glossary: Default::default(),
            callout_style: Default::default(),
            callouts: Vec::new(),
            proposals: Vec::new(),
            uses: Vec::new(),
            diagnostics: Vec::new(),
        }
    }

    /// The chapter with this index.
    pub fn document(&self, at: DocumentIndex) -> &Document<'a> {
        &self.documents[at.0]
    }

    /// The pair at this place.
    pub fn pair(&self, at: PairRef) -> &Pair<'a> {
        self.document(at.document).pair(at.pair)
    }

    /// The language of one side.
    pub fn language(&self, side: Side) -> &Language {
        match side {
            Side::Source => &self.source_language,
            Side::Target => &self.target_language,
        }
    }

    /// The uses of terms in one chapter.
    pub fn uses_in(&self, document: DocumentIndex) -> &[TermUse] {
        let from = self.uses.partition_point(|found| found.at.document < document);
        let uses = &self.uses[from..];
        &uses[..uses.partition_point(|found| found.at.document == document)]
    }
}

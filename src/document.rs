//! The model of one chapter in two languages, the floor that every other room
//! stands on. Types only, no behaviour beyond looking things up in them.

use crate::language::Language;
use serde::Serialize;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// A chapter in one language. Blocks are slices of its text.
#[derive(Debug, Clone)]
pub struct Source {
    /// Where the text was read from, relative to the book's source directory.
    pub path: PathBuf,
    /// The language it is written in.
    pub language: Language,
    /// The Markdown, with includes already resolved.
    pub text: String,
}

impl Source {
    /// The path with `/` on every system, as files that are shared have it.
    pub fn name(&self) -> String {
        self.path.to_string_lossy().replace('\\', "/")
    }

    /// The 1-based line of a byte offset.
    pub fn line(&self, offset: usize) -> usize {
        let offset = offset.min(self.text.len());
        1 + self.text.as_bytes()[..offset].iter().filter(|b| **b == b'\n').count()
    }
}

/// A string in both languages. Either side may be empty.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Bilingual {
    /// The text in the book's language.
    pub source: String,
    /// The text in the translation's language.
    pub target: String,
}

/// One of the two languages of a book.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Side {
    /// The book's own language.
    Source,
    /// The translation.
    Target,
}

impl Side {
    /// The language across.
    pub const fn other(self) -> Self {
        match self {
            Self::Source => Self::Target,
            Self::Target => Self::Source,
        }
    }
}

impl Bilingual {
    /// The text of one side.
    pub fn get(&self, side: Side) -> &str {
        match side {
            Side::Source => &self.source,
            Side::Target => &self.target,
        }
    }
}

/// What a block is. `depth` of [`Block`] says how deep it is nested.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BlockKind {
    /// A heading, level 1 to 6.
    Heading {
        /// 1 to 6.
        level: u8,
    },
    /// A paragraph, also a second one inside a list item.
    Paragraph,
    /// The first paragraph of a list item.
    ListItem {
        /// The item's number in an ordered list.
        number: Option<u64>,
    },
    /// A paragraph in a block quote.
    Quote,
    /// A table cell; row 0 is the header.
    TableCell {
        /// 0-based, 0 is the header row.
        row: u32,
        /// 0-based.
        column: u32,
    },
    /// A paragraph of a footnote definition.
    Footnote {
        /// The label, without `[^` and `]`.
        label: String,
    },
    /// The term of a definition list.
    DefinitionTitle,
    /// A definition in a definition list.
    Definition,
    /// A fenced or indented code block.
    Code,
    /// A paragraph that is one image and nothing else.
    Image,
    /// A raw HTML block that is not just a comment.
    Html,
    /// A thematic break.
    Rule,
    /// A paragraph that is one displayed formula.
    Math,
}

impl BlockKind {
    /// Has this kind running text, as against code, images, rules and the like?
    pub fn is_prose(&self) -> bool {
        match self {
            Self::Heading { .. }
            | Self::Paragraph
            | Self::ListItem { .. }
            | Self::Quote
            | Self::TableCell { .. }
            | Self::Footnote { .. }
            | Self::DefinitionTitle
            | Self::Definition => true,
            Self::Code | Self::Image | Self::Html | Self::Rule | Self::Math => false,
        }
    }

    /// The name that `inspect --format json` gives this kind.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Heading { .. } => "heading",
            Self::Paragraph | Self::Math | Self::Image => "paragraph",
            Self::ListItem { .. } => "list-item",
            Self::Quote => "quote",
            Self::TableCell { .. } => "table-cell",
            Self::Footnote { .. } => "footnote",
            Self::DefinitionTitle => "definition-title",
            Self::Definition => "definition",
            Self::Code => "code",
            Self::Html => "html",
            Self::Rule => "rule",
        }
    }
}

/// A stretch of a block's plain text and the Markdown it came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    /// Bytes of [`Block::plain`].
    pub plain: Range<usize>,
    /// Bytes of [`Source::text`].
    pub source: Range<usize>,
    /// Do both hold the same bytes? (Not so for entities and escapes.)
    pub verbatim: bool,
}

/// A stretch of emphasised text, with its delimiters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Emphasis {
    /// With the delimiters, in bytes of [`Source::text`].
    pub span: Range<usize>,
    /// Length of one delimiter, in bytes.
    pub delimiter: usize,
    /// The HTML element: `em`, `strong` or `del`.
    pub element: &'static str,
}

/// A line break inside a block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Break {
    /// From the end of the text before to the start of the text after, in bytes
    /// of [`Source::text`].
    pub span: Range<usize>,
    /// What it stands for.
    pub kind: BreakKind,
}

/// What a line break stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BreakKind {
    /// A space.
    Space,
    /// Nothing: it stands between two Chinese characters.
    Joined,
    /// A new line.
    Hard,
}

/// The smallest stretch of Markdown that a translation pairs: a paragraph, a
/// heading, a list item's text, a table cell, a code block …
#[derive(Debug, Clone)]
pub struct Block<'a> {
    /// What it is.
    pub kind: BlockKind,
    /// Its Markdown: the inline content without markers before and after it
    /// (`## `, `- `, `> `), or the whole of a code block, HTML block or rule.
    /// Further lines of a nested block still begin with the container's prefix.
    pub text: &'a str,
    /// Where `text` stands, in bytes of [`Source::text`].
    pub span: Range<usize>,
    /// The outermost block that holds this one (the whole list, table, quote).
    pub container: Range<usize>,
    /// What a further line inside the same container begins with, e.g. `>   `.
    pub prefix: String,
    /// How many lists and quotes hold it.
    pub depth: u8,
    /// The text without markup; for code the code.
    pub plain: String,
    /// How `plain` maps to the Markdown, in order. Empty for code and HTML.
    pub segments: Vec<Segment>,
    /// Emphasis, strong emphasis and strikethrough, outer before inner.
    pub emphasis: Vec<Emphasis>,
    /// Line breaks inside the block with the white space and container prefix
    /// around them, in bytes of [`Source::text`].
    pub breaks: Vec<Break>,
    /// Ranges of `plain` that are code, links, image texts, HTML or math: nothing
    /// may be linked there. Sorted.
    pub protected: Vec<Range<usize>>,
}

/// How a pair's translation stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// Both sides are there.
    Translated,
    /// Source without target.
    Untranslated,
    /// The source changed after the pair was reviewed and the target did not.
    Stale,
    /// A fuzzy message of a PO file.
    Draft,
    /// Target text that no source has.
    Orphan,
}

/// Sentences of a pair that say the same, as byte ranges of the plain texts of
/// its blocks, one after the other with nothing between. One side may be empty.
#[derive(Debug, Clone, PartialEq)]
pub struct SentencePair {
    /// Bytes of the source.
    pub source: Range<usize>,
    /// Bytes of the target.
    pub target: Range<usize>,
    /// 0 to 1: how sure the aligner is.
    pub confidence: f32,
}

/// Which pair of a chapter: an index into [`Document::pairs`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PairIndex(pub usize);

/// Which block of one side of a pair: an index into [`Pair::side`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BlockIndex(pub usize);

/// Blocks that translate each other: 1–1, 1–2, 2–1, 2–2, 1–3, 3–1, 1–0 or 0–1.
#[derive(Debug, Clone)]
pub struct Pair<'a> {
    /// `p-` and eight hexadecimal digits made from the source text; unique in
    /// its chapter.
    pub id: String,
    /// Blocks of the source chapter, in order.
    pub source: Vec<Block<'a>>,
    /// Blocks of the translation, in order.
    pub target: Vec<Block<'a>>,
    /// How the translation stands.
    pub status: Status,
    /// 0 to 1: how sure the aligner is. 1 for a reviewed pair.
    pub confidence: f32,
    /// Printed once: code, images, rules, HTML, math that are the same in both.
    pub shared: bool,
    /// The day a person reviewed this pair (`2026-11-23`), from the lock file.
    pub reviewed: Option<String>,
    /// Which sentences of its running text translate each other, in order;
    /// empty where a side has none. Found once, when they are first asked for.
    pub sentences: OnceLock<Vec<SentencePair>>,
}

impl<'a> Pair<'a> {
    /// The blocks of one side.
    pub fn side(&self, side: Side) -> &[Block<'a>] {
        match side {
            Side::Source => &self.source,
            Side::Target => &self.target,
        }
    }

    /// The block of one side with this index.
    pub fn block(&self, side: Side, at: BlockIndex) -> &Block<'a> {
        &self.side(side)[at.0]
    }

    /// The blocks of one side with their indices, in order.
    pub fn indexed(&self, side: Side) -> impl Iterator<Item = (BlockIndex, &Block<'a>)> {
        self.side(side).iter().enumerate().map(|(at, block)| (BlockIndex(at), block))
    }

    /// The running text of one side: the plain texts of its blocks, one after
    /// the other with nothing between. What [`SentencePair`] counts in.
    pub fn running_text(&self, side: Side) -> String {
        let prose = self.side(side).iter().filter(|block| block.kind.is_prose());
        prose.map(|block| block.plain.as_str()).collect()
    }

    /// The kind of the pair: that of its first block.
    pub fn kind(&self) -> &BlockKind {
        match self.source.first().or(self.target.first()) {
            Some(block) => &block.kind,
            None => &BlockKind::Paragraph,
        }
    }
}

/// An HTML comment that stands alone between blocks. Directives are comments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comment<'a> {
    /// The text between `<!--` and `-->`, trimmed.
    pub text: &'a str,
    /// The whole comment, in bytes of [`Source::text`].
    pub span: Range<usize>,
}

/// A chapter in both languages, aligned.
#[derive(Debug, Clone)]
pub struct Document<'a> {
    /// The chapter's text.
    pub source: &'a Source,
    /// Its translation, if there is one.
    pub target: Option<&'a Source>,
    /// The page it is rendered to, relative to the site's root, e.g.
    /// `part-1.html`.
    pub page: PathBuf,
    /// The chapter's title in both languages, plain text.
    pub title: Bilingual,
    /// The chapter's number in SUMMARY.md (`1.2.`), empty for unnumbered ones.
    pub number: String,
    /// All pairs in the order of the source; orphans stand after the pair
    /// that they follow in the translation.
    pub pairs: Vec<Pair<'a>>,
    /// Comments of the source chapter.
    pub source_comments: Vec<Comment<'a>>,
    /// Comments of the translation.
    pub target_comments: Vec<Comment<'a>>,
}

impl<'a> Document<'a> {
    /// The path of the chapter, relative to the book's source directory.
    pub fn path(&self) -> &Path {
        &self.source.path
    }

    /// The text of one side, if the chapter has it.
    pub fn text(&self, side: Side) -> Option<&'a Source> {
        match side {
            Side::Source => Some(self.source),
            Side::Target => self.target,
        }
    }

    /// The pair with this index.
    pub fn pair(&self, at: PairIndex) -> &Pair<'a> {
        &self.pairs[at.0]
    }

    /// The pairs with their indices, in order.
    pub fn indexed(&self) -> impl Iterator<Item = (PairIndex, &Pair<'a>)> {
        self.pairs.iter().enumerate().map(|(at, pair)| (PairIndex(at), pair))
    }

    /// The comments of one side.
    pub fn comments(&self, side: Side) -> &[Comment<'a>] {
        match side {
            Side::Source => &self.source_comments,
            Side::Target => &self.target_comments,
        }
    }
}

//! Markdown to blocks. Never fails; blocks plus the gaps between them are the
//! input, byte for byte.
//!
//! The parser and its options are mdBook's own, so that a block here is a
//! block on the page; smart punctuation is off, because it breaks Chinese
//! quotation marks.

mod leaf;

use crate::document::{Block, BlockKind, Comment, Emphasis};
use leaf::Leaf;
use mdbook_markdown::pulldown_cmark::{Event, Parser, Tag, TagEnd};
use mdbook_markdown::{MarkdownOptions, new_cmark_parser};
use std::ops::Range;

/// The blocks and the comments of a text, each in order.
#[derive(Debug, Clone, Default)]
pub struct Parsed<'a> {
    /// Everything a translation pairs.
    pub blocks: Vec<Block<'a>>,
    /// Comments that stand alone between blocks; they belong to the gaps.
    pub comments: Vec<Comment<'a>>,
}

/// mdBook's parser with smart punctuation off.
pub fn parser(text: &str) -> Parser<'_> {
    let mut options = MarkdownOptions::default();
    options.smart_punctuation = false;
    new_cmark_parser(text, &options)
}

/// The blocks and comments of a Markdown text.
pub fn parse(text: &str) -> Parsed<'_> {
    let mut reader = BlockReader {
        text,
        containers: Vec::new(),
        top: 0..0,
        leaf: None,
        parsed: Parsed::default(),
    };
    for (event, range) in parser(text).into_offset_iter() {
        reader.event(event, range);
    }
    reader.finish();
    reader.parsed
}

/// The ranges of `text` that no block covers, in order: what is kept as it is.
pub fn gaps(text: &str, blocks: &[Block<'_>]) -> Vec<Range<usize>> {
    let mut gaps = Vec::with_capacity(blocks.len() + 1);
    let mut at = 0;
    for block in blocks {
        gaps.push(at..block.span.start);
        at = block.span.end;
    }
    gaps.push(at..text.len());
    gaps
}

/// What holds a block.
#[derive(Debug)]
enum Container {
    Quote,
    List { next: Option<u64> },
    Item { number: Option<u64>, fresh: bool },
    Footnote { label: String },
    Table { start: usize, row: u32, column: u32 },
    Definitions,
    Definition,
}

struct BlockReader<'a> {
    text: &'a str,
    containers: Vec<Container>,
    /// The outermost block being read.
    top: Range<usize>,
    leaf: Option<Leaf<'a>>,
    parsed: Parsed<'a>,
}

impl<'a> BlockReader<'a> {
    fn event(&mut self, event: Event<'a>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag, range),
            Event::Rule => {
                self.block_begins(&range);
                let leaf = Leaf::new(BlockKind::Rule, range.start);
                self.push(leaf, trim_end(self.text, range));
            }
            Event::Html(html) if matches!(&self.leaf, Some(l) if l.kind == BlockKind::Html) => {
                if let Some(leaf) = &mut self.leaf {
                    leaf.plain.push_str(&html);
                }
            }
            Event::TaskListMarker(_) => {
                let leaf = self.inline_leaf(range.start);
                leaf.start = leaf.start.min(range.start);
            }
            Event::Text(text) => self.text_event(&text, range),
            Event::Code(code) => {
                let leaf = self.inline_leaf(range.start);
                leaf.extend(&range);
                leaf.other = true;
                let from = leaf.add(&code, range, false);
                leaf.protected.push(from..leaf.plain.len());
            }
            Event::InlineMath(text) | Event::DisplayMath(text) => {
                let leaf = self.inline_leaf(range.start);
                leaf.extend(&range);
                let from = leaf.add(&text, range, false);
                leaf.protected.push(from..leaf.plain.len());
            }
            Event::SoftBreak => self.line_break(range, false),
            Event::HardBreak => self.line_break(range, true),
            Event::FootnoteReference(_) | Event::InlineHtml(_) | Event::Html(_) => {
                let tag = &self.text[range.clone()];
                let leaf = self.inline_leaf(range.start);
                leaf.other = true;
                leaf.settle_break(range.start, None);
                leaf.extend(&range);
                leaf.html_tag(tag);
            }
        }
    }

    fn line_break(&mut self, range: Range<usize>, hard: bool) {
        let start = self.text[..range.start].trim_end_matches(' ').len();
        self.inline_leaf(range.start).pending = Some((start..range.end, hard));
    }

    fn text_event(&mut self, text: &str, range: Range<usize>) {
        let verbatim = self.text.get(range.clone()) == Some(text);
        // The parser leaves the backslash of an escape out of the range.
        let escape = verbatim
            && text.starts_with(|c: char| c.is_ascii_punctuation())
            && self.text[..range.start].ends_with('\\');
        let escaped = range.start - usize::from(escape);
        let leaf = self.inline_leaf(range.start);
        match leaf.kind {
            BlockKind::Code | BlockKind::Html => leaf.plain.push_str(text),
            _ => {
                leaf.extend(&(escaped.min(range.start)..range.end));
                if leaf.open.iter().all(|(_, image)| !image) && !text.trim().is_empty() {
                    leaf.other = true;
                }
                leaf.add(text, range, verbatim);
            }
        }
    }

    fn start(&mut self, tag: Tag<'a>, range: Range<usize>) {
        match tag {
            Tag::Emphasis => self.emphasis(range, "em", 1),
            Tag::Strong => self.emphasis(range, "strong", 2),
            Tag::Strikethrough => {
                let double = self.text[range.clone()].starts_with("~~");
                self.emphasis(range, "del", if double { 2 } else { 1 });
            }
            Tag::Superscript | Tag::Subscript => self.inline_leaf(range.start).extend(&range),
            Tag::Link { .. } => self.inline_leaf(range.start).opens(range, false),
            Tag::Image { .. } => self.inline_leaf(range.start).opens(range, true),
            block => self.block_start(block, range),
        }
    }

    fn emphasis(&mut self, span: Range<usize>, element: &'static str, delimiter: usize) {
        let leaf = self.inline_leaf(span.start);
        leaf.extend(&span);
        leaf.emphasis.push(Emphasis { span, delimiter, element });
    }

    fn block_start(&mut self, tag: Tag<'a>, range: Range<usize>) {
        self.block_begins(&range);
        match tag {
            Tag::Paragraph => {
                let kind = self.paragraph_kind();
                self.leaf = Some(Leaf::new(kind, range.start));
            }
            Tag::Heading { level, .. } => {
                let kind = BlockKind::Heading { level: level as u8 };
                self.leaf = Some(Leaf::new(kind, range.start));
            }
            Tag::CodeBlock(_) => self.leaf = Some(Leaf::new(BlockKind::Code, range.start)),
            Tag::HtmlBlock => self.leaf = Some(Leaf::new(BlockKind::Html, range.start)),
            Tag::BlockQuote(_) => self.containers.push(Container::Quote),
            Tag::List(next) => self.containers.push(Container::List { next }),
            Tag::Item => {
                let number = match self.containers.last_mut() {
                    Some(Container::List { next: Some(next) }) => {
                        *next += 1;
                        Some(*next - 1)
                    }
                    _ => None,
                };
                self.containers.push(Container::Item { number, fresh: true });
            }
            Tag::FootnoteDefinition(label) => {
                self.containers.push(Container::Footnote { label: label.to_string() })
            }
            Tag::Table(_) => {
                self.containers.push(Container::Table { start: range.start, row: 0, column: 0 })
            }
            Tag::TableCell => self.begin_cell(),
            Tag::TableHead | Tag::TableRow => {
                if let Some(Container::Table { column, .. }) = self.containers.last_mut() {
                    *column = 0;
                }
            }
            Tag::DefinitionList => self.containers.push(Container::Definitions),
            Tag::DefinitionListTitle => {
                self.leaf = Some(Leaf::new(BlockKind::DefinitionTitle, range.start));
            }
            Tag::DefinitionListDefinition => self.containers.push(Container::Definition),
            Tag::MetadataBlock(_) => self.leaf = Some(Leaf::new(BlockKind::Html, range.start)),
            Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough
            | Tag::Superscript
            | Tag::Subscript
            | Tag::Link { .. }
            | Tag::Image { .. } => {}
        }
    }

    fn begin_cell(&mut self) {
        if let Some(Container::Table { start, row, column }) = self.containers.last_mut() {
            let kind = BlockKind::TableCell { row: *row, column: *column };
            *column += 1;
            self.leaf = Some(Leaf::new(kind, *start));
        }
    }

    fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        match tag {
            TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript => {}
            TagEnd::Link | TagEnd::Image => {
                if let Some(leaf) = &mut self.leaf
                    && let Some((from, _)) = leaf.open.pop()
                    && leaf.open.is_empty()
                {
                    leaf.protected.push(from..leaf.plain.len());
                }
            }
            TagEnd::Paragraph
            | TagEnd::Heading(_)
            | TagEnd::DefinitionListTitle
            | TagEnd::TableCell => self.finish(),
            TagEnd::CodeBlock | TagEnd::MetadataBlock(_) => {
                if let Some(leaf) = self.leaf.take() {
                    self.push(leaf, trim_end(self.text, range));
                }
            }
            TagEnd::HtmlBlock => self.end_html(range),
            TagEnd::TableHead | TagEnd::TableRow => {
                if let Some(Container::Table { row, .. }) = self.containers.last_mut() {
                    *row += 1;
                }
            }
            TagEnd::Item
            | TagEnd::DefinitionListDefinition
            | TagEnd::BlockQuote(_)
            | TagEnd::List(_)
            | TagEnd::FootnoteDefinition
            | TagEnd::Table
            | TagEnd::DefinitionList => {
                self.finish();
                self.containers.pop();
            }
        }
    }

    fn end_html(&mut self, range: Range<usize>) {
        let Some(leaf) = self.leaf.take() else { return };
        let span = trim_end(self.text, range);
        let raw = &self.text[span.clone()];
        let comment = raw
            .trim()
            .strip_prefix("<!--")
            .and_then(|rest| rest.strip_suffix("-->"))
            .filter(|inner| !inner.contains("-->"));
        match comment {
            Some(inner) => self.parsed.comments.push(Comment { text: inner.trim(), span }),
            None => self.push(leaf, span),
        }
    }

    /// A block begins: an implicit leaf before it ends, and where nothing holds
    /// it, it is the outermost one.
    fn block_begins(&mut self, range: &Range<usize>) {
        self.finish();
        if self.containers.is_empty() {
            self.top = trim_end(self.text, range.clone());
        }
    }

    /// The leaf that inline content belongs to; in a tight list item or a
    /// definition no paragraph announces it.
    fn inline_leaf(&mut self, start: usize) -> &mut Leaf<'a> {
        if self.leaf.is_none() {
            if self.containers.is_empty() {
                self.top = start..start;
            }
            let kind = self.paragraph_kind();
            self.leaf = Some(Leaf::new(kind, start));
        }
        self.leaf.get_or_insert_with(|| Leaf::new(BlockKind::Paragraph, start))
    }

    /// What a paragraph is here: the first of an item is the item's text.
    fn paragraph_kind(&mut self) -> BlockKind {
        let in_quote = self.containers.iter().any(|c| matches!(c, Container::Quote));
        let footnote = self.containers.iter().find_map(|c| match c {
            Container::Footnote { label } => Some(label.clone()),
            _ => None,
        });
        match self.containers.last_mut() {
            Some(Container::Item { number, fresh }) if *fresh => {
                *fresh = false;
                BlockKind::ListItem { number: *number }
            }
            Some(Container::Definition) => BlockKind::Definition,
            _ => match footnote {
                Some(label) => BlockKind::Footnote { label },
                None if in_quote => BlockKind::Quote,
                None => BlockKind::Paragraph,
            },
        }
    }

    /// Ends the open leaf. One without content, such as an empty table cell, is
    /// dropped.
    fn finish(&mut self) {
        let Some(mut leaf) = self.leaf.take() else { return };
        let Some(span) = leaf.content.take() else {
            return;
        };
        let raw = self.text[span.clone()].trim();
        if leaf.kind == BlockKind::Paragraph {
            let displayed = (raw.starts_with("\\\\[") && raw.ends_with("\\\\]"))
                || (raw.len() > 4 && raw.starts_with("$$") && raw.ends_with("$$"));
            if displayed {
                leaf.kind = BlockKind::Math;
            } else if leaf.images == 1 && !leaf.other {
                leaf.kind = BlockKind::Image;
            }
        }
        self.push(leaf, span);
    }

    fn push(&mut self, mut leaf: Leaf<'a>, span: Range<usize>) {
        if let Some((_, from)) = leaf.elements.first() {
            leaf.protected.push(*from..leaf.plain.len());
        }
        if leaf.kind.is_prose() {
            protect_math(&leaf.plain, &mut leaf.protected);
        } else {
            leaf.segments.clear();
        }
        leaf.protected.sort_by_key(|range| range.start);
        let container = if self.containers.is_empty() {
            let end = self.top.end.max(span.end);
            self.top.start.min(span.start)..end
        } else {
            self.top.clone()
        };
        let depth = self
            .containers
            .iter()
            .filter(|c| matches!(c, Container::Item { .. } | Container::Quote))
            .count();
        self.parsed.blocks.push(Block {
            prefix: self.prefix(leaf.start),
            kind: leaf.kind,
            text: &self.text[span.clone()],
            span,
            container,
            depth: depth.min(u8::MAX as usize) as u8,
            plain: leaf.plain,
            segments: leaf.segments,
            emphasis: leaf.emphasis,
            breaks: leaf.breaks,
            protected: leaf.protected,
        });
    }

    /// What a further line in the same container begins with: the block's own
    /// line up to its start, with the markers of lists blanked out.
    fn prefix(&self, start: usize) -> String {
        if self.containers.is_empty() {
            return String::new();
        }
        let line = self.text[..start].rfind('\n').map_or(0, |at| at + 1);
        let lead = &self.text[line..start];
        if let Some(at) = lead.find("[^").filter(|_| lead.trim_start().starts_with("[^")) {
            // A footnote's further paragraphs are indented by four.
            return format!("{}    ", &lead[..at]);
        }
        lead.chars().map(|c| if matches!(c, '>' | '\t') { c } else { ' ' }).collect()
    }
}

/// Adds the ranges of inline formulas, `\(…\)` and `$$…$$`, as MathJax reads
/// them in mdBook.
fn protect_math(plain: &str, protected: &mut Vec<Range<usize>>) {
    for (open, close) in [("\\(", "\\)"), ("\\[", "\\]"), ("$$", "$$")] {
        let mut at = 0;
        while let Some(from) = plain[at..].find(open).map(|i| at + i) {
            let Some(end) = plain[from + open.len()..].find(close) else { break };
            at = from + open.len() + end + close.len();
            protected.push(from..at);
        }
    }
}

/// The range without the white space at its end.
fn trim_end(text: &str, range: Range<usize>) -> Range<usize> {
    range.start..range.start + text[range.clone()].trim_end().len()
}

#[cfg(test)]
mod tests;

//! Mends what CommonMark does to Chinese.
//!
//! CommonMark lets `**` close only where no letter follows the punctuation
//! before it. Chinese puts no space between sentences, so that `**强调。**后文`
//! stays literal (commonmark-spec issue 650). Here punctuation beside a CJK
//! character does not keep a run of delimiters from opening or closing, as the
//! amendment proposed there has it; what pairs only by that rule is written as
//! HTML, which every Markdown parser reads the same way.

mod delimiters;

use crate::parse::parser;
use delimiters::{Run, Span};
use mdbook_markdown::pulldown_cmark::{Event, LinkType, Tag, TagEnd};
use std::borrow::Cow;
use std::ops::Range;

/// The text with emphasis that CommonMark leaves literal beside full-width
/// punctuation (`**强调。**后文`) turned into HTML tags. Line breaks stay where
/// they are; code, HTML, images and the destinations of links are not touched.
pub fn mend_emphasis(text: &str) -> Cow<'_, str> {
    if !text.contains(['*', '~']) || !text.chars().any(delimiters::is_wide) {
        return Cow::Borrowed(text);
    }
    let mut reader = DelimiterReader { text, ..DelimiterReader::default() };
    for (event, range) in parser(text).into_offset_iter() {
        reader.event(&event, range);
    }
    reader.end_block();
    let mut edits = reader.edits;
    if edits.is_empty() {
        return Cow::Borrowed(text);
    }
    edits.sort_by_key(|(range, _)| (range.start, range.end));
    let mut out = String::with_capacity(text.len() + 16 * edits.len());
    let mut at = 0;
    for (range, with) in edits {
        out.push_str(&text[at..range.start]);
        out.push_str(with);
        at = range.end;
    }
    out.push_str(&text[at..]);
    Cow::Owned(out)
}

/// Inline text whose delimiters can pair with each other: a block's, or that
/// inside a link.
#[derive(Debug, Default)]
struct Scope {
    /// Where a delimiter stands, in no order.
    bytes: Vec<usize>,
    /// What the parser has paired.
    paired: Vec<Span>,
}

#[derive(Debug, Default)]
struct DelimiterReader<'a> {
    text: &'a str,
    /// The block's scope, and that of the link being read.
    scopes: Vec<Scope>,
    /// How many code blocks, images and autolinks hold the place.
    opaque: usize,
    /// In a table a `|` bounds the text.
    tables: usize,
    /// Where the content of a line begins, behind the container's prefix.
    line_starts: Vec<usize>,
    at_line_start: bool,
    /// Up to where the events have accounted for the text.
    covered: usize,
    edits: Vec<(Range<usize>, &'static str)>,
}

impl DelimiterReader<'_> {
    fn event(&mut self, event: &Event<'_>, range: Range<usize>) {
        let breaks = matches!(event, Event::SoftBreak | Event::HardBreak);
        if self.at_line_start && !breaks && !matches!(event, Event::Start(tag) if is_block(tag)) {
            self.line_starts.push(range.start);
            self.at_line_start = false;
        }
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag, range.end),
            Event::Text(text) => self.text(text, range),
            Event::SoftBreak | Event::HardBreak => self.at_line_start = true,
            Event::Code(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_)
            | Event::Html(_)
            | Event::InlineHtml(_)
            | Event::FootnoteReference(_)
            | Event::Rule
            | Event::TaskListMarker(_) => self.covered = range.end,
        }
    }

    fn start(&mut self, tag: &Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Emphasis => self.paired(range, 1),
            Tag::Strong => self.paired(range, 2),
            Tag::Strikethrough => {
                let double = self.text[range.clone()].starts_with("~~");
                self.paired(range, if double { 2 } else { 1 });
            }
            Tag::Superscript | Tag::Subscript => self.covered = range.start + 1,
            Tag::Image { .. } => self.opaque += 1,
            Tag::Link { link_type, .. }
                if self.opaque > 0 || matches!(link_type, LinkType::Autolink | LinkType::Email) =>
            {
                self.opaque += 1;
            }
            Tag::Link { .. } => {
                self.covered = range.start + 1;
                self.scope();
                self.scopes.push(Scope::default());
            }
            block => {
                self.end_block();
                self.at_line_start = true;
                self.opaque +=
                    usize::from(matches!(block, Tag::CodeBlock(_) | Tag::MetadataBlock(_)));
                self.tables += usize::from(matches!(block, Tag::Table(_)));
            }
        }
    }

    fn end(&mut self, tag: &TagEnd, end: usize) {
        match tag {
            TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript => {}
            TagEnd::Image | TagEnd::Link if self.opaque > 0 => self.opaque -= 1,
            TagEnd::Image => {}
            TagEnd::Link => self.end_scope(),
            block => {
                self.end_block();
                self.at_line_start = true;
                let code = matches!(block, TagEnd::CodeBlock | TagEnd::MetadataBlock(_));
                self.opaque = self.opaque.saturating_sub(usize::from(code));
                let table = matches!(block, TagEnd::Table);
                self.tables = self.tables.saturating_sub(usize::from(table));
            }
        }
        self.covered = self.covered.max(end);
    }

    fn scope(&mut self) -> &mut Scope {
        if self.scopes.is_empty() {
            self.scopes.push(Scope::default());
        }
        let last = self.scopes.len() - 1;
        &mut self.scopes[last]
    }

    /// Emphasis that the parser found.
    fn paired(&mut self, range: Range<usize>, delimiter: usize) {
        self.covered = range.start + delimiter;
        if self.opaque == 0 {
            let span = Span::new(range, delimiter);
            let scope = self.scope();
            scope.bytes.extend(span.open.clone().chain(span.close.clone()));
            scope.paired.push(span);
        }
    }

    /// Text as it stands: delimiters in it paired with nothing. What follows a
    /// backslash that no event covers is escaped.
    fn text(&mut self, text: &str, range: Range<usize>) {
        let escaped = range.start > self.covered && self.text[..range.start].ends_with('\\');
        self.covered = range.end;
        if self.opaque > 0 || self.text.get(range.clone()) != Some(text) {
            return;
        }
        let skip = usize::from(escaped);
        let found = text.bytes().enumerate().skip(skip).filter(|(_, b)| delimiters::is_one(*b));
        let found: Vec<usize> = found.map(|(at, _)| range.start + at).collect();
        self.scope().bytes.extend(found);
    }

    fn end_block(&mut self) {
        while !self.scopes.is_empty() {
            self.end_scope();
        }
        self.line_starts.clear();
    }

    /// Where the friendly rule changes what pairs, every pair of the scope
    /// becomes tags, and what is left over is escaped, so that the parser has
    /// nothing to pair any more.
    fn end_scope(&mut self) {
        let Some(mut scope) = self.scopes.pop() else { return };
        scope.bytes.sort_unstable();
        let runs = self.runs(&scope.bytes);
        if !runs.iter().any(Run::is_changed) {
            return;
        }
        let mut spans = delimiters::pair(&runs);
        spans.sort_unstable();
        scope.paired.sort_unstable();
        if spans == scope.paired {
            return;
        }
        let mut used: Vec<Range<usize>> = Vec::with_capacity(2 * spans.len());
        for span in spans {
            let (open, close) = span.tags(self.text);
            used.extend([span.open.clone(), span.close.clone()]);
            self.edits.extend([(span.open, open), (span.close, close)]);
        }
        used.sort_unstable_by_key(|range| range.start);
        for run in runs.iter().filter(|run| run.can_open || run.can_close) {
            for at in run.range() {
                let next = used.partition_point(|range| range.end <= at);
                if !used.get(next).is_some_and(|range| range.contains(&at)) {
                    self.edits.push((at..at, "\\"));
                }
            }
        }
    }

    /// Delimiters side by side, with what stands before and after them.
    fn runs(&self, bytes: &[usize]) -> Vec<Run> {
        let raw = self.text.as_bytes();
        bytes
            .chunk_by(|a, b| a + 1 == *b && raw[*a] == raw[*b])
            .filter_map(|run| {
                let (start, end) = (*run.first()?, *run.last()? + 1);
                let begins = self.line_starts.binary_search(&start).is_ok();
                let before = if begins { "" } else { &self.text[..start] };
                Some(Run::new(raw[start], start..end, before, &self.text[end..], self.tables > 0))
            })
            .collect()
    }
}

/// Does this begin a block, as against something inside a line?
fn is_block(tag: &Tag<'_>) -> bool {
    !matches!(
        tag,
        Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough
            | Tag::Superscript
            | Tag::Subscript
            | Tag::Link { .. }
            | Tag::Image { .. }
    )
}

#[cfg(test)]
mod tests;

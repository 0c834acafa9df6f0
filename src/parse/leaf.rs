//! The text of a block, gathered event by event.

use crate::document::{BlockKind, Break, BreakKind, Emphasis, Segment};
use crate::language::is_cjk;
use std::ops::Range;

/// A block whose events are still coming.
pub(super) struct Leaf<'a> {
    pub(super) kind: BlockKind,
    /// Where the block, not its inline content, begins.
    pub(super) start: usize,
    pub(super) content: Option<Range<usize>>,
    pub(super) plain: String,
    pub(super) segments: Vec<Segment>,
    pub(super) protected: Vec<Range<usize>>,
    /// Where open links and images began in `plain`.
    pub(super) open: Vec<(usize, bool)>,
    /// Open HTML elements and where they began in `plain`.
    pub(super) elements: Vec<(&'a str, usize)>,
    pub(super) emphasis: Vec<Emphasis>,
    pub(super) breaks: Vec<Break>,
    /// A line break whose meaning depends on what follows; `true` is a hard one.
    pub(super) pending: Option<(Range<usize>, bool)>,
    pub(super) images: usize,
    /// Anything outside images?
    pub(super) other: bool,
}

impl<'a> Leaf<'a> {
    pub(super) fn new(kind: BlockKind, start: usize) -> Self {
        Self {
            kind,
            start,
            content: None,
            plain: String::new(),
            segments: Vec::new(),
            protected: Vec::new(),
            open: Vec::new(),
            elements: Vec::new(),
            emphasis: Vec::new(),
            breaks: Vec::new(),
            pending: None,
            images: 0,
            other: false,
        }
    }

    pub(super) fn extend(&mut self, range: &Range<usize>) {
        match &mut self.content {
            Some(content) => {
                content.start = content.start.min(range.start);
                content.end = content.end.max(range.end);
            }
            None => self.content = Some(range.clone()),
        }
    }

    /// A link or an image begins.
    pub(super) fn opens(&mut self, range: Range<usize>, image: bool) {
        self.settle_break(range.start, None);
        self.extend(&range);
        self.images += usize::from(image);
        self.open.push((self.plain.len(), image));
    }

    /// An inline HTML tag: what stands between two of them is protected.
    pub(super) fn html_tag(&mut self, tag: &'a str) {
        let Some(inner) = tag.strip_prefix('<') else { return };
        let closing = inner.starts_with('/');
        let inner = inner.trim_start_matches('/');
        let end = inner.find(|c: char| !c.is_ascii_alphanumeric() && c != '-');
        let name = &inner[..end.unwrap_or(inner.len())];
        if closing {
            let open = self.elements.iter().rposition(|(open, _)| open.eq_ignore_ascii_case(name));
            if let Some(open) = open {
                let from = self.elements[open].1;
                self.elements.truncate(open);
                self.protected.push(from..self.plain.len());
            }
        } else if !name.is_empty() && !VOID_ELEMENTS.contains(&name) && !tag.ends_with("/>") {
            self.elements.push((name, self.plain.len()));
        }
    }

    /// Adds text and returns where it begins in `plain`.
    pub(super) fn add(&mut self, text: &str, source: Range<usize>, verbatim: bool) -> usize {
        self.settle_break(source.start, text.chars().next());
        let from = self.plain.len();
        self.plain.push_str(text);
        let plain = from..self.plain.len();
        match self.segments.last_mut() {
            Some(last)
                if verbatim
                    && last.verbatim
                    && last.source.end == source.start
                    && last.plain.end == from =>
            {
                last.source.end = source.end;
                last.plain.end = plain.end;
            }
            _ => self.segments.push(Segment { plain, source, verbatim }),
        }
        from
    }

    /// Decides what a pending line break stands for, now that it is known what
    /// follows it: between two Chinese characters a soft one is nothing.
    pub(super) fn settle_break(&mut self, until: usize, after: Option<char>) {
        let Some((range, hard)) = self.pending.take() else { return };
        let before = self.plain.chars().next_back();
        let joined = matches!((before, after), (Some(a), Some(b)) if is_cjk(a) && is_cjk(b));
        let kind = match (hard, joined) {
            (true, _) => BreakKind::Hard,
            (false, true) => BreakKind::Joined,
            (false, false) => BreakKind::Space,
        };
        match kind {
            BreakKind::Hard => self.plain.push('\n'),
            BreakKind::Space => self.plain.push(' '),
            BreakKind::Joined => {}
        }
        self.breaks.push(Break { span: range.start..until.max(range.end), kind });
    }
}

/// HTML elements without an end tag that may stand in a paragraph.
const VOID_ELEMENTS: &[&str] = &["area", "br", "embed", "img", "input", "link", "meta", "wbr"];

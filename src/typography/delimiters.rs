//! Which runs of `*`, `_` and `~` open and close emphasis, and which pair: the
//! algorithm of CommonMark 0.31 (section "Phase 2: inline structure") with CJK
//! characters added to its flanking rules.

use crate::language::is_cjk;
use std::ops::Range;

/// Can this byte be a delimiter?
pub(super) fn is_one(byte: u8) -> bool {
    matches!(byte, b'*' | b'_' | b'~')
}

/// Chinese, Japanese and Korean characters and full-width punctuation.
pub(super) fn is_wide(c: char) -> bool {
    is_cjk(c)
        || matches!(c, '\u{1100}'..='\u{11FF}' | '\u{3130}'..='\u{318F}'
            | '\u{AC00}'..='\u{D7A3}' | '\u{FF61}'..='\u{FF9F}')
}

/// Punctuation that Chinese shares with European scripts: whose it is, what
/// stands on its other side tells.
fn is_ambiguous(c: char) -> bool {
    matches!(c, '“' | '”' | '‘' | '’' | '—' | '–' | '…' | '·')
}

/// ASCII punctuation that begins no phrase: the `*` in `所有*.rs和*.md` is no
/// delimiter.
fn is_closing(c: char) -> bool {
    matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | ')' | ']' | '}' | '/')
}

fn is_punctuation(c: char) -> bool {
    match c {
        _ if c.is_ascii() => c.is_ascii_punctuation(),
        '\u{3005}' | '\u{3007}' => false,
        '\u{A1}'..='\u{BF}' => !c.is_alphanumeric(),
        '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205E}' | '\u{2190}'..='\u{2BFF}' => true,
        '\u{3001}'..='\u{3020}' | '\u{3030}' | '\u{30FB}' => true,
        '\u{FE10}'..='\u{FE6B}' | '\u{FF01}'..='\u{FF65}' => !c.is_alphanumeric(),
        _ => false,
    }
}

/// Emphasis: a delimiter at each end, in bytes of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) open: Range<usize>,
    pub(super) close: Range<usize>,
}

impl Span {
    /// Emphasis over `range`, with its delimiters of this length.
    pub(super) fn new(range: Range<usize>, delimiter: usize) -> Self {
        let open = range.start..(range.start + delimiter).min(range.end);
        let close = range.end.saturating_sub(delimiter).max(open.end)..range.end;
        Self { open, close }
    }

    /// The tags to write instead.
    pub(super) fn tags(&self, text: &str) -> (&'static str, &'static str) {
        match (text.as_bytes().get(self.open.start), self.open.len()) {
            (Some(b'~'), _) => ("<del>", "</del>"),
            (_, 2) => ("<strong>", "</strong>"),
            _ => ("<em>", "</em>"),
        }
    }
}

impl Ord for Span {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        let key = |span: &Self| (span.open.start, span.open.end, span.close.start, span.close.end);
        key(self).cmp(&key(other))
    }
}

impl PartialOrd for Span {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

/// Delimiters of one kind side by side.
#[derive(Debug, Clone)]
pub(super) struct Run {
    byte: u8,
    start: usize,
    len: usize,
    pub(super) can_open: bool,
    pub(super) can_close: bool,
    /// Does CommonMark without the amendment say something else?
    changed: bool,
}

impl Run {
    /// The run at `range`, with the text before it on its line and the text
    /// after it. In a table a `|` ends the text.
    pub(super) fn new(
        byte: u8,
        range: Range<usize>,
        before: &str,
        after: &str,
        table: bool,
    ) -> Self {
        let inside = |c: &char| !(c.is_whitespace() || table && *c == '|');
        let len = range.len();
        let prev = before.chars().next_back().filter(inside);
        let next = after.chars().next().filter(inside);
        let (can_open, can_close) = flanking(byte, len, prev, next);
        let friendly = (byte == b'*' || byte == b'~' && len == 2)
            && (in_cjk(before.chars().rev()) || in_cjk(after.chars()));
        let valid = byte != b'~' || len <= 2;
        let (opens, closes) = (
            valid && (can_open || friendly && next.is_some_and(|c| !is_closing(c))),
            valid && (can_close || friendly && prev.is_some()),
        );
        Self {
            byte,
            start: range.start,
            len,
            changed: valid && (opens, closes) != (can_open, can_close),
            can_open: opens,
            can_close: closes,
        }
    }

    pub(super) fn is_changed(&self) -> bool {
        self.changed
    }

    pub(super) fn range(&self) -> Range<usize> {
        self.start..self.start + self.len
    }

    fn both(&self) -> bool {
        self.can_open && self.can_close
    }
}

/// Is the nearest character one of CJK text, past punctuation that it shares?
fn in_cjk(mut chars: impl Iterator<Item = char>) -> bool {
    // A Chinese dash or ellipsis has two characters, and a quote may follow.
    chars.by_ref().take(4).find(|c| !is_ambiguous(*c)).is_some_and(is_wide)
}

/// Whether a run opens and closes by CommonMark's own rules. No character
/// stands for white space and for the end of the text.
fn flanking(byte: u8, len: usize, prev: Option<char>, next: Option<char>) -> (bool, bool) {
    let punctuation = |c: Option<char>| c.is_none_or(is_punctuation);
    // `*` and `~~` may stand in a word, `_` and `~` may not.
    let in_word = byte == b'*' || byte == b'~' && len > 1;
    let opens = next.is_some()
        && (punctuation(prev) || in_word && (byte == b'~' || !next.is_some_and(is_punctuation)));
    let closes =
        prev.is_some() && (punctuation(next) || in_word && !prev.is_some_and(is_punctuation));
    (opens, closes)
}

/// An opening run, or what is left of it.
#[derive(Debug, Clone, Copy)]
struct Opener {
    run: usize,
    /// Where what is left begins: a run may close something first.
    start: usize,
    count: usize,
}

/// The emphasis that these runs make, in the order in which it closes. Linear
/// in the number of runs: a search that failed is not made twice.
pub(super) fn pair(runs: &[Run]) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut openers: Vec<Opener> = Vec::new();
    // Below these no opener matches a closer of this kind.
    let mut bottoms = [0_usize; 18];
    for (index, run) in runs.iter().enumerate() {
        let mut count = run.len;
        while run.can_close && count > 0 {
            let bottom = &mut bottoms[kind(run)];
            let from = (*bottom).min(openers.len());
            let Some(at) = openers[from..].iter().rposition(|open| fits(&runs[open.run], run))
            else {
                *bottom = openers.len();
                break;
            };
            let mut opener = openers[from + at];
            openers.truncate(from + at);
            bottoms.iter_mut().for_each(|bottom| *bottom = (*bottom).min(from + at));
            let mut matched = opener.count.min(count);
            while matched > 0 {
                // Strong emphasis goes inside, the odd one outside.
                let n = if matched > 1 { 2 } else { 1 };
                let open = opener.start + opener.count - n;
                let close = run.start + run.len - count;
                spans.push(Span { open: open..open + n, close: close..close + n });
                (opener.count, count, matched) = (opener.count - n, count - n, matched - n);
            }
            if opener.count > 0 {
                openers.push(opener);
            }
        }
        if run.can_open && count > 0 {
            openers.push(Opener { run: index, start: run.start + run.len - count, count });
        }
    }
    spans
}

/// Do the opening and the closing run match? (Rules 9 and 10 of CommonMark.)
fn fits(open: &Run, close: &Run) -> bool {
    open.byte == close.byte
        && (open.byte != b'~' || open.len == close.len)
        && (!open.both() && !close.both()
            || !(open.len + close.len).is_multiple_of(3)
            || close.len.is_multiple_of(3))
}

/// What of a closer decides which openers match it, as a number below 18.
fn kind(run: &Run) -> usize {
    let byte = match run.byte {
        b'*' => 0,
        b'_' => 1,
        _ => 2,
    };
    byte * 6 + (run.len % 3) * 2 + usize::from(run.both())
}

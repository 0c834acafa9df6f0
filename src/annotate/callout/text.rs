//! Chinese running text as the frames see it: in one script, cut into
//! sentences and clauses.

use super::cues::{Classes, Cue, CueLexicon};
use crate::document::{BlockKind, PairRef};
use crate::language::is_han;
use ferrous_opencc::OpenCC;
use ferrous_opencc::config::BuiltinConfig;
use std::ops::Range;
use std::sync::LazyLock;

/// A block of running text, ready to be searched. `folded` has the bytes of
/// `plain` in the same places, so that every range fits both.
#[derive(Debug)]
pub(super) struct Passage<'a> {
    /// The pair it belongs to.
    pub(super) at: PairRef,
    /// What the block is.
    pub(super) kind: &'a BlockKind,
    /// How many lists and quotes hold it.
    pub(super) depth: u8,
    /// The author's text.
    pub(super) plain: &'a str,
    /// The same in Simplified characters with one kind of quotation mark.
    pub(super) folded: String,
    /// In order.
    pub(super) sentences: Vec<Sentence>,
    /// What its cues are words of.
    pub(super) lexicon: &'static CueLexicon,
    /// Every cue word, in order.
    pub(super) cues: Vec<Cue>,
}

/// A sentence: the text up to a full stop, question or exclamation mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sentence {
    /// With its closing punctuation.
    pub(super) span: Range<usize>,
    /// Between commas, colons, semicolons and dashes, without them.
    pub(super) clauses: Vec<Range<usize>>,
    /// Does it ask?
    pub(super) asks: bool,
}

impl Sentence {
    /// Leaves out what stands before a place, such as a label.
    pub(super) fn begin_at(&mut self, at: usize) {
        if at >= self.span.end {
            return;
        }
        self.span.start = self.span.start.max(at);
        self.clauses.retain(|clause| clause.end > at);
        if let Some(first) = self.clauses.first_mut() {
            first.start = first.start.max(at);
        }
    }
}

impl Passage<'_> {
    /// The cues within a range.
    pub(super) fn cues_in(&self, range: &Range<usize>) -> &[Cue] {
        let from = self.cues.partition_point(|cue| cue.span.start < range.start);
        let to = self.cues.partition_point(|cue| cue.span.start < range.end);
        &self.cues[from..to.max(from)]
    }

    /// What the cues within a range can be.
    pub(super) fn classes_in(&self, range: &Range<usize>) -> Classes {
        self.cues_in(range).iter().fold(Classes::NONE, |all, cue| all | cue.classes)
    }

    /// Folded text of a range.
    pub(super) fn text(&self, range: &Range<usize>) -> &str {
        self.folded.get(range.clone()).unwrap_or_default()
    }

    /// The author's text of a range.
    pub(super) fn original(&self, range: &Range<usize>) -> &str {
        self.plain.get(range.clone()).unwrap_or_default()
    }

    /// Is this a heading, and of which level?
    pub(super) fn level(&self) -> Option<u8> {
        match self.kind {
            BlockKind::Heading { level } => Some(*level),
            _ => None,
        }
    }
}

/// Characters that only Traditional text has, frequent enough that a page has some.
const TRADITIONAL: &str = "們這個來說對時會為過還沒與並從無學開關問題實際認誤當將後點種邊讓應該";

/// Is this Traditional text, judged by its most frequent characters?
pub(super) fn is_traditional(text: &str) -> bool {
    text.chars().take(4000).filter(|c| TRADITIONAL.contains(*c)).take(3).count() >= 3
}

static TO_SIMPLIFIED: LazyLock<Option<OpenCC>> =
    LazyLock::new(|| OpenCC::from_config(BuiltinConfig::T2s).ok());

/// The text in Simplified characters with curly quotation marks, every
/// character in as many bytes as before. A character whose counterpart is
/// longer or shorter stays.
pub(super) fn fold(text: &str, traditional: bool) -> String {
    if !traditional && !text.contains(|c| matches!(c, '「'..='』')) {
        return text.to_string();
    }
    let converted = match (traditional, &*TO_SIMPLIFIED) {
        (true, Some(converter)) => converter.convert(text),
        _ => String::new(),
    };
    let matches = traditional && converted.chars().count() == text.chars().count();
    let mut simple = converted.chars();
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        let other = if matches { simple.next().unwrap_or(c) } else { c };
        let other = match other {
            '「' | '『' => '“',
            '」' | '』' => '”',
            other => other,
        };
        out.push(if other.len_utf8() == c.len_utf8() { other } else { c });
    }
    out
}

/// Does this end a clause? A half-width mark does so after Chinese only.
fn ends_clause(c: char, before: Option<char>) -> bool {
    matches!(c, '，' | '：' | '；' | '—' | '…')
        || (matches!(c, ',' | ':' | ';')
            && before.is_some_and(|c| is_han(c) || "”’）)\"".contains(c)))
}

/// Does this end a sentence?
fn ends_sentence(c: char, before: Option<char>, after: Option<char>) -> bool {
    match c {
        '。' | '！' | '？' | '\n' => true,
        '!' | '?' => true,
        '.' => {
            before.is_some_and(is_han)
                && after.is_none_or(|c| c.is_whitespace() || "”\"）)".contains(c))
        }
        _ => false,
    }
}

/// Closes a quotation or a parenthesis.
fn closes(c: char) -> bool {
    matches!(c, '”' | '’' | '）' | ')' | '"' | '》' | '】')
}

/// Cuts a text into sentences. A quotation that goes on in the same sentence
/// (“…？”这句话) does not end it.
pub(super) fn sentences(text: &str) -> Vec<Sentence> {
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let mut found = Vec::new();
    let mut start = 0;
    let mut i = 0;
    while i < chars.len() {
        let before = i.checked_sub(1).map(|i| chars[i].1);
        let after = chars.get(i + 1).map(|(_, c)| *c);
        if !ends_sentence(chars[i].1, before, after) {
            i += 1;
            continue;
        }
        let asks = matches!(chars[i].1, '？' | '?');
        let mut j = i + 1;
        while j < chars.len() && (closes(chars[j].1) || ends_sentence(chars[j].1, None, None)) {
            j += 1;
        }
        let quoted = j > i + 1 && chars[i + 1..j].iter().any(|(_, c)| closes(*c));
        let goes_on = quoted
            && chars.get(j).is_some_and(|(_, c)| {
                "，、,；;：:这那的一，说问叫就是才也和与跟之两几".contains(*c)
            });
        i = j;
        if !goes_on {
            let end = chars.get(j).map_or(text.len(), |(at, _)| *at);
            push_sentence(text, start..end, asks, &mut found);
            start = end;
        }
    }
    push_sentence(text, start..text.len(), false, &mut found);
    found
}

fn push_sentence(text: &str, span: Range<usize>, asks: bool, found: &mut Vec<Sentence>) {
    let span = trim(text, span);
    if !span.is_empty() {
        found.push(Sentence { clauses: clauses(text, span.clone()), span, asks });
    }
}

fn clauses(text: &str, span: Range<usize>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = span.start;
    let mut before = None;
    for (at, c) in text[span.clone()].char_indices() {
        let at = span.start + at;
        if ends_clause(c, before) || ends_sentence(c, before, None) {
            found.push(trim(text, start..at));
            start = at + c.len_utf8();
        }
        before = Some(c);
    }
    found.push(trim(text, start..span.end));
    found.retain(|clause| text[clause.clone()].chars().any(char::is_alphanumeric));
    found
}

/// The range without white space at its ends.
pub(super) fn trim(text: &str, range: Range<usize>) -> Range<usize> {
    let Some(inner) = text.get(range.clone()) else { return range.start..range.start };
    let start = range.start + (inner.len() - inner.trim_start().len());
    let end = range.start + inner.trim_end().len();
    start..end.max(start)
}

/// The number of Han characters.
pub(super) fn han_count(text: &str) -> usize {
    text.chars().filter(|c| is_han(*c)).count()
}

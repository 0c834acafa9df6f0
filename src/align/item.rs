//! What the aligner knows about a stretch of text, in any language: length,
//! tokens, how it begins and ends.

use super::label::label;
use super::lexicon::Lexicon;
use super::sentence;
use super::token::{Class, Token, found, is_dense, tokens};
use crate::document::{Block, BlockKind};
use crate::language::is_han;
use mdbook_markdown::pulldown_cmark::{Event, Tag};
use std::borrow::Cow;
use std::ops::Range;

/// A block or a sentence as the aligner sees it.
#[derive(Debug, Clone)]
pub(super) struct Item {
    pub(super) kind: BlockKind,
    pub(super) depth: u8,
    /// The outermost block that holds it.
    pub(super) container: Range<usize>,
    /// In letters of an alphabetic script: a Chinese character is 2.8.
    pub(super) length: f64,
    /// Distinct and sorted. For code those of its words.
    pub(super) tokens: Vec<Token>,
    /// Its first and its last sentence.
    pub(super) head: End,
    pub(super) tail: End,
    /// How many sentences it has, if they were looked at.
    pub(super) sentences: u16,
    /// The number it begins with: `1.`, `（一）`, `Part Two`.
    pub(super) label: Option<u64>,
    pub(super) opening: Option<Mark>,
    pub(super) ending: Option<Mark>,
    /// How many of each mark it holds.
    pub(super) marks: [u16; MARKS],
    /// A hash of the whole text without white space.
    pub(super) identity: u64,
    /// How much of the text is in a script without spaces, 0 to 1.
    pub(super) cjk: f64,
}

/// How many kinds of [`Mark`] there are.
pub(super) const MARKS: usize = 7;

/// A punctuation mark, whatever its width.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Mark {
    Stop,
    Question,
    Exclamation,
    Colon,
    Semicolon,
    Quote,
    Bracket,
}

impl Mark {
    fn of(c: char) -> Option<Self> {
        Some(match c {
            '.' | '。' | '．' | '…' => Self::Stop,
            '?' | '？' => Self::Question,
            '!' | '！' => Self::Exclamation,
            ':' | '：' => Self::Colon,
            ';' | '；' => Self::Semicolon,
            '“' | '”' | '"' | '「' | '」' | '『' | '』' | '«' | '»' | '„' | '《' | '》' => {
                Self::Quote
            }
            '(' | ')' | '（' | '）' | '[' | ']' | '【' | '】' => Self::Bracket,
            _ => return None,
        })
    }
}

impl Item {
    /// The item of a block.
    pub(super) fn of_block(block: &Block<'_>, lexicon: &Lexicon) -> Self {
        let mut item = if block.kind.is_prose() {
            let mut item =
                Self::of_text(&block.plain, &block.kind, lexicon).with_ends(&block.plain, lexicon);
            inline_tokens(block.text, &mut item);
            item
        } else {
            Self::of_code(block)
        };
        if let BlockKind::ListItem { number: Some(number) } = block.kind {
            item.label = item.label.or(Some(number));
        }
        item.depth = block.depth;
        item.container = block.container.clone();
        item.tokens.sort_unstable();
        item.tokens.dedup();
        item
    }

    /// The item of a stretch of running text.
    pub(super) fn of_text(plain: &str, kind: &BlockKind, lexicon: &Lexicon) -> Self {
        let text = plain.trim();
        let mut item = Self::blank(kind.clone(), text);
        let (label, body) = label(text);
        item.label = label;
        item.opening = body.chars().next().and_then(Mark::of);
        item.ending = ending(text);
        for mark in body.chars().filter_map(Mark::of) {
            let count = &mut item.marks[mark as usize];
            *count = count.saturating_add(1);
        }
        item.tokens = tokens(&without_addresses(body), lexicon);
        item
    }

    /// The same with its first and last sentence looked at one by one.
    fn with_ends(mut self, plain: &str, lexicon: &Lexicon) -> Self {
        let (_, body) = label(plain.trim());
        let sentences = sentence::sentences(body);
        let text = |range: Option<&Range<usize>>| range.map_or("", |range| &body[range.clone()]);
        self.sentences = u16::try_from(sentences.len()).unwrap_or(u16::MAX).max(1);
        self.head = End::first(text(sentences.first()), lexicon);
        self.tail = End::last(text(sentences.last()), lexicon);
        self
    }

    /// Code, HTML, images and rules: compared by their words.
    fn of_code(block: &Block<'_>) -> Self {
        let mut item = Self::blank(block.kind.clone(), block.text);
        let words = block.text.split(|c: char| !c.is_alphanumeric() && c != '_');
        item.tokens.extend(
            words.filter(|word| !word.is_empty()).map(|word| Token::new(Class::Code, word)),
        );
        item
    }

    fn blank(kind: BlockKind, text: &str) -> Self {
        let (length, cjk) = length(&without_addresses(text));
        let bare: String = text.split_whitespace().collect();
        Self {
            kind,
            depth: 0,
            container: 0..0,
            length,
            tokens: Vec::new(),
            head: End::default(),
            tail: End::default(),
            sentences: 0,
            label: None,
            opening: None,
            ending: None,
            marks: [0; MARKS],
            identity: Token::new(Class::Code, &bare).0,
            cjk,
        }
    }
}

/// The sentence at one end of an item.
#[derive(Debug, Clone, Default)]
pub(super) struct End {
    /// Its distinct tokens, sorted.
    pub(super) tokens: Box<[Token]>,
    /// The least distance of each from that end, in letters.
    pub(super) distances: Box<[u16]>,
    /// In letters of an alphabetic script.
    pub(super) length: f64,
}

impl End {
    fn first(text: &str, lexicon: &Lexicon) -> Self {
        Self::new(text, lexicon, |before, _| before)
    }

    fn last(text: &str, lexicon: &Lexicon) -> Self {
        Self::new(text, lexicon, |before, all| all - before)
    }

    fn new(text: &str, lexicon: &Lexicon, distance: fn(f64, f64) -> f64) -> Self {
        let text = &*without_addresses(text);
        let mut before = Vec::with_capacity(text.len());
        let mut sum = 0.0;
        for c in text.chars() {
            before.extend(std::iter::repeat_n(sum, c.len_utf8()));
            sum += weight(c);
        }
        let mut tokens: Vec<(Token, u16)> = found(text, lexicon)
            .into_iter()
            .map(|(token, at)| {
                (token, distance(before.get(at).copied().unwrap_or(sum), sum) as u16)
            })
            .collect();
        tokens.sort_unstable();
        tokens.dedup_by_key(|(token, _)| *token);
        let (tokens, distances): (Vec<Token>, Vec<u16>) = tokens.into_iter().unzip();
        Self { tokens: tokens.into(), distances: distances.into(), length: sum }
    }
}

/// The length in letters of an alphabetic script, and the share of the text
/// that is in a script without spaces.
fn length(text: &str) -> (f64, f64) {
    let (mut dense, mut length) = (0.0, 0.0);
    for c in text.chars() {
        length += weight(c);
        if is_dense(c) {
            dense += weight(c);
        }
    }
    (length, dense / f64::max(length, 1.0))
}

/// How many letters of an alphabetic script a character stands for.
///
/// A Han character stands for 2.8 letters of English (measured on Chinese
/// technical books and essays with their English); kana and hangul for fewer.
fn weight(c: char) -> f64 {
    match c {
        c if is_han(c) => 2.8,
        '\u{3040}'..='\u{30FF}' => 1.6,
        '\u{AC00}'..='\u{D7A3}' => 2.2,
        c if c.is_whitespace() => 0.0,
        _ => 1.0,
    }
}

/// A text without the addresses in it: one language may write out what the
/// other hides behind a link, and no words are in it.
fn without_addresses(text: &str) -> Cow<'_, str> {
    let mut bare = Cow::Borrowed("");
    let mut rest = text;
    while let Some(colon) = rest.find("://") {
        let before = &rest[..colon];
        let address = ["https", "http"].iter().find_map(|scheme| before.strip_suffix(scheme));
        let end = match address {
            Some(_) => rest[colon..]
                .find(|c: char| c.is_whitespace() || !c.is_ascii() || "()<>\"".contains(c))
                .map_or(rest.len(), |end| colon + end),
            None => colon + "://".len(),
        };
        bare += address.unwrap_or(&rest[..end]);
        rest = &rest[end..];
    }
    bare + rest
}

/// The last mark that is not a closing quote or bracket.
fn ending(text: &str) -> Option<Mark> {
    let last = text.chars().rev().find(|c| {
        !matches!(Mark::of(*c), Some(Mark::Quote | Mark::Bracket)) && *c != '\'' && *c != '’'
    })?;
    Mark::of(last)
}

/// Inline code, addresses and footnote references of a block's Markdown.
fn inline_tokens(markdown: &str, item: &mut Item) {
    if !markdown.contains(['`', '[', '<', ':']) {
        return;
    }
    for event in crate::parse::parser(markdown) {
        let token = match &event {
            Event::Code(code) => Token::new(Class::Code, code.trim()),
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                Token::new(Class::Address, address(dest_url))
            }
            Event::FootnoteReference(label) => Token::new(Class::Address, label),
            _ => continue,
        };
        item.tokens.push(token);
    }
    for word in markdown.split(|c: char| c.is_whitespace() || "()<>（）\"".contains(c)) {
        if word.starts_with("http://") || word.starts_with("https://") {
            let end = word.find(|c: char| !c.is_ascii()).unwrap_or(word.len());
            item.tokens.push(Token::new(Class::Address, address(&word[..end])));
        }
    }
}

/// An address without what differs between two languages of the same page.
fn address(url: &str) -> &str {
    let end = url.find('#').filter(|at| *at > 0).unwrap_or(url.len());
    url[..end].trim_end_matches(['.', ',', '/'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_neither_words_nor_length() {
        let item = |text: &str| Item::of_text(text, &BlockKind::Paragraph, &Lexicon::default());
        let written = item("见手册（https://example.org/book/tea.html）与 http://example.org 。");
        let hidden = item("见手册（）与  。");
        assert_eq!(written.length, hidden.length);
        assert_eq!(written.tokens, hidden.tokens);
    }
}

//! What the aligner knows about a stretch of text, in any language: length,
//! tokens, how it begins and ends.

use super::lexicon::Lexicon;
use super::numerals;
use super::sentence;
use crate::document::{Block, BlockKind};
use crate::language::is_han;
use mdbook_markdown::pulldown_cmark::{Event, Tag};
use std::borrow::Cow;
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;

/// A token by its class and a hash of its text; the class is in the top byte.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Token(u64);

/// What kind of clue a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Class {
    /// Inline code.
    Code,
    /// A link's or image's address, or a footnote's label.
    Address,
    /// A number in digits or words.
    Number,
    /// A word of an alphabetic script, without its commonest endings.
    Word,
    /// Two characters that stand side by side in Chinese, Japanese or Korean.
    Gram,
    /// A term of the lexicon, in a language without spaces or of several words.
    Phrase,
}

impl Token {
    /// The token of this class and text (FNV-1a, so that it never changes).
    pub(super) fn new(class: Class, text: &str) -> Self {
        let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
        for byte in text.bytes() {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
        Self((class as u64) << 56 | hash >> 8)
    }

    /// The class it was made with.
    pub(super) fn class(self) -> Class {
        match self.0 >> 56 {
            0 => Class::Code,
            1 => Class::Address,
            2 => Class::Number,
            3 => Class::Word,
            4 => Class::Gram,
            _ => Class::Phrase,
        }
    }
}

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
    /// The tokens of its first and of its last sentence, if it has several.
    pub(super) head: Vec<Token>,
    pub(super) tail: Vec<Token>,
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
        let part = |range: Option<&Range<usize>>| {
            range.map_or(Vec::new(), |range| tokens(&body[range.clone()], lexicon))
        };
        self.head = part(sentences.first());
        self.tail = part(sentences.last());
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
            head: Vec::new(),
            tail: Vec::new(),
            label: None,
            opening: None,
            ending: None,
            marks: [0; MARKS],
            identity: Token::new(Class::Code, &bare).0,
            cjk,
        }
    }
}

/// The length in letters of an alphabetic script, and the share of the text
/// that is in a script without spaces.
///
/// A Han character stands for 2.8 letters of English (measured on Chinese
/// technical books and essays with their English); kana and hangul for fewer.
fn length(text: &str) -> (f64, f64) {
    let (mut dense, mut other) = (0.0, 0.0);
    for c in text.chars() {
        match c {
            c if is_han(c) => dense += 2.8,
            '\u{3040}'..='\u{30FF}' => dense += 1.6,
            '\u{AC00}'..='\u{D7A3}' => dense += 2.2,
            c if c.is_whitespace() => {}
            _ => other += 1.0,
        }
    }
    let length: f64 = dense + other;
    (length, dense / length.max(1.0))
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

/// The number that a text begins with, and the text after it.
pub(super) fn label(text: &str) -> (Option<u64>, &str) {
    han_label(text)
        .or_else(|| digit_label(text))
        .or_else(|| word_label(text))
        .map_or((None, text), |(number, rest)| (Some(number), rest.trim_start()))
}

/// `一、`, `（一）`, `第一，`, `第二章`, `其三`, `①`.
fn han_label(text: &str) -> Option<(u64, &str)> {
    let first = text.chars().next()?;
    if let '①'..='⑳' = first {
        return Some((u64::from(first) - u64::from('①') + 1, &text[first.len_utf8()..]));
    }
    let open = text.trim_start_matches(['（', '(', '第', '其']);
    let marked = open.len() < text.len();
    let end = open
        .find(|c: char| !"零〇一二三四五六七八九十百".contains(c))
        .filter(|end| *end > 0 && *end <= 12)?;
    let (run, rest) = open.split_at(end);
    let next = rest.chars().next()?;
    let closes = "、．.，,）):：".contains(next);
    let unit = "章节節部条條点點卷篇讲講回步类類种種个個".contains(next);
    if !(closes || marked && (unit || next.is_whitespace())) {
        return None;
    }
    let number = numerals::han_value(run)?;
    Some((number, rest[next.len_utf8()..].trim_start_matches(['、', '，', ',', '：', ':', '.'])))
}

/// `1.`, `1、`, `(1)`, `1）`, but not `3.5` or `1980s`.
fn digit_label(text: &str) -> Option<(u64, &str)> {
    let open = text.trim_start_matches(['（', '(', '第']);
    let end = open.find(|c: char| !c.is_ascii_digit()).filter(|end| (1..=3).contains(end))?;
    let (digits, rest) = open.split_at(end);
    let next = rest.chars().next()?;
    let after = rest[next.len_utf8()..].chars().next();
    let closes = "、．）)：:".contains(next)
        || (next == '.' && after.is_none_or(|c| !c.is_ascii_digit()))
        || (open.len() < text.len() && "章节節部条條点點卷篇讲講回".contains(next));
    if !closes {
        return None;
    }
    Some((digits.parse().ok()?, &rest[next.len_utf8()..]))
}

/// `I.`, `Part Two`, `Chapter 3:`, `First,`, `Secondly,`.
fn word_label(text: &str) -> Option<(u64, &str)> {
    let mut words = text.unicode_word_indices();
    let (_, first) = words.next().filter(|(at, _)| *at <= 1)?;
    let lower = first.to_lowercase();
    let named = ["part", "chapter", "section", "step", "no", "point", "misconception", "myth"];
    if named.contains(&lower.as_str()) {
        let (at, second) = words.next()?;
        let number = second
            .parse()
            .ok()
            .or_else(|| numerals::word_value(&second.to_lowercase()))
            .or_else(|| roman(second))?;
        let rest = &text[at + second.len()..];
        return Some((number, rest.trim_start_matches([':', '.', ',', ' ', '—', '–'])));
    }
    let at = text.find(first)? + first.len();
    let rest = &text[at..];
    if rest.starts_with(['.', ')', ':'])
        && let Some(number) = roman(first)
    {
        return Some((number, &rest[1..]));
    }
    let ordinal = lower.strip_suffix("ly").unwrap_or(&lower);
    let number = match ordinal {
        "first" => 1,
        "second" => 2,
        "third" => 3,
        "fourth" => 4,
        "fifth" => 5,
        _ => return None,
    };
    rest.strip_prefix([',', ':', '.']).map(|rest| (number, rest))
}

/// The value of an upper-case Roman numeral up to 39.
fn roman(text: &str) -> Option<u64> {
    let tens = text.chars().take_while(|c| *c == 'X').count();
    let ones = match &text[tens..] {
        "" => 0,
        "I" => 1,
        "II" => 2,
        "III" => 3,
        "IV" => 4,
        "V" => 5,
        "VI" => 6,
        "VII" => 7,
        "VIII" => 8,
        "IX" => 9,
        _ => return None,
    };
    (tens <= 3 && tens + ones > 0).then_some((tens * 10 + ones) as u64)
}

/// The distinct words, character pairs, terms and numbers of a text, sorted.
fn tokens(text: &str, lexicon: &Lexicon) -> Vec<Token> {
    let mut tokens = Vec::new();
    words(text, &mut tokens);
    lexicon.phrases(text, &mut tokens);
    let numbers = numerals::numbers(text);
    tokens.extend(numbers.iter().map(|number| Token::new(Class::Number, &number.value)));
    tokens.sort_unstable();
    tokens.dedup();
    tokens
}

/// The words and character pairs of a text.
fn words(text: &str, tokens: &mut Vec<Token>) {
    for word in text.split(|c: char| !c.is_alphabetic() || is_dense(c)) {
        if word.chars().count() > 1 {
            tokens.push(word_token(word));
        }
    }
    let mut before: Option<(usize, char)> = None;
    for (at, c) in text.char_indices() {
        if !is_dense(c) {
            before = None;
            continue;
        }
        if let Some((from, _)) = before {
            tokens.push(Token::new(Class::Gram, &text[from..at + c.len_utf8()]));
        }
        before = Some((at, c));
    }
}

/// The token of a word of an alphabetic script.
pub(super) fn word_token(word: &str) -> Token {
    Token::new(Class::Word, &stem(word))
}

/// A character of a script that puts no spaces between words, or whose words
/// change at the end (hangul).
pub(super) fn is_dense(c: char) -> bool {
    is_han(c) || matches!(c, '\u{3040}'..='\u{30FF}' | '\u{AC00}'..='\u{D7A3}')
}

/// The lower-case word without its commonest English endings, so that
/// `customers` meets `customer`.
fn stem(word: &str) -> String {
    let lower = word.to_lowercase();
    if !lower.is_ascii() || lower.len() < 4 {
        return lower;
    }
    let cut = |tail: &str, least: usize| lower.strip_suffix(tail).filter(|s| s.len() >= least);
    let base = cut("ies", 2)
        .map(|s| format!("{s}y"))
        .or_else(|| cut("ing", 3).map(str::to_string))
        .or_else(|| cut("ed", 3).map(str::to_string))
        .or_else(|| cut("es", 4).map(str::to_string))
        .or_else(|| cut("s", 3).filter(|s| !s.ends_with('s')).map(str::to_string))
        .unwrap_or(lower);
    let mut base = base.strip_suffix('e').map_or(base.clone(), str::to_string);
    let bytes = base.as_bytes();
    if let [.., a, b] = bytes
        && a == b
        && !b"aeiouls".contains(a)
    {
        base.pop();
    }
    base
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

    #[test]
    fn reads_the_label_in_every_style() {
        for (text, number, rest) in [
            ("1. Care", 1, "Care"),
            ("2、照顾", 2, "照顾"),
            ("（三）照顾", 3, "照顾"),
            ("第四章 照顾", 4, "照顾"),
            ("第五，照顾", 5, "照顾"),
            ("十二、照顾", 12, "照顾"),
            ("⑥照顾", 6, "照顾"),
            ("VII. Care", 7, "Care"),
            ("Part Two: Care", 2, "Care"),
            ("Chapter 3 Care", 3, "Care"),
            ("Secondly, care", 2, "care"),
        ] {
            assert_eq!(label(text), (Some(number), rest), "{text}");
        }
        for text in ["3.5 tons", "1980s style", "一个人", "I think", "Part of it", "第一次来"]
        {
            assert_eq!(label(text).0, None, "{text}");
        }
    }

    #[test]
    fn brings_forms_of_a_word_together() {
        for (a, b) in [("customers", "customer"), ("stopped", "stop"), ("making", "make")] {
            assert_eq!(stem(a), stem(b));
        }
        assert_ne!(stem("business"), stem("busy"));
    }
}

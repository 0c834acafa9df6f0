//! Tokens: words, pairs of characters, numbers and terms, and where they stand.

use super::lexicon::Lexicon;
use super::numerals;
use crate::language::is_han;
use std::ops::Range;

/// A token by its class and a hash of its text; the class is in the top byte.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Token(pub(super) u64);

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

/// The distinct words, character pairs, terms and numbers of a text, sorted.
pub(super) fn tokens(text: &str, lexicon: &Lexicon) -> Vec<Token> {
    let mut tokens: Vec<Token> = found(text, lexicon).into_iter().map(|(token, _)| token).collect();
    tokens.sort_unstable();
    tokens.dedup();
    tokens
}

/// The tokens of a text and the byte at which each begins.
pub(super) fn found(text: &str, lexicon: &Lexicon) -> Vec<(Token, usize)> {
    let mut tokens = Vec::new();
    words(text, &mut tokens);
    lexicon.phrases(text, &mut tokens);
    let numbers = numerals::numbers(text);
    tokens
        .extend(numbers.iter().map(|number| (Token::new(Class::Number, &number.value), number.at)));
    tokens
}

/// The words and character pairs of a text.
fn words(text: &str, tokens: &mut Vec<(Token, usize)>) {
    for run in runs(text, |c| !c.is_whitespace() && !is_dense(c)) {
        if is_file_name(&text[run.clone()]) {
            tokens.push((word_token(&text[run.clone()]), run.start));
            continue;
        }
        for word in runs(&text[run.clone()], |c| c.is_alphabetic()) {
            let bare = &text[run.start..][word.clone()];
            if bare.chars().count() > 1 {
                tokens.push((word_token(bare), run.start + word.start));
            }
        }
    }
    let mut before: Option<usize> = None;
    for (at, c) in text.char_indices() {
        if !is_dense(c) {
            before = None;
            continue;
        }
        if let Some(from) = before {
            tokens.push((Token::new(Class::Gram, &text[from..at + c.len_utf8()]), from));
        }
        before = Some(at);
    }
}

/// The longest stretches of characters of a kind.
fn runs(text: &str, kind: impl Fn(char) -> bool) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for (at, c) in text.char_indices().filter(|(_, c)| kind(*c)) {
        match runs.last_mut().filter(|run| run.end == at) {
            Some(run) => run.end = at + c.len_utf8(),
            None => runs.push(at..at + c.len_utf8()),
        }
    }
    runs
}

/// `how-to-prune.md`: the words in it are those of a title in one language,
/// whichever language the text around it is in.
fn is_file_name(run: &str) -> bool {
    let Some((name, extension)) = run.rsplit_once('.') else { return false };
    let named = |c: char| c.is_ascii_alphanumeric() || "-_./".contains(c);
    name.matches(['-', '_']).count() >= 2
        && name.chars().all(named)
        && (1..=4).contains(&extension.len())
        && extension.bytes().all(|byte| byte.is_ascii_alphanumeric())
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_name_is_one_word() {
        let words = |text: &str| tokens(text, &Lexicon::default()).len();
        assert_eq!(words("见 how-to-prune.md"), 1);
        assert_eq!(words("well-kept, long-lived. ok"), 5);
    }

    #[test]
    fn brings_forms_of_a_word_together() {
        for (a, b) in [("customers", "customer"), ("stopped", "stop"), ("making", "make")] {
            assert_eq!(stem(a), stem(b));
        }
        assert_ne!(stem("business"), stem("busy"));
    }
}

//! Common Chinese words with their English, for books too short to teach
//! their own.

use super::lexicon::Entry;
use super::token::{Class, Token, is_dense, word_token};
use crate::script::simplified_char;
use aho_corasick::{AhoCorasick, AhoCorasickBuilder, MatchKind};
use std::collections::HashMap;
use std::sync::LazyLock;

/// How often a text with the Chinese word has one of the English words in its
/// translation, and the other way round. The list is short and words have many
/// translations, so that missing one says little.
const TO_ENGLISH: f64 = 0.5;
const TO_CHINESE: f64 = 0.35;

/// The list in both directions.
struct Common {
    finder: Option<AhoCorasick>,
    found: Vec<Token>,
    entries: HashMap<Token, Entry>,
}

static COMMON: LazyLock<Common> = LazyLock::new(|| {
    let lines = include_str!("words.txt").lines().filter(|line| !line.starts_with('#'));
    let mut words: Vec<(&str, &str)> =
        lines.flat_map(str::split_whitespace).filter_map(|entry| entry.split_once('=')).collect();
    words.sort_unstable();
    let mut entries: HashMap<Token, Entry> = HashMap::new();
    for (chinese, english) in &words {
        let chinese = Token::new(Class::Phrase, chinese);
        for english in english.split(',').map(word_token) {
            for (from, to, chance) in
                [(chinese, english, TO_ENGLISH), (english, chinese, TO_CHINESE)]
            {
                let entry = entries.entry(from).or_default();
                entry.chance = chance;
                if !entry.translations.contains(&to) {
                    entry.translations.push(to);
                }
            }
        }
    }
    let finder = AhoCorasickBuilder::new()
        .match_kind(MatchKind::LeftmostLongest)
        .build(words.iter().map(|(chinese, _)| chinese))
        .ok();
    let found = words.iter().map(|(chinese, _)| Token::new(Class::Phrase, chinese)).collect();
    Common { finder, found, entries }
});

/// Adds the common words of a Chinese text.
pub(super) fn words(text: &str, tokens: &mut Vec<(Token, usize)>) {
    let Some(finder) = COMMON.finder.as_ref().filter(|_| text.contains(is_dense)) else { return };
    let text: String = text.chars().map(simplified_char).collect();
    tokens.extend(
        finder.find_iter(&text).map(|found| (COMMON.found[found.pattern()], found.start())),
    );
}

/// What a common word is in the other language.
pub(super) fn entry(token: Token) -> Option<&'static Entry> {
    COMMON.entries.get(&token)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_words_in_both_scripts_and_directions() {
        for text in ["老师来了", "老師來了"] {
            let mut tokens = Vec::new();
            words(text, &mut tokens);
            let english = word_token("teachers");
            let found = tokens.iter().filter_map(|(token, _)| entry(*token));
            assert!(found.into_iter().any(|entry| entry.translations.contains(&english)), "{text}");
            assert!(entry(english).is_some_and(|entry| entry.translations.contains(&tokens[0].0)));
        }
    }
}

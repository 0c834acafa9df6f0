//! An English sentence without its denial: what a Chinese misconception is
//! called in English whose denial has been taken away.

use serde::Deserialize;
use std::collections::BTreeMap;

/// `affirm.en.toml` as it stands.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct English {
    denial: Vec<Denial>,
    unless: Unless,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Denial {
    words: BTreeMap<String, String>,
    #[cfg_attr(not(test), expect(dead_code, reason = "documents the words; checked by a test"))]
    reason: String,
    #[cfg_attr(not(test), expect(dead_code, reason = "the tests run on them"))]
    examples: Vec<(String, String)>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Unless {
    words: Vec<String>,
    #[cfg_attr(not(test), expect(dead_code, reason = "the tests run on them"))]
    examples: Vec<String>,
}

impl English {
    /// The first sentence of a text that denies something, as if it affirmed it;
    /// nothing where none does so plainly.
    pub(super) fn affirmed(&self, text: &str) -> Option<String> {
        let words = || self.denial.iter().flat_map(|denial| &denial.words);
        let (at, denial, affirmative) = words()
            .filter_map(|(denial, yes)| find_words(text, denial).map(|at| (at, denial, yes)))
            .min_by_key(|(at, denial, _)| (*at, usize::MAX - denial.len()))?;
        let (before, after) = (&text[..at], &text[at + denial.len()..]);
        let next = after.trim_start();
        if self.unless.words.iter().any(|word| find_words(next, word) == Some(0)) {
            return None;
        }
        let ends = |c: char| matches!(c, '.' | '!' | '?');
        let start = before.rfind(ends).map_or(0, |at| at + 1);
        let end = [", but ", " but ", ", nor ", "; ", ": ", ", and "]
            .iter()
            .filter_map(|turn| after.find(turn))
            .chain(after.find(ends))
            .min()
            .unwrap_or(after.len());
        let claim = format!("{}{affirmative}{}", &before[start..], &after[..end]);
        Some(format!("{}.", claim.trim().trim_end_matches(['.', ',', '”', '"'])))
    }
}

/// Where these words stand as words.
fn find_words(text: &str, words: &str) -> Option<usize> {
    text.match_indices(words).map(|(at, _)| at).find(|at| {
        let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        !letter(text[..*at].chars().next_back()) && !letter(text[at + words.len()..].chars().next())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::callout::data::data;

    fn english() -> &'static English {
        &data().unwrap().english
    }

    #[test]
    fn every_denial_has_a_reason_and_is_taken_away_in_its_examples() {
        for denial in &english().denial {
            assert!(!denial.reason.is_empty() && denial.examples.len() >= 3);
            for (denied, claim) in &denial.examples {
                assert_eq!(english().affirmed(denied).as_ref(), Some(claim));
            }
        }
    }

    #[test]
    fn what_says_more_than_it_denies_is_left_alone() {
        let others = ["Bread is dear.", "They will not come.", ""].map(String::from);
        for text in english().unless.examples.iter().chain(&others) {
            assert_eq!(english().affirmed(text), None, "{text}");
        }
    }

    #[test]
    fn only_the_sentence_that_denies_is_kept() {
        assert_eq!(
            english()
                .affirmed("We often hear it. Thrift is not meanness; it is care. So be it.")
                .as_deref(),
            Some("Thrift is meanness.")
        );
    }
}

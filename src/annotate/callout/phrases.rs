//! The turns of phrase of `phrases.toml`: lists that are asked of one piece of
//! text at one place of it.

use super::data::{complete, named};
use enum_map::EnumMap;
use serde::Deserialize;
use std::ops::Index;

named! {
    /// The lists; `phrases.toml` says of each why it is one.
    Phrase {
        ShadowedLead, ObjectMarker, UsedAs, Pronoun, Joint, Therefore, Reports, GoesOn, Thinks,
        Tag, Asks, Remark, Speech, Introduction, Comment, Refers, LeadsOver, Points, OneThing,
        First, Happened, Circumstance, Inside, Addressee, Not, NotButAll, Myself, Joins, SoItIs,
        Praise, Praised, ComesToSee, Particle, Denies, Perfective, CameAbout, Aspect, AtOnce, OpensEvent, More,
        Cleft, Equates, EquatesOtherwise, Function, General, Defines, Names, NamesGloss, Asker,
        Answerer, NoLabel, Ordinal, Counter, Numeral, Stem, Figure, FigureGoesOn, Unit,
        BareNumber, OpensClause, Dangling, Conjunction, Pointing, Me, Polar, TwoSided,
    }
}

/// `phrases.toml` as it stands.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Phrases {
    #[serde(deserialize_with = "complete")]
    pub(super) list: EnumMap<Phrase, PhraseList>,
    /// What a question that expects a belief asks, and the belief.
    pub(super) affirmed: Pairs,
    /// A word, and its denial.
    pub(super) opposite: Pairs,
    /// What a template doubles, and how it reads.
    pub(super) repaired: Pairs,
    script: Script,
}

/// Pairs of phrases, in order.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Pairs {
    pub(super) pairs: Vec<(String, String)>,
    #[cfg_attr(not(test), expect(dead_code, reason = "documents the pairs; checked by a test"))]
    pub(super) reason: String,
    #[cfg_attr(not(test), expect(dead_code, reason = "the tests run on them"))]
    pub(super) examples: Vec<(String, String)>,
}

/// The characters of our own words in both scripts.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Script {
    #[expect(dead_code, reason = "documents the pairs")]
    reason: String,
    simplified: String,
    traditional: String,
}

/// Where in a piece of text a list is asked for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum At {
    #[default]
    Start,
    End,
    Within,
    Whole,
}

/// A list as `phrases.toml` writes it.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PhraseList {
    at: At,
    #[serde(default)]
    words: Vec<String>,
    /// Phrases of one character.
    #[serde(default)]
    chars: String,
    #[cfg_attr(not(test), expect(dead_code, reason = "documents the list; checked by a test"))]
    pub(super) reason: String,
    #[cfg_attr(not(test), expect(dead_code, reason = "the tests run on them"))]
    pub(super) examples: Vec<String>,
    #[cfg_attr(not(test), expect(dead_code, reason = "the tests run on them"))]
    pub(super) counter: Vec<String>,
}

impl Index<Phrase> for Phrases {
    type Output = PhraseList;

    fn index(&self, list: Phrase) -> &PhraseList {
        &self.list[list]
    }
}

impl Phrases {
    /// Words of ours in Traditional script.
    pub(super) fn traditional(&self, words: &str) -> String {
        let pair = |c| {
            let at = self.script.simplified.chars().position(|simple| simple == c)?;
            self.script.traditional.chars().nth(at)
        };
        words.chars().map(|c| pair(c).unwrap_or(c)).collect()
    }
}

impl PhraseList {
    /// The words, in the order of the file; without the phrases of one character.
    pub(super) fn words(&self) -> impl Iterator<Item = &str> {
        self.words.iter().map(String::as_str)
    }

    /// Is this one of its phrases of one character?
    pub(super) fn has(&self, c: char) -> bool {
        self.chars.contains(c)
    }

    /// Its phrases of one character.
    pub(super) fn chars(&self) -> impl Iterator<Item = char> {
        self.chars.chars()
    }

    /// Has the text a phrase of the list at the list's place?
    pub(super) fn fits(&self, text: &str) -> bool {
        let has = |c| self.has(c);
        match self.at {
            At::Start => text.starts_with(has) || self.words().any(|word| text.starts_with(word)),
            At::End => text.ends_with(has) || self.words().any(|word| text.ends_with(word)),
            At::Within => text.contains(has) || self.words().any(|word| text.contains(word)),
            At::Whole => {
                let mut chars = text.chars();
                let single = chars.next().is_some_and(has) && chars.next().is_none();
                single || self.words().any(|word| text == word)
            }
        }
    }

    /// How often the text has phrases of one character.
    pub(super) fn count(&self, text: &str) -> usize {
        text.chars().filter(|c| self.has(*c)).count()
    }

    /// Where each of its words is first found, and that word.
    pub(super) fn places<'t>(&'t self, text: &'t str) -> impl Iterator<Item = (usize, &'t str)> {
        self.words().filter_map(|word| text.find(word).map(|at| (at, word)))
    }
}

//! The words of `words.toml` and the frames of `frames.toml`, and the automaton
//! that finds every word in one reading.

use super::data::{DataError, complete, named};
use super::frame::{Frame, FrameSpec};
use super::phrases::{Phrase, Phrases};
use crate::language::is_han;
use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use enum_map::EnumMap;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::ops::{BitOr, Range};

named! {
    /// What a word does in an argument: the classes of `words.toml`, which says
    /// of each why it is one.
    Class {
        Announce, AnnounceWeak, Label, People, Think, ThinkWrong, Say, Take, Mix, Mention,
        Saying, ThinkOf, BeliefNoun, Existence, Reduce, Is, NotEqual, NotMean, NoConflict,
        TwoThings, NotCount, NotCertain, NeverIs, IsNot, Rather, RatherThan, Synonym, Reducing,
        Irrelevant, Verdict, But, Ke, However, InFact, Truth, Only, ShiftDe, Episode, LeadOver,
        Sequel, Habit, Claim, Infer, Wh, Shadow, Ma, Manner, Lip, Heart, Apart, MadeOf, NotThis,
        NotBy, By, NotCalled, Called, DontTake, RatherThanSay, BetterSay, Alone, TooLittle,
        Then, Copula, Can, General, OnlyThen, ThenAtOnce, Person, We, Liken, Define, Conclude,
        Procedure, Norm, Seem, Ba, Dang, ShowsOnly, Key, Bei,
    }
}

/// A set of word classes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Classes(u128);

impl Classes {
    /// No class.
    pub(super) const NONE: Self = Self(0);
    /// Something is said, by somebody or by a proverb.
    pub(super) const SAY: Self = Self::of(&[Class::Say, Class::Saying]);
    /// One thing is taken for another.
    pub(super) const TAKE: Self = Self::of(&[Class::Take, Class::Mix]);
    /// An opinion is reported, in words or by what is taken for what.
    pub(super) const THINK: Self =
        Self::of(&[Class::Think, Class::Take, Class::Mix, Class::ThinkOf]);
    /// The right reading is put beside the wrong one.
    pub(super) const RATHER: Self = Self::of(&[Class::Rather, Class::RatherThan]);
    /// Something is claimed in general.
    pub(super) const CLAIM: Self = Self::of(&[Class::Claim, Class::Conclude, Class::Is]);
    /// What ends a long slot: a turn.
    pub(super) const STOPS: Self =
        Self::of(&[Class::But, Class::Ke, Class::InFact, Class::However, Class::Rather]);
    /// What is looked up in headings and labels, and would hide cues in running
    /// text.
    pub(super) const OF_HEADINGS: Self =
        Self::of(&[Class::Announce, Class::AnnounceWeak, Class::Label, Class::Procedure]);

    const fn of(classes: &[Class]) -> Self {
        let (mut bits, mut n) = (0, 0);
        while n < classes.len() {
            bits |= 1 << classes[n] as u32;
            n += 1;
        }
        Self(bits)
    }

    /// Have both sets a class in common?
    pub(super) fn meets(self, other: impl Into<Self>) -> bool {
        self.0 & other.into().0 != 0
    }
}

impl From<Class> for Classes {
    fn from(class: Class) -> Self {
        Self::of(&[class])
    }
}

impl BitOr for Classes {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// A cue word in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cue {
    /// Where, in bytes of the passage.
    pub(super) span: Range<usize>,
    /// What it can be.
    pub(super) classes: Classes,
}

impl Cue {
    /// Is it a word of one of these classes?
    pub(super) fn is(&self, classes: impl Into<Classes>) -> bool {
        self.classes.meets(classes)
    }
}

/// `words.toml` as it stands.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WordFile {
    #[serde(deserialize_with = "complete")]
    class: EnumMap<Class, ClassSpec>,
    trim: Trim,
    affirmative: BTreeMap<String, String>,
}

/// `frames.toml` as it stands.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FrameFile {
    frame: Vec<FrameSpec>,
}

/// A word class as `words.toml` writes it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ClassSpec {
    #[cfg_attr(not(test), expect(dead_code, reason = "documents the class; checked by a test"))]
    pub(super) reason: String,
    words: Vec<String>,
    #[cfg_attr(not(test), expect(dead_code, reason = "the tests run on them"))]
    pub(super) examples: Vec<String>,
    #[cfg_attr(not(test), expect(dead_code, reason = "the tests run on them"))]
    pub(super) counter: Vec<String>,
}

/// What may stand beside a proposition without belonging to it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Trim {
    leads: Vec<String>,
    tails: Vec<String>,
}

/// The compiled cues.
#[derive(Debug)]
pub(super) struct CueLexicon {
    automaton: AhoCorasick,
    /// By pattern of the automaton.
    classes: Vec<Classes>,
    /// As `words.toml` has them.
    pub(super) specs: EnumMap<Class, ClassSpec>,
    affirmative: BTreeMap<String, String>,
    /// Connectives before a proposition.
    pub(super) leads: Vec<String>,
    /// Adverbs between a subject and its denial.
    pub(super) tails: Vec<String>,
    /// Turns of phrase.
    pub(super) phrases: Phrases,
    /// The words before which a term is defined, then those after which one is
    /// named; the longest counts.
    naming: AhoCorasick,
    /// The characters of function words, a bit for each code point of the Basic
    /// Multilingual Plane.
    function: Vec<u64>,
    /// All frames, in the order of the file.
    pub(super) frames: Vec<Frame>,
}

impl CueLexicon {
    /// Compiles the words and the frames that are made of their classes.
    pub(super) fn compile(
        words: WordFile,
        frames: FrameFile,
        phrases: Phrases,
    ) -> Result<Self, DataError> {
        let mut classes_of: BTreeMap<&str, Classes> = BTreeMap::new();
        let running = words.class.iter();
        for (class, spec) in
            running.filter(|(class, _)| !Classes::from(*class).meets(Classes::OF_HEADINGS))
        {
            for word in &spec.words {
                let classes = classes_of.entry(word).or_default();
                *classes = *classes | class.into();
            }
        }
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .kind(Some(AhoCorasickKind::DFA))
            .build(classes_of.keys())
            .map_err(|error| DataError::new("words.toml", error))?;
        let classes = classes_of.values().copied().collect();
        let defines = phrases[Phrase::Defines].words();
        let naming = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .build(defines.chain(phrases[Phrase::Names].words()))
            .map_err(|error| DataError::new("phrases.toml", error))?;
        let mut function = vec![0; 0x1_0000 / 64];
        for c in phrases[Phrase::Function].chars().map(|c| c as usize) {
            function[c / 64] |= 1 << (c % 64);
        }
        let frames = frames.frame.into_iter().map(Frame::compile).collect::<Result<_, _>>()?;
        Ok(Self {
            automaton,
            classes,
            specs: words.class,
            affirmative: words.affirmative,
            leads: words.trim.leads,
            tails: words.trim.tails,
            phrases,
            naming,
            function,
            frames,
        })
    }

    /// The words of a class.
    pub(super) fn words(&self, class: Class) -> &[String] {
        &self.specs[class].words
    }

    /// Has a piece of text a phrase of a list at the list's place?
    pub(super) fn fits(&self, list: Phrase, text: &str) -> bool {
        self.phrases[list].fits(text)
    }

    /// The definitions and namings in a text: where the words of each stand, and
    /// whether they define.
    pub(super) fn namings(&self, text: &str) -> Vec<(Range<usize>, bool)> {
        let defines = self.phrases[Phrase::Defines].words().count();
        let found = self.naming.find_iter(text);
        found.map(|cue| (cue.range(), cue.pattern().as_usize() < defines)).collect()
    }

    /// Is this a character of function words, which make no concept?
    pub(super) fn function(&self, c: char) -> bool {
        let bits = self.function.get(c as usize / 64);
        bits.is_some_and(|bits| bits >> (c as usize % 64) & 1 == 1)
    }

    /// The pairs of characters in a phrase that can be a word of content.
    pub(super) fn content_words<'t>(&self, phrase: &'t str) -> impl Iterator<Item = &'t str> {
        let mut before: Option<usize> = None;
        phrase.char_indices().filter_map(move |(at, c)| {
            let content = is_han(c) && !self.function(c);
            let from = std::mem::replace(&mut before, content.then_some(at));
            phrase.get(from.filter(|_| content)?..at + c.len_utf8())
        })
    }

    /// The affirmative of a denial: 不等于 → 就是. Without an entry of its
    /// own, the denial without its 不.
    pub(super) fn affirmative(&self, denial: &str) -> String {
        match self.affirmative.get(denial) {
            Some(word) => word.clone(),
            None => denial.replacen(|c| self.phrases[Phrase::Denies].has(c), "", 1),
        }
    }

    /// Every cue word of a folded text, the longest at each place.
    pub(super) fn cues(&self, text: &str) -> Vec<Cue> {
        self.automaton
            .find_iter(text)
            .map(|found| Cue {
                span: found.range(),
                classes: self.classes[found.pattern().as_usize()],
            })
            .collect()
    }
}

//! The words of `words.toml` and the frames of `frames.toml`, and the automaton
//! that finds every word in one reading.

use super::frame::{Frame, FrameSpec};
use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

/// A set of word classes, one bit each.
pub(super) type Classes = u128;

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
    pub(super) fn is(&self, classes: Classes) -> bool {
        self.classes & classes != 0
    }
}

/// `words.toml` as it stands.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct WordFile {
    class: BTreeMap<String, ClassSpec>,
    trim: Trim,
    affirmative: BTreeMap<String, String>,
}

/// `frames.toml` as it stands.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct FrameFile {
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
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Trim {
    leads: Vec<String>,
    tails: Vec<String>,
}

/// The compiled cues.
#[derive(Debug)]
pub(super) struct Lexicon {
    automaton: AhoCorasick,
    /// By pattern of the automaton.
    classes: Vec<Classes>,
    /// Names by bit.
    names: Vec<String>,
    /// By name.
    pub(super) specs: BTreeMap<String, ClassSpec>,
    affirmative: BTreeMap<String, String>,
    /// Connectives before a proposition.
    pub(super) leads: Vec<String>,
    /// Adverbs between a subject and its denial.
    pub(super) tails: Vec<String>,
    /// All frames, in the order of the file.
    pub(super) frames: Vec<Frame>,
}

/// The lexicon of Chinese.
pub(super) static CHINESE: LazyLock<Lexicon> = LazyLock::new(|| {
    Lexicon::compile(
        read("words.toml", include_str!("../words.toml")),
        read("frames.toml", include_str!("../frames.toml")),
    )
});

/// Reads a file that is part of the program: what is wrong with it shows in the
/// first test, and leaves nothing to find here.
fn read<T: DeserializeOwned + Default>(name: &str, text: &str) -> T {
    toml::from_str(text).unwrap_or_else(|error| {
        tracing::error!("{name}: {error}");
        T::default()
    })
}

/// Classes of words that are looked up in headings and labels, and would hide
/// cues in running text.
pub(super) const OF_HEADINGS: &[&str] = &["announce", "announce-weak", "label", "procedure"];

impl Lexicon {
    fn compile(file: WordFile, frames: FrameFile) -> Self {
        let names: Vec<String> = file.class.keys().cloned().collect();
        let mut classes_of: BTreeMap<&str, Classes> = BTreeMap::new();
        for (bit, (name, class)) in file.class.iter().enumerate() {
            if !OF_HEADINGS.contains(&name.as_str()) {
                for word in &class.words {
                    *classes_of.entry(word).or_default() |= 1 << bit;
                }
            }
        }
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .kind(Some(AhoCorasickKind::DFA))
            .build(classes_of.keys())
            .unwrap_or_else(|error| {
                tracing::error!("words.toml: {error}");
                AhoCorasick::new::<[&str; 0], &str>([]).unwrap_or_else(|_| unreachable!())
            });
        let classes = classes_of.values().copied().collect();
        let mut lexicon = Self {
            automaton,
            classes,
            names,
            specs: file.class.clone(),
            affirmative: file.affirmative,
            leads: file.trim.leads,
            tails: file.trim.tails,
            frames: Vec::new(),
        };
        lexicon.frames =
            frames.frame.into_iter().map(|spec| Frame::compile(spec, &lexicon)).collect();
        lexicon
    }

    /// The bit of a class; no bit for a name that is not there.
    pub(super) fn class(&self, name: &str) -> Classes {
        self.names.iter().position(|known| known == name).map_or(0, |bit| 1 << bit)
    }

    /// The words of a class.
    pub(super) fn words(&self, name: &str) -> &[String] {
        self.specs.get(name).map_or(&[], |class| &class.words)
    }

    /// The affirmative of a denial: 不等于 → 就是. Without an entry of its
    /// own, the denial without its 不.
    pub(super) fn affirmative(&self, denial: &str) -> String {
        match self.affirmative.get(denial) {
            Some(word) => word.clone(),
            None => denial.replacen('不', "", 1),
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

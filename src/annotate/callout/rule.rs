//! What a callout is found by.

use super::cues::CueLexicon;
use super::data::named;
use super::frame::Frame;
use crate::diagnostic::{Code, Diagnostic};
use enum_map::{Enum, EnumMap};
use std::fmt;
use std::path::Path;

named! {
    /// What tells a belief without a frame.
    Sign {
        /// It is labelled as a misreading: 误区一：…
        LabelledClaim,
        /// It is asked: 问：… or a question that puts it.
        AskedClaim,
        /// It is an item of a list.
        NumberedClaim,
        /// The next sentence judges it: 这话只说对了一半.
        Verdict,
        /// It stands in quotation marks.
        Quoted,
        /// Nothing but its answer.
        Implied,
    }
}

/// What found the belief of a callout.
#[derive(Debug, Clone, Copy)]
pub(super) enum Rule {
    /// A frame of `frames.toml`, by its id.
    Frame(&'static Frame),
    /// A sign, by its name.
    Sign(Sign),
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Frame(frame) => f.write_str(&frame.spec.id),
            Self::Sign(sign) => sign.fmt(f),
        }
    }
}

/// The rules that are in use.
#[derive(Debug)]
pub(super) struct Rules {
    /// In the order of the file.
    pub(super) frames: Vec<&'static Frame>,
    signs: EnumMap<Sign, bool>,
}

impl Rules {
    /// All rules but those with these ids.
    pub(super) fn without(lexicon: &'static CueLexicon, disabled: &[String]) -> Self {
        let used = |rule: Rule| !disabled.contains(&rule.to_string());
        Self {
            frames: lexicon.frames.iter().filter(|frame| used(Rule::Frame(frame))).collect(),
            signs: EnumMap::from_fn(|sign| used(Rule::Sign(sign))),
        }
    }

    /// Is this sign in use? Frames that are not find nothing.
    pub(super) fn allow(&self, rule: Rule) -> bool {
        match rule {
            Rule::Frame(_) => true,
            Rule::Sign(sign) => self.signs[sign],
        }
    }
}

/// Says which ids in `disable-rules` are no rule's.
pub(super) fn unknown(lexicon: &'static CueLexicon, disabled: &[String]) -> Vec<Diagnostic> {
    let frames = lexicon.frames.iter().map(Rule::Frame);
    let signs = (0..Sign::LENGTH).map(|n| Rule::Sign(Sign::from_usize(n)));
    let known: Vec<String> = frames.chain(signs).map(|rule| rule.to_string()).collect();
    let unknown = disabled.iter().filter(|id| !known.contains(id)).map(|id| {
        let message = format!("disable-rules names `{id}`, which is no rule");
        Diagnostic::file(Code::UnknownRule, Path::new("book.toml"), message)
            .hint(format!("the rules are {}", known.join(", ")))
    });
    unknown.collect()
}

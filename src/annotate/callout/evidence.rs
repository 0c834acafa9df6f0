//! What a sentence is evidence of: a belief reported, a belief denied, a
//! turn, a one-time event.

use super::cues::{Class, Classes, Cue, CueLexicon};
use super::frame::{Frame, FrameMatch, Role};
use super::phrases::Phrase;
use super::rule::Rules;
use super::text::{Passage, Sentence, han_count};
use crate::language::is_han;
use std::collections::BTreeSet;
use std::ops::Range;

/// A frame that fits a sentence.
#[derive(Debug, Clone)]
pub(super) struct Hit {
    /// The frame.
    pub(super) frame: &'static Frame,
    /// Where its parts are.
    pub(super) found: FrameMatch,
}

/// The frames that fit a sentence, the strongest first.
#[derive(Debug, Clone, Default)]
pub(super) struct Fits {
    /// A belief is reported.
    pub(super) beliefs: Vec<Hit>,
    /// A belief is denied.
    pub(super) denials: Vec<Hit>,
}

/// Reads the cues of sentences, with the rules that are in use.
#[derive(Debug)]
pub(super) struct CueReader {
    pub(super) lexicon: &'static CueLexicon,
    pub(super) rules: Rules,
}

impl CueReader {
    /// A reader with all rules but those switched off.
    pub(super) fn new(lexicon: &'static CueLexicon, disabled: &[String]) -> Self {
        Self { lexicon, rules: Rules::without(lexicon, disabled) }
    }

    /// How often persons are spoken of.
    pub(super) fn persons(&self, passage: &Passage<'_>, range: &Range<usize>) -> usize {
        passage.cues_in(range).iter().filter(|cue| cue.is(Class::Person)).count()
    }

    /// How many words set a one-time event apart.
    pub(super) fn episodes(&self, passage: &Passage<'_>, range: &Range<usize>) -> usize {
        passage.cues_in(range).iter().filter(|cue| self.is_episode(passage, cue)).count()
    }

    /// Every frame that fits the sentence, the strongest first.
    pub(super) fn fits(&self, passage: &Passage<'_>, sentence: &Sentence) -> Fits {
        let mut fits = Fits::default();
        let present = passage.classes_in(&sentence.span);
        for frame in self.rules.frames.iter().filter(|frame| frame.may_fit(present)) {
            let found = frame.find(passage, sentence, Classes::STOPS);
            let hits = found.into_iter().map(|found| Hit { frame, found });
            match frame.spec.kind {
                Role::Belief => fits.beliefs.extend(hits),
                Role::Denial => fits.denials.extend(hits),
            }
        }
        for hits in [&mut fits.beliefs, &mut fits.denials] {
            hits.sort_by(|a, b| b.frame.spec.strength.total_cmp(&a.frame.spec.strength));
        }
        fits
    }

    /// Does a clause of the range begin with a turn?
    pub(super) fn turn(
        &self,
        passage: &Passage<'_>,
        sentence: &Sentence,
        range: &Range<usize>,
    ) -> f32 {
        let mut most: f32 = 0.0;
        for clause in within(sentence, range) {
            for cue in passage.cues_in(clause) {
                let opens = cue.span.start == clause.start;
                let weight = match () {
                    () if opens && cue.is(Class::But) => 0.35,
                    () if opens && cue.is(Class::Ke) => 0.3,
                    () if cue.is(Class::However) => 0.35,
                    () if cue.is(Class::InFact) => 0.4,
                    () if cue.is(Class::Verdict) => 0.6,
                    () => 0.0,
                };
                most = most.max(weight);
            }
        }
        most
    }

    /// Does this cue set a one-time event apart? 结果, 原来 and 那天 do so only at
    /// the start of a clause.
    fn is_episode(&self, passage: &Passage<'_>, cue: &Cue) -> bool {
        let before = passage.folded[..cue.span.start].chars().next_back();
        let opens = before.is_none_or(|c| !is_han(c));
        let noun = || self.lexicon.fits(Phrase::OpensEvent, passage.text(&cue.span));
        cue.is(Class::Episode) && (opens || !noun())
    }

    /// Has the range a predicate that claims something in general?
    pub(super) fn claims(&self, passage: &Passage<'_>, range: &Range<usize>) -> bool {
        passage.classes_in(range).meets(Classes::CLAIM)
    }

    /// Does a question of this range put a belief, rather than ask for a fact?
    pub(super) fn leading_question(&self, passage: &Passage<'_>, range: &Range<usize>) -> bool {
        let said = passage.classes_in(range);
        said.meets(Class::Infer) && !said.meets(Class::Wh)
    }
}

/// The clauses of a sentence that lie in a range.
fn within<'s>(
    sentence: &'s Sentence,
    range: &'s Range<usize>,
) -> impl Iterator<Item = &'s Range<usize>> {
    sentence.clauses.iter().filter(|c| c.start >= range.start && c.end <= range.end)
}

/// How many words in Latin letters a text has outside of parentheses, where
/// they gloss a term: names of things and code rather than of concepts.
pub(super) fn foreign(text: &str) -> usize {
    let (mut count, mut depth, mut inside) = (0, 0usize, false);
    for c in text.chars() {
        match c {
            '（' | '(' => depth += 1,
            '）' | ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        let letter = c.is_ascii_alphabetic() && depth == 0;
        count += usize::from(letter && !inside);
        inside = letter || (inside && (c.is_ascii_alphanumeric() || "_-.:' ".contains(c)));
    }
    count
}

/// How many figures, dates and amounts a text has: numbers of two characters
/// or more, and single ones before a unit.
pub(super) fn figures(lexicon: &CueLexicon, text: &str) -> usize {
    let is = |list, c| lexicon.phrases[list].has(c);
    let mut count = 0;
    let mut run = 0;
    for c in text.chars() {
        match c {
            c if c.is_ascii_digit() => run += 2,
            c if is(Phrase::Figure, c) => run += 1,
            c if run > 0 && is(Phrase::FigureGoesOn, c) => run += 1,
            c => {
                count += usize::from(run >= 2 || (run == 1 && is(Phrase::Unit, c)));
                run = 0;
            }
        }
    }
    count + usize::from(run >= 2)
}

/// 0 to 0.6: two clauses of one build that set two things against each other
/// (A 的是 x，B 的是 y; 管得住…，管不住…).
pub(super) fn antithesis(passage: &Passage<'_>, sentence: &Sentence, range: &Range<usize>) -> f32 {
    let clauses: Vec<&str> = within(sentence, range).map(|c| passage.text(c)).collect();
    let mut most: f32 = 0.0;
    for (i, a) in clauses.iter().enumerate() {
        for b in clauses.iter().skip(i + 1).take(3) {
            most = most.max(opposition(passage.lexicon, a, b));
        }
    }
    most
}

/// 0 to 1: how many of its characters the shorter of two clauses shares with
/// the other, at most; clauses of one build repeat their frame.
pub(super) fn parallel(passage: &Passage<'_>, sentence: &Sentence) -> f32 {
    let clauses: Vec<BTreeSet<char>> = sentence
        .clauses
        .iter()
        .map(|clause| passage.text(clause).chars().filter(|c| is_han(*c)).collect())
        .collect();
    let mut most: f32 = 0.0;
    for (i, a) in clauses.iter().enumerate() {
        for b in clauses.iter().skip(i + 1).take(3) {
            let (short, long) = (a.len().min(b.len()), a.len().max(b.len()));
            if short >= 3 && long <= 2 * short + 2 {
                most = most.max(a.intersection(b).count() as f32 / short as f32);
            }
        }
    }
    most
}

fn opposition(lexicon: &CueLexicon, a: &str, b: &str) -> f32 {
    let (m, n) = (han_count(a) as f32, han_count(b) as f32);
    if m < 3.0 || n < 3.0 || m.max(n) > 2.2 * m.min(n) + 3.0 {
        return 0.0;
    }
    if lexicon.fits(Phrase::Cleft, a) && lexicon.fits(Phrase::Cleft, b) {
        return 0.6;
    }
    let common = shared(a, b);
    if common >= 1 && m.max(n) <= 8.0 && flips(lexicon, a, b) {
        return 0.5;
    }
    if common >= 2 && flips(lexicon, a, b) {
        return 0.4;
    }
    let copula =
        |text| lexicon.fits(Phrase::Equates, text) && !lexicon.fits(Phrase::EquatesOtherwise, text);
    if copula(a) && copula(b) && common >= 2 {
        return 0.45;
    }
    if common >= 3 && common as f32 >= 0.34 * m.min(n) { 0.3 } else { 0.0 }
}

/// Does one of two clauses deny a word that the other has?
pub(super) fn flips(lexicon: &CueLexicon, a: &str, b: &str) -> bool {
    let one = |a: &str, b: &str, yes: &str, no: &str| {
        a.contains(yes) && !a.contains(no) && b.contains(no)
    };
    let pairs = &lexicon.phrases.opposite.pairs;
    pairs.iter().any(|(yes, no)| one(a, b, yes, no) || one(b, a, yes, no))
}

/// How many Han characters two clauses have in common.
fn shared(a: &str, b: &str) -> usize {
    let mut rest: Vec<char> = b.chars().filter(|c| is_han(*c)).collect();
    a.chars()
        .filter(|c| is_han(*c))
        .filter(|c| match rest.iter().position(|d| d == c) {
            Some(at) => {
                rest.swap_remove(at);
                true
            }
            None => false,
        })
        .count()
}

//! Weighs what is seen of each unit: is it a misconception and its boundary?

use super::features::{self, Facts, Features, Place, SentenceFeature, UnitFeature};
use super::layout::Unit;
use super::phrases::Phrase;
use super::weights::Weights;
use super::wording::{Wording, Words};
use std::ops::Range;

/// A unit that may become a callout.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    /// Passages of the claim and the refutation, in order.
    pub(super) passages: Range<usize>,
    /// Its words.
    pub(super) wording: Wording,
    /// The log odds that it is a boundary.
    pub(super) score: f32,
    /// What weighs most for and against it, the most first.
    pub(super) reasons: Vec<(String, f32)>,
}

/// What a unit says, as far as it can be worded.
#[derive(Debug, Clone)]
pub(super) struct Seen {
    /// Its sentences.
    #[cfg_attr(not(test), expect(dead_code, reason = "the fitting reads them"))]
    pub(super) places: Vec<Place>,
    /// What is seen of each of them.
    #[cfg_attr(not(test), expect(dead_code, reason = "the fitting reads them"))]
    pub(super) sentences: Vec<Features<SentenceFeature>>,
    /// What is seen of the unit.
    pub(super) unit: Features<UnitFeature>,
    /// What it may say outright.
    facts: Facts,
    /// Every wording, and which is the best.
    pub(super) wordings: Vec<Wording>,
    pub(super) best: Option<usize>,
}

impl Seen {
    /// Is nothing but an answer there to tell the belief by?
    fn is_unnamed(&self) -> bool {
        self.best.is_some_and(|best| self.wordings[best].is_unnamed())
    }
}

/// What a unit belongs to: a short book, or one chapter of another.
#[derive(Debug, Clone)]
pub(super) struct Scope {
    /// Its passages.
    pub(super) passages: Range<usize>,
    /// 0 to about 1.5: how much it tells of persons and of what came about,
    /// rather than expound how things are.
    pub(super) narrative: f32,
    /// Is it an essay about concepts?
    pub(super) essay: bool,
}

impl Scope {
    /// Of these passages.
    pub(super) fn new(words: &Words<'_, '_>, passages: Range<usize>, essay: bool) -> Self {
        let told = passages.clone().flat_map(|index| {
            let passage = &words.passages[index];
            passage.sentences.iter().map(move |sentence| {
                let persons = words.reader.persons(passage, &sentence.span) > 0;
                let perfective =
                    passage.lexicon.fits(Phrase::Perfective, passage.text(&sentence.span));
                f32::from(u8::from(persons) + u8::from(perfective))
            })
        });
        let (sum, count) = told.fold((0.0, 0), |(sum, count), told| (sum + told, count + 1));
        Self { passages, narrative: sum / count.max(1) as f32, essay }
    }

    /// Does it expound? Only who tells stories answers a belief with one.
    fn expounds(&self) -> bool {
        self.narrative < 0.36
    }
}

/// Everything that is seen of a unit.
pub(super) fn see(words: &Words<'_, '_>, unit: &Unit, scope: &Scope, weights: &Weights) -> Seen {
    let at: Vec<(usize, usize)> = unit
        .passages
        .clone()
        .flat_map(|index| (0..words.passages[index].sentences.len()).map(move |n| (index, n)))
        .collect();
    let claim = at.first().filter(|_| unit.mark.is_some()).map(|(index, n)| {
        let passage = &words.passages[*index];
        passage.text(&passage.sentences[*n].span)
    });
    let mut places = Vec::with_capacity(at.len());
    let mut sentences = Vec::with_capacity(at.len());
    for (number, (index, n)) in at.iter().copied().enumerate() {
        let passage = &words.passages[index];
        let glossed = words.concepts.glosses(passage.text(&passage.sentences[n].span));
        let mut place = Place { passage: index, sentence: n, verdict: 0.0, answer: 0.0, glossed };
        let seen = features::of_sentence(words, &place, (number, at.len()), claim);
        place.verdict = weights.sentence.score(&seen);
        place.answer = weights.answer.score(&seen);
        places.push(place);
        sentences.push(seen);
    }
    let wordings = words.all(unit, &places);
    let scores: Vec<f32> = wordings.iter().map(|w| weights.belief.score(&w.features)).collect();
    let best = (0..scores.len()).reduce(|a, b| if scores[b] > scores[a] { b } else { a });
    let worded = best.map(|best| (&wordings[best], scores[best]));
    let (unit, facts) = features::of_unit(words, unit, &places, scope, worded);
    Seen { places, sentences, unit, facts, wordings, best }
}

/// The unit as a candidate. `prior` are the log odds that are known of its
/// book before the unit is read.
pub(super) fn weigh(
    words: &Words<'_, '_>,
    unit: &Unit,
    scope: &Scope,
    weights: &Weights,
    prior: f32,
) -> Option<Candidate> {
    let mut seen = see(words, unit, scope, weights);
    if !scope.essay && !unit.is_announced() && seen.is_unnamed() {
        return None;
    }
    let score = judge(&seen, unit, scope, weights)? + prior;
    let parts = weights.unit.parts(&seen.unit);
    let mut reasons: Vec<(String, f32)> =
        parts.map(|(name, part)| (name.to_string(), part)).collect();
    reasons.push(("prior".to_string(), prior));
    reasons.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()).then_with(|| a.0.cmp(&b.0)));
    let wording = seen.wordings.swap_remove(seen.best?);
    Some(Candidate { passages: unit.passages.clone(), wording, score, reasons })
}

/// The log odds that a unit which can be worded is a boundary: what the
/// weights say, or what is said outright.
pub(super) fn judge(seen: &Seen, unit: &Unit, scope: &Scope, weights: &Weights) -> Option<f32> {
    seen.best?;
    let silent =
        scope.expounds() && seen.is_unnamed() && unit.mark.is_none() && !unit.is_announced();
    let fitted = if silent { f32::NEG_INFINITY } else { weights.unit.score(&seen.unit) };
    Some(fitted.max(outright(&seen.facts)))
}

/// The log odds of what is said outright, however short it is: a claim that
/// is announced or labelled as a misreading; a denial whose subject is a
/// concept; a belief about one that a turn follows. In the labelled essays all
/// of the first and of the second kind are boundaries. Nothing where none of
/// these is seen.
fn outright(facts: &Facts) -> f32 {
    match facts {
        Facts { labelled: true, .. } | Facts { announced: true, claims: true, .. } => ANNOUNCED,
        Facts { told: true, .. } => f32::NEG_INFINITY,
        facts if facts.denied_of_concept >= 0.5 => DENIED,
        facts if facts.turned_belief >= 0.15 && facts.about >= 0.6 => DENIED,
        _ => f32::NEG_INFINITY,
    }
}

/// The log odds of an announced or labelled claim: enough in any book.
const ANNOUNCED: f32 = 6.5;

/// The log odds of a denial or a turned belief about a concept: enough in an
/// essay.
const DENIED: f32 = 1.0;

/// Can this be a boundary in a book that is no essay? There a list is mostly
/// news or steps, so that it takes an announcement, and prose must argue
/// outright. (Nor does it take a belief that nobody utters: see [`weigh`].)
pub(super) fn eligible(words: &Words<'_, '_>, unit: &Unit) -> bool {
    unit.is_announced() || (unit.mark.is_none() && argues(words, unit))
}

/// Does a sentence of the unit deny outright, or report a belief that a
/// sentence after it turns?
fn argues(words: &Words<'_, '_>, unit: &Unit) -> bool {
    let mut believed = false;
    unit.passages.clone().any(|index| {
        let passage = &words.passages[index];
        words.fits(index).iter().zip(&passage.sentences).any(|(fits, sentence)| {
            believed |= !fits.beliefs.is_empty();
            let denies =
                fits.denials.first().is_some_and(|hit| hit.frame.spec.strength >= OUTRIGHT);
            denies || (believed && words.reader.turn(passage, sentence, &sentence.span) > 0.0)
        })
    })
}

/// How strong a denial is that tells of a misreading without its context: a
/// bare 不是 denies a fact as well.
const OUTRIGHT: f32 = 0.5;

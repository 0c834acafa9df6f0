//! Weighs what is seen of each unit: is it a misconception and its boundary?

use super::data::Data;
use super::features::{self, Facts, Features, Place, SentenceFeature, UnitFeature};
use super::layout::Unit;
use super::phrases::Phrase;
use super::proposition;
use super::signed::{self, SignFeature};
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
    /// How it stands.
    pub(super) standing: Standing,
    /// What weighs most for and against it, the most first.
    pub(super) sights: Vec<(SignFeature, f32)>,
}

/// How a candidate stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    /// It is a callout.
    Shown,
    /// It is likely, and the author decides.
    Proposed,
    /// It is worth a note.
    Near,
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
    /// Does the author say that it is an essay about concepts?
    pub(super) essay: bool,
    /// Is it searched as an essay, if only for proposals?
    pub(super) searched: bool,
}

impl Scope {
    /// Of these passages.
    pub(super) fn new(
        words: &Words<'_, '_>,
        passages: Range<usize>,
        essay: bool,
        searched: bool,
    ) -> Self {
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
        Self { passages, narrative: sum / count.max(1) as f32, essay, searched }
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

/// The unit as a candidate, if it is one.
///
/// What is announced as a misreading or answered with a no is shown, and so is a
/// wording that its author would sign in any text. What only an essay about
/// concepts would mean so is proposed, unless the author says that this is one.
pub(super) fn weigh(
    words: &Words<'_, '_>,
    unit: &Unit,
    scope: &Scope,
    data: &Data,
) -> Option<Candidate> {
    let weights = &data.weights;
    let mut seen = see(words, unit, scope, weights);
    let prior = if words.concepts.defines(scope.passages.clone()) { 0.0 } else { VAGUE };
    let essay = judge(&seen, unit, scope, weights).filter(|_| scope.searched);
    let essay = essay.map(|odds| odds + prior);
    let signature = signed::best(words, unit, &seen.wordings, &data.signed);
    let sound = |best: usize| proposition::is_sound(words, &seen.wordings[best]);
    let marked = seen.best.filter(|_| unit.refused || announced(&seen));
    let signs = |least: f32| signature.as_ref().filter(|signature| signature.odds >= least);
    let (best, standing) = match (marked, essay) {
        (Some(best), _) if sound(best) => (best, Standing::Shown),
        (Some(best), _) => (best, Standing::Proposed),
        (_, Some(odds)) if scope.essay && odds >= ENOUGH => (seen.best?, Standing::Shown),
        _ if let Some(signature) = signs(SIGNED) => (signature.wording, Standing::Shown),
        _ if let Some(signature) = signs(LIKELY) => (signature.wording, Standing::Proposed),
        (_, Some(odds)) if odds >= ENOUGH && sound(seen.best?) => (seen.best?, Standing::Proposed),
        _ if let Some(signature) = signs(NEAR) => (signature.wording, Standing::Near),
        _ => return None,
    };
    let sights = signature.map(|signature| signature.sights).unwrap_or_default();
    let wording = seen.wordings.swap_remove(best);
    Some(Candidate { passages: unit.passages.clone(), wording, standing, sights })
}

/// The log odds from which a wording is shown. In texts by others, left out of the
/// fit in turn, three of four callouts above it stand on a labelled boundary.
const SIGNED: f32 = -0.5;

/// What a boundary of an essay may lose to a book that defines none of its words.
const VAGUE: f32 = -2.0;

/// The log odds from which it is worth the author's look.
const LIKELY: f32 = -1.6;

/// The log odds from which it is worth a note.
const NEAR: f32 = -2.0;

/// The log odds from which a unit of an essay is a callout: where, in essays that
/// the weights have not seen, as many are missed as are found wrongly.
pub(super) const ENOUGH: f32 = -0.2;

/// The log odds that a unit which can be worded is a boundary: what the
/// weights say, or what is said outright.
pub(super) fn judge(seen: &Seen, unit: &Unit, scope: &Scope, weights: &Weights) -> Option<f32> {
    seen.best?;
    let silent =
        scope.expounds() && seen.is_unnamed() && unit.mark.is_none() && !unit.is_announced();
    let fitted = if silent { f32::NEG_INFINITY } else { weights.unit.score(&seen.unit) };
    Some(fitted.max(outright(&seen.facts)))
}

/// Is it announced or labelled that this is a misreading, and does it claim something?
pub(super) fn announced(seen: &Seen) -> bool {
    outright(&seen.facts) >= ANNOUNCED
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

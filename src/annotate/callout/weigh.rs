//! Weighs what is seen of each unit: is it a misconception and its boundary?

use super::features::{self, Features, Place, flag};
use super::layout::Unit;
use super::text::{Passage, han_count};
use super::weights::{WEIGHTS, Weights};
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
    pub(super) reasons: Vec<(&'static str, f32)>,
}

/// What a unit says, as far as it can be worded.
#[derive(Debug, Clone)]
pub(super) struct Seen {
    /// Its sentences.
    #[cfg_attr(not(test), expect(dead_code, reason = "the fitting reads them"))]
    pub(super) places: Vec<Place>,
    /// What is seen of each of them.
    #[cfg_attr(not(test), expect(dead_code, reason = "the fitting reads them"))]
    pub(super) sentences: Vec<Features>,
    /// What is seen of the unit.
    pub(super) unit: Features,
    /// Every wording, and which is the best.
    pub(super) wordings: Vec<Wording>,
    pub(super) best: Option<usize>,
}

impl Seen {
    /// Is nothing but the words of an answer there to tell the belief by?
    fn is_implied(&self) -> bool {
        self.best.is_some_and(|best| self.wordings[best].is_implied())
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
                let perfective = passage.text(&sentence.span).contains('了');
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
    let mut more = vec![
        ("opening", flag(quiet(&words.passages[scope.passages.start..unit.passages.start]))),
        ("closing", flag(quiet(&words.passages[unit.passages.end..scope.passages.end]))),
        ("exposition", if unit.mark.is_none() { (0.5 - scope.narrative).max(0.0) } else { 0.0 }),
    ];
    if let Some(best) = best {
        more.push(("worded", scores[best]));
        for (name, value) in &wordings[best].features {
            if KINDS.contains(name) {
                more.push((name, *value));
            }
            more.extend(SAID.iter().find(|(of, _)| of == name).map(|(_, said)| (*said, *value)));
        }
        let implied = wordings[best].is_implied() && unit.mark.is_none();
        more.push(("implied-exposition", flag(implied) * (0.6 - scope.narrative).max(0.0)));
    }
    let unit = features::of_unit(words, unit, &places, more);
    Seen { places, sentences, unit, wordings, best }
}

/// The kinds of beliefs that tell something of their unit.
const KINDS: &[&str] =
    &["reported", "taken", "denial", "denial-of-one", "judged", "asked", "quoted", "implied"];

/// What is seen of the best wording, as the unit names it.
const SAID: &[(&str, &str)] = &[
    ("concept", "about"),
    ("cohesion", "said-cohesion"),
    ("conclude", "said-conclude"),
    ("say", "said-say"),
    ("think", "said-think"),
    ("people", "said-people"),
    ("habit", "said-habit"),
    ("person", "said-person"),
    ("claims", "said-claims"),
    ("answer", "said-answer"),
    ("late", "said-late"),
];

/// The unit as a candidate. `prior` are the log odds that are known of its
/// book before the unit is read.
pub(super) fn weigh(
    words: &Words<'_, '_>,
    unit: &Unit,
    scope: &Scope,
    prior: f32,
) -> Option<Candidate> {
    let mut seen = see(words, unit, scope, &WEIGHTS);
    if !scope.essay && !unit.is_announced() && seen.is_implied() {
        return None;
    }
    let score = judge(&seen, unit, scope, &WEIGHTS)? + prior;
    let mut reasons: Vec<(&'static str, f32)> = WEIGHTS.unit.parts(&seen.unit).collect();
    reasons.push(("prior", prior));
    reasons.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()).then(a.0.cmp(b.0)));
    let wording = seen.wordings.swap_remove(seen.best?);
    Some(Candidate { passages: unit.passages.clone(), wording, score, reasons })
}

/// The log odds that a unit which can be worded is a boundary: what the
/// weights say, or what is said outright.
pub(super) fn judge(seen: &Seen, unit: &Unit, scope: &Scope, weights: &Weights) -> Option<f32> {
    seen.best?;
    let silent =
        scope.expounds() && seen.is_implied() && unit.mark.is_none() && !unit.is_announced();
    let fitted = if silent { f32::NEG_INFINITY } else { weights.unit.score(&seen.unit) };
    Some(fitted.max(outright(&seen.unit)))
}

/// The log odds of what is said outright, however short it is: a claim that
/// is announced or labelled as a misreading; a denial whose subject is a
/// concept; a belief about one that a turn follows. In the labelled essays all
/// of the first and of the second kind are boundaries. Nothing where none of
/// these is seen.
fn outright(unit: &Features) -> f32 {
    let seen =
        |name: &str| unit.iter().find(|(known, _)| *known == name).map_or(0.0, |(_, value)| *value);
    let is = |name: &str| seen(name) > 0.0;
    let claims =
        is("item") && is("claim-general") && !is("claim-figures") && !is("claim-asks-fact");
    let facts = is("events") || is("figures");
    match () {
        () if is("labelled") || (is("announced") && claims) => ANNOUNCED,
        () if seen("denied-of-concept") >= 0.5 && !facts => DENIED,
        () if seen("turned-belief") >= 0.15 && seen("about") >= 0.6 && !facts => DENIED,
        () => f32::NEG_INFINITY,
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
            let denies = fits.denials.first().is_some_and(|hit| hit.frame.strength >= OUTRIGHT);
            denies || (believed && words.reader.turn(passage, sentence, &sentence.span) > 0.0)
        })
    })
}

/// How strong a denial is that tells of a misreading without its context: a
/// bare 不是 denies a fact as well.
const OUTRIGHT: f32 = 0.5;

/// Are these headings, bylines and signatures only?
fn quiet(passages: &[Passage<'_>]) -> bool {
    passages.iter().all(|passage| {
        passage.level().is_some()
            || (passage.sentences.len() <= 1 && han_count(&passage.folded) <= 30)
    })
}

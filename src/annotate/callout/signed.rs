//! Would the author of a text that nobody wrote for us sign this callout?
//!
//! What is seen of one wording, in any text: which frame found it, whether its
//! subject is a concept or this one thing, who is said to hold the belief, how
//! what follows takes it up. `weights.toml` says what each sight is worth; the
//! figures were fitted to sentences of public texts, judged by hand, beside the
//! labelled essays (see `fit`).

use super::cues::{Class, Classes};
use super::data::named;
use super::evidence::{figures, foreign};
use super::features::{BeliefFeature, Features, flag};
use super::layout::{Mark, Unit};
use super::proposition;
use super::text::{Passage, han_count};
use super::weights::Signed;
use super::wording::{BeliefKind, Wording, Words};
use std::ops::Range;

named! {
    /// What is seen of a wording.
    SignFeature {
        Claim, Judged, Reported, Taken, Denial, DenialOfOne, Asked, Quoted, Implied, Strength,
        Announced, AnnouncedWeakly, Item, Question, Labelled, Heading, ListItem,
        Subject, SubjectLength, PersonSubject, Deictic, QuotedSubject, Persons, We, Events,
        Perfective, Latin, Figures, Conditional, HeldHere, HeldBefore, People, PeopleBefore,
        TurnBefore, TurnAfter, TurnNext, Correction, VerdictNext, Truth, Only, General, Norm,
        Can, Conclude, Claims, Wh, Caution, Define, Long, Short, BeliefLong, BeliefBrief,
        About, AboutSubject, Titled, Cohesion, Answer, Late, First, Asks, Reason, OwnAnswer,
    }
}

/// The wording of a unit that its author would sign soonest.
#[derive(Debug)]
pub(super) struct Signature {
    /// Which of the wordings.
    pub(super) wording: usize,
    /// The log odds that he would.
    pub(super) odds: f32,
    /// What weighs most for and against it, the most first.
    pub(super) sights: Vec<(SignFeature, f32)>,
}

/// Of the wordings that say outright that a belief is wrong, and are whole
/// propositions, the one that its author would sign soonest.
pub(super) fn best(
    words: &Words<'_, '_>,
    unit: &Unit,
    wordings: &[Wording],
    weights: &Signed,
) -> Option<Signature> {
    let sound = |wording: &&(usize, &Wording)| {
        wording.1.is_outright() && proposition::is_sound(words, wording.1)
    };
    let weighed = wordings.iter().enumerate().filter(|one| sound(&one)).map(|(n, wording)| {
        let seen = of_wording(words, unit, wording);
        let odds = weights.score(wording.rule, &seen);
        let settled = wording.kind.denies() || turned(&seen);
        (n, if settled { odds } else { odds.min(UNSETTLED) }, seen)
    });
    let (wording, odds, seen) = weighed.reduce(|a, b| if b.1 > a.1 { b } else { a })?;
    let mut sights: Vec<(SignFeature, f32)> = weights.seen.parts(&seen).collect();
    sights.retain(|(_, part)| *part != 0.0);
    sights.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()));
    Some(Signature { wording, odds, sights })
}

/// The most log odds of a belief that is reported and not visibly turned away: it
/// is proposed at best.
const UNSETTLED: f32 = -1.0;

/// Is a belief that is only reported turned away by what follows it?
pub(super) fn turned(seen: &Features<SignFeature>) -> bool {
    [SignFeature::TurnAfter, SignFeature::TurnNext, SignFeature::VerdictNext]
        .iter()
        .any(|sight| seen[*sight] > 0.0)
}

/// What is seen of a wording of a unit.
pub(super) fn of_wording(
    words: &Words<'_, '_>,
    unit: &Unit,
    wording: &Wording,
) -> Features<SignFeature> {
    use SignFeature as S;
    let (index, belief) = &wording.belief;
    let passage = &words.passages[*index];
    let number = passage.sentences.iter().position(|s| belief.start < s.span.end).unwrap_or(0);
    let span = passage.sentences.get(number).map_or(belief.clone(), |s| s.span.clone());
    let asks = passage.sentences.get(number).is_some_and(|s| s.asks);
    let text = passage.text(&span);
    let subject = wording.subject.as_ref().map_or("", |range| passage.text(range)).trim();
    let before = span.start..belief.start.max(span.start);
    let after = belief.end.min(span.end)..span.end;
    let earlier = passage.sentences[..number].iter().rev().take(2).map(|s| s.span.start);
    let earlier = earlier.min().unwrap_or(span.start)..span.start;
    let next = passage.sentences.get(number + 1).map(|s| s.span.clone());
    let any =
        |range: &Range<usize>, classes: Classes| flag(passage.classes_in(range).meets(classes));
    let in_next = |classes: Classes| next.as_ref().map_or(0.0, |range| any(range, classes));
    let belief_features = &wording.features;
    let held = Classes::THINK | Classes::SAY;
    let turns = Classes::STOPS | Class::Truth.into();
    let judges = Classes::from(Class::Verdict) | Class::Mix.into();
    let mut seen = Features::default();
    seen[kind(wording.kind)] = 1.0;
    seen.extend([
        (S::Strength, wording.strength),
        (S::Announced, flag(unit.is_announced())),
        (S::AnnouncedWeakly, flag(unit.announced > 0.0 && !unit.is_announced())),
        (S::Item, flag(unit.mark.is_some())),
        (S::Question, flag(unit.mark == Some(Mark::Question))),
        (S::Labelled, flag(unit.mark == Some(Mark::Named))),
        (S::Heading, flag(passage.level().is_some())),
        (S::ListItem, flag(passage.depth > 0)),
        (S::Subject, flag(han_count(subject) >= 2)),
        (S::SubjectLength, (han_count(subject).min(20) as f32) / 10.0),
        (S::PersonSubject, flag(begins(passage, wording.subject.as_ref(), Class::Person))),
        (S::Deictic, flag(points(subject))),
        (S::QuotedSubject, flag(subject.contains('“'))),
        (S::Persons, words.reader.persons(passage, &span).min(3) as f32),
        (S::We, any(&span, Class::We.into())),
        (S::Events, words.reader.episodes(passage, &span).min(2) as f32),
        (S::Perfective, text.matches(['了', '过']).count().min(3) as f32),
        (S::Latin, foreign(text).min(3) as f32),
        (S::Figures, figures(passage.lexicon, text).min(3) as f32),
        (S::Conditional, any(&before, Class::Condition.into())),
        (S::HeldHere, any(&before, held)),
        (S::HeldBefore, any(&earlier, held)),
        (S::People, flag(words.names_people(passage, &before))),
        (S::PeopleBefore, flag(words.names_people(passage, &earlier))),
        (S::TurnBefore, any(&before, turns)),
        (S::TurnAfter, any(&after, turns)),
        (S::TurnNext, in_next(turns)),
        (S::Correction, any(&span, Classes::RATHER)),
        (S::VerdictNext, in_next(judges).max(any(&after, judges))),
        (S::Truth, any(&span, Class::Truth.into())),
        (S::Only, any(belief, Class::Only.into())),
        (S::General, any(belief, Class::General.into())),
        (S::Norm, any(belief, Class::Norm.into())),
        (S::Can, any(belief, Class::Can.into())),
        (S::Conclude, any(belief, Class::Conclude.into())),
        (S::Claims, flag(words.reader.claims(passage, belief))),
        (S::Wh, any(belief, Class::Wh.into())),
        (S::Caution, any(&(earlier.start..belief.start.max(earlier.start)), Class::Caution.into())),
        (S::Define, any(&span, Class::Define.into())),
        (S::Long, flag(han_count(text) > 60)),
        (S::Short, flag(han_count(text) < 14)),
        (S::BeliefLong, flag(han_count(&wording.misconception) > 28)),
        (S::BeliefBrief, flag(han_count(&wording.misconception) < 7)),
        (S::About, belief_features[BeliefFeature::Concept]),
        (S::AboutSubject, words.concept(subject, *index)),
        (S::Titled, flag(words.titled(subject, *index))),
        (S::Cohesion, belief_features[BeliefFeature::Cohesion]),
        (S::Answer, belief_features[BeliefFeature::Answer]),
        (S::Late, belief_features[BeliefFeature::Late]),
        (S::First, flag(number == 0)),
        (S::Asks, flag(asks)),
        (S::Reason, flag(["因为", "由于", "既然"].iter().any(|w| text.starts_with(w)))),
        (S::OwnAnswer, flag(same_sentence(wording, &span))),
    ]);
    seen
}

/// What speaks most for and against a wording, in words.
pub(super) fn told(sights: &[(SignFeature, f32)]) -> (&'static str, &'static str) {
    let first = |good: bool| {
        let of_sign = sights.iter().filter(|(_, part)| (*part > 0.0) == good);
        of_sign.filter_map(|(sight, _)| in_words(*sight, good)).next()
    };
    (
        first(true).unwrap_or("the shape of a denial"),
        first(false).unwrap_or("nothing says whose belief it is"),
    )
}

/// A sight as a reason for or against, where it makes one.
fn in_words(sight: SignFeature, good: bool) -> Option<&'static str> {
    use SignFeature as S;
    Some(match (sight, good) {
        (S::HeldHere | S::HeldBefore | S::People | S::PeopleBefore, true) => "people who think so",
        (S::TurnAfter | S::TurnNext | S::TurnBefore, true) => "a turn",
        (S::Correction, true) => "a correction",
        (S::VerdictNext, true) => "a verdict on it",
        (S::About | S::AboutSubject | S::Titled, true) => "a concept as its subject",
        (S::General | S::Only | S::Claims | S::Conclude, true) => "a general claim",
        (S::Caution, true) => "a warning to the reader",
        (S::PersonSubject | S::Persons, false) => "it is about a person",
        (S::Deictic, false) => "it is about one thing that was pointed to",
        (S::Events | S::Perfective, false) => "it tells what happened",
        (S::Figures, false) => "it is about figures",
        (S::Latin, false) => "it is about a thing with a name",
        (S::Conditional, false) => "it stands under a condition",
        (S::ListItem | S::Item, false) => "it is an item of a list",
        (S::DenialOfOne, false) => "it denies a single fact",
        (S::BeliefLong | S::Long, false) => "the claim is long",
        (S::BeliefBrief | S::Short, false) => "the claim is short",
        (S::QuotedSubject | S::Asks, false) => "it is asked or quoted",
        _ => return None,
    })
}

/// As the weights name the kind of a belief.
fn kind(kind: BeliefKind) -> SignFeature {
    match kind {
        BeliefKind::Claim => SignFeature::Claim,
        BeliefKind::Judged => SignFeature::Judged,
        BeliefKind::Reported => SignFeature::Reported,
        BeliefKind::Taken => SignFeature::Taken,
        BeliefKind::Denial => SignFeature::Denial,
        BeliefKind::DenialOfOne => SignFeature::DenialOfOne,
        BeliefKind::Asked | BeliefKind::Refused => SignFeature::Asked,
        BeliefKind::Quoted => SignFeature::Quoted,
        BeliefKind::Implied => SignFeature::Implied,
    }
}

/// Is the belief answered in its own sentence?
fn same_sentence(wording: &Wording, span: &Range<usize>) -> bool {
    let (at, range) = &wording.boundary;
    *at == wording.belief.0 && range.start < span.end && span.start < range.end
}

/// Does a range begin with a word of this class?
fn begins(passage: &Passage<'_>, range: Option<&Range<usize>>, class: Class) -> bool {
    range.is_some_and(|range| {
        passage
            .cues_in(range)
            .first()
            .is_some_and(|cue| cue.span.start == range.start && cue.is(class))
    })
}

/// Does a subject point to this one thing?
fn points(subject: &str) -> bool {
    ["这", "那", "此", "该", "其", "它", "本"].iter().any(|word| subject.starts_with(word))
}

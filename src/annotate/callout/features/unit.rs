//! What is seen of a unit: what its sentences say, how its claim is marked,
//! where it stands, and how well it can be worded.

use super::UnitFeature as U;
use super::{Features, Place, flag, strongest};
use crate::annotate::callout::cues::{Class, Classes};
use crate::annotate::callout::evidence::{Hit, figures, foreign};
use crate::annotate::callout::layout::{Mark, Unit};
use crate::annotate::callout::phrases::Phrase;
use crate::annotate::callout::text::{Passage, Sentence, han_count};
use crate::annotate::callout::weigh::Scope;
use crate::annotate::callout::wording::{Wording, Words};
use std::ops::Range;

/// What a unit may say outright, so that nothing need be weighed.
#[derive(Debug, Clone, Copy)]
pub(in crate::annotate::callout) struct Facts {
    /// Is its claim labelled as a misreading?
    pub(in crate::annotate::callout) labelled: bool,
    /// Is it announced that misreadings follow?
    pub(in crate::annotate::callout) announced: bool,
    /// Does a marked claim say something in general: no figure, no question
    /// after a fact?
    pub(in crate::annotate::callout) claims: bool,
    /// Does it tell of events or figures?
    pub(in crate::annotate::callout) told: bool,
    /// How strongly a concept is denied something.
    pub(in crate::annotate::callout) denied_of_concept: f32,
    /// How strongly a belief is turned by what follows it.
    pub(in crate::annotate::callout) turned_belief: f32,
    /// 0 to 1: how much its belief is about a concept.
    pub(in crate::annotate::callout) about: f32,
}

/// A unit as the weighing sees it. `places` are its sentences, `best` its best
/// wording with its log odds.
pub(in crate::annotate::callout) fn of_unit(
    words: &Words<'_, '_>,
    unit: &Unit,
    places: &[Place],
    scope: &Scope,
    best: Option<(&Wording, f32)>,
) -> (Features<U>, Facts) {
    let view = View::new(words, unit, places);
    let facts = view.facts(best.map_or(0.0, |(wording, _)| wording.about()));
    let mut seen = Features::default();
    seen.extend(view.verdicts());
    seen.extend(view.told());
    seen.extend(view.believed());
    seen.extend(view.argued(&facts));
    seen.extend(view.whole());
    seen.extend(view.layout(&facts));
    seen.extend(view.claim());
    seen.extend(view.standing(scope));
    if let Some((wording, odds)) = best {
        seen.extend(view.worded(wording, odds, scope));
    }
    (seen, facts)
}

/// A unit and its parts.
struct View<'v, 's, 'p> {
    words: &'v Words<'s, 'p>,
    unit: &'v Unit,
    /// Its sentences.
    places: &'v [Place],
    /// Those after its marked claim, if there are any.
    body: &'v [Place],
    /// What of them stands before the last word on the matter.
    before: &'v [Place],
}

impl<'v, 's, 'p> View<'v, 's, 'p> {
    fn new(words: &'v Words<'s, 'p>, unit: &'v Unit, places: &'v [Place]) -> Self {
        let marked = unit.mark.is_some() && places.len() > 1;
        let body = if marked { &places[1..] } else { places };
        let before = if body.len() > 1 { &body[..body.len() - 1] } else { body };
        Self { words, unit, places, body, before }
    }

    /// How large a part of its sentences passes a test.
    fn share(&self, test: impl Fn(&Passage<'_>, &Range<usize>) -> bool) -> f32 {
        let passes = |place: &&Place| {
            let (passage, sentence) = self.words.at(place);
            test(passage, &sentence.span)
        };
        self.body.iter().filter(passes).count() as f32 / self.body.len().max(1) as f32
    }

    /// Does one of these sentences pass a test?
    fn some(&self, places: &[Place], test: impl Fn(&Passage<'_>, &Sentence) -> bool) -> f32 {
        flag(places.iter().map(|place| self.words.at(place)).any(|(p, s)| test(p, s)))
    }

    /// Has one of these sentences words of all these classes?
    fn has<const N: usize>(&self, places: &[Place], classes: [Classes; N]) -> f32 {
        self.some(places, |p, s| {
            let said = p.classes_in(&s.span);
            classes.iter().all(|class| said.meets(*class))
        })
    }

    fn facts(&self, about: f32) -> Facts {
        let reader = self.words.reader;
        let tells = |p: &Passage<'_>, span: &Range<usize>| {
            reader.episodes(p, span) > 0 || figures(reader.lexicon, p.text(span)) > 0
        };
        Facts {
            labelled: self.unit.mark == Some(Mark::Named),
            announced: self.unit.is_announced(),
            claims: self.marked_claim().is_some_and(|(passage, sentence, span)| {
                let asks_fact = sentence.asks && passage.classes_in(&span).meets(Class::Wh);
                reader.claims(passage, &span)
                    && figures(reader.lexicon, passage.text(&span)) == 0
                    && !asks_fact
            }),
            told: self.share(tells) > 0.0,
            denied_of_concept: self.denied_of_concept(),
            turned_belief: self.turned_belief(),
            about,
        }
    }

    /// A denial whose subject is a concept: who argues so says it outright.
    fn denied_of_concept(&self) -> f32 {
        let about = |place: &'v Place| {
            let weight = |hit: &Hit| {
                let index = place.passage;
                let subject = hit.found.slot('X');
                let subject = subject.map_or("", |x| self.words.passages[index].text(&x));
                hit.frame.spec.strength * self.words.concept(subject, index)
            };
            self.words.fits_at(place).denials.iter().map(weight)
        };
        self.places.iter().flat_map(about).fold(0.0, f32::max)
    }

    /// A belief that a turn follows within three sentences.
    fn turned_belief(&self) -> f32 {
        let turn = |place: &Place| {
            let (passage, sentence) = self.words.at(place);
            self.words.reader.turn(passage, sentence, &sentence.span)
        };
        let turned = self.places.iter().enumerate().map(|(n, place)| {
            let rest = &self.places[n..(n + 4).min(self.places.len())];
            strongest(&self.words.fits_at(place).beliefs)
                * rest.iter().map(turn).fold(0.0, f32::max)
        });
        turned.fold(0.0, f32::max)
    }

    /// How much its sentences read like the last word on the matter.
    fn verdicts(&self) -> [(U, f32); 3] {
        let verdicts = || self.body.iter().map(|place| place.verdict);
        [
            (U::VerdictLast, verdicts().next_back().unwrap_or(-5.0)),
            (U::VerdictMost, verdicts().fold(-8.0, f32::max)),
            (U::VerdictMean, verdicts().sum::<f32>() / self.body.len().max(1) as f32),
        ]
    }

    /// How much it reports.
    fn told(&self) -> [(U, f32); 8] {
        let reader = self.words.reader;
        let last = self.body.last().map(|place| self.words.at(place));
        let of_last = |count: &dyn Fn(&Passage<'_>, &Range<usize>) -> usize| {
            last.map_or(0.0, |(passage, sentence)| count(passage, &sentence.span).min(2) as f32)
        };
        [
            (U::LastFigures, of_last(&|p, span| figures(reader.lexicon, p.text(span)))),
            (U::LastEvent, of_last(&|p, span| reader.episodes(p, span))),
            (U::LastPerson, of_last(&|p, span| reader.persons(p, span))),
            (U::Events, self.share(|p, span| reader.episodes(p, span) > 0)),
            (U::Figures, self.share(|p, span| figures(reader.lexicon, p.text(span)) > 0)),
            (U::Persons, self.share(|p, span| reader.persons(p, span) > 0)),
            (U::We, self.share(|p, span| p.classes_in(span).meets(Class::We))),
            (
                U::Perfective,
                self.share(|p, span| reader.lexicon.fits(Phrase::Perfective, p.text(span))),
            ),
        ]
    }

    /// Who believes and concludes before the last word.
    fn believed(&self) -> [(U, f32); 8] {
        let (before, conclude) = (self.before, Classes::from(Class::Conclude));
        [
            (U::Say, self.has(before, [Classes::SAY])),
            (U::Think, self.has(before, [Classes::THINK])),
            (U::People, self.some(before, |p, s| self.words.names_people(p, &s.span))),
            (U::Habit, self.has(before, [Class::Habit.into()])),
            (U::Conclude, self.has(before, [conclude])),
            (U::SayConclude, self.has(before, [Classes::SAY, conclude])),
            (U::ThinkConclude, self.has(before, [Classes::THINK, conclude])),
            (U::Asks, self.some(before, |_, s| s.asks)),
        ]
    }

    /// What is turned away or defined.
    fn argued(&self, facts: &Facts) -> [(U, f32); 8] {
        let denials = self.places.iter().map(|place| strongest(&self.words.fits_at(place).denials));
        let defines = self.has(self.places, [Class::Define.into()]);
        [
            (U::Denial, denials.fold(0.0, f32::max)),
            (U::DeniedOfConcept, facts.denied_of_concept),
            (U::TurnedBelief, facts.turned_belief),
            (U::VerdictWord, self.has(self.places, [Class::Verdict.into()])),
            (U::Correction, self.has(self.places, [Classes::RATHER])),
            (U::Definition, defines),
            (U::Glossed, flag(self.places.iter().any(|place| place.glossed))),
            (U::OnlyDefinition, if self.places.len() <= 2 { defines } else { 0.0 }),
        ]
    }

    /// What it is about, and how long it is.
    fn whole(&self) -> [(U, f32); 4] {
        let passages = &self.words.passages[self.unit.passages.clone()];
        let text: String = passages.iter().map(|passage| passage.folded.as_str()).collect();
        let length = |place: &Place| {
            let (passage, sentence) = self.words.at(place);
            han_count(passage.text(&sentence.span))
        };
        let length: usize = self.places.iter().map(length).sum();
        let document = passages.first().map_or(0, |passage| passage.at.document);
        [
            (U::Sentences, self.places.len().min(5) as f32),
            (U::Length, length.min(120) as f32 / 100.0),
            (U::Concept, self.words.concepts.weight(&text, document, |_| 0)),
            (U::Foreign, flag(foreign(&text) > 0)),
        ]
    }

    /// What its marks and its heading say.
    fn layout(&self, facts: &Facts) -> [(U, f32); 7] {
        let Self { words, unit, places, .. } = self;
        let heading = unit.heading.map_or("", |heading| words.passages[heading].folded.as_str());
        let procedure = words.reader.lexicon.words(Class::Procedure);
        let procedure = procedure.iter().any(|word| heading.contains(word.as_str()));
        [
            (U::Announced, flag(facts.announced)),
            (U::AnnouncedWeakly, flag(unit.announced > 0.0 && !facts.announced)),
            (U::Procedure, flag(procedure && !facts.announced)),
            (U::Item, flag(unit.mark.is_some())),
            (U::Labelled, flag(facts.labelled)),
            (U::Question, flag(unit.mark == Some(Mark::Question))),
            (U::LongItem, flag(unit.mark.is_some() && places.len() >= 3)),
        ]
    }

    /// The sentence of a marked claim, and where in it the claim stands.
    fn marked_claim(&self) -> Option<(&Passage<'p>, &Sentence, Range<usize>)> {
        let place = self.places.first().filter(|_| self.unit.mark.is_some())?;
        let (passage, sentence) = self.words.at(place);
        let span = sentence.span.start.max(self.unit.content)..sentence.span.end;
        Some((passage, sentence, span))
    }

    /// How a marked claim is worded.
    fn claim(&self) -> Vec<(U, f32)> {
        let Some((passage, sentence, span)) = self.marked_claim() else { return Vec::new() };
        let reader = self.words.reader;
        let text = passage.text(&span);
        let asks_fact = sentence.asks && passage.classes_in(&span).meets(Class::Wh);
        let leads = sentence.asks && reader.leading_question(passage, &span);
        vec![
            (U::ClaimDenies, strongest(&self.words.fits_at(&self.places[0]).denials)),
            (U::ClaimGeneral, flag(reader.claims(passage, &span))),
            (U::ClaimLength, han_count(text).min(60) as f32 / 20.0),
            (U::ClaimFigures, flag(figures(reader.lexicon, text) > 0)),
            (U::ClaimAsks, flag(sentence.asks)),
            (U::ClaimLeads, flag(leads)),
            (U::ClaimAsksFact, flag(asks_fact)),
            (U::ClaimShort, flag(han_count(text) <= 8)),
        ]
    }

    /// Where it stands in its book or chapter.
    fn standing(&self, scope: &Scope) -> [(U, f32); 3] {
        let Self { words, unit, .. } = self;
        let exposition = if unit.mark.is_none() { (0.5 - scope.narrative).max(0.0) } else { 0.0 };
        let quiet = |range: Range<usize>| flag(words.passages[range].iter().all(is_quiet));
        [
            (U::Opening, quiet(scope.passages.start..unit.passages.start)),
            (U::Closing, quiet(unit.passages.end..scope.passages.end)),
            (U::Exposition, exposition),
        ]
    }

    /// What its best wording tells.
    fn worded(&self, wording: &Wording, odds: f32, scope: &Scope) -> Vec<(U, f32)> {
        let unnamed = wording.is_unnamed() && self.unit.mark.is_none();
        let mut all = vec![
            (U::Worded, odds),
            (U::ImpliedExposition, flag(unnamed) * (0.6 - scope.narrative).max(0.0)),
        ];
        all.extend(wording.kind.of_unit().map(|feature| (feature, wording.strength)));
        all.extend(SAID.iter().map(|(said, of)| (*said, wording.features[*of])));
        all
    }
}

/// What is seen of the best wording, as the unit names it.
const SAID: &[(U, super::BeliefFeature)] = {
    use super::BeliefFeature as B;
    &[
        (U::About, B::Concept),
        (U::SaidCohesion, B::Cohesion),
        (U::SaidConclude, B::Conclude),
        (U::SaidSay, B::Say),
        (U::SaidThink, B::Think),
        (U::SaidPeople, B::People),
        (U::SaidHabit, B::Habit),
        (U::SaidPerson, B::Person),
        (U::SaidClaims, B::Claims),
        (U::SaidAnswer, B::Answer),
        (U::SaidLate, B::Late),
    ]
};

/// Is this a heading, a byline or a signature?
fn is_quiet(passage: &Passage<'_>) -> bool {
    passage.level().is_some() || (passage.sentences.len() <= 1 && han_count(&passage.folded) <= 30)
}

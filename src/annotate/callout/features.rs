//! What is seen of a sentence and of a unit before they are weighed: figures
//! between 0 and about 3, by name. `weights.toml` says what each is worth.
//!
//! The verdict on what is right is told by how Chinese closes an argument: it
//! clefts (…的是), sets its clauses against each other in one build, speaks of
//! everybody and of conditions (才, 就, 谁, 凡) rather than of persons, figures
//! and days, and stands last. The belief before it has an owner (people who say
//! or think so, or keep doing so) and a conclusion (才叫, 就够了, 何必). What is
//! neither announced nor worded so is a report, a definition or plain advice.

mod unit;

pub(super) use unit::{Facts, of_unit};

use super::concept::cohesion;
use super::cues::{Class, Classes};
use super::data::named;
use super::evidence::{Hit, antithesis, figures, foreign, parallel};
use super::phrases::Phrase;
use super::text::han_count;
use super::wording::Words;
use enum_map::{EnumMap, enum_map};

named! {
    /// What is seen of a sentence.
    SentenceFeature {
        Cleft, Copula, OnlyThen, Then, Only, Norm, Can, General, Indefinite, MoreMore, Truth,
        Turn, Correction, Denial, DeniedConcept, VerdictWord, Definition, Figures, Event,
        Person, We, Saying, Quotation, Semicolon, Colon, Asks, Short, Long, VeryLong, Foreign,
        Antithesis, Parallel, Concept, Topic, SameSubject, Last, LastOfMany, First, Alone,
        Claim, TakesUpClaim, Perfective, Restates, AfterClaim, Sequel, Habit, Likens,
    }
}

named! {
    /// What is seen of what may be the belief of a unit.
    BeliefFeature {
        Claim, Judged, Reported, Taken, Denial, DenialOfOne, Asked, Quoted, Implied, Found,
        Concept, Cohesion, Answer, IsVerdict, Brief, Long, VeryLong, First, Second, Late,
        Conclude, Claims, Asks, Say, Think, People, Habit, Person, Event, Figures, Perfective,
        LeadsOver, Announces, SpokenDenial, Points, Definition, Glossed, ThenDone, Only,
        OnlyThen, Norm, General, Indefinite, Sequel, Told, Turned, Colon,
    }
}

named! {
    /// What is seen of a unit; what begins with `Said` is seen of its best wording.
    UnitFeature {
        Sentences, Length, VerdictLast, VerdictMost, VerdictMean, LastFigures, LastEvent,
        LastPerson, Events, Figures, Persons, We, Perfective, Say, Think, People, Habit,
        Conclude, SayConclude, ThinkConclude, Asks, Denial, DeniedOfConcept, TurnedBelief,
        VerdictWord, Correction, Definition, Glossed, OnlyDefinition, Concept, Foreign,
        Announced, AnnouncedWeakly, Procedure, Item, Labelled, Question, LongItem, ClaimDenies,
        ClaimGeneral, ClaimLength, ClaimFigures, ClaimAsks, ClaimLeads, ClaimAsksFact,
        ClaimShort, Opening, Closing, Exposition, Worded, Reported, Taken, DenialOfOne, Judged,
        Asked, Quoted, Implied, About, SaidCohesion, SaidAnswer, SaidLate, SaidConclude,
        SaidClaims, SaidSay, SaidThink, SaidPeople, SaidHabit, SaidPerson, ImpliedExposition,
    }
}

/// The figures of a table.
pub(super) type Features<F> = EnumMap<F, f32>;

/// A sentence of a unit, where it stands, and how much it reads like the
/// verdict on what is right.
#[derive(Debug, Clone)]
pub(super) struct Place {
    /// The passage.
    pub(super) passage: usize,
    /// Which of its sentences.
    pub(super) sentence: usize,
    /// How much it reads like a verdict, in log odds.
    pub(super) verdict: f32,
    /// How much it does so beside the other sentences of a boundary.
    pub(super) answer: f32,
    /// Does the glossary define a term with it?
    pub(super) glossed: bool,
}

/// 1 for yes, 0 for no.
pub(super) fn flag(yes: bool) -> f32 {
    f32::from(u8::from(yes))
}

/// A sentence as the weighing sees it. `at` is its number of `count` in the
/// unit; `claim` is the marked claim that the unit begins with.
pub(super) fn of_sentence(
    words: &Words<'_, '_>,
    place: &Place,
    (at, count): (usize, usize),
    claim: Option<&str>,
) -> Features<SentenceFeature> {
    use SentenceFeature as S;
    let Words { reader, concepts, .. } = words;
    let (passage, sentence) = words.at(place);
    let span = &sentence.span;
    let text = passage.text(span);
    let said = passage.classes_in(span);
    let length = han_count(text);
    let concept = concepts.weight(text, passage.at.document, |_| 0);
    let denial = strongest(&words.fits_at(place).denials);
    enum_map! {
        S::Cleft => flag(said.meets(Class::ShiftDe)),
        S::Copula => flag(said.meets(Class::Copula)),
        S::OnlyThen => flag(said.meets(Class::OnlyThen)),
        S::Then => flag(said.meets(Class::ThenAtOnce)),
        S::Only => flag(said.meets(Class::Only)),
        S::Norm => flag(said.meets(Class::Norm)),
        S::Can => flag(said.meets(Class::Can)),
        S::General => flag(said.meets(Class::General)),
        S::Indefinite => flag(said.meets(Class::Wh)),
        S::MoreMore => flag(reader.lexicon.phrases[Phrase::More].count(text) >= 2),
        S::Truth => flag(said.meets(Class::Truth)),
        S::Turn => reader.turn(passage, sentence, span),
        S::Correction => flag(said.meets(Classes::RATHER)),
        S::Denial => denial,
        S::DeniedConcept => if concept > 0.0 { denial } else { 0.0 },
        S::VerdictWord => flag(said.meets(Class::Verdict)),
        S::Definition => flag(said.meets(Class::Define)),
        S::Figures => figures(reader.lexicon, text).min(3) as f32,
        S::Event => reader.episodes(passage, span).min(2) as f32,
        S::Person => reader.persons(passage, span).min(3) as f32,
        S::We => flag(said.meets(Class::We)),
        S::Saying => flag(said.meets(Classes::SAY)),
        S::Quotation => flag(text.contains('“')),
        S::Semicolon => flag(text.contains('；')),
        S::Colon => flag(text.contains('：')),
        S::Asks => flag(sentence.asks),
        S::Short => flag(length < 7),
        S::Long => flag(length > 45),
        S::VeryLong => flag(length > 70),
        S::Foreign => flag(foreign(text) > 0),
        S::Antithesis => antithesis(passage, sentence, span),
        S::Parallel => parallel(passage, sentence),
        S::Concept => concept,
        S::Topic => concepts.weight(head(text), passage.at.document, |_| 0),
        S::SameSubject => flag(at > 0 && claim.is_some_and(|claim| begins_alike(claim, text))),
        S::Last => flag(at + 1 == count),
        S::LastOfMany => flag(at + 1 == count && count >= 3),
        S::First => flag(at == 0),
        S::Alone => flag(count == 1),
        S::Claim => flag(claim.is_some() && at == 0),
        S::TakesUpClaim => claim.filter(|_| at > 0).map_or(0.0, |claim| cohesion(reader.lexicon, claim, text)),
        S::Perfective => reader.lexicon.phrases[Phrase::Aspect].count(text).min(2) as f32,
        S::Restates => flag(said.meets(Classes::TAKE)),
        S::AfterClaim => flag(claim.is_some() && at == 1),
        S::Sequel => flag(said.meets(Class::Sequel)),
        S::Habit => flag(said.meets(Class::Habit)),
        S::Likens => flag(said.meets(Class::Liken)),
    }
}

/// The first four characters, where a topic stands.
fn head(text: &str) -> &str {
    text.char_indices().nth(4).map_or(text, |(at, _)| &text[..at])
}

/// Do two sentences begin with the same word?
fn begins_alike(a: &str, b: &str) -> bool {
    a.char_indices().nth(2).is_some_and(|(at, _)| b.starts_with(&a[..at]))
}

/// How strong the strongest of these is.
fn strongest(hits: &[Hit]) -> f32 {
    hits.iter().map(|hit| hit.frame.spec.strength).fold(0.0, f32::max)
}

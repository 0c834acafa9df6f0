//! What is seen of a sentence and of a unit before they are weighed: figures
//! between 0 and about 3, by name. `weights.toml` says what each is worth.
//!
//! The verdict on what is right is told by how Chinese closes an argument: it
//! clefts (…的是), sets its clauses against each other in one build, speaks of
//! everybody and of conditions (才, 就, 谁, 凡) rather than of persons, figures
//! and days, and stands last. The belief before it has an owner (people who say
//! or think so, or keep doing so) and a conclusion (才叫, 就够了, 何必). What is
//! neither announced nor worded so is a report, a definition or plain advice.

use super::concept::cohesion;
use super::evidence::{Fits, Hit, antithesis, figures, foreign, parallel};
use super::layout::{Mark, Unit};
use super::text::{Passage, Sentence, han_count};
use super::wording::Words;
use std::ops::Range;

/// Named figures; a name that is missing counts as 0.
pub(super) type Features = Vec<(&'static str, f32)>;

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
) -> Features {
    let Words { reader, concepts, .. } = words;
    let (passage, sentence) = words.at(place);
    let span = &sentence.span;
    let text = passage.text(span);
    let cues = passage.cues_in(span);
    let any = |class| flag(cues.iter().any(|cue| cue.is(class)));
    let classes = &reader.classes;
    let length = han_count(text);
    let concept = concepts.weight(text, passage.at.document, |_| 0);
    let denial = strongest(&words.fits_at(place).denials);
    vec![
        ("cleft", any(classes.cleft)),
        ("copula", any(classes.copula)),
        ("only-then", any(classes.only_then)),
        ("then", any(classes.then_at_once)),
        ("only", any(classes.only)),
        ("norm", any(classes.norm)),
        ("can", any(classes.can)),
        ("general", any(classes.general)),
        ("indefinite", any(classes.wh)),
        ("more-more", flag(text.matches('越').count() >= 2)),
        ("truth", any(classes.truth)),
        ("turn", reader.turn(passage, sentence, span)),
        ("correction", any(classes.rather)),
        ("denial", denial),
        ("denied-concept", if concept > 0.0 { denial } else { 0.0 }),
        ("verdict-word", any(classes.verdict)),
        ("definition", any(classes.define)),
        ("figures", figures(text).min(3) as f32),
        ("event", reader.episodes(passage, span).min(2) as f32),
        ("person", reader.persons(passage, span).min(3) as f32),
        ("we", any(classes.we)),
        ("saying", any(classes.say)),
        ("quotation", flag(text.contains('“'))),
        ("semicolon", flag(text.contains('；'))),
        ("colon", flag(text.contains('：'))),
        ("asks", flag(sentence.asks)),
        ("short", flag(length < 7)),
        ("long", flag(length > 45)),
        ("very-long", flag(length > 70)),
        ("foreign", flag(foreign(text) > 0)),
        ("antithesis", antithesis(passage, sentence, span)),
        ("parallel", parallel(passage, sentence)),
        ("concept", concept),
        ("topic", concepts.weight(head(text), passage.at.document, |_| 0)),
        ("same-subject", flag(at > 0 && claim.is_some_and(|claim| begins_alike(claim, text)))),
        ("last", flag(at + 1 == count)),
        ("last-of-many", flag(at + 1 == count && count >= 3)),
        ("first", flag(at == 0)),
        ("alone", flag(count == 1)),
        ("claim", flag(claim.is_some() && at == 0)),
        ("takes-up-claim", claim.filter(|_| at > 0).map_or(0.0, |claim| cohesion(claim, text))),
        ("perfective", text.matches(['了', '过']).count().min(2) as f32),
        ("restates", any(classes.take)),
        ("after-claim", flag(claim.is_some() && at == 1)),
        ("sequel", any(classes.sequel)),
        ("habit", any(classes.habit)),
        ("likens", any(classes.liken)),
    ]
}

/// The first four characters, where a topic stands.
fn head(text: &str) -> &str {
    text.char_indices().nth(4).map_or(text, |(at, _)| &text[..at])
}

/// Do two sentences begin with the same word?
fn begins_alike(a: &str, b: &str) -> bool {
    a.char_indices().nth(2).is_some_and(|(at, _)| b.starts_with(&a[..at]))
}

fn strongest(hits: &[Hit<'_>]) -> f32 {
    hits.iter().map(|hit| hit.frame.strength).fold(0.0, f32::max)
}

/// 0 to 1: how much the subject of a denial is a concept.
fn subject_weight(words: &Words<'_, '_>, index: usize, hit: &Hit<'_>) -> f32 {
    let subject = hit.found.slot('X').map_or("", |range| words.passages[index].text(&range));
    words.concept(subject, index)
}

/// A unit as the weighing sees it. `places` are its sentences; `more` is
/// what is known of its place and its wording.
pub(super) fn of_unit(
    words: &Words<'_, '_>,
    unit: &Unit,
    places: &[Place],
    more: Features,
) -> Features {
    let Words { reader, concepts, passages, .. } = words;
    let claimed = unit.mark.is_some();
    let at = |place: &Place| words.at(place);
    let body = if claimed && places.len() > 1 { &places[1..] } else { places };
    // What stands before the last word on the matter.
    let before = if body.len() > 1 { &body[..body.len() - 1] } else { body };
    let share = |test: &dyn Fn(&Passage<'_>, &Range<usize>) -> bool| {
        let hits = body.iter().filter(|p| test(at(p).0, &at(p).1.span)).count();
        hits as f32 / body.len().max(1) as f32
    };
    let some = |places: &[Place], test: &dyn Fn(&Passage<'_>, &Sentence) -> bool| {
        flag(places.iter().any(|place| test(at(place).0, at(place).1)))
    };
    let classes = &reader.classes;
    let has = |class| {
        move |p: &Passage<'_>, s: &Sentence| p.cues_in(&s.span).iter().any(|cue| cue.is(class))
    };
    let both = |a, b| move |p: &Passage<'_>, s: &Sentence| has(a)(p, s) && has(b)(p, s);
    let verdicts: Vec<f32> = body.iter().map(|place| place.verdict).collect();
    let length: usize = places.iter().map(|p| han_count(at(p).0.text(&at(p).1.span))).sum();
    let text = |range: Range<usize>| passages[range].iter().map(|p| p.folded.as_str());
    let whole: String = text(unit.passages.clone()).collect();
    let strongest_of = |fits: fn(&Fits<'_>) -> f32| {
        places.iter().map(|place| fits(words.fits_at(place))).fold(0.0, f32::max)
    };
    let denial = strongest_of(|fits| strongest(&fits.denials));
    // A denial whose subject is a concept, and a belief that a turn follows:
    // who argues so says it outright.
    let about = places.iter().flat_map(|place| {
        let hits = words.fits_at(place).denials.iter();
        hits.map(|hit| hit.frame.strength * subject_weight(words, place.passage, hit))
    });
    let about = about.fold(0.0, f32::max);
    let turned = places.iter().enumerate().map(|(n, place)| {
        let believed = strongest(&words.fits_at(place).beliefs);
        let rest = &places[n..(n + 4).min(places.len())];
        let turns = rest.iter().map(|p| reader.turn(at(p).0, at(p).1, &at(p).1.span));
        believed * turns.fold(0.0, f32::max)
    });
    let turned = turned.fold(0.0, f32::max);
    let defines = some(places, &has(classes.define));
    let document = passages[unit.passages.start].at.document;
    let heading = unit.heading.map_or("", |heading| passages[heading].folded.as_str());
    let procedure = reader.lexicon.words("procedure").iter().any(|w| heading.contains(w.as_str()));
    let last = body.last().map(|place| (at(place).0, at(place).1.span.clone()));
    let of_last = |count: &dyn Fn(&Passage<'_>, &Range<usize>) -> usize| {
        last.as_ref().map_or(0.0, |(passage, span)| count(passage, span).min(2) as f32)
    };
    let mut all = vec![
        ("sentences", places.len().min(5) as f32),
        ("length", (length.min(120) as f32) / 100.0),
        ("verdict-last", verdicts.last().copied().unwrap_or(-5.0)),
        ("verdict-most", verdicts.iter().copied().fold(-8.0, f32::max)),
        ("verdict-mean", verdicts.iter().sum::<f32>() / verdicts.len().max(1) as f32),
        ("last-figures", of_last(&|p, span| figures(p.text(span)))),
        ("last-event", of_last(&|p, span| reader.episodes(p, span))),
        ("last-person", of_last(&|p, span| reader.persons(p, span))),
        ("events", share(&|p, span| reader.episodes(p, span) > 0)),
        ("figures", share(&|p, span| figures(p.text(span)) > 0)),
        ("persons", share(&|p, span| reader.persons(p, span) > 0)),
        ("we", share(&|p, span| reader.any(p, span, classes.we))),
        ("perfective", share(&|p, span| p.text(span).contains('了'))),
        ("say", some(before, &has(classes.say))),
        ("think", some(before, &has(classes.think))),
        ("people", some(before, &|p, s| words.names_people(p, &s.span))),
        ("habit", some(before, &has(classes.habit))),
        ("conclude", some(before, &has(classes.conclude))),
        ("say-conclude", some(before, &both(classes.say, classes.conclude))),
        ("think-conclude", some(before, &both(classes.think, classes.conclude))),
        ("asks", some(before, &|_, s| s.asks)),
        ("denial", denial),
        ("denied-of-concept", about),
        ("turned-belief", turned),
        ("verdict-word", some(places, &has(classes.verdict))),
        ("correction", some(places, &has(classes.rather))),
        ("definition", defines),
        ("glossed", flag(places.iter().any(|place| place.glossed))),
        ("only-definition", if places.len() <= 2 { defines } else { 0.0 }),
        ("concept", concepts.weight(&whole, document, |_| 0)),
        ("foreign", flag(foreign(&whole) > 0)),
        ("announced", flag(unit.is_announced())),
        ("announced-weakly", flag(unit.announced > 0.0 && !unit.is_announced())),
        ("procedure", flag(procedure && !unit.is_announced())),
        ("item", flag(claimed)),
        ("labelled", flag(unit.mark == Some(Mark::Named))),
        ("question", flag(unit.mark == Some(Mark::Question))),
        ("long-item", flag(claimed && places.len() >= 3)),
    ];
    if let Some(place) = places.first().filter(|_| claimed) {
        let (passage, sentence) = at(place);
        let span = sentence.span.start.max(unit.content)..sentence.span.end;
        let text = passage.text(&span);
        all.extend([
            ("claim-denies", strongest(&words.fits_at(place).denials)),
            ("claim-general", flag(reader.claims(passage, &span))),
            ("claim-length", han_count(text).min(60) as f32 / 20.0),
            ("claim-figures", flag(figures(text) > 0)),
            ("claim-asks", flag(sentence.asks)),
            ("claim-leads", flag(sentence.asks && reader.leading_question(passage, &span))),
            ("claim-asks-fact", flag(sentence.asks && reader.any(passage, &span, classes.wh))),
            ("claim-short", flag(han_count(text) <= 8)),
        ]);
    }
    all.extend(more);
    all
}

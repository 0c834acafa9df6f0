//! What a unit says wrongly and what it says rightly: the words for a callout,
//! whether or not the unit becomes one.

mod belief;
mod seen;
mod shape;

pub(super) use belief::{BeliefKind, Wording};
pub(super) use shape::then_done;

use super::concept::{Concepts, Uses, near};
use super::cues::{Class, Classes};
use super::evidence::{CueReader, Fits, Hit};
use super::features::Place;
use super::layout::{self, Mark, Unit};
use super::phrase;
use super::phrases::Phrase;
use super::rule::{Rule, Sign};
use super::text::{Passage, Sentence, fold, han_count, trim};
use crate::book::DocumentIndex;
use belief::Belief;
use shape::{broken, denies_event, quotations, specific};
use std::cell::OnceCell;
use std::ops::Range;

/// What is known of a book when one of its units is weighed and worded.
#[derive(Debug)]
pub(super) struct Words<'s, 'p> {
    pub(super) reader: &'s CueReader,
    pub(super) concepts: &'s Concepts,
    pub(super) passages: &'s [Passage<'p>],
    /// By passage, once it has been asked for: the frames that fit each of its
    /// sentences.
    fits: Vec<OnceCell<Vec<Fits>>>,
    /// Once it has been asked for: where words recur.
    uses: OnceCell<Uses<'s>>,
}

/// How strong a denial is that turns a misreading away even where misreadings
/// are announced; a weaker one is part of the misreading
/// (误读之三：隐去姓名，就跟个人无关了).
const DENIED_OUTRIGHT: f32 = 0.75;

/// How strong a denial is that turns a misreading away in any numbered claim:
/// 跟…无关 may as well be what is claimed.
const DENIED: f32 = 0.55;

/// How many sentences after a belief that is reported may answer it.
const NEAR: usize = 4;

/// How many passages before and after count for a recurring word.
const AROUND: usize = 20;

impl<'s, 'p> Words<'s, 'p> {
    /// Of these passages.
    pub(super) fn new(
        reader: &'s CueReader,
        concepts: &'s Concepts,
        passages: &'s [Passage<'p>],
    ) -> Self {
        let fits = passages.iter().map(|_| OnceCell::new()).collect();
        Self { reader, concepts, passages, fits, uses: OnceCell::new() }
    }

    /// The frames that fit the sentences of a passage.
    pub(super) fn fits(&self, passage: usize) -> &[Fits] {
        self.fits[passage].get_or_init(|| {
            let passage = &self.passages[passage];
            passage.sentences.iter().map(|s| self.reader.fits(passage, s)).collect()
        })
    }

    /// The frames that fit the sentence of a place.
    pub(super) fn fits_at(&self, place: &Place) -> &Fits {
        &self.fits(place.passage)[place.sentence]
    }

    /// Are people spoken of as such? Where an essay is about customers or
    /// teachers, they are its concept and nobody in particular.
    pub(super) fn names_people(&self, passage: &Passage<'_>, range: &Range<usize>) -> bool {
        passage.cues_in(range).iter().any(|cue| {
            cue.is(Class::People)
                && !self.concepts.titled(passage.text(&cue.span), passage.at.document)
        })
    }

    /// Every wording of a unit that can be thought of. `places` are its
    /// sentences in order.
    pub(super) fn all(&self, unit: &Unit, places: &[Place]) -> Vec<Wording> {
        let mut beliefs = Vec::new();
        let prose = unit.mark.is_none_or(|mark| self.claimed(unit, mark, places, &mut beliefs));
        if prose {
            for n in 0..places.len() {
                self.of_sentence(places, n, &mut beliefs);
            }
        }
        beliefs.retain(|belief| self.reader.rules.allow(belief.rule));
        beliefs.iter().filter_map(|belief| self.answered(places, belief)).collect()
    }

    pub(super) fn at(&self, place: &Place) -> (&Passage<'p>, &Sentence) {
        let passage = &self.passages[place.passage];
        (passage, &passage.sentences[place.sentence])
    }

    /// Stands a word of the phrase in a title or a heading of its chapter?
    pub(super) fn titled(&self, phrase: &str, index: usize) -> bool {
        let document = self.document(index);
        self.reader.lexicon.content_words(phrase).any(|word| self.concepts.titled(word, document))
    }

    /// How much a phrase of a passage is about a concept.
    pub(super) fn concept(&self, phrase: &str, index: usize) -> f32 {
        let around = near(index, AROUND, self.passages.len());
        let uses = self.uses.get_or_init(|| Uses::of(self.passages));
        let used = |word: &str| uses.within(word, &around);
        self.concepts.weight(&self.folded(phrase, index), self.document(index), used)
    }

    fn document(&self, index: usize) -> DocumentIndex {
        self.passages[index].at.document
    }

    /// Words of ours or of the author as the passages have them.
    fn folded(&self, words: &str, index: usize) -> String {
        let passage = &self.passages[index];
        fold(words, passage.plain != passage.folded)
    }

    /// The likeliest verdict among places: rather one that says what is right
    /// than one that says that something is not (这话只说对了一半).
    fn verdict<'a>(&self, places: &'a [Place]) -> Option<&'a Place> {
        let likeliest =
            |best: &'a Place, next: &'a Place| if next.answer > best.answer { next } else { best };
        let says = |place: &&Place| !self.only_judges(place);
        places.iter().filter(says).reduce(likeliest).or(places.iter().reduce(likeliest))
    }

    fn only_judges(&self, place: &Place) -> bool {
        let (passage, sentence) = self.at(place);
        let text = passage.text(&sentence.span);
        passage.lexicon.fits(Phrase::Refers, text)
            && han_count(text) < 15
            && passage.classes_in(&sentence.span).meets(Class::Verdict)
    }

    /// What a marked claim may say; and may its belief stand elsewhere in the
    /// unit?
    fn claimed(
        &self,
        unit: &Unit,
        mark: Mark,
        places: &[Place],
        beliefs: &mut Vec<Belief>,
    ) -> bool {
        let Some(first) = places.first() else { return false };
        let (passage, claim) = self.at(first);
        let mut span = claim.span.start.max(unit.content)..claim.span.end;
        if passage.level().is_some() {
            span = unit.content..passage.folded.len();
        }
        let span = trim(&passage.folded, span);
        let sentence = Sentence { span: span.clone(), ..claim.clone() };
        // A question that puts no belief leaves it to the answer.
        if mark == Mark::Question
            && sentence.asks
            && !unit.refused
            && !self.reader.leading_question(passage, &sentence.span)
        {
            return true;
        }
        let believed = passage.classes_in(&(span.start..span.start + 60)).meets(Class::Think);
        // The claim is itself the denial: `2、授权不是放任。`
        let enough = if unit.is_announced() { DENIED_OUTRIGHT } else { DENIED };
        let denied = self.fits_at(first).denials.first();
        let denied =
            denied.filter(|hit| !believed && !sentence.asks && hit.frame.spec.strength >= enough);
        if let Some(belief) = denied.and_then(|hit| self.denied(places, 0, hit, &span)) {
            beliefs.push(belief);
            return false;
        }
        let rule = Rule::Sign(match mark {
            Mark::Named => Sign::LabelledClaim,
            Mark::Question => Sign::AskedClaim,
            Mark::Number | Mark::Answer => Sign::NumberedClaim,
        });
        let (range, misconception) = self.claim(first.passage, &sentence);
        let kind = if unit.refused { BeliefKind::Refused } else { BeliefKind::Claim };
        let strength = 1.0;
        let place = 0;
        let subject = None;
        beliefs.push(Belief {
            rule,
            kind,
            strength,
            place,
            range,
            subject,
            misconception,
            rest: None,
        });
        for hit in &self.fits_at(first).beliefs {
            let reported = self.reported(places, 0, hit);
            beliefs.extend(reported.map(|belief| Belief { rule, ..belief }));
        }
        // 选队长看走了眼。那天我们挑了…: what claims nothing only names a story.
        let tells = mark == Mark::Number
            && (!self.reader.claims(passage, &sentence.span) || self.announces(passage, &span));
        mark == Mark::Question || tells
    }

    /// Does a claim only say that a misreading follows: 这一条是我走的弯路?
    fn announces(&self, passage: &Passage<'_>, claim: &Range<usize>) -> bool {
        let text = passage.text(claim);
        han_count(text) <= 16
            && passage.lexicon.fits(Phrase::LeadsOver, text)
            && super::layout::announces(text, self.reader.lexicon, &[]) > 0.0
    }

    /// What a denial denies.
    fn denied(&self, places: &[Place], n: usize, hit: &Hit, span: &Range<usize>) -> Option<Belief> {
        let index = places[n].passage;
        let passage = &self.passages[index];
        let it = self.antecedent(index, span.start);
        let misconception = phrase::misconception(passage, hit, it);
        let subject = hit.found.slot('X').or(hit.found.slot('Y')).unwrap_or(hit.found.cue.clone());
        let of_one =
            specific(passage.lexicon, passage.text(&subject)) || denies_event(passage, hit);
        let range = hit.found.slots.last()?.1.clone();
        Some(Belief {
            rule: Rule::Frame(hit.frame),
            kind: if of_one { BeliefKind::DenialOfOne } else { BeliefKind::Denial },
            strength: if of_one { 1.0 } else { hit.frame.spec.strength },
            place: n,
            range,
            subject: hit.found.slot('X'),
            misconception,
            rest: Some(span.clone()),
        })
    }

    /// Where a claim is said in its sentence, and how it is worded.
    fn claim(&self, at: usize, sentence: &Sentence) -> (Range<usize>, String) {
        let passage = &self.passages[at];
        let text = passage.text(&sentence.span);
        // 最后一条，也是最要紧的一条：…
        let introduction = &passage.lexicon.phrases[Phrase::Introduction];
        let introduced = introduction.places(text).find(|(at, _)| *at < 60);
        let introduced = introduced.map(|(at, lead)| sentence.span.start + at + lead.len());
        let start = introduced.unwrap_or(sentence.span.start);
        // 把自己当用户，也是一条岔路
        let comment = sentence.clauses.iter().find(|clause| {
            let text = passage.text(clause);
            clause.start > start && passage.lexicon.fits(Phrase::Comment, text)
        });
        let end = comment.map_or(sentence.span.end, |comment| comment.start);
        let range = trim(&passage.folded, start..end);
        // 满足需求就意味着有求必应：他们要什么，我们就给什么: what stands before
        // the colon is the claim where it concludes something.
        let head = passage.text(&range).find('：').map(|at| range.start..range.start + at);
        let concludes = |head: &Range<usize>| passage.classes_in(head).meets(Class::Conclude);
        match head.filter(concludes) {
            Some(head) => (head.clone(), phrase::affirm(passage.lexicon, passage.original(&head))),
            None => {
                let worded = phrase::inner_claim(passage.lexicon, passage.original(&range));
                (range, phrase::affirm(passage.lexicon, &worded))
            }
        }
    }

    /// Every belief that sentence `n` may say.
    fn of_sentence(&self, places: &[Place], n: usize, beliefs: &mut Vec<Belief>) {
        let index = places[n].passage;
        let (passage, sentence) = self.at(&places[n]);
        let fits = self.fits_at(&places[n]);
        beliefs.extend(fits.beliefs.iter().filter_map(|hit| self.reported(places, n, hit)));
        let asked = sentence.asks && self.reader.leading_question(passage, &sentence.span);
        if !sentence.asks {
            let denied = |hit| self.denied(places, n, hit, &sentence.span);
            beliefs.extend(fits.denials.iter().filter_map(denied));
        }
        if self.judged_after(places, n) {
            let (range, misconception) = self.claim(index, sentence);
            let (rule, kind) = (Rule::Sign(Sign::Verdict), BeliefKind::Judged);
            let strength = 1.0;
            beliefs.push(Belief {
                rule,
                kind,
                strength,
                place: n,
                range,
                subject: None,
                misconception,
                rest: None,
            });
        }
        for range in quotations(passage, sentence) {
            beliefs.push(self.plain((Sign::Quoted, BeliefKind::Quoted), places, n, range));
        }
        let told = match asked {
            true => (Sign::AskedClaim, BeliefKind::Asked),
            false => (Sign::Implied, BeliefKind::Implied),
        };
        beliefs.push(self.plain(told, places, n, self.voiced(passage, sentence)));
    }

    /// A belief that no frame names.
    fn plain(
        &self,
        (sign, kind): (Sign, BeliefKind),
        places: &[Place],
        n: usize,
        range: Range<usize>,
    ) -> Belief {
        let passage = &self.passages[places[n].passage];
        let said = phrase::inner_claim(passage.lexicon, passage.original(&range));
        let misconception = phrase::affirm(passage.lexicon, &said);
        let rule = Rule::Sign(sign);
        let (strength, place, subject) = (1.0, n, None);
        Belief { rule, kind, strength, place, range, subject, misconception, rest: None }
    }

    /// Does the next sentence judge this one: 这话只说对了一半?
    fn judged_after(&self, places: &[Place], n: usize) -> bool {
        let Some(next) = places.get(n + 1) else { return false };
        let (passage, sentence) = self.at(next);
        let first = sentence.clauses.first();
        let refers =
            first.is_some_and(|clause| passage.lexicon.fits(Phrase::Refers, passage.text(clause)));
        refers && passage.classes_in(&sentence.span).meets(Class::Verdict)
    }

    /// What 它 stands for at a place.
    fn antecedent(&self, index: usize, at: usize) -> Option<&str> {
        let passage = &self.passages[index];
        let document = passage.at.document;
        self.concepts.last_before(passage.folded.get(..at)?, document).or_else(|| {
            let before = &self.passages[index.checked_sub(1)?];
            self.concepts.last_before(&before.folded, document)
        })
    }

    /// The wording of a reported belief.
    fn content(&self, index: usize, hit: &Hit, it: Option<&str>) -> String {
        let passage = &self.passages[index];
        let worded = phrase::misconception(passage, hit, it);
        phrase::inner_claim(passage.lexicon, &worded)
    }

    /// A reported belief.
    fn reported(&self, places: &[Place], n: usize, hit: &Hit) -> Option<Belief> {
        let index = places[n].passage;
        let (passage, sentence) = self.at(&places[n]);
        let range = hit.found.slots.last()?.1.clone();
        if broken(passage, hit, &range) || !hit.frame.introduces(passage, &hit.found) {
            return None;
        }
        let rest = range.end..sentence.span.end;
        let it = self.antecedent(index, sentence.span.start);
        Some(Belief {
            rule: Rule::Frame(hit.frame),
            kind: if hit.frame.spec.takes { BeliefKind::Taken } else { BeliefKind::Reported },
            strength: hit.frame.spec.strength,
            place: n,
            misconception: phrase::affirm(passage.lexicon, &self.content(index, hit, it)),
            subject: hit.found.slot('X'),
            range,
            rest: (han_count(passage.text(&rest)) >= 4).then_some(rest),
        })
    }

    /// A belief with what answers it: its own sentence where that denies it,
    /// the rest of its sentence or the likeliest verdict after it, or else the
    /// likeliest of all.
    fn answered(&self, places: &[Place], belief: &Belief) -> Option<Wording> {
        if belief.misconception.chars().count() < 3 {
            return None;
        }
        let n = belief.place;
        let denies = belief.kind.denies();
        let told = matches!(belief.kind, BeliefKind::Reported | BeliefKind::Taken);
        let window = if told { NEAR } else { places.len() };
        let after = self.verdict(&places[n + 1..places.len().min(n + 1 + window)]);
        let turns = |place: &&Place| {
            let (passage, sentence) = self.at(place);
            self.reader.turn(passage, sentence, &sentence.span) > 0.0
        };
        let turned = places.get(n + 1).filter(|_| told).filter(turns);
        let after = turned.or(after);
        let own = belief.rest.clone().filter(|rest| {
            let said = self.passages[places[n].passage].classes_in(rest);
            let turns_itself = told && said.meets(Classes::STOPS | Class::Verdict.into());
            let better = after.is_none_or(|place| places[n].answer > place.answer);
            denies || turns_itself || (turned.is_none() && better)
        });
        let refusal = places.get(n + 1).filter(|_| belief.kind == BeliefKind::Refused);
        let reality = self.reality(&places[n + 1..]).filter(|_| belief.kind == BeliefKind::Claim);
        let (place, range) = match (own, reality, refusal.or(after)) {
            (_, Some(reality), _) => reality,
            (_, None, Some(place)) if refusal.is_some() => (place, self.refusal(place)),
            (Some(own), None, _) => (&places[n], own),
            (None, None, Some(place)) => (place, self.at(place).1.span.clone()),
            (None, None, None) => {
                let place = self.verdict(&places[..n])?;
                (place, self.at(place).1.span.clone())
            }
        };
        let features = self.features(places, belief, place, &range);
        Some(Wording {
            rule: belief.rule,
            kind: belief.kind,
            strength: belief.strength,
            belief: (places[n].passage, belief.range.clone()),
            subject: belief.subject.clone(),
            misconception: belief.misconception.clone(),
            boundary: (place.passage, phrase::boundary(&self.passages[place.passage], range)),
            features,
        })
    }

    /// What is so, where a label says that it follows: 真相：….
    fn reality<'a>(&self, places: &'a [Place]) -> Option<(&'a Place, Range<usize>)> {
        let labelled = |place: &Place| layout::reality(&self.passages[place.passage]);
        let first = places.iter().position(|place| labelled(place).is_some())?;
        let content = labelled(&places[first])?;
        let says = places[first..].iter().find(|place| {
            let end = self.at(place).1.span.end;
            place.passage != places[first].passage || end > content
        })?;
        let span = &self.at(says).1.span;
        let from = if says.passage == places[first].passage { content } else { 0 };
        Some((says, span.start.max(from)..span.end))
    }

    /// An answer that says no, with the sentence after it where it says no more.
    fn refusal(&self, place: &Place) -> Range<usize> {
        let (passage, sentence) = self.at(place);
        let next = passage.sentences.get(place.sentence + 1);
        let brief = han_count(passage.text(&sentence.span)) < 10;
        let end = next.filter(|_| brief).map_or(sentence.span.end, |next| next.span.end);
        sentence.span.start..end
    }

    /// The part of a sentence that is somebody's words: what follows a verb
    /// of saying or thinking, or else a colon, or else all of it.
    fn voiced(&self, passage: &Passage<'_>, sentence: &Sentence) -> Range<usize> {
        let span = &sentence.span;
        let verb = passage.cues_in(span).iter().rev().find(|cue| {
            let rest = passage.text(&(cue.span.end..span.end));
            (cue.is(Classes::SAY | Classes::THINK))
                && han_count(rest) >= 6
                && !passage.lexicon.fits(Phrase::Inside, rest)
        });
        let colon = || {
            let at = span.start + passage.text(span).rfind('：')? + '：'.len_utf8();
            (han_count(passage.text(&(at..span.end))) >= 6).then_some(at)
        };
        let from = verb.map(|cue| cue.span.end).or_else(colon).unwrap_or(span.start);
        trim(&passage.folded, from..span.end)
    }
}

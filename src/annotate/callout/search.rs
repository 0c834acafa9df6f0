//! Decides where a boundary is: weighs the evidence of each claim and of
//! each passage.

use super::concept::{Concepts, cohesion};
use super::evidence::{Hit, Reader, tells};
use super::frame::Role;
use super::layout::{Mark, Unit, has_han};
use super::phrase;
use super::text::{Passage, Sentence, fold, han_count, trim};
use std::collections::BTreeMap;
use std::ops::Range;

/// A boundary that may become a callout.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    /// Passages of the claim and the refutation, in order.
    pub(super) passages: Vec<usize>,
    /// The rule that found it.
    pub(super) rule: String,
    /// The belief: where it is said, and its wording.
    pub(super) belief: (usize, Range<usize>),
    /// The wording of the belief.
    pub(super) misconception: String,
    /// What is right: where it is said.
    pub(super) boundary: (usize, Range<usize>),
    /// The weight of the evidence.
    pub(super) score: f32,
    /// What the weight is made of, for a near miss.
    pub(super) reasons: Vec<(&'static str, f32)>,
}

/// What is known of a book when one of its chapters is searched.
#[derive(Debug)]
pub(super) struct Search<'s, 'p> {
    pub(super) reader: &'s Reader<'s>,
    pub(super) concepts: &'s Concepts,
    pub(super) passages: &'s [Passage<'p>],
}

/// How many sentences after a belief its turn may come.
const WINDOW: usize = 4;

/// The same in an essay, where a story may come between.
const ESSAY_WINDOW: usize = 9;

/// How much more an aphorism refutes at the end of its paragraph.
const CLOSING: f32 = 0.25;

/// How many passages before and after count for a recurring word.
const AROUND: usize = 20;

/// How many passages away a definition counts.
const DEFINED: usize = 30;

/// A verdict on what is right, found in a sentence.
#[derive(Debug, Clone)]
struct Refutation {
    passage: usize,
    range: Range<usize>,
    score: f32,
}

impl Search<'_, '_> {
    fn passage(&self, index: usize) -> &Passage<'_> {
        &self.passages[index]
    }

    /// How much a phrase of a passage is about a concept.
    fn concept(&self, phrase: &str, index: usize) -> f32 {
        let phrase = &self.folded(phrase, index);
        let from = index.saturating_sub(AROUND);
        let to = (index + AROUND).min(self.passages.len());
        let document = self.passage(index).at.document;
        self.concepts.weight(phrase, document, &self.passages[from..to])
    }

    /// Words of ours or of the author as the passages have them.
    fn folded(&self, words: &str, index: usize) -> String {
        let passage = self.passage(index);
        fold(words, passage.plain != passage.folded)
    }

    /// 1 where a phrase of a passage holds a defined term.
    fn named(&self, phrase: &str, index: usize) -> f32 {
        self.concepts.weight(phrase, self.passage(index).at.document, &[]).floor()
    }

    /// Is this an essay about concepts: short, and with terms that it defines?
    fn essay(&self, index: usize) -> bool {
        let nearby = index.saturating_sub(DEFINED)..index + DEFINED;
        self.concepts.short() && self.concepts.defines(nearby)
    }

    /// Who draws a boundary around a concept says somewhere what it means.
    fn setting(&self, index: usize) -> f32 {
        let nearby = index.saturating_sub(DEFINED)..index + DEFINED;
        if self.concepts.defines(nearby) { 0.05 } else { -0.15 }
    }

    /// The callout of a marked claim, if what follows it refutes it.
    pub(super) fn unit(&self, unit: &Unit) -> Option<Candidate> {
        let first = unit.passages.start;
        let passage = self.passage(first);
        let claim = passage.sentences.iter().find(|s| s.span.end > unit.content)?;
        let start = claim.span.start.max(unit.content);
        let mut span = trim(&passage.folded, start..claim.span.end);
        if passage.level().is_some() {
            span = trim(&passage.folded, unit.content..passage.folded.len());
        }
        if !has_han(passage.text(&span)) {
            return None;
        }
        let sentence = Sentence {
            clauses: claim
                .clauses
                .iter()
                .filter(|c| c.end > span.start)
                .map(|c| c.start.max(span.start)..c.end)
                .collect(),
            span: span.clone(),
            asks: claim.asks,
        };
        let believed = passage
            .cues_in(&(span.start..span.start + 60))
            .iter()
            .any(|cue| self.reader.believes(cue));
        let denied = self
            .denial(first, &sentence)
            .filter(|(hit, _)| !believed && !sentence.asks && hit.frame.strength >= 0.5);
        let claims = self.reader.claims(passage, &span);
        let asked = sentence.asks || unit.mark == Mark::Question;
        let leading = asked && self.reader.leading_question(passage, &span);
        let (belief, misconception, inner) = self.claim(first, &sentence);
        // Sentences that may refute it.
        let bar = if unit.announced >= 0.9 { 0.2 } else { 0.45 };
        let best = self.best(unit, first, &span, inner.as_ref(), &misconception);
        let mut reasons = vec![("announced", unit.announced)];
        let (refuted, misconception, rule) = match (denied, best) {
            // The claim is itself the denial: `2、授权不是放任。`
            (Some((hit, strength)), _) if strength >= 0.3 => {
                reasons.push(("denial", strength));
                let it = self.antecedent(first, span.start);
                let worded = phrase::misconception(passage, &hit, self.reader.lexicon, it);
                let whole = Refutation { passage: first, range: span.clone(), score: strength };
                (whole, worded, hit.frame.id.clone())
            }
            (_, Some(best)) => {
                let rule = match unit.mark {
                    Mark::Named => "labelled-claim",
                    Mark::Question => "asked-claim",
                    Mark::Number | Mark::Answer => "numbered-claim",
                };
                (best, misconception, rule.to_string())
            }
            (_, None) => return None,
        };
        let shape = match (asked, leading, claims) {
            (true, true, _) => 0.4,
            (true, false, _) => -0.6,
            (false, _, true) if han_count(passage.text(&span)) > 40 => -0.2,
            (false, _, true) => 0.3,
            (false, _, false) if unit.announced >= 0.9 => 0.1,
            (false, ..) => -0.3,
        };
        let fact = self.reader.fact(passage, &span);
        reasons.push(("claim", shape));
        reasons.push(("refutation", refuted.score));
        reasons.push(("fact", -fact));
        let concept = 0.3 * self.concept(passage.text(&span), first);
        reasons.push(("concept", concept));
        let mut score: f32 = reasons.iter().map(|(_, weight)| weight).sum();
        if refuted.score < bar || misconception.chars().count() < 3 {
            score = score.min(0.9);
        }
        Some(Candidate {
            passages: unit.passages.clone().collect(),
            rule,
            belief: (first, belief),
            misconception,
            boundary: (
                refuted.passage,
                phrase::boundary(self.passage(refuted.passage), refuted.range),
            ),
            score,
            reasons,
        })
    }

    /// The strongest denial in a sentence.
    fn denial(&self, at: usize, sentence: &Sentence) -> Option<(Hit<'_>, f32)> {
        let passage = self.passage(at);
        self.reader
            .hits(passage, sentence, Role::Denial)
            .into_iter()
            .map(|hit| {
                let weight = hit.frame.strength;
                (hit, weight)
            })
            .next()
    }

    /// Where the belief of a marked claim is said, how it is worded, and where
    /// the text after it in the same sentence begins.
    fn claim(
        &self,
        at: usize,
        sentence: &Sentence,
    ) -> (Range<usize>, String, Option<Range<usize>>) {
        let passage = self.passage(at);
        let text = passage.text(&sentence.span);
        // 最后一条，也是最要紧的一条：…
        let introduced =
            ["一条：", "一点：", "一种：", "一句：", "一个："].iter().find_map(|lead| {
                text.find(lead)
                    .filter(|at| *at < 60)
                    .map(|at| sentence.span.start + at + lead.len())
            });
        if let Some(hit) = self.reader.hits(passage, sentence, Role::Belief).into_iter().next() {
            let range = hit.found.slots.last().map(|(_, range)| range.clone());
            let early = hit.found.cue.start < sentence.span.start + 36
                || introduced.is_some_and(|at| hit.found.cue.start < at + 24);
            if let Some(range) = range.filter(|_| early) {
                let it = self.antecedent(at, sentence.span.start);
                let worded = self.content(at, &hit, it);
                let rest = range.end..sentence.span.end;
                return (range, phrase::affirm(&worded), Some(rest));
            }
        }
        let start = introduced.unwrap_or(sentence.span.start);
        let mut end = sentence.span.end;
        // 把自己当用户，也是一条岔路
        if let Some(tail) = sentence.clauses.iter().find(|clause| {
            let text = passage.text(clause);
            clause.start > start
                && [
                    "也是一",
                    "是一种",
                    "这是",
                    "是一条",
                    "是最",
                    "是个",
                    "这话",
                    "这也是",
                    "也是个",
                ]
                .iter()
                .any(|s| text.starts_with(s))
        }) {
            end = tail.start;
        }
        let range = trim(&passage.folded, start..end);
        (range.clone(), phrase::affirm(passage.original(&range)), None)
    }

    /// The best refutation within a unit.
    fn best(
        &self,
        unit: &Unit,
        first: usize,
        claim: &Range<usize>,
        rest: Option<&Range<usize>>,
        misconception: &str,
    ) -> Option<Refutation> {
        let mut all = Vec::new();
        for index in unit.passages.clone() {
            let passage = self.passage(index);
            for sentence in &passage.sentences {
                let range = match index == first {
                    true if sentence.span.end <= claim.end => match rest {
                        Some(rest) if rest.end > rest.start + 12 => rest.clone(),
                        _ => continue,
                    },
                    _ => sentence.span.clone(),
                };
                all.push(self.refutation(index, sentence, range, misconception));
            }
        }
        pick(all)
    }

    /// How well a range of a sentence refutes a belief.
    fn refutation(
        &self,
        index: usize,
        sentence: &Sentence,
        range: Range<usize>,
        misconception: &str,
    ) -> Refutation {
        let passage = self.passage(index);
        let inside = |found: &Range<usize>| range.start <= found.start && found.end <= range.end;
        let denial = self
            .reader
            .hits(passage, sentence, Role::Denial)
            .into_iter()
            .filter(|hit| inside(&hit.found.cue))
            .map(|hit| hit.frame.strength)
            .fold(0.0f32, f32::max);
        let text = passage.text(&range);
        let mut score = denial.max(self.reader.contrast(passage, sentence, &range));
        score += 0.4 * self.reader.turn(passage, sentence, &range);
        score += 0.25 * cohesion(text, &self.folded(misconception, index));
        if self.concepts.weight(text, passage.at.document, &[]) >= 0.8 {
            score += 0.15;
        }
        score -= self.reader.fact(passage, &range);
        if tells(text) {
            score -= 0.25;
        }
        if self.essay(index) {
            let aphorism = self.reader.aphorism(passage, &range);
            score += 0.5 * aphorism;
            // A story is closed, and the belief in it answered, by an aphorism.
            if aphorism > 0.2 && self.closes(index, &range) {
                score += CLOSING;
            }
        }
        if sentence.asks {
            score -= 0.4;
        }
        if han_count(text) < 6 {
            score -= 0.2;
        }
        Refutation { passage: index, range, score }
    }

    /// Does this end a paragraph of some length?
    fn closes(&self, index: usize, range: &Range<usize>) -> bool {
        let sentences = &self.passage(index).sentences;
        sentences.len() >= 3 && sentences.last().is_some_and(|last| last.span.end == range.end)
    }

    /// What 它 stands for at a place.
    fn antecedent(&self, index: usize, at: usize) -> Option<&str> {
        let passage = self.passage(index);
        let document = passage.at.document;
        self.concepts.last_before(passage.folded.get(..at)?, document).or_else(|| {
            let before = self.passage(index.checked_sub(1)?);
            self.concepts.last_before(&before.folded, document)
        })
    }

    /// The wording of a reported belief.
    fn content(&self, index: usize, hit: &Hit<'_>, it: Option<&str>) -> String {
        let passage = self.passage(index);
        let worded = phrase::misconception(passage, hit, self.reader.lexicon, it);
        phrase::inner_claim(&worded)
    }

    /// The best callout of a passage in running text, if any.
    pub(super) fn flow(&self, index: usize, announced: f32) -> Option<Candidate> {
        let passage = self.passage(index);
        let mut all: Vec<Candidate> = Vec::new();
        for (n, sentence) in passage.sentences.iter().enumerate() {
            for hit in self.reader.hits(passage, sentence, Role::Belief) {
                all.extend(self.reported(index, n, &hit, announced));
            }
            all.extend(self.asked(index, n));
            all.extend(self.judged(index, n));
            all.extend(self.denied(index, n, announced));
        }
        all.into_iter()
            .reduce(|best, next| if next.score > best.score + 0.001 { next } else { best })
    }

    /// The sentences from `n` of a passage on in which a turn may come.
    fn following(&self, index: usize, n: usize) -> Vec<(usize, usize)> {
        let here = self.passage(index).sentences.len();
        let window = if self.essay(index) { ESSAY_WINDOW } else { WINDOW };
        let mut places: Vec<(usize, usize)> =
            (n + 1..here.min(n + 1 + window)).map(|n| (index, n)).collect();
        let asks = self.passage(index).sentences[n].asks;
        if n + 1 >= here && (asks || here <= 2) && index + 1 < self.passages.len() {
            let next = self.passage(index + 1);
            if next.level().is_none() {
                places.extend((0..next.sentences.len().min(window)).map(|n| (index + 1, n)));
            }
        }
        places
    }

    /// A reported belief and its turn.
    fn reported(&self, index: usize, n: usize, hit: &Hit<'_>, announced: f32) -> Option<Candidate> {
        let passage = self.passage(index);
        let sentence = &passage.sentences[n];
        let content = hit.found.slots.last()?.1.clone();
        let it = self.antecedent(index, sentence.span.start);
        let misconception = phrase::affirm(&self.content(index, hit, it));
        let loose = matches!(
            hit.frame.id.as_str(),
            "seeming" | "saying" | "topic-so" | "voiced" | "reflex"
        );
        if broken(passage, hit, &content) || (loose && !self.essay(index)) {
            return None;
        }
        if matches!(hit.frame.id.as_str(), "belief-noun" | "saying" | "voiced")
            && !introduces(passage, hit)
        {
            return None;
        }
        if hit.frame.id == "used-as" && !used(passage.text(&content)) {
            return None;
        }
        let mut all = Vec::new();
        let rest = content.end..sentence.span.end;
        if han_count(passage.text(&rest)) >= 4 {
            all.push(self.refutation(index, sentence, rest, &misconception));
        }
        for (place, n) in self.following(index, n) {
            let sentence = &self.passage(place).sentences[n];
            all.push(self.refutation(place, sentence, sentence.span.clone(), &misconception));
        }
        let best = pick(all)?;
        let (target, range) = (self.passage(best.passage), &best.range);
        let it = self.concepts.first_in(target.text(range), target.at.document).or(it);
        let misconception = phrase::affirm(&self.content(index, hit, it));
        let before = sentence.span.start..hit.found.last.end;
        // 忠实这两个字，许多人心里想的是…
        let opening = sentence.clauses.iter().rfind(|clause| clause.start <= hit.found.cue.start);
        let topic = sentence.span.start..opening.map_or(sentence.span.start, |clause| clause.start);
        let concept = self
            .concept(&misconception, index)
            .max(0.8 * self.concept(passage.text(&topic), index))
            .max(0.4 * self.named(target.text(range), best.passage));
        let mut reasons = vec![
            ("announced", 0.5 * announced),
            ("belief", hit.frame.strength),
            ("owner", self.owner(passage, hit, &before)),
            ("refutation", best.score.min(1.0)),
            ("concept", 0.4 * concept),
            ("cohesion", 0.3 * cohesion(&self.folded(&misconception, index), target.text(range))),
            ("fact", -self.reader.fact(passage, &sentence.span)),
            ("event", -self.event(passage, hit, &content)),
            ("setting", self.setting(index)),
            ("length", length(&misconception)),
            ("weak", if best.score < 0.35 { -0.2 } else { 0.0 }),
        ];
        if self.reader.claims(passage, &content) {
            reasons.push(("claim", 0.1));
        }
        let related = reasons
            .iter()
            .any(|(name, weight)| matches!(*name, "concept" | "cohesion") && *weight > 0.05);
        if !related {
            let closing = self.essay(index) && self.closes(best.passage, &best.range);
            reasons.push(("unrelated", if closing { -0.1 } else { -0.25 }));
        }
        let mut passages = vec![index, best.passage];
        passages.dedup();
        Some(self.weighed(
            passages,
            hit.frame.id.clone(),
            (index, content),
            misconception,
            best,
            reasons,
        ))
    }

    /// Is the belief people's in general? Taking one thing for another is an
    /// opinion only where somebody keeps doing so.
    fn owner(&self, passage: &Passage<'_>, hit: &Hit<'_>, before: &Range<usize>) -> f32 {
        let habit = self.reader.habitual(passage, before);
        let people = self.reader.names_people(passage, before);
        let open = matches!(hit.frame.id.as_str(), "taken-as" | "is-taken-as" | "used-as");
        match (habit, people, open) {
            (true, _, _) => 0.1,
            (false, true, true) => 0.05,
            (false, false, true) if hit.frame.id == "used-as" => -0.2,
            (false, false, true) => -0.45,
            (false, _, false) => 0.0,
        }
    }

    /// Signs that somebody was mistaken once, not that people are in general.
    fn event(&self, passage: &Passage<'_>, hit: &Hit<'_>, content: &Range<usize>) -> f32 {
        let said = passage.text(content).trim_end_matches(['。', '，', '？', '”']);
        let after = passage.text(&(hit.found.last.end..hit.found.last.end + '了'.len_utf8()));
        let general = [
            "就",
            "越",
            "只要",
            "才",
            "从此",
            "不用",
            "不必",
            "都",
            "可以",
            "能",
            "该",
            "会",
            "是不是",
        ]
        .iter()
        .any(|word| said.contains(word));
        let mut weight: f32 = 0.0;
        if after == "了" || passage.text(&hit.found.last).ends_with('了') {
            weight += 0.6;
        }
        if said.ends_with('了') && !general {
            weight += 0.4;
        }
        let said = phrase::inner_claim(said);
        const POINTING: &[&str] = &[
            "我", "他", "她", "你", "自己", "这", "那", "其中", "是", "地", "的", "些", "在", "于",
            "来", "什么", "谁", "怎么", "哪",
        ];
        if POINTING.iter().any(|word| said.starts_with(word)) {
            weight += 0.3;
        }
        weight
    }

    /// A belief put as a question and answered: 入社等于交出土地？…
    fn asked(&self, index: usize, n: usize) -> Option<Candidate> {
        let passage = self.passage(index);
        let sentence = &passage.sentences[n];
        let span = &sentence.span;
        if !sentence.asks || !self.reader.leading_question(passage, span) {
            return None;
        }
        let misconception = phrase::affirm(&phrase::inner_claim(passage.original(span)));
        let best = pick(
            self.following(index, n)
                .into_iter()
                .map(|(place, n)| {
                    let sentence = &self.passage(place).sentences[n];
                    self.refutation(place, sentence, sentence.span.clone(), &misconception)
                })
                .collect(),
        )?;
        let target = self.passage(best.passage).text(&best.range);
        let reasons = vec![
            ("question", 0.45),
            ("refutation", best.score.min(1.0)),
            ("concept", 0.4 * self.concept(&misconception, index)),
            ("cohesion", 0.3 * cohesion(&self.folded(&misconception, index), target)),
            ("fact", -self.reader.fact(passage, span)),
            ("setting", self.setting(index)),
            ("length", length(&misconception)),
        ];
        let mut passages = vec![index, best.passage];
        passages.dedup();
        let belief = (index, span.clone());
        Some(self.weighed(passages, "asked-claim".into(), belief, misconception, best, reasons))
    }

    /// A verdict on the sentence before it: 这话只说对了一半。
    fn judged(&self, index: usize, n: usize) -> Option<Candidate> {
        let passage = self.passage(index);
        let sentence = &passage.sentences[n];
        let clause = sentence.clauses.first()?;
        let refers = ["这", "此", "那"].iter().any(|word| passage.text(clause).starts_with(word));
        if !refers || !self.reader.judges(passage, &sentence.span) {
            return None;
        }
        let (at, before) = match n.checked_sub(1) {
            Some(n) => (index, passage.sentences[n].clone()),
            None => {
                let at = index.checked_sub(1)?;
                (at, self.passage(at).sentences.last()?.clone())
            }
        };
        if self.passage(at).level().is_some() {
            return None;
        }
        if !self.reader.hits(self.passage(at), &before, Role::Belief).is_empty() {
            return None;
        }
        let (range, misconception, _) = self.claim(at, &before);
        let mut all = Vec::new();
        let rest = clause.end..sentence.span.end;
        all.push(self.refutation(index, sentence, rest, &misconception));
        for (place, n) in self.following(index, n) {
            let sentence = &self.passage(place).sentences[n];
            all.push(self.refutation(place, sentence, sentence.span.clone(), &misconception));
        }
        let best = pick(all)?;
        let reasons = vec![
            ("verdict", 0.9),
            ("refutation", best.score.min(1.0)),
            ("concept", 0.4 * self.concept(&misconception, index)),
            ("fact", -self.reader.fact(self.passage(at), &before.span)),
        ];
        let mut passages = vec![at, index, best.passage];
        passages.dedup();
        Some(self.weighed(passages, "verdict".into(), (at, range), misconception, best, reasons))
    }

    /// A denial that stands alone.
    fn denied(&self, index: usize, n: usize, announced: f32) -> Option<Candidate> {
        let passage = self.passage(index);
        let sentence = &passage.sentences[n];
        let (hit, strength) = self.denial(index, sentence)?;
        if sentence.asks {
            return None;
        }
        let it = self.antecedent(index, sentence.span.start);
        let misconception = phrase::misconception(passage, &hit, self.reader.lexicon, it);
        let subject = hit.found.slot('X').or(hit.found.slot('Y')).unwrap_or(hit.found.cue.clone());
        let subject = passage.text(&subject).to_string();
        let pronoun = subject.starts_with('它');
        let mut concept = self.concept(&subject, index);
        if pronoun && it.is_some() {
            concept = concept.max(0.8);
        }
        let from = passage.sentences[n.saturating_sub(2)].span.start;
        let before = from..sentence.span.start;
        let best = Refutation { passage: index, range: sentence.span.clone(), score: strength };
        let reasons = vec![
            ("announced", 0.5 * announced),
            ("denial", strength),
            ("echo", 0.25 * cohesion(&self.folded(&misconception, index), passage.text(&before))),
            ("contrast", 0.3 * self.reader.contrast(passage, sentence, &sentence.span)),
            ("concept", 0.5 * concept),
            ("setting", self.setting(index)),
            ("length", length(&misconception)),
            ("subject", if self.specific(&subject) { -0.6 } else { 0.0 }),
            (
                "fact",
                -self.reader.fact(passage, &sentence.span)
                    * if strength >= 0.85 { 0.4 } else { 1.0 },
            ),
        ];
        let content = hit.found.slots.last()?.1.clone();
        Some(self.weighed(
            vec![index],
            hit.frame.id.clone(),
            (index, content),
            misconception,
            best,
            reasons,
        ))
    }

    /// Does the subject point to this one thing or person?
    fn specific(&self, subject: &str) -> bool {
        let subject = subject.trim();
        ["这", "那", "我", "他", "她", "你", "某", "该", "本", "此"]
            .iter()
            .any(|word| subject.starts_with(word))
            || han_count(subject) < 2
            || han_count(subject) > 24
    }

    fn weighed(
        &self,
        passages: Vec<usize>,
        rule: String,
        belief: (usize, Range<usize>),
        misconception: String,
        best: Refutation,
        reasons: Vec<(&'static str, f32)>,
    ) -> Candidate {
        let boundary = phrase::boundary(self.passage(best.passage), best.range);
        Candidate {
            passages,
            rule,
            belief,
            misconception,
            boundary: (best.passage, boundary),
            score: reasons.iter().map(|(_, weight)| weight).sum(),
            reasons,
        }
    }
}

/// A belief is a short proposition; what runs on is a story.
fn length(misconception: &str) -> f32 {
    match han_count(misconception) {
        0..=3 => -0.3,
        4..=26 => 0.0,
        27..=36 => -0.15,
        _ => -0.4,
    }
}

/// Is the person spoken to rather than speaking (对客户讲过的…), or does the
/// content begin in the middle of a phrase?
fn broken(passage: &Passage<'_>, hit: &Hit<'_>, content: &Range<usize>) -> bool {
    const TO: &[char] =
        &['对', '向', '跟', '给', '和', '与', '让', '请', '替', '为', '由', '从', '被'];
    const INSIDE: &[&str] = &["过", "的", "了", "到", "出", "起", "得", "着", "完", "好"];
    let before = passage.folded.get(..hit.found.cue.start).unwrap_or_default();
    let speaks = matches!(hit.frame.id.as_str(), "people-say" | "people-think");
    let text = passage.text(content);
    (speaks && before.ends_with(TO)) || INSIDE.iter().any(|word| text.starts_with(word))
}

/// Does the noun of belief introduce the belief (想法，认为…; 看法是…), rather
/// than go on as a part of a phrase?
fn introduces(passage: &Passage<'_>, hit: &Hit<'_>) -> bool {
    let after = passage.folded.get(hit.found.last.end..).unwrap_or_default();
    if hit.frame.id == "voiced" {
        return after.starts_with(['：', ':']);
    }
    let said = passage.text(&hit.found.last);
    if hit.frame.id == "saying" && ["说", "是", "人"].iter().any(|end| said.ends_with(end)) {
        return true;
    }
    ["，", "：", ",", ":", "“", "是", "认为", "以为", "觉得", "说", "叫"]
        .iter()
        .any(|mark| after.starts_with(mark))
}

/// Is this what something is used as (当小测验用), rather than a time (当…时)?
fn used(content: &str) -> bool {
    han_count(content) <= 8
        && !["时", "候", "后", "前", "天"].iter().any(|end| content.ends_with(end))
}

/// The strongest refutation; of equals the first.
fn pick(all: Vec<Refutation>) -> Option<Refutation> {
    all.into_iter().reduce(|best, next| if next.score > best.score + 0.001 { next } else { best })
}

/// One callout a misconception: of candidates that share a passage the
/// strongest stays.
pub(super) fn distinct(candidates: Vec<Candidate>) -> Vec<Candidate> {
    let mut order: Vec<usize> = (0..candidates.len()).collect();
    order.sort_by(|a, b| candidates[*b].score.total_cmp(&candidates[*a].score).then(a.cmp(b)));
    let mut taken: BTreeMap<usize, usize> = BTreeMap::new();
    let mut kept = Vec::new();
    for index in order {
        let candidate = &candidates[index];
        if candidate.passages.iter().any(|passage| taken.contains_key(passage)) {
            continue;
        }
        candidate.passages.iter().for_each(|passage| {
            taken.insert(*passage, index);
        });
        kept.push(index);
    }
    kept.sort_by_key(|index| (candidates[*index].boundary.0, candidates[*index].boundary.1.start));
    kept.into_iter().map(|index| candidates[index].clone()).collect()
}

//! What a sentence is evidence of: a belief reported, a belief denied, a
//! turn, a one-time event.

use super::cues::{Classes, Cue, Lexicon};
use super::frame::{Found, Frame, Role};
use super::text::{Passage, Sentence, han_count};
use crate::language::is_han;
use std::ops::Range;

/// A frame that fits a sentence.
#[derive(Debug, Clone)]
pub(super) struct Hit<'l> {
    /// The frame.
    pub(super) frame: &'l Frame,
    /// Where its parts are.
    pub(super) found: Found,
}

/// Cue classes that the weighing asks for, and the frames that are in use.
#[derive(Debug)]
pub(super) struct Reader<'l> {
    pub(super) lexicon: &'l Lexicon,
    pub(super) frames: Vec<&'l Frame>,
    stops: Classes,
    but: Classes,
    ke: Classes,
    however: Classes,
    in_fact: Classes,
    truth: Classes,
    only: Classes,
    norm: Classes,
    de: Classes,
    rather: Classes,
    verdict: Classes,
    episode: Classes,
    habit: Classes,
    claim: Classes,
    infer: Classes,
    wh: Classes,
    people: Classes,
    think: Classes,
    denial: Classes,
}

impl<'l> Reader<'l> {
    /// A reader with all frames but those switched off.
    pub(super) fn new(lexicon: &'l Lexicon, disabled: &[String]) -> Self {
        let class = |names: &[&str]| names.iter().fold(0, |all, name| all | lexicon.class(name));
        Self {
            lexicon,
            frames: lexicon.frames.iter().filter(|f| !disabled.contains(&f.id)).collect(),
            stops: class(&["but", "ke", "in-fact", "however", "rather"]),
            but: class(&["but"]),
            ke: class(&["ke"]),
            however: class(&["however"]),
            in_fact: class(&["in-fact"]),
            truth: class(&["truth"]),
            only: class(&["only"]),
            norm: class(&["norm"]),
            de: class(&["shift-de"]),
            rather: class(&["rather", "rather-than"]),
            verdict: class(&["verdict"]),
            episode: class(&["episode"]),
            habit: class(&["habit"]),
            claim: class(&["claim"]),
            infer: class(&["infer"]),
            wh: class(&["wh"]),
            people: class(&["people"]),
            think: class(&["think"]),
            denial: class(&[
                "not-equal",
                "not-mean",
                "no-conflict",
                "two-things",
                "not-count",
                "never-is",
                "is-not",
                "not-certain",
                "irrelevant",
                "apart",
            ]),
        }
    }

    /// Every frame of a role that fits the sentence, the strongest first.
    pub(super) fn hits(
        &self,
        passage: &Passage<'_>,
        sentence: &Sentence,
        role: Role,
    ) -> Vec<Hit<'l>> {
        let mut hits: Vec<Hit<'l>> = self
            .frames
            .iter()
            .filter(|frame| frame.role == role)
            .flat_map(|frame| {
                frame
                    .find(passage, sentence, self.stops)
                    .into_iter()
                    .map(|found| Hit { frame, found })
            })
            .collect();
        hits.sort_by(|a, b| b.frame.strength.total_cmp(&a.frame.strength));
        hits
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
                    () if opens && cue.is(self.but) => 0.35,
                    () if opens && cue.is(self.ke) => 0.3,
                    () if cue.is(self.however) => 0.35,
                    () if cue.is(self.in_fact) => 0.4,
                    () if cue.is(self.verdict) => 0.6,
                    () => 0.0,
                };
                most = most.max(weight);
            }
        }
        most
    }

    /// 0 to about 1: how much the range reads like a verdict on what is right.
    pub(super) fn contrast(
        &self,
        passage: &Passage<'_>,
        sentence: &Sentence,
        range: &Range<usize>,
    ) -> f32 {
        let cues = passage.cues_in(range);
        let any = |classes: Classes| cues.iter().any(|cue| cue.is(classes));
        let mut parts = [0.0f32; 7];
        parts[0] = if any(self.truth) { 0.4 } else { 0.0 };
        parts[1] = if any(self.de) { 0.3 } else { 0.0 };
        parts[2] = if any(self.rather) { 0.4 } else { 0.0 };
        parts[3] = if any(self.only) { 0.3 } else { 0.0 };
        parts[4] = if any(self.however | self.in_fact) { 0.35 } else { 0.0 };
        parts[5] = antithesis(passage, sentence, range);
        parts[6] = if any(self.denial) { 0.25 } else { 0.0 };
        parts.sort_by(|a, b| b.total_cmp(a));
        (parts[0] + parts[1] * 0.5 + parts[2] * 0.25).min(1.0)
    }

    /// 0 to 0.45: an aphorism, a sentence that says in general what a thing is,
    /// without persons, figures and events. Writers close a story with one.
    pub(super) fn aphorism(&self, passage: &Passage<'_>, range: &Range<usize>) -> f32 {
        let text = passage.text(range);
        let length = han_count(text);
        let personal = text.chars().zip(text.chars().skip(1).chain(['。'])).any(|(c, next)| {
            matches!(c, '我' | '他' | '她' | '你' | '您') || (c == '了' && next == '。')
        });
        if !(7..=60).contains(&length) || personal || self.fact(passage, range) > 0.1 {
            return 0.0;
        }
        let says = passage
            .cues_in(range)
            .iter()
            .any(|cue| cue.is(self.truth | self.de | self.only | self.norm));
        let is = text.contains('是');
        match (says, is) {
            (true, _) => 0.45,
            (false, true) => 0.3,
            (false, false) => 0.1,
        }
    }

    /// 0 to about 1: how much the range tells a one-time fact rather than how
    /// things are.
    pub(super) fn fact(&self, passage: &Passage<'_>, range: &Range<usize>) -> f32 {
        let text = passage.text(range);
        let episodes =
            passage.cues_in(range).iter().filter(|cue| self.is_episode(passage, cue)).count()
                as f32;
        let figures = figures(text) as f32;
        (episodes * 0.35 + figures * 0.2 + foreign(text) as f32 * 0.15).min(1.0)
    }

    /// Does this cue set a one-time event apart? 结果, 原来 and 那天 do so only at
    /// the start of a clause.
    fn is_episode(&self, passage: &Passage<'_>, cue: &Cue) -> bool {
        let before = passage.folded[..cue.span.start].chars().next_back();
        let opens = before.is_none_or(|c| !is_han(c));
        let noun = matches!(passage.text(&cue.span), "结果" | "原来" | "当时" | "那次" | "那天");
        cue.is(self.episode) && (opens || !noun)
    }

    /// Does the text before a report say that people keep believing it?
    pub(super) fn habitual(&self, passage: &Passage<'_>, range: &Range<usize>) -> bool {
        passage.cues_in(range).iter().any(|cue| cue.is(self.habit))
    }

    /// Has the range a predicate that claims something in general?
    pub(super) fn claims(&self, passage: &Passage<'_>, range: &Range<usize>) -> bool {
        passage.cues_in(range).iter().any(|cue| cue.is(self.claim))
    }

    /// Does a question of this range put a belief, rather than ask for a fact?
    pub(super) fn leading_question(&self, passage: &Passage<'_>, range: &Range<usize>) -> bool {
        let cues = passage.cues_in(range);
        cues.iter().any(|cue| cue.is(self.infer)) && !cues.iter().any(|cue| cue.is(self.wh))
    }

    /// Is this a verb that reports a belief?
    pub(super) fn believes(&self, cue: &Cue) -> bool {
        cue.is(self.think)
    }

    /// Is anybody in general spoken of?
    pub(super) fn names_people(&self, passage: &Passage<'_>, range: &Range<usize>) -> bool {
        passage.cues_in(range).iter().any(|cue| cue.is(self.people))
    }

    /// Does the range pass a verdict on what was said before it?
    pub(super) fn judges(&self, passage: &Passage<'_>, range: &Range<usize>) -> bool {
        passage.cues_in(range).iter().any(|cue| cue.is(self.verdict))
    }
}

/// Does the writer tell what he did or saw, rather than how things are?
pub(super) fn tells(text: &str) -> bool {
    [
        "我们去",
        "我们有",
        "教我",
        "我查",
        "我去",
        "我见",
        "我问",
        "我给他",
        "我看过",
        "有一家",
        "有一位",
        "有一个",
        "有一户",
    ]
    .iter()
    .any(|word| text.contains(word))
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
fn foreign(text: &str) -> usize {
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
fn figures(text: &str) -> usize {
    let numeral = |c: char| "二三四五六七八九十百千万亿〇零".contains(c);
    let mut count = 0;
    let mut run = 0;
    for c in text.chars() {
        match c {
            c if c.is_ascii_digit() => run += 2,
            c if numeral(c) => run += 1,
            '一' if run > 0 => run += 1,
            c => {
                let unit = "成年月日岁元块斤吨米分倍折楼号周秒".contains(c);
                count += usize::from(run >= 2 || (run == 1 && unit));
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
            most = most.max(opposition(a, b));
        }
    }
    most
}

fn opposition(a: &str, b: &str) -> f32 {
    let (m, n) = (han_count(a) as f32, han_count(b) as f32);
    if m < 3.0 || n < 3.0 || m.max(n) > 2.2 * m.min(n) + 3.0 {
        return 0.0;
    }
    if a.contains("的是") && b.contains("的是") {
        return 0.6;
    }
    let flips = |yes: &str, no: &str| {
        (a.contains(yes) && !a.contains(no) && b.contains(no))
            || (b.contains(yes) && !b.contains(no) && a.contains(no))
    };
    let pairs = [
        ("能", "不能"),
        ("会", "不会"),
        ("可以", "不能"),
        ("可以", "不可以"),
        ("可以", "不可"),
        ("怕", "不怕"),
        ("是", "不是"),
        ("有", "没有"),
        ("要", "不要"),
        ("得", "不"),
        ("撑得住", "撑不住"),
        ("管", "不管"),
        ("看", "不看"),
        ("在", "不在"),
        ("靠", "不靠"),
        ("问", "不问"),
    ];
    let common = shared(a, b);
    if common >= 1 && m.max(n) <= 8.0 && pairs.iter().any(|(yes, no)| flips(yes, no)) {
        return 0.5;
    }
    if common >= 2 && pairs.iter().any(|(yes, no)| flips(yes, no)) {
        return 0.4;
    }
    let copula = |t: &str| t.contains('是') && !t.contains("不是") && !t.contains("就是");
    if copula(a) && copula(b) && common >= 2 {
        return 0.45;
    }
    if common >= 3 && common as f32 >= 0.34 * m.min(n) { 0.3 } else { 0.0 }
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

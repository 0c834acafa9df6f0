//! A frame: a row of slots and word classes found within a sentence.

use super::cues::{Class, Classes, Cue, CueLexicon};
use super::data::DataError;
use super::phrases::Phrase;
use super::text::{Passage, Sentence, han_count, trim};
use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::Error;
use std::ops::Range;

/// What a frame is evidence of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Role {
    /// A belief is reported.
    Belief,
    /// A belief is denied, with or without having been reported.
    Denial,
}

/// A frame as `frames.toml` writes it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct FrameSpec {
    /// Its name, the `rule` of a callout.
    pub(super) id: String,
    /// What it is evidence of.
    pub(super) kind: Role,
    /// 0 to 1.
    pub(super) strength: f32,
    pattern: String,
    /// How the misconception is worded.
    pub(super) misconception: String,
    /// Does it say outright, in any text, that a belief is wrong or held by people?
    #[serde(default)]
    pub(super) outright: bool,
    /// Does it report what something is taken for?
    #[serde(default)]
    pub(super) takes: bool,
    /// Does its first word stand for who speaks or thinks?
    #[serde(default)]
    pub(super) speaker: bool,
    /// May it as well deny a circumstance of one event?
    #[serde(default)]
    pub(super) of_events: bool,
    /// What its content must be like to be a belief.
    #[serde(default)]
    pub(super) content: Content,
    #[cfg_attr(not(test), expect(dead_code, reason = "documents the frame; checked by a test"))]
    pub(super) reason: String,
    #[cfg_attr(not(test), expect(dead_code, reason = "the tests run on them"))]
    pub(super) examples: Vec<String>,
    #[cfg_attr(not(test), expect(dead_code, reason = "the tests run on them"))]
    pub(super) counter: Vec<String>,
}

/// What the content of a frame must be like to be a belief, rather than go on
/// as a part of a phrase, or tell a time (当…时).
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub(super) struct Content {
    /// What may open it; anything where this is empty.
    opened_by: Vec<String>,
    /// The ends of a last word of the frame after which nothing need open it.
    opens_after: Vec<String>,
    /// The most Han characters.
    at_most: Option<usize>,
    /// What it does not end in.
    no_end: Vec<String>,
    /// What the slot X does not begin with.
    no_subject: Vec<String>,
}

/// One piece of a pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    /// Text that is kept under a name; `true` for one that runs on to the end
    /// of the sentence or the next turn.
    Slot(char, bool),
    /// A cue word of a class; `true` for one that must open a clause.
    Word(Classes, bool),
}

/// A compiled frame.
#[derive(Debug, Clone)]
pub(super) struct Frame {
    /// What `frames.toml` says.
    pub(super) spec: FrameSpec,
    pieces: Vec<Piece>,
}

/// A frame found in a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct FrameMatch {
    /// By the names of the slots.
    pub(super) slots: Vec<(char, Range<usize>)>,
    /// The first cue word: the denial or the verb of belief.
    pub(super) cue: Range<usize>,
    /// The last cue word.
    pub(super) last: Range<usize>,
}

impl FrameMatch {
    /// The text range of a slot.
    pub(super) fn slot(&self, name: char) -> Option<Range<usize>> {
        self.slots.iter().find(|(slot, _)| *slot == name).map(|(_, range)| range.clone())
    }
}

impl Frame {
    /// Compiles a pattern; fails for a class that does not exist.
    pub(super) fn compile(spec: FrameSpec) -> Result<Self, DataError> {
        let compiled = spec.pattern.split_whitespace().map(piece).collect::<Result<_, _>>();
        match compiled {
            Ok(pieces) => Ok(Self { spec, pieces }),
            Err(error) => Err(DataError::new("frames.toml", format!("`{}`: {error}", spec.id))),
        }
    }

    /// Are there words for all its pieces among those of these classes?
    pub(super) fn may_fit(&self, present: Classes) -> bool {
        self.pieces.iter().all(|piece| match piece {
            Piece::Word(classes, _) => classes.meets(present),
            Piece::Slot(..) => true,
        })
    }

    /// Every place in the sentence where the frame fits.
    pub(super) fn find(
        &self,
        passage: &Passage<'_>,
        sentence: &Sentence,
        stops: Classes,
    ) -> Vec<FrameMatch> {
        let cues = passage.cues_in(&sentence.span);
        let Some(first) = self.pieces.iter().find_map(|piece| match piece {
            Piece::Word(classes, _) => Some(*classes),
            Piece::Slot(..) => None,
        }) else {
            return Vec::new();
        };
        (0..cues.len())
            .filter(|i| cues[*i].is(first))
            .filter_map(|i| self.fit(passage, sentence, i, stops))
            .collect()
    }

    /// The frame with its first word at cue `first` of the sentence.
    fn fit(
        &self,
        passage: &Passage<'_>,
        sentence: &Sentence,
        first: usize,
        stops: Classes,
    ) -> Option<FrameMatch> {
        let cues = passage.cues_in(&sentence.span);
        let mut slots = Vec::new();
        let mut open: Option<(char, bool)> = None;
        let mut last: Option<usize> = None;
        for piece in &self.pieces {
            match piece {
                Piece::Slot(name, long) => open = Some((*name, *long)),
                Piece::Word(classes, opens) => {
                    let (at, from) = match last {
                        None => (first, lead(passage, sentence, cues[first].span.start)),
                        Some(last) => {
                            let from = cues[last].span.end;
                            let next = (last + 1..cues.len()).find(|i| {
                                cues[*i].is(*classes)
                                    && (!opens || opens_clause(sentence, cues[*i].span.start))
                            })?;
                            let gap = passage.text(&(from..cues[next].span.start));
                            if gap.chars().count() > LONGEST_GAP
                                || (open.is_none() && gap.chars().any(char::is_alphanumeric))
                            {
                                return None;
                            }
                            (next, from)
                        }
                    };
                    if let Some((name, _)) = open.take() {
                        let range = trim(&passage.folded, from..cues[at].span.start);
                        if range.is_empty() && last.is_none() {
                            return None;
                        }
                        slots.push((name, range));
                    }
                    last = Some(at);
                }
            }
        }
        let last = last?;
        if let Some((name, long)) = open {
            let mut from = cues[last].span.end;
            // 当成了表决: what it was taken for begins after the particle. Who did
            // so himself once, 我把甲看成了乙, tells of a slip.
            let (lexicon, after) = (passage.lexicon, &passage.folded[from..]);
            let slip = lexicon.fits(Phrase::Myself, &passage.folded[..cues[first].span.start]);
            let particle = |c: &char| lexicon.phrases[Phrase::Particle].has(*c);
            if self.spec.takes && !slip {
                from += after.chars().next().filter(particle).map_or(0, char::len_utf8);
            }
            let to = self.end_of(passage, sentence, (from, long), stops);
            let range = trim(&passage.folded, from..to);
            if range.is_empty() {
                return None;
            }
            slots.push((name, range));
        }
        // 三加四不等于八: a figure is no concept.
        if slots.iter().any(|(_, range)| figure(passage.lexicon, passage.text(range))) {
            return None;
        }
        Some(FrameMatch { slots, cue: cues[first].span.clone(), last: cues[last].span.clone() })
    }

    /// Is what it found in a passage a belief, as its `content` says?
    pub(super) fn introduces(&self, passage: &Passage<'_>, found: &FrameMatch) -> bool {
        let Content { opened_by, opens_after, at_most, no_end, no_subject } = &self.spec.content;
        let after = passage.folded.get(found.last.end..).unwrap_or_default();
        let last = passage.text(&found.last);
        let content = found.slots.last().map_or("", |(_, range)| passage.text(range));
        let subject = found.slot('X').map_or("", |range| passage.text(&range));
        let opened = opened_by.is_empty()
            || opened_by.iter().any(|mark| after.starts_with(mark))
            || opens_after.iter().any(|end| last.ends_with(end));
        opened
            && at_most.is_none_or(|most| han_count(content) <= most)
            && !no_end.iter().any(|end| content.ends_with(end))
            && !no_subject.iter().any(|start| subject.starts_with(start))
    }

    /// Where the text after a cue ends: with its clause, or, for a long slot, with
    /// the sentence or before the next clause that a turn opens, or that says what
    /// is so in place of what is denied (不是甲，是乙), or that judges
    /// it (有人说甲；这种看法…), or that tells what came of
    /// taking one thing for another (把征求意见当成表决，一个方案拖了六周).
    fn end_of(
        &self,
        passage: &Passage<'_>,
        sentence: &Sentence,
        (from, long): (usize, bool),
        stops: Classes,
    ) -> usize {
        let lexicon = passage.lexicon;
        let mut end = from;
        for clause in sentence.clauses.iter().filter(|clause| clause.end > from) {
            let opens = clause.start >= from;
            let said = passage.text(&(from..end)).chars().any(char::is_alphanumeric);
            let text = passage.text(clause).trim_end_matches(['，', '。', '；', '”']);
            let replaces = self.spec.kind == Role::Denial && lexicon.fits(Phrase::SoItIs, text);
            let tells = self.spec.takes
                && lexicon.fits(Phrase::Perfective, text)
                && !lexicon.fits(Phrase::CameAbout, text);
            let turns = |cue: &Cue| {
                cue.span.start == clause.start && (cue.is(stops) || cue.is(Class::Verdict))
            };
            let turned =
                opens && said && (replaces || tells || passage.cues_in(clause).iter().any(turns));
            if turned {
                break;
            }
            end = clause.end;
            if !long && passage.text(&(from..end)).chars().any(char::is_alphanumeric) {
                break;
            }
        }
        end
    }
}

/// A piece of a pattern: `{class}`, `^{class}`, `X` or `X..`.
fn piece(written: &str) -> Result<Piece, Error> {
    let (word, opens) = match written.strip_prefix('^') {
        Some(word) => (word, true),
        None => (written, false),
    };
    Ok(match word.strip_prefix('{').and_then(|word| word.strip_suffix('}')) {
        Some(class) => Piece::Word(Class::deserialize(class.into_deserializer())?.into(), opens),
        None => Piece::Slot(word.chars().next().unwrap_or('X'), word.ends_with("..")),
    })
}

/// Does a clause begin here?
fn opens_clause(sentence: &Sentence, at: usize) -> bool {
    sentence.clauses.iter().any(|clause| clause.start == at)
}

/// The most characters between two words of a frame.
const LONGEST_GAP: usize = 30;

/// Where the text before a cue begins: at the start of its clause, or of the
/// clause before where the cue opens its own.
fn lead(passage: &Passage<'_>, sentence: &Sentence, at: usize) -> usize {
    let index = sentence.clauses.iter().rposition(|clause| clause.start <= at).unwrap_or(0);
    let Some(clause) = sentence.clauses.get(index) else { return sentence.span.start };
    let before = passage.text(&(clause.start..at)).chars().count();
    match index.checked_sub(1).and_then(|i| sentence.clauses.get(i)) {
        Some(previous)
            if before <= 2 || passage.lexicon.fits(Phrase::Joins, passage.text(clause)) =>
        {
            previous.start
        }
        _ => clause.start,
    }
}

/// Is this a bare number?
fn figure(lexicon: &CueLexicon, text: &str) -> bool {
    let numeral = |c: char| c.is_ascii_digit() || lexicon.phrases[Phrase::BareNumber].has(c);
    let text = text.trim_end_matches(['。', '！', '？']);
    !text.is_empty() && text.chars().all(numeral)
}

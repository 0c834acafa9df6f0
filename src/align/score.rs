//! How likely it is that items translate each other: a sum of log likelihood
//! ratios, each against items taken at random from the same chapter.

mod kinds;
mod statistics;

use super::clues::{Clues, Part};
use super::item::{End, Item, MARKS, Mark};
use super::lexicon::Lexicon;
use crate::document::{BlockKind, Side};
use kinds::{joined, kind_key, kinds};
use statistics::{Frequencies, Lengths};
use std::ops::Range;

/// The logarithm of how common each shape of bead is, less what the best of
/// several tries gains by chance. Fitted on essays and on a technical book
/// with merged, split, dropped and added paragraphs.
#[derive(Debug, Clone, Copy)]
pub(super) struct Priors {
    pub(super) one: f64,
    pub(super) gap: f64,
    pub(super) merge: f64,
    pub(super) large: f64,
}

impl Priors {
    /// For blocks.
    pub(super) const BLOCKS: Self = Self { one: -0.13, gap: -4.2, merge: -2.8, large: -6.3 };
    /// For sentences: translators join and cut them far more freely.
    pub(super) const SENTENCES: Self = Self { one: -0.2, gap: -4.5, merge: -2.2, large: -4.5 };

    fn of(self, source: usize, target: usize) -> f64 {
        match (source, target) {
            (0, _) | (_, 0) => self.gap,
            (1, 1) => self.one,
            (1, 2) | (2, 1) => self.merge,
            _ => self.large,
        }
    }
}

/// What one bead's clues of one sort may take away.
const ANCHOR_FLOOR: f64 = -4.0;
const LEXICON_FLOOR: f64 = -5.0;

/// Weight of the lexicon in each direction: its clues overlap.
const LEXICON_WEIGHT: f64 = 0.4;

/// Weight of the first and the last sentence, which are counted as parts of
/// the whole already.
const END_WEIGHT: f64 = 0.5;

/// The same where neighbours are joined: what the ends say is all that tells a
/// short neighbour that is there from one that was dropped.
const JOINED_END_WEIGHT: f64 = 0.8;

/// Two sequences of items with all that is counted over them.
pub(super) struct Scorer<'a> {
    source: &'a [Item],
    target: &'a [Item],
    priors: Priors,
    whole: [Clues; 2],
    /// First and last sentences: what tells a merged neighbour from a dropped
    /// one.
    heads: [Clues; 2],
    tails: [Clues; 2],
    lengths: Lengths,
    kinds: Frequencies<(u8, u8)>,
    endings: Frequencies<Option<Mark>>,
    openings: Frequencies<Option<Mark>>,
    landmarks: Vec<(usize, usize)>,
    /// How many of each mark a target item has on average.
    marks: [f64; MARKS],
    /// How many sentences a target item has on average.
    sentences: f64,
}

impl<'a> Scorer<'a> {
    /// Counts what the scores are measured against.
    pub(super) fn new(
        source: &'a [Item],
        target: &'a [Item],
        lexicon: &Lexicon,
        priors: Priors,
    ) -> Self {
        let prose = || target.iter().filter(|item| item.kind.is_prose());
        let count = prose().count().max(1) as f64;
        let mut marks = [0.1; MARKS];
        for item in prose() {
            for (sum, one) in marks.iter_mut().zip(item.marks) {
                *sum += f64::from(one) / count;
            }
        }
        let both = |part: Part| {
            [
                Clues::new(source, target, part, Side::Source, lexicon),
                Clues::new(target, source, part, Side::Target, lexicon),
            ]
        };
        let whole = both(Part::Whole);
        Self {
            source,
            target,
            priors,
            landmarks: super::clues::rising(whole[0].unique()),
            whole,
            heads: both(Part::Head),
            tails: both(Part::Tail),
            lengths: Lengths::new(source, target),
            kinds: Frequencies::new(prose().map(|item| kind_key(&item.kind))),
            endings: Frequencies::new(prose().map(|item| item.ending)),
            openings: Frequencies::new(prose().map(|item| item.opening)),
            marks,
            sentences: prose().map(|item| f64::from(item.sentences)).sum::<f64>() / count,
        }
    }

    /// Items that share a token no other item has, rising on both sides.
    pub(super) fn landmarks(&self) -> &[(usize, usize)] {
        &self.landmarks
    }

    /// The score of a bead.
    pub(super) fn score(&self, source: Range<usize>, target: Range<usize>) -> f64 {
        self.of_kind(&source, &target, |scorer| scorer.prose(&source, &target))
    }

    /// The score of a bead without what only tells near misses apart.
    pub(super) fn rough(&self, source: Range<usize>, target: Range<usize>) -> f64 {
        self.of_kind(&source, &target, |scorer| {
            let (from, to) = (&scorer.source[source.clone()], &scorer.target[target.clone()]);
            scorer.lengths.score(from, to)
                + clues(&scorer.whole, &source, &target, u16::MAX)
                + scorer.shape(from, to)
                + identity(from, to)
        })
    }

    /// The score of a bead, by `prose` where there is running text.
    fn of_kind(
        &self,
        source: &Range<usize>,
        target: &Range<usize>,
        prose: impl Fn(&Self) -> f64,
    ) -> f64 {
        let prior = self.priors.of(source.len(), target.len());
        let (from, to) = (&self.source[source.clone()], &self.target[target.clone()]);
        if from.is_empty() || to.is_empty() {
            let bare = |item: &Item| {
                matches!(item.kind, BlockKind::Html | BlockKind::Rule)
                    || (item.kind.is_prose() && item.length == 0.0)
            };
            let light = from.iter().chain(to).all(bare);
            return if light { prior / 2.0 } else { prior };
        }
        let running = from.iter().chain(to).filter(|item| item.kind.is_prose()).count();
        match (running, from, to) {
            (0, [a], [b]) => prior + code(a, b),
            (2, [_], [_]) => prior + prose(self),
            (n, _, _) if n == from.len() + to.len() => {
                let cost = joined(from) + joined(to);
                if cost == f64::NEG_INFINITY { cost } else { prior + cost + prose(self) }
            }
            _ => f64::NEG_INFINITY,
        }
    }

    fn prose(&self, source: &Range<usize>, target: &Range<usize>) -> f64 {
        let (from, to) = (&self.source[source.clone()], &self.target[target.clone()]);
        let first = |range: &Range<usize>| range.start..range.start + 1;
        let last = |range: &Range<usize>| range.end - 1..range.end;
        let end = if from.len() + to.len() > 2 { JOINED_END_WEIGHT } else { END_WEIGHT };
        let heads = reach(&from[0].head, &to[0].head);
        let tails = reach(&from[from.len() - 1].tail, &to[to.len() - 1].tail);
        self.lengths.score(from, to)
            + clues(&self.whole, source, target, u16::MAX)
            + end * clues(&self.heads, &first(source), &first(target), heads)
            + end * clues(&self.tails, &last(source), &last(target), tails)
            + self.shape(from, to)
            + 0.5 * self.ends(from, to)
            + self.punctuation(from, to)
            + self.sentences(from, to)
            + identity(from, to)
    }

    /// Kind, nesting and numbering. What is joined takes the kind of one of
    /// its parts.
    fn shape(&self, from: &[Item], to: &[Item]) -> f64 {
        let alike = |a: &Item, b: &Item| {
            kinds(&a.kind, &b.kind).max(1e-4).ln()
                - self.kinds.of(&kind_key(&b.kind)).ln()
                - 0.7 * f64::from(a.depth.abs_diff(b.depth).min(2))
        };
        let pairs = from.iter().flat_map(|a| to.iter().map(move |b| (a, b)));
        pairs.map(|(a, b)| alike(a, b)).fold(f64::NEG_INFINITY, f64::max) + labels(&from[0], &to[0])
    }

    /// The marks that the texts begin and end with.
    fn ends(&self, from: &[Item], to: &[Item]) -> f64 {
        let (Some(a), Some(b)) = (from.last(), to.last()) else { return 0.0 };
        self.endings.same(&a.ending, &b.ending)
            + self.openings.same(&from[0].opening, &to[0].opening)
    }

    /// As many sentences as in the source, give or take some: a two-sided
    /// geometric distribution that widens with their number, against a
    /// one-sided one of the chapter's mean.
    fn sentences(&self, from: &[Item], to: &[Item]) -> f64 {
        let sum = |items: &[Item]| items.iter().map(|item| f64::from(item.sentences)).sum::<f64>();
        let (a, b) = (sum(from), sum(to));
        if a == 0.0 || b == 0.0 {
            return 0.0;
        }
        let off = 1.0 - 0.7 / a.max(b).sqrt();
        let aligned = ((1.0 - off) / (1.0 + off)).ln() + (a - b).abs() * off.ln();
        let mean = (self.sentences * to.len() as f64).max(1.0);
        let chance = -mean.ln() + (b - 1.0) * (1.0 - 1.0 / mean).max(0.05).ln();
        0.7 * (aligned - chance).clamp(-3.0, 2.0)
    }

    /// Question marks, quotes, colons and the like: as many as in the source.
    fn punctuation(&self, from: &[Item], to: &[Item]) -> f64 {
        let count = |items: &[Item], mark: usize| -> f64 {
            items.iter().map(|item| f64::from(item.marks[mark])).sum()
        };
        let score = |mark: usize| {
            let (a, b) = (count(from, mark), count(to, mark));
            let expected = 0.9 * a + 0.15;
            let chance = self.marks[mark] * to.len() as f64;
            // Poisson against a geometric distribution of the chapter's mean.
            let poisson = b * expected.ln() - expected - ln_factorial(b);
            let geometric = b * (chance / (1.0 + chance)).ln() - (1.0 + chance).ln();
            (poisson - geometric).clamp(-2.0, 2.0)
        };
        0.4 * (0..MARKS).map(score).sum::<f64>()
    }
}

/// As much of two sentences is compared as the shorter one can cover: a
/// translator may have joined it with the next.
fn reach(a: &End, b: &End) -> u16 {
    (1.3 * a.length.min(b.length) + 8.0) as u16
}

/// What anchors and lexicon say in both directions, `within` so many letters
/// of the end that is looked at.
fn clues(both: &[Clues; 2], source: &Range<usize>, target: &Range<usize>, within: u16) -> f64 {
    let there = both[0].score(source, target, within);
    let back = both[1].score(target, source, within);
    (there.anchors + back.anchors).max(ANCHOR_FLOOR)
        + LEXICON_WEIGHT * there.lexicon.max(LEXICON_FLOOR)
        + LEXICON_WEIGHT * back.lexicon.max(LEXICON_FLOOR)
}

/// Stirling's series, which is exact enough from 1 on.
fn ln_factorial(n: f64) -> f64 {
    if n < 1.5 {
        return 0.0;
    }
    n * n.ln() - n + 0.5 * (2.0 * std::f64::consts::PI * n).ln() + 1.0 / (12.0 * n)
}

/// How alike two blocks without running text are.
fn code(a: &Item, b: &Item) -> f64 {
    let same = std::mem::discriminant(&a.kind) == std::mem::discriminant(&b.kind);
    let pictures = |kind: &BlockKind| matches!(kind, BlockKind::Image | BlockKind::Html);
    if !(same || pictures(&a.kind) && pictures(&b.kind)) {
        return f64::NEG_INFINITY;
    }
    let equal = if a.identity == b.identity { 1.0 } else { 0.0 };
    let other = if same { 0.0 } else { -2.0 };
    match a.kind {
        BlockKind::Rule => 1.0,
        BlockKind::Code => 6.0 * jaccard(a, b) - 3.0 + equal,
        _ => 3.0 * jaccard(a, b) - 1.0 + equal + other,
    }
}

/// What both have of what either has, 0 to 1.
fn jaccard(a: &Item, b: &Item) -> f64 {
    if a.identity == b.identity {
        return 1.0;
    }
    let (mut at, mut both) = (0, 0usize);
    for token in &a.tokens {
        while b.tokens.get(at).is_some_and(|other| other < token) {
            at += 1;
        }
        both += usize::from(b.tokens.get(at) == Some(token));
    }
    let either = a.tokens.len() + b.tokens.len() - both;
    if either == 0 { 0.0 } else { both as f64 / either as f64 }
}

/// Text left in the source's language: the same on both sides.
fn identity(from: &[Item], to: &[Item]) -> f64 {
    match (from, to) {
        ([a], [b]) if a.identity == b.identity => 2.0,
        _ => 0.0,
    }
}

/// How well the numbers that two texts begin with agree. A list item's own
/// number says little: Markdown counts the items anew when one is dropped.
fn labels(a: &Item, b: &Item) -> f64 {
    let item = |item: &Item| match item.kind {
        BlockKind::ListItem { number } => number,
        _ => None,
    };
    match (a.label, b.label) {
        (Some(x), Some(y)) if x == y => 2.0,
        (Some(_), Some(_)) => -3.0,
        (None, None) => match (item(a), item(b)) {
            (Some(x), Some(y)) if x == y => 0.7,
            (Some(_), Some(_)) => -0.5,
            _ => 0.0,
        },
        (Some(x), None) | (None, Some(x)) => match item(a).or(item(b)) {
            Some(y) if x == y => 0.7,
            _ => -1.2,
        },
    }
}

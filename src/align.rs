//! Which blocks translate each other: (source blocks, target blocks, lexicon)
//! → pairs.
//!
//! 1. Reviewed pairs and footnotes, which go by their labels, are set apart,
//! 2. every other block becomes an [`item::Item`]: length, tokens, ends,
//! 3. [`score`] says how likely items translate each other,
//! 4. [`beads`] finds the best sequence,
//! 5. [`lexicon`] learns from the confident pairs of the whole book, and 3 and
//!    4 are done once more.
//!
//! [`sentence`] does the same inside a pair, for those who ask.

mod beads;
mod clues;
mod common;
mod item;
mod label;
pub mod lexicon;
mod names;
mod numerals;
pub mod report;
mod score;
pub mod sentence;
#[cfg(test)]
mod tests;
mod token;

use crate::document::{Block, BlockKind, Pair, Status};
use crate::glossary::Glossary;
use beads::{Bead, Path};
use item::Item;
use lexicon::Lexicon;
use score::{Priors, Scorer};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::sync::OnceLock;

/// The blocks of a chapter in both languages, to be aligned.
#[derive(Debug, Clone, Default)]
pub struct ChapterBlocks<'a> {
    /// Blocks of the source, in order.
    pub source: Vec<Block<'a>>,
    /// Blocks of the translation, in order.
    pub target: Vec<Block<'a>>,
    /// Pairs that a person has reviewed.
    pub pins: Vec<Pin>,
}

/// Blocks that belong together whatever the scores say. One side may be empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pin {
    /// Indices of [`ChapterBlocks::source`].
    pub source: Range<usize>,
    /// Indices of [`ChapterBlocks::target`].
    pub target: Range<usize>,
}

/// The least confidence of a pair that the lexicon learns from.
const SURE: f32 = 0.9;

/// The pairs of all chapters, each in the order of its source, and the lexicon
/// that was learned from them.
pub fn book<'a>(
    chapters: Vec<ChapterBlocks<'a>>,
    glossary: &Glossary,
) -> (Vec<Vec<Pair<'a>>>, Lexicon) {
    let mut lexicon = Lexicon::new(glossary);
    let items: Vec<Items> = chapters.iter().map(|chapter| Items::new(chapter, &lexicon)).collect();
    let first: Vec<(Vec<Indices>, Vec<Path>)> = chapters
        .iter()
        .zip(&items)
        .map(|(chapter, items)| align_items(chapter, items, &lexicon, None))
        .collect();
    let sure: Vec<(&Item, &Item)> = first
        .iter()
        .zip(&items)
        .flat_map(|((beads, _), items)| beads.iter().filter_map(|bead| sure_pair(bead, items)))
        .collect();
    lexicon.learn(&sure);
    let pairs = chapters
        .into_iter()
        .zip(&items)
        .zip(first)
        .map(|((chapter, items), (_, paths))| {
            let (beads, _) = align_items(&chapter, items, &lexicon, Some(&paths));
            into_pairs(take_blocks(beads, chapter))
        })
        .collect();
    (pairs, lexicon)
}

/// The pairs of two chapters, in the order of the source.
pub fn align<'a>(
    source: Vec<Block<'a>>,
    target: Vec<Block<'a>>,
    glossary: &Glossary,
) -> Vec<Pair<'a>> {
    let (pairs, _) = book(vec![ChapterBlocks { source, target, pins: Vec::new() }], glossary);
    pairs.into_iter().flatten().collect()
}

/// The two sides of a chapter as the aligner sees them.
struct Items {
    source: Vec<Item>,
    target: Vec<Item>,
}

impl Items {
    fn new(chapter: &ChapterBlocks<'_>, lexicon: &Lexicon) -> Self {
        let items = |blocks: &[Block<'_>]| {
            let items = blocks.iter().map(|block| Item::of_block(block, lexicon));
            items.collect::<Vec<Item>>()
        };
        let (mut source, mut target) = (items(&chapter.source), items(&chapter.target));
        names::mark(&chapter.source, &mut source, &chapter.target, &mut target);
        Self { source, target }
    }
}

/// A bead by the indices of its blocks.
#[derive(Debug, Clone)]
struct Indices {
    source: Range<usize>,
    target: Range<usize>,
    confidence: f32,
}

fn sure_pair<'a>(bead: &Indices, items: &'a Items) -> Option<(&'a Item, &'a Item)> {
    let (source, target) =
        (items.source.get(bead.source.clone())?, items.target.get(bead.target.clone())?);
    match (source, target) {
        ([a], [b]) if bead.confidence >= SURE && a.kind.is_prose() && b.kind.is_prose() => {
            Some((a, b))
        }
        _ => None,
    }
}

/// The beads of a chapter in the order of the source; those without source
/// follow the one whose target they follow. Also the path that each stretch
/// between pins took. Without `guides`, the paths of a first look, this is the
/// first look.
fn align_items(
    chapter: &ChapterBlocks<'_>,
    items: &Items,
    lexicon: &Lexicon,
    guides: Option<&[Path]>,
) -> (Vec<Indices>, Vec<Path>) {
    let (n, m) = (items.source.len(), items.target.len());
    let mut fixed = pinned(&chapter.pins, n, m);
    let mut taken = Taken::new(n, m, &fixed);
    let barriers = rising(&fixed);
    fixed.extend(footnotes(chapter, &mut taken));
    let scorer = Scorer::new(&items.source, &items.target, lexicon, Priors::BLOCKS);
    let mut beads = fixed;
    let mut paths = Vec::new();
    let mut from = (0, 0);
    let ends = barriers.into_iter().chain(std::iter::once((n, m, n, m)));
    for (source_start, target_start, source_end, target_end) in ends {
        let segment = Segment {
            scorer: &scorer,
            source: taken.free_source(from.0..source_start),
            target: taken.free_target(from.1..target_start),
        };
        let found = match guides.and_then(|guides| guides.get(paths.len())) {
            Some(guide) => beads::search(&segment, guide),
            None => beads::rough(&segment),
        };
        paths.push(beads::corners(&found));
        beads.extend(found.iter().flat_map(|bead| segment.indices(bead)));
        from = (source_end, target_end);
    }
    (in_order(beads), paths)
}

/// Pins that fit the chapter and do not share a block.
fn pinned(pins: &[Pin], n: usize, m: usize) -> Vec<Indices> {
    let mut taken = Taken { source: vec![false; n], target: vec![false; m] };
    let mut kept = Vec::new();
    for pin in pins {
        let (source, target) = (pin.source.clone(), pin.target.clone());
        let fits = source.end <= n && target.end <= m && source.start <= source.end;
        if !fits || target.start > target.end || (source.is_empty() && target.is_empty()) {
            continue;
        }
        let free = !taken.source[source.clone()].contains(&true)
            && !taken.target[target.clone()].contains(&true);
        if free {
            taken.source[source.clone()].fill(true);
            taken.target[target.clone()].fill(true);
            kept.push(Indices { source, target, confidence: 1.0 });
        }
    }
    kept
}

/// Footnotes with the same label, block by block; they may stand anywhere.
fn footnotes(chapter: &ChapterBlocks<'_>, taken: &mut Taken) -> Vec<Indices> {
    let labels = |blocks: &[Block<'_>], taken: &[bool]| {
        let mut labels: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (at, block) in blocks.iter().enumerate().filter(|(at, _)| !taken[*at]) {
            if let BlockKind::Footnote { label } = &block.kind {
                labels.entry(label.clone()).or_default().push(at);
            }
        }
        labels
    };
    let source = labels(&chapter.source, &taken.source);
    let target = labels(&chapter.target, &taken.target);
    let mut beads = Vec::new();
    for (label, there) in &target {
        for (&i, &j) in source.get(label).into_iter().flatten().zip(there) {
            taken.source[i] = true;
            taken.target[j] = true;
            beads.push(Indices { source: i..i + 1, target: j..j + 1, confidence: 1.0 });
        }
    }
    beads
}

/// The longest sequence of fixed beads that rises on both sides: what lies
/// between two of them is aligned by itself. As starts and ends.
fn rising(fixed: &[Indices]) -> Vec<(usize, usize, usize, usize)> {
    let whole = fixed.iter().filter(|bead| !bead.source.is_empty() && !bead.target.is_empty());
    let ends: HashMap<(usize, usize), (usize, usize)> = whole
        .map(|bead| ((bead.source.start, bead.target.start), (bead.source.end, bead.target.end)))
        .collect();
    let mut starts: Vec<(usize, usize)> = ends.keys().copied().collect();
    starts.sort_unstable();
    clues::rising(&starts)
        .into_iter()
        .filter_map(|start| ends.get(&start).map(|end| (start.0, start.1, end.0, end.1)))
        .collect()
}

/// Which blocks have their partner already.
struct Taken {
    source: Vec<bool>,
    target: Vec<bool>,
}

impl Taken {
    fn new(n: usize, m: usize, fixed: &[Indices]) -> Self {
        let mut taken = Self { source: vec![false; n], target: vec![false; m] };
        for bead in fixed {
            taken.source[bead.source.clone()].fill(true);
            taken.target[bead.target.clone()].fill(true);
        }
        taken
    }

    fn free_source(&self, range: Range<usize>) -> Vec<usize> {
        range.filter(|at| !self.source[*at]).collect()
    }

    fn free_target(&self, range: Range<usize>) -> Vec<usize> {
        range.filter(|at| !self.target[*at]).collect()
    }
}

/// The blocks between two fixed beads that have no partner yet.
struct Segment<'a> {
    scorer: &'a Scorer<'a>,
    source: Vec<usize>,
    target: Vec<usize>,
}

impl Segment<'_> {
    fn indices(&self, bead: &Bead) -> Option<Indices> {
        let range = |indices: &[usize]| match indices {
            [] => Some(0..0),
            [first, ..] => Some(*first..*first + indices.len()),
        };
        Some(Indices {
            source: range(self.source.get(bead.source.clone())?)?,
            target: range(self.target.get(bead.target.clone())?)?,
            confidence: bead.confidence,
        })
    }
}

impl beads::Score for Segment<'_> {
    fn score(&self, source: Range<usize>, target: Range<usize>) -> f64 {
        let (source, target) = (&self.source[source], &self.target[target]);
        match (neighbours(source), neighbours(target)) {
            (Some(source), Some(target)) => self.scorer.score(source, target),
            _ => f64::NEG_INFINITY,
        }
    }

    fn rough(&self, source: Range<usize>, target: Range<usize>) -> f64 {
        // Single items are always neighbours of themselves.
        let item = |indices: &[usize]| indices.first().map_or(0..0, |at| *at..*at + 1);
        self.scorer.rough(item(&self.source[source]), item(&self.target[target]))
    }

    fn landmarks(&self) -> Vec<(usize, usize)> {
        let (Some(first), Some(last)) = (self.source.first(), self.source.last()) else {
            return Vec::new();
        };
        let landmarks = self.scorer.landmarks();
        let from = landmarks.partition_point(|(i, _)| i < first);
        let to = landmarks.partition_point(|(i, _)| i <= last);
        let place = |indices: &[usize], at: usize| indices.binary_search(&at).ok();
        landmarks[from..to]
            .iter()
            .filter_map(|(i, j)| Some((place(&self.source, *i)?, place(&self.target, *j)?)))
            .collect()
    }

    fn sizes(&self) -> (usize, usize) {
        (self.source.len(), self.target.len())
    }
}

/// The range of indices that follow each other without a break.
fn neighbours(indices: &[usize]) -> Option<Range<usize>> {
    match (indices.first(), indices.last()) {
        (Some(first), Some(last)) => {
            (last - first + 1 == indices.len()).then_some(*first..*last + 1)
        }
        _ => Some(0..0),
    }
}

/// Sorts by source; target without source follows what stands before it in
/// the translation.
fn in_order(beads: Vec<Indices>) -> Vec<Indices> {
    let (mut orphans, mut ordered): (Vec<Indices>, Vec<Indices>) =
        beads.into_iter().partition(|bead| bead.source.is_empty());
    ordered.sort_by_key(|bead| bead.source.start);
    orphans.sort_by_key(|bead| bead.target.start);
    let mut home: BTreeMap<usize, usize> = BTreeMap::new();
    for (at, bead) in ordered.iter().enumerate() {
        for block in bead.target.clone() {
            home.insert(block, at + 1);
        }
    }
    let mut after: Vec<Vec<Indices>> = vec![Vec::new(); ordered.len() + 1];
    for orphan in orphans {
        let place = home.range(..orphan.target.start).next_back().map_or(0, |(_, at)| *at);
        after[place].push(orphan);
    }
    let mut after = after.into_iter();
    let mut all: Vec<Indices> = after.next().unwrap_or_default();
    for (bead, orphans) in ordered.into_iter().zip(after) {
        all.push(bead);
        all.extend(orphans);
    }
    all
}

/// The blocks of a bead, source and target, and how sure it is.
type Blocks<'a> = (Vec<Block<'a>>, Vec<Block<'a>>, f32);

fn take_blocks<'a>(beads: Vec<Indices>, chapter: ChapterBlocks<'a>) -> Vec<Blocks<'a>> {
    let mut source: Vec<Option<Block<'a>>> = chapter.source.into_iter().map(Some).collect();
    let mut target: Vec<Option<Block<'a>>> = chapter.target.into_iter().map(Some).collect();
    let take = |blocks: &mut [Option<Block<'a>>], range: Range<usize>| -> Vec<Block<'a>> {
        blocks[range].iter_mut().filter_map(Option::take).collect()
    };
    beads
        .into_iter()
        .map(|bead| {
            (take(&mut source, bead.source), take(&mut target, bead.target), bead.confidence)
        })
        .collect()
}

/// Names each bead by its source text and says how it stands.
pub fn into_pairs<'a>(beads: Vec<(Vec<Block<'a>>, Vec<Block<'a>>, f32)>) -> Vec<Pair<'a>> {
    let mut seen: HashMap<String, usize> = HashMap::new();
    beads
        .into_iter()
        .map(|(source, target, confidence)| {
            let named = if source.is_empty() { &target } else { &source };
            let text: String = named.iter().map(|block| block.plain.as_str()).collect();
            let status = match (source.is_empty(), target.is_empty()) {
                (true, _) => Status::Orphan,
                (false, true) => Status::Untranslated,
                (false, false) => Status::Translated,
            };
            let shared = status == Status::Translated && is_shared(&source, &target);
            Pair {
                id: unique_id(&text, &mut seen),
                status,
                confidence,
                shared,
                reviewed: None,
                sentences: OnceLock::new(),
                source,
                target,
            }
        })
        .collect()
}

/// Printed once: no running text, and the same in both.
fn is_shared(source: &[Block<'_>], target: &[Block<'_>]) -> bool {
    source.iter().chain(target).all(|block| !block.kind.is_prose())
        && source.iter().map(|block| block.text).eq(target.iter().map(|block| block.text))
}

/// `p-` and eight hexadecimal digits of the SHA-256 of the text without white
/// space; a repeated text gets `-2`, `-3` …
fn unique_id(text: &str, seen: &mut HashMap<String, usize>) -> String {
    let bare: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let hash = Sha256::digest(bare.as_bytes());
    let id: String = std::iter::once("p-".to_string())
        .chain(hash[..4].iter().map(|b| format!("{b:02x}")))
        .collect();
    let count = seen.entry(id.clone()).or_default();
    *count += 1;
    match *count {
        1 => id,
        n => format!("{id}-{n}"),
    }
}

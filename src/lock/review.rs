//! The lock and the pairs of a chapter: what is pinned, what is stale, what is
//! recorded.

use super::{Entry, Hash, Lock};
use crate::align::Pin;
use crate::document::{Block, Pair, Status};
use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

/// The blocks of a chapter that belong together because a person said so:
/// every entry whose two sides both stand in the chapter as they were.
pub fn pins(entries: &[Entry], source: &[Block<'_>], target: &[Block<'_>]) -> Vec<Pin> {
    if entries.is_empty() {
        return Vec::new();
    }
    let (mut source, mut target) = (Places::new(source), Places::new(target));
    entries
        .iter()
        .filter_map(|entry| {
            let from = source.find(&entry.source)?;
            let to = target.find(&entry.target)?;
            source.take(&from);
            target.take(&to);
            Some(Pin { source: from, target: to })
        })
        .collect()
}

/// Where each hash stands in a chapter.
struct Places {
    hashes: Vec<Hash>,
    at: HashMap<Hash, Vec<usize>>,
    taken: Vec<bool>,
}

impl Places {
    fn new(blocks: &[Block<'_>]) -> Self {
        let hashes: Vec<Hash> = blocks.iter().map(|block| Hash::of(&block.plain)).collect();
        let mut at: HashMap<Hash, Vec<usize>> = HashMap::new();
        for (index, hash) in hashes.iter().enumerate().rev() {
            at.entry(hash.clone()).or_default().push(index);
        }
        Self { taken: vec![false; hashes.len()], hashes, at }
    }

    /// The first place where these blocks follow each other, none taken yet.
    fn find(&mut self, wanted: &[Hash]) -> Option<Range<usize>> {
        let places = self.at.get_mut(wanted.first()?)?;
        while places.last().is_some_and(|at| self.taken[*at]) {
            places.pop();
        }
        let ranges = places.iter().rev().map(|at| *at..*at + wanted.len());
        ranges.into_iter().find(|range| {
            self.hashes.get(range.clone()) == Some(wanted)
                && !self.taken[range.clone()].iter().any(|taken| *taken)
        })
    }

    fn take(&mut self, range: &Range<usize>) {
        self.taken[range.clone()].fill(true);
    }
}

/// Says of every pair whether it was reviewed, and whether its source has
/// changed since.
pub fn review<'a>(entries: &[Entry], pairs: Vec<Pair<'a>>) -> Vec<Pair<'a>> {
    if entries.is_empty() {
        return pairs;
    }
    let mut open = Open::new(entries);
    let mut pairs = pairs;
    for pair in pairs.iter_mut().filter(|pair| is_pair(pair)) {
        let (source, target) = (hashes(&pair.source), hashes(&pair.target));
        if let Some(entry) = open.reviewed(&source, &target) {
            pair.reviewed = Some(entry.day.clone());
            pair.confidence = 1.0;
        }
    }
    let mut pairs = rejoined(pairs, &mut open);
    for pair in pairs.iter_mut().filter(|pair| is_pair(pair) && pair.reviewed.is_none()) {
        if let Some(entry) = open.with_target(&hashes(&pair.target)) {
            pair.reviewed = Some(entry.day.clone());
            if pair.status == Status::Translated {
                pair.status = Status::Stale;
            }
        }
    }
    pairs
}

/// A reviewed translation that the aligner sees no source for, beside a source
/// that it sees no translation for: the source was rewritten.
fn rejoined<'a>(pairs: Vec<Pair<'a>>, open: &mut Open<'_>) -> Vec<Pair<'a>> {
    let mut out: Vec<Pair<'a>> = Vec::with_capacity(pairs.len());
    for pair in pairs {
        let joins = out.last().is_some_and(|last| {
            let (gone, left) = match (last.status, pair.status) {
                (Status::Untranslated, Status::Orphan) => (&pair, last),
                (Status::Orphan, Status::Untranslated) => (last, &pair),
                _ => return false,
            };
            gone.kind().name() == left.kind().name() && open.has_target(&hashes(&gone.target))
        });
        match out.last_mut() {
            Some(last) if joins => {
                let target = match pair.status {
                    Status::Orphan => pair.target,
                    _ => std::mem::take(&mut last.target),
                };
                if pair.status == Status::Untranslated {
                    (last.id, last.source) = (pair.id, pair.source);
                }
                last.target = target;
                last.status = Status::Translated;
            }
            _ => out.push(pair),
        }
    }
    out
}

/// Has the pair two sides with something to translate?
fn is_pair(pair: &Pair<'_>) -> bool {
    !pair.shared && !pair.source.is_empty() && !pair.target.is_empty()
}

fn hashes(blocks: &[Block<'_>]) -> Vec<Hash> {
    blocks.iter().map(|block| Hash::of(&block.plain)).collect()
}

/// Entries that no pair has claimed yet.
struct Open<'e> {
    entries: &'e [Entry],
    by_target: HashMap<&'e [Hash], Vec<usize>>,
}

impl<'e> Open<'e> {
    fn new(entries: &'e [Entry]) -> Self {
        let mut by_target: HashMap<&[Hash], Vec<usize>> = HashMap::new();
        for (index, entry) in entries.iter().enumerate() {
            by_target.entry(&entry.target).or_default().push(index);
        }
        Self { entries, by_target }
    }

    fn reviewed(&mut self, source: &[Hash], target: &[Hash]) -> Option<&'e Entry> {
        let open = self.by_target.get_mut(target)?;
        let at = open.iter().position(|index| self.entries[*index].source == source)?;
        Some(&self.entries[open.remove(at)])
    }

    fn has_target(&self, target: &[Hash]) -> bool {
        self.by_target.get(target).is_some_and(|open| !open.is_empty())
    }

    fn with_target(&mut self, target: &[Hash]) -> Option<&'e Entry> {
        let open = self.by_target.get_mut(target)?;
        (!open.is_empty()).then(|| &self.entries[open.remove(0)])
    }
}

/// The lock after a review of these chapters on this day: a pair that has not
/// changed keeps its line, and chapters outside `only`, if given, keep theirs.
pub fn record(
    old: &Lock,
    chapters: &[(String, &[Pair<'_>])],
    only: Option<&BTreeSet<String>>,
    day: &str,
) -> Lock {
    let wanted = |chapter: &str| only.is_none_or(|only| only.contains(chapter));
    let mut entries: Vec<Entry> =
        old.entries.iter().filter(|entry| !wanted(&entry.chapter)).cloned().collect();
    for (chapter, pairs) in chapters.iter().filter(|(chapter, _)| wanted(chapter)) {
        let known = old.chapter(chapter);
        let accepted = |pair: &&Pair<'_>| matches!(pair.status, Status::Translated | Status::Stale);
        for pair in pairs.iter().filter(|pair| is_pair(pair)).filter(accepted) {
            let (source, target) = (hashes(&pair.source), hashes(&pair.target));
            let same = known.iter().find(|entry| {
                entry.pair == pair.id && entry.source == source && entry.target == target
            });
            entries.push(same.cloned().unwrap_or_else(|| Entry {
                chapter: chapter.clone(),
                pair: pair.id.clone(),
                source,
                target,
                confidence: pair.confidence.clamp(0.0, 1.0),
                day: day.to_string(),
            }));
        }
    }
    Lock::new(entries)
}

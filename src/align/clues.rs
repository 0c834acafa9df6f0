//! Tokens as clues: what of one side is to be expected on the other, and how
//! surprising it is to find or to miss it there.

use super::beads::LONGEST;
use super::item::Item;
use super::lexicon::Lexicon;
use super::token::{Class, Token};
use crate::document::Side;
use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

/// The most that one clue can prove.
const MOST: f64 = 4.0;

/// The sums of the two sorts of clue.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Sums {
    /// Code, addresses, numbers, words left as they are.
    pub(super) anchors: f64,
    /// Words with their translations.
    pub(super) lexicon: f64,
}

/// What of an item is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Whole,
    /// The first sentence.
    Head,
    /// The last sentence.
    Tail,
}

impl Part {
    /// The tokens, and how far each is from the end that is looked at.
    fn tokens(self, item: &Item) -> impl Iterator<Item = (Token, u16)> {
        let (tokens, distances): (&[Token], &[u16]) = match self {
            _ if !item.kind.is_prose() => (&[], &[]),
            Self::Whole => (&item.tokens, &[]),
            Self::Head => (&item.head.tokens, &item.head.distances),
            Self::Tail => (&item.tail.tokens, &item.tail.distances),
        };
        let distances = distances.iter().copied().chain(std::iter::repeat(0));
        tokens.iter().copied().zip(distances)
    }
}

/// A token of one side and where its counterparts stand on the other.
struct Clue {
    anchor: bool,
    /// The items of the other side that show it.
    places: Places,
    /// What finding and missing it says, by the number of items looked at.
    hit: [f32; LONGEST],
    miss: [f32; LONGEST],
}

/// Numbers that rise, each with its distance from the end of the text that is
/// looked at; no distances where that is the whole.
#[derive(Default)]
struct Places {
    numbers: Box<[u32]>,
    distances: Box<[u16]>,
}

impl Places {
    /// The least distance of each number.
    fn new(mut all: Vec<(u32, u16)>) -> Self {
        all.sort_unstable();
        all.dedup_by_key(|place| place.0);
        let near = all.iter().all(|place| place.1 == 0);
        Self {
            numbers: all.iter().map(|place| place.0).collect(),
            distances: all.iter().map(|place| place.1).filter(|_| !near).collect(),
        }
    }

    fn distance(&self, at: usize) -> u16 {
        self.distances.get(at).copied().unwrap_or_default()
    }

    fn has(&self, number: u32) -> bool {
        self.numbers.binary_search(&number).is_ok()
    }

    /// Is there a number in this range that is near enough?
    fn any(&self, range: &Range<usize>, within: u16) -> bool {
        let from = self.numbers.partition_point(|number| (*number as usize) < range.start);
        (from..self.numbers.len())
            .take_while(|at| (self.numbers[*at] as usize) < range.end)
            .any(|at| self.distance(at) <= within)
    }
}

/// Where the tokens of one side stand: the items, and how far from the end.
type Index = HashMap<Token, Vec<(u32, u16)>>;

/// All clues of one side.
pub(super) struct Clues {
    clues: Vec<Clue>,
    /// For each item its clues.
    of_item: Vec<Places>,
    /// Items of this side and the other that alone have a token.
    unique: Vec<(usize, usize)>,
}

impl Clues {
    /// The clues that `from`, which is this side, gives about `to`.
    pub(super) fn new(
        from: &[Item],
        to: &[Item],
        part: Part,
        side: Side,
        lexicon: &Lexicon,
    ) -> Self {
        let mut index = Index::new();
        for (at, item) in to.iter().enumerate() {
            for (token, distance) in part.tokens(item) {
                index.entry(token).or_default().push((at as u32, distance));
            }
        }
        let prose = to.iter().filter(|item| item.kind.is_prose()).count();
        let dense = [share_dense(from), share_dense(to)];
        let mut numbers: HashMap<Token, [u32; 2]> = HashMap::new();
        let mut made = Self { clues: Vec::new(), of_item: Vec::new(), unique: Vec::new() };
        let mut seen: HashMap<Token, (usize, bool)> = HashMap::new();
        for (at, item) in from.iter().enumerate() {
            let mut own = Vec::new();
            for (token, distance) in part.tokens(item) {
                seen.entry(token).and_modify(|(_, alone)| *alone = false).or_insert((at, true));
                let both = numbers.entry(token).or_insert_with(|| {
                    let anchor = anchor_chance(token, side, dense, &index);
                    let anchor = anchor.map(|chance| (vec![token], chance, true));
                    let learned = lexicon.entry(side, token);
                    let learned =
                        learned.map(|entry| (entry.translations.clone(), entry.chance, entry.term));
                    [anchor, learned].map(|wanted| {
                        wanted
                            .and_then(|(wanted, chance, anchor)| {
                                clue(&wanted, chance, anchor, &index, prose)
                            })
                            .map_or(u32::MAX, |clue| {
                                made.clues.push(clue);
                                made.clues.len() as u32 - 1
                            })
                    })
                });
                let both = both.iter().filter(|number| **number != u32::MAX);
                own.extend(both.map(|number| (*number, distance)));
            }
            made.of_item.push(Places::new(own));
        }
        let mut unique: BTreeSet<(usize, usize)> = BTreeSet::new();
        for (token, (at, alone)) in seen {
            let anchor = numbers.get(&token).is_some_and(|[anchor, _]| *anchor != u32::MAX);
            if let (true, true, Some([place])) =
                (alone, anchor, index.get(&token).map(Vec::as_slice))
            {
                unique.insert((at, place.0 as usize));
            }
        }
        let there = code_once(to);
        for (identity, at) in code_once(from) {
            unique.extend(there.get(&identity).map(|place| (at, *place)));
        }
        made.unique = unique.into_iter().collect();
        made
    }

    /// What the items of this side say about those of the other, as far as
    /// they are `within` so many letters of the end.
    pub(super) fn score(&self, here: &Range<usize>, there: &Range<usize>, within: u16) -> Sums {
        let mut sums = Sums::default();
        for item in here.clone() {
            let clues = &self.of_item[item];
            for (at, &number) in clues.numbers.iter().enumerate() {
                let mut before = self.of_item[here.start..item].iter();
                if clues.distance(at) > within || before.any(|clues| clues.has(number)) {
                    continue;
                }
                let clue = &self.clues[number as usize];
                let found = clue.places.any(there, within);
                let size = there.len().clamp(1, LONGEST) - 1;
                let value = f64::from(if found { clue.hit[size] } else { clue.miss[size] });
                if !clue.anchor {
                    sums.lexicon += value;
                } else if found {
                    // Both sides have it and both say so.
                    sums.anchors += value / 2.0;
                } else {
                    sums.anchors += value;
                }
            }
        }
        sums
    }

    /// Pairs of items that alone on their sides have a token.
    pub(super) fn unique(&self) -> &[(usize, usize)] {
        &self.unique
    }
}

/// Code blocks whose text stands once.
fn code_once(items: &[Item]) -> HashMap<u64, usize> {
    let mut seen: HashMap<u64, (usize, bool)> = HashMap::new();
    for (at, item) in items.iter().enumerate().filter(|(_, item)| !item.kind.is_prose()) {
        seen.entry(item.identity).and_modify(|(_, once)| *once = false).or_insert((at, true));
    }
    seen.into_iter().filter(|(_, (_, once))| *once).map(|(key, (at, _))| (key, at)).collect()
}

/// The clue of a token whose counterparts are `wanted`, unless it says nothing.
fn clue(wanted: &[Token], chance: f64, anchor: bool, index: &Index, items: usize) -> Option<Clue> {
    let places = wanted.iter().filter_map(|token| index.get(token)).flatten().copied();
    let places = Places::new(places.collect());
    let share = (places.numbers.len() as f64 + 0.5) / (items as f64 + 1.0);
    if share > 0.7 || (places.numbers.is_empty() && !anchor) {
        return None;
    }
    let (mut hit, mut miss) = ([0.0; LONGEST], [0.0; LONGEST]);
    for size in 0..LONGEST {
        let random = (1.0 - (1.0 - share).powi(size as i32 + 1)).clamp(1e-6, 0.99);
        hit[size] = (chance / random).ln().clamp(0.0, MOST) as f32;
        miss[size] = ((1.0 - chance) / (1.0 - random)).ln().min(0.0) as f32;
    }
    Some(Clue { anchor, places, hit, miss })
}

/// How often a token that stands here stands in the translation just so.
fn anchor_chance(token: Token, side: Side, dense: [bool; 2], index: &Index) -> Option<f64> {
    let there = index.contains_key(&token);
    let forward = side == Side::Source;
    match token.class() {
        Class::Code => Some(if forward { 0.92 } else { 0.88 }),
        Class::Address => Some(0.92),
        Class::Number => Some(if forward { 0.8 } else { 0.85 }),
        // A foreign word in Chinese stays; an English word may be left so.
        Class::Word if dense[0] => Some(if dense[1] { 0.7 } else { 0.8 }),
        Class::Word => there.then_some(0.45),
        Class::Gram | Class::Phrase => None,
    }
}

/// Is most of the running text in a script without spaces?
fn share_dense(items: &[Item]) -> bool {
    let (mut dense, mut all) = (0.0, 0.0);
    for item in items.iter().filter(|item| item.kind.is_prose()) {
        dense += item.cjk * item.length;
        all += item.length;
    }
    dense > 0.3 * all
}

/// The longest chain of pairs that rises on both sides.
pub(super) fn rising(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    // Patience sorting: for each length the chain that ends lowest.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(pairs.len());
    let mut order: Vec<usize> = (0..pairs.len()).collect();
    // The same source twice must not be two steps of one chain.
    order.sort_by_key(|at| (pairs[*at].0, std::cmp::Reverse(pairs[*at].1)));
    before.resize(pairs.len(), None);
    for at in order {
        let place = ends.partition_point(|end| pairs[*end].1 < pairs[at].1);
        before[at] = place.checked_sub(1).map(|below| ends[below]);
        if place == ends.len() {
            ends.push(at);
        } else {
            ends[place] = at;
        }
    }
    let mut chain = Vec::with_capacity(ends.len());
    let mut at = ends.last().copied();
    while let Some(here) = at {
        chain.push(pairs[here]);
        at = before[here];
    }
    chain.reverse();
    chain
}

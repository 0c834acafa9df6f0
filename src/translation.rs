//! Where the translation comes from: a directory of Markdown files, or a
//! gettext catalog.

pub mod catalog;
pub mod export;
pub mod messages;
pub mod po;
pub mod write;

use crate::align::into_pairs;
use crate::document::{Block, Pair, Status};
use std::ops::Range;

/// Blocks known to translate each other, by their index in the chapter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bead {
    /// Blocks of the source; empty for text that has none.
    pub source: Range<usize>,
    /// Blocks of the translation; empty where there is none.
    pub target: Range<usize>,
    /// How the translation stands.
    pub status: Status,
    /// The same in both languages: printed once.
    pub shared: bool,
}

/// The pairs of two chapters whose alignment is known.
pub fn pairs<'a>(source: &[Block<'a>], target: &[Block<'a>], beads: &[Bead]) -> Vec<Pair<'a>> {
    let blocks = |of: &[Block<'a>], range: &Range<usize>| {
        of.get(range.clone()).map(<[_]>::to_vec).unwrap_or_default()
    };
    let sides =
        beads.iter().map(|bead| (blocks(source, &bead.source), blocks(target, &bead.target), 1.0));
    let mut pairs = into_pairs(sides.collect());
    for (pair, bead) in pairs.iter_mut().zip(beads) {
        pair.status = bead.status;
        pair.shared |= bead.shared;
    }
    pairs
}

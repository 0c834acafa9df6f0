//! Which blocks translate each other: (source blocks, target blocks, lexicon)
//! → pairs.

use crate::document::{Block, Pair, Status};
use crate::glossary::Glossary;
use sha2::{Digest, Sha256};
use std::collections::HashMap;

/// The pairs of two chapters, in the order of the source.
pub fn align<'a>(
    source: Vec<Block<'a>>,
    target: Vec<Block<'a>>,
    _glossary: &Glossary,
) -> Vec<Pair<'a>> {
    let mut target = target.into_iter();
    let mut beads: Vec<(Vec<Block<'a>>, Vec<Block<'a>>, f32)> = source
        .into_iter()
        .map(|block| (vec![block], target.next().into_iter().collect(), 1.0))
        .collect();
    beads.extend(target.map(|block| (vec![], vec![block], 1.0)));
    into_pairs(beads)
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

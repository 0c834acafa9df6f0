//! The concept map: the terms and how they relate, as an SVG drawing whose
//! text is text and whose links are links.

mod drawing;
mod layout;

use super::Chapter;
use crate::document::Bilingual;
use crate::render::words::Phrase;
use crate::render::{escape, words};
use drawing::drawing;
use std::collections::BTreeMap;

pub(super) const TITLE: Phrase =
    Phrase { hans: "概念图", hant: "概念圖", english: "Concept map" };
const AS_LIST: Phrase =
    Phrase { hans: "图中关系列表", hant: "圖中關係列表", english: "The map as a list" };

/// The most terms and lines that are drawn; beyond that no drawing is readable,
/// and the list alone stands.
const MOST_TERMS: usize = 80;
const MOST_LINES: usize = 160;

/// The figure: the drawing, and the list of relations as its text alternative.
/// Nothing where no terms are related.
pub(super) fn html(chapter: &Chapter<'_>) -> Option<String> {
    let edges = edges(chapter);
    if edges.is_empty() {
        return None;
    }
    let list = format!(
        "<details><summary>{}</summary>\n{}</details>",
        words::both(chapter.book, AS_LIST),
        super::entry::relation_list(chapter)
    );
    let drawn = edges.iter().flat_map(|edge| [edge.from, edge.to]);
    let mut terms: Vec<usize> = drawn.collect();
    terms.sort_unstable();
    terms.dedup();
    if terms.len() > MOST_TERMS || edges.len() > MOST_LINES {
        return Some(format!("<div class=\"bi-map\">{list}</div>\n\n"));
    }
    let label = words::both_plain(chapter.book, TITLE);
    Some(format!(
        "<figure class=\"bi-map\">\n<div class=\"bi-map-scroll\" tabindex=\"0\" role=\"group\" \
         aria-label=\"{}\">\n{}</div>\n<figcaption>{list}</figcaption>\n</figure>\n\n",
        escape(&label),
        drawing(chapter, &terms, &edges),
    ))
}

/// A line of the map: the relations between two terms.
struct Edge {
    from: usize,
    to: usize,
    label: Bilingual,
    /// Do the relations go both ways?
    both: bool,
}

/// One edge for each two related terms, with the labels of all their relations.
fn edges(chapter: &Chapter<'_>) -> Vec<Edge> {
    let mut edges: Vec<Edge> = Vec::new();
    let mut between: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for from in 0..chapter.book.glossary.terms.len() {
        for relation in &chapter.term(from).related {
            let Some(&to) = chapter.ids.get(relation.to.as_str()) else { continue };
            if from == to {
                continue;
            }
            let known = between.get(&(from.min(to), from.max(to))).copied();
            let Some(edge) = known.and_then(|at| edges.get_mut(at)) else {
                between.insert((from.min(to), from.max(to)), edges.len());
                edges.push(Edge { from, to, label: relation.label.clone(), both: false });
                continue;
            };
            edge.both |= edge.from != from;
            join(&mut edge.label.source, &relation.label.source);
            join(&mut edge.label.target, &relation.label.target);
        }
    }
    edges
}

fn join(label: &mut String, more: &str) {
    if !label.is_empty() && !more.is_empty() {
        label.push_str(" / ");
    }
    label.push_str(more);
}

/// The sets of connected terms, the largest first.
fn islands(terms: &[usize], edges: &[Edge]) -> Vec<Vec<usize>> {
    let mut island: BTreeMap<usize, usize> = terms.iter().map(|term| (*term, *term)).collect();
    for edge in edges {
        let (Some(&a), Some(&b)) = (island.get(&edge.from), island.get(&edge.to)) else { continue };
        island.values_mut().filter(|of| **of == b).for_each(|of| *of = a);
    }
    let mut sets: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (term, of) in island {
        sets.entry(of).or_default().push(term);
    }
    let mut sets: Vec<Vec<usize>> = sets.into_values().collect();
    sets.sort_by_key(|set| (std::cmp::Reverse(set.len()), set.first().copied()));
    sets
}

//! The drawing of the concept map as an SVG.

use super::layout::{Layout, Line, Point, Size, layout};
use super::{Edge, islands};
use crate::document::Side;
use crate::render::escape;
use crate::render::glossary::{Chapter, SIDES, class, name};
use std::collections::BTreeMap;
use unicode_width::UnicodeWidthStr;

/// Pixels a column of text takes in a box, and in a label.
const COLUMN: f64 = 7.6;
const LABEL_COLUMN: f64 = 6.2;
/// Height of a line in a box, and in a label.
const LINE: f64 = 19.0;
const LABEL_LINE: f64 = 14.0;
/// Size of a label's letters.
const LABEL_SIZE: usize = 12;
/// Columns of a name after which it is cut; the whole name is in the list.
const LONGEST: usize = 40;

/// The drawing: each set of connected terms below the one before it.
pub(super) fn drawing(chapter: &Chapter<'_>, terms: &[usize], edges: &[Edge]) -> String {
    let mut body = String::new();
    let (mut width, mut height) = (0f64, 0f64);
    let mut hub = None;
    for island in islands(terms, edges) {
        let (part, size, middle) = part(chapter, &island, edges);
        hub = hub.or(middle);
        body.push_str(&format!("<g transform=\"translate(0 {height:.0})\">\n{part}</g>\n"));
        width = width.max(size.0);
        height += size.1;
    }
    let arrow = "<defs><marker id=\"bi-map-arrow\" viewBox=\"0 0 8 8\" refX=\"8\" refY=\"4\" \
                 markerWidth=\"7\" markerHeight=\"7\" orient=\"auto-start-reverse\"><path d=\"M0 \
                 0L8 4L0 8z\" fill=\"currentColor\"/></marker></defs>";
    format!(
        "<svg class=\"bi-map-drawing\" xmlns=\"http://www.w3.org/2000/svg\" width=\"{width:.0}\" \
         height=\"{height:.0}\" viewBox=\"0 0 {width:.0} {height:.0}\" fill=\"none\" \
         stroke=\"none\" font-size=\"14\" data-hub=\"{:.0}\">{arrow}\n{body}</svg>\n",
        hub.unwrap_or_default()
    )
}

/// Connected terms as SVG, how large they are, and how far from the left the
/// one with the most lines stands.
fn part(chapter: &Chapter<'_>, terms: &[usize], edges: &[Edge]) -> (String, Size, Option<f64>) {
    let place: BTreeMap<usize, usize> =
        terms.iter().enumerate().map(|(at, term)| (*term, at)).collect();
    let boxes: Vec<Size> = terms.iter().map(|term| box_size(chapter, *term)).collect();
    let mut drawn = Vec::new();
    let mut lines = Vec::new();
    for edge in edges {
        if let (Some(&from), Some(&to)) = (place.get(&edge.from), place.get(&edge.to)) {
            lines.push(Line { from, to, label: label_size(chapter, edge) });
            drawn.push(edge);
        }
    }
    let meeting = |at: &usize| lines.iter().filter(|l| l.from == *at || l.to == *at).count();
    let hub = (0..boxes.len()).rev().max_by_key(meeting);
    let Layout { boxes: middles, lines, labels, size } = layout(&boxes, &lines);
    let mut out = String::new();
    for (edge, points) in drawn.iter().zip(&lines) {
        out.push_str(&curve(points, edge.both));
    }
    for (edge, label) in drawn.iter().zip(&labels) {
        if let Some(middle) = label {
            let text = text(chapter, *middle, LABEL_LINE, |side| edge.label.get(side));
            out.push_str(&format!(
                "<g class=\"bi-map-label\" fill=\"currentColor\" \
                 font-size=\"{LABEL_SIZE}\">{text}</g>\n"
            ));
        }
    }
    for (at, term) in terms.iter().enumerate() {
        out.push_str(&term_box(chapter, *term, middles[at], boxes[at]));
    }
    (out, size, hub.map(|hub| middles[hub].0))
}

fn term_box(chapter: &Chapter<'_>, term: usize, (x, y): Point, (width, height): Size) -> String {
    let term = chapter.term(term);
    let draft = if term.draft { " bi-map-draft" } else { "" };
    format!(
        "<a class=\"bi-map-term{draft}\" href=\"#term-{}\"><rect x=\"{:.1}\" y=\"{:.1}\" \
         width=\"{width:.1}\" height=\"{height:.1}\" rx=\"6\" stroke=\"currentColor\"/><g \
         fill=\"currentColor\">{}</g></a>\n",
        escape(&term.id),
        x - width / 2.0,
        y - height / 2.0,
        text(chapter, (x, y), LINE, |side| name(term, side)),
    )
}

/// A line through points, upright in each of them, with its arrow heads.
fn curve(points: &[Point], both: bool) -> String {
    let Some((x, y)) = points.first() else { return String::new() };
    let mut d = format!("M{x:.1} {y:.1}");
    for pair in points.windows(2) {
        let [(x0, y0), (x1, y1)] = pair else { continue };
        if x0 == x1 {
            d.push_str(&format!("V{y1:.1}"));
        } else {
            let middle = (y0 + y1) / 2.0;
            d.push_str(&format!("C{x0:.1} {middle:.1} {x1:.1} {middle:.1} {x1:.1} {y1:.1}"));
        }
    }
    let start = if both { " marker-start=\"url(#bi-map-arrow)\"" } else { "" };
    format!(
        "<path class=\"bi-map-edge\" d=\"{d}\" stroke=\"currentColor\"{start} \
         marker-end=\"url(#bi-map-arrow)\"/>\n"
    )
}

/// The text in each language, one below the other around a middle.
fn text<'a>(
    chapter: &Chapter<'_>,
    (x, y): Point,
    line: f64,
    text: impl Fn(Side) -> &'a str,
) -> String {
    let lines = shown(chapter, text);
    let top = y - line * (lines.len() as f64 - 1.0) / 2.0;
    let mut out = String::new();
    for (row, (side, text)) in lines.iter().enumerate() {
        out.push_str(&format!(
            "<text class=\"{}\" lang=\"{}\" x=\"{x:.1}\" y=\"{:.1}\" text-anchor=\"middle\" \
             dominant-baseline=\"central\">{}</text>",
            class(*side),
            escape(chapter.book.language(*side).tag()),
            top + row as f64 * line,
            escape(text)
        ));
    }
    out
}

fn box_size(chapter: &Chapter<'_>, term: usize) -> Size {
    let lines = shown(chapter, |side| name(chapter.term(term), side));
    (columns(&lines).max(4) as f64 * COLUMN + 20.0, lines.len() as f64 * LINE + 12.0)
}

fn label_size(chapter: &Chapter<'_>, edge: &Edge) -> Option<Size> {
    let lines = shown(chapter, |side| edge.label.get(side));
    let size = (columns(&lines) as f64 * LABEL_COLUMN + 4.0, lines.len() as f64 * LABEL_LINE + 4.0);
    (!lines.is_empty()).then_some(size)
}

fn columns(lines: &[(Side, String)]) -> usize {
    lines.iter().map(|(_, text)| text.width()).max().unwrap_or_default()
}

/// A text in the languages that the drawing shows, cut where it is long.
fn shown<'a>(chapter: &Chapter<'_>, text: impl Fn(Side) -> &'a str) -> Vec<(Side, String)> {
    let sides = if chapter.book.bilingual { &SIDES[..] } else { &[Side::Source] };
    let texts = sides.iter().map(|side| (*side, cut(text(*side))));
    texts.filter(|(_, text)| !text.is_empty()).collect()
}

fn cut(text: &str) -> String {
    if text.width() <= LONGEST {
        return text.to_string();
    }
    let mut cut = String::new();
    for c in text.chars() {
        if cut.width() + 2 > LONGEST {
            break;
        }
        cut.push(c);
    }
    cut.push('…');
    cut
}

//! The concept map: the terms and how they relate, as an SVG drawing whose
//! text is text and whose links are links. The coordinates are those of the
//! `layout` crate; everything that is drawn is written here.

use super::{Chapter, SIDES, class, name};
use crate::document::{Bilingual, Side};
use crate::render::words::Phrase;
use crate::render::{escape, words};
use layout::core::base::Orientation;
use layout::core::format::{ClipHandle, RenderBackend};
use layout::core::geometry::{Point, Position};
use layout::core::style::{LineStyleKind, StyleAttr};
use layout::std_shapes::shapes::{Arrow, Element, LineEndKind, ShapeKind};
use layout::topo::layout::VisualGraph;
use std::collections::BTreeMap;
use unicode_width::UnicodeWidthStr;

pub(super) const TITLE: Phrase =
    Phrase { hans: "概念图", hant: "概念圖", english: "Concept map" };
const AS_LIST: Phrase =
    Phrase { hans: "图中关系列表", hant: "圖中關係列表", english: "The map as a list" };

/// The most terms that are drawn; beyond that no drawing is readable, and the
/// list alone stands.
const MOST_TERMS: usize = 80;

/// Pixels a column of text takes in a box, and in a label.
const COLUMN: f64 = 7.6;
const LABEL_COLUMN: f64 = 6.2;
/// Height of a line in a box, and the size of a label's letters.
const LINE: f64 = 19.0;
const LABEL_SIZE: usize = 12;
/// White space around a box, on each side.
const HALO: f64 = 22.0;
/// Columns of a name after which it is cut; the whole name is in the list.
const LONGEST: usize = 40;

/// The figure: the drawing, and the list of relations as its text alternative.
/// Nothing where no terms are related.
pub(super) fn html(chapter: &Chapter<'_>) -> Option<String> {
    let edges = edges(chapter);
    if edges.is_empty() {
        return None;
    }
    let list = super::entry::relation_list(chapter);
    let drawn = edges.iter().flat_map(|edge| [edge.from, edge.to]);
    let mut terms: Vec<usize> = drawn.collect();
    terms.sort_unstable();
    terms.dedup();
    if terms.len() > MOST_TERMS {
        return Some(format!("{list}\n"));
    }
    let label = words::both_plain(chapter.book, TITLE);
    Some(format!(
        "<figure class=\"bi-map\">\n<div class=\"bi-map-scroll\" tabindex=\"0\" role=\"group\" \
         aria-label=\"{}\">\n{}</div>\n<figcaption><details><summary>{}</summary>\n{list}\
         </details></figcaption>\n</figure>\n\n",
        escape(&label),
        drawing(chapter, &terms, &edges),
        words::both(chapter.book, AS_LIST),
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

/// The drawing: each set of connected terms below the one before it.
fn drawing(chapter: &Chapter<'_>, terms: &[usize], edges: &[Edge]) -> String {
    let mut body = String::new();
    let (mut width, mut height) = (0f64, 0f64);
    for island in islands(terms, edges) {
        let part = layout(chapter, &island, edges);
        body.push_str(&format!("<g transform=\"translate(0 {height:.0})\">\n"));
        body.push_str(&part.svg(chapter, edges));
        body.push_str("</g>\n");
        width = width.max(part.size.0);
        height += part.size.1;
    }
    let arrow = "<defs><marker id=\"bi-map-arrow\" viewBox=\"0 0 8 8\" refX=\"8\" refY=\"4\" \
                 markerWidth=\"7\" markerHeight=\"7\" orient=\"auto-start-reverse\"><path d=\"M0 \
                 0L8 4L0 8z\" fill=\"currentColor\"/></marker></defs>";
    format!(
        "<svg class=\"bi-map-drawing\" xmlns=\"http://www.w3.org/2000/svg\" width=\"{width:.0}\" \
         height=\"{height:.0}\" viewBox=\"0 0 {width:.0} {height:.0}\" fill=\"none\" \
         stroke=\"none\" font-size=\"14\">{arrow}\n{body}</svg>\n"
    )
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

/// Places the boxes, labels and lines of connected terms.
fn layout(chapter: &Chapter<'_>, terms: &[usize], edges: &[Edge]) -> Layout {
    let mut graph = VisualGraph::new(Orientation::TopToBottom);
    let mut style = StyleAttr::simple();
    style.font_size = LABEL_SIZE;
    let mut nodes = BTreeMap::new();
    for term in terms {
        let lines = shown_sides(chapter);
        let columns = lines.iter().map(|side| shown(name(chapter.term(*term), *side)).width());
        let width = columns.max().unwrap_or(1).max(4) as f64 * COLUMN + 20.0;
        let size = Point::new(width, lines.len() as f64 * LINE + 12.0);
        let shape = ShapeKind::new_box("");
        let mut element = Element::create_with_properties(
            shape,
            style.clone(),
            Orientation::TopToBottom,
            size,
            term.to_string(),
        );
        element.pos = Position::new(Point::zero(), size, Point::zero(), Point::splat(HALO));
        nodes.insert(*term, graph.add_node(element));
    }
    for (at, edge) in edges.iter().enumerate() {
        let (Some(from), Some(to)) = (nodes.get(&edge.from), nodes.get(&edge.to)) else { continue };
        let start = if edge.both { LineEndKind::Arrow } else { LineEndKind::None };
        let arrow = Arrow::with_properties(
            start,
            LineEndKind::Arrow,
            LineStyleKind::Normal,
            &stand_in(chapter, at, &edge.label),
            &style,
            at.to_string(),
            &None,
            &None,
        );
        graph.add_edge(arrow, *from, *to);
    }
    let mut layout = Layout::default();
    graph.do_it(false, false, false, &mut layout);
    layout.normalize();
    layout
}

/// The languages that the drawing shows.
fn shown_sides(chapter: &Chapter<'_>) -> &'static [Side] {
    if chapter.book.bilingual { &SIDES } else { &[Side::Source] }
}

/// A text that the layout measures as it would the label (it counts characters
/// and lines), and that names the edge: its number with zeros before it.
fn stand_in(chapter: &Chapter<'_>, edge: usize, label: &Bilingual) -> String {
    let lines: Vec<&str> = shown_sides(chapter)
        .iter()
        .map(|side| label.get(*side))
        .filter(|text| !text.is_empty())
        .collect();
    let Some(columns) = lines.iter().map(|text| shown(text).width()).max() else {
        return String::new();
    };
    let width = (columns as f64 * LABEL_COLUMN / LABEL_SIZE as f64).ceil() as usize;
    let number = format!("{edge:0width$}");
    vec![number; lines.len()].join("\n")
}

/// A name or label, cut where it is long.
fn shown(text: &str) -> String {
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

/// Has an edge an arrow head at its start, at its end?
type Heads = (bool, bool);
/// The points of an edge with their control points, as the layout gives them.
type Curve = Vec<(Point, Point)>;

/// What the layout placed.
#[derive(Debug, Default)]
struct Layout {
    /// Terms: left, top, width, height.
    boxes: Vec<(usize, [f64; 4])>,
    /// Edges with the middle of their labels.
    labels: Vec<(usize, f64, f64)>,
    /// Edges with their curves and heads.
    curves: Vec<(usize, Curve, Heads)>,
    /// Where the drawing begins.
    origin: (f64, f64),
    /// Width and height of the whole.
    size: (f64, f64),
}

impl RenderBackend for Layout {
    fn draw_rect(
        &mut self,
        xy: Point,
        size: Point,
        _look: &StyleAttr,
        properties: Option<String>,
        _clip: Option<ClipHandle>,
    ) {
        if let Some(term) = properties.and_then(|text| text.parse().ok()) {
            self.boxes.push((term, [xy.x, xy.y, size.x, size.y]));
        }
    }

    fn draw_line(&mut self, _: Point, _: Point, _: &StyleAttr, _: Option<String>) {}

    fn draw_circle(&mut self, _: Point, _: Point, _: &StyleAttr, _: Option<String>) {}

    fn draw_text(&mut self, xy: Point, text: &str, _look: &StyleAttr) {
        if let Some(edge) = text.lines().next().and_then(|line| line.parse().ok()) {
            self.labels.push((edge, xy.x, xy.y));
        }
    }

    fn draw_arrow(
        &mut self,
        path: &[(Point, Point)],
        _dashed: bool,
        head: (bool, bool),
        _look: &StyleAttr,
        properties: Option<String>,
        _text: &str,
    ) {
        if let Some(edge) = properties.and_then(|text| text.parse().ok()) {
            self.curves.push((edge, path.to_vec(), head));
        }
    }

    fn create_clip(&mut self, _xy: Point, _size: Point, _rounded_px: usize) -> ClipHandle {
        0
    }
}

impl Layout {
    /// Finds where the drawing begins and how large it is.
    fn normalize(&mut self) {
        let margin = 12.0;
        let mut corners: Vec<(f64, f64)> = Vec::new();
        for (_, [x, y, w, h]) in &self.boxes {
            corners.extend([(*x, *y), (x + w, y + h)]);
        }
        for (_, x, y) in &self.labels {
            corners.extend([(x - 60.0, y - LINE), (x + 60.0, y + LINE)]);
        }
        for (_, path, _) in &self.curves {
            corners.extend(path.iter().flat_map(|(a, b)| [(a.x, a.y), (b.x, b.y)]));
        }
        let least = |f: fn(&(f64, f64)) -> f64| corners.iter().map(f).fold(f64::MAX, f64::min);
        let most = |f: fn(&(f64, f64)) -> f64| corners.iter().map(f).fold(f64::MIN, f64::max);
        if corners.is_empty() {
            return;
        }
        self.origin = (least(|c| c.0) - margin, least(|c| c.1) - margin);
        self.size =
            (most(|c| c.0) + margin - self.origin.0, most(|c| c.1) + margin - self.origin.1);
    }

    fn x(&self, x: f64) -> String {
        format!("{:.1}", x - self.origin.0)
    }

    fn y(&self, y: f64) -> String {
        format!("{:.1}", y - self.origin.1)
    }

    fn svg(&self, chapter: &Chapter<'_>, edges: &[Edge]) -> String {
        let mut out = String::new();
        for (_, path, head) in &self.curves {
            out.push_str(&self.curve(path, *head));
        }
        for (at, x, y) in &self.labels {
            if let Some(edge) = edges.get(*at) {
                let (x, label) = (self.x(*x), &edge.label);
                let text = self.lines(chapter, &x, *y, 14.0, |side| shown(label.get(side)));
                out.push_str(&format!(
                    "<g class=\"bi-map-label\" fill=\"currentColor\" font-size=\"{LABEL_SIZE}\">\
                     {text}</g>\n"
                ));
            }
        }
        for (term, [x, y, w, h]) in &self.boxes {
            let term = chapter.term(*term);
            let (middle, center) = (self.x(x + w / 2.0), y + h / 2.0);
            let text = self.lines(chapter, &middle, center, LINE, |side| shown(name(term, side)));
            let draft = if term.draft { " bi-map-draft" } else { "" };
            out.push_str(&format!(
                "<a class=\"bi-map-term{draft}\" href=\"#term-{}\"><rect x=\"{}\" y=\"{}\" \
                 width=\"{w:.1}\" height=\"{h:.1}\" rx=\"6\" stroke=\"currentColor\"/><g \
                 fill=\"currentColor\">{text}</g></a>\n",
                escape(&term.id),
                self.x(*x),
                self.y(*y),
            ));
        }
        out
    }

    /// A line with its heads. The first point has the control point it leaves
    /// by, each further one that it is entered by.
    fn curve(&self, path: &[(Point, Point)], head: (bool, bool)) -> String {
        let [first, second, rest @ ..] = path else { return String::new() };
        let at = |p: &Point| format!("{} {}", self.x(p.x), self.y(p.y));
        let mut d =
            format!("M{} C{} {} {}", at(&first.0), at(&first.1), at(&second.0), at(&second.1));
        for (control, point) in rest {
            d.push_str(&format!(" S{} {}", at(control), at(point)));
        }
        let start = if head.0 { " marker-start=\"url(#bi-map-arrow)\"" } else { "" };
        let end = if head.1 { " marker-end=\"url(#bi-map-arrow)\"" } else { "" };
        format!("<path class=\"bi-map-edge\" d=\"{d}\" stroke=\"currentColor\"{start}{end}/>\n")
    }

    /// The text in each language, one below the other around a middle.
    fn lines(
        &self,
        chapter: &Chapter<'_>,
        x: &str,
        y: f64,
        line: f64,
        text: impl Fn(Side) -> String,
    ) -> String {
        let lines: Vec<(Side, String)> = shown_sides(chapter)
            .iter()
            .map(|side| (*side, text(*side)))
            .filter(|(_, text)| !text.is_empty())
            .collect();
        let top = y - line * (lines.len() as f64 - 1.0) / 2.0;
        let mut out = String::new();
        for (row, (side, text)) in lines.iter().enumerate() {
            out.push_str(&format!(
                "<text class=\"{}\" lang=\"{}\" x=\"{x}\" y=\"{}\" text-anchor=\"middle\" \
                 dominant-baseline=\"central\">{}</text>",
                class(*side),
                escape(chapter.book.language(*side).tag()),
                self.y(top + row as f64 * line),
                escape(text)
            ));
        }
        out
    }
}

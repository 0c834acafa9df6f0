//! Where the boxes, lines and labels of connected terms stand: in layers from
//! the top to the bottom, placed by `dagre`.

use dagre::graph::Graph;
use dagre::layout::types::LabelPos;
use dagre::{EdgeLabel, LayoutOptions, NodeLabel, Ranker};

/// White space between boxes in a layer, and between lines there.
const BESIDE: f64 = 16.0;
const BETWEEN_LINES: f64 = 10.0;
/// White space between a layer of boxes and the next.
const BELOW: f64 = 48.0;
/// White space around the drawing.
const MARGIN: f64 = 12.0;
/// How far from a corner of a box a line meets it.
const CORNER: f64 = 10.0;

/// Width and height.
pub(super) type Size = (f64, f64);
/// Distances from the left and from the top.
pub(super) type Point = (f64, f64);

/// A line to draw: the boxes it joins, by their places in the list of boxes,
/// and the size of its label.
pub(super) struct Line {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) label: Option<Size>,
}

/// What was placed.
#[derive(Debug, Default)]
pub(super) struct Layout {
    /// The middle of each box.
    pub(super) boxes: Vec<Point>,
    /// What each line runs through, from the edge of a box to the edge of a box.
    pub(super) lines: Vec<Vec<Point>>,
    /// The middle of each line's label.
    pub(super) labels: Vec<Option<Point>>,
    pub(super) size: Size,
}

/// Places boxes of these sizes and the lines between them. No two lines join
/// the same boxes and none joins a box to itself.
pub(super) fn layout(boxes: &[Size], lines: &[Line]) -> Layout {
    let mut graph: Graph<NodeLabel, EdgeLabel> = Graph::new();
    for (at, (width, height)) in boxes.iter().copied().enumerate() {
        graph.set_node(at.to_string(), Some(NodeLabel { width, height, ..NodeLabel::default() }));
    }
    for line in lines {
        let (width, height) = line.label.unwrap_or_default();
        let label = EdgeLabel { width, height, labelpos: LabelPos::Center, ..EdgeLabel::default() };
        graph.set_edge(line.from.to_string(), line.to.to_string(), Some(label), None);
    }
    let options = LayoutOptions {
        nodesep: BESIDE,
        edgesep: BETWEEN_LINES,
        ranksep: BELOW,
        // Narrower drawings than by network simplex, which a phone is grateful for.
        ranker: Ranker::TightTree,
        ..LayoutOptions::default()
    };
    dagre::layout(&mut graph, Some(options));

    let mut placed = Layout::default();
    for at in 0..boxes.len() {
        let node = graph.node(&at.to_string());
        let middle = node.and_then(|node| Some((node.x?, node.y?)));
        placed.boxes.push(middle.unwrap_or_default());
    }
    for line in lines {
        let edge = graph.edge(&line.from.to_string(), &line.to.to_string(), None);
        let label = edge.and_then(|edge| Some((edge.x?, edge.y?)));
        placed.labels.push(label.filter(|_| line.label.is_some()));
    }
    let rows = rows(boxes, lines, &placed);
    for line in lines {
        let edge = graph.edge(&line.from.to_string(), &line.to.to_string(), None);
        let through = edge.map(|edge| edge.points.as_slice()).unwrap_or_default();
        let through: Vec<Point> = through.iter().map(|point| (point.x, point.y)).collect();
        placed.lines.push(route(line, &through, boxes, &placed.boxes, &rows));
    }
    fit(&mut placed, boxes, lines);
    placed
}

/// The height of the layers: their middles with half of what stands in them.
fn rows(boxes: &[Size], lines: &[Line], placed: &Layout) -> Vec<(f64, f64)> {
    let boxes = placed.boxes.iter().zip(boxes).map(|(at, size)| (at.1, size.1 / 2.0));
    let labels = placed.labels.iter().zip(lines);
    let labels = labels.filter_map(|(at, line)| Some(((*at)?.1, line.label?.1 / 2.0)));
    boxes.chain(labels).collect()
}

/// What a line runs through: straight down through each layer, so that it cuts
/// no corner of a box or label beside it, and bent between the layers.
fn route(
    line: &Line,
    through: &[Point],
    boxes: &[Size],
    middles: &[Point],
    rows: &[(f64, f64)],
) -> Vec<Point> {
    let up = middles[line.from].1 > middles[line.to].1;
    let (upper, lower) = if up { (line.to, line.from) } else { (line.from, line.to) };
    let bottom = middles[upper].1 + boxes[upper].1 / 2.0;
    let top = middles[lower].1 - boxes[lower].1 / 2.0;
    let mut between: Vec<Point> =
        through.iter().copied().filter(|(_, y)| bottom < *y && *y < top).collect();
    between.sort_by(|a, b| a.1.total_cmp(&b.1));
    let meet = |at: usize, x: f64| {
        let reach = (boxes[at].0 / 2.0 - CORNER).max(0.0);
        x.clamp(middles[at].0 - reach, middles[at].0 + reach)
    };
    let next = between.first().map_or(middles[lower].0, |point| point.0);
    let mut points = vec![(meet(upper, next), bottom)];
    for (x, y) in &between {
        let beside = rows.iter().filter(|row| (row.0 - y).abs() < 0.5);
        let half = beside.map(|row| row.1).fold(0.0, f64::max);
        points.extend([(*x, y - half), (*x, y + half)]);
    }
    let before = between.last().map_or(middles[upper].0, |point| point.0);
    points.push((meet(lower, before), top));
    points.dedup();
    if up {
        points.reverse();
    }
    points
}

/// Moves everything so that it begins at the margin, and measures it.
fn fit(placed: &mut Layout, boxes: &[Size], lines: &[Line]) {
    let mut corners: Vec<Point> = placed.lines.concat();
    let labels = placed.labels.iter().zip(lines);
    let labels = labels.filter_map(|(at, line)| Some(((*at)?, line.label?)));
    let sized = placed.boxes.iter().copied().zip(boxes.iter().copied()).chain(labels);
    for ((x, y), (width, height)) in sized {
        corners.push((x - width / 2.0, y - height / 2.0));
        corners.push((x + width / 2.0, y + height / 2.0));
    }
    let Some(first) = corners.first().copied() else { return };
    let (least, most) = corners.iter().fold((first, first), |(least, most), corner| {
        (
            (least.0.min(corner.0), least.1.min(corner.1)),
            (most.0.max(corner.0), most.1.max(corner.1)),
        )
    });
    let move_point = |point: &mut Point| {
        *point = (point.0 - least.0 + MARGIN, point.1 - least.1 + MARGIN);
    };
    placed.boxes.iter_mut().for_each(move_point);
    placed.labels.iter_mut().flatten().for_each(move_point);
    placed.lines.iter_mut().flatten().for_each(move_point);
    placed.size = (most.0 - least.0 + 2.0 * MARGIN, most.1 - least.1 + 2.0 * MARGIN);
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    fn overlap(a: (Point, Size), b: (Point, Size)) -> bool {
        let near = |a: f64, b: f64, sizes: f64| (a - b).abs() + 0.01 < sizes / 2.0;
        near(a.0.0, b.0.0, a.1.0 + b.1.0) && near(a.0.1, b.0.1, a.1.1 + b.1.1)
    }

    fn on_edge(point: Point, middle: Point, size: Size) -> bool {
        let (x, y) = ((point.0 - middle.0).abs(), (point.1 - middle.1).abs());
        x < size.0 / 2.0 + 0.01 && (y - size.1 / 2.0).abs() < 0.01
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn nothing_overlaps_and_every_line_joins_its_boxes(
            widths in prop::collection::vec(30f64..400.0, 2..16),
            pairs in prop::collection::vec((0usize..16, 0usize..16, 0f64..200.0), 1..40),
        ) {
            let boxes: Vec<Size> = widths.iter().map(|width| (*width, 50.0)).collect();
            let mut labels = BTreeMap::new();
            for (from, to, width) in pairs {
                let (from, to) = (from % boxes.len(), to % boxes.len());
                if from != to && !labels.contains_key(&(to, from)) {
                    labels.insert((from, to), width);
                }
            }
            let sized = |width: f64| (width > 20.0).then_some((width, 28.0));
            let lines: Vec<Line> =
                labels.iter().map(|((from, to), w)| Line { from: *from, to: *to, label: sized(*w) })
                    .collect();
            let placed = layout(&boxes, &lines);
            for (line, points) in lines.iter().zip(&placed.lines) {
                let ends = [(points.first(), line.from), (points.last(), line.to)];
                for (end, at) in ends {
                    let meets = end.is_some_and(|end| on_edge(*end, placed.boxes[at], boxes[at]));
                    prop_assert!(meets, "{end:?} {:?}", placed.boxes[at]);
                }
            }
            let mut all: Vec<(Point, Size)> =
                placed.boxes.iter().copied().zip(boxes.iter().copied()).collect();
            for (label, line) in placed.labels.iter().zip(&lines) {
                prop_assert_eq!(label.is_some(), line.label.is_some());
                all.extend(label.zip(line.label));
            }
            for (at, one) in all.iter().enumerate() {
                prop_assert!(one.0.0 - one.1.0 / 2.0 > 0.0 && one.0.1 - one.1.1 / 2.0 > 0.0);
                prop_assert!(one.0.0 + one.1.0 / 2.0 < placed.size.0);
                prop_assert!(one.0.1 + one.1.1 / 2.0 < placed.size.1);
                for other in &all[..at] {
                    prop_assert!(!overlap(*one, *other), "{one:?} {other:?}");
                }
            }
        }
    }
}

//! The dynamic programme over beads: how many items of one side translate how
//! many of the other.
//!
//! The method is that of Gale and Church, "A Program for Aligning Sentences in
//! Bilingual Corpora" (Computational Linguistics 19, 1993), within a corridor
//! around the likely path, so that time and memory grow in line with length.

use std::ops::Range;

/// The most items that one side of a bead holds.
pub(super) const LONGEST: usize = 3;

/// How many source and target items a bead may hold. Order breaks ties.
const SHAPES: [(usize, usize); 8] =
    [(1, 1), (1, 0), (0, 1), (1, 2), (2, 1), (2, 2), (1, 3), (3, 1)];

/// Half the width of the first corridor, in items.
const FIRST_WIDTH: usize = 20;

/// Half the width of the second corridor, around the first path.
const SECOND_WIDTH: usize = 5;

/// The most cells a corridor may be widened to.
const MOST_CELLS: usize = 4_000_000;

/// A cell that is so much worse than the best of its row is not gone on from.
const BEAM: f64 = 40.0;

/// How much less certain than its scores say the programme is: the clues in a
/// score are not independent of each other.
const TEMPER: f64 = 0.4;

/// Items that translate each other, as ranges of the two sequences, and the
/// probability that they do.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Bead {
    pub(super) source: Range<usize>,
    pub(super) target: Range<usize>,
    pub(super) confidence: f32,
}

/// How good a bead is: a log likelihood ratio, `-∞` for one that cannot be.
pub(super) trait Score {
    /// The score of these items as one bead.
    fn score(&self, source: Range<usize>, target: Range<usize>) -> f64;

    /// The same as far as a first look goes.
    fn rough(&self, source: Range<usize>, target: Range<usize>) -> f64;

    /// Items that surely belong together, rising on both sides: the corridor
    /// leads past them.
    fn landmarks(&self) -> Vec<(usize, usize)>;

    /// How many items the two sides have.
    fn sizes(&self) -> (usize, usize);
}

/// The corners of a sequence of beads, from (0, 0) to the end.
pub(super) type Path = Vec<(usize, usize)>;

/// The best sequence of beads near a path.
pub(super) fn search(scorer: &impl Score, guide: &Path) -> Vec<Bead> {
    let (n, m) = scorer.sizes();
    let corridor = Corridor::around(&spans(n, guide), m, SECOND_WIDTH);
    let table = Table::fill(&corridor, &SHAPES, |source, target| scorer.score(source, target));
    table.beads(&corridor)
}

/// The corners of some beads that follow each other.
pub(super) fn corners(beads: &[Bead]) -> Path {
    let ends = beads.iter().scan((0, 0), |at, bead| {
        *at = (at.0 + bead.source.len(), at.1 + bead.target.len());
        Some(*at)
    });
    std::iter::once((0, 0)).chain(ends).collect()
}

/// The best sequence of single items, by the roughest of the scores, in a
/// corridor that is widened as long as the path touches its edge.
pub(super) fn rough(scorer: &impl Score) -> Vec<Bead> {
    let (n, m) = scorer.sizes();
    let landmarks = scorer.landmarks();
    let mut width = FIRST_WIDTH;
    loop {
        let corridor = Corridor::around(&centre(n, m, &landmarks), m, width);
        let table =
            Table::fill(&corridor, &SHAPES[..3], |source, target| scorer.rough(source, target));
        let path = table.path(&corridor);
        let wider = corridor.cells() * 2 <= MOST_CELLS && width < m;
        if !wider || !path.iter().any(|&(i, j)| corridor.at_edge(i, j, m)) {
            return table.beads(&corridor);
        }
        width *= 2;
    }
}

/// For each row the column that the landmarks point to.
fn centre(n: usize, m: usize, landmarks: &[(usize, usize)]) -> Vec<Range<usize>> {
    let mut centre = Vec::with_capacity(n + 1);
    let mut from = (0, 0);
    for &to in landmarks.iter().chain(std::iter::once(&(n, m))) {
        let (rows, columns) = (to.0 - from.0, to.1 - from.1);
        for row in centre.len()..to.0 {
            let column = from.1 + (row - from.0) * columns / rows.max(1);
            centre.push(column..column);
        }
        from = to;
    }
    centre.resize(n + 1, m..m);
    centre
}

/// For each row the columns that a path passes.
fn spans(n: usize, path: &[(usize, usize)]) -> Vec<Range<usize>> {
    let mut spans: Vec<Range<usize>> = Vec::with_capacity(n + 1);
    for &(i, j) in path {
        while spans.len() <= i {
            spans.push(j..j);
        }
        spans[i].end = j;
    }
    spans
}

/// The columns of each row that are looked at; first and last never fall.
struct Corridor {
    rows: Vec<Range<usize>>,
    /// Where each row begins in the table.
    starts: Vec<usize>,
}

impl Corridor {
    fn around(centre: &[Range<usize>], m: usize, width: usize) -> Self {
        let mut rows: Vec<Range<usize>> = centre
            .iter()
            .map(|at| at.start.saturating_sub(width)..(at.end + width).min(m) + 1)
            .collect();
        if let Some(first) = rows.first_mut() {
            first.start = 0;
        }
        if let Some(last) = rows.last_mut() {
            last.end = m + 1;
        }
        let mut starts = Vec::with_capacity(rows.len() + 1);
        let mut at = 0;
        for row in &rows {
            starts.push(at);
            at += row.len();
        }
        starts.push(at);
        Self { rows, starts }
    }

    fn cells(&self) -> usize {
        self.starts.last().copied().unwrap_or_default()
    }

    fn cell(&self, i: usize, j: usize) -> Option<usize> {
        let row = self.rows.get(i)?;
        row.contains(&j).then(|| self.starts[i] + j - row.start)
    }

    /// Does the corridor end here while the matrix goes on?
    fn at_edge(&self, i: usize, j: usize, m: usize) -> bool {
        let row = &self.rows[i];
        (j == row.start && j > 0) || (j + 1 == row.end && j < m)
    }
}

/// The scores of all beads in a corridor and the best way to each cell.
struct Table {
    /// For each cell the score of the bead of each shape that ends there.
    scores: Vec<[f32; SHAPES.len()]>,
    /// The best sum up to each cell, and the shape that gives it.
    best: Vec<(f64, u8)>,
}

impl Table {
    fn fill(
        corridor: &Corridor,
        shapes: &[(usize, usize)],
        score: impl Fn(Range<usize>, Range<usize>) -> f64,
    ) -> Self {
        let mut scores = vec![[f32::NEG_INFINITY; SHAPES.len()]; corridor.cells()];
        let mut best = vec![(f64::NEG_INFINITY, u8::MAX); corridor.cells()];
        // The best of each row so far.
        let mut heads = vec![f64::NEG_INFINITY; corridor.rows.len()];
        for (i, row) in corridor.rows.iter().enumerate() {
            for j in row.clone() {
                let here = corridor.starts[i] + j - row.start;
                if (i, j) == (0, 0) {
                    best[here] = (0.0, u8::MAX);
                }
                for (shape, &(k, l)) in shapes.iter().enumerate() {
                    let Some(from) = previous(corridor, i, j, k, l) else { continue };
                    let gap = k == 0 || l == 0;
                    if best[from].0 == f64::NEG_INFINITY
                        || (!gap && best[from].0 < heads[i - k] - BEAM)
                    {
                        continue;
                    }
                    let score = score(i - k..i, j - l..j);
                    scores[here][shape] = score as f32;
                    let sum = best[from].0 + score;
                    if sum > best[here].0 {
                        best[here] = (sum, shape as u8);
                    }
                }
                heads[i] = heads[i].max(best[here].0);
            }
        }
        Self { scores, best }
    }

    /// The beads of the best path.
    fn beads(&self, corridor: &Corridor) -> Vec<Bead> {
        let path = self.path(corridor);
        let confidence = self.confidence(corridor, &path);
        path.windows(2)
            .zip(confidence)
            .map(|(ends, confidence)| Bead {
                source: ends[0].0..ends[1].0,
                target: ends[0].1..ends[1].1,
                confidence,
            })
            .collect()
    }

    /// The corners of the best beads, from (0, 0) to the end.
    fn path(&self, corridor: &Corridor) -> Path {
        let mut at =
            (corridor.rows.len() - 1, corridor.rows.last().map_or(0, |row| row.end.max(1) - 1));
        let mut path = vec![at];
        while at != (0, 0) {
            let shape = corridor.cell(at.0, at.1).map_or(u8::MAX, |cell| self.best[cell].1);
            // Gaps can always be taken, so that every cell has a way to it.
            let (k, l) = SHAPES.get(usize::from(shape)).copied().unwrap_or(match at {
                (0, _) => (0, 1),
                _ => (1, 0),
            });
            at = (at.0 - k, at.1 - l);
            path.push(at);
        }
        path.reverse();
        path
    }

    /// The probability of each bead of the path among all paths in the
    /// corridor (forward and backward sums).
    fn confidence(&self, corridor: &Corridor, path: &Path) -> Vec<f32> {
        let forward = self.sums(corridor, true);
        let backward = self.sums(corridor, false);
        let total = forward.last().copied().unwrap_or_default();
        path.windows(2)
            .map(|ends| {
                let ((i, j), (k, l)) = (ends[1], (ends[1].0 - ends[0].0, ends[1].1 - ends[0].1));
                let shape = SHAPES.iter().position(|shape| *shape == (k, l));
                let (Some(shape), Some(here), Some(from)) =
                    (shape, corridor.cell(i, j), corridor.cell(ends[0].0, ends[0].1))
                else {
                    return 0.0;
                };
                let score = TEMPER * f64::from(self.scores[here][shape]);
                (forward[from] + score + backward[here] - total).exp().clamp(0.0, 1.0) as f32
            })
            .collect()
    }

    /// The logarithm of the sum over all ways to (or from) each cell.
    fn sums(&self, corridor: &Corridor, forward: bool) -> Vec<f64> {
        let mut sums = vec![f64::NEG_INFINITY; corridor.cells()];
        let ends = if forward { sums.first_mut() } else { sums.last_mut() };
        if let Some(end) = ends {
            *end = 0.0;
        }
        let cells =
            corridor.rows.iter().enumerate().flat_map(|(i, row)| row.clone().map(move |j| (i, j)));
        let mut step = |i: usize, j: usize| {
            let Some(here) = corridor.cell(i, j) else { return };
            for (shape, &(k, l)) in SHAPES.iter().enumerate() {
                let Some(from) = previous(corridor, i, j, k, l) else { continue };
                let score = TEMPER * f64::from(self.scores[here][shape]);
                if forward {
                    sums[here] = log_add(sums[here], sums[from] + score);
                } else {
                    sums[from] = log_add(sums[from], sums[here] + score);
                }
            }
        };
        if forward {
            cells.for_each(|(i, j)| step(i, j));
        } else {
            let mut cells: Vec<(usize, usize)> = cells.collect();
            cells.reverse();
            cells.into_iter().for_each(|(i, j)| step(i, j));
        }
        sums
    }
}

/// The cell from which a bead of this shape leads to (i, j).
fn previous(corridor: &Corridor, i: usize, j: usize, k: usize, l: usize) -> Option<usize> {
    corridor.cell(i.checked_sub(k)?, j.checked_sub(l)?)
}

fn log_add(a: f64, b: f64) -> f64 {
    let (high, low) = if a > b { (a, b) } else { (b, a) };
    if low == f64::NEG_INFINITY { high } else { high + (low - high).exp().ln_1p() }
}

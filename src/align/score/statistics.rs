//! What scores are measured against: lengths and how common things are.

use super::super::beads::LONGEST;
use super::super::item::Item;
use std::collections::HashMap;

/// What lengths that do not fit may take away.
const LENGTH_FLOOR: f64 = -5.0;

/// How common each value is on the target side.
pub(super) struct Frequencies<T> {
    counts: HashMap<T, f64>,
    total: f64,
}

impl<T: std::hash::Hash + Eq> Frequencies<T> {
    pub(super) fn new(values: impl Iterator<Item = T>) -> Self {
        let mut counts = HashMap::new();
        let mut total = 0.0;
        for value in values {
            *counts.entry(value).or_default() += 1.0;
            total += 1.0;
        }
        Self { counts, total }
    }

    pub(super) fn of(&self, value: &T) -> f64 {
        (self.counts.get(value).copied().unwrap_or(0.0) + 1.0) / (self.total + 6.0)
    }

    /// The log likelihood ratio of two values that agree in 85 of 100 pairs.
    pub(super) fn same(&self, a: &T, b: &T) -> f64 {
        let chance = self.of(b);
        let agree = if a == b { 0.85 } else { 0.0 };
        ((agree + 0.15 * chance) / chance).ln()
    }
}

/// Lengths after Gale and Church, with the ratio of the languages taken from
/// the chapter itself and a variance that falls with length.
pub(super) struct Lengths {
    ratio: f64,
    mean: f64,
    variance: f64,
}

impl Lengths {
    pub(super) fn new(source: &[Item], target: &[Item]) -> Self {
        let sum = |items: &[Item]| -> f64 {
            items.iter().filter(|item| item.kind.is_prose()).map(|item| item.length).sum()
        };
        let logs: Vec<f64> = target
            .iter()
            .filter(|item| item.kind.is_prose())
            .map(|item| item.length.max(1.0).ln())
            .collect();
        let count = logs.len().max(1) as f64;
        let mean = logs.iter().sum::<f64>() / count;
        let spread = logs.iter().map(|log| (log - mean).powi(2)).sum::<f64>() / count;
        Self {
            ratio: 0.6 * ((sum(target) + 400.0) / (sum(source) + 400.0)).ln(),
            mean,
            variance: (spread * count + 0.8 * 4.0) / (count + 4.0),
        }
    }

    pub(super) fn score(&self, from: &[Item], to: &[Item]) -> f64 {
        let sum = |items: &[Item]| items.iter().map(|item| item.length).sum::<f64>().max(1.0);
        let (a, b) = (sum(from), sum(to));
        let variance = 0.01 + 2.0 / ((a + b) / 2.0 + 5.0);
        let aligned = normal((b / a).ln() - self.ratio, variance);
        let many = (to.len().min(LONGEST) as f64).ln();
        let chance = normal(b.ln() - self.mean - many, self.variance);
        (aligned - chance).max(LENGTH_FLOOR)
    }
}

/// The logarithm of a normal density around 0.
pub(super) fn normal(x: f64, variance: f64) -> f64 {
    -0.5 * (x * x / variance + variance.ln())
}

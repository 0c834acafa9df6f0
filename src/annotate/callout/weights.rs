//! What each figure is worth: log odds, fitted by logistic regression on the
//! labelled essays in `tests/essays` (`fit` does it and checks the file).

use super::features::Features;
use rustc_hash::FxHashMap;
use serde::Deserialize;
use std::sync::LazyLock;

/// The weights of a linear model in log odds.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Linear {
    /// The log odds where every figure is 0.
    pub(super) bias: f32,
    /// By the names of the figures.
    pub(super) weight: FxHashMap<String, f32>,
}

impl Linear {
    /// The log odds of these figures.
    pub(super) fn score(&self, features: &Features) -> f32 {
        self.bias + self.parts(features).map(|(_, part)| part).sum::<f32>()
    }

    /// What each figure adds to the log odds.
    pub(super) fn parts(&self, features: &Features) -> impl Iterator<Item = (&'static str, f32)> {
        features.iter().map(|(name, value)| {
            (*name, value * self.weight.get(*name).copied().unwrap_or_default())
        })
    }
}

/// `weights.toml` as it stands.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Weights {
    /// Is this sentence the verdict on what is right?
    pub(super) sentence: Linear,
    /// Of a sentence beside the others of a boundary.
    pub(super) answer: Linear,
    /// Is this wording the belief that the unit turns away?
    pub(super) belief: Linear,
    /// Is this unit a misconception and its boundary?
    pub(super) unit: Linear,
}

/// The fitted weights. The file is part of the program: what is wrong with it
/// shows in the first test, and finds nothing here.
pub(super) static WEIGHTS: LazyLock<Weights> = LazyLock::new(|| {
    toml::from_str(include_str!("../weights.toml")).unwrap_or_else(|error| {
        tracing::error!("weights.toml: {error}");
        Weights {
            unit: Linear { bias: f32::NEG_INFINITY, ..Default::default() },
            ..Default::default()
        }
    })
});

//! What each figure is worth: log odds, fitted by logistic regression on the
//! labelled essays in `tests/essays` (`fit` does it and checks the file).

use super::data::complete;
use super::features::{BeliefFeature, Features, SentenceFeature, UnitFeature};
use enum_map::EnumArray;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::fmt::Display;
use std::hash::Hash;

/// The names of the figures of a table.
pub(super) trait Feature:
    EnumArray<f32> + Copy + Display + Eq + Hash + DeserializeOwned
{
}

impl<F: EnumArray<f32> + Copy + Display + Eq + Hash + DeserializeOwned> Feature for F {}

/// The weights of a linear model in log odds.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "F: Feature"))]
pub(super) struct Linear<F: EnumArray<f32>> {
    /// The log odds where every figure is 0.
    pub(super) bias: f32,
    /// What 1 of each figure adds.
    #[serde(deserialize_with = "complete")]
    pub(super) weight: Features<F>,
}

impl<F: Feature> Linear<F> {
    /// The log odds of these figures.
    pub(super) fn score(&self, features: &Features<F>) -> f32 {
        self.bias + self.parts(features).map(|(_, part)| part).sum::<f32>()
    }

    /// What each figure adds to the log odds.
    pub(super) fn parts(&self, features: &Features<F>) -> impl Iterator<Item = (F, f32)> {
        features.iter().map(|(name, value)| (name, value * self.weight[name]))
    }
}

/// `weights.toml` as it stands.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Weights {
    /// Is this sentence the verdict on what is right?
    pub(super) sentence: Linear<SentenceFeature>,
    /// Of a sentence beside the others of a boundary.
    pub(super) answer: Linear<SentenceFeature>,
    /// Is this wording the belief that the unit turns away?
    pub(super) belief: Linear<BeliefFeature>,
    /// Is this unit a misconception and its boundary?
    pub(super) unit: Linear<UnitFeature>,
}

//! A belief as it is found in a sentence, and as it is worded with its answer.

use crate::annotate::callout::features::{BeliefFeature, Features, UnitFeature};
use crate::annotate::callout::rule::Rule;
use std::ops::Range;

/// How a belief is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::annotate::callout) enum BeliefKind {
    /// It is marked as a claim.
    Claim,
    /// The next sentence judges it.
    Judged,
    /// Somebody says or thinks it.
    Reported,
    /// Something is taken for something else.
    Taken,
    /// It is denied.
    Denial,
    /// It is denied of one thing, person or event.
    DenialOfOne,
    /// A question puts it.
    Asked,
    /// It stands in quotation marks.
    Quoted,
    /// Only its answer tells it.
    Implied,
}

impl BeliefKind {
    /// Does the sentence that says the belief turn it away?
    pub(super) fn denies(self) -> bool {
        matches!(self, Self::Denial | Self::DenialOfOne)
    }

    /// Do neither a frame nor a mark nor a judgement name it, so that only its
    /// answer tells that it is a belief?
    pub(super) fn is_unnamed(self) -> bool {
        matches!(self, Self::Quoted | Self::Implied)
    }

    /// As the weights name it.
    pub(super) fn feature(self) -> BeliefFeature {
        match self {
            Self::Claim => BeliefFeature::Claim,
            Self::Judged => BeliefFeature::Judged,
            Self::Reported => BeliefFeature::Reported,
            Self::Taken => BeliefFeature::Taken,
            Self::Denial => BeliefFeature::Denial,
            Self::DenialOfOne => BeliefFeature::DenialOfOne,
            Self::Asked => BeliefFeature::Asked,
            Self::Quoted => BeliefFeature::Quoted,
            Self::Implied => BeliefFeature::Implied,
        }
    }

    /// As the weights of its unit name it; a marked claim shows there already.
    pub(in crate::annotate::callout) fn of_unit(self) -> Option<UnitFeature> {
        Some(match self {
            Self::Claim => return None,
            Self::Judged => UnitFeature::Judged,
            Self::Reported => UnitFeature::Reported,
            Self::Taken => UnitFeature::Taken,
            Self::Denial => UnitFeature::Denial,
            Self::DenialOfOne => UnitFeature::DenialOfOne,
            Self::Asked => UnitFeature::Asked,
            Self::Quoted => UnitFeature::Quoted,
            Self::Implied => UnitFeature::Implied,
        })
    }
}

/// A belief of a unit and what answers it.
#[derive(Debug, Clone)]
pub(in crate::annotate::callout) struct Wording {
    /// The rule that found it.
    pub(in crate::annotate::callout) rule: Rule,
    /// How it is told.
    pub(in crate::annotate::callout) kind: BeliefKind,
    /// How strong the frame is that found it, or 1.
    pub(in crate::annotate::callout) strength: f32,
    /// The belief: where it is said.
    pub(in crate::annotate::callout) belief: (usize, Range<usize>),
    /// The wording of the belief.
    pub(in crate::annotate::callout) misconception: String,
    /// What is right: where it is said.
    pub(in crate::annotate::callout) boundary: (usize, Range<usize>),
    /// What is seen of the belief.
    pub(in crate::annotate::callout) features: Features<BeliefFeature>,
}

impl Wording {
    /// Does only its answer tell that it is a belief?
    pub(in crate::annotate::callout) fn is_unnamed(&self) -> bool {
        self.kind.is_unnamed()
    }

    /// 0 to 1: how much the belief is about a concept.
    pub(in crate::annotate::callout) fn about(&self) -> f32 {
        self.features[BeliefFeature::Concept]
    }
}

/// What may be the belief of a unit: found in one of its sentences.
pub(super) struct Belief {
    pub(super) rule: Rule,
    pub(super) kind: BeliefKind,
    /// How strong the frame is that found it, or 1.
    pub(super) strength: f32,
    /// The number of the sentence among the places.
    pub(super) place: usize,
    pub(super) range: Range<usize>,
    pub(super) misconception: String,
    /// What may answer it in its own sentence.
    pub(super) rest: Option<Range<usize>>,
}

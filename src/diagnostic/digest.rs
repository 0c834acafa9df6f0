//! Many findings of one kind, said a few times and then counted.

use super::{Code, Diagnostic, Severity};
use std::collections::BTreeMap;

/// How many findings of one kind are said; a long book may have hundreds.
const SAID: usize = 3;

/// Findings as a person reads them: of each kind the first ones, and how many
/// follow. Errors are all said.
#[derive(Debug, Default)]
pub struct Digest<'d> {
    /// What is said, in the order of the findings.
    pub said: Vec<&'d Diagnostic>,
    /// How many more there are of a kind.
    pub more: BTreeMap<Code, usize>,
}

impl<'d> Digest<'d> {
    /// Of all these findings.
    pub fn of(findings: impl IntoIterator<Item = &'d Diagnostic>) -> Self {
        let mut digest = Self::default();
        let mut counts: BTreeMap<Code, usize> = BTreeMap::new();
        for found in findings {
            let count = counts.entry(found.code).or_default();
            if found.severity == Severity::Error || *count < SAID {
                digest.said.push(found);
            } else {
                *digest.more.entry(found.code).or_default() += 1;
            }
            *count += 1;
        }
        digest
    }
}

/// Says warnings on the log, of each kind the first ones; `rest` says where the
/// others are.
pub fn warn<'d>(warnings: impl IntoIterator<Item = &'d Diagnostic>, rest: &str) {
    let digest = Digest::of(warnings);
    digest.said.iter().for_each(|warning| tracing::warn!("{warning}"));
    for (code, count) in digest.more {
        tracing::warn!("{count} more `{code}` {rest}");
    }
}

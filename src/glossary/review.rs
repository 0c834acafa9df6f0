//! What there is to say about a glossary by itself.

use super::{Glossary, Term};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::document::Side;
use std::collections::{BTreeMap, HashMap, HashSet};

/// What a definition begins with that only refers to another term.
const SEE: &[&str] = &[
    "参见",
    "參見",
    "参看",
    "參看",
    "详见",
    "詳見",
    "请见",
    "請見",
    "见",
    "見",
    "同",
    "即",
    "see also",
    "see under",
    "see",
    "same as",
    "→",
    "->",
];

impl Glossary {
    /// Definitions that say nothing or refer in a circle, and terms without
    /// relation. One-sided ones matter in a bilingual book only.
    pub(crate) fn review(&self, bilingual: bool) -> Vec<Diagnostic> {
        let mut found: Vec<Diagnostic> =
            self.terms.iter().filter_map(|term| self.definition(term, bilingual)).collect();
        found.extend(self.circles());
        found.extend(self.lonely());
        found
    }

    fn definition(&self, term: &Term, bilingual: bool) -> Option<Diagnostic> {
        let empty = |side| !term.definition.get(side).chars().any(char::is_alphanumeric);
        let (code, message) = match (empty(Side::Source), empty(Side::Target)) {
            (true, true) => (Code::EmptyDefinition, format!("`{}` has no definition", term.id)),
            (source, target) if bilingual && (source || target) => {
                let missing = if source { "source" } else { "target" };
                let message = format!("the definition of `{}` has no `{missing}`", term.id);
                (Code::OneSidedDefinition, message)
            }
            _ => return None,
        };
        let severity = if term.draft { Severity::Note } else { Severity::Warning };
        let hint = "write what the term means in both languages";
        Some(self.diagnostic(code, term.span.clone(), message).severity(severity).hint(hint))
    }

    /// Terms that are part of no relation.
    fn lonely(&self) -> Vec<Diagnostic> {
        let related: HashSet<&str> = self
            .terms
            .iter()
            .flat_map(|term| term.related.iter().flat_map(|r| [term.id.as_str(), r.to.as_str()]))
            .collect();
        let alone = self.terms.iter().filter(|term| !related.contains(term.id.as_str()));
        alone
            .map(|term| {
                let message = format!("`{}` is related to no other term", term.id);
                self.diagnostic(Code::UnrelatedTerm, term.span.clone(), message)
                    .hint("name what it belongs to or differs from in `related`")
            })
            .collect()
    }

    /// Definitions that only refer to another term, which refers back.
    fn circles(&self) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        let mut said: HashSet<Vec<usize>> = HashSet::new();
        for side in [Side::Source, Side::Target] {
            let references: Vec<(usize, String)> = self
                .terms
                .iter()
                .enumerate()
                .filter_map(|(at, term)| Some((at, reference(term.definition.get(side))?)))
                .collect();
            if references.is_empty() {
                continue;
            }
            let names = self.names(side);
            let see: BTreeMap<usize, usize> = references
                .iter()
                .filter_map(|(at, reference)| Some((*at, referred(reference, &names)?)))
                .collect();
            for start in see.keys() {
                let mut way = vec![*start];
                while let Some(next) = way.last().and_then(|last| see.get(last)) {
                    if next == start {
                        let mut members = way.clone();
                        members.sort_unstable();
                        if said.insert(members) {
                            found.push(self.circle(&way));
                        }
                        break;
                    }
                    if way.contains(next) {
                        break;
                    }
                    way.push(*next);
                }
            }
        }
        found
    }

    fn circle(&self, way: &[usize]) -> Diagnostic {
        let names: Vec<String> = way
            .iter()
            .chain(way.first())
            .filter_map(|at| self.terms.get(*at))
            .map(|term| format!("`{}`", term.id))
            .collect();
        let span = way.first().map(|at| self.terms[*at].span.clone()).unwrap_or_default();
        let message = format!("definitions refer in a circle: {}", names.join(" → "));
        self.diagnostic(Code::CircularSee, span, message).hint("define one of them")
    }

    /// The terms by their ids and names.
    fn names(&self, side: Side) -> HashMap<String, usize> {
        let mut names = HashMap::new();
        for (at, term) in self.terms.iter().enumerate().rev() {
            for name in term.names(side).chain([term.id.as_str()]) {
                names.insert(name.to_lowercase(), at);
            }
        }
        names
    }
}

/// What a definition says after a word that refers to another term.
fn reference(definition: &str) -> Option<String> {
    let text = definition.trim();
    let begins = |cue: &&str| text.get(..cue.len()).is_some_and(|b| b.eq_ignore_ascii_case(cue));
    SEE.iter().any(begins).then(|| text.to_lowercase())
}

/// The term that such a definition refers to, if it does nothing else.
fn referred(text: &str, names: &HashMap<String, usize>) -> Option<usize> {
    let rest = SEE.iter().find_map(|cue| text.strip_prefix(cue))?;
    let is_frame = |c: char| !c.is_alphanumeric();
    let bare = rest.trim_matches(is_frame);
    // A link's text stands before its destination.
    let link = bare.split("](").next().unwrap_or(bare).trim_matches(is_frame);
    names.get(bare).or_else(|| names.get(link)).copied()
}

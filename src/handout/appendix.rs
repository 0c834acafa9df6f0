//! What follows the chapters of a reading: the misconceptions and the glossary.

use super::Setting;
use super::content::{markdown, plain};
use super::data::{Callout, Related, Term, Two};
use super::reading::inlines;
use crate::book::PairRef;
use crate::document::Bilingual;
use std::collections::{BTreeSet, HashMap};

/// Every callout of the chapters that are printed.
pub(super) fn callouts(setting: &Setting<'_>) -> Vec<Callout> {
    let printed = setting.book.callouts.iter().filter(|c| setting.prints(c.anchor));
    printed
        .map(|callout| Callout {
            id: format!("callout-{}", callout.number),
            number: callout.number,
            misconception: inlines(&callout.misconception, setting.sides, plain),
            boundary: inlines(&callout.boundary, setting.sides, plain),
        })
        .collect()
}

/// The glossary, each term with the pairs that use it.
pub(super) fn glossary(setting: &Setting<'_>) -> Vec<Term> {
    let book = setting.book;
    let terms = &book.glossary.terms;
    let name = |name: &Bilingual| inlines(name, setting.sides, plain);
    let ids: HashMap<&str, usize> =
        terms.iter().enumerate().map(|(index, term)| (term.id.as_str(), index)).collect();
    let mut uses: Vec<BTreeSet<PairRef>> = vec![BTreeSet::new(); terms.len()];
    for found in &book.uses {
        if setting.sides.contains(&found.side) && setting.prints(found.at) {
            uses[found.term].insert(found.at);
        }
    }
    let term = |(index, term): (usize, &crate::glossary::Term)| Term {
        id: format!("term-{}", term.id),
        name: name(&term.name),
        aliases: Two::of(|side| {
            let aliases = term.aliases(side);
            (setting.sides.contains(&side) && !aliases.is_empty())
                .then(|| aliases.iter().map(|alias| plain(alias)).collect())
        }),
        definition: inlines(&term.definition, setting.sides, markdown),
        related: term
            .related
            .iter()
            .filter_map(|relation| {
                let other = &terms[*ids.get(relation.to.as_str())?];
                Some(Related { to: format!("term-{}", other.id), name: name(&other.name) })
            })
            .collect(),
        uses: uses[index].iter().filter_map(|at| setting.printed.get(at).cloned()).collect(),
    };
    terms.iter().enumerate().filter(|(_, term)| !term.draft).map(term).collect()
}

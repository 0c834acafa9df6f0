//! What follows the chapters of a reading: the misconceptions and the glossary.

use super::Setting;
use super::content::{markdown, plain};
use super::data::{Callout, Related, Term, Two};
use super::reading::inlines;
use crate::document::{Bilingual, PairRef};

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
    let name = |name: &Bilingual| inlines(name, setting.sides, plain);
    let term = |(index, term): (usize, &crate::glossary::Term)| {
        let mut uses: Vec<PairRef> = book
            .uses
            .iter()
            .filter(|found| found.term == index && setting.sides.contains(&found.side))
            .map(|found| found.at)
            .filter(|at| setting.prints(*at))
            .collect();
        uses.sort_unstable();
        uses.dedup();
        Term {
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
                    let other = &book.glossary.terms[book.glossary.index(&relation.to)?];
                    Some(Related { to: format!("term-{}", other.id), name: name(&other.name) })
                })
                .collect(),
            uses: uses.iter().filter_map(|at| setting.printed.get(at).cloned()).collect(),
        }
    };
    book.glossary.terms.iter().enumerate().filter(|(_, term)| !term.draft).map(term).collect()
}

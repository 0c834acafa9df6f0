//! What there is to review, and how it looks on a screen.

use crate::align::report::is_doubtful;
use crate::book::{Book, Callout, PairRef, indexed};
use crate::callouts::{Decision, Decisions, Entry};
use crate::document::{Bilingual, Side};
use crate::load::BookText;
use std::fmt::Write;

/// One thing that no person has looked at.
pub(super) enum Item {
    /// A callout; accepted, it stands in the author's file as shown.
    Callout {
        /// As the author's file would have it.
        entry: Entry,
        /// Its paragraph.
        at: PairRef,
        /// Is it on the page already?
        shown: bool,
    },
    /// A drafted term: an index into the glossary's terms, and its name.
    Term(usize, Bilingual),
    /// Two texts that may not belong together.
    Pair(PairRef),
}

/// All of them: callouts in the order of the text, terms, pairs.
pub(super) fn unreviewed(text: &BookText, book: &Book<'_>) -> Vec<Item> {
    let (decisions, _) = text.callouts.as_ref().map(Decisions::parse).unwrap_or_default();
    let mut callouts: Vec<Item> = Vec::new();
    for (shown, callout) in
        book.callouts.iter().map(|c| (true, c)).chain(book.proposals.iter().map(|c| (false, c)))
    {
        let known = known(book, &decisions, callout);
        // What a comment in the chapter says, its author has looked at.
        if shown && (known.is_some() || callout.rule == "author") {
            continue;
        }
        let mut entry = Entry::of(book, callout, Decision::Show);
        if let Some(known) = known {
            (entry.pair, entry.text) = (known.pair.clone(), known.text.clone());
        }
        callouts.push(Item::Callout { entry, at: callout.anchor, shown });
    }
    callouts.sort_by_key(|item| match item {
        Item::Callout { at, .. } | Item::Pair(at) => Some(*at),
        Item::Term(..) => None,
    });
    let terms = book.glossary.terms.iter().enumerate().filter(|(_, term)| term.draft);
    let terms = terms.map(|(at, term)| Item::Term(at, term.name.clone()));
    let pairs = indexed(&book.documents).flat_map(|(index, document)| {
        let doubtful = document.indexed().filter(|(_, pair)| is_doubtful(pair));
        doubtful.map(move |(pair, _)| Item::Pair(PairRef { document: index, pair }))
    });
    callouts.into_iter().chain(terms).chain(pairs).collect()
}

/// The entry of the author's file at one of a callout's pairs.
fn known<'d>(book: &Book<'_>, decisions: &'d Decisions, callout: &Callout) -> Option<&'d Entry> {
    let chapter = book.document(callout.anchor.document).source.name();
    let ids: Vec<&str> = std::iter::once(&callout.anchor)
        .chain(&callout.pairs)
        .map(|at| book.pair(*at).id.as_str())
        .collect();
    let at = |id: &&str| {
        decisions.entries.iter().find(|entry| entry.chapter == chapter && entry.pair == **id)
    };
    ids.iter().find_map(at)
}

/// What is shown of an item.
pub(super) fn screen(book: &Book<'_>, item: &Item) -> String {
    let mut out = String::new();
    // Writing to a String cannot fail.
    match item {
        Item::Callout { entry, at, shown } => {
            let what = if *shown { "a callout that is shown" } else { "a proposed callout" };
            let _ = writeln!(out, "{what}, {}\n\n{}", place(book, *at), paragraph(book, *at));
            let _ = write!(
                out,
                "misconception\n{}boundary\n{}",
                sides(&entry.misconception),
                sides(&entry.boundary)
            );
        }
        Item::Term(index, _) => {
            let term = &book.glossary.terms[*index];
            let _ = writeln!(out, "a drafted term\n");
            if let Some(found) = book.uses.iter().find(|found| found.term == *index) {
                let _ = writeln!(out, "{}\n{}", place(book, found.at), paragraph(book, found.at));
            }
            let _ =
                write!(out, "term\n{}definition\n{}", sides(&term.name), sides(&term.definition));
        }
        Item::Pair(at) => {
            let _ = write!(
                out,
                "do these belong together? {}\n\n{}",
                place(book, *at),
                paragraph(book, *at)
            );
        }
    }
    out
}

/// Where a pair stands, e.g. `one.md:5`.
fn place(book: &Book<'_>, at: PairRef) -> String {
    let document = book.document(at.document);
    let start = book.pair(at).source.first().map_or(0, |block| block.span.start);
    format!("{}:{}", document.source.name(), document.source.line(start))
}

/// The paragraph in both languages.
fn paragraph(book: &Book<'_>, at: PairRef) -> String {
    let text = |side| book.pair(at).running_text(side);
    sides(&Bilingual { source: text(Side::Source), target: text(Side::Target) })
}

fn sides(words: &Bilingual) -> String {
    let lines = [&words.source, &words.target].into_iter().filter(|text| !text.is_empty());
    lines.map(|text| format!("  {}\n", visible(text))).collect()
}

/// Text without what a terminal would obey.
fn visible(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

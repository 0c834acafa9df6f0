//! Finds the misconception boundaries of a book.
//!
//! 1. Every block of running Chinese becomes a passage: one script, sentences,
//!    clauses, cue words (`text`, `cues`),
//! 2. what the book is about is gathered (`concept`),
//! 3. the layout says which sections announce misreadings and which blocks
//!    state a claim (`layout`),
//! 4. frames find beliefs and denials, and the evidence is weighed (`frame`,
//!    `evidence`, `search`),
//! 5. each boundary gets its words in both languages (`phrase`, `counterpart`).

mod concept;
mod cues;
mod directive;
mod evidence;
mod frame;
mod layout;
mod phrase;
mod search;
mod text;

use crate::align::lexicon::Lexicon;
use crate::align::sentence::counterpart;
use crate::config::CalloutConfig;
use crate::diagnostic::{Diagnostic, Severity};
use crate::document::{Bilingual, BlockKind, Callout, Document, PairRef, Side};
use crate::glossary::Glossary;
use crate::language::Language;
use concept::Concepts;
use cues::CHINESE;
use evidence::Reader;
use search::{Candidate, Search};
use std::collections::BTreeSet;
use std::ops::Range;
use text::Passage;

/// The weight from which a candidate is a callout.
const ENOUGH: f32 = 1.5;

/// The weight from which a candidate is worth a note.
const NEAR: f32 = 1.3;

/// Every misconception boundary of the book in reading order, numbered from 1,
/// and what there is to say about directives and near misses.
pub fn find(
    documents: &[Document<'_>],
    glossary: &Glossary,
    lexicon: &Lexicon,
    language: &Language,
    config: &CalloutConfig,
) -> (Vec<Callout>, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    if !config.enable {
        return (Vec::new(), diagnostics);
    }
    let mut callouts = Vec::new();
    if language.is_chinese() {
        let context = Context { documents, glossary, lexicon, config };
        found(&context, &mut callouts, &mut diagnostics);
    } else if let Some(document) = documents.first() {
        diagnostics.push(no_frames(document, language));
    }
    directive::apply(documents, &mut callouts, &mut diagnostics);
    for (index, callout) in callouts.iter_mut().enumerate() {
        callout.number = index + 1;
    }
    (callouts, diagnostics)
}

/// What a search works on.
struct Context<'a, 'b> {
    documents: &'a [Document<'b>],
    glossary: &'a Glossary,
    lexicon: &'a Lexicon,
    config: &'a CalloutConfig,
}

/// Says that a book in another language has only its author's callouts.
fn no_frames(document: &Document<'_>, language: &Language) -> Diagnostic {
    Diagnostic::file(
        Severity::Note,
        "no-frames",
        document.path(),
        format!(
            "misconception boundaries are found in Chinese only, and this book is in `{}`",
            language.tag()
        ),
    )
    .hint(
        "write `<!-- bilingual: callout misconception=\"…\" boundary=\"…\" -->` before a block \
         for each callout",
    )
}

/// What the frames and the layout find.
fn found(
    context: &Context<'_, '_>,
    callouts: &mut Vec<Callout>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let Context { documents, glossary, lexicon, config } = *context;
    let mut all: Vec<Passage<'_>> = Vec::new();
    let mut chapters = Vec::new();
    for (index, document) in documents.iter().enumerate() {
        let from = all.len();
        all.extend(passages(index, document));
        chapters.push(from..all.len());
    }
    let fold = |text: &str| text::fold(text, text::is_traditional(text));
    let concepts = Concepts::gather(
        &all,
        documents.iter().map(|document| fold(&document.title.source)),
        glossary.terms.iter().flat_map(|term| {
            std::iter::once(&term.name.source).chain(&term.source_aliases).map(|name| fold(name))
        }),
    );
    let reader = Reader::new(&CHINESE, &config.disable_rules);
    let own: Vec<String> = config.cues.iter().map(|cue| fold(cue)).collect();
    let search = Search { reader: &reader, concepts: &concepts, passages: &all };
    let mut candidates = Vec::new();
    for (document, range) in documents.iter().zip(chapters) {
        let title = fold(&document.title.source);
        candidates.extend(chapter(&search, range, &title, &own));
    }
    let (kept, near) = decide(candidates);
    let place = |candidate: &Candidate| &documents[all[candidate.boundary.0].at.document];
    diagnostics.extend(near.iter().map(|found| near_miss(place(found), &all, found)));
    callouts.extend(kept.into_iter().map(|found| callout(place(&found), lexicon, &all, found)));
}

/// The candidates of one chapter.
fn chapter(
    search: &Search<'_, '_>,
    range: Range<usize>,
    title: &str,
    own: &[String],
) -> Vec<Candidate> {
    let units = layout::units(&search.passages[range.clone()], title, search.reader.lexicon, own);
    let mut candidates: Vec<Candidate> = Vec::new();
    let mut consumed = BTreeSet::new();
    for mut unit in units.into_iter().filter(|unit| unit.announced > 0.0) {
        unit.passages = unit.passages.start + range.start..unit.passages.end + range.start;
        if let Some(candidate) = search.unit(&unit) {
            if candidate.score >= ENOUGH {
                consumed.extend(unit.passages.clone());
            }
            candidates.push(candidate);
        }
    }
    for index in range {
        if !consumed.contains(&index) && search.passages[index].level().is_none() {
            candidates.extend(search.flow(index, 0.0));
        }
    }
    candidates
}

/// How much one boundary nearby makes another more likely: an essay that
/// argues against misreadings does so more than once, a report never.
const COMPANY: f32 = 0.2;

/// The weight from which a boundary counts as company.
const SURE: f32 = 1.6;

/// How many passages away company counts.
const NEARBY: usize = 25;

/// Which candidates are callouts and which are near misses.
fn decide(mut candidates: Vec<Candidate>) -> (Vec<Candidate>, Vec<Candidate>) {
    let sure: Vec<usize> =
        candidates.iter().filter(|c| c.score >= SURE).map(|c| c.boundary.0).collect();
    for candidate in candidates.iter_mut().filter(|c| c.score < ENOUGH) {
        let at = candidate.boundary.0;
        let company = sure.iter().filter(|other| other.abs_diff(at) <= NEARBY).count();
        let weight = COMPANY * company.min(2) as f32;
        candidate.reasons.push(("company", weight));
        candidate.score += weight;
    }
    let (enough, rest): (Vec<_>, Vec<_>) =
        candidates.into_iter().partition(|candidate| candidate.score >= ENOUGH);
    let kept = search::distinct(enough);
    let near = search::distinct(rest.into_iter().filter(|c| c.score >= NEAR).collect());
    let shown: BTreeSet<usize> = kept.iter().flat_map(|c| c.passages.clone()).collect();
    let near = near.into_iter().filter(|c| c.passages.iter().all(|p| !shown.contains(p))).collect();
    (kept, near)
}

/// The running text of a chapter.
fn passages<'a>(index: usize, document: &'a Document<'_>) -> Vec<Passage<'a>> {
    let traditional = text::is_traditional(&document.source.text);
    let mut found = Vec::new();
    for (number, pair) in document.pairs.iter().enumerate() {
        for block in pair.source.iter().filter(|block| searched(&block.kind)) {
            let folded = text::fold(&block.plain, traditional);
            let mut sentences = text::sentences(&folded);
            if let (Some(first), Some((_, content))) =
                (sentences.first_mut(), layout::label(&folded, &CHINESE))
            {
                first.begin_at(content);
            }
            found.push(Passage {
                at: PairRef { document: index, pair: number },
                kind: &block.kind,
                depth: block.depth,
                plain: &block.plain,
                cues: CHINESE.cues(&folded),
                sentences,
                folded,
            });
        }
    }
    found
}

/// Are boundaries looked for in blocks of this kind?
fn searched(kind: &BlockKind) -> bool {
    match kind {
        BlockKind::Heading { .. }
        | BlockKind::Paragraph
        | BlockKind::ListItem { .. }
        | BlockKind::Quote
        | BlockKind::DefinitionTitle
        | BlockKind::Definition => true,
        BlockKind::TableCell { .. }
        | BlockKind::Footnote { .. }
        | BlockKind::Code
        | BlockKind::Image
        | BlockKind::Html
        | BlockKind::Rule
        | BlockKind::Math => false,
    }
}

/// A candidate in the words of both languages.
fn callout(
    document: &Document<'_>,
    lexicon: &Lexicon,
    passages: &[Passage<'_>],
    candidate: Candidate,
) -> Callout {
    let (at, range) = &candidate.boundary;
    let anchor = passages[*at].at;
    let mut pairs: Vec<PairRef> = candidate.passages.iter().map(|p| passages[*p].at).collect();
    pairs.dedup();
    let target = |(at, range): &(usize, Range<usize>)| {
        let pair = &document.pairs[passages[*at].at.pair];
        let text: Vec<&str> = pair.side(Side::Target).iter().map(|b| b.plain.as_str()).collect();
        let text = text.join(" ");
        let found = counterpart(passages[*at].plain, &text, range.clone(), lexicon);
        let said = found.and_then(|range| text.get(range)).unwrap_or(&text);
        layout::unnumbered(said).to_string()
    };
    // A denial holds what it denies: the same sentence says both.
    let (belief, boundary) = (&candidate.belief, &candidate.boundary);
    let within = belief.0 == boundary.0
        && belief.1.start < boundary.1.end
        && boundary.1.start < belief.1.end;
    let denied = if within { boundary } else { belief };
    Callout {
        number: 0,
        anchor,
        pairs,
        rule: candidate.rule.clone(),
        misconception: Bilingual {
            target: target(denied),
            source: candidate.misconception.clone(),
        },
        boundary: Bilingual {
            source: passages[*at].original(range).to_string(),
            target: target(boundary),
        },
    }
}

/// Says what nearly became a callout and why it did not.
fn near_miss(
    document: &Document<'_>,
    passages: &[Passage<'_>],
    candidate: &Candidate,
) -> Diagnostic {
    let at = passages[candidate.boundary.0].at;
    let span = document.pairs[at.pair].source.first().map_or(0..0, |block| block.span.clone());
    let reasons: Vec<String> = candidate
        .reasons
        .iter()
        .filter(|(_, weight)| weight.abs() >= 0.01)
        .map(|(name, weight)| format!("{name} {weight:+.2}"))
        .collect();
    Diagnostic::at(
        Severity::Note,
        "near-miss",
        document.source,
        span,
        format!(
            "not quite a misconception boundary (`{}`, {:.2} of {ENOUGH:.2}: {}): `{}`",
            candidate.rule,
            candidate.score,
            reasons.join(", "),
            candidate.misconception,
        ),
    )
    .hint("write `<!-- bilingual: callout misconception=\"…\" boundary=\"…\" -->` before the block to make it one")
}

#[cfg(test)]
mod tests;

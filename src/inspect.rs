//! The aligned model as JSON, for other programs.

use crate::book::{Book, DocumentIndex, indexed};
use crate::diagnostic::Diagnostic;
use crate::document::{Bilingual, Block, Side, Source, Status};
use serde::Serialize;

/// The whole report. The keys are a contract: they may grow, and stay.
#[derive(Debug, Serialize)]
pub struct Report<'a> {
    source_language: &'a str,
    target_language: &'a str,
    chapters: Vec<Chapter<'a>>,
    glossary: Vec<Term<'a>>,
    diagnostics: &'a [Diagnostic],
}

#[derive(Debug, Serialize)]
struct Chapter<'a> {
    path: String,
    title: &'a Bilingual,
    pairs: Vec<Pair<'a>>,
    callouts: Vec<Callout<'a>>,
    terms: Vec<Use<'a>>,
}

#[derive(Debug, Serialize)]
struct Pair<'a> {
    id: &'a str,
    kind: &'static str,
    source: Vec<&'a str>,
    target: Vec<&'a str>,
    source_lines: Vec<usize>,
    target_lines: Vec<usize>,
    status: Status,
    confidence: f32,
}

/// What the texts say, in the words of the texts.
#[derive(Debug, Serialize)]
struct Said<'a> {
    source: &'a str,
    target: &'a str,
}

#[derive(Debug, Serialize)]
struct Callout<'a> {
    number: usize,
    pairs: Vec<&'a str>,
    rule: &'a str,
    misconception: Said<'a>,
    boundary: &'a Bilingual,
    /// Proposed and not shown?
    draft: bool,
}

#[derive(Debug, Serialize)]
struct Use<'a> {
    term: &'a str,
    language: &'a str,
    pair: &'a str,
    text: &'a str,
    linked: bool,
}

#[derive(Debug, Serialize)]
struct Term<'a> {
    id: &'a str,
    source: &'a str,
    target: &'a str,
    related: Vec<&'a str>,
    draft: bool,
}

/// The report of a book.
pub fn report<'a>(book: &'a Book<'a>) -> Report<'a> {
    Report {
        source_language: book.source_language.tag(),
        target_language: book.target_language.tag(),
        chapters: indexed(&book.documents).map(|(index, _)| chapter(book, index)).collect(),
        glossary: book
            .glossary
            .terms
            .iter()
            .map(|term| Term {
                id: &term.id,
                source: &term.name.source,
                target: &term.name.target,
                related: term.related.iter().map(|relation| relation.to.as_str()).collect(),
                draft: term.draft,
            })
            .collect(),
        diagnostics: &book.diagnostics,
    }
}

fn chapter<'a>(book: &'a Book<'a>, index: DocumentIndex) -> Chapter<'a> {
    let document = book.document(index);
    let [source, target] = [Side::Source, Side::Target].map(|side| Lines::of(document.text(side)));
    let shown = book.callouts.iter().map(|callout| (false, callout));
    let proposed = book.proposals.iter().map(|callout| (true, callout));
    Chapter {
        path: document.path().to_string_lossy().replace('\\', "/"),
        title: &document.title,
        pairs: document.pairs.iter().map(|found| pair(found, &source, &target)).collect(),
        callouts: shown
            .chain(proposed)
            .filter(|(_, callout)| callout.anchor.document == index)
            .map(|(draft, callout)| Callout {
                number: callout.number,
                pairs: callout.pairs.iter().map(|at| book.pair(*at).id.as_str()).collect(),
                rule: &callout.rule,
                misconception: Said {
                    source: &callout.misconception.source,
                    target: callout.denial.as_deref().unwrap_or(&callout.misconception.target),
                },
                boundary: &callout.boundary,
                draft,
            })
            .collect(),
        terms: book
            .uses_in(index)
            .iter()
            .map(|found| {
                let pair = book.pair(found.at);
                Use {
                    term: &book.glossary.terms[found.term].id,
                    language: book.language(found.side).tag(),
                    pair: &pair.id,
                    text: &pair.block(found.side, found.block).plain[found.plain.clone()],
                    linked: found.linked,
                }
            })
            .collect(),
    }
}

fn pair<'a>(pair: &'a crate::document::Pair<'a>, source: &Lines, target: &Lines) -> Pair<'a> {
    Pair {
        id: &pair.id,
        kind: pair.kind().name(),
        source: texts(&pair.source),
        target: texts(&pair.target),
        source_lines: source.around(&pair.source),
        target_lines: target.around(&pair.target),
        status: pair.status,
        confidence: pair.confidence,
    }
}

fn texts<'a>(blocks: &'a [Block<'a>]) -> Vec<&'a str> {
    blocks.iter().map(|block| block.plain.as_str()).collect()
}

/// Where the lines of a text end. Counting them anew for every pair takes time
/// that grows with the square of the chapter.
struct Lines(Vec<usize>);

impl Lines {
    fn of(text: Option<&Source>) -> Self {
        let text = text.map_or("", |source| source.text.as_str());
        Self(text.match_indices('\n').map(|(at, _)| at).collect())
    }

    /// The first and the last line of the blocks, or nothing.
    fn around(&self, blocks: &[Block<'_>]) -> Vec<usize> {
        let line = |offset: usize| 1 + self.0.partition_point(|end| *end < offset);
        match (blocks.first(), blocks.last()) {
            (Some(first), Some(last)) => vec![line(first.span.start), line(last.span.end)],
            _ => Vec::new(),
        }
    }
}

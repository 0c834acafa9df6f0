//! From text to an annotated book: the middle of the way, without I/O.

use crate::align;
use crate::align::lexicon::Lexicon;
use crate::annotate;
use crate::book::Book;
use crate::callouts::Decisions;
use crate::config::{Config, OnMismatch};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::document::{BlockKind, Document, Side, Status};
use crate::glossary::Glossary;
use crate::load::{BookText, ChapterText};
use crate::lock::{self, Lock};
use crate::parse::parse;
use crate::script;
use crate::translation;
use std::path::Path;

/// Aligns and annotates a whole book.
pub fn assemble(text: &BookText) -> Book<'_> {
    annotated(text).0
}

/// The same with the sentences of every pair, which pages mark. Aligning them
/// takes a third of the time that all the rest takes.
pub fn assemble_for_pages(text: &BookText) -> Book<'_> {
    let (book, lexicon) = annotated(text);
    for pair in book.documents.iter().flat_map(|document| &document.pairs) {
        align::sentence::of_pair(pair, &lexicon);
    }
    book
}

fn annotated(text: &BookText) -> (Book<'_>, Lexicon) {
    let mut diagnostics = text.diagnostics.clone();
    diagnostics.extend(misnamed(text));
    let (glossary, found) = match &text.glossary {
        Some(file) => Glossary::parse(file),
        None => Default::default(),
    };
    diagnostics.extend(found);
    let (decisions, found) = match &text.callouts {
        Some(file) => Decisions::parse(file),
        None => Default::default(),
    };
    diagnostics.extend(found);
    let (documents, lexicon) = align_all(&text.chapters, &glossary, &text.lock);
    for (document, chapter) in documents.iter().zip(&text.chapters) {
        mismatches(document, chapter.beads.is_some(), &text.config, &mut diagnostics);
        diagnostics.extend(stale(document, text.config.on_stale));
        diagnostics.extend(align::report::doubts(document));
    }
    let (boundaries, found) = annotate::callout::find(
        &documents,
        &glossary,
        &lexicon,
        &text.source_language,
        &text.config.callouts,
        text.callouts.as_ref().map(|file| (file, &decisions)),
    );
    diagnostics.extend(found);
    let (uses, found) = annotate::terms::find(&documents, &glossary, &text.config.glossary);
    diagnostics.extend(found);
    let book = Book {
        title: text.title.clone(),
        description: text.description.clone(),
        opening: text.config.opening,
        generated: generated(&text.config),
        source_language: text.source_language.clone(),
        target_language: text.target_language.clone(),
        bilingual: text.config.translation.is_some(),
        documents,
        glossary,
        callout_style: text.config.callouts.clone(),
        callouts: boundaries.callouts,
        proposals: boundaries.proposals,
        uses,
        diagnostics,
    };
    (book, lexicon)
}

/// All chapters, parsed and aligned with what they teach each other. Where a
/// PO file says which blocks belong together, nothing is left to align.
fn align_all<'a>(
    chapters: &'a [ChapterText],
    glossary: &Glossary,
    lock: &Lock,
) -> (Vec<Document<'a>>, Lexicon) {
    let mut documents = Vec::with_capacity(chapters.len());
    let mut open = Vec::new();
    for (index, chapter) in chapters.iter().enumerate() {
        let source = parse(&chapter.source.text);
        let target = chapter.target.as_ref().map(|target| parse(&target.text)).unwrap_or_default();
        let pairs = match &chapter.beads {
            Some(beads) => translation::pairs(&source.blocks, &target.blocks, beads),
            None => {
                let reviewed = lock.chapter(&chapter.source.name());
                let pins = lock::pins(reviewed, &source.blocks, &target.blocks);
                let blocks =
                    align::ChapterBlocks { source: source.blocks, target: target.blocks, pins };
                open.push((index, blocks));
                Vec::new()
            }
        };
        documents.push(Document {
            source: &chapter.source,
            target: chapter.target.as_ref(),
            page: chapter.page.clone(),
            title: chapter.title.clone(),
            number: chapter.number.clone(),
            pairs,
            source_comments: source.comments,
            target_comments: target.comments,
        });
    }
    let (indices, blocks): (Vec<usize>, Vec<align::ChapterBlocks<'a>>) = open.into_iter().unzip();
    let (pairs, lexicon) = align::book(blocks, glossary);
    for (index, pairs) in indices.into_iter().zip(pairs) {
        documents[index].pairs = pairs;
    }
    for document in &mut documents {
        let pairs = std::mem::take(&mut document.pairs);
        document.pairs = lock::review(lock.chapter(&document.source.name()), pairs);
    }
    (documents, lexicon)
}

/// Says where a book counts as English only because that is what mdBook writes
/// into a book.toml and takes where nothing is written.
fn misnamed(text: &BookText) -> Option<Diagnostic> {
    if text.source_language.primary() != "en" {
        return None;
    }
    let all = text.chapters.iter().flat_map(|chapter| chapter.source.text.chars());
    let seen = script::detect(&all.take(script::SAMPLE).collect::<String>());
    if seen.primary() == "en" {
        return None;
    }
    let message = format!(
        "this book is in {}, but for book.toml its language is `{}`",
        seen.own_name(),
        text.source_language.tag()
    );
    let path = Path::new("book.toml");
    let found = Diagnostic::file(Code::WrongLanguage, path, message);
    Some(found.hint(format!("write `language = \"{}\"` under [book] in book.toml", seen.tag())))
}

/// Says which reviewed translations are of a text that has changed since.
fn stale(document: &Document<'_>, on_stale: OnMismatch) -> Vec<Diagnostic> {
    let severity = match on_stale {
        OnMismatch::Warn => Severity::Warning,
        OnMismatch::Error => Severity::Error,
    };
    let stale = document.pairs.iter().filter(|pair| pair.status == Status::Stale);
    stale
        .filter_map(|pair| {
            let block = pair.source.first()?;
            let day = pair.reviewed.as_deref().unwrap_or("another day");
            let message = format!("this has changed since its translation was reviewed on {day}");
            let hint = match (document.target, pair.target.first()) {
                (Some(target), Some(block)) => format!(
                    "update line {} of `{}`; if it still holds, `mdbook-bilingual accept` says so",
                    target.line(block.span.start),
                    target.path.display()
                ),
                _ => "update the translation".to_string(),
            };
            let span = block.span.clone();
            let found = Diagnostic::at(Code::StalePair, document.source, span, message);
            Some(found.severity(severity).hint(hint))
        })
        .collect()
}

/// The pages that the plugin writes for this book.
fn generated(config: &Config) -> Vec<&'static str> {
    [(config.callouts.chapter, "misconceptions.html"), (config.glossary.chapter, "glossary.html")]
        .into_iter()
        .filter_map(|(wanted, page)| wanted.then_some(page))
        .collect()
}

/// Says which blocks have no partner. A chapter without any translation was
/// reported when it was read; what a catalog lacks was counted then.
fn mismatches(
    document: &Document<'_>,
    catalog: bool,
    config: &Config,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let Some(target) = document.target else { return };
    let severity = match config.on_mismatch {
        OnMismatch::Warn if catalog => Severity::Note,
        OnMismatch::Warn => Severity::Warning,
        OnMismatch::Error => Severity::Error,
    };
    let place = match &config.translation {
        Some(file) if catalog => file,
        _ => &target.path,
    };
    for pair in &document.pairs {
        let (source, side, code, message, hint) = match pair.status {
            Status::Untranslated => (
                document.source,
                Side::Source,
                Code::UntranslatedBlock,
                format!("this has no translation in `{}`", place.display()),
                "translate it, or check that the paragraphs of both files match",
            ),
            Status::Orphan => (
                target,
                Side::Target,
                Code::OrphanBlock,
                format!("this translates nothing in `{}`", document.path().display()),
                "remove it, or check that the paragraphs of both files match",
            ),
            Status::Translated | Status::Stale | Status::Draft => continue,
        };
        if let Some(block) = pair.side(side).iter().find(|block| block.kind != BlockKind::Rule) {
            diagnostics.push(
                Diagnostic::at(code, source, block.span.clone(), message)
                    .severity(severity)
                    .hint(hint),
            );
        }
    }
}

//! Finds the misconception boundaries of a book.
//!
//! 1. Every block of running Chinese becomes a passage: one script, sentences,
//!    clauses, cue words (`text`, `cues`),
//! 2. what the book is about is gathered (`concept`),
//! 3. the layout says what is weighed as one, a paragraph or a claim with what
//!    follows it, and which sections announce misreadings (`layout`,
//!    `handover`),
//! 4. frames find beliefs and denials (`frame`, `evidence`), and each unit is
//!    worded as well as it can be (`wording`, `phrase`),
//! 5. what is seen of a unit is weighed (`features`, `weights`, `weigh`),
//! 6. each boundary gets its words in both languages (`counterpart`).

mod affirm;
mod concept;
mod cues;
mod data;
mod directive;
mod evidence;
mod features;
#[cfg(test)]
mod fit;
mod frame;
mod handover;
mod layout;
mod phrase;
mod phrases;
mod rule;
mod text;
mod weigh;
mod weights;
mod wording;

use crate::align::lexicon::Lexicon;
use crate::align::sentence::counterpart;
use crate::config::{CalloutConfig, Essays};
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{Bilingual, BlockKind, Callout, Document, PairRef, Side};
use crate::glossary::Glossary;
use crate::language::Language;
use concept::Concepts;
use cues::CueLexicon;
use data::{Data, data};
use evidence::CueReader;
use layout::Unit;
use std::ops::Range;
use text::Passage;
use weigh::{Candidate, Scope};
use weights::Weights;
use wording::{Wording, Words};

/// The log odds from which a unit is a callout: where, in essays that the
/// weights have not seen, as many are missed as are found wrongly.
const ENOUGH: f32 = -0.2;

/// The log odds from which a unit is worth a note.
const NEAR: f32 = -1.0;

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
        match data() {
            Ok(data) => {
                let context = Context { documents, glossary, lexicon, config, data };
                found(&context, &mut callouts, &mut diagnostics);
            }
            Err(error) => diagnostics.push(error.diagnostic()),
        }
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
    data: &'static Data,
}

/// Says that a book in another language has only its author's callouts.
fn no_frames(document: &Document<'_>, language: &Language) -> Diagnostic {
    Diagnostic::file(
        Code::NoFrames,
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

/// Says that a long book is not searched as an essay is.
fn general_prose(document: &Document<'_>) -> Diagnostic {
    Diagnostic::file(
        Code::GeneralProse,
        document.path(),
        "a book this long is read as general prose: a callout comes only where misreadings are \
         announced or turned away outright",
    )
    .hint(
        "if its chapters argue about concepts, set `essays = \"all\"` in \
         [preprocessor.bilingual.callouts]; `essays = \"none\"` silences this note",
    )
}

/// The running text of a book, and what it is about.
struct Text<'a> {
    /// Of all chapters.
    passages: Vec<Passage<'a>>,
    /// Which of them each chapter has.
    chapters: Vec<Range<usize>>,
    concepts: Concepts,
}

impl<'a> Text<'a> {
    fn read(
        documents: &'a [Document<'_>],
        glossary: &Glossary,
        lexicon: &'static CueLexicon,
    ) -> Self {
        let mut all: Vec<Passage<'a>> = Vec::new();
        let mut chapters = Vec::new();
        for (index, document) in documents.iter().enumerate() {
            let from = all.len();
            all.extend(passages(index, document, lexicon));
            chapters.push(from..all.len());
        }
        let names = glossary
            .terms
            .iter()
            .flat_map(|term| std::iter::once(&term.name.source).chain(&term.source_aliases));
        let titles = documents.iter().map(|document| folded(&document.title.source));
        let definitions = glossary.terms.iter().map(|term| folded(&term.definition.source));
        let concepts =
            Concepts::gather(lexicon, &all, titles, names.map(|name| folded(name)), definitions);
        Self { passages: all, chapters, concepts }
    }
}

/// Words as the passages have them, whatever script they are in.
fn folded(text: &str) -> String {
    text::fold(text, text::is_traditional(text))
}

/// What the weighing finds.
fn found(
    context: &Context<'_, '_>,
    callouts: &mut Vec<Callout>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let Context { documents, glossary, config, data, .. } = *context;
    diagnostics.extend(rule::unknown(&data.lexicon, &config.disable_rules));
    let text = Text::read(documents, glossary, &data.lexicon);
    let reader = CueReader::new(&data.lexicon, &config.disable_rules);
    let words = Words::new(&reader, &text.concepts, &text.passages);
    let own: Vec<String> = config.cues.iter().map(|cue| folded(cue)).collect();
    let scopes: Vec<Scope> =
        text.chapters.iter().map(|range| scope(&words, range, config.essays)).collect();
    let unasked = config.essays == Essays::Auto && !scopes.iter().any(|scope| scope.essay);
    diagnostics.extend(documents.first().filter(|_| unasked).map(general_prose));
    let chapters = documents.iter().zip(text.chapters.iter().zip(&scopes));
    let candidates: Vec<Candidate> = chapters
        .flat_map(|(document, (range, scope))| {
            let title = folded(&document.title.source);
            chapter(&words, &data.weights, range, scope, &title, &own)
        })
        .collect();
    for candidate in candidates {
        let document = &documents[text.passages[candidate.wording.boundary.0].at.document];
        if candidate.score >= ENOUGH {
            callouts.push(callout(context, document, &text.passages, candidate));
        } else if candidate.score >= NEAR {
            diagnostics.push(near_miss(document, &text.passages, &candidate));
        }
    }
}

/// What is known before reading of a book that is no essay about its concepts:
/// in general prose one paragraph in about a thousand draws such a boundary,
/// in the labelled essays one in four.
const RARE: f32 = -6.0;

/// What a boundary may lose to a book that defines none of its words.
const VAGUE: f32 = -2.0;

/// The candidates of one chapter.
fn chapter(
    words: &Words<'_, '_>,
    weights: &Weights,
    range: &Range<usize>,
    scope: &Scope,
    title: &str,
    own: &[String],
) -> Vec<Candidate> {
    let prior = match (scope.essay, words.concepts.defines(scope.passages.clone())) {
        (true, true) => 0.0,
        (true, false) => VAGUE,
        (false, _) => RARE,
    };
    units(words, range, title, own)
        .filter(|unit| scope.essay || weigh::eligible(words, unit))
        .filter_map(|unit| weigh::weigh(words, &unit, scope, weights, prior))
        .collect()
}

/// What a chapter belongs to: a short book is one essay, and a chapter of a
/// long one may be an essay of its own.
fn scope(words: &Words<'_, '_>, chapter: &Range<usize>, essays: Essays) -> Scope {
    let short = words.concepts.short();
    let essay = match essays {
        Essays::Auto => short || words.gives_definition(chapter.clone()),
        Essays::All => true,
        Essays::None => false,
    };
    let passages = if short { 0..words.passages.len() } else { chapter.clone() };
    Scope::new(words, passages, essay)
}

/// What is weighed in a chapter.
fn units(
    words: &Words<'_, '_>,
    chapter: &Range<usize>,
    title: &str,
    own: &[String],
) -> impl Iterator<Item = Unit> {
    let start = chapter.start;
    let units = layout::units(&words.passages[chapter.clone()], title, words.reader.lexicon, own);
    let units = units.into_iter().map(|unit| unit.shifted(start));
    handover::joined(units, words.passages).into_iter().filter(|unit| {
        let passages = &words.passages[unit.passages.clone()];
        passages.iter().map(|passage| passage.sentences.len()).sum::<usize>() <= LONGEST
    })
}

/// The most sentences of a unit: what is longer is no paragraph but a book in
/// one line.
const LONGEST: usize = 120;

/// The running text of a chapter.
fn passages<'a>(
    index: usize,
    document: &'a Document<'_>,
    lexicon: &'static CueLexicon,
) -> Vec<Passage<'a>> {
    let traditional = text::is_traditional(&document.source.text);
    let mut found = Vec::new();
    for (number, pair) in document.pairs.iter().enumerate() {
        for block in pair.source.iter().filter(|block| searched(&block.kind)) {
            let folded = text::fold(&block.plain, traditional);
            let mut sentences = text::sentences(&folded);
            if let (Some(first), Some((_, content))) =
                (sentences.first_mut(), layout::label(&folded, lexicon))
            {
                first.begin_at(content);
            }
            found.push(Passage {
                at: PairRef { document: index, pair: number },
                kind: &block.kind,
                depth: block.depth,
                plain: &block.plain,
                lexicon,
                cues: lexicon.cues(&folded),
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
    context: &Context<'_, '_>,
    document: &Document<'_>,
    passages: &[Passage<'_>],
    candidate: Candidate,
) -> Callout {
    let Wording { rule, belief, misconception, boundary, .. } = candidate.wording;
    let (at, range) = &boundary;
    let anchor = passages[*at].at;
    let mut pairs: Vec<PairRef> = passages[candidate.passages].iter().map(|p| p.at).collect();
    pairs.dedup();
    let target = |(at, range): &(usize, Range<usize>)| {
        let pair = &document.pairs[passages[*at].at.pair];
        let text: Vec<&str> = pair.side(Side::Target).iter().map(|b| b.plain.as_str()).collect();
        let text = text.join(" ");
        let found = counterpart(passages[*at].plain, &text, range.clone(), context.lexicon);
        let said = found.and_then(|range| text.get(range)).unwrap_or(&text);
        layout::unnumbered(said).trim_end_matches([':', ',', ';']).to_string()
    };
    // A denial holds what it denies: the same sentence says both.
    let within = belief.0 == boundary.0
        && belief.1.start < boundary.1.end
        && boundary.1.start < belief.1.end;
    let denied = if within { &boundary } else { &belief };
    let said = target(denied);
    let english = document.target.is_some_and(|target| target.language.primary() == "en");
    let claim = if within && english { context.data.english.affirmed(&said) } else { None };
    let (said, denial) = match claim {
        Some(claim) => (claim, Some(said)),
        None => (said, None),
    };
    Callout {
        number: 0,
        anchor,
        pairs,
        rule: rule.to_string(),
        misconception: Bilingual { source: misconception, target: said },
        denial,
        boundary: Bilingual {
            source: passages[*at].original(range).to_string(),
            target: target(&boundary),
        },
    }
}

/// Says what nearly became a callout and why it did not.
fn near_miss(
    document: &Document<'_>,
    passages: &[Passage<'_>],
    candidate: &Candidate,
) -> Diagnostic {
    let at = passages[candidate.wording.boundary.0].at;
    let span = document.pairs[at.pair].source.first().map_or(0..0, |block| block.span.clone());
    let reasons: Vec<String> = candidate
        .reasons
        .iter()
        .take(5)
        .map(|(name, weight)| format!("{name} {weight:+.2}"))
        .collect();
    Diagnostic::at(
        Code::NearMiss,
        document.source,
        span,
        format!(
            "not quite a misconception boundary: `{}` (rule `{}`, log odds {:.2}: {}, …)",
            candidate.wording.misconception,
            candidate.wording.rule,
            candidate.score,
            reasons.join(", "),
        ),
    )
    .hint("write `<!-- bilingual: callout misconception=\"…\" boundary=\"…\" -->` before the block to make it one")
}

#[cfg(test)]
mod tests;

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
mod decided;
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
mod proposition;
mod rule;
mod signed;
mod text;
mod weigh;
mod weights;
mod wording;

use crate::align::lexicon::Lexicon;
use crate::align::sentence::counterpart;
use crate::book::{self, Callout, DocumentIndex, PairRef};
use crate::callouts::Decisions;
use crate::config::{CalloutConfig, Essays};
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{Bilingual, BlockKind, Document, Side, Source};
use crate::glossary::Glossary;
use crate::language::Language;
use concept::Concepts;
use cues::CueLexicon;
use data::{Data, data};
use evidence::CueReader;
use layout::Unit;
use std::ops::Range;
use text::Passage;
use weigh::{Candidate, Scope, Standing};
use wording::{Wording, Words};

/// What the search finds in a book, in reading order.
#[derive(Debug, Default)]
pub struct Boundaries {
    /// The misconception boundaries that are shown, numbered from 1.
    pub callouts: Vec<Callout>,
    /// Those that are likely, for the author to decide.
    pub proposals: Vec<Callout>,
}

/// Every misconception boundary of the book, and what there is to say about
/// what the author decided and about near misses. `decided` is the author's file
/// with its entries, which overrule the search; comments in the chapters overrule
/// both.
pub fn find(
    documents: &[Document<'_>],
    glossary: &Glossary,
    lexicon: &Lexicon,
    language: &Language,
    config: &CalloutConfig,
    decided: Option<(&Source, &Decisions)>,
) -> (Boundaries, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let mut boundaries = Boundaries::default();
    if !config.enable {
        return (boundaries, diagnostics);
    }
    if language.is_chinese() {
        match data() {
            Ok(data) => {
                let context = Context { documents, glossary, lexicon, config, data };
                found(&context, &mut boundaries, &mut diagnostics);
            }
            Err(error) => diagnostics.push(error.diagnostic()),
        }
    } else if let Some(document) = documents.first() {
        diagnostics.push(no_frames(document, language));
    }
    if let Some((file, decisions)) = decided {
        decided::apply(documents, file, decisions, &mut boundaries, &mut diagnostics);
    }
    directive::apply(documents, &mut boundaries, &mut diagnostics);
    for (index, callout) in boundaries.callouts.iter_mut().enumerate() {
        callout.number = index + 1;
    }
    (boundaries, diagnostics)
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
        for (index, document) in book::indexed(documents) {
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
    boundaries: &mut Boundaries,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let Context { documents, glossary, config, data, .. } = *context;
    diagnostics.extend(rule::unknown(&data.lexicon, &config.disable_rules));
    let text = Text::read(documents, glossary, &data.lexicon);
    let reader = CueReader::new(&data.lexicon, &config.disable_rules);
    let words = Words::new(&reader, &text.concepts, &text.passages);
    let own: Vec<String> = config.cues.iter().map(|cue| folded(cue)).collect();
    let chapters = documents.iter().zip(&text.chapters);
    let candidates = chapters.flat_map(|(document, range)| {
        let scope = scope(&words, range, config.essays);
        let title = folded(&document.title.source);
        let units = units(&words, range, &title, &own);
        let weighed = units.filter_map(|unit| weigh::weigh(&words, &unit, &scope, data));
        weighed.collect::<Vec<_>>()
    });
    for candidate in candidates {
        let document = &documents[text.passages[candidate.wording.boundary.0].at.document.0];
        let worded = |candidate| callout(context, document, &text.passages, candidate);
        match candidate.standing {
            Standing::Shown => boundaries.callouts.push(worded(candidate)),
            Standing::Proposed => boundaries.proposals.push(worded(candidate)),
            Standing::Near => diagnostics.push(near_miss(document, &text.passages, &candidate)),
        }
    }
}

/// What a chapter belongs to: a short book, or itself. Whether it argues about
/// concepts is for its author to say; a short book is searched as if it did, for
/// proposals.
fn scope(words: &Words<'_, '_>, chapter: &Range<usize>, essays: Essays) -> Scope {
    let short = words.concepts.short();
    let searched = match essays {
        Essays::Auto => short,
        Essays::All => true,
        Essays::None => false,
    };
    let passages = if short { 0..words.passages.len() } else { chapter.clone() };
    Scope::new(words, passages, essays == Essays::All, searched)
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
    index: DocumentIndex,
    document: &'a Document<'_>,
    lexicon: &'static CueLexicon,
) -> Vec<Passage<'a>> {
    let traditional = text::is_traditional(&document.source.text);
    let mut found = Vec::new();
    for (number, pair) in document.indexed() {
        let blocks = pair.indexed(Side::Source);
        for (at, block) in blocks.filter(|(_, block)| searched(&block.kind)) {
            let folded = text::fold(&block.plain, traditional);
            let mut sentences = text::sentences(&folded);
            if let (Some(first), Some((_, content))) =
                (sentences.first_mut(), layout::label(&folded, lexicon))
            {
                first.begin_at(content);
            }
            found.push(Passage {
                at: PairRef { document: index, pair: number },
                block: at,
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
        let pair = document.pair(passages[*at].at.pair);
        let found = counterpart(pair, passages[*at].block, range.clone(), context.lexicon);
        let said = found.unwrap_or_else(|| {
            let all: Vec<&str> = pair.target.iter().map(|block| block.plain.as_str()).collect();
            all.join(" ")
        });
        layout::unnumbered(&said).trim_end_matches([':', ',', ';']).to_string()
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
    let span = document.pair(at.pair).source.first().map_or(0..0, |block| block.span.clone());
    let (seen, lacks) = signed::told(&candidate.sights);
    Diagnostic::at(
        Code::NearMiss,
        document.source,
        span,
        format!(
            "not quite a misconception boundary: `{}` (rule `{}`); it has {seen}, but {lacks}",
            candidate.wording.misconception, candidate.wording.rule,
        ),
    )
    .hint("write `<!-- bilingual: callout misconception=\"…\" boundary=\"…\" -->` before the block to make it one")
}

#[cfg(test)]
mod tests;

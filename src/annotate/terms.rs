//! Finds every use of the glossary's terms in both languages.

mod consistency;
mod matcher;

pub(crate) use matcher::{Matcher, TermMatch, longest};

use crate::book::{self, PairRef, TermUse};
use crate::config::{GlossaryConfig, LinkUses};
use crate::diagnostic::Diagnostic;
use crate::document::{Block, BlockIndex, BlockKind, Document, Pair, PairIndex, Segment, Side};
use crate::glossary::{Glossary, TermLink};
use std::ops::Range;

/// Every use of a term in reading order, and what there is to say about terms
/// and their translation.
pub fn find(
    documents: &[Document<'_>],
    glossary: &Glossary,
    config: &GlossaryConfig,
) -> (Vec<TermUse>, Vec<Diagnostic>) {
    if glossary.terms.is_empty() {
        return (Vec::new(), Vec::new());
    }
    let matchers = [Side::Source, Side::Target].map(|side| {
        let text = documents.iter().find_map(|document| document.text(side));
        text.map(|text| Matcher::new(glossary, side, &text.language))
    });
    let linked = vec![[0; 2]; glossary.terms.len()];
    let mut search = Search { glossary, config, uses: Vec::new(), linked, section: 0 };
    let mut report = consistency::Report::new(glossary);
    for (index, document) in book::indexed(documents) {
        search.section += 1;
        for (number, pair) in document.indexed() {
            let at = PairRef { document: index, pair: number };
            let title = definition_title(document, number);
            let present = [Side::Source, Side::Target].map(|side| {
                let matcher = matchers[side as usize].as_ref()?;
                let present = search.pair(at, pair, side, matcher, title);
                report.meet(side, &present);
                Some(present)
            });
            if let [Some(source), Some(target)] = &present {
                report.pair(document, pair, glossary, source, target);
            }
        }
    }
    let diagnostics = report.finish(documents, glossary, &search.uses);
    (search.uses, diagnostics)
}

/// Which terms one side of a pair has.
#[derive(Debug, Default)]
struct Present {
    /// Each with the block it stands in and its place there; the longest win.
    used: Vec<(BlockIndex, TermMatch)>,
    /// Every term, also one inside a longer one; few, some more than once.
    any: Vec<usize>,
}

struct Search<'g> {
    glossary: &'g Glossary,
    config: &'g GlossaryConfig,
    uses: Vec<TermUse>,
    /// The chapter or section in which each term was last linked, for each
    /// side.
    linked: Vec<[usize; 2]>,
    /// The number of the chapter or section, from 1.
    section: usize,
}

impl Search<'_> {
    /// Records the uses on one side of a pair. `title` is what the pair
    /// defines, if it is a definition.
    fn pair(
        &mut self,
        at: PairRef,
        pair: &Pair<'_>,
        side: Side,
        matcher: &Matcher,
        title: Option<&Pair<'_>>,
    ) -> Present {
        let mut present = Present::default();
        for (number, block) in pair.indexed(side) {
            if !block.kind.is_prose() {
                continue;
            }
            if self.config.link == LinkUses::FirstInSection && is_heading(block) {
                self.section += 1;
            }
            let all = matcher.all(&block.plain);
            present.any.extend(all.iter().map(|found| found.term));
            for found in longest(all) {
                if is_text(block, &found.range) {
                    let own = title.is_some_and(|title| names(title, side, matcher, found.term));
                    let linked =
                        is_linkable(block, &found.range) && !own && self.link(found.term, side);
                    let source = if linked { pieces(block, &found.range) } else { Vec::new() };
                    self.uses.push(TermUse {
                        term: found.term,
                        at,
                        side,
                        block: number,
                        plain: found.range.clone(),
                        source,
                        linked,
                    });
                }
                present.used.push((number, found));
            }
        }
        present
    }

    /// Is this use of a term, which may be linked, to be linked?
    fn link(&mut self, term: usize, side: Side) -> bool {
        if !self.config.chapter {
            return false;
        }
        let uses = match self.glossary.terms[term].link {
            Some(TermLink::Never) => LinkUses::Never,
            Some(TermLink::All) => LinkUses::All,
            Some(TermLink::First) if self.config.link != LinkUses::FirstInSection => {
                LinkUses::First
            }
            Some(TermLink::First) | None => self.config.link,
        };
        match uses {
            LinkUses::Never => false,
            LinkUses::All => true,
            LinkUses::First | LinkUses::FirstInSection => {
                let last = &mut self.linked[term][side as usize];
                std::mem::replace(last, self.section) != self.section
            }
        }
    }
}

/// The segments that a stretch of a block's plain text comes from.
fn segments<'b>(block: &'b Block<'_>, plain: &Range<usize>) -> impl Iterator<Item = &'b Segment> {
    let from = block.segments.partition_point(|segment| segment.plain.end <= plain.start);
    let end = plain.end;
    block.segments[from..].iter().take_while(move |segment| segment.plain.start < end)
}

fn is_protected(block: &Block<'_>, plain: &Range<usize>) -> bool {
    block.protected.iter().any(|range| range.start < plain.end && range.end > plain.start)
}

/// Is this a use at all, rather than code or something without a place in the
/// Markdown?
fn is_text(block: &Block<'_>, plain: &Range<usize>) -> bool {
    let mut segments = segments(block, plain).peekable();
    segments.peek().is_some()
        && (segments.all(|segment| segment.verbatim) || !is_protected(block, plain))
}

/// May a use be a link?
fn is_linkable(block: &Block<'_>, plain: &Range<usize>) -> bool {
    let title = is_heading(block) || block.kind == BlockKind::DefinitionTitle;
    !title && !is_protected(block, plain)
}

/// The Markdown of a use, one range a piece.
fn pieces(block: &Block<'_>, plain: &Range<usize>) -> Vec<Range<usize>> {
    let mut pieces: Vec<Range<usize>> = Vec::new();
    for segment in segments(block, plain) {
        let piece = match segment.verbatim {
            // An entity is linked whole.
            false => segment.source.clone(),
            true => {
                let skip = plain.start.saturating_sub(segment.plain.start);
                let end = plain.end.min(segment.plain.end) - segment.plain.start;
                segment.source.start + skip..segment.source.start + end
            }
        };
        match pieces.last_mut() {
            Some(last) if is_break(block, last.end..piece.start) => last.end = piece.end,
            _ => pieces.push(piece),
        }
    }
    pieces
}

/// Is a gap in the Markdown a line break and nothing else?
fn is_break(block: &Block<'_>, gap: Range<usize>) -> bool {
    let within = |b: &crate::document::Break| b.span.start <= gap.start && gap.end <= b.span.end;
    gap.is_empty() || block.breaks.iter().any(within)
}

fn is_heading(block: &Block<'_>) -> bool {
    matches!(block.kind, BlockKind::Heading { .. })
}

/// The pair with the title that a definition in a definition list belongs to.
fn definition_title<'d, 'a>(document: &'d Document<'a>, at: PairIndex) -> Option<&'d Pair<'a>> {
    if *document.pair(at).kind() != BlockKind::Definition {
        return None;
    }
    let before = document.pairs[..at.0].iter().rev();
    before
        .take_while(|pair| {
            matches!(pair.kind(), BlockKind::Definition | BlockKind::DefinitionTitle)
        })
        .find(|pair| *pair.kind() == BlockKind::DefinitionTitle)
}

/// Does a definition's title name the term?
fn names(title: &Pair<'_>, side: Side, matcher: &Matcher, term: usize) -> bool {
    let mut found = title.side(side).iter().flat_map(|block| matcher.all(&block.plain));
    found.any(|found| found.term == term)
}

#[cfg(test)]
mod tests;

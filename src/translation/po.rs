//! A chapter's translation from a gettext catalog: the chapter's own Markdown
//! with every translated message in the place of its source. Which blocks
//! translate each other is known by that, not guessed.

use super::Bead;
use super::catalog::Catalog;
use super::messages::{Piece, Unit, units};
use crate::document::{Block, BlockKind, Status};
use crate::parse::parse;
use anyhow::Result;
use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

/// The translation of a message whose text went into that of the one before:
/// an HTML comment, so that mdbook-gettext shows nothing in its place either.
pub const MERGED: &str = "<!-- translated with the one before -->";
/// What follows this in a translation has no source.
pub const ORPHAN: &str = "<!-- without a source -->";

/// A chapter translated from a catalog.
#[derive(Debug, Clone, Default)]
pub struct Translated {
    /// The translation's Markdown; what is not translated stands in it as in
    /// the source.
    pub text: String,
    /// Every block of the source, with those that translate it.
    pub beads: Vec<Bead>,
    /// Which messages of the catalog were used, by index.
    pub used: Vec<usize>,
    /// How many messages of the chapter the catalog does not have.
    pub unknown: usize,
}

impl Translated {
    /// Is anything of the chapter translated?
    pub fn has_translation(&self) -> bool {
        self.beads.iter().any(|bead| !bead.shared && bead.status != Status::Untranslated)
    }
}

/// Looks up the messages of one chapter.
struct Lookup<'a> {
    catalog: &'a Catalog,
    path: &'a str,
    /// How often each message has occurred in the chapter.
    seen: HashMap<String, usize>,
    used: Vec<usize>,
    unknown: usize,
}

/// What the catalog says about a message.
struct CatalogText {
    text: String,
    fuzzy: bool,
}

impl Lookup<'_> {
    /// The message, or nothing where it is not there or not translated.
    fn find(&mut self, id: &str) -> Option<CatalogText> {
        let found = self.index(id);
        self.unknown += usize::from(found.is_none());
        let message = &self.catalog.messages[found?];
        let translated = !message.text.trim().is_empty();
        translated.then(|| CatalogText { text: message.text.clone(), fuzzy: message.fuzzy })
    }

    fn index(&mut self, id: &str) -> Option<usize> {
        let count = self.seen.entry(id.to_string()).or_default();
        *count += 1;
        let found = self.catalog.find(&context(self.path, *count), id);
        self.used.extend(found);
        found
    }
}

/// The `msgctxt` of the `count`-th use of a message in a chapter, where it is
/// translated in different ways.
pub fn context(path: &str, count: usize) -> String {
    format!("{path}#{count}")
}

/// What happens to a unit of the source.
struct Outcome {
    span: Range<usize>,
    /// The Markdown that replaces it.
    text: Option<String>,
    /// All of it translated, or only a part, or in a fuzzy way?
    fuzzy: bool,
    /// Its translation stands with the one before.
    merged: bool,
    /// Nothing of it is for translation.
    code: bool,
}

/// Translates a chapter. Fails where its messages cannot be written down.
pub fn translate(path: &str, source: &str, catalog: &Catalog) -> Result<Translated> {
    let mut lookup = Lookup { catalog, path, seen: HashMap::new(), used: Vec::new(), unknown: 0 };
    let blocks = parse(source).blocks;
    let mut outcomes: Vec<Outcome> = Vec::new();
    for unit in units(source)? {
        let at = blocks.partition_point(|block| block.span.end <= unit.span().start);
        outcomes.push(outcome(unit, blocks.get(at), source, &mut lookup));
    }
    let whole = whole_blocks(&blocks, &outcomes, &mut lookup);
    outcomes.retain(|outcome| !whole.iter().any(|whole| whole.span.start == outcome.span.start));
    outcomes.extend(whole);
    outcomes.sort_by_key(|outcome| (outcome.span.start, outcome.span.end));
    let spliced = Spliced::new(source, &outcomes);
    let beads = beads(&blocks, &outcomes, &spliced);
    Ok(Translated { text: spliced.text, beads, used: lookup.used, unknown: lookup.unknown })
}

fn outcome(
    unit: Unit,
    block: Option<&Block<'_>>,
    source: &str,
    lookup: &mut Lookup<'_>,
) -> Outcome {
    match unit {
        Unit::Message { id, span, .. } => {
            let found = lookup.find(&id);
            let merged = found.as_ref().is_some_and(|found| found.text.trim() == MERGED);
            let fuzzy = found.as_ref().is_some_and(|found| found.fuzzy);
            let text = found.map(|found| match merged {
                true => String::new(),
                false => fitted(&found.text, block),
            });
            Outcome { span, text, fuzzy, merged, code: false }
        }
        Unit::Code { pieces, span } => {
            let text = code(&pieces, block, &source[span.clone()], lookup);
            Outcome { span, text, fuzzy: false, merged: false, code: true }
        }
    }
}

/// A translation fit for the place of a block: further lines get the prefix of
/// its container, and where there can be only one line it is one.
fn fitted(text: &str, block: Option<&Block<'_>>) -> String {
    let text = closed(text.trim_matches(['\n', '\r', ' ']));
    let text = text.as_ref();
    let Some(block) = block else { return text.to_string() };
    match block.kind {
        BlockKind::TableCell { .. } => {
            text.replace('\n', " ").replace("\\|", "|").replace('|', "\\|")
        }
        BlockKind::Heading { .. } if !text.contains("\n\n") => text.replace('\n', " "),
        _ if block.prefix.is_empty() || !text.contains('\n') => text.to_string(),
        _ => {
            let bare = block.prefix.trim_end();
            let line = |line: &str| match line {
                "" => bare.to_string(),
                line => format!("{}{line}", block.prefix),
            };
            let mut lines = text.lines();
            let first = lines.next().unwrap_or_default().to_string();
            lines.fold(first, |text, next| format!("{text}\n{}", line(next)))
        }
    }
}

/// A translation that ends where it ends: a fence, a comment or a tag that it
/// opens and does not close would swallow the text after it, and is escaped.
fn closed(text: &str) -> Cow<'_, str> {
    let opens = |line: &str| line.trim_start().starts_with(['`', '~', '<']);
    if !text.lines().any(opens) {
        return Cow::Borrowed(text);
    }
    let followed = format!("{text}\n\nafter\n");
    if parse(&followed).blocks.last().is_some_and(|block| block.text == "after") {
        return Cow::Borrowed(text);
    }
    let escape = |line: &str| match opens(line) {
        true => format!("\\{}", line.trim_start()),
        false => line.to_string(),
    };
    Cow::Owned(text.lines().map(escape).collect::<Vec<_>>().join("\n"))
}

/// A code block with its translated strings and comments; fuzzy ones are left
/// out, because they may belong to other code.
fn code(
    pieces: &[Piece],
    block: Option<&Block<'_>>,
    raw: &str,
    lookup: &mut Lookup<'_>,
) -> Option<String> {
    let mut translated = false;
    let mut text = String::new();
    for piece in pieces {
        let found = piece.id.as_ref().and_then(|id| lookup.find(id));
        match found.filter(|found| !found.fuzzy) {
            Some(found) => {
                translated = true;
                text.push_str(&found.text);
            }
            None => text.push_str(&piece.text),
        }
    }
    if !translated {
        return None;
    }
    let prefix = block.map_or("", |block| block.prefix.as_str());
    let fence = raw.starts_with(['`', '~']);
    let mut lines: Vec<String> = Vec::new();
    lines.extend(fence.then(|| raw.lines().next().unwrap_or_default().to_string()));
    for line in text.lines() {
        let first = lines.is_empty();
        lines.push(match line {
            "" => prefix.trim_end().to_string(),
            line if first => line.to_string(),
            line if fence => format!("{prefix}{line}"),
            line => format!("{prefix}    {line}"),
        });
    }
    let closes = fence && raw.lines().count() > 1;
    lines.extend(closes.then(|| raw.lines().next_back().unwrap_or_default().to_string()));
    Some(lines.join("\n"))
}

/// Code and HTML that an exported catalog has as one message each, because
/// they differ in more than the strings and comments.
fn whole_blocks(
    blocks: &[Block<'_>],
    outcomes: &[Outcome],
    lookup: &mut Lookup<'_>,
) -> Vec<Outcome> {
    let whole = |block: &&Block<'_>| matches!(block.kind, BlockKind::Code | BlockKind::Html);
    let mut found = Vec::new();
    for block in blocks.iter().filter(whole) {
        let taken = outcomes
            .iter()
            .skip(outcomes.partition_point(|outcome| outcome.span.end <= block.span.start))
            .take(1)
            .any(|outcome| outcome.span.start < block.span.end && outcome.text.is_some());
        if taken {
            continue;
        }
        let unknown = lookup.unknown;
        let message = lookup.find(block.text);
        lookup.unknown = unknown;
        if let Some(CatalogText { text, fuzzy }) = message {
            let merged = text.trim() == MERGED;
            let text = Some(if merged { String::new() } else { fitted(&text, Some(block)) });
            found.push(Outcome { span: block.span.clone(), text, fuzzy, merged, code: true });
        }
    }
    found
}

/// The translated text and how the source's offsets map to it.
struct Spliced {
    text: String,
    /// Ends of replaced ranges: in the source, in the translation.
    ends: Vec<(usize, usize)>,
    /// Where text without source begins, up to where.
    orphans: Vec<Range<usize>>,
}

impl Spliced {
    fn new(source: &str, outcomes: &[Outcome]) -> Self {
        let mut spliced = Self { text: String::new(), ends: vec![(0, 0)], orphans: Vec::new() };
        let mut at = 0;
        for outcome in outcomes {
            let Some(text) = &outcome.text else { continue };
            if outcome.span.start < at {
                continue;
            }
            spliced.text.push_str(&source[at..outcome.span.start]);
            spliced.ends.push((outcome.span.start, spliced.text.len()));
            let from = spliced.text.len();
            spliced.text.push_str(text);
            if let Some(marked) = text.find(ORPHAN) {
                spliced.orphans.push(from + marked..spliced.text.len());
            }
            at = outcome.span.end;
            spliced.ends.push((at, spliced.text.len()));
        }
        spliced.text.push_str(&source[at..]);
        spliced
    }

    /// Where a block of the source stands in the translation.
    fn range(&self, span: &Range<usize>) -> Range<usize> {
        let map = |at: usize| {
            let index = self.ends.partition_point(|(from, _)| *from <= at).saturating_sub(1);
            let (from, to) = self.ends[index];
            to + at - from
        };
        let start = self.ends.partition_point(|(from, _)| *from <= span.start);
        // A span that begins where a replacement does begins with it.
        let start = match self.ends[..start].last() {
            Some((from, to)) if *from == span.start => *to,
            _ => map(span.start),
        };
        start..map(span.end).max(start)
    }
}

/// Every block of the source, with the blocks that stand in its place.
fn beads(blocks: &[Block<'_>], outcomes: &[Outcome], spliced: &Spliced) -> Vec<Bead> {
    let target = parse(&spliced.text).blocks;
    let mut beads: Vec<Bead> = Vec::with_capacity(blocks.len());
    let (mut next_target, mut first_outcome) = (0, 0);
    for (index, block) in blocks.iter().enumerate() {
        while outcomes.get(first_outcome).is_some_and(|o| o.span.end <= block.span.start) {
            first_outcome += 1;
        }
        let own: Vec<&Outcome> = outcomes[first_outcome..]
            .iter()
            .take_while(|outcome| outcome.span.start < block.span.end)
            .collect();
        let range = spliced.range(&block.span);
        let from = next_target
            + target[next_target..].iter().take_while(|b| b.span.end <= range.start).count();
        let to = from + target[from..].iter().take_while(|b| b.span.start < range.end).count();
        next_target = to;
        // One message may span what are several blocks here.
        let spans_back = own.first().is_some_and(|outcome| {
            outcome.text.is_some() && index > 0 && outcome.span.start < blocks[index - 1].span.end
        });
        let merged = !own.is_empty() && own.iter().all(|outcome| outcome.merged);
        if let Some(last) = beads.iter_mut().rev().find(|bead| !bead.source.is_empty())
            && (merged || spans_back)
        {
            last.source.end = index + 1;
            continue;
        }
        let orphan = spliced.orphans.iter().find(|orphan| range.contains(&orphan.start));
        let split = orphan.map_or(to, |orphan| {
            from + target[from..to].iter().filter(|b| b.span.start < orphan.start).count()
        });
        beads.push(bead(index, from..split, &own));
        beads.extend((split..to).map(|at| Bead {
            source: index + 1..index + 1,
            target: at..at + 1,
            status: Status::Orphan,
            shared: false,
        }));
    }
    beads
}

fn bead(index: usize, target: Range<usize>, own: &[&Outcome]) -> Bead {
    let source = index..index + 1;
    let replaced = own.iter().filter(|outcome| outcome.text.is_some()).count();
    if replaced == 0 && own.iter().all(|outcome| outcome.code) {
        // Nothing in it is for translation, or nobody has wished to.
        return Bead { source, target, status: Status::Translated, shared: true };
    }
    if replaced == 0 || target.is_empty() {
        let target = target.start..target.start;
        return Bead { source, target, status: Status::Untranslated, shared: false };
    }
    let whole = replaced == own.len() && !own.iter().any(|outcome| outcome.fuzzy);
    let status = if whole { Status::Translated } else { Status::Draft };
    Bead { source, target, status, shared: false }
}

#[cfg(test)]
mod tests;

//! The aligned book as a gettext catalog: the messages of mdbook-i18n-helpers,
//! each with what translates it.
//!
//! What such a catalog cannot say in its own way is written so that reading it
//! back restores it: a paragraph translated with the one before has
//! [`MERGED`] for its translation, text without source follows [`ORPHAN`], and
//! code and HTML that differ in more than strings and comments are messages as
//! a whole.

use super::catalog::{Catalog, Message};
use super::messages::{Piece, Unit, titles, translated_units, units};
use super::po::{MERGED, ORPHAN, context};
use crate::document::{Block, BlockKind, Document, Pair, Status};
use crate::parse::parse;
use anyhow::Result;
use std::collections::{HashMap, HashSet};

/// The `msgctxt` of a chapter's title where it is translated in another way
/// than the same text in the chapter.
pub const TITLES: &str = "SUMMARY.md";

/// A message and where it is used.
#[derive(Debug, Clone, Default)]
pub struct Exported {
    /// The message.
    pub message: Message,
    /// Where it stands, e.g. `src/part-1.md:12`.
    pub references: Vec<String>,
    /// What the author says to translators.
    pub comment: String,
}

/// A chapter to export.
#[derive(Debug, Clone, Copy)]
pub struct ChapterToExport<'a> {
    /// The chapter, aligned.
    pub document: &'a Document<'a>,
    /// Its text as the author wrote it.
    pub written: &'a str,
}

/// A book's SUMMARY.md, and that of its translation if there is one.
#[derive(Debug, Clone, Default)]
pub struct Summary {
    /// In the source directory.
    pub source: String,
    /// In the directory of the translation.
    pub target: Option<String>,
}

/// Every message of a book in order, those of SUMMARY.md first. `src` is the
/// book's source directory relative to its root, for the references.
///
/// Fails where the messages of a chapter cannot be written down.
pub fn messages(
    chapters: &[ChapterToExport<'_>],
    summary: &Summary,
    src: &str,
) -> Result<Vec<Exported>> {
    let mut out = Messages::default();
    let known: HashMap<&str, &str> = chapters
        .iter()
        .map(|chapter| &chapter.document.title)
        .map(|title| (title.source.as_str(), title.target.as_str()))
        .collect();
    let parts = part_titles(summary)?;
    for title in titles(&summary.source)? {
        let text = match title.link {
            true => known.get(plain(&title.text).as_str()).copied(),
            false => parts.get(&title.text).map(String::as_str),
        };
        let line = 1 + summary.source[..title.at].matches('\n').count();
        let text = text.unwrap_or_default().to_string();
        let said = Said { id: title.text, text, fuzzy: false, comment: String::new() };
        out.add(said, TITLES.to_string(), format!("{src}/SUMMARY.md:{line}"));
    }
    for chapter in chapters {
        let path = chapter.document.source.name();
        let mut seen: HashMap<String, usize> = HashMap::new();
        let (mut line, mut last) = (1, 0);
        for (at, said) in chapter_messages(chapter)? {
            let count = seen.entry(said.id.clone()).or_default();
            *count += 1;
            line += chapter.written[last..at].matches('\n').count();
            last = at;
            out.add(said, context(&path, *count), format!("{src}/{path}:{line}"));
        }
    }
    Ok(out.all)
}

/// The titles of a summary that are no chapter's, with their translations, if
/// both summaries have as many.
fn part_titles(summary: &Summary) -> Result<HashMap<String, String>> {
    let parts = |text: &str| -> Result<Vec<String>> {
        let titles = titles(text)?.into_iter();
        Ok(titles.filter(|title| !title.link).map(|title| title.text).collect())
    };
    let source = parts(&summary.source)?;
    let target = parts(summary.target.as_deref().unwrap_or_default())?;
    let matching = source.len() == target.len();
    Ok(source.into_iter().zip(target).filter(|_| matching).collect())
}

/// The text of a title without markup, as mdBook has it.
pub fn plain(title: &str) -> String {
    parse(title).blocks.first().map(|block| block.plain.clone()).unwrap_or_default()
}

/// What one place of the book says about a message.
#[derive(Debug)]
struct Said {
    id: String,
    text: String,
    fuzzy: bool,
    comment: String,
}

#[derive(Default)]
struct Messages {
    all: Vec<Exported>,
    by_id: HashMap<String, usize>,
}

impl Messages {
    /// One message a text; where another place translates it in another way,
    /// that place gets a message with its own context.
    fn add(&mut self, said: Said, context: String, reference: String) {
        let known = self.by_id.get(&said.id).copied();
        if let Some(known) = known.map(|at| &mut self.all[at]) {
            let message = &mut known.message;
            if message.text.is_empty() {
                (message.text, message.fuzzy) = (said.text.clone(), said.fuzzy);
            }
            if said.text.is_empty() || (&message.text, message.fuzzy) == (&said.text, said.fuzzy) {
                known.references.push(reference);
                return;
            }
        } else {
            self.by_id.insert(said.id.clone(), self.all.len());
        }
        self.all.push(Exported {
            message: Message {
                context: known.map(|_| context),
                id: said.id,
                text: said.text,
                fuzzy: said.fuzzy,
                ..Message::default()
            },
            references: vec![reference],
            comment: said.comment,
        });
    }
}

/// The messages of a chapter with their place in it, in order.
fn chapter_messages(chapter: &ChapterToExport<'_>) -> Result<Vec<(usize, Said)>> {
    let document = chapter.document;
    let blocks = parse(chapter.written).blocks;
    let mut own = by_block(units(chapter.written)?, &blocks);
    let (target_text, target_blocks) = match document.target {
        Some(target) => (target.text.as_str(), parse(&target.text).blocks),
        None => ("", Vec::new()),
    };
    let translated = by_block(translated_units(target_text)?, &target_blocks);
    let source = Indices::new(&parse(&document.source.text).blocks);
    let target = Indices::new(&target_blocks);
    let mut out: Vec<(usize, Said)> = Vec::new();
    for pair in &document.pairs {
        let texts: Vec<Text<'_>> = pair
            .target
            .iter()
            .filter_map(|block| {
                let units = translated.get(target.of(block)?)?;
                Some(Text { block, units })
            })
            .collect();
        if pair.status == Status::Orphan {
            let text = joined(&texts, None);
            if let Some((_, last)) = out.iter_mut().rev().find(|(_, said)| said.text != MERGED) {
                last.text = format!("{}\n\n{ORPHAN}\n\n{text}", last.text);
            }
            continue;
        }
        let taken: Vec<(Block<'_>, Vec<Unit>)> = pair
            .source
            .iter()
            .filter_map(|block| source.of(block))
            .filter_map(|at| Some((blocks.get(at)?.clone(), std::mem::take(own.get_mut(at)?))))
            .collect();
        pair_messages(pair, taken, &texts, &mut out);
    }
    out.sort_by_key(|(at, _)| *at);
    Ok(out)
}

/// A block of the translation and its messages.
struct Text<'a> {
    block: &'a Block<'a>,
    units: &'a [Unit],
}

/// Which block is which, by where it begins.
struct Indices(HashMap<usize, usize>);

impl Indices {
    fn new(blocks: &[Block<'_>]) -> Self {
        Self(blocks.iter().enumerate().map(|(at, block)| (block.span.start, at)).collect())
    }

    fn of(&self, block: &Block<'_>) -> Option<usize> {
        self.0.get(&block.span.start).copied()
    }
}

/// The units of each block.
fn by_block(units: Vec<Unit>, blocks: &[Block<'_>]) -> Vec<Vec<Unit>> {
    let mut out = vec![Vec::new(); blocks.len()];
    for unit in units {
        let at = blocks.partition_point(|block| block.span.end <= unit.span().start);
        if let Some(units) = out.get_mut(at) {
            units.push(unit);
        }
    }
    out
}

fn pair_messages(
    pair: &Pair<'_>,
    source: Vec<(Block<'_>, Vec<Unit>)>,
    texts: &[Text<'_>],
    out: &mut Vec<(usize, Said)>,
) {
    let fuzzy = matches!(pair.status, Status::Draft | Status::Stale);
    let untranslated = pair.shared || texts.is_empty();
    for (at, (block, units)) in source.into_iter().enumerate() {
        let rest = at > 0;
        let differs = !untranslated && (rest || !pieces_agree(&units, texts));
        let whole = matches!(block.kind, BlockKind::Code | BlockKind::Html) && differs;
        if whole && !matches!(units.as_slice(), [Unit::Message { .. }]) {
            let text = if rest { MERGED.to_string() } else { joined(texts, None) };
            let id = block.text.to_string();
            out.push((block.span.start, Said { id, text, fuzzy, comment: String::new() }));
            continue;
        }
        let mut first = true;
        for unit in units {
            match unit {
                Unit::Code { pieces, span } => {
                    let with = if untranslated { None } else { texts.first() };
                    out.extend(code(pieces, with, fuzzy).map(|said| (span.start, said)));
                }
                Unit::Message { id, comment, span } => {
                    let text = match (untranslated, first && !rest) {
                        (true, _) => String::new(),
                        (false, true) => joined(texts, Some(&block.kind)),
                        (false, false) => MERGED.to_string(),
                    };
                    let fuzzy = fuzzy && !text.is_empty();
                    out.push((span.start, Said { id, text, fuzzy, comment }));
                    first = false;
                }
            }
        }
    }
}

/// The strings and comments of a code block, in order.
fn pieces(units: &[Unit]) -> Option<&[Piece]> {
    match units {
        [Unit::Code { pieces, .. }] => Some(pieces),
        _ => None,
    }
}

/// Does the translation differ in nothing but strings and comments?
fn pieces_agree(units: &[Unit], texts: &[Text<'_>]) -> bool {
    let (Some(source), [Text { units, .. }]) = (pieces(units), texts) else { return false };
    let Some(target) = pieces(units) else { return false };
    source.len() == target.len()
        && source.iter().zip(target).all(|(a, b)| match (&a.id, &b.id) {
            (None, None) => a.text == b.text,
            (a, b) => a.is_some() && b.is_some(),
        })
}

fn code(source: Vec<Piece>, target: Option<&Text<'_>>, fuzzy: bool) -> impl Iterator<Item = Said> {
    let target = target.and_then(|text| pieces(text.units));
    let texts: Vec<String> = (0..source.len())
        .map(|at| target.and_then(|pieces| pieces.get(at)?.id.clone()).unwrap_or_default())
        .collect();
    source.into_iter().zip(texts).filter_map(move |(piece, text)| {
        let id = piece.id?;
        let text = if text == id { String::new() } else { text };
        Some(Said { id, fuzzy: fuzzy && !text.is_empty(), text, comment: String::new() })
    })
}

/// The Markdown of these blocks: the first as it stands in the place of a
/// block of this kind, the others with their own markers.
fn joined(texts: &[Text<'_>], place: Option<&BlockKind>) -> String {
    let markdown = texts.iter().enumerate().map(|(at, Text { block, units })| {
        let text = match units {
            [Unit::Message { id, .. }] => id.trim().to_string(),
            _ => unprefixed(block),
        };
        let fits = at == 0 && place.is_some_and(|place| place.name() == block.kind.name());
        if fits { text } else { marked(block, text) }
    });
    markdown.collect::<Vec<_>>().join("\n\n")
}

fn marked(block: &Block<'_>, text: String) -> String {
    match &block.kind {
        BlockKind::Heading { level } => format!("{} {text}", "#".repeat(usize::from(*level))),
        BlockKind::ListItem { number: Some(number) } => format!("{number}. {text}"),
        BlockKind::ListItem { number: None } => format!("- {text}"),
        BlockKind::Quote => format!("> {}", text.replace('\n', "\n> ")),
        BlockKind::Paragraph
        | BlockKind::TableCell { .. }
        | BlockKind::Footnote { .. }
        | BlockKind::DefinitionTitle
        | BlockKind::Definition
        | BlockKind::Code
        | BlockKind::Image
        | BlockKind::Html
        | BlockKind::Rule
        | BlockKind::Math => text,
    }
}

/// A block without the prefix that its container puts before further lines.
fn unprefixed(block: &Block<'_>) -> String {
    let own = block.prefix.as_str();
    let lines = block.text.lines().enumerate().map(|(at, line)| match at {
        0 => line,
        _ => line.strip_prefix(own).or_else(|| line.strip_prefix(own.trim_end())).unwrap_or(line),
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// Takes from a catalog what it says of these messages. Returns those that the
/// book has no longer, each once.
pub fn carry_over<'a>(messages: &mut [Exported], catalog: &'a Catalog) -> Vec<&'a Message> {
    let mut used = vec![false; catalog.messages.len()];
    let mut known: HashSet<(Option<&str>, &str)> = HashSet::new();
    for exported in messages.iter_mut() {
        let message = &mut exported.message;
        let Some(at) = catalog.find(message.context.as_deref().unwrap_or_default(), &message.id)
        else {
            continue;
        };
        used[at] = true;
        let old = &catalog.messages[at];
        message.notes.clone_from(&old.notes);
        if message.text.is_empty() || plain(&old.text) == message.text {
            (message.text, message.fuzzy) = (old.text.clone(), old.fuzzy);
        }
    }
    known.extend(messages.iter().map(|exported| exported.message.key()));
    let left = catalog.messages.iter().zip(used).filter(|(_, used)| !used).map(|(old, _)| old);
    let left = left.chain(&catalog.obsolete).filter(|old| !old.text.is_empty());
    left.filter(|old| known.insert(old.key())).collect()
}

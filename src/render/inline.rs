//! Inline content of a block, fit for the place it goes to.

use super::splice::Edits;
use crate::book::{Book, DocumentIndex, TermUse};
use crate::document::{Block, BlockIndex, BlockKind, Document, Emphasis, Pair, PairIndex, Side};
use crate::parse::parser;
use mdbook_markdown::pulldown_cmark::{Event, LinkType, Tag};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;
use std::path::{Component, Path, PathBuf};

/// What must change in a translation's inline content before it can stand in
/// the source's chapter.
#[derive(Debug, Default)]
pub(crate) struct Marks {
    /// In order of the translation's text.
    changes: Vec<(Range<usize>, String)>,
    /// The ids mdBook would give the source's headings alone, by the start of
    /// the heading's content.
    pub(crate) heading_ids: BTreeMap<usize, String>,
}

impl Marks {
    /// The changes that lie in a target block.
    pub(crate) fn edit(&self, block: &Block<'_>, edits: &mut Edits) {
        let from = self.changes.partition_point(|(range, _)| range.start < block.span.start);
        for (range, with) in &self.changes[from..] {
            if range.start >= block.span.end {
                break;
            }
            edits.replace(range.clone(), with.clone());
        }
    }
}

/// Footnote labels, reference links and relative links of the translation, and
/// the heading ids of the source.
pub(crate) fn marks(document: &Document<'_>) -> Marks {
    let mut marks = Marks { heading_ids: heading_ids(document), ..Marks::default() };
    let Some(target) = document.target else { return marks };
    let labels = footnote_labels(document);
    for (event, range) in parser(&target.text).into_offset_iter() {
        match event {
            Event::FootnoteReference(label) => {
                let own = labels.get(&*label).cloned();
                let label = own.unwrap_or_else(|| format!("{}-{label}", target.language.tag()));
                marks.changes.push((range, format!("[^{label}]")));
            }
            Event::Start(Tag::Link { link_type, dest_url, title, .. })
            | Event::Start(Tag::Image { link_type, dest_url, title, .. }) => {
                let url = relocated(&dest_url, &target.path, document.path());
                marks.changes.extend(link_change(
                    &target.text,
                    range,
                    link_type,
                    &url,
                    &title,
                    url != *dest_url,
                ));
            }
            _ => {}
        }
    }
    marks.changes.sort_by_key(|(range, _)| (range.start, range.end));
    marks
}

/// The change that makes a reference link an inline one, or that replaces a
/// destination.
fn link_change(
    text: &str,
    range: Range<usize>,
    kind: LinkType,
    url: &str,
    title: &str,
    moved: bool,
) -> Option<(Range<usize>, String)> {
    let raw = text.get(range.clone())?;
    let title = match title {
        "" => String::new(),
        title => format!(" \"{}\"", title.replace('\\', "\\\\").replace('"', "\\\"")),
    };
    let destination = format!("(<{}>{title})", url.replace('<', "%3C").replace('>', "%3E"));
    let tail = match kind {
        LinkType::Inline if moved => raw.rfind("](")? + 1,
        LinkType::Reference | LinkType::ReferenceUnknown => raw.rfind("][")? + 1,
        LinkType::Collapsed | LinkType::CollapsedUnknown => raw.rfind("[]")?,
        LinkType::Shortcut | LinkType::ShortcutUnknown => raw.len(),
        _ => return None,
    };
    Some((range.start + tail..range.end, destination))
}

/// A relative link of the translation's file, as seen from the source's: one
/// that leaves the translation's directory keeps its goal.
fn relocated(url: &str, target: &Path, source: &Path) -> String {
    let (path, anchor) = match url.find(['#', '?']) {
        Some(at) => url.split_at(at),
        None => (url, ""),
    };
    if !path.starts_with("../") {
        return url.to_string();
    }
    let mut goal: Vec<Component<'_>> =
        target.parent().unwrap_or(Path::new("")).components().collect();
    let own = source.components().count();
    let directory = target.components().count().saturating_sub(own);
    for part in Path::new(path).components() {
        match part {
            Component::ParentDir => {
                goal.pop();
            }
            Component::CurDir => {}
            part => goal.push(part),
        }
    }
    let home: Vec<Component<'_>> = target.components().take(directory).collect();
    if goal.starts_with(&home) {
        return url.to_string();
    }
    let goal: PathBuf = goal.iter().collect();
    let up = "../".repeat(own.saturating_sub(1));
    format!("{up}{}{anchor}", goal.to_string_lossy().replace('\\', "/"))
}

/// The source's label for each footnote of the translation that has a partner.
fn footnote_labels(document: &Document<'_>) -> HashMap<String, String> {
    let label = |blocks: &[Block<'_>]| match blocks.first().map(|block| &block.kind) {
        Some(BlockKind::Footnote { label }) => Some(label.clone()),
        _ => None,
    };
    document
        .pairs
        .iter()
        .filter_map(|pair| Some((label(&pair.target)?, label(&pair.source)?)))
        .collect()
}

/// The ids of the source's headings, by the rule of mdBook 0.5
/// (`mdbook-html/src/utils.rs`: letters, digits, `_`, `-`; white space is `-`).
pub(crate) fn heading_ids(document: &Document<'_>) -> BTreeMap<usize, String> {
    let mut used = HashSet::new();
    let headings = document.pairs.iter().flat_map(|pair| &pair.source);
    headings
        .filter(|block| matches!(block.kind, BlockKind::Heading { .. }))
        .map(|block| {
            let id: String = block
                .plain
                .trim()
                .to_lowercase()
                .chars()
                .filter_map(|c| match c {
                    c if c.is_alphanumeric() || c == '_' || c == '-' => Some(c),
                    c if c.is_whitespace() => Some('-'),
                    _ => None,
                })
                .collect();
            let mut unique = id.clone();
            let mut count = 0;
            while !used.insert(unique.clone()) {
                count += 1;
                unique = format!("{id}-{count}");
            }
            (block.span.start, unique)
        })
        .filter(|(_, id)| !id.is_empty())
        .collect()
}

/// Term uses of a chapter that are links, by pair, side and block.
pub(crate) type Uses<'a> = BTreeMap<(PairIndex, Side, BlockIndex), Vec<&'a TermUse>>;

/// The uses of a chapter that are links.
pub(crate) fn linked_uses<'a>(book: &'a Book<'_>, index: DocumentIndex) -> Uses<'a> {
    let mut uses = Uses::new();
    for found in book.uses_in(index).iter().filter(|found| found.linked) {
        uses.entry((found.at.pair, found.side, found.block)).or_default().push(found);
    }
    uses
}

/// Those of one block.
pub(crate) fn uses_of<'b, 'a>(
    uses: &'b Uses<'a>,
    pair: PairIndex,
    side: Side,
    block: BlockIndex,
) -> &'b [&'a TermUse] {
    uses.get(&(pair, side, block)).map(Vec::as_slice).unwrap_or(&[])
}

/// The Markdown of a use as one stretch, with the delimiters of the emphasis
/// that it has whole; nothing where it has only a part of some emphasis, or
/// anything else between its pieces.
fn whole(block: &Block<'_>, pieces: &[Range<usize>]) -> Option<Range<usize>> {
    let mut span = pieces.first()?.start..pieces.last()?.end;
    let delimiters = || {
        block.emphasis.iter().flat_map(|emphasis| {
            let (outer, n) = (&emphasis.span, emphasis.delimiter);
            [outer.start..outer.start + n, outer.end - n..outer.end]
        })
    };
    let joined = pieces.windows(2).all(|pair| {
        let gap = pair[0].end..pair[1].start;
        let within = |mark: &Range<usize>| gap.start <= mark.start && mark.end <= gap.end;
        delimiters().filter(within).map(|mark| mark.len()).sum::<usize>() == gap.len()
    });
    let inner = |emphasis: &Emphasis| {
        let (outer, n) = (&emphasis.span, emphasis.delimiter);
        outer.start + n..outer.end - n
    };
    let has = |span: &Range<usize>, other: &Range<usize>| {
        span.start <= other.start && other.end <= span.end
    };
    // Innermost first: each outer one may be whole because of an inner one.
    while let Some(more) = block
        .emphasis
        .iter()
        .find(|emphasis| has(&span, &inner(emphasis)) && !has(&span, &emphasis.span))
    {
        span = span.start.min(more.span.start)..span.end.max(more.span.end);
    }
    let cut = block.emphasis.iter().any(|emphasis| {
        let apart = emphasis.span.end <= span.start || span.end <= emphasis.span.start;
        !apart && !has(&span, &emphasis.span) && !has(&inner(emphasis), &span)
    });
    (joined && !cut).then_some(span)
}

/// Wraps each use of a term in a Markdown link to the glossary. A use that
/// has a part of some emphasis, or lies at an edge within it, stays without
/// one: beside a bracket that emphasis would no longer open or close.
pub(crate) fn link_terms_markdown(
    book: &Book<'_>,
    document: &Document<'_>,
    block: &Block<'_>,
    uses: &[&TermUse],
    edits: &mut Edits,
) {
    for found in uses {
        let Some(span) = whole(block, &found.source) else { continue };
        let at_edge = block.emphasis.iter().any(|emphasis| {
            let n = emphasis.delimiter;
            span.start == emphasis.span.start + n || span.end + n == emphasis.span.end
        });
        if at_edge {
            continue;
        }
        let id = &book.glossary.terms[found.term].id;
        let page = document.path().parent().unwrap_or(Path::new(""));
        let href = super::link(&page.join("x"), Path::new("glossary.md"));
        edits.insert(span.start, "[");
        edits.insert_end(span.end, format!("]({href}#term-{id})"));
    }
}

/// Text that would begin a list, heading, quote or the like at the start of a
/// paragraph, with that made harmless.
pub(crate) fn escape_block_start(text: &str) -> String {
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    if digits > 0 && matches!(text[digits..].chars().next(), Some('.' | ')')) {
        return format!("{}\\{}", &text[..digits], &text[digits..]);
    }
    match text.chars().next() {
        Some('#' | '>' | '-' | '+' | '=' | '|' | ':') => format!("\\{text}"),
        Some('*' | '_') if text[1..].starts_with([' ', '\t']) => format!("\\{text}"),
        _ => text.to_string(),
    }
}

/// Wraps each use of a term in a link. Emphasis that touches a link is written
/// as HTML, because a delimiter beside a tag no longer opens or closes.
pub(crate) fn link_terms(
    book: &Book<'_>,
    document: &Document<'_>,
    text: &str,
    block: &Block<'_>,
    uses: &[&TermUse],
    edits: &mut Edits,
) {
    if uses.is_empty() {
        return;
    }
    let pieces: Vec<&Range<usize>> = uses.iter().flat_map(|found| &found.source).collect();
    for emphasis in &block.emphasis {
        let (from, to) = (emphasis.span.start, emphasis.span.end);
        let touches = pieces.iter().any(|piece| {
            piece.start < to && piece.end > from || piece.end == from || piece.start == to
        });
        if touches && to - from >= 2 * emphasis.delimiter {
            let n = emphasis.delimiter;
            edits.replace(from..from + n, format!("<{}>", emphasis.element));
            edits.replace(to - n..to, format!("</{}>", emphasis.element));
        }
    }
    for found in uses {
        let term = &book.glossary.terms[found.term];
        let href = super::term_link(&document.page, &term.id);
        // One link for a use that has emphasis whole: one stop of the Tab key.
        let whole = match found.source.as_slice() {
            [_] => None,
            pieces => whole(block, pieces),
        };
        for piece in whole.as_ref().map_or(found.source.as_slice(), std::slice::from_ref) {
            if text.get(piece.clone()).is_none() {
                continue;
            }
            edits.insert(piece.start, format!("<a class=\"bi-term\" href=\"{href}\">"));
            edits.insert_end(piece.end, "</a>");
        }
    }
}

/// Where the sentences of a pair end, for the script that marks the partner of
/// the sentence under the pointer: ` data-s="12:30,25:58"`.
///
/// Each `source:target` is one group of sentences that say the same, in order;
/// the numbers are its end on each side, in UTF-16 code units (as a script
/// counts) of the plain text of that side's blocks, one after the other with
/// nothing between. A group begins where the one before ends; white space
/// between two sentences belongs to the second. Empty if there are fewer than
/// two groups.
pub(crate) fn sentence_marks(pair: &Pair<'_>) -> String {
    let sentences = pair.sentences.get().map_or(&[][..], Vec::as_slice);
    if sentences.len() < 2 {
        return String::new();
    }
    let texts = [Side::Source, Side::Target].map(|side| pair.running_text(side));
    let mut ends = [(0, 0); 2];
    let marks: Vec<String> = sentences
        .iter()
        .map(|said| {
            for ((end, range), text) in
                ends.iter_mut().zip([&said.source, &said.target]).zip(&texts)
            {
                if let Some(more) = text.get(end.0..range.end).filter(|_| !range.is_empty()) {
                    *end = (range.end, end.1 + more.encode_utf16().count());
                }
            }
            format!("{}:{}", ends[0].1, ends[1].1)
        })
        .collect();
    format!(" data-s=\"{}\"", marks.join(","))
}

/// A whole block of the translation with the prefix of the place it goes to.
pub(crate) fn reprefix(block: &Block<'_>, prefix: &str) -> String {
    let own = block.prefix.as_str();
    let lines = block.text.lines().enumerate().map(|(at, line)| {
        let line = match at {
            0 => line,
            _ => {
                line.strip_prefix(own).or_else(|| line.strip_prefix(own.trim_end())).unwrap_or(line)
            }
        };
        format!("{prefix}{line}").trim_end().to_string()
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// Does every element that this HTML opens end in it, and the other way round?
pub(crate) fn balanced(html: &str) -> bool {
    const VOID: &[&str] = &[
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source",
        "track", "wbr",
    ];
    let mut open: Vec<String> = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        rest = &rest[at..];
        if let Some(comment) = rest.strip_prefix("<!--") {
            let Some(end) = comment.find("-->") else { return false };
            rest = &comment[end + 3..];
            continue;
        }
        let Some(end) = rest.find('>') else { return false };
        let (tag, after) = (&rest[1..end], &rest[end + 1..]);
        rest = after;
        let closing = tag.starts_with('/');
        let name: String = tag
            .trim_start_matches('/')
            .chars()
            .take_while(|c| c.is_ascii_alphanumeric() || *c == '-')
            .collect::<String>()
            .to_ascii_lowercase();
        if name.is_empty() || VOID.contains(&name.as_str()) || tag.ends_with('/') {
            continue;
        }
        if !closing {
            open.push(name);
        } else if open.pop().as_deref() != Some(&name) {
            return false;
        }
    }
    open.is_empty()
}

/// The end of the block's last line and the prefix for what follows it there;
/// behind a table or a heading that is the outside of it.
pub(crate) fn after_block(text: &str, block: &Block<'_>) -> (usize, String) {
    let end = match block.kind {
        BlockKind::TableCell { .. } | BlockKind::DefinitionTitle => block.container.end,
        _ => block.span.end,
    };
    let line_end = text[end..].find('\n').map_or(text.len(), |at| end + at);
    // A setext heading's underline belongs to it.
    let next = text.get(line_end + 1..).unwrap_or_default().lines().next().unwrap_or_default();
    let underline = matches!(block.kind, BlockKind::Heading { .. })
        && !next.trim().is_empty()
        && (next.trim().chars().all(|c| c == '=') || next.trim().chars().all(|c| c == '-'));
    let end = if underline { line_end + 1 + next.len() } else { line_end };
    let end = if text[..end].ends_with('\r') { end - 1 } else { end };
    (end, block.prefix.clone())
}

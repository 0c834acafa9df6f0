//! The chapters of a reading: pairs to rows, headings, tables and notes.

use super::Setting;
use super::content::{Content, Inline, Mark, markdown, plain, text_of};
use super::data::{Block, Callout, Cell, Chapter, Item, Note, Related, Term, Two};
use crate::diagnostic::Severity;
use crate::document::{self, Bilingual, BlockKind, Document, Pair, PairRef, Side, Status};
use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

/// The chapters that were asked for and have more than a heading.
pub(super) fn chapters(setting: &mut Setting<'_>) -> Vec<Chapter> {
    let book = setting.book;
    setting
        .included
        .clone()
        .into_iter()
        .map(|index| {
            let mut reader = Reader::new(setting, index, &book.documents[index]);
            reader.chapter()
        })
        .collect()
}

/// Every callout of the chapters that are printed.
pub(super) fn callouts(setting: &Setting<'_>) -> Vec<Callout> {
    let printed = setting.book.callouts.iter().filter(|c| setting.prints(c.anchor));
    printed
        .map(|callout| Callout {
            id: format!("callout-{}", callout.number),
            number: callout.number,
            misconception: inlines(&callout.misconception, setting.sides, plain),
            boundary: inlines(&callout.boundary, setting.sides, plain),
        })
        .collect()
}

/// The glossary, each term with the pairs that use it.
pub(super) fn glossary(setting: &Setting<'_>) -> Vec<Term> {
    let book = setting.book;
    let name = |name: &Bilingual| inlines(name, setting.sides, plain);
    let term = |(index, term): (usize, &crate::glossary::Term)| {
        let mut uses: Vec<PairRef> = book
            .uses
            .iter()
            .filter(|found| found.term == index && setting.sides.contains(&found.side))
            .map(|found| found.at)
            .filter(|at| setting.prints(*at))
            .collect();
        uses.sort_unstable();
        uses.dedup();
        Term {
            id: format!("term-{}", term.id),
            name: name(&term.name),
            aliases: Two::of(|side| {
                let aliases = term.aliases(side);
                (setting.sides.contains(&side) && !aliases.is_empty())
                    .then(|| aliases.iter().map(|alias| plain(alias)).collect())
            }),
            definition: inlines(&term.definition, setting.sides, markdown),
            related: term
                .related
                .iter()
                .filter_map(|relation| {
                    let other = &book.glossary.terms[book.glossary.index(&relation.to)?];
                    Some(Related { to: format!("term-{}", other.id), name: name(&other.name) })
                })
                .collect(),
            uses: uses.iter().filter_map(|at| setting.printed.get(at).cloned()).collect(),
        }
    };
    book.glossary.terms.iter().enumerate().filter(|(_, term)| !term.draft).map(term).collect()
}

/// Both sides of a text as inline content; a side that is empty is missing.
pub(super) fn inlines(
    text: &Bilingual,
    sides: &[Side],
    read: impl Fn(&str) -> Vec<Inline>,
) -> Two<Vec<Inline>> {
    Two::of(|side| {
        let text = text.get(side).trim();
        (sides.contains(&side) && !text.is_empty()).then(|| read(text))
    })
}

/// The content of one side of a chapter.
pub(super) fn content(document: &Document<'_>, side: Side) -> Content {
    let Some(source) = document.text(side) else { return Content::default() };
    let blocks = document.pairs.iter().flat_map(|pair| pair.side(side));
    let mut breaks: Vec<_> = blocks.flat_map(|block| &block.breaks).collect();
    breaks.sort_by_key(|b| b.span.start);
    Content::read(&source.text, &breaks)
}

/// A chapter being read.
pub(super) struct Reader<'s, 'b> {
    setting: &'s mut Setting<'b>,
    index: usize,
    document: &'b Document<'b>,
    content: Two<Content>,
    /// The source's label for each footnote of the two sides.
    labels: BTreeMap<(Side, String), String>,
    /// The level of the heading before. A handout skips none, because PDF/UA
    /// forbids it.
    level: u8,
    /// Labels of the footnotes, in the order they are referred to.
    notes: Vec<String>,
}

impl<'s, 'b> Reader<'s, 'b> {
    pub(super) fn new(
        setting: &'s mut Setting<'b>,
        index: usize,
        document: &'b Document<'b>,
    ) -> Self {
        let content = Two::of(|side| Some(content(document, side)));
        let mut labels = BTreeMap::new();
        for pair in &document.pairs {
            let name = |side| pair.side(side).first().and_then(|block| footnote(&block.kind));
            let (source, target) = (name(Side::Source), name(Side::Target));
            let Some(own) = source.or(target) else { continue };
            for (side, label) in [(Side::Source, source), (Side::Target, target)] {
                if let Some(label) = label {
                    labels.entry((side, label.to_string())).or_insert_with(|| own.to_string());
                }
            }
        }
        Self { setting, index, document, content, labels, level: 1, notes: Vec::new() }
    }

    fn chapter(&mut self) -> Chapter {
        let pairs = &self.document.pairs;
        let own_heading =
            pairs.first().filter(|pair| matches!(pair.kind(), BlockKind::Heading { level: 1 }));
        let title = match own_heading {
            Some(pair) => self.both(pair),
            None => inlines(&self.document.title, self.setting.sides, plain),
        };
        let mut items = Vec::new();
        if let Some(pair) = own_heading {
            self.printed(0, self.setting.chapter_label(self.index));
            self.rest_of_heading(0, pair, &mut items);
            self.callouts(0, &mut items);
        }
        let mut at = usize::from(own_heading.is_some());
        while let Some(pair) = pairs.get(at) {
            let next = match pair.kind() {
                BlockKind::TableCell { .. } => self.table(at, &mut items),
                _ => {
                    self.pair(at, pair, &mut items);
                    at + 1
                }
            };
            (at..next).for_each(|number| self.callouts(number, &mut items));
            at = next;
        }
        let notes = self.footnotes();
        Chapter {
            id: self.setting.chapter_label(self.index),
            number: self.document.number.clone(),
            title,
            items,
            notes,
        }
    }

    /// Remembers under which label a pair is printed.
    fn printed(&mut self, pair: usize, label: String) -> String {
        self.setting.printed.insert(PairRef { document: self.index, pair }, label.clone());
        label
    }

    fn label(&self, pair: usize) -> String {
        self.setting.label(PairRef { document: self.index, pair })
    }

    fn callouts(&mut self, pair: usize, items: &mut Vec<Item>) {
        let here = PairRef { document: self.index, pair };
        let printed = self.setting.book.callouts.iter().filter(|c| self.setting.prints(c.anchor));
        for (index, callout) in printed.enumerate() {
            if callout.anchor == here {
                items.push(Item::Callout { index });
            }
        }
    }

    fn pair(&mut self, number: usize, pair: &'b Pair<'b>, items: &mut Vec<Item>) {
        let id = self.label(number);
        match pair.kind() {
            BlockKind::Footnote { .. } => {}
            BlockKind::Heading { level } => {
                let text = self.both(pair);
                if !text.is_empty() {
                    let level = (*level).clamp(2, self.level + 1);
                    self.level = level;
                    let id = self.printed(number, id);
                    items.push(Item::Heading { id, level, text });
                }
                self.rest_of_heading(number, pair, items);
            }
            _ if pair.shared => {
                let blocks = self.blocks(pair, Side::Source);
                if !blocks.is_empty() {
                    let id = self.printed(number, id);
                    items.push(Item::Shared { id, blocks });
                }
            }
            _ => {
                let cells = Two::of(|side| {
                    let blocks = match self.setting.sides.contains(&side) {
                        true => self.blocks(pair, side),
                        false => Vec::new(),
                    };
                    (!blocks.is_empty()).then_some(blocks)
                });
                if let Some(blocks) = one_picture(&cells) {
                    let id = self.printed(number, id);
                    items.push(Item::Shared { id, blocks });
                } else if !cells.is_empty() {
                    let id = self.printed(number, id);
                    items.push(Item::Row { id, status: status(pair.status), cells });
                }
            }
        }
    }

    /// Whatever a heading's pair holds besides the two headings.
    fn rest_of_heading(&mut self, number: usize, pair: &'b Pair<'b>, items: &mut Vec<Item>) {
        let cells = Two::of(|side| {
            let blocks = match self.setting.sides.contains(&side) {
                true => self.blocks(pair, side).split_off(pair.side(side).len().min(1)),
                false => Vec::new(),
            };
            (!blocks.is_empty()).then_some(blocks)
        });
        if !cells.is_empty() {
            let id = format!("{}-rest", self.label(number));
            items.push(Item::Row { id, status: status(pair.status), cells });
        }
    }

    /// The first block of each side as inline content.
    fn both(&mut self, pair: &'b Pair<'b>) -> Two<Vec<Inline>> {
        Two::of(|side| {
            let block = pair.side(side).first()?;
            self.setting.sides.contains(&side).then(|| self.inline(block, side))
        })
    }

    fn blocks(&mut self, pair: &'b Pair<'b>, side: Side) -> Vec<Block> {
        pair.side(side).iter().filter_map(|block| self.block(block, side)).collect()
    }

    fn block(&mut self, block: &'b document::Block<'b>, side: Side) -> Option<Block> {
        let (kind, number) = match &block.kind {
            BlockKind::Heading { .. } => ("heading", None),
            BlockKind::Paragraph | BlockKind::Footnote { .. } => ("paragraph", None),
            BlockKind::TableCell { .. } => ("paragraph", None),
            BlockKind::ListItem { number } => ("item", *number),
            BlockKind::Quote => ("quote", None),
            BlockKind::DefinitionTitle => ("term", None),
            BlockKind::Definition => ("definition", None),
            BlockKind::Code => ("code", None),
            BlockKind::Math => ("math", None),
            BlockKind::Image => ("image", None),
            BlockKind::Rule => ("rule", None),
            BlockKind::Html => {
                self.say(
                    block.span.clone(),
                    side,
                    "html-not-printed",
                    "raw HTML is left out of the handouts".into(),
                    "write it in Markdown, or leave it to the web page",
                );
                return None;
            }
        };
        let verbatim = matches!(block.kind, BlockKind::Code | BlockKind::Math);
        let lines = match verbatim {
            true => block.plain.trim_end().lines().map(code_line).collect(),
            false => Vec::new(),
        };
        let body = if verbatim { Vec::new() } else { self.inline(block, side) };
        let empty = body.is_empty() && lines.is_empty() && kind != "rule";
        (!empty).then_some(Block { kind, depth: block.depth, number, body, lines })
    }

    /// The blocks of one side as one run of text.
    pub(super) fn quoted(&mut self, blocks: &[document::Block<'_>], side: Side) -> Vec<Inline> {
        let mut text = Vec::new();
        for block in blocks.iter().filter(|block| block.kind.is_prose()) {
            if !text.is_empty() {
                text.push(Inline::Text(" ".into()));
            }
            text.extend(self.inline(block, side));
        }
        text
    }

    fn inline(&mut self, block: &document::Block<'_>, side: Side) -> Vec<Inline> {
        let content = match side {
            Side::Source => &self.content.source,
            Side::Target => &self.content.target,
        };
        let nodes = content.as_ref().map(|content| content.of(&block.span)).unwrap_or_default();
        self.resolved(nodes, side)
    }

    /// Links, pictures and notes with what they lead to.
    fn resolved(&mut self, nodes: Vec<Inline>, side: Side) -> Vec<Inline> {
        nodes.into_iter().filter_map(|node| self.resolve(node, side)).collect()
    }

    fn resolve(&mut self, inline: Inline, side: Side) -> Option<Inline> {
        let Inline::Node(mut node) = inline else { return Some(inline) };
        node.c = self.resolved(std::mem::take(&mut node.c), side);
        let to = node.to.take().unwrap_or_default();
        match node.t {
            Mark::Html => {
                self.say(
                    node.at,
                    side,
                    "html-not-printed",
                    format!("the tag `{to}` is left out of the handouts"),
                    "write it in Markdown, or leave it to the web page",
                );
                return None;
            }
            Mark::Link => match self.link(&to, side) {
                Link::Out(url) => node.to = Some(url),
                Link::In(label) => (node.t, node.to) = (Mark::Jump, Some(label)),
                Link::Nowhere => return Some(group(node.c)),
            },
            Mark::Note => {
                let own = self.labels.get(&(side, to))?.clone();
                let at = self.notes.iter().position(|known| *known == own).unwrap_or_else(|| {
                    self.notes.push(own);
                    self.notes.len() - 1
                });
                node.to =
                    Some(format!("{}-note-{}", self.setting.chapter_label(self.index), at + 1));
                node.c = vec![Inline::Text((at + 1).to_string())];
            }
            Mark::Image => {
                let alt = text_of(&node.c);
                let path = self.document.text(side).map(|text| text.path.clone());
                let directory = path.as_deref().and_then(Path::parent).unwrap_or(Path::new(""));
                match self.setting.files.image(self.setting.src, directory, &to) {
                    Ok(file) => node.to = Some(file),
                    Err(error) => {
                        self.say(
                            node.at,
                            side,
                            "image-not-printed",
                            format!("this picture is not printed: {error:#}"),
                            "pictures must be PNG, JPEG, GIF, WebP or SVG files of the book",
                        );
                        return (!node.c.is_empty()).then(|| group(node.c));
                    }
                }
                if alt.trim().is_empty() {
                    self.setting.accessible = false;
                    self.say(
                        node.at.clone(),
                        side,
                        "image-without-description",
                        "this picture has no description, so the handout is not accessible".into(),
                        "say between `![` and `]` what the picture shows",
                    );
                }
                node.c = plain(&alt);
            }
            _ => {}
        }
        Some(Inline::Node(node))
    }

    fn say(
        &mut self,
        at: std::ops::Range<usize>,
        side: Side,
        code: &'static str,
        message: String,
        hint: &str,
    ) {
        if let Some(text) = self.document.text(side) {
            self.setting.say(Severity::Warning, code, text, at, message, hint);
        }
    }

    fn link(&self, url: &str, side: Side) -> Link {
        let lower = url.to_ascii_lowercase();
        if ["http://", "https://", "mailto:"].iter().any(|scheme| lower.starts_with(scheme)) {
            let clean = url.chars().all(|c| !c.is_control() && c != '"');
            return if clean { Link::Out(url.to_string()) } else { Link::Nowhere };
        }
        let path = url.split(['#', '?']).next().unwrap_or_default();
        if path.is_empty() || path.contains(':') {
            return Link::Nowhere;
        }
        let own = self.document.text(side).map(|text| text.path.as_path());
        let directory = own.and_then(Path::parent).unwrap_or(Path::new(""));
        let goal = normal(&directory.join(super::images::percent_decode(path)));
        let found = self.setting.included.iter().find(|index| {
            let document = &self.setting.book.documents[**index];
            document.path() == goal
                || document.target.is_some_and(|target| target.path == goal)
                || document.page == goal
        });
        match found {
            Some(index) => Link::In(self.setting.chapter_label(*index)),
            None => Link::Nowhere,
        }
    }

    /// The table that begins at pair `from`; returns the pair after it.
    fn table(&mut self, from: usize, items: &mut Vec<Item>) -> usize {
        let pairs = &self.document.pairs;
        let container = |pair: &Pair<'_>| pair.source.first().map(|block| block.container.clone());
        let first = container(&pairs[from]);
        let mut cells: Vec<(usize, usize, Cell)> = Vec::new();
        let mut at = from;
        while let Some(pair) = pairs.get(at) {
            let BlockKind::TableCell { row, column } = pair.kind() else { break };
            let orphan = pair.source.is_empty();
            if !orphan && container(pair) != first {
                break;
            }
            let mut text = self.both(pair);
            if text.source == text.target {
                text.target = None;
            }
            let id = self.label(at);
            if !text.is_empty() {
                self.printed(at, id.clone());
            }
            cells.push((*row as usize, *column as usize, Cell { id, text }));
            at += 1;
        }
        let columns = cells.iter().map(|(_, column, _)| column + 1).max().unwrap_or(1);
        let count = cells.iter().map(|(row, _, _)| row + 1).max().unwrap_or(1);
        let mut rows = vec![vec![None; columns]; count];
        for (row, column, cell) in cells {
            if !cell.text.is_empty() {
                rows[row][column] = Some(cell);
            }
        }
        items.push(Item::Table { columns, rows });
        at
    }

    /// The footnotes that are referred to, and then the others.
    fn footnotes(&mut self) -> Vec<Note> {
        let mut groups: BTreeMap<String, Vec<&'b Pair<'b>>> = BTreeMap::new();
        let mut order = Vec::new();
        for pair in &self.document.pairs {
            if let Some(label) = footnote(pair.kind()) {
                let side = if pair.source.is_empty() { Side::Target } else { Side::Source };
                let own = self.labels.get(&(side, label.to_string())).cloned();
                let own = own.unwrap_or_else(|| label.to_string());
                if !groups.contains_key(&own) {
                    order.push(own.clone());
                }
                groups.entry(own).or_default().push(pair);
            }
        }
        let unreferred = order.into_iter().filter(|own| !self.notes.contains(own));
        let all: Vec<String> = self.notes.iter().cloned().chain(unreferred).collect();
        let mut notes = Vec::new();
        for (at, own) in all.iter().enumerate() {
            let pairs = groups.remove(own).unwrap_or_default();
            let text = Two::of(|side| {
                let blocks = pairs.iter().flat_map(|pair| pair.side(side));
                let text: Vec<_> = blocks.map(|block| self.inline(block, side)).collect();
                (self.setting.sides.contains(&side) && !text.is_empty()).then_some(text)
            });
            let id = format!("{}-note-{}", self.setting.chapter_label(self.index), at + 1);
            notes.push(Note { id, number: at + 1, text });
        }
        notes
    }
}

/// Where a link leads in a handout.
enum Link {
    Out(String),
    In(String),
    Nowhere,
}

/// Both sides where they are one and the same picture, which is printed once
/// with both descriptions.
fn one_picture(cells: &Two<Vec<Block>>) -> Option<Vec<Block>> {
    let picture = |blocks: &Option<Vec<Block>>| match blocks.as_deref() {
        Some([block]) if block.kind == "image" => match block.body.as_slice() {
            [Inline::Node(node)] if node.t == Mark::Image => Some((block.clone(), node.clone())),
            _ => None,
        },
        _ => None,
    };
    let ((mut block, mut source), (_, target)) = (picture(&cells.source)?, picture(&cells.target)?);
    if source.to != target.to {
        return None;
    }
    if source.c != target.c {
        source.c.push(Inline::Text(" / ".into()));
        source.c.extend(target.c);
    }
    block.body = vec![Inline::Node(source)];
    Some(vec![block])
}

/// Content that lost the mark around it.
fn group(mut c: Vec<Inline>) -> Inline {
    match c.len() {
        1 => c.remove(0),
        _ => Inline::Node(super::content::Node { t: Mark::Run, c, to: None, at: 0..0 }),
    }
}

fn footnote(kind: &BlockKind) -> Option<&str> {
    match kind {
        BlockKind::Footnote { label } => Some(label),
        _ => None,
    }
}

fn status(status: Status) -> &'static str {
    match status {
        Status::Translated => "translated",
        Status::Untranslated => "untranslated",
        Status::Stale => "stale",
        Status::Draft => "draft",
        Status::Orphan => "orphan",
    }
}

/// A line of code; an indent is kept by spaces that do not collapse.
fn code_line(line: &str) -> Vec<Inline> {
    plain(&line.replace('\t', "    "))
}

/// The path without `.` and `..`.
fn normal(path: &Path) -> PathBuf {
    let mut normal = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => {
                normal.pop();
            }
            Component::CurDir | Component::RootDir => {}
            part => normal.push(part),
        }
    }
    normal
}

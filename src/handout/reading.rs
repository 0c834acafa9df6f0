//! The chapters of a reading: pairs to rows, headings and tables.

use super::Setting;
use super::content::{Content, Inline, Mark, plain};
use super::data::{Block, Cell, ColumnAlignment, Item, PrintedChapter, PrintedKind, Two};
use crate::book::{DocumentIndex, PairRef};
use crate::diagnostic::Code;
use crate::document::{self, Bilingual, BlockKind, Document, Pair, PairIndex, Side};
use std::collections::BTreeMap;

/// The chapters that were asked for and have more than a heading.
pub(super) fn chapters(setting: &mut Setting<'_>) -> Vec<PrintedChapter> {
    let book = setting.book;
    setting
        .included
        .clone()
        .into_iter()
        .map(|index| ChapterReading::new(setting, index, book.document(index)).printed_chapter())
        .collect()
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

/// A chapter on its way into a handout.
pub(super) struct ChapterReading<'s, 'b> {
    pub(super) setting: &'s mut Setting<'b>,
    pub(super) index: DocumentIndex,
    pub(super) document: &'b Document<'b>,
    pub(super) content: Two<Content>,
    /// The source's label for each footnote of the two sides.
    pub(super) labels: BTreeMap<(Side, String), String>,
    /// The level of the heading before. A handout skips none, because PDF/UA
    /// forbids it.
    level: u8,
    /// Labels of the footnotes, in the order they are referred to.
    pub(super) notes: Vec<String>,
}

impl<'s, 'b> ChapterReading<'s, 'b> {
    pub(super) fn new(
        setting: &'s mut Setting<'b>,
        index: DocumentIndex,
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

    fn printed_chapter(&mut self) -> PrintedChapter {
        let pairs = &self.document.pairs;
        let own_heading =
            pairs.first().filter(|pair| matches!(pair.kind(), BlockKind::Heading { level: 1 }));
        let title = match own_heading {
            Some(pair) => self.both(pair),
            None => inlines(&self.document.title, self.setting.sides, plain),
        };
        let mut items = Vec::new();
        if let Some(pair) = own_heading {
            let first = PairIndex(0);
            self.printed(first, self.setting.chapter_label(self.index));
            self.rest_of_heading(first, pair, &mut items);
            self.callouts(first, &mut items);
        }
        let mut at = usize::from(own_heading.is_some());
        while let Some(pair) = pairs.get(at) {
            let next = match pair.kind() {
                BlockKind::TableCell { .. } => self.table(at, &mut items),
                _ => {
                    self.pair(PairIndex(at), pair, &mut items);
                    at + 1
                }
            };
            (at..next).for_each(|number| self.callouts(PairIndex(number), &mut items));
            at = next;
        }
        let loose_notes = self.loose_notes();
        PrintedChapter {
            id: self.setting.chapter_label(self.index),
            number: self.document.number.clone(),
            title,
            items,
            loose_notes,
        }
    }

    /// Remembers under which label a pair is printed.
    fn printed(&mut self, pair: PairIndex, label: String) -> String {
        self.setting.printed.insert(PairRef { document: self.index, pair }, label.clone());
        label
    }

    fn label(&self, pair: PairIndex) -> String {
        self.setting.label(PairRef { document: self.index, pair })
    }

    fn callouts(&mut self, pair: PairIndex, items: &mut Vec<Item>) {
        let here = PairRef { document: self.index, pair };
        let printed = self.setting.book.callouts.iter().filter(|c| self.setting.prints(c.anchor));
        for (index, callout) in printed.enumerate() {
            if callout.anchor == here {
                items.push(Item::Callout { index });
            }
        }
    }

    fn pair(&mut self, number: PairIndex, pair: &'b Pair<'b>, items: &mut Vec<Item>) {
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
                    items.push(Item::Row { id, status: pair.status, cells });
                }
            }
        }
    }

    /// Whatever a heading's pair holds besides the two headings.
    fn rest_of_heading(&mut self, number: PairIndex, pair: &'b Pair<'b>, items: &mut Vec<Item>) {
        let cells = Two::of(|side| {
            let blocks = match self.setting.sides.contains(&side) {
                true => self.blocks(pair, side).split_off(pair.side(side).len().min(1)),
                false => Vec::new(),
            };
            (!blocks.is_empty()).then_some(blocks)
        });
        if !cells.is_empty() {
            let id = format!("{}-rest", self.label(number));
            items.push(Item::Row { id, status: pair.status, cells });
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
            BlockKind::Heading { .. } => (PrintedKind::Heading, None),
            BlockKind::Paragraph | BlockKind::Footnote { .. } => (PrintedKind::Paragraph, None),
            BlockKind::TableCell { .. } => (PrintedKind::Paragraph, None),
            BlockKind::ListItem { number } => (PrintedKind::Item, *number),
            BlockKind::Quote => (PrintedKind::Quote, None),
            BlockKind::DefinitionTitle => (PrintedKind::Term, None),
            BlockKind::Definition => (PrintedKind::Definition, None),
            BlockKind::Code => (PrintedKind::Code, None),
            BlockKind::Math => (PrintedKind::Math, None),
            BlockKind::Image => (PrintedKind::Image, None),
            BlockKind::Rule => (PrintedKind::Rule, None),
            BlockKind::Html => {
                let message = "raw HTML is left out of the handouts".to_string();
                let hint = "write it in Markdown, or leave it to the web page";
                self.say(block.span.clone(), side, Code::HtmlNotPrinted, message, hint);
                return None;
            }
        };
        if kind == PrintedKind::Math {
            self.say_formula(block.span.clone(), side);
        }
        let verbatim = matches!(block.kind, BlockKind::Code | BlockKind::Math);
        let lines = match block.kind {
            BlockKind::Code => block.plain.trim_end().lines().map(code_line).collect(),
            // The plain text of a formula has lost its backslashes.
            BlockKind::Math => {
                let lines = block.text.lines();
                let inner = lines.map(|line| line.strip_prefix(&*block.prefix).unwrap_or(line));
                inner.map(code_line).collect()
            }
            _ => Vec::new(),
        };
        let body = if verbatim { Vec::new() } else { self.inline(block, side) };
        let empty = body.is_empty() && lines.is_empty() && kind != PrintedKind::Rule;
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

    /// How the author aligns the columns of the table that a pair belongs to.
    fn alignment(&self, pair: &Pair<'_>, columns: usize) -> Vec<ColumnAlignment> {
        let of = |content: &Option<Content>, blocks: &[document::Block<'_>]| {
            Some(content.as_ref()?.alignment(blocks.first()?.span.start))
        };
        let mut align = of(&self.content.source, &pair.source)
            .or_else(|| of(&self.content.target, &pair.target))
            .unwrap_or_default();
        align.resize(columns, ColumnAlignment::Left);
        align
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
            let id = self.label(PairIndex(at));
            if !text.is_empty() {
                self.printed(PairIndex(at), id.clone());
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
        let align = self.alignment(&pairs[from], columns);
        items.push(Item::Table { columns, align, rows });
        at
    }
}

/// Both sides where they are one and the same picture, which is printed once
/// with both descriptions.
fn one_picture(cells: &Two<Vec<Block>>) -> Option<Vec<Block>> {
    let picture = |blocks: &Option<Vec<Block>>| match blocks.as_deref() {
        Some([block]) if block.kind == PrintedKind::Image => match block.body.as_slice() {
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

/// The label of a footnote.
pub(super) fn footnote(kind: &BlockKind) -> Option<&str> {
    match kind {
        BlockKind::Footnote { label } => Some(label),
        _ => None,
    }
}

/// A line of code; an indent is kept by spaces that do not collapse.
fn code_line(line: &str) -> Vec<Inline> {
    plain(&line.replace('\t', "    "))
}

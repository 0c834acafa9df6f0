//! A chapter as plain Markdown, for every renderer but HTML: the translation
//! follows its source, without HTML around them.

use super::inline::{self, Marks, Uses};
use super::splice::Edits;
use super::{callout, words};
use crate::book::{Book, DocumentIndex, PairRef};
use crate::document::{
    Block, BlockIndex, BlockKind, BreakKind, Document, Pair, PairIndex, Side, Status,
};

/// The Markdown of one chapter, with both languages in it.
pub fn chapter(book: &Book<'_>, index: DocumentIndex) -> String {
    let document = book.document(index);
    let mut page = Page::new(book, index);
    for (number, _) in document.indexed() {
        page.pair(number);
    }
    let text = &document.source.text;
    page.edits.apply(text, 0..text.len())
}

/// A chapter being written.
struct Page<'a> {
    book: &'a Book<'a>,
    document: &'a Document<'a>,
    index: DocumentIndex,
    edits: Edits,
    marks: Marks,
    uses: Uses<'a>,
}

impl<'a> Page<'a> {
    fn new(book: &'a Book<'a>, index: DocumentIndex) -> Self {
        let document = book.document(index);
        Self {
            book,
            document,
            index,
            edits: Edits::default(),
            marks: inline::marks(document),
            uses: inline::linked_uses(book, index),
        }
    }

    fn pair(&mut self, number: PairIndex) {
        let pair = self.document.pair(number);
        for (at, block) in pair.indexed(Side::Source) {
            for broken in block.breaks.iter().filter(|b| b.kind == BreakKind::Joined) {
                self.edits.replace(broken.span.clone(), "");
            }
            let uses = inline::uses_of(&self.uses, number, Side::Source, at);
            inline::link_terms_markdown(self.book, self.document, block, uses, &mut self.edits);
        }
        if !pair.shared && !pair.target.is_empty() {
            self.translation(number, pair);
        }
        self.callouts(number, pair);
    }

    fn translation(&mut self, number: PairIndex, pair: &'a Pair<'a>) {
        match pair.source.last() {
            Some(last) if pair.status != Status::Orphan => match last.kind {
                BlockKind::Heading { .. } | BlockKind::DefinitionTitle => {
                    self.beside(number, pair, last, " · ");
                }
                BlockKind::TableCell { .. } => self.beside(number, pair, last, " / "),
                _ => self.below(number, pair, last),
            },
            _ => {
                let before = self.document.pairs[..number.0].iter().rev();
                match before.flat_map(|p| p.source.last()).next() {
                    Some(block) => self.below(number, pair, block),
                    None => {
                        let text = self.blocks(number, pair, "");
                        self.edits.insert(0, format!("{}\n\n", text.trim_start_matches('\n')));
                    }
                }
            }
        }
    }

    /// On the same line, where a block has only one.
    fn beside(&mut self, number: PairIndex, pair: &'a Pair<'a>, last: &Block<'_>, between: &str) {
        let texts = pair.indexed(Side::Target).map(|(at, b)| self.inline(number, at, b));
        let text: Vec<String> = texts.collect();
        self.edits.insert_end(last.span.end, format!("{between}{}", text.join(" ")));
    }

    /// As blocks of their own behind the block `last`.
    fn below(&mut self, number: PairIndex, pair: &'a Pair<'a>, last: &Block<'_>) {
        let (at, prefix) = inline::after_block(&self.document.source.text, last);
        let text = self.blocks(number, pair, &prefix);
        self.edits.insert_end(at, text);
    }

    fn blocks(&self, number: PairIndex, pair: &'a Pair<'a>, prefix: &str) -> String {
        let bare = prefix.trim_end();
        let mut out = String::new();
        for (at, block) in pair.indexed(Side::Target) {
            let body = match block.kind {
                BlockKind::Code | BlockKind::Html | BlockKind::Rule | BlockKind::Math => {
                    inline::reprefix(block, prefix)
                }
                _ => {
                    let text = self.inline(number, at, block);
                    format!("{prefix}{}", inline::escape_block_start(&text))
                }
            };
            out.push_str(&format!("\n{bare}\n{body}"));
        }
        if pair.source.is_empty() || !matches!(pair.target.last(), Some(b) if b.kind.is_prose()) {
            out.push_str(&format!("\n{bare}"));
        }
        out
    }

    fn inline(&self, number: PairIndex, at: BlockIndex, block: &Block<'_>) -> String {
        let Some(target) = self.document.target else { return String::new() };
        let mut edits = Edits::default();
        for broken in &block.breaks {
            let with = match broken.kind {
                BreakKind::Joined => "",
                BreakKind::Space | BreakKind::Hard => " ",
            };
            edits.replace(broken.span.clone(), with);
        }
        self.marks.edit(block, &mut edits);
        let uses = inline::uses_of(&self.uses, number, Side::Target, at);
        inline::link_terms_markdown(self.book, self.document, block, uses, &mut edits);
        edits.apply(&target.text, block.span.clone()).replace(['\n', '\r'], " ")
    }

    fn callouts(&mut self, number: PairIndex, pair: &Pair<'_>) {
        let here = PairRef { document: self.index, pair: number };
        let Some(block) = pair.source.last() else { return };
        for found in self.book.callouts.iter().filter(|callout| callout.anchor == here) {
            let (at, prefix) = inline::after_block(&self.document.source.text, block);
            let bare = prefix.trim_end();
            let mut out = format!("\n{bare}");
            for line in callout::markdown(self.book, found).lines() {
                out.push_str(&format!("\n{prefix}{line}"));
            }
            self.edits.insert_end(at, format!("{out}\n{bare}"));
        }
    }
}

/// The quiet mark of a chapter or block without translation.
pub fn untranslated(book: &Book<'_>) -> String {
    format!("*{}*", words::both_plain(book, words::UNTRANSLATED))
}

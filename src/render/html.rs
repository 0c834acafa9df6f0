//! A chapter for mdBook's HTML renderer.
//!
//! The chapter's own Markdown stays as it is; the translation is spliced into
//! it. Each block of running text becomes
//!
//! ```html
//! <span class="bi" id="p-…"><span class="bi-s" lang="zh-Hans">…</span>
//! <span class="bi-t" lang="en">…</span><a class="bi-a" …></a></span>
//! ```
//!
//! in the place of its inline content. Inline elements leave the structure of
//! lists, tables, quotes and footnotes to the source's Markdown, where block
//! elements would need blank lines and indents of their own.

use super::inline::{self, Marks, Uses};
use super::splice::Edits;
use super::{escape, words};
use crate::book::{Book, DocumentIndex, PairRef};
use crate::document::{
    Bilingual, Block, BlockIndex, BlockKind, BreakKind, Document, Pair, PairIndex, Side, Status,
};
use std::ops::Range;

/// The Markdown of one chapter for mdBook's HTML renderer: both languages,
/// callouts and term links in it.
pub fn chapter(book: &Book<'_>, index: DocumentIndex) -> String {
    let document = book.document(index);
    let mut page = Page::new(book, index);
    for (number, _) in document.indexed() {
        page.pair(number);
    }
    if index.0 == 0 && book.bilingual && book.opening {
        page.opening_panel();
    }
    let text = &document.source.text;
    let body = page.edits.apply(text, 0..text.len());
    if !page.touched {
        return body;
    }
    let mut out = String::with_capacity(body.len() + 1024);
    if document.target.is_some() {
        out.push_str(&crate::theme::boot(book));
        out.push_str("\n\n");
    } else if book.bilingual {
        out.push_str(&crate::theme::boot(book));
        out.push_str(&format!(
            "\n\n<p class=\"bi-untranslated-chapter\">{}</p>\n\n",
            words::both(book, words::UNTRANSLATED)
        ));
    }
    out.push_str(&body);
    out.push_str(&page.after);
    out.push_str(&data(book, &document.title, Some(index)));
    out
}

/// A chapter that the plugin writes, with its heading.
pub fn generated(book: &Book<'_>, title: &Bilingual, content: &str) -> String {
    let half = |side: Side, class: &str| {
        let (lang, text) = (escape(book.language(side).tag()), escape(title.get(side)));
        format!("<span class=\"{class}\" lang=\"{lang}\">{text}</span>")
    };
    let source = half(Side::Source, "bi-s");
    if !book.bilingual {
        return format!("# {source}\n\n{content}");
    }
    format!(
        "{}\n\n# {source}<span class=\"bi-x\"> · </span>{}\n\n{content}{}",
        crate::theme::boot(book),
        half(Side::Target, "bi-t"),
        data(book, title, None)
    )
}

/// A chapter being written.
struct Page<'a> {
    book: &'a Book<'a>,
    document: &'a Document<'a>,
    index: DocumentIndex,
    edits: Edits,
    marks: Marks,
    /// Term uses by pair, side and block.
    uses: Uses<'a>,
    /// Comes after the last block.
    after: String,
    /// Anything changed at all?
    touched: bool,
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
            after: String::new(),
            touched: book.bilingual,
        }
    }

    fn pair(&mut self, number: PairIndex) {
        let pair = self.document.pair(number);
        if pair.status == Status::Orphan {
            self.orphan(number, pair);
        } else if !pair.shared && !is_rule(pair) {
            match inline_kind(pair) {
                true => self.prose(number, pair),
                false => self.blocks(pair),
            }
        }
        self.callouts(number, pair);
    }

    /// Running text: the translation goes behind the source, inline.
    fn prose(&mut self, number: PairIndex, pair: &'a Pair<'a>) {
        let merged = self.is_one_paragraph(&pair.source);
        // What opens first stands outside: the pair before a term at its start.
        for (at, block) in pair.indexed(Side::Source) {
            let first = at.0 == 0;
            if self.book.bilingual && (first || !merged) {
                let heading = matches!(block.kind, BlockKind::Heading { .. });
                self.edits.insert(block.span.start, self.opening(pair, first, heading));
            }
            self.source_edits(number, at, block);
        }
        if !self.book.bilingual {
            return;
        }
        for (at, block) in pair.source.iter().enumerate() {
            let (first, last) = (at == 0, at + 1 == pair.source.len());
            let heading = matches!(block.kind, BlockKind::Heading { .. });
            if merged && !last {
                let gap = block.span.end..pair.source[at + 1].span.start;
                self.edits.replace(gap, "</span><span class=\"bi-p\">");
            } else {
                let several = merged && pair.source.len() > 1;
                let with_target = first || merged;
                let close = self.closing(number, pair, several, with_target, heading);
                self.edits.insert_end(block.span.end, close);
            }
            if heading && first {
                self.heading_id(block);
            }
        }
    }

    fn opening(&self, pair: &Pair<'_>, first: bool, heading: bool) -> String {
        let lang = escape(self.book.source_language.tag());
        let several = pair.source.len() > 1 && self.is_one_paragraph(&pair.source);
        let inner = if several { "<span class=\"bi-p\">" } else { "" };
        if heading {
            return format!("<span class=\"bi-s\" lang=\"{lang}\">{inner}");
        }
        let state = match pair.status {
            _ if !first => " bi-rest",
            Status::Untranslated => " bi-untranslated",
            Status::Stale => " bi-stale",
            Status::Draft => " bi-draft",
            Status::Translated | Status::Orphan => "",
        };
        let id = if first { format!(" id=\"{}\"", pair.id) } else { String::new() };
        let sentences = if first { inline::sentence_marks(pair) } else { String::new() };
        format!(
            "<span class=\"bi{state}\"{id}{sentences}><span class=\"bi-s\" lang=\"{lang}\">{inner}"
        )
    }

    fn closing(
        &self,
        number: PairIndex,
        pair: &'a Pair<'a>,
        several: bool,
        with_target: bool,
        heading: bool,
    ) -> String {
        let mut out = String::from(if several { "</span></span>" } else { "</span>" });
        if with_target && !pair.target.is_empty() {
            if heading {
                out.push_str("<span class=\"bi-x\"> · </span>");
            }
            out.push_str(&format!(
                "<span class=\"bi-t\" lang=\"{}\">",
                escape(self.book.target_language.tag())
            ));
            for (at, block) in pair.indexed(Side::Target) {
                let text = self.target_inline(number, at, block);
                match pair.target.len() {
                    1 => out.push_str(&text),
                    _ => out.push_str(&format!("<span class=\"bi-p\">{text}</span>")),
                }
            }
            out.push_str("</span>");
        }
        if heading {
            return out;
        }
        if with_target {
            out.push_str(&self.status_note(pair));
            out.push_str(&format!(
                "<a class=\"bi-a\" href=\"#{}\" aria-label=\"{}\"></a>",
                pair.id,
                escape(&words::both_plain(self.book, words::PERMALINK))
            ));
        }
        out.push_str("</span>");
        out
    }

    /// A quiet mark for what is not up to date. A chapter without translation
    /// has one at its top instead.
    fn status_note(&self, pair: &Pair<'_>) -> String {
        let word = match pair.status {
            Status::Untranslated if self.document.target.is_some() => words::UNTRANSLATED,
            Status::Stale => words::STALE,
            Status::Draft => words::DRAFT,
            _ => return String::new(),
        };
        let reviewed = match (&pair.reviewed, pair.status) {
            (Some(day), Status::Stale) => format!(" <time>{}</time>", escape(day)),
            _ => String::new(),
        };
        format!("<span class=\"bi-note\">{}{reviewed}</span>", words::both(self.book, word))
    }

    /// Blocks that cannot stand inline: code, HTML, math that differ.
    fn blocks(&mut self, pair: &'a Pair<'a>) {
        if pair.target.is_empty() {
            return;
        }
        let tame =
            |block: &Block<'_>| block.kind != BlockKind::Html || inline::balanced(block.text);
        if !pair.source.iter().chain(&pair.target).all(tame) {
            return;
        }
        let (Some(first), Some(last)) = (pair.source.first(), pair.source.last()) else { return };
        let prefix = &first.prefix;
        let (bare, lang) = (prefix.trim_end(), escape(self.book.source_language.tag()));
        self.edits.insert(
            first.span.start,
            format!(
                "<div class=\"bi bi-blocks\" id=\"{}\"><div class=\"bi-s\" lang=\"{lang}\">\n{bare}\n{prefix}",
                pair.id
            ),
        );
        let mut close = format!(
            "\n{bare}\n{prefix}</div><div class=\"bi-t\" lang=\"{}\">\n{bare}\n",
            escape(self.book.target_language.tag())
        );
        for block in &pair.target {
            close.push_str(&inline::reprefix(block, prefix));
            close.push_str(&format!("\n{bare}\n"));
        }
        close.push_str(&format!("{prefix}</div></div>\n{bare}"));
        self.edits.insert_end(last.span.end, close);
    }

    /// Target text without source follows the pair before it.
    fn orphan(&mut self, number: PairIndex, pair: &'a Pair<'a>) {
        let (at, prefix) = self.place_after(number);
        let bare = prefix.trim_end().to_string();
        let lang = escape(self.book.target_language.tag());
        let mut out = String::new();
        for (index, block) in pair.indexed(Side::Target) {
            let id = if index.0 == 0 { format!(" id=\"{}\"", pair.id) } else { String::new() };
            match block.kind {
                BlockKind::Rule => {}
                BlockKind::Html if !inline::balanced(block.text) => {}
                BlockKind::Html | BlockKind::Code | BlockKind::Math => out.push_str(&format!(
                    "\n{bare}\n{prefix}<div class=\"bi-orphan\"{id} lang=\"{lang}\">\n{bare}\n{}\n{bare}\n{prefix}</div>\n{bare}",
                    inline::reprefix(block, &prefix)
                )),
                _ => out.push_str(&format!(
                    "\n{bare}\n{prefix}<span class=\"bi bi-orphan\"{id}><span class=\"bi-t\" lang=\"{lang}\">{}</span><span class=\"bi-note\">{}</span></span>\n{bare}",
                    self.target_inline(number, index, block),
                    words::both(self.book, words::ORPHAN)
                )),
            }
        }
        self.place(at, out);
    }

    fn callouts(&mut self, number: PairIndex, pair: &Pair<'_>) {
        let here = PairRef { document: self.index, pair: number };
        for callout in self.book.callouts.iter().filter(|callout| callout.anchor == here) {
            let (at, prefix) = match pair.source.last() {
                Some(block) => inline::after_block(&self.document.source.text, block),
                None => self.place_after(number),
            };
            let bare = prefix.trim_end();
            let aside = super::callout::html(self.book, callout);
            self.place(at, format!("\n{bare}\n{prefix}{aside}\n{bare}"));
            self.touched = true;
        }
    }

    /// Behind the first heading, or at the top.
    fn opening_panel(&mut self) {
        let panel = super::opening::html(self.book, &self.document.page);
        let first = self.document.pairs.first().and_then(|pair| pair.source.first());
        match first.filter(|block| matches!(block.kind, BlockKind::Heading { .. })) {
            Some(block) => {
                let (at, _) = inline::after_block(&self.document.source.text, block);
                self.edits.insert_end(at, format!("\n\n{panel}\n"));
            }
            None => self.place(0, panel),
        }
    }

    /// Where something goes that follows the pair before `number`.
    fn place_after(&self, number: PairIndex) -> (usize, String) {
        let before = self.document.pairs[..number.0].iter().rev().find_map(|p| p.source.last());
        match before {
            Some(block) => inline::after_block(&self.document.source.text, block),
            None => (0, String::new()),
        }
    }

    fn place(&mut self, at: usize, text: String) {
        match at {
            // Before whatever opens the first block.
            0 => self.edits.insert_end(0, format!("{}\n\n", text.trim_start_matches('\n'))),
            at => self.edits.insert_end(at, text),
        }
    }

    /// Term links, joined lines and whatever else changes in a source block.
    fn source_edits(&mut self, number: PairIndex, at: BlockIndex, block: &Block<'_>) {
        let uses = inline::uses_of(&self.uses, number, Side::Source, at);
        self.touched |= !uses.is_empty();
        let text = &self.document.source.text;
        for broken in block.breaks.iter().filter(|b| b.kind == BreakKind::Joined) {
            self.edits.replace(broken.span.clone(), "");
        }
        inline::link_terms(self.book, self.document, text, block, uses, &mut self.edits);
    }

    /// The inline content of a target block on one line, fit for the place of
    /// a source block.
    fn target_inline(&self, number: PairIndex, at: BlockIndex, block: &Block<'_>) -> String {
        let uses = inline::uses_of(&self.uses, number, Side::Target, at);
        let Some(target) = self.document.target else { return String::new() };
        let mut edits = Edits::default();
        for broken in &block.breaks {
            edits.replace(
                broken.span.clone(),
                match broken.kind {
                    BreakKind::Space => " ",
                    BreakKind::Joined => "",
                    BreakKind::Hard => "<br>",
                },
            );
        }
        self.marks.edit(block, &mut edits);
        inline::link_terms(self.book, self.document, &target.text, block, uses, &mut edits);
        let line = edits.apply(&target.text, block.span.clone());
        line.replace(['\n', '\r'], " ")
    }

    /// mdBook would make the id from both languages: keep the source's own, so
    /// that links to the section survive.
    fn heading_id(&mut self, block: &Block<'_>) {
        let text = &self.document.source.text;
        let line_end = text[block.span.end..].find('\n').map_or(text.len(), |i| block.span.end + i);
        let tail = &text[block.span.end..line_end];
        if tail.contains("{#") || tail.contains(" #") {
            return;
        }
        if let Some(id) = self.marks.heading_ids.get(&block.span.start) {
            let space = if tail.trim_start().starts_with('{') { return } else { " " };
            self.edits.insert_end(block.span.end, format!("{space}{{#{id}}}"));
        }
    }

    /// Are these sibling paragraphs with nothing but white space between them?
    fn is_one_paragraph(&self, blocks: &[Block<'_>]) -> bool {
        let text = &self.document.source.text;
        blocks.windows(2).all(|two| {
            let gap: Range<usize> = two[0].span.end..two[1].span.start;
            two.iter().all(|b| matches!(b.kind, BlockKind::Paragraph | BlockKind::ListItem { .. }))
                && two[1].kind == BlockKind::Paragraph
                && two[0].depth == two[1].depth
                && text.get(gap).is_some_and(|gap| gap.trim().is_empty())
        })
    }
}

/// Has the pair running text that can stand inline?
fn inline_kind(pair: &Pair<'_>) -> bool {
    pair.source
        .iter()
        .chain(&pair.target)
        .all(|block| block.kind.is_prose() || matches!(block.kind, BlockKind::Image))
}

fn is_rule(pair: &Pair<'_>) -> bool {
    *pair.kind() == BlockKind::Rule
}

/// What the page's script needs to know, once a page.
pub(crate) fn data(book: &Book<'_>, title: &Bilingual, index: Option<DocumentIndex>) -> String {
    let json = super::page_data(book, title, index).to_string();
    // `<` ends a script early or opens a comment in it.
    format!(
        "\n\n<script type=\"application/json\" class=\"bi-data\">{}</script>\n",
        json.replace('<', "\\u003c")
    )
}

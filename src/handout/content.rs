//! Markdown's inline content as a tree that the template walks. Text stays a
//! string: nothing in it is markup any more.

use super::data::{ColumnAlignment, Note};
use crate::document::{Break, BreakKind};
use crate::parse::parser;
use mdbook_markdown::pulldown_cmark::{Alignment, Event, Tag, TagEnd};
use serde::Serialize;
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;

/// A piece of running text.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub(super) enum Inline {
    /// Text as it is printed.
    Text(String),
    /// Anything with a meaning of its own.
    Node(Node),
}

/// A marked piece of running text.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Node {
    /// What it is.
    pub(super) t: Mark,
    /// What it holds.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) c: Vec<Inline>,
    /// The destination of a link, an image's file, a note's label.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) to: Option<String>,
    /// The paragraphs of a note, with the first reference to it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) note: Option<Note>,
    /// Where it stands, in bytes of the chapter's text.
    #[serde(skip)]
    pub(super) at: Range<usize>,
}

/// The same wherever it stands.
impl PartialEq for Node {
    fn eq(&self, other: &Self) -> bool {
        (self.t, &self.c, &self.to, &self.note) == (other.t, &other.c, &other.to, &other.note)
    }
}

/// What a marked piece is. The names are those the template knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Mark {
    /// Emphasis.
    Em,
    /// Strong emphasis.
    Strong,
    /// Struck out.
    Del,
    /// Raised.
    Sup,
    /// Lowered.
    Sub,
    /// Code in the line.
    Code,
    /// A link; `to` is an URL.
    Link,
    /// A link within the handout; `to` is a label.
    Jump,
    /// A picture; `to` is its file, `c` its description.
    Image,
    /// The first reference to a note, which is printed at the foot of its page;
    /// `to` is the label of the note.
    Note,
    /// A further reference to a note.
    NoteAgain,
    /// A formula in the line, as its source.
    Math,
    /// A line break.
    Break,
    /// Letters without a place to break a line: `c` are pieces of it.
    Run,
    /// Content without a meaning of its own.
    Group,
    /// A raw HTML tag, which is not printed; `to` is the tag.
    Html,
}

impl Inline {
    fn node(t: Mark, to: Option<String>, c: Vec<Self>, at: Range<usize>) -> Self {
        Self::Node(Node { t, c, to, note: None, at })
    }
}

/// The inline content of a whole chapter, from which blocks take theirs. It is
/// read at once, because links and footnotes may be defined anywhere in it.
#[derive(Debug, Default)]
pub(super) struct Content {
    nodes: Vec<(Range<usize>, Inline)>,
    /// How the columns of each table are aligned.
    tables: Vec<(Range<usize>, Vec<ColumnAlignment>)>,
}

impl Content {
    /// Reads a chapter. `breaks` are the line breaks of its blocks, in order.
    pub(super) fn read(text: &str, breaks: &[&Break]) -> Self {
        let mut tree = Tree { done: Vec::new(), open: Vec::new(), task: None };
        let mut tables = Vec::new();
        let mut code = false;
        for (event, range) in parser(text).into_offset_iter() {
            match event {
                Event::Start(Tag::CodeBlock(_) | Tag::HtmlBlock | Tag::MetadataBlock(_)) => {
                    tree.close_all(range.start);
                    code = true;
                }
                Event::End(TagEnd::CodeBlock | TagEnd::HtmlBlock | TagEnd::MetadataBlock(_)) => {
                    code = false;
                }
                _ if code => {}
                Event::Start(Tag::Table(columns)) => {
                    tree.close_all(range.start);
                    tables.push((range, columns.into_iter().map(alignment).collect()));
                }
                event => tree.event(event, range, breaks),
            }
        }
        tree.close_all(text.len());
        Self { nodes: tree.done, tables }
    }

    /// How the columns of the table around a place are aligned.
    pub(super) fn alignment(&self, at: usize) -> Vec<ColumnAlignment> {
        let table = self.tables.iter().find(|(range, _)| range.contains(&at));
        table.map(|(_, columns)| columns.clone()).unwrap_or_default()
    }

    /// The content of the block at `span`.
    pub(super) fn of(&self, span: &Range<usize>) -> Vec<Inline> {
        let from = self.nodes.partition_point(|(range, _)| range.start < span.start);
        let within = self.nodes[from..].iter().take_while(|(range, _)| range.start < span.end);
        within.map(|(_, node)| node.clone()).collect()
    }
}

fn alignment(alignment: Alignment) -> ColumnAlignment {
    match alignment {
        Alignment::None | Alignment::Left => ColumnAlignment::Left,
        Alignment::Center => ColumnAlignment::Center,
        Alignment::Right => ColumnAlignment::Right,
    }
}

/// The inline content of a piece of Markdown that stands alone: a question, a
/// definition. It has no chapter, so of its links only those to the web lead
/// anywhere, and of a picture its description stays.
pub(super) fn markdown(text: &str) -> Vec<Inline> {
    let nodes = Content::read(text, &[]).nodes;
    nodes.into_iter().filter_map(|(_, node)| alone(node)).collect()
}

fn alone(inline: Inline) -> Option<Inline> {
    let Inline::Node(mut node) = inline else { return Some(inline) };
    node.c = node.c.into_iter().filter_map(alone).collect();
    match node.t {
        Mark::Html | Mark::Note | Mark::NoteAgain => None,
        Mark::Link if node.to.as_deref().is_some_and(is_web) => Some(Inline::Node(node)),
        Mark::Link | Mark::Jump | Mark::Image => Some(group(node.c)),
        _ => Some(Inline::Node(node)),
    }
}

/// Content that lost the mark around it.
pub(super) fn group(mut c: Vec<Inline>) -> Inline {
    match c.len() {
        1 => c.remove(0),
        _ => Inline::node(Mark::Group, None, c, 0..0),
    }
}

/// May a link on paper and in a PDF lead here?
pub(super) fn is_web(url: &str) -> bool {
    let lower = url.to_ascii_lowercase();
    let known = ["http://", "https://", "mailto:"].iter().any(|scheme| lower.starts_with(scheme));
    known && url.chars().all(|c| !c.is_control() && c != '"')
}

/// Plain text, fit to be printed.
pub(super) fn plain(text: &str) -> Vec<Inline> {
    let mut nodes = Vec::new();
    push_text(text, 0..0, &mut nodes);
    nodes.into_iter().map(|(_, node)| node).collect()
}

/// The text without its marks.
pub(super) fn text_of(nodes: &[Inline]) -> String {
    nodes
        .iter()
        .map(|node| match node {
            Inline::Text(text) => text.clone(),
            Inline::Node(node) => text_of(&node.c),
        })
        .collect()
}

/// The text without what cannot be printed: control characters, byte order
/// marks and noncharacters. A tab is a space.
pub(super) fn printable(text: &str) -> String {
    text.chars()
        .filter_map(|c| match c {
            '\t' | '\n' | '\r' => Some(' '),
            c if unprintable(c) => None,
            c => Some(c),
        })
        .collect()
}

/// Has this character no place on paper and no meaning for the text around it?
pub(super) fn unprintable(c: char) -> bool {
    let nonchar =
        matches!(c as u32 & 0xFFFF, 0xFFFE | 0xFFFF) || ('\u{FDD0}'..='\u{FDEF}').contains(&c);
    (c.is_control() && !matches!(c, '\t' | '\n' | '\r')) || c == '\u{FEFF}' || nonchar
}

/// An element whose end is still to come.
struct Open {
    mark: Mark,
    to: Option<String>,
    /// The HTML tag that opened it.
    html: Option<String>,
    start: usize,
    children: Vec<(Range<usize>, Inline)>,
}

struct Tree {
    done: Vec<(Range<usize>, Inline)>,
    open: Vec<Open>,
    /// The box of a task, which goes with the text that follows it.
    task: Option<&'static str>,
}

impl Tree {
    fn event(&mut self, event: Event<'_>, range: Range<usize>, breaks: &[&Break]) {
        if let Some(task) = self.task.take() {
            self.push(Inline::Text(task.into()), range.start..range.start);
        }
        match event {
            Event::Start(Tag::Emphasis) => self.start(Mark::Em, None, range.start),
            Event::Start(Tag::Strong) => self.start(Mark::Strong, None, range.start),
            Event::Start(Tag::Strikethrough) => self.start(Mark::Del, None, range.start),
            Event::Start(Tag::Superscript) => self.start(Mark::Sup, None, range.start),
            Event::Start(Tag::Subscript) => self.start(Mark::Sub, None, range.start),
            Event::Start(Tag::Link { dest_url, .. }) => {
                self.start(Mark::Link, Some(dest_url.to_string()), range.start);
            }
            Event::Start(Tag::Image { dest_url, .. }) => {
                self.start(Mark::Image, Some(dest_url.to_string()), range.start);
            }
            Event::End(
                TagEnd::Emphasis
                | TagEnd::Strong
                | TagEnd::Strikethrough
                | TagEnd::Superscript
                | TagEnd::Subscript
                | TagEnd::Link
                | TagEnd::Image,
            ) => self.end(range.end),
            Event::Text(text) => push_text(&text, range, self.here()),
            Event::Code(code) => self.source(Mark::Code, &code, range),
            Event::InlineMath(text) | Event::DisplayMath(text) => {
                self.source(Mark::Math, &text, range);
            }
            Event::FootnoteReference(label) => {
                let note = Inline::node(Mark::Note, Some(label.to_string()), vec![], range.clone());
                self.push(note, range);
            }
            Event::SoftBreak => {
                if !is_joined(breaks, range.start) {
                    self.push(Inline::Text(" ".into()), range);
                }
            }
            Event::HardBreak => {
                self.push(Inline::node(Mark::Break, None, vec![], range.clone()), range);
            }
            Event::InlineHtml(html) => self.html(&html, range),
            Event::TaskListMarker(done) => self.task = Some(if done { "■ " } else { "□ " }),
            Event::Start(_) => self.close_all(range.start),
            Event::End(_) => self.close_all(range.end),
            Event::Html(_) | Event::Rule => {}
        }
    }

    /// Where a node goes now.
    fn here(&mut self) -> &mut Vec<(Range<usize>, Inline)> {
        match self.open.last_mut() {
            Some(open) => &mut open.children,
            None => &mut self.done,
        }
    }

    fn push(&mut self, node: Inline, range: Range<usize>) {
        self.here().push((range, node));
    }

    /// Code or a formula.
    fn source(&mut self, mark: Mark, text: &str, range: Range<usize>) {
        let mut pieces = Vec::new();
        push_text(text, range.clone(), &mut pieces);
        let c = pieces.into_iter().map(|(_, piece)| piece).collect();
        self.push(Inline::node(mark, None, c, range.clone()), range);
    }

    fn start(&mut self, mark: Mark, to: Option<String>, start: usize) {
        self.open.push(Open { mark, to, html: None, start, children: Vec::new() });
    }

    /// Ends the innermost Markdown element and whatever HTML is open in it.
    fn end(&mut self, end: usize) {
        while let Some(open) = self.open.pop() {
            let html = open.html.is_some();
            self.close(open, end);
            if !html {
                return;
            }
        }
    }

    fn close(&mut self, open: Open, end: usize) {
        let range = open.start..end;
        let children = open.children.into_iter().map(|(_, node)| node).collect();
        self.push(Inline::node(open.mark, open.to, children, range.clone()), range);
    }

    /// A block ends: nothing stays open across it.
    fn close_all(&mut self, end: usize) {
        while let Some(open) = self.open.pop() {
            self.close(open, end);
        }
    }

    /// A few inline elements mean what their Markdown means; other tags are
    /// left out, and what they hold stays.
    fn html(&mut self, tag: &str, range: Range<usize>) {
        let name: String = tag
            .trim_start_matches(['<', '/'])
            .chars()
            .take_while(char::is_ascii_alphanumeric)
            .collect::<String>()
            .to_ascii_lowercase();
        if name == "br" {
            return self.push(Inline::node(Mark::Break, None, vec![], range.clone()), range);
        }
        let Some(mark) = html_mark(&name) else {
            if !tag.starts_with("<!--") {
                let node = Inline::node(Mark::Html, Some(tag.to_string()), vec![], range.clone());
                self.push(node, range);
            }
            return;
        };
        if !tag.starts_with("</") {
            self.start(mark, None, range.start);
            if let Some(open) = self.open.last_mut() {
                open.html = Some(name);
            }
        } else if self.open.last().is_some_and(|open| open.html.as_ref() == Some(&name))
            && let Some(open) = self.open.pop()
        {
            self.close(open, range.end);
        }
    }
}

fn html_mark(name: &str) -> Option<Mark> {
    match name {
        "em" | "i" => Some(Mark::Em),
        "strong" | "b" => Some(Mark::Strong),
        "del" | "s" => Some(Mark::Del),
        "sup" => Some(Mark::Sup),
        "sub" => Some(Mark::Sub),
        "code" | "kbd" => Some(Mark::Code),
        _ => None,
    }
}

/// Does the line break here stand for nothing?
fn is_joined(breaks: &[&Break], at: usize) -> bool {
    let next = breaks.partition_point(|b| b.span.start <= at);
    let found = next.checked_sub(1).and_then(|before| breaks.get(before));
    found.is_some_and(|b| b.span.contains(&at) && b.kind == BreakKind::Joined)
}

/// How many letters in a row may stand without a place to break the line; the
/// longest English words in use have fewer.
const LONG: usize = 28;
/// The length of the pieces that a longer run is cut into.
const PIECE: usize = 6;

/// Adds text, with runs that no line could hold cut into pieces.
fn push_text(text: &str, range: Range<usize>, into: &mut Vec<(Range<usize>, Inline)>) {
    let text = printable(text);
    let mut short = String::new();
    for word in text.split_inclusive(breakable) {
        if word.len() <= LONG || word.chars().count() <= LONG {
            short.push_str(word);
            continue;
        }
        if !short.is_empty() {
            into.push((range.clone(), Inline::Text(std::mem::take(&mut short))));
        }
        let letters: Vec<&str> = word.graphemes(true).collect();
        let pieces = letters.chunks(PIECE).map(|piece| Inline::Text(piece.concat())).collect();
        into.push((range.clone(), Inline::node(Mark::Run, None, pieces, range.clone())));
    }
    if !short.is_empty() {
        into.push((range, Inline::Text(short)));
    }
}

/// May a line break after this character?
fn breakable(c: char) -> bool {
    c == ' ' || c == '-' || crate::language::is_cjk(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marks(nodes: &[Inline]) -> Vec<Mark> {
        nodes
            .iter()
            .filter_map(|node| match node {
                Inline::Node(node) => Some(node.t),
                Inline::Text(_) => None,
            })
            .collect()
    }

    #[test]
    fn text_with_typst_markup_is_text() {
        let text = r#"#panic() #read("/etc/passwd") @x <label> // 注"#;
        let nodes = markdown(text);
        assert!(text_of(&nodes).starts_with(r#"#panic() #read("/etc/passwd") @x "#));
    }

    #[test]
    fn html_emphasis_is_emphasis_and_other_tags_go() {
        let text = "前<strong>强调。</strong>后<blink>x</blink>";
        let nodes = Content::read(text, &[]).of(&(0..text.len()));
        assert_eq!(marks(&nodes), [Mark::Strong, Mark::Html, Mark::Html]);
        assert_eq!(text_of(&nodes), "前强调。后x");
    }

    #[test]
    fn an_open_tag_ends_with_its_block() {
        let content = Content::read("甲<b>乙\n\n丙", &[]);
        assert_eq!(text_of(&content.of(&(0..9))), "甲乙");
        assert_eq!(marks(&content.of(&(11..14))), []);
    }

    #[test]
    fn what_stands_alone_keeps_only_links_to_the_web() {
        let nodes = markdown(
            "[a](https://example.org) [b](one.md) [c](javascript:x) ![d](secret.png) e[^f]\n\n[^f]: g",
        );
        assert_eq!(marks(&nodes), [Mark::Link]);
        assert!(text_of(&nodes).starts_with("a b c d e"));
    }

    #[test]
    fn a_run_without_a_break_is_cut_into_pieces() {
        let word = "a".repeat(10_000);
        let nodes = plain(&word);
        assert_eq!(marks(&nodes), [Mark::Run]);
        assert_eq!(text_of(&nodes), word);
    }

    #[test]
    fn control_characters_are_not_printed() {
        assert_eq!(printable("a\u{0}b\u{7}c\td\u{FEFF}"), "abc d");
    }
}

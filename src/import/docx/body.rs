//! Walks the paragraphs of a .docx file.

use super::Word;
use super::fields::Fields;
use super::notes::{Note, Notes};
use super::numbering::{Number, Reference};
use super::package::{Package, Relations};
use super::pictures::Picture;
use super::pieces::{Piece, broken, formatted, plain};
use super::styles::Look;
use super::xml::Node;
use crate::import::lines::{Line, Mark};
use anyhow::Result;
use std::collections::BTreeMap;

/// What a walk through a file has found so far.
pub(super) struct Reader<'a, 'b> {
    pub(super) package: &'a mut Package<'b>,
    /// What the part being read names.
    pub(super) relations: &'a Relations,
    pub(super) notes: &'a Notes,
    pub(super) lines: Vec<Line>,
    /// How many paragraphs came so far.
    pub(super) seen: usize,
    /// Text that belongs to the next paragraph: before a deleted paragraph
    /// mark, and a large initial.
    carried: Vec<Piece>,
    /// Lines of text boxes that are anchored in the paragraph being read.
    pub(super) asides: Vec<Line>,
    /// Notes that the paragraph refers to, still to be written.
    pub(super) due: Vec<Note<'a>>,
    /// The label of each note that was referred to.
    pub(super) labels: BTreeMap<(&'static str, String), String>,
    pub(super) fields: Fields,
    pub(super) pictures: Vec<Picture>,
    /// What the paragraph being read has that cannot be taken over.
    pub(super) found: Vec<String>,
    notices: Vec<String>,
    pub(super) counts: Counts,
}

/// What is left out on purpose: how much of it.
#[derive(Debug, Default)]
pub(super) struct Counts {
    pub(super) comments: usize,
    pub(super) deletions: usize,
    contents: usize,
}

/// Paragraph styles whose text is code.
const CODE_STYLES: &[&str] = &["source code", "html preformatted", "macro", "macro text"];

impl<'a, 'b> Reader<'a, 'b> {
    pub(super) fn new(
        package: &'a mut Package<'b>,
        relations: &'a Relations,
        notes: &'a Notes,
    ) -> Self {
        Self {
            package,
            relations,
            notes,
            lines: Vec::new(),
            seen: 0,
            carried: Vec::new(),
            asides: Vec::new(),
            due: Vec::new(),
            labels: BTreeMap::new(),
            fields: Fields::default(),
            pictures: Vec::new(),
            found: Vec::new(),
            notices: Vec::new(),
            counts: Counts::default(),
        }
    }

    /// Reads the whole document.
    pub(super) fn document(&mut self, root: &'a Node) -> Result<()> {
        self.blocks(root)?;
        let carried = std::mem::take(&mut self.carried);
        self.push_lines(&carried, None, None, false);
        self.close_paragraph("")
    }

    pub(super) fn finish(mut self) -> Word {
        let say = |count: usize, what: &str| (count > 0).then(|| format!("{count} {what}"));
        let counted = [
            say(self.counts.comments, "comments were left out"),
            say(self.counts.deletions, "tracked deletions were taken as accepted"),
            say(
                self.counts.contents,
                "lines of the table of contents were left out: the book makes its own",
            ),
        ];
        self.notices.extend(counted.into_iter().flatten());
        let unused = self.notes.count().saturating_sub(self.labels.len());
        self.notices.extend(say(unused, "notes that nothing refers to were left out"));
        let mut furniture: Vec<String> = self
            .package
            .furniture
            .iter()
            .filter_map(|(kind, node)| page_line(kind, node))
            .collect();
        furniture.sort();
        furniture.dedup();
        self.notices.extend(furniture);
        Word { lines: self.lines, pictures: self.pictures, notices: self.notices }
    }

    /// Paragraphs and tables, and what wraps them.
    pub(super) fn blocks(&mut self, node: &'a Node) -> Result<()> {
        for child in &node.children {
            match child.name() {
                "w:p" => self.paragraph(child)?,
                "w:tbl" => self.table(child)?,
                "w:sdt" if is_contents(child) => self.counts.contents += paragraphs(child),
                "w:del" | "w:moveFrom" => self.counts.deletions += 1,
                "mc:AlternateContent" => self.first_that_says(child)?,
                "w:altChunk" => self.notices.push(format!(
                    "after paragraph {}: another file that is embedded there was left out",
                    self.seen
                )),
                "w:r" | "w:t" | "w:hyperlink" | "w:drawing" | "w:pict" | "w:object" | "m:oMath"
                | "m:oMathPara" => self.loose(child)?,
                name if name.ends_with("Pr") => {}
                _ => self.blocks(child)?,
            }
        }
        Ok(())
    }

    /// Of alternatives, the first that gives a line.
    fn first_that_says(&mut self, node: &'a Node) -> Result<()> {
        let before = self.lines.len();
        for alternative in &node.children {
            self.blocks(alternative)?;
            if self.lines.len() > before {
                break;
            }
        }
        Ok(())
    }

    /// Text that should be in a paragraph and is not.
    fn loose(&mut self, node: &'a Node) -> Result<()> {
        self.seen += 1;
        let mut pieces = Vec::new();
        self.inline_child(node, &Default::default(), &mut pieces)?;
        self.push_lines(&pieces, None, None, false);
        self.close_paragraph(&plain(&pieces))
    }

    fn paragraph(&mut self, node: &'a Node) -> Result<()> {
        self.seen += 1;
        let properties = node.child("w:pPr");
        let style = properties.and_then(|p| p.child("w:pStyle")?.val()).unwrap_or_default();
        let name = self.package.styles.name(style);
        if name.strip_prefix("toc ").is_some_and(|level| level.trim().parse::<u8>().is_ok()) {
            self.counts.contents += 1;
            return Ok(());
        }
        let mark = self.package.styles.mark(style, properties);
        let code = CODE_STYLES.contains(&name.as_str());
        let look = match mark {
            Some(_) => self.package.styles.look(style).plain(),
            None if code => Look::default(),
            None => self.package.styles.look(style),
        };
        let mut pieces = std::mem::take(&mut self.carried);
        let number = self.number(properties, style);
        if let Some(Number::Label(label)) = &number {
            pieces.push(Piece::plain(label.clone()));
        }
        self.inline(node, &super::inline::Span { look, address: None }, &mut pieces)?;
        let initial = properties.and_then(|p| p.child("w:framePr")?.attribute("w:dropCap"));
        let deleted = properties.and_then(|p| p.at(&["w:rPr", "w:del"])).is_some();
        if deleted || matches!(initial, Some("drop" | "margin")) {
            self.counts.deletions += usize::from(deleted);
            self.carried = pieces;
            return Ok(());
        }
        if mark.is_some() {
            pieces.iter_mut().for_each(|piece| piece.look = piece.look.plain());
        }
        self.push_lines(&pieces, mark, number.as_ref(), code);
        self.close_paragraph(&plain(&pieces))
    }

    /// The number or bullet before a paragraph: its own or its style's.
    pub(super) fn number(&mut self, properties: Option<&Node>, style: &str) -> Option<Number> {
        let own = properties.and_then(Reference::read);
        let reference = own.or_else(|| self.package.styles.numbering(style))?;
        self.package.numbering.next(reference, style)
    }

    /// A line break inside a paragraph separates paragraphs in pasted text.
    fn push_lines(
        &mut self,
        pieces: &[Piece],
        mark: Option<Mark>,
        number: Option<&Number>,
        code: bool,
    ) {
        if code {
            return self.push_code(pieces);
        }
        for (at, line) in broken(pieces).into_iter().enumerate() {
            let text = plain(&line);
            let mark = match (number, mark) {
                _ if at > 0 => None,
                (Some(Number::Bullet), None) => Some(Mark::Item { ordered: false }),
                (_, None) if text.is_empty() => Some(Mark::Verbatim),
                (_, mark) => mark,
            };
            // A heading that is only a picture is none.
            let mark = if text.is_empty() { Some(Mark::Verbatim) } else { mark };
            let markdown = formatted(&line);
            self.push(text, mark, markdown);
        }
    }

    pub(super) fn push(&mut self, text: String, mark: Option<Mark>, markdown: Option<String>) {
        self.lines.push(Line { number: self.seen, last: self.seen, text, mark, markdown });
    }

    /// Code keeps its spaces and line breaks; paragraphs of it that follow one
    /// another are one block.
    fn push_code(&mut self, pieces: &[Piece]) {
        let text: String =
            pieces.iter().filter(|p| !p.markup).map(|piece| piece.text.as_str()).collect();
        let markup = pieces.iter().filter(|piece| piece.markup).cloned().collect::<Vec<_>>();
        if !text.trim().is_empty() {
            let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
            let fence = "`".repeat(3.max(longest + 1));
            let block = format!("{fence}\n{text}\n{fence}");
            match self.lines.last_mut() {
                Some(Line { last, markdown: Some(before), mark: Some(Mark::Verbatim), .. })
                    if *last + 1 == self.seen
                        && before.starts_with(&format!("{fence}\n"))
                        && before.ends_with(&format!("\n{fence}")) =>
                {
                    let end = before.len() - fence.len();
                    before.truncate(end);
                    before.push_str(&format!("{text}\n{fence}"));
                    *last = self.seen;
                }
                _ => self.push(String::new(), Some(Mark::Verbatim), Some(block)),
            }
        }
        for line in broken(&markup) {
            self.push(String::new(), Some(Mark::Verbatim), formatted(&line));
        }
    }

    /// What stands behind a paragraph: the notes that it refers to and the text
    /// boxes that are anchored in it; and names what is not taken over.
    pub(super) fn close_paragraph(&mut self, text: &str) -> Result<()> {
        for what in std::mem::take(&mut self.found) {
            let mut excerpt: String = text.chars().take(16).collect();
            if excerpt.len() < text.len() {
                excerpt.push('…');
            }
            let place = match excerpt.is_empty() {
                true => format!("paragraph {}", self.seen),
                false => format!("paragraph {} ({excerpt})", self.seen),
            };
            self.notices.push(format!("{place}: {what}"));
        }
        self.write_notes()?;
        let asides = std::mem::take(&mut self.asides);
        self.lines.extend(asides);
        Ok(())
    }

    /// The lines of what stands apart from the paragraph being read.
    pub(super) fn apart(&mut self, node: &'a Node) -> Result<Vec<Line>> {
        let lines = std::mem::take(&mut self.lines);
        let carried = std::mem::take(&mut self.carried);
        let asides = std::mem::take(&mut self.asides);
        let found = std::mem::take(&mut self.found);
        let due = std::mem::take(&mut self.due);
        let fields = std::mem::take(&mut self.fields);
        let result = self.document(node);
        let inner = std::mem::replace(&mut self.lines, lines);
        self.carried = carried;
        self.asides = asides;
        self.found = found;
        self.due = due;
        self.fields = fields;
        result.map(|()| inner)
    }
}

/// Is this content control a table of contents?
fn is_contents(node: &Node) -> bool {
    let gallery = node.at(&["w:sdtPr", "w:docPartObj", "w:docPartGallery"]);
    gallery.and_then(Node::val) == Some("Table of Contents")
}

fn paragraphs(node: &Node) -> usize {
    usize::from(node.name() == "w:p") + node.children.iter().map(paragraphs).sum::<usize>()
}

/// What stands above or below every page, to be named.
fn page_line(kind: &str, node: &Node) -> Option<String> {
    fn text(node: &Node, out: &mut String) {
        if node.name() == "w:t" {
            out.push_str(&node.text);
        }
        node.children.iter().for_each(|child| text(child, out));
        if node.name() == "w:p" {
            out.push(' ');
        }
    }
    let mut line = String::new();
    text(node, &mut line);
    let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
    let says = line.chars().any(char::is_alphabetic);
    says.then(|| format!("the page {kind} “{line}” was left out"))
}

//! A .docx file to lines.

mod pieces;

use super::chapters::escape;
use super::lines::{Line, Mark};
use super::marked::mark_title;
use anyhow::{Result, anyhow};
use docx_rs::{
    DocumentChild, Docx, HyperlinkData, InsertChild, MoveToChild, Paragraph, ParagraphChild,
    ReadDocxOptions, Run, RunChild, StructuredDataTagChild, Table, TableCellContent, TableChild,
    TableRowChild,
};
use pieces::{Piece, broken, linked, plain};
use std::collections::BTreeMap;
use std::io::{Cursor, Read};

/// What a .docx file holds.
#[derive(Debug, Clone)]
pub struct Word {
    /// Its paragraphs; a line's number is the paragraph's.
    pub lines: Vec<Line>,
    /// Pictures and footnotes, which stay behind: how many.
    pub left_out: usize,
}

/// Reads a .docx file. Numbers that the word processor sets itself are written
/// out.
///
/// Fails where the bytes are no .docx file.
pub fn read(bytes: &[u8]) -> Result<Word> {
    let options = ReadDocxOptions::default().with_image_previews(false);
    let docx = docx_rs::read_docx_with_options(bytes, options).map_err(|error| {
        anyhow!(
            "it cannot be read as a .docx file: {error}\n  = help: open it in a word processor and \
             save it as .docx or plain text"
        )
    })?;
    let mut reader = DocxReader {
        docx: &docx,
        counters: BTreeMap::new(),
        lines: Vec::new(),
        seen: 0,
        left_out: 0,
    };
    for child in &docx.document.children {
        match child {
            DocumentChild::Paragraph(paragraph) => reader.paragraph(paragraph),
            DocumentChild::Table(table) => reader.table(table),
            DocumentChild::StructuredDataTag(tag) => reader.tagged(&tag.children),
            _ => {}
        }
    }
    mark_title(&mut reader.lines);
    Ok(Word { lines: reader.lines, left_out: reader.left_out + notes(bytes) })
}

/// How many footnotes and endnotes the text refers to. The library passes over
/// them, and nothing may be lost without a word.
fn notes(bytes: &[u8]) -> usize {
    let mut xml = String::new();
    let read = zip::ZipArchive::new(Cursor::new(bytes)).ok().and_then(|mut archive| {
        archive.by_name("word/document.xml").ok()?.read_to_string(&mut xml).ok()
    });
    let count = |name: &str| xml.matches(name).count();
    read.map_or(0, |_| count("<w:footnoteReference ") + count("<w:endnoteReference "))
}

struct DocxReader<'a> {
    docx: &'a Docx,
    /// The last number of each level of each list.
    counters: BTreeMap<(usize, usize), usize>,
    lines: Vec<Line>,
    /// How many paragraphs came so far.
    seen: usize,
    left_out: usize,
}

impl<'a> DocxReader<'a> {
    fn tagged(&mut self, children: &[StructuredDataTagChild]) {
        for child in children {
            match child {
                StructuredDataTagChild::Paragraph(paragraph) => self.paragraph(paragraph),
                StructuredDataTagChild::Table(table) => self.table(table),
                StructuredDataTagChild::StructuredDataTag(tag) => self.tagged(&tag.children),
                _ => {}
            }
        }
    }

    fn paragraph(&mut self, paragraph: &Paragraph) {
        self.seen += 1;
        let pieces = self.pieces(&paragraph.children, None);
        let number = self.number(paragraph);
        let mark = self.mark(paragraph);
        // A line break inside a paragraph separates paragraphs in pasted text.
        let lines = broken(&pieces).into_iter().filter(|line| !plain(line).is_empty());
        for (at, mut line) in lines.enumerate() {
            let first = at == 0;
            let mark = match (&number, mark) {
                (Some(Number::Bullet), None) if first => Some(Mark::Item { ordered: false }),
                (_, mark) => mark.filter(|_| first),
            };
            if let (Some(Number::Label(label)), true) = (&number, first) {
                line.insert(0, Piece { text: label.clone(), address: None });
            }
            self.lines.push(Line {
                number: self.seen,
                last: self.seen,
                text: plain(&line),
                mark,
                markdown: linked(&line),
            });
        }
    }

    fn pieces(&mut self, children: &[ParagraphChild], address: Option<&str>) -> Vec<Piece> {
        let mut pieces = Vec::new();
        for child in children {
            let runs: Vec<&Run> = match child {
                ParagraphChild::Run(run) => vec![run],
                ParagraphChild::Insert(insert) => {
                    let runs = insert.children.iter();
                    runs.filter_map(|child| match child {
                        InsertChild::Run(run) => Some(&**run),
                        _ => None,
                    })
                    .collect()
                }
                ParagraphChild::MoveTo(moved) => {
                    let runs = moved.children.iter();
                    runs.filter_map(|child| match child {
                        MoveToChild::Run(run) => Some(&**run),
                        _ => None,
                    })
                    .collect()
                }
                ParagraphChild::Hyperlink(link) => {
                    let address = self.address(&link.link);
                    pieces.extend(self.pieces(&link.children, address));
                    continue;
                }
                _ => continue,
            };
            for run in runs {
                let mut text = String::new();
                self.run(run, &mut text);
                pieces.push(Piece { text, address: address.map(str::to_string) });
            }
        }
        pieces
    }

    /// The address of a link that leads out of the document.
    fn address(&self, link: &HyperlinkData) -> Option<&'a str> {
        let HyperlinkData::External { rid, .. } = link else { return None };
        let found = self.docx.hyperlinks.iter().find(|(id, ..)| id == rid);
        found.map(|(_, address, _)| address.as_str())
    }

    fn text(&mut self, children: &[ParagraphChild]) -> String {
        self.pieces(children, None).into_iter().map(|piece| piece.text).collect()
    }

    fn run(&mut self, run: &Run, text: &mut String) {
        for child in &run.children {
            match child {
                RunChild::Text(piece) => text.push_str(&piece.text),
                RunChild::Tab(_) | RunChild::PTab(_) => text.push(' '),
                RunChild::Break(_) | RunChild::CarriageReturn(_) => text.push('\n'),
                RunChild::Drawing(_) | RunChild::Shape(_) => self.left_out += 1,
                _ => {}
            }
        }
    }

    fn style(&self, paragraph: &Paragraph) -> Option<&docx_rs::Style> {
        let id = &paragraph.property.style.as_ref()?.val;
        self.docx.styles.styles.iter().find(|style| style.style_id == *id)
    }

    /// What the paragraph's style makes of it, by the built-in styles' names,
    /// which are the same in every language of the program.
    fn mark(&self, paragraph: &Paragraph) -> Option<Mark> {
        let id = &paragraph.property.style.as_ref()?.val;
        let name = self
            .style(paragraph)
            .and_then(|style| serde_json::to_value(&style.name).ok())
            .and_then(|name| name.as_str().map(str::to_lowercase))
            .unwrap_or_else(|| id.to_lowercase());
        match name.as_str() {
            "title" | "标题" => Some(Mark::Title),
            _ => {
                let level = name.strip_prefix("heading").or(name.strip_prefix("标题"))?;
                level.trim().parse().ok().map(|level: u8| Mark::Heading(level.clamp(1, 6)))
            }
        }
    }

    /// The number or bullet that the word processor sets before the paragraph.
    fn number(&mut self, paragraph: &Paragraph) -> Option<Number> {
        let style = self.style(paragraph);
        let own = paragraph.property.numbering_property.clone();
        let property = own.or_else(|| style?.paragraph_property.numbering_property.clone())?;
        let (id, depth) = (property.id.as_ref()?.id, property.level.as_ref().map_or(0, |l| l.val));
        let numberings = &self.docx.numberings;
        let numbering = numberings.numberings.iter().find(|numbering| numbering.id == id)?;
        let list =
            numberings.abstract_nums.iter().find(|list| list.id == numbering.abstract_num_id)?;
        let level = list.levels.iter().find(|level| level.level == depth)?;
        if level.format.val == "bullet" || level.format.val == "none" {
            return (level.format.val == "bullet").then_some(Number::Bullet);
        }
        let counter = self.counters.entry((id, depth)).or_insert(0);
        *counter += 1;
        self.counters.retain(|(list, level), _| *list != id || *level <= depth);
        let pattern = serde_json::to_value(&level.text).ok()?;
        let mut label = pattern.as_str()?.to_string();
        for level in &list.levels {
            let count = self.counters.get(&(id, level.level)).copied().unwrap_or(1);
            label =
                label.replace(&format!("%{}", level.level + 1), &written(count, &level.format.val));
        }
        if label.ends_with(|c: char| c.is_ascii()) {
            label.push(' ');
        }
        Some(Number::Label(label))
    }

    /// A table as Markdown; its first row is the header.
    fn table(&mut self, table: &Table) {
        self.seen += 1;
        let mut rows: Vec<String> = Vec::new();
        for TableChild::TableRow(row) in &table.rows {
            let cells: Vec<String> = row
                .cells
                .iter()
                .map(|TableRowChild::TableCell(cell)| {
                    let texts: Vec<String> = cell
                        .children
                        .iter()
                        .filter_map(|child| match child {
                            TableCellContent::Paragraph(paragraph) => {
                                Some(self.text(&paragraph.children).replace('\n', " "))
                            }
                            _ => None,
                        })
                        .collect();
                    escape(texts.join(" ").trim()).replace('|', "\\|")
                })
                .collect();
            rows.push(format!("| {} |", cells.join(" | ")));
            if rows.len() == 1 {
                rows.push(format!("|{}", " --- |".repeat(cells.len())));
            }
        }
        self.lines.push(Line {
            number: self.seen,
            last: self.seen,
            text: String::new(),
            mark: Some(Mark::Verbatim),
            markdown: Some(rows.join("\n")),
        });
    }
}

enum Number {
    Label(String),
    Bullet,
}

/// A number in one of the word processor's formats.
fn written(number: usize, format: &str) -> String {
    let digits: Vec<char> = "零一二三四五六七八九".chars().collect();
    let digit = |at: usize| digits.get(at).copied().unwrap_or('零').to_string();
    let letter = |first: u8| match number {
        1..=26 => char::from(first + number as u8 - 1).to_string(),
        _ => number.to_string(),
    };
    match format {
        "chineseCounting"
        | "chineseCountingThousand"
        | "ideographDigital"
        | "japaneseCounting"
        | "taiwaneseCounting"
        | "taiwaneseCountingThousand" => match number {
            0..=9 => digit(number),
            10 => "十".into(),
            11..=19 => format!("十{}", digit(number - 10)),
            20..=99 if number.is_multiple_of(10) => format!("{}十", digit(number / 10)),
            20..=99 => format!("{}十{}", digit(number / 10), digit(number % 10)),
            _ => number.to_string(),
        },
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" if (1..=20).contains(&number) => {
            char::from_u32('①' as u32 + number as u32 - 1).unwrap_or('①').to_string()
        }
        "upperLetter" => letter(b'A'),
        "lowerLetter" => letter(b'a'),
        "upperRoman" | "lowerRoman" if number < 40 => {
            let ones = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"];
            let roman = "X".repeat(number / 10) + ones[number % 10];
            if format == "lowerRoman" { roman.to_lowercase() } else { roman }
        }
        _ => number.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use docx_rs::{
        AbstractNumbering, Docx, Footnote, Hyperlink, HyperlinkType, IndentLevel, Level, LevelJc,
        LevelText, NumberFormat, Numbering, NumberingId, Start, Style, StyleType,
    };

    fn packed(docx: Docx) -> Vec<u8> {
        let mut bytes = std::io::Cursor::new(Vec::new());
        docx.build().pack(&mut bytes).expect("packed");
        bytes.into_inner()
    }

    #[test]
    fn styles_links_and_line_breaks_are_read() {
        let link = Hyperlink::new("https://example.org", HyperlinkType::External)
            .add_run(Run::new().add_text("这里"));
        let bytes = packed(
            Docx::new()
                .add_style(Style::new("a1", StyleType::Paragraph).name("heading 1"))
                .add_paragraph(Paragraph::new().style("a1").add_run(Run::new().add_text("一节")))
                .add_paragraph(
                    Paragraph::new().add_run(Run::new().add_text("见")).add_hyperlink(link),
                ),
        );
        let lines = read(&bytes).expect("read").lines;
        let found: Vec<(Option<Mark>, &str)> =
            lines.iter().map(|line| (line.mark, line.text.as_str())).collect();
        assert_eq!(found, [(Some(Mark::Title), "一节"), (None, "见这里")]);
        assert_eq!(lines[1].markdown.as_deref(), Some("见[这里](<https://example.org>)"));
    }

    #[test]
    fn numbers_that_the_program_sets_are_written_out() {
        let level = Level::new(
            0,
            Start::new(1),
            NumberFormat::new("chineseCounting"),
            LevelText::new("%1、"),
            LevelJc::new("left"),
        );
        let numbered = |text: &str| {
            Paragraph::new()
                .add_run(Run::new().add_text(text))
                .numbering(NumberingId::new(2), IndentLevel::new(0))
        };
        let bytes = packed(
            Docx::new()
                .add_abstract_numbering(AbstractNumbering::new(2).add_level(level))
                .add_numbering(Numbering::new(2, 2))
                .add_paragraph(numbered("起因"))
                .add_paragraph(Paragraph::new().add_run(Run::new().add_text("话。")))
                .add_paragraph(numbered("经过")),
        );
        let texts: Vec<String> =
            read(&bytes).expect("read").lines.into_iter().map(|line| line.text).collect();
        assert_eq!(texts, ["一、起因", "话。", "二、经过"]);
    }

    #[test]
    fn footnotes_are_counted_among_what_stays_behind() {
        let note =
            Footnote::new().add_content(Paragraph::new().add_run(Run::new().add_text("注释。")));
        let text = Run::new().add_text("话").add_footnote_reference(note);
        let bytes = packed(Docx::new().add_paragraph(Paragraph::new().add_run(text)));
        let word = read(&bytes).expect("read");
        assert_eq!((word.lines[0].text.as_str(), word.left_out), ("话", 1));
    }

    #[test]
    fn other_files_are_refused() {
        assert!(read(b"PK not really").is_err());
    }
}

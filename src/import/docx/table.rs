//! Tables.

use super::body::Reader;
use super::numbering::Number;
use super::pieces::{Piece, broken, markdown};
use super::xml::Node;
use crate::import::lines::Mark;
use anyhow::Result;

impl<'a> Reader<'a, '_> {
    /// A table as Markdown; its first row is the header. Of merged cells the
    /// first has the text and the others are empty. A table of one cell is a
    /// frame around its paragraphs.
    pub(super) fn table(&mut self, node: &'a Node) -> Result<()> {
        let mut rows = Vec::new();
        gather(node, "w:tr", &mut rows);
        let cells = |row: &'a Node| {
            let mut cells = Vec::new();
            gather(row, "w:tc", &mut cells);
            cells
        };
        if rows.is_empty() {
            return self.blocks(node);
        }
        if let [row] = rows.as_slice()
            && let [only] = cells(row).as_slice()
        {
            return self.blocks(only);
        }
        self.seen += 1;
        let mut grid: Vec<Vec<String>> = Vec::new();
        for row in rows {
            let properties = row.child("w:trPr");
            if properties.is_some_and(|p| p.child("w:del").is_some()) {
                self.counts.deletions += 1;
                continue;
            }
            let mut written = vec![String::new(); skipped(properties, "w:gridBefore")];
            let mut own = cells(row);
            if own.is_empty() {
                own.push(row);
            }
            for cell in own {
                written.push(self.cell(cell)?);
                let span = cell.at(&["w:tcPr", "w:gridSpan"]).and_then(number).unwrap_or(1);
                written.resize(written.len() + span.saturating_sub(1), String::new());
            }
            written.resize(written.len() + skipped(properties, "w:gridAfter"), String::new());
            grid.push(written);
        }
        let width = grid.iter().map(Vec::len).max().unwrap_or(0);
        if grid.iter().flatten().any(|cell| !cell.is_empty()) {
            let mut lines: Vec<String> = Vec::new();
            for mut row in grid {
                row.resize(width, String::new());
                lines.push(format!("| {} |", row.join(" | ")));
                if lines.len() == 1 {
                    lines.push(format!("|{}", " --- |".repeat(width)));
                }
            }
            self.push(String::new(), Some(Mark::Verbatim), Some(lines.join("\n")));
        }
        self.close_paragraph("table")
    }

    /// The paragraphs of a cell on one line.
    fn cell(&mut self, node: &'a Node) -> Result<String> {
        let mut paragraphs = Vec::new();
        self.cell_paragraphs(node, &mut paragraphs)?;
        let lines: Vec<String> = paragraphs
            .iter()
            .flat_map(|pieces| broken(pieces))
            .map(|line| markdown(&line).replace('|', "\\|"))
            .collect();
        Ok(lines.join("<br>"))
    }

    fn cell_paragraphs(&mut self, node: &'a Node, out: &mut Vec<Vec<Piece>>) -> Result<()> {
        for child in &node.children {
            match child.name() {
                "w:p" => {
                    let properties = child.child("w:pPr");
                    let style = properties.and_then(|p| p.child("w:pStyle")?.val());
                    let mut pieces = Vec::new();
                    match self.number(properties, style.unwrap_or_default()) {
                        Some(Number::Label(label)) => pieces.push(Piece::plain(label)),
                        Some(Number::Bullet) => pieces.push(Piece::plain("• ")),
                        None => {}
                    }
                    self.inline(child, &Default::default(), &mut pieces)?;
                    out.push(pieces);
                }
                "w:r" | "w:t" | "w:hyperlink" | "w:drawing" | "w:pict" | "m:oMath" => {
                    let mut pieces = Vec::new();
                    self.inline_child(child, &Default::default(), &mut pieces)?;
                    out.push(pieces);
                }
                "w:del" | "w:moveFrom" => self.counts.deletions += 1,
                "w:altChunk" => self.found.push("an embedded file was left out".into()),
                name if name.ends_with("Pr") => {}
                // Also tables within the cell, a paragraph each.
                _ => self.cell_paragraphs(child, out)?,
            }
        }
        Ok(())
    }
}

/// The rows or cells of a table, also in content controls.
fn gather<'a>(node: &'a Node, name: &str, out: &mut Vec<&'a Node>) {
    for child in &node.children {
        match child.name() {
            found if found == name => out.push(child),
            "w:sdt" | "w:sdtContent" | "w:customXml" | "w:ins" | "w:moveTo" => {
                gather(child, name, out);
            }
            _ => {}
        }
    }
}

/// The widest table, in columns; Word allows 63.
const WIDEST: usize = 100;

fn number(node: &Node) -> Option<usize> {
    Some(node.val()?.parse::<usize>().ok()?.min(WIDEST))
}

fn skipped(properties: Option<&Node>, name: &str) -> usize {
    properties.and_then(|p| p.child(name)).and_then(number).unwrap_or(0)
}

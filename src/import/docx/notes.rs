//! Footnotes and endnotes, as Markdown's footnotes behind the paragraph that
//! refers to them, so that both stand in one chapter.

use super::body::Reader;
use super::package::{Part, Relations};
use super::pieces::Piece;
use super::xml::Node;
use crate::import::chapters::escape;
use crate::import::lines::{Line, Mark};
use anyhow::Result;

/// The texts of all notes.
#[derive(Debug, Default)]
pub(super) struct Notes {
    pub(super) footnotes: Part,
    pub(super) endnotes: Part,
}

/// A note that was referred to.
pub(super) struct Note<'a> {
    label: String,
    text: &'a Node,
    relations: &'a Relations,
}

impl Notes {
    fn part(&self, kind: &str) -> &Part {
        if kind == "footnote" { &self.footnotes } else { &self.endnotes }
    }

    /// How many notes there are.
    pub(super) fn count(&self) -> usize {
        let notes = self.footnotes.root.children.iter().chain(&self.endnotes.root.children);
        notes.filter(|note| note.attribute("w:type").is_none_or(|kind| kind == "normal")).count()
    }
}

impl<'a> Reader<'a, '_> {
    /// A reference to a note.
    pub(super) fn refer(&mut self, kind: &'static str, node: &Node, out: &mut Vec<Piece>) {
        let id = node.attribute("w:id").unwrap_or_default();
        let key = (kind, id.to_string());
        if let Some(label) = self.labels.get(&key) {
            out.push(Piece::markup(format!("[^{label}]")));
            return;
        }
        let part = self.notes.part(kind);
        let text = part.root.children.iter().find(|note| note.attribute("w:id") == Some(id));
        let Some(text) = text else {
            self.found.push(format!("the {kind} {id} is not in the file"));
            return;
        };
        let before = self.labels.keys().filter(|(other, _)| *other == kind).count();
        let label = match kind {
            "footnote" => format!("{}", before + 1),
            _ => format!("e{}", before + 1),
        };
        self.labels.insert(key, label.clone());
        out.push(Piece::markup(format!("[^{label}]")));
        self.due.push(Note { label, text, relations: &part.relations });
    }

    /// Writes the notes that are due.
    pub(super) fn write_notes(&mut self) -> Result<()> {
        for note in std::mem::take(&mut self.due) {
            let relations = std::mem::replace(&mut self.relations, note.relations);
            let seen = self.seen;
            let lines = self.apart(note.text);
            self.seen = seen;
            self.relations = relations;
            let blocks: Vec<String> = lines?.iter().map(block).collect();
            let text = match blocks.is_empty() {
                true => "—".to_string(),
                false => blocks.join("\n\n"),
            };
            let text = text.replace('\n', "\n    ").replace("\n    \n", "\n\n");
            let markdown = format!("[^{}]: {text}", note.label);
            self.push(String::new(), Some(Mark::Verbatim), Some(markdown));
        }
        Ok(())
    }
}

fn block(line: &Line) -> String {
    let text = line.markdown.clone().unwrap_or_else(|| escape(&line.text));
    match line.mark {
        Some(Mark::Item { .. }) => format!("- {text}"),
        _ => text,
    }
}

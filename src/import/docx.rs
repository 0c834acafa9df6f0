//! A .docx file to lines.
//!
//! 1. `container` unpacks it and `xml` parses its parts, both within limits,
//! 2. `package` follows how the parts lead to one another, `styles` and
//!    `numbering` read what they say of paragraphs,
//! 3. `body` walks the paragraphs, `inline` what is in one, `drawing` pictures
//!    and text boxes, `table` tables, `notes` footnotes and endnotes,
//! 4. `pieces` writes Markdown.

mod body;
mod container;
mod drawing;
mod fields;
mod formula;
mod inline;
mod notes;
mod numbering;
mod package;
mod pictures;
mod pieces;
mod styles;
mod table;
#[cfg(test)]
mod tests;
mod xml;

use super::lines::Line;
use super::marked::mark_title;
use anyhow::Result;
use body::Reader;
use package::Package;
pub use pictures::{DIRECTORY, Picture};

/// What a .docx file holds.
#[derive(Debug, Clone)]
pub struct Word {
    /// Its paragraphs; a line's number is the paragraph's.
    pub lines: Vec<Line>,
    /// Its pictures, each once.
    pub pictures: Vec<Picture>,
    /// What was not taken over as it is, and which paragraph it stood in.
    pub notices: Vec<String>,
}

/// Reads a .docx file: all text of its paragraphs, tables, text boxes and notes,
/// with tracked changes as accepted. Numbers that the word processor sets
/// itself are written out.
///
/// Fails where the bytes are no .docx file, and where they unpack to more, have
/// more parts or nest deeper than any text needs.
pub fn read(bytes: &[u8]) -> Result<Word> {
    let mut package = Package::open(bytes)?;
    let document = std::mem::take(&mut package.document);
    let notes = notes::Notes {
        footnotes: std::mem::take(&mut package.footnotes),
        endnotes: std::mem::take(&mut package.endnotes),
    };
    let mut reader = Reader::new(&mut package, &document.relations, &notes);
    reader.document(&document.root)?;
    let mut word = reader.finish();
    mark_title(&mut word.lines);
    Ok(word)
}

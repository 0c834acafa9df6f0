//! Entries of `callouts.toml` as text. What the author has written stays byte
//! for byte but for the entry that is decided on.

use super::{Decision, Entry};
use crate::document::Bilingual;
use anyhow::{Result, bail};
use std::fmt::Write;
use toml_edit::{DocumentMut, InlineTable, Item, Table, Value};

/// What stands at the top of a new file.
pub const HEADER: &str = "# The book's callouts: one entry a callout, in both languages. Entries \
                          with\n# `draft = true` are proposed by the tool and not shown: check \
                          them and remove\n# that line, or write `omit = true` in its place.\n";

/// The entries as TOML.
pub fn to_toml(entries: &[Entry]) -> String {
    entries.iter().map(one).collect::<Vec<_>>().join("\n")
}

/// One entry as TOML.
pub fn one(entry: &Entry) -> String {
    let mut out = String::from("[[callout]]\n");
    // Writing to a String cannot fail.
    let _ = write!(out, "chapter = {}\npair = {}\n", quote(&entry.chapter), quote(&entry.pair));
    if !entry.text.is_empty() {
        let _ = writeln!(out, "text = {}", quote(&entry.text));
    }
    for (key, words) in [("misconception", &entry.misconception), ("boundary", &entry.boundary)] {
        if let Some(table) = sides(words) {
            let _ = writeln!(out, "{key} = {table}");
        }
    }
    match entry.decision {
        Decision::Show => {}
        Decision::Draft => out.push_str("draft = true\n"),
        Decision::Omit => out.push_str("omit = true\n"),
    }
    out
}

fn quote(text: &str) -> String {
    Value::from(text).to_string()
}

/// The sides that have words.
fn sides(words: &Bilingual) -> Option<InlineTable> {
    let mut table = InlineTable::new();
    for (key, text) in [("source", &words.source), ("target", &words.target)] {
        if !text.is_empty() {
            table.insert(key, Value::from(text.as_str()));
        }
    }
    (!table.is_empty()).then_some(table)
}

/// The author's file with this decision in it: in the place of what stands
/// there of the same pair and the same claim, else at its end.
///
/// Fails where the file is not TOML, or has its entries otherwise than as
/// `[[callout]]` tables.
pub fn decide(text: &str, entry: &Entry) -> Result<String> {
    let bare = text.trim_start_matches('\u{feff}');
    let mut document: DocumentMut = match bare.parse() {
        Ok(document) => document,
        Err(error) => bail!(
            "the file of callouts cannot be changed: {error}\n  = help: mend it, then try again"
        ),
    };
    let tables = match document.get_mut("callout") {
        None => None,
        Some(item) => match item.as_array_of_tables_mut() {
            Some(tables) => Some(tables),
            None => bail!(
                "the file of callouts cannot take further ones\n  = help: write each of them as a \
                 table under `[[callout]]`"
            ),
        },
    };
    let known = tables.and_then(|tables| {
        let at = tables.iter().position(|table| is(table, entry, true));
        let at = at.or_else(|| tables.iter().position(|table| is(table, entry, false)))?;
        tables.get_mut(at)
    });
    match known {
        Some(table) => set(table, entry),
        None => {
            let gap = match bare {
                "" => "",
                text if text.ends_with("\n\n") => "",
                text if text.ends_with('\n') => "\n",
                _ => "\n\n",
            };
            return Ok(format!("{bare}{gap}{}", one(entry)));
        }
    }
    Ok(document.to_string())
}

/// Is this the entry of the same pair (and of the same claim)?
fn is(table: &Table, entry: &Entry, claim: bool) -> bool {
    let text = |key: &str| table.get(key).and_then(Item::as_str).map(str::trim);
    let said = table.get("misconception").and_then(|words| words.get("source")?.as_str());
    text("chapter") == Some(&entry.chapter)
        && text("pair") == Some(&entry.pair)
        && (!claim || said.map(str::trim) == Some(&entry.misconception.source))
}

fn set(table: &mut Table, entry: &Entry) {
    for (key, words) in [("misconception", &entry.misconception), ("boundary", &entry.boundary)] {
        let written = |side: &str| {
            let text = table.get(key).and_then(|words| words.get(side)?.as_str());
            text.map(str::trim).unwrap_or_default()
        };
        let changed = written("source") != words.source || written("target") != words.target;
        if let (true, Some(words)) = (changed, sides(words)) {
            table.insert(key, Item::Value(Value::InlineTable(words)));
        }
    }
    for (key, wanted) in [("draft", Decision::Draft), ("omit", Decision::Omit)] {
        match entry.decision == wanted {
            true => table.insert(key, toml_edit::value(true)),
            false => table.remove(key),
        };
    }
}

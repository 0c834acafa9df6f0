//! What the author decides about a drafted term, in `glossary.toml`. All other
//! terms stay byte for byte.

use crate::document::Bilingual;
use anyhow::{Context, Result, bail};
use toml_edit::{ArrayOfTables, DocumentMut, Item, Table};

/// What is to become of a drafted term.
pub enum Choice {
    /// It is no draft any more.
    Accept,
    /// It leaves the glossary.
    Drop,
    /// It is what this TOML says: one `[[term]]`.
    Replace(String),
}

/// The file with the decision in it.
///
/// Fails where the file is not TOML, or has no such term under `[[term]]`.
pub fn decide(text: &str, name: &Bilingual, choice: &Choice) -> Result<String> {
    let mut document = parse(text)?;
    let (terms, at) = find(&mut document, name)?;
    match choice {
        Choice::Drop => {
            let head = head(&terms.remove(at));
            // What stands above the first term speaks of all.
            match terms.get_mut(at) {
                Some(next) => {
                    let own = prefix(next).trim_start().to_string();
                    next.decor_mut().set_prefix(format!("{head}{own}"));
                }
                None => document.set_trailing(head),
            }
        }
        Choice::Accept => {
            if let Some(term) = terms.get_mut(at) {
                term.remove("draft");
            }
        }
        Choice::Replace(toml) => {
            let mut edited = parse(toml)?;
            let new = edited.get_mut("term").and_then(Item::as_array_of_tables_mut);
            let (Some(new), Some(term)) = (new.and_then(|all| all.get_mut(0)), terms.get_mut(at))
            else {
                bail!("what was edited is not one term under `[[term]]`");
            };
            new.decor_mut().clone_from(term.decor());
            new.set_position(term.position());
            new.remove("draft");
            *term = new.clone();
        }
    }
    Ok(document.to_string())
}

/// The term's entry as TOML, without its mark as a draft.
///
/// Fails as [`decide`] does.
pub fn entry(text: &str, name: &Bilingual) -> Result<String> {
    let mut document = parse(text)?;
    let (terms, at) = find(&mut document, name)?;
    let mut term = terms.get(at).cloned().unwrap_or_default();
    term.remove("draft");
    term.decor_mut().clear();
    let mut only = ArrayOfTables::new();
    only.push(term);
    let mut document = DocumentMut::new();
    document.insert("term", Item::ArrayOfTables(only));
    Ok(document.to_string())
}

fn parse(text: &str) -> Result<DocumentMut> {
    let text = text.trim_start_matches('\u{feff}');
    text.parse().context("this is not TOML that can be changed")
}

/// What stands before a table: blank lines and comments.
fn prefix(table: &Table) -> &str {
    table.decor().prefix().and_then(|prefix| prefix.as_str()).unwrap_or_default()
}

/// The part of it up to the last blank line, which is not about the table.
fn head(table: &Table) -> String {
    let prefix = prefix(table);
    prefix.rfind("\n\n").map_or("", |at| &prefix[..at + 2]).to_string()
}

fn find<'d>(
    document: &'d mut DocumentMut,
    name: &Bilingual,
) -> Result<(&'d mut ArrayOfTables, usize)> {
    let terms = document.get_mut("term").and_then(Item::as_array_of_tables_mut);
    let text = |term: &Table, key: &str| {
        let text = term.get(key).and_then(Item::as_str).unwrap_or_default();
        super::read::clean(text)
    };
    let is =
        |term: &Table| text(term, "source") == name.source && text(term, "target") == name.target;
    if let Some(terms) = terms {
        let at = terms.iter().position(is);
        if let Some(at) = at {
            return Ok((terms, at));
        }
    }
    bail!(
        "the glossary has no term `{}` under `[[term]]` any more",
        if name.source.is_empty() { &name.target } else { &name.source }
    )
}

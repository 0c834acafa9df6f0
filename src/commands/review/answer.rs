//! Saves answers in the author's files, each at once.

use super::items::Item;
use crate::book::Book;
use crate::callouts::{self, Decision, Decisions, Entry};
use crate::commands::accept::today;
use crate::disk::write_whole;
use crate::document::{Bilingual, Source};
use crate::files::{LARGEST_TEXT, read_within};
use crate::glossary::{self, Choice};
use crate::load::BookText;
use crate::lock::{self, Lock};
use anyhow::{Context, Result, bail};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Accepts an item as it is. Was anything saved?
pub(super) fn accept(text: &BookText, book: &Book<'_>, item: &Item) -> Result<bool> {
    match item {
        Item::Callout { entry, .. } => save_callout(text, entry)?,
        Item::Term(_, name) => save_term(text, name, &Choice::Accept)?,
        Item::Pair(at) => {
            let chapter = book.document(at.document).source.name();
            let pair = std::slice::from_ref(book.pair(*at));
            let only = BTreeSet::from([chapter.clone()]);
            let one = lock::record(&Lock::default(), &[(chapter, pair)], Some(&only), &today());
            let file = text.root.join(lock::FILE);
            let old = Lock::parse(&read(&file)?, Path::new(lock::FILE))?;
            let all = old.entries.into_iter().chain(one.entries).collect();
            write_whole(&file, Lock::new(all).to_string())?;
        }
    }
    Ok(true)
}

/// Drops an item: a callout is omitted, a term leaves the glossary. Was anything
/// saved?
pub(super) fn drop(text: &BookText, item: &Item) -> Result<bool> {
    match item {
        Item::Callout { entry, .. } => {
            save_callout(text, &Entry { decision: Decision::Omit, ..entry.clone() })?;
        }
        Item::Term(_, name) => save_term(text, name, &Choice::Drop)?,
        Item::Pair(_) => bail!(
            "a pair cannot be dropped\n  = help: change the paragraphs of the two files so that \
             they match, or `l` leaves it for later"
        ),
    }
    Ok(true)
}

/// Accepts an item as the author has edited it. Was anything saved?
pub(super) fn edit(text: &BookText, item: &Item) -> Result<bool> {
    match item {
        Item::Callout { entry, .. } => {
            let Some(edited) = edited(&callouts::one(entry))? else { return Ok(false) };
            let language = text.source_language.clone();
            let source = Source { path: "callouts.toml".into(), language, text: edited };
            let (Decisions { entries }, said) = Decisions::parse(&source);
            if let Some(said) = said.first() {
                bail!("{said}");
            }
            let [edited] = entries.as_slice() else { bail!("what was edited is not one callout") };
            // The place is not for editing: another would leave this one open.
            let (chapter, pair) = (entry.chapter.clone(), entry.pair.clone());
            save_callout(text, &Entry { chapter, pair, ..edited.clone() })?;
        }
        Item::Term(_, name) => {
            let file = text.src.join(&text.config.glossary.file);
            let snippet = glossary::entry(&read(&file)?, name)?;
            let Some(edited) = edited(&snippet)? else { return Ok(false) };
            save_term(text, name, &Choice::Replace(edited))?;
        }
        Item::Pair(_) => bail!(
            "a pair is edited in its chapters\n  = help: `a` says that the two belong together"
        ),
    }
    Ok(true)
}

fn save_callout(text: &BookText, entry: &Entry) -> Result<()> {
    let file = text.src.join(&text.config.callouts.file);
    let old = match read(&file)? {
        old if old.is_empty() => format!("{}\n", callouts::HEADER),
        old => old,
    };
    write_whole(&file, callouts::decide(&old, entry)?)
}

fn save_term(text: &BookText, name: &Bilingual, choice: &Choice) -> Result<()> {
    let file = text.src.join(&text.config.glossary.file);
    write_whole(&file, glossary::decide(&read(&file)?, name, choice)?)
}

/// The text of a file as it is now; nothing where it is not there.
fn read(file: &Path) -> Result<String> {
    if !file.exists() {
        return Ok(String::new());
    }
    String::from_utf8(read_within(file, LARGEST_TEXT)?)
        .with_context(|| format!("`{}` is not UTF-8 text", file.display()))
}

/// The text as the author leaves it in the editor; nothing where it is left
/// empty.
fn edited(text: &str) -> Result<Option<String>> {
    let named = ["VISUAL", "EDITOR"].into_iter().filter_map(|name| std::env::var(name).ok());
    let Some(editor) = named.into_iter().find(|editor| !editor.trim().is_empty()) else {
        bail!("no editor is named\n  = help: set VISUAL or EDITOR, e.g. `export EDITOR=nano`");
    };
    let directory = tempfile::tempdir()?;
    let file: PathBuf = directory.path().join("review.toml");
    std::fs::write(&file, text)?;
    let mut words = editor.split_whitespace();
    let program = words.next().unwrap_or_default();
    let status = Command::new(program)
        .args(words)
        .arg(&file)
        .status()
        .with_context(|| format!("the editor `{editor}` cannot be started"))?;
    if !status.success() {
        bail!("the editor `{editor}` failed; nothing was changed");
    }
    let edited = read(&file)?;
    Ok((!edited.trim().is_empty()).then_some(edited))
}

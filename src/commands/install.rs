//! `install`: adds the plugin to an existing book.

mod settings;

use crate::disk::write_whole;
use crate::script;
use crate::theme::{self, Standing, ThemeFile};
use anyhow::{Context, Result, bail};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

/// Add the plugin to a book: its table in book.toml and its theme files.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  mdbook-bilingual install my-book --dry-run\n  \
                        mdbook-bilingual install my-book")]
pub struct Args {
    /// The book's directory, where book.toml is.
    #[arg(default_value = ".")]
    dir: PathBuf,
    /// Print what would change, and change nothing.
    #[arg(long)]
    dry_run: bool,
    /// Overwrite theme files that were changed by hand.
    #[arg(long)]
    force: bool,
}

/// Changes book.toml and writes the theme files. Nothing is written where one
/// of the files may not be.
pub fn run(args: &Args) -> Result<()> {
    let path = args.dir.join("book.toml");
    let old = read(&path)?.with_context(|| {
        format!(
            "there is no `{}`\n  = help: run this in the book's directory, or name it; `mdbook \
             init` and `mdbook-bilingual new` make a book",
            path.display()
        )
    })?;
    let look = |src: &str| settings::Detected {
        translation: translation(&args.dir.join(src)),
        language: language(&args.dir.join(src)),
    };
    let new = settings::install(&old, look)
        .with_context(|| format!("`{}` cannot be changed", path.display()))?;
    let mut writes: Vec<(PathBuf, String)> = Vec::new();
    for file in theme::FILES {
        let path = args.dir.join("theme").join(file.name);
        if needed(file, &path, args.force)? {
            writes.push((path, file.stamped()));
        }
    }
    if old != new {
        writes.push((path.clone(), new.clone()));
    }
    if args.dry_run {
        return show(&writes, &path, &old);
    }
    if writes.is_empty() {
        tracing::info!("the plugin is installed already, nothing to do");
    }
    for (path, text) in &writes {
        write_whole(path, text)?;
        tracing::info!("wrote {}", path.display());
    }
    if !settings::has_translation(&new) {
        tracing::warn!(
            "{}: there is no translation yet\n  = help: put it into a directory under the source \
             directory, e.g. `en`, or into a PO file, and name that in [preprocessor.bilingual]: \
             translation = \"en\"",
            path.display()
        );
    }
    Ok(())
}

/// Must the file be written? Fails where that would undo a person's work.
fn needed(file: &ThemeFile, path: &Path, force: bool) -> Result<bool> {
    let Some(text) = read(path)? else { return Ok(true) };
    match file.standing(&text) {
        Standing::Current => Ok(false),
        // What a full disk left of a file has nobody's work in it.
        _ if text.is_empty() => Ok(true),
        Standing::Edited { .. } if !force => bail!(
            "`{}` was changed by hand\n  = help: keep your changes in a file of your own and list \
             it in additional-css or additional-js; --force overwrites this one",
            path.display()
        ),
        Standing::Stale { .. } | Standing::Edited { .. } => Ok(true),
    }
}

/// The text of a file; nothing where it is not there.
fn read(path: &Path) -> Result<Option<String>> {
    match std::fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error).with_context(|| format!("`{}` cannot be read", path.display())),
    }
}

/// The one directory under `src` that is named like a language.
fn translation(src: &Path) -> Option<String> {
    let mut found: Vec<String> = std::fs::read_dir(src)
        .ok()?
        .flatten()
        .filter(|entry| entry.path().is_dir())
        .filter_map(|entry| entry.file_name().into_string().ok())
        .filter(|name| is_language_tag(name))
        .collect();
    match (found.pop(), found.is_empty()) {
        (Some(only), true) => Some(only),
        _ => None,
    }
}

/// The language that the Markdown files of `src` are written in, where their
/// script tells.
fn language(src: &Path) -> Option<String> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(src)
        .ok()?
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
        .collect();
    files.sort();
    let text: String = files.iter().filter_map(|file| std::fs::read_to_string(file).ok()).collect();
    let language = script::detect(&text);
    (language.primary() != "en").then(|| language.tag().to_string())
}

/// `en`, `zh-Hant`, `pt_BR` and the like.
fn is_language_tag(name: &str) -> bool {
    let mut parts = name.split(['-', '_']);
    let primary = parts.next().unwrap_or_default();
    primary.len() == 2
        && primary.chars().all(|c| c.is_ascii_lowercase())
        && parts.all(|part| (2..=4).contains(&part.len()) && part.is_ascii())
}

/// Prints the changed lines of book.toml and the names of the other files.
fn show(writes: &[(PathBuf, String)], book_toml: &Path, old: &str) -> Result<()> {
    let mut out = std::io::stdout().lock();
    for (path, text) in writes {
        if path != book_toml {
            writeln!(out, "write {}", path.display())?;
            continue;
        }
        writeln!(out, "change {}", path.display())?;
        for line in settings::difference(old, text) {
            writeln!(out, "{line}")?;
        }
    }
    if writes.is_empty() {
        writeln!(out, "nothing to do")?;
    }
    Ok(())
}

//! Does the book have the theme files that its pages need?

use crate::disk::write_whole;
use crate::theme::{self, Standing, ThemeFile};
use anyhow::{Context, Result};
use mdbook_preprocessor::PreprocessorContext;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// Writes the theme files that book.toml loads and that are not there, so that
/// a book need not keep copies of what the program has. mdBook reads them when
/// the preprocessors have run. Of files of another version it warns and says
/// what to run; of those that a bilingual book does not load, too.
pub(super) fn provide(context: &PreprocessorContext, bilingual: bool) -> Result<()> {
    let listed = |key: &str| -> Vec<PathBuf> {
        context.config.get(&format!("output.html.{key}")).ok().flatten().unwrap_or_default()
    };
    let (styles, scripts) = (listed("additional-css"), listed("additional-js"));
    let mut absent = Vec::new();
    for file in theme::FILES {
        let list = if file.is_style() { &styles } else { &scripts };
        let named = |path: &&PathBuf| path.file_name().is_some_and(|name| name == file.name);
        match list.iter().find(named) {
            Some(path) => provide_file(file, &context.root, path)?,
            None => absent.push(file.name),
        }
    }
    if bilingual && !absent.is_empty() {
        tracing::warn!(
            "book.toml does not load {}: both languages will stand in one line\n  = help: run \
             `mdbook-bilingual install`",
            absent.join(", ")
        );
    }
    Ok(())
}

/// A file that is there and cannot be read is mdBook's to report.
fn provide_file(file: &ThemeFile, root: &Path, path: &Path) -> Result<()> {
    match std::fs::read_to_string(root.join(path)) {
        Ok(text) => warn_of_copy(file, path, &text),
        Err(error) if error.kind() == ErrorKind::NotFound && is_ours(file, path) => {
            write_whole(&root.join(path), file.stamped())
                .context("book.toml loads a theme file that is not there")?;
            tracing::info!("wrote {}", path.display());
        }
        Err(_) => {}
    }
    Ok(())
}

/// Is it where `install` puts it? Elsewhere the author means another file.
fn is_ours(file: &ThemeFile, path: &Path) -> bool {
    path.strip_prefix(".").unwrap_or(path) == Path::new("theme").join(file.name)
}

fn warn_of_copy(file: &ThemeFile, path: &Path, text: &str) {
    let (version, option) = match file.standing(text) {
        Standing::Stale { version } => (version, ""),
        Standing::Edited { version: Some(version) } if version != theme::VERSION => {
            (version, " --force")
        }
        Standing::Current | Standing::Edited { .. } => return,
    };
    let this = match version == theme::VERSION {
        true => "another build of it",
        false => theme::VERSION,
    };
    tracing::warn!(
        "`{}` is of mdbook-bilingual {version}, this is {this}\n  = help: run `mdbook-bilingual \
         install{option}`",
        path.display(),
    );
}

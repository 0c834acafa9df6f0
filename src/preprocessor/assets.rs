//! Does the book have the theme files that its pages need?

use crate::theme::{self, Standing};
use mdbook_preprocessor::PreprocessorContext;
use std::path::{Path, PathBuf};

/// Warns of theme files that are missing or belong to another version, and
/// says what to run.
pub(super) fn warn(context: &PreprocessorContext) {
    let listed = |key: &str| -> Vec<PathBuf> {
        context.config.get(&format!("output.html.{key}")).ok().flatten().unwrap_or_default()
    };
    let (styles, scripts) = (listed("additional-css"), listed("additional-js"));
    let mut absent = Vec::new();
    for file in theme::FILES {
        let list = if file.is_style() { &styles } else { &scripts };
        let named = |path: &&PathBuf| path.file_name().is_some_and(|name| name == file.name);
        match list.iter().find(named) {
            Some(path) => warn_of_copy(file, &context.root, path),
            None => absent.push(file.name),
        }
    }
    if !absent.is_empty() {
        tracing::warn!(
            "book.toml does not load {}: both languages will stand in one line\n  = help: run \
             `mdbook-bilingual install`",
            absent.join(", ")
        );
    }
}

/// A file that cannot be read is mdBook's to report.
fn warn_of_copy(file: &theme::ThemeFile, root: &Path, path: &Path) {
    let Ok(text) = std::fs::read_to_string(root.join(path)) else { return };
    let (version, option) = match file.standing(&text) {
        Standing::Stale { version } => (version, ""),
        Standing::Edited { version: Some(version) } if version != theme::VERSION => {
            (version, " --force")
        }
        Standing::Current | Standing::Edited { .. } => return,
    };
    tracing::warn!(
        "`{}` is of mdbook-bilingual {version}, this is {}\n  = help: run `mdbook-bilingual \
         install{option}`",
        path.display(),
        theme::VERSION
    );
}

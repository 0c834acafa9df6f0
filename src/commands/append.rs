//! Adds entries to a TOML file of the author's.

use crate::disk::write_whole;
use anyhow::{Context, Result, bail};
use std::path::Path;

/// Adds entries to the author's file, whose own text stays byte for byte; a new
/// one begins with the header. The file is replaced in one step or not at all.
pub(super) fn append(file: &Path, header: &str, entries: &str) -> Result<()> {
    let old = match std::fs::read_to_string(file) {
        Ok(old) => old,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => header.to_string(),
        Err(error) => {
            return Err(error).with_context(|| format!("`{}` cannot be read", file.display()));
        }
    };
    let gap = match old.as_str() {
        "" => "",
        old if old.ends_with("\n\n") => "",
        old if old.ends_with('\n') => "\n",
        _ => "\n\n",
    };
    let new = format!("{old}{gap}{entries}");
    if let Err(error) = toml::from_str::<toml::Table>(new.trim_start_matches('\u{feff}')) {
        bail!(
            "`{}` cannot take further entries: {}\n  = help: write its entries as tables, each \
             under [[…]], and mend what `mdbook-bilingual check` reports, then try again",
            file.display(),
            error.message()
        );
    }
    write_whole(file, new)
}

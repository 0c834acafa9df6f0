//! Writes a new book, whole or not at all.

use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};

/// Fails where the directory has anything in it.
pub(super) fn refuse_full(dir: &Path) -> Result<()> {
    let full = match std::fs::read_dir(dir) {
        Ok(mut entries) => entries.next().is_some(),
        Err(_) => dir.exists(),
    };
    if full {
        bail!(
            "`{}` is there already and is not an empty directory\n  = help: name a new directory",
            dir.display()
        );
    }
    Ok(())
}

/// Writes all files or none: into a directory beside the goal, which then takes
/// the goal's name. `finish` adds what is made from them there, and says what
/// came of it.
pub(super) fn write_whole<T>(
    dir: &Path,
    files: &[(PathBuf, Vec<u8>)],
    finish: impl FnOnce(&Path) -> T,
) -> Result<T> {
    let failed =
        || format!("the book cannot be written to `{}`; nothing was written", dir.display());
    let parent = match dir.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    std::fs::create_dir_all(parent).with_context(failed)?;
    let draft = tempfile::Builder::new()
        .prefix(".mdbook-bilingual-")
        .tempdir_in(parent)
        .with_context(failed)?;
    let whole = draft.path().join("book");
    for (path, bytes) in files {
        let path = whole.join(path);
        if let Some(parent) = path.parent() {
            std::fs::create_dir_all(parent).with_context(failed)?;
        }
        std::fs::write(&path, bytes).with_context(failed)?;
    }
    let finished = finish(&whole);
    if dir.is_dir() {
        std::fs::remove_dir(dir).with_context(failed)?;
    }
    std::fs::rename(&whole, dir).with_context(failed)?;
    Ok(finished)
}

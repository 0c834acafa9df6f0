//! A site is made beside its place and put there when it is whole.

use crate::disk::directory;
use anyhow::{Context, Result, bail};
use sha2::{Digest, Sha256};
use std::fs::{File, OpenOptions, TryLockError};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// Keeps other builds into the same directory waiting for as long as the file
/// is open. It lies among the system's temporary files, where it is in nobody's
/// way.
pub(super) fn lock(dir: &Path) -> Result<File> {
    let path = lock_file(dir);
    let wait = || -> std::io::Result<File> {
        let file = open(&path)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                tracing::info!("another build of this book is running: this one waits for it");
                file.lock()?;
            }
            Err(TryLockError::Error(error)) => return Err(error),
        }
        Ok(file)
    };
    wait().with_context(|| format!("`{}` cannot be locked", path.display()))
}

fn lock_file(dir: &Path) -> PathBuf {
    let hash = Sha256::digest(dir.as_os_str().as_encoded_bytes());
    let name: String = hash.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    std::env::temp_dir().join(format!("mdbook-bilingual-{name}.lock"))
}

/// Another user's file can be read only, and that is enough.
fn open(path: &Path) -> std::io::Result<File> {
    match File::open(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => {
            OpenOptions::new().write(true).create(true).truncate(false).open(path)
        }
        opened => opened,
    }
}

/// A site that is being made. What is left of one that does not come to its
/// place is removed.
pub(super) struct Draft {
    draft: PathBuf,
    /// Where the old site waits while the new one takes its place.
    old: PathBuf,
    site: PathBuf,
}

impl Draft {
    /// Makes ready for a site at `site`: puts back or removes what a killed build
    /// left.
    ///
    /// Fails where the directory lies outside the book and holds anything but a
    /// site.
    pub(super) fn begin(root: &Path, site: &Path) -> Result<Self> {
        // The goal of a link, so that the link stays.
        let site = match site.canonicalize() {
            Ok(site) => site,
            Err(_) => std::path::absolute(site)?,
        };
        let name = site.file_name().unwrap_or_default().to_string_lossy();
        let beside = |what: &str| directory(&site).join(format!(".{name}.mdbook-bilingual-{what}"));
        let draft = Self { draft: beside("new"), old: beside("old"), site: site.clone() };
        if draft.old.is_dir() && !site.exists() {
            rename(&draft.old, &site)?;
        }
        remove(&draft.old)?;
        remove(&draft.draft)?;
        refuse_foreign(root, &site)?;
        Ok(draft)
    }

    /// Where the site is made.
    pub(super) fn path(&self) -> &Path {
        &self.draft
    }

    /// Exchanges the old site for the new one. For the moment between two
    /// renamings there is neither; a build that is killed in it has left both
    /// whole, and the next one finds them.
    pub(super) fn put_in_place(self) -> Result<()> {
        let replaces = self.site.exists();
        if replaces {
            let permissions = std::fs::metadata(&self.site)?.permissions();
            std::fs::set_permissions(&self.draft, permissions)?;
            rename(&self.site, &self.old)?;
        }
        if let Err(error) = rename(&self.draft, &self.site) {
            if replaces {
                rename(&self.old, &self.site)?;
            }
            return Err(error);
        }
        remove(&self.old)
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        // Nothing can be done about what cannot be removed; the next build tries.
        drop(remove(&self.draft));
    }
}

fn rename(from: &Path, to: &Path) -> Result<()> {
    std::fs::rename(from, to).with_context(|| {
        format!(
            "the site cannot be put in place: `{}` cannot be renamed to `{}`\n  = help: if the \
             build directory is a volume of its own, name a directory in it; if another program \
             has one of its files open, end that",
            from.display(),
            to.display()
        )
    })
}

fn remove(dir: &Path) -> Result<()> {
    match std::fs::remove_dir_all(dir) {
        Err(error) if error.kind() != ErrorKind::NotFound => {
            Err(error).with_context(|| format!("`{}` cannot be removed", dir.display()))
        }
        _ => Ok(()),
    }
}

/// What mdBook writes into every site, and no one else.
const MARK: (&str, &str) = (".nojekyll", "mdBook");

/// Fails where a directory outside the book holds what no build has made:
/// whoever mistypes `build-dir` does not mean to lose it.
fn refuse_foreign(root: &Path, site: &Path) -> Result<()> {
    let Ok(entries) = std::fs::read_dir(site) else { return Ok(()) };
    if root.canonicalize().is_ok_and(|root| site.starts_with(root)) {
        return Ok(());
    }
    let (file, word) = MARK;
    if std::fs::read_to_string(site.join(file)).is_ok_and(|text| text.contains(word)) {
        return Ok(());
    }
    // `handout` may have been there first.
    let names = entries.filter_map(|entry| Some(entry.ok()?.file_name()));
    let Some(foreign) = names.filter(|name| name != "handouts").min() else { return Ok(()) };
    bail!(
        "book.toml: the build directory `{}` lies outside the book and holds `{}`, which is no \
         site: building would delete it\n  = help: name a new directory in build-dir, or empty \
         this one",
        site.display(),
        foreign.to_string_lossy()
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_directory_is_locked_until_the_lock_is_dropped() {
        let dir = tempfile::tempdir().unwrap();
        let first = lock(dir.path()).unwrap();
        let second = open(&lock_file(dir.path())).unwrap();
        assert!(matches!(second.try_lock(), Err(TryLockError::WouldBlock)));
        assert!(lock(&dir.path().join("another")).is_ok());
        drop(first);
        assert!(second.try_lock().is_ok());
    }
}

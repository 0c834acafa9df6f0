//! Writes files whole or not at all.

use anyhow::{Context, Result};
use std::io::Write;
use std::path::Path;

/// Writes a file: beside its place first, then over it, so that a full disk or
/// a killed program leaves what was there. Its directory is made where it is
/// not there; a link is followed, and permissions stay.
pub(crate) fn write_whole(file: &Path, bytes: impl AsRef<[u8]>) -> Result<()> {
    let goal = file.canonicalize().unwrap_or_else(|_| file.to_path_buf());
    let write = || -> std::io::Result<()> {
        let directory = directory(&goal);
        std::fs::create_dir_all(directory)?;
        let mut builder = tempfile::Builder::new();
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = std::fs::metadata(&goal).map_or(0o644, |meta| meta.permissions().mode());
            builder.permissions(std::fs::Permissions::from_mode(mode & 0o777));
        }
        let mut draft = builder.prefix(".mdbook-bilingual-").tempfile_in(directory)?;
        draft.write_all(bytes.as_ref())?;
        draft.persist(&goal)?;
        Ok(())
    };
    write().with_context(|| format!("`{}` cannot be written", file.display()))
}

/// The directory that a path lies in.
pub(crate) fn directory(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_written_leaves_what_was_there_and_nothing_else() {
        let dir = tempfile::tempdir().unwrap();
        let full = dir.path().join("full");
        std::fs::create_dir_all(full.join("kept")).unwrap();
        // A directory cannot be replaced by a file.
        assert!(write_whole(&full, "text").is_err());
        assert!(full.join("kept").is_dir());
        assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_stays_one_and_its_goal_keeps_its_permissions() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let dir = tempfile::tempdir().unwrap();
        let (goal, link) = (dir.path().join("goal"), dir.path().join("link"));
        std::fs::write(&goal, "old").unwrap();
        std::fs::set_permissions(&goal, std::fs::Permissions::from_mode(0o640)).unwrap();
        symlink(&goal, &link).unwrap();
        write_whole(&link, "new").unwrap();
        assert_eq!(std::fs::read_to_string(&goal).unwrap(), "new");
        assert!(link.is_symlink());
        assert_eq!(std::fs::metadata(&goal).unwrap().permissions().mode() & 0o777, 0o640);
    }
}

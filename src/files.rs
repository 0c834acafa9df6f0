//! Reads files that a stranger may have written.

use anyhow::{Context, Result, bail};
use std::path::Path;

/// The largest file of text, in bytes: ten times the longest novel.
pub const LARGEST_TEXT: u64 = 32 << 20;

/// The largest picture or word processor's file, in bytes.
pub const LARGEST_MEDIA: u64 = 128 << 20;

/// A file's bytes. Fails where it cannot be read, and before reading where
/// there are more than `limit`.
pub fn read_within(path: &Path, limit: u64) -> Result<Vec<u8>> {
    let failed = || format!("`{}` cannot be read", path.display());
    let size = std::fs::metadata(path).with_context(failed)?.len();
    if size > limit {
        bail!(
            "`{}` is {} MB large; at most {} MB are read\n  = help: divide it, or make it smaller",
            path.display(),
            size >> 20,
            limit >> 20
        );
    }
    std::fs::read(path).with_context(failed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_beyond_the_limit_is_refused_with_the_limit() {
        let dir = tempfile::tempdir().expect("a directory");
        let path = dir.path().join("a.txt");
        std::fs::File::create(&path).and_then(|file| file.set_len(3 << 20)).expect("made");
        assert_eq!(read_within(&path, 3 << 20).expect("within").len(), 3 << 20);
        let error = read_within(&path, 2 << 20).expect_err("beyond").to_string();
        assert!(error.contains("3 MB large; at most 2 MB are read"), "{error}");
    }
}

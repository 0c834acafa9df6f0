//! The zip around a .docx file, which a stranger may have made: nothing is
//! unpacked beyond what a text can need.

use anyhow::{Context, Result, anyhow, bail};
use std::io::{Cursor, Read};
use zip::ZipArchive;
use zip::result::ZipError;

/// The largest .docx file, in bytes.
pub(super) const LARGEST_FILE: usize = 128 << 20;

/// The most that is unpacked of one file, in bytes.
pub(super) const MOST_UNPACKED: usize = 256 << 20;

/// The most that is unpacked of one of its parts, in bytes: a text of ten
/// million characters.
pub(super) const LARGEST_PART: usize = 64 << 20;

/// The most parts; a book with a thousand pictures has not two thousand.
pub(super) const MOST_PARTS: usize = 10_000;

/// What every refusal of a broken file ends with.
pub(super) const SAVE_AGAIN: &str =
    "  = help: open it in a word processor and save it as .docx or plain text";

/// An opened .docx file.
pub(super) struct Container<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// How many bytes may still be unpacked.
    left: usize,
}

impl<'a> Container<'a> {
    /// Opens a file. Fails where it is no zip, is encrypted, or is larger than
    /// the limits.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self> {
        if bytes.len() > LARGEST_FILE {
            bail!(
                "it is larger than {} MB\n  = help: leave its pictures out, or divide it",
                LARGEST_FILE >> 20
            );
        }
        // What Word makes of a file with a password, and what it wrote before 2007.
        if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
            bail!(
                "it is an old .doc file or has a password\n  = help: open it in a word processor \
                 and save it as .docx without a password"
            );
        }
        let archive = ZipArchive::new(Cursor::new(bytes))
            .map_err(|error| anyhow!("it cannot be read as a .docx file: {error}\n{SAVE_AGAIN}"))?;
        if archive.len() > MOST_PARTS {
            bail!("it has {} parts; at most {MOST_PARTS} are read\n{SAVE_AGAIN}", archive.len());
        }
        Ok(Self { archive, left: MOST_UNPACKED })
    }

    /// A part's bytes; nothing where there is none of that name. Fails where it
    /// is damaged or the limits are passed.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<Vec<u8>>> {
        let file = match self.archive.by_name(name) {
            Ok(file) => file,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(error) => bail!("its part `{name}` cannot be unpacked: {error}\n{SAVE_AGAIN}"),
        };
        let limit = LARGEST_PART.min(self.left);
        let mut bytes = Vec::new();
        file.take(limit as u64 + 1)
            .read_to_end(&mut bytes)
            .with_context(|| format!("its part `{name}` cannot be unpacked\n{SAVE_AGAIN}"))?;
        if bytes.len() > limit {
            bail!(
                "its part `{name}` unpacks to more than {} MB\n  = help: a text has no such part; \
                 save it as plain text",
                limit >> 20
            );
        }
        self.left -= bytes.len();
        Ok(Some(bytes))
    }
}

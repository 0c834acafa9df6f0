//! Which pairs a person has reviewed: `bilingual.lock`.
//!
//! A line is a pair, sorted, made for diffs:
//!
//! ```text
//! part-1.md p-1a2b3c4d 9f86d0818840=60303ae22b99+fd61a03af4f7 0.97 2026-11-23
//! ```
//!
//! the chapter, the pair's id, the hashes of its source's blocks and of its
//! translation's, how sure the aligner was, and the day of the review. A pair
//! found here stays together whatever the aligner thinks. Where the source is
//! another one and the translation still the same, the pair is stale.

mod review;
#[cfg(test)]
mod tests;

pub use review::{pins, record, review};

use anyhow::{Result, bail};
use sha2::{Digest, Sha256};
use std::fmt;
use std::path::Path;

/// The lock file's name, in the book's root directory.
pub const FILE: &str = "bilingual.lock";

/// What stands at the top of the file.
const HEADER: &str = "# Pairs that a person has reviewed. `mdbook-bilingual accept` writes this \
                      file; keep it under version control.\n";

/// The reviewed pairs of a book.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Lock {
    /// Sorted by chapter and pair.
    pub entries: Vec<Entry>,
}

/// A reviewed pair.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// The chapter's path, relative to the book's source directory, with `/`.
    pub chapter: String,
    /// The pair's id on the day of the review.
    pub pair: String,
    /// One hash a block of the source.
    pub source: Vec<Hash>,
    /// One hash a block of the translation.
    pub target: Vec<Hash>,
    /// How sure the aligner was, 0 to 1.
    pub confidence: f32,
    /// The day of the review, e.g. `2026-11-23`.
    pub day: String,
}

/// The first twelve hexadecimal digits of the SHA-256 of a block's plain text,
/// without white space and with punctuation of one width.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hash(String);

impl Hash {
    /// The hash of a block's plain text.
    pub fn of(plain: &str) -> Self {
        let digest = Sha256::digest(folded(plain).as_bytes());
        Self(digest.iter().take(6).map(|byte| format!("{byte:02x}")).collect())
    }

    fn parse(text: &str) -> Option<Self> {
        let valid = text.len() == 12 && text.bytes().all(|b| b.is_ascii_hexdigit());
        valid.then(|| Self(text.to_string()))
    }
}

/// The text as far as a change of it makes a translation stale: without white
/// space, and with each mark of punctuation in its narrow form.
fn folded(plain: &str) -> String {
    let mut out = String::with_capacity(plain.len());
    for c in plain.chars().filter(|c| !c.is_whitespace()) {
        let narrow = match c {
            '。' => '.',
            '、' => ',',
            '“' | '”' | '「' | '」' | '『' | '』' | '＂' => '"',
            '‘' | '’' | '＇' => '\'',
            '《' | '〈' => '<',
            '》' | '〉' => '>',
            '【' | '〔' => '[',
            '】' | '〕' => ']',
            '—' | '–' | '―' => '-',
            '…' => '.',
            '・' => '·',
            '～' => '~',
            '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
            c => c,
        };
        // `……` and `...`, `——` and `--` are of different lengths.
        if !(matches!(narrow, '.' | '-') && out.ends_with(narrow)) {
            out.push(narrow);
        }
    }
    out
}

impl Lock {
    /// Reads the file. Fails with the line of the first error, and with that of
    /// a merge conflict.
    pub fn parse(text: &str, path: &Path) -> Result<Self> {
        let mut entries = Vec::new();
        for (index, line) in text.lines().enumerate() {
            let at = format!("{}:{}", path.display(), index + 1);
            if ["<<<<<<<", "=======", ">>>>>>>", "|||||||"].iter().any(|m| line.starts_with(m)) {
                bail!(
                    "{at}: a merge conflict stands here\n  = help: keep the lines of both sides \
                     and remove the marks; a pair that stands twice does no harm"
                );
            }
            if line.trim().is_empty() || line.starts_with('#') {
                continue;
            }
            match entry(line) {
                Some(entry) => entries.push(entry),
                None => bail!(
                    "{at}: `{}` is no reviewed pair\n  = help: a line is `chapter pair \
                     source=translation confidence day`; restore the file from version control, \
                     or delete it and run `mdbook-bilingual accept`",
                    line.trim()
                ),
            }
        }
        Ok(Self::new(entries))
    }

    /// The lock of these pairs, sorted, each once.
    pub fn new(mut entries: Vec<Entry>) -> Self {
        entries.sort_by_cached_key(|entry| {
            (entry.chapter.clone(), order(&entry.pair), entry.day.clone())
        });
        entries.dedup_by(|a, b| {
            (&a.chapter, &a.source, &a.target) == (&b.chapter, &b.source, &b.target)
                && a.pair == b.pair
        });
        Self { entries }
    }

    /// The pairs of one chapter.
    pub fn chapter(&self, path: &str) -> &[Entry] {
        let from = self.entries.partition_point(|entry| entry.chapter.as_str() < path);
        let to = self.entries.partition_point(|entry| entry.chapter.as_str() <= path);
        &self.entries[from..to]
    }
}

/// A pair's id for sorting: `p-1a2b3c4d-10` comes after `p-1a2b3c4d-2`.
fn order(pair: &str) -> (String, usize) {
    match pair.rsplit_once('-') {
        Some((id, count)) if id.len() > 2 => (id.to_string(), count.parse().unwrap_or(1)),
        _ => (pair.to_string(), 1),
    }
}

/// A chapter's path may hold spaces, so that a line is read from its end.
fn entry(line: &str) -> Option<Entry> {
    let mut fields = line.trim().rsplitn(5, ' ');
    let day = fields.next()?;
    let confidence: f32 = fields.next()?.parse().ok()?;
    let (source, target) = fields.next()?.split_once('=')?;
    let pair = fields.next()?;
    let chapter = fields.next()?;
    let hashes = |side: &str| side.split('+').map(Hash::parse).collect::<Option<Vec<_>>>();
    let digits =
        |part: &str, length| part.len() == length && part.bytes().all(|b| b.is_ascii_digit());
    let mut date = day.split('-');
    let dated = digits(date.next()?, 4) && digits(date.next()?, 2) && digits(date.next()?, 2);
    let valid = pair.starts_with("p-") && dated && (0.0..=1.0).contains(&confidence);
    valid.then_some(())?;
    Some(Entry {
        chapter: chapter.to_string(),
        pair: pair.to_string(),
        source: hashes(source)?,
        target: hashes(target)?,
        confidence,
        day: day.to_string(),
    })
}

impl fmt::Display for Lock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(HEADER)?;
        self.entries.iter().try_for_each(|entry| writeln!(f, "{entry}"))
    }
}

impl fmt::Display for Entry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let join = |hashes: &[Hash]| {
            hashes.iter().map(|hash| hash.0.as_str()).collect::<Vec<_>>().join("+")
        };
        write!(
            f,
            "{} {} {}={} {:.2} {}",
            self.chapter,
            self.pair,
            join(&self.source),
            join(&self.target),
            self.confidence,
            self.day
        )
    }
}

//! `accept`: today's pairs as reviewed.

use crate::disk::write_whole;
use crate::document::Pair;
use crate::lock::{self, Entry, Lock};
use crate::{pipeline, site};
use anyhow::{Result, bail};
use std::collections::BTreeSet;
use std::io::Write;
use std::path::PathBuf;
use std::time::{SystemTime, UNIX_EPOCH};

/// Record today's pairs as reviewed, in `bilingual.lock`.
///
/// Reviewed pairs stay together whatever the aligner thinks. When the source of
/// one changes and its translation does not, `check` and the page say so.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  mdbook-bilingual accept my-book --chapter part-1.md --chapter part-2.md"
)]
pub struct Args {
    /// The book's directory, where book.toml is.
    #[arg(default_value = ".")]
    dir: PathBuf,
    /// Only this chapter: its path in the book's source directory.
    #[arg(long, value_name = "PATH")]
    chapter: Vec<PathBuf>,
}

/// Writes the lock, and says what has changed in it.
pub fn run(args: &Args) -> Result<()> {
    let text = site::book_text(&args.dir)?;
    if text.config.translation.is_none() {
        bail!(
            "this book has no translation to review\n  = help: set `translation` in \
             [preprocessor.bilingual]"
        );
    }
    let book = pipeline::assemble(&text);
    let chapters: Vec<(String, &[Pair<'_>])> = book
        .documents
        .iter()
        .map(|document| (document.source.name(), document.pairs.as_slice()))
        .collect();
    let only = (!args.chapter.is_empty()).then(|| {
        let name = |path: &PathBuf| path.to_string_lossy().replace('\\', "/");
        args.chapter.iter().map(name).collect::<BTreeSet<String>>()
    });
    for name in only.iter().flatten() {
        if !chapters.iter().any(|(chapter, _)| chapter == name) {
            let known: Vec<&str> = chapters.iter().map(|(chapter, _)| chapter.as_str()).collect();
            bail!("there is no chapter `{name}`\n  = help: the chapters are {}", known.join(", "));
        }
    }
    let new = lock::record(&text.lock, &chapters, only.as_ref(), &today());
    let file = text.root.join(lock::FILE);
    write_whole(&file, new.to_string())?;
    let mut out = std::io::stdout().lock();
    writeln!(out, "{}: {}", file.display(), summary(&text.lock, &new))?;
    Ok(())
}

fn summary(old: &Lock, new: &Lock) -> String {
    let missing = |from: &[Entry], of: &[Entry]| {
        let lines: BTreeSet<String> = from.iter().map(ToString::to_string).collect();
        of.iter().filter(|entry| !lines.contains(&entry.to_string())).count()
    };
    format!(
        "{} reviewed pairs, {} new, {} gone",
        new.entries.len(),
        missing(&old.entries, &new.entries),
        missing(&new.entries, &old.entries)
    )
}

/// Today in UTC, e.g. `2026-11-23`.
pub(super) fn today() -> String {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    let (year, month, day) = civil(seconds / 86_400);
    format!("{year:04}-{month:02}-{day:02}")
}

/// Year, month and day of the Gregorian calendar, so many days after
/// 1970-01-01.
fn civil(days: u64) -> (u64, u64, u64) {
    // Years that begin in March have their leap day at the end; 400 of them
    // have 146,097 days. 1970-01-01 is day 719,468 after 0000-03-01.
    let days = days + 719_468;
    let (era, day_of_era) = (days / 146_097, days % 146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let march_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * march_month + 2) / 5 + 1;
    let month = if march_month < 10 { march_month + 3 } else { march_month - 9 };
    (era * 400 + year_of_era + u64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use super::civil;

    #[test]
    fn days_are_dates() {
        for (days, date) in [
            (0, (1970, 1, 1)),
            (58, (1970, 2, 28)),
            (59, (1970, 3, 1)),
            (11_016, (2000, 2, 29)),
            (11_017, (2000, 3, 1)),
            (20_780, (2026, 11, 23)),
            (47_540, (2100, 2, 28)),
            (47_541, (2100, 3, 1)),
        ] {
            assert_eq!(civil(days), date, "{days}");
        }
    }
}

//! How far a handout is, for those who wait for a long one.

use indicatif::{ProgressBar, ProgressStyle};

/// How much text a book has, in bytes, that takes long enough for a bar: some
/// seconds.
const LONG: usize = 400_000;

/// A bar on a terminal, one step a chapter; nothing elsewhere.
#[derive(Debug)]
pub(super) struct Progress(ProgressBar);

impl Progress {
    /// Nothing to be seen.
    pub(super) fn hidden() -> Self {
        Self(ProgressBar::hidden())
    }

    /// A bar for so many chapters with so much text, if that is long and stderr
    /// is a terminal.
    pub(super) fn of(chapters: usize, bytes: usize) -> Self {
        if bytes < LONG {
            return Self::hidden();
        }
        let bar = ProgressBar::new(chapters as u64).with_message("setting");
        match ProgressStyle::with_template("{msg} {wide_bar} {pos}/{len} {elapsed}") {
            Ok(style) => Self(bar.with_style(style)),
            Err(_) => Self(bar),
        }
    }

    /// The typesetter has come to this chapter, 0-based. It comes to some
    /// chapters again when page numbers have become known.
    pub(super) fn reached(&self, chapter: usize) {
        let position = chapter as u64 + 1;
        if position < self.0.position() {
            self.0.set_message("setting, with page numbers");
        }
        self.0.set_position(position);
    }

    /// The pages are set.
    pub(super) fn writing(&self) {
        self.0.set_message("writing the file");
    }

    #[cfg(test)]
    pub(super) fn position(&self) -> u64 {
        self.0.position()
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}

//! The page in a real browser. These tests run where Chromium is found;
//! `CHROMIUM` names another one. In continuous integration its absence fails.

mod axe;
mod modes;
mod page;
mod reader;
mod search;
mod terms;

use crate::support::BookTest;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// The browser to drive, if there is one.
fn chromium() -> Option<PathBuf> {
    let named = std::env::var_os("CHROMIUM").map(PathBuf::from);
    let usual = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
    let found = named.or_else(|| usual.iter().map(PathBuf::from).find(|path| path.is_file()));
    let skipped = std::env::var_os("BROWSER_TESTS").is_some_and(|value| value == "skip");
    if skipped {
        return None;
    }
    let must = std::env::var("CI").is_ok_and(|ci| ci == "true");
    assert!(found.is_some() || !must, "no Chromium: set CHROMIUM to its path");
    found
}

/// The site of the book in `tests/books/reading`, built once.
fn site() -> &'static Path {
    static SITE: OnceLock<PathBuf> = OnceLock::new();
    SITE.get_or_init(|| {
        let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/books/reading");
        let book = copy(&from, Path::new(""), BookTest::empty());
        assert!(book.run(&["install"]).ok);
        book.build();
        // Kept until the process ends, for every test reads it.
        book.keep().join("site")
    })
}

fn copy(from: &Path, below: &Path, mut book: BookTest) -> BookTest {
    for entry in std::fs::read_dir(from.join(below)).unwrap() {
        let entry = entry.unwrap();
        let path = below.join(entry.file_name());
        book = match entry.path().is_dir() {
            true => copy(from, &path, book),
            false => book.bytes(path.to_str().unwrap(), &std::fs::read(entry.path()).unwrap()),
        };
    }
    book
}

//! The files that a page needs beside its HTML, and the script inside it.
//!
//! The files in the repository's `theme` directory hold one concern each and are
//! put together here. `install` writes the result to the `theme` directory of a
//! book, and a build writes what of it is not there. The first line of a copy says
//! which version made it and holds a hash of the rest, so that a copy of an older
//! version can be told from one that was edited.

use crate::book::Book;
use crate::document::Side;
use sha2::{Digest, Sha256};

/// A file of the theme.
#[derive(Debug, Clone, Copy)]
pub struct ThemeFile {
    /// Its name in the book's `theme` directory.
    pub name: &'static str,
    /// What it says, without a stamp.
    body: &'static str,
}

/// A script out of files of one concern each: they share the names of one
/// function, in this order.
macro_rules! script {
    ($($file:literal),+ $(,)?) => {
        concat!("(() => {\n'use strict';\n", $(include_str!($file), "\n",)+ "})();\n")
    };
}

/// The style sheet, in the order of the cascade.
const STYLE: &str = concat!(
    include_str!("../theme/style/type.css"),
    include_str!("../theme/style/pair.css"),
    include_str!("../theme/style/modes.css"),
    include_str!("../theme/style/controls.css"),
    include_str!("../theme/style/term.css"),
    include_str!("../theme/style/glossary.css"),
    include_str!("../theme/style/callout.css"),
    include_str!("../theme/style/opening.css"),
    include_str!("../theme/style/narrow.css"),
    include_str!("../theme/style/paper.css"),
);

const PAGE: &str = script!(
    "../theme/page/start.js",
    "../theme/page/words.js",
    "../theme/page/modes.js",
    "../theme/page/frame.js",
    "../theme/page/display.js",
    "../theme/page/pair.js",
    "../theme/page/sentence.js",
    "../theme/page/term.js",
    "../theme/page/follow.js",
);

const SEARCH: &str = script!(
    "../theme/search/start.js",
    "../theme/search/characters.js",
    "../theme/search/query.js",
    "../theme/search/rank.js",
    "../theme/search/pinyin.js",
    "../theme/search/results.js",
    "../theme/search/teaser.js",
    "../theme/search/box.js",
);

/// Every file that a book gets, in the order in which a page loads them.
pub const FILES: &[ThemeFile] = &[
    ThemeFile { name: "bilingual.css", body: STYLE },
    ThemeFile { name: "bilingual.js", body: PAGE },
    ThemeFile { name: "search.js", body: SEARCH },
];

/// How a book's copy of a theme file stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// It says what this version's says.
    Current,
    /// Another version wrote it, and nobody has changed it.
    Stale {
        /// The version that wrote it.
        version: String,
    },
    /// Somebody has changed it, or it is no copy of ours.
    Edited {
        /// The version that wrote it, if one of ours did.
        version: Option<String>,
    },
}

/// The word that a stamp begins with, behind the opening of the comment.
const STAMP: &str = "mdbook-bilingual ";
/// The version of this program.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");
const BOOT: &str = include_str!("../theme/boot.js");

impl ThemeFile {
    /// Is this a style sheet? Else it is a script.
    pub fn is_style(&self) -> bool {
        self.name.ends_with(".css")
    }

    /// The file with its stamp, as it is written to a book.
    pub fn stamped(&self) -> String {
        let body = self.body.replace("\r\n", "\n");
        format!("/* {STAMP}{VERSION} {} */\n{body}", hash(&body))
    }

    /// How a copy with this text stands.
    pub fn standing(&self, text: &str) -> Standing {
        let (text, body) = (text.replace("\r\n", "\n"), self.body.replace("\r\n", "\n"));
        if text == body {
            return Standing::Current;
        }
        let Some((version, expected, rest)) = stamp(&text) else {
            return Standing::Edited { version: None };
        };
        let version = version.to_string();
        match hash(rest) == expected {
            true if rest == body => Standing::Current,
            true => Standing::Stale { version },
            false => Standing::Edited { version: Some(version) },
        }
    }
}

/// The version and the hash of a stamp, and the text below it.
fn stamp(text: &str) -> Option<(&str, &str, &str)> {
    let (line, rest) = text.split_once('\n')?;
    let inner = line.trim().strip_prefix("/*")?.strip_suffix("*/")?.trim();
    let (version, hash) = inner.strip_prefix(STAMP)?.split_once(' ')?;
    Some((version, hash, rest))
}

/// The first twelve hexadecimal digits of a text's SHA-256.
fn hash(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().take(6).map(|byte| format!("{byte:02x}")).collect()
}

/// The inline script that sets the mode before the first paragraph is painted.
/// Every page of a bilingual book begins with it.
pub fn boot(book: &Book<'_>) -> String {
    let lines: Vec<&str> =
        BOOT.lines().map(str::trim).filter(|line| !line.starts_with("//")).collect();
    let tag = |side| {
        let tag = serde_json::Value::from(book.language(side).tag());
        tag.to_string().replace('<', "\\u003c")
    };
    format!(
        "<script>{}(document.documentElement,{},{});</script>",
        lines.join(" "),
        tag(Side::Source),
        tag(Side::Target)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: ThemeFile = ThemeFile { name: "a.css", body: "p { color: red }\n" };

    #[test]
    fn a_copy_is_current_with_and_without_its_stamp() {
        assert_eq!(FILE.standing(&FILE.stamped()), Standing::Current);
        assert_eq!(FILE.standing(FILE.body), Standing::Current);
        assert_eq!(FILE.standing(&FILE.stamped().replace('\n', "\r\n")), Standing::Current);
    }

    #[test]
    fn a_copy_of_another_version_is_stale() {
        let old = ThemeFile { body: "p { color: blue }\n", ..FILE };
        let copy = old.stamped().replacen(VERSION, "0.0.1", 1);
        assert_eq!(FILE.standing(&copy), Standing::Stale { version: "0.0.1".into() });
    }

    /// The bytes of a page's files as a server sends them.
    fn compressed(texts: &[&str]) -> usize {
        use std::io::Write;
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        for text in texts {
            encoder.write_all(text.as_bytes()).unwrap();
        }
        encoder.finish().unwrap().len()
    }

    #[test]
    fn a_page_loads_little() {
        let [css, js, search] = FILES else { panic!("{FILES:?}") };
        assert!(compressed(&[css.body]) + compressed(&[js.body, BOOT]) < 25_000);
        assert!(compressed(&[search.body]) < 15_000);
    }

    #[test]
    fn a_changed_copy_is_edited() {
        let copy = format!("{}q {{}}\n", FILE.stamped());
        assert_eq!(FILE.standing(&copy), Standing::Edited { version: Some(VERSION.into()) });
        assert_eq!(FILE.standing("my own\n"), Standing::Edited { version: None });
        assert_eq!(FILE.standing(""), Standing::Edited { version: None });
    }
}

//! The files that a page needs beside its HTML, and the script inside it.

use crate::document::Book;

/// The version that the files of the theme carry in their first line.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The files of the theme, by their path from the book's root: what book.toml
/// names in `additional-css` and `additional-js`.
pub const FILES: &[(&str, &str)] = &[
    ("theme/bilingual.css", include_str!("../theme/bilingual.css")),
    ("theme/bilingual.js", include_str!("../theme/bilingual.js")),
];

const BOOT: &str = include_str!("../theme/boot.js");

/// The inline script that sets the mode before the first paragraph is painted.
/// Every page of a bilingual book begins with it.
pub fn boot(book: &Book<'_>) -> String {
    let lines: Vec<&str> =
        BOOT.lines().map(str::trim).filter(|line| !line.starts_with("//")).collect();
    let tag = |side| {
        serde_json::Value::from(book.language(side).tag()).to_string().replace('<', "\\u003c")
    };
    format!(
        "<script>{}(document.documentElement,{},{});</script>",
        lines.join(" "),
        tag(crate::document::Side::Source),
        tag(crate::document::Side::Target)
    )
}

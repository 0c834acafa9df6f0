//! The links from a page to the handouts.

use super::rewrite;
use crate::book::Book;
use crate::render::words::Phrase;
use crate::render::{escape, opening, words};
use anyhow::Result;
use lol_html::html_content::ContentType;
use lol_html::{RewriteStrSettings, element};

/// The handouts of a site: file name below `handouts/`, and its name.
const HANDOUTS: [(&str, Phrase); 3] =
    [("reading.pdf", words::READING), ("worksheet.pdf", words::WORKSHEET), ("key.pdf", words::KEY)];

/// The printer's sheet in the menu bar.
const SHEET: &str = "<svg viewBox=\"0 0 24 24\" width=\"18\" height=\"18\" aria-hidden=\"true\" \
    fill=\"none\" stroke=\"currentColor\" stroke-width=\"2\"><path d=\"M6 2h8l5 5v15H6zM14 2v5h5M9 \
    13h7M9 17h7\"/></svg>";

/// A page with a link to the handouts in its menu bar, and with a list of them
/// in the panel for first visitors. `files` are those that were made.
pub(crate) fn handout_links(
    book: &Book<'_>,
    path: &str,
    html: &str,
    files: &[String],
) -> Result<String> {
    let root = "../".repeat(path.matches('/').count());
    let label = escape(&words::both_plain(book, words::HANDOUTS));
    let menu = format!(
        "<a class=\"bi-handouts\" href=\"{root}index.html#about\" title=\"{label}\" \
         aria-label=\"{label}\">{SHEET}</a>"
    );
    let made = HANDOUTS.iter().filter(|(file, _)| files.iter().any(|f| f == file));
    let items: String = made
        .map(|(file, phrase)| {
            format!(
                "<li><a href=\"{root}handouts/{file}\" type=\"application/pdf\">{}</a></li>",
                words::both(book, *phrase)
            )
        })
        .collect();
    let items = format!(
        "<ul class=\"{}\"><li>{} <span class=\"bi-count\">PDF</span></li>{items}</ul>",
        opening::LIST_CLASS,
        words::both(book, words::HANDOUTS)
    );
    let list = format!("ul.{}", opening::LIST_CLASS);
    let settings = RewriteStrSettings {
        element_content_handlers: vec![
            element!(".right-buttons", |element| {
                element.prepend(&menu, ContentType::Html);
                Ok(())
            }),
            element!(list, |element| {
                element.after(&items, ContentType::Html);
                Ok(())
            }),
        ],
        ..RewriteStrSettings::default()
    };
    rewrite(html, settings)
}

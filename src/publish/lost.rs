//! The page for an address that is not there.

use super::{Site, rewrite};
use crate::book::Book;
use crate::document::{Bilingual, Side};
use crate::render::words::Phrase;
use crate::render::{escape, html, title, words};
use anyhow::Result;
use lol_html::html_content::ContentType;
use lol_html::{RewriteStrSettings, element};

/// The page in both languages. mdBook's own words are replaced, an author's `404.md` is not.
pub(super) fn page(site: &Site<'_>, html: &str) -> Result<String> {
    if !html.contains("Document not found (404)") {
        return Ok(html.to_string());
    }
    let book = site.book;
    let title = words::titles(book, words::NOT_FOUND);
    let content = content(book, &title);
    // mdBook's own title is English.
    let head_title = format!("{} - {}", title::both(&title), book.title);
    let settings = RewriteStrSettings {
        element_content_handlers: vec![
            element!("main", |element| {
                element.set_inner_content(&content, ContentType::Html);
                Ok(())
            }),
            element!("title", |element| {
                element.set_inner_content(&head_title, ContentType::Text);
                Ok(())
            }),
            element!("head", |element| {
                element.append("<meta name=\"robots\" content=\"noindex\">", ContentType::Html);
                Ok(())
            }),
        ],
        ..RewriteStrSettings::default()
    };
    rewrite(html, settings)
}

/// The page has the modes of every other one. Its addresses are relative to
/// the `<base>` that mdBook gives it.
fn content(book: &Book<'_>, title: &Bilingual) -> String {
    let (boot, data) = match book.bilingual {
        true => (crate::theme::boot(book), html::data(book, title, None)),
        false => Default::default(),
    };
    let halves = |phrase: Phrase, between: &str| {
        let half = |side: Side, class: &str| {
            let language = book.language(side);
            let (lang, text) = (escape(language.tag()), escape(phrase.of(language)));
            format!("<span class=\"{class}\" lang=\"{lang}\">{text}</span>")
        };
        match book.bilingual {
            true => {
                format!("{}{between}{}", half(Side::Source, "bi-s"), half(Side::Target, "bi-t"))
            }
            false => words::both(book, phrase),
        }
    };
    format!(
        "{boot}<h1><span class=\"header\">{}</span></h1>\n<p><span \
         class=\"bi\">{}</span></p>\n<p><a href=\"index.html\">{}</a></p>{data}",
        halves(words::NOT_FOUND, "<span class=\"bi-x\"> · </span>"),
        halves(words::NOT_FOUND_HELP, ""),
        first_page(book)
    )
}

/// The book's title as a link says it.
fn first_page(book: &Book<'_>) -> String {
    match book.bilingual.then(|| title::halves(book, &book.title)).flatten() {
        Some(halves) => words::sides(book, |side| halves.get(side).to_string()),
        None => escape(&book.title),
    }
}

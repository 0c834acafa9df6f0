//! What a published site wants beyond mdBook's pages: who it is, in which
//! languages, for search engines, link previews and lost readers.
//!
//! HTML is rewritten by a parser (`lol_html`), never by string replacement.

mod handouts;
mod lost;
mod structured;

pub(crate) use handouts::handout_links;

use crate::book::Book;
use crate::document::Bilingual;
use crate::render::{escape, title, words};
use anyhow::{Result, anyhow, bail};
use lol_html::html_content::ContentType;
use lol_html::{RewriteStrSettings, element, rewrite_str};
use percent_encoding::{CONTROLS, utf8_percent_encode};
use std::path::Path;

/// The most characters of a page's description, as search engines show them.
const DESCRIPTION_CHARS: usize = 150;

/// The site as a whole.
#[derive(Debug)]
pub(crate) struct Site<'a> {
    /// Where it will stand, with a slash at the end.
    pub(crate) base_url: String,
    /// The book.
    pub(crate) book: &'a Book<'a>,
    /// From book.toml; may be empty.
    pub(crate) description: String,
    /// From book.toml.
    pub(crate) authors: Vec<String>,
    /// The image for link previews, relative to the site, if there is one.
    pub(crate) image: Option<&'static str>,
}

/// The address with a slash at its end. Fails where it is none of the web.
pub(crate) fn base_url(url: &str) -> Result<String> {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    let host = rest.and_then(|rest| rest.split('/').next()).unwrap_or_default();
    let clean =
        !url.contains(|c: char| c.is_whitespace() || c.is_control() || "\"'<>?#".contains(c));
    if host.is_empty() || !clean {
        bail!(
            "book.toml: base-url = \"{url}\" is not the address of a site\n  = help: write it as \
             in base-url = \"https://example.org/my-book/\""
        );
    }
    Ok(format!("{}/", url.trim_end_matches('/')))
}

impl Site<'_> {
    /// A page's own address. The first chapter is also the site's index.
    fn address(&self, page: &str) -> String {
        let first = self.book.documents.first().map(|document| slashes(&document.page));
        if page == "index.html" || first.as_deref() == Some(page) {
            return self.base_url.clone();
        }
        let path = page.split('/').map(crate::render::encode).collect::<Vec<_>>().join("/");
        // In ASCII, as sitemaps want it (RFC 3986).
        format!("{}{}", self.base_url, utf8_percent_encode(&path, CONTROLS))
    }

    /// Title and description of a page; nothing for one that is no chapter.
    fn about(&self, page: &str) -> Option<(Bilingual, String)> {
        let wanted = match page {
            "index.html" => self.book.documents.first()?,
            page => match self.book.documents.iter().find(|d| slashes(&d.page) == page) {
                Some(document) => document,
                None => return Some((self.generated(page)?, self.description.clone())),
            },
        };
        let opening = wanted
            .pairs
            .iter()
            .filter(|pair| pair.kind().is_prose() && pair.kind().name() != "heading")
            .find_map(|pair| pair.source.first())
            .map(|block| shortened(&block.plain))
            .unwrap_or_default();
        let description = match (page, self.description.is_empty()) {
            ("index.html", false) => self.description.clone(),
            _ if opening.is_empty() => self.description.clone(),
            _ => opening,
        };
        Some((wanted.title.clone(), description))
    }

    /// The title of a chapter that the plugin wrote.
    fn generated(&self, page: &str) -> Option<Bilingual> {
        if !self.book.generated.contains(&page) {
            return None;
        }
        match page {
            "misconceptions.html" => Some(words::titles(self.book, words::AT_A_GLANCE)),
            "glossary.html" => Some(words::titles(self.book, words::GLOSSARY)),
            _ => None,
        }
    }
}

/// A page with its canonical address, its description, previews for other sites
/// and structured data. `None` where there is nothing to add.
pub(crate) fn page(site: &Site<'_>, path: &str, html: &str) -> Result<Option<String>> {
    let head = match path {
        // mdBook keeps these from search engines itself.
        "print.html" | "toc.html" => return Ok(None),
        "404.html" => return lost::page(site, html).map(Some),
        path => match site.about(path) {
            Some((title, description)) => head(site, path, &title, &description),
            None => format!("<link rel=\"canonical\" href=\"{}\">", escape(&site.address(path))),
        },
    };
    let description = site.about(path).map(|(_, description)| description).unwrap_or_default();
    let settings = RewriteStrSettings {
        element_content_handlers: vec![
            element!("head", |element| {
                element.append(&head, ContentType::Html);
                Ok(())
            }),
            element!("meta[name=description]", |element| {
                if !description.is_empty() {
                    element.set_attribute("content", &description)?;
                }
                Ok(())
            }),
        ],
        ..RewriteStrSettings::default()
    };
    rewrite(html, settings).map(Some)
}

fn head(site: &Site<'_>, path: &str, title: &Bilingual, description: &str) -> String {
    let book = site.book;
    let address = site.address(path);
    // A link to the site is a link to the book.
    let (kind, full) = match path {
        "index.html" => ("book", book.title.clone()),
        _ => ("article", title::both(title)),
    };
    let mut tags = vec![
        ("og:type", kind.to_string()),
        ("og:site_name", book.title.clone()),
        ("og:title", full),
        ("og:description", description.to_string()),
        ("og:url", address.clone()),
        ("og:locale", locale(book.source_language.tag())),
    ];
    if book.bilingual {
        tags.push(("og:locale:alternate", locale(book.target_language.tag())));
    }
    if let Some(image) = site.image {
        tags.push(("og:image", format!("{}{image}", site.base_url)));
        tags.push(("og:image:width", "1200".into()));
        tags.push(("og:image:height", "630".into()));
        tags.push(("og:image:alt", book.title.clone()));
    }
    let card = if site.image.is_some() { "summary_large_image" } else { "summary" };
    let mut out = format!("<link rel=\"canonical\" href=\"{}\">\n", escape(&address));
    for (property, content) in tags {
        out.push_str(&format!("<meta property=\"{property}\" content=\"{}\">\n", escape(&content)));
    }
    out.push_str(&format!("<meta name=\"twitter:card\" content=\"{card}\">\n"));
    let data = structured::data(site, path, title, description, &address).to_string();
    out.push_str(&format!(
        "<script type=\"application/ld+json\">{}</script>\n",
        data.replace('<', "\\u003c")
    ));
    out
}

fn rewrite(html: &str, settings: RewriteStrSettings<'_, '_>) -> Result<String> {
    rewrite_str(html, settings).map_err(|error| anyhow!("a page cannot be rewritten: {error}"))
}

/// The list of every page for search engines.
pub(crate) fn sitemap(site: &Site<'_>, pages: &[String]) -> String {
    let mut addresses: Vec<String> = pages
        .iter()
        .filter(|page| !matches!(page.as_str(), "print.html" | "toc.html" | "404.html"))
        .map(|page| site.address(page))
        .collect();
    addresses.sort();
    addresses.dedup();
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    for address in addresses {
        out.push_str(&format!("  <url><loc>{}</loc></url>\n", escape(&address)));
    }
    out.push_str("</urlset>\n");
    out
}

/// Everything may be read, and here is the list.
pub(crate) fn robots(site: &Site<'_>) -> String {
    format!("User-agent: *\nAllow: /\n\nSitemap: {}sitemap.xml\n", site.base_url)
}

/// The language as Open Graph writes it: `zh_CN`, `en_US`.
fn locale(tag: &str) -> String {
    match tag {
        "zh-Hans" => "zh_CN".into(),
        "zh-Hant" => "zh_TW".into(),
        "en" => "en_US".into(),
        "ja" => "ja_JP".into(),
        "ko" => "ko_KR".into(),
        "de" => "de_DE".into(),
        "fr" => "fr_FR".into(),
        tag => tag.replace('-', "_"),
    }
}

fn shortened(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match text.char_indices().nth(DESCRIPTION_CHARS) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

fn slashes(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_base_url_gets_its_slash() {
        assert_eq!(base_url("https://example.org/b").unwrap(), "https://example.org/b/");
    }

    #[test]
    fn what_is_no_address_is_refused() {
        for url in ["", "example.org", "ftp://x.org", "https://", "https://a b", "javascript:x"] {
            assert!(base_url(url).is_err(), "{url}");
        }
    }

    #[test]
    fn a_description_is_cut_between_characters() {
        assert_eq!(shortened(&"茶".repeat(200)).chars().count(), DESCRIPTION_CHARS + 1);
    }
}

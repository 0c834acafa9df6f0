//! Structured data for search engines, in the words of schema.org.

use super::Site;
use crate::document::{Bilingual, Side};
use crate::render::title;
use serde_json::json;

/// schema.org: the index is the book, a chapter an article in it.
pub(super) fn data(
    site: &Site<'_>,
    path: &str,
    title: &Bilingual,
    description: &str,
    address: &str,
) -> serde_json::Value {
    let book = site.book;
    // A person or a group: book.toml does not say.
    let authors: Vec<_> = site.authors.iter().map(|name| json!({"name": name})).collect();
    let languages: Vec<&str> = std::iter::once(book.source_language.tag())
        .chain(book.bilingual.then(|| book.target_language.tag()))
        .collect();
    let names = title::halves(book, &book.title)
        .unwrap_or_else(|| Bilingual { source: book.title.clone(), target: book.title.clone() });
    let whole = json!({"@type": "Book", "@id": format!("{}#book", site.base_url), "name": names.source,
        "url": site.base_url, "inLanguage": languages, "author": authors});
    let translation = |kind: &str, id: &str, title: (&str, &str)| {
        let language = book.target_language.tag();
        json!({"@type": kind, title.0: title.1, "inLanguage": language,
            "url": format!("{address}?lang={language}"), "translationOfWork": {"@id": id}})
    };
    let mut data = if path == "index.html" {
        let mut data = whole;
        if book.bilingual {
            let id = format!("{}#book", site.base_url);
            data["workTranslation"] = translation("Book", &id, ("name", &names.target));
        }
        data
    } else {
        let id = format!("{address}#chapter");
        let mut data = json!({"@type": "Article", "@id": id, "headline": title.get(Side::Source),
            "url": address, "inLanguage": languages, "author": authors,
            "isPartOf": {"@type": "Book", "@id": format!("{}#book", site.base_url),
            "name": names.source}});
        if book.bilingual && !title.target.is_empty() {
            data["workTranslation"] = translation("Article", &id, ("headline", &title.target));
        }
        data
    };
    data["@context"] = json!("https://schema.org");
    data["description"] = json!(description);
    if let Some(image) = site.image {
        data["image"] = json!(format!("{}{image}", site.base_url));
    }
    data
}

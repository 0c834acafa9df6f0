//! A published site: addresses, previews, structured data, no broken link.

mod served;

use crate::server::decoded;
use crate::support::BookTest;
use std::path::Path;

fn published() -> BookTest {
    BookTest::bilingual()
        .toml("translation = \"en\"\nbase-url = \"https://example.org/tea\"\n")
        .file("src/SUMMARY.md", "- [茶](one.md)\n- [水 & 火](深/two.md)\n")
        .file("src/one.md", "# 茶\n\n茶叶产于山中，见[水](深/two.md#水)。\n")
        .file("src/深/two.md", "# 水\n\n水“火”<b>土</b>。\n")
        .file("src/en/one.md", "# Tea\n\nTea grows in the hills, see [water](深/two.md#水).\n")
        .file("src/en/深/two.md", "# Water & fire\n\nWater, fire, earth.\n")
}

fn site(book: &BookTest, page: &str) -> String {
    std::fs::read_to_string(book.path("site").join(page)).unwrap()
}

#[test]
fn a_page_says_where_it_is_and_in_which_languages() {
    let book = published();
    book.build();
    let page = site(&book, "深/two.html");
    for tag in [
        "<link rel=\"canonical\" href=\"https://example.org/tea/%E6%B7%B1/two.html\">",
        "<meta property=\"og:locale\" content=\"zh_CN\">",
        "<meta property=\"og:locale:alternate\" content=\"en_US\">",
        "<meta name=\"twitter:card\"",
        "\"@type\":\"Article\"",
    ] {
        assert!(page.contains(tag), "{tag} is not in\n{}", page.split("</head>").next().unwrap());
    }
}

#[test]
fn the_first_chapter_and_the_index_are_one_address() {
    let book = published();
    book.build();
    let canonical = "<link rel=\"canonical\" href=\"https://example.org/tea/\">";
    assert!(site(&book, "index.html").contains(canonical));
    assert!(site(&book, "one.html").contains(canonical));
    let sitemap = site(&book, "sitemap.xml");
    assert_eq!(sitemap.matches("<loc>").count(), 2, "{sitemap}");
    assert!(site(&book, "robots.txt").contains("https://example.org/tea/sitemap.xml"));
}

fn structured_data(html: &str) -> serde_json::Value {
    let start = html.find("<script type=\"application/ld+json\">").unwrap() + 35;
    let end = start + html[start..].find("</script>").unwrap();
    serde_json::from_str(&html[start..end]).unwrap()
}

#[test]
fn a_link_to_the_site_names_the_book() {
    let book = published();
    book.build();
    assert!(site(&book, "index.html").contains("<meta property=\"og:title\" content=\"试\">"));
    assert!(site(&book, "one.html").contains("property=\"og:title\" content=\"茶\u{2009}·"));
}

#[test]
fn what_is_no_page_of_its_own_is_kept_from_search_engines_once() {
    let book = published();
    book.build();
    for page in ["print.html", "toc.html", "404.html"] {
        assert_eq!(site(&book, page).matches("noindex").count(), 1, "{page}");
    }
}

#[test]
fn structured_data_is_json() {
    let book = published();
    book.build();
    for page in ["index.html", "one.html", "深/two.html"] {
        let html = site(&book, page);
        assert_eq!(structured_data(&html)["@context"], "https://schema.org", "{page}");
    }
}

#[test]
fn a_lost_reader_is_told_in_both_languages() {
    let book = published();
    book.build();
    let page = site(&book, "404.html");
    assert!(page.contains("找不到这一页") && page.contains("Page not found"), "{page}");
    assert!(page.contains("class=\"bi-data\""), "it has no modes: {page}");
}

#[test]
fn the_lost_page_names_the_book_in_the_language_of_the_mode() {
    let book = published();
    let toml = std::fs::read_to_string(book.path("book.toml")).unwrap();
    let book = book.file("book.toml", &toml.replace("\"试\"", "\"茶 · Tea\""));
    book.build();
    let page = site(&book, "404.html");
    let link = page.split("<a href=\"index.html\">").nth(1).unwrap().split("</a>").next().unwrap();
    assert!(link.contains("class=\"bi-t\" lang=\"en\">Tea<"), "{link}");
}

#[test]
fn a_book_with_two_titles_is_a_work_and_its_translation() {
    let book = published();
    let toml = std::fs::read_to_string(book.path("book.toml")).unwrap();
    let book = book.file("book.toml", &toml.replace("\"试\"", "\"茶 · Tea\""));
    book.build();
    let data = structured_data(&site(&book, "index.html"));
    assert_eq!(data["name"], "茶");
    assert_eq!(data["workTranslation"]["name"], "Tea");
}

#[test]
fn the_lost_page_finds_its_styles_by_the_path_of_the_site() {
    let book = published();
    book.build();
    assert!(site(&book, "404.html").contains("<base href=\"/tea/\">"));
    let toml = std::fs::read_to_string(book.path("book.toml")).unwrap();
    let toml = toml.replace("[output.html]", "[output.html]\nsite-url = \"/own/\"");
    let book = book.file("book.toml", &toml);
    book.build();
    assert!(site(&book, "404.html").contains("<base href=\"/own/\">"));
}

#[test]
fn a_chapter_that_the_plugin_wrote_has_a_preview() {
    let book = published()
        .file("src/glossary.toml", "[[term]]\nid = \"tea\"\nsource = \"茶叶\"\ntarget = \"tea\"\n");
    book.build();
    let page = site(&book, "glossary.html");
    let title = "<meta property=\"og:title\" content=\"词汇表\u{2009}·\u{2009}Glossary\">";
    assert!(page.contains(title), "{page}");
}

#[test]
fn a_translation_says_what_it_translates() {
    let book = published();
    book.build();
    let page = site(&book, "深/two.html");
    let relation =
        "\"translationOfWork\":{\"@id\":\"https://example.org/tea/%E6%B7%B1/two.html#chapter\"}";
    assert!(page.contains(relation), "{page}");
}

#[test]
fn a_base_url_that_is_none_is_refused_before_anything_is_written() {
    let book = BookTest::chapter("茶。", "Tea.").toml("translation = \"en\"\nbase-url = \"tea\"\n");
    let run = book.run(&["build"]);
    assert!(!run.ok && run.stderr.contains("base-url"), "{}", run.stderr);
    assert!(!book.path("site").exists());
}

/// Every `href` and `src` of a page, and every id in it.
fn links(html: &str) -> (Vec<String>, Vec<String>) {
    let values = |name: &str| {
        let mark = format!(" {name}=\"");
        html.match_indices(&mark)
            .map(|(at, _)| {
                let rest = &html[at + mark.len()..];
                rest[..rest.find('"').unwrap_or(0)].replace("&amp;", "&")
            })
            .collect::<Vec<_>>()
    };
    ([values("href"), values("src")].concat(), values("id"))
}

/// Follows every relative link of every page below `site`.
pub(crate) fn broken_links(site: &Path, below: &str) -> Vec<String> {
    let mut broken = Vec::new();
    for entry in std::fs::read_dir(site.join(below)).unwrap() {
        let entry = entry.unwrap();
        let name = format!("{below}{}", entry.file_name().to_string_lossy());
        if entry.file_type().unwrap().is_dir() {
            broken.extend(broken_links(site, &format!("{name}/")));
        }
        if !name.ends_with(".html") || name == "404.html" {
            continue;
        }
        let html = std::fs::read_to_string(site.join(&name)).unwrap();
        for link in links(&html).0 {
            let outside = link.contains(':') || link.starts_with("//") || link.is_empty();
            if !outside && !leads_somewhere(site, &name, &link) {
                broken.push(format!("{name}: {link}"));
            }
        }
    }
    broken
}

fn leads_somewhere(site: &Path, page: &str, link: &str) -> bool {
    let (path, anchor) = link.split_once('#').unwrap_or((link, ""));
    let path = decoded(path.split('?').next().unwrap_or_default());
    let goal = match path.as_str() {
        "" => site.join(page),
        path => site.join(page).parent().unwrap().join(path),
    };
    if !goal.is_file() {
        return false;
    }
    let anchor = decoded(anchor);
    anchor.is_empty()
        || goal.extension().is_none_or(|extension| extension != "html")
        || links(&std::fs::read_to_string(goal).unwrap()).1.contains(&anchor)
}

#[test]
fn no_link_is_broken() {
    let book = published();
    book.build();
    assert_eq!(broken_links(&book.path("site"), ""), Vec::<String>::new());
}

#[test]
fn no_link_of_the_projects_book_is_broken() {
    let copy = crate::book::copy_of_the_book();
    let output = crate::support::program().arg("build").arg(copy.path()).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(broken_links(&copy.path().join("site"), ""), Vec::<String>::new());
}

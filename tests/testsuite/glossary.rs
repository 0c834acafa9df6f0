//! The glossary: terms linked through both texts and to each other.

use crate::support::{BookTest, text};
use lol_html::{RewriteStrSettings, element, rewrite_str};
use serde_json::Value;
use std::cell::RefCell;

const TEA: &str = r#"
[[term]]
source = "茶"
target = "tea"
definition = { source = "叶子泡的水。", target = "Water in which **leaves** have stood." }

[[term]]
source = "绿茶"
target = "green tea"
aliases = { source = [], target = ["unfermented tea"] }
definition = { source = "不发酵的茶。", target = "Tea that is not fermented." }
related = [{ to = "茶", label = { source = "属于", target = "is a kind of" } }]
"#;

fn tea(source: &str, target: &str) -> BookTest {
    BookTest::bilingual()
        .file("src/glossary.toml", TEA)
        .file("src/SUMMARY.md", "# 目录\n\n- [第一章](one.md)\n- [第二章](deep/two.md)\n")
        .file("src/one.md", source)
        .file("src/en/one.md", target)
        .file("src/deep/two.md", "# 二\n\n茶山。\n")
        .file("src/en/deep/two.md", "# Two\n\nTea hills.\n")
}

/// The data of a page for its script.
fn data(page: &str) -> Value {
    let from = page.find("class=\"bi-data\">").unwrap() + "class=\"bi-data\">".len();
    let json = &page[from..from + page[from..].find("</script>").unwrap()];
    serde_json::from_str(json).unwrap()
}

#[test]
fn the_first_use_in_each_language_is_a_link() {
    let book = tea("# 一\n\n绿**茶**与茶，绿茶。\n", "# One\n\nGreen tea and teas, green tea.\n");
    let page = book.build().page("one.html");
    assert_eq!(page.matches("glossary.html#term-green-tea").count(), 2, "{page}");
    assert_eq!(page.matches("glossary.html#term-tea").count(), 2, "{page}");
    assert!(book.page("deep/two.html").contains("../glossary.html#term-tea"));
    assert_eq!(book.codes(), Vec::<String>::new());
}

#[test]
fn a_use_with_emphasis_whole_is_one_link_and_one_with_a_part_of_it_two() {
    let page = |source| tea(source, "").build().page("one.html");
    let whole = page("绿**茶**好。\n");
    assert!(whole.contains(">绿<strong>茶</strong></a>好"), "{whole}");
    let part = page("绿**茶好**。\n");
    assert_eq!(part.matches("#term-green-tea").count(), 2, "{part}");
    assert!(part.contains("<strong><a ") && part.contains("茶</a>好</strong>"), "{part}");
}

#[test]
fn other_renderers_link_a_use_with_emphasis_where_the_emphasis_stays_whole() {
    let config = "\n[output.markdown]\n";
    let line = |source: &str| {
        let book = tea(source, "");
        let toml = std::fs::read_to_string(book.path("book.toml")).unwrap();
        let book = book.file("book.toml", &(toml + config));
        book.build();
        std::fs::read_to_string(book.path("site/markdown/one.md")).unwrap()
    };
    let green = "](glossary.md#term-green-tea)";
    for (source, wanted) in [
        ("喝绿**茶**好。\n", format!("喝[绿**茶**{green}好。\n")),
        ("喝**绿茶**好。\n", format!("喝[**绿茶**{green}好。\n")),
        ("喝**好绿茶啊**。\n", format!("喝**好[绿茶{green}啊**。\n")),
        ("喝**绿茶好**。\n", "喝**绿茶好**。\n".to_string()),
        ("喝绿**茶好**。\n", "喝绿**茶好**。\n".to_string()),
    ] {
        assert_eq!(line(source), wanted);
    }
}

#[test]
fn a_page_knows_the_terms_it_links_to() {
    let book = tea("# 一\n\n绿茶。\n", "# One\n\nGreen tea.\n");
    let terms = &data(&book.build().page("one.html"))["terms"];
    assert_eq!(terms.as_object().unwrap().len(), 1, "tea alone is not on this page");
    let green = &terms["green-tea"];
    assert_eq!((&green["s"], &green["t"]), (&"绿茶".into(), &"green tea".into()));
    assert_eq!(green["rel"][0][0], "tea");
    assert_eq!(green["rel"][0][4], "is a kind of");
    assert_eq!(green["n"], 1);
    let tea = &data(&book.page("deep/two.html"))["terms"]["tea"];
    let back: Vec<&Value> = tea["rel"].as_array().unwrap().iter().map(|rel| &rel[0]).collect();
    assert!(back.contains(&&"green-tea".into()), "what is related to it: {tea}");
    let definition = &tea["dt"];
    assert_eq!(definition, "Water in which <strong>leaves</strong> have stood.");
}

#[test]
fn an_entry_leads_to_every_paragraph_that_uses_it() {
    let book = tea("# 一\n\n绿茶。\n\n喝茶。\n", "# One\n\nGreen tea.\n\nDrink tea.\n");
    let glossary = book.build().page("glossary.html");
    for (page, id) in glossary.split("href=\"").skip(1).filter_map(|rest| {
        let href = &rest[..rest.find('"').unwrap()];
        href.split_once("#p-").map(|(page, id)| (page.to_string(), format!("id=\"p-{id}\"")))
    }) {
        assert!(book.page(&page).contains(&id), "{page} has no {id}");
    }
    let seen = text(&glossary);
    assert!(seen.contains("Drink tea") && seen.contains("茶山"), "{seen}");
    assert!(seen.contains("绿茶 属于 茶"), "the relation from the other side: {seen}");
}

#[test]
fn the_chapter_stands_where_the_summary_names_it() {
    let book = tea("茶\n", "tea\n")
        .file("src/SUMMARY.md", "# 目录\n\n- [词表](glossary.md)\n- [第一章](one.md)\n")
        .file("src/glossary.md", "# 词表\n\n本书用语。\n")
        .file("src/en/glossary.md", "# Terms\n\nThe words of this book.\n");
    let page = book.build().page("glossary.html");
    let (words, entry) = (page.find("本书用语"), page.find("id=\"term-tea\""));
    assert!(words.is_some() && words < entry, "{page}");
}

#[test]
fn hostile_terms_do_no_harm() {
    let hostile = r#"
[[term]]
source = "<script>alert(1)</script>"
target = "\"onmouseover=\"x"
definition = { source = "[点](javascript:alert(1))<img src=x onerror=y>", target = "</script><b>" }
related = ["茶"]
[[term]]
source = "茶"
target = ".*"
definition = { source = "```", target = "> - # \u0007\u202e" }
"#;
    let book = tea("喝茶。\n", "Drink .* now.\n").file("src/glossary.toml", hostile);
    for page in ["one.html", "glossary.html"] {
        let html = book.build().page(page);
        let elements = html.split("<script").map(|part| match part.find("</script>") {
            Some(end) => &part[end..],
            None => part,
        });
        let elements: String = elements.collect();
        assert!(!elements.contains("alert(1)<"), "{page}: {elements}");
        assert!(!elements.contains("<img") && !elements.contains("href=\"javascript"), "{page}");
    }
    data(&book.page("one.html"));
}

/// What an author may paste by mistake or on purpose.
fn hostile_names() -> Vec<String> {
    let names = [
        "<script>alert(1)</script>",
        "\" onmouseover=\"x",
        "](javascript:alert(1))",
        "(?:[a-z]+)*$",
        "#show \\end{document}",
        "😀👩\u{200d}🚀",
        "שלום \u{202e}cba",
        "响\u{7}铃",
        "*_`~|",
    ];
    names.iter().map(|name| name.to_string()).chain(["长".repeat(10_000)]).collect()
}

/// What a term has smuggled into the attributes of a page.
fn scripted_attributes(html: &str) -> Vec<String> {
    let found = RefCell::new(Vec::new());
    let selector = "[onmouseover], [href^='javascript']";
    let settings = RewriteStrSettings {
        element_content_handlers: vec![element!(selector, |element| {
            found.borrow_mut().push(format!("{:?}", element.attributes()));
            Ok(())
        })],
        ..RewriteStrSettings::new()
    };
    rewrite_str(html, settings).unwrap();
    found.into_inner()
}

#[test]
fn hostile_terms_do_no_harm_on_any_output() {
    let term = |(at, name): (usize, String)| {
        // A JSON string is a TOML string too.
        let name = serde_json::to_string(&name).unwrap();
        let both = format!("{{ source = {name}, target = {name} }}");
        format!(
            "[[term]]\nid = \"t{at}\"\nsource = {name}\ntarget = {name}\ndefinition = {both}\n\
             related = [{{ to = \"t1\", label = {both} }}]\n"
        )
    };
    let toml: String = hostile_names().into_iter().enumerate().map(term).collect();
    let said =
        hostile_names()[2..].iter().map(|name| format!("`x` {name} 。\n\n")).collect::<String>();
    let book = tea(&said, &said).file("src/glossary.toml", &toml);
    let config = std::fs::read_to_string(book.path("book.toml")).unwrap();
    let book = book.file("book.toml", &format!("{config}\n[output.markdown]\n"));

    let run = book.run(&["build"]);
    assert!(run.ok, "{}", run.stderr);
    let terms = book.inspect()["glossary"].as_array().unwrap().len();
    assert_eq!(terms, hostile_names().len());
    for page in ["html/one.html", "html/glossary.html"] {
        let html = std::fs::read_to_string(book.path("site").join(page)).unwrap();
        assert!(!html.contains("<script>alert"), "{page}");
        assert_eq!(scripted_attributes(&html), Vec::<String>::new(), "{page}");
    }
    for page in ["markdown/one.md", "markdown/glossary.md"] {
        let markdown = std::fs::read_to_string(book.path("site").join(page)).unwrap();
        assert!(!markdown.contains("<script>alert"), "{page}: {markdown}");
    }
    for kind in ["reading", "worksheet", "key"] {
        assert!(book.run(&["handout", "--kind", kind, "-o", "sheet.pdf"]).ok);
        assert!(std::fs::read(book.path("sheet.pdf")).unwrap().starts_with(b"%PDF"));
        std::fs::remove_file(book.path("sheet.pdf")).unwrap();
    }
    assert!(book.run(&["export", "po", "--output", "en.po"]).ok);
    let catalog = config.replace("translation = \"en\"", "translation = \"en.po\"");
    let book = book.file("book.toml", &catalog);
    let pairs = book.inspect()["chapters"][0]["pairs"].clone();
    let read_back = pairs.as_array().unwrap().iter().filter(|p| p["status"] == "translated");
    assert_eq!(read_back.count(), hostile_names().len() - 2, "{pairs}");
}

#[test]
fn a_mistake_in_the_file_names_its_line() {
    let book = tea("茶\n", "tea\n")
        .file("src/glossary.toml", "[[term]]\nsource = \"茶\"\ntarget = \"tea\"\nrelatd = []\n");
    let run = book.run(&["build"]);
    assert!(!run.ok);
    assert!(run.stderr.contains("glossary.toml:4:1"), "{}", run.stderr);
    assert!(run.stderr.contains("did you mean `related`?"), "{}", run.stderr);
}

//! Search in Chinese, in mdBook's own box.

use super::reader::Reader;
use crate::book::copy_of_the_book;
use crate::server;
use crate::support::{BookTest, program};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// The book in this repository, built once.
fn book() -> &'static str {
    static BASE: OnceLock<String> = OnceLock::new();
    static SITE: OnceLock<PathBuf> = OnceLock::new();
    BASE.get_or_init(|| {
        server::serve(SITE.get_or_init(|| {
            let copy = copy_of_the_book();
            let output = program().arg("build").arg(copy.path()).output().unwrap();
            assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
            copy.keep().join("site")
        }))
    })
}

/// Opens the search box and waits for the index.
fn ready(reader: &Reader) {
    reader.open("preface.html");
    reader.press("s");
    reader.until("window.search && window.search.index");
}

/// The addresses of the results for a query, in order.
fn search(reader: &Reader, query: &str) -> Vec<String> {
    let results = reader.get(&format!(
        "(() => {{ const bar = document.querySelector('#mdbook-searchbar'); bar.value = {query:?}; \
         bar.dispatchEvent(new KeyboardEvent('keyup')); \
         return [...document.querySelectorAll('#mdbook-searchresults a')].map((a) => a.href); }})()"
    ));
    results.as_array().unwrap().iter().map(|link| link.as_str().unwrap().to_string()).collect()
}

/// The page and the anchor of a result, without the query.
fn goal(link: &str) -> String {
    let (path, anchor) = link.split_once('#').unwrap_or((link, ""));
    let page = path.split('?').next().unwrap().rsplit('/').next().unwrap();
    format!("{page}#{anchor}")
}

#[test]
fn every_query_finds_its_section_among_the_first_three() {
    let Some(reader) = Reader::of(book_base()) else { return };
    ready(&reader);
    let queries: toml::Table = include_str!("queries.toml").parse().unwrap();
    let (mut all, mut first, mut missed) = (0, 0, Vec::new());
    for (query, goals) in queries.values().flat_map(|table| table.as_table().unwrap()) {
        let found: Vec<String> = search(&reader, query).iter().map(|link| goal(link)).collect();
        let hit = |link: &String| {
            goals.as_array().unwrap().iter().any(|goal| link.contains(goal.as_str().unwrap()))
        };
        all += 1;
        first += usize::from(found.first().is_some_and(hit));
        if !found.iter().take(3).any(hit) {
            missed.push(format!("{query}: {:?}", &found[..found.len().min(4)]));
        }
    }
    assert!(all >= 60, "{all} queries");
    assert!(missed.is_empty(), "{missed:#?}");
    assert!(first * 10 >= all * 9, "{first} of {all} come first");
    reader.content();
}

/// What the search is for: the same queries in mdBook's own.
#[test]
fn without_the_script_no_chinese_query_finds_anything() {
    if super::chromium().is_none() {
        return;
    }
    let copy = copy_of_the_book();
    let toml = copy.path().join("book.toml");
    let text = std::fs::read_to_string(&toml).unwrap().replace(", \"theme/search.js\"", "");
    assert!(!text.contains("search.js"));
    std::fs::write(&toml, text).unwrap();
    let output = program().arg("build").arg(copy.path()).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let site: &Path = Box::leak(copy.keep().join("site").into_boxed_path());
    let Some(reader) = Reader::of(&server::serve(site)) else { return };
    ready(&reader);
    let queries: toml::Table = include_str!("queries.toml").parse().unwrap();
    let queries = queries.values().flat_map(|table| table.as_table().unwrap().keys());
    let han = |c: char| ('\u{3400}'..'\u{a000}').contains(&c);
    let chinese: Vec<&String> = queries.filter(|query| query.chars().all(han)).collect();
    assert!(chinese.len() >= 40, "{chinese:?}");
    for query in chinese {
        assert_eq!(search(&reader, query), Vec::<String>::new(), "{query}");
    }
}

#[test]
fn a_result_says_where_it_stands_in_the_language_of_the_mode() {
    let Some(reader) = Reader::of(book_base()) else { return };
    let first = "document.querySelector('#mdbook-searchresults a').textContent.trim()";
    for (lang, title) in [
        ("zh", "成就：四层含义"),
        ("en", "Helping Someone Succeed: Four Layers of Meaning"),
        ("both", "成就：四层含义 · Helping Someone Succeed: Four Layers of Meaning"),
    ] {
        reader.open(&format!("preface.html?lang={lang}")).press("s");
        reader.until("window.search && window.search.index");
        search(&reader, "水到渠成");
        assert_eq!(reader.text(first), title);
    }
}

#[test]
fn two_titles_in_one_script_follow_the_mode_too() {
    if super::chromium().is_none() {
        return;
    }
    let book = BookTest::empty()
        .toml("translation = \"hant\"\ntarget-language = \"zh-Hant\"\n")
        .file("src/SUMMARY.md", "- [种树](one.md)\n")
        .file("src/one.md", "# 种树\n\n树影落在石阶上。\n")
        .file("src/hant/one.md", "# 種樹\n\n樹影落在石階上。\n");
    assert!(book.run(&["install"]).ok);
    book.build();
    let site: &Path = Box::leak(book.keep().join("site").into_boxed_path());
    let Some(reader) = Reader::of(&server::serve(site)) else { return };
    for (lang, title) in [("source", "种树"), ("target", "種樹")] {
        reader.open(&format!("one.html?lang={lang}")).press("s");
        reader.until("window.search && window.search.index");
        search(&reader, "树影");
        let first = "document.querySelector('#mdbook-searchresults a').textContent.trim()";
        assert_eq!(reader.text(first), title);
    }
}

/// Starts the server only where there is a browser.
fn book_base() -> &'static str {
    match super::chromium() {
        Some(_) => book(),
        None => "",
    }
}

#[test]
fn a_hit_is_marked_in_the_list_and_in_the_page() {
    let Some(reader) = Reader::of(book_base()) else { return };
    ready(&reader);
    search(&reader, "水到渠成");
    reader.until("document.querySelector('#mdbook-searchresults .teaser em')");
    assert_eq!(
        reader.text("document.querySelector('#mdbook-searchresults .teaser em').textContent"),
        "水到渠成"
    );
    let link = reader.text("document.querySelector('#mdbook-searchresults a').href");
    let path = link.split('/').skip(3).collect::<Vec<_>>().join("/");
    reader.open(&path);
    assert!(reader.sees("main mark"));
    reader.content();
}

#[test]
fn a_hit_in_the_hidden_language_opens_a_mode_that_shows_it() {
    let Some(reader) = Reader::of(book_base()) else { return };
    reader.open("preface.html?lang=en");
    reader.press("s");
    reader.until("window.search && window.search.index");
    search(&reader, "水到渠成");
    reader.until("document.querySelector('#mdbook-searchresults .teaser em')");
    assert!(reader.is("/lang=both/.test(document.querySelector('#mdbook-searchresults a').href)"));
}

#[test]
fn an_entry_of_the_glossary_is_shown_by_its_definition_and_found_by_its_sound() {
    let Some(reader) = Reader::of(book_base()) else { return };
    reader.open("preface.html?lang=zh").press("s");
    reader.until("window.search && window.search.index");
    for query in ["共生", "gongsheng", "什么是共生"] {
        let link = search(&reader, query).remove(0);
        reader.until("document.querySelector('#mdbook-searchresults .teaser').textContent");
        let teaser =
            reader.text("document.querySelector('#mdbook-searchresults .teaser').textContent");
        assert!(teaser.starts_with("双方谁也离不开谁"), "{query}: {teaser}");
        assert!(link.contains("#term-symbiosis"), "{query}: {link}");
        let link = reader.text("decodeURI(document.querySelector('#mdbook-searchresults a').href)");
        assert!(link.contains("highlight=共生") && !link.contains("lang="), "{query}: {link}");
    }
}

#[test]
fn a_slip_marks_the_word_that_was_meant() {
    let Some(reader) = Reader::of(book_base()) else { return };
    reader.open("preface.html?lang=zh").press("s");
    reader.until("window.search && window.search.index");
    search(&reader, "门当互对");
    reader.until("document.querySelector('#mdbook-searchresults .teaser').textContent");
    let teaser = reader.text("document.querySelector('#mdbook-searchresults .teaser').textContent");
    assert!(teaser.starts_with("客户与供应商彼此相配"), "{teaser}");
    let link = reader.text("decodeURI(document.querySelector('#mdbook-searchresults a').href)");
    assert!(link.contains("highlight=门当户对"), "{link}");
}

#[test]
fn a_latin_word_in_a_chinese_sentence_is_shown_in_its_sentence() {
    let Some(reader) = Reader::of(book_base()) else { return };
    ready(&reader);
    search(&reader, "CC BY");
    reader.until("document.querySelector('#mdbook-searchresults .teaser em')");
    let teaser = reader.text("document.querySelector('#mdbook-searchresults .teaser').textContent");
    assert!(teaser.contains("发布") && !teaser.contains("License"), "{teaser}");
}

#[test]
fn a_link_with_a_search_in_it_works() {
    let Some(reader) = Reader::of(book_base()) else { return };
    reader.open("preface.html?search=%E5%85%B1%E7%94%9F");
    reader.until("document.querySelector('#mdbook-searchresults a')");
    assert!(
        reader
            .is("/共生/.test(document.querySelector('#mdbook-searchresults-header').textContent)")
    );
}

#[test]
fn the_words_of_the_box_follow_the_mode() {
    let Some(reader) = Reader::of(book_base()) else { return };
    reader.open("preface.html?lang=zh");
    assert!(reader.is("/搜索/.test(document.querySelector('#mdbook-searchbar').placeholder)"));
    reader.open("preface.html?lang=en");
    assert!(reader.is("/Search/.test(document.querySelector('#mdbook-searchbar').placeholder)"));
}

#[test]
fn enter_while_composing_opens_no_result() {
    let Some(reader) = Reader::of(book_base()) else { return };
    ready(&reader);
    search(&reader, "共生");
    reader.run(
        "document.querySelector('#mdbook-searchbar').dispatchEvent(new KeyboardEvent('keydown', \
         { key: 'Enter', keyCode: 229, isComposing: true, bubbles: true }))",
    );
    assert!(reader.is("/preface/.test(location.pathname)"));
    assert!(reader.is("!document.querySelector('#mdbook-searchresults .focus')"));
}

#[test]
fn a_searcher_that_has_changed_is_left_alone() {
    let Some(reader) = Reader::of(book_base()) else { return };
    reader.open("preface.html");
    reader.run("delete elasticlunr.Index.prototype.search; window.said = []; console.warn = (w) => said.push(w)");
    let script = mdbook_bilingual::theme::FILES.iter().find(|file| file.name == "search.js");
    reader.run(&script.unwrap().stamped());
    assert!(reader.is("said.length === 1 && /search is off/.test(said[0])"));
}

/// A Chinese book of more than a megabyte, with a phrase of its own in every
/// section.
fn large() -> BookTest {
    let words = ["茶叶", "水温", "杯子", "山路", "春天", "木桌", "书信", "旧事", "邻居", "灯火"];
    let verbs = ["记得", "路过", "收起", "放下", "写在", "问起"];
    let mut book = BookTest::empty().toml("");
    let mut summary = String::new();
    for chapter in 0..40 {
        let mut text = format!("# 第{chapter}卷\n\n");
        for section in 0..25 {
            text.push_str(&format!("## 第{chapter}卷第{section}节\n\n"));
            for line in 0..20 {
                let n = chapter * 7919 + section * 104_729 + line * 1_299_709;
                text.push_str(&format!(
                    "{}里的{}，我们{}过{}，也{}过{}。",
                    words[n % 10],
                    words[n / 10 % 10],
                    verbs[n / 100 % 6],
                    words[n / 600 % 10],
                    verbs[n / 6000 % 6],
                    words[n / 36_000 % 10]
                ));
            }
            text.push_str(&format!("\n\n{}收在这里。\n\n", phrase(chapter, section)));
        }
        summary.push_str(&format!("- [第{chapter}卷](c{chapter}.md)\n"));
        book = book.file(&format!("src/c{chapter}.md"), &text);
    }
    book.file("src/SUMMARY.md", &summary)
}

/// Four characters that only one section of the large book has.
fn phrase(chapter: usize, section: usize) -> String {
    let rare: Vec<char> =
        "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥乾坤坎离震艮巽兑".chars().collect();
    let pick = |n: usize| rare[n % rare.len()];
    [pick(chapter), pick(chapter / 5 + 11), pick(section), pick(section + chapter)].iter().collect()
}

#[test]
fn a_megabyte_of_chinese_is_searched_as_well() {
    if super::chromium().is_none() {
        return;
    }
    static BASE: OnceLock<String> = OnceLock::new();
    static SITE: OnceLock<PathBuf> = OnceLock::new();
    let base = BASE.get_or_init(|| {
        server::serve(SITE.get_or_init(|| {
            let book = large();
            assert!(book.run(&["install"]).ok);
            book.build();
            book.keep().join("site")
        }))
    });
    let Some(reader) = Reader::of(base) else { return };
    reader.open("c0.html");
    reader.press("s");
    reader.until("window.search && window.search.index");
    let mut first = 0;
    for n in 0..20 {
        let (chapter, section) = (n * 2, n + 3);
        let found = search(&reader, &phrase(chapter, section));
        let wanted = format!("c{chapter}.html");
        first += usize::from(found.first().is_some_and(|link| link.contains(&wanted)));
        assert!(
            found.iter().take(3).any(|link| link.contains(&wanted)),
            "{}: {found:?}",
            phrase(chapter, section)
        );
    }
    assert!(first >= 18, "{first} of 20 come first");
    reader.content();
}

#[test]
fn the_table_of_characters_is_that_of_opencc() {
    use ferrous_opencc::{OpenCC, config::BuiltinConfig};
    let script = include_str!("../../../theme/search/characters.js");
    let quoted = |name: &str| {
        let from = script.find(&format!("const {name} = '")).unwrap() + name.len() + 10;
        script[from..].split('\'').next().unwrap().to_string()
    };
    let (traditional, steps) = (quoted("TRADITIONAL"), quoted("STEPS"));
    let opencc = OpenCC::from_config(BuiltinConfig::T2s).unwrap();
    let mut code = 0x4e00;
    assert_eq!(traditional.chars().count(), steps.chars().count());
    for (from, step) in traditional.chars().zip(steps.chars()) {
        code += step as u32 - 0x100;
        let to = char::from_u32(code).unwrap().to_string();
        assert_eq!(opencc.convert(&from.to_string()), to, "{from}");
    }
}

//! A book whose translation is a gettext file.

use crate::support::BookTest;

const PO: &str = r##"msgid ""
msgstr ""
"Language: zh_CN\n"
"Content-Type: text/plain; charset=UTF-8\n"

#: src/SUMMARY.md src/one.md:1
msgid "On _tea_"
msgstr "论茶"

#: src/one.md:3
msgid "Water comes first, then **leaves**."
msgstr "**先有水。**再有茶叶。"

#: src/one.md:6
#, fuzzy
#| msgid "Pour."
msgid "Pour slowly."
msgstr "倒。"

#: src/one.md:8
msgid "Wait."
msgstr ""

#~ msgid "Gone."
#~ msgstr "没了。"
"##;

const CHAPTER: &str = "# On *tea*\n\nWater comes first,\nthen **leaves**.\n\n- Pour slowly.\n- \
                       Wait.\n\n```rust\nlet cup = 1;\n```\n";

fn book(po: &str) -> BookTest {
    BookTest::empty()
        .file(
            "book.toml",
            "[book]\ntitle = \"Tea\"\nlanguage = \"en\"\n\n[build]\nbuild-dir = \"site\"\n\n\
             [preprocessor.bilingual]\nafter = [\"links\"]\ntranslation = \"po/zh-CN.po\"\n",
        )
        .file("src/SUMMARY.md", "# Summary\n\n- [On *tea*](one.md)\n")
        .file("src/one.md", CHAPTER)
        .file("po/zh-CN.po", po)
}

#[test]
fn two_lines_of_book_toml_make_a_bilingual_book() {
    let book = book(PO);
    let report = book.inspect();
    assert_eq!(report["source_language"], "en");
    assert_eq!(report["target_language"], "zh-Hans");
    let chapter = &report["chapters"][0];
    assert_eq!(chapter["title"]["target"], "论茶");
    let pairs = chapter["pairs"].as_array().unwrap();
    let status: Vec<&str> = pairs.iter().map(|pair| pair["status"].as_str().unwrap()).collect();
    assert_eq!(status, ["translated", "translated", "draft", "untranslated", "translated"]);
    assert_eq!(pairs[1]["source"][0], "Water comes first, then leaves.");
    assert_eq!(pairs[1]["target"][0], "先有水。再有茶叶。");
    assert_eq!(pairs[3]["target"].as_array().unwrap().len(), 0);
    assert!(pairs.iter().all(|pair| pair["confidence"] == 1.0));
}

#[test]
fn the_page_marks_drafts_and_mends_the_emphasis_of_the_translation() {
    let book = book(PO);
    let page = book.build().page("one.html");
    assert!(page.contains("<strong>先有水。</strong>再有茶叶。"), "{page}");
    assert!(page.contains("draft translation"), "{page}");
    assert!(page.contains("not yet translated"), "{page}");
    assert!(!page.contains("没了"));
}

#[test]
fn what_is_left_to_do_is_said_once() {
    let run = book(PO).run(&["build"]);
    assert!(run.ok, "{}", run.stderr);
    assert!(run.stderr.contains("1 paragraphs have no translation and 1 have a draft"));
    assert_eq!(run.stderr.matches("WARN").count(), 1, "{}", run.stderr);
}

#[test]
fn a_syntax_error_is_named_with_its_line() {
    let run = book(&PO.replace("msgstr \"论茶\"", "msgstr \"论茶")).run(&["build"]);
    assert!(!run.ok);
    assert!(run.stderr.contains("po/zh-CN.po:8: a string without its closing"), "{}", run.stderr);
    let run = book(&PO.replace("msgstr \"论茶\"", "<<<<<<< HEAD")).run(&["build"]);
    assert!(run.stderr.contains("po/zh-CN.po:8: a merge conflict"), "{}", run.stderr);
}

#[test]
fn a_missing_catalog_is_named() {
    let book = book(PO);
    std::fs::remove_file(book.path("po/zh-CN.po")).unwrap();
    let run = book.run(&["build"]);
    assert!(!run.ok);
    assert!(run.stderr.contains("relative to the directory of book.toml"), "{}", run.stderr);
}

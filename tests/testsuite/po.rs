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
fn the_title_of_a_part_is_a_message_like_any_other() {
    let brewing = "\n#: src/SUMMARY.md:3\nmsgid \"Brewing\"\nmsgstr \"泡茶\"\n";
    let book = book(&PO.replacen("\n#~", &format!("{brewing}\n#~"), 1))
        .file("src/SUMMARY.md", "# Summary\n\n# Brewing\n\n- [On *tea*](one.md)\n");
    book.build();
    let sidebar = std::fs::read_to_string(book.path("site/toc.html")).unwrap();
    assert!(sidebar.contains(">Brewing\u{2009}·\u{2009}泡茶<"), "{sidebar}");
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
    assert_eq!(run.stderr.matches("WARN warning[").count(), 1, "{}", run.stderr);
}

#[test]
fn the_counts_are_those_of_msgfmt_and_of_the_book() {
    let check = book(&format!("{PO}\nmsgid \"Elsewhere.\"\nmsgstr \"别处。\"\n")).run(&["check"]);
    let counts = "3 translated messages (2 in the book), 1 fuzzy (1), 1 untranslated (1)";
    assert!(check.stdout.contains(counts), "{}", check.stdout);
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

/// A Chinese book with what a gettext file cannot say in its own way.
fn directory() -> BookTest {
    let source = "# 茶\n\n**先有水。**再有茶。\n\n- 倒水\n- 等\n\n  再等\n\n| 杯 | 壶 |\n|---|---|\n| 小 | 大 |\n\n\
        ```rust\n// 注释\nlet a = \"茶\";\n```\n\n```rust\n// 同样\n```\n\n```text\n一 // 二\n```\n\n\
        第一段。\n\n第二段。\n\n<div class=\"a\">图</div>\n\n没有译文。\n\n> 引文[^n]\n> 两行\n\n[^n]: 脚注\n\n同。\n\n同。\n";
    let target = "# Tea\n\n**Water first.** Then *tea*, see [the page][p].\n\n- Pour\n- Wait\n\n  Wait more\n\n| Cup | Pot |\n|---|---|\n| small | large |\n\n\
        ```rust\n// Note\nlet a = \"tea\";\n```\n\n```rust\n// 同样\n```\n\n```text\none\n```\n\n\
        The first and the second paragraph.\n\n<div class=\"a\">Picture</div>\n\n> A quote[^n]\n> in two\n> lines\n\n[^n]: The note\n\nSame.\n\nThe same.\n\n[p]: page.md\n";
    BookTest::chapter(source, target).file("src/en/SUMMARY.md", "- [On tea](one.md)\n")
}

/// Everything about the pairs of a chapter that a reader sees.
fn seen(book: &BookTest) -> Vec<String> {
    let report = book.inspect();
    let chapter = &report["chapters"][0];
    let pairs = chapter["pairs"].as_array().unwrap().iter();
    let pairs =
        pairs.map(|pair| format!("{} {} {}", pair["status"], pair["source"], pair["target"]));
    std::iter::once(chapter["title"].to_string()).chain(pairs).collect()
}

fn export(book: &BookTest) -> String {
    let run = book.run(&["export", "po"]);
    assert!(run.ok, "{}", run.stderr);
    run.stdout
}

#[test]
fn an_exported_book_reads_back_as_it_was() {
    let book = directory();
    let before = seen(&book);
    let po = export(&book);
    let book = book.file("po/en.po", &po).toml("translation = \"po/en.po\"\n");
    assert_eq!(seen(&book), before, "{po}");
    assert_eq!(export(&book), po);
}

#[test]
fn an_edit_in_the_exported_file_shows_and_the_rest_stays() {
    let book = directory();
    let before = seen(&book);
    let po = export(&book);
    let edited = po
        .replace(
            "msgid \"没有译文。\"\nmsgstr \"\"",
            "msgid \"没有译文。\"\nmsgstr \"Now there is.\"",
        )
        .replace("msgstr \"Pour\"", "msgstr \"Pour water\"");
    assert_ne!(po, edited);
    let book = book.file("po/en.po", &edited).toml("translation = \"po/en.po\"\n");
    let after = seen(&book);
    let changed: Vec<&String> = after.iter().filter(|pair| !before.contains(pair)).collect();
    assert_eq!(
        changed,
        [
            "\"translated\" [\"倒水\"] [\"Pour water\"]",
            "\"translated\" [\"没有译文。\"] [\"Now there is.\"]",
        ]
    );
}

#[test]
fn every_title_of_the_summary_is_a_message_of_its_own() {
    let book = BookTest::chapter("# 茶\n", "# Tea\n")
        .file("src/two.md", "# 水\n")
        .file("src/en/two.md", "# Water\n")
        .file("src/SUMMARY.md", "# 目录\n\n[茶](one.md)\n[水的事](two.md)\n\n# 喝\n\n- [壶]()\n")
        .file(
            "src/en/SUMMARY.md",
            "# Contents\n\n[Tea](one.md)\n[On water](two.md)\n\n# Drinking\n\n- [Pot]()\n",
        );
    let po = export(&book);
    for (line, id, text) in
        [(1, "目录", "Contents"), (4, "水的事", "On water"), (6, "喝", "Drinking")]
    {
        let message = format!("#: src/SUMMARY.md:{line}\nmsgid \"{id}\"\nmsgstr \"{text}\"\n");
        assert!(po.contains(&message), "{message}{po}");
    }
    let before = seen(&book);
    let book = book.file("po/en.po", &po).toml("translation = \"po/en.po\"\n");
    assert_eq!(seen(&book), before);
}

#[test]
fn an_exported_file_is_one_that_others_read() {
    let book = directory();
    let po = book.path("en.po");
    assert!(book.run(&["export", "po", "--output", "en.po"]).ok);
    let catalog = polib::po_file::parse(&po).unwrap();
    assert_eq!(catalog.metadata.language, "en");
    let heading = catalog.find_message(None, "倒水", None).unwrap();
    assert_eq!((heading.msgstr().unwrap(), heading.source()), ("Pour", "src/one.md:5"));
}

#[test]
fn an_export_makes_the_directory_it_is_to_stand_in() {
    let book = directory();
    let run = book.run(&["export", "po", "-o", "po/en.po"]);
    assert!(run.ok, "{}", run.stderr);
    assert!(book.path("po/en.po").is_file());
}

#[test]
fn a_finding_in_the_catalog_names_a_file_that_can_be_opened() {
    let book = book(PO);
    for format in ["human", "github"] {
        let check = book.run(&["check", "--format", format]).stdout;
        assert!(check.contains("po/"), "{check}");
        assert!(!check.contains("src/po/"), "{check}");
        assert!(check.contains("src/"), "{check}");
    }
}

#[test]
fn a_stale_pair_is_exported_as_fuzzy() {
    let book = BookTest::chapter("茶。\n", "Tea.\n");
    assert!(book.run(&["accept"]).ok);
    let book = book.file("src/one.md", "绿茶。\n");
    assert!(export(&book).contains("#, fuzzy\nmsgid \"绿茶。\"\nmsgstr \"Tea.\"\n"));
}

#[test]
fn a_title_is_no_draft_where_there_is_a_translation() {
    let book = book(&format!("{PO}\n#, fuzzy\nmsgid \"On tea\"\nmsgstr \"论水\"\n"));
    assert_eq!(book.inspect()["chapters"][0]["title"]["target"], "论茶");
}

#[test]
fn what_translators_wrote_around_the_messages_is_kept() {
    let po = PO
        .replace(
            "\"Language: zh_CN\\n\"",
            "\"Last-Translator: 林 <lin@example.org>\\n\"\n\"X-Team: tea\\n\"",
        )
        .replace("#: src/one.md:3", "# 首句要短\n#: src/one.md:3");
    let book = book(&po);
    let first = export(&book);
    for kept in [
        "\"Last-Translator: 林 <lin@example.org>\\n\"",
        "\"X-Team: tea\\n\"",
        "# 首句要短\n#: ",
        "#~ msgid \"Gone.\"\n#~ msgstr \"没了。\"\n",
    ] {
        assert!(first.contains(kept), "{kept}\n{first}");
    }
    assert_eq!(export(&book.file("po/zh-CN.po", &first)), first);
}

#[test]
fn a_book_from_a_catalog_keeps_drafts_and_messages_it_no_longer_has() {
    let book = book(&format!("{PO}\nmsgid \"Elsewhere.\"\nmsgstr \"别处。\"\n"));
    let po = export(&book);
    assert!(po.contains("#, fuzzy\nmsgid \"Pour slowly.\"\nmsgstr \"倒。\"\n"), "{po}");
    assert!(po.contains("#~ msgid \"Elsewhere.\"\n#~ msgstr \"别处。\"\n"), "{po}");
    assert!(po.contains("msgid \"On _tea_\"\nmsgstr \"论茶\"\n"), "{po}");
    let before = seen(&book);
    assert_eq!(seen(&book.file("po/zh-CN.po", &po)), before);
}

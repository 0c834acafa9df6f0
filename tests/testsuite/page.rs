//! The page of a chapter: every kind of Markdown in both languages.

use crate::support::{BookTest, text};

#[test]
fn a_pair_stands_in_one_paragraph_with_the_language_of_each_side() {
    let book = BookTest::chapter("# 一\n\n水是生命之源。\n", "# One\n\nWater is life.\n");
    let page = book.build().page("one.html");
    assert!(page.contains("<span class=\"bi-s\" lang=\"zh-Hans\">水是生命之源。</span>"), "{page}");
    assert!(page.contains("<span class=\"bi-t\" lang=\"en\">Water is life.</span>"), "{page}");
}

#[test]
fn a_heading_keeps_the_id_of_its_source() {
    let book = BookTest::chapter("# 水\n\n## 水 与 火\n", "# Water\n\n## Water and fire\n");
    let page = book.build().page("one.html");
    assert!(page.contains("id=\"水-与-火\""), "{page}");
}

#[test]
fn a_heading_keeps_its_own_attributes() {
    let book = BookTest::chapter("# 水\n\n## 火 {#fire .hot}\n", "# Water\n\n## Fire\n");
    let page = book.build().page("one.html");
    assert!(page.contains("id=\"fire\"") && page.contains("hot"), "{page}");
}

#[test]
fn lists_in_lists_stay_lists() {
    let book = BookTest::chapter(
        "- 甲\n  1. 乙一\n  2. 乙二\n\n     续段\n- 丙\n",
        "- A\n  1. B one\n  2. B two\n\n     more\n- C\n",
    );
    let page = book.build().page("one.html");
    assert_eq!(page.matches("<li>").count(), 4, "{page}");
    let pairs = book.pairs(0);
    assert!(pairs.contains(&("乙二".into(), "B two".into())), "{pairs:?}");
    assert!(pairs.contains(&("续段".into(), "more".into())), "{pairs:?}");
}

#[test]
fn tables_are_paired_cell_by_cell() {
    let book = BookTest::chapter(
        "| 名 | 数 |\n|---|---|\n| 茶 | 一 |\n| 米 | 二 |\n",
        "| Name | Count |\n|---|---|\n| tea | one |\n| rice | two |\n",
    );
    let page = book.build().page("one.html");
    assert_eq!(page.matches("<td>").count(), 4, "{page}");
    assert!(book.pairs(0).contains(&("米".into(), "rice".into())));
}

#[test]
fn footnotes_share_their_numbers() {
    let book = BookTest::chapter(
        "茶[^a]与米[^b]。\n\n[^a]: 绿茶。\n\n[^b]: 稻米。\n",
        "Tea[^1] and rice[^2].\n\n[^1]: Green tea.\n\n[^2]: Paddy rice.\n",
    );
    let page = book.build().page("one.html");
    let seen = text(&page);
    assert!(seen.contains("绿茶。") && seen.contains("Green tea."), "{seen}");
    assert!(!seen.contains("[^"), "{seen}");
    assert_eq!(page.matches("href=\"#footnote-a\"").count(), 2, "{page}");
}

#[test]
fn definition_lists_show_both_languages() {
    let book = BookTest::chapter("茶\n: 一种饮料\n", "Tea\n: a drink\n");
    let page = book.build().page("one.html");
    assert!(page.contains("<dt") && page.contains("<dd>"), "{page}");
    assert!(text(&page).contains("一种饮料") && text(&page).contains("a drink"));
}

#[test]
fn code_that_is_the_same_is_printed_once() {
    let code = "```rust,ignore\nfn main() {\n\n    tea();\n}\n```\n";
    let book = BookTest::chapter(&format!("甲。\n\n{code}"), &format!("A.\n\n{code}"));
    let page = book.build().page("one.html");
    assert_eq!(page.matches("tea();").count(), 1, "{page}");
}

#[test]
fn code_that_differs_is_printed_in_both_languages() {
    let book = BookTest::chapter("甲。\n\n```\n// 茶\n```\n", "A.\n\n```\n// tea\n```\n");
    let page = book.build().page("one.html");
    assert!(page.contains("// 茶") && page.contains("// tea"), "{page}");
}

#[test]
fn html_blocks_math_and_images_survive() {
    let same = "<div class=\"own\">x</div>\n\n\\\\[ a^2 \\\\]\n\n![alt](a.png)\n";
    let book = BookTest::chapter(&format!("甲。\n\n{same}"), &format!("A.\n\n{same}"))
        .bytes("src/a.png", b"x");
    let page = book.build().page("one.html");
    assert_eq!(page.matches("class=\"own\"").count(), 1, "{page}");
    assert_eq!(page.matches("a^2").count(), 1, "{page}");
    assert_eq!(page.matches("img-wrapper").count(), 1, "{page}");
}

#[test]
fn one_missing_paragraph_does_not_shift_the_rest() {
    let book = BookTest::chapter(
        "# 茶\n\n茶叶产于山中，采摘要赶早。\n\n水温以八十度为宜。\n\n杯子要先温过。\n",
        "# Tea\n\nTea grows in the hills and has to be picked early.\n\nThe cup should be warmed first.\n",
    );
    let pairs = book.pairs(0);
    assert!(
        pairs.contains(&("杯子要先温过。".into(), "The cup should be warmed first.".into())),
        "{pairs:?}"
    );
    assert!(pairs.contains(&("水温以八十度为宜。".into(), String::new())), "{pairs:?}");
    let page = book.build().page("one.html");
    assert!(page.contains("bi-untranslated") && text(&page).contains("未翻译"), "{page}");
    let report = book.inspect();
    assert_eq!(report["diagnostics"][0]["code"], "untranslated-block");
    assert_eq!(report["diagnostics"][0]["line"], 5);
}

#[test]
fn translation_without_source_is_kept_and_shown() {
    let book = BookTest::chapter(
        "# 茶\n\n茶叶产于山中，采摘要赶早。\n",
        "# Tea\n\nTea grows in the hills and has to be picked early.\n\nThe translator adds that it is worth the effort.\n",
    );
    let page = book.build().page("one.html");
    assert!(text(&page).contains("The translator adds"), "{page}");
    assert!(book.codes().contains(&"orphan-block".to_string()));
}

#[test]
fn includes_work_in_both_languages() {
    let book = BookTest::chapter("{{#include 甲.txt}}\n", "{{#include a.txt}}\n")
        .file("src/甲.txt", "茶。")
        .file("src/en/a.txt", "Tea.");
    assert_eq!(book.pairs(0), [("茶。".to_string(), "Tea.".to_string())]);
}

#[test]
fn links_of_the_translation_keep_their_goal() {
    let book = BookTest::chapter(
        "见[图](img/a.png)。\n",
        "See [the picture](../img/a.png) and [the note][n].\n\n[n]: https://example.org/n\n",
    )
    .bytes("src/img/a.png", b"x");
    let page = book.build().page("one.html");
    assert_eq!(page.matches("href=\"img/a.png\"").count(), 2, "{page}");
    assert!(page.contains("href=\"https://example.org/n\""), "{page}");
}

#[test]
fn line_breaks_between_han_leave_no_space() {
    let book = BookTest::chapter("茶叶产于\n山中。\n", "Tea grows\nin the hills.\n");
    let page = book.build().page("one.html");
    assert!(page.contains("茶叶产于山中。") && page.contains("Tea grows in the hills."), "{page}");
}

#[test]
fn crlf_and_a_byte_order_mark_change_nothing() {
    let book =
        BookTest::chapter("\u{feff}# 茶\r\n\r\n甲\r\n乙\r\n", "\u{feff}# Tea\r\n\r\nA\r\nB\r\n");
    assert_eq!(book.pairs(0), [("茶".into(), "Tea".into()), ("甲乙".into(), "A B".into())]);
    book.build();
}

#[test]
fn every_shape_of_summary_is_kept() {
    let book = BookTest::bilingual()
        .file(
            "src/SUMMARY.md",
            "# 目录\n\n[前言](pre.md)\n\n# 卷一\n\n- [甲](a/x.md)\n  - [乙](b/x.md)\n- [草稿]()\n\n---\n\n- [空](empty.md)\n\n[后记](post.md)\n",
        )
        .file("src/pre.md", "# 前言\n\n茶。\n")
        .file("src/a/x.md", "# 甲\n\n水。\n")
        .file("src/b/x.md", "# 乙\n\n火。\n")
        .file("src/empty.md", "")
        .file("src/post.md", "# 后记\n\n土。\n")
        .file("src/en/SUMMARY.md", "# Contents\n\n[Preface](pre.md)\n\n# Part One\n\n- [A](a/x.md)\n")
        .file("src/en/pre.md", "# Foreword\n\nTea.\n")
        .file("src/en/a/x.md", "# Alpha\n\nWater.\n")
        .file("src/en/b/x.md", "# B\n\nFire.\n")
        .file("src/en/empty.md", "")
        .file("src/en/post.md", "# Afterword\n\nEarth.\n");
    book.build();
    assert!(text(&book.page("a/x.html")).contains("Water."));
    assert!(text(&book.page("b/x.html")).contains("Fire."));
    let report = book.inspect();
    let titles: Vec<&str> = report["chapters"]
        .as_array()
        .unwrap()
        .iter()
        .map(|chapter| chapter["title"]["target"].as_str().unwrap())
        .collect();
    assert_eq!(titles, ["Preface", "A", "B", "", "Afterword"]);
    let sidebar = std::fs::read_to_string(book.path("site/toc.html")).unwrap();
    for title in ["前言\u{2009}·\u{2009}Preface", "卷一\u{2009}·\u{2009}Part One"] {
        assert!(sidebar.contains(title), "{title}: {sidebar}");
    }
}

#[test]
fn a_part_is_known_by_its_first_chapter() {
    let book = BookTest::bilingual()
        .file(
            "src/SUMMARY.md",
            "# 目录\n\n# 卷一\n\n- [甲](a.md)\n\n# 卷二\n\n- [乙](b.md)\n\n# 卷三\n\n- [丙](c.md)\n",
        )
        .file("src/a.md", "# 甲\n\n水。\n")
        .file("src/b.md", "# 乙\n\n火。\n")
        .file("src/c.md", "# 丙\n\n土。\n")
        .file(
            "src/en/SUMMARY.md",
            "# Contents\n\n- [A](a.md)\n- [B](b.md)\n\n# Part Three\n\n- [C](c.md)\n",
        )
        .file("src/en/a.md", "# A\n\nWater.\n")
        .file("src/en/b.md", "# B\n\nFire.\n")
        .file("src/en/c.md", "# C\n\nEarth.\n");
    book.build();
    let sidebar = std::fs::read_to_string(book.path("site/toc.html")).unwrap();
    for title in [">卷一<", ">卷二<", ">卷三\u{2009}·\u{2009}Part Three<"] {
        assert!(sidebar.contains(title), "{title}: {sidebar}");
    }
}

#[test]
fn a_book_without_translation_is_byte_identical() {
    let chapter =
        "# 茶\n\n茶*叶*，[水](https://example.org)。\n\n- 一\n- 二\n\n[x]: y\n<!-- z -->\n";
    let with = BookTest::empty()
        .toml("")
        .file("src/SUMMARY.md", "- [茶](one.md)\n")
        .file("src/one.md", chapter);
    let input = serde_json::json!([
        {"root": with.root(), "config": {"book": {"language": "zh-CN"}}, "renderer": "html",
         "mdbook_version": "0.5.4"},
        {"items": [{"Chapter": {"name": "茶", "content": chapter, "number": [1], "sub_items": [],
          "path": "one.md", "source_path": "one.md", "parent_names": []}}]}
    ]);
    let output = crate::support::program().write_stdin(input.to_string()).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let book: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(book, input[1]);
}

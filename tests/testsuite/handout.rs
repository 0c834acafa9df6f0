//! The handouts, from text to PDF, without a program beside ours.

use crate::support::BookTest;
use anyhow::Context;
use mdbook_bilingual::config::{Kind, Languages, Paper};
use mdbook_bilingual::handout::{self, Handout};
use mdbook_bilingual::{pipeline, site};

/// A black square.
const SVG: &str = r#"<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><rect width="8" height="8"/></svg>"#;

fn make(test: &BookTest, kind: Kind) -> anyhow::Result<Handout> {
    let text = site::book_text(test.root()).unwrap();
    let book = pipeline::assemble(&text);
    let made = handout::make(&book, &text, kind, &text.config.handouts)?;
    made.context("there is nothing to print")
}

/// The text of a handout without white space and the hyphens of line ends.
fn text(test: &BookTest, kind: Kind) -> String {
    let text = site::book_text(test.root()).unwrap();
    let book = pipeline::assemble(&text);
    let pages = handout::page_texts(&book, &text, kind, &text.config.handouts).unwrap();
    squeezed(&pages.concat())
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && *c != '\u{AD}').collect()
}

fn workshop() -> BookTest {
    BookTest::bilingual()
        .toml("translation = \"en\"\nbase-url = \"https://example.org/book/\"\n")
        .file("src/SUMMARY.md", "# 目录\n\n- [第一章](one.md)\n")
        .file(
            "src/one.md",
            "# 第一章\n\n苹果并不等于梨。\n\n> 引用一句。\n\n1. 其一\n2. 其二\n\n| 名 | 数 |\n|---|---|\n| 甲 | 3 |\n\n正文[^注]。\n\n[^注]: 注解。\n\n```rust\nlet x = 1;\n```\n",
        )
        .file(
            "src/en/one.md",
            "# Chapter One\n\nAn apple is not the same as a pear.\n\n> A quotation.\n\n1. First\n2. Second\n\n| Name | Number |\n|---|---|\n| A | 3 |\n\nText[^note].\n\n[^note]: A remark.\n\n```rust\nlet x = 1;\n```\n",
        )
        .file(
            "src/glossary.toml",
            "[[term]]\nid = \"apple\"\nsource = \"苹果\"\ntarget = \"apple\"\n\n[[term]]\nid = \"pear\"\nsource = \"梨\"\ntarget = \"pear\"\n\n[[term]]\nid = \"quince\"\nsource = \"榅桲\"\ntarget = \"quince\"\n",
        )
        .file(
            "src/handouts.toml",
            "[[question]]\nchapter = \"one.md\"\nsource = \"问一句？\"\ntarget = \"One question?\"\nminutes = 7\n",
        )
}

#[test]
fn a_reading_holds_every_paragraph_of_both_languages_in_order() {
    let test = workshop();
    let text = text(&test, Kind::Reading);
    let mut from = 0;
    for part in [
        "苹果并不等于梨。",
        "An apple is not the same as a pear.",
        "引用一句。",
        "A quotation.",
        "其一",
        "First",
        "其二",
        "Second",
        "数",
        "Number",
        "甲",
        "正文",
        "Text",
        "let x = 1;",
        "注解。",
        "A remark.",
    ] {
        let part = squeezed(part);
        let at = text[from..].find(&part);
        from += at.unwrap_or_else(|| panic!("`{part}` is missing in {}", &text[from..]));
    }
}

#[test]
fn every_kind_and_paper_is_an_accessible_archive_file() {
    let test = workshop();
    let text = site::book_text(test.root()).unwrap();
    let book = pipeline::assemble(&text);
    for kind in Kind::ALL {
        for paper in [Paper::A4, Paper::A5, Paper::Letter] {
            let mut config = text.config.handouts.clone();
            config.paper = paper;
            let made = handout::make(&book, &text, kind, &config).unwrap().unwrap();
            assert!(made.accessible);
            assert!(made.bytes.starts_with(b"%PDF-1.7"));
            let file = String::from_utf8_lossy(&made.bytes);
            assert!(file.contains("<pdfuaid:part>1</pdfuaid:part>"), "{kind:?}");
            assert!(file.contains("<pdfaid:conformance>A</pdfaid:conformance>"), "{kind:?}");
        }
    }
}

#[test]
fn two_runs_give_the_same_bytes() {
    let test = workshop();
    for kind in Kind::ALL {
        assert_eq!(make(&test, kind).unwrap().bytes, make(&test, kind).unwrap().bytes);
    }
}

#[test]
fn one_language_leaves_the_other_out() {
    let test = workshop();
    let text = site::book_text(test.root()).unwrap();
    let book = pipeline::assemble(&text);
    let mut config = text.config.handouts.clone();
    config.languages = Languages::Target;
    let pages = handout::page_texts(&book, &text, Kind::Reading, &config).unwrap().concat();
    assert!(pages.contains("A remark."));
    assert!(!pages.contains("注解"));
}

#[test]
fn the_key_has_the_answers_and_the_worksheet_has_not() {
    let test = workshop();
    let (worksheet, key) = (text(&test, Kind::Worksheet), text(&test, Kind::Key));
    for sheet in [&worksheet, &key] {
        assert!(sheet.contains("问一句？"));
        assert!(sheet.contains("Onequestion?"));
        assert!(sheet.contains("榅桲"));
    }
    assert!(worksheet.contains("姓名"));
    assert!(key.contains("时间安排"));
    assert!(!worksheet.contains("时间安排"));
}

#[test]
fn skipped_heading_levels_are_made_consecutive() {
    let test = BookTest::chapter(
        "# 题\n\n#### 跳\n\n字\n\n## 回\n\n字\n",
        "# T\n\n#### S\n\nw\n\n## B\n\nw\n",
    );
    assert!(make(&test, Kind::Reading).unwrap().accessible);
}

#[test]
fn hostile_text_is_printed_as_it_stands() {
    let lines = [
        "#panic(\"x\") #read(\"/etc/passwd\") #import \"/handout.typ\": data",
        "\\\\ $x^2$ @label &lt;label&gt; // comment /* and */ = head + item",
        "[a link](<https://example.org/a\")b>) and `code #panic()`",
    ];
    let body = format!("# 题\n\n{}\n", lines.join("\n\n"));
    let test = BookTest::chapter(&body, &body);
    let text = text(&test, Kind::Reading);
    for part in [
        "#panic(\"x\")#read(\"/etc/passwd\")#import\"/handout.typ\":data",
        "\\$x^2$@label<label>//comment/*and*/=head+item",
        "code#panic()",
    ] {
        assert!(text.contains(part), "{part} in {text}");
    }
}

#[test]
fn a_word_without_end_and_control_characters_do_no_harm() {
    let long = "a".repeat(10_000);
    let han = "字".repeat(10_000);
    let body = format!("# 题\n\n{long}\n\n{han}\n\n前\u{0}中\u{7}后\u{FEFF}\n\n<b><i>未完\n");
    let test = BookTest::chapter(&body, &body);
    let made = make(&test, Kind::Reading).unwrap();
    assert!(made.pages > 4, "the long word must go over several lines and pages");
    let text = text(&test, Kind::Reading);
    assert!(text.matches('a').count() >= 2 * long.len());
    assert!(text.contains("前中后"));
}

#[test]
fn a_picture_from_outside_the_book_is_refused_by_name() {
    let body = "# 题\n\n![秘密](../secret.svg)\n\n![秘密](/etc/passwd)\n\n![图](in.svg)\n\n![链](linked.svg)\n";
    let linked = r#"<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><image
        width="8" height="8" href='../secret.svg'/></svg>"#;
    let test = BookTest::chapter(body, body)
        .file("secret.svg", SVG)
        .file("src/linked.svg", linked)
        .file("src/en/linked.svg", linked)
        .file("src/in.svg", SVG)
        .file("src/en/in.svg", SVG);
    let made = make(&test, Kind::Reading).unwrap();
    let refused: Vec<String> = made
        .diagnostics
        .iter()
        .filter(|found| found.code.name() == "image-not-printed")
        .map(|found| found.message.clone())
        .collect();
    assert_eq!(refused.len(), 3, "{refused:#?}");
    assert!(refused[0].contains("../secret.svg"), "{refused:#?}");
    assert!(made.accessible);
}

#[test]
fn a_translation_names_a_picture_as_its_page_does_or_from_its_own_place() {
    let test = BookTest::chapter("# 题\n\n![甲](in.svg)\n", "# T\n\n![A](in.svg)\n")
        .file("src/SUMMARY.md", "# 目录\n\n- [第一章](one.md)\n- [第二章](two.md)\n")
        .file("src/two.md", "# 二\n\n![乙](in.svg)\n")
        .file("src/en/two.md", "# Two\n\n![B](../in.svg)\n")
        .file("src/in.svg", SVG);
    let made = make(&test, Kind::Reading).unwrap();
    let said: Vec<_> = made.diagnostics.iter().map(|found| &found.message).collect();
    assert!(said.is_empty(), "{said:#?}");
}

#[test]
fn a_task_shows_whether_it_is_done() {
    let test = BookTest::chapter(
        "# 题\n\n- [x] **已**完成\n- [ ] 未完成\n",
        "# T\n\n- [x] **Done**\n- [ ] Not done\n",
    );
    let text = text(&test, Kind::Reading);
    for task in ["■已完成", "□未完成", "■Done", "□Notdone"] {
        assert!(text.contains(task), "{task}: {text}");
    }
}

#[test]
fn a_rule_that_only_the_source_has_is_not_missing_a_translation() {
    let test = BookTest::chapter("# 题\n\n甲。\n\n---\n\n乙。\n", "# T\n\nFirst.\n\nSecond.\n");
    let text = text(&test, Kind::Reading);
    assert!(text.contains("***") && !text.contains("notyettranslated"), "{text}");
}

#[test]
fn a_picture_without_description_costs_the_claim_to_be_accessible() {
    let body = "# 题\n\n![](in.svg)\n";
    let test = BookTest::chapter(body, body).file("src/in.svg", SVG).file("src/en/in.svg", SVG);
    let made = make(&test, Kind::Reading).unwrap();
    assert!(!made.accessible);
    assert!(made.diagnostics.iter().any(|d| d.code.name() == "image-without-description"));
    assert!(!String::from_utf8_lossy(&made.bytes).contains("pdfuaid:part"));
}

#[test]
fn a_character_without_font_is_named_with_its_place() {
    let test = BookTest::chapter("# 题\n\n好\u{10FFF0}吗\n", "# Title\n\nWell?\n");
    let error = format!("{:#}", make(&test, Kind::Reading).unwrap_err());
    assert!(error.contains("U+10FFF0"), "{error}");
    assert!(error.contains("one.md:3"), "{error}");
    assert!(error.contains("font-paths"), "{error}");
}

#[test]
fn the_command_writes_where_it_is_told_and_mdbook_may_start_it() {
    let test = workshop();
    let run = test.run(&["handout", "--kind", "worksheet", "--paper", "a5", "-o", "w.pdf"]);
    assert!(run.ok, "{}", run.stderr);
    assert!(test.path("w.pdf").is_file());
    assert!(run.stdout.is_empty(), "stdout is the backend's protocol");
    let run = test.run(&["handout", "-o", "w.pdf"]);
    assert!(!run.ok && run.stderr.contains("--kind"), "{}", run.stderr);
}

#[test]
fn a_build_puts_the_handouts_beside_the_pages() {
    let test = workshop();
    test.build();
    for kind in Kind::ALL {
        assert!(test.path("site/handouts").join(kind.name()).with_extension("pdf").is_file());
    }
}

#[test]
fn a_sheet_with_nothing_to_do_is_not_made_and_that_is_said() {
    let test = BookTest::chapter("# 山\n\n山不高。\n", "# Hill\n\nThe hill is not high.\n")
        .toml("translation = \"en\"\n")
        .file("src/glossary.toml", "[[term]]\nsource = \"山\"\ntarget = \"hill\"\ndraft = true\n");
    let run = test.run(&["build"]);
    assert!(run.ok && run.stderr.contains("no worksheet"), "{}", run.stderr);
    assert!(test.path("site/handouts/reading.pdf").is_file());
    assert!(!test.path("site/handouts/worksheet.pdf").exists());
    assert!(!test.path("site/handouts/key.pdf").exists());
    assert!(!test.page("one.html").contains("worksheet.pdf"));
    let run = test.run(&["handout", "--kind", "worksheet", "-o", "w.pdf"]);
    assert!(!run.ok && run.stderr.contains("nothing to ask"), "{}", run.stderr);
    assert!(!test.path("w.pdf").exists());
}

#[test]
fn an_authors_template_gets_the_data() {
    let test = workshop()
        .toml("translation = \"en\"\n\n[preprocessor.bilingual.handouts]\ntemplate = \"own.typ\"\n")
        .file(
            "own.typ",
            "#import \"/handout.typ\": *\n#show: page-setup.with(sys.inputs)\nOwn: #plain(sys.inputs.title), #sys.inputs.chapters.len()",
        );
    assert!(text(&test, Kind::Reading).contains("Own:试,1"));
}

#[test]
fn a_table_keeps_the_alignment_of_its_columns() {
    let table = "# 题\n\n| 名 | 数 | 中 |\n|---|--:|:-:|\n| 甲 | 3 | 乙 |\n";
    let test = BookTest::chapter(table, "# T\n")
        .toml("translation = \"en\"\n\n[preprocessor.bilingual.handouts]\ntemplate = \"own.typ\"\n")
        .file("own.typ", "#sys.inputs.chapters.at(0).items.at(0).align.join(\"+\")");
    assert!(text(&test, Kind::Reading).contains("left+right+center"));
}

#[test]
fn the_social_image_is_a_png_of_the_size_that_sites_want() {
    use mdbook_bilingual::document::Bilingual;
    use mdbook_bilingual::language::Language;
    let two = |a: &str, b: &str| Bilingual { source: a.into(), target: b.into() };
    let (zh, en) = (Language::new("zh"), Language::new("en"));
    let png = handout::social_image(
        &two("题目", "A Title \u{10FFF0}"),
        &two("", "a subtitle"),
        "https://example.org",
        [&zh, &en],
    )
    .unwrap();
    assert!(png.starts_with(b"\x89PNG"));
    let number = |at: usize| u32::from_be_bytes([png[at], png[at + 1], png[at + 2], png[at + 3]]);
    assert_eq!((number(16), number(20)), (1200, 630));
}

#[test]
fn a_note_stands_at_the_foot_of_the_page_that_refers_to_it() {
    let filler = |word: &str| format!("{}。\n\n", word.repeat(120)).repeat(12);
    let source = format!(
        "# 题[^头]\n\n前文[^甲]，又见[^甲]。\n\n{}末段[^乙]。\n\n[^甲]: 注一，见[^乙]。\n[^乙]: 注二。\n[^头]: 题注。\n[^孤]: 孤注。\n",
        filler("中文")
    );
    let target = format!(
        "# T[^h]\n\nFirst[^a] and again[^a].\n\n{}Last[^b].\n\n[^a]: Note one, see[^b].\n[^b]: Note two.\n[^h]: Note of T.\n[^l]: Lone note.\n",
        filler("English ")
    );
    let test = BookTest::chapter(&source, &target);
    assert!(make(&test, Kind::Reading).unwrap().accessible);
    let text = site::book_text(test.root()).unwrap();
    let book = pipeline::assemble(&text);
    let pages = handout::page_texts(&book, &text, Kind::Reading, &text.config.handouts).unwrap();
    let pages: Vec<String> = pages.iter().map(|page| squeezed(page)).collect();
    let page = pages.iter().find(|page| page.contains("前文")).unwrap();
    let foot = page.find("题注。").unwrap();
    for part in ["Firstandagain", "前文", "T1"] {
        let at = page.find(part).or_else(|| page.find("First")).unwrap();
        assert!(at < foot, "{part} stands below the notes");
    }
    for part in ["注一，见", "Noteone,see", "注二。", "Notetwo."] {
        assert!(page[foot..].contains(part), "{part} is not at the foot of {page}");
        assert_eq!(pages.concat().matches(part).count(), 1, "{part}");
    }
    assert!(pages.concat().contains("孤注。") && pages.concat().contains("Lonenote."));
}

#[test]
fn notes_and_terms_in_the_header_of_a_table_that_goes_over_pages_do_no_harm() {
    let rows = "| 甲 | 乙 |\n".repeat(120);
    let rows_target = "| A | B |\n".repeat(120);
    for note in ["", "[^n]"] {
        let test = BookTest::chapter(
            &format!("# 题\n\n| 苹果{note} | 数 |\n|---|---|\n{rows}\n[^n]: 注。\n"),
            &format!("# T\n\n| Apple{note} | Number |\n|---|---|\n{rows_target}\n[^n]: Note.\n"),
        )
        .file(
            "src/glossary.toml",
            "[[term]]\nid = \"apple\"\nsource = \"苹果\"\ntarget = \"apple\"\n",
        );
        let made = make(&test, Kind::Reading).unwrap();
        assert!(made.pages > 3 && made.accessible);
    }
}

#[test]
fn questions_in_front_matter_are_asked_and_not_printed() {
    let test = workshop().file(
        "src/one.md",
        "+++\ntitle = \"x\"\n[[question]]\nsource = \"前问**重**？\"\ntarget = \"Asked up front?\"\n+++\n# 第一章\n\n正文。\n",
    );
    let sheet = text(&test, Kind::Worksheet);
    assert!(sheet.contains("前问重？") && sheet.contains("Askedupfront?"));
    assert!(sheet.contains("问一句？"), "handouts.toml is asked too");
    assert!(!text(&test, Kind::Reading).contains("前问"));
    test.build();
    assert!(!test.page("one.html").contains("前问"));
    assert!(test.page("one.html").contains("正文。"));
}

#[test]
fn front_matter_that_cannot_be_read_is_named_with_its_line() {
    let test = workshop().file("src/one.md", "+++\n[[question]]\nsorce = \"x\"\n+++\n# 题\n");
    let error = format!("{:#}", make(&test, Kind::Worksheet).unwrap_err());
    assert!(error.contains("one.md:3") && error.contains("sorce"), "{error}");
}

#[test]
fn a_formula_is_printed_as_it_is_written_and_that_is_said() {
    let body = "# 题\n\n$$\n\\int_0^1 x^2 \\, dx\n$$\n";
    let test = BookTest::chapter(body, body);
    assert!(text(&test, Kind::Reading).contains("\\int_0^1x^2\\,dx"));
    let made = make(&test, Kind::Reading).unwrap();
    assert!(made.diagnostics.iter().any(|found| found.code.name() == "formula-as-source"));
}

#[test]
fn a_key_quotes_paragraphs_with_notes_links_and_pictures() {
    let test = workshop()
        .file(
            "src/one.md",
            "# 第一章\n\n<!-- bilingual: callout misconception=\"守时就是早到\" boundary=\"守时不是早到\" -->\n\n守时并不等于早到[^注]，见[本章](one.md)。\n\n[^注]: 注解。\n",
        )
        .file(
            "src/en/one.md",
            "# One\n\nBeing punctual is not the same as being early[^n], see [this](one.md).\n\n[^n]: A remark.\n",
        )
        .file(
            "src/handouts.toml",
            "[[question]]\nsource = \"见[一](one.md)![图](x.png)？\"\ntarget = \"See [it](file:///etc/passwd)?\"\n",
        );
    let key = text(&test, Kind::Key);
    assert!(key.contains("Seeit?"), "{key}");
    assert!(key.contains("见本章。") && key.contains("seethis."), "{key}");
    assert!(!key.contains("注解"));
    let bytes = make(&test, Kind::Key).unwrap().bytes;
    assert!(!String::from_utf8_lossy(&bytes).contains("file:///etc"));
}

#[test]
fn text_from_right_to_left_is_printed_or_refused_by_name() {
    let test = BookTest::chapter("# 题\n\n见 שלום עולם 吗\n", "# T\n\nSee שלום עולם here\n");
    match make(&test, Kind::Reading) {
        Ok(made) => {
            assert!(made.accessible);
            // A line's runs stand as they are seen, from the left.
            let text = text(&test, Kind::Reading);
            assert_eq!((text.matches("שלום").count(), text.matches("עולם").count()), (2, 2));
        }
        Err(error) => assert!(format!("{error:#}").contains("U+05E9"), "{error:#}"),
    }
}

#[test]
fn findings_of_one_kind_are_said_a_few_times_and_then_counted() {
    let body = format!("# 题\n\n{}", "一<blink>二</blink>。\n\n".repeat(20));
    let test = BookTest::chapter(&body, &body);
    let run = test.run(&["handout", "--kind", "reading", "-o", "r.pdf"]);
    assert!(run.ok, "{}", run.stderr);
    assert_eq!(run.stderr.matches("html-not-printed]").count(), 3, "{}", run.stderr);
    assert!(run.stderr.contains("more `html-not-printed`"), "{}", run.stderr);
}

#[test]
fn page_references_name_the_page() {
    let filler = |word: &str| format!("{}。\n\n", word.repeat(120)).repeat(9);
    let callout = |words: &str| {
        format!("<!-- bilingual: callout misconception=\"{words}\" boundary=\"{words}\" -->\n\n")
    };
    let test = BookTest::chapter(
        &format!("# 题\n\n{}{}榅桲在此。\n", filler("中文"), callout("乙")),
        &format!("# T\n\n{}{}A quince is here.\n", filler("English "), callout("B")),
    )
    .file(
        "src/glossary.toml",
        "[[term]]\nid = \"quince\"\nsource = \"榅桲\"\ntarget = \"quince\"\n",
    );
    let text = site::book_text(test.root()).unwrap();
    let book = pipeline::assemble(&text);
    let pages = handout::page_texts(&book, &text, Kind::Reading, &text.config.handouts).unwrap();
    let pages: Vec<String> = pages.iter().map(|page| squeezed(page)).collect();
    let page = |part: &str| 1 + pages.iter().position(|page| page.contains(part)).unwrap();
    let all = pages.concat();
    assert!(page("榅桲在此") > 2);
    assert!(all.contains(&format!("页·pages:{}", page("榅桲在此"))), "{all}");
    assert!(all.contains(&format!("1乙B乙B{}", page("Misconception1"))), "{all}");
}

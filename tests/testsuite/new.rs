//! `new`: a pasted essay becomes a book.

use crate::support::{BookTest, Run, program};
use serde_json::Value;

const ESSAY: &str = "　　把灯留给晚归的人\r\n　　河湾镇 值班室\r\n　　镇上的路灯换了三年,还有人问:到底省不省电?\r\n　　Part One\r\n　　说法\r\n　　所谓\"留灯\",是指末班车到站以前不熄灯.\r\n　　Part Two\r\n　　两种误会\r\n　　1. 留灯就是浪费。\r\n　　并不是这样。一盏灯一夜的电费是3.5元,摔一跤要花几百。\r\n　　2、 留灯是值班室的事。\r\n　　灯是大家的,熄灯的人也可以是你。\r\n\r\n　　转载请注明出处：https://example.org/lamp\r\n";

const TRANSLATION: &str = "Leave a Light On for Those Who Come Home Late\nThe Duty Room, Hewan Town\nThe street lamps have been changed for three years, and people still ask: does it save power?\nPart One\nWords\nTo “leave the light on” means not to switch off before the last bus is in.\nPart Two\nTwo Misunderstandings\n1. Leaving the light on is a waste.\nIt is not so. A lamp costs 3.5 yuan a night, and a fall costs hundreds.\n2. Leaving the light on is the duty room’s business.\nThe lamps belong to everyone, and you too may be the one who switches off.\n\nPlease credit the source when you reprint this: https://example.org/lamp\n";

fn essay() -> BookTest {
    BookTest::empty().file("lamp.txt", ESSAY).file("lamp.en.txt", TRANSLATION)
}

fn new(test: &BookTest, args: &[&str]) -> Run {
    test.run(&[&["new", "book"], args].concat())
}

fn report(test: &BookTest) -> Value {
    let run = test.run(&["inspect", "book", "--format", "json"]);
    assert!(run.ok, "{}", run.stderr);
    serde_json::from_str(&run.stdout).unwrap()
}

fn read(test: &BookTest, path: &str) -> String {
    std::fs::read_to_string(test.path(path)).unwrap()
}

#[test]
fn every_paragraph_has_its_translation_and_the_site_builds_without_a_warning() {
    let test = essay();
    let run = new(&test, &["--from", "lamp.txt", "--translation", "lamp.en.txt"]);
    assert!(run.ok, "{}", run.stderr);
    assert!(run.stdout.contains("mdbook-bilingual build --open"), "{}", run.stdout);
    let report = report(&test);
    let chapters = report["chapters"].as_array().unwrap();
    let paths: Vec<&str> = chapters.iter().map(|c| c["path"].as_str().unwrap()).collect();
    assert_eq!(paths, ["preface.md", "part-1.md", "part-2.md", "credits.md"]);
    for pair in chapters.iter().flat_map(|chapter| chapter["pairs"].as_array().unwrap()) {
        let count = |side: &str| pair[side].as_array().unwrap().len();
        assert_eq!((count("source"), count("target")), (1, 1), "{pair}");
        assert_eq!(pair["status"], "translated", "{pair}");
    }
    assert_eq!(chapters[1]["title"]["source"], "Part One　说法");
    assert_eq!(chapters[1]["title"]["target"], "Part One: Words");
    let build = test.run(&["build", "book"]);
    assert!(build.ok && !build.stderr.contains("WARN"), "{}", build.stderr);
}

#[test]
fn punctuation_becomes_full_width_and_numbers_alike_unless_kept() {
    let test = essay();
    let run = new(&test, &["--from", "lamp.txt", "--translation", "lamp.en.txt"]);
    assert!(run.stdout.contains("marks made full-width"), "{}", run.stdout);
    let part = read(&test, "book/book/part-1.md");
    assert!(part.contains("所谓“留灯”，是指末班车到站以前不熄灯。"), "{part}");
    let part = read(&test, "book/book/part-2.md");
    assert!(part.contains("3.5元，摔一跤") && part.contains("\n2\\. 留灯"), "{part}");
    let test = essay();
    new(&test, &["--from", "lamp.txt", "--keep-punctuation"]);
    assert!(read(&test, "book/book/part-1.md").contains("所谓\"留灯\",是指末班车到站以前不熄灯."));
}

#[test]
fn a_dry_run_prints_the_outline_and_writes_nothing() {
    let test = essay();
    let run = new(&test, &["--from", "lamp.txt", "--dry-run"]);
    assert!(run.ok, "{}", run.stderr);
    for line in
        ["     1  title      把灯留给晚归的人", "     4  part #     Part One　说法", "    14  note"]
    {
        assert!(run.stdout.contains(line), "{line}\n{}", run.stdout);
    }
    assert!(!test.path("book").exists());
}

#[test]
fn without_a_translation_check_lists_what_is_to_translate() {
    let test = essay();
    let run = new(&test, &["--from", "lamp.txt"]);
    assert!(run.ok && run.stdout.contains("book/en"), "{}", run.stdout);
    let target = read(&test, "book/book/en/part-1.md");
    assert!(target.contains("<!-- translate: # Part One　说法 -->"), "{target}");
    let check = test.run(&["check", "book"]);
    assert!(check.stdout.contains("untranslated-block"), "{}", check.stdout);
}

#[test]
fn other_encodings_and_formats_are_read() {
    let text = ESSAY.replace("\r\n", "\n");
    let gb = encoding_rs::GB18030.encode(&text).0.into_owned();
    let test = BookTest::empty().bytes("lamp.txt", &gb);
    let run = new(&test, &["--from", "lamp.txt"]);
    assert!(run.ok && run.stdout.contains("gb18030, zh-Hans"), "{}{}", run.stdout, run.stderr);

    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let test = BookTest::empty().bytes("lamp.docx", &docx(&lines.map(word).collect::<String>()));
    let run = new(&test, &["--from", "lamp.docx"]);
    assert!(run.ok, "{}", run.stderr);
    assert!(read(&test, "book/book/part-2.md").contains("留灯就是浪费"));

    let markdown = "# 灯\n\n## 一节\n\n见`a,b`，**要紧**,请看。\n\n```text\na,b\n```\n";
    let test = BookTest::empty().file("lamp.md", markdown);
    assert!(new(&test, &["--from", "lamp.md"]).ok);
    let essay = read(&test, "book/book/essay.md");
    assert_eq!(essay, markdown.replace("**,请", "**，请"));
}

/// A paragraph of a .docx file.
fn word(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

/// A .docx file with a picture, `rId1`, and a footnote, 1.
fn docx(body: &str) -> Vec<u8> {
    use std::io::Write;
    let names = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
        xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" \
        xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" \
        xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\"";
    let document = format!("<w:document {names}><w:body>{body}</w:body></w:document>");
    let notes = format!(
        "<w:footnotes {names}><w:footnote w:id=\"1\">{}</w:footnote></w:footnotes>",
        word("电价见公告。")
    );
    let relations = "<Relationships \
        xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
        <Relationship Id=\"rId1\" Type=\"x/image\" Target=\"media/image1.png\"/>\
        <Relationship Id=\"rId2\" Type=\"x/footnotes\" Target=\"footnotes.xml\"/></Relationships>";
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in [
        ("word/document.xml", document.as_bytes()),
        ("word/footnotes.xml", notes.as_bytes()),
        ("word/_rels/document.xml.rels", relations.as_bytes()),
        ("word/media/image1.png", b"\x89PNG\r\n\x1a\n"),
    ] {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn notes_and_pictures_of_a_word_file_arrive_and_what_does_not_is_said() {
    let picture = "<w:p><w:r><w:drawing><wp:docPr descr=\"一盏灯\"/><a:blip r:embed=\"rId1\"/>\
        </w:drawing></w:r></w:p>";
    let noted = "<w:p><w:r><w:t>一夜的电费是三元五角</w:t></w:r><w:r><w:footnoteReference \
        w:id=\"1\"/></w:r><w:r><w:t>，不算多。</w:t></w:r><w:r><w:pict/></w:r></w:p>";
    let body = [&word("把灯留给晚归的人"), noted, picture, &word("灯是大家的。")].concat();
    let test = BookTest::empty().bytes("lamp.docx", &docx(&body));
    let run = new(&test, &["--from", "lamp.docx"]);
    assert!(run.ok, "{}", run.stderr);
    assert!(
        run.stdout.contains("lamp.docx, paragraph 2 (一夜的电费是三元五角，不算多。): a shape"),
        "{}",
        run.stdout
    );
    let essay = read(&test, "book/book/essay.md");
    assert!(essay.contains("三元五角[^1]，不算多。\n\n[^1]: 电价见公告。\n"), "{essay}");
    let link = essay.split("![一盏灯](").nth(1).and_then(|rest| rest.split(')').next()).unwrap();
    let saved = std::fs::read(test.path(&format!("book/book/{link}"))).unwrap();
    assert_eq!(saved, b"\x89PNG\r\n\x1a\n");
}

#[test]
fn front_matter_gives_the_title_stays_in_the_file_and_is_on_no_page() {
    let text = "镇上的路灯换了三年，还有人问。\n\n## 说法\n\n灯是大家的。\n";
    let yaml = "---\ntitle: \"灯\"\nauthor: 河湾\ndate: 2024-01-02\ntags: [甲, 乙]\n---\n";
    let toml = "+++\ntitle = \"灯\"\nauthor = \"河湾\"\n[params]\nx = 1\n+++\n";
    for front in [yaml, toml] {
        let translation = "---\ntitle: The Lamp\nlayout: post\n---\n\nThe street lamps were changed \
                           three years ago.\n\n## Words\n\nThe lamps are everyone's.\n";
        let test = BookTest::empty()
            .file("lamp.md", &format!("{front}\n{text}"))
            .file("lamp.en.md", translation);
        let run = new(&test, &["--from", "lamp.md", "--translation", "lamp.en.md"]);
        assert!(run.ok, "{}", run.stderr);
        let essay = read(&test, "book/book/essay.md");
        assert!(essay.starts_with(front), "{essay}");
        assert!(essay.contains("\n# 灯\n"), "{essay}");
        let target = read(&test, "book/book/en/essay.md");
        assert!(target.starts_with("---\ntitle: The Lamp\nlayout: post\n---\n"), "{target}");
        let toml = read(&test, "book/book.toml");
        assert!(toml.contains("title = \"灯\"") && toml.contains("authors = [\"河湾\"]"), "{toml}");
        let report = report(&test);
        let blocks = report["chapters"][0]["pairs"].to_string();
        assert!(!blocks.contains("layout") && !blocks.contains("tags"), "{blocks}");
    }
}

#[test]
fn yaml_front_matter_of_a_chapter_is_on_no_page_and_names_a_translation() {
    let test = BookTest::chapter(
        "---\nlayout: post\ntitle: 灯\n---\n\n灯是大家的。\n",
        "---\ntitle: The Lamp\n---\n\nThe lamps are everyone's.\n",
    );
    assert_eq!(test.pairs(0), [("灯是大家的。".into(), "The lamps are everyone's.".into())]);
    assert_eq!(test.inspect()["chapters"][0]["title"]["target"], "The Lamp");
    let page = test.build().page("one.html");
    assert!(!page.contains("layout"), "{page}");
}

#[test]
fn marks_of_a_site_generator_are_listed_and_not_in_the_text() {
    let text = "# 灯\n\n{{< toc >}}\n\n镇上的路灯{% raw %}换了三年{% endraw %}，还有人问。\n\n写作 `{{< toc >}}`。\n";
    let test = BookTest::empty().file("lamp.md", text);
    let run = new(&test, &["--from", "lamp.md"]);
    assert!(run.stdout.contains("lamp.md, line 3: {{< toc >}}"), "{}", run.stdout);
    let essay = read(&test, "book/book/essay.md");
    assert_eq!(essay, "# 灯\n\n镇上的路灯换了三年，还有人问。\n\n写作 `{{< toc >}}`。\n");
}

#[test]
fn the_furniture_of_a_page_from_wechat_goes_to_the_credits() {
    let text = "点击上方蓝字关注我们\n把灯留给晚归的人\n原创 河湾 值班室 2024-03-05 08:00 江苏\n镇上的路灯换了三年，还有人问省不省电。\n「01」\n留灯是什么\n留灯，是指末班车到站以前不熄灯。\n「02」\n谁来留灯\n灯是大家的，熄灯的人也可以是你。\n往期推荐\n春天来了怎么种树\n点个在看\n阅读 1万+\n";
    let test = BookTest::empty().file("lamp.txt", text);
    let run = new(&test, &["--from", "lamp.txt", "--keep-punctuation"]);
    assert!(run.ok, "{}", run.stderr);
    let essay = read(&test, "book/book/essay.md");
    assert!(essay.starts_with("# 把灯留给晚归的人\n\n原创 河湾"), "{essay}");
    assert!(essay.contains("## 「02」\u{3000}谁来留灯\n"), "{essay}");
    let credits = read(&test, "book/book/credits.md");
    for line in ["点击上方蓝字关注我们", "往期推荐", "春天来了怎么种树", "点个在看", "阅读 1万+"]
    {
        assert!(credits.contains(line) && !essay.contains(line), "{line}\n{credits}");
    }
    assert!(read(&test, "book/book.toml").contains("authors = [\"河湾\"]"));
}

#[test]
fn text_before_the_first_heading_is_text_and_no_title() {
    let text = "写在前面的话\n\n# 起因\n\n镇上的路灯换了三年。\n\n# 经过\n\n灯是大家的。\n";
    let test = BookTest::empty().file("lamp.md", text);
    assert!(new(&test, &["--from", "lamp.md", "--split", "none"]).ok);
    let essay = read(&test, "book/book/essay.md");
    assert!(essay.starts_with("写在前面的话\n\n"), "{essay}");
}

#[test]
fn one_text_in_two_languages_is_taken_apart() {
    let lines = |text: &str| -> Vec<String> {
        text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_string).collect()
    };
    let pairs = lines(ESSAY).into_iter().zip(lines(TRANSLATION));
    let (zh_first, en_first): (Vec<String>, Vec<String>) =
        pairs.map(|(zh, en)| (format!("{zh}\n{en}\n"), format!("{en}\n{zh}\n"))).unzip();
    for (text, source) in [(zh_first.concat(), "zh-Hans"), (en_first.concat(), "en")] {
        let test = BookTest::empty().file("lamp.txt", &text);
        let run = new(&test, &["--from", "lamp.txt"]);
        assert!(run.ok, "{}", run.stderr);
        assert!(run.stdout.contains("one text in two languages, taken apart: "), "{}", run.stdout);
        assert!(run.stdout.contains(&format!("headings in {source}, ")), "{}", run.stdout);
        let report = report(&test);
        for pair in report["chapters"]
            .as_array()
            .unwrap()
            .iter()
            .flat_map(|c| c["pairs"].as_array().unwrap())
        {
            assert_eq!(pair["status"], "translated", "{pair}");
        }
        let swapped = BookTest::empty().file("lamp.txt", &text);
        let other = if source == "en" { "zh" } else { "en" };
        let run = new(&swapped, &["--from", "lamp.txt", "--source-language", other]);
        assert!(
            run.stdout.contains(&format!("headings in {other}")),
            "{}{}",
            run.stdout,
            run.stderr
        );
    }
}

#[test]
fn a_translation_with_chapters_gives_the_book_its_chapters() {
    let test = essay()
        .file("en/start.md", "# Why the Lamps\n\nThe Duty Room, Hewan Town\n\nThe street lamps have been changed for three years, and people still ask: does it save power?\n")
        .file("en/words.md", "# Words\n\nTo “leave the light on” means not to switch off before the last bus is in.\n")
        .file("en/wrong.md", "# Two Misunderstandings\n\n1. Leaving the light on is a waste.\n\n   It is not so. A lamp costs 3.5 yuan a night, and a fall costs hundreds.\n\n2. Leaving the light on is the duty room’s business.\n\n   The lamps belong to everyone, and you too may be the one who switches off.\n");
    let run = new(&test, &["--from", "lamp.txt", "--translation", "en"]);
    assert!(run.ok, "{}", run.stderr);
    let report = report(&test);
    let chapters = report["chapters"].as_array().unwrap();
    let paths: Vec<&str> = chapters.iter().map(|c| c["path"].as_str().unwrap()).collect();
    assert_eq!(paths, ["start.md", "words.md", "wrong.md", "credits.md"]);
    for pair in chapters[..3].iter().flat_map(|chapter| chapter["pairs"].as_array().unwrap()) {
        assert_eq!(pair["status"], "translated", "{pair}");
    }
}

#[test]
fn a_catalog_becomes_the_books_translation() {
    let po = "msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=UTF-8\\n\"\n\nmsgid \"留灯就是浪费。\"\nmsgstr \"Leaving the light on is a waste.\"\n";
    let test = essay().file("en.po", po);
    let run = new(&test, &["--from", "lamp.txt", "--translation", "en.po"]);
    assert!(run.ok, "{}", run.stderr);
    assert!(read(&test, "book/book.toml").contains("translation = \"po/en.po\""));
    assert_eq!(read(&test, "book/po/en.po"), po);
}

#[track_caller]
fn refused(test: &BookTest, args: &[&str], message: &str) {
    let run = new(test, args);
    assert!(!run.ok && run.stderr.contains(message), "{}", run.stderr);
    assert!(!test.path("book").exists(), "nothing may be written");
}

#[test]
fn bad_input_is_named_and_nothing_is_written() {
    let test = essay()
        .file("empty.txt", " \n\n")
        .file("long.txt", &"灯".repeat(350_000))
        .bytes("binary.txt", &[0x7f, b'E', b'L', b'F', 0, 1, 0, 0, 0, 2])
        .bytes("gb.txt", &encoding_rs::GB18030.encode(ESSAY).0)
        .file("open.po", "msgid \"\"\nmsgstr \"\"\n\nmsgid \"灯\nmsgstr \"lamp\"\n")
        .file("broken.docx", "PK")
        .file("page.txt", "<!DOCTYPE html>\n<p>灯</p>\n")
        .file("word.txt", "{\\rtf1\\ansi lamp}\n");
    refused(&test, &["--from", "page.txt"], "`page.txt` is a web page, not plain text");
    refused(&test, &["--from", "word.txt"], "`word.txt` is an RTF file, not plain text");
    refused(&test, &["--from", "."], "`.` is not an essay");
    refused(&test, &["--from", "lamp.en.txt"], "e.g. `--target-language zh-Hans`");
    refused(&test, &["--from", "none.txt"], "`none.txt` cannot be read");
    refused(&test, &["--from", "empty.txt"], "`empty.txt` is empty");
    refused(&test, &["--from", "long.txt"], "line 1 is 1050000 bytes long");
    refused(&test, &["--from", "binary.txt"], "not a text file");
    refused(&test, &["--from", "broken.docx"], "cannot be read as a .docx file");
    refused(&test, &["--from", "gb.txt", "--encoding", "utf-8"], "it is not UTF-8 text: line 1");
    refused(&test, &["--from", "lamp.txt", "--encoding", "martian"], "there is no such encoding");
    refused(&test, &["--from", "lamp.txt", "--translation", "open.po"], "open.po:4: a string");
    refused(
        &test,
        &["--from", "lamp.en.txt", "--translation", "lamp.txt"],
        "looks like the two languages are exchanged",
    );
    refused(&test, &["--from", "lamp.txt", "--translation", "lamp.txt"], "are both 中文");
}

#[test]
fn a_translation_of_another_length_is_said() {
    let test = essay().file("twice.txt", &format!("{TRANSLATION}{TRANSLATION}"));
    let run = new(&test, &["--from", "lamp.txt", "--translation", "twice.txt"]);
    assert!(run.ok && run.stderr.contains("the translation has 2"), "{}", run.stderr);
}

#[test]
fn a_directory_with_files_is_refused_and_an_empty_one_is_taken() {
    let test = essay().file("book/mine.txt", "mine");
    let run = new(&test, &["--from", "lamp.txt"]);
    assert!(!run.ok && run.stderr.contains("not an empty directory"), "{}", run.stderr);
    assert_eq!(read(&test, "book/mine.txt"), "mine");
    std::fs::remove_file(test.path("book/mine.txt")).unwrap();
    assert!(new(&test, &["--from", "lamp.txt"]).ok);
}

#[test]
fn a_place_that_cannot_be_written_is_said() {
    let test = essay();
    let run = test.run(&["new", "lamp.txt/book", "--from", "lamp.txt"]);
    assert!(!run.ok && run.stderr.contains("nothing was written"), "{}", run.stderr);
    let left: Vec<_> = std::fs::read_dir(test.root()).unwrap().collect();
    assert_eq!(left.len(), 2, "{left:?}");
}

#[test]
fn the_next_step_can_be_pasted_where_the_directory_has_a_space() {
    let test = essay();
    let run = test.run(&["new", "我的 书", "--from", "lamp.txt"]);
    assert!(run.stdout.contains("  cd '我的 书'\n"), "{}", run.stdout);
}

#[test]
fn the_help_shows_an_example() {
    let help = program().args(["new", "--help"]).output().unwrap();
    assert!(String::from_utf8(help.stdout).unwrap().contains("new my-book --from essay.txt"));
}

#[test]
fn the_translation_of_another_text_is_noticed() {
    let other = std::fs::read_to_string(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/tests/essays/accident-free-days.en.txt"
    ));
    let own = std::fs::read_to_string(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/tests/essays/bedside-nursing.zh.txt"
    ));
    let test = BookTest::empty().file("a.txt", &own.unwrap()).file("b.txt", &other.unwrap());
    assert!(new(&test, &["--from", "a.txt", "--translation", "b.txt", "--split", "none"]).ok);
    let check = test.run(&["check", "book"]);
    assert!(check.stdout.contains("does not look like a translation of"), "{}", check.stdout);
}

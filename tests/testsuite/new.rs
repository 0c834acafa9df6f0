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

    let mut docx = docx_rs::Docx::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let run = docx_rs::Run::new().add_text(line);
        docx = docx.add_paragraph(docx_rs::Paragraph::new().add_run(run));
    }
    let mut bytes = std::io::Cursor::new(Vec::new());
    docx.build().pack(&mut bytes).unwrap();
    let test = BookTest::empty().bytes("lamp.docx", bytes.get_ref());
    let run = new(&test, &["--from", "lamp.docx"]);
    assert!(run.ok, "{}", run.stderr);
    assert!(read(&test, "book/book/part-2.md").contains("留灯就是浪费"));

    let markdown = "# 灯\n\n## 一节\n\n见`a,b`，**要紧**,请看。\n\n```text\na,b\n```\n";
    let test = BookTest::empty().file("lamp.md", markdown);
    assert!(new(&test, &["--from", "lamp.md"]).ok);
    let essay = read(&test, "book/book/essay.md");
    assert_eq!(essay, markdown.replace("**,请", "**，请"));
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

//! What cannot be read ends in a message that helps, never in a panic.

use crate::support::{BookTest, Run};
use std::process::Stdio;

fn said(run: &Run, expected: &[&str]) {
    assert!(!run.stderr.contains("panicked"), "{}", run.stderr);
    for part in expected {
        assert!(run.stderr.contains(part), "`{part}` is not in:\n{}", run.stderr);
    }
}

#[test]
fn a_missing_translation_is_a_warning_with_its_path() {
    let book = BookTest::chapter("茶。", "Tea.");
    std::fs::remove_file(book.path("src/en/one.md")).unwrap();
    let run = book.run(&["build"]);
    assert!(run.ok, "{}", run.stderr);
    said(&run, &["one.md", "no translation"]);
    assert!(book.page("one.html").contains("未翻译"));
}

#[test]
fn a_missing_translation_directory_is_an_error() {
    let book = BookTest::chapter("茶。", "Tea.").toml("translation = \"fr\"\n");
    let run = book.run(&["build"]);
    assert!(!run.ok);
    said(&run, &["translation = \"fr\"", "no directory", "help:"]);
    assert!(!book.path("site").exists());
}

#[test]
fn a_translation_outside_the_book_is_refused() {
    for path in ["../en", "/etc", "."] {
        let book = BookTest::chapter("茶。", "Tea.").toml(&format!("translation = \"{path}\"\n"));
        let run = book.run(&["build"]);
        assert!(!run.ok, "{path}");
        said(&run, &["does not lie in", "help:"]);
    }
}

#[test]
fn text_that_is_not_utf8_is_named_with_its_line() {
    let book = BookTest::chapter("茶。", "").bytes("src/en/one.md", b"Tea.\n\n\xb2\xe8\n");
    let run = book.run(&["build"]);
    assert!(!run.ok);
    said(&run, &["one.md", "line 3", "UTF-8"]);
}

#[test]
fn a_summary_that_names_a_missing_file_does_not_panic() {
    let book = BookTest::chapter("茶。", "Tea.")
        .file("src/SUMMARY.md", "- [一](one.md)\n- [二](two.md)\n");
    said(&book.run(&["inspect"]), &[]);
}

#[test]
fn an_unclosed_fence_takes_the_rest_and_nothing_more() {
    let book = BookTest::chapter("茶。\n\n```\n水\n", "Tea.\n\n```\nwater\n");
    book.build();
    assert_eq!(book.pairs(0).len(), 2);
}

#[test]
fn one_line_of_ten_megabytes_is_read() {
    let source = "茶叶产于山中。".repeat(500_000);
    let target = "Tea grows in the hills. ".repeat(420_000);
    let book = BookTest::chapter(&source, &target);
    let run = book.run(&["inspect"]);
    assert!(run.ok, "{}", run.stderr);
}

#[test]
fn nesting_five_thousand_deep_is_read() {
    let deep = format!("{}茶\n", "> ".repeat(5_000));
    let book = BookTest::chapter(&deep, &deep.replace('茶', "tea"));
    let run = book.run(&["inspect"]);
    assert!(run.ok, "{}", run.stderr);
}

#[test]
fn a_directory_without_a_book_is_named() {
    let run = BookTest::empty().run(&["build"]);
    assert!(!run.ok);
    said(&run, &["book.toml", "help:"]);
}

#[test]
fn an_mdbook_that_may_not_fit_is_a_warning() {
    let input =
        r#"[{"root":".","config":{},"renderer":"html","mdbook_version":"0.4.40"},{"items":[]}]"#;
    let output = crate::support::program().write_stdin(input).output().unwrap();
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(stderr.contains("0.4.40"), "{stderr}");
}

#[test]
fn garbage_on_stdin_is_an_error() {
    let output = crate::support::program().write_stdin("{nonsense").output().unwrap();
    assert!(!output.status.success());
    assert!(!String::from_utf8_lossy(&output.stderr).contains("panicked"));
}

#[test]
fn looking_at_a_book_creates_no_chapter() {
    let book = BookTest::chapter("茶。", "Tea.")
        .file("src/SUMMARY.md", "- [一](one.md)\n- [二](two.md)\n");
    let run = book.run(&["check"]);
    assert!(!run.ok);
    said(&run, &["two.md"]);
    assert!(!book.path("src/two.md").exists());
}

#[test]
fn a_build_says_the_first_of_many_warnings_and_how_many_more_there_are() {
    let source: String = (1..=9).map(|n| format!("第{n}杯茶凉了。\n\n")).collect();
    let run = BookTest::chapter(&source, "").run(&["build"]);
    assert!(run.ok, "{}", run.stderr);
    assert_eq!(run.stderr.matches("warning[untranslated-block]").count(), 3, "{}", run.stderr);
    said(&run, &["6 more `untranslated-block`", "mdbook-bilingual check"]);
}

#[test]
fn a_reader_who_has_seen_enough_is_no_error() {
    let long: String = (1..=900).map(|n| format!("第{n}杯茶凉了。\n\n")).collect();
    let book = BookTest::chapter(&long, "");
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_mdbook-bilingual"));
    let command = command.args(["inspect"]).arg(book.root());
    let mut run = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(run.stdout.take());
    let run = run.wait_with_output().unwrap();
    assert!(run.status.success());
    assert_eq!(String::from_utf8_lossy(&run.stderr), "");
}

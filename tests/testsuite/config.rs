//! book.toml: what it may say, and what is said about mistakes in it.

use crate::support::BookTest;

fn fails(book: &BookTest, expected: &[&str]) {
    let run = book.run(&["build"]);
    assert!(!run.ok, "built all the same");
    for part in expected {
        assert!(run.stderr.contains(part), "`{part}` is not in:\n{}", run.stderr);
    }
    assert!(!book.path("site").exists(), "something was written");
}

#[test]
fn an_unknown_key_names_the_nearest() {
    let book = BookTest::chapter("茶。", "Tea.").toml("translatoin = \"en\"\n");
    fails(&book, &["unknown key `translatoin`", "did you mean `translation`"]);
}

#[test]
fn an_unknown_key_in_a_table_names_the_nearest() {
    let book = BookTest::chapter("茶。", "Tea.")
        .toml("translation = \"en\"\n[preprocessor.bilingual.callouts]\nenabel = true\n");
    fails(&book, &["[preprocessor.bilingual.callouts]", "did you mean `enable`"]);
}

#[test]
fn a_build_directory_that_holds_the_sources_is_refused() {
    for dir in ["src", ".", "src/site"] {
        let book = BookTest::chapter("茶。", "Tea.");
        let toml = std::fs::read_to_string(book.path("book.toml")).unwrap();
        let book = book.file("book.toml", &toml.replace("\"site\"", &format!("\"{dir}\"")));
        fails(&book, &["overlap", "build-dir = \"site\""]);
        assert!(book.path("src/one.md").exists());
    }
}

#[test]
fn a_mismatch_can_fail_the_build() {
    let book = BookTest::chapter(
        "# 茶\n\n茶叶产于山中，采摘要赶早。\n\n水温以八十度为宜，太烫会把叶子烫坏。\n",
        "# Tea\n\nTea grows in the hills and has to be picked early.\n",
    )
    .toml("translation = \"en\"\non-mismatch = \"error\"\n");
    fails(&book, &["untranslated-block", "one.md"]);
}

#[test]
fn every_command_shows_an_example() {
    let book = BookTest::empty();
    let help = book.run(&["--help"]).stdout;
    let commands: Vec<&str> = help
        .split("Commands:")
        .nth(1)
        .unwrap()
        .lines()
        .filter_map(|line| line.strip_prefix("  ")?.split(' ').next())
        .filter(|name| !name.is_empty() && *name != "help" && !name.starts_with('-'))
        .collect();
    assert!(commands.contains(&"build") && commands.contains(&"inspect"), "{help}");
    for command in commands {
        let help = book.run(&[command, "--help"]).stdout;
        assert!(help.contains("Example"), "`{command} --help` has no example:\n{help}");
    }
}

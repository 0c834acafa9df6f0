//! `glossary draft`: proposed terms, printed or added to the author's file.

use crate::support::BookTest;

const SOURCE: &str = "# 仓库\n\n热备是指让另一台机器一直跟着跑。\n\n\
                      我们把没有人认领的工单叫做“孤单”。\n";
const TARGET: &str = "# Store\n\nHot standby means keeping a second machine running.\n\n\
                      A job that nobody claims we call an “orphan job”.\n";

#[test]
fn prints_what_the_text_defines_and_touches_nothing() {
    let book = BookTest::chapter(SOURCE, TARGET);
    let run = book.run(&["glossary", "draft"]);
    assert!(run.ok, "{}", run.stderr);
    assert!(run.stdout.contains("source = \"热备\"\ntarget = \"hot standby\""), "{}", run.stdout);
    assert!(run.stdout.contains("target = \"orphan job\""), "{}", run.stdout);
    assert!(!book.path("src/glossary.toml").exists());
}

#[test]
fn adds_to_the_authors_file_without_changing_it_and_only_once() {
    let author = "# mine\n[[term]]\nsource = \"熱備\"\ntarget = \"warm spare\"\n";
    let book = BookTest::chapter(SOURCE, TARGET).file("src/glossary.toml", author);
    for _ in 0..2 {
        let run = book.run(&["glossary", "draft", "--write"]);
        assert!(run.ok, "{}", run.stderr);
    }
    let text = std::fs::read_to_string(book.path("src/glossary.toml")).unwrap();
    assert!(text.starts_with(author), "{text}");
    assert_eq!(text.matches("[[term]]").count(), 2, "{text}");
    assert_eq!(text.matches("draft = true").count(), 1, "{text}");
    let glossary = book.inspect()["glossary"].clone();
    assert_eq!(glossary[1]["target"], "orphan job");
    assert_eq!(glossary[1]["draft"], true);
}

#[test]
fn a_file_that_takes_no_further_terms_is_left_alone() {
    let author = "term = [{ source = \"甲\", target = \"a\" }]\n";
    let book = BookTest::chapter(SOURCE, TARGET).file("src/glossary.toml", author);
    let run = book.run(&["glossary", "draft", "--write"]);
    assert!(!run.ok);
    assert!(run.stderr.contains("= help:"), "{}", run.stderr);
    assert_eq!(std::fs::read_to_string(book.path("src/glossary.toml")).unwrap(), author);
}

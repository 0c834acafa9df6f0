//! Reviewed pairs: `accept` and what it changes.

use crate::support::BookTest;

const SOURCE: &str = "# 茶\n\n先有水。\n\n再有茶。\n";
const TARGET: &str = "# Tea\n\nWater comes first.\n\nThen comes tea.\n";

fn accepted() -> BookTest {
    let book = BookTest::chapter(SOURCE, TARGET);
    let run = book.run(&["accept"]);
    assert!(run.ok, "{}", run.stderr);
    assert!(run.stdout.contains("3 reviewed pairs, 3 new, 0 gone"), "{}", run.stdout);
    book
}

fn lock(book: &BookTest) -> String {
    std::fs::read_to_string(book.path("bilingual.lock")).unwrap()
}

fn status(book: &BookTest) -> Vec<String> {
    let report = book.inspect();
    let pairs = report["chapters"][0]["pairs"].as_array().unwrap();
    pairs.iter().map(|pair| pair["status"].as_str().unwrap().to_string()).collect()
}

#[test]
fn accept_writes_one_sorted_line_a_pair_and_twice_is_once() {
    let book = accepted();
    let first = lock(&book);
    assert_eq!(first.lines().filter(|line| line.starts_with("one.md p-")).count(), 3);
    let mut sorted: Vec<&str> = first.lines().skip(1).collect();
    sorted.sort_unstable();
    assert_eq!(sorted, first.lines().skip(1).collect::<Vec<_>>());
    assert!(book.run(&["accept"]).ok);
    assert_eq!(lock(&book), first);
}

#[test]
fn a_changed_source_is_stale_on_the_page_in_check_and_in_the_build() {
    let book = accepted().file("src/one.md", &SOURCE.replace("先有水", "先有热水"));
    assert_eq!(status(&book), ["translated", "stale", "translated"]);
    let page = book.build().page("one.html");
    assert!(page.contains("译文待更新"), "{page}");
    let check = book.run(&["check"]);
    assert!(check.ok && check.stdout.contains("stale-pair"), "{}", check.stdout);
    assert!(check.stdout.contains("one.md:3:1") && check.stdout.contains("line 3 of `en/one.md`"));
    let strict = book.toml("translation = \"en\"\non-stale = \"error\"\n");
    let run = strict.run(&["build"]);
    assert!(!run.ok && run.stderr.contains("stale-pair"), "{}", run.stderr);
    assert!(strict.run(&["accept"]).ok);
    assert!(strict.run(&["build"]).ok);
}

#[test]
fn white_space_and_punctuation_width_are_no_change() {
    let book = accepted().file("src/one.md", "# 茶\n\n先有水.\n\n再有 茶。\n");
    assert_eq!(status(&book), ["translated"; 3]);
}

#[test]
fn a_reviewed_pair_stays_together_when_text_around_it_goes() {
    let book = accepted().file("src/one.md", "# 茶\n\n再有茶。\n").file(
        "src/en/one.md",
        "# Tea\n\nSomething long that nobody has reviewed.\n\nThen comes tea.\n",
    );
    let pairs = book.pairs(0);
    assert!(pairs.contains(&("再有茶。".into(), "Then comes tea.".into())), "{pairs:?}");
}

#[test]
fn one_chapter_alone_can_be_accepted() {
    let book = BookTest::chapter(SOURCE, TARGET)
        .file("src/SUMMARY.md", "- [一](one.md)\n- [二](two.md)\n")
        .file("src/two.md", "饭。\n")
        .file("src/en/two.md", "Rice.\n");
    assert!(book.run(&["accept", "--chapter", "two.md"]).ok);
    assert!(lock(&book).contains("two.md p-") && !lock(&book).contains("one.md p-"));
    let run = book.run(&["accept", "--chapter", "three.md"]);
    assert!(!run.ok && run.stderr.contains("one.md, two.md"), "{}", run.stderr);
}

#[test]
fn a_merge_conflict_in_the_lock_is_named_with_its_line() {
    let book = accepted();
    let text = lock(&book);
    std::fs::write(book.path("bilingual.lock"), format!("{text}<<<<<<< ours\n")).unwrap();
    let run = book.run(&["build"]);
    assert!(!run.ok);
    assert!(run.stderr.contains("bilingual.lock:5: a merge conflict"), "{}", run.stderr);
}

#[cfg(unix)]
#[test]
fn a_lock_that_cannot_be_written_is_left_as_it_was() {
    use std::os::unix::fs::PermissionsExt;
    let book = accepted().file("src/one.md", &SOURCE.replace("先有水", "先有热水"));
    let before = lock(&book);
    let mode = |mode| std::fs::set_permissions(book.root(), PermissionsExt::from_mode(mode));
    mode(0o555).unwrap();
    let run = book.run(&["accept"]);
    mode(0o755).unwrap();
    // The superuser may write anywhere.
    if !run.ok {
        assert!(run.stderr.contains("cannot be written"), "{}", run.stderr);
        assert_eq!(lock(&book), before);
    }
}

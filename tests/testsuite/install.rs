//! `install`: the plugin comes to a book that is there already.

use crate::support::BookTest;

fn plain_book() -> BookTest {
    BookTest::empty()
        .file("book.toml", "# mine\n[book]\ntitle = \"山\"\n\n[build]\nbuild-dir = \"site\"\n")
        .file("src/SUMMARY.md", "# 目录\n\n- [山](hill.md)\n")
        .file("src/hill.md", "# 山\n\n山不高。\n")
        .file("src/en/hill.md", "# The Hill\n\nThe hill is not high.\n")
}

fn read(book: &BookTest, path: &str) -> String {
    std::fs::read_to_string(book.path(path)).unwrap()
}

#[test]
fn an_installed_book_builds_with_its_theme() {
    let book = plain_book();
    assert!(book.run(&["install"]).ok);
    assert!(read(&book, "book.toml").starts_with("# mine\n[book]\ntitle = \"山\"\n"));
    let page = book.build().page("hill.html");
    assert!(page.contains("The hill is not high."), "{page}");
    let html = read(&book, "site/hill.html");
    assert!(html.contains("theme/bilingual-") && html.contains(".css"), "{html}");
    assert!(!book.run(&["build"]).stderr.contains("WARN"));
}

#[test]
fn a_second_run_changes_nothing() {
    let book = plain_book();
    book.run(&["install"]);
    let before = [read(&book, "book.toml"), read(&book, "theme/bilingual.js")];
    let again = book.run(&["install"]);
    assert!(again.ok && again.stderr.contains("nothing to do"), "{}", again.stderr);
    assert_eq!(before, [read(&book, "book.toml"), read(&book, "theme/bilingual.js")]);
}

#[test]
fn a_dry_run_shows_the_change_and_makes_none() {
    let book = plain_book();
    let run = book.run(&["install", "--dry-run"]);
    assert!(run.stdout.contains("+ [preprocessor.bilingual]"), "{}", run.stdout);
    assert!(!book.path("theme").exists());
    assert!(!read(&book, "book.toml").contains("bilingual"));
}

#[test]
fn a_changed_file_is_kept_unless_forced() {
    let book = plain_book();
    book.run(&["install"]);
    let mine = format!("{}\n.bi {{ color: red }}\n", read(&book, "theme/bilingual.css"));
    let book = book.file("theme/bilingual.css", &mine);
    let run = book.run(&["install"]);
    assert!(!run.ok && run.stderr.contains("changed by hand"), "{}", run.stderr);
    assert_eq!(read(&book, "theme/bilingual.css"), mine);
    assert!(book.run(&["install", "--force"]).ok);
    assert_ne!(read(&book, "theme/bilingual.css"), mine);
}

#[test]
fn a_build_writes_the_theme_files_that_the_book_loads_and_lacks() {
    let book = plain_book();
    book.run(&["install"]);
    let css = read(&book, "theme/bilingual.css");
    std::fs::remove_dir_all(book.path("theme")).unwrap();
    book.build();
    assert_eq!(read(&book, "theme/bilingual.css"), css);
    assert!(book.run(&["install"]).stderr.contains("nothing to do"));
}

#[test]
fn a_file_of_the_authors_that_is_named_like_ours_is_not_made_up() {
    let book = plain_book();
    book.run(&["install"]);
    let toml = read(&book, "book.toml").replace("theme/search.js", "js/search.js");
    let book = book.file("book.toml", &toml);
    let run = book.run(&["build"]);
    assert!(!run.ok && run.stderr.contains("js/search.js"), "{}", run.stderr);
    assert!(!book.path("js").exists());
}

#[test]
fn an_empty_file_is_nobodys_work() {
    let book = plain_book();
    book.run(&["install"]);
    let css = read(&book, "theme/bilingual.css");
    let book = book.file("theme/bilingual.css", "");
    assert!(book.run(&["install"]).ok);
    assert_eq!(read(&book, "theme/bilingual.css"), css);
}

#[test]
fn a_build_with_another_versions_files_says_what_to_run() {
    let book = plain_book();
    book.run(&["install"]);
    let old = read(&book, "theme/bilingual.css").replacen(env!("CARGO_PKG_VERSION"), "0.0.1", 1);
    let (line, _) = old.split_once('\n').unwrap();
    let (start, _) = line.trim_end_matches(" */").rsplit_once(' ').unwrap();
    // The first 12 digits of the SHA-256 of `p {}` and a line end.
    let book = book.file("theme/bilingual.css", &format!("{start} c9dd3e1410d3 */\np {{}}\n"));
    let run = book.run(&["build"]);
    assert!(run.ok && run.stderr.contains("mdbook-bilingual 0.0.1"), "{}", run.stderr);
    assert!(run.stderr.contains("mdbook-bilingual install"), "{}", run.stderr);
}

#[test]
fn a_build_without_the_theme_says_what_to_run() {
    let book = BookTest::chapter("# 山\n", "# Hill\n");
    let run = book.run(&["build"]);
    assert!(run.ok && run.stderr.contains("mdbook-bilingual install"), "{}", run.stderr);
}

#[test]
fn a_book_that_names_no_language_gets_the_one_it_is_written_in() {
    let book = plain_book();
    book.run(&["install"]);
    assert!(read(&book, "book.toml").contains("language = \"zh-Hans\""));
    assert_eq!(book.inspect()["source_language"], "zh-Hans");
}

#[test]
fn a_chinese_book_under_mdbooks_own_language_says_what_to_write() {
    let book = plain_book().file("book.toml", "[book]\ntitle = \"山\"\nlanguage = \"en\"\n");
    book.run(&["install"]);
    let run = book.run(&["build"]);
    assert!(run.stderr.contains("language = \"zh-Hans\""), "{}", run.stderr);
}

#[test]
fn a_book_without_a_translation_says_where_it_goes() {
    let book = plain_book();
    std::fs::remove_dir_all(book.path("src/en")).unwrap();
    let run = book.run(&["install"]);
    assert!(run.ok && run.stderr.contains("translation = \"en\""), "{}", run.stderr);
}

//! A site takes its place whole, and holds what pages need.

use crate::support::BookTest;
use std::collections::BTreeMap;
use std::path::Path;

fn book() -> BookTest {
    BookTest::chapter("# 茶\n\n茶叶产于山中。\n", "# Tea\n\nTea grows in the hills.\n")
}

/// Every file below a directory, by its path.
fn files(dir: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut all = BTreeMap::new();
    for entry in std::fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        match path.is_dir() {
            true => {
                all.extend(files(&path).into_iter().map(|(file, b)| (format!("{name}/{file}"), b)));
            }
            false => drop(all.insert(name, std::fs::read(&path).unwrap())),
        }
    }
    all
}

/// The same book with a style sheet that is not there: mdBook fails in the
/// middle of the pages.
fn broken(book: BookTest) -> BookTest {
    let toml = std::fs::read_to_string(book.path("book.toml")).unwrap();
    let html = "[output.html]\nadditional-css = [\"gone.css\"]";
    book.file("book.toml", &toml.replace("[output.html]", html))
}

fn names(dir: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(dir).unwrap();
    let mut names: Vec<_> =
        entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn a_build_that_fails_leaves_the_old_site_and_nothing_else() {
    let book = book();
    let (before, beside) = (files(book.build().path("site").as_path()), names(book.root()));
    let book = broken(book.file("src/one.md", "# 水\n"));
    let run = book.run(&["build"]);
    assert!(!run.ok && run.stderr.contains("gone.css"), "{}", run.stderr);
    assert!(files(&book.path("site")) == before, "the old site has changed");
    assert_eq!(names(book.root()), beside);
}

#[test]
fn what_a_killed_build_left_is_put_back_or_removed() {
    let book = book();
    let before = files(book.build().path("site").as_path());
    std::fs::rename(book.path("site"), book.path(".site.mdbook-bilingual-old")).unwrap();
    let book = broken(book.file(".site.mdbook-bilingual-new/half.html", "<p>"));
    assert!(!book.run(&["build"]).ok);
    assert!(files(&book.path("site")) == before, "the old site is not back");
    assert!(!book.path(".site.mdbook-bilingual-old").exists());
    assert!(!book.path(".site.mdbook-bilingual-new").exists());
}

#[test]
fn a_page_that_is_gone_from_the_book_is_gone_from_the_site() {
    let book = book().file("src/SUMMARY.md", "- [一](one.md)\n- [二](two.md)\n");
    let book = book.file("src/two.md", "# 二\n").file("src/en/two.md", "# Two\n");
    assert!(book.build().path("site/two.html").is_file());
    let book = book.file("src/SUMMARY.md", "- [一](one.md)\n");
    assert!(!book.build().path("site/two.html").exists());
}

#[test]
fn a_directory_outside_the_book_that_is_no_site_is_refused() {
    let inner = BookTest::empty()
        .file("book/book.toml", "[book]\nlanguage = \"zh\"\n[build]\nbuild-dir = \"../out\"\n")
        .file("book/src/SUMMARY.md", "- [一](one.md)\n")
        .file("book/src/one.md", "# 一\n")
        .file("out/letters/1.txt", "mine");
    let run = inner.run(&["build", "book"]);
    assert!(!run.ok, "built all the same");
    for part in ["outside the book", "`letters`", "build-dir"] {
        assert!(run.stderr.contains(part), "`{part}` is not in:\n{}", run.stderr);
    }
    assert_eq!(names(inner.root()), ["book", "out"]);
    assert_eq!(std::fs::read(inner.path("out/letters/1.txt")).unwrap(), b"mine");

    std::fs::remove_dir_all(inner.path("out/letters")).unwrap();
    for _ in 0..2 {
        let run = inner.run(&["build", "book"]);
        assert!(run.ok, "{}", run.stderr);
        assert!(inner.path("out/one.html").is_file());
    }
}

#[test]
fn a_directory_that_holds_the_book_is_refused() {
    let book = book();
    let toml = std::fs::read_to_string(book.path("book.toml")).unwrap();
    let book = book.file("book.toml", &toml.replace("\"site\"", "\"..\""));
    let name = book.root().file_name().unwrap().to_str().unwrap().to_string();
    for root in [".", &format!("../{name}")] {
        let run = book.run(&["build", root]);
        assert!(!run.ok && run.stderr.contains("overlap"), "{}", run.stderr);
        assert!(book.path("src/one.md").is_file());
    }
}

#[cfg(unix)]
#[test]
fn a_link_in_place_of_the_site_stays_one() {
    let book = book().file("public/.keep", "");
    std::os::unix::fs::symlink("public", book.path("site")).unwrap();
    book.build();
    assert!(book.path("site").is_symlink());
    assert!(book.path("public/one.html").is_file());
}

#[test]
fn other_outputs_keep_what_they_have_made() {
    let book = book();
    let toml = std::fs::read_to_string(book.path("book.toml")).unwrap();
    let book = book
        .file("book.toml", &format!("{toml}\n[output.markdown]\n"))
        .file("site/cached/1.txt", "of another renderer");
    book.run(&["build"]);
    assert!(book.path("site/html/one.html").is_file());
    assert!(book.path("site/markdown/one.md").is_file());
    assert!(book.path("site/cached/1.txt").is_file());
}

#[test]
fn what_the_book_is_made_from_is_not_published() {
    let book = BookTest::bilingual()
        .toml(
            "translation = \"src/po/en.po\"\n[preprocessor.bilingual.handouts]\n\
             questions = \"asked/questions.toml\"\n",
        )
        .file("src/SUMMARY.md", "- [一](one.md)\n")
        .file("src/one.md", "# 一\n\n![图](p.svg)\n")
        .file("src/p.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>")
        .file("src/data.toml", "mine = true\n")
        .file("src/po/en.po", "msgid \"\"\nmsgstr \"\"\n\"Language: en\\n\"\n")
        .file("src/glossary.toml", "[[term]]\nsource = \"茶\"\ntarget = \"tea\"\n")
        .file("src/asked/questions.toml", "[[question]]\nsource = \"问？\"\n");
    book.build();
    let site = files(&book.path("site"));
    for input in ["glossary.toml", "po/en.po", "asked/questions.toml"] {
        assert!(!site.contains_key(input), "{input} is published");
        assert!(book.path("src").join(input).is_file(), "{input} is gone from the book");
    }
    assert!(site.contains_key("p.svg") && site.contains_key("data.toml"), "{:?}", site.keys());
}

#[test]
fn the_projects_site_has_no_font_that_no_page_loads() {
    let copy = crate::book::copy_of_the_book();
    let output = crate::support::program().arg("build").arg(copy.path()).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let site = files(&copy.path().join("site"));
    let styles: String = site
        .iter()
        .filter(|(name, _)| name.ends_with(".css"))
        .map(|(_, bytes)| String::from_utf8_lossy(bytes))
        .collect();
    let fonts = site.keys().filter(|name| name.ends_with(".woff2")).collect::<Vec<_>>();
    assert!(!fonts.is_empty());
    for font in fonts {
        assert!(styles.contains(font.rsplit('/').next().unwrap()), "no style names {font}");
    }
}

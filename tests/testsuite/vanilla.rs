//! The plugin under the real `mdbook` program gives the pages that `build`
//! gives. `MDBOOK` names the program; without it, the one on the PATH is taken,
//! and where there is none the test says so and ends.

use crate::book::copy_of_the_book;
use crate::support::program;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

fn mdbook() -> Option<PathBuf> {
    let program = std::env::var_os("MDBOOK").map_or_else(|| "mdbook".into(), PathBuf::from);
    let found = Command::new(&program).arg("--version").output().is_ok();
    assert!(found || std::env::var_os("CI").is_none_or(|_| skipped()), "CI has no mdbook");
    found.then_some(program)
}

/// The matrix of systems in CI runs without the programs that one job installs.
fn skipped() -> bool {
    std::env::var_os("BROWSER_TESTS").is_some_and(|value| value == "skip")
}

/// The content of every page, by path.
fn pages(site: &Path) -> BTreeMap<String, String> {
    let mut pages = BTreeMap::new();
    for entry in std::fs::read_dir(site).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "html") {
            let html = std::fs::read_to_string(&path).unwrap();
            let Some(start) = html.find("<main>") else { continue };
            let main = html[start..html.find("</main>").unwrap()].to_string();
            pages.insert(path.file_name().unwrap().to_string_lossy().into_owned(), main);
        }
    }
    pages
}

#[test]
fn mdbook_build_gives_the_same_pages() {
    let Some(mdbook) = mdbook() else {
        eprintln!("no mdbook program found: not compared");
        return;
    };
    let ours = copy_of_the_book();
    // `build` links the handouts it makes, which mdbook cannot know of.
    let output = program()
        .env("MDBOOK_PREPROCESSOR__BILINGUAL__HANDOUTS__ENABLE", "false")
        .arg("build")
        .arg(ours.path())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));

    let theirs = copy_of_the_book();
    let toml = std::fs::read_to_string(theirs.path().join("book.toml")).unwrap();
    let command = toml::Value::from(env!("CARGO_BIN_EXE_mdbook-bilingual")).to_string();
    let toml = toml.replace("\"cargo run --quiet --\"", &command);
    std::fs::write(theirs.path().join("book.toml"), toml).unwrap();
    let output = Command::new(mdbook).arg("build").arg(theirs.path()).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));

    let (ours, theirs) = (pages(&ours.path().join("site")), pages(&theirs.path().join("site")));
    assert!(ours.len() >= 6, "{:?}", ours.keys());
    assert_eq!(ours.keys().collect::<Vec<_>>(), theirs.keys().collect::<Vec<_>>());
    for (name, page) in &ours {
        assert_eq!(page, &theirs[name], "{name}");
    }
}

//! The book in this repository.

use crate::support::program;
use serde_json::Value;
use std::path::Path;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn every_pair_is_translated_and_there_is_nothing_to_say() {
    let output = program().args(["inspect", "--format", "json"]).arg(root()).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    let warnings: Vec<&Value> = report["diagnostics"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|found| found["severity"] != "note")
        .collect();
    assert!(warnings.is_empty(), "{warnings:#?}");
    for chapter in report["chapters"].as_array().unwrap() {
        for pair in chapter["pairs"].as_array().unwrap() {
            assert_eq!(pair["status"], "translated", "{pair}");
            assert_eq!(pair["source"].as_array().unwrap().len(), 1, "{pair}");
            assert_eq!(pair["target"].as_array().unwrap().len(), 1, "{pair}");
        }
    }
}

#[test]
fn it_builds_without_a_warning() {
    let copy = copy_of_the_book();
    let output = program().arg("build").arg(copy.path()).output().unwrap();
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{stderr}");
    assert!(!stderr.contains("WARN"), "{stderr}");
}

/// The book with its theme, to build it elsewhere.
pub(crate) fn copy_of_the_book() -> tempfile::TempDir {
    let copy = tempfile::tempdir().unwrap();
    for part in ["book", "theme"] {
        copy_all(&root().join(part), &copy.path().join(part));
    }
    std::fs::copy(root().join("book.toml"), copy.path().join("book.toml")).unwrap();
    copy
}

fn copy_all(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let goal = to.join(entry.file_name());
        match entry.file_type().unwrap().is_dir() {
            true => copy_all(&entry.path(), &goal),
            false => drop(std::fs::copy(entry.path(), goal).unwrap()),
        }
    }
}

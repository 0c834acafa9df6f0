//! How well the drafted glossary agrees with labelled essays, whole way from
//! the pasted text. The essays are in `tests/essays`: `NN.zh.txt`, `NN.en.txt`
//! and `NN.gold.json` with the terms.

use crate::support::BookTest;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

fn bare(text: &str) -> String {
    text.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect()
}

fn terms(list: &Value, source: &str, target: &str) -> BTreeMap<String, String> {
    let text = |term: &Value, key: &str| bare(term[key].as_str().unwrap_or_default());
    list.as_array()
        .into_iter()
        .flatten()
        .map(|term| (text(term, source), text(term, target)))
        .collect()
}

fn essays() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/essays");
    let mut essays: Vec<PathBuf> = std::fs::read_dir(folder)
        .into_iter()
        .flatten()
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.to_string_lossy().ends_with(".zh.txt"))
        .collect();
    essays.sort();
    essays
}

#[test]
fn the_drafted_glossary_agrees_with_the_labels() {
    let (mut wrong, mut hits) = (Vec::new(), 0);
    for essay in essays() {
        let beside = |end: &str| PathBuf::from(essay.to_string_lossy().replace(".zh.txt", end));
        let book = BookTest::empty();
        let (from, translation) = (essay.to_string_lossy(), beside(".en.txt"));
        let translation = translation.to_string_lossy();
        let run = book.run(&["new", "book", "--from", &from, "--translation", &translation]);
        assert!(run.ok, "{}", run.stderr);
        let run = book.run(&["inspect", "book", "--format", "json"]);
        let report: Value = serde_json::from_str(&run.stdout).unwrap();
        let gold = std::fs::read_to_string(beside(".gold.json")).unwrap();
        let gold: Value = serde_json::from_str(&gold).unwrap();
        let wanted = terms(&gold["terms"], "zh", "en");
        let found = terms(&report["glossary"], "source", "target");
        hits += found.iter().filter(|(term, target)| wanted.get(*term) == Some(target)).count();
        let pairs = wanted.iter().filter(|(term, target)| found.get(*term) != Some(target));
        wrong.extend(pairs.map(|pair| format!("{from}: missed {pair:?}")));
        let extra = found.keys().filter(|term| !wanted.contains_key(*term));
        wrong.extend(extra.map(|term| format!("{from}: {term} is no term")));
    }
    assert!(wrong.len() * 20 <= hits, "{hits} right\n{wrong:#?}");
}

//! How well the drafted glossary agrees with labelled essays, whole way from
//! the pasted text. The essays are in `tests/essays`: `NAME.zh.txt`, `NAME.en.txt`
//! and `NAME.gold.json` with the terms.

use crate::support::LabelledEssay;
use serde_json::Value;
use std::collections::BTreeMap;

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

#[test]
fn the_drafted_glossary_agrees_with_the_labels() {
    let (mut wrong, mut hits) = (Vec::new(), 0);
    for essay in LabelledEssay::all("") {
        let (from, report, gold) = (essay.name(), essay.report(), essay.labels());
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

//! Whole essays with labels: what is found in them, and what is not.

use super::support::{BookTest, LabelledEssay, report};
use serde_json::Value;
use std::path::{Path, PathBuf};

/// Letters, digits and Han characters only, to compare texts across formats.
fn bare(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// How many callouts are shown, how many of them rightly, how many boundaries are
/// shown or proposed, and how many there are.
#[derive(Debug, Default, PartialEq, Eq)]
struct Counts {
    shown: usize,
    right: usize,
    found: usize,
    labelled: usize,
}

/// What the author says whose essay it is.
const ESSAYS: &str = "[preprocessor.bilingual.callouts]\nessays = \"all\"\n";

/// The essay as a book, and its callouts against its labels.
fn count(essay: &LabelledEssay, config: &str, counts: &mut Counts) {
    let (name, text) = (essay.name(), essay.source());
    let (report, labels) = (essay.report_with(config), essay.labels());
    let lines: Vec<String> = text.lines().map(bare).collect();
    let mut open: Vec<Vec<String>> = labels["boundaries"]
        .as_array()
        .unwrap()
        .iter()
        .map(|boundary| {
            let evidence = boundary["evidence"].as_array().unwrap().iter();
            evidence.map(|line| lines[line.as_u64().unwrap() as usize - 1].clone()).collect()
        })
        .collect();
    counts.labelled += open.len();
    for chapter in report["chapters"].as_array().unwrap() {
        for callout in chapter["callouts"].as_array().unwrap() {
            let shown = callout["draft"] == false;
            counts.shown += usize::from(shown);
            let said = bare(callout["boundary"]["source"].as_str().unwrap());
            let fits = |lines: &Vec<String>| lines.iter().any(|line| line.contains(&said));
            match open.iter().position(fits) {
                Some(at) => {
                    open.remove(at);
                    counts.found += 1;
                    counts.right += usize::from(shown);
                }
                None if shown => eprintln!("{name}: {callout}"),
                None => {}
            }
        }
    }
}

/// The counts of all essays in a directory of `tests/essays`.
fn count_all(dir: &str, config: &str) -> Counts {
    let mut counts = Counts::default();
    LabelledEssay::all(dir).iter().for_each(|essay| count(essay, config, &mut counts));
    eprintln!("{counts:?}");
    counts
}

/// At least so many per cent of the labelled boundaries are shown, and of the
/// callouts shown so many per cent are labelled.
fn assert_measured(counts: &Counts, recall: usize, precision: usize) {
    assert!(counts.right * 100 >= counts.labelled * recall, "{counts:?}");
    assert!(counts.right * 100 >= counts.shown * precision, "{counts:?}");
}

#[test]
fn boundaries_are_found_in_the_essays_that_the_weights_are_fitted_to() {
    assert_measured(&count_all("", ESSAYS), 92, 92);
}

#[test]
fn boundaries_are_found_in_essays_that_the_weights_have_not_seen() {
    assert_measured(&count_all("unseen", ESSAYS), 90, 95);
}

#[test]
fn what_is_said_outright_in_a_few_lines_is_found_and_nothing_else() {
    assert_measured(&count_all("short", ESSAYS), 64, 100);
}

#[test]
fn without_a_word_of_the_author_an_essay_is_read_as_any_text() {
    let counts = count_all("unseen", "");
    assert_measured(&counts, 20, 95);
    assert!(counts.found * 100 >= counts.labelled * 80, "shown or proposed: {counts:?}");
}

/// The false callouts of a text of ordinary prose, and how many are right.
fn count_prose(text: &Path) -> (Vec<String>, usize) {
    let book = BookTest::empty().bytes("zh.md", &std::fs::read(text).unwrap());
    let made = book.run(&["new", "book", "--from", "zh.md"]);
    assert!(made.ok, "{}: {}", text.display(), made.stderr);
    let report = report(&book.root().join("book"));
    let labels = text.to_string_lossy().replace(".zh.md", ".json");
    let labels: Value = serde_json::from_slice(&std::fs::read(labels).unwrap()).unwrap();
    let quotes: Vec<String> = labels["boundaries"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|label| [&label["quote"], &label["claim_quote"]])
        .map(|quote| bare(quote.as_str().unwrap()))
        .collect();
    let (mut wrong, mut right) = (Vec::new(), 0);
    for chapter in report["chapters"].as_array().unwrap() {
        for callout in
            chapter["callouts"].as_array().unwrap().iter().filter(|c| c["draft"] == false)
        {
            let pairs = chapter["pairs"].as_array().unwrap().iter();
            let home: String = pairs
                .filter(|pair| callout["pairs"].as_array().unwrap().contains(&pair["id"]))
                .flat_map(|pair| pair["source"].as_array().unwrap())
                .map(|block| bare(block.as_str().unwrap()))
                .collect();
            match quotes.iter().any(|quote| home.contains(quote)) {
                true => right += 1,
                false => wrong.push(callout["misconception"]["source"].to_string()),
            }
        }
    }
    (wrong, right)
}

#[test]
fn ordinary_prose_has_hardly_a_callout_that_its_author_would_not_sign() {
    let prose = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/prose");
    let files = std::fs::read_dir(prose).unwrap().map(|file| file.unwrap().path());
    let texts: Vec<PathBuf> =
        files.filter(|file| file.to_string_lossy().ends_with(".zh.md")).collect();
    assert_eq!(texts.len(), 24);
    let counted = texts.iter().map(|text| count_prose(text));
    let (wrong, right) = counted.fold((Vec::new(), 0), |(mut all, sum), (wrong, right)| {
        all.extend(wrong);
        (all, sum + right)
    });
    eprintln!("{right} right, {} wrong", wrong.len());
    // 64,000 Han characters.
    assert!(wrong.len() <= 6, "{wrong:#?}");
}

//! Whole essays with labels: what is found in them, and what is not.

use super::support::LabelledEssay;

/// Letters, digits and Han characters only, to compare texts across formats.
fn bare(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// How many boundaries were found, how many of them rightly, and how many
/// there are.
#[derive(Debug, Default, PartialEq, Eq)]
struct Counts {
    found: usize,
    right: usize,
    labelled: usize,
}

/// The essay as a book, and its callouts against its labels.
fn count(essay: &LabelledEssay, counts: &mut Counts) {
    let (name, text) = (essay.name(), essay.source());
    let (report, labels) = (essay.report(), essay.labels());
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
            counts.found += 1;
            let said = bare(callout["boundary"]["source"].as_str().unwrap());
            let fits = |lines: &Vec<String>| lines.iter().any(|line| line.contains(&said));
            match open.iter().position(fits) {
                Some(at) => {
                    open.remove(at);
                    counts.right += 1;
                }
                None => eprintln!("{name}: {callout}"),
            }
        }
    }
}

/// The counts of all essays in a directory of `tests/essays`.
fn count_all(dir: &str) -> Counts {
    let mut counts = Counts::default();
    LabelledEssay::all(dir).iter().for_each(|essay| count(essay, &mut counts));
    eprintln!("{counts:?}");
    counts
}

/// At least so many per cent of the labelled boundaries are found, and of those
/// found so many per cent are labelled.
fn assert_measured(counts: &Counts, recall: usize, precision: usize) {
    assert!(counts.right * 100 >= counts.labelled * recall, "{counts:?}");
    assert!(counts.right * 100 >= counts.found * precision, "{counts:?}");
}

#[test]
fn boundaries_are_found_in_the_essays_that_the_weights_are_fitted_to() {
    assert_measured(&count_all(""), 92, 92);
}

#[test]
fn boundaries_are_found_in_essays_that_the_weights_have_not_seen() {
    assert_measured(&count_all("unseen"), 90, 95);
}

#[test]
fn what_is_said_outright_in_a_few_lines_is_found_and_nothing_else() {
    assert_measured(&count_all("short"), 64, 100);
}

//! Fits `weights.toml` to the labelled essays in `tests/essays`: logistic
//! regression with a ridge penalty, by Newton's method (iteratively reweighted
//! least squares; Hastie, Tibshirani, Friedman, The Elements of Statistical
//! Learning, 4.4.1). Essays in `tests/essays/unseen` are never fitted to.
//!
//! `BILINGUAL_FIT=1 cargo test --lib fit` writes the file anew.

use super::features::Features;
use super::weigh::{Seen, judge, see};
use super::weights::{Linear, WEIGHTS, Weights};
use super::*;
use crate::align;
use crate::document::Source;
use crate::import::{self, lines};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::{Path, PathBuf};

/// The ridge penalty on the weight of a standardised figure.
const PENALTY: f64 = 30.0;

/// An example: what is seen, and what it is.
type Example = (Features, bool);

/// An essay with its labels.
struct Essay {
    chapters: Vec<Source>,
    titles: Vec<String>,
    glossary: Glossary,
    traditional: bool,
    labels: Vec<Label>,
}

/// A labelled boundary, in bare text.
struct Label {
    /// Its lines.
    lines: Vec<String>,
    /// The clauses that say what is right.
    shown: Vec<String>,
    /// The wordings of the belief.
    believed: Vec<String>,
}

impl Label {
    /// Does this bare sentence say what is right?
    fn shows(&self, said: &str) -> bool {
        self.shown.iter().any(|s| said.contains(s) || (said.len() > 24 && s.contains(said)))
    }

    /// Does this bare sentence say the belief?
    fn believes(&self, said: &str) -> bool {
        self.believed.iter().any(|belief| said.contains(belief) || overlap(belief, said) >= 0.5)
    }
}

impl Essay {
    /// The letters of a text in the script of the passages.
    fn bare(&self, text: &str) -> String {
        bare(&text::fold(text, self.traditional))
    }
}

/// Letters and Han characters only, of text in one script.
fn bare(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn read(path: &Path) -> Essay {
    let name = path.to_string_lossy().replace(".zh.txt", "");
    let text = |end: &str| std::fs::read_to_string(format!("{name}{end}")).unwrap();
    let (source, target) = (text(".zh.txt"), text(".en.txt"));
    let gold: Value = serde_json::from_str(&text(".gold.json")).unwrap();
    let traditional = text::is_traditional(&source);
    let bare = |text: &str| bare(&text::fold(text, traditional));
    let bared: Vec<String> = source.lines().map(bare).collect();
    let labels = gold["boundaries"].as_array().unwrap().iter().map(|label| {
        let evidence = label["evidence"].as_array().unwrap().iter();
        let lines = evidence.map(|n| bared[n.as_u64().unwrap() as usize - 1].clone()).collect();
        let wordings = |one: &str, more: &str| {
            let more = label[more].as_array().into_iter().flatten();
            let all = std::iter::once(&label[one]).chain(more);
            all.filter_map(Value::as_str).map(bare).collect()
        };
        Label {
            lines,
            shown: wordings("boundary_zh", "boundary_alt"),
            believed: wordings("misconception_zh", "misconception_alt"),
        }
    });
    let language = Language::new(if traditional { "zh-Hant" } else { "zh-Hans" });
    let essay = import::essay(lines::lines(&source), language.clone());
    let english = lines::lines(&target);
    let translation = import::translation(&english, Language::new("en"), &essay);
    let target = import::Target::Text(translation);
    let options = import::Options { title: None, name: "essay".into(), split: Default::default() };
    let files: BTreeMap<PathBuf, String> =
        import::book(&essay, &target, &options).into_iter().collect();
    let source = |name: &str| Source {
        path: name.into(),
        language: language.clone(),
        text: files.get(&Path::new("book").join(name)).cloned().unwrap_or_default(),
    };
    let summary = source("SUMMARY.md").text;
    let links = summary.lines().filter_map(|line| {
        let (title, rest) = line.split_once("](")?;
        Some((title.rsplit('[').next()?.to_string(), rest.split_once(')')?.0.to_string()))
    });
    let (titles, names): (Vec<String>, Vec<String>) =
        links.filter(|(_, name)| files.contains_key(&Path::new("book").join(name))).unzip();
    assert!(!names.is_empty(), "{name}: no chapters in {summary}");
    Essay {
        chapters: names.iter().map(|name| source(name)).collect(),
        titles,
        glossary: Glossary::parse(&source("glossary.toml")).0,
        traditional,
        labels: labels.collect(),
    }
}

/// What is done with a unit: the book's words, what is seen of the unit, its
/// label, and the log odds that it is a boundary.
type Each<'e> = &'e mut dyn FnMut(&Words<'_, '_>, Seen, Option<&Label>, Option<f32>);

/// Calls `each` with every unit of an essay, what is seen of it, and its label.
fn see_all(essay: &Essay, weights: &Weights, each: Each<'_>) {
    let blocks = |source: &Source| crate::parse::parse(&source.text).blocks.len();
    assert!(essay.chapters.iter().map(blocks).sum::<usize>() > 0);
    let parsed: Vec<_> = essay.chapters.iter().map(|c| crate::parse::parse(&c.text)).collect();
    let chapters = parsed
        .into_iter()
        .map(|p| align::ChapterBlocks { source: p.blocks, ..Default::default() })
        .collect();
    let (pairs, _) = align::book(chapters, &essay.glossary);
    let documents: Vec<Document<'_>> = pairs
        .into_iter()
        .zip(essay.chapters.iter().zip(&essay.titles))
        .map(|(pairs, (source, title))| Document {
            source,
            target: None,
            page: String::new().into(),
            title: Bilingual { source: title.clone(), target: String::new() },
            number: String::new(),
            pairs,
            source_comments: Vec::new(),
            target_comments: Vec::new(),
        })
        .collect();
    let text = Text::read(&documents, &essay.glossary);
    let reader = Reader::new(&CHINESE, &[]);
    let words = Words::new(&reader, &text.concepts, &text.passages);
    for (document, range) in documents.iter().zip(&text.chapters) {
        let title = folded(&document.title.source);
        for unit in units(&words, range, &title, &[]) {
            let scope = scope(&words, range, Essays::Auto);
            let seen = see(&words, &unit, &scope, weights);
            let judged = judge(&seen, &unit, &scope, weights);
            let said: Vec<String> =
                text.passages[unit.passages.clone()].iter().map(|p| bare(&p.folded)).collect();
            let label = essay.labels.iter().find(|label| {
                label.lines.iter().any(|line| said.iter().any(|s| s.len() > 8 && line.ends_with(s)))
            });
            each(&words, seen, label, judged);
        }
    }
}

/// Examples of sentences: is it the verdict?
fn sentences(essays: &[&Essay]) -> Vec<Example> {
    let mut all = Vec::new();
    for essay in essays {
        see_all(essay, &Weights::default(), &mut |words, seen, label, _| {
            let shown = |said: &str| label.is_some_and(|label| label.shows(said));
            let said = seen.places.iter().map(|place| bare_sentence(words, place));
            all.extend(said.zip(seen.sentences).map(|(said, features)| (features, shown(&said))));
        });
    }
    all
}

/// Examples of sentences of boundaries, from the belief on: is it the verdict?
fn answers(essays: &[&Essay]) -> Vec<Example> {
    let mut all = Vec::new();
    for essay in essays {
        see_all(essay, &Weights::default(), &mut |words, seen, label, _| {
            let Some(label) = label else { return };
            let said: Vec<_> =
                seen.places.iter().map(|place| bare_sentence(words, place)).collect();
            let belief = said.iter().position(|said| label.believes(said));
            let from = belief.map_or(0, |at| at + usize::from(!label.shows(&said[at])));
            let rest = said.iter().zip(seen.sentences).skip(from);
            all.extend(rest.map(|(said, features)| (features, label.shows(said))));
        });
    }
    all
}

/// The bare text of a sentence.
fn bare_sentence(words: &Words<'_, '_>, place: &features::Place) -> String {
    let passage = &words.passages[place.passage];
    bare(passage.text(&passage.sentences[place.sentence].span))
}

/// Examples of wordings, of boundaries: is it the belief that is labelled?
fn beliefs(essays: &[&Essay], weights: &Weights) -> Vec<Example> {
    let mut all = Vec::new();
    for essay in essays {
        see_all(essay, weights, &mut |_, seen, label, _| {
            let Some(label) = label else { return };
            for wording in seen.wordings {
                let said = essay.bare(&wording.misconception);
                let right = label.believed.iter().any(|belief| overlap(belief, &said) >= 0.5);
                all.push((wording.features, right));
            }
        });
    }
    all
}

/// Examples of units: is it a boundary?
fn weighed(essays: &[&Essay], weights: &Weights) -> Vec<Example> {
    let mut all = Vec::new();
    for essay in essays {
        see_all(essay, weights, &mut |_, seen, label, _| {
            all.push((seen.unit, label.is_some()));
        });
    }
    all
}

/// The F1 of the pairs of characters of two texts.
fn overlap(a: &str, b: &str) -> f32 {
    let pairs =
        |text: &str| -> BTreeSet<(char, char)> { text.chars().zip(text.chars().skip(1)).collect() };
    let (a, b) = (pairs(a), pairs(b));
    2.0 * a.intersection(&b).count() as f32 / (a.len() + b.len()).max(1) as f32
}

/// All weights, each kind with the help of those before it.
fn fit_all(essays: &[&Essay]) -> Weights {
    let mut weights = Weights {
        sentence: fit(&sentences(essays)),
        answer: fit(&answers(essays)),
        ..Default::default()
    };
    weights.belief = fit(&beliefs(essays, &weights));
    weights.unit = fit(&weighed(essays, &weights));
    weights
}

/// Logistic regression with a ridge penalty on standardised figures.
fn fit(examples: &[Example]) -> Linear {
    let names: BTreeMap<&str, usize> = examples
        .iter()
        .flat_map(|(features, _)| features.iter().map(|(name, _)| *name))
        .collect::<BTreeSet<_>>()
        .into_iter()
        .enumerate()
        .map(|(n, name)| (name, n))
        .collect();
    let width = names.len() + 1;
    let mut rows = vec![vec![0.0f64; width]; examples.len()];
    for (row, (features, _)) in rows.iter_mut().zip(examples) {
        row[width - 1] = 1.0;
        features.iter().for_each(|(name, value)| row[names[name]] = f64::from(*value));
    }
    let count = rows.len() as f64;
    let scales: Vec<(f64, f64)> = (0..names.len())
        .map(|n| {
            let mean = rows.iter().map(|row| row[n]).sum::<f64>() / count;
            let spread = rows.iter().map(|row| (row[n] - mean).powi(2)).sum::<f64>() / count;
            (mean, spread.sqrt() + 1e-6)
        })
        .collect();
    for row in &mut rows {
        row.iter_mut().zip(&scales).for_each(|(value, (mean, sd))| *value = (*value - mean) / sd);
    }
    let mut weights = vec![0.0f64; width];
    for _ in 0..12 {
        let mut gradient = vec![0.0f64; width];
        let mut hessian = vec![vec![0.0f64; width]; width];
        for (row, (_, right)) in rows.iter().zip(examples) {
            let odds: f64 = row.iter().zip(&weights).map(|(x, w)| x * w).sum();
            let p = 1.0 / (1.0 + (-odds).exp());
            for i in 0..width {
                gradient[i] += row[i] * (f64::from(u8::from(*right)) - p);
                for j in 0..=i {
                    hessian[i][j] += row[i] * row[j] * p * (1.0 - p);
                }
            }
        }
        for i in 0..width {
            let (above, below) = hessian.split_at_mut(i + 1);
            below.iter().zip(&mut above[i][i + 1..]).for_each(|(row, to)| *to = row[i]);
            let penalty = if i + 1 == width { 1e-9 } else { PENALTY };
            hessian[i][i] += penalty;
            gradient[i] -= penalty * weights[i];
        }
        let step = solve(hessian, gradient);
        weights.iter_mut().zip(step).for_each(|(w, s)| *w += s);
    }
    let mut linear = Linear { bias: weights[width - 1] as f32, ..Default::default() };
    for (name, n) in names {
        let (mean, sd) = scales[n];
        linear.bias -= (weights[n] * mean / sd) as f32;
        linear.weight.insert(name.to_string(), (weights[n] / sd) as f32);
    }
    linear
}

/// The solution of a system of linear equations, by Gaussian elimination.
fn solve(mut a: Vec<Vec<f64>>, mut b: Vec<f64>) -> Vec<f64> {
    let n = b.len();
    for i in 0..n {
        let pivot = (i..n).max_by(|x, y| a[*x][i].abs().total_cmp(&a[*y][i].abs())).unwrap();
        a.swap(i, pivot);
        b.swap(i, pivot);
        for row in i + 1..n {
            let factor = a[row][i] / a[i][i];
            let (above, below) = a.split_at_mut(row);
            let pairs = below[0].iter_mut().zip(&above[i]).skip(i);
            pairs.for_each(|(value, pivot)| *value -= factor * pivot);
            b[row] -= factor * b[i];
        }
    }
    for i in (0..n).rev() {
        let known: f64 = (i + 1..n).map(|j| a[i][j] * b[j]).sum();
        b[i] = (b[i] - known) / a[i][i];
    }
    b
}

fn written(weights: &Weights) -> String {
    let mut out = String::from(
        "# Log odds, fitted to the labelled essays in `tests/essays`; not written by hand.\n\
         # `BILINGUAL_FIT=1 cargo test --lib fit` writes this file anew. The names are\n\
         # explained in `callout/features.rs`.\n",
    );
    for (name, linear) in [
        ("sentence", &weights.sentence),
        ("answer", &weights.answer),
        ("belief", &weights.belief),
        ("unit", &weights.unit),
    ] {
        let _ = write!(out, "\n[{name}]\nbias = {:.3}\n\n[{name}.weight]\n", linear.bias);
        for (name, weight) in linear.weight.iter().collect::<BTreeMap<_, _>>() {
            let _ = writeln!(out, "{name} = {weight:.3}");
        }
    }
    out
}

fn essays() -> Vec<Essay> {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/essays");
    let entries = std::fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path());
    let mut paths: Vec<PathBuf> =
        entries.filter(|path| path.to_string_lossy().ends_with(".zh.txt")).collect();
    paths.sort();
    paths.iter().map(|path| read(path)).collect()
}

/// How many of the boundaries are found, how many of those found are none,
/// and how often both sides are worded as labelled, in essays that the
/// weights have not seen.
#[derive(Debug, Default)]
struct Forecast {
    labelled: usize,
    right: usize,
    wrong: usize,
    worded: usize,
}

impl Forecast {
    fn count(&mut self, essay: &Essay, weights: &Weights) {
        see_all(essay, weights, &mut |words, seen, label, judged| {
            let found = judged.is_some_and(|odds| odds >= ENOUGH);
            self.labelled += usize::from(label.is_some());
            match label {
                None => self.wrong += usize::from(found),
                Some(label) if found => {
                    self.right += 1;
                    let wording = &seen.wordings[seen.best.unwrap()];
                    let boundary = words.passages[wording.boundary.0].text(&wording.boundary.1);
                    let fits = |all: &[String], said: &str| {
                        all.iter().any(|text| overlap(text, &bare(said)) >= 0.5)
                    };
                    let belief = essay.bare(&wording.misconception);
                    self.worded +=
                        usize::from(fits(&label.shown, boundary) && fits(&label.believed, &belief));
                }
                Some(_) => {}
            }
        });
    }
}

const FOLDS: usize = 10;

#[test]
fn essays_that_the_weights_have_not_seen_fare_nearly_as_well() {
    let essays = essays();
    let mut forecast = Forecast::default();
    for fold in 0..FOLDS {
        let (unseen, seen): (Vec<_>, Vec<_>) =
            essays.iter().enumerate().partition(|(n, _)| n % FOLDS == fold);
        let seen: Vec<&Essay> = seen.into_iter().map(|(_, essay)| essay).collect();
        let weights = fit_all(&seen);
        unseen.into_iter().for_each(|(_, essay)| forecast.count(essay, &weights));
    }
    eprintln!("{forecast:?}");
    assert!(forecast.right * 100 >= forecast.labelled * 85, "{forecast:?}");
    assert!(forecast.wrong * 100 <= forecast.right * 14, "{forecast:?}");
}

#[test]
fn the_weights_are_those_that_the_essays_give() {
    let essays = essays();
    let essays: Vec<&Essay> = essays.iter().collect();
    let fitted = fit_all(&essays);
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/annotate/weights.toml");
    if std::env::var_os("BILINGUAL_FIT").is_some() {
        std::fs::write(&file, written(&fitted)).unwrap();
        return;
    }
    for (fitted, kept) in [
        (&fitted.sentence, &WEIGHTS.sentence),
        (&fitted.answer, &WEIGHTS.answer),
        (&fitted.belief, &WEIGHTS.belief),
        (&fitted.unit, &WEIGHTS.unit),
    ] {
        assert!((fitted.bias - kept.bias).abs() < 0.05, "BILINGUAL_FIT=1 cargo test --lib fit");
        for (name, weight) in &fitted.weight {
            let kept = kept.weight.get(name).copied().unwrap_or_default();
            assert!(
                (weight - kept).abs() < 0.02,
                "{name}: {weight} is fitted, {kept} is kept: BILINGUAL_FIT=1 cargo test --lib fit"
            );
        }
    }
}

//! Fits `weights.toml` to the labelled essays in `tests/essays`: logistic
//! regression with a ridge penalty, by Newton's method (iteratively reweighted
//! least squares; Hastie, Tibshirani, Friedman, The Elements of Statistical
//! Learning, 4.4.1). Essays in `tests/essays/unseen` are never fitted to.
//!
//! `BILINGUAL_FIT=1 cargo test --lib fit` writes the file anew.

use super::features::{BeliefFeature, Features, SentenceFeature, UnitFeature};
use super::weigh::ENOUGH;
use super::weigh::{Seen, judge, see};
use super::weights::{Feature, Linear, Weights};
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
type Example<F> = (Features<F>, bool);

/// An essay as the search reads it, with all that does not depend on weights.
struct Essay {
    words: Words<'static, 'static>,
    traditional: bool,
    labels: Vec<Label>,
    units: Vec<Weighed>,
    /// Of all sentences: is it the verdict?
    sentences: Vec<Example<SentenceFeature>>,
    /// Of the sentences of boundaries, from the belief on: is it the verdict?
    answers: Vec<Example<SentenceFeature>>,
}

/// What is weighed of an essay.
struct Weighed {
    unit: Unit,
    scope: Scope,
    /// Which of the labels it has.
    label: Option<usize>,
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
    /// Reads an essay and its labels.
    fn read(path: &Path) -> Self {
        let (chapters, glossary, labels) = read(path);
        let traditional = text::is_traditional(&chapters[0].1.text);
        // A search borrows its book: kept as long as the tests run.
        let documents = kept(documents(kept(chapters), kept(glossary.clone())));
        let lexicon = &data().unwrap().lexicon;
        let text = kept(Text::read(documents, &glossary, lexicon));
        let reader = kept(CueReader::new(lexicon, &[]));
        let words = Words::new(reader, &text.concepts, &text.passages);
        let mut all = Vec::new();
        for (document, range) in documents.iter().zip(&text.chapters) {
            for unit in units(&words, range, &folded(&document.title.source), &[]) {
                let scope = scope(&words, range, Essays::Auto);
                let said = words.passages[unit.passages.clone()].iter().map(|p| bare(&p.folded));
                let said: Vec<String> = said.filter(|said| said.len() > 8).collect();
                let has = |line: &String| said.iter().any(|said| line.ends_with(said));
                let label = labels.iter().position(|label| label.lines.iter().any(has));
                all.push(Weighed { unit, scope, label });
            }
        }
        let (sentences, answers) = (Vec::new(), Vec::new());
        let mut essay = Self { words, traditional, labels, units: all, sentences, answers };
        essay.see_sentences();
        essay
    }

    /// The letters of a text in the script of the passages.
    fn bare(&self, text: &str) -> String {
        bare(&text::fold(text, self.traditional))
    }

    /// Every unit, what is seen of it with these weights, and its label.
    fn seen<'e>(
        &'e self,
        weights: &'e Weights,
    ) -> impl Iterator<Item = (&'e Weighed, Seen, Option<&'e Label>)> {
        self.units.iter().map(|weighed| {
            let seen = see(&self.words, &weighed.unit, &weighed.scope, weights);
            (weighed, seen, weighed.label.map(|n| &self.labels[n]))
        })
    }

    /// Keeps the examples of sentences.
    fn see_sentences(&mut self) {
        let (mut sentences, mut answers) = (Vec::new(), Vec::new());
        for (_, seen, label) in self.seen(&nothing()) {
            let said: Vec<String> = seen.places.iter().map(|place| self.sentence(place)).collect();
            let examples: Vec<Example<SentenceFeature>> = said
                .iter()
                .map(|said| label.is_some_and(|label| label.shows(said)))
                .zip(seen.sentences)
                .map(|(shown, features)| (features, shown))
                .collect();
            if let Some(label) = label {
                let belief = said.iter().position(|said| label.believes(said));
                let from = belief.map_or(0, |at| at + usize::from(!label.shows(&said[at])));
                answers.extend_from_slice(&examples[from..]);
            }
            sentences.extend(examples);
        }
        (self.sentences, self.answers) = (sentences, answers);
    }

    /// The bare text of a sentence.
    fn sentence(&self, place: &features::Place) -> String {
        let (passage, sentence) = self.words.at(place);
        bare(passage.text(&sentence.span))
    }
}

fn kept<T>(value: T) -> &'static T {
    Box::leak(Box::new(value))
}

/// Weights that say nothing.
fn nothing() -> Weights {
    fn none<F: Feature>() -> Linear<F> {
        Linear { bias: 0.0, weight: Features::default() }
    }
    Weights { sentence: none(), answer: none(), belief: none(), unit: none() }
}

/// Letters and Han characters only, of text in one script.
fn bare(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The chapters of an essay with their titles, its terms, and its labels.
fn read(path: &Path) -> (Vec<(String, Source)>, Glossary, Vec<Label>) {
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
    let chapters = titles.into_iter().zip(names.iter().map(|name| source(name))).collect();
    (chapters, Glossary::parse(&source("glossary.toml")).0, labels.collect())
}

/// Aligned with nothing, as the search reads no translation.
fn documents(chapters: &'static [(String, Source)], glossary: &Glossary) -> Vec<Document<'static>> {
    let parsed = chapters.iter().map(|(_, source)| crate::parse::parse(&source.text).blocks);
    let blocks =
        parsed.map(|source| align::ChapterBlocks { source, ..Default::default() }).collect();
    let (pairs, _) = align::book(blocks, glossary);
    let documents = pairs.into_iter().zip(chapters).map(|(pairs, (title, source))| Document {
        source,
        target: None,
        page: String::new().into(),
        title: Bilingual { source: title.clone(), target: String::new() },
        number: String::new(),
        pairs,
        source_comments: Vec::new(),
        target_comments: Vec::new(),
    });
    documents.collect()
}

/// Examples of wordings, of boundaries: is it the belief that is labelled?
fn beliefs(essays: &[&Essay], weights: &Weights) -> Vec<Example<BeliefFeature>> {
    let mut all = Vec::new();
    for essay in essays {
        for (_, seen, label) in essay.seen(weights) {
            let Some(label) = label else { continue };
            for wording in seen.wordings {
                let said = essay.bare(&wording.misconception);
                let right = label.believed.iter().any(|belief| overlap(belief, &said) >= 0.5);
                all.push((wording.features, right));
            }
        }
    }
    all
}

/// Examples of units: is it a boundary?
fn weighed(essays: &[&Essay], weights: &Weights) -> Vec<Example<UnitFeature>> {
    let seen = essays.iter().flat_map(|essay| essay.seen(weights));
    seen.map(|(_, seen, label)| (seen.unit, label.is_some())).collect()
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
    let all = |of: fn(&Essay) -> &Vec<Example<SentenceFeature>>| {
        essays.iter().flat_map(|essay| of(essay)).copied().collect::<Vec<_>>()
    };
    let mut weights = Weights {
        sentence: fit(&all(|essay| &essay.sentences)),
        answer: fit(&all(|essay| &essay.answers)),
        ..nothing()
    };
    weights.belief = fit(&beliefs(essays, &weights));
    weights.unit = fit(&weighed(essays, &weights));
    weights
}

/// Logistic regression with a ridge penalty on standardised figures.
fn fit<F: Feature>(examples: &[Example<F>]) -> Linear<F> {
    let width = F::LENGTH + 1;
    let row = |(features, _): &Example<F>| -> Vec<f64> {
        features.values().map(|value| f64::from(*value)).chain([1.0]).collect()
    };
    let mut rows: Vec<Vec<f64>> = examples.iter().map(row).collect();
    let count = rows.len() as f64;
    let scales: Vec<(f64, f64)> = (0..F::LENGTH)
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
    let mut linear = Linear { bias: weights[width - 1] as f32, weight: Features::default() };
    for (n, (weight, (mean, sd))) in linear.weight.values_mut().zip(&scales).enumerate() {
        linear.bias -= (weights[n] * mean / sd) as f32;
        *weight = (weights[n] / sd) as f32;
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
    write_table(&mut out, "sentence", &weights.sentence);
    write_table(&mut out, "answer", &weights.answer);
    write_table(&mut out, "belief", &weights.belief);
    write_table(&mut out, "unit", &weights.unit);
    out
}

fn write_table<F: Feature>(out: &mut String, table: &str, linear: &Linear<F>) {
    let _ = write!(out, "\n[{table}]\nbias = {:.3}\n\n[{table}.weight]\n", linear.bias);
    let by_name = linear.weight.iter().map(|(name, weight)| (name.to_string(), weight));
    for (name, weight) in by_name.collect::<BTreeMap<_, _>>() {
        let _ = writeln!(out, "{name} = {weight:.3}");
    }
}

fn essays() -> Vec<Essay> {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/essays");
    let entries = std::fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path());
    let mut paths: Vec<PathBuf> =
        entries.filter(|path| path.to_string_lossy().ends_with(".zh.txt")).collect();
    // By what they say: a new name moves no essay to another fold.
    paths.sort_by_key(|path| std::fs::read(path).unwrap());
    paths.iter().map(|path| Essay::read(path)).collect()
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
        for (weighed, seen, label) in essay.seen(weights) {
            let judged = judge(&seen, &weighed.unit, &weighed.scope, weights);
            let found = judged.is_some_and(|odds| odds >= ENOUGH);
            self.labelled += usize::from(label.is_some());
            match label {
                None => self.wrong += usize::from(found),
                Some(label) if found => {
                    self.right += 1;
                    let wording = &seen.wordings[seen.best.unwrap()];
                    let (at, range) = &wording.boundary;
                    let boundary = bare(essay.words.passages[*at].text(range));
                    let belief = essay.bare(&wording.misconception);
                    let fits =
                        |all: &[String], said: &str| all.iter().any(|t| overlap(t, said) >= 0.5);
                    self.worded += usize::from(
                        fits(&label.shown, &boundary) && fits(&label.believed, &belief),
                    );
                }
                Some(_) => {}
            }
        }
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
    let kept = &data().unwrap().weights;
    assert_alike(&fitted.sentence, &kept.sentence);
    assert_alike(&fitted.answer, &kept.answer);
    assert_alike(&fitted.belief, &kept.belief);
    assert_alike(&fitted.unit, &kept.unit);
}

fn assert_alike<F: Feature>(fitted: &Linear<F>, kept: &Linear<F>) {
    assert!((fitted.bias - kept.bias).abs() < 0.05, "BILINGUAL_FIT=1 cargo test --lib fit");
    for ((name, fitted), kept) in fitted.weight.iter().zip(kept.weight.values()) {
        assert!(
            (fitted - kept).abs() < 0.02,
            "{name}: {fitted} is fitted, {kept} is kept: BILINGUAL_FIT=1 cargo test --lib fit"
        );
    }
}

/// A text that nobody wrote for us, with quotations of its labelled boundaries.
fn read_real(path: &Path) -> (Vec<(String, Source)>, Glossary, Value) {
    let text = std::fs::read_to_string(path).unwrap();
    let language = Language::new(if text::is_traditional(&text) { "zh-Hant" } else { "zh-Hans" });
    let essay = import::essay(lines::lines(&text), language.clone());
    let options = import::Options { title: None, name: "text".into(), split: Default::default() };
    let target = import::Target::None(Language::new("en"));
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
    let chapters: Vec<(String, Source)> = links
        .filter(|(_, name)| files.contains_key(&Path::new("book").join(name)))
        .map(|(title, name)| (title, source(&name)))
        .collect();
    let labels = path.to_string_lossy().replace(".zh.md", ".json");
    let gold = std::fs::read_to_string(labels)
        .map_or(Value::Null, |gold| serde_json::from_str(&gold).unwrap());
    (chapters, Glossary::default(), gold)
}

/// Writes what is seen of every wording of labelled texts, one JSON object a
/// line, for `scripts/fit-signed.py`: `SIGNED_ROWS=FILE SIGNED_TEXTS=DIR[:DIR]
/// cargo test --lib signed_rows`.
#[test]
fn signed_rows() {
    let (Ok(out), Ok(dirs)) = (std::env::var("SIGNED_ROWS"), std::env::var("SIGNED_TEXTS")) else {
        return;
    };
    let data = data().unwrap();
    let reader = kept(CueReader::new(&data.lexicon, &[]));
    let mut rows = String::new();
    for dir in dirs.split(':') {
        let entries = std::fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path());
        let mut paths: Vec<PathBuf> = entries
            .filter(|path| {
                [".zh.md", ".zh.txt"].iter().any(|end| path.to_string_lossy().ends_with(end))
            })
            .collect();
        paths.sort();
        for path in paths {
            let real = path.to_string_lossy().ends_with(".md");
            let (chapters, glossary, gold) = match real {
                true => read_real(&path),
                false => {
                    let (c, g, l) = read(&path);
                    (
                        c,
                        g,
                        serde_json::json!({"lines": l.iter().map(|l| serde_json::json!({"lines": l.lines, "shown": l.shown, "believed": l.believed})).collect::<Vec<_>>()}),
                    )
                }
            };
            let chapters = kept(chapters);
            let documents = kept(documents(chapters, &glossary));
            let text = kept(Text::read(documents, &glossary, &data.lexicon));
            let words = Words::new(reader, &text.concepts, &text.passages);
            for (document, range) in documents.iter().zip(&text.chapters) {
                for unit in units(&words, range, &folded(&document.title.source), &[]) {
                    let scope = scope(&words, range, Essays::Auto);
                    let seen = see(&words, &unit, &scope, &data.weights);
                    let judged = judge(&seen, &unit, &scope, &data.weights);
                    let passages: Vec<&str> = words.passages[unit.passages.clone()]
                        .iter()
                        .map(|p| p.folded.as_str())
                        .collect();
                    let wordings: Vec<Value> = seen.wordings.iter().map(|w| {
                        let features = signed::of_wording(&words, &unit, w);
                        let f: serde_json::Map<String, Value> = features.iter().filter(|(_, v)| **v != 0.0).map(|(k, v)| (k.to_string(), Value::from(*v))).collect();
                        serde_json::json!({"rule": w.rule.to_string(), "frame": w.is_outright() && (w.kind.denies() || signed::turned(&features)), "m": w.misconception,
                            "sound": proposition::is_sound(&words, w),
                            "b": words.passages[w.boundary.0].text(&w.boundary.1), "f": f})
                    }).collect();
                    let row = serde_json::json!({"set": dir, "id": path.file_name().unwrap().to_string_lossy(), "text": passages, "gold": gold["boundaries"], "lines": gold["lines"],
                        "ann": unit.is_announced(), "mark": format!("{:?}", unit.mark), "judged": judged, "best": seen.best, "outright": weigh::announced(&seen), "refused": unit.refused, "wordings": wordings});
                    rows.push_str(&row.to_string());
                    rows.push('\n');
                }
            }
        }
    }
    std::fs::write(out, rows).unwrap();
}

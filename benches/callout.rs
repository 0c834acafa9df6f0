//! What the search for misconception boundaries costs, beside what it costs to
//! parse the same text as Markdown: a megabyte of Chinese, made of the essays in
//! `tests/essays` over and over, in chapters of 50 kB.
//!
//! `cargo bench --bench callout`

use divan::Bencher;
use divan::counter::BytesCount;
use mdbook_bilingual::align::lexicon::Lexicon;
use mdbook_bilingual::annotate::callout::find;
use mdbook_bilingual::config::CalloutConfig;
use mdbook_bilingual::document::{Bilingual, Document, Pair, Source, Status};
use mdbook_bilingual::glossary::Glossary;
use mdbook_bilingual::language::Language;
use mdbook_bilingual::parse::parse;
use std::path::Path;

fn main() {
    divan::main();
}

/// The size of the book in bytes.
const SIZE: usize = 1_000_000;

fn chapters() -> Vec<Source> {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/essays");
    let mut paths: Vec<_> =
        std::fs::read_dir(dir).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    paths.retain(|path| path.to_string_lossy().ends_with(".zh.txt"));
    paths.sort();
    let essays: Vec<String> =
        paths.iter().filter_map(|path| std::fs::read_to_string(path).ok()).collect();
    let mut chapters: Vec<Source> = Vec::new();
    let (mut size, mut text) = (0, String::new());
    for essay in essays.iter().cycle() {
        if size >= SIZE || essays.is_empty() {
            break;
        }
        text += &essay.replace('\n', "\n\n");
        text += "\n\n";
        if text.len() >= 50_000 {
            size += text.len();
            chapters.push(Source {
                path: format!("{}.md", chapters.len()).into(),
                language: Language::new("zh-Hans"),
                text: std::mem::take(&mut text),
            });
        }
    }
    chapters
}

fn size(chapters: &[Source]) -> BytesCount {
    BytesCount::new(chapters.iter().map(|chapter| chapter.text.len()).sum::<usize>())
}

/// The Markdown parser alone, as mdBook runs it.
#[divan::bench]
fn markdown_events(bencher: Bencher<'_, '_>) {
    let chapters = chapters();
    bencher.counter(size(&chapters)).bench(|| {
        let events = chapters.iter().map(|c| pulldown_cmark::Parser::new(&c.text).count());
        events.sum::<usize>()
    });
}

/// The blocks of the Markdown, as the plugin needs them.
#[divan::bench]
fn markdown_blocks(bencher: Bencher<'_, '_>) {
    let chapters = chapters();
    bencher
        .counter(size(&chapters))
        .bench(|| chapters.iter().map(|chapter| parse(&chapter.text).blocks.len()).sum::<usize>());
}

/// One automaton that finds the cue words, and nothing done with them: the least
/// that any search by words costs.
#[divan::bench]
fn cue_words(bencher: Bencher<'_, '_>) {
    let file = include_str!("../src/annotate/words.toml");
    let file: toml::Table = toml::from_str(file).unwrap_or_default();
    let classes = file.get("class").and_then(|class| class.as_table()).into_iter().flatten();
    let words = classes.filter_map(|(_, class)| class.get("words")?.as_array()).flatten();
    let words: Vec<&str> = words.filter_map(|word| word.as_str()).collect();
    let chapters = chapters();
    let automaton = aho_corasick::AhoCorasick::builder()
        .match_kind(aho_corasick::MatchKind::LeftmostLongest)
        .kind(Some(aho_corasick::AhoCorasickKind::DFA))
        .build(&words);
    bencher.counter(size(&chapters)).bench(|| {
        let found = automaton.iter().flat_map(|words| {
            chapters.iter().map(|chapter| words.find_iter(chapter.text.as_str()).count())
        });
        found.sum::<usize>()
    });
}

/// The search through blocks that are parsed.
#[divan::bench]
fn boundaries(bencher: Bencher<'_, '_>) {
    let chapters = chapters();
    let documents: Vec<Document<'_>> = chapters
        .iter()
        .map(|source| Document {
            source,
            target: None,
            page: String::new().into(),
            title: Bilingual::default(),
            number: String::new(),
            pairs: parse(&source.text)
                .blocks
                .into_iter()
                .enumerate()
                .map(|(at, block)| Pair {
                    id: format!("p-{at}"),
                    source: vec![block],
                    target: Vec::new(),
                    status: Status::Untranslated,
                    confidence: 1.0,
                    shared: false,
                    reviewed: None,
                    sentences: Default::default(),
                })
                .collect(),
            source_comments: Vec::new(),
            target_comments: Vec::new(),
        })
        .collect();
    let glossary = Glossary::default();
    let lexicon = Lexicon::new(&glossary);
    let config = CalloutConfig::default();
    let language = Language::new("zh-Hans");
    bencher
        .counter(size(&chapters))
        .bench(|| find(&documents, &glossary, &lexicon, &language, &config, None));
}

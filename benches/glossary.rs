//! What linking costs with few and with many terms in the same text, and what
//! the glossary page costs whose first term stands in most paragraphs.
//!
//! `cargo bench --bench glossary`

use divan::Bencher;
use divan::counter::BytesCount;
use mdbook_bilingual::annotate::terms::find;
use mdbook_bilingual::book::{Book, indexed};
use mdbook_bilingual::config::GlossaryConfig;
use mdbook_bilingual::document::{Bilingual, Document, Pair, Source, Status};
use mdbook_bilingual::glossary::Glossary;
use mdbook_bilingual::language::Language;
use mdbook_bilingual::parse::parse;
use mdbook_bilingual::render;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

fn main() {
    divan::main();
}

/// The size of the book, both languages together, in bytes.
const SIZE: usize = 10_000_000;

/// The names there are; a text uses the first ones most.
const NAMES: usize = 10_000;

/// A generator of numbers, the same in every run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (self.0 >> 33) as usize % limit
    }
}

fn han(index: usize) -> char {
    char::from_u32(0x4E00 + (index as u32 * 7) % 6000).unwrap_or('一')
}

/// The name of a term in both languages: two Han characters, two words.
fn name(index: usize) -> (String, String) {
    let source = [han(index % 100), han(100 + index / 100)].into_iter().collect();
    let word = |n: usize| {
        let letter = |n: usize| char::from(b'a' + (n % 26) as u8);
        [letter(n), 'o', letter(n / 26), 'e', letter(n / 3)].into_iter().collect::<String>()
    };
    (source, format!("{} {}", word(index % 100), word(index / 100)))
}

/// A book in chapters of 100 kB; every sentence has a term, the first ones far
/// more often than the last.
fn texts() -> Vec<(Source, Source)> {
    let mut numbers = Numbers(7);
    let mut texts = Vec::new();
    let mut size = 0;
    while size < SIZE {
        let (mut zh, mut en) = (String::new(), String::new());
        while zh.len() + en.len() < 100_000 {
            for _ in 0..6 {
                let rank = numbers.below(NAMES) * (numbers.below(100) + 1) / 100;
                let (source, target) = name(rank * rank / NAMES);
                let rest: String = (0..16).map(|_| han(300 + numbers.below(3000))).collect();
                let _ = write!(zh, "{rest}，{source}{rest}。");
                let _ = write!(en, "Whatever one may say of this and that, the {target} stays. ");
            }
            zh.push_str("\n\n");
            en.push_str("\n\n");
        }
        size += zh.len() + en.len();
        let path = PathBuf::from(format!("{}.md", texts.len()));
        texts.push((
            Source { path: path.clone(), language: Language::new("zh"), text: zh },
            Source { path: Path::new("en").join(path), language: Language::new("en"), text: en },
        ));
    }
    texts
}

fn documents(texts: &[(Source, Source)]) -> Vec<Document<'_>> {
    texts
        .iter()
        .map(|text| {
            let page = text.0.path.with_extension("html");
            let blocks = parse(&text.0.text).blocks.into_iter().zip(parse(&text.1.text).blocks);
            let pairs = blocks.enumerate().map(|(at, (source, target))| Pair {
                id: format!("p-{at}"),
                source: vec![source],
                target: vec![target],
                status: Status::Translated,
                confidence: 1.0,
                shared: false,
                reviewed: None,
                sentences: Default::default(),
            });
            Document {
                source: &text.0,
                target: Some(&text.1),
                page,
                title: Bilingual { source: "章".into(), target: "Chapter".into() },
                number: String::new(),
                pairs: pairs.collect(),
                source_comments: Vec::new(),
                target_comments: Vec::new(),
            }
        })
        .collect()
}

fn glossary(names: impl Iterator<Item = usize> + Clone) -> Glossary {
    let mut toml = String::new();
    let next = names.clone().skip(1).chain(names.clone().take(1));
    for (index, next) in names.zip(next) {
        let (source, target) = name(index);
        let _ = write!(
            toml,
            "[[term]]\nid = \"t{index}\"\nsource = \"{source}\"\ntarget = \"{target}\"\n\
             definition = {{ source = \"一种说法。\", target = \"A way to put it.\" }}\n\
             related = [\"t{next}\"]\n",
        );
    }
    let path = PathBuf::from("glossary.toml");
    Glossary::parse(&Source { path, language: Language::new("zh"), text: toml }).0
}

fn uses(bencher: Bencher, glossary: &Glossary) {
    let texts = texts();
    let documents = documents(&texts);
    bencher
        .counter(BytesCount::new(SIZE))
        .bench(|| find(&documents, glossary, &GlossaryConfig::default()));
}

/// Linking: finding the uses and writing every page with its links. On two
/// cores with other work, the fastest of ten runs: 1.99 s with 10 terms, 2.94 s
/// with 10,000, which is 1.48 times as much; medians waver from 1.3 to 1.7.
#[divan::bench(args = [10, NAMES], sample_count = 3)]
fn link(bencher: Bencher, terms: usize) {
    let texts = texts();
    let glossary = glossary(0..terms);
    bencher.counter(BytesCount::new(SIZE)).with_inputs(|| documents(&texts)).bench_values(
        |documents| {
            let book = book(documents, glossary.clone());
            let pages =
                indexed(&book.documents).map(|(at, _)| render::html::chapter(&book, at).len());
            pages.sum::<usize>()
        },
    );
}

/// Only the finding, a fortieth of the above: 52 and 111 ms. Every one of
/// 118,000 uses costs what it costs to look up, record and check; with 10
/// terms the same text has a seventh of them. The rest is the automaton of
/// 20,000 names: building it, and the misses of the cache when it is read.
#[divan::bench(args = [10, NAMES], sample_count = 5)]
fn find_uses(bencher: Bencher, terms: usize) {
    uses(bencher, &glossary(0..terms));
}

/// Finding the same uses: of all the terms only the first ten stand in the
/// text, the others begin like them and go on differently. 52 and 88 ms; of
/// the difference nearly all is spent before the text is read and after it, on
/// the names and on 9,990 findings about terms that no text uses.
#[divan::bench(args = [10, NAMES], sample_count = 5)]
fn find_same_uses(bencher: Bencher, terms: usize) {
    uses(bencher, &glossary((0..10).chain(NAMES..NAMES + terms - 10)));
}

/// The glossary chapter, whose first terms stand in most paragraphs.
#[divan::bench(args = [10, NAMES], sample_count = 3)]
fn glossary_page(bencher: Bencher, terms: usize) {
    let texts = texts();
    let book = book(documents(&texts), glossary(0..terms));
    bencher.bench(|| render::glossary::html(&book, Path::new("glossary.html")).map(|h| h.len()));
}

fn book(documents: Vec<Document<'_>>, glossary: Glossary) -> Book<'_> {
    let (uses, _) = find(&documents, &glossary, &GlossaryConfig::default());
    let languages = (Language::new("zh"), Language::new("en"));
    Book { documents, glossary, uses, ..Book::empty(languages.0, languages.1) }
}

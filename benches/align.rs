//! How the time of aligning grows with the length of a chapter: in line.

use mdbook_bilingual::align;
use mdbook_bilingual::glossary::Glossary;
use mdbook_bilingual::parse::parse;

fn main() {
    divan::main();
}

/// A chapter of about so many bytes in both languages, without every twentieth
/// paragraph in one of them.
fn chapter(bytes: usize) -> (String, String) {
    let words = ["river", "garden", "letter", "bridge", "winter", "market", "teacher"];
    let chinese = ["河", "花园", "信件", "桥", "冬天", "市场", "老师"];
    let (mut source, mut target) = (String::new(), String::new());
    for n in 0.. {
        if source.len() + target.len() >= 2 * bytes {
            break;
        }
        let (a, b) = (n % 7, n / 7 % 7);
        if n % 20 != 7 {
            let (a, b) = (chinese[a], chinese[b]);
            source.push_str(&format!(
                "第{n}段说的是{a}，其次才是{b}。{a}比{b}早来了{}年。\n\n",
                n % 90
            ));
        }
        if n % 20 != 13 {
            let (a, b) = (words[a], words[b]);
            target.push_str(&format!(
                "Paragraph {n} is about the {a} and only then about the {b}. The {a} came {} years before the {b}.\n\n",
                n % 90
            ));
        }
    }
    (source, target)
}

#[divan::bench(args = [10_000, 100_000, 1_000_000, 10_000_000], sample_count = 3, sample_size = 1)]
fn one_chapter(bencher: divan::Bencher<'_, '_>, bytes: usize) {
    let (source, target) = chapter(bytes);
    bencher
        .counter(divan::counter::BytesCount::new(source.len() + target.len()))
        .with_inputs(|| (parse(&source).blocks, parse(&target).blocks))
        .bench_values(|(source, target)| align::align(source, target, &Glossary::default()));
}

#[divan::bench(args = [100_000, 1_000_000, 10_000_000], sample_count = 3, sample_size = 1)]
fn one_paragraph(bencher: divan::Bencher<'_, '_>, bytes: usize) {
    let (source, target) = chapter(bytes);
    let (source, target) = (source.replace("\n\n", ""), target.replace("\n\n", " "));
    bencher
        .counter(divan::counter::BytesCount::new(source.len() + target.len()))
        .with_inputs(|| (parse(&source).blocks, parse(&target).blocks))
        .bench_values(|(source, target)| align::align(source, target, &Glossary::default()));
}

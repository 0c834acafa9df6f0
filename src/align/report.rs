//! What there is to say about how a chapter was aligned.

use super::token::is_dense;
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{Block, Document, Pair, Source, Status};

/// Pairs that are less sure than this are shown to the author.
const DOUBTFUL: f32 = 0.5;

/// The most characters of a text that a message quotes.
const QUOTED: usize = 40;

/// Doubtful pairs, and a chapter whose two files look exchanged or are of
/// different texts.
pub fn doubts(document: &Document<'_>) -> Vec<Diagnostic> {
    let Some(target) = document.target else { return Vec::new() };
    if exchanged(document.source, target) {
        let message = format!(
            "looks like the two languages are exchanged: `{}` is not in {}, `{}` is not in {}",
            document.source.path.display(),
            document.source.language.own_name(),
            target.path.display(),
            target.language.own_name(),
        );
        let hint = "exchange the two files, or set `language` and `target-language` in book.toml";
        return vec![
            Diagnostic::file(Code::LanguagesExchanged, document.path(), message).hint(hint),
        ];
    }
    if let Some(doubt) = another_text(document, target) {
        return vec![doubt];
    }
    document.pairs.iter().filter_map(|pair| doubtful(document, pair)).collect()
}

/// The fewest pairs that say something of a chapter as a whole.
const FEWEST: usize = 5;

/// Pairs of texts that have nothing to do with each other are less sure than
/// this on average, true ones are at 0.9 and more.
const STRANGERS: f32 = 0.55;

/// A chapter whose pairs are doubtful as a whole.
fn another_text(document: &Document<'_>, target: &Source) -> Option<Diagnostic> {
    let judged: Vec<f32> =
        document.pairs.iter().filter(|pair| is_judged(pair)).map(|pair| pair.confidence).collect();
    let mean = judged.iter().sum::<f32>() / judged.len().max(1) as f32;
    if judged.len() < FEWEST || mean >= STRANGERS {
        return None;
    }
    let message = format!(
        "`{}` does not look like a translation of `{}`",
        target.path.display(),
        document.source.path.display()
    );
    let hint =
        "check that it is the right file; if it is, `mdbook-bilingual accept` records its pairs";
    Some(Diagnostic::file(Code::AnotherText, document.path(), message).hint(hint))
}

/// Is it up to the aligner that these belong together?
fn is_judged(pair: &Pair<'_>) -> bool {
    let open = pair.status == Status::Translated && pair.reviewed.is_none() && !pair.shared;
    open && pair.kind().is_prose()
}

/// Is the aligner not sure that the two sides belong together?
pub fn is_doubtful(pair: &Pair<'_>) -> bool {
    is_judged(pair) && pair.confidence < DOUBTFUL
}

fn doubtful(document: &Document<'_>, pair: &Pair<'_>) -> Option<Diagnostic> {
    if !is_doubtful(pair) {
        return None;
    }
    let span = pair.source.first()?.span.start..pair.source.last()?.span.end;
    let message = format!(
        "not sure that these belong together: “{}” and “{}”",
        quoted(&pair.source),
        quoted(&pair.target)
    );
    Some(
        Diagnostic::at(Code::DoubtfulPair, document.source, span, message)
            .hint("if they do, `mdbook-bilingual accept` records it; if not, check the paragraphs around them"),
    )
}

/// The beginning of the text of some blocks.
fn quoted(blocks: &[Block<'_>]) -> String {
    let text: Vec<&str> = blocks.iter().map(|block| block.plain.trim()).collect();
    let text = text.join(" / ").replace('\n', " ");
    match text.char_indices().nth(QUOTED) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text,
    }
}

/// Is the text that should be Chinese (or Japanese, or Korean) alphabetic, and
/// the other way round?
fn exchanged(source: &Source, target: &Source) -> bool {
    let wants = |text: &Source| matches!(text.language.primary(), "zh" | "ja" | "ko");
    let has = |text: &Source| -> Option<bool> {
        let (mut dense, mut letters) = (0usize, 0usize);
        for c in text.text.chars().filter(|c| c.is_alphabetic()) {
            letters += 1;
            dense += usize::from(is_dense(c));
        }
        // A dense character says about as much as three letters.
        (letters >= 20).then(|| dense * 10 > letters * 4)
    };
    match (has(source), has(target)) {
        (Some(a), Some(b)) => {
            wants(source) != wants(target) && a != wants(source) && b != wants(target)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;

    fn source(tag: &str, text: &str) -> Source {
        Source { path: "a.md".into(), language: Language::new(tag), text: text.into() }
    }

    #[test]
    fn notices_exchanged_languages() {
        let chinese = "这是一段中文，写得足够长，好让人看出它是哪一种语言来，不会弄错。";
        let english = "This is a paragraph of English that is long enough to tell.";
        assert!(exchanged(&source("zh", english), &source("en", chinese)));
        assert!(!exchanged(&source("zh", chinese), &source("en", english)));
        assert!(!exchanged(&source("zh", english), &source("en", english)));
        assert!(!exchanged(&source("de", english), &source("en", english)));
    }
}

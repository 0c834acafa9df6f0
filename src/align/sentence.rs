//! Sentences, and which sentences of a pair translate each other.
//!
//! Callouts have a splitter of their own (`annotate::callout::text`), for
//! another end: this one cuts any language as a translator would, so that both
//! sides come out in pieces of a size, and leaves what stands in brackets
//! whole; that one cuts Chinese for the frames, which need the clauses too and
//! must see the questions in brackets and quotations, and its weights were
//! fitted to how it cuts.

use super::beads::{self, Score};
use super::item::Item;
use super::lexicon::Lexicon;
use super::score::{Priors, Scorer};
use crate::document::{Block, BlockIndex, BlockKind, Pair, SentencePair, Side};
use crate::language::is_cjk;
use std::ops::Range;

/// Words before a full stop that does not end a sentence, in lower case.
/// `no` and `art` are words too: they count before a digit only.
const ABBREVIATIONS: &[&str] = &[
    "mr", "mrs", "ms", "dr", "prof", "st", "sr", "jr", "messrs", "rev", "gen", "col", "capt", "lt",
    "vs", "cf", "ca", "approx", "e.g", "i.e", "viz", "al", "inc", "ltd", "co", "corp", "dept",
    "fig", "figs", "eq", "vol", "pp", "ed", "eds", "ch", "sec", "jan", "feb", "mar", "apr", "jun",
    "jul", "aug", "sep", "sept", "oct", "nov", "dec", "bzw", "z.b", "d.h", "nr", "abb", "usw",
];

/// Abbreviations only where a number follows.
const BEFORE_NUMBERS: &[&str] = &["no", "nos", "art", "p", "para"];

/// The sentences of a text: byte ranges without the white space around them.
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    split(text, &stops(text))
}

/// The clauses of a text: sentences cut at commas, colons and semicolons too.
pub fn clauses(text: &str) -> Vec<Range<usize>> {
    let mut cuts = stops(text);
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        let wide = matches!(c, '，' | '；' | '：' | '、');
        let narrow = matches!(c, ',' | ';' | ':') && text[end..].starts_with(char::is_whitespace);
        let dash = matches!(c, '—') && !text[end..].starts_with('—');
        if (wide && c != '、') || narrow || dash {
            cuts.push(end);
        }
    }
    cuts.sort_unstable();
    cuts.dedup();
    split(text, &cuts)
}

/// The ranges between the cuts, trimmed, without empty ones.
fn split(text: &str, cuts: &[usize]) -> Vec<Range<usize>> {
    let mut ranges = Vec::with_capacity(cuts.len() + 1);
    let mut from = 0;
    for &to in cuts.iter().chain(std::iter::once(&text.len())) {
        let part = &text[from..to];
        let start = from + part.len() - part.trim_start().len();
        let end = from + part.trim_end().len();
        if start < end {
            ranges.push(start..end);
        }
        from = to;
    }
    ranges
}

/// Where sentences end, in bytes, with closing quotes and brackets.
fn stops(text: &str) -> Vec<usize> {
    let mut stops = Vec::new();
    let mut brackets = 0usize;
    // Does the outermost open bracket hold whole sentences?
    let mut whole = false;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        match c {
            '（' | '(' | '《' | '[' | '【' => {
                if brackets == 0 {
                    let from = stops.last().copied().unwrap_or_default();
                    whole = text[from..at].trim().is_empty();
                }
                brackets += 1;
            }
            '）' | ')' | '》' | ']' | '】' => brackets = brackets.saturating_sub(1),
            '\n' => {
                brackets = 0;
                stops.push(at);
            }
            _ => {}
        }
        let wide = matches!(c, '。' | '！' | '？' | '．' | '…' | '｡');
        let narrow = matches!(c, '.' | '!' | '?');
        if !wide && !narrow {
            continue;
        }
        let mut end = at + c.len_utf8();
        let inside = brackets > 0;
        while let Some((next, mark)) = chars.next_if(|(_, mark)| closes(*mark)) {
            if matches!(mark, '）' | ')') {
                if brackets == 0 {
                    break;
                }
                brackets -= 1;
            }
            end = next + mark.len_utf8();
        }
        if brackets == 0 && (whole || !inside) && ends(text, at, end, c) {
            stops.push(end);
        }
    }
    stops
}

/// A mark that still belongs to the sentence after its stop.
fn closes(c: char) -> bool {
    matches!(
        c,
        '。' | '！'
            | '？'
            | '…'
            | '.'
            | '!'
            | '?'
            | '”'
            | '’'
            | '"'
            | '\''
            | '」'
            | '』'
            | '）'
            | ')'
            | '»'
    )
}

/// Does the stop at `at`, which with its closing marks ends at `end`, end a
/// sentence?
fn ends(text: &str, at: usize, end: usize, stop: char) -> bool {
    let after = &text[end..];
    let next = after.trim_start().chars().next();
    if matches!(stop, '。' | '！' | '？' | '．' | '｡') {
        // “走！”他说: the quoted sentence goes on after the quote.
        let quoted = text[at..end].ends_with(['”', '」', '』', '’']);
        let joins = next.is_some_and(|c| matches!(c, '，' | '、' | '的' | '；' | '：' | ','));
        return !(joins || quoted && next.is_some_and(|c| matches!(c, '地' | '他' | '她' | '我')));
    }
    if stop == '…' {
        return next.is_none_or(|c| is_cjk(c) || c.is_uppercase())
            && !next.is_some_and(|c| matches!(c, '，' | '、' | '。' | '的'));
    }
    let Some(next) = next else { return true };
    if is_cjk(next) {
        // A Latin full stop in Chinese: a decimal or a list, or the end.
        return stop != '.' || !text[..at].ends_with(|c: char| c.is_ascii_digit());
    }
    if !after.starts_with(char::is_whitespace) || next.is_lowercase() || matches!(next, ',' | ';') {
        return false;
    }
    stop != '.' || text[at..end].len() > 1 || !abbreviates(&text[..at], next)
}

/// Is what stands before a full stop an abbreviation, an initial or a number
/// that begins a line?
fn abbreviates(before: &str, next: char) -> bool {
    let from = before
        .rfind(|c: char| c.is_whitespace() || matches!(c, '(' | '“' | '"' | '（' | '—'))
        .map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8));
    let word = &before[from..];
    let lower = word.to_lowercase();
    let initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase) && word != "I";
    let dotted = word.len() > 2
        && word
            .split('.')
            .all(|part| part.chars().count() == 1 && part.chars().all(char::is_alphabetic));
    let lead = before[..from].trim_end();
    let numbering = word.chars().all(|c| c.is_ascii_digit())
        && word.len() <= 2
        && (lead.is_empty() || lead.ends_with(['.', '!', '?', ':', ';']))
        && !BEFORE_NUMBERS.contains(&last_word(lead).as_str());
    initial
        || dotted
        || numbering
        || ABBREVIATIONS.contains(&lower.as_str())
        || (BEFORE_NUMBERS.contains(&lower.as_str()) && next.is_ascii_digit())
}

/// The last word before the mark that ends `text`, in lower case.
fn last_word(text: &str) -> String {
    let word = text.rsplit(char::is_whitespace).next().unwrap_or_default();
    word.trim_end_matches(['.', '!', '?', ':', ';']).to_lowercase()
}

/// The sentence beads of two texts that translate each other, in order.
pub fn beads(source: &str, target: &str, lexicon: &Lexicon) -> Vec<SentencePair> {
    align(source, target, &sentences(source), &sentences(target), lexicon)
}

/// Which sentences of a pair translate each other, kept in the pair. To be asked
/// when the pair is what it will be.
pub fn of_pair<'p>(pair: &'p Pair<'_>, lexicon: &Lexicon) -> &'p [SentencePair] {
    pair.sentences.get_or_init(|| aligned(pair, lexicon))
}

/// The sentences of a pair. None runs from one block into the next.
fn aligned(pair: &Pair<'_>, lexicon: &Lexicon) -> Vec<SentencePair> {
    let parts = |side: Side| -> Vec<Range<usize>> {
        let mut parts = Vec::new();
        for (_, at, block) in places(pair.side(side)) {
            parts.extend(sentences(&block.plain).iter().map(|s| at + s.start..at + s.end));
        }
        parts
    };
    let (source_parts, target_parts) = (parts(Side::Source), parts(Side::Target));
    if source_parts.is_empty() || target_parts.is_empty() {
        return Vec::new();
    }
    let (source, target) = (pair.running_text(Side::Source), pair.running_text(Side::Target));
    align(&source, &target, &source_parts, &target_parts, lexicon)
}

/// The blocks of running text with their indices and where each begins in
/// [`Pair::running_text`].
fn places<'b, 'a>(
    blocks: &'b [Block<'a>],
) -> impl Iterator<Item = (BlockIndex, usize, &'b Block<'a>)> {
    let prose = blocks.iter().enumerate().filter(|(_, block)| block.kind.is_prose());
    prose.scan(0, |end, (index, block)| {
        let at = *end;
        *end += block.plain.len();
        Some((BlockIndex(index), at, block))
    })
}

/// What of the translation says what `range` of a source block's plain text
/// says: whole sentences, or whole clauses where `range` is less than a
/// sentence. Nothing if the translation leaves it out.
pub fn counterpart(
    pair: &Pair<'_>,
    block: BlockIndex,
    range: Range<usize>,
    lexicon: &Lexicon,
) -> Option<String> {
    let (_, at, _) = places(&pair.source).find(|(index, _, _)| *index == block)?;
    let said = across(pair, at + range.start..at + range.end, lexicon)?;
    let parts = places(&pair.target).filter_map(|(_, at, block)| {
        let within = said.start.saturating_sub(at)..said.end.saturating_sub(at);
        let within = within.start..within.end.min(block.plain.len());
        block.plain.get(within).filter(|part| !part.is_empty())
    });
    Some(parts.collect::<Vec<_>>().join(" "))
}

/// The counterpart in bytes of the running texts.
fn across(pair: &Pair<'_>, range: Range<usize>, lexicon: &Lexicon) -> Option<Range<usize>> {
    let (source, target) = (pair.running_text(Side::Source), pair.running_text(Side::Target));
    let bead = cover(of_pair(pair, lexicon), &range)?;
    let (from, to) = (source.get(bead.source.clone())?, target.get(bead.target.clone())?);
    let part = range.start.saturating_sub(bead.source.start)
        ..range.end.min(bead.source.end).saturating_sub(bead.source.start);
    if part.len() * 10 >= from.len() * 8 {
        return Some(bead.target);
    }
    let clauses = align(from, to, &clauses(from), &clauses(to), lexicon);
    match cover(&clauses, &part) {
        Some(inner) if inner.confidence >= 0.5 => {
            Some(bead.target.start + inner.target.start..bead.target.start + inner.target.end)
        }
        _ => Some(bead.target),
    }
}

/// The beads that a source range touches, as one.
fn cover(beads: &[SentencePair], range: &Range<usize>) -> Option<SentencePair> {
    let touched = beads.iter().filter(|bead| {
        // A range that barely reaches into a sentence does not mean it.
        let both =
            bead.source.end.min(range.end).saturating_sub(bead.source.start.max(range.start));
        both > 0 && (both * 5 >= bead.source.len() || both * 2 >= range.len())
    });
    let touched: Vec<&SentencePair> = touched.filter(|bead| !bead.target.is_empty()).collect();
    let (first, last) = (touched.first()?, touched.last()?);
    Some(SentencePair {
        source: first.source.start..last.source.end,
        target: first.target.start..last.target.end,
        confidence: touched.iter().map(|bead| bead.confidence).fold(1.0, f32::min),
    })
}

fn align(
    source: &str,
    target: &str,
    source_parts: &[Range<usize>],
    target_parts: &[Range<usize>],
    lexicon: &Lexicon,
) -> Vec<SentencePair> {
    let items = |text: &str, parts: &[Range<usize>]| -> Vec<Item> {
        let parts = parts.iter().filter_map(|part| text.get(part.clone()));
        parts.map(|part| Item::of_text(part, &BlockKind::Paragraph, lexicon)).collect()
    };
    let (from, to) = (items(source, source_parts), items(target, target_parts));
    let whole = Whole(Scorer::new(&from, &to, lexicon, Priors::SENTENCES), (from.len(), to.len()));
    let range = |parts: &[Range<usize>], text: &str, within: Range<usize>| {
        let parts = &parts[within];
        match (parts.first(), parts.last()) {
            (Some(first), Some(last)) => first.start..last.end,
            _ => text.len()..text.len(),
        }
    };
    let guide = beads::corners(&beads::rough(&whole));
    beads::search(&whole, &guide)
        .into_iter()
        .map(|bead| SentencePair {
            source: range(source_parts, source, bead.source),
            target: range(target_parts, target, bead.target),
            confidence: bead.confidence,
        })
        .collect()
}

/// All items of a scorer.
struct Whole<'a>(Scorer<'a>, (usize, usize));

impl Score for Whole<'_> {
    fn score(&self, source: Range<usize>, target: Range<usize>) -> f64 {
        self.0.score(source, target)
    }

    fn rough(&self, source: Range<usize>, target: Range<usize>) -> f64 {
        self.0.rough(source, target)
    }

    fn landmarks(&self) -> Vec<(usize, usize)> {
        self.0.landmarks().to_vec()
    }

    fn sizes(&self) -> (usize, usize) {
        self.1
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::align::into_pairs;
    use crate::parse::parse;

    fn cut(text: &str) -> Vec<&str> {
        sentences(text).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn cuts_chinese_after_its_stops_and_closing_quotes() {
        assert_eq!(
            cut("他来了。她问：“谁？”没有人答！"),
            ["他来了。", "她问：“谁？”", "没有人答！"]
        );
        assert_eq!(cut("他说：“好。”然后走了。"), ["他说：“好。”", "然后走了。"]);
        assert_eq!(cut("“走！”他说。"), ["“走！”他说。"]);
        assert_eq!(cut("所谓“快。准。”的标准"), ["所谓“快。", "准。”的标准"]);
        assert_eq!(cut("他（谁？）来了。"), ["他（谁？）来了。"]);
        assert_eq!(cut("等等……再说。"), ["等等……", "再说。"]);
        assert_eq!(cut("真的吗？！是的。"), ["真的吗？！", "是的。"]);
    }

    #[test]
    fn leaves_english_abbreviations_whole() {
        assert_eq!(
            cut("Mr. Lee met Dr. A. B. Stone at 3.5 p.m. They spoke, e.g. about No. 7. Fine."),
            ["Mr. Lee met Dr. A. B. Stone at 3.5 p.m. They spoke, e.g. about No. 7.", "Fine."]
        );
        assert_eq!(
            cut("“Who is it?” she asked. Nobody came."),
            ["“Who is it?” she asked.", "Nobody came."]
        );
        assert_eq!(cut("He said “no.” Then he left."), ["He said “no.”", "Then he left."]);
        assert_eq!(cut("1. Take it. 2. Leave it."), ["1. Take it.", "2. Leave it."]);
        assert_eq!(
            cut("Is it? Yes! It is (I think. Or not)."),
            ["Is it?", "Yes!", "It is (I think. Or not)."]
        );
    }

    #[test]
    fn finds_the_sentence_that_says_the_same() {
        let source = "夏天每天浇两次水。中午不能浇。冬天不用浇，三月再说。";
        let target = "In summer it is watered twice a day. Never water it at noon. In winter there is no need to; wait until March.";
        let at = source.find("中午").unwrap_or_default();
        let lexicon = Lexicon::default();
        let (source, target) = (parse(source).blocks, parse(target).blocks);
        let pairs = into_pairs(vec![(source, target, 1.0)]);
        let range = at..at + "中午不能浇。".len();
        let found = counterpart(&pairs[0], BlockIndex(0), range, &lexicon);
        assert_eq!(found.as_deref(), Some("Never water it at noon."));
    }

    #[test]
    fn finds_it_in_a_pair_of_several_blocks() {
        let lexicon = Lexicon::default();
        let said = |source: &str, target: &str, block: usize| {
            let pairs = into_pairs(vec![(parse(source).blocks, parse(target).blocks, 1.0)]);
            let block = BlockIndex(block);
            let end = pairs[0].block(Side::Source, block).plain.len();
            counterpart(&pairs[0], block, 0..end, &lexicon)
        };
        let (first, second) = ("夏天每天浇两次水，早上七点。", "冬天不用浇水，三月再说。");
        let (one, two) = ("In summer it is watered at 7 twice a day.", "In winter wait for March.");
        let merged = said(&format!("{first}\n\n{second}"), &format!("{one} {two}"), 1);
        assert_eq!(merged.as_deref(), Some(two));
        let cut = said(&format!("{first}{second}"), &format!("{one}\n\n{two}"), 0);
        assert_eq!(cut, Some(format!("{one} {two}")));
    }
}

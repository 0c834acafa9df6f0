//! One form of a text for matching: Simplified script, full-width punctuation
//! in Chinese, “ ” as the only quotation marks. Each character stays one
//! character, so that a place in the folded text is a place in the text.

use crate::language::is_han;
use ferrous_opencc::OpenCC;
use ferrous_opencc::config::BuiltinConfig;
use std::ops::Range;
use std::sync::LazyLock;

static SIMPLIFIED: LazyLock<Option<OpenCC>> =
    LazyLock::new(|| OpenCC::from_config(BuiltinConfig::T2s).ok());

/// A text and its folded form.
#[derive(Debug)]
pub(super) struct Folded<'a> {
    original: &'a str,
    /// The form to match against.
    pub(super) text: String,
    /// The byte of `original` and of `text` at which each character begins.
    starts: Vec<(usize, usize)>,
}

impl<'a> Folded<'a> {
    /// Chinese text.
    pub(super) fn chinese(original: &'a str) -> Self {
        let simplified = simplified(original);
        let chars: Vec<char> = simplified.chars().collect();
        let mut open = false;
        let text = chars
            .iter()
            .enumerate()
            .map(|(i, c)| {
                let latin = |at: Option<usize>| {
                    at.and_then(|at| chars.get(at)).is_some_and(char::is_ascii_alphanumeric)
                };
                let spaced = chars.get(i + 1) == Some(&' ') && latin(Some(i + 2));
                let inside = latin(i.checked_sub(1)) && (latin(Some(i + 1)) || spaced);
                match c {
                    ',' if !inside => '，',
                    ':' if !inside => '：',
                    ';' => '；',
                    '?' => '？',
                    '!' => '！',
                    '(' => '（',
                    ')' => '）',
                    c => quotation(*c, &mut open),
                }
            })
            .collect();
        Self::new(original, text)
    }

    /// Text in a script with spaces: only its quotation marks and apostrophes.
    pub(super) fn spaced(original: &'a str) -> Self {
        let chars: Vec<char> = original.chars().collect();
        let (mut open, mut single) = (false, false);
        let text = chars
            .iter()
            .enumerate()
            .map(|(i, c)| {
                let letter = |at: Option<usize>| {
                    at.and_then(|at| chars.get(at)).is_some_and(|c| c.is_alphanumeric())
                };
                match c {
                    '’' if !single || letter(i.checked_sub(1)) && letter(Some(i + 1)) => '\'',
                    '‘' => {
                        single = true;
                        '“'
                    }
                    '’' => {
                        single = false;
                        '”'
                    }
                    '\u{a0}' => ' ',
                    c => quotation(*c, &mut open),
                }
            })
            .collect();
        Self::new(original, text)
    }

    fn new(original: &'a str, text: String) -> Self {
        let mut starts: Vec<(usize, usize)> =
            original.char_indices().zip(text.char_indices()).map(|(o, t)| (o.0, t.0)).collect();
        starts.push((original.len(), text.len()));
        Self { original, text, starts }
    }

    /// A range of the original in the folded text.
    pub(super) fn folded(&self, range: Range<usize>) -> Range<usize> {
        let place = |byte: usize| {
            let found = self.starts.partition_point(|(original, _)| *original < byte);
            self.starts.get(found).map_or(self.text.len(), |(_, folded)| *folded)
        };
        place(range.start)..place(range.end)
    }

    /// The original words at a range of the folded text.
    pub(super) fn original(&self, range: Range<usize>) -> &'a str {
        let place = |byte: usize| {
            let found = self.starts.partition_point(|(_, folded)| *folded < byte);
            self.starts.get(found).map_or(self.original.len(), |(original, _)| *original)
        };
        self.original.get(place(range.start)..place(range.end)).unwrap_or("")
    }
}

/// Every quotation mark as “ or ”; straight ones open and close by turns.
fn quotation(c: char, open: &mut bool) -> char {
    match c {
        '「' | '『' | '〝' | '＂' if c != '＂' => '“',
        '」' | '』' | '〞' => '”',
        '"' | '＂' => {
            *open = !*open;
            if *open { '“' } else { '”' }
        }
        c => c,
    }
}

/// The text in Simplified script, with as many characters.
pub(super) fn simplified(text: &str) -> String {
    let Some(converter) = SIMPLIFIED.as_ref() else { return text.to_string() };
    if !text.chars().any(is_han) {
        return text.to_string();
    }
    let whole = converter.convert(text);
    if whole.chars().count() == text.chars().count() {
        return whole;
    }
    text.chars()
        .map(|c| {
            let one = converter.convert(c.encode_utf8(&mut [0; 4]));
            let mut chars = one.chars();
            match (chars.next(), chars.next()) {
                (Some(simple), None) => simple,
                _ => c,
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folds_script_width_and_quotes_in_place() {
        let text = "這叫\"回聲\",即(echo)「答覆」";
        let folded = Folded::chinese(text);
        assert_eq!(folded.text, "这叫“回声”，即（echo）“答复”");
        let at = folded.text.find("回声").unwrap_or(0);
        assert_eq!(folded.original(at..at + "回声".len()), "回聲");
    }

    #[test]
    fn an_apostrophe_is_no_quotation_mark() {
        let folded = Folded::spaced("the customers’ ‘score’ isn’t \"it\"");
        assert_eq!(folded.text, "the customers' “score” isn't “it”");
    }
}

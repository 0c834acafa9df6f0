//! One form of a text for matching: Simplified script, full-width punctuation
//! in Chinese, “ ” as the only quotation marks. Each character stays one
//! character, so that a place in the folded text is a place in the text.

use crate::script::{Folded, simplified};

/// Chinese text.
pub(super) fn chinese(original: &str) -> Folded<'_> {
    let simplified = simplified(original);
    let chars: Vec<char> = simplified.chars().collect();
    let mut open = false;
    let mut text = chars.iter().enumerate().map(|(i, c)| {
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
    });
    Folded::new(original, |c| text.next().unwrap_or(c))
}

/// Text in a script with spaces: only its quotation marks and apostrophes.
pub(super) fn spaced(original: &str) -> Folded<'_> {
    let chars: Vec<char> = original.chars().collect();
    let (mut open, mut single) = (false, false);
    let mut text = chars.iter().enumerate().map(|(i, c)| {
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
    });
    Folded::new(original, |c| text.next().unwrap_or(c))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folds_script_width_and_quotes_in_place() {
        let text = "這叫\"回聲\",即(echo)「答覆」";
        let folded = chinese(text);
        assert_eq!(folded.text, "这叫“回声”，即（echo）“答复”");
        let at = folded.text.find("回声").unwrap_or(0);
        assert_eq!(folded.original(at..at + "回声".len()), "回聲");
    }

    #[test]
    fn an_apostrophe_is_no_quotation_mark() {
        let folded = spaced("the customers’ ‘score’ isn’t \"it\"");
        assert_eq!(folded.text, "the customers' “score” isn't “it”");
    }
}

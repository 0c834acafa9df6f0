//! Numbers as values, however they are written: `23`, `二十三`, `twenty-three`,
//! `3万`, `30,000`.

use std::collections::HashMap;
use std::sync::LazyLock;

/// A number found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Number {
    /// The value in its plainest form, e.g. `23` or `3.5`.
    pub(super) value: String,
    /// The byte at which it begins.
    pub(super) at: usize,
}

/// The Chinese numeral characters with their values.
fn han_digit(c: char) -> Option<u64> {
    Some(match c {
        '零' | '〇' => 0,
        '一' | '壹' => 1,
        '二' | '两' | '兩' | '贰' => 2,
        '三' | '叁' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    })
}

/// The Chinese unit characters with their values.
fn han_unit(c: char) -> Option<u64> {
    Some(match c {
        '十' | '拾' => 10,
        '百' | '佰' => 100,
        '千' | '仟' => 1000,
        '万' | '萬' => 10_000,
        '亿' | '億' => 100_000_000,
        _ => return None,
    })
}

/// English number words with their values.
static WORDS: LazyLock<HashMap<&'static str, u64>> = LazyLock::new(|| {
    const ONES: [&str; 20] = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    const ORDINALS: [&str; 20] = [
        "zeroth",
        "first",
        "second",
        "third",
        "fourth",
        "fifth",
        "sixth",
        "seventh",
        "eighth",
        "ninth",
        "tenth",
        "eleventh",
        "twelfth",
        "thirteenth",
        "fourteenth",
        "fifteenth",
        "sixteenth",
        "seventeenth",
        "eighteenth",
        "nineteenth",
    ];
    const TENS: [&str; 8] =
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    const TENTHS: [&str; 8] = [
        "twentieth",
        "thirtieth",
        "fortieth",
        "fiftieth",
        "sixtieth",
        "seventieth",
        "eightieth",
        "ninetieth",
    ];
    let ones = ONES.iter().zip(0..).chain(ORDINALS.iter().zip(0..)).map(|(word, n)| (*word, n));
    let tens = TENS.iter().zip(2..).chain(TENTHS.iter().zip(2..)).map(|(word, n)| (*word, n * 10));
    let rest = [
        ("hundred", 100),
        ("thousand", 1000),
        ("million", 1_000_000),
        ("billion", 1_000_000_000),
        ("twice", 2),
        ("dozen", 12),
    ];
    ones.chain(tens).chain(rest).collect()
});

/// The value of a single English number word or ordinal.
pub(super) fn word_value(word: &str) -> Option<u64> {
    WORDS.get(word).copied()
}

/// The value of a run of Chinese numerals such as `二十三`, `一百零五`, `二〇二四`.
pub(super) fn han_value(run: &str) -> Option<u64> {
    let (mut total, mut section, mut digit) = (0u64, 0u64, None::<u64>);
    let positional = run.chars().count() > 1 && run.chars().all(|c| han_digit(c).is_some());
    for c in run.chars() {
        if let Some(value) = han_digit(c) {
            digit = Some(match digit {
                Some(before) if positional => before.checked_mul(10)?.checked_add(value)?,
                _ => value,
            });
        } else {
            let unit = han_unit(c)?;
            if unit >= 10_000 {
                section = section.checked_add(digit.take().unwrap_or(0))?;
                let lone = u64::from(total == 0 && section == 0);
                total = match unit {
                    10_000 => total.checked_add((section + lone).checked_mul(unit)?)?,
                    _ => total.checked_add(section + lone)?.checked_mul(unit)?,
                };
                section = 0;
            } else {
                section = section.checked_add(digit.take().unwrap_or(1).checked_mul(unit)?)?;
            }
        }
    }
    total.checked_add(section)?.checked_add(digit.unwrap_or(0))
}

/// The numbers of a text, in order. A lone `一`, `one` or `a` is none: it is
/// mostly an article.
pub(super) fn numbers(text: &str) -> Vec<Number> {
    let mut found = Vec::new();
    let mut values = Vec::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let length = if c.is_ascii_digit() {
            digits(rest, &mut values)
        } else if han_digit(c).is_some() || han_unit(c).is_some() {
            han_run(rest, &mut values)
        } else if c.is_ascii_alphabetic() {
            words(rest, &mut values)
        } else {
            c.len_utf8()
        };
        let at = text.len() - rest.len();
        found.extend(values.drain(..).map(|value| Number { value, at }));
        rest = &rest[length.max(c.len_utf8())..];
    }
    found
}

/// Reads `12,500.75` and a unit after it (`3万`, `2 million`).
fn digits(rest: &str, found: &mut Vec<String>) -> usize {
    let bytes = rest.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let mut end = 0;
    while digit(end) || (matches!(bytes.get(end), Some(b',' | b'.')) && digit(end + 1)) {
        end += 1;
    }
    let mut value: String = rest[..end].chars().filter(|c| *c != ',').collect();
    let (unit, unit_end) = unit_after(rest, end);
    if let (Some(unit), Ok(number)) = (unit, value.parse::<f64>()) {
        value = plain(number * unit as f64);
        end = unit_end;
    } else if value.matches('.').count() == 1 {
        value = value.parse::<f64>().map_or(value.clone(), plain);
    } else if let Ok(number) = value.parse::<u64>() {
        value = number.to_string();
    }
    found.push(value);
    end
}

/// The unit after digits, if it is a thousand or more, and where it ends.
fn unit_after(rest: &str, end: usize) -> (Option<u64>, usize) {
    let after = rest[end..].trim_start_matches(' ');
    let start = rest.len() - after.len();
    let first = after.chars().next();
    if let (Some(c), Some(unit)) = (first, first.and_then(han_unit)) {
        return (Some(unit).filter(|unit| *unit >= 1000), start + c.len_utf8());
    }
    let stop = word_end(rest, start);
    (WORDS.get(&rest[start..stop]).copied().filter(|value| *value >= 1000), stop)
}

fn plain(number: f64) -> String {
    let text = format!("{number:.4}");
    text.trim_end_matches('0').trim_end_matches('.').to_string()
}

fn han_run(rest: &str, found: &mut Vec<String>) -> usize {
    let end = rest
        .char_indices()
        .find(|(_, c)| han_digit(*c).is_none() && han_unit(*c).is_none())
        .map_or(rest.len(), |(at, _)| at);
    let run = &rest[..end];
    let lone = run.chars().count() == 1;
    let article =
        lone && !run.starts_with(|c| han_digit(c).is_some_and(|value| value > 1) || c == '十');
    if run.chars().count() <= 20
        && !article
        && let Some(value) = han_value(run)
    {
        found.push(value.to_string());
    }
    end
}

/// Reads a run of English number words: `twenty-three`, `two hundred and five`.
fn words(rest: &str, found: &mut Vec<String>) -> usize {
    let (mut total, mut section, mut count, mut end, mut at) = (0u64, 0u64, 0, 0, 0);
    let first = word_end(rest, 0);
    loop {
        let stop = word_end(rest, at);
        let word = rest[at..stop].to_ascii_lowercase();
        match word_value(&word) {
            Some(value) => {
                count += 1;
                if value == 100 {
                    section = section.max(1).saturating_mul(100);
                } else if value >= 1000 {
                    total = total.saturating_add(section.max(1).saturating_mul(value));
                    section = 0;
                } else {
                    section = section.saturating_add(value);
                }
                end = stop;
            }
            None if word == "and" && count > 0 && section % 100 == 0 => {}
            None => break,
        }
        let separator = rest[stop..].chars().next();
        if !matches!(separator, Some(' ' | '-')) || word_end(rest, stop + 1) == stop + 1 {
            break;
        }
        at = stop + 1;
    }
    let value = total.saturating_add(section);
    if end > 0 && !(count == 1 && value <= 1) {
        found.push(value.to_string());
    }
    end.max(first)
}

fn word_end(text: &str, from: usize) -> usize {
    text[from..].find(|c: char| !c.is_alphabetic()).map_or(text.len(), |at| from + at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(text: &str) -> Vec<String> {
        numbers(text).into_iter().map(|number| number.value).collect()
    }

    #[test]
    fn reads_the_same_value_in_every_writing() {
        for (chinese, english) in [
            ("二十三年", "twenty-three years"),
            ("四十一张订单", "forty-one orders"),
            ("一百零五人", "one hundred and five people"),
            ("二〇二四年", "in 2024"),
            ("3万元", "30,000 yuan"),
            ("两千五百", "2,500"),
            ("第十二条", "the twelfth article"),
            ("200万", "2 million"),
            ("3.50", "3.5"),
            ("1.2亿", "120 million"),
            ("一亿二千万", "120 million"),
        ] {
            assert_eq!(values(chinese), values(english), "{chinese} / {english}");
        }
    }

    #[test]
    fn takes_no_article_for_a_number() {
        assert_eq!(values("一个人, one of them, once"), Vec::<String>::new());
    }

    #[test]
    fn survives_absurd_numerals() {
        assert_eq!(han_value("亿亿亿亿亿亿"), None);
        values(&"九".repeat(100));
        values(&"9".repeat(400));
    }
}

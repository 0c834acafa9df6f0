//! The number that a text begins with, in any style.

use super::numerals;
use unicode_segmentation::UnicodeSegmentation;

/// The number that a text begins with, and the text after it.
pub(super) fn label(text: &str) -> (Option<u64>, &str) {
    han_label(text)
        .or_else(|| digit_label(text))
        .or_else(|| word_label(text))
        .map_or((None, text), |(number, rest)| (Some(number), rest.trim_start()))
}

/// `一、`, `（一）`, `第一，`, `第二章`, `其三`, `①`.
fn han_label(text: &str) -> Option<(u64, &str)> {
    let first = text.chars().next()?;
    if let '①'..='⑳' = first {
        return Some((u64::from(first) - u64::from('①') + 1, &text[first.len_utf8()..]));
    }
    let open = text.trim_start_matches(['（', '(', '第', '其']);
    let marked = open.len() < text.len();
    let end = open
        .find(|c: char| !"零〇一二三四五六七八九十百".contains(c))
        .filter(|end| *end > 0 && *end <= 12)?;
    let (run, rest) = open.split_at(end);
    let next = rest.chars().next()?;
    let closes = "、．.，,）):：".contains(next);
    let unit = "章节節部条條点點卷篇讲講回步类類种種个個".contains(next);
    if !(closes || marked && (unit || next.is_whitespace())) {
        return None;
    }
    let number = numerals::han_value(run)?;
    Some((number, rest[next.len_utf8()..].trim_start_matches(['、', '，', ',', '：', ':', '.'])))
}

/// `1.`, `1、`, `(1)`, `1）`, but not `3.5` or `1980s`.
fn digit_label(text: &str) -> Option<(u64, &str)> {
    let open = text.trim_start_matches(['（', '(', '第']);
    let end = open.find(|c: char| !c.is_ascii_digit()).filter(|end| (1..=3).contains(end))?;
    let (digits, rest) = open.split_at(end);
    let next = rest.chars().next()?;
    let after = rest[next.len_utf8()..].chars().next();
    let closes = "、．）)：:".contains(next)
        || (next == '.' && after.is_none_or(|c| !c.is_ascii_digit()))
        || (open.len() < text.len() && "章节節部条條点點卷篇讲講回".contains(next));
    if !closes {
        return None;
    }
    Some((digits.parse().ok()?, &rest[next.len_utf8()..]))
}

/// `I.`, `Part Two`, `Chapter 3:`, `First,`, `Secondly,`.
fn word_label(text: &str) -> Option<(u64, &str)> {
    let mut words = text.unicode_word_indices();
    let (_, first) = words.next().filter(|(at, _)| *at <= 1)?;
    let lower = first.to_lowercase();
    let named = ["part", "chapter", "section", "step", "no", "point", "misconception", "myth"];
    if named.contains(&lower.as_str()) {
        let (at, second) = words.next()?;
        let number = second
            .parse()
            .ok()
            .or_else(|| numerals::word_value(&second.to_lowercase()))
            .or_else(|| roman(second))?;
        let rest = &text[at + second.len()..];
        return Some((number, rest.trim_start_matches([':', '.', ',', ' ', '—', '–'])));
    }
    let at = text.find(first)? + first.len();
    let rest = &text[at..];
    if rest.starts_with(['.', ')', ':'])
        && let Some(number) = roman(first)
    {
        return Some((number, &rest[1..]));
    }
    let ordinal = lower.strip_suffix("ly").unwrap_or(&lower);
    let number = match ordinal {
        "first" => 1,
        "second" => 2,
        "third" => 3,
        "fourth" => 4,
        "fifth" => 5,
        _ => return None,
    };
    rest.strip_prefix([',', ':', '.']).map(|rest| (number, rest))
}

/// The value of an upper-case Roman numeral up to 39.
fn roman(text: &str) -> Option<u64> {
    let tens = text.chars().take_while(|c| *c == 'X').count();
    let ones = match &text[tens..] {
        "" => 0,
        "I" => 1,
        "II" => 2,
        "III" => 3,
        "IV" => 4,
        "V" => 5,
        "VI" => 6,
        "VII" => 7,
        "VIII" => 8,
        "IX" => 9,
        _ => return None,
    };
    (tens <= 3 && tens + ones > 0).then_some((tens * 10 + ones) as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_label_in_every_style() {
        for (text, number, rest) in [
            ("1. Care", 1, "Care"),
            ("2、照顾", 2, "照顾"),
            ("（三）照顾", 3, "照顾"),
            ("第四章 照顾", 4, "照顾"),
            ("第五，照顾", 5, "照顾"),
            ("十二、照顾", 12, "照顾"),
            ("⑥照顾", 6, "照顾"),
            ("VII. Care", 7, "Care"),
            ("Part Two: Care", 2, "Care"),
            ("Chapter 3 Care", 3, "Care"),
            ("Secondly, care", 2, "care"),
        ] {
            assert_eq!(label(text), (Some(number), rest), "{text}");
        }
        for text in ["3.5 tons", "1980s style", "一个人", "I think", "Part of it", "第一次来"]
        {
            assert_eq!(label(text).0, None, "{text}");
        }
    }
}

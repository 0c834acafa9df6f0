//! The sentence of the translation that says the same.

use super::text::{Sentence, sentences};
use std::ops::Range;

/// The sentences of `target` that translate a range of `source`, both the
/// plain text of one pair.
pub(super) fn counterpart(source: &str, range: &Range<usize>, target: &str) -> String {
    let (from, to) = (sentences(source), english(target));
    let beads = align(source, &from, target, &to);
    let mut found: Option<Range<usize>> = None;
    for (ours, theirs) in beads {
        let touched =
            from[ours].iter().any(|s| overlap(&s.span, range) * 3 >= range.len().min(s.span.len()));
        if touched && !theirs.is_empty() {
            let span = to[theirs.start].start..to[theirs.end - 1].end;
            found = Some(match found {
                Some(before) if to.len() < 3 => before.start..span.end,
                Some(before) => before,
                None => span,
            });
        }
    }
    found.and_then(|span| target.get(span)).unwrap_or(target).trim().to_string()
}

fn overlap(a: &Range<usize>, b: &Range<usize>) -> usize {
    a.end.min(b.end).saturating_sub(a.start.max(b.start))
}

/// The sentences of a text in a language with spaces.
fn english(text: &str) -> Vec<Range<usize>> {
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let mut found = Vec::new();
    let mut start = 0;
    for (i, (at, c)) in chars.iter().enumerate() {
        let mut end = at + c.len_utf8();
        if !matches!(c, '.' | '!' | '?' | ';') || end <= start {
            continue;
        }
        let mut j = i + 1;
        while chars.get(j).is_some_and(|(_, c)| "”’\"')）".contains(*c)) {
            end += chars[j].1.len_utf8();
            j += 1;
        }
        let spaced = chars.get(j).is_none_or(|(_, c)| c.is_whitespace());
        let before: String =
            text[start..*at].chars().rev().take_while(|c| c.is_alphanumeric()).collect();
        let abbreviated = *c == '.'
            && (before.chars().count() <= 1 && before.chars().all(char::is_alphabetic)
                || ["rM", "srM", "rD", "sv", "cte"].contains(&before.as_str()))
            || before.chars().all(|c| c.is_ascii_digit()) && !before.is_empty() && end < 6;
        if spaced && !abbreviated && *c != ';' {
            found.push(start..end);
            start = end;
        }
    }
    if text[start..].chars().any(char::is_alphanumeric) {
        found.push(start..text.len());
    }
    found
}

/// Sentence beads by length (Gale and Church 1993) with 1–1, 1–2, 2–1, 1–3
/// and 3–1, over the characters of each side.
fn align(
    source: &str,
    from: &[Sentence],
    target: &str,
    to: &[Range<usize>],
) -> Vec<(Range<usize>, Range<usize>)> {
    let ratio = target.chars().count() as f64 / source.chars().count().max(1) as f64;
    let length = |text: &str| text.chars().count() as f64;
    let ours: Vec<f64> = from.iter().map(|s| length(&source[s.span.clone()]) * ratio).collect();
    let theirs: Vec<f64> = to.iter().map(|s| length(&target[s.clone()])).collect();
    let (m, n) = (ours.len(), theirs.len());
    const STEPS: [(usize, usize, f64); 7] =
        [(1, 1, 0.0), (1, 2, 1.2), (2, 1, 1.2), (1, 3, 2.5), (3, 1, 2.5), (2, 2, 2.0), (1, 0, 4.0)];
    let mut cost = vec![vec![f64::INFINITY; n + 1]; m + 1];
    let mut back = vec![vec![(0, 0); n + 1]; m + 1];
    cost[0][0] = 0.0;
    for i in 0..=m {
        for j in 0..=n {
            if !cost[i][j].is_finite() {
                continue;
            }
            for (a, b, penalty) in STEPS.into_iter().chain([(0, 1, 4.0)]) {
                let (x, y) = (i + a, j + b);
                if x > m || y > n {
                    continue;
                }
                let (s, t) = (ours[i..x].iter().sum::<f64>(), theirs[j..y].iter().sum::<f64>());
                let next = cost[i][j] + penalty + (s - t).abs() / (0.2 * (s + t) + 6.0);
                if next < cost[x][y] {
                    cost[x][y] = next;
                    back[x][y] = (a, b);
                }
            }
        }
    }
    let (mut i, mut j) = (m, n);
    let mut beads = Vec::new();
    while i > 0 || j > 0 {
        let (a, b) = back[i][j];
        if a + b == 0 {
            return vec![(0..m, 0..n)];
        }
        beads.push((i - a..i, j - b..j));
        (i, j) = (i - a, j - b);
    }
    beads.reverse();
    beads
}

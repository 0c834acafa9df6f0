//! Carries the structure of an essay over to its translation, whose headings
//! are harder to tell: English titles are long and their numbering is freer.

use super::chapters::escape;
use super::lines::{Line, Mark};
use super::numbering::{Style, label};
use super::structure::{Element, Kind, measure, structure};

/// A translation's elements, and which of them each element of the source
/// begins with, where that is known: for titles and headings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mirrored {
    /// The translation, in its own order.
    pub elements: Vec<Element>,
    /// (index of the source element, index of the target element), both rising.
    pub anchors: Vec<(usize, usize)>,
}

/// The structure of the translation, guided by that of the source.
pub fn mirror(source: &[Element], source_lines: usize, target: &[Line]) -> Mirrored {
    let own = structure(target);
    match source_lines == target.len() && is_plausible(source, target, &own) {
        true => line_by_line(source, target),
        false => by_headings(source, own),
    }
}

/// The longest translated heading, in Han characters.
const TARGET_HEADING: usize = 75;

/// Do the headings of both texts stand on the same lines?
fn is_plausible(source: &[Element], target: &[Line], own: &[Element]) -> bool {
    let short = |element: &Element| {
        target.get(element.lines.0).is_some_and(|line| measure(&line.text) <= TARGET_HEADING)
    };
    let heading_at = |line: usize| {
        source.iter().any(|element| {
            is_heading(element) && (element.lines.0..=element.lines.1).contains(&line)
        })
    };
    let own: Vec<&Element> =
        own.iter().filter(|element| matches!(element.kind, Kind::Heading { .. })).collect();
    let kept = own.iter().filter(|element| heading_at(element.lines.0)).count();
    source.iter().filter(|element| is_heading(element)).all(short) && kept * 3 >= own.len() * 2
}

fn is_heading(element: &Element) -> bool {
    matches!(element.kind, Kind::Title | Kind::Heading { .. })
}

fn line_by_line(source: &[Element], target: &[Line]) -> Mirrored {
    let elements: Vec<Element> = source
        .iter()
        .map(|element| {
            let (first, last) = element.lines;
            let texts: Vec<&str> =
                target[first..=last].iter().map(|line| line.text.as_str()).collect();
            let verbatim = target[first].mark == Some(Mark::Verbatim);
            Element {
                kind: if verbatim { Kind::Verbatim } else { element.kind },
                text: texts.join(": "),
                markdown: joined(&target[first..=last]),
                lines: element.lines,
            }
        })
        .collect();
    let anchors = (0..elements.len()).map(|at| (at, at)).collect();
    Mirrored { elements, anchors }
}

/// The Markdown of lines that are one element, where one of them has some.
fn joined(lines: &[Line]) -> Option<String> {
    lines.iter().find(|line| line.markdown.is_some())?;
    let own = |line: &Line| line.markdown.clone().unwrap_or_else(|| escape(&line.text));
    Some(lines.iter().map(own).collect::<Vec<_>>().join(": "))
}

/// Up to how many combinations of headings and short lines are weighed. A
/// novel stays below; what is above has the aligner alone.
const MOST_CELLS: usize = 20_000_000;

/// Pairs the headings of the source with short lines of the translation, in
/// order, by number and place.
fn by_headings(source: &[Element], mut own: Vec<Element>) -> Mirrored {
    let headings: Vec<usize> = (0..source.len()).filter(|at| is_heading(&source[*at])).collect();
    let candidates: Vec<usize> = (0..own.len()).filter(|at| is_candidate(&own[*at])).collect();
    let (places, own_places) = (places(source), places(&own));
    let numbers = |elements: &[Element], chosen: &[usize]| -> Vec<Option<u32>> {
        chosen.iter().map(|at| label(&elements[*at].text).map(|label| label.ordinal)).collect()
    };
    let (ordinals, own_ordinals) = (numbers(source, &headings), numbers(&own, &candidates));
    let score = |h: usize, c: usize| {
        let (at, other) = (headings[h], candidates[c]);
        likeness(source[at].kind, own[other].kind) + same_number(ordinals[h], own_ordinals[c])
            - 6.0 * (places[at] - own_places[other]).abs()
    };
    let chain = match headings.len().saturating_mul(candidates.len()) <= MOST_CELLS {
        true => best_chain(headings.len(), candidates.len(), score),
        false => Vec::new(),
    };
    let anchors: Vec<(usize, usize)> =
        chain.into_iter().map(|(h, c)| (headings[h], candidates[c])).collect();
    settle_kinds(source, &mut own, &anchors);
    Mirrored { elements: own, anchors }
}

fn is_candidate(element: &Element) -> bool {
    let sentence = element.text.ends_with(['.', ':', ',', ';', '。', '：']);
    is_heading(element)
        || (matches!(element.kind, Kind::Paragraph | Kind::Byline)
            && measure(&element.text) <= TARGET_HEADING
            && !sentence)
}

/// Where each element begins, as a share of the whole text.
fn places(elements: &[Element]) -> Vec<f32> {
    let total: usize = elements.iter().map(|element| measure(&element.text)).sum();
    let mut before = 0;
    elements
        .iter()
        .map(|element| {
            let place = before as f32 / total.max(1) as f32;
            before += measure(&element.text);
            place
        })
        .collect()
}

/// How much two lines look like the same heading by their kinds. Below 0:
/// rather not.
fn likeness(source: Kind, target: Kind) -> f32 {
    match (source, target) {
        (Kind::Title, Kind::Title) => 2.5,
        (Kind::Title, _) | (_, Kind::Title) => -1.5,
        (Kind::Heading { level: a, .. }, Kind::Heading { level: b, .. }) if a == b => 1.5,
        (_, Kind::Heading { .. }) => 1.0,
        _ => 0.5,
    }
}

/// How much their numbers speak for two headings being the same.
fn same_number(source: Option<u32>, target: Option<u32>) -> f32 {
    match (source, target) {
        (Some(a), Some(b)) if a == b => 1.5,
        (Some(_), Some(_)) => -2.0,
        (None, None) => 0.5,
        _ => -0.5,
    }
}

/// The chain of rising pairs with the greatest sum of scores.
fn best_chain(
    rows: usize,
    columns: usize,
    score: impl Fn(usize, usize) -> f32,
) -> Vec<(usize, usize)> {
    let width = columns + 1;
    let mut best = vec![0.0f32; (rows + 1) * width];
    for row in (0..rows).rev() {
        for column in (0..columns).rev() {
            let paired = score(row, column).max(f32::MIN) + best[(row + 1) * width + column + 1];
            best[row * width + column] =
                paired.max(best[(row + 1) * width + column]).max(best[row * width + column + 1]);
        }
    }
    let (mut row, mut column, mut chain) = (0, 0, Vec::new());
    while row < rows && column < columns {
        let here = best[row * width + column];
        if here == best[row * width + column + 1] {
            column += 1;
        } else if here == best[(row + 1) * width + column] {
            row += 1;
        } else {
            chain.push((row, column));
            row += 1;
            column += 1;
        }
    }
    chain
}

/// Headings are what the source's headings were paired with; list items are
/// numbered lines in a section where the source has a list.
fn settle_kinds(source: &[Element], own: &mut [Element], anchors: &[(usize, usize)]) {
    let mut section = 0..source.len();
    for (at, element) in own.iter_mut().enumerate() {
        if let Ok(index) = anchors.binary_search_by_key(&at, |(_, target)| *target) {
            let end = anchors.get(index + 1).map_or(source.len(), |(next, _)| *next);
            section = anchors[index].0..end;
            element.kind = source[anchors[index].0].kind;
            continue;
        }
        let items = source[section.clone()]
            .iter()
            .any(|element| matches!(element.kind, Kind::Item { number: Some(_) }));
        let number = label(&element.text)
            .filter(|label| matches!(label.style, Style::Arabic | Style::ArabicBracket))
            .map(|label| label.ordinal);
        element.kind = match element.kind {
            Kind::Heading { .. } => Kind::Paragraph,
            Kind::Title => Kind::Title,
            Kind::Paragraph | Kind::Item { number: Some(_) } => match number {
                Some(_) if items => Kind::Item { number },
                _ => Kind::Paragraph,
            },
            kind @ (Kind::Byline | Kind::Item { number: None } | Kind::Note | Kind::Verbatim) => {
                kind
            }
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::lines::lines;

    const SOURCE: &str = "题目很短\n某某部\n开头一段话，说明来意。\n一、先说第一件事\n第一件事的话。\n二、再说第二件事\n第二件事的话，分两句。还有一句。\n结束的话。";

    fn headings(target: &str) -> Vec<String> {
        let source = lines(SOURCE);
        let mirrored = mirror(&structure(&source), source.len(), &lines(target));
        mirrored.elements.into_iter().filter(is_heading).map(|element| element.text).collect()
    }

    #[test]
    fn a_translation_line_by_line_has_the_same_headings() {
        let target = "A Short Title\nA Department\nAn opening.\nI. The First Thing to Say, which Is Rather Long as Headings Go\nWords.\nII. The Second\nWords. More.\nThe end.";
        assert_eq!(headings(target).len(), 3);
    }

    #[test]
    fn headings_are_found_where_paragraphs_are_split_or_left_out() {
        let target = "A Short Title\nA Department\nAn opening.\nI. The First Thing\nWords about the first thing.\nII. The Second\nWords of the second thing.\nMore of them.\nThe end.";
        assert_eq!(headings(target), ["A Short Title", "I. The First Thing", "II. The Second"]);
        let target = "A Short Title\nI. The First Thing\nWords about the first thing.\nII. The Second\nWords of the second thing. The end.";
        assert_eq!(headings(target), ["A Short Title", "I. The First Thing", "II. The Second"]);
    }
}

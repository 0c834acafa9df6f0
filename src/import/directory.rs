//! A translation that is a book already: a directory of Markdown chapters. The
//! essay is cut where the translation's chapters begin, so that its files keep
//! their names.

use super::chapters::{EssayChapter, Role, markdown_with_starts};
use super::lines::Line;
use super::pairing::Mirrored;
use super::structure::{Element, Kind, structure};
use crate::align;
use crate::document::Block;
use crate::glossary::Glossary;
use crate::parse::parse;
use std::ops::Range;

/// A file of the translation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Its name in the directory.
    pub name: String,
    /// Its lines.
    pub lines: Vec<Line>,
}

/// A translation and the chapters that it divides the book into.
#[derive(Debug, Clone)]
pub struct Bound {
    /// The translation's elements and what they translate.
    pub mirrored: Mirrored,
    /// The chapters, in the order of the translation's files.
    pub chapters: Vec<EssayChapter>,
    /// What the translation has besides, such as more on its credits page.
    pub unplaced: Vec<Element>,
}

/// Binds an essay to the chapters of its translation.
pub fn bind(source: &[Element], pages: Vec<Page>) -> Bound {
    let notes = source.iter().position(|e| e.kind == Kind::Note).unwrap_or(source.len());
    let (credits, pages): (Vec<Page>, Vec<Page>) =
        pages.into_iter().filter(|page| !page.is_bare()).partition(|page| page.is_credits());
    let mut elements = Vec::new();
    let mut files: Vec<(String, Range<usize>)> = Vec::new();
    for page in pages {
        let start = elements.len();
        elements.extend(page.lines.iter().map(element));
        files.push((page.name, start..elements.len()));
    }
    let anchors = anchors(&source[..notes], &elements);
    mirror_kinds(source, &mut elements, &anchors);
    let mut chapters = cut(source, notes, &elements, files, &anchors);
    let unplaced = place_notes(source, notes, credits, &mut elements, &mut chapters);
    Bound { mirrored: Mirrored { elements, anchors }, chapters, unplaced }
}

/// Names of files and words of headings that mark the page of credits.
const CREDITS: &[&str] = &[
    "credits",
    "source",
    "acknowledg",
    "colophon",
    "copyright",
    "licen",
    "致谢",
    "致謝",
    "出处",
    "出處",
    "版权",
    "版權",
];

impl Page {
    fn heading(&self) -> &str {
        self.lines.first().map_or("", |line| &line.text)
    }

    /// Does it hold a heading and nothing else, as the pages that mdBook fills?
    fn is_bare(&self) -> bool {
        self.lines
            .iter()
            .all(|line| structure(std::slice::from_ref(line)).is_empty() || is_heading(line))
    }

    fn is_credits(&self) -> bool {
        let (name, heading) = (self.name.to_lowercase(), self.heading().to_lowercase());
        CREDITS.iter().any(|word| name.contains(word) || heading.contains(word))
    }
}

fn is_heading(line: &Line) -> bool {
    use super::lines::Mark;
    matches!(line.mark, Some(Mark::Title | Mark::Heading(_)))
}

fn element(line: &Line) -> Element {
    use super::lines::Mark;
    let kind = match line.mark {
        Some(Mark::Title) => Kind::Heading { level: 1, part: true },
        Some(Mark::Heading(level)) => Kind::Heading { level, part: level == 1 },
        Some(Mark::Item { ordered }) => Kind::Item {
            number: super::numbering::label(&line.text).filter(|_| ordered).map(|l| l.ordinal),
        },
        Some(Mark::Verbatim) => Kind::Verbatim,
        Some(Mark::Note) => Kind::Note,
        None => Kind::Paragraph,
    };
    Element { kind, text: line.text.clone(), markdown: line.markdown.clone(), lines: (0, 0) }
}

/// Which element of the source each element of the translation translates.
/// Running text is aligned without the headings, of which either side may have
/// its own; headings belong together where they stand before the same text.
fn anchors(source: &[Element], target: &[Element]) -> Vec<(usize, usize)> {
    let text = |elements: &[Element]| -> Vec<usize> {
        (0..elements.len()).filter(|at| !is_headline(&elements[*at])).collect()
    };
    let (source_text, target_text) = (text(source), text(target));
    let mut anchors: Vec<(usize, usize)> = paired(source, &source_text, target, &target_text);
    let headings: Vec<(usize, usize)> = anchors
        .iter()
        .flat_map(|(from, to)| {
            let above = |elements: &[Element], at: usize| {
                elements[..at].iter().rev().take_while(|element| is_headline(element)).count()
            };
            let count = above(source, *from).min(above(target, *to));
            (1..=count).map(|back| (from - back, to - back)).collect::<Vec<_>>()
        })
        .collect();
    anchors.extend(headings);
    anchors.sort_unstable();
    // Orphans stand where they are; the anchors must rise on both sides.
    let mut last = None;
    anchors.retain(|(from, to)| {
        let rises = last.is_none_or(|(f, t)| *from > f && *to > t);
        if rises {
            last = Some((*from, *to));
        }
        rises
    });
    anchors
}

fn is_headline(element: &Element) -> bool {
    matches!(element.kind, Kind::Title | Kind::Heading { .. })
}

/// The pairs that the aligner makes of the named elements of both sides.
fn paired(
    source: &[Element],
    from: &[usize],
    target: &[Element],
    to: &[usize],
) -> Vec<(usize, usize)> {
    let text = |elements: &[Element], chosen: &[usize]| {
        let chosen: Vec<Element> = chosen.iter().map(|at| elements[*at].clone()).collect();
        markdown_with_starts(&chosen, 0)
    };
    let ((source_text, source_starts), (target_text, target_starts)) =
        (text(source, from), text(target, to));
    let index = |starts: &[usize], block: &Block<'_>| {
        starts.partition_point(|start| *start <= block.span.start).saturating_sub(1)
    };
    align::align(parse(&source_text).blocks, parse(&target_text).blocks, &Glossary::default())
        .iter()
        .filter_map(|pair| {
            let (source, target) = (pair.source.first()?, pair.target.first()?);
            let (at, other) = (index(&source_starts, source), index(&target_starts, target));
            Some((*from.get(at)?, *to.get(other)?))
        })
        .collect()
}

/// A numbered paragraph whose counterpart is a list item becomes one as well,
/// and the other way round.
fn mirror_kinds(source: &[Element], target: &mut [Element], anchors: &[(usize, usize)]) {
    for (from, to) in anchors {
        let element = &mut target[*to];
        match (source[*from].kind, element.kind) {
            (Kind::Paragraph, Kind::Item { number: Some(number) }) => {
                element.kind = Kind::Paragraph;
                element.markdown =
                    element.markdown.take().map(|markdown| format!("{number}\\. {markdown}"));
            }
            (Kind::Heading { level, part }, Kind::Heading { .. }) => {
                element.kind = Kind::Heading { level, part };
            }
            _ => {}
        }
    }
}

/// The essay's stretch for each file of the translation. A file that nothing of
/// the essay leads to goes with the one before it.
fn cut(
    source: &[Element],
    notes: usize,
    target: &[Element],
    files: Vec<(String, Range<usize>)>,
    anchors: &[(usize, usize)],
) -> Vec<EssayChapter> {
    let count = files.len();
    let mut chapters: Vec<EssayChapter> = Vec::new();
    for (at, (file, range)) in files.into_iter().enumerate() {
        let first = anchors.iter().find(|(_, to)| range.contains(to)).map(|(from, _)| *from);
        let start = first.map(|from| with_heading(source, anchors, from));
        let before = chapters.last().map(|chapter| chapter.source.start);
        match (start, chapters.last_mut()) {
            (Some(start), Some(last)) if before.is_some_and(|before| start > before) => {
                last.source.end = start;
                chapters.push(chapter(at, count, file, start..notes, range, target));
            }
            (_, Some(last)) => last.target.end = range.end,
            (_, None) => chapters.push(chapter(at, count, file, 0..notes, range, target)),
        }
    }
    for chapter in &mut chapters {
        let own = source[chapter.source.clone()].first();
        let headed = own.is_some_and(is_headline);
        chapter.bare = chapter.bare && !headed;
    }
    chapters
}

fn chapter(
    at: usize,
    count: usize,
    file: String,
    source: Range<usize>,
    range: Range<usize>,
    target: &[Element],
) -> EssayChapter {
    let role = match at {
        0 if count > 1 => Role::Preface,
        _ if count > 2 && at + 1 == count => Role::Closing,
        _ => Role::Body,
    };
    let headed = matches!(target[range.start].kind, Kind::Heading { .. });
    EssayChapter { file, role, source, target: range, bare: headed }
}

/// The element itself, or the unpaired headings directly before it.
fn with_heading(source: &[Element], anchors: &[(usize, usize)], from: usize) -> usize {
    let mut start = from;
    while let Some(before) = start.checked_sub(1) {
        if !is_headline(&source[before]) || anchors.iter().any(|(paired, _)| *paired == before) {
            break;
        }
        start = before;
    }
    start
}

/// Gives each note of the essay the paragraph of the credits page that names
/// the same address, or the first. Returns what is left of that page.
fn place_notes(
    source: &[Element],
    notes: usize,
    credits: Vec<Page>,
    target: &mut Vec<Element>,
    chapters: &mut Vec<EssayChapter>,
) -> Vec<Element> {
    let mut left: Vec<Element> = credits
        .iter()
        .flat_map(|page| page.lines.iter())
        .filter(|line| !is_heading(line))
        .map(element)
        .collect();
    let start = target.len();
    for note in &source[notes..] {
        let address = |text: &str| text.find("://").map(|at| text[at..].to_string());
        let host = address(&note.text);
        let same = |element: &Element| {
            host.as_ref().is_some_and(|host| element.text.contains(host.as_str()))
        };
        let at = left.iter().position(same).or(Some(0)).filter(|at| *at < left.len());
        target.extend(at.map(|at| left.remove(at)));
    }
    if notes < source.len() || target.len() > start {
        chapters.push(EssayChapter {
            file: credits.first().map_or_else(|| "credits.md".into(), |page| page.name.clone()),
            role: Role::Credits,
            source: notes..source.len(),
            target: start..target.len(),
            bare: false,
        });
    }
    left
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::{lines, marked};

    fn page(name: &str, text: &str) -> Page {
        Page { name: name.into(), lines: marked::lines(text) }
    }

    #[test]
    fn the_essay_is_cut_where_the_translation_has_chapters() {
        let essay = "开头一段话，说明为什么写，一共有三句。第二句在这里。这是第三句话，也就结束了。\nPart One\n第一个题目\n第一部分的第一段，话不多，两句。就这两句。\nPart Two\n第二个题目\n1. 有人说快就是好。\n不是的，慢也有慢的好处，只是不容易看见。\n结尾的一段，总结一下上面说的。\n\n转载请注明出处：https://example.org/7";
        let source = structure(&lines::lines(essay));
        let bound = bind(
            &source,
            vec![
                page(
                    "preface.md",
                    "# Why\n\nAn opening paragraph that says why this is written. A second sentence. And a third one to end.\n",
                ),
                page(
                    "one.md",
                    "# The First\n\nThe first paragraph of the first part, in two sentences. Just two.\n",
                ),
                page(
                    "two.md",
                    "# The Second\n\n1. Some say that fast is good.\n\n   It is not so: slow has its merits too, though they are hard to see.\n",
                ),
                page(
                    "closing.md",
                    "# In the End\n\nA closing paragraph that sums up what was said above.\n",
                ),
                page("glossary.md", "# Glossary\n"),
                page(
                    "credits.md",
                    "# Source\n\nTold after <https://example.org/7>.\n\nMore thanks.\n",
                ),
            ],
        );
        let found: Vec<(&str, Range<usize>, Range<usize>, bool)> = bound
            .chapters
            .iter()
            .map(|c| (c.file.as_str(), c.source.clone(), c.target.clone(), c.bare))
            .collect();
        assert_eq!(
            found,
            [
                ("preface.md", 0..1, 0..2, true),
                ("one.md", 1..3, 2..4, false),
                ("two.md", 3..6, 4..7, false),
                ("closing.md", 6..7, 7..9, true),
                ("credits.md", 7..8, 9..10, false),
            ]
        );
        assert_eq!(bound.unplaced.len(), 1);
    }
}

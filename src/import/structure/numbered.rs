//! Sequences of numbers: headings, list items or numbered paragraphs.

use super::headings::{Family, Headings};
use super::{Kind, is_heading_like, measure};
use crate::import::lines::Line;
use crate::import::numbering::{Label, Style};

/// Finds the sequences of numbers and decides for each whether its lines are
/// headings, list items or numbered paragraphs.
pub(super) fn mark_sequences(
    lines: &[Line],
    labels: &[Option<Label>],
    body: std::ops::Range<usize>,
    kinds: &mut [Kind],
    headings: &mut Headings,
) {
    let mut open: Vec<Vec<usize>> = Vec::new();
    let mut done: Vec<Vec<usize>> = Vec::new();
    for at in body.clone() {
        let Some(label) = labels[at].as_ref().filter(|_| lines[at].mark.is_none()) else {
            continue;
        };
        let same = |run: &Vec<usize>| {
            run.last()
                .and_then(|last| labels[*last].as_ref())
                .is_some_and(|l| l.style == label.style)
        };
        let last = |run: &[usize]| {
            run.last().and_then(|last| labels[*last].as_ref()).map_or(0, |last| last.ordinal)
        };
        let figures = |run: &Vec<usize>| {
            let before = run.last().and_then(|last| labels[*last].as_ref());
            before.is_some_and(|before| {
                before.style.is_figures()
                    && label.style.is_figures()
                    && before.ordinal + 1 == label.ordinal
            })
        };
        // `1.`, `2、`, `(3)` are one sequence where none of them has its own.
        let run = open.iter().position(same).filter(|run| follows(last(&open[*run]), label));
        match run.or_else(|| open.iter().position(figures)).or_else(|| open.iter().position(same)) {
            Some(run) if follows(last(&open[run]), label) => open[run].push(at),
            Some(run) => done.push(std::mem::replace(&mut open[run], vec![at])),
            None => open.push(vec![at]),
        }
    }
    done.append(&mut open);
    done.sort();
    for run in done {
        let Some(style) = labels[run[0]].as_ref().map(|label| label.style.clone()) else {
            continue;
        };
        match sequence_kind(lines, labels, &run, body.end) {
            Sequence::Headings(members) => {
                headings
                    .found
                    .extend(members.into_iter().map(|at| (at, Family::Numbered(style.clone()))));
            }
            Sequence::List => {
                for at in run {
                    let number = labels[at].as_ref().map(|label| label.ordinal);
                    kinds[at] = Kind::Item { number };
                }
            }
            Sequence::Paragraphs => {}
        }
    }
    headings.found.sort_by_key(|(at, _)| *at);
}

/// Does a label go on with a sequence whose last number is `last`? Authors skip
/// or repeat a number now and then.
fn follows(last: u32, label: &Label) -> bool {
    label.style.rank().is_some() && label.ordinal >= last
        || (last..=last + 2).contains(&label.ordinal) && label.ordinal > 1
}

enum Sequence {
    Headings(Vec<usize>),
    List,
    Paragraphs,
}

/// Items of a list are at most this long, in Han characters: two lines of print.
/// What is longer reads better as a paragraph with its number.
const ITEM: usize = 60;

/// Headings are short, do not end as sentences do and have text under them;
/// list items follow one another directly.
fn sequence_kind(lines: &[Line], labels: &[Option<Label>], run: &[usize], end: usize) -> Sequence {
    let Some(first) = labels[run[0]].as_ref() else { return Sequence::Paragraphs };
    let strong = first.style.rank().is_some();
    let rest = |at: usize| {
        labels[at].as_ref().map_or("", |label| lines[at].text.get(label.end..).unwrap_or(""))
    };
    let titled = |at: &usize| match rest(*at) {
        // `Part One` with its title on the next line.
        "" => strong || matches!(first.style, Style::Named(_)),
        rest => is_numbered_title(rest, first.style == Style::Han),
    };
    let followed = |at: usize| at + 1 < end && run.binary_search(&(at + 1)).is_err();
    if run.len() < 2 && !strong {
        return Sequence::Paragraphs;
    }
    let members: Vec<usize> = run.iter().copied().filter(titled).collect();
    let with_text = members.iter().filter(|at| followed(**at)).count();
    let consecutive = run.windows(2).all(|pair| pair[1] == pair[0] + 1);
    if members.len() * 3 >= run.len() * 2
        && with_text * 3 >= members.len() * 2
        && !members.is_empty()
    {
        return Sequence::Headings(members);
    }
    let figures = matches!(first.style, Style::Arabic | Style::ArabicBracket);
    let short = run.iter().all(|at| measure(&lines[*at].text) <= ITEM);
    if figures && consecutive && short && first.ordinal == 1 {
        return Sequence::List;
    }
    Sequence::Paragraphs
}

/// The longest numbered title that may end with a full stop, in Han characters.
const TITLE_WITH_STOP: usize = 15;

/// Could this be a title, given that a number stands before it? Some authors
/// set a colon after it, and some a full stop, which is a title only after
/// `一、`: elsewhere it is a numbered claim that ends so.
fn is_numbered_title(rest: &str, high: bool) -> bool {
    let bare = rest.trim_end_matches(['：', ':']);
    let stop = bare.strip_suffix('。').filter(|bare| high && measure(bare) <= TITLE_WITH_STOP);
    is_heading_like(stop.unwrap_or(bare))
}

//! The title and the lines under it.

use super::unnumbered::known_heading;
use super::{HEADING, Kind, is_heading_like, measure};
use crate::import::furniture::is_source_line;
use crate::import::lines::{Line, Mark, ends_sentence};
use crate::import::numbering::Label;

/// Marks title and bylines; returns where the body begins.
pub(super) fn title_block(
    lines: &[Line],
    labels: &[Option<Label>],
    end: usize,
    kinds: &mut [Kind],
) -> usize {
    let marked = lines[..end].iter().position(|line| line.mark == Some(Mark::Title));
    let begins =
        |at: usize| labels[at].as_ref().is_some_and(|label| in_sequence(labels, at, label));
    let plain =
        |line: &Line| !ends_sentence(&line.text) || line.text.ends_with(['？', '！', '?', '!']);
    let first = end > 1
        && lines[0].mark.is_none()
        && !is_source_line(&lines[0].text)
        && !stands_before_headings(lines)
        && is_heading_like(&lines[0].text)
        && plain(&lines[0])
        && !begins(0)
        && known_heading(&lines[0].text).is_none();
    let title = match marked {
        Some(at) => at,
        None if first => 0,
        None => return 0,
    };
    kinds[title] = Kind::Title;
    let mut at = title + 1;
    while at < end && at <= title + MAX_BYLINES {
        let line = &lines[at];
        let byline = (is_byline(&line.text) && !begins(at)) || is_source_line(&line.text);
        let byline = byline && line.mark.is_none();
        if !byline || known_heading(&line.text).is_some() {
            break;
        }
        kinds[at] = Kind::Byline;
        at += 1;
    }
    at
}

/// Text before the first `#` of a Markdown file, whose titles have marks.
fn stands_before_headings(lines: &[Line]) -> bool {
    lines[0].markdown.is_some()
        && lines.iter().any(|line| matches!(line.mark, Some(Mark::Heading(_))))
}

const MAX_BYLINES: usize = 3;

/// A short line without a full stop under the title: an organisation, a name, a
/// date. A salutation (`各位同事：`) is the beginning of the text.
fn is_byline(text: &str) -> bool {
    measure(text) <= HEADING && !ends_sentence(text) && !text.ends_with(['：', ':', '，', ','])
}

/// Does a label of the same style with a neighbouring number stand elsewhere,
/// or does the style need no company?
fn in_sequence(labels: &[Option<Label>], at: usize, label: &Label) -> bool {
    label.style.rank().is_some()
        || labels.iter().enumerate().any(|(other, found)| {
            other != at
                && found.as_ref().is_some_and(|found| {
                    found.style == label.style && found.ordinal.abs_diff(label.ordinal) == 1
                })
        })
}

//! Which lines are headings, and on which level.

use super::Kind;
use crate::import::lines::{Line, Mark};
use crate::import::numbering::Style;

/// Which lines are headings, and of which family; levels come later.
#[derive(Default)]
pub(super) struct Headings {
    pub(super) found: Vec<(usize, Family)>,
}

/// Headings of one family have one level.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Family {
    /// The word processor says which level.
    Marked(u8),
    Numbered(Style),
    /// Words such as 结语, on a level with the highest.
    Known,
    Unnumbered,
}

/// Takes the headings that the file format names; says whether there are any.
/// Where there are, numbers decide nothing.
pub(super) fn mark_marked(
    lines: &[Line],
    body: std::ops::Range<usize>,
    headings: &mut Headings,
) -> bool {
    for at in body {
        if let Some(Mark::Heading(level)) = lines[at].mark {
            headings.found.push((at, Family::Marked(level)));
        }
    }
    !headings.found.is_empty()
}

impl Headings {
    /// Gives every family its level: parts, chapters and sections by their
    /// names, then in the order in which the families first appear.
    pub(super) fn set_levels(&self, kinds: &mut [Kind]) {
        let mut order: Vec<&Family> = Vec::new();
        for (_, family) in &self.found {
            if !order.contains(&family) && *family != Family::Known {
                order.push(family);
            }
        }
        let rank = |family: &Family| match family {
            Family::Numbered(style) => style.rank().unwrap_or(10),
            Family::Marked(level) => *level,
            Family::Known | Family::Unnumbered => 10,
        };
        order.sort_by_key(|family| rank(family));
        for (at, family) in &self.found {
            let place = order.iter().position(|known| *known == family).unwrap_or(0);
            let part = match family {
                Family::Numbered(style) => matches!(style, Style::Part | Style::Chapter),
                Family::Marked(level) => *level == 1,
                Family::Known | Family::Unnumbered => false,
            };
            kinds[*at] = Kind::Heading { level: place.min(4) as u8 + 1, part };
        }
    }
}

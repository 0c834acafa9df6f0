//! Edits of a text, collected first and applied at once, so that every other
//! byte stays as it is.

use std::ops::Range;

/// Replacements and insertions for one text.
#[derive(Debug, Default)]
pub(crate) struct Edits(Vec<Edit>);

#[derive(Debug)]
struct Edit {
    range: Range<usize>,
    with: String,
    /// Among insertions at one place: what closes goes before what opens.
    closes: bool,
}

impl Edits {
    /// Replaces a range.
    pub(crate) fn replace(&mut self, range: Range<usize>, with: impl Into<String>) {
        self.0.push(Edit { range, with: with.into(), closes: false });
    }

    /// Inserts at a place; insertions at one place keep their order.
    pub(crate) fn insert(&mut self, at: usize, with: impl Into<String>) {
        self.replace(at..at, with);
    }

    /// Inserts something that ends here: it goes before all that begins here.
    pub(crate) fn insert_end(&mut self, at: usize, with: impl Into<String>) {
        self.0.push(Edit { range: at..at, with: with.into(), closes: true });
    }

    /// The text in `within` with the edits that lie in it. An edit that
    /// overlaps one before it is left out.
    pub(crate) fn apply(mut self, text: &str, within: Range<usize>) -> String {
        self.0.sort_by_key(|edit| (edit.range.start, !edit.closes, edit.range.end));
        let mut out = String::with_capacity(within.len() * 2);
        let mut at = within.start;
        for edit in self.0 {
            if edit.range.start < at || edit.range.end > within.end {
                continue;
            }
            out.push_str(text.get(at..edit.range.start).unwrap_or_default());
            out.push_str(&edit.with);
            at = edit.range.end;
        }
        out.push_str(text.get(at..within.end).unwrap_or_default());
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_every_byte_that_is_not_edited() {
        let mut edits = Edits::default();
        edits.insert(3, "[");
        edits.insert_end(6, "]");
        edits.insert(6, "<");
        edits.replace(6..9, "b");
        edits.insert_end(9, ">");
        assert_eq!(edits.apply("一二三四", 0..12), "一[二]<b>四");
    }

    #[test]
    fn leaves_out_an_edit_that_overlaps() {
        let mut edits = Edits::default();
        edits.replace(0..4, "x");
        edits.replace(2..6, "y");
        assert_eq!(edits.apply("abcdefg", 0..7), "xefg");
    }
}

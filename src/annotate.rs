//! Attaches data to a book and never edits its text.

pub mod callout;
pub mod terms;

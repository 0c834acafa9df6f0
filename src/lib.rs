//! A bilingual book from two Markdown texts.
//!
//! 1. [`load`] reads the chapters and their translation (I/O),
//! 2. [`typography`] mends what Markdown does to Chinese,
//! 3. [`parse`] cuts each text into blocks,
//! 4. [`align`] pairs the blocks of the two languages,
//! 5. [`annotate`] attaches callouts and term uses,
//! 6. [`render`] writes HTML or plain Markdown,
//! 7. `handout` sets PDFs for print,
//! 8. [`preprocessor`] and [`site`] carry it to mdBook.
//!
//! Steps 2 to 7 are functions from values to values.
//!
//! The crate is a program. Its library is there for the program's own benches and
//! tests: nothing in it is promised to stay as it is from one version to the next.

pub mod align;
pub mod annotate;
pub mod book;
pub mod callouts;
pub mod commands;
pub mod config;
pub mod diagnostic;
pub(crate) mod disk;
pub mod document;
pub mod drafting;
pub mod files;
pub mod front_matter;
pub mod glossary;
#[cfg(feature = "pdf")]
pub mod handout;
pub mod import;
pub mod inspect;
pub mod language;
pub mod load;
pub mod lock;
pub mod parse;
pub mod pipeline;
pub(crate) mod preprocessor;
pub(crate) mod publish;
pub mod render;
pub mod script;
pub mod site;
pub mod theme;
pub mod translation;
pub mod typography;

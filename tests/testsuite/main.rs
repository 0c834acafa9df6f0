//! Tests of the whole tool, as its users meet it.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

mod bad_input;
mod book;
mod browser;
mod callouts;
mod config;
mod diagnostics;
mod draft;
mod draft_figures;
mod essays;
mod glossary;
#[cfg(feature = "pdf")]
mod handout;
mod install;
mod lock;
mod new;
mod page;
mod plain;
mod po;
mod publish;
mod rooms;
mod server;
mod site;
mod support;
mod vanilla;

//! The messages of a chapter: where they stand and what their `msgid` is.
//!
//! Which events make a message and how it is written down is
//! mdbook-i18n-helpers' own code, so that its PO files fit. Its functions pass
//! a number along with each event, meant for lines: here it is the event's
//! index, which tells where in the text the message stands.

use crate::language::is_cjk;
use anyhow::Result;
use mdbook_i18n_helpers::{Group, group_events, new_cmark_parser, reconstruct_markdown};
use pulldown_cmark::{DefaultBrokenLinkCallback, Event, LinkType, Tag, TagEnd};
use std::ops::Range;

/// A stretch of a chapter that a PO file has messages for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unit {
    /// One message: a paragraph, a heading, a list item's text, a table cell;
    /// also a whole code block in no known language.
    Message {
        /// Its `msgid`.
        id: String,
        /// The translator comment in the chapter, if any.
        comment: String,
        /// Bytes of the chapter's text.
        span: Range<usize>,
    },
    /// A code block in a known language: its strings and comments are messages.
    Code {
        /// The code in order.
        pieces: Vec<Piece>,
        /// Bytes of the chapter's text.
        span: Range<usize>,
    },
}

/// A stretch of a code block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// As it stands in the code.
    pub text: String,
    /// Its `msgid` if it is a message.
    pub id: Option<String>,
}

impl Unit {
    /// Bytes of the chapter's text.
    pub fn span(&self) -> &Range<usize> {
        match self {
            Self::Message { span, .. } | Self::Code { span, .. } => span,
        }
    }
}

/// The units of a Markdown text, in order. Fails where mdbook-i18n-helpers
/// cannot write a message down.
pub fn units(text: &str) -> Result<Vec<Unit>> {
    let (events, ranges) = events(text);
    grouped(text, events, ranges)
}

/// The same for a translation: a line break between two Chinese characters is
/// no space there.
pub fn translated_units(text: &str) -> Result<Vec<Unit>> {
    let (mut events, ranges) = events(text);
    for at in 1..events.len().saturating_sub(1) {
        let is_break = &text[ranges[at].clone()];
        let is_break = !is_break.is_empty() && is_break.trim().is_empty();
        if let (Event::Text(before), Event::Text(space), Event::Text(after)) =
            (&events[at - 1].1, &events[at].1, &events[at + 1].1)
            && is_break
            && space.as_ref() == " "
            && before.ends_with(is_cjk)
            && after.starts_with(is_cjk)
        {
            events[at].1 = Event::Text("".into());
        }
    }
    grouped(text, events, ranges)
}

/// A title of a SUMMARY.md.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Title {
    /// As it is written, without the link.
    pub text: String,
    /// Of a chapter, as against a part or the summary itself.
    pub link: bool,
    /// The byte at which it stands.
    pub at: usize,
}

/// The titles of a SUMMARY.md, in order: as mdbook-xgettext has them, but one
/// by one where several stand on lines that follow each other.
pub fn titles(summary: &str) -> Result<Vec<Title>> {
    let mut titles = Vec::new();
    for unit in units(summary)? {
        let Unit::Message { id, span, .. } = unit else { continue };
        let (events, _) = events(&id);
        let ends = |event: &Event<'_>| matches!(event, Event::End(TagEnd::Link));
        let parts: Vec<_> = events.split_inclusive(|(_, event)| ends(event)).collect();
        let mut places = summary[span.clone()].match_indices('[').map(|(at, _)| span.start + at);
        for part in parts {
            let link = part.iter().any(|(_, event)| ends(event));
            let within = |event: &Event<'_>| {
                !matches!(
                    event,
                    Event::Start(Tag::Link { .. } | Tag::Paragraph)
                        | Event::End(TagEnd::Link | TagEnd::Paragraph)
                )
            };
            let bare: Vec<_> = part.iter().filter(|(_, event)| within(event)).cloned().collect();
            let text = reconstruct_markdown(&bare, None)?.0.trim().to_string();
            if !text.is_empty() {
                let at = if link { places.next() } else { None };
                titles.push(Title { text, link, at: at.unwrap_or(span.start) });
            }
        }
    }
    Ok(titles)
}

fn grouped(
    text: &str,
    events: Vec<(usize, Event<'_>)>,
    ranges: Vec<Range<usize>>,
) -> Result<Vec<Unit>> {
    let mut reader = MessageReader { text, ranges, units: Vec::new(), code: None };
    let mut state = None;
    for group in group_events(&events)? {
        state = Some(match group {
            Group::Translate { events, comment } => {
                let (id, state) = reconstruct_markdown(&events, state)?;
                reader.message(&events, id, comment);
                state
            }
            Group::Skip(events) => {
                events.iter().for_each(|(index, event)| reader.skip(*index, event));
                reconstruct_markdown(&events, state)?.1
            }
        });
    }
    Ok(reader.units)
}

/// The events as mdbook-i18n-helpers has them, numbered, and where they stand.
fn events(text: &str) -> (Vec<(usize, Event<'_>)>, Vec<Range<usize>>) {
    let parser = new_cmark_parser::<DefaultBrokenLinkCallback>(text, None).into_offset_iter();
    let (events, ranges): (Vec<_>, Vec<_>) = parser.unzip();
    (events.into_iter().map(self_contained).enumerate().collect(), ranges)
}

/// A reference link as an inline one, and a line break as a space: a message
/// must make sense without the text around it.
fn self_contained(event: Event<'_>) -> Event<'_> {
    let inline = |kind| match kind {
        LinkType::Shortcut | LinkType::Collapsed | LinkType::Reference => LinkType::Inline,
        kind => kind,
    };
    match event {
        Event::SoftBreak => Event::Text(" ".into()),
        Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
            Event::Start(Tag::Link { link_type: inline(link_type), dest_url, title, id })
        }
        Event::Start(Tag::Image { link_type, dest_url, title, id }) => {
            Event::Start(Tag::Image { link_type: inline(link_type), dest_url, title, id })
        }
        event => event,
    }
}

struct MessageReader<'a> {
    text: &'a str,
    ranges: Vec<Range<usize>>,
    units: Vec<Unit>,
    /// The code block being read.
    code: Option<(Vec<Piece>, Range<usize>)>,
}

impl MessageReader<'_> {
    fn message(&mut self, events: &[(usize, Event<'_>)], id: String, comment: String) {
        let has_id = !id.trim().is_empty();
        if let Some((pieces, _)) = &mut self.code {
            pieces.push(Piece { text: plain(events), id: has_id.then_some(id) });
            return;
        }
        let spans = events.iter().filter_map(|(index, _)| self.ranges.get(*index));
        let span = spans.fold(None, |span: Option<Range<usize>>, next| match span {
            Some(span) => Some(span.start.min(next.start)..span.end.max(next.end)),
            None => Some(next.clone()),
        });
        if let Some(span) = span.filter(|_| has_id) {
            self.units.push(Unit::Message { id, comment, span: trim(self.text, span) });
        }
    }

    fn skip(&mut self, index: usize, event: &Event<'_>) {
        match (event, &mut self.code) {
            (Event::Start(Tag::CodeBlock(_)), _) => {
                let span = self.ranges.get(index).cloned().unwrap_or_default();
                self.code = Some((Vec::new(), trim(self.text, span)));
            }
            (Event::Text(text), Some((pieces, _))) => {
                pieces.push(Piece { text: text.to_string(), id: None });
            }
            (Event::End(TagEnd::CodeBlock), Some(_)) => {
                if let Some((pieces, span)) = self.code.take() {
                    self.units.push(Unit::Code { pieces, span });
                }
            }
            _ => {}
        }
    }
}

fn plain(events: &[(usize, Event<'_>)]) -> String {
    let text = events.iter().filter_map(|(_, event)| match event {
        Event::Text(text) => Some(text.as_ref()),
        _ => None,
    });
    text.collect()
}

/// The range without white space at both ends.
fn trim(text: &str, range: Range<usize>) -> Range<usize> {
    let raw = text.get(range.clone()).unwrap_or_default();
    let start = range.start + raw.len() - raw.trim_start().len();
    start..start + raw.trim().len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use mdbook_i18n_helpers::extract_messages;
    use proptest::prelude::*;

    /// Every `msgid` of a text in order.
    fn ids(text: &str) -> Vec<String> {
        let units = units(text).expect("messages");
        let ids = units.into_iter().flat_map(|unit| match unit {
            Unit::Message { id, .. } => vec![id],
            Unit::Code { pieces, .. } => pieces.into_iter().filter_map(|piece| piece.id).collect(),
        });
        ids.collect()
    }

    #[track_caller]
    fn agrees(text: &str) {
        let theirs = extract_messages(text).expect("messages");
        let theirs: Vec<String> = theirs.into_iter().map(|(_, found)| found.message).collect();
        assert_eq!(ids(text), theirs, "{text}");
    }

    #[test]
    fn messages_are_those_of_mdbook_xgettext() {
        agrees("# Title *here*\n\nA paragraph\nin two lines with [a link].\n\n[a link]: /url\n");
        agrees("- one\n- two\n\n  more\n  - three `x`\n\n> quote\n> on\n\n1. a\n");
        agrees("| a | b |\n|---|---|\n| c\\|d | ![e](f) |\n");
        agrees(
            "```rust\n// comment\nlet a = \"text\"; // more\n\n/* block\n two */\n```\n\nEnd[^n].\n\n[^n]: Note.\n",
        );
        agrees("```\nno \"language\"\n```\n\n```mermaid\nx\n```\n\n    indented\n");
        agrees(
            "<!-- i18n:skip -->\n\nSkipped.\n\nKept.\n\n<!-- i18n:comment: hint -->\n\nNoted.\n",
        );
        agrees("<div>\n\ninside\n\n</div>\n\n- [x] done\n");
    }

    #[test]
    fn a_span_is_the_inline_content() {
        let text = "## Title\n\n- item\n  more\n\n> one\n> two\n";
        let spans: Vec<&str> =
            units(text).expect("messages").iter().map(|unit| &text[unit.span().clone()]).collect();
        assert_eq!(spans, ["Title", "item\n  more", "one\n> two"]);
    }

    proptest! {
        #[test]
        fn any_text_has_the_messages_of_mdbook_xgettext(
            text in "[ab中。*_`#>|\\-1.\\[\\]()!<\n ]{0,60}"
        ) {
            let theirs = extract_messages(&text).ok();
            let theirs = theirs.map(|found| {
                found.into_iter().map(|(_, found)| found.message).collect::<Vec<_>>()
            });
            prop_assert_eq!(units(&text).ok().map(|_| ids(&text)), theirs);
        }
    }
}

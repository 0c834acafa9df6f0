//! What the author says about callouts: comments before a block.
//!
//! `<!-- bilingual: callout misconception="…" boundary="…" -->` makes a callout
//! or words one, `<!-- bilingual: no-callout -->` takes one away.

use super::Boundaries;
use super::text::sentences;
use crate::book::{self, Callout, PairRef};
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{Bilingual, Comment, Document, Pair, PairIndex, Side, Source};
use std::collections::BTreeMap;

/// What one comment asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Directive {
    /// A callout with these words, as far as they are given.
    Callout {
        /// The wrong belief.
        misconception: Option<String>,
        /// What is right.
        boundary: Option<String>,
    },
    /// No callout here.
    None,
}

/// Reads a comment. Nothing for a comment that is no directive; what is wrong
/// with one that cannot be read.
pub(super) fn read(comment: &str) -> Option<Result<Directive, String>> {
    let rest = comment.trim().strip_prefix("bilingual:")?.trim();
    let (name, rest) = rest.split_at(rest.find(char::is_whitespace).unwrap_or(rest.len()));
    Some(match name {
        "no-callout" if rest.trim().is_empty() => Ok(Directive::None),
        "no-callout" => Err(format!("`no-callout` takes nothing, but there is `{}`", rest.trim())),
        "callout" => words(rest.trim()),
        other => Err(format!("there is no directive `{other}`")),
    })
}

/// `misconception="…" boundary="…"`.
fn words(mut rest: &str) -> Result<Directive, String> {
    let (mut misconception, mut boundary) = (None, None);
    while !rest.is_empty() {
        let Some((key, after)) = rest.split_once(['=', '＝']) else {
            return Err(format!("`{rest}` is no `key=\"value\"`"));
        };
        let (key, after) = (key.trim(), after.trim_start());
        let Some(open) = after.chars().next() else {
            return Err(format!("`{key}` has no value"));
        };
        let close = match open {
            '"' | '\'' => open,
            '“' | '”' => '”',
            _ => return Err(format!("the value of `{key}` is not in quotation marks")),
        };
        let inner = &after[open.len_utf8()..];
        let Some(end) = inner.find(close) else {
            return Err(format!("the value of `{key}` has no closing quotation mark"));
        };
        let slot = match key {
            "misconception" => &mut misconception,
            "boundary" => &mut boundary,
            other => return Err(format!("`callout` has no `{other}`")),
        };
        let value = inner[..end].trim();
        if value.is_empty() {
            return Err(format!("`{key}` is empty"));
        }
        if slot.replace(value.to_string()).is_some() {
            return Err(format!("`{key}` stands twice"));
        }
        rest = inner[end + close.len_utf8()..].trim_start();
    }
    Ok(Directive::Callout { misconception, boundary })
}

/// What the author wants at a pair, from both files.
#[derive(Debug, Default)]
struct Wish {
    none: bool,
    misconception: Bilingual,
    boundary: Bilingual,
}

/// Lets the author overrule what was found, and reports directives that cannot
/// be read.
pub(super) fn apply(
    documents: &[Document<'_>],
    boundaries: &mut Boundaries,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let Boundaries { callouts, proposals } = boundaries;
    for (index, document) in book::indexed(documents) {
        for (pair, (wish, comment)) in wishes(document, diagnostics) {
            let at = PairRef { document: index, pair };
            proposals.retain(|proposal| !proposal.pairs.contains(&at) && proposal.anchor != at);
            if wish.none {
                callouts.retain(|callout| !callout.pairs.contains(&at) && callout.anchor != at);
            } else if let Some(found) = callouts.iter_mut().find(|c| c.pairs.contains(&at)) {
                reword(found, &wish.misconception, &wish.boundary);
            } else if let Some(forced) =
                forced(document.pair(pair), at, wish.misconception, wish.boundary)
            {
                callouts.push(forced);
            } else {
                diagnostics.push(comment);
            }
        }
    }
    callouts.sort_by_key(|callout| callout.anchor);
}

/// The author's wishes by pair, each with what to say if it cannot be met.
fn wishes(
    document: &Document<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> BTreeMap<PairIndex, (Wish, Diagnostic)> {
    let mut found: BTreeMap<PairIndex, (Wish, Diagnostic)> = BTreeMap::new();
    for side in [Side::Source, Side::Target] {
        let Some(text) = document.text(side) else { continue };
        for comment in document.comments(side) {
            let directive = match read(comment.text) {
                None => continue,
                Some(Err(message)) => {
                    diagnostics.push(unreadable(text, comment, &message));
                    continue;
                }
                Some(Ok(directive)) => directive,
            };
            let Some(pair) = next_pair(document, side, comment.span.end) else {
                diagnostics.push(unreadable(text, comment, "no block follows it"));
                continue;
            };
            let lacking = unreadable(
                text,
                comment,
                "a callout where the tool finds none needs both `misconception` and `boundary`",
            );
            let (wish, _) = found.entry(pair).or_insert_with(|| (Wish::default(), lacking));
            match directive {
                Directive::None => wish.none = true,
                Directive::Callout { misconception, boundary } => {
                    set(&mut wish.misconception, side, misconception);
                    set(&mut wish.boundary, side, boundary);
                }
            }
        }
    }
    found
}

fn set(words: &mut Bilingual, side: Side, text: Option<String>) {
    if let Some(text) = text {
        match side {
            Side::Source => words.source = text,
            Side::Target => words.target = text,
        }
    }
}

/// The first pair whose block on one side begins after a place.
fn next_pair(document: &Document<'_>, side: Side, after: usize) -> Option<PairIndex> {
    document
        .indexed()
        .filter_map(|(index, pair)| {
            let first = pair.side(side).iter().map(|block| block.span.start);
            first.filter(|start| *start >= after).min().map(|start| (start, index))
        })
        .min()
        .map(|(_, index)| index)
}

fn unreadable(text: &Source, comment: &Comment<'_>, message: &str) -> Diagnostic {
    Diagnostic::at(
        Code::CalloutDirective,
        text,
        comment.span.clone(),
        format!("this directive cannot be followed: {message}"),
    )
    .hint(
        "write `<!-- bilingual: callout misconception=\"…\" boundary=\"…\" -->` or `<!-- \
         bilingual: no-callout -->` before a block",
    )
}

/// The author's words in the place of those found, where there are any.
pub(super) fn reword(callout: &mut Callout, misconception: &Bilingual, boundary: &Bilingual) {
    if !misconception.target.is_empty() {
        callout.denial = None;
    }
    let take = |to: &mut String, from: &String| {
        if !from.is_empty() {
            to.clone_from(from);
        }
    };
    take(&mut callout.misconception.source, &misconception.source);
    take(&mut callout.misconception.target, &misconception.target);
    take(&mut callout.boundary.source, &boundary.source);
    take(&mut callout.boundary.target, &boundary.target);
    callout.rule = "author".to_string();
}

/// A callout made of the author's words. A side without words of its own
/// shows the block's first sentence as the boundary.
pub(super) fn forced(
    pair: &Pair<'_>,
    at: PairRef,
    misconception: Bilingual,
    mut boundary: Bilingual,
) -> Option<Callout> {
    let worded = |words: &Bilingual| !words.source.is_empty() || !words.target.is_empty();
    if !worded(&misconception) || !worded(&boundary) {
        return None;
    }
    for side in [Side::Source, Side::Target] {
        if boundary.get(side).is_empty() {
            let first = pair.side(side).first().and_then(|block| {
                let span = sentences(&block.plain).first()?.span.clone();
                block.plain.get(span).map(str::to_string)
            });
            set(&mut boundary, side, first);
        }
    }
    Some(Callout {
        number: 0,
        pairs: vec![at],
        anchor: at,
        rule: "author".to_string(),
        misconception,
        denial: None,
        boundary,
    })
}

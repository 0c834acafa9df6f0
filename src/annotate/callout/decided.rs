//! What the author says about callouts in `callouts.toml`.

use super::Boundaries;
use super::directive::{forced, reword};
use crate::book::{self, Callout, PairRef};
use crate::callouts::{Decision, Decisions, Entry, quoted};
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{Document, Side, Source};

/// Lets the author's file overrule what was found. What an entry proposes or
/// shows takes the place of what was found at its pair; the others stay.
pub(super) fn apply(
    documents: &[Document<'_>],
    file: &Source,
    decisions: &Decisions,
    boundaries: &mut Boundaries,
    diagnostics: &mut Vec<Diagnostic>,
) {
    // What was found at each entry's pair, of the entries before it too.
    let mut found = std::mem::take(boundaries);
    let mut omitted = Vec::new();
    for entry in &decisions.entries {
        let at = match place(documents, entry) {
            Ok(at) => at,
            Err(lost) => {
                diagnostics.push(moved(file, entry, lost));
                continue;
            }
        };
        let known = take(&mut found, at, entry);
        if entry.decision == Decision::Omit {
            omitted.push(at);
            continue;
        }
        let document = &documents[at.document.0];
        match worded(document, at, entry, known) {
            Some(callout) if entry.decision == Decision::Draft => {
                boundaries.proposals.push(callout);
            }
            Some(callout) => boundaries.callouts.push(callout),
            None => diagnostics.push(wordless(file, entry)),
        }
    }
    let decided: Vec<PairRef> = boundaries.callouts.iter().map(|callout| callout.anchor).collect();
    let free = |callout: &Callout| {
        !omitted.iter().any(|at| callout.anchor == *at || callout.pairs.contains(at))
    };
    boundaries.callouts.extend(found.callouts.into_iter().filter(free));
    // A paragraph with a callout of the author's needs no proposal.
    let open = |callout: &Callout| free(callout) && !decided.contains(&callout.anchor);
    boundaries.proposals.extend(found.proposals.into_iter().filter(open));
    boundaries.callouts.sort_by_key(|callout| callout.anchor);
    boundaries.proposals.sort_by_key(|callout| callout.anchor);
}

/// Takes what was found at a pair: what is anchored there before what only
/// passes it, and of those the one that says what the entry says.
fn take(found: &mut Boundaries, at: PairRef, entry: &Entry) -> Option<Callout> {
    let says = |callout: &Callout| callout.misconception.source == entry.misconception.source;
    let fits: [&dyn Fn(&Callout) -> bool; 3] = [
        &|callout| callout.anchor == at && says(callout),
        &|callout| callout.anchor == at,
        &|callout| callout.pairs.contains(&at),
    ];
    fits.iter().find_map(|fits| {
        [&mut found.callouts, &mut found.proposals].into_iter().find_map(|list| {
            let index = list.iter().position(fits)?;
            Some(list.remove(index))
        })
    })
}

/// The callout in the author's words. One that is worded as it was found keeps
/// the rule that found it.
fn worded(
    document: &Document<'_>,
    at: PairRef,
    entry: &Entry,
    known: Option<Callout>,
) -> Option<Callout> {
    let Some(known) = known else {
        let (misconception, boundary) = (entry.misconception.clone(), entry.boundary.clone());
        return forced(document.pair(at.pair), at, misconception, boundary);
    };
    let mut callout = known.clone();
    reword(&mut callout, &entry.misconception, &entry.boundary);
    let same =
        (&callout.misconception, &callout.boundary) == (&known.misconception, &known.boundary);
    if same {
        return Some(known);
    }
    if callout.misconception.target == known.misconception.target {
        callout.denial = known.denial;
    }
    Some(callout)
}

/// Why an entry's paragraph is not found.
enum Lost {
    /// There is no such chapter. With all that there are.
    Chapter(Vec<String>),
    /// There is no such paragraph. With the id and the words of one like it.
    Paragraph(Option<(String, String)>),
}

/// The pair that an entry speaks of.
fn place(documents: &[Document<'_>], entry: &Entry) -> Result<PairRef, Lost> {
    let chapter = book::indexed(documents).find(|(_, found)| found.source.name() == entry.chapter);
    let Some((index, document)) = chapter else {
        return Err(Lost::Chapter(documents.iter().map(|found| found.source.name()).collect()));
    };
    match document.indexed().find(|(_, pair)| pair.id == entry.pair) {
        Some((pair, _)) => Ok(PairRef { document: index, pair }),
        None => Err(Lost::Paragraph(similar(document, entry))),
    }
}

/// The least likeness of a changed paragraph to what it was, 0 to 1.
const ALIKE: f64 = 0.5;

/// The paragraph most like the one that an entry quotes.
fn similar(document: &Document<'_>, entry: &Entry) -> Option<(String, String)> {
    if entry.text.is_empty() {
        return None;
    }
    let length = entry.text.chars().count();
    let likeness = |text: &str| {
        let begin: String = text.chars().take(length).collect();
        let kept = !entry.boundary.source.is_empty() && text.contains(&entry.boundary.source);
        if kept { 1.0 } else { strsim::normalized_damerau_levenshtein(&begin, &entry.text) }
    };
    let pairs = document.pairs.iter().map(|pair| (pair, pair.running_text(Side::Source)));
    let alike = pairs.map(|(pair, text)| (likeness(&text), pair, text));
    let best = alike.max_by(|a, b| a.0.total_cmp(&b.0))?;
    (best.0 >= ALIKE).then(|| (best.1.id.clone(), quoted(&best.2)))
}

/// Says that an entry's paragraph is gone or has changed.
fn moved(file: &Source, entry: &Entry, lost: Lost) -> Diagnostic {
    let (message, hint) = match lost {
        Lost::Chapter(known) => (
            format!("there is no chapter `{}`", entry.chapter),
            format!("the chapters are {}", known.join(", ")),
        ),
        Lost::Paragraph(like) => {
            let was = match entry.text.as_str() {
                "" => String::new(),
                text => format!(" (`{text}`)"),
            };
            match like {
                None => (
                    format!("the paragraph of this callout{was} is gone from `{}`", entry.chapter),
                    "remove the entry, or give it another `pair`".to_string(),
                ),
                Some((id, text)) => (
                    format!("the paragraph of this callout{was} has changed: it is now `{text}`"),
                    format!("if it still holds, write pair = \"{id}\" and text = \"{text}\""),
                ),
            }
        }
    };
    Diagnostic::at(Code::CalloutMoved, file, entry.span.clone(), message).hint(hint)
}

/// Says that an entry has too few words to be a callout.
fn wordless(file: &Source, entry: &Entry) -> Diagnostic {
    let message = "a callout where the tool finds none needs both `misconception` and `boundary`";
    Diagnostic::at(Code::CalloutEntry, file, entry.span.clone(), message).hint(
        "write misconception = { source = \"…\", target = \"…\" } and boundary = { source = \
         \"…\", target = \"…\" }, or omit = true",
    )
}

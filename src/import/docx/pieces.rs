//! Text in pieces that look different or link somewhere, and its Markdown.

use super::styles::Look;
use crate::import::chapters::escape;

/// Some text of a paragraph.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) text: String,
    pub(super) look: Look,
    /// Where it links to.
    pub(super) address: Option<String>,
    /// It is Markdown: a picture, a note's number.
    pub(super) markup: bool,
}

impl Piece {
    /// Plain text.
    pub(super) fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    /// Markdown that is taken over as it is.
    pub(super) fn markup(text: impl Into<String>) -> Self {
        Self { text: text.into(), markup: true, ..Self::default() }
    }

    fn looks_like(&self, other: &Self) -> bool {
        (&self.address, self.look, self.markup) == (&other.address, other.look, other.markup)
    }
}

/// The pieces cut at line breaks, without white space around each line and
/// without lines that say nothing.
pub(super) fn broken(pieces: &[Piece]) -> Vec<Vec<Piece>> {
    let mut lines = vec![Vec::new()];
    for piece in pieces {
        let cut = |text: &str| Piece { text: text.to_string(), ..piece.clone() };
        let parts: Vec<Piece> = match piece.markup {
            true => vec![piece.clone()],
            false => piece.text.split('\n').map(cut).collect(),
        };
        for (at, part) in parts.into_iter().enumerate() {
            if at > 0 {
                lines.push(Vec::new());
            }
            if let Some(line) = lines.last_mut() {
                line.push(part);
            }
        }
    }
    for line in &mut lines {
        trim(line);
    }
    lines.retain(|line| !line.is_empty());
    lines
}

/// Takes the white space around a line away, and pieces without text.
fn trim(line: &mut Vec<Piece>) {
    let blank = |piece: &Piece| piece.text.trim().is_empty();
    while line.first().is_some_and(blank) {
        line.remove(0);
    }
    while line.last().is_some_and(blank) {
        line.pop();
    }
    line.retain(|piece| !piece.text.is_empty());
    if let Some(first) = line.first_mut() {
        first.text = first.text.trim_start().to_string();
    }
    if let Some(last) = line.last_mut() {
        last.text.truncate(last.text.trim_end().len());
    }
}

/// The pieces as plain text, without markup.
pub(super) fn plain(pieces: &[Piece]) -> String {
    let text: String =
        pieces.iter().filter(|piece| !piece.markup).map(|piece| piece.text.as_str()).collect();
    text.trim().to_string()
}

/// The pieces as Markdown, where plain text would not say it all.
pub(super) fn formatted(pieces: &[Piece]) -> Option<String> {
    let says_more =
        |piece: &Piece| piece.markup || piece.address.is_some() || piece.look != Look::default();
    pieces.iter().any(says_more).then(|| markdown(pieces))
}

/// The pieces as Markdown.
pub(super) fn markdown(pieces: &[Piece]) -> String {
    // Runs cut one text at will; escaping looks at what stands around.
    let merged: Vec<Piece> = pieces
        .chunk_by(|a, b| !a.markup && a.looks_like(b))
        .map(|same| Piece {
            text: same.iter().map(|piece| piece.text.as_str()).collect(),
            ..same[0].clone()
        })
        .collect();
    let mut out = String::new();
    let mut rest = merged.as_slice();
    while let Some(first) = rest.first() {
        let linked = |piece: &&Piece| first.address.is_some() && piece.address == first.address;
        let count = rest.iter().take_while(linked).count().max(1);
        let (group, after) = rest.split_at(count);
        let inside = styled(group, out.chars().next_back(), starts(after));
        match &first.address {
            // A link within a link is none.
            Some(address) if !inside.contains("<http") && !inside.trim().is_empty() => {
                guard(&mut out);
                let address =
                    address.replace('<', "%3C").replace('>', "%3E").replace(['\n', '\r'], "");
                out.push_str(&format!("[{inside}](<{}>)", address.replace('\\', "%5C")));
            }
            _ => {
                if first.markup {
                    guard(&mut out);
                }
                out.push_str(&inside);
            }
        }
        rest = after;
    }
    out.trim().to_string()
}

/// An exclamation mark before a bracket would make a picture of it.
fn guard(out: &mut String) {
    if out.ends_with('!') && !out.ends_with("\\!") {
        out.pop();
        out.push_str("\\!");
    }
}

fn starts(pieces: &[Piece]) -> Option<char> {
    pieces.first().and_then(|piece| piece.text.chars().next())
}

/// Pieces of one link or of none, between two characters.
fn styled(pieces: &[Piece], before: Option<char>, after: Option<char>) -> String {
    let mut out = String::new();
    for (at, piece) in pieces.iter().enumerate() {
        if piece.markup {
            if at > 0 {
                guard(&mut out);
            }
            out.push_str(&piece.text);
            continue;
        }
        let text = piece.text.as_str();
        let core = text.trim();
        if core.is_empty() || piece.look == Look::default() {
            out.push_str(&escape(text));
            continue;
        }
        let start = text.len() - text.trim_start().len();
        let (head, tail) = (&text[..start], &text[start + core.len()..]);
        let neighbours = (
            head.chars().next_back().or_else(|| out.chars().next_back()).or(before),
            tail.chars().next().or_else(|| starts(&pieces[at + 1..])).or(after),
        );
        let other = |piece: Option<&Piece>| piece.is_some_and(|p| p.look != Look::default());
        let alone =
            !other(at.checked_sub(1).and_then(|at| pieces.get(at))) && !other(pieces.get(at + 1));
        let (open, close) = marks(piece.look, core, neighbours, alone);
        out.push_str(&format!("{head}{open}{}{close}{tail}", escape(core)));
    }
    out
}

/// What is set around text to give it a look: delimiters where CommonMark
/// reads them, else HTML.
fn marks(
    look: Look,
    text: &str,
    (before, after): (Option<char>, Option<char>),
    alone: bool,
) -> (String, String) {
    let punctuation = |c: char| !c.is_alphanumeric() && !c.is_whitespace();
    let apart = |c: Option<char>| c.is_none_or(|c| c.is_whitespace() || punctuation(c));
    let opens = !text.starts_with(punctuation) || apart(before);
    let closes = !text.ends_with(punctuation) || apart(after);
    let star = |c: Option<char>| c == Some('*');
    let delimiter = match look {
        Look { raised: true, .. } | Look { lowered: true, .. } => None,
        Look { bold: true, italic: true, struck: false, .. } => Some("***"),
        Look { bold: true, italic: false, struck: false, .. } => Some("**"),
        Look { bold: false, italic: true, struck: false, .. } => Some("*"),
        Look { bold: false, italic: false, struck: true, .. } => Some("~~"),
        _ => None,
    };
    match delimiter {
        Some(mark) if opens && closes && alone && !star(before) && !star(after) => {
            (mark.into(), mark.into())
        }
        _ => {
            let tags = [
                (look.bold, "strong"),
                (look.italic, "em"),
                (look.struck, "del"),
                (look.raised, "sup"),
                (look.lowered, "sub"),
            ];
            let used: Vec<&str> =
                tags.iter().filter(|(used, _)| *used).map(|(_, tag)| *tag).collect();
            let open = used.iter().map(|tag| format!("<{tag}>")).collect();
            (open, used.iter().rev().map(|tag| format!("</{tag}>")).collect())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::parse;
    use proptest::prelude::*;

    fn bold(text: &str) -> Piece {
        Piece { look: Look { bold: true, ..Look::default() }, ..Piece::plain(text) }
    }

    #[test]
    fn what_delimiters_cannot_say_is_html() {
        for (pieces, markdown) in [
            (vec![Piece::plain("要"), bold("紧"), Piece::plain("的")], "要**紧**的"),
            (
                vec![Piece::plain("说"), bold("“紧。”"), Piece::plain("后")],
                "说<strong>“紧。”</strong>后",
            ),
            (vec![bold(" 紧 "), Piece::plain("的")], "**紧** 的"),
            (vec![Piece::plain("a!"), Piece::markup("[^1]")], "a\\![^1]"),
        ] {
            assert_eq!(formatted(&pieces).as_deref(), Some(markdown));
        }
        assert_eq!(formatted(&[Piece::plain("*")]), None);
    }

    prop_compose! {
        fn piece()(
            text in "[\\x20-\\x7e一二，。！“”]{1,6}",
            flags in 0u8..32,
            linked in prop::bool::weighted(0.2),
        ) -> Piece {
            let flag = |bit: u8| flags & (1 << bit) != 0 && flags < 24;
            let look = Look {
                bold: flag(0),
                italic: flag(1),
                struck: flag(2),
                raised: flag(3) && !flag(4),
                lowered: flag(4),
                hidden: false,
            };
            let address = linked.then(|| "https://example.org/a".to_string());
            Piece { text, look, address, markup: false }
        }
    }

    proptest! {
        #[test]
        fn no_character_is_lost_or_read_as_markup(pieces in prop::collection::vec(piece(), 1..6)) {
            let Some(line) = broken(&pieces).into_iter().next() else { return Ok(()) };
            let text = markdown(&line);
            let blocks = parse(&text).blocks;
            let squeezed = |text: &str| text.split_whitespace().collect::<String>();
            let found: String = blocks.iter().map(|block| squeezed(&block.plain)).collect();
            prop_assert_eq!(found, squeezed(&plain(&line)), "{}", text);
        }
    }
}

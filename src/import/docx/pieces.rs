//! Text with links, in pieces.

use crate::import::chapters::escape;

/// Some text of a paragraph, and where it links to.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    pub(super) text: String,
    pub(super) address: Option<String>,
}

/// The pieces cut at line breaks, without white space around each line.
pub(super) fn broken(pieces: &[Piece]) -> Vec<Vec<Piece>> {
    let mut lines = vec![Vec::new()];
    for piece in pieces {
        for (at, text) in piece.text.split('\n').enumerate() {
            if at > 0 {
                lines.push(Vec::new());
            }
            if let Some(line) = lines.last_mut() {
                line.push(Piece { text: text.to_string(), address: piece.address.clone() });
            }
        }
    }
    for line in &mut lines {
        line.retain(|piece| !piece.text.is_empty());
        if let Some(first) = line.first_mut() {
            first.text = first.text.trim_start().to_string();
        }
        if let Some(last) = line.last_mut() {
            last.text.truncate(last.text.trim_end().len());
        }
    }
    lines
}

/// The pieces as plain text.
pub(super) fn plain(pieces: &[Piece]) -> String {
    let text: String = pieces.iter().map(|piece| piece.text.as_str()).collect();
    text.trim().to_string()
}

/// The pieces as Markdown, if there is a link among them.
pub(super) fn linked(pieces: &[Piece]) -> Option<String> {
    pieces.iter().find(|piece| piece.address.is_some())?;
    let mut markdown = String::new();
    // Runs cut one text at will; escaping looks at what stands around.
    for same in pieces.chunk_by(|a, b| a.address == b.address) {
        let text = escape(&same.iter().map(|piece| piece.text.as_str()).collect::<String>());
        match &same[0].address {
            // A link within a link is none.
            Some(address) if !text.contains("<http") => {
                let address = address.replace('<', "%3C").replace('>', "%3E");
                markdown.push_str(&format!("[{text}](<{address}>)"));
            }
            _ => markdown.push_str(&text),
        }
    }
    Some(markdown.trim().to_string())
}

//! A definition: inline Markdown that an author wrote, made safe for each
//! format.

use super::super::{escape, link};
use crate::parse::parser;
use crate::typography::mend_emphasis;
use mdbook_markdown::pulldown_cmark::{Event, Tag, TagEnd};
use std::ops::Range;
use std::path::Path;

/// A piece of inline content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    /// Text, and whether nothing may be linked in it.
    Text(String, bool),
    Code(String),
    Open(Inline),
    Close(Inline),
}

/// An inline element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Inline {
    Emphasis,
    Strong,
    Strikethrough,
    /// With a destination that is safe to open.
    Link(String),
}

/// A mark before the text, so that nothing in it begins a block of its own;
/// punctuation, so that emphasis beside it is read as at the start of a line.
const GUARD: &str = "\\!";

/// The pieces of a definition. Markup that is not inline Markdown, such as
/// HTML, is text; a link that is not safe to open is its text.
pub(super) fn pieces(markdown: &str) -> Vec<Piece> {
    let text = format!("{GUARD}{}", mend_emphasis(markdown));
    let mut pieces = Vec::new();
    let mut open: Vec<Option<Inline>> = Vec::new();
    let mut guarded = true;
    let in_link = |open: &[Option<Inline>]| {
        open.iter().any(|inline| matches!(inline, Some(Inline::Link(_)) | None))
    };
    for event in parser(&text) {
        match event {
            Event::Text(text) => {
                let text = match guarded {
                    true => text.strip_prefix('!').unwrap_or(&text),
                    false => &text,
                };
                guarded = false;
                pieces.push(Piece::Text(text.to_string(), in_link(&open)));
            }
            Event::Code(code) => pieces.push(Piece::Code(code.to_string())),
            Event::InlineHtml(html) | Event::Html(html) => match (element(&html), open.last()) {
                (Some((inline, true)), _) => {
                    pieces.push(Piece::Open(inline.clone()));
                    open.push(Some(inline));
                }
                (Some((inline, false)), Some(Some(last))) if inline == *last => {
                    open.pop();
                    pieces.push(Piece::Close(inline));
                }
                _ => pieces.push(Piece::Text(html.to_string(), true)),
            },
            Event::InlineMath(math) | Event::DisplayMath(math) => {
                pieces.push(Piece::Text(math.to_string(), true));
            }
            Event::SoftBreak | Event::HardBreak => {
                pieces.push(Piece::Text(" ".into(), false));
            }
            Event::Start(tag) => {
                let inline = inline(tag);
                if let Some(Some(inline)) = &inline {
                    pieces.push(Piece::Open(inline.clone()));
                }
                open.extend(inline);
            }
            Event::End(
                TagEnd::Emphasis
                | TagEnd::Strong
                | TagEnd::Strikethrough
                | TagEnd::Link
                | TagEnd::Image,
            ) => pieces.extend(open.pop().flatten().map(Piece::Close)),
            Event::End(_)
            | Event::Rule
            | Event::FootnoteReference(_)
            | Event::TaskListMarker(_) => {}
        }
    }
    pieces.extend(open.into_iter().rev().flatten().map(Piece::Close));
    pieces
}

/// The element of a tag that [`mend_emphasis`] writes, and whether it opens.
fn element(html: &str) -> Option<(Inline, bool)> {
    Some(match html {
        "<em>" => (Inline::Emphasis, true),
        "</em>" => (Inline::Emphasis, false),
        "<strong>" => (Inline::Strong, true),
        "</strong>" => (Inline::Strong, false),
        "<del>" => (Inline::Strikethrough, true),
        "</del>" => (Inline::Strikethrough, false),
        _ => return None,
    })
}

/// The element of a tag; `Some(None)` for one of which only the text stays.
fn inline(tag: Tag<'_>) -> Option<Option<Inline>> {
    match tag {
        Tag::Emphasis => Some(Some(Inline::Emphasis)),
        Tag::Strong => Some(Some(Inline::Strong)),
        Tag::Strikethrough => Some(Some(Inline::Strikethrough)),
        Tag::Link { dest_url, .. } => Some(safe_url(&dest_url).map(Inline::Link)),
        Tag::Image { .. } => Some(None),
        _ => None,
    }
}

/// A URL that is relative or has one of the schemes `http`, `https`, `mailto`.
pub(super) fn safe_url(url: &str) -> Option<String> {
    // Browsers drop these characters before they read the scheme.
    let url: String = url.chars().filter(|c| !c.is_control() && !c.is_whitespace()).collect();
    let head = url.split(['/', '?', '#']).next().unwrap_or_default();
    let scheme = head.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
    let safe = match scheme.as_deref() {
        None => !url.is_empty() && !url.starts_with('\\'),
        Some(scheme) => matches!(scheme, "http" | "https" | "mailto"),
    };
    safe.then_some(url)
}

/// The definition without markup.
pub(super) fn plain(pieces: &[Piece]) -> String {
    pieces
        .iter()
        .map(|piece| match piece {
            Piece::Text(text, _) | Piece::Code(text) => text.as_str(),
            Piece::Open(_) | Piece::Close(_) => "",
        })
        .collect()
}

/// The ranges of [`plain`] where nothing may be linked: code, links, HTML.
pub(super) fn protected(pieces: &[Piece]) -> Vec<Range<usize>> {
    let mut at = 0;
    let mut protected = Vec::new();
    for piece in pieces {
        let (length, closed) = match piece {
            Piece::Text(text, closed) => (text.len(), *closed),
            Piece::Code(code) => (code.len(), true),
            Piece::Open(_) | Piece::Close(_) => continue,
        };
        if closed {
            protected.push(at..at + length);
        }
        at += length;
    }
    protected
}

/// The definition as HTML for the page `page`, with a link to `href` around
/// each range of [`plain`] in `links`, which are disjoint and in order.
pub(super) fn html(pieces: &[Piece], page: &Path, links: &[(Range<usize>, String)]) -> String {
    write(pieces, links, &Html(page))
}

/// The definition as Markdown that holds no HTML.
pub(super) fn markdown(pieces: &[Piece], page: &Path, links: &[(Range<usize>, String)]) -> String {
    write(pieces, links, &Markdown(page))
}

/// How a format writes the pieces.
trait Format {
    fn text(&self, text: &str) -> String;
    fn code(&self, code: &str) -> String;
    fn open(&self, inline: &Inline) -> String;
    fn close(&self, inline: &Inline) -> String;
    fn term(&self, text: &str, href: &str) -> String;
}

fn write(pieces: &[Piece], links: &[(Range<usize>, String)], format: &impl Format) -> String {
    let mut out = String::new();
    let mut at = 0;
    for piece in pieces {
        match piece {
            Piece::Open(inline) => out.push_str(&format.open(inline)),
            Piece::Close(inline) => out.push_str(&format.close(inline)),
            Piece::Code(code) => {
                out.push_str(&format.code(code));
                at += code.len();
            }
            Piece::Text(text, _) => {
                let mut done = 0;
                for (range, href) in links {
                    let from = range.start.saturating_sub(at).max(done);
                    let to = range.end.saturating_sub(at).min(text.len());
                    if from < to
                        && let (Some(before), Some(inside)) =
                            (text.get(done..from), text.get(from..to))
                    {
                        out.push_str(&format.text(before));
                        out.push_str(&format.term(inside, href));
                        done = to;
                    }
                }
                out.push_str(&format.text(text.get(done..).unwrap_or_default()));
                at += text.len();
            }
        }
    }
    out
}

struct Html<'p>(&'p Path);

impl Format for Html<'_> {
    fn text(&self, text: &str) -> String {
        escape(text)
    }

    fn code(&self, code: &str) -> String {
        format!("<code>{}</code>", escape(code))
    }

    fn open(&self, inline: &Inline) -> String {
        match inline {
            Inline::Emphasis => "<em>".into(),
            Inline::Strong => "<strong>".into(),
            Inline::Strikethrough => "<del>".into(),
            Inline::Link(url) => format!("<a href=\"{}\">", escape(&placed(url, self.0, "html"))),
        }
    }

    fn close(&self, inline: &Inline) -> String {
        match inline {
            Inline::Emphasis => "</em>",
            Inline::Strong => "</strong>",
            Inline::Strikethrough => "</del>",
            Inline::Link(_) => "</a>",
        }
        .into()
    }

    fn term(&self, text: &str, href: &str) -> String {
        format!("<a href=\"{}\">{}</a>", escape(href), escape(text))
    }
}

struct Markdown<'p>(&'p Path);

impl Format for Markdown<'_> {
    fn text(&self, text: &str) -> String {
        escape_markdown(text)
    }

    fn code(&self, code: &str) -> String {
        // Longer than any run of backticks in it.
        let runs = code.split(|c| c != '`').map(str::len);
        let fence = "`".repeat(1 + runs.max().unwrap_or(0));
        format!("{fence} {code} {fence}")
    }

    fn open(&self, inline: &Inline) -> String {
        match inline {
            Inline::Emphasis => "*",
            Inline::Strong => "**",
            Inline::Strikethrough => "~~",
            Inline::Link(_) => "[",
        }
        .into()
    }

    fn close(&self, inline: &Inline) -> String {
        match inline {
            Inline::Link(url) => {
                let url = placed(url, self.0, "md").replace('<', "%3C").replace('>', "%3E");
                format!("](<{url}>)")
            }
            other => self.open(other),
        }
    }

    fn term(&self, text: &str, href: &str) -> String {
        format!("[{}]({href})", escape_markdown(text))
    }
}

/// A URL of the glossary file, as seen from a page of the book.
fn placed(url: &str, page: &Path, extension: &str) -> String {
    let external =
        url.starts_with('/') || url.split(['/', '?', '#']).next().is_some_and(|h| h.contains(':'));
    if external {
        return url.to_string();
    }
    if url.starts_with('#') {
        let glossary = Path::new("glossary").with_extension(extension);
        return match page.with_extension("") == glossary.with_extension("") {
            true => url.to_string(),
            false => format!("{}{url}", link(page, &glossary)),
        };
    }
    let up = "../".repeat(page.components().count().saturating_sub(1));
    let (path, rest) = url.split_at(url.find(['?', '#']).unwrap_or(url.len()));
    let path = match path.strip_suffix(".md") {
        Some(stem) => format!("{stem}.{extension}"),
        None => path.to_string(),
    };
    format!("{up}{path}{rest}")
}

/// Text that Markdown reads as text, anywhere in a line.
pub(super) fn escape_markdown(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '#' | '|' | '~' | '$' | '!'
            | '{' | '}' => out.extend(['\\', c]),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn safe(markdown: &str) -> String {
        html(&pieces(markdown), Path::new("glossary.html"), &[])
    }

    #[test]
    fn keeps_inline_markdown() {
        assert_eq!(safe("水的**往复**。"), "水的<strong>往复</strong>。");
        assert_eq!(safe("**“往复”**之间"), "<strong>“往复”</strong>之间");
        assert_eq!(safe("a `<b>` *c* ~~d~~"), "a <code>&lt;b&gt;</code> <em>c</em> <del>d</del>");
        assert_eq!(safe("[a](part.md#x)"), "<a href=\"part.html#x\">a</a>");
        assert_eq!(
            safe("<https://example.com/?a&b>"),
            "<a href=\"https://example.com/?a&amp;b\">https://example.com/?a&amp;b</a>"
        );
    }

    #[test]
    fn closes_what_it_opens() {
        assert_eq!(safe("**a <em>b** c</em>"), "<strong>a <em>b</em> c&lt;/em&gt;</strong>");
        assert_eq!(safe("</strong><em>a"), "&lt;/strong&gt;<em>a</em>");
    }

    #[test]
    fn begins_no_block() {
        for text in ["1. one", "# one", "- one", "> one", "---", "| a | b |", "```x", "<div>"] {
            assert_eq!(safe(text), escape(text), "{text}");
        }
        assert_eq!(safe("*one*"), "<em>one</em>");
        assert_eq!(safe("!x"), "!x");
        assert_eq!(safe("![alt](a.png)"), "alt");
    }

    #[test]
    fn runs_nothing() {
        for hostile in [
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "[x](javascript:alert(1))",
            "[x](JaVa\tScript:alert(1))",
            "[x](<java\u{1}script:alert(1)>)",
            "[x](data:text/html;base64,xx)",
            "[x](vbscript:x)",
            "![x](javascript:alert(1))",
            "<javascript:alert(1)>",
            "\"><b onclick='x'>",
        ] {
            let html = safe(hostile);
            assert!(!html.contains("href"), "{hostile}: {html}");
            assert!(!html.contains("<script") && !html.contains("<img") && !html.contains("<b"));
            let markdown = markdown(&pieces(hostile), Path::new("glossary.md"), &[]);
            let again = crate::parse::parser(&markdown);
            assert!(
                !again.into_iter().any(|event| matches!(
                    event,
                    Event::Html(_)
                        | Event::InlineHtml(_)
                        | Event::Start(Tag::Link { .. } | Tag::Image { .. })
                )),
                "{hostile}: {markdown}"
            );
        }
    }

    #[test]
    fn links_terms_across_emphasis_but_not_in_code() {
        let pieces = pieces("绿**茶**与`茶`");
        assert_eq!(plain(&pieces), "绿茶与茶");
        assert_eq!(protected(&pieces), vec![9..12]);
        let html = html(&pieces, Path::new("glossary.html"), &[(0..6, "#t".into())]);
        assert_eq!(
            html,
            "<a href=\"#t\">绿</a><strong><a href=\"#t\">茶</a></strong>与<code>茶</code>"
        );
    }
}

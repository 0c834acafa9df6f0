//! Text to lines, each a paragraph or a heading: blank lines and indents go,
//! lines that a mail program or terminal has wrapped are joined.

use crate::language::is_cjk;
use unicode_width::UnicodeWidthStr;

/// A paragraph or heading of the raw text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The first line of the file it stands on, 1-based.
    pub number: usize,
    /// The last one.
    pub last: usize,
    /// Without white space around it.
    pub text: String,
    /// What the file format says of it.
    pub mark: Option<Mark>,
    /// Its Markdown, where the text was written in it.
    pub markdown: Option<String>,
}

impl Line {
    /// A title that stands in no line of the text.
    pub fn title(text: &str) -> Self {
        let mark = Some(Mark::Title);
        Self { number: 1, last: 1, text: text.to_string(), mark, markdown: None }
    }
}

/// What a word processor's file says of a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// The title of the whole text.
    Title,
    /// A heading, 1 to 6.
    Heading(u8),
    /// An item of a list that the program numbers or marks itself.
    Item {
        /// With numbers, as against bullets.
        ordered: bool,
    },
    /// Code, a table and the like: taken over as it is.
    Verbatim,
    /// About the text rather than of it.
    Note,
}

/// The lines of a text.
pub fn lines(text: &str) -> Vec<Line> {
    let raw: Vec<Raw<'_>> = raw_lines(text);
    let wrap = wrapping(&raw);
    let mut lines: Vec<Line> = Vec::new();
    for (at, line) in raw.iter().enumerate() {
        let joins = wrap.is_some_and(|wrap| at > 0 && continues(&raw[at - 1], line, wrap));
        match lines.last_mut() {
            Some(open) if joins => {
                open.last = line.number;
                join(&mut open.text, line.text);
            }
            _ => lines.push(Line {
                number: line.number,
                last: line.number,
                text: line.text.to_string(),
                mark: None,
                markdown: None,
            }),
        }
    }
    lines
}

/// A line of the file that is not blank.
struct Raw<'a> {
    number: usize,
    text: &'a str,
    indented: bool,
    after_blank: bool,
    /// In columns.
    width: usize,
}

fn raw_lines(text: &str) -> Vec<Raw<'_>> {
    let mut raw = Vec::new();
    let mut after_blank = true;
    // Form feeds and the separators of Unicode end a line as well.
    let line_ends = ['\u{b}', '\u{c}', '\u{2028}', '\u{2029}'];
    for (at, line) in text.split('\n').enumerate() {
        let line = line.strip_suffix('\r').unwrap_or(line);
        for piece in line.split(['\r']).flat_map(|line| line.split(line_ends)) {
            let trimmed = trim(piece);
            if !trimmed.is_empty() {
                raw.push(Raw {
                    number: at + 1,
                    text: trimmed,
                    indented: piece.starts_with([' ', '\u{3000}', '\t']),
                    after_blank,
                    width: trimmed.width(),
                });
            }
            after_blank = trimmed.is_empty();
        }
    }
    raw
}

/// Without white space, zero-width spaces and byte order marks around it.
fn trim(text: &str) -> &str {
    text.trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}' | '\u{200e}' | '\u{2060}')
    })
}

/// How a text is wrapped.
#[derive(Clone, Copy)]
struct Wrap {
    /// The width of a full line, in columns.
    width: usize,
    /// Paragraphs begin with an indent rather than after a blank line.
    by_indent: bool,
}

/// The narrowest text that counts as wrapped, in columns.
const MIN_WRAP: usize = 30;

/// Is the text wrapped? In a wrapped text most lines are about as wide as the
/// widest and do not end with a full stop.
fn wrapping(raw: &[Raw<'_>]) -> Option<Wrap> {
    let width = raw.iter().map(|line| line.width).max().filter(|w| (MIN_WRAP..=140).contains(w))?;
    let full = |line: &&Raw<'_>| line.width + 14 >= width;
    let full_lines = raw.iter().filter(full).count();
    let open = raw.iter().filter(full).filter(|line| !ends_sentence(line.text)).count();
    let wrapped = full_lines >= 4 && full_lines * 2 >= raw.len() && open * 10 >= full_lines * 6;
    let indents = raw.iter().filter(|line| line.indented).count();
    let blanks = raw.iter().filter(|line| line.after_blank).count();
    wrapped.then_some(Wrap { width, by_indent: indents > blanks && indents < raw.len() })
}

fn continues(before: &Raw<'_>, line: &Raw<'_>, wrap: Wrap) -> bool {
    let full = before.width + 14 >= wrap.width
        || (before.text.is_ascii() && before.width + 20 >= wrap.width);
    full && !line.after_blank && !(wrap.by_indent && line.indented)
}

/// Joins two lines of a paragraph: with a space, but not beside Chinese.
fn join(open: &mut String, line: &str) {
    let beside = |c: Option<char>| c.is_some_and(is_cjk);
    if !(beside(open.chars().next_back()) || beside(line.chars().next())) {
        open.push(' ');
    }
    open.push_str(line);
}

/// Does this end as a sentence does?
pub fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(['”', '’', '」', '』', '"', '\'', ')', '）', '》'])
        .ends_with(['。', '！', '？', '；', '.', '!', '?', ';', '…'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<String> {
        lines(text).into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn indents_blank_lines_and_line_ends_go() {
        assert_eq!(
            texts("\u{3000}\u{3000}第一段。\r\n\r\n    第二段。\r\n第三段。\r\n"),
            ["第一段。", "第二段。", "第三段。"]
        );
        let numbers: Vec<usize> = lines("甲\n\n乙").iter().map(|l| l.number).collect();
        assert_eq!(numbers, [1, 3]);
    }

    #[test]
    fn wrapped_paragraphs_are_joined() {
        let text = "A Title\n\nThe harbour was quiet when the first boat came in that\n\
                    morning, and nobody on the quay had expected it so early in\n\
                    the year, with the ice still lying on the outer wall and\n\
                    the lamps still lit.\n\nThe second paragraph runs over several lines as well, so\n\
                    that there is enough of it to see how wide a full line is,\n\
                    and then it ends.\n";
        let found = texts(text);
        assert_eq!(found.len(), 3, "{found:#?}");
        assert!(found[1].contains("in that morning, and"));
    }

    #[test]
    fn wrapped_chinese_is_joined_without_spaces() {
        let line = "这一行正好有二十个汉字那么宽用来试一试折行";
        let text = format!(
            "\u{3000}\u{3000}{line}\n{line}\n{line}\n完。\n\u{3000}\u{3000}{line}\n{line}\n尾。\n"
        );
        assert_eq!(texts(&text), [format!("{line}{line}{line}完。"), format!("{line}{line}尾。")]);
    }

    #[test]
    fn one_paragraph_a_line_stays() {
        let text = "标题\n这是一段完整的话，后面还有内容。\n这也是一段完整的话，长短差不多。\n短的。\n这还是一段完整的话，后面没有了。\n再来一段完整的话，凑够五行多。\n";
        assert_eq!(texts(text).len(), 6);
    }
}

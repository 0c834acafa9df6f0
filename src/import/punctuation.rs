//! Punctuation of Chinese text: half-width to full-width where Chinese stands
//! beside it, straight quotes to paired ones. Nothing but punctuation and space
//! is ever changed.

use super::numbering::{Label, label};
use super::structure::{Element, Kind};
use crate::language::{Language, is_cjk, is_han};
use crate::parse::parse;
use std::ops::Range;

/// How much was changed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Half-width marks made full-width.
    pub marks: usize,
    /// Straight quotes made paired ones.
    pub quotes: usize,
    /// Spaces taken away beside full-width marks.
    pub spaces: usize,
    /// Numbers set like the others of their sequence.
    pub numbers: usize,
}

impl Counts {
    /// How many changes in all.
    pub fn total(&self) -> usize {
        self.marks + self.quotes + self.spaces + self.numbers
    }
}

/// Sets the punctuation of all elements, if they are Chinese.
pub fn set_elements(elements: &mut [Element], language: &Language, counts: &mut Counts) {
    if !language.is_chinese() {
        return;
    }
    for element in elements.iter_mut() {
        match &element.markdown {
            Some(markdown) if element.kind != Kind::Verbatim => {
                let free = free_markdown(markdown);
                element.markdown = Some(set_free(markdown, &free, language, counts));
            }
            Some(_) => {}
            None => element.text = set(&element.text, language, counts),
        }
    }
    same_numbering(elements, counts);
}

/// Sets the punctuation of a line of plain text.
pub fn set(text: &str, language: &Language, counts: &mut Counts) -> String {
    set_free(text, &free_text(text), language, counts)
}

/// Sets the punctuation in the `free` ranges of a text.
fn set_free(text: &str, free: &[Range<usize>], language: &Language, counts: &mut Counts) -> String {
    let chars: Vec<Char> = text
        .char_indices()
        .map(|(at, c)| Char { c, free: free.iter().any(|range| range.contains(&at)) })
        .collect();
    let mut chars = set_marks(chars, counts);
    set_quotes(&mut chars, language, counts);
    drop_spaces(&chars, counts)
}

/// A character, and whether it may be changed.
#[derive(Debug, Clone, Copy)]
struct Char {
    c: char,
    free: bool,
}

/// What may be changed in plain text: all but web addresses and code.
fn free_text(text: &str) -> Vec<Range<usize>> {
    let mut free = Vec::new();
    let mut at = 0;
    while let Some(range) = next_protected(text, at) {
        free.push(at..range.start);
        at = range.end;
    }
    free.push(at..text.len());
    free
}

/// The next web or mail address or stretch of code from `from` on.
fn next_protected(text: &str, from: usize) -> Option<Range<usize>> {
    let address = |c: char| c.is_ascii_graphic() && !matches!(c, '<' | '>' | '"');
    let rest = &text[from..];
    for (at, c) in rest.char_indices() {
        let here = &rest[at..];
        if c == '`'
            && let Some(end) = here[1..].find('`')
        {
            return Some(from + at..from + at + end + 2);
        }
        if c == '@' || here.starts_with("://") || here.starts_with("www.") {
            let start = rest[..at].trim_end_matches(|c: char| {
                c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-' | '+')
            });
            let end = here.find(|c| !address(c)).map_or(rest.len(), |end| at + end);
            return Some(from + start.len()..from + end.max(at + 1));
        }
    }
    None
}

/// What may be changed in Markdown: running text outside code and links.
fn free_markdown(markdown: &str) -> Vec<Range<usize>> {
    let parsed = parse(markdown);
    let mut free = Vec::new();
    for block in &parsed.blocks {
        for segment in block.segments.iter().filter(|segment| segment.verbatim) {
            let protected = block
                .protected
                .iter()
                .any(|range| range.start < segment.plain.end && segment.plain.start < range.end);
            if !protected {
                let text = &markdown[segment.source.clone()];
                free.extend(free_text(text).into_iter().map(|range| {
                    range.start + segment.source.start..range.end + segment.source.start
                }));
            }
        }
    }
    free
}

/// The full-width form of a mark.
fn full_width(c: char) -> Option<char> {
    Some(match c {
        ',' => '，',
        ';' => '；',
        ':' => '：',
        '?' => '？',
        '!' => '！',
        '.' => '。',
        _ => return None,
    })
}

fn set_marks(mut chars: Vec<Char>, counts: &mut Counts) -> Vec<Char> {
    let han = chars.iter().filter(|char| is_han(char.c)).count();
    let latin = chars.iter().filter(|char| char.c.is_ascii_alphabetic()).count();
    let chinese = han * 2 > latin;
    for at in 0..chars.len() {
        let Char { c, free: true } = chars[at] else { continue };
        let before = at.checked_sub(1).and_then(|at| chars.get(at)).map(|char| char.c);
        let next = chars[at + 1..].iter().map(|char| char.c).find(|c| *c != ' ');
        let direct = chars.get(at + 1).map(|char| char.c);
        let beside = before.is_some_and(is_cjk_side);
        let wide = match c {
            ',' | ';' | ':' => {
                let number = before.is_some_and(|c| c.is_ascii_digit())
                    && direct.is_some_and(|c| c.is_ascii_digit());
                !number && (beside || (before.is_some() && next.is_some_and(is_cjk_side)))
            }
            '?' | '!' => beside || (chinese && before.is_some() && next.is_none_or(is_cjk_side)),
            '.' => beside && next.is_none_or(is_cjk_side) && direct != Some('.'),
            _ => false,
        };
        if wide && let Some(wide) = full_width(c) {
            chars[at].c = wide;
            counts.marks += 1;
        }
    }
    set_brackets(&mut chars, counts);
    set_runs(chars, counts)
}

/// Is this Chinese text, or a quotation mark around it?
fn is_cjk_side(c: char) -> bool {
    is_cjk(c) || matches!(c, '”' | '’' | '“' | '‘' | '…')
}

/// Brackets become full-width in pairs, where Chinese stands inside or beside.
fn set_brackets(chars: &mut [Char], counts: &mut Counts) {
    let mut open = Vec::new();
    let mut han = 0;
    for at in 0..chars.len() {
        han += usize::from(is_han(chars[at].c));
        match chars[at] {
            Char { c: '(', free: true } => open.push((at, han)),
            Char { c: ')', free: true } => {
                let Some((start, before)) = open.pop() else { continue };
                let near = |at: Option<usize>| {
                    at.and_then(|at| chars.get(at)).is_some_and(|char| is_cjk_side(char.c))
                };
                if han > before || near(start.checked_sub(1)) || near(Some(at + 1)) {
                    chars[start].c = '（';
                    chars[at].c = '）';
                    counts.marks += 2;
                }
            }
            _ => {}
        }
    }
}

/// `...` and `。。。` after Chinese become `……`, `--` between Chinese `——`.
fn set_runs(chars: Vec<Char>, counts: &mut Counts) -> Vec<Char> {
    let mut out: Vec<Char> = Vec::with_capacity(chars.len());
    let mut at = 0;
    while at < chars.len() {
        let Char { c, free } = chars[at];
        if !matches!(c, '.' | '。' | '-') {
            out.push(chars[at]);
            at += 1;
            continue;
        }
        let run = chars[at..].iter().take_while(|char| char.c == c && char.free).count().max(1);
        let beside = out.last().is_some_and(|char| is_cjk_side(char.c));
        let replacement = match c {
            '.' | '。' if run >= 3 && beside => Some('…'),
            '-' if run == 2 && beside => Some('—'),
            _ => None,
        };
        match replacement.filter(|_| free) {
            Some(c) => {
                out.extend([Char { c, free }; 2]);
                counts.marks += 1;
            }
            None => out.extend(&chars[at..at + run]),
        }
        at += run;
    }
    out
}

/// Straight quotes become pairs: “ ” in Simplified, 「 」 in Traditional text. A
/// line with an odd number of them stays as it is: nobody can tell which is
/// which.
fn set_quotes(chars: &mut [Char], language: &Language, counts: &mut Counts) {
    let traditional = language.tag() == "zh-Hant";
    let chinese = chars.iter().any(|char| is_han(char.c));
    let pairs = match traditional {
        true => [('"', '「', '」'), ('\'', '『', '』')],
        false => [('"', '“', '”'), ('\'', '‘', '’')],
    };
    for (straight, open, close) in pairs {
        let places: Vec<usize> = (0..chars.len())
            .filter(|at| chars[*at].c == straight && chars[*at].free && !is_inside(chars, *at))
            .collect();
        if !chinese || places.len() % 2 == 1 {
            continue;
        }
        for (index, at) in places.into_iter().enumerate() {
            chars[at].c = if index % 2 == 0 { open } else { close };
            counts.quotes += 1;
        }
    }
}

/// Is this an apostrophe (`don't`) or a sign of inches or feet (`5"`)?
fn is_inside(chars: &[Char], at: usize) -> bool {
    let ascii = |at: Option<usize>, digit: bool| {
        at.and_then(|at| chars.get(at)).is_some_and(|char| match digit {
            true => char.c.is_ascii_digit(),
            false => char.c.is_ascii_alphanumeric(),
        })
    };
    let before = at.checked_sub(1);
    match chars[at].c {
        '\'' => ascii(before, false) && ascii(Some(at + 1), false),
        _ => {
            ascii(before, true) && !chars.iter().skip(at + 1).any(|char| char.c == '"') && {
                // The only quote of the line, after a figure.
                !chars[..at].iter().any(|char| char.c == '"')
            }
        }
    }
}

/// Full-width marks bring their own space; invisible ones come along from web
/// pages and would part words that are searched for.
fn drop_spaces(chars: &[Char], counts: &mut Counts) -> String {
    let mark = |char: Option<&Char>| {
        char.is_some_and(|char| {
            matches!(
                char.c,
                '，' | '。' | '；' | '：' | '？' | '！' | '、' | '（' | '）' | '「' | '」'
            )
        })
    };
    let mut out = String::new();
    for (at, char) in chars.iter().enumerate() {
        let beside =
            mark(at.checked_sub(1).and_then(|at| chars.get(at))) || mark(chars.get(at + 1));
        match char {
            Char { c: ' ' | '\u{a0}', free: true } if beside => counts.spaces += 1,
            Char { c: '\u{200b}' | '\u{2060}' | '\u{feff}', free: true } => counts.spaces += 1,
            _ => out.push(char.c),
        }
    }
    out
}

/// In a sequence of numbered paragraphs whose numbers are set differently
/// (`1.`, `2、`, `(3)`), the numbers are set like most of them.
fn same_numbering(elements: &mut [Element], counts: &mut Counts) {
    let mut sequence: Vec<(usize, Label)> = Vec::new();
    for at in 0..=elements.len() {
        let element = elements.get(at);
        let found = element
            .filter(|element| element.kind == Kind::Paragraph && element.markdown.is_none())
            .and_then(|element| label(&element.text))
            .filter(|label| label.style.is_figures());
        let ends = element.is_none_or(|element| matches!(element.kind, Kind::Heading { .. }));
        let restarts = found.as_ref().is_some_and(|found| {
            sequence.last().is_some_and(|(_, last)| found.ordinal != last.ordinal + 1)
        });
        if ends || restarts {
            settle(elements, &std::mem::take(&mut sequence), counts);
        }
        if let Some(found) = found.filter(|found| found.ordinal == 1 || !sequence.is_empty()) {
            sequence.push((at, found));
        }
    }
}

fn settle(elements: &mut [Element], sequence: &[(usize, Label)], counts: &mut Counts) {
    let marks = |at: usize, label: &Label| -> (String, String) {
        let label = elements[at].text[..label.end].trim_end();
        let digit = |c: char| c.is_ascii_digit();
        let (start, end) =
            (label.find(digit).unwrap_or(0), label.rfind(digit).map_or(0, |at| at + 1));
        (label[..start].to_string(), label[end..].to_string())
    };
    let all: Vec<(String, String)> = sequence.iter().map(|(at, label)| marks(*at, label)).collect();
    // The most frequent; of those the first.
    let usual = all
        .iter()
        .rev()
        .max_by_key(|marks| all.iter().filter(|other| other == marks).count())
        .cloned();
    let Some(usual) = usual else { return };
    for ((at, label), own) in sequence.iter().zip(&all) {
        if *own != usual {
            let text = &elements[*at].text;
            let space = if usual.1.ends_with('.') || usual.1 == ")" { " " } else { "" };
            let (before, after) = &usual;
            elements[*at].text =
                format!("{before}{}{after}{space}{}", label.ordinal, &text[label.end..]);
            counts.numbers += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn hans(text: &str) -> String {
        set(text, &Language::new("zh-Hans"), &mut Counts::default())
    }

    #[test]
    fn half_width_becomes_full_width_in_chinese() {
        for (from, to) in [
            ("完成之际,公司更新了它.", "完成之际，公司更新了它。"),
            ("如何理解?很难说!", "如何理解？很难说！"),
            ("未遂事件(near miss)是指", "未遂事件（near miss）是指"),
            ("(1)九月的演练", "（1）九月的演练"),
            ("他说: \"好\",就走了", "他说：“好”，就走了"),
            ("请注明出处:https://example.org/a,b?c=1", "请注明出处：https://example.org/a,b?c=1"),
            ("等一等...再说", "等一等……再说"),
            ("春天--夏天", "春天——夏天"),
            ("先看ABC,再看别的", "先看ABC，再看别的"),
            ("2、 先整理", "2、先整理"),
            ("要不要用API?", "要不要用API？"),
        ] {
            assert_eq!(hans(from), to);
        }
    }

    #[test]
    fn numbers_times_code_and_english_stay() {
        for text in [
            "上午9:30开会，共1,200人，占3.5%。",
            "版本2.9到3.0",
            "用`a,b`来写",
            "写信给a.b@example.org问问",
            "Hello, world. It's (really) \"fine\"; isn't it?",
            "比例是3:1",
            "A,B,C",
            "标题",
        ] {
            assert_eq!(hans(text), text);
        }
        assert_eq!(hans("数据,A股,B股"), "数据，A股，B股");
    }

    #[test]
    fn invisible_spaces_go() {
        assert_eq!(hans("看\u{200b}不见\u{feff}的\u{a0}，也去掉"), "看不见的，也去掉");
    }

    #[test]
    fn quotes_are_paired_or_left_alone() {
        assert_eq!(hans("把\"停工权\"写进\"规程\""), "把“停工权”写进“规程”");
        assert_eq!(hans("一块5\"的屏幕"), "一块5\"的屏幕");
        assert_eq!(hans("他说\"好就走了"), "他说\"好就走了");
        let hant = set("把\"停工權\"寫進去", &Language::new("zh-Hant"), &mut Counts::default());
        assert_eq!(hant, "把「停工權」寫進去");
    }

    #[test]
    fn a_sequence_is_numbered_in_one_way() {
        let element = |text: &str| Element::plain(Kind::Paragraph, text);
        let mut elements = vec![
            element("1. 快就是好。"),
            element("不是的。"),
            element("2、 多就是好。"),
            element("3、新就是好。"),
        ];
        let mut counts = Counts::default();
        set_elements(&mut elements, &Language::new("zh-Hans"), &mut counts);
        let texts: Vec<&str> = elements.iter().map(|element| element.text.as_str()).collect();
        assert_eq!(texts, ["1、快就是好。", "不是的。", "2、多就是好。", "3、新就是好。"]);
        assert_eq!(counts.numbers, 1);
    }

    proptest! {
        #[test]
        fn only_punctuation_and_space_change(
            text in "[a-z0-9 \u{a0}\u{200b},.;:?!()\"'`@/\\-春天。，：“”（）…、的了]{0,60}",
            traditional: bool,
        ) {
            let language = Language::new(if traditional { "zh-Hant" } else { "zh-Hans" });
            let bare = |text: &str| -> String {
                text.chars().filter(|c| c.is_alphanumeric()).collect()
            };
            let once = set(&text, &language, &mut Counts::default());
            prop_assert_eq!(bare(&text), bare(&once));
        }
    }
}

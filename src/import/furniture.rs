//! What is around a text and not of it: the prompts, counts and links of the
//! page that it was copied from, and the marks of a site generator.
//!
//! Nothing is dropped: lines go to the credits, marks are listed.

mod rules;
mod shortcodes;

pub use shortcodes::{Shortcode, take_shortcodes};

use super::lines::{Line, Mark, ends_sentence};
use super::structure::{is_heading_like, measure};
use rules::{BYLINES, Place, RULES};
use std::sync::LazyLock;

/// Where a line's kind of furniture may stand; nothing for a line of the text.
fn place(line: &Line) -> Option<Place> {
    let text = line.text.trim();
    if matches!(line.mark, Some(Mark::Verbatim | Mark::Title | Mark::Heading(_)))
        || measure(text) > LONGEST
    {
        return None;
    }
    RULES.iter().find(|rule| rule.matches(text)).map(|rule| rule.place)
}

/// The longest line of furniture, in Han characters.
const LONGEST: usize = 45;

/// Is this the line with author, date and place that a site sets above a text?
pub fn is_source_line(text: &str) -> bool {
    measure(text) <= LONGEST && BYLINES.iter().any(|rule| rule.matches(text.trim()))
}

/// The lines in the order of a book: furniture behind the text, where notes
/// are, the line of author and date below the title, and `01` joined with the
/// title under it.
pub fn arrange(lines: Vec<Line>) -> Vec<Line> {
    let body = body(&lines);
    let mut text = Vec::new();
    let mut furniture = Vec::new();
    for (at, line) in lines.into_iter().enumerate() {
        let before = at < body.start;
        let after = at >= body.end;
        let goes = match place(&line) {
            Some(Place::Anywhere) => true,
            Some(Place::Around) => before || after,
            Some(Place::Links) => after,
            // Below `往期推荐` stand the titles of other texts.
            None => after && !furniture.is_empty() && links_before(&furniture) && is_link(&line),
        };
        match goes {
            true => furniture.push(Line { mark: Some(Mark::Note), ..line }),
            false => text.push(line),
        }
    }
    // A text is never furniture alone.
    if text.is_empty() {
        furniture.iter_mut().for_each(|line| line.mark = None);
        return furniture;
    }
    let mut text = join_numbers(byline_below_title(text));
    text.extend(furniture);
    text
}

/// From the first line that reads as running text to behind the last.
fn body(lines: &[Line]) -> std::ops::Range<usize> {
    let prose = |line: &Line| {
        place(line).is_none()
            && (matches!(line.mark, Some(Mark::Verbatim | Mark::Heading(_) | Mark::Title))
                || (ends_sentence(&line.text) && measure(&line.text) >= 10))
    };
    let start = lines.iter().position(prose).unwrap_or(0);
    let end = lines.iter().rposition(prose).map_or(lines.len(), |at| at + 1);
    start..end
}

fn links_before(furniture: &[Line]) -> bool {
    furniture.iter().any(|line| place(&Line { mark: None, ..line.clone() }) == Some(Place::Links))
}

fn is_link(line: &Line) -> bool {
    line.mark.is_none() && is_heading_like(&line.text)
}

/// `原创 某某 2024-01-02 北京` above the title goes below it.
fn byline_below_title(mut lines: Vec<Line>) -> Vec<Line> {
    let count = lines.iter().take_while(|line| is_source_line(&line.text)).count();
    let title = lines.get(count).is_some_and(|line| {
        matches!(line.mark, Some(Mark::Title))
            || (line.mark.is_none() && is_heading_like(&line.text))
    });
    if count > 0 && title {
        lines[..=count].rotate_right(1);
    }
    lines
}

/// A number alone on a line, as designers set it over a section's title: `01`,
/// `「02」`, `PART 03`, `- 4 -`. Two of them in sequence make headings of the
/// short lines below.
fn join_numbers(lines: Vec<Line>) -> Vec<Line> {
    if lines.iter().any(|line| matches!(line.mark, Some(Mark::Heading(_)))) {
        return lines;
    }
    let numbers: Vec<(usize, u32)> = lines
        .iter()
        .enumerate()
        .filter(|(at, line)| line.mark.is_none() && at + 1 < lines.len())
        .filter_map(|(at, line)| Some((at, set_number(&line.text)?)))
        .collect();
    let in_sequence = numbers.len() >= 2
        && numbers.windows(2).all(|pair| pair[1].1 == pair[0].1 + 1 && pair[1].0 > pair[0].0 + 1);
    if !in_sequence {
        return lines;
    }
    let mut out: Vec<Line> = Vec::new();
    let mut lines = lines.into_iter().enumerate().peekable();
    while let Some((at, mut line)) = lines.next() {
        if numbers.iter().any(|(number, _)| *number == at) {
            // As a heading with a number: no part of the book.
            line.mark = Some(Mark::Heading(2));
            let title =
                |(_, next): &(usize, Line)| next.mark.is_none() && is_heading_like(&next.text);
            if let Some((_, title)) = lines.next_if(title) {
                line.text = format!("{}\u{3000}{}", line.text, title.text);
                let own = title.markdown.as_ref().map(|markdown| {
                    let number = line.markdown.take();
                    let number = number.unwrap_or_else(|| super::chapters::escape(&line.text));
                    format!("{number}\u{3000}{markdown}")
                });
                line.markdown = own;
                line.last = title.last;
            }
        }
        out.push(line);
    }
    out
}

fn set_number(text: &str) -> Option<u32> {
    static NUMBER: LazyLock<Option<regex::Regex>> = LazyLock::new(|| {
        regex::Regex::new(
            r"^(?i)(?:part|no|chapter)?[\s.·]*[「『【\[(（/\-—–|·\s]*(0?[1-9]|[12][0-9])[」』】\])）/\-—–|·\s.]*$",
        )
        .ok()
    });
    NUMBER.as_ref()?.captures(text.trim())?.get(1)?.as_str().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::super::lines::lines;
    use super::*;

    fn arranged(text: &str) -> Vec<String> {
        arrange(lines(text)).into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn a_page_from_wechat_keeps_its_text_and_its_furniture_goes_to_the_end() {
        let found = arranged(
            "点击上方蓝字关注我们\n原创 河湾 河湾值班室 2024-03-05 08:00 江苏\n把灯留给晚归的人\n镇上的路灯换了三年，还有人问省不省电。\n01\n留灯是什么\n留灯，是指末班车到站以前不熄灯。\n02\n谁来留灯\n灯是大家的，熄灯的人也可以是你。\n往期推荐\n春天来了怎么种树\n点个在看\n阅读 1万+",
        );
        assert_eq!(
            found,
            [
                "把灯留给晚归的人",
                "原创 河湾 河湾值班室 2024-03-05 08:00 江苏",
                "镇上的路灯换了三年，还有人问省不省电。",
                "01\u{3000}留灯是什么",
                "留灯，是指末班车到站以前不熄灯。",
                "02\u{3000}谁来留灯",
                "灯是大家的，熄灯的人也可以是你。",
                "点击上方蓝字关注我们",
                "往期推荐",
                "春天来了怎么种树",
                "点个在看",
                "阅读 1万+",
            ]
        );
    }

    #[test]
    fn numbers_over_titles_are_known_by_their_sequence() {
        for (text, joined) in [
            ("题目\n「01」\n起因\n第一段话说起因。\n「02」\n经过\n第二段话说经过。", true),
            ("题目\nPART.01\n起因\n第一段话说起因。\nPART.02\n经过\n第二段话说经过。", true),
            ("题目\n- 1 -\n起因\n第一段话说起因。\n- 2 -\n经过\n第二段话说经过。", true),
            ("题目\n得票\n12\n甲村\n第一段话说得票。\n7\n乙村\n第二段话说得票。", false),
            ("题目\n01\n起因\n只有这一段话，没有第二个数。", false),
        ] {
            let marked = arrange(lines(text)).iter().any(|l| l.mark == Some(Mark::Heading(2)));
            assert_eq!(marked, joined, "{text}");
        }
    }

    #[test]
    fn words_of_furniture_in_a_text_are_text() {
        let text = "题目\n“往期推荐”是公众号里的一栏，读者很少点开它。\n推荐阅读\n这里有三本书，都是讲路灯的，值得一看。\n最后一段话，到这里就结束了。";
        assert_eq!(arranged(text), text.split('\n').collect::<Vec<_>>());
    }
}

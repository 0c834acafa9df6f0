//! The numbering that authors put before headings, claims and list items.
//!
//! Each style is a row of [`RULES`] with its own examples and counter-examples,
//! which are tests. A label alone proves nothing: `structure` asks for a
//! sequence of them.

use crate::language::is_han;

/// A style of numbering. Two labels of the same style belong to one sequence.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Style {
    /// `第一部分`, `Part One`, `上篇`.
    Part,
    /// `第一章`, `Chapter 1`, `第一讲`.
    Chapter,
    /// `第一节`, `Section One`.
    Section,
    /// `1.2`, with the number of figures.
    Decimal(usize),
    /// `一、`.
    Han,
    /// `（一）`.
    HanInBrackets,
    /// `甲、`.
    Stem,
    /// `1.`, `1．` and `1、`: writers mix them in one sequence.
    Arabic,
    /// `1)`.
    ArabicBracket,
    /// `(1)`.
    ArabicInBrackets,
    /// `①`.
    Circled,
    /// `A.`.
    Letter,
    /// `I.`.
    Roman,
    /// `(I)`.
    RomanInBrackets,
    /// `Q1：`.
    Question,
    /// `第一，`.
    Ordinal,
    /// `其一，`.
    Among,
    /// A noun with a number, `误区四：`, `看法之一：`, `Myth One:`, by its noun.
    Named(String),
}

impl Style {
    /// The place of the styles that name their rank themselves; smaller is
    /// higher. Nothing for those whose rank depends on the text.
    pub fn rank(&self) -> Option<u8> {
        match self {
            Self::Part => Some(0),
            Self::Chapter => Some(1),
            Self::Section => Some(2),
            _ => None,
        }
    }
}

/// A number at the start of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// Which sequence it may belong to.
    pub style: Style,
    /// The number.
    pub ordinal: u32,
    /// Where the text after the label begins, in bytes of the line.
    pub end: usize,
}

/// How a number is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Numeral {
    Arabic,
    Han,
    Stem,
    Circled,
    Letter,
    Roman,
    English,
    /// 上, 中, 下.
    Position,
}

/// A style as data: what stands before the number, how the number is written,
/// what stands after it.
struct Rule {
    style: Style,
    before: &'static [&'static str],
    numerals: &'static [Numeral],
    after: &'static [&'static str],
    /// What may follow the label.
    then: Then,
    #[cfg(test)]
    examples: &'static [(&'static str, u32)],
    #[cfg(test)]
    counter_examples: &'static [&'static str],
}

/// What must follow a label for it to be one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Then {
    Anything,
    /// No digit: `2.9` is a number.
    NoDigit,
    /// White space or the end: `A.B.` is a name.
    Space,
    /// White space, punctuation or the end: `上篇` but not `上篇幅`.
    Boundary,
}

use Numeral::{Arabic, Circled, English, Han, Letter, Position, Roman, Stem};

macro_rules! rule {
    ($style:expr, $before:expr, $numerals:expr, $after:expr, $then:ident,
     yes $examples:expr, no $counter:expr) => {
        Rule {
            style: $style,
            before: &$before,
            numerals: &$numerals,
            after: &$after,
            then: Then::$then,
            #[cfg(test)]
            examples: &$examples,
            #[cfg(test)]
            counter_examples: &$counter,
        }
    };
}

/// The styles, the more specific before the more general.
const RULES: &[Rule] = &[
    rule!(Style::Part, ["第"], [Han, Arabic], ["部分", "部份", "部", "篇", "编", "編", "卷", "辑", "輯"], Anything,
        yes [("第一部分　名词", 1), ("第二篇", 2), ("第3部分：做法", 3), ("第十二编", 12)],
        no ["部分内容", "第部分", "第一次开会", "第一批货"]),
    rule!(Style::Part, [""], [Position], ["篇", "编", "編", "部"], Boundary,
        yes [("上篇　起因", 1), ("下篇", 3)],
        no ["上篇幅太长", "中部地区降雨"]),
    rule!(Style::Part, ["Part ", "PART ", "part "], [English, Roman, Arabic], [""], Boundary,
        yes [("Part One", 1), ("PART II: Methods", 2), ("Part 3 Afterword", 3)],
        no ["Parts of speech", "Part of the answer", "Part Ivory"]),
    rule!(Style::Chapter, ["第"], [Han, Arabic], ["章", "讲", "講", "回", "课", "課"], Anything,
        yes [("第一章 总则", 1), ("第二讲　方法", 2)],
        no ["第章", "第一张图"]),
    rule!(
        Style::Chapter,
        ["Chapter ", "CHAPTER "],
        [English, Roman, Arabic],
        [""],
        Boundary,
        yes[("Chapter 4. Tools", 4)],
        no["Chapters follow"]
    ),
    rule!(
        Style::Section,
        ["第"],
        [Han, Arabic],
        ["节", "節"],
        Anything,
        yes[("第二节　岔路", 2)],
        no["节日第一天"]
    ),
    rule!(Style::Section, ["Section ", "SECTION ", "§ ", "§"], [English, Roman, Arabic], [""], Boundary,
        yes [("Section One: Words", 1), ("§ 2 Scope", 2)],
        no ["Sectional plan"]),
    rule!(Style::Question, ["Q", "q", "问题", "問題", "疑问", "Question "], [Arabic, Han], ["：", ":", ".", "．", "、", " ", "　"], Anything,
        yes [("Q1：几点开门？", 1), ("问题二：要带什么？", 2), ("Question 3: Who pays?", 3)],
        no ["Q：几点开门？", "问题一大堆。", "Q235钢"]),
    rule!(Style::Among, ["其"], [Han], ["，", ",", "、", "：", ":"], Anything,
        yes [("其一，换了招牌。", 1), ("其三：处处一样", 3)],
        no ["其他三件事", "其一生都在路上"]),
    rule!(Style::Ordinal, ["第"], [Han, Arabic], ["，", ",", "、", "：", ":"], Anything,
        yes [("第一，先看图纸。", 1), ("第二：再开机", 2)],
        no ["第一天", "第一次，大家"]),
    rule!(Style::HanInBrackets, ["（", "("], [Han], ["）、", "）", ")"], Anything,
        yes [("（一）时效", 1), ("(二) 差错", 2)],
        no ["（一次）", "（十分钟后）", "（）"]),
    rule!(
        Style::Stem,
        ["（", "("],
        [Stem],
        ["）", ")"],
        Anything,
        yes[("（甲）人员", 1)],
        no["（甲方）"]
    ),
    rule!(Style::ArabicInBrackets, ["（", "("], [Arabic], ["）、", "）", ")"], Anything,
        yes [("（1）封箱", 1), ("(12) labels", 12)],
        no ["（2024）", "(3 pieces)"]),
    rule!(
        Style::RomanInBrackets,
        ["（", "("],
        [Roman],
        ["）", ")"],
        Anything,
        yes[("(II) Background", 2)],
        no["(IT) department"]
    ),
    rule!(Style::Circled, [""], [Circled], ["、", "．", ".", ""], Anything,
        yes [("① 旧杯子", 1), ("⑫", 12), ("❸ next", 3), ("⑵ 标签", 2)],
        no ["○ 空"]),
    rule!(Style::Han, [""], [Han], ["、", "．", ". ", "　", " "], Anything,
        yes [("一、数字", 1), ("十二、其他", 12), ("二．分工", 2)],
        no ["一二三、都有", "一个、两个", "十几、二十"]),
    rule!(Style::Stem, [""], [Stem], ["、", "．", "："], Anything,
        yes [("甲、人员", 1), ("丙．时间", 3)],
        no ["甲方、乙方", "甲乙、丙丁"]),
    rule!(Style::Arabic, [""], [Arabic], ["、", "．", ".", "　", "\t"], NoDigit,
        yes [("1. 更新", 1), ("2、 整理", 2), ("3．停工", 3), ("1.先", 1)],
        no ["2.9 版", "2024. 年", "3 个人", "8月6日"]),
    rule!(Style::ArabicBracket, [""], [Arabic], ["）", ")"], Anything,
        yes [("1) users", 1), ("2）数据", 2)],
        no ["1 )x", "2024) note"]),
    rule!(Style::Roman, [""], [Roman], [".", "．", "、"], Space,
        yes [("I. Figures", 1), ("IV. Notices", 4), ("XII.", 12)],
        no ["I.e. nothing", "IIII. x", "I think"]),
    rule!(Style::Letter, [""], [Letter], [".", "．", "、", ")", "）"], Space,
        yes [("A. Scope", 1), ("c) tools", 3)],
        no ["A：不用寄", "A.B. Smith", "A 1"]),
];

/// The label at the start of a line, if there is one. The line has no leading
/// white space.
pub fn label(line: &str) -> Option<Label> {
    decimal(line).or_else(|| RULES.iter().find_map(|rule| rule.label(line))).or_else(|| named(line))
}

impl Rule {
    fn label(&self, line: &str) -> Option<Label> {
        for before in self.before {
            let Some(rest) = line.strip_prefix(before) else { continue };
            for numeral in self.numerals {
                let Some((ordinal, used)) = numeral.read(rest) else { continue };
                let rest = &rest[used..];
                for after in self.after {
                    let Some(rest) = rest.strip_prefix(after) else { continue };
                    if self.then.holds(rest) {
                        return Some(Label {
                            style: self.style.clone(),
                            ordinal,
                            end: text_start(line, line.len() - rest.len()),
                        });
                    }
                }
            }
        }
        None
    }
}

impl Then {
    fn holds(self, rest: &str) -> bool {
        let next = rest.chars().next();
        match self {
            Self::Anything => true,
            Self::NoDigit => !next.is_some_and(|c| c.is_ascii_digit()),
            Self::Space => next.is_none_or(char::is_whitespace),
            Self::Boundary => next.is_none_or(|c| !c.is_alphanumeric()),
        }
    }
}

/// Skips the separator that may follow a label: `第一部分：名词`, `Part One — Words`.
fn text_start(line: &str, at: usize) -> usize {
    let rest = line[at..].trim_start();
    let rest = rest
        .strip_prefix(['：', ':', '、', '.', '．', '—', '–', '-', '·', '|', '｜'])
        .unwrap_or(rest);
    let rest = rest.trim_start_matches(['—', '–', ' ', '　']);
    line.len() - rest.trim_start().len()
}

/// `1.2` and `1.2.3`, followed by a space or Han: sections of a report.
fn decimal(line: &str) -> Option<Label> {
    let numbers = line.split(|c: char| !c.is_ascii_digit() && c != '.').next()?;
    let figures: Vec<&str> = numbers.trim_end_matches('.').split('.').collect();
    let plain = figures.len() >= 2 && figures.iter().all(|f| (1..=2).contains(&f.len()));
    let next = line[numbers.len()..].chars().next()?;
    let last = figures.last()?.parse().ok()?;
    (plain && next.is_whitespace() && last > 0).then(|| Label {
        style: Style::Decimal(figures.len()),
        ordinal: last,
        end: text_start(line, numbers.len()),
    })
}

/// The most characters of the noun in `误区四：`.
const NOUN_CHARS: usize = 6;

/// `误区四：…`, `看法之一：…`, `Myth One: …`.
fn named(line: &str) -> Option<Label> {
    let at = line.find(['：', ':', '　', ' ', '、', '，']).filter(|at| *at > 0)?;
    named_in(line, at).or_else(|| {
        // `Myth One: …` has a space before its colon.
        let at = line.find([':', '：', '.', '—']).filter(|at| *at > 0)?;
        line[..at].is_ascii().then(|| named_in(line, at)).flatten()
    })
}

fn named_in(line: &str, at: usize) -> Option<Label> {
    let head = line[..at].trim_end();
    let (noun, ordinal) = if head.is_ascii() {
        let (noun, number) = head.rsplit_once(' ')?;
        let words = noun.split(' ').count();
        let capital = noun.starts_with(|c: char| c.is_ascii_uppercase());
        let (ordinal, used) =
            English.read(number).or_else(|| Arabic.read(number)).or_else(|| Roman.read(number))?;
        (capital && words <= 3 && used == number.len()).then_some((noun, ordinal))?
    } else {
        let noun_end = head.char_indices().find_map(|(i, _)| {
            let rest = &head[i..];
            let read = |n: Numeral| n.read(rest).filter(|(_, used)| *used == rest.len());
            read(Han).or_else(|| read(Arabic)).map(|(ordinal, _)| (i, ordinal))
        })?;
        (&head[..noun_end.0], noun_end.1)
    };
    let noun = noun.strip_suffix('之').unwrap_or(noun).trim_end();
    let fits = !noun.is_empty()
        && noun.chars().all(|c| is_han(c) || c.is_ascii_alphabetic() || c == ' ')
        && (noun.is_ascii() || noun.chars().count() <= NOUN_CHARS);
    fits.then(|| Label {
        style: Style::Named(noun.to_lowercase()),
        ordinal,
        end: text_start(line, at),
    })
}

const STEMS: &str = "甲乙丙丁戊己庚辛壬癸";
const ENGLISH: &[&str] = &[
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve",
];

impl Numeral {
    /// The number at the start of a text and how many bytes it takes. At most
    /// 99, so that years are none.
    fn read(self, text: &str) -> Option<(u32, usize)> {
        let first = text.chars().next()?;
        let one = |ordinal: u32| Some((ordinal, first.len_utf8()));
        let place = |list: &str| list.chars().position(|c| c == first).map(|at| at as u32 + 1);
        match self {
            Self::Arabic => {
                let digits = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
                let number = text[..digits].parse().ok()?;
                (digits <= 2 && number > 0).then_some((number, digits))
            }
            Self::Han => {
                let han = |c: char| "一二三四五六七八九十".contains(c);
                let end = text.find(|c| !han(c)).unwrap_or(text.len());
                Some((han_number(&text[..end])?, end))
            }
            Self::Stem => one(place(STEMS)?),
            Self::Position => one(place("上中下")?),
            Self::Circled => {
                let code = first as u32;
                match first {
                    '①'..='⑳' => one(code - '①' as u32 + 1),
                    '⑴'..='⒇' => one(code - '⑴' as u32 + 1),
                    '❶'..='❿' => one(code - '❶' as u32 + 1),
                    '➀'..='➉' => one(code - '➀' as u32 + 1),
                    _ => None,
                }
            }
            Self::Letter => {
                first.is_ascii_alphabetic().then(|| (first.to_ascii_lowercase() as u32 - 96, 1))
            }
            Self::Roman => roman(text),
            Self::English => {
                let end = text.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(text.len());
                let word = text[..end].to_ascii_lowercase();
                let at = ENGLISH.iter().position(|known| *known == word)?;
                Some((at as u32 + 1, end))
            }
        }
    }
}

/// 1 to 99 in Han numerals.
fn han_number(text: &str) -> Option<u32> {
    let digit = |c: char| "一二三四五六七八九".chars().position(|d| d == c).map(|at| at as u32 + 1);
    let characters: Vec<char> = text.chars().collect();
    match characters.as_slice() {
        ['十'] => Some(10),
        ['十', ones] => Some(10 + digit(*ones)?),
        [tens, '十'] => Some(10 * digit(*tens)?),
        [tens, '十', ones] => Some(10 * digit(*tens)? + digit(*ones)?),
        [one] => digit(*one),
        _ => None,
    }
}

/// I to XXXIX, written as is usual.
fn roman(text: &str) -> Option<(u32, usize)> {
    let end = text.find(|c| !"IVX".contains(c)).unwrap_or(text.len());
    let written = |number: u32| {
        let ones = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"];
        "X".repeat((number / 10) as usize) + ones[(number % 10) as usize]
    };
    (1..40).find(|number| written(*number) == text[..end]).map(|number| (number, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_knows_its_examples() {
        for rule in RULES {
            for (line, ordinal) in rule.examples {
                let found = label(line);
                assert_eq!(
                    found.as_ref().map(|l| (&l.style, l.ordinal)),
                    Some((&rule.style, *ordinal)),
                    "{line}"
                );
            }
            for line in rule.counter_examples {
                let found = rule.label(line);
                assert_eq!(found, None, "{line}");
            }
        }
    }

    #[test]
    fn the_text_begins_after_the_label() {
        for (line, rest) in [
            ("第一部分　名词说明", "名词说明"),
            ("Part One: Words", "Words"),
            ("Part Two — Steps", "Steps"),
            ("1、换模时间。", "换模时间。"),
            ("2、 整理", "整理"),
            ("（1）封箱", "封箱"),
            ("误区四：不疼", "不疼"),
            ("看法之一：多练", "多练"),
            ("Myth Two: more is better", "more is better"),
        ] {
            let found = label(line).map(|l| &line[l.end..]);
            assert_eq!(found, Some(rest), "{line}");
        }
    }

    #[test]
    fn nouns_with_numbers_are_one_style() {
        let style = |line: &str| label(line).map(|l| (l.style, l.ordinal));
        assert_eq!(style("误区四：不疼"), Some((Style::Named("误区".into()), 4)));
        assert_eq!(style("看法之一：多练"), Some((Style::Named("看法".into()), 1)));
        assert_eq!(
            style("Misunderstanding One: more"),
            Some((Style::Named("misunderstanding".into()), 1))
        );
        assert_eq!(style("我们三个人都在。"), None);
        assert_eq!(style("1.2 范围"), Some((Style::Decimal(2), 2)));
        assert_eq!(style("2.9 版"), Some((Style::Decimal(2), 9)), "only a sequence decides");
    }
}

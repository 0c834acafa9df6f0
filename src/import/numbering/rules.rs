//! The styles of numbering as data, each with examples and counter-examples.

use super::numeral::Numeral::{self, Arabic, Circled, English, Han, Letter, Position, Roman, Stem};
use super::{Label, Style, skip_separator};

/// A style: what stands before the number, how the number is written, what
/// stands after it.
pub(super) struct Rule {
    pub(super) style: Style,
    before: &'static [&'static str],
    numerals: &'static [Numeral],
    after: &'static [&'static str],
    then: Then,
    #[cfg(test)]
    pub(super) examples: &'static [(&'static str, u32)],
    #[cfg(test)]
    pub(super) counter_examples: &'static [&'static str],
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

impl Rule {
    /// The label at the start of a line, if it is of this style.
    pub(super) fn label(&self, line: &str) -> Option<Label> {
        for before in self.before {
            let Some(rest) = line.strip_prefix(before) else { continue };
            for numeral in self.numerals {
                let Some((ordinal, used)) = numeral.read(rest) else { continue };
                let rest = &rest[used..];
                for after in self.after {
                    let Some(rest) = rest.strip_prefix(after) else { continue };
                    if self.then.holds(rest) {
                        let end = line.len() - rest.len();
                        let end = match after.trim() {
                            // Nothing has set the number off yet.
                            "" => skip_separator(line, end),
                            "部分" | "部份" | "部" | "篇" | "编" | "編" | "卷" | "辑" | "輯"
                            | "章" | "讲" | "講" | "回" | "课" | "課" | "节" | "節" => {
                                skip_separator(line, end)
                            }
                            _ => line.len() - rest.trim_start().len(),
                        };
                        return Some(Label { style: self.style.clone(), ordinal, end });
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

macro_rules! rules {
    ($($style:expr, $before:expr, $numerals:expr, $after:expr, $then:ident;
       yes $examples:expr; no $counter:expr;)*) => {
        &[$(Rule {
            style: $style,
            before: &$before,
            numerals: &$numerals,
            after: &$after,
            then: Then::$then,
            #[cfg(test)]
            examples: &$examples,
            #[cfg(test)]
            counter_examples: &$counter,
        }),*]
    };
}

/// The styles, the more specific before the more general.
#[rustfmt::skip]
pub(super) const RULES: &[Rule] = rules![
    Style::Part, ["第"], [Han, Arabic], ["部分", "部份", "部", "篇", "编", "編", "卷", "辑", "輯"], Anything;
        yes [("第一部分　名词", 1), ("第二篇", 2), ("第3部分：做法", 3), ("第十二编", 12), ("第１部分", 1)];
        no ["部分内容", "第部分", "第一次开会", "第一批货"];
    Style::Part, [""], [Position], ["篇", "编", "編", "部"], Boundary;
        yes [("上篇　起因", 1), ("下篇", 3)];
        no ["上篇幅太长", "中部地区降雨"];
    Style::Part, ["Part ", "PART ", "part ", "Part.", "PART.", "PART"], [English, Roman, Arabic], [""], Boundary;
        yes [("Part One", 1), ("PART II: Methods", 2), ("Part 3 Afterword", 3), ("PART.02 方法", 2), ("PART1", 1)];
        no ["Parts of speech", "Part of the answer", "Part Ivory"];
    Style::Chapter, ["第"], [Han, Arabic], ["章", "讲", "講", "回", "课", "課"], Anything;
        yes [("第一章 总则", 1), ("第二讲　方法", 2)];
        no ["第章", "第一张图"];
    Style::Chapter, ["Chapter ", "CHAPTER ", "Lesson ", "Lecture "], [English, Roman, Arabic], [""], Boundary;
        yes [("Chapter 4. Tools", 4), ("Lecture Two: Soil", 2)];
        no ["Chapters follow"];
    Style::Section, ["第"], [Han, Arabic], ["节", "節"], Anything;
        yes [("第二节　岔路", 2)];
        no ["节日第一天"];
    Style::Section, ["Section ", "SECTION ", "§ ", "§"], [English, Roman, Arabic], [""], Boundary;
        yes [("Section One: Words", 1), ("§ 2 Scope", 2)];
        no ["Sectional plan"];
    Style::Question, ["Q", "q", "问题", "問題", "疑问", "疑問", "Question "], [Arabic, Han], ["：", ":", ".", "．", "、", " ", "　"], Anything;
        yes [("Q1：几点开门？", 1), ("问题二：要带什么？", 2), ("Question 3: Who pays?", 3)];
        no ["Q：几点开门？", "问题一大堆。", "Q235钢"];
    Style::Among, ["其"], [Han], ["，", ",", "、", "：", ":", "　", " "], Anything;
        yes [("其一，换了招牌。", 1), ("其三：处处一样", 3)];
        no ["其他三件事", "其一生都在路上"];
    Style::Ordinal, ["第"], [Han, Arabic], ["，", ",", "、", "：", ":", "　"], Anything;
        yes [("第一，先看图纸。", 1), ("第二：再开机", 2)];
        no ["第一天", "第一次，大家"];
    Style::HanInBrackets, ["（", "(", "【", "〔", "["], [Han], ["）、", "）", ")、", ")", "】", "〕", "]"], Anything;
        yes [("（一）时效", 1), ("(二) 差错", 2), ("【三】结果", 3)];
        no ["（一次）", "（十分钟后）", "（）"];
    Style::Stem, ["（", "("], [Stem], ["）", ")"], Anything;
        yes [("（甲）人员", 1)];
        no ["（甲方）"];
    Style::ArabicInBrackets, ["（", "(", "【", "〔"], [Arabic], ["）、", "）", ")、", ")", "】", "〕"], Anything;
        yes [("（1）封箱", 1), ("(12) labels", 12), ("【2】标签", 2)];
        no ["（2024）", "(3 pieces)"];
    Style::RomanInBrackets, ["（", "("], [Roman], ["）", ")"], Anything;
        yes [("(II) Background", 2)];
        no ["(IT) department"];
    Style::LetterInBrackets, ["（", "("], [Letter], ["）", ")"], Anything;
        yes [("(a) paper", 1), ("（B）纸", 2)];
        no ["(ab) x"];
    Style::Circled, [""], [Circled], ["、", "．", ".", ""], Anything;
        yes [("① 旧杯子", 1), ("⑫", 12), ("❸ next", 3), ("⑵ 标签", 2), ("㈠费用", 1)];
        no ["○ 空"];
    Style::Han, [""], [Han], ["、", "．", ".", "：", "　", " ", "｜"], Anything;
        yes [("一、数字", 1), ("十二、其他", 12), ("二．分工", 2), ("一.说法", 1), ("贰、看法", 2), ("肆、約定", 4)];
        no ["一二三、都有", "一个、两个", "十几、二十"];
    Style::HanBracket, [""], [Han], ["）", ")"], Anything;
        yes [("一）时间", 1)];
        no ["一次）"];
    Style::Stem, [""], [Stem], ["、", "．", ".", "：", "　", " "], Anything;
        yes [("甲、人员", 1), ("丙．时间", 3), ("乙　种了什么", 2)];
        no ["甲方、乙方", "甲乙、丙丁"];
    Style::Arabic, ["No.", "NO.", "No. ", "#", "＃"], [Arabic], ["：", ":", "　", " ", "、", "．", "."], NoDigit;
        yes [("No.1 速度", 1), ("#2 成本", 2)];
        no ["No.2024 号", "#2024"];
    Style::Arabic, [""], [Arabic], ["、", "．", ".", "：", "　", "\t", "｜", "|"], NoDigit;
        yes [("1. 更新", 1), ("2、 整理", 2), ("3．停工", 3), ("1.先", 1), ("１、范围", 1), ("01｜范围", 1)];
        no ["2.9 版", "2024. 年", "3 个人", "8月6日"];
    Style::Arabic, ["0"], [Arabic], [" ", "/ ", " / "], Anything;
        yes [("01 速度", 1)];
        no ["0 度", "0123 号"];
    Style::ArabicBracket, [""], [Arabic], ["）", ")"], Anything;
        yes [("1) users", 1), ("2）数据", 2)];
        no ["1 )x", "2024) note"];
    Style::Roman, [""], [Roman], [".", "．", "、", "　", ":", "："], Anything;
        yes [("I. Figures", 1), ("IV. Notices", 4), ("XII.", 12), ("Ⅱ、数据", 2)];
        no ["IIII. x", "I think", "IT.部"];
    Style::Letter, [""], [Letter], [".", "．", "、", ")", "）"], Space;
        yes [("A. Scope", 1), ("c) tools", 3)];
        no ["A：不用寄", "A.B. Smith", "A 1"];
    Style::Letter, [""], [Letter], ["、", "．"], Anything;
        yes [("B、范围", 2)];
        no ["B 范围"];
];

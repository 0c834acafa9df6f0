//! Numbers as they are written before headings: 1 to 99, so that years are none.

/// How a number is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Numeral {
    /// `1`, `01`, `１`.
    Arabic,
    /// `一`, `十二`, and the forms of cheques, `壹`.
    Han,
    /// `甲` to `癸`.
    Stem,
    /// One sign for number and ring, brackets or stop: `①`, `⑴`, `⒈`, `㈠`.
    Circled,
    /// `A`, `b`.
    Letter,
    /// `I` to `XXXIX`, `Ⅰ` to `Ⅻ`.
    Roman,
    /// `One` to `Twelve`.
    English,
    /// `上`, `中`, `下`.
    Position,
}

const STEMS: &str = "甲乙丙丁戊己庚辛壬癸";

const ENGLISH: &[&str] = &[
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve",
];

/// The digits of one to nine; the rows are ways of writing.
const HAN_DIGITS: &[&str] = &["一二三四五六七八九", "壹贰叁肆伍陆柒捌玖", "壹貳參肆伍陸柒捌玖"];

impl Numeral {
    /// The number at the start of a text and how many bytes it takes.
    pub(super) fn read(self, text: &str) -> Option<(u32, usize)> {
        let first = text.chars().next()?;
        let one = |ordinal: u32| Some((ordinal, first.len_utf8()));
        let place = |list: &str| list.chars().position(|c| c == first).map(|at| at as u32 + 1);
        match self {
            Self::Arabic => arabic(text),
            Self::Han => {
                let end = text.find(|c| c != '十' && c != '拾' && han_digit(c).is_none());
                let end = end.unwrap_or(text.len());
                Some((han_number(&text[..end])?, end))
            }
            Self::Stem => one(place(STEMS)?),
            Self::Position => one(place("上中下")?),
            Self::Circled => {
                let from = |start: char| one(first as u32 - start as u32 + 1);
                match first {
                    '①'..='⑳' => from('①'),
                    '⑴'..='⒇' => from('⑴'),
                    '⒈'..='⒛' => from('⒈'),
                    '❶'..='❿' => from('❶'),
                    '➀'..='➉' => from('➀'),
                    '㈠'..='㈩' => from('㈠'),
                    '㊀'..='㊉' => from('㊀'),
                    _ => None,
                }
            }
            Self::Letter => match first {
                'a'..='z' => one(first as u32 - 'a' as u32 + 1),
                'A'..='Z' => one(first as u32 - 'A' as u32 + 1),
                'Ａ'..='Ｚ' => one(first as u32 - 'Ａ' as u32 + 1),
                _ => None,
            },
            Self::Roman => match first {
                'Ⅰ'..='Ⅻ' => one(first as u32 - 'Ⅰ' as u32 + 1),
                _ => roman(text),
            },
            Self::English => {
                let end = text.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(text.len());
                let word = text[..end].to_ascii_lowercase();
                let at = ENGLISH.iter().position(|known| *known == word)?;
                Some((at as u32 + 1, end))
            }
        }
    }
}

fn arabic(text: &str) -> Option<(u32, usize)> {
    let digit = |c: char| match c {
        '０'..='９' => Some(c as u32 - '０' as u32),
        c => c.to_digit(10),
    };
    let end = text.find(|c| digit(c).is_none()).unwrap_or(text.len());
    let digits: Vec<u32> = text[..end].chars().filter_map(digit).collect();
    let number = digits.iter().take(3).fold(0, |number, digit| number * 10 + digit);
    ((1..=2).contains(&digits.len()) && number > 0).then_some((number, end))
}

fn han_digit(c: char) -> Option<u32> {
    let at = HAN_DIGITS.iter().find_map(|row| row.chars().position(|digit| digit == c))?;
    Some(at as u32 + 1)
}

fn han_number(text: &str) -> Option<u32> {
    let characters: Vec<char> = text.chars().map(|c| if c == '拾' { '十' } else { c }).collect();
    match characters.as_slice() {
        ['十'] => Some(10),
        ['十', ones] => Some(10 + han_digit(*ones)?),
        [tens, '十'] => Some(10 * han_digit(*tens)?),
        [tens, '十', ones] => Some(10 * han_digit(*tens)? + han_digit(*ones)?),
        [one] => han_digit(*one),
        _ => None,
    }
}

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
    use super::Numeral;

    #[test]
    fn reads_numbers() {
        for (numeral, text, number) in [
            (Numeral::Arabic, "12、", Some(12)),
            (Numeral::Arabic, "１２．", Some(12)),
            (Numeral::Arabic, "2024", None),
            (Numeral::Arabic, "0", None),
            (Numeral::Han, "二十三、", Some(23)),
            (Numeral::Han, "肆、", Some(4)),
            (Numeral::Han, "參、", Some(3)),
            (Numeral::Han, "拾贰、", Some(12)),
            (Numeral::Han, "一二", None),
            (Numeral::Stem, "丁、", Some(4)),
            (Numeral::Circled, "⒉", Some(2)),
            (Numeral::Circled, "㈢", Some(3)),
            (Numeral::Letter, "c)", Some(3)),
            (Numeral::Roman, "Ⅳ、", Some(4)),
            (Numeral::Roman, "XIV.", Some(14)),
            (Numeral::Roman, "IIII.", None),
            (Numeral::English, "Three:", Some(3)),
            (Numeral::Position, "中篇", Some(2)),
        ] {
            assert_eq!(numeral.read(text).map(|(number, _)| number), number, "{text}");
        }
    }
}

//! A text that holds both languages, paragraph by paragraph or line by line.
//!
//! Script alone does not make one: Chinese with English quotations, commands or
//! code has both scripts as well. Here stretches of Chinese and of another
//! language alternate, with as many lines on either side, the lines are as long
//! as translations of each other are, and the other side reads as running text.

use super::lines::{Line, Mark};
use crate::language::is_han;
use crate::parse::parse;

/// The two texts of one, in the order in which they stand there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Halves {
    /// What comes first of each pair.
    pub source: Vec<Line>,
    /// What comes second.
    pub target: Vec<Line>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Script {
    Han,
    Latin,
    /// Pictures, code, numbers: for both sides.
    Neither,
}

/// Takes a text apart, if it holds two languages.
pub fn halves(lines: &[Line]) -> Option<Halves> {
    let lines: Vec<Line> =
        lines.iter().flat_map(one_a_line).flat_map(|line| both_on_one_line(&line)).collect();
    let (lines, scripts): (Vec<Line>, Vec<Script>) = once(lines).into_iter().unzip();
    let runs = runs(&scripts);
    if !is_alternating(&lines, &runs) {
        return None;
    }
    let first = scripts.iter().copied().find(|script| *script != Script::Neither)?;
    let mut halves = Halves { source: Vec::new(), target: Vec::new() };
    let mut level = None;
    for (line, script) in lines.into_iter().zip(scripts) {
        match script {
            Script::Neither => {
                halves.source.push(line.clone());
                halves.target.push(line);
            }
            script if script == first => {
                level = line.mark.filter(|mark| matches!(mark, Mark::Title | Mark::Heading(_)));
                halves.source.push(line);
            }
            _ => {
                // The translation of a heading may stand below it as plain text.
                let mark = line.mark.or(level.take().filter(|_| !ends(&line)));
                halves.target.push(Line { mark, ..line });
            }
        }
    }
    Some(halves)
}

/// The lines with their scripts; what is the same in both languages, a name or
/// `Part One`, stands there twice, and is of neither.
fn once(lines: Vec<Line>) -> Vec<(Line, Script)> {
    let mut all: Vec<(Line, Script)> = Vec::with_capacity(lines.len());
    for line in lines {
        let script = script(&line);
        match all.last_mut().filter(|(before, _)| before.text == line.text) {
            Some((_, before)) if script == Script::Latin && *before == script => {
                *before = Script::Neither;
            }
            _ => all.push((line, script)),
        }
    }
    all
}

fn ends(line: &Line) -> bool {
    super::lines::ends_sentence(&line.text)
}

/// The fewest pairs of runs that show a habit.
const FEWEST: usize = 3;

/// Lines of one script that follow one another.
struct Run {
    script: Script,
    lines: Vec<usize>,
}

fn runs(scripts: &[Script]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for (at, script) in scripts.iter().enumerate().filter(|(_, s)| **s != Script::Neither) {
        match runs.last_mut() {
            Some(run) if run.script == *script => run.lines.push(at),
            _ => runs.push(Run { script: *script, lines: vec![at] }),
        }
    }
    runs
}

/// Do runs of both scripts alternate, with lines that match in number and
/// length?
fn is_alternating(lines: &[Line], runs: &[Run]) -> bool {
    // A title or a byline in one language may stand before the pairs.
    [0, 1].into_iter().filter_map(|skip| runs.get(skip..)).any(|runs| {
        let total: usize = runs.iter().map(|run| run.lines.len()).sum();
        let mut pairs = Vec::new();
        for couple in runs.chunks_exact(2) {
            if couple[0].lines.len() == couple[1].lines.len() {
                pairs.extend(couple[0].lines.iter().copied().zip(couple[1].lines.iter().copied()));
            }
        }
        let alike = pairs.iter().filter(|(a, b)| is_as_long(&lines[*a], &lines[*b])).count();
        let prose: Vec<&Line> = pairs
            .iter()
            .flat_map(|(a, b)| [&lines[*a], &lines[*b]])
            .filter(|line| {
                script(line) == Script::Latin && line.text.split_whitespace().count() >= 4
            })
            .collect();
        let running = prose.iter().filter(|line| reads_as_text(&line.text)).count();
        runs.len() >= 2 * FEWEST
            && pairs.len() * 2 * 5 >= total * 4
            && alike * 5 >= pairs.len() * 4
            && !prose.is_empty()
            && running * 4 >= prose.len() * 3
    })
}

/// How many Latin letters a translation has for one Han character: from terse
/// headings to technical prose.
const LETTERS: std::ops::RangeInclusive<f32> = 1.2..=9.0;

fn is_as_long(a: &Line, b: &Line) -> bool {
    let (han, latin) = if script(a) == Script::Han { (a, b) } else { (b, a) };
    let characters = han.text.chars().filter(|c| is_han(*c)).count() as f32;
    let own = han.text.chars().filter(char::is_ascii_alphabetic).count() as f32;
    let letters = latin.text.chars().filter(|c| c.is_alphabetic()).count() as f32;
    // A heading of two characters may need a long word.
    let slack = if characters < 5.0 { 16.0 } else { 0.0 };
    letters + own >= characters * LETTERS.start() - slack
        && letters <= characters * LETTERS.end() + own + slack
}

/// Words without which no running text is written, by language, each with the
/// sentence it is from.
const FUNCTION_WORDS: &[(&str, &str)] = &[
    ("the", "The lamp is lit."),
    ("a", "It is a lamp."),
    ("an", "It is an old lamp."),
    ("of", "The price of light."),
    ("to", "They want to go."),
    ("and", "Light and shade."),
    ("in", "It is in town."),
    ("is", "It is lit."),
    ("are", "They are lit."),
    ("was", "It was lit."),
    ("were", "They were lit."),
    ("not", "It is not lit."),
    ("it", "Switch it off."),
    ("that", "They say that it is lit."),
    ("for", "A lamp for all."),
    ("with", "With a lamp."),
    ("you", "You are late."),
    ("we", "We are late."),
    ("they", "They are late."),
    ("he", "He is late."),
    ("she", "She is late."),
    ("i", "I am late."),
    ("on", "It is on."),
    ("as", "As they say."),
    ("by", "By night."),
    ("be", "Let it be."),
    ("this", "This is it."),
    ("der", "Der Mond ist aufgegangen."),
    ("die", "Die Lampe brennt."),
    ("und", "Tag und Nacht."),
    ("ist", "Sie ist an."),
    ("le", "Le jour se lève."),
    ("la", "La lampe est allumée."),
    ("et", "Le jour et la nuit."),
    ("est", "Elle est allumée."),
    ("el", "El farol está encendido."),
    ("que", "Dicen que sí."),
    ("de", "La luz de la calle."),
];

fn reads_as_text(text: &str) -> bool {
    let words = text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    let known = |word: &str| FUNCTION_WORDS.iter().any(|(own, _)| word.eq_ignore_ascii_case(own));
    words.filter(|word| known(word)).count() > 0
}

/// The script of a line: Chinese with a foreign word in it is Chinese.
fn script(line: &Line) -> Script {
    let text = match (&line.markdown, line.mark) {
        (Some(markdown), Some(Mark::Verbatim)) => prose(markdown),
        _ => line.text.clone(),
    };
    let han = text.chars().filter(|c| is_han(*c)).count();
    let latin = text.chars().filter(|c| c.is_alphabetic() && !is_han(*c)).count();
    match () {
        // A Latin word is about as long as three Han characters say.
        () if han > 0 && han * 4 >= latin => Script::Han,
        () if latin >= 2 => Script::Latin,
        () => Script::Neither,
    }
}

/// The text of what is taken over as it is, without code and addresses.
fn prose(markdown: &str) -> String {
    use crate::document::BlockKind;
    let blocks = parse(markdown).blocks;
    let says = blocks.into_iter().filter(|b| !matches!(b.kind, BlockKind::Code | BlockKind::Html));
    says.map(|block| block.plain).collect::<Vec<_>>().join(" ")
}

/// A paragraph of Markdown whose lines change script is as many lines as it
/// has.
fn one_a_line(line: &Line) -> Vec<Line> {
    let Some(markdown) = line.markdown.as_deref().filter(|m| m.contains('\n')) else {
        return vec![line.clone()];
    };
    if line.mark == Some(Mark::Verbatim) {
        return vec![line.clone()];
    }
    let parts: Vec<Line> = markdown
        .lines()
        .map(|part| part.trim().trim_end_matches('\\').trim_end_matches("<br>").trim_end())
        .filter(|part| !part.is_empty())
        .map(|part| {
            let plain: Vec<String> =
                parse(part).blocks.into_iter().map(|block| block.plain).collect();
            Line { text: plain.join(" "), markdown: Some(part.to_string()), ..line.clone() }
        })
        .collect();
    let scripts: Vec<Script> = parts.iter().map(script).collect();
    match scripts.windows(2).any(|pair| pair[0] != pair[1]) {
        true => parts,
        false => vec![line.clone()],
    }
}

/// What authors set between a title and its translation on one line.
const BETWEEN: &[char] =
    &['/', '／', '|', '｜', '·', '•', '—', '–', '-', ':', '：', ' ', '\u{3000}'];

/// A short line with Chinese on one end and another language on the other is
/// two.
fn both_on_one_line(line: &Line) -> Vec<Line> {
    let whole = || vec![line.clone()];
    let heading = matches!(line.mark, Some(Mark::Title | Mark::Heading(_)));
    let plain = line.markdown.as_deref().is_none_or(|markdown| markdown == line.text);
    if line.mark == Some(Mark::Verbatim) || !plain || (!heading && ends(line)) {
        return whole();
    }
    let text = line.text.as_str();
    // An address is in no language.
    if text.contains("://") || text.contains("www.") || text.contains('@') {
        return whole();
    }
    let Some(first) = text.find(is_han) else { return whole() };
    let Some(last) = text.rfind(is_han) else { return whole() };
    let after = last + text[last..].chars().next().map_or(0, char::len_utf8);
    let closing = text[after..].len()
        - text[after..].trim_start_matches(['”', '」', '》', '）', '？', '！']).len();
    let (han, tail) = text.split_at(after + closing);
    let (head, rest) = text.split_at(first);
    let letters = |text: &str| text.chars().filter(|c| c.is_alphabetic() && !is_han(*c)).count();
    let (one, other) = match () {
        () if letters(han) == 0 && letters(tail) >= 3 => (han, tail),
        () if letters(rest) == 0 && letters(head) >= 3 => (head, rest),
        () => return whole(),
    };
    let trim = |text: &str| {
        let bare = text.trim_matches(BETWEEN);
        let bare = bare
            .strip_prefix(['(', '（'])
            .and_then(|b| b.strip_suffix([')', '）']))
            .unwrap_or(bare);
        bare.to_string()
    };
    [one, other]
        .into_iter()
        .map(trim)
        .map(|text| Line {
            markdown: line.markdown.as_ref().map(|_| text.clone()),
            text,
            ..line.clone()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::{lines::lines, marked};
    use super::*;

    fn texts(lines: &[Line]) -> Vec<&str> {
        lines.iter().map(|line| line.text.as_str()).collect()
    }

    const ZH: [&str; 5] = [
        "把灯留给晚归的人",
        "镇上的路灯换了三年，还有人问：到底省不省电？",
        "两种误会",
        "留灯不是浪费。一盏灯一夜的电费是三元五角。",
        "灯是大家的，熄灯的人也可以是你。",
    ];
    const EN: [&str; 5] = [
        "Leave a Light On for Those Who Come Home Late",
        "The street lamps were changed three years ago, and people still ask: do they save power?",
        "Two Misunderstandings",
        "Leaving the light on is not a waste. A lamp costs 3.5 yuan a night.",
        "The lamps belong to everyone, and you too may be the one who switches off.",
    ];

    #[test]
    fn paragraphs_that_alternate_are_taken_apart_in_both_orders() {
        for (source, target) in [(ZH, EN), (EN, ZH)] {
            for gap in ["\n", "\n\n"] {
                let text: Vec<String> =
                    source.iter().zip(target).map(|(a, b)| format!("{a}{gap}{b}")).collect();
                let found = halves(&lines(&text.join(gap))).expect("two languages");
                assert_eq!(
                    (texts(&found.source), texts(&found.target)),
                    (source.into(), target.into())
                );
            }
        }
    }

    #[test]
    fn titles_in_both_languages_on_one_line_and_lines_in_one_paragraph_are_taken_apart() {
        let between = [" ", " / ", "｜", "（"];
        for mark in between {
            let close = if mark == "（" { "）" } else { "" };
            let text = format!(
                "# {}{mark}{}{close}\n\n{}\n{}\n\n## {}{mark}{}{close}\n\n{}\\\n{}\n\n{}  \n{}\n",
                ZH[0], EN[0], ZH[1], EN[1], ZH[2], EN[2], ZH[3], EN[3], ZH[4], EN[4]
            );
            let found = halves(&marked::lines(&text)).expect("two languages");
            assert_eq!((texts(&found.source), texts(&found.target)), (ZH.into(), EN.into()));
            assert_eq!(found.source[0].mark, Some(Mark::Title));
            assert_eq!(found.target[2].mark, Some(Mark::Heading(2)));
        }
    }

    #[test]
    fn sections_in_one_language_after_the_other_and_code_for_both() {
        let text = "# 灯\n\n# Lamps\n\n## 起\n\n## Why\n\n镇上的路灯换了三年，还有人问。\n\n灯是大家的，也是你的。\n\nThe street lamps were changed three years ago, and people still ask.\n\nThe lamps are everyone's, and yours.\n\n```rust\nlet a = 1;\n```\n\n再说一句结束的话，就完了。\n\nOne more word to end with, and that is it.\n";
        let found = halves(&marked::lines(text)).expect("two languages");
        assert_eq!((found.source.len(), found.target.len()), (6, 6));
    }

    #[test]
    fn chinese_with_quotations_commands_or_glosses_is_one_text() {
        for text in [
            "学会用命令\n先新建一个项目，放在你喜欢的目录里：\ncargo new hello\n然后进去编译，第一次要等一会儿：\ncargo build --release\n最后运行，看看输出的是什么：\ncargo run\n这样就完成了第一个程序。",
            "读诗\n第一行写的是路，两条路在林中分开，诗人站着看了很久，他不能两条都走，这是全诗的起点，也是所有解读的起点，后来的人都从这里说起。\nTwo roads diverged in a yellow wood,\n第二行写的是遗憾，诗人说自己不能都走，这里的语气是平静的，并没有后来读者加上去的那种悲壮，我们要注意这一点，不要读得太满。\nAnd sorry I could not travel both\n第三行写的是停留，他是一个旅人，站了很久，往其中一条路望过去，直到它拐进灌木丛里去，看不见为止，这才是真正的犹豫。\nAnd be one traveler, long I stood",
            "术语\n精益（lean manufacturing）是一种方法。\nJust in time\n准时制说的是在需要的时候，按需要的量，生产需要的产品，它不是没有库存，而是不为库存而生产。\n看板（kanban）是一种工具。\n它传递的是信息。",
            "一\n二\n三",
            "Only English here.\nAnd one more line of it.\n春天 is spring.\nThe end of it.",
        ] {
            assert_eq!(halves(&lines(text)), None, "{text}");
        }
    }

    #[test]
    fn function_words_are_in_their_sentences() {
        for (word, sentence) in FUNCTION_WORDS {
            let found = sentence.split(|c: char| !c.is_alphabetic());
            assert!(found.into_iter().any(|own| own.eq_ignore_ascii_case(word)), "{word}");
            assert!(reads_as_text(sentence), "{sentence}");
        }
    }
}

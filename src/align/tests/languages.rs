//! The same short text in five languages: what one side joins, cuts, drops or
//! adds is found whichever two they are.

use super::*;

const ZH: [&str; 9] = [
    "# 渡船",
    "那条老渡船一天过河十二趟。它是1952年造的，到现在还用着第一台发动机。",
    "## 船长",
    "穆尔船长掌舵已有三十年。每一片沙洲他都叫得出名字，对每位乘客他都用同样的两个字打招呼。",
    "从来没有人见他迟到过。",
    "## 船费",
    "过一次河收2克朗。六岁以下的孩子免费，坐得住的狗也免费。",
    "冬天里，冰比手掌厚的时候渡船就停了。",
    "那时人们走着过河，船长就补他的网。",
];

const EN: [&str; 9] = [
    "# The Ferry",
    "The old ferry crosses the river twelve times a day. It was built in 1952 and still runs on its first engine.",
    "## The captain",
    "Captain Moore has steered it for thirty years. He knows every sandbank by name, and he greets every passenger with the same two words.",
    "Nobody has ever seen him late.",
    "## The fare",
    "A crossing costs 2 crowns. Children under six travel free, and so do dogs that can sit still.",
    "In winter the ferry stops when the ice is thicker than a hand.",
    "Then people walk across, and the captain mends his nets.",
];

const JA: [&str; 9] = [
    "# 渡し船",
    "その古い渡し船は一日に十二回、川を渡る。1952年に造られ、今も最初のエンジンで動いている。",
    "## 船長",
    "ムーア船長は三十年も舵を取ってきた。どの砂州も名前で知っていて、乗客の一人一人に同じ二つの言葉で挨拶する。",
    "彼が遅れたのを見た者はいない。",
    "## 料金",
    "一回の渡しは2クローネ。六歳未満の子供は無料で、じっと座っていられる犬も無料だ。",
    "冬、氷が手のひらより厚くなると、渡し船は止まる。",
    "そのとき人々は歩いて渡り、船長は網を繕う。",
];

const KO: [&str; 9] = [
    "# 나룻배",
    "그 낡은 나룻배는 하루에 열두 번 강을 건넌다. 1952년에 만들어졌고 지금도 첫 엔진으로 움직인다.",
    "## 선장",
    "무어 선장은 삼십 년 동안 키를 잡아 왔다. 모래톱마다 이름을 알고 있으며, 모든 승객에게 똑같은 두 마디로 인사한다.",
    "그가 늦는 것을 본 사람은 아무도 없다.",
    "## 뱃삯",
    "한 번 건너는 데 2크로네다. 여섯 살 미만 어린이는 무료이고, 얌전히 앉아 있는 개도 무료다.",
    "겨울에 얼음이 손바닥보다 두꺼워지면 나룻배는 멈춘다.",
    "그때 사람들은 걸어서 건너고 선장은 그물을 깁는다.",
];

const DE: [&str; 9] = [
    "# Die Fähre",
    "Die alte Fähre überquert den Fluss zwölfmal am Tag. Sie wurde 1952 gebaut und läuft noch immer mit ihrem ersten Motor.",
    "## Der Kapitän",
    "Kapitän Moore steuert sie seit dreißig Jahren. Er kennt jede Sandbank beim Namen und begrüßt jeden Fahrgast mit denselben zwei Wörtern.",
    "Niemand hat ihn je zu spät kommen sehen.",
    "## Der Fahrpreis",
    "Eine Überfahrt kostet 2 Kronen. Kinder unter sechs Jahren fahren umsonst, ebenso Hunde, die still sitzen können.",
    "Im Winter hält die Fähre an, wenn das Eis dicker ist als eine Hand.",
    "Dann gehen die Leute zu Fuß hinüber, und der Kapitän flickt seine Netze.",
];

/// The two halves of a paragraph.
fn cut(paragraph: &str) -> [&str; 2] {
    let end = paragraph.find('。').map(|at| at + '。'.len_utf8());
    let end = end.or_else(|| paragraph.find(". ").map(|at| at + 1)).unwrap_or(paragraph.len());
    [&paragraph[..end], paragraph[end..].trim()]
}

/// The beads of two texts of one paragraph a string.
fn beads(source: &[&str], target: &[&str]) -> String {
    shape(&source.join("\n\n"), &target.join("\n\n"))
}

#[track_caller]
fn check(source: &[&str; 9], target: &[&str; 9]) {
    let one = |n: usize| vec!["1-1"; n].join(" ");
    assert_eq!(beads(source, target), one(9));

    let mut split = target[..3].to_vec();
    split.extend(cut(target[3]));
    split.extend(&target[4..]);
    assert_eq!(beads(source, &split), format!("{} 1-2 {}", one(3), one(5)), "a split paragraph");

    let joined = format!("{} {}", target[7], target[8]);
    let merged = [&target[..7], &[&*joined]].concat();
    assert_eq!(beads(source, &merged), format!("{} 2-1", one(7)), "merged paragraphs");

    let dropped = [&target[..4], &target[5..]].concat();
    assert_eq!(beads(source, &dropped), format!("{} 1-0 {}", one(4), one(4)), "one dropped");

    let bare = [&target[..5], &target[6..]].concat();
    assert_eq!(beads(source, &bare), format!("{} 1-0 {}", one(5), one(3)), "no heading");

    let short = [&source[..6], &source[7..]].concat();
    assert_eq!(beads(&short, target), format!("{} 0-1 {}", one(6), one(2)), "one added");
}

#[test]
fn english_and_chinese() {
    check(&EN, &ZH);
    check(&ZH, &EN);
}

#[test]
fn chinese_and_japanese() {
    check(&ZH, &JA);
}

#[test]
fn chinese_and_korean() {
    check(&ZH, &KO);
}

#[test]
fn english_and_german() {
    check(&EN, &DE);
}

#[test]
fn german_and_chinese() {
    check(&DE, &ZH);
}

//! Words that only the handouts have.

use crate::render::words::Phrase;

/// Every phrase of the template by its name there.
pub(super) const PHRASES: &[(&str, Phrase)] = &[
    ("contents", phrase("目录", "目錄", "Contents")),
    ("reading", phrase("阅读材料", "閱讀材料", "Reading")),
    ("worksheet", phrase("学习单", "學習單", "Worksheet")),
    ("key", phrase("主持人用书", "主持人用書", "Facilitator’s Key")),
    ("name", phrase("姓名", "姓名", "Name")),
    ("date", phrase("日期", "日期", "Date")),
    ("true", phrase("对", "對", "true")),
    ("false", phrase("错", "錯", "false")),
    ("notes", phrase("注释", "註釋", "Notes")),
    ("page", phrase("页", "頁", "page")),
    ("pages", phrase("页", "頁", "pages")),
    ("minutes", phrase("分钟", "分鐘", "min")),
    ("total", phrase("合计", "合計", "Total")),
    ("timing", phrase("时间安排", "時間安排", "Timing")),
    ("answer", phrase("答案", "答案", "Answer")),
    ("related", phrase("相关", "相關", "See also")),
    ("also", phrase("又作", "又作", "also")),
    ("misconception", phrase("误区", "誤區", "Misconception")),
    ("boundary", phrase("边界", "邊界", "Boundary")),
    ("glance", phrase("误区一览", "誤區一覽", "Misconceptions at a Glance")),
    ("glossary", phrase("词汇表", "詞彙表", "Glossary")),
    ("untranslated", phrase("未翻译", "未翻譯", "not yet translated")),
    ("orphan", phrase("原文没有此段", "原文沒有此段", "not in the original")),
    ("claims", phrase("这样说对吗？", "這樣說對嗎？", "Is This So?")),
    (
        "claims-task",
        phrase(
            "每句话对还是错？勾出你的判断，再用自己的话写下边界在哪里。",
            "每句話對還是錯？勾出你的判斷，再用自己的話寫下邊界在哪裡。",
            "Is each statement true or false? Tick your answer, then say in your own words where \
             the boundary lies.",
        ),
    ),
    ("own-boundary", phrase("我认为边界在于", "我認為邊界在於", "Where I would draw the boundary")),
    ("questions", phrase("讨论", "討論", "Discussion")),
    (
        "questions-task",
        phrase(
            "先独自写下想法，再与同桌交流。",
            "先獨自寫下想法，再與同桌交流。",
            "Note your own thoughts first, then talk them over with the people at your table.",
        ),
    ),
    ("matching", phrase("词语配对", "詞語配對", "Match the Terms")),
    (
        "matching-task",
        phrase(
            "把右边的字母填到左边对应的词语前。",
            "把右邊的字母填到左邊對應的詞語前。",
            "Write the letter of the matching entry on the line beside each term.",
        ),
    ),
    ("source-paragraph", phrase("出自", "出自", "From")),
    ("online", phrase("在线阅读本段", "線上閱讀本段", "Read this paragraph online")),
    ("said", phrase("文中说", "文中說", "The text says")),
];

const fn phrase(hans: &'static str, hant: &'static str, english: &'static str) -> Phrase {
    Phrase { hans, hant, english }
}

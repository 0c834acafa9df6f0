//! The table of all codes. A new one is an entry here; the compiler then asks for
//! nothing more, and `cargo test diagnostics` for an example that brings it about.

use super::Severity;
use super::code::{Entry, Words, codes};

codes! {
    // --- Chapters and their translation ---

    MissingTranslation {
        name: "missing-translation",
        severity: Warning,
        summary: "A chapter has no translation."
            | "某一章没有译文。",
        remedy: "Create the file that the message names, or leave the chapter in one language; SUMMARY.md and the translation's directory name chapters alike."
            | "建立消息中指出的文件，或者让这一章只有一种语言；译文目录里的文件与 SUMMARY.md 里的同名。",
        example: &[
            ("src/SUMMARY.md", "# 目录\n\n- [茶](tea.md)\n"),
            ("src/tea.md", "茶。\n"),
        ],
    }

    UntranslatedBlock {
        name: "untranslated-block",
        severity: Warning,
        summary: "A paragraph has no translation."
            | "某一段没有译文。",
        remedy: "Translate it, or check that the paragraphs of both files match. `on-mismatch = \"error\"` in book.toml makes it an error."
            | "补上译文，或者检查两个文件的段落是否一一对应。在 book.toml 里写 `on-mismatch = \"error\"`，就成为错误。",
        example: &[
            ("src/one.md", "先有水。\n\n茶叶产于南方的山地，三月开始采，五月收尾。\n"),
            ("src/en/one.md", "Water comes first.\n"),
        ],
    }

    OrphanBlock {
        name: "orphan-block",
        severity: Warning,
        summary: "A paragraph of the translation translates nothing."
            | "译文中的某一段没有对应的原文。",
        remedy: "Remove it, or check that the paragraphs of both files match. `on-mismatch = \"error\"` in book.toml makes it an error."
            | "删去这一段，或者检查两个文件的段落是否一一对应。在 book.toml 里写 `on-mismatch = \"error\"`，就成为错误。",
        example: &[
            ("src/one.md", "先有水。\n"),
            ("src/en/one.md", "Water comes first.\n\nThen comes tea.\n"),
        ],
    }

    StalePair {
        name: "stale-pair",
        severity: Warning,
        summary: "A paragraph has changed since its translation was reviewed."
            | "译文审定之后，原文又改了。",
        remedy: "Update the translation; if it still holds, `mdbook-bilingual accept` records that. `on-stale = \"error\"` in book.toml makes it an error."
            | "更新译文；如果译文仍然成立，运行 `mdbook-bilingual accept` 记下来。在 book.toml 里写 `on-stale = \"error\"`，就成为错误。",
        example: &[
            ("src/one.md", "先有热水。\n"),
            ("src/en/one.md", "Water comes first.\n"),
            ("bilingual.lock", "one.md p-1a421545 2855ba4f98b8=728fe1bca7f6 0.96 2026-11-23\n"),
        ],
    }

    DoubtfulPair {
        name: "doubtful-pair",
        severity: Note,
        summary: "It is not sure that two paragraphs belong together."
            | "两段是否对应，没有把握。",
        remedy: "If they do, `mdbook-bilingual accept` records it; if not, check the paragraphs around them."
            | "如果对应，运行 `mdbook-bilingual accept` 记下来；如果不对应，检查前后的段落。",
        example: &[
            ("src/one.md", "会议从 9 点开到 17 点，来了 42 个人，谁也没有提到预算、车间和明年的 3 项计划，大家各自带了饭。\n"),
            ("src/en/one.md", "Later.\n"),
        ],
    }

    AnotherText {
        name: "another-text",
        severity: Warning,
        summary: "A translation does not look like one of its chapter."
            | "译文看起来不是这一章的。",
        remedy: "Check that it is the right file; if it is, `mdbook-bilingual accept` records its pairs."
            | "检查文件是否拿错；如果没有拿错，运行 `mdbook-bilingual accept` 记下各对段落。",
        example: &[
            ("src/one.md", "仓库收到三箱苹果。\n\n门口的秤又坏了。\n\n大家等了一天。\n\n雨停了。\n\n账本挂在门口。\n\n他们第二天就走了。\n"),
            ("src/en/one.md", "Violins are tuned by ear.\n\nThe mountain has seven huts.\n\nWhy?\n\nA ship left for the north and was never seen again.\n\nSalt is cheap.\n\nNobody clears the path.\n"),
        ],
    }

    LanguagesExchanged {
        name: "languages-exchanged",
        severity: Warning,
        summary: "The two texts of a chapter look exchanged."
            | "一章的两个文本看起来互换了位置。",
        remedy: "Exchange the two files, or set `language` and `target-language` in book.toml."
            | "交换两个文件，或者在 book.toml 里设定 `language` 和 `target-language`。",
        example: &[
            ("src/one.md", "Water comes first, and then comes tea, with a little milk if you like.\n"),
            ("src/en/one.md", "先有水，再有茶，喜欢的话加一点奶，茶叶产于南方的山地。\n"),
        ],
    }

    WrongLanguage {
        name: "wrong-language",
        severity: Warning,
        summary: "A book counts as English because book.toml says so or says nothing, and its text is not."
            | "book.toml 说这本书是英文的（或者没有说），正文却不是英文。",
        remedy: "Set `language` under `[book]` in book.toml to the language of the chapters."
            | "在 book.toml 的 `[book]` 下把 `language` 设为各章的语言。",
        example: &[
            ("book.toml", "[book]\ntitle = \"茶\"\nlanguage = \"en\"\n\n[preprocessor.bilingual]\n"),
            ("src/one.md", "先有水，再有茶。\n"),
        ],
    }

    // --- PO files ---

    Catalog {
        name: "catalog",
        severity: Note,
        summary: "How many messages of a PO file are translated, and how many are in the book."
            | "PO 文件中有多少条消息已译，有多少条在书中。",
        remedy: "Nothing; the counts are those of `msgfmt --statistics`."
            | "不必做什么；各个数字与 `msgfmt --statistics` 的相同。",
        example: &[
            ("book.toml", "[book]\ntitle = \"茶\"\nlanguage = \"zh-CN\"\n\n[preprocessor.bilingual]\ntranslation = \"po/en.po\"\n"),
            ("src/one.md", "茶。\n"),
            ("po/en.po", "msgid \"\"\nmsgstr \"\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n\"Language: en\\n\"\n\nmsgid \"茶。\"\nmsgstr \"Tea.\"\n"),
        ],
    }

    IncompleteCatalog {
        name: "incomplete-catalog",
        severity: Warning,
        summary: "Paragraphs have no translation in the PO file, or a draft only."
            | "有些段落在 PO 文件里没有译文，或者只有草稿。",
        remedy: "Translate them with Poedit or Weblate; `mdbook-bilingual export po` writes a file that has every message of the book."
            | "用 Poedit 或 Weblate 翻译；`mdbook-bilingual export po` 写出一个文件，书中的每条消息都在里面。",
        example: &[
            ("book.toml", "[book]\ntitle = \"茶\"\nlanguage = \"zh-CN\"\n\n[preprocessor.bilingual]\ntranslation = \"po/en.po\"\n"),
            ("src/one.md", "茶。\n\n水。\n"),
            ("po/en.po", "msgid \"\"\nmsgstr \"\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n\"Language: en\\n\"\n\nmsgid \"茶。\"\nmsgstr \"Tea.\"\n\nmsgid \"水。\"\nmsgstr \"\"\n"),
        ],
    }

    UnreadableMessages {
        name: "unreadable-messages",
        severity: Warning,
        summary: "The messages of a chapter cannot be told apart for a PO file."
            | "无法把某一章分成 PO 文件的消息。",
        remedy: "Simplify the Markdown at the place that the message names; until then the chapter stays without translation."
            | "简化消息中指出的那处 Markdown；在此之前这一章没有译文。",
        example: &[],
    }

    // --- Callouts ---

    NoFrames {
        name: "no-frames",
        severity: Note,
        summary: "Misconception boundaries are found in Chinese only, and the book is in another language."
            | "只在中文里寻找误解的边界，而这本书用的是别的语言。",
        remedy: "Write `<!-- bilingual: callout misconception=\"…\" boundary=\"…\" -->` before a block for each callout."
            | "想要提示框的地方，在段落前写 `<!-- bilingual: callout misconception=\"…\" boundary=\"…\" -->`。",
        example: &[
            ("book.toml", "[book]\ntitle = \"Tee\"\nlanguage = \"de\"\n\n[preprocessor.bilingual]\n"),
            ("src/one.md", "Erst das Wasser, dann der Tee.\n"),
        ],
    }

    NearMiss {
        name: "near-miss",
        severity: Note,
        summary: "A paragraph is nearly a misconception boundary."
            | "某一段差一点就算误解的边界。",
        remedy: "To make it one, write `<!-- bilingual: callout misconception=\"…\" boundary=\"…\" -->` before the block; otherwise nothing."
            | "如果应当算，在段落前写 `<!-- bilingual: callout misconception=\"…\" boundary=\"…\" -->`；否则不必做什么。",
        example: &[
            ("src/one.md", "大家并不知道门口的钟慢了。\n"),
        ],
    }

    CalloutDirective {
        name: "callout-directive",
        severity: Error,
        summary: "A directive in a comment cannot be followed."
            | "注释里的指令无法执行。",
        remedy: "Write `<!-- bilingual: callout misconception=\"…\" boundary=\"…\" -->` or `<!-- bilingual: no-callout -->` before a block."
            | "在段落前写 `<!-- bilingual: callout misconception=\"…\" boundary=\"…\" -->` 或 `<!-- bilingual: no-callout -->`。",
        example: &[
            ("src/one.md", "<!-- bilingual: callout misconception=守时就是早到 -->\n\n守时看的是说到做到。\n"),
        ],
    }

    CalloutEntry {
        name: "callout-entry",
        severity: Error,
        summary: "An entry of the file of callouts cannot be used."
            | "callouts.toml 里的某一条无法使用。",
        remedy: "Write it as the message says: `chapter`, `pair`, and both `misconception` and `boundary` where the tool finds none; `draft = true` keeps it from being shown, `omit = true` takes it away."
            | "按消息所说的改写：要有 `chapter`、`pair`；工具没有找到的，还要有 `misconception` 与 `boundary`。`draft = true` 表示暂不显示，`omit = true` 表示不要。",
        example: &[
            ("src/callouts.toml", "[[callout]]\nchapter = \"one.md\"\npair = \"p-1a2b3c4d\"\ndraft = true\nomit = true\n"),
        ],
    }

    CalloutMoved {
        name: "callout-moved",
        severity: Warning,
        summary: "The paragraph of an entry of the file of callouts is gone or has changed."
            | "callouts.toml 里某一条所说的段落不见了，或者改过了。",
        remedy: "Give the entry the new `pair` and `text` that the message names, if it still holds; else remove it."
            | "如果这一条仍然成立，就换上消息中给出的 `pair` 与 `text`；否则删去。",
        example: &[
            ("src/callouts.toml", "[[callout]]\nchapter = \"one.md\"\npair = \"p-1a2b3c4d\"\ntext = \"咖啡。\"\nomit = true\n"),
        ],
    }

    UnknownRule {
        name: "unknown-rule",
        severity: Warning,
        summary: "A rule named in `disable-rules` does not exist."
            | "`disable-rules` 里写了不存在的规则。",
        remedy: "Correct its name, or remove it; the message lists the rules, and `inspect` shows the rule of each callout."
            | "改正名称，或者删去；消息里列有各条规则，`inspect` 显示每个提示框所用的规则。",
        example: &[
            ("book.toml", "[book]\ntitle = \"茶\"\nlanguage = \"zh-CN\"\n\n[preprocessor.bilingual]\n\n[preprocessor.bilingual.callouts]\ndisable-rules = [\"not-equals\"]\n"),
        ],
    }

    UnreadableRules {
        name: "unreadable-rules",
        severity: Error,
        summary: "The rules for misconception boundaries cannot be read: a fault of the program."
            | "寻找误解边界的规则无法读取：这是程序本身的问题。",
        remedy: "Report it; `enable = false` in `[preprocessor.bilingual.callouts]` builds the book without callouts."
            | "请报告这个问题；在 `[preprocessor.bilingual.callouts]` 里写 `enable = false`，就不带提示框地构建。",
        example: &[],
    }

    // --- Terms in the text ---

    InconsistentTerm {
        name: "inconsistent-term",
        severity: Warning,
        summary: "A term stands in a paragraph, and the paragraph across has none of its names."
            | "某一段用了一个术语，对面的一段却没有它的任何一个名称。",
        remedy: "Use the term there, or add an alias in the glossary."
            | "在对面用上这个术语，或者在术语表里添一个别名。",
        example: &[
            ("src/glossary.toml", "[[term]]\nsource = \"茶\"\ntarget = \"tea\"\ndefinition = { source = \"一种饮料。\", target = \"A drink.\" }\n"),
            ("src/one.md", "先有茶。\n\n再喝茶。\n"),
            ("src/en/one.md", "First comes tea.\n\nThen we drink.\n"),
        ],
    }

    UnusedTerm {
        name: "unused-term",
        severity: Warning,
        summary: "No text uses a term of the glossary."
            | "术语表里的某个术语，正文里没有用到。",
        remedy: "Remove the term, or name it as the text does."
            | "删去这个术语，或者按正文的说法命名。",
        example: &[
            ("src/glossary.toml", "[[term]]\nsource = \"咖啡\"\ntarget = \"coffee\"\ndefinition = { source = \"一种饮料。\", target = \"A drink.\" }\n"),
            ("src/one.md", "茶。\n"),
            ("src/en/one.md", "Tea.\n"),
        ],
    }

    OneSidedUse {
        name: "one-sided-use",
        severity: Warning,
        summary: "A term is used in one language only."
            | "某个术语只在一种语言里用到。",
        remedy: "Name it in the glossary as the other text does, or add an alias."
            | "在术语表里按另一个文本的说法命名，或者添一个别名。",
        example: &[
            ("src/glossary.toml", "[[term]]\nsource = \"茶\"\ntarget = \"brew\"\ndefinition = { source = \"一种饮料。\", target = \"A drink.\" }\n"),
            ("src/one.md", "茶。\n"),
            ("src/en/one.md", "Tea.\n"),
        ],
    }

    // --- The glossary ---

    InvalidToml {
        name: "invalid-toml",
        severity: Error,
        summary: "The glossary is not valid TOML."
            | "术语表不是合法的 TOML。",
        remedy: "Mend the line that the message names; text stands between quotation marks."
            | "改正消息中指出的那一行；文字要放在引号里。",
        example: &[
            ("src/glossary.toml", "[[term]]\nsource = 茶\ntarget = \"tea\"\n"),
        ],
    }

    GlossaryType {
        name: "glossary-type",
        severity: Error,
        summary: "A value in the glossary is not of the kind that its key takes."
            | "术语表里某个值的类型不对。",
        remedy: "Write it as the message says; the README lists the keys of a term."
            | "按消息所说的改写；README 里列有术语的各个键。",
        example: &[
            ("src/glossary.toml", "[[term]]\nsource = \"茶\"\ntarget = 3\n"),
        ],
    }

    UnknownKey {
        name: "unknown-key",
        severity: Error,
        summary: "The glossary has a key that does not exist."
            | "术语表里有一个不存在的键。",
        remedy: "Correct its spelling, or remove it; the message lists the valid keys."
            | "改正拼写，或者删去；消息里列有可用的键。",
        example: &[
            ("src/glossary.toml", "[[term]]\nsource = \"茶\"\ntarget = \"tea\"\naliasses = {}\n"),
        ],
    }

    EmptyTerm {
        name: "empty-term",
        severity: Error,
        summary: "A term has no name in either language."
            | "某个术语在两种语言里都没有名称。",
        remedy: "Name the term, or remove it."
            | "给它名称，或者删去。",
        example: &[
            ("src/glossary.toml", "[[term]]\ndraft = true\n"),
        ],
    }

    OneSidedTerm {
        name: "one-sided-term",
        severity: Warning,
        summary: "A term has a name in one language only."
            | "某个术语只有一种语言的名称。",
        remedy: "Add `source` or `target`."
            | "补上 `source` 或 `target`。",
        example: &[
            ("src/glossary.toml", "[[term]]\nsource = \"茶\"\n"),
        ],
    }

    InvalidId {
        name: "invalid-id",
        severity: Warning,
        summary: "The id of a term cannot stand in a link."
            | "某个术语的 id 不能用在链接里。",
        remedy: "Use letters, digits and hyphens."
            | "只用字母、数字和连字符。",
        example: &[
            ("src/glossary.toml", "[[term]]\nid = \"green tea!\"\nsource = \"茶\"\ntarget = \"tea\"\ndefinition = { source = \"一种饮料。\", target = \"A drink.\" }\n"),
        ],
    }

    DuplicateTerm {
        name: "duplicate-term",
        severity: Warning,
        summary: "Two terms share a name or an id, or one term has a name twice."
            | "两个术语同名或同 id，或者一个术语里同一名称出现两次。",
        remedy: "Keep the name in one place: a use in the text can mean one term only."
            | "只在一处保留：正文里的一次出现只能指一个术语。",
        example: &[
            ("src/glossary.toml", "[[term]]\nsource = \"茶\"\ntarget = \"tea\"\ndefinition = { source = \"一种饮料。\", target = \"A drink.\" }\n\n[[term]]\nsource = \"茶\"\ntarget = \"brew\"\ndefinition = { source = \"一种饮料。\", target = \"A drink.\" }\n"),
        ],
    }

    UnknownRelated {
        name: "unknown-related",
        severity: Warning,
        summary: "A term names a related term that is not in the glossary, or itself."
            | "某个术语的 `related` 里写了术语表中没有的术语，或者写了自己。",
        remedy: "Correct the name, or add that term."
            | "改正名称，或者添上那个术语。",
        example: &[
            ("src/glossary.toml", "[[term]]\nsource = \"茶\"\ntarget = \"tea\"\ndefinition = { source = \"一种饮料。\", target = \"A drink.\" }\nrelated = [\"cofee\"]\n"),
        ],
    }

    EmptyDefinition {
        name: "empty-definition",
        severity: Warning,
        summary: "A term has no definition."
            | "某个术语没有释义。",
        remedy: "Write in `definition` what the term means in both languages."
            | "在 `definition` 里用两种语言写明它的意思。",
        example: &[
            ("src/glossary.toml", "[[term]]\nsource = \"茶\"\ntarget = \"tea\"\n"),
        ],
    }

    OneSidedDefinition {
        name: "one-sided-definition",
        severity: Warning,
        summary: "The definition of a term is in one language only."
            | "某个术语的释义只有一种语言。",
        remedy: "Write what the term means in both languages."
            | "用两种语言写明它的意思。",
        example: &[
            ("src/glossary.toml", "[[term]]\nsource = \"茶\"\ntarget = \"tea\"\ndefinition = { source = \"一种饮料。\" }\n"),
        ],
    }

    CircularSee {
        name: "circular-see",
        severity: Warning,
        summary: "Definitions only refer to each other in a circle."
            | "几个释义只是互相参见，绕成一圈。",
        remedy: "Define one of them."
            | "给其中一个写出释义。",
        example: &[
            ("src/glossary.toml", "[[term]]\nsource = \"茶\"\ntarget = \"tea\"\ndefinition = { source = \"见“茶水”。\", target = \"See brew.\" }\n\n[[term]]\nsource = \"茶水\"\ntarget = \"brew\"\ndefinition = { source = \"见“茶”。\", target = \"See tea.\" }\n"),
        ],
    }

    UnrelatedTerm {
        name: "unrelated-term",
        severity: Note,
        summary: "A term is related to no other."
            | "某个术语与别的术语没有关联。",
        remedy: "Name in `related` what it belongs to or differs from."
            | "在 `related` 里写明它属于什么、与什么不同。",
        example: &[
            ("src/glossary.toml", "[[term]]\nsource = \"茶\"\ntarget = \"tea\"\ndefinition = { source = \"一种饮料。\", target = \"A drink.\" }\n"),
        ],
    }

    // --- Handouts ---

    QuestionsUnreadable {
        name: "questions-unreadable",
        severity: Error,
        summary: "The questions of the handouts, or those of a chapter's front matter, cannot be read."
            | "讲义的问题（或某章开头的问题）无法读取。",
        remedy: "A question is a `[[question]]` with `chapter`, `source`, `target` and `minutes`."
            | "一个问题是一个 `[[question]]`，有 `chapter`、`source`、`target` 和 `minutes`。",
        example: &[
            ("src/handouts.toml", "[[question]]\nsorce = \"什么是茶？\"\n"),
        ],
    }

    QuestionWithoutChapter {
        name: "question-without-chapter",
        severity: Warning,
        summary: "A question is about a chapter that the book does not have."
            | "某个问题所说的章节，书里没有。",
        remedy: "Name the chapter's file as SUMMARY.md does."
            | "按 SUMMARY.md 的写法写出这一章的文件名。",
        example: &[
            ("src/handouts.toml", "[[question]]\nchapter = \"two.md\"\nsource = \"什么是茶？\"\ntarget = \"What is tea?\"\n"),
        ],
    }

    HtmlNotPrinted {
        name: "html-not-printed",
        severity: Warning,
        summary: "Raw HTML is left out of the handouts."
            | "讲义里略去了 HTML。",
        remedy: "Write it in Markdown, or leave it to the web page."
            | "改用 Markdown，或者只留给网页。",
        example: &[
            ("src/one.md", "先有<blink>水</blink>。\n"),
        ],
    }

    ImageNotPrinted {
        name: "image-not-printed",
        severity: Warning,
        summary: "A picture is not printed."
            | "某幅图没有印出来。",
        remedy: "Pictures of the handouts must be PNG, JPEG, GIF, WebP or SVG files of the book."
            | "讲义里的图必须是书中的 PNG、JPEG、GIF、WebP 或 SVG 文件。",
        example: &[
            ("src/one.md", "![一只杯子](cup.png)\n"),
        ],
    }

    ImageWithoutDescription {
        name: "image-without-description",
        severity: Warning,
        summary: "A picture has no description, so the handout is not accessible."
            | "某幅图没有说明文字，讲义因此不是无障碍的。",
        remedy: "Say between `![` and `]` what the picture shows."
            | "在 `![` 与 `]` 之间写明图中是什么。",
        example: &[
            ("src/one.md", "![](cup.svg)\n"),
            ("src/cup.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"8\" height=\"8\"><rect width=\"8\" height=\"8\"/></svg>\n"),
        ],
    }

    FormulaAsSource {
        name: "formula-as-source",
        severity: Warning,
        summary: "The handouts print a formula as it is written."
            | "讲义按原样印出公式。",
        remedy: "For a formula that is set, use a picture of it, e.g. an SVG file."
            | "要排好的公式，就用它的图，例如 SVG 文件。",
        example: &[
            ("src/one.md", "$$\nx^2\n$$\n"),
        ],
    }
}

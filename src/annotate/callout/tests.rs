use super::*;
use crate::align::{ChapterBlocks, book};
use crate::diagnostic::Severity;
use crate::document::{Bilingual, BlockIndex, PairIndex, Source};
use crate::parse::parse;
use cues::{Class, Classes};
use proptest::prelude::*;

/// Callouts and diagnostics of one chapter in Chinese.
fn search_in(
    source: &str,
    target: &str,
    language: &str,
    config: &CalloutConfig,
) -> (Vec<Callout>, Vec<Diagnostic>) {
    search_with(&Glossary::default(), source, target, language, config)
}

/// The same in a book that has a glossary.
fn search_with(
    glossary: &Glossary,
    source: &str,
    target: &str,
    language: &str,
    config: &CalloutConfig,
) -> (Vec<Callout>, Vec<Diagnostic>) {
    let text = |language: &str, text: &str| Source {
        path: "one.md".into(),
        language: Language::new(language),
        text: text.to_string(),
    };
    let (ours, theirs) = (text(language, source), text("en", target));
    let (a, b) = (parse(&ours.text), parse(&theirs.text));
    let chapter = ChapterBlocks { source: a.blocks, target: b.blocks, pins: Vec::new() };
    let (pairs, lexicon) = book(vec![chapter], glossary);
    let document = Document {
        source: &ours,
        target: Some(&theirs),
        page: "one.html".into(),
        title: Bilingual::default(),
        number: String::new(),
        pairs: pairs.into_iter().flatten().collect(),
        source_comments: a.comments,
        target_comments: b.comments,
    };
    let (found, diagnostics) =
        find(&[document], glossary, &lexicon, &Language::new(language), config, None);
    (found.callouts, diagnostics)
}

/// The callouts of an essay about concepts, as its author says that it is one.
fn callouts(source: &str) -> Vec<Callout> {
    search_in(source, "", "zh-Hans", &essays()).0
}

/// What an author says whose chapters argue about concepts.
fn essays() -> CalloutConfig {
    CalloutConfig { essays: Essays::All, ..Default::default() }
}

/// The words and frames of Chinese.
fn chinese() -> &'static CueLexicon {
    &data().expect("the data files can be read").lexicon
}

/// A passage of one sentence or more.
fn passage(text: &str) -> Passage<'_> {
    Passage {
        at: PairRef { document: DocumentIndex(0), pair: PairIndex(0) },
        block: BlockIndex(0),
        kind: &BlockKind::Paragraph,
        depth: 0,
        plain: text,
        folded: text.to_string(),
        sentences: text::sentences(text),
        lexicon: chinese(),
        cues: chinese().cues(text),
    }
}

fn fits(frame: &frame::Frame, text: &str) -> bool {
    let passage = passage(text);
    passage
        .sentences
        .iter()
        .any(|sentence| !frame.find(&passage, sentence, Classes::NONE).is_empty())
}

/// Is a word of the class found in this text?
fn has(class: Class, text: &str) -> bool {
    if Classes::OF_HEADINGS.meets(class) {
        return chinese().words(class).iter().any(|word| text.contains(word.as_str()));
    }
    chinese().cues(text).iter().any(|cue| cue.is(class))
}

#[test]
fn every_word_class_has_a_reason_and_is_found_in_its_examples_only() {
    let mut wrong = Vec::new();
    for (name, class) in &chinese().specs {
        assert!(!class.reason.is_empty(), "{name}: no reason");
        assert!(!class.examples.is_empty() && !class.counter.is_empty(), "{name}: too few");
        let missed = class.examples.iter().filter(|text| !has(name, text));
        wrong.extend(missed.map(|text| format!("`{name}` is not found in {text}")));
        let found = class.counter.iter().filter(|text| has(name, text));
        wrong.extend(found.map(|text| format!("`{name}` is found in {text}")));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_frame_has_a_reason_and_fits_its_examples_only() {
    let mut wrong = Vec::new();
    for frame in &chinese().frames {
        let spec = &frame.spec;
        assert!(!spec.reason.is_empty(), "{}: no reason", spec.id);
        assert!(spec.examples.len() >= 3 && spec.counter.len() >= 3, "{}: too few", spec.id);
        for example in &spec.examples {
            if !fits(frame, example) {
                wrong.push(format!("`{}` does not fit {example}", spec.id));
            }
        }
        for example in &spec.counter {
            if fits(frame, example) {
                wrong.push(format!("`{}` fits {example}", spec.id));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_list_of_phrases_has_a_reason_and_fits_its_examples_only() {
    let mut wrong = Vec::new();
    for (name, list) in &chinese().phrases.list {
        assert!(!list.reason.is_empty(), "{name}: no reason");
        assert!(!list.examples.is_empty() && !list.counter.is_empty(), "{name}: too few");
        let missed = list.examples.iter().filter(|text| !list.fits(text));
        wrong.extend(missed.map(|text| format!("`{name}` does not fit {text}")));
        let found = list.counter.iter().filter(|text| list.fits(text));
        wrong.extend(found.map(|text| format!("`{name}` fits {text}")));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn pairs_of_phrases_do_what_their_examples_say() {
    let phrases = &chinese().phrases;
    for pairs in [&phrases.affirmed, &phrases.opposite, &phrases.repaired] {
        assert!(!pairs.reason.is_empty() && !pairs.examples.is_empty());
    }
    for (asked, belief) in &phrases.affirmed.examples {
        assert_eq!(phrase::affirm(chinese(), asked), *belief);
    }
    for (one, other) in &phrases.opposite.examples {
        assert!(evidence::flips(chinese(), one, other), "{one}, {other}");
        assert!(!evidence::flips(chinese(), one, one), "{one}");
    }
    for (doubled, once) in &phrases.repaired.examples {
        let repair = |text: String, (from, to): &(String, String)| text.replace(from, to);
        assert_eq!(phrases.repaired.pairs.iter().fold(doubled.clone(), repair), *once);
    }
}

const ANNOUNCED: &str = "# 说守时\n\n所谓守时，是指在约好的时间做约好的事。\n\n## 三种误解\n\n";

#[test]
fn a_numbered_claim_in_an_announced_section_is_one_callout() {
    let found = callouts(&format!(
        "{ANNOUNCED}1、守时就是早到。\n\n早到只是把等待换给了自己。守时看的是说到做到。\n\n\
         2、守时并不意味着死板。临时有事，提前说一声就好。\n"
    ));
    let seen: Vec<_> = found
        .iter()
        .map(|c| (c.number, c.misconception.source.as_str(), c.boundary.source.as_str()))
        .collect();
    assert_eq!(
        seen,
        [(1, "守时就是早到", "守时看的是说到做到"), (2, "守时意味着死板", "守时并不意味着死板"),]
    );
    assert_eq!(found[0].pairs.len(), 2, "the claim and its refutation are one callout");
}

#[test]
fn the_shape_of_a_claim_does_not_matter() {
    for claim in [
        "### 误解一：守时就是早到\n\n守时看的是说到做到，早到只是把等待换给了自己。\n",
        "（1）守时就是早到。\n\n守时看的是说到做到，早到只是把等待换给了自己。\n",
        "① 守时就是早到。守时看的是说到做到，早到只是把等待换给了自己。\n",
        "1. 守时就是早到。\n\n   守时看的是说到做到，早到只是把等待换给了自己。\n",
        "- 守时就是早到。守时看的是说到做到，早到只是把等待换给了自己。\n",
        "其一，守时就是早到。守时看的是说到做到，早到只是把等待换给了自己。\n",
    ] {
        let found = callouts(&format!("{ANNOUNCED}{claim}"));
        assert_eq!(found.len(), 1, "{claim}");
        assert_eq!(found[0].misconception.source, "守时就是早到", "{claim}");
    }
}

#[test]
fn a_label_is_a_counted_or_a_bare_noun_of_belief() {
    let marked = |text: &str| layout::label(text, chinese()).map(|(mark, _)| mark);
    for text in [
        "误区一：守时就是早到",
        "误读甲：守时就是早到",
        "误解②：守时就是早到",
        "常见误解：守时就是早到",
        "【看法之二】守时就是早到",
    ] {
        assert_eq!(marked(text), Some(layout::Mark::Named), "{text}");
    }
    for text in ["问题是：他为什么错了？", "背后的想法很简单：先做再说。", "这类问题：表后开关跳了"]
    {
        assert_eq!(marked(text), None, "{text}");
    }
}

#[test]
fn a_question_that_is_a_heading_is_one_with_its_answer() {
    let found = callouts(
        "# 关于守时的追问\n\n所谓守时，是指在约好的时间做约好的事。\n\n\
         ## 问一：守时不就是早到吗？\n\n\
         答：难怪有人这么问。守时和早到不是一回事，守时看的是说到做到。\n\n\
         ## 问二：钟点表交到哪里？\n\n答：交到二楼。\n\n\
         没有列进来的问题，月底补发。\n",
    );
    let seen: Vec<_> =
        found.iter().map(|c| (c.misconception.source.as_str(), c.pairs.len())).collect();
    assert_eq!(seen, [("守时就是早到", 2)]);
}

#[test]
fn a_reported_belief_and_its_turn_are_found_in_running_prose() {
    let found = callouts(
        "# 说守时\n\n所谓守时，是指在约好的时间做约好的事。\n\n\
         很多人以为守时就是早到。其实早到只是把等待换给了自己，守时看的是说到做到。\n",
    );
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].misconception.source, "守时就是早到");
}

#[test]
fn facts_dates_and_set_phrases_are_no_boundaries() {
    let found = callouts(
        "# 九月通知\n\n例会不在周五，而在周四下午三点。\n\n\
         很多人以为班车取消了，结果只是改到了后门。\n\n\
         这不是第一次改时间，也不会是最后一次。\n\n\
         停电不是线路的问题，而是表后开关跳了。\n\n\
         所谓备件，是指停机时必须当场换上的零件。\n\n\
         他不仅会修，而且会教。\n",
    );
    assert_eq!(found, []);
}

#[test]
fn an_exposition_turns_nothing_away() {
    let found = callouts(
        "# 说守时\n\n所谓守时，是指在约好的时间做约好的事。\n\n\
         守时的根基在于尊重。一个组织要运转得好，每一道环节都应当清楚自己何时接手、何时交出，\
         只有这样，整条链才不会断。\n\n\
         守时还有更深的一层，它关乎信用。信用不是一天建立起来的，而是一次一次积累的结果；\
         越是小事，越能看出一个人的分寸。\n\n\
         要做到守时，必须把计划写在前面，把余地留在中间。我们不仅要管住自己的钟点，而且要\
         体谅别人的钟点。\n",
    );
    assert_eq!(found, []);
}

#[test]
fn a_claim_before_a_colon_is_the_misconception() {
    let found = callouts(&format!(
        "{ANNOUNCED}1、守时就意味着随叫随到：几点叫，几点到。\n\n守时看的是说到做到。\n"
    ));
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].misconception.source, "守时就意味着随叫随到");
}

#[test]
fn a_denial_reads_as_a_claim_in_english_too() {
    let (found, _) = search_in(
        "# 说守时\n\n所谓守时，是指在约好的时间做约好的事。\n\n守时并不意味着死板。\n",
        "# On Being on Time\n\nBeing on time means doing what was agreed when it was agreed.\n\n\
         Being on time does not mean being rigid.\n",
        "zh-Hans",
        &CalloutConfig::default(),
    );
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].misconception.target, "Being on time means being rigid.");
    assert_eq!(found[0].denial.as_deref(), Some("Being on time does not mean being rigid."));
}

#[test]
fn traditional_text_keeps_its_script() {
    let found = callouts(
        "# 談守時\n\n所謂守時，是指在約好的時間做約好的事。\n\n## 常見的誤解\n\n\
         1、守時並不等於早到。說到做到才是守時。\n",
    );
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].misconception.source, "守時就是早到");
    assert_eq!(found[0].boundary.source, "守時並不等於早到");
}

#[test]
fn the_translation_of_a_callout_is_a_sentence_of_the_pair() {
    let (found, _) = search_in(
        "# 说守时\n\n## 常见的误解\n\n1、守时就是早到。\n\n早到只是把等待换给了自己。\
         守时看的是说到做到。我们从不记录谁先进门。\n",
        "# On Being on Time\n\n## Common Misreadings\n\n1\\. Being on time is being early.\n\n\
         Being early only moves the waiting to yourself. Being on time is a matter of doing what \
         you said. We never record who comes in first.\n",
        "zh-Hans",
        &CalloutConfig::default(),
    );
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].misconception.target, "Being on time is being early.");
    assert_eq!(found[0].boundary.target, "Being on time is a matter of doing what you said.");
}

#[test]
fn a_paragraph_that_closes_on_a_belief_is_answered_by_the_next() {
    let found = callouts(
        "# 谈公开\n\n所谓公开，是指账上的每一笔都查得到来历。\n\n\
         来过一位先生，翻了翻我们的账本，说了一句许多人心里都有的话：“你们又没有偷钱，\
         有什么好公开的？”\n\n\
         我请他说说三年前借给隔壁的那把梯子。他想了半天，说不上来。公开防的不是贼，是忘；\
         人记不住的，才要账替人记着。\n",
    );
    assert_eq!(found.len(), 1, "{found:#?}");
    assert!(found[0].misconception.source.contains("有什么好公开的"), "{found:#?}");
    assert_eq!(found[0].pairs.len(), 2);
}

#[test]
fn the_circumstances_of_an_event_are_no_misconception() {
    let found = callouts(
        "# 谈公开\n\n所谓公开，是指账上的每一笔都查得到来历。\n\n\
         七月的公开单晚贴了两天，不是故意压着，是复印机坏了。头一个来问公开单的不是社员，\
         是邻村的会计。\n",
    );
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn the_author_words_forces_and_suppresses() {
    let (found, diagnostics) = search_in(
        &format!(
            "{ANNOUNCED}<!-- bilingual: no-callout -->\n\n1、守时并不等于早到。\n\n\
             <!-- bilingual: callout misconception=\"守时就是死板\" -->\n\n\
             2、守时并不意味着死板。\n\n\
             ## 其他\n\n<!-- bilingual: callout misconception=“甲” boundary=“乙” -->\n\n无事。\n"
        ),
        "",
        "zh-Hans",
        &CalloutConfig::default(),
    );
    let seen: Vec<_> = found
        .iter()
        .map(|c| (c.rule.as_str(), c.misconception.source.as_str(), c.boundary.source.as_str()))
        .collect();
    assert_eq!(seen, [("author", "守时就是死板", "守时并不意味着死板"), ("author", "甲", "乙")]);
    assert!(diagnostics.iter().all(|d| d.severity == Severity::Note));
}

#[test]
fn a_directive_that_cannot_be_read_is_an_error_with_its_line() {
    for (directive, cause) in [
        ("callout misconception=甲", "not in quotation marks"),
        ("callout misconception=\"甲", "no closing quotation mark"),
        ("callout wrong=\"甲\"", "has no `wrong`"),
        ("callout boundary=\"甲\"", "needs both"),
        ("call-out", "no directive `call-out`"),
        ("no-callout please", "takes nothing"),
    ] {
        let text = format!("# 一\n\n<!-- bilingual: {directive} -->\n\n二。\n");
        let (found, diagnostics) = search_in(&text, "", "zh-Hans", &CalloutConfig::default());
        assert_eq!(found, [], "{directive}");
        assert_eq!(diagnostics.len(), 1, "{directive}");
        let error = &diagnostics[0];
        assert_eq!((error.severity, error.line), (Severity::Error, 3), "{directive}");
        assert!(error.message.contains(cause), "{}", error.message);
    }
}

#[test]
fn a_book_in_another_language_has_forced_callouts_only_and_says_so() {
    let (found, diagnostics) = search_in(
        "# On time\n\n<!-- bilingual: callout misconception=\"a\" boundary=\"b\" -->\n\nText.\n",
        "",
        "de",
        &CalloutConfig::default(),
    );
    assert_eq!(found.len(), 1);
    assert_eq!(diagnostics.iter().map(|d| d.code.name()).collect::<Vec<_>>(), ["no-frames"]);
}

#[test]
fn config_switches_rules_off_and_adds_cues() {
    let text = format!("{ANNOUNCED}1、守时并不等于早到。\n");
    let off = CalloutConfig { enable: false, ..CalloutConfig::default() };
    assert_eq!(search_in(&text, "", "zh-Hans", &off).0, []);
    let rule = CalloutConfig { disable_rules: vec!["not-equal".into()], ..Default::default() };
    assert_eq!(search_in(&text, "", "zh-Hans", &rule).0, []);
    let own = "# 守时\n\n## 七嘴八舌\n\n1、守时就是早到。守时看的是说到做到。\n";
    assert_eq!(callouts(own), []);
    let cue = CalloutConfig { cues: vec!["七嘴八舌".into()], ..CalloutConfig::default() };
    assert_eq!(search_in(own, "", "zh-Hans", &cue).0.len(), 1);
}

#[test]
fn without_its_best_wording_a_boundary_takes_the_second_best() {
    let text = "# 说守时\n\n所谓守时，是指在约好的时间做约好的事。\n\n\
                很多人以为守时就是早到。其实早到只是把等待换给了自己，守时看的是说到做到。\n";
    let rule = |off: &[&str]| {
        let disable_rules = off.iter().map(|id| (*id).to_string()).collect();
        let config = CalloutConfig { disable_rules, ..essays() };
        search_in(text, "", "zh-Hans", &config).0.first().map(|callout| callout.rule.clone())
    };
    assert_eq!(rule(&[]).as_deref(), Some("people-think"));
    assert_eq!(rule(&["people-think"]).as_deref(), Some("think"));
}

#[test]
fn an_unknown_rule_is_named_with_the_known_ones() {
    let disable_rules = vec!["not-equal".into(), "implied".into(), "not-equals".into()];
    let config = CalloutConfig { disable_rules, ..Default::default() };
    let (_, said) = search_in("# 说守时\n", "", "zh-Hans", &config);
    assert_eq!(said.iter().map(|d| d.code.name()).collect::<Vec<_>>(), ["unknown-rule"]);
    assert!(said[0].message.contains("`not-equals`"), "{}", said[0].message);
    assert!(said[0].hint.contains("not-equal, ") && said[0].hint.contains("labelled-claim"));
}

#[test]
fn a_belief_in_quotation_marks_is_found_as_quoted() {
    let found = callouts(
        "# 谈公开\n\n所谓公开，是指账上的每一笔都查得到来历。\n\n\
         来过一位先生，翻了翻我们的账本，放下来说：“你们又没有偷钱，账锁在柜子里就够了。”\n\n\
         我请他说说三年前借给隔壁的那把梯子。他想了半天，说不上来。公开防的不是贼，是忘；\
         人记不住的，才要账替人记着。\n",
    );
    assert_eq!(found.iter().map(|c| c.rule.as_str()).collect::<Vec<_>>(), ["quoted"]);
}

#[test]
fn whether_a_text_argues_is_for_its_author_to_say() {
    let essay = "# 谈守时\n\n所谓守时，是指在约定的时间做完约定的事。\n\n\
                 来过一位先生，说了一句许多人心里都有的话：“我又没有误事，有什么好守时的？”\n\n\
                 我请他想想三年前约好的那把梯子。守时防的不是迟到，是忘；人记不住的，才要钟替人记着。\n";
    let count = |essays: Essays| {
        let config = CalloutConfig { essays, ..CalloutConfig::default() };
        search_in(essay, "", "zh-Hans", &config).0.len()
    };
    assert_eq!(count(Essays::Auto), 0);
    assert_eq!(count(Essays::None), 0);
    assert_eq!(count(Essays::All), 1);
}

/// The rules and wordings of what is found in a text of any kind, shown or proposed.
fn found_anywhere(source: &str) -> Vec<String> {
    let text = |language: &str, text: &str| Source {
        path: "one.md".into(),
        language: Language::new(language),
        text: text.to_string(),
    };
    let ours = text("zh-Hans", source);
    let parsed = parse(&ours.text);
    let chapter = ChapterBlocks { source: parsed.blocks, ..Default::default() };
    let glossary = Glossary::default();
    let (mut pairs, lexicon) = book(vec![chapter], &glossary);
    let document = Document {
        source: &ours,
        target: None,
        page: "one.html".into(),
        title: Bilingual::default(),
        number: String::new(),
        pairs: pairs.pop().unwrap_or_default(),
        source_comments: parsed.comments,
        target_comments: Vec::new(),
    };
    let language = Language::new("zh-Hans");
    let (found, _) =
        find(&[document], &glossary, &lexicon, &language, &CalloutConfig::default(), None);
    let all = found.callouts.into_iter().chain(found.proposals);
    all.map(|callout| format!("{} | {}", callout.misconception.source, callout.boundary.source))
        .collect()
}

#[test]
fn beliefs_of_many_shapes_are_found_in_a_text_of_any_kind() {
    let filler = "\n\n仓库周一收货，周二盘点。\n\n";
    for (text, belief, boundary) in [
        (
            "切莫以为授权就是放手不管。授权之后，结果仍由授权的人负责。",
            "授权就是放手不管",
            "授权之后",
        ),
        ("授权不是放手。授权之后更要看结果。", "授权是放手", "授权不是放手"),
        ("一提到授权，不少人马上想到放手。这是把交权和卸责混为一谈。", "授权就是放手", "混为一谈"),
        (
            "有人说，同事之间谈客户太见外；这种看法忽略了流程的存在。",
            "同事之间谈客户太见外",
            "忽略了流程",
        ),
        ("保养并不是一种负担，而是一种习惯。", "保养是一种负担", "而是一种习惯"),
        ("有人把安静等同于同意。沉默的人往往是还没想好。", "安静是同意", "还没想好"),
        (
            "## 机油越贵越好吗？\n\n答案是否定的。要看发动机用什么标号。",
            "机油越贵越好",
            "答案是否定的",
        ),
        ("1. 机油越黑越该换。\n\n错误。好机油清洗得勤，黑得也快。", "机油越黑越该换", "黑得也快"),
        (
            "❌ 误区1：机油越黑越该换。\n\n✅ 真相：好机油清洗得勤，黑得也快。",
            "机油越黑越该换",
            "好机油清洗得勤",
        ),
    ] {
        let found = found_anywhere(&format!("# 授权、保养和机油{filler}{text}{filler}"));
        let fits = |found: &String| {
            found.split(" | ").next().is_some_and(|said| said.contains(belief))
                && found.contains(boundary)
        };
        assert!(found.iter().any(fits), "{text}: {found:?}");
    }
}

#[test]
fn what_is_no_proposition_of_the_author_is_never_a_misconception() {
    for text in [
        "如果你不是老板，那就听老板的。",
        "他说：“我不是专家。”",
        "我又不是老板，管不了这么多。",
        "请不要把车停在门口。",
        "这家店是非盈利机构，不收会费。",
        "并没有任何损失。",
        "会议不是第一次改期。",
        "不知道没关系，先看说明书。",
        "- **响应快**：只要有可能，值班员就会马上回话。",
        "1、成就客户，就是帮助客户把事情办成。",
    ] {
        assert_eq!(found_anywhere(&format!("# 手册\n\n{text}\n")), [""; 0], "{text}");
    }
}

/// Bits of text that the frames look for, between bits that they do not.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[\\u{4e00}-\\u{9fff}]{1,6}",
        "[，。；：！？“”「」『』（）《》、—…\\n,.:;?!()\"']{1,3}",
        "[a-z0-9 ]{1,4}",
        prop_oneof![
            Just("不是".to_string()),
            Just("并不等于".to_string()),
            Just("很多人以为".to_string()),
            Just("把它当成".to_string()),
            Just("其实".to_string()),
            Just("误区一：".to_string()),
            Just("1、".to_string()),
            Just("（2）".to_string()),
            Just("①".to_string()),
            Just("# 误解\n\n".to_string()),
            Just("嘛，就是".to_string()),
            Just("誤會".to_string()),
            Just("吗？".to_string()),
            Just("而是".to_string()),
            Just("🀄👨‍👩‍👧e\u{301}\u{20dd}".to_string()),
            Just("𠮷𪚥".to_string()),
        ],
    ];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn never_panics_and_quotes_the_author(text in pieces(), target in pieces()) {
        let (found, _) = search_in(&text, &target, "zh-Hans", &CalloutConfig::default());
        let bare: String = parse(&text).blocks.iter().map(|block| block.plain.as_str()).collect();
        for callout in found {
            prop_assert!(bare.contains(&callout.boundary.source));
            prop_assert!(!callout.misconception.source.is_empty());
        }
    }

    #[test]
    fn folding_keeps_every_byte_in_its_place(text in pieces()) {
        let folded = text::fold(&text, true);
        let places = |text: &str| text.char_indices().map(|(at, _)| at).collect::<Vec<_>>();
        prop_assert_eq!(places(&text), places(&folded));
    }
}

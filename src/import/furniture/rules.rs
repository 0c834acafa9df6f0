//! The words of furniture as data, each with examples and counter-examples.
//!
//! A pattern matches the whole line, so that a sentence about such words is
//! text.

use regex::Regex;
use std::collections::HashMap;
use std::sync::LazyLock;

/// Where a line must stand to be furniture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// Nothing else reads so.
    Anywhere,
    /// Before or behind the running text; between its paragraphs it may be a
    /// heading.
    Around,
    /// Behind the text, over the titles of other texts.
    Links,
}

/// A kind of line.
pub(super) struct Rule {
    /// The whole line, as a regular expression.
    pattern: &'static str,
    pub(super) place: Place,
    #[cfg(test)]
    examples: &'static [&'static str],
    #[cfg(test)]
    counter_examples: &'static [&'static str],
}

impl Rule {
    /// Is the line of this kind?
    pub(super) fn matches(&self, line: &str) -> bool {
        static COMPILED: LazyLock<HashMap<&str, Regex>> = LazyLock::new(|| {
            let rules = RULES.iter().chain(BYLINES);
            rules
                .filter_map(|rule| {
                    let whole = format!(r"^[\s\W]*(?:{})[\s\W]*$", rule.pattern);
                    Some((rule.pattern, Regex::new(&whole).ok()?))
                })
                .collect()
        });
        COMPILED.get(self.pattern).is_some_and(|regex| regex.is_match(line))
    }
}

macro_rules! rule {
    ($place:ident, $pattern:expr, $examples:expr, $counter_examples:expr) => {
        Rule {
            pattern: $pattern,
            place: Place::$place,
            #[cfg(test)]
            examples: &$examples,
            #[cfg(test)]
            counter_examples: &$counter_examples,
        }
    };
}

/// Lines around a text.
pub(super) const RULES: &[Rule] = &[
    // Prompts to follow an account: an imperative and what is to be touched.
    rule!(
        Anywhere,
        r"(?:请?(?:点击|點擊|戳|轻触|点)(?:上方|下方|上面|下面|上图|左上角)?.{0,10}(?:蓝字|藍字|蓝色字|蓝色文字|名片|卡片|标题下).{0,16})",
        [
            "点击上方蓝字关注我们",
            "点击上方「河湾」蓝字关注",
            "↑↑↑点击蓝字 关注我们↑↑↑",
            "點擊上方藍字關注我們",
            "戳蓝字关注我们"
        ],
        ["点击按钮以后，灯就亮了", "他把蓝字写在墙上"]
    ),
    rule!(
        Anywhere,
        r"(?:点击|點擊)?(?:上方|下方)?.{0,14}(?:关注|關注)(?:我们|我|公众号|该公众号|本号|我們)(?:\W.{0,10})?",
        ["关注我们", "扫码关注我们", "微信扫一扫 关注该公众号", "关注公众号，设为星标"],
        ["我们关注的是结果", "他们关注我们的孩子", "请大家关注我们这一代人的命运和明天的路"]
    ),
    rule!(
        Anywhere,
        r"(?:长按|長按|识别|扫描|扫一扫|微信扫码|扫码)(?:识别|下方|上方|图中|關注|关注)*(?:二维码|二維碼|图片|小程序).{0,12}",
        ["长按识别二维码关注", "扫描下方二维码"],
        ["二维码是一种图形"]
    ),
    rule!(
        Anywhere,
        r"(?:设为|設為|加)?(?:星标|星標|置顶公众号|标星).{0,6}(?:不迷路|关注|置顶)?",
        ["设为星标", "星标置顶不迷路"],
        ["星标是一种记号，用来提醒自己"]
    ),
    // Prompts to approve of a text, and the names of the buttons.
    rule!(
        Anywhere,
        r"(?:觉得不错|喜欢就|如果喜欢|记得|别忘了|欢迎|随手|麻烦)?\W*(?:点|點|给)(?:个|個|一下|下)?(?:.{0,2}(?:在看|赞|讚)){1,2}.{0,8}",
        ["点个在看", "点个赞再走", "觉得不错，点个在看吧", "点个「在看」"],
        ["他点了点头", "我给他点个赞。", "这件事值得称赞"]
    ),
    rule!(
        Anywhere,
        r"(?:(?:分享|收藏|点赞|點讚|在看|赞|转发|评论|留言|喜欢作者|写留言|微信|微博|朋友圈)[\s、，/|·]*[0-9]*[\s、，/|·]*){2,6}",
        ["分享 收藏 点赞 在看", "赞 12 在看 5", "分享、点赞、在看"],
        ["分享是一种快乐", "收藏"]
    ),
    // Counts that the site keeps.
    rule!(
        Anywhere,
        r"(?:阅读量?|閱讀|浏览量?|点击量?)[\s:：]*[0-9][0-9.,]*\s*(?:万|萬|k|w|K|W)?\+?(?:[\s·|]*(?:赞|在看|评论|点赞|喜欢|收藏|转发)[\s:：]*[0-9][0-9.,]*(?:万|w|k)?\+?)*",
        ["阅读 1万+", "阅读 1024 赞 10 在看 5", "阅读量：3.2万", "浏览 300"],
        ["阅读 3 遍以后再回答", "阅读"]
    ),
    // What a site says of its own page.
    rule!(
        Anywhere,
        r"(?:收录于(?:合集|专辑|话题).{0,20}|预览时标签不可点.{0,6}|继续滑动看下一个|向上滑动看下一个|轻触阅读原文|喜欢此内容的人还喜欢|知道了|微信扫一扫.{0,10}|使用小程序|人划线|发表于[\p{Han}]{2,4}|修改于[\s0-9年月日:-]{6,})",
        [
            "收录于合集 #路灯",
            "预览时标签不可点",
            "继续滑动看下一个",
            "喜欢此内容的人还喜欢",
            "发表于江苏"
        ],
        ["发表于去年的一篇文章这样说", "喜欢此书的人还会喜欢另外一本"]
    ),
    rule!(
        Around,
        r"(?:阅读原文|閱讀原文|点击阅读原文|点击“阅读原文”.{0,10}|戳阅读原文.{0,8}|THE END|End|END|-END-|— 完 —|\(完\)|（完）|全文完)",
        ["阅读原文", "- END -", "THE END", "（完）"],
        ["完了", "阅读原文可以知道作者的本意"]
    ),
    rule!(
        Around,
        r"(?:微信号|公众号|微信公众号|ID|投稿邮箱|商务合作|合作微信|转载请联系|编辑|排版|责编|校对|审核|图片来源|图源)[\s]*[:：｜|/丨].{1,30}",
        ["微信号：hewan", "编辑丨小王", "排版 | 小李", "图源：网络"],
        ["编辑是一种职业", "编辑说：请改"]
    ),
    // Headings over links to other texts.
    rule!(
        Links,
        r"(?:(?:往期|精彩|热门|相关|更多|历史|近期|延伸|扩展|好文)(?:精彩|好文|热文)?(?:推荐|回顾|精选|阅读|文章|推薦|回顧)(?:阅读)?|推荐阅读|猜你喜欢)",
        ["往期推荐", "▼往期精彩回顾▼", "推荐阅读", "相关阅读", "往期回顧"],
        ["他推荐了一本书", "阅读的方法"]
    ),
];

/// Lines with author, date and place that a site sets over a text.
pub(super) const BYLINES: &[Rule] = &[
    rule!(
        Around,
        r"(?:原创|原創|转载|Original)[\s:：|·]+\S.{0,40}",
        ["原创 河湾 2024-03-05 08:00 江苏", "原创 河湾 河湾值班室", "原创： 小王"],
        ["原创的意义在于说出别人没有说过的话", "原创"]
    ),
    rule!(
        Around,
        r".{0,20}(?:19|20)[0-9]{2}[-/.年]\s?[01]?[0-9][-/.月]\s?[0-3]?[0-9]日?(?:\s+[0-2]?[0-9]:[0-5][0-9](?::[0-5][0-9])?)?(?:[\s·|]+.{1,12})?",
        [
            "河湾值班室 2024-03-05 08:00 江苏",
            "2024年3月5日",
            "小王 · 2024/3/5 · 北京",
            "2024-03-05 08:00:00 来源：网络"
        ],
        ["3月5日那天下雨", "2024 年的路灯", "版本 1.2.3"]
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_matches_its_examples_and_nothing_else() {
        for rule in RULES.iter().chain(BYLINES) {
            for example in rule.examples {
                assert!(rule.matches(example), "{example} by {}", rule.pattern);
            }
        }
        let counter_examples =
            RULES.iter().chain(BYLINES).flat_map(|rule| rule.counter_examples.iter());
        for text in counter_examples {
            let found = RULES.iter().find(|rule| rule.matches(text));
            assert!(found.is_none(), "{text} by {}", found.map_or("", |rule| rule.pattern));
        }
        for rule in BYLINES {
            for text in rule.counter_examples {
                assert!(!BYLINES.iter().any(|rule| rule.matches(text)), "{text}");
            }
        }
    }
}

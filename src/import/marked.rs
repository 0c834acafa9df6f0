//! Markdown to lines: each keeps its Markdown, so that nothing is escaped twice.

use super::lines::{Line, Mark};
use crate::document::{Block, BlockKind};
use crate::parse::parse;
use std::ops::Range;

/// The lines of a Markdown text. A file without blank lines and headings is
/// plain text by another name.
pub fn lines(text: &str) -> Vec<Line> {
    let parsed = parse(text);
    let heading = |block: &Block<'_>| matches!(block.kind, BlockKind::Heading { .. });
    if !text.trim().contains("\n\n")
        && !text.contains("\r\n\r\n")
        && !parsed.blocks.iter().any(heading)
    {
        return super::lines::lines(text);
    }
    let starts: Vec<usize> =
        std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
    let mut reader = MarkdownReader { text, starts, lines: Vec::new(), at: 0 };
    let mut blocks = parsed.blocks.as_slice();
    while let Some(first) = blocks.first() {
        let container = first.container.clone();
        let count = blocks.iter().take_while(|block| block.container == container).count();
        reader.gap(container.start);
        reader.container(&container, &blocks[..count]);
        blocks = &blocks[count..];
    }
    reader.gap(text.len());
    let mut lines = reader.lines;
    mark_title(&mut lines);
    lines
}

/// A single first-level heading is the title of the text.
pub(super) fn mark_title(lines: &mut [Line]) {
    let first = |line: &&mut Line| line.mark == Some(Mark::Heading(1));
    if lines.iter_mut().filter(first).count() == 1
        && let Some(title) = lines.iter_mut().find(first)
    {
        title.mark = Some(Mark::Title);
    }
}

struct MarkdownReader<'a> {
    text: &'a str,
    /// Where each line begins.
    starts: Vec<usize>,
    lines: Vec<Line>,
    /// Up to where the text has been read.
    at: usize,
}

impl MarkdownReader<'_> {
    /// Comments and link definitions between blocks.
    fn gap(&mut self, end: usize) {
        let range = self.at..end.max(self.at);
        let text = self.text[range.clone()].trim();
        if !text.is_empty() && text != "\u{feff}" {
            let start = range.start + self.text[range].find(text).unwrap_or(0);
            self.push(start..start + text.len(), String::new(), Some(Mark::Verbatim), text.into());
        }
        self.at = end;
    }

    fn push(&mut self, range: Range<usize>, text: String, mark: Option<Mark>, markdown: String) {
        let line = |at: usize| self.starts.partition_point(|start| *start <= at).max(1);
        self.lines.push(Line {
            number: line(range.start),
            last: line(range.end),
            text,
            mark,
            markdown: Some(markdown),
        });
    }

    /// A top-level block with everything in it.
    fn container(&mut self, container: &Range<usize>, blocks: &[Block<'_>]) {
        self.at = self.at.max(container.end);
        let numbered = blocks.iter().all(|block| {
            block.depth == 1
                && matches!(
                    block.kind,
                    BlockKind::ListItem { number: Some(_) } | BlockKind::Paragraph
                )
        });
        match blocks {
            [block] if block.depth == 0 => self.block(block),
            _ if numbered => self.numbered(blocks),
            _ => {
                let text = self.text[container.clone()].to_string();
                self.push(container.clone(), String::new(), Some(Mark::Verbatim), text);
            }
        }
    }

    fn block(&mut self, block: &Block<'_>) {
        let mark = match block.kind {
            BlockKind::Heading { level } => Some(Mark::Heading(level)),
            BlockKind::Paragraph => None,
            _ => Some(Mark::Verbatim),
        };
        let (span, markdown) = match mark {
            Some(Mark::Verbatim) => (block.container.clone(), &self.text[block.container.clone()]),
            _ => (block.span.clone(), block.text),
        };
        let text = if mark == Some(Mark::Verbatim) { String::new() } else { block.plain.clone() };
        self.push(span, text, mark, markdown.to_string());
    }

    /// A numbered list. One whose items have further paragraphs is a sequence of
    /// numbered paragraphs.
    fn numbered(&mut self, blocks: &[Block<'_>]) {
        let list = blocks.iter().all(|block| block.kind != BlockKind::Paragraph);
        for block in blocks {
            let markdown = block.text.replace(&format!("\n{}", block.prefix), "\n");
            match block.kind {
                BlockKind::ListItem { number: Some(number) } => {
                    let text = format!("{number}. {}", block.plain);
                    match list {
                        true => self.push(
                            block.span.clone(),
                            text,
                            Some(Mark::Item { ordered: true }),
                            markdown,
                        ),
                        false => self.push(
                            block.span.clone(),
                            text,
                            None,
                            format!("{number}\\. {markdown}"),
                        ),
                    }
                }
                _ => self.push(block.span.clone(), block.plain.clone(), None, markdown),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markdown_keeps_its_markup() {
        let text = "# 题目\n\n一段*强调*的话。\n\n## 一节\n\n```rust\nlet a = 1;\n\nlet b = 2;\n```\n\n- 甲\n- 乙\n\n<!-- 注 -->\n";
        let found: Vec<(Option<Mark>, String)> = lines(text)
            .into_iter()
            .map(|line| (line.mark, line.markdown.unwrap_or_default()))
            .collect();
        assert_eq!(
            found,
            [
                (Some(Mark::Title), "题目".to_string()),
                (None, "一段*强调*的话。".to_string()),
                (Some(Mark::Heading(2)), "一节".to_string()),
                (Some(Mark::Verbatim), "```rust\nlet a = 1;\n\nlet b = 2;\n```".to_string()),
                (Some(Mark::Verbatim), "- 甲\n- 乙".to_string()),
                (Some(Mark::Verbatim), "<!-- 注 -->".to_string()),
            ]
        );
    }

    #[test]
    fn numbered_claims_with_paragraphs_become_numbered_paragraphs() {
        let text = "1. 说法。\n\n   反驳。\n\n2. 另一说法。\n\n尾声。\n";
        let found: Vec<String> =
            lines(text).into_iter().map(|line| line.markdown.unwrap_or_default()).collect();
        assert_eq!(found, ["1\\. 说法。", "反驳。", "2\\. 另一说法。", "尾声。"]);
    }
}

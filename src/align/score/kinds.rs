//! Kinds of block: which translates which, and which are joined.

use super::super::item::Item;
use crate::document::BlockKind;

/// A kind as a small key: what it is, and its level or column.
pub(super) fn kind_key(kind: &BlockKind) -> (u8, u8) {
    match kind {
        BlockKind::Heading { level } => (0, *level),
        BlockKind::Paragraph => (1, 0),
        BlockKind::ListItem { .. } => (2, 0),
        BlockKind::Quote => (3, 0),
        BlockKind::TableCell { column, .. } => (4, (*column).min(255) as u8),
        BlockKind::Footnote { .. } => (5, 0),
        BlockKind::DefinitionTitle => (6, 0),
        BlockKind::Definition => (7, 0),
        BlockKind::Code => (8, 0),
        BlockKind::Image => (9, 0),
        BlockKind::Html => (10, 0),
        BlockKind::Rule => (11, 0),
        BlockKind::Math => (12, 0),
    }
}

/// How often a block of one kind is translated by a block of another.
pub(super) fn kinds(a: &BlockKind, b: &BlockKind) -> f64 {
    use BlockKind as Kind;
    if kind_key(a) == kind_key(b) {
        return 0.92;
    }
    match (a, b) {
        (Kind::Heading { .. }, Kind::Heading { .. }) => 0.03,
        (Kind::Paragraph, Kind::ListItem { .. } | Kind::Quote)
        | (Kind::ListItem { .. } | Kind::Quote, Kind::Paragraph) => 0.03,
        (Kind::Paragraph, Kind::Heading { .. } | Kind::Definition)
        | (Kind::Heading { .. } | Kind::Definition, Kind::Paragraph) => 0.01,
        (Kind::TableCell { .. }, Kind::TableCell { .. }) => 0.01,
        (Kind::TableCell { .. }, _) | (_, Kind::TableCell { .. }) => 0.0003,
        (Kind::Footnote { .. }, _) | (_, Kind::Footnote { .. }) => 0.0003,
        _ => 0.005,
    }
}

/// What it costs that neighbours of one side are one on the other.
pub(super) fn joined(items: &[Item]) -> f64 {
    items
        .windows(2)
        .map(|two| {
            let (a, b) = (&two[0], &two[1]);
            let table = |item: &Item| matches!(item.kind, BlockKind::TableCell { .. });
            let foot = |item: &Item| matches!(item.kind, BlockKind::Footnote { .. });
            if table(a) || table(b) || foot(a) != foot(b) {
                return f64::NEG_INFINITY;
            }
            let mixed = std::mem::discriminant(&a.kind) != std::mem::discriminant(&b.kind);
            let numbered = a.label.is_some() && b.label.is_some();
            let cost = match (&a.kind, &b.kind) {
                (BlockKind::Heading { .. }, _) | (_, BlockKind::Heading { .. }) => -2.0,
                (BlockKind::ListItem { .. }, BlockKind::ListItem { .. }) => -0.7,
                _ if mixed => -1.0,
                _ => 0.0,
            };
            if numbered { cost - 1.5 } else { cost }
        })
        .sum()
}

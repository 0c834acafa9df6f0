use super::*;
use crate::align::into_pairs;
use crate::document::{Pair, Status};
use crate::parse::parse;
use proptest::prelude::*;

/// Pairs of two texts block by block.
fn pairs<'a>(source: &'a str, target: &'a str) -> Vec<Pair<'a>> {
    let (source, target) = (parse(source).blocks, parse(target).blocks);
    let beads = source.into_iter().zip(target).map(|(s, t)| (vec![s], vec![t], 0.5));
    into_pairs(beads.collect())
}

fn locked(source: &str, target: &str) -> Lock {
    record(&Lock::default(), &[("a.md".into(), &pairs(source, target))], None, "2026-01-02")
}

fn status(lock: &Lock, source: &str, target: &str) -> Vec<(Status, bool)> {
    let reviewed = review(lock.chapter("a.md"), pairs(source, target));
    reviewed.iter().map(|pair| (pair.status, pair.reviewed.is_some())).collect()
}

use Status::{Stale, Translated};

#[test]
fn a_reviewed_pair_is_certain_and_has_its_day() {
    let lock = locked("茶。\n\n水。", "Tea.\n\nWater.");
    let pairs = review(lock.chapter("a.md"), pairs("茶。\n\n水。", "Tea.\n\nWater."));
    assert!(pairs.iter().all(|pair| pair.confidence == 1.0));
    assert_eq!(pairs[0].reviewed.as_deref(), Some("2026-01-02"));
}

#[test]
fn a_changed_source_makes_a_pair_stale_and_a_changed_translation_does_not() {
    let lock = locked("茶。\n\n水。", "Tea.\n\nWater.");
    let stale = status(&lock, "绿茶。\n\n水。", "Tea.\n\nWater.");
    assert_eq!(stale, [(Stale, true), (Translated, true)]);
    let updated = status(&lock, "绿茶。\n\n水。", "Green tea.\n\nWater.");
    assert_eq!(updated, [(Translated, false), (Translated, true)]);
    let translation = status(&lock, "茶。\n\n水。", "Some tea.\n\nWater.");
    assert_eq!(translation, [(Translated, false), (Translated, true)]);
}

#[test]
fn white_space_and_the_width_of_punctuation_do_not_matter() {
    let lock = locked("先有水，再有“茶”——就这样……", "First water.");
    for same in [
        "先有水,再有\"茶\"--就这样...",
        "先有水，\n再有「茶」—— 就这样……",
        "先有**水**，再有“茶”――就这样…",
    ] {
        assert_eq!(status(&lock, same, "First  water."), [(Translated, true)], "{same}");
    }
    assert_eq!(status(&lock, "先有水，再有“茶”？就这样……", "First water."), [(Stale, true)]);
}

#[test]
fn a_repeated_paragraph_is_told_apart() {
    let lock = locked("注。\n\n注。\n\n注。", "Note.\n\nA note.\n\nNote.");
    assert_eq!(lock.entries.len(), 3);
    let all = status(&lock, "注。\n\n注。\n\n注。", "Note.\n\nA note.\n\nNote.");
    assert_eq!(all, [(Translated, true); 3]);
}

#[test]
fn pins_hold_blocks_together_in_another_place() {
    let (source, target) = (parse("茶。\n\n水。").blocks, parse("Tea.\n\nWater.").blocks);
    let beads = vec![(source.clone(), target.clone(), 0.4)];
    let merged = into_pairs(beads);
    let lock = record(&Lock::default(), &[("a.md".into(), &merged)], None, "2026-01-02");
    let (source, target) = (parse("新。\n\n茶。\n\n水。").blocks, parse("Tea.\n\nWater.").blocks);
    let pins = pins(lock.chapter("a.md"), &source, &target);
    assert_eq!(pins.len(), 1);
    assert_eq!((pins[0].source.clone(), pins[0].target.clone()), (1..3, 0..2));
}

#[test]
fn a_rewritten_source_is_joined_with_its_reviewed_translation() {
    let lock = locked("茶。\n\n水。", "Tea.\n\nWater.");
    let (source, target) = (parse("完全不同的话。\n\n水。").blocks, parse("Tea.\n\nWater.").blocks);
    let [new, water] = source.try_into().expect("two blocks");
    let [tea, water_too] = target.try_into().expect("two blocks");
    let beads = vec![
        (vec![new], vec![], 0.9),
        (vec![], vec![tea], 0.9),
        (vec![water], vec![water_too], 0.9),
    ];
    let found = review(lock.chapter("a.md"), into_pairs(beads));
    let status: Vec<Status> = found.iter().map(|pair| pair.status).collect();
    assert_eq!(status, [Stale, Translated]);
    assert_eq!(found[0].source[0].plain, "完全不同的话。");
}

#[test]
fn an_unchanged_pair_keeps_its_line_and_other_chapters_theirs() {
    let old = locked("茶。", "Tea.");
    let (a, b) = (pairs("茶。\n\n水。", "Tea.\n\nWater."), pairs("饭。", "Rice."));
    let chapters = [("a.md".to_string(), a.as_slice()), ("b.md".to_string(), b.as_slice())];
    let new = record(&old, &chapters, None, "2026-11-23");
    assert_eq!(new.entries.len(), 3);
    assert!(new.to_string().contains(&old.entries[0].to_string()));
    let only = ["b.md".to_string()].into();
    let new = record(&old, &chapters, Some(&only), "2026-11-23");
    assert_eq!(new.entries.len(), 2);
    assert_eq!(new.chapter("a.md"), old.chapter("a.md"));
}

#[test]
fn a_merge_conflict_and_a_broken_line_are_named() {
    let text = locked("茶。", "Tea.").to_string();
    let conflict = format!("{text}<<<<<<< ours\n");
    let error = Lock::parse(&conflict, Path::new(FILE)).expect_err("a conflict").to_string();
    assert!(error.starts_with("bilingual.lock:3: a merge conflict"), "{error}");
    for broken in ["a.md p-1", "a.md p-12 12=34 0.5 2026-01-02", "a.md x 0.5 tomorrow"] {
        let error = Lock::parse(&format!("{text}{broken}\n"), Path::new(FILE)).expect_err("broken");
        assert!(error.to_string().starts_with("bilingual.lock:3:"), "{error}");
    }
}

proptest! {
    #[test]
    fn what_is_written_is_read_back(
        entries in prop::collection::vec(
            ("[a-z 章]{1,8}\\.md", "p-[0-9a-f]{8}(-[2-9])?", "[0-9a-f]{12}", "[0-9a-f]{12}", 0..=100_u8),
            0..8,
        )
    ) {
        let entries = entries.into_iter().map(|(chapter, pair, source, target, confidence)| Entry {
            chapter: chapter.trim().to_string(),
            pair,
            source: vec![Hash(source.clone()), Hash(target.clone())],
            target: vec![Hash(target)],
            confidence: f32::from(confidence) / 100.0,
            day: "2026-11-23".into(),
        });
        let lock = Lock::new(entries.collect());
        let text = lock.to_string();
        let read = Lock::parse(&text, Path::new(FILE)).expect("a lock");
        prop_assert_eq!(&read.to_string(), &text);
        prop_assert_eq!(read.entries.len(), lock.entries.len());
    }

    #[test]
    fn any_text_is_read_or_refused(text in "[a.md p\\-0-9=+ \n<]{0,60}") {
        let _ = Lock::parse(&text, Path::new(FILE));
    }
}

//! What is seen of a belief, for the weighing: who says it, how it is worded,
//! where it stands and how what follows takes it up.

use super::shape::{POINTING, ends_in_le, sigmoid, spoken, then_done};
use super::{Belief, Words};
use crate::annotate::callout::concept::cohesion;
use crate::annotate::callout::evidence::figures;
use crate::annotate::callout::features::{Features, Place, flag};
use crate::annotate::callout::phrase;
use crate::annotate::callout::text::han_count;
use std::ops::Range;

impl Words<'_, '_> {
    /// What is seen of a belief and of what answers it.
    pub(super) fn features(
        &self,
        places: &[Place],
        belief: &Belief,
        answer: &Place,
        answered: &Range<usize>,
    ) -> Features {
        let index = places[belief.place].passage;
        let (passage, sentence) = self.at(&places[belief.place]);
        let classes = &self.reader.classes;
        let any = |range: &Range<usize>, class| flag(self.reader.any(passage, range, class));
        let said = &belief.range;
        let before = sentence.span.start..said.start;
        let length = han_count(&belief.misconception);
        let answer_text = self.passages[answer.passage].text(answered);
        let words = self.folded(&belief.misconception, index);
        let inner = phrase::inner_claim(passage.text(said));
        vec![
            belief.kind,
            ("found", flag(!matches!(belief.kind.0, "implied" | "quoted"))),
            ("concept", self.concept(&belief.misconception, index)),
            ("cohesion", cohesion(&words, answer_text)),
            ("answer", sigmoid(answer.verdict)),
            ("is-verdict", sigmoid(places[belief.place].verdict)),
            ("brief", flag(length < 5)),
            ("long", flag(length > 26)),
            ("very-long", flag(length > 36)),
            ("first", flag(belief.place == 0)),
            ("second", flag(belief.place == 1)),
            ("late", belief.place as f32 / places.len() as f32),
            ("conclude", any(said, classes.conclude)),
            ("claims", flag(self.reader.claims(passage, said))),
            ("asks", flag(sentence.asks)),
            ("say", any(&before, classes.say)),
            ("think", any(&before, classes.think)),
            ("people", flag(self.names_people(passage, &before))),
            ("habit", any(&before, classes.habit)),
            ("person", self.reader.persons(passage, said).min(2) as f32),
            ("event", self.reader.episodes(passage, said).min(2) as f32),
            ("figures", figures(passage.text(said)).min(2) as f32),
            ("perfective", flag(ends_in_le(passage.text(said)))),
            ("leads-over", any(&sentence.span, classes.leads_over)),
            ("announces", any(&sentence.span, classes.announce)),
            ("spoken-denial", flag(belief.kind.0 == "denial" && spoken(passage, said))),
            ("points", flag(POINTING.iter().any(|word| inner.starts_with(word)))),
            ("definition", any(&sentence.span, classes.define)),
            ("glossed", flag(places[belief.place].glossed)),
            ("then-done", flag(then_done(passage.text(said)))),
            ("only", any(said, classes.only)),
            ("only-then", any(said, classes.only_then)),
            ("norm", any(said, classes.norm)),
            ("general", any(said, classes.general)),
            ("indefinite", any(said, classes.wh)),
            ("sequel", any(&sentence.span, classes.sequel)),
            ("told", passage.text(said).matches('了').count().min(3) as f32),
            ("turned", self.turned(places, belief.place)),
            ("colon", flag(passage.text(&before).ends_with(['：', '“']))),
        ]
    }

    /// How much the sentence after this one turns.
    fn turned(&self, places: &[Place], n: usize) -> f32 {
        let Some(next) = places.get(n + 1) else { return 0.0 };
        let (passage, sentence) = self.at(next);
        self.reader.turn(passage, sentence, &sentence.span)
    }
}

//! What is seen of a belief, for the weighing: who says it, how it is worded,
//! where it stands and how what follows takes it up.

use super::Words;
use super::belief::{Belief, BeliefKind};
use super::shape::{came_about, sigmoid, spoken, then_done};
use crate::annotate::callout::concept::cohesion;
use crate::annotate::callout::cues::{Class, Classes};
use crate::annotate::callout::evidence::figures;
use crate::annotate::callout::features::{BeliefFeature as B, Features, Place, flag};
use crate::annotate::callout::phrase;
use crate::annotate::callout::phrases::Phrase;
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
    ) -> Features<B> {
        let index = places[belief.place].passage;
        let (passage, sentence) = self.at(&places[belief.place]);
        let lexicon = passage.lexicon;
        let any =
            |range: &Range<usize>, classes: Classes| flag(passage.classes_in(range).meets(classes));
        let said = &belief.range;
        let before = sentence.span.start..said.start;
        let length = han_count(&belief.misconception);
        let answer_text = self.passages[answer.passage].text(answered);
        let words = self.folded(&belief.misconception, index);
        let inner = phrase::inner_claim(lexicon, passage.text(said));
        let mut seen = Features::default();
        seen[belief.kind.feature()] = belief.strength;
        seen.extend([
            (B::Found, flag(!belief.kind.is_unnamed())),
            (B::Concept, self.concept(&belief.misconception, index)),
            (B::Cohesion, cohesion(lexicon, &words, answer_text)),
            (B::Answer, sigmoid(answer.verdict)),
            (B::IsVerdict, sigmoid(places[belief.place].verdict)),
            (B::Brief, flag(length < 5)),
            (B::Long, flag(length > 26)),
            (B::VeryLong, flag(length > 36)),
            (B::First, flag(belief.place == 0)),
            (B::Second, flag(belief.place == 1)),
            (B::Late, belief.place as f32 / places.len() as f32),
            (B::Conclude, any(said, Class::Conclude.into())),
            (B::Claims, flag(self.reader.claims(passage, said))),
            (B::Asks, flag(sentence.asks)),
            (B::Say, any(&before, Classes::SAY)),
            (B::Think, any(&before, Classes::THINK)),
            (B::People, flag(self.names_people(passage, &before))),
            (B::Habit, any(&before, Class::Habit.into())),
            (B::Person, self.reader.persons(passage, said).min(2) as f32),
            (B::Event, self.reader.episodes(passage, said).min(2) as f32),
            (B::Figures, figures(lexicon, passage.text(said)).min(2) as f32),
            (B::Perfective, flag(came_about(lexicon, passage.text(said)))),
            (B::LeadsOver, any(&sentence.span, Class::LeadOver.into())),
            (B::Announces, any(&sentence.span, Class::Announce.into())),
            (B::SpokenDenial, flag(belief.kind == BeliefKind::Denial && spoken(passage, said))),
            (B::Points, flag(lexicon.fits(Phrase::Points, &inner))),
            (B::Definition, any(&sentence.span, Class::Define.into())),
            (B::Glossed, flag(places[belief.place].glossed)),
            (B::ThenDone, flag(then_done(lexicon, passage.text(said)))),
            (B::Only, any(said, Class::Only.into())),
            (B::OnlyThen, any(said, Class::OnlyThen.into())),
            (B::Norm, any(said, Class::Norm.into())),
            (B::General, any(said, Class::General.into())),
            (B::Indefinite, any(said, Class::Wh.into())),
            (B::Sequel, any(&sentence.span, Class::Sequel.into())),
            (B::Told, lexicon.phrases[Phrase::Perfective].count(passage.text(said)).min(3) as f32),
            (B::Turned, self.turned(places, belief.place)),
            (B::Colon, flag(passage.text(&before).ends_with(['：', '“']))),
        ]);
        seen
    }

    /// How much the sentence after this one turns.
    fn turned(&self, places: &[Place], n: usize) -> f32 {
        let Some(next) = places.get(n + 1) else { return 0.0 };
        let (passage, sentence) = self.at(next);
        self.reader.turn(passage, sentence, &sentence.span)
    }
}

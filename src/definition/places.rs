//! The places of a valid file's parts, for problems found after loading.

use std::ops::Range;

use crate::definition::reader::within;
use crate::definition::written::{ActivityPlaces, WrittenActivity};
use crate::model::{ActivityNumber, AnswerKey};

/// The places of the activities of a valid file: byte spans on one line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Places {
    activities: Vec<ActivityPlace>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct ActivityPlace {
    header: Range<usize>,
    parts: ActivityPlaces,
    answers: Vec<(AnswerKey, Range<usize>)>,
}

impl Places {
    pub(in crate::definition) fn of(text: &str, activities: &[WrittenActivity]) -> Self {
        let place = |activity| ActivityPlace::of(text, activity);
        let activities = activities.iter().map(place).collect();
        Self { activities }
    }

    /// Of its number.
    pub fn activity(&self, number: ActivityNumber) -> Range<usize> {
        self.part(number, |_| None)
    }

    /// Of its `next`, else of its number.
    pub fn next(&self, number: ActivityNumber) -> Range<usize> {
        self.part(number, |place| place.parts.next.clone())
    }

    /// Of its `question`, else of its number.
    pub fn question(&self, number: ActivityNumber) -> Range<usize> {
        self.part(number, |place| place.parts.question.clone())
    }

    /// Of one answer of its question, else of its number.
    pub fn answer(&self, number: ActivityNumber, key: &AnswerKey) -> Range<usize> {
        self.part(number, |place| {
            let answer = place.answers.iter().find(|(answer, _)| answer == key);
            answer.map(|(_, span)| span.clone())
        })
    }

    /// Of its `review`, else of its number.
    pub fn review(&self, number: ActivityNumber) -> Range<usize> {
        self.part(number, |place| place.parts.review.clone())
    }

    fn part(
        &self,
        number: ActivityNumber,
        choose: impl Fn(&ActivityPlace) -> Option<Range<usize>>,
    ) -> Range<usize> {
        let place = self.activities.get(number.index());
        let span = place.and_then(|place| choose(place).or_else(|| place.parts.number.clone()));
        span.or_else(|| Some(place?.header.clone()))
            .unwrap_or_default()
    }
}

impl ActivityPlace {
    fn of(text: &str, activity: &WrittenActivity) -> Self {
        let shown = |span: &Option<Range<usize>>| span.clone().map(|span| within(text, span));
        let parts = ActivityPlaces {
            number: shown(&activity.places.number),
            next: shown(&activity.places.next),
            question: shown(&activity.places.question),
            review: shown(&activity.places.review),
        };
        let answers = activity.answers().iter().filter_map(|answer| {
            let key = answer.value.key.as_ref()?.value.clone();
            Some((key, within(text, answer.span.clone())))
        });
        Self {
            header: within(text, activity.place.clone()),
            parts,
            answers: answers.collect(),
        }
    }
}

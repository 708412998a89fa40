use std::ops::Range;

use crate::definition::reader::within;
use crate::definition::written::{ActivityPlaces, WrittenActivity};
use crate::model::{ActivityNumber, AnswerKey};

/// Where the parts of a valid file stand: bytes, on one line each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Places {
    activities: Vec<Place>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Place {
    header: Range<usize>,
    parts: ActivityPlaces,
    answers: Vec<(AnswerKey, Range<usize>)>,
}

impl Places {
    pub(in crate::definition) fn of(text: &str, activities: &[WrittenActivity]) -> Self {
        let activities = activities
            .iter()
            .map(|activity| Place::of(text, activity))
            .collect();
        Self { activities }
    }

    /// Of the line with its number.
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
        choose: impl Fn(&Place) -> Option<Range<usize>>,
    ) -> Range<usize> {
        let place = self.activities.get(number.index());
        place.map_or(0..0, |place| {
            choose(place).unwrap_or_else(|| place.number())
        })
    }
}

impl Place {
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

    fn number(&self) -> Range<usize> {
        self.parts
            .number
            .clone()
            .unwrap_or_else(|| self.header.clone())
    }
}

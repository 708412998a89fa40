//! Checks of the flow of a procedure file: numbers, targets, answers, ends and reviews.

use std::collections::BTreeSet;

use crate::definition::misfit::Misfit;
use crate::definition::numbering::Numbering;
use crate::definition::problem::{Named, Reason};
use crate::definition::reader::{Field, Marked, Reader};
use crate::definition::written::{Written, WrittenActivity};
use crate::model::ResultKey;

/// Checks numbers, flows, ends and reviews against each other.
pub fn check(reader: &mut Reader, written: &Written) {
    let numbering = Numbering::check(reader, &written.activities);
    for (index, activity) in written.activities.iter().enumerate() {
        let step = Step {
            activity,
            number: numbering.number(index),
            is_last: index + 1 == written.activities.len(),
            numbering: &numbering,
        };
        step.check_flows(reader);
        step.check_answers(reader);
        step.check_result(reader);
        step.check_review(reader);
    }
    if let Some(from) = written.heading.entity_from.right()
        && !numbering.knows(from.value)
    {
        reader.report(&from.span, Misfit::EntityFromNowhere(from.value));
    }
}

/// What follows an activity whatever is answered.
enum Always<'a> {
    Listed(&'a [Marked<i64>]),
    /// The next number, as the file names nothing else.
    Following,
    Unknown,
}

impl Always<'_> {
    fn leads_on(&self) -> bool {
        match self {
            Self::Listed(list) => !list.is_empty(),
            Self::Following => true,
            Self::Unknown => false,
        }
    }

    fn contains(&self, number: i64) -> bool {
        match self {
            Self::Listed(list) => list.iter().any(|target| target.value == number),
            Self::Following | Self::Unknown => false,
        }
    }
}

struct Step<'a> {
    activity: &'a WrittenActivity,
    number: i64,
    is_last: bool,
    numbering: &'a Numbering,
}

impl Step<'_> {
    fn always(&self) -> Always<'_> {
        match (&self.activity.next, &self.activity.question) {
            (Field::Right(next), _) => Always::Listed(&next.value),
            (Field::Wrong, _) => Always::Unknown,
            (Field::Absent, Field::Absent) => Always::Following,
            (Field::Absent, Field::Right(_) | Field::Wrong) => Always::Listed(&[]),
        }
    }

    fn check_flows(&self, reader: &mut Reader) {
        match self.always() {
            Always::Listed(list) => self.check_targets(reader, list),
            Always::Following if self.is_last => {
                let (number, activity) = (self.number, self.activity);
                let place = activity.places.number.as_ref().unwrap_or(&activity.place);
                reader.report(place, Misfit::NothingAfterLast(number));
            }
            Always::Following | Always::Unknown => {}
        }
    }

    fn check_targets(&self, reader: &mut Reader, targets: &[Marked<i64>]) {
        let mut seen = BTreeSet::new();
        for target in targets {
            let (from, to) = (self.number, target.value);
            if !self.numbering.knows(to) {
                reader.report(&target.span, Misfit::LeadsNowhere { from, to });
            } else if !seen.insert(to) {
                reader.report(&target.span, Misfit::LeadsTwice { from, to });
            }
        }
    }

    fn check_answers(&self, reader: &mut Reader) {
        let mut seen = BTreeSet::new();
        for answer in self.activity.answers() {
            if let Some(key) = &answer.value.key
                && !seen.insert(key.value.as_str())
            {
                reader.report(&key.span, Reason::declared_twice(Named::Answer, &key.value));
            }
            let Some(next) = &answer.value.next else {
                continue;
            };
            self.check_targets(reader, &next.value);
            for target in &next.value {
                let (from, to) = (self.number, target.value);
                if self.always().contains(to) {
                    reader.report(&target.span, Misfit::LeadsAlways { from, to });
                }
            }
        }
    }

    /// Checks that an end is named only where nothing follows.
    fn check_result(&self, reader: &mut Reader) {
        let always =
            self.always().leads_on() && !(self.is_last && self.activity.next.right().is_none());
        let mut any_leads_on = always;
        for answer in self.activity.answers() {
            let next = answer.value.next.as_ref();
            let leads_on = next.is_some_and(|next| !next.value.is_empty());
            any_leads_on |= leads_on;
            check_end(reader, &answer.value.result, always || leads_on);
        }
        check_end(reader, &self.activity.result, any_leads_on);
    }

    fn check_review(&self, reader: &mut Reader) {
        let number = self.number;
        let mut seen = BTreeSet::new();
        for reviewed in &self.activity.review {
            let of = reviewed.value;
            let reason = if of == number {
                Misfit::ReviewOfItself(number)
            } else if !self.numbering.knows(of) {
                Misfit::ReviewOfNothing { number, of }
            } else if of > number {
                Misfit::ReviewOfLater { number, of }
            } else if !seen.insert(of) {
                Misfit::ReviewTwice(of)
            } else {
                continue;
            };
            reader.report(&reviewed.span, reason);
        }
    }
}

fn check_end(reader: &mut Reader, end: &Field<ResultKey>, leads_on: bool) {
    if let Some(end) = end.right().filter(|_| leads_on) {
        let key = end.value.to_string();
        reader.report(&end.span, Misfit::ResultButLeadsOn(key));
    }
}

use std::collections::BTreeSet;

use crate::definition::misfit::Misfit;
use crate::definition::numbering::Numbering;
use crate::definition::problem::{Named, Reason};
use crate::definition::reader::{Field, Marked, Reader};
use crate::definition::written::{Written, WrittenActivity};

/// Holds numbers, flows, results and reviews against each other.
pub(in crate::definition) fn check(reader: &mut Reader, written: &Written) {
    let numbering = Numbering::check(reader, &written.activities);
    for (index, activity) in written.activities.iter().enumerate() {
        let is_last = index + 1 == written.activities.len();
        let step = Step {
            activity,
            number: numbering.number(index),
            is_last,
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
        reader.report(&from.span, Misfit::EntityFromNowhere { number: from.value });
    }
}

/// What follows an activity whatever is answered.
enum Always<'a> {
    Listed(&'a [Marked<i64>]),
    /// The number behind it, as nothing else is written.
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
                let number = self.number;
                let place = self
                    .activity
                    .places
                    .number
                    .as_ref()
                    .unwrap_or(&self.activity.place);
                reader.report(place, Misfit::NothingAfterLast { number });
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
                let what = Named::Answer;
                let twice = Reason::DeclaredTwice {
                    what,
                    key: key.value.to_string(),
                };
                reader.report(&key.span, twice);
            }
            let Some(next) = &answer.value.next else {
                continue;
            };
            self.check_targets(reader, &next.value);
            for target in next
                .value
                .iter()
                .filter(|target| self.always().contains(target.value))
            {
                let (from, to) = (self.number, target.value);
                reader.report(&target.span, Misfit::LeadsAlways { from, to });
            }
        }
    }

    /// An end is named only where nothing follows.
    fn check_result(&self, reader: &mut Reader) {
        let always =
            self.always().leads_on() && !(self.is_last && self.activity.next.right().is_none());
        let mut some = false;
        for answer in self.activity.answers() {
            let leads_on = answer
                .value
                .next
                .as_ref()
                .is_some_and(|next| !next.value.is_empty());
            some |= leads_on;
            if let Some(result) = answer.value.result.right()
                && (always || leads_on)
            {
                let key = result.value.to_string();
                reader.report(&result.span, Misfit::ResultButLeadsOn { key });
            }
        }
        if let Some(result) = self.activity.result.right()
            && (always || some)
        {
            let key = result.value.to_string();
            reader.report(&result.span, Misfit::ResultButLeadsOn { key });
        }
    }

    fn check_review(&self, reader: &mut Reader) {
        let number = self.number;
        let mut seen = BTreeSet::new();
        for reviewed in &self.activity.review {
            let of = reviewed.value;
            let reason = if of == number {
                Misfit::ReviewOfItself { number }
            } else if !self.numbering.knows(of) {
                Misfit::ReviewOfNothing { number, of }
            } else if of > number {
                Misfit::ReviewOfLater { number, of }
            } else if !seen.insert(of) {
                Misfit::ReviewTwice { of }
            } else {
                continue;
            };
            reader.report(&reviewed.span, reason);
        }
    }
}

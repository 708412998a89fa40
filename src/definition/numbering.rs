//! The numbering of activities, and the number that a wrong one most likely meant.

use std::collections::BTreeSet;

use crate::definition::misfit::Misfit;
use crate::definition::problem::Reason;
use crate::definition::reader::Reader;
use crate::definition::written::WrittenActivity;
use crate::model::ActivityNumber;

/// The numbers of the activities: 1, 2, 3 … in order, without gaps.
pub struct Numbering {
    numbers: Vec<i64>,
    /// The numbers written and those expected, so that one wrong number is one problem.
    known: BTreeSet<i64>,
}

impl Numbering {
    /// Reports the problems of the numbers of a file.
    pub fn check(reader: &mut Reader, activities: &[WrittenActivity]) -> Self {
        let written = activities.iter().map(|activity| activity.number.as_ref());
        let numbers: Vec<i64> = written
            .zip(1..)
            .map(|(number, place)| number.map_or(place, |number| number.value))
            .collect();
        let mut known: BTreeSet<i64> = (1..).take(numbers.len()).collect();
        known.extend(&numbers);
        let most = usize::from(ActivityNumber::MOST);
        if let Some(first_over) = activities.get(most) {
            let found = activities.len();
            reader.report(&first_over.place, Misfit::TooManyActivities { found, most });
            return Self { numbers, known };
        }
        Self {
            numbers: check_order(reader, activities, &numbers),
            known,
        }
    }

    /// The number of an activity by its index in the file.
    pub fn number(&self, index: usize) -> i64 {
        self.numbers[index]
    }

    pub fn knows(&self, number: i64) -> bool {
        self.known.contains(&number)
    }
}

/// The numbers as meant: one that is invalid or a duplicate counts as the expected one.
fn check_order(reader: &mut Reader, activities: &[WrittenActivity], numbers: &[i64]) -> Vec<i64> {
    let all: BTreeSet<i64> = numbers.iter().copied().collect();
    let mut seen = BTreeSet::new();
    let mut meant = Vec::with_capacity(numbers.len());
    let (mut expected, mut after) = (1, 0);
    for (index, &found) in numbers.iter().enumerate() {
        let is_twice = !seen.insert(found);
        if let Some(reason) = fault(found, is_twice, (expected, after), &all)
            && let Some(number) = &activities[index].number
        {
            reader.report(&number.span, reason);
        }
        meant.push(match is_twice || found < 1 {
            true => expected,
            false => found,
        });
        let is_slip = found != expected && numbers.get(index + 1) == Some(&(expected + 1));
        expected = match is_slip {
            true => expected + 1,
            false => expected.max(found.saturating_add(1)),
        };
        after = found;
    }
    meant
}

/// The fault of a number. A gap whose numbers come later is none: they are out of order instead.
fn fault(
    found: i64,
    is_twice: bool,
    (expected, after): (i64, i64),
    all: &BTreeSet<i64>,
) -> Option<Reason> {
    let most = Some(ActivityNumber::MOST.into());
    if found < 1 {
        Some(Reason::NumberOutside {
            found: found.to_string(),
            most,
        })
    } else if is_twice {
        Some(Misfit::NumberTwice(found).into())
    } else if found < expected {
        Some(Misfit::NumberOutOfOrder { found, after }.into())
    } else {
        let skipped = (expected..found).find(|number| !all.contains(number));
        skipped.map(|expected| Misfit::NumberSkipped { found, expected }.into())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::fault;
    use crate::definition::misfit::Misfit;

    #[test]
    fn one_wrong_number_is_one_fault() {
        #[track_caller]
        fn case(numbers: &[i64], at: (usize, i64, i64), expected: Option<Misfit>) {
            let all: BTreeSet<i64> = numbers.iter().copied().collect();
            let (index, next, after) = at;
            let is_twice = numbers[..index].contains(&numbers[index]);
            let found = fault(numbers[index], is_twice, (next, after), &all);
            assert_eq!(found, expected.map(Into::into));
        }
        case(
            &[1, 2, 4],
            (2, 3, 2),
            Some(Misfit::NumberSkipped {
                found: 4,
                expected: 3,
            }),
        );
        case(&[1, 2, 2], (2, 3, 2), Some(Misfit::NumberTwice(2)));
        case(&[1, 3, 2], (1, 2, 1), None);
        case(
            &[1, 3, 2],
            (2, 4, 3),
            Some(Misfit::NumberOutOfOrder { found: 2, after: 3 }),
        );
    }
}

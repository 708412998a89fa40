//! Where rows stand, by the cells that they are ordered by.

use std::cmp::Ordering;

use crate::words::Collated;

/// Where a cell stands: nothing last, a number by its value, else as a text.
#[derive(Clone, Debug)]
pub struct Order {
    pub is_blank: bool,
    pub number: Option<u64>,
    pub text: Collated,
}

impl Order {
    /// Which of two rows comes first, by cells of which some go backwards: accents and case count
    /// only where all of them are alike without.
    pub fn of_rows(one: &[Self], other: &[Self], backwards: impl Fn(usize) -> bool) -> Ordering {
        let first = |part: fn(&Self, &Self) -> Ordering| {
            let pairs = one.iter().zip(other).enumerate();
            let mut orders = pairs.map(|(place, (one, other))| {
                let order = match backwards(place) {
                    true => part(other, one),
                    false => part(one, other),
                };
                one.is_blank.cmp(&other.is_blank).then(order)
            });
            orders
                .find(|order| order.is_ne())
                .unwrap_or(Ordering::Equal)
        };
        first(|one, other| {
            let (letters, others) = (one.text.letters(), other.text.letters());
            one.number
                .cmp(&other.number)
                .then_with(|| letters.cmp(others))
        })
        .then_with(|| first(|one, other| one.text.cmp(&other.text)))
    }
}

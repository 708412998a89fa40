//! Sets of activities.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::model::ActivityNumber;

/// A set of activities of one procedure, one bit each.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub struct ActivitySet(u128);

impl ActivitySet {
    pub const EMPTY: Self = Self(0);

    pub const fn with(self, activity: ActivityNumber) -> Self {
        Self(self.0 | 1 << activity.index())
    }

    pub const fn without(self, activity: ActivityNumber) -> Self {
        Self(self.0 & !(1 << activity.index()))
    }

    pub const fn contains(self, activity: ActivityNumber) -> bool {
        self.0 & 1 << activity.index() != 0
    }

    pub const fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    pub const fn minus(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    pub const fn intersection(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    pub const fn len(self) -> usize {
        self.0.count_ones() as usize
    }

    /// In order of number.
    pub fn iter(self) -> impl Iterator<Item = ActivityNumber> {
        let mut left = self.0;
        std::iter::from_fn(move || {
            let index = left.trailing_zeros() as usize;
            let activity = ActivityNumber::from_index(index)?;
            left &= left - 1;
            Some(activity)
        })
    }
}

impl FromIterator<ActivityNumber> for ActivitySet {
    fn from_iter<I: IntoIterator<Item = ActivityNumber>>(activities: I) -> Self {
        activities.into_iter().fold(Self::EMPTY, ActivitySet::with)
    }
}

impl fmt::Debug for ActivitySet {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_set().entries(self.iter()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::ActivitySet;
    use crate::model::ActivityNumber;

    #[test]
    fn a_set_gives_back_what_went_in_in_order() {
        let numbers = [128, 1, 64, 65].map(|number| ActivityNumber::new(number).expect("1 to 128"));
        let set: ActivitySet = numbers.into_iter().collect();
        let listed: Vec<u8> = set.iter().map(ActivityNumber::get).collect();
        assert_eq!(listed, [1, 64, 65, 128]);
        assert_eq!(set.without(numbers[0]).len(), 3);
        assert!(ActivitySet::EMPTY.iter().next().is_none());
    }
}

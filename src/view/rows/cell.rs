//! What stands in one place of a table, by its kind. A format matches on the kind where it writes
//! cells in a way of its own; `shown` and `exact` are what most formats need.

use std::borrow::Cow;

use chrono::NaiveDate;

use crate::model::{ActivityNumber, Ages, Line, Moment, ProcedureId, UnitTime};
use crate::view::page::moment::when_in;
use crate::view::rows::order::Order;
use crate::words::{Collated, Language, date_in, iso};

/// One place of a table, escaped only where it is written; line ends are kept.
#[derive(Clone, Debug, Default)]
pub enum Cell {
    #[default]
    Nothing,
    Text(Box<str>),
    Number(u64),
    /// How many there are; people see nothing where there are none.
    Count(u64),
    Day(NaiveDate),
    /// When something happened: in the unit, for people; as it was written, for scripts.
    Moment(UnitTime, Moment),
    /// Several, and what stands between them.
    List(Box<[String]>, &'static str),
    /// Whether something is so, and how people read it.
    Flag(bool, Box<str>),
    /// What people read in words, and the key by which scripts know it.
    Keyed(Box<str>, Box<str>),
    /// What people read where there is little room, and the whole.
    Short(Box<str>, Box<str>),
    /// The same of what stands in an order of its own.
    Ranked(u64, Box<str>, Box<str>),
}

impl Cell {
    /// What people read where there is little room, and the whole.
    pub fn short(short: impl Into<Box<str>>, whole: impl Into<Box<str>>) -> Self {
        Self::Short(short.into(), whole.into())
    }

    /// What people read in words, and the key by which scripts know it.
    pub fn keyed(said: impl Into<Box<str>>, key: impl Into<Box<str>>) -> Self {
        Self::Keyed(said.into(), key.into())
    }

    /// The same of one of several that stand in this order.
    pub fn ranked(
        rank: impl Into<u64>,
        said: impl Into<Box<str>>,
        key: impl Into<Box<str>>,
    ) -> Self {
        Self::Ranked(rank.into(), said.into(), key.into())
    }

    /// The day on which something happened, ordered by the time.
    pub fn day_of(time: UnitTime, language: Language) -> Self {
        Self::ranked(time.ordinal(), date_in(time.day, language), iso(time.day))
    }

    /// Names, which may hold commas.
    pub fn names<T: ToString>(names: &[T]) -> Self {
        Self::List(names.iter().map(T::to_string).collect(), "; ")
    }

    /// Keys or numbers, which hold no commas.
    pub fn series<T: ToString>(parts: impl IntoIterator<Item = T>) -> Self {
        Self::List(
            parts.into_iter().map(|part| part.to_string()).collect(),
            ", ",
        )
    }

    /// By how many days something is overdue. Of a weekend these may be none.
    pub fn overdue(days: u32, due: Option<NaiveDate>, ages: &Ages) -> Self {
        match days == 0 && due.is_some_and(|due| due < ages.today) {
            true => Self::keyed("<1", "0"),
            false => Self::Count(days.into()),
        }
    }

    /// As people read it.
    pub(in crate::view) fn shown(&self, language: Language) -> Cow<'_, str> {
        match self {
            Self::Count(0) => "".into(),
            Self::Day(day) => date_in(*day, language).into(),
            Self::Moment(at, _) => when_in(*at, language).into(),
            Self::Flag(_, said)
            | Self::Keyed(said, _)
            | Self::Short(said, _)
            | Self::Ranked(_, said, _) => (&**said).into(),
            Self::Nothing | Self::Text(_) | Self::Number(_) | Self::Count(_) | Self::List(..) => {
                self.exact()
            }
        }
    }

    /// As people read it where there is room for all of it, and numbers are reckoned with.
    pub(in crate::view) fn whole(&self, language: Language) -> Cow<'_, str> {
        match self {
            Self::Count(_) | Self::Short(..) => self.exact(),
            Self::Nothing
            | Self::Text(_)
            | Self::Number(_)
            | Self::Day(_)
            | Self::Moment(..)
            | Self::List(..)
            | Self::Flag(..)
            | Self::Keyed(..)
            | Self::Ranked(..) => self.shown(language),
        }
    }

    /// As scripts read it.
    pub(in crate::view) fn exact(&self) -> Cow<'_, str> {
        match self {
            Self::Nothing => "".into(),
            Self::Text(text)
            | Self::Keyed(_, text)
            | Self::Short(_, text)
            | Self::Ranked(_, _, text) => (&**text).into(),
            Self::Number(number) | Self::Count(number) => number.to_string().into(),
            Self::Day(day) => iso(*day).into(),
            Self::Moment(_, at) => at.to_string().into(),
            Self::List(parts, between) => parts.join(between).into(),
            Self::Flag(is, _) => is.to_string().into(),
        }
    }

    /// Whether people see nothing there.
    pub(in crate::view) fn is_blank(&self) -> bool {
        match self {
            Self::Nothing | Self::Count(0) => true,
            Self::Text(text)
            | Self::Flag(_, text)
            | Self::Keyed(text, _)
            | Self::Short(text, _)
            | Self::Ranked(_, text, _) => text.is_empty(),
            Self::List(parts, between) => parts.join(between).is_empty(),
            Self::Number(_) | Self::Count(_) | Self::Day(_) | Self::Moment(..) => false,
        }
    }

    /// The number that people see there.
    pub(in crate::view) fn number(&self) -> Option<u64> {
        match self {
            Self::Number(number) | Self::Count(number) => Some(*number),
            Self::Nothing
            | Self::Text(_)
            | Self::Day(_)
            | Self::Moment(..)
            | Self::List(..)
            | Self::Flag(..)
            | Self::Keyed(..)
            | Self::Short(..)
            | Self::Ranked(..) => None,
        }
    }

    /// By what it stands in order.
    pub(in crate::view) fn order(&self) -> Order {
        let (number, text) = match self {
            Self::Ranked(rank, ..) => (Some(*rank), Collated::default()),
            Self::Moment(at, _) => (Some(at.ordinal()), Collated::default()),
            Self::Number(_) | Self::Count(_) => (self.number(), Collated::default()),
            Self::Nothing
            | Self::Text(_)
            | Self::Day(_)
            | Self::List(..)
            | Self::Flag(..)
            | Self::Keyed(..)
            | Self::Short(..) => (None, Collated::of(&self.exact())),
        };
        Order {
            is_blank: self.is_blank(),
            number,
            text,
        }
    }
}

impl<T: Into<Self>> From<Option<T>> for Cell {
    fn from(some: Option<T>) -> Self {
        some.map_or(Self::Nothing, Into::into)
    }
}

/// Each of these types makes a cell of one kind.
macro_rules! cells {
    ($($type:ty: $value:ident => $cell:expr,)*) => {
        $(impl From<$type> for Cell {
            fn from($value: $type) -> Self {
                $cell
            }
        })*
    };
}

cells! {
    &str: text => Self::Text(text.into()),
    String: text => Self::Text(text.into()),
    &String: text => Self::Text(text.as_str().into()),
    &Line: text => Self::Text(text.as_str().into()),
    &ProcedureId: id => Self::Text(id.as_str().into()),
    u32: number => Self::Number(number.into()),
    u64: number => Self::Number(number),
    usize: number => Self::Number(number as u64),
    ActivityNumber: number => Self::Number(number.get().into()),
    NaiveDate: day => Self::Day(day),
}

#[cfg(test)]
mod tests {
    use super::Cell;
    use crate::model::{Moment, Zone};
    use crate::words::Language::Spanish;

    #[test]
    fn the_days_on_which_things_happened_stand_by_their_times() {
        let of = |at: &str| {
            let at = Moment::parse(at).expect("a moment");
            Cell::day_of(Zone::la_paz().time(&at), Spanish).order()
        };
        let day = of("2026-03-02");
        let hour = of("2026-03-02T09:00:00-04:00");
        let later = of("2026-03-02T10:00:00-04:00");
        let next = of("2026-03-03");
        assert!([&day, &hour, &later, &next].is_sorted_by(|one, other| one.number < other.number));
    }
}

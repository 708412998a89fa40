//! Moments: when something happened, by the day or by the time, in text and packed for the index.

use std::fmt;

use chrono::{
    DateTime, Datelike as _, FixedOffset, NaiveDate, NaiveTime, SecondsFormat, Timelike as _,
};
use serde::de::Visitor;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use thiserror::Error;

/// When something happened, as exactly as it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moment {
    Day(NaiveDate),
    Time(DateTime<FixedOffset>),
}

/// The kinds of a packed moment: a day, a time in whole seconds and minutes of offset, any other.
const DAY: i64 = 0;
const MINUTES_EAST: i64 = 1;
const EXACT: i64 = 2;

/// The least offset, in minutes east of UTC; packed offsets count from it.
const LEAST_EAST: i32 = -24 * 60;

/// As text; in the index, packed and fast to read. Eight bytes: the year, 9 bits for its day, 12 for
/// the offset in minutes, 17 for the second of the day in UTC, 2 for the kind. Of a time that
/// these do not express, 4 more bytes each: the offset in seconds and the nanosecond.
impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            return self.with_text(|text| serializer.serialize_str(text));
        }
        let packed = |day: NaiveDate, minutes: i32, second: u32, kind: i64| {
            let day = i64::from(day.year()) << 9 | i64::from(day.ordinal());
            let place = day << 12 | i64::from(minutes - LEAST_EAST);
            place << 19 | i64::from(second) << 2 | kind
        };
        let time = match self {
            Self::Day(day) => {
                let packed = packed(*day, LEAST_EAST, 0, DAY);
                return serializer.serialize_bytes(&packed.to_le_bytes());
            }
            Self::Time(time) => time,
        };
        let (utc, east) = (time.naive_utc(), time.offset().local_minus_utc());
        let (minutes, is_whole) = (east / 60, east % 60 == 0 && utc.nanosecond() == 0);
        let kind = if is_whole { MINUTES_EAST } else { EXACT };
        let packed = packed(utc.date(), minutes, utc.num_seconds_from_midnight(), kind);
        let mut bytes = [0; 16];
        bytes[..8].copy_from_slice(&packed.to_le_bytes());
        bytes[8..12].copy_from_slice(&east.to_le_bytes());
        bytes[12..].copy_from_slice(&utc.nanosecond().to_le_bytes());
        serializer.serialize_bytes(if is_whole { &bytes[..8] } else { &bytes })
    }
}

impl<'de> Deserialize<'de> for Moment {
    #[inline(always)]
    #[expect(
        clippy::inline_always,
        reason = "reading in parts and then moving the whole stalls the processor"
    )]
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match deserializer.is_human_readable() {
            true => deserializer.deserialize_str(MomentVisitor),
            false => deserializer.deserialize_bytes(MomentVisitor),
        }
    }
}

struct MomentVisitor;

impl Visitor<'_> for MomentVisitor {
    type Value = Moment;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a day or a time")
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Moment, E> {
        Moment::parse(text).map_err(E::custom)
    }

    #[inline(always)]
    #[expect(clippy::inline_always, reason = "as above")]
    fn visit_bytes<E: serde::de::Error>(self, bytes: &[u8]) -> Result<Moment, E> {
        unpacked(bytes).ok_or_else(|| E::custom(MomentFault))
    }
}

#[inline(always)]
#[expect(clippy::inline_always, reason = "as above")]
fn unpacked(bytes: &[u8]) -> Option<Moment> {
    let (packed, rest) = bytes.split_first_chunk()?;
    let packed = i64::from_le_bytes(*packed);
    let bits = |from: u32, count: u32| u32::try_from(packed >> from & ((1 << count) - 1)).ok();
    let year = i32::try_from(packed >> 40).ok()?;
    let day = NaiveDate::from_yo_opt(year, bits(31, 9)?)?;
    let (east, nanosecond) = match packed & 3 {
        DAY => return Some(Moment::Day(day)),
        MINUTES_EAST => ((bits(19, 12)?.cast_signed() + LEAST_EAST) * 60, 0),
        _ => {
            let (east, nanosecond) = rest.split_first_chunk()?;
            let nanosecond = nanosecond.first_chunk()?;
            (i32::from_le_bytes(*east), u32::from_le_bytes(*nanosecond))
        }
    };
    let clock = NaiveTime::from_num_seconds_from_midnight_opt(bits(2, 17)?, nanosecond)?;
    let place = FixedOffset::east_opt(east)?;
    let time = DateTime::from_naive_utc_and_offset(day.and_time(clock), place);
    Some(Moment::Time(time))
}

/// The error for a text that is no moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("a moment is a day such as 2026-03-02 or a time such as 2026-03-02T10:12:00-04:00")]
pub struct MomentFault;

impl Moment {
    /// A day (ISO 8601, `2026-03-02`) or a time with its offset (RFC 3339).
    ///
    /// # Errors
    /// Where it is neither, or no day of the calendar.
    pub fn parse(text: &str) -> Result<Self, MomentFault> {
        if text.len() == 10 {
            let day = NaiveDate::parse_from_str(text, "%Y-%m-%d");
            return day.map(Self::Day).map_err(|_| MomentFault);
        }
        DateTime::parse_from_rfc3339(text)
            .map(Self::Time)
            .map_err(|_| MomentFault)
    }

    /// Calls `use_text` with the text form, mostly without an allocation.
    pub fn with_text<T>(&self, use_text: impl FnOnce(&str) -> T) -> T {
        match self {
            Self::Day(day) => use_text(&day.format("%Y-%m-%d").to_string()),
            Self::Time(time) => match in_whole_seconds(time, &mut [0; LONGEST]) {
                Some(text) => use_text(text),
                None => use_text(&time.to_rfc3339_opts(SecondsFormat::AutoSi, true)),
            },
        }
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.with_text(|text| formatter.write_str(text))
    }
}

/// The most bytes of the text of a time in whole seconds.
const LONGEST: usize = 25;

/// A time in RFC 3339, written digit by digit, as lists need many. `None` with a fraction of a
/// second, a year outside 0 to 9999 or an offset with seconds.
fn in_whole_seconds<'t>(
    time: &DateTime<FixedOffset>,
    text: &'t mut [u8; LONGEST],
) -> Option<&'t str> {
    let (local, east) = (time.naive_local(), time.offset().local_minus_utc());
    let year = u32::try_from(local.year()).ok()?;
    if year > 9999 || local.nanosecond() > 0 || east % 60 != 0 {
        return None;
    }
    *text = *b"....-..-..T..:..:..+..:..";
    let offset = east.unsigned_abs() / 60;
    for (at, number) in [
        (0, year / 100),
        (2, year % 100),
        (5, local.month()),
        (8, local.day()),
        (11, local.hour()),
        (14, local.minute()),
        (17, local.second()),
        (20, offset / 60),
        (23, offset % 60),
    ] {
        let digits = PAIRS.get(number as usize)?;
        text[at..at + 2].copy_from_slice(digits);
    }
    let length = match east {
        0 => 20,
        _ => text.len(),
    };
    text[19] = match east {
        0 => b'Z',
        1.. => b'+',
        _ => b'-',
    };
    str::from_utf8(&text[..length]).ok()
}

/// The numbers 0 to 99 in two digits.
const PAIRS: [[u8; 2]; 100] = {
    let (mut pairs, mut tens) = ([[b'0'; 2]; 100], 0);
    while tens < 10 {
        let mut ones = 0;
        while ones < 10 {
            let pair = &mut pairs[(10 * tens + ones) as usize];
            *pair = [b'0' + tens, b'0' + ones];
            ones += 1;
        }
        tens += 1;
    }
    pairs
};

#[cfg(test)]
mod tests {
    use chrono::{DateTime, FixedOffset, SecondsFormat};
    use proptest::prelude::*;

    use super::Moment;

    #[test]
    fn a_moment_reads_back_as_it_was_written() {
        for text in [
            "2026-03-02",
            "2026-03-02T10:12:00-04:00",
            "2026-03-02T14:12:05Z",
        ] {
            let moment = Moment::parse(text).expect("a moment");
            assert_eq!(moment.to_string(), text);
        }
    }

    proptest! {
        #[test]
        fn a_time_is_spelled_as_the_standard_has_it_and_kept_as_it_is(
            seconds in -70_000_000_000..260_000_000_000_i64,
            nanoseconds in prop_oneof![Just(0), 0..2_000_000_000_u32],
            east in prop_oneof![Just(0), (-1439..1440).prop_map(|east| east * 60), -86_399..86_400],
        ) {
            let time = DateTime::from_timestamp(seconds, nanoseconds);
            let place = FixedOffset::east_opt(east).expect("less than a day");
            if let Some(time) = time.map(|time| time.with_timezone(&place)) {
                let expected = time.to_rfc3339_opts(SecondsFormat::AutoSi, true);
                let kept = |moment: Moment| -> Moment {
                    let kept = postcard::to_extend(&moment, Vec::new()).expect("it fits");
                    postcard::from_bytes(&kept).expect("it reads back")
                };
                for moment in [Moment::Time(time), kept(Moment::Time(time))] {
                    prop_assert_eq!(moment.to_string(), expected.as_str());
                }
                let day = Moment::Day(time.naive_utc().date());
                prop_assert_eq!(kept(day), day);
            }
        }
    }

    #[test]
    fn what_is_no_moment_is_refused() {
        for text in ["2026-02-30", "02/03/2026", "2026-03-02T10:12:00", "hoy", ""] {
            assert!(Moment::parse(text).is_err(), "{text}");
        }
    }
}

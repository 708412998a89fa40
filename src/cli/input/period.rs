//! Since when and until when something is asked for.

use crate::cli::failure::{Failure, usage};
use crate::cli::input::typed::day;
use crate::view::report::Period;
use crate::words::iso;

/// From the day of `--since` to that of `--until`, both with it.
pub fn period(since: Option<&str>, until: Option<&str>) -> Result<Period, Failure> {
    let read = |argument, typed: Option<&str>| typed.map(|typed| day(argument, typed)).transpose();
    let period = Period {
        since: read("--since", since)?,
        until: read("--until", until)?,
    };
    match period.since.zip(period.until) {
        Some((since, until)) if since > until => {
            let (since, until) = (iso(since), iso(until));
            Err(usage!(
                "empty-period",
                "`--since {since}` es posterior a `--until {until}`",
                "`--since {since}` is after `--until {until}`",
                "al revés: `--since {until} --until {since}`",
                "the other way round: `--since {until} --until {since}`"
            ))
        }
        _ => Ok(period),
    }
}

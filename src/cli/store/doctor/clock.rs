//! Whether the clock fits the acts of the store.

use chrono::{DateTime, TimeDelta, Utc};

use crate::cli::failure::Failure;
use crate::cli::session::Session;
use crate::cli::session::gathered::Gathered;
use crate::cli::store::doctor::oddity::odd;
use crate::text;
use crate::view::OddityRow;
use crate::words::{Text, counted};

/// How far clocks of several machines may differ.
const SLACK: TimeDelta = TimeDelta::minutes(5);

/// A store in use is not left alone for so long.
const IDLE: TimeDelta = TimeDelta::days(366);

/// That the clock is behind the last act that was written, or far ahead of it.
pub fn finding(session: &mut Session) -> Result<Option<OddityRow>, Failure> {
    let now = session.env.now()?.to_utc();
    let entries = session.store.listing()?.entries;
    let latest = Gathered::records(
        session,
        &entries,
        || None::<DateTime<Utc>>,
        |latest, record| {
            let written = record.journal.events.iter().map(|event| event.rec);
            *latest = (*latest).max(written.max());
        },
    )?;
    let Some(last) = latest.parts.into_iter().flatten().max() else {
        return Ok(None);
    };
    let since = now - last;
    let mend = "sudo timedatectl set-ntp true";
    if since < -SLACK {
        let Text { es, en } = length(-since);
        let said = text!(
            "el reloj de esta máquina está {es} detrás del último acto",
            "the clock of this machine is {en} behind the last act"
        );
        return Ok(Some(odd("clock-behind", said, mend)));
    }
    let ahead = (since > IDLE).then(|| {
        let Text { es, en } = length(since);
        let said = text!(
            "el reloj de esta máquina está {es} después del último acto: vea si está adelantado",
            "the clock of this machine is {en} after the last act: see whether it is ahead"
        );
        odd("clock-ahead", said, mend)
    });
    Ok(ahead)
}

/// A length of time in its largest unit.
fn length(time: TimeDelta) -> Text {
    let number = |number: i64| usize::try_from(number).unwrap_or_default();
    match (time.num_days(), time.num_hours()) {
        (1.., _) => counted(number(time.num_days()), ["día", "días"], ["day", "days"]),
        (_, 1..) => counted(
            number(time.num_hours()),
            ["hora", "horas"],
            ["hour", "hours"],
        ),
        _ => counted(
            number(time.num_minutes()),
            ["minuto", "minutos"],
            ["minute", "minutes"],
        ),
    }
}

//! What the settings of the store do not say, or say of another time.

use chrono::Datelike as _;

use crate::cli::failure::Failure;
use crate::cli::session::Session;
use crate::cli::store::doctor::oddity::{odd, word};
use crate::text;
use crate::view::OddityRow;
use crate::words::{Text, shell_word};

/// That the settings cannot be read.
pub fn unreadable(failure: Failure) -> OddityRow {
    odd(failure.kind, failure.text, "ugat store verify")
}

pub fn findings(session: &Session) -> Result<Vec<OddityRow>, Failure> {
    let settings = &session.store.settings;
    let edit = format!("nano {}", word(&session.store.root().join("ugat.toml")));
    let mut findings = Vec::new();
    findings.extend(people(session, &edit));
    let Some(calendar) = &settings.calendar else {
        let said = Text::of(
            "`ugat.toml` no tiene `[calendar]`: los días y los plazos cuentan fines de semana y feriados (`ugat help calendar`)",
            "`ugat.toml` has no `[calendar]`: days and due dates count weekends and holidays (`ugat help calendar`)",
        );
        findings.push(odd("no-calendar", said, edit));
        return Ok(findings);
    };
    // What is ready today is due last; work that was ready before is due before it.
    let today = session.today()?;
    let due = settings
        .limits
        .iter()
        .filter_map(|limit| limit.span.after(today, Some(calendar)));
    let last = due.max().unwrap_or(today).year();
    let years = (today.year()..=last).filter(|year| !calendar.has_holidays_in(*year));
    findings.extend(years.map(|year| {
        let said = text!(
            "el calendario no tiene feriados de {year}: los plazos que vencen ese año se cuentan sin ellos",
            "the calendar has no holidays of {year}: what falls due in that year is counted without them"
        );
        odd("no-holidays", said, edit.clone())
    }));
    Ok(findings)
}

/// That nobody is named, or not who acts.
fn people(session: &Session, edit: &str) -> Option<OddityRow> {
    let Some(people) = &session.store.settings.people else {
        let said = Text::of(
            "`ugat.toml` no nombra a las personas: cualquiera actúa, y en cualquier rol (`ugat help people`)",
            "`ugat.toml` names no people: anybody acts, and in any role (`ugat help people`)",
        );
        return Some(odd("no-people", said, edit));
    };
    let actor = session.env.actor().ok()?;
    if people.find(actor.as_str()).is_some() {
        return None;
    }
    let said = text!(
        "`{actor}` no está entre las personas de `ugat.toml`, y no puede actuar",
        "`{actor}` is not among the people of `ugat.toml`, and cannot act"
    );
    let near = people.near(actor.as_str());
    let command = match &near[..] {
        [only] => {
            let name = shell_word(only.name.as_str());
            format!("git config --global user.name {name}")
        }
        [..] => edit.to_owned(),
    };
    Some(odd("not-in-people", said, command))
}

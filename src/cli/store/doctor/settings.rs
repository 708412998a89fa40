//! What the settings of the store do not say, or say of another time.

use std::collections::BTreeSet;

use chrono::Datelike as _;

use crate::cli::failure::Failure;
use crate::cli::session::Session;
use crate::cli::store::doctor::oddity::{odd, word};
use crate::cli::store::findings;
use crate::engine::known;
use crate::model::RoleId;
use crate::store::{Finding, IdleSetting, SETTINGS, StoreFault, Versions, roles_of_nobody};
use crate::text;
use crate::view::OddityRow;
use crate::words::{Text, quoted, series, shell_word};

/// Why the settings cannot be read, each problem with its line.
pub fn unreadable(session: &Session, fault: StoreFault) -> Vec<OddityRow> {
    let root = session.store.root();
    let file = word(&root.join(SETTINGS));
    let rows = findings::rows(root, Finding::of_settings(fault)).into_iter();
    let odd = rows.map(|row| {
        let said = [Some(row.line()), row.hint];
        let line = row
            .line
            .map_or_else(String::new, |line| format!("+{line} "));
        let said = Text::of_each(|language| {
            let parts: Vec<&str> = said.iter().flatten().map(|one| one.get(language)).collect();
            parts.join(": ")
        });
        odd(row.kind, said, format!("nano {line}{file}"))
    });
    odd.collect()
}

pub fn findings(session: &Session) -> Result<Vec<OddityRow>, Failure> {
    let settings = &session.store.settings;
    let edit = format!("nano {}", word(&session.store.root().join(SETTINGS)));
    let mut findings = Vec::new();
    findings.extend(people(session, &edit)?);
    findings.extend(roles(session, &edit)?);
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

/// Roles of the people that no activity has, and those of activities that nobody has.
fn roles(session: &Session, edit: &str) -> Result<Vec<OddityRow>, Failure> {
    let Some(people) = &session.store.settings.people else {
        return Ok(Vec::new());
    };
    let known = Versions::of(&session.store)?.known;
    let procedures = || known.iter().map(|(_, one)| &one.procedure);
    let activities = procedures().flat_map(|procedure| &procedure.activities);
    let used: BTreeSet<&RoleId> = activities.flat_map(|activity| &activity.roles).collect();
    let idle: BTreeSet<&RoleId> = people.roles().filter(|role| !used.contains(role)).collect();
    let newest = procedures().filter(|one| {
        let mut others = procedures();
        !others.any(|other| other.id == one.id && other.version > one.version)
    });
    let lacking: BTreeSet<RoleId> = roles_of_nobody(people, newest)
        .flat_map(|idle| match idle {
            IdleSetting::RolesOfNobody { roles, .. } => roles,
            IdleSetting::LimitOfNothing { .. }
            | IdleSetting::LimitTwice { .. }
            | IdleSetting::Lookalike { .. } => BTreeSet::new(),
        })
        .collect();
    let mut found = Vec::new();
    if !idle.is_empty() {
        let roles = series(&quoted(idle));
        let said = text!(
            "`ugat.toml` da a personas roles que ningún procedimiento tiene: {roles}",
            "`ugat.toml` gives people roles that no procedure has: {roles}"
        );
        found.push(odd("role-of-nothing", said, edit));
    }
    if !lacking.is_empty() {
        let roles = series(&quoted(lacking));
        let said = text!(
            "los procedimientos tienen roles que nadie de la tabla de personas ejerce ni registra (`ugat roles`): {roles}",
            "the procedures have roles that nobody in the table of people holds or records for (`ugat roles`): {roles}"
        );
        found.push(odd("role-of-nobody", said, edit));
    }
    Ok(found)
}

/// That nobody is named, or not who acts.
fn people(session: &Session, edit: &str) -> Result<Option<OddityRow>, Failure> {
    let Some(people) = &session.store.settings.people else {
        let said = Text::of(
            "`ugat.toml` no nombra a las personas: cualquiera actúa, y en cualquier rol (`ugat help people`)",
            "`ugat.toml` names no people: anybody acts, and in any role (`ugat help people`)",
        );
        return Ok(Some(odd("no-people", said, edit)));
    };
    let Ok(actor) = session.env.actor() else {
        return Ok(None);
    };
    if known(people, &actor, session.today()?).is_ok() {
        return Ok(None);
    }
    let is_former = people.find(actor.as_str()).is_some();
    let said = match is_former {
        true => text!(
            "`{actor}` no es hoy de la unidad, según `ugat.toml`, y no puede actuar",
            "`{actor}` is not of the unit today, by `ugat.toml`, and cannot act"
        ),
        false => text!(
            "`{actor}` no está entre las personas de `ugat.toml`, y no puede actuar",
            "`{actor}` is not among the people of `ugat.toml`, and cannot act"
        ),
    };
    let near = people.near(actor.as_str());
    let command = match &near[..] {
        [only] if !is_former => {
            let name = shell_word(only.name.as_str());
            format!("git config --global user.name {name}")
        }
        [..] => edit.to_owned(),
    };
    Ok(Some(odd("not-in-people", said, command)))
}

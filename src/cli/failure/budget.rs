//! A case is over a limit: it has more of something than any case may have.

use std::path::Path;

use crate::cli::failure::{Failure, damaged, usage};
use crate::model::CaseId;
use crate::model::budget::{
    ENDED_SIDES, ENTITIES, EVENTS, JOURNAL_BYTES, MIGRATIONS, Over, SIDES, TOKENS,
};
use crate::text;
use crate::words::Text;

/// The case of a journal is over a limit.
pub fn over(case: &CaseId, path: &Path, over: Over) -> Failure {
    let path = path.display();
    let Text { es, en } = limit(over);
    damaged!(
        "over-budget",
        "el caso `{case}` pasa un límite: {es}",
        "case `{case}` is over a limit: {en}",
        "no se lee ni se escribe en él; vea de quién viene: `git log -- {path}`; los límites: `ugat help limits`; cómo se saca: `ugat help trust`",
        "it is neither read nor written to; see whom it comes from: `git log -- {path}`; the limits: `ugat help limits`; how it is taken out: `ugat help trust`"
    )
}

/// An act would name more entities than it may.
pub fn entities(number: usize) -> Failure {
    usage!(
        "too-many-entities",
        "el acto nombraría {number} entidades, más de {ENTITIES}",
        "the act would name {number} entities, more than {ENTITIES}",
        "repártalas en varios casos: `ugat case start --help`",
        "spread them over several cases: `ugat case start --help`"
    )
}

fn limit(over: Over) -> Text {
    match over {
        Over::JournalBytes(bytes) => text!(
            "su archivo tiene {bytes} bytes, más de {JOURNAL_BYTES}",
            "its journal has {bytes} bytes, more than {JOURNAL_BYTES}"
        ),
        Over::Events => text!(
            "tiene más de {EVENTS} eventos",
            "it has more than {EVENTS} events"
        ),
        Over::Entities(number) => text!(
            "un evento nombra {number} entidades, más de {ENTITIES}",
            "an event names {number} entities, more than {ENTITIES}"
        ),
        Over::Sides(number) => text!(
            "un conflicto tiene {number} lados, más de {SIDES}",
            "a conflict has {number} sides, more than {SIDES}"
        ),
        Over::EndedSides => text!(
            "los conflictos resueltos suman más de {ENDED_SIDES} lados",
            "the conflicts that were ended have more than {ENDED_SIDES} sides together"
        ),
        Over::Tokens => text!(
            "un mismo trabajo llega por más de {TOKENS} vías",
            "one work item came by more than {TOKENS} ways"
        ),
        Over::Migrations(number) => text!(
            "tiene {number} migraciones, más de {MIGRATIONS}",
            "it has {number} migrations, more than {MIGRATIONS}"
        ),
        Over::Steps => Text::of(
            "sus actos se enredan tanto que no se puede decir de qué depende cada uno",
            "its acts are so entangled that what each rests on cannot be told",
        ),
    }
}

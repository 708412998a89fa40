//! The parts that identify a group, in JSON, in cells and in words.

use chrono::NaiveDate;
use serde::ser::SerializeMap;

use crate::engine::{DepartureKind, MarkKind, Progress};
use crate::model::{ActivityNumber, OutputKind, ProcedureId, RoleId};
use crate::view::rows::order::Order;
use crate::view::{CaseState, Cell};
use crate::words::{Language, Text, series};

/// A part of what identifies a group.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// The year and the month.
    Month((i32, u32)),
    Procedure(ProcedureId),
    /// The name as it is compared; empty if there is none.
    Entity(String),
    Role(Vec<RoleId>),
    /// The name as it is compared; empty if there is nobody.
    Person(String),
    /// The number and the title in both languages: an activity that is equal in two versions is
    /// one. None if there is no activity.
    Activity(Option<(ActivityNumber, String, String)>),
    State(State),
    /// Any of these kinds.
    Kind(Vec<OutputKind>),
    Departure(DepartureKind),
    Mark(MarkKind),
}

/// Larger than the place of any kind of departure: the marks stand behind them.
const MARKS: u64 = 1 << 16;

/// The state of a case, or of work in it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// With the ends reached; empty if none.
    Case(CaseState, String),
    Ready,
    Waiting,
    Contested,
}

/// The label of a part: of several spellings, that of the case that began first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    pub since: NaiveDate,
    pub said: Text,
}

impl Label {
    /// Whether it is shown instead of another.
    pub fn goes_before(&self, other: &Self) -> bool {
        let order = self.since.cmp(&other.since);
        let order = order.then_with(|| self.said.es.cmp(&other.said.es));
        order.then_with(|| self.said.en.cmp(&other.said.en)).is_lt()
    }
}

impl State {
    pub const fn of(progress: Progress) -> Self {
        match progress {
            Progress::Ready => Self::Ready,
            Progress::Waiting => Self::Waiting,
            Progress::Contested => Self::Contested,
        }
    }

    pub const fn key(&self) -> &'static str {
        match self {
            Self::Case(state, _) => state.key(),
            Self::Ready => "ready",
            Self::Waiting => "waiting",
            Self::Contested => "contested",
        }
    }

    /// Where it stands among the others: cases before the work in them.
    const fn rank(&self) -> u64 {
        match self {
            Self::Case(state, _) => *state as u64,
            Self::Ready => 10,
            Self::Waiting => 11,
            Self::Contested => 12,
        }
    }

    /// In words, without the end.
    pub const fn name(&self) -> Text {
        match self {
            Self::Case(state, _) => state.name(),
            Self::Ready => Text::of("listo en", "ready at"),
            Self::Waiting => Text::of("espera en", "waits at"),
            Self::Contested => Text::of("en conflicto en", "in conflict at"),
        }
    }

    fn result(&self) -> Option<&str> {
        match self {
            Self::Case(_, result) => Some(result)
                .filter(|result| !result.is_empty())
                .map(String::as_str),
            Self::Ready | Self::Waiting | Self::Contested => None,
        }
    }
}

impl Part {
    /// Its cell in a table; the cell of a state is without the end.
    pub fn cell(&self, label: &Label, language: Language) -> Cell {
        let said = label.said.get(language);
        match self {
            Self::Month(_) | Self::Procedure(_) => said.into(),
            Self::Entity(name) | Self::Person(name) => {
                Cell::keyed(said, if name.is_empty() { "" } else { said })
            }
            Self::Role(roles) => Cell::keyed(said, series(roles)),
            Self::Activity(activity) => activity.as_ref().map(|_| said).into(),
            Self::State(state) => Cell::ranked(state.rank(), said, state.key()),
            Self::Kind(kinds) => Cell::keyed(said, series(kinds)),
            Self::Departure(kind) => Cell::ranked(*kind as u8, said, <&str>::from(kind)),
            Self::Mark(kind) => Cell::ranked(MARKS + *kind as u64, said, kind.key()),
        }
    }

    /// By what its cells stand in order, the same in both languages.
    pub fn order(&self, label: &Label) -> [Order; 2] {
        let said = self.cell(label, Language::Spanish);
        let cells = match self {
            Self::Activity(_) => [self.activity().into(), said],
            Self::State(state) => [said, state.result().into()],
            Self::Month(_)
            | Self::Procedure(_)
            | Self::Entity(_)
            | Self::Role(_)
            | Self::Person(_)
            | Self::Kind(_)
            | Self::Departure(_)
            | Self::Mark(_) => [said, Cell::Nothing],
        };
        cells.map(|cell| cell.order())
    }

    pub fn activity(&self) -> Option<ActivityNumber> {
        let Self::Activity(activity) = self else {
            return None;
        };
        activity.as_ref().map(|(number, ..)| *number)
    }

    /// The end that cases in this state reached.
    pub fn result(&self) -> Option<&str> {
        let Self::State(state) = self else {
            return None;
        };
        state.result()
    }

    /// Writes it as JSON fields.
    pub fn entries<M: SerializeMap>(&self, label: &Label, map: &mut M) -> Result<(), M::Error> {
        let named = |name: &str| (!name.is_empty()).then(|| label.said.es.clone());
        match self {
            Self::Month(_) => map.serialize_entry("month", label.said.get(Language::English)),
            Self::Procedure(procedure) => map.serialize_entry("procedure", procedure),
            Self::Entity(name) => map.serialize_entry("entity", &named(name)),
            Self::Role(roles) => map.serialize_entry("role", roles),
            Self::Person(name) => map.serialize_entry("person", &named(name)),
            Self::Activity(activity) => {
                let number = activity.as_ref().map(|(number, ..)| number);
                map.serialize_entry("activity", &number)?;
                map.serialize_entry("title", &number.map(|_| &label.said))
            }
            Self::State(state) => {
                map.serialize_entry("state", state.key())?;
                map.serialize_entry("result", &state.result())
            }
            Self::Kind(kinds) => map.serialize_entry("kind", kinds),
            Self::Departure(kind) => map.serialize_entry("kind", <&str>::from(kind)),
            Self::Mark(kind) => map.serialize_entry("kind", kind.key()),
        }
    }
}

pub const fn mark_name(kind: MarkKind) -> Text {
    match kind {
        MarkKind::NotInPeople => Text::of(
            "marcado: quien actuó no está en la tabla",
            "marked: who acted is not in the table",
        ),
        MarkKind::RoleNotHeld => Text::of(
            "marcado: sin el rol que corresponde",
            "marked: without the role for it",
        ),
        MarkKind::AssignedUnknown => Text::of(
            "marcado: asignado a quien no está en la tabla",
            "marked: assigned to one who is not in the table",
        ),
        MarkKind::Future => Text::of("marcado: con fecha futura", "marked: of a future day"),
        MarkKind::BeforeParent => Text::of(
            "marcado: antes de aquello a lo que sigue",
            "marked: before what it follows",
        ),
        MarkKind::FileElsewhere => Text::of(
            "marcado: con un archivo que no es del caso",
            "marked: with a file that is not of the case",
        ),
    }
}

pub const fn departure_name(kind: DepartureKind) -> Text {
    match kind {
        DepartureKind::Returned => Text::of("devuelto por una revisión", "returned by a review"),
        DepartureKind::Redirected => Text::of("derivado fuera del flujo", "redirected"),
        DepartureKind::Undone => Text::of("deshecho", "undone"),
        DepartureKind::Kept => Text::of("lado mantenido", "side kept"),
        DepartureKind::Suspended => Text::of("suspendido", "suspended"),
        DepartureKind::Resumed => Text::of("reanudado", "resumed"),
        DepartureKind::Cancelled => Text::of("cancelado", "cancelled"),
        DepartureKind::Reopened => Text::of("reabierto", "reopened"),
        DepartureKind::Corrected => Text::of("corregido", "corrected"),
        DepartureKind::Migrated => Text::of("cambiado de versión", "moved to another version"),
        DepartureKind::Waived => Text::of("salida dispensada", "output waived"),
        DepartureKind::Retracted => Text::of("salida retirada", "output withdrawn"),
        DepartureKind::Restored => Text::of(
            "dispensa o retiro sin efecto",
            "waiver or withdrawal taken back",
        ),
        DepartureKind::Conflict => Text::of("en conflicto", "in conflict"),
        DepartureKind::OnBehalf => Text::of("en nombre de otro", "on another's behalf"),
        DepartureKind::Authority => Text::of("con autorización", "by an authority"),
        DepartureKind::Late => Text::of("tardío", "late"),
    }
}

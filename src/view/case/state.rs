//! How a case stands, as every answer says it.

use serde::{Serialize, Serializer};

use crate::engine::Standing;
use crate::model::Procedure;
use crate::view::named;
use crate::words::Text;

/// In the order of the rows of a list or a report.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum CaseState {
    #[default]
    Open,
    Suspended,
    Finished,
    Cancelled,
}

/// What keeps a case from going on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Obstacle {
    Conflict,
    /// There is work, and none is ready.
    Stuck,
}

impl CaseState {
    pub const ALL: [Self; 4] = [Self::Open, Self::Suspended, Self::Finished, Self::Cancelled];

    pub const fn of(standing: &Standing) -> Self {
        match standing {
            Standing::Open => Self::Open,
            Standing::Suspended => Self::Suspended,
            Standing::Cancelled => Self::Cancelled,
            Standing::Finished { .. } => Self::Finished,
        }
    }

    /// Its name in JSON and on the command line.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Suspended => "suspended",
            Self::Finished => "finished",
            Self::Cancelled => "cancelled",
        }
    }

    /// In a word.
    pub const fn name(self) -> Text {
        match self {
            Self::Open => Text::of("abierto", "open"),
            Self::Suspended => Text::of("suspendido", "suspended"),
            Self::Finished => Text::of("terminado", "finished"),
            Self::Cancelled => Text::of("cancelado", "cancelled"),
        }
    }

    /// In words, with the result or the obstacle.
    pub fn described(
        self,
        procedure: &Procedure,
        result: Option<&str>,
        obstacle: Option<Obstacle>,
    ) -> Text {
        match (result, self.obstacle(obstacle)) {
            (Some(result), _) => named::finished(procedure, result),
            (None, Some(obstacle)) => self.with(obstacle),
            (None, None) => self.name(),
        }
    }

    /// In words for a table: of an open case, the obstacle alone.
    pub fn described_briefly(self, obstacle: Option<Obstacle>) -> Text {
        match self.obstacle(obstacle) {
            Some(obstacle) if self == Self::Open => obstacle.name(),
            Some(obstacle) => self.with(obstacle),
            None => self.name(),
        }
    }

    /// The obstacle that counts in this state: a stopped case is not called stuck as well.
    fn obstacle(self, obstacle: Option<Obstacle>) -> Option<Obstacle> {
        obstacle.filter(|obstacle| match obstacle {
            Obstacle::Conflict => matches!(self, Self::Open | Self::Suspended),
            Obstacle::Stuck => self == Self::Open,
        })
    }

    fn with(self, obstacle: Obstacle) -> Text {
        let (state, obstacle) = (self.name(), obstacle.name());
        Text {
            es: format!("{}, {}", state.es, obstacle.es).into(),
            en: format!("{}, {}", state.en, obstacle.en).into(),
        }
    }
}

impl Obstacle {
    pub const fn of(in_conflict: bool, stuck: bool) -> Option<Self> {
        match (in_conflict, stuck) {
            (true, _) => Some(Self::Conflict),
            (false, true) => Some(Self::Stuck),
            (false, false) => None,
        }
    }

    const fn name(self) -> Text {
        match self {
            Self::Conflict => Text::of("en conflicto", "in conflict"),
            Self::Stuck => Text::of("estancado", "stuck"),
        }
    }
}

impl Serialize for CaseState {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.key())
    }
}

#[cfg(test)]
mod tests {
    use super::{CaseState, Obstacle};
    use crate::testing::procedures::{procedure, step};

    #[test]
    fn a_stopped_case_is_said_to_be_in_conflict_besides_and_a_closed_one_is_not() {
        #[track_caller]
        fn case(state: CaseState, obstacle: Option<Obstacle>, brief: &str, whole: &str) {
            let procedure = procedure([step(1).ends()]);
            let said = state.described(&procedure, None, obstacle);
            assert_eq!(
                (&*state.described_briefly(obstacle).en, &*said.en),
                (brief, whole)
            );
        }
        let (conflict, stuck) = (Obstacle::of(true, true), Obstacle::of(false, true));
        case(CaseState::Open, None, "open", "open");
        case(
            CaseState::Open,
            conflict,
            "in conflict",
            "open, in conflict",
        );
        case(CaseState::Open, stuck, "stuck", "open, stuck");
        let both = "suspended, in conflict";
        case(CaseState::Suspended, conflict, both, both);
        case(CaseState::Suspended, stuck, "suspended", "suspended");
        case(CaseState::Cancelled, conflict, "cancelled", "cancelled");
        case(CaseState::Finished, conflict, "finished", "finished");
    }
}

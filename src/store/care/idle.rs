use std::collections::BTreeSet;

use crate::model::{ActivityNumber, ProcedureId, RoleId};

/// A setting that can be read and has no effect, or not the intended one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum IdleSetting {
    /// A limit of an activity that no version of a procedure has.
    LimitOfNothing {
        procedure: ProcedureId,
        activity: ActivityNumber,
    },
    /// A second limit of one activity: the first one counts.
    LimitTwice {
        procedure: ProcedureId,
        activity: ActivityNumber,
    },
    /// Cases run under a procedure in which some activities can be done by nobody of the table of
    /// people.
    RolesOfNobody {
        procedure: ProcedureId,
        roles: BTreeSet<RoleId>,
    },
    /// A name with a letter of another alphabet that looks Latin: who types it does not find it.
    Lookalike { name: String, letter: char },
}

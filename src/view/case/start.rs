use serde::Serialize;

use crate::engine::Case;
use crate::model::{ActivityNumber, CaseId, ProcedureId};

/// The answer of `case start`.
#[derive(Serialize)]
pub struct StartView<'a> {
    case: String,
    procedure: &'a ProcedureId,
    version: u32,
    /// True where the definition ships with `ugat`, false where it only bears the name of one that
    /// does.
    official: Option<bool>,
    ready: Vec<ActivityNumber>,
    /// False where `--if-new` found a case that was there.
    new: bool,
}

impl<'a> StartView<'a> {
    pub fn of(id: &CaseId, case: &Case<'a>, new: bool) -> Self {
        let procedure = case.procedure();
        Self {
            case: id.to_string(),
            procedure: &procedure.id,
            version: procedure.version,
            official: procedure.official(),
            ready: case.ready().iter().map(|work| work.activity).collect(),
            new,
        }
    }
}

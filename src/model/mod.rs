//! The nouns: ids, a procedure, the events of a case. Pure values, checked where they are made,
//! that know nothing of files, TOML or JSON.

mod case_id;
mod digest;
mod entered;
mod event;
mod key;
mod moment;
mod procedure;

pub use case_id::{CaseId, CaseIdFault};
pub use digest::{Digest, EventId, ItemId};
pub use entered::{Actor, Entered, EnteredFault, Line, Prose};
pub use event::{Act, Completion, Event, Output, Return, Start};
pub use key::{ActivityNumber, AnswerKey, KeyFault, OutputKind, ProcedureId, ResultKey, RoleId};
pub use moment::{Moment, MomentFault};
pub use procedure::{
    Activity, Answer, Approval, Ending, Kind, OutputGroup, Procedure, Question, Reading, Role,
};

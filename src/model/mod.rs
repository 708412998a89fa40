//! The nouns as pure values, checked where they are made: ids, procedures, events, forms, people,
//! settings. Files, TOML, JSON and the rule of flow are not here.

mod acceptance;
mod act;
mod act_name;
mod act_parts;
mod act_texts;
pub mod budget;
mod calendar;
mod case_id;
mod clock;
mod digest;
mod entered;
mod event;
mod filled;
mod form;
mod key;
mod label;
mod manual;
mod moment;
mod official;
mod people;
mod procedure;
mod retired;
mod settings;
mod short_names;
mod zone;

use smallvec::SmallVec;

/// A list that nearly always has one element, stored inline.
pub type Few<T> = SmallVec<[T; 1]>;

pub use acceptance::Accepted;
pub use act::{
    Act, Completion, Correction, Keeping, Migration, Output, Redirection, Restoration, Retraction,
    Return, Start, Subject, Turn, Undoing, Waiver,
};
pub use act_name::ActName;
pub use act_texts::Wording;
pub use calendar::{Calendar, Limit, Span};
pub use case_id::CaseId;
pub use clock::{Ages, Clock, DueFilter, Pause};
pub use digest::{Digest, EventId, ItemId};
pub use entered::{Actor, Entered, EnteredFault, Line, Prose};
pub use event::Event;
pub use filled::{Entry, FieldValue, Filled, FormRecord, Secret};
pub use form::{
    Choice, Condition, Custody, Field, FieldShape, Form, Format, Level, Mandatory, OptionKey,
    Requirement, Rule,
};
pub use key::{
    ActivityNumber, AnswerKey, FieldKey, FormId, KeyFault, OutputKind, ProcedureId, ResultKey,
    RoleId,
};
pub use label::LabelFilter;
pub use manual::{Clause, Manual, Norm, OtherManual};
pub use moment::Moment;
pub use official::normal;
pub use people::{HeldRole, People, Person, Substitute, Tenure};
pub use procedure::{
    Activity, Answer, Approval, Ending, FormGroup, Kind, OutputGroup, Procedure, Question, Reading,
    Role,
};
pub use retired::Retired;
pub use settings::Settings;
pub use short_names::ShortNames;
pub use zone::{UnitClock, UnitTime, Zone};

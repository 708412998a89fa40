//! The interpreter: what a procedure and the events of a case mean together, and which acts may be
//! written next. Pure functions: clocks, files, languages and the wire format are not here.

mod case;
mod decide;
#[cfg(test)]
mod equivalence;
mod fold;
mod people;
mod proof;
mod versions;

pub use case::Case;
pub use case::account::Account;
pub use case::class::{Class, Conflict, Side};
pub use case::departure::DepartureKind;
pub use case::due::{Due, Owed};
pub use case::ended::Ended;
pub use case::held::{Held, HeldReason};
pub use case::outline::{Dispute, Interner, LiveWork, Outline, OwedOutput, Progress};
pub use case::outputs::{Given, OutputRow, outputs, owed};
pub use case::past::{Course, Past, Recall, Told};
pub use case::work::{Came, Done, Ready, Standing, Waiting};
pub use decide::off_path::{assign, correct, label, redirect, resolve, turn, undo, unlabel};
pub use decide::refusal::{Field, Refusal};
pub use decide::secrets::refuse_secrets;
pub use decide::withdrawal::{Withdraw, retract, waive};
pub use decide::{Advance, AttachTo, ReturnTo, advance, attach, send_back, work_to_do};
pub use fold::outcome::{Invalid, Outcome, TurnState};
pub use fold::register::{Register, Settlement};
pub use fold::version::Version;
pub use people::capacity::{Capacity, Denied, entitle, known, recorded_role};
pub use people::mark::{Mark, MarkKind};
pub use people::marks::{Marks, ahead};
pub use people::oddity::Oddity;
pub use people::reach::{Reader, Way, substitutes};
pub use proof::effort::WORK;
pub use proof::explore::{Fewest, Proof, distances, prove, prove_from, prove_sparing, remaining};
pub use proof::marking::{Choice, Flow, Marking};
pub use proof::net::Net;
pub use proof::refused::{Impasse, Refused, Step};
pub use proof::set::ActivitySet;
pub use versions::counterpart::Pair;
pub use versions::difference::{Altered, Aspect, Change, Difference, same_readings};
pub use versions::migrate::migrate;

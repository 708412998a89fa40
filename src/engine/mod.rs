//! The interpreter: what a procedure and the events of a case mean together. Pure functions; no
//! clock, file or language inside.

mod capacity;
mod case;
mod class;
mod counterpart;
mod decide;
mod difference;
mod discreet;
mod due;
mod ended;
mod explore;
mod fold;
mod history;
mod marking;
mod migrate;
mod net;
mod numbers;
mod off_path;
mod outcome;
mod outputs;
mod refusal;
mod register;
mod run;
#[cfg(test)]
mod sample;
mod set;
mod suppose;
mod token;
mod told;
mod version;
mod work;
mod written;

pub use capacity::{Capacity, Denied, entitle, known};
pub use case::Case;
pub use class::{Class, Conflict, Held, HeldReason, Side};
pub use counterpart::{Pair, counterparts};
pub use decide::{Advance, AttachTo, ReturnTo, advance, attach, send_back, work_named, work_to_do};
pub use difference::{Altered, Aspect, Change, Difference};
pub use discreet::discreet;
pub use due::{Due, Owed};
pub use ended::Ended;
pub use explore::{Fewest, Impasse, Proof, Refused, Step, distances, prove, prove_from, remaining};
pub use marking::{Choice, Flow, Marking};
pub use migrate::{Map, migrate};
pub use net::Net;
pub use off_path::{Undo, assign, correct, redirect, resolve, turn, undo};
pub use outcome::{CaseState, Invalid, Outcome};
pub use outputs::{Given, OutputRow, outputs, owed};
pub use refusal::{Field, Refusal};
pub use register::{Register, Settlement, Write};
pub use run::Work;
pub use set::ActivitySet;
pub use version::Version;
pub use work::{Came, Done, Ready, Standing, Waiting};

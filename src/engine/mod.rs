//! The interpreter: what a procedure and the events of a case mean together. Pure functions; no
//! clock, file or language inside.

mod case;
mod class;
mod decide;
mod explore;
mod history;
mod marking;
mod net;
mod outcome;
mod outputs;
mod register;
mod run;
#[cfg(test)]
mod sample;
mod set;
mod token;

pub use case::{Case, Done, Ready, Standing, Waiting};
pub use class::{Class, Conflict, Held, HeldReason, Side};
pub use decide::{Advance, AttachTo, Refusal, ReturnTo, advance, attach, send_back, work_named};
pub use explore::{Fewest, Impasse, Proof, Refused, Step, distances, prove, remaining};
pub use marking::{Choice, Flow, Marking};
pub use net::Net;
pub use outcome::{Invalid, Outcome};
pub use outputs::{Given, OutputRow, outputs, owed};
pub use set::ActivitySet;

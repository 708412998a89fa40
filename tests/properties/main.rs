//! What must hold of every sound procedure and of every case: flow, replay and merging.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod ages;
mod clones;
mod flow;
mod forms;
#[path = "../fuzz/harness.rs"]
mod harness;
mod hostile;
mod migration;
mod naive;
mod names;
mod procedures;
mod replay;
mod reports;

//! Many acts at once: a file of actions, or a sheet of cases on paper, checked whole before any of
//! it is written.

mod batch;
mod carry_out;
mod check;
mod grammar;
mod group;
mod import;
mod outcome;
mod paper;
mod saying;
mod sheet;
mod told;

pub use batch::Batch;
pub use import::Import;

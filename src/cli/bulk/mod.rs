//! Many acts at once: a file of actions, or a sheet of cases on paper, checked whole before any of
//! it is written.

mod batch;
mod carry_out;
mod check;
mod grammar;
mod group;
mod import;
mod line;
mod outcome;
mod paper;
mod rows;
mod sheet;

pub use batch::Batch;
pub use import::Import;

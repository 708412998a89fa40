//! What tests of several files share: sample procedures, cases, stores and calls. Tests themselves
//! are beside what they test.

pub mod cases;
pub mod command;
pub mod flow;
pub mod procedures;
pub mod reports;
pub mod store;

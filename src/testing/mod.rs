//! What tests of several files build on: procedures, cases, stores and calls, in few words.

pub mod cases;
pub mod command;
pub mod flow;
pub mod procedures;
pub mod reports;
pub mod store;

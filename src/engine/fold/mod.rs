//! The fold: events of a case become registers, work items and what each act came to.

pub mod agreed;
pub mod board;
pub mod flows;
pub mod folding;
pub mod history;
pub mod outcome;
pub mod register;
pub mod replay;
pub mod run;
pub mod seen;
pub mod sights;
pub mod subjects;
pub mod token;
pub mod version;
pub mod whereabouts;
pub mod written;

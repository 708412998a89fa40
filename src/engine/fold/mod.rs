//! The fold: the events of a case become registers, work items and results. It never fails on
//! policy. The classes of acts and all questions about a case are in `case`.

pub mod agreed;
pub mod board;
pub mod flows;
pub mod folding;
pub mod history;
pub mod item_index;
pub mod outcome;
pub mod register;
pub mod replay;
pub mod run;
pub mod seen;
pub mod sights;
pub mod subjects;
pub mod token;
pub mod version;

pub mod written;

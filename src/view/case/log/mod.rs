//! The log of a case: one entry for each act, in order. What was done, in words, lies in `case::act`.

pub mod line;
pub mod more;
pub mod output;
pub mod view;

//! The log of a case, one entry for each act, in order, and the acts of many cases. What was done, in
//! words, lies in `case::act`.

pub mod acts;
pub mod columns;
pub mod entry;
pub mod line;
pub mod more;
pub mod output;
pub mod view;

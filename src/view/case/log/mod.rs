//! The log of a case: one entry an act, in order.

pub mod line;
pub mod more;
pub mod output;
pub mod view;

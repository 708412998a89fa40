//! The documents of a case, and of many cases.

pub mod list;
pub mod view;

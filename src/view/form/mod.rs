//! The answers and pages on forms. Checking them is the work of `crate::form`.

pub mod check;
pub mod fault;
pub mod page;
pub mod template;
pub mod view;
pub mod wording;

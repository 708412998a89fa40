//! The answer of `case why`, and its page. The paths that it shows come from `engine`.

pub mod page;
pub mod view;

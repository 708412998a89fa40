//! Why an activity of a case stands as it does.

pub mod page;
pub mod view;

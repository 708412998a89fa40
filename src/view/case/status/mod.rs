//! How a case stands: its answer, its page, and one row for many cases.

pub mod acts;
pub mod entry;
pub mod list;
pub mod page;
pub mod view;

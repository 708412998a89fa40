//! The answer of `case status`, its page, and its rows for several cases. What became of single acts
//! lies in `case::class`.

pub mod acts;
pub mod entry;
pub mod list;
pub mod next;
pub mod page;
pub mod view;

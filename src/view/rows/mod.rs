//! Rows of answers: columns, cells, and how each format writes them.

pub mod cell;
pub mod column;
pub mod drawn;
pub mod error_row;
pub mod format;
pub mod formats;
pub mod layout;
pub mod order;
pub mod refusal_row;
pub mod table;
pub mod template;

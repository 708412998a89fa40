//! Answers: one struct each, whose `Serialize` is the JSON and whose renderer makes the text in
//! either language. Everything from outside is escaped where it is shown.

mod json;
mod page;
mod table;

pub use json::{json, ndjson};
pub use page::{Look, cut, width, wrapped};
pub use table::{Cell, Column, Format, Rows, Table, written};

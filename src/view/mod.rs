//! Answers: one struct each, whose `Serialize` is the JSON and whose renderer makes the text in
//! either language. Everything from outside is escaped where it is shown.

mod hint;
mod json;
mod misfit;
mod name;
mod page;
mod problem;
mod reason;
mod snippet;
mod syntax;
mod table;

pub use json::{json, ndjson};
pub use page::{Look, cut, width, wrapped};
pub use problem::{ProblemView, problem_report, problem_views};
pub use snippet::{Manner, Notice, Place, Source, snippet};
pub use table::{Cell, Column, Format, Rows, Table, written};

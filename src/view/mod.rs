//! Answers: one struct each, whose `Serialize` is the JSON and whose renderer makes the text in
//! either language. Everything from outside is escaped where it is shown.

mod check;
mod class;
mod course;
mod error_row;
mod hint;
mod json;
mod lanes;
mod list;
mod log;
mod misfit;
mod name;
pub mod named;
mod outputs;
mod page;
mod picture;
mod problem;
mod procedure;
mod procedure_text;
mod reason;
mod refused;
#[cfg(test)]
pub mod sample_case;
#[cfg(test)]
pub mod samples;
mod sheet;
mod sign;
mod snippet;
mod start;
mod status;
mod status_page;
mod syntax;
mod table;
mod why;
mod why_page;

pub use check::{Checked, CheckedFile, check_json, check_report};
pub use error_row::{ErrorRow, ErrorView};
pub use json::{json, ndjson};
pub use list::{CaseList, CaseRow};
pub use log::LogView;
pub use outputs::{Check, OutputView, OutputsView};
pub use page::{Look, cut, packed, said, width, wrapped};
pub use picture::picture;
pub use problem::{ProblemView, problem_report, problem_views};
pub use procedure::{ProcedureList, ProcedureRow, ProcedureView};
pub use procedure_text::Readings;
pub use refused::{RefusedView, StepView, refused_report, refused_sentence, refused_views};
pub use snippet::{Manner, Notice, Place, Source, snippet};
pub use start::StartView;
pub use status::{StatusList, StatusView, Telling};
pub use status_page::decided;
pub use table::{Cell, Column, Format, Rows, Table, written};
pub use why::WhyView;

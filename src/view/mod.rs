//! Answers: one struct each, whose `Serialize` is the JSON and whose renderer makes the text in
//! either language. Everything from outside is escaped where it is shown.

mod act;
mod check;
mod class;
mod course;
mod error_row;
mod hint;
mod json;
mod lanes;
mod list;
mod log;
mod log_more;
mod misfit;
mod moment;
mod name;
pub mod named;
mod outputs;
mod page;
mod picture;
mod problem;
mod procedure;
mod procedure_text;
mod procedure_words;
mod reason;
mod refused;
mod refused_words;
#[cfg(test)]
pub mod sample_case;
#[cfg(test)]
pub mod samples;
mod sheet;
mod sign;
mod snippet;
mod start;
mod status;
mod status_acts;
mod status_entry;
mod status_list;
mod status_page;
mod syntax;
mod table;
mod telling;
mod why;
mod why_page;

pub use act::{decided, event_said};
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
pub use refused::{RefusedView, StepView, refused_report, refused_views};
pub use refused_words::{refused_sentence, refused_trace};
pub use snippet::{Manner, Notice, Place, Source, snippet};
pub use start::StartView;
pub use status::StatusView;
pub use status_entry::brief;
pub use status_list::StatusList;
pub use table::{Cell, Column, Format, Rows, Table, written};
pub use telling::Telling;
pub use why::WhyView;

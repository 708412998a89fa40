//! Many acts at once: a file of actions (`batch`), or a sheet of cases on paper (`import`), checked
//! whole before any of it is written. What an action does to a case lies with its command in `case`.

mod batch;
mod carry_out;
mod check;
mod group;
mod import;
mod line;
mod outcome;
mod paper;
mod request;
mod rows;
mod sheet;
mod sheet_day;

pub use batch::Batch;
pub use import::Import;

//! Many acts at once: a file of actions (`batch`), a sheet of cases on paper (`import`), or one act
//! on all cases that options choose, checked whole before any of it is written. What an action does to a case lies with its command in `case`.

mod batch;
mod carry_out;
mod check;
mod chosen;
mod group;
mod import;
pub mod line;
mod outcome;
mod paper;
mod request;
mod rows;
mod sheet;
mod sheet_day;

pub use batch::Batch;
pub use chosen::on_many;
pub use import::Import;

//! TOML text read into procedures, forms and settings, or into all problems of it, each
//! with its place. Problems are data: their sentences are in `view`. Files are opened in `store`.

mod acceptance;
mod activity;
mod calendar;
mod catalogue;
mod check;
pub mod compiled;
mod document;
mod filled;
mod finish;
mod flow;
mod form;
mod form_check;
mod form_rule;
mod form_written;
mod heading;
mod json;
mod load;
mod misfit;
mod numbering;
mod part;
mod people;
mod places;
mod problem;
mod reader;
mod setting_fault;
mod settings;
mod strict;
mod syntax;
mod values;
mod written;

pub use calendar::time_zone;
pub use catalogue::Catalogue;
pub use document::LONGEST_FILE;
pub use filled::{COMMENT, FORM, FilledFile, filled, masked};
pub use form::form;
pub use load::{Loaded, load};
pub use misfit::Misfit;
pub use part::Part;
pub use problem::{Expected, Named, Newer, Problem, Reason, Shape, Syntax};
pub use setting_fault::SettingFault;
pub use settings::settings;

//! TOML text to a procedure or to settings, or everything that is wrong with it, each with its place. Reasons are
//! data; the words for them are made where they are shown.

mod acceptance;
mod activity;
mod calendar;
mod catalogue;
mod check;
pub mod compiled;
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
mod manual;
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

pub use catalogue::Catalogue;
pub use filled::{COMMENT, FORM, FilledFile, filled, masked};
pub use form::form;
pub use load::{LONGEST_FILE, Loaded, load};
pub use manual::manual;
pub use misfit::Misfit;
pub use part::Part;
pub use problem::{Expected, Named, Newer, Problem, Reason, Shape, Syntax};
pub use setting_fault::SettingFault;
pub use settings::settings;

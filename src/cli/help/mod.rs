//! Help in both languages: what is said of each command and argument, and how a page is laid out.

mod level;
mod localised;
mod pages;
mod request;
pub mod shown;
mod topic;

pub use level::Level;
pub use localised::{Length, argument_in, page};
pub use pages::{about, said};
pub use request::Help;
pub use topic::{TOPICS, Topic};

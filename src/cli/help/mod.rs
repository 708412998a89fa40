//! Help in both languages: what is said of each command and argument, and how a page is laid out.

mod level;
mod localised;
mod pages;

pub use level::Level;
pub use localised::{Length, argument_in, command, page};
pub use pages::{about, said};

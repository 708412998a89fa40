//! Help in both languages: how a page is laid out from what is said of each command and argument,
//! which stands where they are declared.

mod level;
mod localised;
mod request;
mod said;
mod shared;
pub mod shown;
mod topic;
mod value;

pub use level::Level;
pub use localised::{Length, page};
pub use request::Help;
pub use said::{about, said};
pub(crate) use said::{both, examples};
pub use shared::{BY, CALENDAR_DAYS, CASE, EVENT, ITEM, LABEL, ON, REASON, REVEAL, ROLE, YES};
pub use topic::{TOPICS, Topic};
pub use value::{Value, argument_in};

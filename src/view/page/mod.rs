//! How pages are laid out: for a terminal, as Markdown and as HTML. Tables lie in `rows`; what
//! pages say lies in the other folders.

pub mod document;
pub mod joined;
pub mod json;
pub mod look;
pub mod markdown;
pub mod moment;
pub mod plain;
pub mod sheet;
pub mod sign;

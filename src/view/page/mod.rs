//! Pages: text laid out for a terminal, as Markdown and as HTML.

pub mod document;
pub mod json;
pub mod look;
pub mod markdown;
pub mod moment;
pub mod plain;
pub mod sheet;
pub mod sign;

//! The answers and pages on cases. What they share on procedures lies in `procedure`, what lays out
//! pages in `page`, and tables in `rows`.

pub mod act;
pub mod ages;
pub mod behalf;
pub mod bulk;
pub mod class;
pub mod commands;
pub mod dossier;
pub mod draft;
pub mod inbox;
mod inbox_page;
pub mod list;
pub mod log;
pub mod mark;
pub mod migrations;
pub mod outlined;
pub mod outputs;
pub mod reader;
pub mod start;
pub mod state;
pub mod status;
pub mod telling;
pub mod urgency;
pub mod waits;
pub mod why;

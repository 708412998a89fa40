//! What the JSON of every answer looks like, as JSON Schema (draft 2020-12): a file for each answer
//! beside what they share, put together where one is printed.

pub mod all;
mod joined;
pub mod list;

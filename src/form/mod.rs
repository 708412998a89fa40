//! What a filled form must hold: the format of each value, what is mandatory, and the rules across
//! fields, across the form and its case, and across forms. Reasons are data.

mod check;
mod format;

pub use check::{Context, Fault, Finding, check};
pub use format::FormatFault;

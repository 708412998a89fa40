//! The checks of a filled form: the format of each value, mandatory fields, and rules across
//! fields, the case and other forms. Faults are data: their sentences are in `view`.

mod check;
mod format;

pub use check::{Context, Fault, Finding, check};
pub use format::FormatFault;

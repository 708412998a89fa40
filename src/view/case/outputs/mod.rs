//! The outputs of one case and of several cases. The fields of a given form lie in `form`.

pub mod list;
mod remarks;
pub mod view;
mod withdrawal;

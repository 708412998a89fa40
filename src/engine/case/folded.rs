use crate::engine::fold::history::History;
use crate::engine::fold::run::{Rules, Run};
use crate::engine::fold::written::Written;

/// A fold, with all that it was made from.
#[derive(Clone, Copy)]
pub struct Folded<'f> {
    pub rules: &'f Rules<'f>,
    pub history: &'f History<'f>,
    pub written: &'f Written,
    pub run: &'f Run,
}

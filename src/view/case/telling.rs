use crate::model::Ages;
use crate::view::Look;

/// For whom a page on a case is written.
#[derive(Clone, Debug)]
pub struct Telling<'a> {
    pub look: Look,
    pub colour: bool,
    pub ages: Ages,
    /// The shortest id of the case.
    pub short: &'a str,
}

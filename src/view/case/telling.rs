use chrono::NaiveDate;

use crate::view::Look;

/// How a case is told to a person.
#[derive(Clone, Debug)]
pub struct Telling<'a> {
    pub look: Look,
    pub colour: bool,
    pub today: NaiveDate,
    /// The case as it is typed.
    pub short: &'a str,
}

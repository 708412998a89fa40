use crate::engine::Reach;
use crate::model::{Ages, RoleId};
use crate::text;
use crate::view::Look;
use crate::view::case::behalf::in_place_of;
use crate::words::Text;

/// For whom a page on a case is written.
#[derive(Clone, Debug)]
pub struct Telling<'a> {
    pub look: Look,
    pub colour: bool,
    pub ages: Ages,
    /// The shortest id of the case.
    pub short: &'a str,
    /// What the reader may do today, where some stand in for others.
    pub reach: Option<Reach<'a>>,
    /// Whether the journal is written to: a damaged one is not, nor one with acts of a later version.
    pub takes_acts: bool,
}

impl Telling<'_> {
    /// That the reader may do what belongs to these roles in whose place.
    pub fn in_place(&self, roles: &[RoleId]) -> Option<Text> {
        let principals = self.reach.as_ref()?.to(roles)?;
        let Text { es, en } = in_place_of(&principals)?;
        Some(text!("puede hacerlo {es}", "you may do it {en}"))
    }
}

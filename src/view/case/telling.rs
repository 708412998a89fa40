use crate::engine::{Reader, Way};
use crate::model::{Ages, RoleId};
use crate::text;
use crate::view::Look;
use crate::view::case::reader::in_place_of;
use crate::words::Text;

/// For whom a page on a case is written.
#[derive(Clone, Debug)]
pub struct Telling<'a> {
    pub look: Look,
    pub colour: bool,
    pub ages: Ages,
    /// The shortest id of the case.
    pub short: &'a str,
    /// What the reader may do today.
    pub reader: Reader<'a>,
    /// Whether the journal is written to: a damaged one is not, nor one with acts of a later version.
    pub takes_acts: bool,
}

impl Telling<'_> {
    /// Whether acts are proposed: the journal takes them, and the reader may do some.
    pub const fn proposes(&self) -> bool {
        self.takes_acts && self.reader.stranger().is_none()
    }

    /// That the reader may do what belongs to these roles in whose place, or record it.
    pub fn in_place(&self, roles: &[RoleId]) -> Option<Text> {
        match self.reader.to(roles)? {
            Way::Own => None,
            Way::InPlaceOf(principals) => {
                let Text { es, en } = in_place_of(&principals);
                Some(text!("puede hacerlo {es}", "you may do it {en}"))
            }
            Way::Recording(_) => Some(Text::of("puede registrarlo", "you may record it")),
        }
    }
}

use crate::store::index::extent::{Extent, Row};
use crate::store::index::names::UNREAD;
use crate::store::index::pair::Known;
use crate::store::index::sealed::Sealing;
use crate::store::index::stamp::Stamp;

/// What was read of one journal, to be kept.
#[derive(Debug)]
pub struct Fresh {
    /// Of the journal, before it was read.
    pub stamp: Stamp,
    pub outline: Vec<u8>,
    pub past: Vec<u8>,
    /// The hash of its reference.
    pub reference: u64,
}

/// What was read of one journal, already in the file that will be sealed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kept {
    pub row: Row,
    pub reference: u64,
}

impl Kept {
    /// Of a journal that has to be read every time.
    pub const NOTHING: Self = Self {
        row: Row::NONE,
        reference: UNREAD,
    };
}

impl From<Known> for Kept {
    fn from(known: Known) -> Self {
        Self {
            row: known.row,
            reference: known.reference,
        }
    }
}

impl Sealing {
    /// Adds what was read of some journals: outlines together and pasts together, as they will be
    /// read. Nothing is kept of a journal that was not read whole, that somebody can have changed
    /// in the tick of its stamp, or for which there is no room.
    pub fn keep(&mut self, all: &[Option<Fresh>]) -> Vec<Kept> {
        let begun = self.begun;
        let all: Vec<Option<&Fresh>> = all
            .iter()
            .map(|one| one.as_ref().filter(|fresh| fresh.stamp.is_before(begun)))
            .collect();
        let outlines = self.add_each(&all, |fresh| &fresh.outline);
        let pasts = self.add_each(&all, |fresh| &fresh.past);
        let rows = outlines.into_iter().zip(pasts);
        let kept = all.iter().zip(rows).map(|(fresh, (outline, past))| {
            let row = outline
                .zip(past)
                .map(|(outline, past)| Row { outline, past });
            let kept = fresh.zip(row);
            kept.map_or(Kept::NOTHING, |(Fresh { reference, .. }, row)| Kept {
                row,
                reference: *reference,
            })
        });
        kept.collect()
    }

    fn add_each(
        &mut self,
        all: &[Option<&Fresh>],
        piece: impl Fn(&Fresh) -> &[u8],
    ) -> Vec<Option<Extent>> {
        let pieces = all.iter().map(|fresh| {
            let piece = piece(fresh.as_ref()?);
            self.add(piece).ok()
        });
        pieces.collect()
    }
}

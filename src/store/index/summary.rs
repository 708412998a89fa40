//! What the index keeps of one journal: where its outline and its past lie, and its reference.

use crate::store::index::{Extent, Row, Sealing, Stamp};

/// The hash of a case that has no reference.
pub const NO_REFERENCE: u64 = 0;
/// The hash of a case of which it is not known.
pub const UNREAD: u64 = u64::MAX;

/// What was read of one journal and is not in the index yet.
#[derive(Debug)]
pub struct FreshSummary {
    /// Of the journal, before it was read.
    pub stamp: Stamp,
    pub outline: Vec<u8>,
    pub past: Vec<u8>,
    /// The hash of its reference.
    pub reference: u64,
}

/// What was read of one journal, in a file of the index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Summary {
    pub row: Row,
    /// The hash of its reference, [`NO_REFERENCE`] or [`UNREAD`].
    pub reference: u64,
}

impl Summary {
    /// Of a journal that has to be read every time.
    pub const NONE: Self = Self {
        row: Row::NONE,
        reference: UNREAD,
    };
}

impl Sealing {
    /// Adds what was read of some journals: outlines together and pasts together, as they will be
    /// read. Nothing is kept of a journal that was not read whole, that could have changed in the
    /// tick of its stamp, or for which there is no room.
    pub fn keep(&mut self, all: &[Option<FreshSummary>]) -> Vec<Summary> {
        let begun = self.begun;
        let all: Vec<Option<&FreshSummary>> = all
            .iter()
            .map(|one| one.as_ref().filter(|fresh| fresh.stamp.is_before(begun)))
            .collect();
        let outlines = self.add_each(&all, |fresh| &fresh.outline);
        let pasts = self.add_each(&all, |fresh| &fresh.past);
        let extents = outlines.into_iter().zip(pasts);
        let summaries = all
            .into_iter()
            .zip(extents)
            .map(|(fresh, (outline, past))| {
                let (outline, past) = outline.zip(past)?;
                Some(Summary {
                    row: Row { outline, past },
                    reference: fresh?.reference,
                })
            });
        summaries.map(|one| one.unwrap_or(Summary::NONE)).collect()
    }

    fn add_each(
        &mut self,
        all: &[Option<&FreshSummary>],
        piece: impl Fn(&FreshSummary) -> &[u8],
    ) -> Vec<Option<Extent>> {
        all.iter()
            .map(|fresh| self.add(piece((*fresh)?)).ok())
            .collect()
    }
}

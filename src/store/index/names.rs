//! The names of the cases as a file of the index holds them: records of one length, in order.

use std::ops::RangeInclusive;

use crate::model::{CaseId, ProcedureId};
use crate::store::index::{Block, Row, Sealed, Summary};

/// How many names are written and checked together.
pub const TOGETHER: usize = 512;
/// The bytes of one name.
pub const RECORD: usize = KEY + 2 + 1 + Row::BYTES + 8;
/// The first of them, by which names are in order.
const KEY: usize = 2 + 8;

/// What the index knows of a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    pub case: CaseId,
    /// The place of its folder among those of the index.
    pub folder: u16,
    pub kind: Kind,
    pub summary: Summary,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Journal,
    /// It is reached by a link.
    Link,
    /// It was in the file beneath, and is there no more.
    Gone,
}

impl Kind {
    const ALL: [Self; 3] = [Self::Journal, Self::Link, Self::Gone];
}

impl Name {
    /// What it is found by, in a file that has its procedure at this place.
    pub fn key(procedure: u16, case: &CaseId) -> [u8; KEY] {
        key(procedure, case.leading())
    }

    pub fn write(&self, procedure: u16, bytes: &mut Vec<u8>) {
        bytes.extend(Self::key(procedure, &self.case));
        bytes.extend(self.folder.to_le_bytes());
        bytes.push(self.kind as u8);
        bytes.extend(self.summary.row.bytes());
        bytes.extend(self.summary.reference.to_le_bytes());
    }

    fn read(bytes: &[u8], procedures: &[ProcedureId]) -> Option<Self> {
        let (procedure, bytes) = bytes.split_first_chunk()?;
        let (leading, bytes) = bytes.split_first_chunk()?;
        let (folder, bytes) = bytes.split_first_chunk()?;
        let (kind, bytes) = bytes.split_first()?;
        let (row, bytes) = bytes.split_first_chunk()?;
        let procedure = procedures.get(usize::from(u16::from_be_bytes(*procedure)))?;
        Some(Self {
            case: CaseId::from_leading(procedure.clone(), u64::from_be_bytes(*leading)),
            folder: u16::from_le_bytes(*folder),
            kind: *Kind::ALL.get(usize::from(*kind))?,
            summary: Summary {
                row: Row::of_bytes(row)?,
                reference: u64::from_le_bytes(bytes.try_into().ok()?),
            },
        })
    }
}

fn key(procedure: u16, leading: u64) -> [u8; KEY] {
    let mut key = [0; KEY];
    key[..2].copy_from_slice(&procedure.to_be_bytes());
    key[2..].copy_from_slice(&leading.to_be_bytes());
    key
}

impl Sealed {
    fn procedures(&self) -> Vec<ProcedureId> {
        let ids = self.directory.procedures.iter();
        ids.map(|id| ProcedureId::recorded(id)).collect()
    }

    /// Gives all names, in order; nothing where some of them are damaged: not all were given then.
    pub fn names(&self, give: &mut dyn FnMut(Name)) -> Option<()> {
        let procedures = self.procedures();
        for block in &self.directory.names {
            let bytes = self.piece(&block.extent)?;
            for record in bytes.chunks_exact(RECORD) {
                give(Name::read(record, &procedures)?);
            }
        }
        Some(())
    }

    /// Gives the names of the cases of one procedure whose leading bits lie between these, both
    /// included.
    pub fn names_between(
        &self,
        procedure: &str,
        (from, to): (u64, u64),
        give: &mut dyn FnMut(Name),
    ) -> Option<()> {
        let known = &self.directory.procedures;
        let Some(place) = known.iter().position(|known| known == procedure) else {
            return Some(());
        };
        let place = u16::try_from(place).ok()?;
        let (from, to) = (key(place, from), key(place, to));
        let procedures = self.procedures();
        for block in between(&self.directory.names, &from, &to) {
            let bytes = self.piece(&block.extent)?;
            for record in bytes.chunks_exact(RECORD) {
                if (&from[..]..=&to[..]).contains(&&record[..KEY]) {
                    give(Name::read(record, &procedures)?);
                }
            }
        }
        Some(())
    }

    /// Gives the names of those that have references of these hashes, in any order.
    pub fn names_with(
        &self,
        references: &RangeInclusive<u64>,
        give: &mut dyn FnMut(Name),
    ) -> Option<()> {
        let (from, to) = (
            references.start().to_be_bytes(),
            references.end().to_be_bytes(),
        );
        let procedures = self.procedures();
        for block in between(&self.directory.references, &from, &to) {
            let bytes = self.piece(&block.extent)?;
            for record in bytes.chunks_exact(REFERENCE) {
                let (hash, number) = record.split_first_chunk()?;
                if (from..=to).contains(hash) {
                    let number = u32::from_le_bytes(number.try_into().ok()?) as usize;
                    let block = self.directory.names.get(number / TOGETHER)?;
                    let bytes = self.piece(&block.extent)?;
                    let record = bytes.chunks_exact(RECORD).nth(number % TOGETHER)?;
                    give(Name::read(record, &procedures)?);
                }
            }
        }
        Some(())
    }
}

/// The bytes of one reference: its hash, and the number of the name that has it.
pub const REFERENCE: usize = 8 + 4;

pub fn reference_record(hash: u64, number: u32) -> [u8; REFERENCE] {
    let mut record = [0; REFERENCE];
    record[..8].copy_from_slice(&hash.to_be_bytes());
    record[8..].copy_from_slice(&number.to_le_bytes());
    record
}

/// The blocks in which records between these may be.
fn between<'b>(blocks: &'b [Block], from: &[u8], to: &[u8]) -> &'b [Block] {
    let first = blocks.partition_point(|block| block.first.as_slice() < from);
    let end = blocks.partition_point(|block| block.first.as_slice() <= to);
    // The last records of the block before may be equal to `from` as well.
    &blocks[first.saturating_sub(1).min(end)..end]
}

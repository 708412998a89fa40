//! The bytes of a journal as far as they are in budget: a longer file is not read at all.

use std::fs::File;
use std::io;
use std::path::Path;

use rustix::buffer::spare_capacity;
use rustix::io::Errno;

use crate::model::CaseId;
use crate::model::budget::{JOURNAL_BYTES, Over};
use crate::store::{Doing, Result, StoreFault, opening};

/// The bytes of a journal, as far as they are in budget.
#[derive(Debug)]
pub enum JournalBytes {
    Bytes(Vec<u8>),
    /// The file has more than a journal may have: so many.
    TooMany(u64),
}

impl JournalBytes {
    /// The bytes, where they are in budget.
    pub fn of_case(self, case: &CaseId, path: &Path) -> Result<Vec<u8>> {
        match self {
            Self::Bytes(bytes) => Ok(bytes),
            Self::TooMany(bytes) => Err(StoreFault::OverBudget {
                case: case.clone(),
                path: path.to_owned(),
                over: Over::JournalBytes(bytes),
            }),
        }
    }
}

/// The bytes of the file at a path.
pub fn read_at(path: &Path) -> Result<JournalBytes> {
    read(&opening::opened(path)?).map_err(StoreFault::io(Doing::Read, path))
}

/// The bytes of an open file.
pub fn read(file: &File) -> io::Result<JournalBytes> {
    let length = file.metadata()?.len();
    if length > JOURNAL_BYTES {
        return Ok(JournalBytes::TooMany(length));
    }
    let size = usize::try_from(length).unwrap_or(usize::MAX);
    let most = usize::try_from(JOURNAL_BYTES).unwrap_or(usize::MAX);
    let mut bytes = Vec::new();
    // One more: what is as long as expected where there was room for more ends there.
    bytes.try_reserve_exact(size.saturating_add(1))?;
    loop {
        bytes.try_reserve(1)?;
        match rustix::io::read(file, spare_capacity(&mut bytes)) {
            Ok(0) => return Ok(JournalBytes::Bytes(bytes)),
            Ok(_) if bytes.len() == size => return Ok(JournalBytes::Bytes(bytes)),
            // It grew meanwhile.
            Ok(_) if bytes.len() > most => return Ok(JournalBytes::TooMany(bytes.len() as u64)),
            Ok(_) | Err(Errno::INTR) => {}
            Err(error) => return Err(error.into()),
        }
    }
}

//! What a store hands out: its listing and procedures, and its verification and repair.

use std::sync::Arc;

use crate::model::CaseId;
use crate::store::care::{mends, repair, verify};
use crate::store::{Definition, Listing, Mend, Result, Scope, Store, Verified, Versions};

impl Store {
    /// Every journal, as the index has them or, where folders have changed, as they are listed.
    ///
    /// # Errors
    /// Where a folder cannot be listed.
    pub fn listing(&self) -> Result<Listing> {
        Listing::of(self)
    }

    /// A procedure by its id, its code, or either without leading zeros; the newest version, or the
    /// one behind `@`.
    ///
    /// # Errors
    /// Where there is none of this name or version, or a file of the store that claims the name has
    /// problems.
    pub fn procedure(&self, named: &str) -> Result<Arc<Definition>> {
        Versions::find(self, named)
    }

    /// Verifies every journal, or those of some cases, and what they name, on all processors; only the
    /// findings are kept.
    ///
    /// # Errors
    /// Where a folder cannot be listed.
    pub fn verify(&self, scope: Scope) -> Result<Verified> {
        verify(self, scope)
    }

    /// What would mend the store, file by file; in the cases of `cut`, acts that come after lost
    /// ones go as well.
    ///
    /// # Errors
    /// Where a folder cannot be listed or a file not read.
    pub fn mends(&self, cut: &[CaseId]) -> Result<Vec<Mend>> {
        mends(self, cut)
    }

    /// Mends the store as [`Store::mends`] says that it would; first all that comes in, so that no
    /// event is ever missing, then all that goes. Gives what was left because somebody has
    /// written to it meanwhile.
    ///
    /// # Errors
    /// Where something cannot be read or written; what was mended until then stays so, and the
    /// rest is as it was.
    pub fn repair(&self, cut: &[CaseId]) -> Result<Vec<Mend>> {
        repair(self, cut)
    }
}

//! Definitions that come from a store, proved before a case runs under them: by this build before,
//! as the user's cache folder has it, or now.

use std::sync::PoisonError;

use crate::engine::{Refused, prove_sparing};
use crate::model::Digest;
use crate::store::definitions::verdict::Unproved;
use crate::store::index::fingerprint::BUILD;
use crate::store::{CacheEntry, Definition, Store};

/// What was proved of a definition, as it is kept.
type Kept = Result<(), Vec<Refused>>;

impl Store {
    /// Whether a case may run under a definition.
    pub(in crate::store) fn proved(&self, definition: &Definition) -> Result<(), Unproved> {
        let digest = definition.procedure.digest;
        let kept = match self.kept_proof(digest) {
            Some(kept) => kept,
            None => self.prove_now(definition)?,
        };
        kept.map_err(|refused| Unproved::Refused(refused.into()))
    }

    /// One proof at a time: the memory that one takes is bounded, not that of many.
    fn prove_now(&self, definition: &Definition) -> Result<Kept, Unproved> {
        let left = self.proof_work.lock();
        let mut left = left.unwrap_or_else(PoisonError::into_inner);
        let digest = definition.procedure.digest;
        if let Some(kept) = self.kept_proof(digest) {
            return Ok(kept);
        }
        let proved = prove_sparing(&definition.procedure, &definition.net, &mut left);
        let kept: Kept = proved.ok_or(Unproved::PutOff)?.map(drop);
        if let Ok(body) = postcard::to_extend(&(BUILD, &kept), Vec::new()) {
            self.cache.write(entry(digest), &body);
        }
        Ok(kept)
    }

    fn kept_proof(&self, digest: Digest) -> Option<Kept> {
        let body = self.cache.read(entry(digest))?;
        let (build, kept) = postcard::from_bytes::<([u8; 16], Kept)>(&body).ok()?;
        // Another build may read the file otherwise, or ask more of it.
        (build == BUILD).then_some(kept)
    }
}

const fn entry(of: Digest) -> CacheEntry {
    let kind = "proof";
    CacheEntry { kind, of }
}

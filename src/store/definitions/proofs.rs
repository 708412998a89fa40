//! Definitions that come from a store, proved before a case runs under them: by this build before,
//! as the user's cache folder has it, or now.

use std::sync::{Mutex, PoisonError};

use crate::engine::{Refused, WORK, prove_sparing};
use crate::model::Digest;
use crate::store::definitions::Unproved;
use crate::store::index::BUILD;
use crate::store::{Cache, CacheEntry, Definition};

/// The most work of all proofs of one command together: what is left to prove after it is left for
/// the next command, which finds in the cache what this one has proved.
const TOGETHER: u64 = 2 * WORK;

/// What was proved of a definition, as the cache keeps it.
type Proof = Result<(), Vec<Refused>>;

/// The proofs of one command, and the work that they may still take.
#[derive(Debug)]
pub struct Proofs(Mutex<u64>);

impl Default for Proofs {
    fn default() -> Self {
        Self(Mutex::new(TOGETHER))
    }
}

impl Proofs {
    /// Whether a case may run under a definition.
    pub fn prove(&self, definition: &Definition, cache: &Cache) -> Result<(), Unproved> {
        let proof = match cached(cache, definition.procedure.digest) {
            Some(proof) => proof,
            None => self.prove_now(definition, cache)?,
        };
        proof.map_err(|refused| Unproved::Refused(refused.into()))
    }

    /// One proof at a time: the memory that one takes is bounded, not that of many.
    fn prove_now(&self, definition: &Definition, cache: &Cache) -> Result<Proof, Unproved> {
        let mut left = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let digest = definition.procedure.digest;
        if let Some(proof) = cached(cache, digest) {
            return Ok(proof);
        }
        let proved = prove_sparing(&definition.procedure, &definition.net, &mut left);
        let proof: Proof = proved.ok_or(Unproved::PutOff)?.map(drop);
        if let Ok(body) = postcard::to_extend(&(BUILD, &proof), Vec::new()) {
            cache.write(entry(digest), &body);
        }
        Ok(proof)
    }
}

fn cached(cache: &Cache, digest: Digest) -> Option<Proof> {
    let body = cache.read(entry(digest))?;
    let (build, proof) = postcard::from_bytes::<([u8; 16], Proof)>(&body).ok()?;
    // Another build may read the file otherwise, or ask more of it.
    (build == BUILD).then_some(proof)
}

const fn entry(of: Digest) -> CacheEntry {
    let kind = "proof";
    CacheEntry { kind, of }
}

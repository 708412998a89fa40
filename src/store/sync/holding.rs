//! The checks of an exchange: of what is here before it is committed, of what came in, and of what is
//! about to be given on.

use crate::store::care::{CommitCache, lost_to_history, unshareable};
use crate::store::history::ObjectId;
use crate::store::sync::{Exchange, Here, SyncFault};
use crate::store::{Gate, Refusal};

impl Exchange<'_> {
    /// Holds what is here to what may be shared.
    pub fn hold(&self, here: &Here) -> Result<(), SyncFault> {
        if !here.unmerged.is_empty() {
            return Err(SyncFault::Unmerged(here.unmerged.iter().cloned().collect()));
        }
        if !here.ignored.is_empty() {
            return Err(SyncFault::Ignored(here.ignored.iter().cloned().collect()));
        }
        let damaged = unshareable(self.store, &self.git, &here.cases, &here.ours)?;
        match damaged.is_empty() {
            true => Ok(()),
            false => Err(SyncFault::Damaged(damaged)),
        }
    }

    /// Holds what came in to what a gate lets in, by the settings that came with it; gives what it
    /// would not have, and takes nothing away.
    pub(super) fn hold_received(
        &self,
        before: Option<ObjectId>,
        now: ObjectId,
    ) -> Result<Vec<Refusal>, SyncFault> {
        let lost = lost_to_history(&self.store.anew()?, &self.git)?;
        if !lost.is_empty() {
            return Err(SyncFault::Lost(lost));
        }
        let mut refused = self.held(before, now)?;
        refused.retain(|one| !one.what.is_damage());
        Ok(refused)
    }

    /// The commit since which what is given on is looked at: where an exchange last came to its end
    /// here, else where both histories part.
    pub(super) fn since(&self, theirs: Option<&ObjectId>) -> Result<Option<ObjectId>, SyncFault> {
        let (Some(tip), Some(theirs)) = (self.git.tip()?, theirs) else {
            return Ok(None);
        };
        let commits = CommitCache::of(self.store, &self.git);
        if let Some(since) = commits.exchanged(&tip)? {
            return Ok(Some(since));
        }
        let merge_base = ["merge-base", tip.as_str(), theirs.as_str()];
        let since = ObjectId::parse(&self.git.run(&merge_base)?.text());
        if let Some(since) = &since {
            commits.keep_exchanged(since);
        }
        Ok(since)
    }

    /// Holds what is about to be given on to being no damage. What was just committed was looked at
    /// before.
    pub(super) fn hold_given(
        &self,
        since: Option<ObjectId>,
        theirs: Option<&ObjectId>,
    ) -> Result<(), SyncFault> {
        let Some(now) = self.git.tip()? else {
            return Ok(());
        };
        if let Some(since) = &since {
            let came = match theirs {
                Some(theirs) => !self.git.is_ancestor(theirs, since)?,
                None => false,
            };
            if *since == now || (self.looked_at.as_ref() == Some(since) && !came) {
                return Ok(());
            }
        }
        let mut refused = self.held(since, now)?;
        refused.retain(|one| one.what.is_damage());
        match refused.is_empty() {
            true => Ok(()),
            false => Err(SyncFault::Unfit(refused)),
        }
    }

    /// Why all between two commits would not be let in.
    fn held(&self, old: Option<ObjectId>, new: ObjectId) -> Result<Vec<Refusal>, SyncFault> {
        let gate = Gate::of_git(self.git.clone().at("".as_ref())).accepting();
        Ok(gate.hold_range(self.git.path(""), old, new)?)
    }
}

//! Documents that need not be given, and given ones that were withdrawn. An act says so of a work
//! item and names what it is about, so that no other clone's act changes what it means: a waiver ends
//! with the act that takes it back, a withdrawal ends the documents of the acts that it names.

use std::collections::{BTreeMap, BTreeSet};

use crate::engine::Case;
use crate::model::{Act, ActivityNumber, EventId, ItemId, Line, Output, OutputKind};

/// What was waived and withdrawn of one work item, each with the place of the first act that says so
/// and was not taken back.
#[derive(Debug, Default)]
pub struct Withdrawn<'a> {
    waived: BTreeMap<&'a OutputKind, usize>,
    retracted: BTreeMap<Given<'a>, usize>,
}

/// The documents that an act gave of a kind: all of them, or those with a reference.
type Given<'a> = (EventId, &'a OutputKind, Option<&'a Line>);

impl<'a> Withdrawn<'a> {
    /// The kinds that need not be given.
    pub fn waived(&self) -> impl Iterator<Item = (&'a OutputKind, usize)> {
        self.waived.iter().map(|(kind, place)| (*kind, *place))
    }

    /// What withdraws a document that an act gave.
    pub fn retraction(&self, by: EventId, output: &'a Output) -> Option<usize> {
        if self.retracted.is_empty() {
            return None;
        }
        let whole = self.retracted.get(&(by, &output.kind, None));
        let reference = output.reference.as_ref();
        let own = self.retracted.get(&(by, &output.kind, reference));
        whole.into_iter().chain(own).min().copied()
    }
}

impl<'a> Case<'a> {
    /// The kinds of documents that a work item need not leave.
    pub fn waived(&self, item: ItemId) -> impl Iterator<Item = OutputKind> {
        let known = self.history.withdraws.then(|| self.known(item));
        let withdrawn = known.map(|known| self.withdrawn_known(item, known));
        let waived = withdrawn.map(|withdrawn| withdrawn.waived);
        waived.into_iter().flatten().map(|(kind, _)| kind.clone())
    }

    /// The same as if they had been given.
    pub fn waivers_of(&self, item: ItemId) -> Vec<Output> {
        self.waived(item).map(Output::of).collect()
    }

    /// What was waived and withdrawn of a work item known by this version and number.
    pub(in crate::engine) fn withdrawn_known(
        &self,
        item: ItemId,
        known: Option<(ItemId, ActivityNumber)>,
    ) -> Withdrawn<'a> {
        let mut withdrawn = Withdrawn::default();
        if !self.history.withdraws {
            return withdrawn;
        }
        let places: Vec<usize> = self.speaking_of_known(item, known).collect();
        let restored: BTreeSet<EventId> = places
            .iter()
            .filter_map(|place| self.event(*place).did.restored())
            .collect();
        for place in places {
            let event = self.event(place);
            if restored.contains(&event.id) {
                continue;
            }
            if let Act::Waived(waiver) = &event.did {
                withdrawn.waived.entry(&waiver.kind).or_insert(place);
            }
            if let Act::Retracted(retraction) = &event.did {
                for by in &retraction.events {
                    let given = (*by, &retraction.kind, retraction.reference.as_ref());
                    withdrawn.retracted.entry(given).or_insert(place);
                }
            }
        }
        withdrawn
    }

    /// The act that took back a waiver or a withdrawal.
    pub fn restored_by(&self, place: usize) -> Option<usize> {
        let event = self.event(place);
        let item = event.did.item()?;
        let mut speaking = self.history.speaking_of(item);
        speaking.find(|other| self.event(*other).did.restored() == Some(event.id))
    }
}

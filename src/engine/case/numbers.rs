//! The numbers of activities and work items across the versions that a case came through.

use std::collections::BTreeSet;

use crate::engine::fold::run::{Live, Taken};
use crate::engine::fold::version::{Known, known_as, number_in};
use crate::engine::{ActivitySet, Case, Done, Outcome, Register};
use crate::model::{ActivityNumber, ItemId, Procedure};

impl<'a> Case<'a> {
    /// The id of the current version, by what led to it.
    pub fn version_id(&self) -> ItemId {
        self.run.stage().id
    }

    /// The procedure under which an event was written.
    pub fn procedure_of(&self, place: usize) -> &'a Procedure {
        self.rules.definitions[self.written.definition(place)].procedure
    }

    /// The procedure of a version that the case came through.
    pub fn procedure_under(&self, version: ItemId) -> &'a Procedure {
        let mut stages = self.run.stages.iter();
        let found = stages.find(|stage| stage.id == version);
        let stage = found.unwrap_or_else(|| self.run.stage());
        self.rules.definitions[stage.definition].procedure
    }

    /// The procedures of all versions that the case came through, the current one first.
    pub fn procedures(&self) -> impl Iterator<Item = &'a Procedure> {
        let stages = self.run.stages.iter().rev();
        stages.map(|stage| self.rules.definitions[stage.definition].procedure)
    }

    /// The number of a version's activity in the current version, if it is there.
    pub fn number_now(&self, version: ItemId, activity: ActivityNumber) -> Option<ActivityNumber> {
        self.number_in(version, activity, self.version_id())
    }

    /// Whether work that took effect was at this activity of the current version.
    pub fn is_done_at(&self, done: &Done, activity: ActivityNumber) -> bool {
        self.number_now(done.version, done.activity) == Some(activity)
    }

    /// The number of one version's activity in a later version.
    fn number_in(
        &self,
        from: ItemId,
        activity: ActivityNumber,
        to: ItemId,
    ) -> Option<ActivityNumber> {
        if from == to {
            return Some(activity);
        }
        number_in(&self.run.stages, from, activity, to)
    }

    /// The version and number under which a work item took effect or is live.
    pub fn known(&self, item: ItemId) -> Option<(ItemId, ActivityNumber)> {
        if let Some(taken) = self.taken(item) {
            return Some((taken.version, taken.subject.0));
        }
        let place = self.items.live(&self.run, item)?;
        Some((self.version_id(), self.run.live[place].activity))
    }

    /// The number of a known work item in a version; the stated number where nothing is known.
    pub(in crate::engine) fn number_under(
        &self,
        version: ItemId,
        stated: ActivityNumber,
        known: Option<(ItemId, ActivityNumber)>,
    ) -> ActivityNumber {
        let number = known.and_then(|(from, number)| self.number_in(from, number, version));
        number.unwrap_or(stated)
    }

    /// The places of the events that name a work item with a number that it has or had.
    pub fn speaking_of(&self, item: ItemId) -> impl Iterator<Item = usize> {
        self.speaking_of_known(item, self.known(item))
    }

    /// As [`Self::speaking_of`], for an item known by this version and number.
    pub(in crate::engine) fn speaking_of_known(
        &self,
        item: ItemId,
        known: Option<(ItemId, ActivityNumber)>,
    ) -> impl Iterator<Item = usize> {
        self.history.speaking_of(item).filter(move |place| {
            let stated = self.event(*place).did.activity();
            stated.is_some_and(|stated| self.speaks_of_known(*place, stated, known))
        })
    }

    /// Whether an event names a known item with a number that it has or had.
    pub(in crate::engine) fn speaks_of_known(
        &self,
        place: usize,
        stated: ActivityNumber,
        known: Option<(ItemId, ActivityNumber)>,
    ) -> bool {
        known.is_none_or(|(version, number)| {
            let there = self.written.version(place);
            number == stated
                || self.number_in(version, number, there) == Some(stated)
                || self.number_in(there, stated, version) == Some(number)
        })
    }

    /// Every item of an activity that is live, took effect or was named, the last last; before them
    /// those of other activities that had its number in an earlier version.
    pub fn items(&self, activity: ActivityNumber) -> Vec<ItemId> {
        let events = self.events().iter().enumerate();
        let named = events.filter_map(|(place, event)| {
            let (number, item) = event.did.activity().zip(event.did.item())?;
            Some((self.written.version(place), (number, item)))
        });
        let taken = |taken: &Taken| (taken.version, taken.subject);
        let taken = self.run.taken.iter().map(taken);
        let live = |live: &Live| (self.version_id(), live.subject());
        let live = self.run.live.iter().map(live);
        let mut items: Vec<(bool, ItemId)> = Vec::new();
        for (version, (number, item)) in named.chain(taken).chain(live) {
            let is_now = self.number_now(version, number) == Some(activity);
            if is_now || number == activity {
                items.push((is_now, item));
            }
        }
        // Each once, where it is named last.
        let mut seen = BTreeSet::new();
        items.reverse();
        items.retain(|(_, item)| seen.insert(*item));
        items.reverse();
        items.sort_by_key(|(is_now, _)| *is_now);
        items.into_iter().map(|(_, item)| item).collect()
    }

    /// The last of the [items](Self::items) of an activity.
    pub fn last_item(&self, activity: ActivityNumber) -> Option<ItemId> {
        if self.run.stages.len() > 1 {
            return self.items(activity).pop();
        }
        let named = || {
            let events = self.events().iter();
            events.filter_map(|event| event.did.activity().zip(event.did.item()))
        };
        self.items.last(&self.run, named, activity)
    }

    /// How many different activities were done.
    pub fn activities_done(&self) -> usize {
        let taken = self.run.taken.iter();
        let done = taken.filter(|taken| {
            let register = self.run.registers.by_number(taken.number);
            let outcome = register.and_then(Register::settled);
            matches!(outcome, Some(Outcome::Done(_)))
        });
        let stages = &self.run.stages;
        if stages.len() == 1 {
            let numbers: ActivitySet = done.map(|taken| taken.subject.0).collect();
            return numbers.len();
        }
        let known = done.filter_map(|taken| {
            let place = stages.iter().position(|stage| stage.id == taken.version)?;
            Some(known_as(&stages[..=place], taken.subject.0))
        });
        known.collect::<BTreeSet<Known>>().len()
    }
}

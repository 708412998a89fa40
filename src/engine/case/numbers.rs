use std::collections::BTreeSet;

use crate::engine::fold::version::{Known, known_as};
use crate::engine::{ActivitySet, Case, Done, Outcome, Register};
use crate::model::{ActivityNumber, ItemId, Procedure};

/// Activities by their numbers, where a case came through versions that number them differently.
impl<'a> Case<'a> {
    /// The name of the version under which the case is now, by what led to it.
    pub fn version_id(&self) -> ItemId {
        self.run.stage().id
    }

    /// The procedure in whose terms an event speaks.
    pub fn procedure_of(&self, place: usize) -> &'a Procedure {
        self.rules.definitions[self.written.definition(place)].procedure
    }

    /// The procedure by a version through which the case came.
    pub fn procedure_under(&self, version: ItemId) -> &'a Procedure {
        let mut stages = self.run.stages.iter();
        let found = stages.find(|stage| stage.id == version);
        let stage = found.unwrap_or_else(|| self.run.stage());
        self.rules.definitions[stage.definition].procedure
    }

    /// The procedure by every version through which the case came, the present one first.
    pub fn procedures(&self) -> impl Iterator<Item = &'a Procedure> {
        let stages = self.run.stages.iter().rev();
        stages.map(|stage| self.rules.definitions[stage.definition].procedure)
    }

    /// The number that an activity of a version bears under the present one, if it is there.
    pub fn number_now(&self, version: ItemId, activity: ActivityNumber) -> Option<ActivityNumber> {
        self.number_in(version, activity, self.version_id())
    }

    /// Whether work that took effect is work of this activity, as it is numbered now.
    pub fn is_done_at(&self, done: &Done, activity: ActivityNumber) -> bool {
        self.number_now(done.version, done.activity) == Some(activity)
    }

    /// The number that an activity of one version bears under a later one.
    fn number_in(
        &self,
        from: ItemId,
        activity: ActivityNumber,
        to: ItemId,
    ) -> Option<ActivityNumber> {
        if from == to {
            return Some(activity);
        }
        let place = |version: ItemId| self.run.stages.iter().position(|stage| stage.id == version);
        let later = self.run.stages.get(place(from)? + 1..=place(to)?)?;
        let mut later = later.iter();
        later.try_fold(activity, |number, stage| stage.number(number))
    }

    /// The version and the number by which a work item holds its tokens, or took effect.
    pub fn known(&self, item: ItemId) -> Option<(ItemId, ActivityNumber)> {
        if let Some(place) = self
            .whereabouts
            .taken(&self.run, &self.history.subjects, item)
        {
            let taken = &self.run.taken[place];
            return Some((taken.version, taken.subject.0));
        }
        let place = self.whereabouts.live(&self.run, item)?;
        Some((self.version_id(), self.run.live[place].activity))
    }

    /// The number that the activity of a work item bears under a version; as it is said where
    /// nothing more is known.
    pub(in crate::engine) fn number_under(
        &self,
        version: ItemId,
        said: ActivityNumber,
        known: Option<(ItemId, ActivityNumber)>,
    ) -> ActivityNumber {
        let number = known.and_then(|(from, number)| self.number_in(from, number, version));
        number.unwrap_or(said)
    }

    /// The places of the events that speak of a work item, by a number that its activity bears or
    /// bore.
    pub fn speaking_of(&self, item: ItemId) -> impl Iterator<Item = usize> {
        self.speaking_of_known(item, self.known(item))
    }

    /// The same of an item of which this is known.
    pub(in crate::engine) fn speaking_of_known(
        &self,
        item: ItemId,
        known: Option<(ItemId, ActivityNumber)>,
    ) -> impl Iterator<Item = usize> {
        let named = self.history.speaking_of(item);
        let said = named.filter_map(|place| Some((place, self.event(place).did.activity()?)));
        said.filter(move |(place, said)| self.speaks_of_known(*place, *said, known))
            .map(|(place, _)| place)
    }

    /// Whether an event speaks of an item of which this is known by a number that its activity
    /// bears or bore.
    pub(in crate::engine) fn speaks_of_known(
        &self,
        place: usize,
        said: ActivityNumber,
        known: Option<(ItemId, ActivityNumber)>,
    ) -> bool {
        known.is_none_or(|(version, number)| {
            let there = self.written.version(place);
            number == said
                || self.number_in(version, number, there) == Some(said)
                || self.number_in(there, said, version) == Some(number)
        })
    }

    /// Every item of an activity that holds tokens, took effect or was spoken of, the last last;
    /// before them those of what bore its number under an earlier version.
    pub fn items(&self, activity: ActivityNumber) -> Vec<ItemId> {
        let events = self.events().iter().enumerate();
        let spoken = events.filter_map(|(place, event)| {
            let (number, item) = event.did.activity().zip(event.did.item())?;
            Some((self.written.version(place), (number, item)))
        });
        let taken = self.run.taken.iter();
        let taken = taken.map(|taken| (taken.version, taken.subject));
        let live = self.run.live.iter();
        let live = live.map(|live| (self.version_id(), live.subject()));
        let mut items: Vec<(bool, ItemId)> = Vec::new();
        for (version, (number, item)) in spoken.chain(taken).chain(live) {
            let is_now = self.number_now(version, number) == Some(activity);
            if is_now || number == activity {
                items.push((is_now, item));
            }
        }
        // Each once, as it was told last.
        let mut told = BTreeSet::new();
        let last = items.into_iter().rev();
        let last = last.filter(|(_, item)| told.insert(*item));
        let mut last: Vec<(bool, ItemId)> = last.collect();
        last.reverse();
        last.sort_by_key(|(is_now, _)| *is_now);
        last.into_iter().map(|(_, item)| item).collect()
    }

    /// The last of the [items](Self::items) of an activity.
    pub fn last_item(&self, activity: ActivityNumber) -> Option<ItemId> {
        if self.run.stages.len() > 1 {
            return self.items(activity).pop();
        }
        let spoken = || {
            let events = self.events().iter();
            events.filter_map(|event| event.did.activity().zip(event.did.item()))
        };
        self.whereabouts.last(&self.run, spoken, activity)
    }

    /// How many different activities have been done.
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

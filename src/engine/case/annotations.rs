//! What acts say beside the flow of a case: outputs, notes, titles, entities, assignments, links,
//! and their corrections.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::engine::{Case, Class};
use crate::model::{
    Act, ActivityNumber, Actor, CaseId, Correction, EventId, ItemId, Line, Moment, Output,
    OutputKind, Prose, UnitTime,
};
use crate::words::matching;

/// Where several acts state the same thing, the last is shown.
impl<'a> Case<'a> {
    /// The corrections of an event, in order, with their places.
    pub fn corrections(
        &self,
        of: EventId,
    ) -> impl DoubleEndedIterator<Item = (usize, &'a Correction)> {
        let places = self.history.corrections(of);
        places.filter_map(|place| Some((place, self.event(place).did.correction()?)))
    }

    /// When an event happened, as it was last corrected.
    pub fn at(&self, place: usize) -> &'a Moment {
        let event = self.event(place);
        let corrected = self.corrected(event.id, |correction| correction.at.as_ref());
        corrected.unwrap_or(&event.at)
    }

    /// The same by the calendar and the clock of the unit.
    pub fn time(&self, place: usize) -> UnitTime {
        self.zone().time(self.at(place))
    }

    /// The day on which an event happened.
    pub fn day(&self, place: usize) -> NaiveDate {
        self.time(place).day
    }

    /// The note of an event, as it was last corrected.
    pub fn note(&self, place: usize) -> Option<&'a Prose> {
        let event = self.event(place);
        self.corrected(event.id, |correction| correction.note.as_ref())
            .or(event.did.note())
    }

    /// The documents that an event and its corrections give, in order: each with the place of the
    /// event that gives it, and of the correction that replaces it. A correction replaces those of
    /// the kinds that it names.
    pub fn outputs_at(
        &self,
        place: usize,
    ) -> impl Iterator<Item = (usize, &'a Output, Option<usize>)> {
        let event = self.event(place);
        let own = event.did.outputs();
        let is_corrected = self.corrections(event.id).next().is_some();
        let (plain, corrected) = match is_corrected {
            false => (own.iter(), Vec::new()),
            true => ([].iter(), self.corrected_outputs(event.id, (place, own))),
        };
        plain
            .map(move |output| (place, output, None))
            .chain(corrected)
    }

    /// The documents of an event with corrections.
    fn corrected_outputs(
        &self,
        event: EventId,
        own: (usize, &'a [Output]),
    ) -> Vec<(usize, &'a Output, Option<usize>)> {
        let mut all = vec![own];
        all.extend(
            self.corrections(event)
                .map(|(by, correction)| (by, &*correction.outputs)),
        );
        // Backwards, so that it is known which later correction replaces a kind.
        let mut replaced: BTreeMap<&OutputKind, usize> = BTreeMap::new();
        let mut documents = Vec::new();
        for (by, outputs) in all.into_iter().rev() {
            let given = outputs.iter().rev();
            documents.extend(given.map(|output| (by, output, replaced.get(&output.kind).copied())));
            replaced.extend(outputs.iter().map(|output| (&output.kind, by)));
        }
        documents.reverse();
        documents
    }

    /// The documents given for a work item so far.
    pub fn outputs_of(&self, item: ItemId) -> impl Iterator<Item = &'a Output> {
        self.given_for(item, self.known(item))
            .map(|(_, output)| output)
    }

    /// The documents given for an item known by this version and number, each with the place of
    /// its act; those that were replaced by a correction or withdrawn are left out.
    pub(in crate::engine) fn given_for(
        &self,
        item: ItemId,
        known: Option<(ItemId, ActivityNumber)>,
    ) -> impl Iterator<Item = (usize, &'a Output)> {
        let places = self.speaking_of_known(item, known);
        let given = places.flat_map(|place| self.outputs_at(place));
        let withdrawn = self.withdrawn_known(item, known);
        let current = given.filter(move |(place, output, corrected)| {
            let by = self.event(*place).id;
            corrected.is_none() && withdrawn.retraction(by, output).is_none()
        });
        current.map(|(place, output, _)| (place, output))
    }

    pub fn title(&self) -> Option<&'a Line> {
        let first = self.event(0).id;
        self.corrected(first, |correction| correction.title.as_ref())
            .or(self.start().title.as_ref())
    }

    /// Its own reference, such as a CITE.
    pub fn reference(&self) -> Option<&'a Line> {
        let first = self.event(0).id;
        self.corrected(first, |correction| correction.reference.as_ref())
            .or(self.start().reference.as_ref())
    }

    /// The entities of the start and of the acts that took effect or agree with one that did, as
    /// last corrected, each once, in order.
    pub fn entities(&self) -> Vec<&'a Line> {
        let (mut entities, mut named) = (Vec::new(), BTreeSet::new());
        let acts = self.events().iter().zip(self.classes());
        for (place, (event, class)) in acts.enumerate() {
            // Of the acts without a subject only the start names entities.
            let counts = match class {
                Class::Recorded => place == 0,
                Class::Applied | Class::Duplicate { .. } => true,
                Class::Side | Class::Held(_) | Class::Replaced { .. } | Class::Invalid(_) => false,
            };
            if !counts {
                continue;
            }
            let corrected = self.corrected(event.id, |correction| {
                (!correction.entities.is_empty()).then_some(correction.entities.as_slice())
            });
            for entity in corrected.unwrap_or(event.did.entities()) {
                if named.insert(matching(entity.as_str())) {
                    entities.push(entity);
                }
            }
        }
        entities
    }

    /// The persons to whom the work of an item was assigned, in order; the last is shown.
    pub fn assigned(&self, item: ItemId) -> impl Iterator<Item = (usize, &'a Actor)> {
        let places = self.history.speaking_of(item);
        places.filter_map(|place| Some((place, self.event(place).did.assigned()?)))
    }

    /// The cases that this one was linked with, in order.
    pub fn links(&self) -> impl Iterator<Item = (usize, &'a CaseId, Option<&'a Line>)> {
        let events = self.events().iter().enumerate();
        events.filter_map(|(place, event)| {
            let Act::Linked { case, kind } = &event.did else {
                return None;
            };
            Some((place, case, kind.as_ref()))
        })
    }

    /// The labels of the case with the event that gives each, in order; one that clones gave without
    /// seeing each other's is there once for each.
    pub fn labels_given(&self) -> Vec<(&'a Line, EventId)> {
        let acts = || self.events().iter().map(|event| (event.id, &event.did));
        let mut taken = BTreeSet::new();
        for (_, act) in acts() {
            if let Act::Unlabelled { labels } = act {
                let labels = labels.iter();
                taken.extend(labels.map(|(label, event)| (*event, matching(label.as_str()))));
            }
        }
        let mut given = Vec::new();
        for (event, act) in acts() {
            if let Act::Labelled { labels } = act {
                let stays = |label: &&Line| !taken.contains(&(event, matching(label.as_str())));
                given.extend(labels.iter().filter(stays).map(|label| (label, event)));
            }
        }
        given
    }

    /// The labels of the case, each once, as it was spelled first.
    pub fn labels(&self) -> Vec<&'a Line> {
        let mut known = BTreeSet::new();
        let mut labels = self.labels_given();
        labels.retain(|(label, _)| known.insert(matching(label.as_str())));
        labels.into_iter().map(|(label, _)| label).collect()
    }

    /// The acts that left the path of the procedure, in order.
    pub fn deviations(&self) -> impl Iterator<Item = usize> {
        let acts = self.events().iter().enumerate();
        acts.filter(|(_, event)| event.did.is_deviation())
            .map(|(place, _)| place)
    }

    /// The last correction of one part of an event.
    fn corrected<T>(
        &self,
        event: EventId,
        part: impl Fn(&'a Correction) -> Option<T>,
    ) -> Option<T> {
        let mut last_first = self.corrections(event).rev();
        last_first.find_map(|(_, correction)| part(correction))
    }
}

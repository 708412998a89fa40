use std::collections::{BTreeMap, BTreeSet};

use crate::engine::{Case, Class};
use crate::model::{
    Act, Actor, CaseId, Correction, EventId, ItemId, Line, Moment, Output, OutputKind, Prose,
};
use crate::words::matching;

/// What people say of a case beside its flow: the last in order is shown, every one is kept.
impl<'a> Case<'a> {
    /// The corrections of an event, in order, with their places.
    pub fn corrections(
        &self,
        of: EventId,
    ) -> impl DoubleEndedIterator<Item = (usize, &'a Correction)> {
        let places = self.history.corrections(of);
        places.filter_map(|place| match &self.event(place).did {
            Act::Corrected(correction) => Some((place, correction)),
            _ => None,
        })
    }

    /// When an event happened, as it was last corrected.
    pub fn at(&self, place: usize) -> &'a Moment {
        let event = self.event(place);
        let corrected = self.corrected(event.id, |correction| correction.at.as_ref());
        corrected.unwrap_or(&event.at)
    }

    /// The note of an event, as it was last corrected.
    pub fn note(&self, place: usize) -> Option<&'a Prose> {
        let event = self.event(place);
        let written = match &event.did {
            Act::Completed(done) => done.note.as_ref(),
            Act::Noted { note } => Some(note),
            _ => None,
        };
        self.corrected(event.id, |correction| correction.note.as_ref())
            .or(written)
    }

    /// The documents that an event and its corrections give, in order: each with the place of the
    /// event that says so, and of the correction by which it is replaced. A correction replaces
    /// those of the kinds that it names.
    pub fn outputs_at(
        &self,
        place: usize,
    ) -> impl Iterator<Item = (usize, &'a Output, Option<usize>)> {
        let event = self.event(place);
        let own = event.did.outputs();
        let is_corrected = self.corrections(event.id).next().is_some();
        let (alone, together) = match is_corrected {
            false => (own, Vec::new()),
            true => (&[][..], self.corrected_outputs(event.id, (place, own))),
        };
        let alone = alone.iter().map(move |output| (place, output, None));
        alone.chain(together)
    }

    /// The documents of an event that was corrected.
    fn corrected_outputs(
        &self,
        event: EventId,
        own: (usize, &'a [Output]),
    ) -> Vec<(usize, &'a Output, Option<usize>)> {
        let corrections = self.corrections(event);
        let corrections = corrections.map(|(by, correction)| (by, correction.outputs.as_slice()));
        let all: Vec<(usize, &[Output])> = std::iter::once(own).chain(corrections).collect();
        // From the last on: by then it is known what a later one replaces.
        let mut replaced: BTreeMap<&OutputKind, usize> = BTreeMap::new();
        let mut told = Vec::new();
        for (by, outputs) in all.into_iter().rev() {
            let given = outputs.iter().rev();
            told.extend(given.map(|output| (by, output, replaced.get(&output.kind).copied())));
            replaced.extend(outputs.iter().map(|output| (&output.kind, by)));
        }
        told.reverse();
        told
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

    /// The entities of its start and of the acts that took effect or say the same, as they were
    /// last corrected, each once, in order.
    pub fn entities(&self) -> Vec<&'a Line> {
        let (mut entities, mut named) = (Vec::new(), BTreeSet::new());
        let acts = self.events().iter().zip(self.classes());
        for (place, (event, class)) in acts.enumerate() {
            // Of what writes on no subject the start alone names entities, and a case has one.
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

    /// To whom the work of an item was given, in order; the last is shown.
    pub fn assigned(&self, item: ItemId) -> impl Iterator<Item = (usize, &'a Actor)> {
        let spoken = self.history.speaking_of(item);
        spoken.filter_map(|place| match &self.event(place).did {
            Act::Assigned { person, .. } => Some((place, person)),
            _ => None,
        })
    }

    /// The cases that this one was linked with, in order.
    pub fn links(&self) -> impl Iterator<Item = (usize, &'a CaseId, Option<&'a Line>)> {
        self.events()
            .iter()
            .enumerate()
            .filter_map(|(place, event)| match &event.did {
                Act::Linked { case, kind } => Some((place, case, kind.as_ref())),
                _ => None,
            })
    }

    /// The acts that left the path of the procedure, in order.
    pub fn deviations(&self) -> impl Iterator<Item = usize> {
        let acts = self.events().iter().enumerate();
        acts.filter(|(_, event)| event.did.is_deviation())
            .map(|(place, _)| place)
    }

    /// What the last correction of an event that says it says.
    fn corrected<T>(
        &self,
        event: EventId,
        says: impl Fn(&'a Correction) -> Option<T>,
    ) -> Option<T> {
        let mut last = self.corrections(event).rev();
        last.find_map(|(_, correction)| says(correction))
    }
}

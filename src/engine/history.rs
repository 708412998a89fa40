use std::cell::OnceCell;

use rustc_hash::FxHashMap;

use crate::model::{Act, Event, EventId, Few, ItemId};

/// The events of a case in order of (`seq`, id), each once, and who had seen what.
#[derive(Debug)]
pub struct History<'a> {
    pub events: Vec<&'a Event>,
    /// The corrections, by their places, in order.
    pub corrections: Vec<usize>,
    /// The events by id, with their place; put in order where it is first asked for.
    places: OnceCell<Vec<(EventId, usize)>>,
    /// The places of the events that speak of a work item, in order.
    spoken: FxHashMap<ItemId, Few<usize>>,
}

impl<'a> History<'a> {
    /// Of any union of journals: order and repetition do not matter.
    pub fn of(events: impl IntoIterator<Item = &'a Event>) -> Self {
        let mut events: Vec<&Event> = events.into_iter().collect();
        events.sort_unstable_by_key(|event| (event.seq, event.id));
        events.dedup_by_key(|event| event.id);
        let acts = events.iter().map(|event| &event.did).enumerate();
        let corrections = acts.clone();
        let corrections = corrections.filter(|(_, act)| matches!(act, Act::Corrected(_)));
        let mut spoken: FxHashMap<ItemId, Few<usize>> = FxHashMap::default();
        spoken.reserve(events.len());
        for (item, place) in acts.filter_map(|(place, act)| Some((act.item()?, place))) {
            spoken.entry(item).or_default().push(place);
        }
        Self {
            corrections: corrections.map(|(place, _)| place).collect(),
            places: OnceCell::new(),
            spoken,
            events,
        }
    }

    pub fn place(&self, id: EventId) -> Option<usize> {
        let places = self.places.get_or_init(|| {
            let places = self.events.iter().map(|event| event.id).zip(0..);
            let mut places: Vec<(EventId, usize)> = places.collect();
            places.sort_unstable();
            places
        });
        let found = places.binary_search_by_key(&id, |(id, _)| *id).ok()?;
        Some(places[found].1)
    }

    /// The places of the events that speak of a work item, in order.
    pub fn speaking_of(&self, item: ItemId) -> impl Iterator<Item = usize> {
        let spoken = self.spoken.get(&item).into_iter();
        spoken.flatten().copied()
    }

    /// The `seq` of an event; of one that is only thought of, later than all.
    pub fn seq(&self, place: usize) -> u64 {
        self.events.get(place).map_or(u64::MAX, |event| event.seq)
    }

    /// Whether one event is in the past of another.
    pub fn is_past(&self, earlier: usize, later: usize) -> bool {
        earlier != later && self.seen_from(later, Some(earlier))[earlier]
    }

    /// Which events have one in their past, that one aside.
    pub fn seen_by(&self, one: usize) -> Vec<bool> {
        let mut seen_by = vec![false; self.events.len()];
        let mut is_new = true;
        // Where parents are missing, others may stand behind who comes after them.
        while std::mem::take(&mut is_new) {
            for place in (0..self.events.len()).filter(|place| *place != one) {
                let sees = |before: usize| before == one || seen_by[before];
                if !seen_by[place] && self.before(place).any(sees) {
                    seen_by[place] = true;
                    is_new = true;
                }
            }
        }
        seen_by
    }

    /// The places of an event's whole past, in order.
    pub fn past(&self, of: usize) -> Vec<usize> {
        let seen = self.seen_from(of, None);
        (0..self.events.len())
            .filter(|place| *place != of && seen[*place])
            .collect()
    }

    /// The events that are in the past of no other: what the next one comes after.
    pub fn heads(&self) -> Vec<EventId> {
        let mut seen = vec![false; self.events.len()];
        for event in &self.events {
            for place in event.after.iter().filter_map(|id| self.place(*id)) {
                seen[place] = true;
            }
        }
        let heads = self.events.iter().zip(seen);
        heads
            .filter(|(_, seen)| !seen)
            .map(|(event, _)| event.id)
            .collect()
    }

    /// The places of the events that are taken and all of whose past is.
    pub fn closed(&self, takes: impl Fn(&Event) -> bool) -> Vec<usize> {
        let mut taken = vec![false; self.events.len()];
        for place in 0..self.events.len() {
            taken[place] = takes(self.events[place]) && self.before(place).all(|past| taken[past]);
        }
        (0..taken.len()).filter(|place| taken[*place]).collect()
    }

    /// Which events are in the past of any of these.
    pub fn seen_before(&self, places: impl Iterator<Item = usize>) -> Vec<bool> {
        let before = places.flat_map(|place| self.before(place)).collect();
        self.walk(before, None)
    }

    fn seen_from(&self, from: usize, until: Option<usize>) -> Vec<bool> {
        self.walk(vec![from], until)
    }

    /// Everything from these places backwards, themselves included.
    fn walk(&self, mut open: Vec<usize>, until: Option<usize>) -> Vec<bool> {
        let mut seen = vec![false; self.events.len()];
        while let Some(here) = open.pop() {
            if std::mem::replace(&mut seen[here], true) {
                continue;
            }
            if Some(here) == until {
                break;
            }
            open.extend(self.before(here));
        }
        seen
    }

    /// The events that come right before one.
    fn before(&self, place: usize) -> impl Iterator<Item = usize> {
        let before = self.events[place].after.iter();
        before.filter_map(|id| self.place(*id))
    }
}

#[cfg(test)]
mod tests {
    use super::History;
    use crate::engine::sample::Sample;
    use crate::model::{Act, EventId, Prose};

    fn note(sample: &mut Sample, name: &str) -> EventId {
        let note = Prose::recorded(name);
        sample.write(name, Act::Noted { note })
    }

    #[test]
    fn order_and_repetition_of_lines_do_not_matter() {
        let mut sample = Sample::of("1:");
        let (a, b) = (note(&mut sample, "a"), note(&mut sample, "b"));
        let mut lines = sample.events.clone();
        lines.reverse();
        lines.extend(sample.events.clone());
        let history = History::of(&lines);
        let ids: Vec<EventId> = history.events.iter().map(|event| event.id).collect();
        assert_eq!(ids, [EventId::of(b"start"), a, b]);
        assert_eq!(history.place(b), Some(2));
        assert_eq!(history.place(EventId::of(b"other")), None);
    }

    #[test]
    fn who_had_seen_what_follows_from_the_heads_that_each_wrote_after() {
        let mut one = Sample::of("1:");
        let mut other = one.clone();
        let (a, b) = (note(&mut one, "a"), note(&mut other, "b"));
        one.merge(&other);
        let mut heads = vec![a, b];
        heads.sort_unstable();
        assert_eq!(History::of(&one.events).heads(), heads);
        let c = note(&mut one, "c");
        let history = History::of(&one.events);
        assert_eq!(history.heads(), [c]);
        let place = |id| history.place(id).unwrap();
        assert!(history.is_past(place(a), place(c)));
        assert!(history.is_past(0, place(b)));
        assert!(!history.is_past(place(a), place(b)));
        assert!(!history.is_past(place(b), place(a)));
        assert!(!history.is_past(place(c), place(c)));
        for (earlier, later) in (0..4).flat_map(|one| (0..4).map(move |other| (one, other))) {
            let is_past = history.is_past(earlier, later);
            assert_eq!(history.seen_by(earlier)[later], is_past);
        }
        assert_eq!(history.past(place(c)), [0, 1, 2]);
        assert_eq!(history.past(place(b)), [0]);
    }

    #[test]
    fn a_parent_that_is_missing_is_passed_over() {
        let mut sample = Sample::of("1:");
        note(&mut sample, "a");
        let b = note(&mut sample, "b");
        sample.events.remove(1);
        let history = History::of(&sample.events);
        assert_eq!(history.past(1), Vec::<usize>::new());
        assert_eq!(history.heads(), [EventId::of(b"start"), b]);
    }
}

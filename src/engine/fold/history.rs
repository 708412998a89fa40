//! The history of a case: its events in order, and who had seen what.

use std::cell::OnceCell;
use std::rc::Rc;

use crate::engine::fold::subjects::Subjects;
use crate::model::{Event, EventId, ItemId, Subject};

/// The events of a case in order of (`seq`, id), each once, with indexes made at the first need.
#[derive(Debug)]
pub struct History<'a> {
    pub events: Vec<&'a Event>,
    pub subjects: Rc<Subjects>,
    /// Whether any act waives or withdraws a document.
    pub withdraws: bool,
    /// The corrections, sorted by the corrected event, with their places.
    corrections: Vec<(EventId, usize)>,
    /// The places of the events, sorted by id.
    places: OnceCell<Vec<(EventId, usize)>>,
    mentions: OnceCell<Mentions>,
    lineage: OnceCell<Lineage>,
}

/// The events that name each subject, as linked lists of places.
#[derive(Debug)]
struct Mentions {
    /// By subject number, the first event that names it.
    first: Vec<Option<usize>>,
    /// By event, the next that names the same subject.
    next: Vec<Option<usize>>,
}

/// The parents of each event, as far as they are present.
#[derive(Debug)]
struct Lineage {
    /// By event, the index of its first parent in `parents`; one more at the end.
    from: Vec<usize>,
    parents: Vec<usize>,
    /// The events, each after its parents; by place if that is such an order.
    order: Vec<usize>,
    /// By event, its position in `order`.
    position: Vec<usize>,
    /// Whether each event has the one before it as its only parent.
    is_line: bool,
}

impl<'a> History<'a> {
    /// From any union of journals: order and duplicates do not matter.
    pub fn of(events: impl IntoIterator<Item = &'a Event>) -> Self {
        let mut events: Vec<&Event> = events.into_iter().collect();
        let order = |event: &Event| (event.seq, event.id);
        if !events.is_sorted_by(|one, next| order(one) < order(next)) {
            events.sort_unstable_by_key(|event| order(event));
            events.dedup_by_key(|event| event.id);
        }
        let corrections = events.iter().zip(0..);
        let mut corrections: Vec<(EventId, usize)> = corrections
            .filter_map(|(event, place)| Some((event.did.correction()?.event, place)))
            .collect();
        corrections.sort_unstable();
        Self {
            withdraws: events.iter().any(|event| event.did.withdraws()),
            corrections,
            places: OnceCell::new(),
            subjects: Rc::new(Subjects::of(&events)),
            mentions: OnceCell::new(),
            lineage: OnceCell::new(),
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

    /// The places of the events that name a work item, in order.
    pub fn speaking_of(&self, item: ItemId) -> impl Iterator<Item = usize> {
        let mentions = self.mentions.get_or_init(|| Mentions::of(&self.subjects));
        let number = self.subjects.number(Subject::Item(item));
        let first = number.and_then(|number| mentions.first[number]);
        std::iter::successors(first, |place| mentions.next[*place])
    }

    /// The places of the corrections of an event, in order.
    pub fn corrections(&self, of: EventId) -> impl DoubleEndedIterator<Item = usize> {
        let all = &self.corrections;
        let from = all.partition_point(|(other, _)| *other < of);
        let these = all[from..].partition_point(|(other, _)| *other == of);
        all[from..from + these].iter().map(|(_, place)| *place)
    }

    /// The `seq` of an event; that of a hypothetical event is later than all.
    pub fn seq(&self, place: usize) -> u64 {
        self.events.get(place).map_or(u64::MAX, |event| event.seq)
    }

    /// Whether one event is in the past of another.
    #[cfg(test)]
    pub fn is_past(&self, earlier: usize, later: usize) -> bool {
        earlier != later && self.seen_from(later)[earlier]
    }

    /// The places of an event's whole past, in order.
    pub fn past(&self, of: usize) -> Vec<usize> {
        let seen = self.seen_from(of);
        (0..self.events.len())
            .filter(|place| *place != of && seen[*place])
            .collect()
    }

    /// The events that are in the past of no other: the parents of the next one.
    pub fn heads(&self) -> Vec<EventId> {
        let mut seen = vec![false; self.events.len()];
        for place in &self.lineage().parents {
            seen[*place] = true;
        }
        let heads = self.events.iter().zip(seen).filter(|(_, seen)| !seen);
        heads.map(|(event, _)| event.id).collect()
    }

    /// The places of the events that satisfy `takes` together with all of their past.
    pub fn closed(&self, takes: impl Fn(&Event) -> bool) -> Vec<usize> {
        let mut taken = vec![false; self.events.len()];
        for place in self.order() {
            let all_before = self.before(*place).iter().all(|past| taken[*past]);
            taken[*place] = all_before && takes(self.events[*place]);
        }
        (0..taken.len()).filter(|place| taken[*place]).collect()
    }

    /// The places of all events, each after its parents.
    pub fn order(&self) -> &[usize] {
        &self.lineage().order
    }

    /// The position of an event in that order.
    pub fn position(&self, place: usize) -> usize {
        self.lineage().position[place]
    }

    /// Whether each event has the one before it as its only parent.
    pub fn is_line(&self) -> bool {
        self.lineage().is_line
    }

    /// The parents of an event.
    pub fn before(&self, place: usize) -> &[usize] {
        let lineage = self.lineage();
        &lineage.parents[lineage.from[place]..lineage.from[place + 1]]
    }

    /// Which events are in the past of any of these.
    pub fn seen_before(&self, places: impl Iterator<Item = usize>) -> Vec<bool> {
        let parents = places.flat_map(|place| self.before(place));
        self.walk(parents.copied().collect())
    }

    /// An event and its whole past.
    fn seen_from(&self, from: usize) -> Vec<bool> {
        self.walk(vec![from])
    }

    fn walk(&self, mut open: Vec<usize>) -> Vec<bool> {
        let mut seen = vec![false; self.events.len()];
        while let Some(here) = open.pop() {
            if !std::mem::replace(&mut seen[here], true) {
                open.extend(self.before(here));
            }
        }
        seen
    }

    fn lineage(&self) -> &Lineage {
        self.lineage.get_or_init(|| Lineage::of(self))
    }
}

impl Mentions {
    fn of(subjects: &Subjects) -> Self {
        let mut first = vec![None; subjects.all().len()];
        let mut next = vec![None; subjects.of_events().len()];
        for (place, number) in subjects.of_events().iter().enumerate().rev() {
            if let Some(number) = number {
                next[place] = first[*number].replace(place);
            }
        }
        Self { first, next }
    }
}

impl Lineage {
    fn of(history: &History) -> Self {
        let events = &history.events;
        let mut from = Vec::with_capacity(events.len() + 1);
        let mut parents = Vec::with_capacity(events.len());
        let (mut is_line, mut is_ordered) = (true, true);
        for (place, event) in events.iter().enumerate() {
            from.push(parents.len());
            for id in &event.after {
                let last = place.checked_sub(1);
                let last = last.filter(|last| events[*last].id == *id);
                parents.extend(last.or_else(|| history.place(*id)));
            }
            let here = &parents[from[place]..];
            is_line &= place == 0 && here.is_empty() || matches!(here, [one] if one + 1 == place);
            is_ordered &= here.iter().all(|parent| *parent < place);
        }
        from.push(parents.len());
        let mut lineage = Self {
            from,
            parents,
            order: (0..events.len()).collect(),
            position: (0..events.len()).collect(),
            is_line,
        };
        if !is_ordered {
            lineage.order = lineage.in_order();
            for (at, place) in lineage.order.iter().enumerate() {
                lineage.position[*place] = at;
            }
        }
        lineage
    }

    /// Sorts parents first: with parents missing, `seq` may put a parent after its child.
    fn in_order(&self) -> Vec<usize> {
        let many = self.from.len() - 1;
        let (mut order, mut is_done) = (Vec::with_capacity(many), vec![false; many]);
        let mut open: Vec<(usize, usize)> = Vec::new();
        for place in 0..many {
            open.push((place, self.from[place]));
            while let Some((here, next)) = open.pop() {
                if is_done[here] {
                    continue;
                }
                if next == self.from[here + 1] {
                    is_done[here] = true;
                    order.push(here);
                } else {
                    open.push((here, next + 1));
                    open.push((self.parents[next], self.from[self.parents[next]]));
                }
            }
        }
        order
    }
}

#[cfg(test)]
mod tests {
    use super::History;
    use crate::model::{Act, EventId, Prose};
    use crate::testing::flow::Sample;

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

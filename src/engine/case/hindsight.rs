//! The reasons of held acts. An act is held where the fold of its author's past reaches its item
//! and the fold of the whole case does not: the reason is the first item on the way whose outcome
//! differs. One incremental fold goes from past to past, ordered so that neighbours are nearly
//! equal, and all together cost about as much as one. It must equal
//! [`hindsight_plain`](super::hindsight_plain).

use crate::engine::case::folded::Folded;
use crate::engine::case::held::HeldReason;
use crate::engine::fold::history::History;
use crate::engine::fold::register::Write;
use crate::engine::fold::replay::Replay;
use crate::engine::fold::run::Work;
use crate::engine::fold::seen::Past;
use crate::model::ItemId;
use crate::model::budget::{STEPS, STEPS_PER_EVENT};

/// A case as its authors saw it, one after the other.
pub struct Hindsight<'h> {
    history: &'h History<'h>,
    past: Past<'h>,
    replay: Replay<'h>,
    /// The seen events in order of adding, and a flag for each event.
    stack: Vec<usize>,
    is_seen: Vec<bool>,
    /// By event, its seen children; and the number of seen events without any, the heads.
    after: Vec<usize>,
    heads: usize,
    /// By event, the last walk that met it.
    marked: Vec<usize>,
    mark: usize,
}

impl<'h> Hindsight<'h> {
    pub fn of(folded: Folded<'h>) -> Self {
        let Folded { rules, history, .. } = folded;
        let many = history.events.len();
        let past = Past::of(history, folded.written, folded.run);
        Self {
            history,
            replay: Replay::of(rules, history.events[0].id, &folded.run.stages[0]),
            past,
            stack: Vec::new(),
            is_seen: vec![false; many],
            after: vec![0; many],
            heads: 0,
            marked: vec![0; many],
            mark: 0,
        }
    }

    /// The reasons of these held acts, in their order; `None` beyond the budget of steps.
    pub fn reasons(&mut self, held: &[(usize, ItemId)]) -> Option<Vec<HeldReason>> {
        let rank = self.ranks();
        let mut order: Vec<usize> = (0..held.len()).collect();
        order.sort_unstable_by_key(|one| rank[held[*one].0]);
        let mut reasons = vec![HeldReason::NotReached; held.len()];
        for one in order {
            let (place, item) = held[one];
            self.see_past(place);
            reasons[one] = self.reason(item);
            self.is_in_budget().then_some(())?;
        }
        Some(reasons)
    }

    fn is_in_budget(&self) -> bool {
        let most = STEPS + STEPS_PER_EVENT * self.history.events.len();
        self.past.effort.get() + self.replay.effort < most
    }

    /// The first item on the way to an item whose outcome differs now.
    fn reason(&mut self, item: ItemId) -> HeldReason {
        let Some(tokens) = self.replay.tokens(item) else {
            return HeldReason::NotReached;
        };
        let Some(step) = self.replay.differing(tokens) else {
            return HeldReason::Waits;
        };
        let step = &self.replay.steps[step];
        let (subject, agreed) = (step.work, step.agreed);
        let sides = self.past.sides(subject.1);
        if !sides.is_contested || !sides.leads_on(agreed.outcome, agreed.attempt) {
            return HeldReason::Changed { subject };
        }
        let outcome = agreed.outcome.clone();
        HeldReason::Contested { subject, outcome }
    }

    /// The rank of each event in a depth-first order of the tree in which each event hangs from the
    /// last of its parents.
    fn ranks(&self) -> Vec<usize> {
        let many = self.history.events.len();
        let mut children: Vec<(usize, usize)> = (0..many)
            .filter_map(|place| Some((*self.history.before(place).iter().max()?, place)))
            .collect();
        children.sort_unstable();
        let mut rank = vec![usize::MAX; many];
        let mut next = 0;
        for place in self.history.order() {
            if !self.history.before(*place).is_empty() {
                continue;
            }
            let mut open = vec![*place];
            while let Some(here) = open.pop() {
                rank[here] = next;
                next += 1;
                let from = children.partition_point(|(parent, _)| *parent < here);
                let of_it = children[from..]
                    .iter()
                    .take_while(|(parent, _)| *parent == here);
                open.extend(of_it.map(|(_, child)| *child));
            }
        }
        rank
    }

    /// Sees exactly what the author of an event saw.
    fn see_past(&mut self, of: usize) {
        self.mark += 1;
        let mut changed: Vec<ItemId> = Vec::new();
        let (mut fresh, mut met) = (Vec::new(), 0);
        let mut open: Vec<usize> = self.history.before(of).to_vec();
        loop {
            while let Some(here) = open.pop() {
                self.past.work(1);
                if std::mem::replace(&mut self.marked[here], self.mark) == self.mark {
                    continue;
                }
                if self.is_seen[here] {
                    met += usize::from(self.after[here] == 0);
                } else {
                    fresh.push(here);
                    open.extend(self.history.before(here));
                }
            }
            // Done once all heads were met: what is left of the seen events is the wanted past.
            if met == self.heads {
                break;
            }
            let Some(last) = self.stack.pop() else {
                break;
            };
            let was_met = self.marked[last] == self.mark;
            met -= usize::from(was_met);
            met += self.forget(last, &mut changed);
            if was_met {
                fresh.push(last);
                open.extend(self.history.before(last));
            }
        }
        fresh.sort_unstable_by_key(|place| self.history.position(*place));
        for place in fresh {
            self.see(place, &mut changed);
        }
        self.go_on(changed);
    }

    /// Sees all events.
    fn see_all(&mut self) {
        let mut changed = Vec::new();
        for place in self.history.order() {
            if !self.is_seen[*place] {
                self.see(*place, &mut changed);
            }
        }
        self.go_on(changed);
    }

    fn see(&mut self, place: usize, changed: &mut Vec<ItemId>) {
        self.is_seen[place] = true;
        self.stack.push(place);
        self.heads += 1;
        for parent in self.history.before(place) {
            self.heads -= usize::from(self.after[*parent] == 0);
            self.after[*parent] += 1;
        }
        changed.extend(self.past.add(place));
    }

    /// Removes the last event; gives how many of its met parents became heads.
    fn forget(&mut self, place: usize, changed: &mut Vec<ItemId>) -> usize {
        self.is_seen[place] = false;
        self.heads -= 1;
        let mut met = 0;
        for parent in self.history.before(place) {
            self.after[*parent] -= 1;
            if self.after[*parent] == 0 {
                self.heads += 1;
                met += usize::from(self.marked[*parent] == self.mark);
            }
        }
        changed.extend(self.past.remove(place));
        met
    }

    fn go_on(&mut self, mut changed: Vec<ItemId>) -> usize {
        changed.sort_unstable();
        changed.dedup();
        self.replay.go_on(&mut self.past, &changed)
    }

    /// Whether wanted work would become ready or done if someone who has seen everything wrote this
    /// on an item; `None` beyond the budget of steps.
    pub fn would_be_ready(
        &mut self,
        wanted: impl Fn(Work) -> bool,
        item: ItemId,
        write: &'h Write,
    ) -> Option<bool> {
        self.see_all();
        self.past.hypothetical = Some((item, write));
        let kept = self.go_on(vec![item]);
        let reached = self.replay.steps[kept..].iter().map(|step| step.work);
        let found = reached.chain(self.replay.ready()).any(wanted);
        self.past.hypothetical = None;
        self.go_on(vec![item]);
        self.is_in_budget().then_some(found)
    }
}

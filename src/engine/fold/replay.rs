//! An incremental fold: a change of registers undoes only the steps that may change by it, and the
//! fold goes on from there. The result equals that of a fold from the start, for one version of
//! the procedure.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

use crate::engine::fold::agreed::{Agreed, Ask, Turn};
use crate::engine::fold::flows::flows;
use crate::engine::fold::outcome::Outcome;
use crate::engine::fold::run::{Rules, Work};
use crate::engine::fold::token::{self, How, Origin, Token, parents};
use crate::engine::fold::version::{Stage, known_as};
use crate::engine::{ActivitySet, Net};
use crate::model::{ActivityNumber, EventId, Few, ItemId, Procedure};

/// An item that was taken.
#[derive(Debug)]
pub struct Step<'r> {
    spot: usize,
    pub work: Work,
    pub agreed: Agreed<'r>,
    /// The latest turn so far.
    latest: Turn,
    /// The first differing step on the way to it, itself included.
    pub differing: Option<usize>,
    /// The number of notes before it.
    notes: usize,
}

/// A work item with its tokens.
#[derive(Debug)]
struct Spot {
    activity: ActivityNumber,
    id: ItemId,
    tokens: Few<Token>,
    is_moved: bool,
    is_ready: bool,
    is_taken: bool,
}

/// What is known of an item by its id.
#[derive(Clone, Copy, Debug)]
struct Known {
    spot: usize,
    /// The number of steps when it first became ready.
    ready: Option<usize>,
    taken: Option<usize>,
}

/// A change, noted so that it can be undone.
#[derive(Debug)]
enum Note {
    Made,
    Joined { spot: usize, before: ItemId },
    Ready { spot: usize, was: bool },
    FirstReady { item: ItemId },
    Took { spot: usize },
}

#[derive(Debug)]
pub struct Replay<'r> {
    procedure: &'r Procedure,
    net: &'r Net,
    stages: [Stage; 1],
    spots: Vec<Spot>,
    known: BTreeMap<ItemId, Known>,
    /// By activity, the number of items, and the item that came by flows.
    many: BTreeMap<ActivityNumber, usize>,
    flow: BTreeMap<ActivityNumber, usize>,
    pub steps: Vec<Step<'r>>,
    notes: Vec<Note>,
    /// Settled ready work that is not taken yet.
    due: BinaryHeap<Reverse<(Turn, usize)>>,
    /// The work done so far.
    pub effort: usize,
}

impl<'r> Replay<'r> {
    pub fn of(rules: &Rules<'r>, start: EventId, stage: &Stage) -> Self {
        let definition = rules.definitions[stage.definition];
        let mut replay = Self {
            procedure: definition.procedure,
            net: definition.net,
            stages: [stage.clone()],
            spots: Vec::new(),
            known: BTreeMap::new(),
            many: BTreeMap::new(),
            flow: BTreeMap::new(),
            steps: Vec::new(),
            notes: Vec::new(),
            due: BinaryHeap::new(),
            effort: 0,
        };
        replay.make(Token {
            from: Origin::Start(start),
            to: ActivityNumber::FIRST,
            how: How::Always,
        });
        replay.make_ready(0, true);
        replay
    }

    /// The tokens of an item that is ready or was taken.
    pub fn tokens(&self, item: ItemId) -> Option<&[Token]> {
        let known = self.known.get(&item)?;
        let spot = &self.spots[known.spot];
        let is_there = known.taken.is_some() || (spot.id == item && spot.is_ready);
        is_there.then_some(&spot.tokens)
    }

    /// The first differing step on the way to these tokens.
    pub fn differing(&self, tokens: &[Token]) -> Option<usize> {
        let steps = parents(tokens).filter_map(|item| self.known.get(&item)?.taken);
        steps.filter_map(|step| self.steps[step].differing).min()
    }

    /// The ready work.
    pub fn ready(&self) -> impl Iterator<Item = Work> {
        let spots = self.spots.iter();
        let ready = spots.filter(|spot| spot.is_ready && !spot.is_taken);
        ready.map(|spot| (spot.activity, spot.id))
    }

    /// Undoes the steps that changed writes on these items may change, and goes on from there.
    /// Gives the number of steps left as they were.
    pub fn go_on(&mut self, ask: &mut impl Ask<'r>, changed: &[ItemId]) -> usize {
        let mut back = self.steps.len();
        for item in changed {
            let Some(known) = self.known.get(item).copied() else {
                continue;
            };
            let work = (self.spots[known.spot].activity, *item);
            let agreed = ask.agreed(work);
            let taken = known.taken.map(|step| (step, self.steps[step].agreed));
            if let Some((step, before)) = taken {
                if agreed == Some(before) {
                    continue;
                }
                back = back.min(step);
            }
            if let Some((agreed, ready)) = agreed.zip(known.ready) {
                back = back.min(self.before(ready, agreed.turn));
            }
        }
        self.undo(ask, back);
        for item in changed {
            if let Some(known) = self.known.get(item).copied()
                && self.spots[known.spot].id == *item
            {
                self.offer(ask, known.spot);
            }
        }
        self.take_all(ask);
        back
    }

    /// The first step at or after `from` with a later turn than this.
    fn before(&mut self, from: usize, turn: Turn) -> usize {
        let end = self.steps.len();
        if self.steps.last().is_none_or(|last| last.latest < turn) {
            return end;
        }
        let later = self.steps[from..].iter();
        let found = later
            .map(|step| step.agreed.turn)
            .position(|one| one > turn);
        self.effort += found.unwrap_or(end - from);
        found.map_or(end, |found| from + found)
    }

    fn undo(&mut self, ask: &mut impl Ask<'r>, to: usize) {
        let mut freed = Vec::new();
        while self.steps.len() > to
            && let Some(step) = self.steps.pop()
        {
            self.effort += 1;
            while self.notes.len() > step.notes
                && let Some(note) = self.notes.pop()
            {
                self.effort += 1;
                self.take_back(note);
            }
            freed.push(step.spot);
        }
        for spot in freed {
            if spot < self.spots.len() {
                self.offer(ask, spot);
            }
        }
    }

    fn take_back(&mut self, note: Note) {
        match note {
            Note::Made => {
                let spot = self.spots.pop().expect("it was made");
                self.known.remove(&spot.id);
                self.leave_at(spot.activity, spot.is_moved);
            }
            Note::Joined { spot, before } => {
                let spot = &mut self.spots[spot];
                self.known.remove(&spot.id);
                spot.tokens.pop();
                spot.id = before;
            }
            Note::Ready { spot, was } => self.spots[spot].is_ready = was,
            Note::FirstReady { item } => {
                if let Some(known) = self.known.get_mut(&item) {
                    known.ready = None;
                }
            }
            Note::Took { spot } => {
                self.spots[spot].is_taken = false;
                let (activity, id) = (self.spots[spot].activity, self.spots[spot].id);
                if let Some(known) = self.known.get_mut(&id) {
                    known.taken = None;
                }
                *self.many.entry(activity).or_default() += 1;
                if !self.spots[spot].is_moved {
                    self.flow.insert(activity, spot);
                }
            }
        }
    }

    /// Queues a ready item whose outcome is settled.
    fn offer(&mut self, ask: &impl Ask<'r>, place: usize) {
        let spot = &self.spots[place];
        if !spot.is_ready || spot.is_taken {
            return;
        }
        if let Some(agreed) = ask.agreed((spot.activity, spot.id)) {
            self.due.push(Reverse((agreed.turn, place)));
        }
    }

    fn take_all(&mut self, ask: &mut impl Ask<'r>) {
        while let Some(Reverse((turn, place))) = self.due.pop() {
            let spot = &self.spots[place];
            let work = (spot.activity, spot.id);
            if spot.is_ready
                && !spot.is_taken
                && turn.2 == work
                && let Some(agreed) = ask.agreed(work)
            {
                self.take(ask, place, agreed);
            }
        }
    }

    fn take(&mut self, ask: &mut impl Ask<'r>, place: usize, agreed: Agreed<'r>) {
        let (notes, here) = (self.notes.len(), self.steps.len());
        let work = (self.spots[place].activity, self.spots[place].id);
        let differs = ask.differs(work, agreed);
        let before = self.differing(&self.spots[place].tokens);
        let latest = self.steps.last().map(|last| last.latest);
        self.steps.push(Step {
            spot: place,
            work,
            agreed,
            latest: latest.map_or(agreed.turn, |latest| latest.max(agreed.turn)),
            differing: before.or(differs.then_some(here)),
            notes,
        });
        self.effort += 1;
        self.spots[place].is_taken = true;
        self.notes.push(Note::Took { spot: place });
        if let Some(known) = self.known.get_mut(&work.1) {
            known.taken = Some(here);
        }
        let (activity, is_moved) = (work.0, self.spots[place].is_moved);
        self.leave_at(activity, is_moved);
        let first_new = self.spots.len();
        self.leave_tokens(work, agreed);
        self.mark_ready(ask, first_new);
    }

    /// Counts out an item that no longer holds its tokens.
    fn leave_at(&mut self, activity: ActivityNumber, is_moved: bool) {
        if let Some(many) = self.many.get_mut(&activity) {
            *many -= 1;
            if *many == 0 {
                self.many.remove(&activity);
            }
        }
        if !is_moved {
            self.flow.remove(&activity);
        }
    }

    fn leave_tokens(&mut self, (number, item): Work, agreed: Agreed<'r>) {
        let Some(activity) = self.procedure.activity(number) else {
            return;
        };
        let token = |to: ActivityNumber, how: How| {
            let from = Origin::Item(item, Some(number));
            Token { from, to, how }
        };
        match agreed.outcome {
            Outcome::Returned(to) => self.make(token(*to, How::Moved(0))),
            Outcome::Moved(to) => {
                for to in to {
                    self.make(token(*to, How::Moved(agreed.attempt)));
                }
            }
            Outcome::Done(answers) => {
                for (to, how) in flows(activity, answers) {
                    self.arrive(token(to, how));
                }
            }
            Outcome::Gone(_) | Outcome::State(_) | Outcome::Version { .. } => {}
        }
    }

    fn make(&mut self, token: Token) {
        let (activity, is_moved) = (token.to, token.is_moved());
        let tokens = Few::from([token]);
        let spot = Spot {
            activity,
            id: token::item(known_as(&self.stages, activity), &tokens),
            tokens,
            is_moved,
            is_ready: false,
            is_taken: false,
        };
        let place = self.spots.len();
        self.learn(spot.id, place);
        *self.many.entry(activity).or_default() += 1;
        if !is_moved {
            self.flow.insert(activity, place);
        }
        self.spots.push(spot);
        self.notes.push(Note::Made);
        self.effort += 1;
    }

    fn arrive(&mut self, token: Token) {
        let Some(place) = self.flow.get(&token.to).copied() else {
            self.make(token);
            return;
        };
        let spot = &mut self.spots[place];
        let before = spot.id;
        spot.tokens.push(token);
        spot.id = token::item(known_as(&self.stages, spot.activity), &spot.tokens);
        let (id, was) = (spot.id, std::mem::replace(&mut spot.is_ready, false));
        self.effort += spot.tokens.len();
        self.notes.push(Note::Joined {
            spot: place,
            before,
        });
        self.notes.push(Note::Ready { spot: place, was });
        self.learn(id, place);
    }

    fn learn(&mut self, id: ItemId, spot: usize) {
        let known = Known {
            spot,
            ready: None,
            taken: None,
        };
        self.known.insert(id, known);
    }

    fn mark_ready(&mut self, ask: &impl Ask<'r>, first_new: usize) {
        for place in first_new..self.spots.len() {
            if self.spots[place].is_moved {
                self.make_ready(place, true);
                self.offer(ask, place);
            }
        }
        let occupied: ActivitySet = self.many.keys().copied().collect();
        let flow: Few<usize> = self.flow.values().copied().collect();
        for place in flow {
            let spot = &self.spots[place];
            let arrived = || spot.tokens.iter().filter_map(Token::source).collect();
            let waits = self.net.can_wait(spot.activity)
                && !(self.net.awaiting(spot.activity, arrived(), occupied)).is_empty();
            if spot.is_ready == waits {
                self.make_ready(place, !waits);
                self.offer(ask, place);
            }
        }
    }

    fn make_ready(&mut self, place: usize, is_ready: bool) {
        let was = std::mem::replace(&mut self.spots[place].is_ready, is_ready);
        self.notes.push(Note::Ready { spot: place, was });
        let (id, here) = (self.spots[place].id, self.steps.len());
        if let Some(known) = self.known.get_mut(&id)
            && known.ready.is_none()
            && is_ready
        {
            known.ready = Some(here);
            self.notes.push(Note::FirstReady { item: id });
        }
    }
}

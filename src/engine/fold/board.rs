//! The live work items of a fold on its way. An item keeps its place while others come and go, so
//! that taking one costs the same however many there are.

use crate::engine::ActivitySet;
use crate::engine::fold::run::Live;
use crate::engine::fold::token::{self, Token};
use crate::engine::fold::version::{Stage, known_as};
use crate::model::{ActivityNumber, Few};

/// As many activities as a procedure can have.
const ACTIVITIES: usize = 128;

#[derive(Debug)]
pub struct Board {
    places: Vec<Option<Live>>,
    /// By activity: where the item is that came there by flows.
    flow: [usize; ACTIVITIES],
    /// The activities that have one.
    flowing: ActivitySet,
    /// By activity, how many items are there.
    many: [usize; ACTIVITIES],
    occupied: ActivitySet,
}

impl Board {
    pub fn of(live: impl IntoIterator<Item = Live>) -> Self {
        let mut board = Self {
            places: Vec::new(),
            flow: [0; ACTIVITIES],
            flowing: ActivitySet::EMPTY,
            many: [0; ACTIVITIES],
            occupied: ActivitySet::EMPTY,
        };
        for item in live {
            board.push(item);
        }
        board
    }

    /// What is left, in the order in which it came.
    pub fn into_live(self) -> Vec<Live> {
        self.places.into_iter().flatten().collect()
    }

    /// What is there, in the order in which it came.
    pub fn live(&self) -> impl Iterator<Item = &Live> {
        self.places.iter().flatten()
    }

    /// Where the next item comes to.
    pub const fn end(&self) -> usize {
        self.places.len()
    }

    pub fn get(&self, place: usize) -> Option<&Live> {
        self.places[place].as_ref()
    }

    pub fn get_mut(&mut self, place: usize) -> Option<&mut Live> {
        self.places[place].as_mut()
    }

    /// The activities that hold a token.
    pub const fn occupied(&self) -> ActivitySet {
        self.occupied
    }

    /// Where the items are that came by flows.
    pub fn flowing(&self) -> Few<usize> {
        let flowing = self.flowing.iter();
        flowing
            .map(|activity| self.flow[activity.index()])
            .collect()
    }

    pub fn push(&mut self, item: Live) {
        let activity = item.activity;
        if !item.is_moved() {
            self.flow[activity.index()] = self.places.len();
            self.flowing = self.flowing.with(activity);
        }
        self.many[activity.index()] += 1;
        self.occupied = self.occupied.with(activity);
        self.places.push(Some(item));
    }

    /// Takes an item away.
    pub fn take(&mut self, place: usize) -> Option<Live> {
        let item = self.places[place].take()?;
        let activity = item.activity;
        if !item.is_moved() {
            self.flowing = self.flowing.without(activity);
        }
        self.many[activity.index()] -= 1;
        if self.many[activity.index()] == 0 {
            self.occupied = self.occupied.without(activity);
        }
        Some(item)
    }

    /// Ordinary tokens at one activity form one item together.
    ///
    /// Gives how many.
    pub fn arrive(&mut self, token: Token, by: usize, stages: &[Stage]) -> usize {
        match self.joined(token.to) {
            Some(item) => {
                item.tokens.push(token);
                item.id = token::item(known_as(stages, item.activity), &item.tokens);
                item.since = None;
                item.tokens.len()
            }
            None => {
                self.push(Live::of(token, by, stages));
                1
            }
        }
    }

    fn joined(&mut self, activity: ActivityNumber) -> Option<&mut Live> {
        if !self.flowing.contains(activity) {
            return None;
        }
        self.places[self.flow[activity.index()]].as_mut()
    }
}

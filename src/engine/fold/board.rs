//! The live work items during a fold. An item keeps its place while others come and go, so that
//! taking one takes constant time.

use crate::engine::ActivitySet;
use crate::engine::fold::run::Live;
use crate::engine::fold::token::{self, Token};
use crate::engine::fold::version::{Stage, known_as};
use crate::model::{ActivityNumber, Few};

/// The most activities of a procedure.
const ACTIVITIES: usize = 128;

#[derive(Debug)]
pub struct Board {
    places: Vec<Option<Live>>,
    /// By activity, the place of the item that came by flows.
    flow: [usize; ACTIVITIES],
    /// The activities with such an item.
    flowing: ActivitySet,
    /// By activity, the number of items.
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

    /// The items left, in order of arrival.
    pub fn into_live(self) -> Vec<Live> {
        self.places.into_iter().flatten().collect()
    }

    /// The items, in order of arrival.
    pub fn live(&self) -> impl Iterator<Item = &Live> {
        self.places.iter().flatten()
    }

    /// The place of the next item.
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

    /// The places of the items that came by flows.
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

    /// Removes an item.
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

    /// Adds a token; tokens that come by flows join into one item. Gives the item's tokens.
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

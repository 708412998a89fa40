//! The reviews that approved work without having seen all that was given for it.

use std::collections::BTreeMap;

use crate::engine::fold::token::parents;
use crate::engine::{ActivitySet, Case, Done, Outcome};
use crate::model::{ActivityNumber, ItemId};

/// Something given for a work item by the act in this place.
#[derive(Clone, Copy, Debug)]
pub struct GivenFor {
    pub activity: ActivityNumber,
    pub item: ItemId,
    pub place: usize,
}

/// An approval, and the reviewed activities by the numbers of its version.
struct Approval<'c> {
    done: Done<'c>,
}

/// For each of what was given, the activities whose approvals of that work had not seen it, each
/// once, in order of the first of these approvals. They are asked for in blocks of 64, a bit each.
pub fn blind_reviews(case: &Case, given: &[GivenFor]) -> Vec<Vec<ActivityNumber>> {
    let mut blind: Vec<Vec<ActivityNumber>> = vec![Vec::new(); given.len()];
    let approvals = approvals(case);
    if approvals.is_empty() || given.is_empty() {
        return blind;
    }
    let taken = case.run.taken.iter();
    let places: BTreeMap<ItemId, usize> = taken.map(|taken| taken.subject.1).zip(0..).collect();
    let known: Vec<_> = given.iter().map(|one| case.known(one.item)).collect();
    for block in approvals.chunks(64) {
        let block = Block::of(case, block, &places);
        for ((one, known), blind) in given.iter().zip(&known).zip(&mut blind) {
            let Some(item) = places.get(&one.item) else {
                continue;
            };
            let mut unseen = block.led_to[*item] & !block.saw[one.place];
            let told: ActivitySet = blind.iter().copied().collect();
            for (kind, bits) in &block.kinds {
                if told.contains(kind.1) {
                    unseen &= !bits;
                }
            }
            while unseen != 0 {
                let done = &block.approvals[unseen.trailing_zeros() as usize].done;
                let reviewed = case.number_under(done.version, one.activity, *known);
                let same = block.kinds[&(done.version, done.activity)];
                let is_new = !blind.contains(&done.activity);
                if is_new && done.definition.review.contains(&reviewed) {
                    blind.push(done.activity);
                }
                unseen &= !same;
            }
        }
    }
    blind
}

/// The reviews that approved, in order of their acts.
fn approvals<'c>(case: &'c Case) -> Vec<Approval<'c>> {
    let done = case.done().into_iter();
    let approved = done.filter(|done| {
        !done.definition.review.is_empty() && matches!(done.outcome, Outcome::Done(_))
    });
    approved.map(|done| Approval { done }).collect()
}

struct Block<'b, 'c> {
    approvals: &'b [Approval<'c>],
    /// For each item that was taken, to which approvals it led.
    led_to: Vec<u64>,
    /// For each event, which approvals have it in their past.
    saw: Vec<u64>,
    /// Approvals by the same activity under the same version.
    kinds: BTreeMap<(ItemId, ActivityNumber), u64>,
}

impl<'b, 'c> Block<'b, 'c> {
    fn of(case: &Case, approvals: &'b [Approval<'c>], places: &BTreeMap<ItemId, usize>) -> Self {
        let taken = &case.run.taken;
        let mut block = Self {
            approvals,
            led_to: vec![0; taken.len()],
            saw: vec![0; case.events().len()],
            kinds: BTreeMap::new(),
        };
        let mut own = vec![0_u64; case.events().len()];
        for (bit, approval) in approvals.iter().enumerate() {
            let done = &approval.done;
            if let Some(place) = places.get(&done.item) {
                block.led_to[*place] |= 1 << bit;
            }
            own[done.place] |= 1 << bit;
            *block
                .kinds
                .entry((done.version, done.activity))
                .or_default() |= 1 << bit;
        }
        for place in (0..taken.len()).rev() {
            for parent in parents(&taken[place].tokens) {
                if let Some(parent) = places.get(&parent) {
                    block.led_to[*parent] |= block.led_to[place];
                }
            }
        }
        for place in case.history.order().iter().rev() {
            for parent in case.history.before(*place) {
                block.saw[*parent] |= block.saw[*place] | own[*place];
            }
        }
        block
    }
}

//! Blind reviews: those that approved work without having seen all outputs given for it.

use std::collections::BTreeMap;

use crate::engine::fold::token::parents;
use crate::engine::{ActivitySet, Case, Done, Outcome};
use crate::model::{ActivityNumber, ItemId};

/// An output given for a work item by the act at this place.
#[derive(Clone, Copy, Debug)]
pub struct GivenFor {
    pub activity: ActivityNumber,
    pub item: ItemId,
    pub place: usize,
}

/// For each output, the activities whose approvals of its work had not seen it, each once, in order
/// of the first such approval. Approvals are tested in blocks of 64, one bit each.
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
            let listed: ActivitySet = blind.iter().copied().collect();
            for ((_, activity), bits) in &block.kinds {
                if listed.contains(*activity) {
                    unseen &= !bits;
                }
            }
            while unseen != 0 {
                let done = &block.approvals[unseen.trailing_zeros() as usize];
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
fn approvals<'c>(case: &'c Case) -> Vec<Done<'c>> {
    let mut approvals = case.done();
    approvals.retain(|done| {
        !done.definition.review.is_empty() && matches!(done.outcome, Outcome::Done(_))
    });
    approvals
}

struct Block<'b, 'c> {
    approvals: &'b [Done<'c>],
    /// For each item taken, the approvals that it led to.
    led_to: Vec<u64>,
    /// For each event, the approvals that had seen it.
    saw: Vec<u64>,
    /// The approvals by version and activity.
    kinds: BTreeMap<(ItemId, ActivityNumber), u64>,
}

impl<'b, 'c> Block<'b, 'c> {
    fn of(case: &Case, approvals: &'b [Done<'c>], places: &BTreeMap<ItemId, usize>) -> Self {
        let taken = &case.run.taken;
        let mut block = Self {
            approvals,
            led_to: vec![0; taken.len()],
            saw: vec![0; case.events().len()],
            kinds: BTreeMap::new(),
        };
        let mut own = vec![0_u64; case.events().len()];
        for (bit, done) in approvals.iter().enumerate() {
            if let Some(place) = places.get(&done.item) {
                block.led_to[*place] |= 1 << bit;
            }
            own[done.place] |= 1 << bit;
            let kind = (done.version, done.activity);
            *block.kinds.entry(kind).or_default() |= 1 << bit;
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

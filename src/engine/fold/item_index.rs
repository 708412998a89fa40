//! Finds work items in a run by id or activity.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use crate::engine::fold::run::{Live, Run, Work};
use crate::engine::fold::subjects::Subjects;
use crate::model::{ActivityNumber, ItemId, Subject};

/// The indexes, each made at the first need: many questions need none.
#[derive(Debug, Default)]
pub struct ItemIndex {
    live: OnceCell<BTreeMap<ItemId, usize>>,
    /// By subject number.
    taken: OnceCell<Vec<Option<usize>>>,
    /// By activity, the first live item, and the last item of all.
    first_live: OnceCell<BTreeMap<ActivityNumber, ItemId>>,
    last: OnceCell<BTreeMap<ActivityNumber, ItemId>>,
}

impl ItemIndex {
    /// The index of a live item.
    pub fn live(&self, run: &Run, item: ItemId) -> Option<usize> {
        let items = || run.live.iter().map(|live| live.id);
        let live = self.live.get_or_init(|| items().zip(0..).collect());
        live.get(&item).copied()
    }

    /// The index of a taken item.
    pub fn taken(&self, run: &Run, subjects: &Subjects, item: ItemId) -> Option<usize> {
        let number = subjects.number(Subject::Item(item))?;
        let taken = self.taken.get_or_init(|| {
            let mut places = vec![None; subjects.all().len()];
            for (place, taken) in run.taken.iter().enumerate() {
                places[taken.number] = Some(place);
            }
            places
        });
        taken[number]
    }

    /// The first live item of an activity.
    pub fn first_live(&self, run: &Run, activity: ActivityNumber) -> Option<ItemId> {
        let first = self.first_live.get_or_init(|| {
            let live = run.live.iter().rev();
            live.map(Live::subject).collect()
        });
        first.get(&activity).copied()
    }

    /// The last item of an activity: live, else taken, else named by an event.
    pub fn last<S: Iterator<Item = Work>>(
        &self,
        run: &Run,
        named: impl FnOnce() -> S,
        activity: ActivityNumber,
    ) -> Option<ItemId> {
        let last = self.last.get_or_init(|| {
            let taken = run.taken.iter().map(|taken| taken.subject);
            let live = run.live.iter().map(Live::subject);
            named().chain(taken).chain(live).collect()
        });
        last.get(&activity).copied()
    }
}

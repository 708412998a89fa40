//! Where work items are in a run, by their names.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use crate::engine::fold::run::{Live, Run, Work};
use crate::engine::fold::subjects::Subjects;
use crate::model::{ActivityNumber, ItemId, Subject};

/// Made where it is first asked for: many questions about a case ask for none.
#[derive(Debug, Default)]
pub struct Whereabouts {
    live: OnceCell<BTreeMap<ItemId, usize>>,
    /// By the number of a subject.
    taken: OnceCell<Vec<Option<usize>>>,
    /// By activity, the first item there that holds its tokens, and the last of all.
    first_live: OnceCell<BTreeMap<ActivityNumber, ItemId>>,
    last: OnceCell<BTreeMap<ActivityNumber, ItemId>>,
}

impl Whereabouts {
    /// The place of an item among those that hold their tokens.
    pub fn live(&self, run: &Run, item: ItemId) -> Option<usize> {
        let items = || run.live.iter().map(|live| live.id);
        let live = self.live.get_or_init(|| items().zip(0..).collect());
        live.get(&item).copied()
    }

    /// The place of an item among those that were taken.
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

    /// The first item of an activity that holds its tokens.
    pub fn first_live(&self, run: &Run, activity: ActivityNumber) -> Option<ItemId> {
        let first = self.first_live.get_or_init(|| {
            let live = run.live.iter().rev();
            live.map(Live::subject).collect()
        });
        first.get(&activity).copied()
    }

    /// The last item of an activity: that holds its tokens, else was taken, else was spoken of.
    pub fn last<S: Iterator<Item = Work>>(
        &self,
        run: &Run,
        spoken: impl FnOnce() -> S,
        activity: ActivityNumber,
    ) -> Option<ItemId> {
        let last = self.last.get_or_init(|| {
            let taken = run.taken.iter().map(|taken| taken.subject);
            let live = run.live.iter().map(Live::subject);
            spoken().chain(taken).chain(live).collect()
        });
        last.get(&activity).copied()
    }
}

//! Sights: for each write, the writes on the same subject that stood in its author's past. From
//! them follow what stands, what replaced what and how conflicts were ended, without comparing
//! pairs of writes.
//!
//! An event with one parent sees what its parent saw and what the parent wrote, so one walk down
//! each tree of such events answers for all of them. At merges the questions are answered in
//! blocks, one bit each: a block costs one pass backwards over the history between the questions
//! and their answers.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use crate::engine::fold::history::History;

/// What stood on the subject of a write before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stood {
    Nothing,
    One(usize),
    /// The index of a list.
    Many(usize),
}

#[derive(Debug, Default)]
pub struct Sights {
    of: Vec<Stood>,
    lists: Vec<Vec<usize>>,
}

/// The number for no subject.
pub const NONE: u32 = u32::MAX;

/// The questions answered in one pass, in words of 64.
const WIDE: usize = 4;

impl Sights {
    /// For a history in which each event writes on the subject of this number, or on [`NONE`].
    pub fn of(history: &History, on: &[u32], subjects: usize) -> Self {
        let mut sights = Self {
            of: vec![Stood::Nothing; on.len()],
            lists: Vec::new(),
        };
        if subjects == 0 {
            return sights;
        }
        if history.is_line() {
            sights.follow_line(on, subjects);
        } else {
            let asked = sights.walk_trees(history, on, subjects);
            sights.answer_merges(history, on, subjects, &asked);
        }
        sights
    }

    /// The number of events.
    pub const fn events(&self) -> usize {
        self.of.len()
    }

    /// What stood on its subject before a write.
    pub fn stood(&self, place: usize) -> &[usize] {
        match &self.of[place] {
            Stood::Nothing => &[],
            Stood::One(one) => std::slice::from_ref(one),
            Stood::Many(list) => &self.lists[*list],
        }
    }

    /// The index of the list of what stood before a write, which writes may share.
    pub fn list(&self, place: usize) -> Option<usize> {
        match self.of[place] {
            Stood::Many(list) => Some(list),
            Stood::Nothing | Stood::One(_) => None,
        }
    }

    /// The writes that these writes of one subject, in order, had seen, each with the first seer.
    pub fn seers(&self, writes: impl Iterator<Item = usize>) -> BTreeMap<usize, usize> {
        let (mut seers, mut lists) = (BTreeMap::new(), BTreeSet::new());
        let mut open = Vec::new();
        for by in writes {
            open.push(by);
            while let Some(here) = open.pop() {
                if self.list(here).is_some_and(|list| !lists.insert(list)) {
                    continue;
                }
                for one in self.stood(here) {
                    if let Entry::Vacant(seer) = seers.entry(*one) {
                        seer.insert(by);
                        open.push(*one);
                    }
                }
            }
        }
        seers
    }

    fn follow_line(&mut self, on: &[u32], subjects: usize) {
        let mut last = vec![Stood::Nothing; subjects];
        for (place, subject) in on.iter().enumerate() {
            if *subject != NONE {
                let last = &mut last[*subject as usize];
                self.of[place] = std::mem::replace(last, Stood::One(place));
            }
        }
    }

    /// Answers within trees of events with one parent each. Gives the open questions in order: the
    /// root of a tree and a subject.
    fn walk_trees(&mut self, history: &History, on: &[u32], subjects: usize) -> Vec<(usize, u32)> {
        let children = Children::of(history);
        let mut asked: Vec<(usize, u32)> = Vec::new();
        let mut last = vec![Stood::Nothing; subjects];
        // By subject, the tree that asked for it last, and the question.
        let mut missed = vec![(usize::MAX, 0); subjects];
        for root in history.order() {
            if history.before(*root).len() == 1 {
                continue;
            }
            let mut open = vec![Step::In(*root)];
            while let Some(step) = open.pop() {
                let here = match step {
                    Step::Out(subject, before) => {
                        last[subject as usize] = before;
                        continue;
                    }
                    Step::In(here) => here,
                };
                if on[here] != NONE {
                    let subject = on[here] as usize;
                    self.of[here] = last[subject];
                    if last[subject] == Stood::Nothing && history.before(*root).len() > 1 {
                        if missed[subject].0 != *root {
                            missed[subject] = (*root, asked.len());
                            asked.push((*root, on[here]));
                        }
                        self.of[here] = Stood::Many(missed[subject].1);
                    }
                    let before = std::mem::replace(&mut last[subject], Stood::One(here));
                    open.push(Step::Out(on[here], before));
                }
                open.extend(children.of_one(here).iter().map(|child| Step::In(*child)));
            }
        }
        asked
    }

    /// Answers the questions at merges, in blocks.
    fn answer_merges(
        &mut self,
        history: &History,
        on: &[u32],
        subjects: usize,
        asked: &[(usize, u32)],
    ) {
        self.lists = vec![Vec::new(); asked.len()];
        if asked.len() <= 64 {
            Blocks::<1>::new(history, on, subjects).answer(asked, &mut self.lists);
        } else {
            Blocks::<WIDE>::new(history, on, subjects).answer(asked, &mut self.lists);
        }
        for list in &mut self.lists {
            list.sort_unstable();
        }
    }
}

/// A step of the walk: into an event, or out of it, restoring what stood on its subject.
enum Step {
    In(usize),
    Out(u32, Stood),
}

/// The events with a single parent, by parent.
struct Children {
    from: Vec<usize>,
    all: Vec<usize>,
}

impl Children {
    fn of(history: &History) -> Self {
        let many = history.events.len();
        let only = |place: usize| match history.before(place) {
            [only] => Some(*only),
            [] | [_, _, ..] => None,
        };
        let mut from = vec![0; many + 1];
        for parent in (0..many).filter_map(only) {
            from[parent + 1] += 1;
        }
        for place in 0..many {
            from[place + 1] += from[place];
        }
        let (mut next, mut all) = (from.clone(), vec![0; from[many]]);
        for place in (0..many).rev() {
            if let Some(parent) = only(place) {
                all[next[parent]] = place;
                next[parent] += 1;
            }
        }
        Self { from, all }
    }

    fn of_one(&self, place: usize) -> &[usize] {
        &self.all[self.from[place]..self.from[place + 1]]
    }
}

/// The questions of one pass, one bit each.
type Bits<const WORDS: usize> = [u64; WORDS];

struct Blocks<'h, const WORDS: usize> {
    history: &'h History<'h>,
    on: &'h [u32],
    /// The position of the first write on each subject.
    first: Vec<usize>,
    /// By position: the questions with the event in their past, and those of them with a later
    /// write on their subject that has seen the event.
    rows: Vec<[Bits<WORDS>; 2]>,
    /// The questions that ask for a subject.
    wanted: Vec<Bits<WORDS>>,
}

impl<'h, const WORDS: usize> Blocks<'h, WORDS> {
    fn new(history: &'h History<'h>, on: &'h [u32], subjects: usize) -> Self {
        let many = history.events.len();
        let mut first = vec![many; subjects];
        for (at, place) in history.order().iter().enumerate() {
            if on[*place] != NONE {
                let first = &mut first[on[*place] as usize];
                *first = at.min(*first);
            }
        }
        Self {
            history,
            on,
            first,
            rows: vec![[[0; WORDS]; 2]; many],
            wanted: vec![[0; WORDS]; subjects],
        }
    }

    fn answer(&mut self, asked: &[(usize, u32)], lists: &mut [Vec<usize>]) {
        let blocks = asked.chunks(WORDS * 64);
        for (block, lists) in blocks.zip(lists.chunks_mut(WORDS * 64)) {
            self.block(block, lists);
        }
    }

    fn block(&mut self, asked: &[(usize, u32)], lists: &mut [Vec<usize>]) {
        // The pass ends at the first write on any of the subjects, or when no question is open.
        let firsts = asked
            .iter()
            .map(|(_, subject)| self.first[*subject as usize]);
        let least = firsts.min().unwrap_or(0);
        let (mut lowest, mut highest) = (usize::MAX, 0);
        for (bit, (root, subject)) in asked.iter().enumerate() {
            self.wanted[*subject as usize][bit / 64] |= 1 << (bit % 64);
            for parent in self.history.before(*root) {
                let at = self.history.position(*parent);
                self.rows[at][0][bit / 64] |= 1 << (bit % 64);
                (lowest, highest) = (lowest.min(at), highest.max(at));
            }
        }
        let mut at = highest;
        let mut reached = lowest;
        loop {
            let place = self.history.order()[at];
            let [seen, mut behind] = self.rows[at];
            if seen != [0; WORDS] {
                if self.on[place] != NONE {
                    self.find(place, seen, &mut behind, lists);
                }
                let is_open = (0..WORDS).any(|word| seen[word] & !behind[word] != 0);
                for parent in self.history.before(place) {
                    let parent = self.history.position(*parent);
                    reached = reached.min(parent);
                    if is_open {
                        lowest = lowest.min(parent);
                    }
                    let row = &mut self.rows[parent];
                    for word in 0..WORDS {
                        row[0][word] |= seen[word];
                        row[1][word] |= behind[word];
                    }
                }
            }
            if at == 0 || at <= lowest || at <= least {
                break;
            }
            at -= 1;
        }
        for row in &mut self.rows[reached.min(at)..=highest] {
            *row = [[0; WORDS]; 2];
        }
        for (_, subject) in asked {
            self.wanted[*subject as usize] = [0; WORDS];
        }
    }

    /// Adds a write to the answers of the questions for its subject that have it in their past,
    /// except those with a later write that has seen it.
    fn find(
        &self,
        place: usize,
        seen: Bits<WORDS>,
        behind: &mut Bits<WORDS>,
        lists: &mut [Vec<usize>],
    ) {
        let wanted = self.wanted[self.on[place] as usize];
        for word in 0..WORDS {
            let asking = seen[word] & wanted[word];
            let mut found = asking & !behind[word];
            while found != 0 {
                let bit = found.trailing_zeros() as usize;
                lists[word * 64 + bit].push(place);
                found &= found - 1;
            }
            behind[word] |= asking;
        }
    }
}

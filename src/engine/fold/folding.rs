//! The fold: settled ready work is taken item by item, and each outcome places its tokens.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use crate::engine::ActivitySet;
use crate::engine::fold::agreed::Turn;
use crate::engine::fold::board::Board;
use crate::engine::fold::flows::{ends, flows};
use crate::engine::fold::history::History;
use crate::engine::fold::outcome::Outcome;
use crate::engine::fold::register::{Register, Registers, Replacing, Write};
use crate::engine::fold::run::{Live, Rules, Run, Taken};
use crate::engine::fold::token::{How, Origin, Token};
use crate::engine::fold::version::{self, Stage};
use crate::model::budget::{Over, TOKENS};
use crate::model::{ActivityNumber, Few, ItemId, Procedure, Subject};

/// A fold in progress: the run so far, and the settled versions still ahead.
struct Folding<'f> {
    rules: &'f Rules<'f>,
    history: &'f History<'f>,
    replacing: Replacing<'f>,
    run: Run,
    board: Board,
    /// Settled ready items in the order of taking, each with its place and the number of its
    /// register.
    due: BinaryHeap<Reverse<(Turn, usize, usize)>>,
    ahead: Vec<Stage>,
}

impl Rules<'_> {
    /// Takes settled ready items until there is none, then carries the rest over to the next
    /// settled version, until there is none.
    pub fn run(&self, history: &History, replacing: Replacing, registers: Registers) -> Run {
        let start = history.events[0].id;
        let mut ahead = self.stages(version::first(start), &registers);
        let stages = vec![ahead.remove(0)];
        let first = Token {
            from: Origin::Start(start),
            to: ActivityNumber::FIRST,
            how: How::Always,
        };
        let mut folding = Folding {
            rules: self,
            history,
            replacing,
            board: Board::of([Live::of(first, 0, &stages)]),
            due: BinaryHeap::new(),
            run: Run {
                registers,
                taken: Vec::with_capacity(history.events.len()),
                live: Vec::new(),
                results: Vec::new(),
                stages,
                strays: Vec::new(),
                over: None,
            },
            ahead,
        };
        folding.mark_ready(0, 0);
        folding.take_all();
        while !folding.ahead.is_empty() {
            if !folding.carry() {
                folding.ahead.clear();
                folding.admit_all();
            }
            folding.offer_all();
            folding.take_all();
        }
        let mut run = folding.run;
        run.live = folding.board.into_live();
        run
    }

    /// The chain of settled versions, that of the start first.
    fn stages(&self, first: ItemId, registers: &Registers) -> Vec<Stage> {
        let mut stages = vec![Stage::first(first)];
        let mut here = first;
        while let Some(register) = registers.get(Subject::Version(here))
            && let Some(outcome) = register.settled()
            && let Some(stage) = version::next(&self.definitions, here, outcome)
        {
            here = stage.id;
            stages.push(stage);
        }
        stages
    }
}

impl Folding<'_> {
    fn take_all(&mut self) {
        while let Some(Reverse((turn, place, number))) = self.due.pop() {
            let live = self.board.get(place);
            if live.is_some_and(|live| live.since.is_some() && live.subject() == turn.2) {
                self.take(place, number);
            }
        }
    }

    fn take(&mut self, place: usize, number: usize) {
        let register = self.run.registers.by_number(number);
        let Some(register) = register.filter(|register| register.settled().is_some()) else {
            return;
        };
        let applied = register.standing()[0].place;
        let attempt = register.attempt();
        let Some(live) = self.board.take(place) else {
            return;
        };
        let first_new = self.board.end();
        self.place(&live, number, attempt, applied);
        self.mark_ready(applied, first_new);
        self.run.taken.push(Taken {
            subject: live.subject(),
            number,
            attempt,
            version: self.run.stage().id,
            definition: self.run.stage().definition,
            begun: live.begun,
            since: live.since.unwrap_or(live.begun),
            tokens: live.tokens,
        });
    }

    /// Queues a ready item whose outcome is settled. An item written on under a later version is
    /// taken there.
    fn offer(&mut self, place: usize, number: usize) {
        let live = self.board.get(place);
        if let Some(turn) = live.and_then(|live| self.turn(live, number)) {
            self.due.push(Reverse((turn, place, number)));
        }
    }

    fn turn(&self, item: &Live, number: usize) -> Option<Turn> {
        item.since?;
        let register = self.run.registers.by_number(number)?;
        register.settled()?;
        let ahead = |write: &Write| self.ahead.iter().any(|stage| stage.id == write.version);
        if register.standing().iter().any(ahead) {
            return None;
        }
        let seq = self.history.seq(register.first()?);
        let is_move = register.is_move_first(self.history);
        Some((seq, is_move, item.subject()))
    }

    /// The live items that were written on, each with the number of its register.
    fn written_on(&self) -> Vec<(usize, usize)> {
        let places = 0..self.board.end();
        places
            .filter_map(|place| Some((place, self.number(place)?)))
            .collect()
    }

    /// The number of the register of a live item.
    fn number(&self, place: usize) -> Option<usize> {
        let item = self.board.get(place)?;
        self.run.registers.number(Subject::Item(item.id))
    }

    /// Updates which items are ready; those from `first_new` on have just come.
    fn mark_ready(&mut self, by: usize, first_new: usize) {
        for place in first_new..self.board.end() {
            let live = self.board.get(place);
            if live.is_some_and(|live| live.since.is_none() && live.is_moved()) {
                self.make_ready(place, by);
            }
        }
        let occupied = self.board.occupied();
        let definition = self.run.stage().definition;
        for place in self.board.flowing() {
            let Some(item) = self.board.get_mut(place) else {
                continue;
            };
            if !self.rules.awaiting(definition, item, occupied).is_empty() {
                item.since = None;
            } else if item.since.is_none() {
                self.make_ready(place, by);
            }
        }
    }

    fn make_ready(&mut self, place: usize, by: usize) {
        if let Some(item) = self.board.get_mut(place) {
            item.since = Some(by);
        }
        if let Some(number) = self.number(place) {
            self.admit(place, number);
            self.offer(place, number);
        }
    }

    fn admit_all(&mut self) {
        for (place, number) in self.written_on() {
            self.admit(place, number);
        }
    }

    fn offer_all(&mut self) {
        self.due.clear();
        for (place, number) in self.written_on() {
            self.offer(place, number);
        }
    }

    /// Sets aside the writes on a live item under a number that it never has, and translates the
    /// others to the numbers of the current version.
    fn admit(&mut self, place: usize, number: usize) {
        let item = self.board.get(place);
        let register = self.run.registers.by_number(number);
        let Some((item, register)) = item.zip(register) else {
            return;
        };
        let here = self.run.stage().id;
        let at_home = |write: &Write| {
            write.terms == here && write.version == here && write.activity == Some(item.activity)
        };
        if register.writes.iter().all(at_home) {
            return;
        }
        let (mut fit, strays): (Few<Write>, Few<Write>) = register
            .writes
            .iter()
            .cloned()
            .partition(|write| self.speaks_of(write, item));
        for write in &mut fit {
            self.put_in_present_terms(write);
        }
        self.run.strays.extend(strays);
        let mut register = Register::default();
        if !fit.is_empty() {
            register.writes = fit;
            register.settle(self.replacing);
            register.is_foreign = self.is_foreign(&register, item.activity);
        }
        self.run.registers.put(number, register);
    }

    /// Whether no standing outcome from another version is possible under the current one, so that
    /// the work has to be done again. If one is possible, all are sides as usual.
    fn is_foreign(&self, register: &Register, activity: ActivityNumber) -> bool {
        let stage = self.run.stage();
        let procedure = self.rules.definitions[stage.definition].procedure;
        let is_impossible = |write: &Write| {
            write.terms == stage.id && !write.outcome.is_possible(procedure, activity)
        };
        register.standing().iter().all(is_impossible)
    }

    /// Whether a write names a live item with the number that it has in the write's version.
    fn speaks_of(&self, write: &Write, item: &Live) -> bool {
        let known = self.run.stages.iter().chain(&self.ahead);
        let Some(there) = known.clone().position(|stage| stage.id == write.version) else {
            return false;
        };
        let here = self.run.stages.len() - 1;
        let (from, to) = (there.min(here), there.max(here));
        let (first, last) = match there < here {
            true => (write.activity, Some(item.activity)),
            false => (Some(item.activity), write.activity),
        };
        let mut between = known.skip(from + 1).take(to - from);
        let number =
            first.and_then(|first| between.try_fold(first, |one, stage| stage.number(one)));
        number.is_some() && number == last
    }

    fn put_in_present_terms(&self, write: &mut Write) {
        let here = self.run.stage().id;
        if let Some(outcome) = self.run.in_terms(&write.outcome, write.terms, here) {
            write.outcome = outcome;
            write.terms = here;
        }
    }

    /// Carries the marking over to the next version, if every live item has its own activity there.
    fn carry(&mut self) -> bool {
        let next = &self.ahead[0];
        let version = self.rules.definitions[next.definition];
        let Some(numbers) = self.numbers_in(next, version.procedure) else {
            return false;
        };
        let left = Subject::Version(self.run.stage().id);
        let board = std::mem::replace(&mut self.board, Board::of([]));
        let mut live = board.into_live();
        for (item, number) in live.iter_mut().zip(numbers) {
            item.activity = number;
            for token in &mut item.tokens {
                let flows = (!token.is_moved()).then(|| version.net.sources(number));
                token.to = number;
                if let Origin::Item(_, source) = &mut token.from {
                    let there = source.and_then(|source| next.number(source));
                    let leads =
                        |from: &ActivityNumber| flows.is_none_or(|sources| sources.contains(*from));
                    *source = there.filter(leads);
                }
            }
        }
        self.board = Board::of(live);
        let next = self.ahead.remove(0);
        self.run.stages.push(next);
        let register = self.run.registers.get(left);
        let by = register.and_then(|register| register.standing().first());
        self.mark_ready(by.map_or(0, |write| write.place), 0);
        self.admit_all();
        true
    }

    /// The numbers of the live items in the next version. `None` where one has none, or where two
    /// items that came by flows would become one.
    fn numbers_in(&self, stage: &Stage, procedure: &Procedure) -> Option<Vec<ActivityNumber>> {
        let mut joined = ActivitySet::EMPTY;
        let mut numbers = Vec::with_capacity(self.board.end());
        for item in self.board.live() {
            let number = stage.number(item.activity)?;
            procedure.activity(number)?;
            if !item.is_moved() {
                if joined.contains(number) {
                    return None;
                }
                joined = joined.with(number);
            }
            numbers.push(number);
        }
        Some(numbers)
    }

    /// Places the tokens of an item's outcome; the item took effect by the act at `by`.
    fn place(&mut self, item: &Live, number: usize, attempt: u32, by: usize) {
        let definition = self.run.stage().definition;
        let procedure = self.rules.definitions[definition].procedure;
        let Some(activity) = procedure.activity(item.activity) else {
            return;
        };
        let from = Origin::Item(item.id, Some(item.activity));
        let Run {
            registers,
            results,
            stages,
            over,
            ..
        } = &mut self.run;
        let board = &mut self.board;
        let moved = |to: ActivityNumber, attempt: u32| {
            let (from, how) = (from.clone(), How::Moved(attempt));
            Live::of(Token { from, to, how }, by, stages)
        };
        let register = registers.by_number(number);
        let Some(outcome) = register.and_then(Register::settled) else {
            return;
        };
        match outcome {
            Outcome::Returned(to) => board.push(moved(*to, 0)),
            Outcome::Moved(to) => {
                for to in to {
                    board.push(moved(*to, attempt));
                }
            }
            Outcome::Done(answers) => {
                let flows = flows(activity, answers);
                let ends = ends(activity, answers, flows.is_empty());
                results.extend(ends.map(|key| (item.activity, key)));
                for (to, how) in flows {
                    let from = from.clone();
                    let tokens = board.arrive(Token { from, to, how }, by, stages);
                    if tokens > TOKENS {
                        *over = Some(Over::Tokens);
                    }
                }
            }
            Outcome::Gone(_) | Outcome::State(_) | Outcome::Version { .. } => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::engine::fold::history::History;
    use crate::engine::fold::register::{Registers, Replacing};
    use crate::engine::fold::run::{Rules, marking};
    use crate::engine::fold::version::Version;
    use crate::engine::fold::written::Written;
    use crate::model::{Act, EventId, ItemId, Prose};
    use crate::testing::flow::{Sample, completed};

    /// The items taken, in order, and the marking left.
    fn run(sample: &Sample) -> (Vec<u8>, String) {
        let history = History::of(&sample.events);
        let definitions = vec![Version {
            procedure: &sample.procedure,
            net: &sample.net,
        }];
        let rules = Rules { definitions };
        let written = Written::of(&history, &rules);
        let replacing = Replacing::Sights(&written.sights);
        let run = rules.run(
            &history,
            replacing,
            Registers::of(replacing, &history.subjects, written.all()),
        );
        let taken = run.taken.iter().map(|taken| taken.subject.0.get());
        (taken.collect(), marking(&run.live).to_string())
    }

    const DIAMOND: &str = "
        1: 2 3
        2: 4
        3: 4
        4: < 2 3
    ";

    #[test]
    fn settled_work_is_taken_in_order_of_seq_and_of_activity_where_that_is_the_same() {
        let mut one = Sample::of(DIAMOND);
        assert_eq!(run(&one), (vec![], ">1".into()));
        one.complete("first", 1, &[]);
        assert_eq!(run(&one), (vec![1], "1>2 1>3".into()));
        let mut other = one.clone();
        one.complete("a", 3, &[]);
        assert_eq!(run(&one), (vec![1, 3], "1>2 3>4".into()));
        other.complete("b", 2, &[]);
        one.merge(&other);
        assert_eq!(run(&one), (vec![1, 2, 3], "2>4 3>4".into()));
        one.send_back("c", 4, 3);
        assert_eq!(run(&one), (vec![1, 2, 3, 4], "4~3".into()));
    }

    #[test]
    fn an_act_waits_for_its_item_whatever_its_place_in_the_journal() {
        let mut one = Sample::of(DIAMOND);
        one.complete("first", 1, &[]);
        let (mut other, item) = (one.clone(), one.item(2));
        other.complete("b", 3, &[]);
        one.write("a", completed(2, item, &[]));
        one.events.retain(|event| event.id != EventId::of(b"first"));
        assert_eq!(run(&one), (vec![], ">1".into()));
        one.merge(&other);
        assert_eq!(run(&one), (vec![1, 2, 3], "2>4 3>4".into()));
    }

    #[test]
    fn an_item_is_named_by_what_led_to_it_and_by_nobody_who_did_it() {
        let mut one = Sample::of(DIAMOND);
        let mut other = one.clone();
        one.complete("a", 1, &[]);
        let note = Prose::recorded("note");
        other.write("b", Act::Noted { note });
        other.complete("c", 1, &[]);
        let items = |sample: &Sample| -> Vec<ItemId> {
            let ready = sample.case().ready().into_iter();
            ready.map(|work| work.item).collect()
        };
        assert_eq!(items(&one), items(&other));
    }

    #[test]
    fn a_further_round_is_further_work() {
        let mut sample = Sample::of(DIAMOND);
        sample.complete("a", 1, &[]);
        let first = sample.item(2);
        sample.complete("b", 2, &[]);
        sample.complete("c", 3, &[]);
        let join = sample.item(4);
        sample.send_back("d", 4, 2);
        let second = sample.item(2);
        assert_ne!(first, second);
        sample.complete("e", 2, &[]);
        assert_ne!(sample.item(4), join);
        sample.send_back("f", 4, 2);
        assert_ne!(sample.item(2), second);
    }
}

use std::collections::BTreeMap;

use crate::engine::history::History;
use crate::engine::outcome::Outcome;
use crate::engine::register::{Register, Settlement, Subject};
use crate::engine::token::{self, How, Origin, Token};
use crate::engine::{ActivitySet, Flow, Marking, Net};
use crate::model::{Activity, ActivityNumber, AnswerKey, ItemId, Procedure, ResultKey};

/// A procedure with its flow made ready for asking.
#[derive(Clone, Copy, Debug)]
pub struct Rules<'a> {
    pub procedure: &'a Procedure,
    pub net: &'a Net,
}

/// Work items that were taken, and what was left when no ready one was settled.
#[derive(Debug)]
pub struct Run {
    pub registers: BTreeMap<Subject, Register>,
    /// In the order in which they were taken.
    pub taken: Vec<Taken>,
    pub live: Vec<Live>,
    pub results: Vec<(ActivityNumber, ResultKey)>,
}

/// A work item that took effect.
#[derive(Debug)]
pub struct Taken {
    pub subject: Subject,
    pub outcome: Outcome,
    /// The items that left its tokens.
    pub parents: Vec<ItemId>,
}

/// A work item that holds its tokens.
#[derive(Clone, Debug)]
pub struct Live {
    pub activity: ActivityNumber,
    pub id: ItemId,
    pub tokens: Vec<Token>,
    /// The place of the act that made it ready; nothing while it waits.
    pub since: Option<usize>,
}

impl Live {
    fn of(token: Token) -> Self {
        let activity = token.to;
        let tokens = vec![token];
        Self {
            activity,
            id: token::item(activity, &tokens),
            tokens,
            since: None,
        }
    }

    pub const fn subject(&self) -> Subject {
        (self.activity, self.id)
    }

    pub fn is_moved(&self) -> bool {
        self.tokens.iter().any(Token::is_moved)
    }

    /// The activities whose flows have brought a token.
    pub fn arrived(&self) -> ActivitySet {
        self.tokens.iter().filter_map(Token::source).collect()
    }

    pub fn parents(&self) -> Vec<ItemId> {
        self.tokens
            .iter()
            .filter_map(|token| match token.from {
                Origin::Start(_) => None,
                Origin::Item(item, _) => Some(item),
            })
            .collect()
    }
}

impl Rules<'_> {
    /// Takes the settled ready items one after the other, until there is none. `kept` lays down an
    /// outcome for one item, to see what would follow.
    pub fn run(
        &self,
        history: &History,
        registers: BTreeMap<Subject, Register>,
        kept: Option<(Subject, &Outcome)>,
    ) -> Run {
        let start = history.events[0].id;
        let mut run = Run {
            registers,
            taken: Vec::new(),
            live: vec![Live::of(Token {
                from: Origin::Start(start),
                to: ActivityNumber::FIRST,
                how: How::Always,
            })],
            results: Vec::new(),
        };
        self.mark_ready(&mut run.live, 0);
        while let Some((place, applied, outcome)) = next(history, &run, kept) {
            let live = run.live.remove(place);
            let parents = live.parents();
            self.place(&live, &outcome, &mut run);
            self.mark_ready(&mut run.live, applied);
            run.taken.push(Taken {
                subject: live.subject(),
                outcome,
                parents,
            });
        }
        run
    }

    /// The activities for which a live item waits; none where it is ready.
    pub fn awaiting(&self, live: &Live, occupied: ActivitySet) -> ActivitySet {
        if live.is_moved() {
            return ActivitySet::EMPTY;
        }
        self.net.awaiting(live.activity, live.arrived(), occupied)
    }

    fn mark_ready(&self, live: &mut [Live], by: usize) {
        let occupied = occupied(live);
        for item in live {
            if !self.awaiting(item, occupied).is_empty() {
                item.since = None;
            } else if item.since.is_none() {
                item.since = Some(by);
            }
        }
    }

    fn place(&self, item: &Live, outcome: &Outcome, run: &mut Run) {
        let Some(activity) = self.procedure.activity(item.activity) else {
            return;
        };
        match outcome {
            Outcome::Returned(to) => run.live.push(Live::of(Token {
                from: Origin::Item(item.id, item.activity),
                to: *to,
                how: How::Moved,
            })),
            Outcome::Done(answers) => {
                let flows = flows(activity, answers);
                let ends = results(activity, answers, flows.is_empty());
                run.results.extend(ends.map(|key| (item.activity, key)));
                for (to, how) in flows {
                    let from = Origin::Item(item.id, item.activity);
                    arrive(&mut run.live, Token { from, to, how });
                }
            }
        }
    }
}

/// The activities that hold a token.
pub fn occupied(live: &[Live]) -> ActivitySet {
    live.iter().map(|item| item.activity).collect()
}

/// The flows that hold a token.
pub fn marking(live: &[Live]) -> Marking {
    let tokens = live.iter().flat_map(|item| &item.tokens);
    Marking::of(tokens.map(|token| Flow {
        to: token.to,
        from: token.source(),
        moved: token.is_moved(),
    }))
}

/// Which live item is taken next, with the place of the act by which it is and what that settles:
/// the smallest `seq` of any write on it, then activity, then item.
fn next(
    history: &History,
    run: &Run,
    kept: Option<(Subject, &Outcome)>,
) -> Option<(usize, usize, Outcome)> {
    let settled = run.live.iter().enumerate().filter_map(|(place, item)| {
        item.since?;
        let subject = item.subject();
        let register = run.registers.get(&subject)?;
        let outcome = match (kept, register.settlement()) {
            (Some((kept, outcome)), _) if kept == subject => outcome.clone(),
            (_, Settlement::Settled(outcome)) => outcome,
            (_, Settlement::Open | Settlement::Contested) => return None,
        };
        let applied = register.standing().first()?.0;
        let seq = history.events[register.first()?].seq;
        Some(((seq, subject), place, applied, outcome))
    });
    settled
        .min_by_key(|(order, ..)| *order)
        .map(|(_, place, applied, outcome)| (place, applied, outcome))
}

/// The flows on which completing an activity puts a token, in order of target.
fn flows(activity: &Activity, answers: &[AnswerKey]) -> Vec<(ActivityNumber, How)> {
    let mut flows: BTreeMap<ActivityNumber, How> = BTreeMap::new();
    for answer in activity.answers() {
        if !answers.contains(&answer.key) {
            continue;
        }
        for to in &answer.next {
            let how = flows.entry(*to).or_insert(How::Answers(Vec::new()));
            if let How::Answers(keys) = how {
                keys.push(answer.key.clone());
                keys.sort_unstable();
            }
        }
    }
    for to in &activity.next {
        flows.insert(*to, How::Always);
    }
    flows.into_iter().collect()
}

/// The ends that completing an activity reaches.
fn results(
    activity: &Activity,
    answers: &[AnswerKey],
    nothing_follows: bool,
) -> impl Iterator<Item = ResultKey> {
    let given = activity.answers().iter();
    let answered = given.filter(|answer| answers.contains(&answer.key));
    let always = activity.result.iter().filter(move |_| nothing_follows);
    answered
        .filter_map(|answer| answer.result.as_ref())
        .chain(always)
        .cloned()
}

/// Ordinary tokens at one activity form one item together.
fn arrive(live: &mut Vec<Live>, token: Token) {
    let joined = live
        .iter_mut()
        .find(|item| item.activity == token.to && !item.is_moved());
    match joined {
        Some(item) => {
            item.tokens.push(token);
            item.id = token::item(item.activity, &item.tokens);
            item.since = None;
        }
        None => live.push(Live::of(token)),
    }
}

#[cfg(test)]
mod tests {
    use super::{Rules, marking};
    use crate::engine::history::History;
    use crate::engine::register::registers;
    use crate::engine::sample::{Sample, completed};
    use crate::model::{Act, EventId, ItemId, Prose};

    /// What was taken, in order, and the marking that is left.
    fn run(sample: &Sample) -> (Vec<u8>, String) {
        let history = History::of(&sample.events);
        let all: Vec<usize> = (0..history.events.len()).collect();
        let registers = registers(&history, &sample.procedure, &all);
        let rules = Rules {
            procedure: &sample.procedure,
            net: &sample.net,
        };
        let run = rules.run(&history, registers, None);
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

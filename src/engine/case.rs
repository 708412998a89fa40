//! A case: what its events mean under its procedure. Questions about numbers across versions,
//! annotations, ended conflicts and hypothetical acts have files of their own.

pub mod account;
pub mod annotations;
pub mod blind;
pub mod class;
pub mod departure;
pub mod due;
pub mod ended;
pub mod folded;
pub mod held;
pub mod hindsight;
pub mod hindsight_plain;
pub mod hypothetical;
pub mod late;
pub mod numbers;
pub mod outline;
pub mod outputs;
pub mod past;
pub mod pauses;
pub mod review;
pub mod withdrawn;
pub mod work;

use crate::engine::case::class::{Classified, classify};
use crate::engine::case::folded::Folded;
use crate::engine::case::work::{Came, Done, Ready, Standing, Waiting};
use crate::engine::fold::history::History;
use crate::engine::fold::item_index::ItemIndex;
use crate::engine::fold::outcome::{Outcome, TurnState};
use crate::engine::fold::register::{Register, Registers, Replacing, Settlement, Write};
use crate::engine::fold::run::{Live, Rules, Run, Taken, marking, occupied};
use crate::engine::fold::token::parents;
use crate::engine::fold::version::{self, Version};
use crate::engine::fold::written::Written;
use crate::engine::{ActivitySet, Class, Conflict, Fewest, Held, Net, remaining};
use crate::model::budget::Over;
use crate::model::{
    ActivityNumber, Digest, Event, EventId, Few, ItemId, Procedure, Start, Subject, Zone,
};

/// A folded case. Events are named by their place in [`Case::events`], in order of (`seq`, id).
#[derive(Debug)]
pub struct Case<'a> {
    pub(in crate::engine) rules: Rules<'a>,
    pub(in crate::engine) history: History<'a>,
    pub(in crate::engine) written: Written,
    pub(in crate::engine) run: Run,
    pub(in crate::engine) items: ItemIndex,
    classified: Classified,
    zone: Zone,
}

impl<'a> Case<'a> {
    /// Folds a union of journals of one case; the first of its events is its start.
    pub fn fold(
        procedure: &'a Procedure,
        net: &'a Net,
        events: impl IntoIterator<Item = &'a Event>,
    ) -> Self {
        Self::fold_under(vec![Version { procedure, net }], events)
    }

    /// As [`Self::fold`], with several definitions: that of the start first, then those that
    /// migrations name.
    pub fn fold_under(
        definitions: Vec<Version<'a>>,
        events: impl IntoIterator<Item = &'a Event>,
    ) -> Self {
        let history = History::of(events);
        let rules = Rules { definitions };
        let written = Written::of(&history, &rules);
        let replacing = Replacing::Sights(&written.sights);
        let registers = Registers::of(replacing, &history.subjects, written.all());
        let run = rules.run(&history, replacing, registers);
        let classified = classify(Folded {
            rules: &rules,
            history: &history,
            written: &written,
            run: &run,
        });
        Self {
            items: ItemIndex::default(),
            rules,
            history,
            written,
            run,
            classified,
            zone: Zone::la_paz(),
        }
    }

    /// The same in a unit of another time zone.
    #[must_use]
    pub const fn in_zone(mut self, zone: Zone) -> Self {
        self.zone = zone;
        self
    }

    /// By which its acts are of days.
    pub const fn zone(&self) -> Zone {
        self.zone
    }

    /// The procedure of the current version.
    pub fn procedure(&self) -> &'a Procedure {
        self.version().procedure
    }

    pub fn net(&self) -> &'a Net {
        self.version().net
    }

    /// The definition with this digest, if the case knows it.
    pub fn definition(&self, digest: &Digest) -> Option<Version<'a>> {
        let place = version::find(&self.rules.definitions, digest)?;
        Some(self.rules.definitions[place])
    }

    /// The definitions that the case may run under, that of the start first.
    pub fn digests(&self) -> impl Iterator<Item = Digest> {
        let definitions = self.rules.definitions.iter();
        definitions.map(|version| version.procedure.digest)
    }

    /// The case folded from the events that satisfy `takes` together with all of their past;
    /// `None` without its start.
    pub fn subset(&self, takes: impl Fn(&Event) -> bool) -> Option<Self> {
        let taken = self.history.closed(takes);
        let has_start = taken.first() == Some(&0);
        let events = taken.into_iter().map(|place| self.event(place));
        has_start.then(|| self.folded_anew(self.rules.definitions.clone(), events))
    }

    /// The case with one more definition that it may be migrated to.
    pub fn with_version(&self, version: Version<'a>) -> Self {
        let mut definitions = self.rules.definitions.clone();
        definitions.push(version);
        self.folded_anew(definitions, self.history.events.iter().copied())
    }

    fn folded_anew(
        &self,
        definitions: Vec<Version<'a>>,
        events: impl IntoIterator<Item = &'a Event>,
    ) -> Self {
        Self::fold_under(definitions, events).in_zone(self.zone)
    }

    pub(in crate::engine) fn folded(&self) -> Folded<'_> {
        Folded {
            rules: &self.rules,
            history: &self.history,
            written: &self.written,
            run: &self.run,
        }
    }

    fn version(&self) -> Version<'a> {
        self.rules.definitions[self.run.stage().definition]
    }

    /// The events in order of (`seq`, id), each once.
    pub fn events(&self) -> &[&'a Event] {
        &self.history.events
    }

    pub fn event(&self, place: usize) -> &'a Event {
        self.history.events[place]
    }

    pub fn place(&self, event: EventId) -> Option<usize> {
        self.history.place(event)
    }

    /// The budget that the case exceeds; then some of its answers are wrong.
    pub fn over(&self) -> Option<Over> {
        self.classified.over.or_else(|| self.ended_too_many())
    }

    /// The class of each event.
    pub fn classes(&self) -> &[Class] {
        &self.classified.classes
    }

    /// The parents of an event written now.
    pub fn heads(&self) -> Vec<EventId> {
        self.history.heads()
    }

    /// The `seq` of an event written now.
    pub fn next_seq(&self) -> u64 {
        let last = self.history.events.last();
        last.map_or(1, |event| event.seq.saturating_add(1))
    }

    pub fn start(&self) -> &'a Start {
        let start = self.history.events[0].did.start();
        start.expect("the first event of a journal is its start")
    }

    pub fn standing(&self) -> Standing {
        let case = self.run.registers.get(Subject::Case);
        let written = case.into_iter().flat_map(Register::standing);
        let states = written.filter_map(|write| write.outcome.state());
        match (states.max(), self.run.live.is_empty()) {
            (Some(TurnState::Cancelled), _) => return Standing::Cancelled,
            (_, true) => {}
            (Some(TurnState::Suspended), false) => return Standing::Suspended,
            (Some(TurnState::Open) | None, false) => return Standing::Open,
        }
        let mut reached = self.run.results.clone();
        reached.sort_unstable();
        let mut keys: Vec<&str> = Vec::new();
        for (_, key) in &reached {
            if !keys.contains(&key.as_str()) {
                keys.push(key.as_str());
            }
        }
        let result = keys.join("+");
        Standing::Finished { result }
    }

    /// The ready work items, in order of activity.
    pub fn ready(&self) -> Vec<Ready> {
        let is_open = |item: ItemId| self.run.settlement(Subject::Item(item)) == Settlement::Open;
        let open = self.run.live.iter().filter(|item| is_open(item.id));
        let items = open.filter_map(|item| {
            Some(Ready {
                activity: item.activity,
                item: item.id,
                since: item.since?,
                came: self.came(item),
            })
        });
        let mut ready: Vec<Ready> = items.collect();
        ready.sort_unstable_by_key(|item| (item.activity, item.since, item.item));
        ready
    }

    /// The waiting work items, in order of activity.
    pub fn waiting(&self) -> Vec<Waiting> {
        let occupied = self.occupied();
        let definition = self.run.stage().definition;
        let unready = self.run.live.iter().filter(|item| item.since.is_none());
        let items = unready.map(|item| Waiting {
            activity: item.activity,
            item: item.id,
            arrived: item.arrived(),
            awaiting: self.rules.awaiting(definition, item, occupied),
        });
        let mut waiting: Vec<Waiting> = items.collect();
        waiting.sort_unstable_by_key(|item| (item.activity, item.item));
        waiting
    }

    /// The work items that took effect, in order of the acts by which they did.
    pub fn done(&self) -> Vec<Done<'_>> {
        let taken = self.run.taken.iter();
        let mut done: Vec<Done<'_>> = taken.filter_map(|taken| self.done_of(taken)).collect();
        done.sort_unstable_by_key(|item| item.place);
        done
    }

    /// The held acts, in order.
    pub fn held(&self) -> &[Held] {
        &self.classified.held
    }

    /// The conflicts: the case and its version first, then work items in order of activity.
    pub fn conflicts(&self) -> &[Conflict] {
        &self.classified.conflicts
    }

    /// Whether the case itself is in conflict, not only work of it.
    pub fn is_contested(&self) -> bool {
        let is_of_work = |one: &Conflict| matches!(one.subject, Subject::Item(_));
        !self.conflicts().iter().all(is_of_work)
    }

    /// The activities that hold a token.
    pub fn occupied(&self) -> ActivitySet {
        occupied(&self.run.live)
    }

    /// Whether there is work but none of it is ready, not even in conflict.
    pub fn is_stuck(&self) -> bool {
        let live = &self.run.live;
        !live.is_empty() && live.iter().all(|item| item.since.is_none())
    }

    /// The fewest activities that can still finish the case; contested ones are still to do.
    pub fn remaining(&self) -> Fewest {
        remaining(self.procedure(), self.net(), &marking(&self.run.live))
    }

    /// The live item of an activity, if there is one.
    pub fn live_item(&self, activity: ActivityNumber) -> Option<ItemId> {
        self.items.first_live(&self.run, activity)
    }

    /// The activities that the tokens of a live item came from; empty for any other item.
    pub fn arrived(&self, activity: ActivityNumber, item: ItemId) -> ActivitySet {
        let place = self.items.live(&self.run, item);
        let live = place.map(|place| &self.run.live[place]);
        let here = live.filter(|live| live.activity == activity);
        here.map_or(ActivitySet::EMPTY, Live::arrived)
    }

    /// An item that was taken.
    pub(in crate::engine) fn taken(&self, item: ItemId) -> Option<&Taken> {
        let place = self.items.taken(&self.run, &self.history.subjects, item)?;
        Some(&self.run.taken[place])
    }

    /// What an event writes, and on which subject.
    pub fn write(&self, place: usize) -> Option<&(Subject, Write)> {
        self.written.at(place)
    }

    /// The writes on a subject, without strays.
    pub fn register(&self, subject: Subject) -> Option<&Register> {
        self.run.registers.get(subject)
    }

    /// The register of an act's subject as its author saw it.
    pub fn register_before(&self, place: usize) -> Option<Register> {
        let write = |place: &usize| Some(self.write(*place)?.1.clone());
        let stood = self.written.sights.stood(place).iter();
        let standing: Few<Write> = stood.filter_map(write).collect();
        (!standing.is_empty()).then(|| Register::of_standing(standing))
    }

    /// The work item that took effect last, in the order of taking.
    pub fn last_done(&self) -> Option<Done<'_>> {
        let mut taken = self.run.taken.iter().rev();
        taken.find_map(|taken| self.done_of(taken))
    }

    /// The standing suspension or cancellation that is concurrent with an act that took effect.
    pub fn late_for(&self, place: usize) -> Option<usize> {
        let late = &self.classified.late;
        let found = late.binary_search_by_key(&place, |(late, _)| *late).ok()?;
        Some(late[found].1)
    }

    /// How a live item came to be.
    pub(in crate::engine) fn came(&self, live: &Live) -> Came {
        if !live.is_moved() {
            return Came::ByFlow;
        }
        // A moved item has one token, left by an item that was taken.
        let from = parents(&live.tokens).next();
        let outcome = from.and_then(|item| self.run.registers.outcome(item));
        match matches!(outcome, Some(Outcome::Returned(_))) {
            true => Came::Returned,
            false => Came::Moved,
        }
    }

    fn done_of<'s>(&'s self, taken: &'s Taken) -> Option<Done<'s>> {
        let (activity, item) = taken.subject;
        let register = self.run.registers.by_number(taken.number)?;
        let (first, also) = register.standing().split_first()?;
        let definition = self.rules.definitions[taken.definition].procedure;
        Some(Done {
            activity,
            item,
            version: taken.version,
            definition: definition.activity(activity)?,
            under: taken.definition,
            begun: taken.begun,
            since: taken.since,
            outcome: &first.outcome,
            place: first.place,
            also,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{Came, Case, Standing};
    use crate::engine::{Class, Fewest, HeldReason, Invalid, Outcome};
    use crate::model::{Act, ItemId, Line, Prose};
    use crate::testing::flow::{Sample, completed, done, number, set};

    const REVIEWED: &str = "
        1: 2
        2: ? yes 3, no = refused
        3: 4
        4: < 2 3
    ";

    const JOINED: &str = "
        1: 2 3
        2: ? on 4, end
        3: 4
        4: 5
        5:
    ";

    /// The class of each act, after the name of its author.
    fn classes(sample: &Sample) -> Vec<String> {
        let case = sample.case();
        let classes = case.events().iter().zip(case.classes());
        classes
            .map(|(event, class)| format!("{}: {}", event.by, shown(&case, class)))
            .collect()
    }

    fn shown(case: &Case, class: &Class) -> String {
        let author = |place: usize| &case.event(place).by;
        match class {
            Class::Recorded => "recorded".into(),
            Class::Applied => "applied".into(),
            Class::Duplicate { of } => format!("duplicate of {}", author(*of)),
            Class::Side => "side".into(),
            Class::Replaced { by } => format!("replaced by {}", author(*by)),
            Class::Invalid(_) => "invalid".into(),
            Class::Held(HeldReason::Waits) => "held, waits".into(),
            Class::Held(HeldReason::NotReached) => "held, not reached".into(),
            Class::Held(HeldReason::Version { .. }) => "held, other version".into(),
            Class::Held(HeldReason::Changed { subject }) => format!("held, {} changed", subject.0),
            Class::Held(HeldReason::Contested { subject, outcome }) => {
                format!("held, {} contested for {outcome:?}", subject.0)
            }
        }
    }

    /// A case with activity 1 done, ready for clones to go their ways.
    fn begun(text: &str) -> Sample {
        let mut sample = Sample::of(text);
        sample.complete("first", 1, &[]);
        sample
    }

    /// The outcome of each side, its number of acts, and how many held acts rest on it.
    type Said = (Outcome, usize, usize);

    fn conflicts(sample: &Sample) -> Vec<(u8, Vec<Said>)> {
        let case = sample.case();
        let conflicts = case.conflicts().iter().map(|conflict| {
            let sides = conflict.sides.iter();
            let sides = sides.map(|side| (side.outcome.clone(), side.places.len(), side.held));
            (conflict.activity.unwrap().get(), sides.collect())
        });
        conflicts.collect()
    }

    #[test]
    fn an_act_that_took_effect_is_applied_and_what_writes_on_no_item_is_recorded() {
        let mut sample = begun(REVIEWED);
        let note = Prose::recorded("note");
        sample.write("noted", Act::Noted { note });
        let item = sample.item(2);
        sample.attach("attached", 2, item, "act");
        let name = "frozen".into();
        sample.write("later", Act::Unknown { name });
        assert_eq!(
            classes(&sample),
            [
                "start: recorded",
                "first: applied",
                "noted: recorded",
                "attached: recorded",
                "later: recorded"
            ]
        );
        assert_eq!(sample.ready(), [2]);
    }

    #[test]
    fn the_same_said_twice_unseen_is_done_once_with_both_beside_it() {
        let (mut one, mut other) = (begun(REVIEWED), begun(REVIEWED));
        one.complete("a", 2, &["yes"]);
        other.complete("b", 2, &["yes"]);
        one.merge(&other);
        let (first, second) = match one.place("a") {
            2 => ("a", "b"),
            _ => ("b", "a"),
        };
        assert_eq!(
            classes(&one)[2..],
            [
                format!("{first}: applied"),
                format!("{second}: duplicate of {first}")
            ]
        );
        let case = one.case();
        let last = case.done().pop().unwrap();
        assert_eq!(
            (last.activity, last.place, last.also[0].place),
            (number(2), 2, 3)
        );
        assert_eq!((one.ready(), conflicts(&one)), (vec![3], vec![]));
    }

    #[test]
    fn sides_of_a_conflict_hold_what_rests_on_them_and_the_one_with_most_comes_first() {
        let (mut one, mut other) = (begun(REVIEWED), begun(REVIEWED));
        other.complete("a", 2, &["no"]);
        one.complete("b", 2, &["yes"]);
        one.complete("c", 3, &[]);
        one.complete("d", 4, &[]);
        assert_eq!(
            one.case().standing(),
            Standing::Finished {
                result: "finished".into()
            }
        );
        one.merge(&other);
        let rests = format!("held, 2 contested for {:?}", done(&["yes"]));
        let mut sides = ["a: side", "b: side"];
        sides.sort_by_key(|side| one.place(&side[..1]));
        assert_eq!(
            classes(&one)[2..],
            [
                sides[0].into(),
                sides[1].into(),
                format!("c: {rests}"),
                format!("d: {rests}")
            ]
        );
        assert_eq!(
            conflicts(&one),
            [(2, vec![(done(&["yes"]), 1, 2), (done(&["no"]), 1, 0)])]
        );
        let case = one.case();
        assert_eq!(case.standing(), Standing::Open);
        assert!(case.ready().is_empty() && case.waiting().is_empty() && !case.is_stuck());
        assert_eq!(case.activities_done(), 1);
        assert_eq!(case.remaining(), Fewest::Activities(1));
        assert_eq!(case.contested_before(number(3)), [number(2)]);
        assert_eq!(case.contested_before(number(1)), []);
        let held: Vec<usize> = case.held().iter().map(|held| held.place).collect();
        assert_eq!(held, [4, 5]);
    }

    #[test]
    fn an_approval_against_a_return_is_a_conflict() {
        let mut one = begun(REVIEWED);
        one.complete("a", 2, &["yes"]);
        one.complete("b", 3, &[]);
        let mut other = one.clone();
        one.complete("c", 4, &[]);
        other.send_back("d", 4, 3);
        other.complete("e", 3, &[]);
        one.merge(&other);
        let back = Outcome::Returned(number(3));
        assert_eq!(
            conflicts(&one),
            [(4, vec![(back, 1, 1), (done(&[]), 1, 0)])]
        );
        assert_eq!(
            classes(&one)[6],
            "e: held, 4 contested for Returned(ActivityNumber(3))"
        );
    }

    #[test]
    fn a_return_to_one_activity_and_to_another_are_a_conflict() {
        let mut one = begun(REVIEWED);
        one.complete("a", 2, &["yes"]);
        one.complete("b", 3, &[]);
        let mut other = one.clone();
        one.send_back("c", 4, 2);
        other.send_back("d", 4, 3);
        one.merge(&other);
        assert_eq!(conflicts(&one)[0].1.len(), 2);
    }

    #[test]
    fn a_later_write_replaces_what_it_saw_and_what_rested_on_it_is_held_as_changed() {
        let mut one = begun(REVIEWED);
        let item = one.item(2);
        one.complete("a", 2, &["yes"]);
        let mut other = one.clone();
        one.complete("b", 3, &[]);
        other.write("c", completed(2, item, &["no"]));
        one.merge(&other);
        let classes = classes(&one);
        assert!(classes.contains(&"a: replaced by c".into()), "{classes:?}");
        assert!(
            classes.contains(&"b: held, 2 changed".into()),
            "{classes:?}"
        );
        assert!(classes.contains(&"c: applied".into()), "{classes:?}");
        let result = "refused".into();
        assert_eq!(one.case().standing(), Standing::Finished { result });
    }

    #[test]
    fn of_many_writes_each_after_the_last_the_last_stands_and_the_next_replaced_each() {
        let mut sample = begun(REVIEWED);
        let item = sample.item(2);
        for write in 0..120 {
            sample.write(&format!("a{write}"), completed(2, item, &["yes"]));
        }
        let case = sample.case();
        let last = case.events().len() - 1;
        assert_eq!(case.classes()[last], Class::Applied);
        assert_eq!(case.classes()[2], Class::Replaced { by: 3 });
    }

    #[test]
    fn work_that_follows_whatever_was_answered_survives_a_change_of_the_answer() {
        let text = "
            1: 2
            2: 3 ? yes 4, no
            3:
            4:
        ";
        let (mut one, mut other) = (begun(text), begun(text));
        one.complete("a", 2, &["yes"]);
        other.complete("b", 2, &["no"]);
        let (third, fourth) = (one.item(3), one.item(4));
        assert_eq!(third, other.item(3));
        one.complete("c", 4, &[]);
        other.complete("d", 3, &[]);
        one.write("e", completed(2, begun(text).item(2), &["no"]));
        one.merge(&other);
        let classes = classes(&one);
        assert!(
            classes.contains(&"c: held, 2 changed".into()),
            "{classes:?}"
        );
        assert!(classes.contains(&"d: applied".into()), "{classes:?}");
        assert_ne!(third, fourth);
    }

    #[test]
    fn work_on_a_join_that_has_since_to_wait_for_more_is_held() {
        let (mut one, mut other) = (begun(JOINED), begun(JOINED));
        one.complete("a", 2, &["end"]);
        one.complete("b", 3, &[]);
        one.complete("c", 4, &[]);
        other.complete("d", 2, &["on"]);
        one.merge(&other);
        assert_eq!(classes(&one).pop(), Some("c: held, waits".into()));
        let case = one.case();
        let waiting = case.waiting();
        let arrived = waiting[0].arrived;
        assert_eq!((waiting[0].activity, arrived), (number(4), set(&[3])));
        assert_eq!(waiting[0].awaiting, set(&[2]));
        assert_eq!(case.contested_before(number(4)), [number(2)]);
        assert_eq!(case.contested_before(number(5)), [number(2)]);
    }

    #[test]
    fn an_act_on_work_that_its_author_could_not_have_seen_is_held() {
        let mut sample = begun(REVIEWED);
        sample.write("a", completed(3, ItemId::of(b"other"), &[]));
        sample.write("b", completed(3, sample.item(2), &[]));
        assert_eq!(
            classes(&sample)[2..],
            ["a: held, not reached", "b: held, not reached"]
        );
        assert_eq!(sample.ready(), [2]);
    }

    #[test]
    fn an_act_that_the_procedure_has_no_place_for_writes_nothing() {
        let mut sample = begun(REVIEWED);
        let item = sample.item(2);
        sample.write("a", completed(2, item, &["perhaps"]));
        sample.write("b", completed(9, item, &[]));
        assert_eq!(classes(&sample)[2..], ["a: invalid", "b: invalid"]);
        assert_eq!(
            sample.case().classes()[3],
            Class::Invalid(Invalid::NoActivity(number(9)))
        );
        assert_eq!(sample.ready(), [2]);
    }

    #[test]
    fn other_branches_go_on_beside_a_conflict() {
        let (mut one, mut other) = (begun(JOINED), begun(JOINED));
        one.complete("a", 2, &["end"]);
        other.complete("b", 2, &["on"]);
        one.merge(&other);
        assert_eq!(one.ready(), [3]);
        one.complete("c", 3, &[]);
        assert_eq!(classes(&one).pop(), Some("c: applied".into()));
        assert_eq!(
            one.case().live_item(number(4)),
            Some(one.case().waiting()[0].item)
        );
    }

    #[test]
    fn work_is_ready_since_the_act_that_made_it_ready() {
        let mut one = begun(JOINED);
        one.complete("a", 3, &[]);
        one.complete("b", 2, &["end"]);
        let ready = one.case().ready().pop().unwrap();
        assert_eq!((ready.activity, ready.since), (number(4), one.place("b")));
        assert_eq!(ready.came, Came::ByFlow);
        let arrived = |item| one.case().arrived(number(4), item);
        assert_eq!(arrived(ready.item), set(&[3]));
        assert_eq!(arrived(one.case().items(number(2))[0]), set(&[]));
        let mut other = begun(JOINED);
        other.complete("c", 3, &[]);
        let ready = other.case().ready().pop().unwrap();
        assert_eq!(
            (ready.activity, ready.since),
            (number(2), other.place("first"))
        );
    }

    #[test]
    fn results_are_joined_in_order_of_activity_each_once() {
        #[track_caller]
        fn case(text: &str, expected: &str) {
            let mut sample = begun(text);
            sample.complete("a", 3, &[]);
            sample.complete("b", 2, &["x", "y"]);
            let result = expected.into();
            assert_eq!(sample.case().standing(), Standing::Finished { result });
        }
        case(
            "1: 2 3\n2: ?+ x = filed, y = archived\n3: = told",
            "archived+filed+told",
        );
        case("1: 2 3\n2: ?+ x = told, y = told\n3: = told", "told");
    }

    #[test]
    fn a_case_where_nothing_moves_and_nothing_is_contested_is_stuck() {
        let text = "
            1: 2 3
            2: ? on 3, end
            3: ? on 2, end
        ";
        let sample = begun(text);
        let case = sample.case();
        assert!(case.is_stuck());
        assert_eq!(
            (case.remaining(), case.standing()),
            (Fewest::Never, Standing::Open)
        );
        assert!(!Sample::of(text).case().is_stuck());
    }

    #[test]
    fn a_case_is_for_the_entities_of_its_start_and_of_all_that_counts() {
        let naming = |sample: &mut Sample, by: &str, answer: &str, entity: &str| {
            let Act::Completed(mut done) = completed(2, sample.item(2), &[answer]) else {
                unreachable!("it is completed")
            };
            done.entities = vec![Line::recorded(entity)];
            sample.write(by, Act::Completed(done));
        };
        let entities = |sample: &Sample| -> Vec<String> {
            let entities = sample.case().entities().into_iter();
            entities.map(ToString::to_string).collect()
        };
        let mut clones = [begun(REVIEWED), begun(REVIEWED), begun(REVIEWED)];
        naming(&mut clones[0], "a", "yes", "x");
        naming(&mut clones[1], "b", "yes", "Ministerio");
        naming(&mut clones[2], "c", "no", "Otro");
        let [mut one, other, third] = clones;
        assert_eq!(entities(&one), ["X"]);
        one.merge(&other);
        assert_eq!(entities(&one), ["X", "Ministerio"]);
        one.merge(&third);
        assert_eq!(entities(&one), ["X"]);
    }

    #[test]
    fn items_of_an_activity_are_listed_with_the_live_one_last() {
        let mut sample = begun(REVIEWED);
        let first = sample.item(2);
        sample.complete("a", 2, &["yes"]);
        sample.complete("b", 3, &[]);
        sample.send_back("c", 4, 2);
        let second = sample.item(2);
        assert_eq!(sample.case().items(number(2)), [first, second]);
        assert_eq!(sample.case().ready()[0].came, Came::Returned);
        sample.attach("d", 2, first, "act");
        assert_eq!(sample.case().items(number(2)), [first, second]);
    }
}

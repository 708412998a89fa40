//! The decision to migrate a case to another version.

use crate::engine::decide::activity;
use crate::engine::fold::run::{Run, marking};
use crate::engine::versions::counterpart::counterparts;
use crate::engine::{ActivitySet, Case, Outcome, Refusal, Refused, Standing, Version, prove_from};
use crate::model::{ActivityNumber, Digest, Migration, Procedure, Prose, Subject};

/// Old and new numbers of activities, in order of the old number.
pub type Map = Vec<(ActivityNumber, ActivityNumber)>;

/// Moves a case to another version of its procedure, which must be among its definitions (see
/// [`Case::with_version`]). Activities that `map` does not name go to their
/// [`counterparts`].
///
/// # Errors
/// Where the case is stopped, finished, in conflict or already under that version, where work is
/// at an activity that the version lacks, or where the case could then go wrong.
pub fn migrate(
    case: &Case,
    to: &Digest,
    map: &[(ActivityNumber, ActivityNumber)],
    reason: Prose,
) -> Result<Migration, Refusal> {
    if let Some(conflict) = case.conflicts().first() {
        return Err(match conflict.activity {
            Some(activity) => Refusal::InConflict(activity),
            None => Refusal::CaseInConflict,
        });
    }
    match case.standing() {
        Standing::Open => {}
        Standing::Finished { result } => return Err(Refusal::Finished(result)),
        standing @ (Standing::Suspended | Standing::Cancelled) => {
            return Err(Refusal::Stopped(standing));
        }
    }
    let target = case.definition(to);
    let Some(Version { procedure, net }) = target.filter(|_| case.procedure().digest != *to) else {
        let version = case.procedure().version;
        return Err(Refusal::SameVersion(version));
    };
    for (old, new) in map {
        activity(case, *old)?;
        if procedure.activity(*new).is_none() {
            let (activity, last) = (*new, procedure.activities.len());
            return Err(Refusal::NoCounterpart { activity, last });
        }
    }
    let map = completed(case.procedure(), procedure, map);
    let from = case.version_id();
    let outcome = Outcome::Version {
        digest: Box::new(*to),
        map: map.clone(),
    };
    let then = case.run_if(Subject::Version(from), outcome);
    // If the marking could not be carried over, `then` is still in the old numbers.
    let is_carried = then.stage().id != from;
    check_live(&then, |number| match is_carried {
        true => Some(number),
        false => counterpart(&map, number),
    })?;
    prove_from(procedure, net, marking(&then.live)).map_err(Refusal::unsound)?;
    Ok(Migration {
        from,
        version: procedure.version,
        digest: *to,
        map,
        reason,
    })
}

/// Checks that every live item has its own activity in the new version.
fn check_live(
    run: &Run,
    number: impl Fn(ActivityNumber) -> Option<ActivityNumber>,
) -> Result<(), Refusal> {
    let live = || run.live.iter().map(|item| item.activity);
    let lost: ActivitySet = live().filter(|live| number(*live).is_none()).collect();
    if lost != ActivitySet::EMPTY {
        let activities = lost.iter().collect();
        return Err(Refusal::Unmapped(activities));
    }
    let mut seen = ActivitySet::EMPTY;
    for activity in live().filter_map(number) {
        if seen.contains(activity) {
            let trace = Vec::new();
            return Err(Refusal::unsound(Refused::TwoItems { activity, trace }));
        }
        seen = seen.with(activity);
    }
    Ok(())
}

fn counterpart(map: &Map, number: ActivityNumber) -> Option<ActivityNumber> {
    let mut map = map.iter();
    map.find(|(old, _)| *old == number).map(|(_, new)| *new)
}

/// The given map, completed by the counterparts of all other activities.
fn completed(old: &Procedure, new: &Procedure, given: &[(ActivityNumber, ActivityNumber)]) -> Map {
    let is_given = |number: &ActivityNumber| given.iter().any(|(old, _)| old == number);
    let mut pairs = counterparts(old, new);
    pairs.retain(|pair| !is_given(&pair.old));
    let mut map: Map = given.to_vec();
    map.extend(pairs.into_iter().map(|pair| (pair.old, pair.new)));
    map.sort_unstable();
    map.dedup();
    map
}

#[cfg(test)]
mod tests {
    use super::{Map, migrate};
    use crate::engine::{
        AttachTo, Case, Class, Given, HeldReason, Net, Refusal, Standing, Version, attach, outputs,
        resolve, undo,
    };
    use crate::model::{Act, EventId, Procedure, Prose};
    use crate::testing::flow::{Sample, completed, number, numbers, output, procedure};
    use crate::words::Text;

    const OLD: &str = "
        1: 2 3
        2: 4
        3: 4
        4: 5
        5: < 4
    ";

    /// A check between 3 and the join; its titles keep the activities alike.
    const NEW: &str = "
        1: 2 3
        2: 5
        3: 4
        4: 5
        5: 6
        6: < 5
    ";

    const ASKING: &str = "
        1: 2
        2: 3
        3: ? yes 4, no 5
        4: 5
        5:
    ";
    const ASKING_OTHERWISE: &str = "
        1: 2
        2: 3
        3: ? cd 4, iop 5
        4: 5
        5:
    ";
    const HELD: Class = Class::Held(HeldReason::Version { contested: false });

    /// The versions of a case, and what the clones have written.
    #[derive(Clone)]
    struct Versions {
        sample: Sample,
        new: Procedure,
        net: Net,
    }

    impl Versions {
        fn of(new: &str, titles: &[u8]) -> Self {
            Self::from(OLD, new, titles)
        }

        fn from(old: &str, new: &str, titles: &[u8]) -> Self {
            let mut new = procedure(new);
            for (activity, title) in new.activities.iter_mut().zip(titles) {
                activity.title = Text::same(format!("activity {title}"));
            }
            new.version = 2;
            let net = Net::of(&new);
            let sample = Sample::of(old);
            Self { sample, new, net }
        }

        fn ordinary() -> Self {
            Self::of(NEW, &[1, 2, 3, 9, 4, 5])
        }

        fn case_of<'a>(&'a self, sample: &'a Sample) -> Case<'a> {
            let old = Version {
                procedure: &sample.procedure,
                net: &sample.net,
            };
            let new = Version {
                procedure: &self.new,
                net: &self.net,
            };
            Case::fold_under(vec![old, new], &sample.events)
        }

        fn case(&self) -> Case<'_> {
            self.case_of(&self.sample)
        }

        fn migrated(&self, map: &[(u8, u8)]) -> Result<Act, Refusal> {
            let map: Map = map
                .iter()
                .map(|(old, new)| (number(*old), number(*new)))
                .collect();
            let reason = Prose::recorded("reason");
            migrate(&self.case(), &self.new.digest, &map, reason).map(Act::Migrated)
        }

        fn migrated_back(&self) -> Result<Act, Refusal> {
            let to = &self.sample.procedure.digest;
            migrate(&self.case(), to, &[], Prose::recorded("reason")).map(Act::Migrated)
        }

        /// Writes an act decided on the case as it is with both versions.
        fn write(&mut self, by: &str, did: Act) {
            let (after, seq) = (self.case().heads(), self.case().next_seq());
            self.sample.write(by, did);
            let last = self.sample.events.last_mut().unwrap();
            (last.after, last.seq) = (after.into(), seq);
        }

        fn resolved(&self, event: &str) -> Result<Act, Refusal> {
            let event = EventId::of(event.as_bytes());
            resolve(&self.case(), event, Prose::recorded("reason")).map(Act::Kept)
        }

        fn complete(&mut self, by: &str, activity: u8) {
            self.finish(by, activity, &[]);
        }

        fn answer(&mut self, by: &str, activity: u8, answer: &str) {
            self.finish(by, activity, &[answer]);
        }

        fn finish(&mut self, by: &str, activity: u8, answers: &[&str]) {
            let case = self.case();
            let ready = case.ready();
            let work = ready.iter().find(|work| work.activity == number(activity));
            let item = work.unwrap().item;
            self.write(by, completed(activity, item, answers));
        }

        fn ready(&self) -> Vec<u8> {
            let ready = self.case().ready().into_iter();
            ready.map(|work| work.activity.get()).collect()
        }

        fn class(&self, of: &str) -> Class {
            let place = self.case().place(EventId::of(of.as_bytes())).unwrap();
            self.case().classes()[place].clone()
        }
    }

    #[test]
    fn work_goes_on_under_the_new_version_where_it_was() {
        let mut versions = Versions::ordinary();
        versions.complete("a", 1);
        versions.complete("b", 2);
        let before = versions.case().ready()[0].item;
        let waits = versions.case().waiting()[0].item;
        let act = versions.migrated(&[]).unwrap();
        versions.write("c", act);
        let case = versions.case();
        assert_eq!(case.procedure().version, 2);
        assert_eq!((versions.ready(), case.ready()[0].item), (vec![3], before));
        let waiting = &case.waiting()[0];
        assert_eq!((waiting.activity, waiting.item), (number(5), waits));
        assert_eq!(
            waiting.awaiting.iter().collect::<Vec<_>>(),
            numbers(&[4]),
            "3 leads there by the new check alone"
        );
        versions.complete("d", 3);
        versions.complete("e", 4);
        versions.complete("f", 5);
        versions.complete("g", 6);
        assert!(matches!(
            versions.case().standing(),
            Standing::Finished { .. }
        ));
    }

    #[test]
    fn a_review_returns_to_what_was_done_under_the_old_version() {
        let mut versions = Versions::ordinary();
        for activity in [1, 2, 3] {
            versions.complete("a", activity);
        }
        let returns_to = |versions: &Versions| versions.case().returns_to(number(6));
        versions.complete("b", 4);
        let act = versions.migrated(&[]).unwrap();
        versions.write("c", act);
        assert_eq!(versions.ready(), [6]);
        assert_eq!(returns_to(&versions), numbers(&[5]));
    }

    #[test]
    fn the_same_work_done_unseen_under_the_old_version_meets_the_new_one() {
        let mut versions = Versions::ordinary();
        versions.complete("a", 1);
        let mut other = versions.sample.clone();
        let act = versions.migrated(&[]).unwrap();
        versions.write("b", act);
        versions.complete("c", 3);
        other.complete("d", 3, &[]);
        other.complete("e", 2, &[]);
        versions.sample.merge(&other);
        let said = [versions.class("c"), versions.class("d")];
        assert!(said.contains(&Class::Applied), "{said:?}");
        let duplicate = |class: &Class| matches!(class, Class::Duplicate { .. });
        assert!(said.iter().any(duplicate), "{said:?}");
        assert_eq!(versions.class("e"), Class::Applied);
        assert_eq!(versions.ready(), [4]);
    }

    #[test]
    fn work_that_the_new_version_does_not_have_needs_a_mapping() {
        let mut versions = Versions::of("1: 2\n2: 3\n3: < 2", &[1, 4, 5]);
        versions.complete("a", 1);
        let activities = numbers(&[2, 3]);
        assert_eq!(versions.migrated(&[]), Err(Refusal::Unmapped(activities)));
        let crowded = versions.migrated(&[(2, 2), (3, 2)]);
        assert!(matches!(crowded, Err(Refusal::Unsound(_))), "{crowded:?}");
        versions.complete("b", 2);
        let act = versions.migrated(&[(3, 2)]);
        assert!(matches!(act, Err(Refusal::Unsound(_))), "{act:?}");
        versions.complete("c", 3);
        versions.write("d", versions.migrated(&[]).unwrap());
        assert_eq!(versions.ready(), [2]);
        let again = Refusal::SameVersion(2);
        assert_eq!(versions.migrated(&[]), Err(again));
    }

    #[test]
    fn a_migration_that_does_not_cover_what_others_did_waits_until_one_does() {
        let mut versions = Versions::of("1: 2\n2: 3\n3: < 2", &[1, 4, 5]);
        versions.complete("a", 1);
        versions.complete("b", 2);
        versions.complete("c", 3);
        let mut other = versions.sample.clone();
        versions.write("d", versions.migrated(&[]).unwrap());
        versions.complete("e", 2);
        let undone = undo(&other.case(), EventId::of(b"c"), Prose::recorded("reason"));
        other.write("f", undone.unwrap().act);
        versions.sample.merge(&other);
        assert_eq!(versions.case().procedure().version, 1);
        assert_eq!(versions.ready(), [3]);
        assert_eq!((versions.class("d"), versions.class("e")), (HELD, HELD));
    }

    #[test]
    fn contrary_migrations_are_a_conflict_and_hold_what_was_done_under_either() {
        let mut versions = Versions::ordinary();
        versions.complete("a", 1);
        let mut other = versions.sample.clone();
        let act = versions.migrated(&[]).unwrap();
        versions.write("b", act);
        versions.complete("c", 3);
        let Act::Migrated(mut contrary) = versions_of(&other).migrated(&[]).unwrap() else {
            unreachable!("it migrates")
        };
        contrary.map.pop();
        other.write("d", Act::Migrated(contrary));
        versions.sample.merge(&other);
        let case = versions.case();
        assert_eq!((case.conflicts().len(), case.procedure().version), (1, 1));
        let sides = case.conflicts()[0].sides.iter();
        let held: Vec<usize> = sides.map(|side| side.held).collect();
        assert_eq!(held, [1, 0], "the one under which work was done is first");
        let contested = true;
        let held = Class::Held(HeldReason::Version { contested });
        assert_eq!(versions.class("c"), held);
        versions.write("e", versions.resolved("b").unwrap());
        assert_eq!(versions.case().procedure().version, 2);
        assert_eq!(versions.class("c"), Class::Applied);
    }

    #[test]
    fn an_answer_that_the_new_version_does_not_know_ends_no_branch() {
        let mut versions = Versions::from(ASKING, ASKING_OTHERWISE, &[1, 2, 3, 4, 5]);
        versions.complete("a", 1);
        let mut other = versions.sample.clone();
        versions.write("b", versions.migrated(&[]).unwrap());
        versions.complete("c", 2);
        other.complete("d", 2, &[]);
        other.complete("e", 3, &["yes"]);
        versions.sample.merge(&other);
        assert_eq!((versions.ready(), versions.class("e")), (vec![3], HELD));
        let place = versions.case().place(EventId::of(b"e")).unwrap();
        let refused = Refusal::NotPossible(place);
        assert_eq!(versions.resolved("e"), Err(refused));
        versions.answer("f", 3, "iop");
        assert_eq!(
            (versions.ready(), versions.class("f")),
            (vec![5], Class::Applied)
        );
    }

    #[test]
    fn an_answer_of_the_old_version_and_one_of_the_new_are_a_conflict() {
        let mut versions = Versions::from(ASKING, ASKING_OTHERWISE, &[1, 2, 3, 4, 5]);
        versions.complete("a", 1);
        let mut other = versions.sample.clone();
        versions.write("b", versions.migrated(&[]).unwrap());
        versions.complete("c", 2);
        versions.answer("d", 3, "cd");
        other.complete("e", 2, &[]);
        other.complete("f", 3, &["yes"]);
        versions.sample.merge(&other);
        assert_eq!(versions.case().conflicts()[0].sides.len(), 2);
        let refused = versions.resolved("f").unwrap_err();
        assert!(matches!(refused, Refusal::NotPossible(_)), "{refused:?}");
        versions.write("g", versions.resolved("d").unwrap());
        assert_eq!(versions.ready(), [4]);
    }

    #[test]
    fn what_was_two_does_not_become_one() {
        let old = "1: ?+ x 2, y 3\n2: 4\n3: 4\n4:";
        let mut versions = Versions::from(old, "1: ? x 2\n2: 3\n3:", &[1, 2, 4]);
        let mut other = versions.sample.clone();
        versions.answer("a", 1, "x");
        versions.write("b", versions.migrated(&[(3, 2)]).unwrap());
        versions.complete("c", 2);
        other.complete("d", 1, &["x", "y"]);
        versions.sample.merge(&other);
        versions.write("e", versions.resolved("d").unwrap());
        assert_eq!(versions.case().procedure().version, 1);
        assert_eq!(versions.ready(), [2, 3]);
        assert_eq!((versions.class("b"), versions.class("c")), (HELD, HELD));
        versions.complete("f", 3);
        assert_eq!(versions.case().procedure().version, 2);
        assert_eq!(
            (versions.ready(), versions.class("c")),
            (vec![3], Class::Applied)
        );
    }

    fn missing(case: &Case) -> Vec<String> {
        let rows = outputs(case).into_iter();
        let missing = rows.filter(|row| matches!(row.given, Given::Missing { .. }));
        missing
            .map(|row| format!("{} of version {}", row.activity, row.procedure.version))
            .collect()
    }

    #[test]
    fn what_was_given_for_work_before_it_bore_another_number_counts_for_it() {
        let old = "1: 2\n2: 3 ! act\n3:";
        let mut versions = Versions::from(old, "1: 2\n2: 3\n3: 4 ! act\n4:", &[1, 9, 2, 3]);
        versions.complete("a", 1);
        let item = versions.sample.item(2);
        let mut without = versions.clone();
        versions.sample.attach("b", 2, item, "act");
        for one in [&mut versions, &mut without] {
            let act = one.migrated(&[]).unwrap();
            one.write("c", act);
            one.complete("d", 3);
        }
        assert_eq!(missing(&versions.case()), Vec::<String>::new());
        assert_eq!(missing(&without.case()), ["3 of version 2"]);
        let case = versions.case();
        assert_eq!(
            (case.items(number(3)), case.activities_done()),
            (vec![item], 2)
        );
        let done = case.done();
        assert!(case.is_done_at(&done[1], number(3)));
    }

    #[test]
    fn what_was_done_under_a_number_that_is_another_activity_now_is_not_taken_for_it() {
        let old = "1: 2\n2: 3 ! act\n3:";
        let mut versions = Versions::from(old, "1: 2\n2:", &[1, 3]);
        versions.complete("a", 1);
        let gone = versions.sample.item(2);
        versions.complete("b", 2);
        versions.write("c", versions.migrated(&[]).unwrap());
        let case = versions.case();
        let live = case.ready()[0].item;
        let done = case.done();
        assert!(!done.iter().any(|done| case.is_done_at(done, number(2))));
        assert_eq!(case.items(number(2)), [gone, live]);
        assert_eq!(missing(&case), ["2 of version 1"]);
        versions.complete("d", 2);
        assert_eq!(versions.case().activities_done(), 3);
        let request = AttachTo {
            activity: number(2),
            item: Some(gone),
            outputs: vec![output("act")],
        };
        let item = attach(&versions.case(), &request).unwrap();
        let AttachTo {
            activity, outputs, ..
        } = request;
        versions.write(
            "e",
            Act::Attached {
                activity,
                item,
                outputs,
            },
        );
        assert_eq!(missing(&versions.case()), Vec::<String>::new());
    }

    #[test]
    fn a_resolution_counts_though_others_said_the_same_under_a_version_that_was_left() {
        let new = format!("{ASKING}\n");
        let mut versions = Versions::from(ASKING, &new, &[1, 2, 3, 4, 5]);
        versions.complete("a", 1);
        versions.complete("b", 2);
        let mut other = versions.sample.clone();
        let mut third = versions.clone();
        versions.write("c", versions.migrated(&[]).unwrap());
        versions.write("d", versions.migrated_back().unwrap());
        versions.answer("e", 3, "yes");
        other.complete("f", 3, &["yes"]);
        third.answer("g", 3, "no");
        third.write("h", third.migrated(&[(5, 4)]).unwrap());
        versions.sample.merge(&other);
        versions.sample.merge(&third.sample);
        versions.write("i", versions.resolved("h").unwrap());
        assert_eq!(versions.class("e"), HELD);
        versions.write("j", versions.resolved("f").unwrap());
        assert_eq!(versions.class("j"), Class::Applied);
        assert_eq!(
            (versions.ready(), versions.case().conflicts().len()),
            (vec![4], 0)
        );
    }

    fn versions_of(sample: &Sample) -> Versions {
        let mut versions = Versions::ordinary();
        versions.sample = sample.clone();
        versions
    }
}

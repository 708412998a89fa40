//! Acts off the path: redirecting, undoing, resolving, stopping, correcting and assigning.

use std::collections::BTreeSet;

use crate::engine::decide::withdrawal::restore;
use crate::engine::decide::{activity, check_kinds, check_not_stopped, check_uncontested};
use crate::engine::{
    Case, Class, Field, Outcome, Refusal, Register, Standing, prove_from, work_to_do,
};
use crate::model::{
    Act, ActivityNumber, Correction, EventId, ItemId, Keeping, Line, Prose, Redirection, Subject,
    Turn, Undoing,
};
use crate::words::matching;

/// An act that takes another back, and its consequences.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undo {
    pub act: Act,
    /// The applied acts that would be held.
    pub held: Vec<usize>,
}

/// Moves ready work to other activities, or ends its branch where there are none.
///
/// # Errors
/// Where the work is not ready or would stay where it is, or where the case could then hold two
/// items at one activity or never finish.
pub fn redirect(
    case: &Case,
    from: ActivityNumber,
    mut to: Vec<ActivityNumber>,
    reason: Prose,
) -> Result<Redirection, Refusal> {
    for number in [from].iter().chain(&to) {
        activity(case, *number)?;
    }
    let work = work_to_do(case, Some(from))?;
    to.sort_unstable();
    to.dedup();
    if to == [from] {
        return Err(Refusal::SamePlace(from));
    }
    let after = case.marking_after(Subject::Item(work.item), Outcome::Moved(to.clone()));
    prove_from(case.procedure(), case.net(), after).map_err(Refusal::unsound)?;
    Ok(Redirection {
        activity: from,
        item: work.item,
        to,
        reason,
    })
}

/// Takes back a standing act: its work is to be done again, or what the act replaced is kept; a waiver
/// or a withdrawal no longer counts.
///
/// # Errors
/// Where the act has no subject or does not stand, or where the case is stopped or in conflict.
pub fn undo(case: &Case, event: EventId, reason: Prose) -> Result<Undo, Refusal> {
    let place = place(case, event)?;
    let event = case.event(place);
    if event.did.start().is_some() {
        return Err(Refusal::UndoStart);
    }
    if let Some(act) = restore(case, place, &reason) {
        return act.map(|act| Undo {
            act,
            held: Vec::new(),
        });
    }
    let Some((subject, write)) = case.write(place) else {
        return Err(Refusal::WritesNothing(place));
    };
    if let Class::Replaced { by } = case.classes()[place] {
        return Err(Refusal::Replaced(by));
    }
    check_uncontested(case)?;
    let activity = write.activity.unwrap_or(ActivityNumber::FIRST);
    if let Act::Turned { turn, .. } = &event.did {
        return self::turn(case, turn.opposite(), reason);
    }
    if let Act::Migrated(_) = &event.did {
        return Err(Refusal::UndoMigration);
    }
    check_not_stopped(case)?;
    let act = match (&event.did, *subject) {
        (Act::Undone(_) | Act::Kept(_), _) => keep_replaced(case, place, *subject, reason)?,
        (_, Subject::Item(item)) => {
            let now = case.number_now(write.version, activity);
            Act::Undone(Undoing {
                activity: now.ok_or(Refusal::NotNow(activity))?,
                item,
                event: event.id,
                reason,
            })
        }
        (_, Subject::Case | Subject::Version(_)) => return Err(Refusal::WritesNothing(place)),
    };
    let held = match case.outcome(&act) {
        Some(outcome) if takes_effect(case, place, *subject, &outcome) => {
            case.held_by(*subject, outcome)
        }
        Some(_) => return Err(Refusal::NotNow(activity)),
        None => Vec::new(),
    };
    Ok(Undo { act, held })
}

/// Whether an outcome written in place of an act's would count at once if that act does: under
/// another version its item may have to wait.
fn takes_effect(case: &Case, place: usize, subject: Subject, outcome: &Outcome) -> bool {
    let Subject::Item(item) = subject else {
        return true;
    };
    let then = case.run_if(subject, outcome.clone());
    let standing = then.register(item).map_or(&[][..], Register::standing);
    let stands = standing.first().map(|write| write.place) == Some(case.events().len());
    let is_held = matches!(case.classes()[place], Class::Held(_));
    stands && (is_held || then.taken.iter().any(|taken| taken.subject.1 == item))
}

/// Keeps the outcome of an act against all others on its subject.
///
/// # Errors
/// Where the act wrote nothing, or an outcome that is not possible under the current version.
pub fn resolve(case: &Case, event: EventId, reason: Prose) -> Result<Keeping, Refusal> {
    let place = place(case, event)?;
    match case.write(place) {
        Some((subject, write)) if case.would_be_foreign(*subject, write) => {
            Err(Refusal::NotPossible(place))
        }
        Some((subject, write)) => Ok(Keeping {
            subject: *subject,
            activity: write.activity,
            event,
            reason,
        }),
        None => Err(Refusal::WritesNothing(place)),
    }
}

/// Stops the case as a whole or lets it go on; a finished case is reopened by taking back the act
/// that finished it.
///
/// # Errors
/// Where the state of the case does not allow it, or the case is in conflict.
pub fn turn(case: &Case, turn: Turn, reason: Prose) -> Result<Undo, Refusal> {
    check_uncontested(case)?;
    let standing = case.standing();
    if let (Turn::Reopened, Standing::Finished { .. }) = (turn, &standing) {
        let last = case.last_done().map(|done| case.event(done.place).id);
        return undo(
            case,
            last.ok_or(Refusal::NoTurn { turn, standing })?,
            reason,
        );
    }
    let is_allowed = match turn {
        Turn::Suspended => standing == Standing::Open,
        Turn::Resumed => standing == Standing::Suspended,
        Turn::Cancelled => matches!(standing, Standing::Open | Standing::Suspended),
        Turn::Reopened => standing == Standing::Cancelled,
    };
    if !is_allowed {
        return Err(Refusal::NoTurn { turn, standing });
    }
    Ok(Undo {
        act: Act::Turned { turn, reason },
        held: Vec::new(),
    })
}

/// # Errors
/// Where nothing is corrected, or a field that the event does not have.
pub fn correct(case: &Case, correction: &Correction) -> Result<(), Refusal> {
    let place = place(case, correction.event)?;
    let of = &case.event(place).did;
    let given = [
        (Field::Outputs, !correction.outputs.is_empty()),
        (Field::Note, correction.note.is_some()),
        (Field::Entities, !correction.entities.is_empty()),
        (Field::Title, correction.title.is_some()),
        (Field::Reference, correction.reference.is_some()),
    ];
    let mut fields = given.iter().filter(|(_, given)| *given);
    if fields.clone().next().is_none() && correction.at.is_none() {
        return Err(Refusal::NothingToCorrect);
    }
    if let Some((field, _)) = fields.find(|(field, _)| !field.is_in(of)) {
        let field = *field;
        return Err(Refusal::NotSaid { place, field });
    }
    check_kinds(case, &correction.outputs)
}

/// The live item of an activity, to be assigned.
///
/// # Errors
/// Where the activity has no live item.
pub fn assign(case: &Case, number: ActivityNumber) -> Result<ItemId, Refusal> {
    let activity = activity(case, number)?.number;
    case.live_item(activity)
        .ok_or(Refusal::NotReached(activity))
}

/// The labels that a case does not have yet, each once.
///
/// # Errors
/// Where it has all of them.
pub fn label(case: &Case, labels: &[Line]) -> Result<Vec<Line>, Refusal> {
    let key = |label: &Line| matching(label.as_str());
    let mut known: BTreeSet<String> = case.labels().into_iter().map(key).collect();
    let new = labels.iter().filter(|label| known.insert(key(label)));
    let new: Vec<Line> = new.cloned().collect();
    match new.is_empty() {
        true => Err(Refusal::Labelled(labels.to_vec())),
        false => Ok(new),
    }
}

/// Those of the labels that a case has, each with the event that gave it.
///
/// # Errors
/// Where it has none of them.
pub fn unlabel(case: &Case, labels: &[Line]) -> Result<Vec<(Line, EventId)>, Refusal> {
    let wanted: Vec<String> = labels.iter().map(|one| matching(one.as_str())).collect();
    let given = case.labels_given().into_iter();
    let taken = given.filter(|(label, _)| wanted.contains(&matching(label.as_str())));
    let taken: Vec<_> = taken.map(|(label, event)| (label.clone(), event)).collect();
    match taken.is_empty() {
        true => Err(Refusal::NotLabelled(labels.to_vec())),
        false => Ok(taken),
    }
}

fn place(case: &Case, event: EventId) -> Result<usize, Refusal> {
    case.place(event).ok_or(Refusal::NoEvent(event))
}

/// The act that keeps what another act replaced.
fn keep_replaced(
    case: &Case,
    place: usize,
    subject: Subject,
    reason: Prose,
) -> Result<Act, Refusal> {
    let before = case.register_before(place);
    let register = before.ok_or(Refusal::WritesNothing(place))?;
    if register.settled().is_none() {
        return Err(Refusal::ReplacedConflict(place));
    }
    let first = &register.standing()[0];
    Ok(Act::Kept(Keeping {
        subject,
        activity: first.activity,
        event: case.event(first.place).id,
        reason,
    }))
}

impl Field {
    const fn is_in(self, act: &Act) -> bool {
        match self {
            Self::Outputs => matches!(act, Act::Completed(_) | Act::Attached { .. }),
            Self::Note => matches!(act, Act::Completed(_) | Act::Noted { .. }),
            Self::Entities => matches!(act, Act::Started(_) | Act::Completed(_)),
            Self::Title | Self::Reference => matches!(act, Act::Started(_)),
        }
    }
}

impl Turn {
    /// The turn that takes it back.
    const fn opposite(self) -> Self {
        match self {
            Self::Suspended => Self::Resumed,
            Self::Resumed => Self::Suspended,
            Self::Cancelled => Self::Reopened,
            Self::Reopened => Self::Cancelled,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{label, redirect, resolve, turn, undo, unlabel};
    use crate::engine::{Class, Refusal, Refused, Standing};
    use crate::model::{Act, EventId, ItemId, Line, Prose, Turn, Undoing};
    use crate::testing::flow::{Sample, number, numbers};

    const TEXT: &str = "
        1: 2 3
        2: ? yes 4, no 5
        3: 6
        4: 6
        5: 6
        6: 7
        7: < 6
    ";

    fn reason() -> Prose {
        Prose::recorded("reason")
    }

    fn begun() -> Sample {
        let mut sample = Sample::of(TEXT);
        sample.complete("first", 1, &[]);
        sample
    }

    impl Sample {
        fn undo(&mut self, by: &str, event: &str) -> usize {
            let undone = undo(&self.case(), EventId::of(event.as_bytes()), reason()).unwrap();
            self.write(by, undone.act);
            undone.held.len()
        }

        fn resolve(&mut self, by: &str, event: &str) {
            let kept = resolve(&self.case(), EventId::of(event.as_bytes()), reason()).unwrap();
            self.write(by, Act::Kept(kept));
        }

        fn turn(&mut self, by: &str, to: Turn) {
            let turned = turn(&self.case(), to, reason()).unwrap();
            self.write(by, turned.act);
        }

        fn redirect(&mut self, by: &str, from: u8, to: &[u8]) {
            let moved = redirect(&self.case(), number(from), numbers(to), reason());
            self.write(by, Act::Redirected(moved.unwrap()));
        }

        fn held(&self) -> usize {
            self.case().held().len()
        }
    }

    /// The item that activity 2 had at first.
    fn first_item(sample: &Sample) -> ItemId {
        let case = sample.case();
        case.event(sample.place("a")).did.item().unwrap()
    }

    fn unredirected(sample: &Sample, from: u8, to: &[u8]) -> Refusal {
        redirect(&sample.case(), number(from), numbers(to), reason()).unwrap_err()
    }

    #[test]
    fn what_is_undone_is_done_anew_and_holds_what_rested_on_it() {
        let mut sample = begun();
        let before = sample.item(2);
        sample.complete("a", 2, &["yes"]);
        sample.complete("b", 4, &[]);
        sample.complete("c", 3, &[]);
        assert_eq!(sample.undo("d", "a"), 1);
        assert_eq!((sample.ready(), sample.held()), (vec![2], 1));
        assert_ne!(sample.item(2), before);
        sample.complete("e", 2, &["yes"]);
        assert_eq!((sample.ready(), sample.held()), (vec![4], 1));
    }

    #[test]
    fn undoing_an_undoing_gives_back_what_it_replaced() {
        let mut sample = begun();
        sample.complete("a", 2, &["yes"]);
        sample.complete("b", 4, &[]);
        sample.undo("c", "a");
        assert_eq!(sample.undo("d", "c"), 0);
        assert_eq!((sample.ready(), sample.held()), (vec![3], 0));
        let case = sample.case();
        let classes: Vec<&Class> = case.classes().iter().skip(2).collect();
        let replaced = Class::Replaced {
            by: sample.place("c"),
        };
        assert_eq!(classes[0], &replaced);
        assert_eq!(classes[3], &Class::Applied);
    }

    #[test]
    fn the_same_undone_twice_unseen_is_one_new_attempt() {
        let mut one = begun();
        one.complete("a", 2, &["yes"]);
        let mut other = one.clone();
        one.undo("b", "a");
        other.undo("c", "a");
        assert_eq!(one.item(2), other.item(2));
        one.complete("d", 2, &["no"]);
        one.merge(&other);
        assert_eq!((one.ready(), one.held()), (vec![3, 5], 0));
    }

    #[test]
    fn a_further_attempt_is_further_work() {
        let mut sample = begun();
        sample.complete("a", 2, &["yes"]);
        sample.undo("b", "a");
        let first = sample.item(2);
        sample.resolve("c", "a");
        let kept = sample.place("c");
        assert_eq!(sample.case().classes()[kept], Class::Applied);
        let again = undo(&sample.case(), EventId::of(b"c"), reason()).unwrap();
        assert!(matches!(again.act, Act::Kept(_)));
        sample.write("d", again.act);
        assert_eq!(sample.item(2), first);
        sample.resolve("e", "a");
        let item = first_item(&sample);
        let anew = Act::Undone(Undoing {
            activity: number(2),
            item,
            event: sample.case().event(sample.place("e")).id,
            reason: reason(),
        });
        sample.write("f", anew);
        assert_ne!(sample.item(2), first);
    }

    #[test]
    fn a_resolution_ends_a_conflict_and_can_be_revised() {
        let mut one = begun();
        let mut other = one.clone();
        one.complete("a", 2, &["yes"]);
        one.complete("b", 4, &[]);
        other.complete("c", 2, &["no"]);
        one.merge(&other);
        assert_eq!(one.held(), 1);
        let mut third = one.clone();
        one.resolve("d", "a");
        assert_eq!((one.ready(), one.held()), (vec![3], 0));
        third.resolve("e", "c");
        one.merge(&third);
        assert_eq!(one.case().conflicts().len(), 1);
        one.resolve("f", "a");
        assert_eq!((one.ready(), one.held()), (vec![3], 0));
        one.resolve("g", "c");
        assert_eq!((one.ready(), one.held()), (vec![3, 5], 1));
    }

    #[test]
    fn an_undoing_that_replaced_a_conflict_is_not_undone() {
        let mut one = begun();
        let mut other = one.clone();
        one.complete("a", 2, &["yes"]);
        other.complete("b", 2, &["no"]);
        one.merge(&other);
        one.undo("c", "a");
        assert_eq!((one.ready(), one.case().conflicts().len()), (vec![2, 3], 0));
        let place = one.place("c");
        let refused = undo(&one.case(), EventId::of(b"c"), reason()).unwrap_err();
        assert_eq!(refused, Refusal::ReplacedConflict(place));
    }

    #[test]
    fn work_is_moved_where_the_case_can_still_finish() {
        let mut sample = begun();
        let mut ended = sample.clone();
        sample.redirect("a", 2, &[5]);
        assert_eq!(sample.ready(), [3, 5]);
        ended.redirect("a", 2, &[]);
        assert_eq!(ended.ready(), [3]);
        ended.complete("b", 3, &[]);
        assert_eq!(ended.ready(), [6]);
        let activity = number(3);
        assert_eq!(unredirected(&sample, 3, &[3]), Refusal::SamePlace(activity));
        let Refusal::Unsound(refused) = unredirected(&sample, 3, &[5]) else {
            panic!("5 would hold two items")
        };
        assert!(matches!(*refused, Refused::TwoItems { activity, .. } if activity == number(5)));
        assert!(matches!(
            unredirected(&sample, 6, &[7]),
            Refusal::NotReached(_)
        ));
        assert_eq!(sample.undo("b", "a"), 0);
        assert_eq!(sample.ready(), [2, 3]);
    }

    /// 5 is ready, since nothing comes any more from 2; 4 is beside it and can be sent to 2, which
    /// holds 5 up again.
    #[test]
    fn what_is_undone_is_taken_before_a_move_of_the_same_seq_as_it_was_when_done() {
        let mut one = Sample::of(
            "
            1: 2 3 4
            2: ? on 5, end
            3: 5
            4: 6
            5: 6
            6:
        ",
        );
        one.complete("first", 1, &[]);
        one.complete("a", 2, &["end"]);
        one.complete("b", 3, &[]);
        let mut other = one.clone();
        one.complete("c", 5, &[]);
        other.redirect("d", 4, &[2]);
        one.merge(&other);
        let class = |sample: &Sample, name: &str| {
            let place = sample.place(name);
            sample.case().classes()[place].clone()
        };
        assert_eq!(class(&one, "c"), Class::Applied);
        one.undo("e", "c");
        assert_eq!(class(&one, "e"), Class::Applied);
        assert_eq!(class(&one, "d"), Class::Applied);
        assert_eq!(one.ready(), [2, 5]);
    }

    #[test]
    fn a_case_is_stopped_and_goes_on() {
        let mut sample = begun();
        sample.turn("a", Turn::Suspended);
        assert_eq!(sample.case().standing(), Standing::Suspended);
        let refused = unredirected(&sample, 2, &[5]);
        let standing = Standing::Suspended;
        assert_eq!(refused, Refusal::Stopped(standing));
        sample.undo("b", "a");
        assert_eq!(sample.case().standing(), Standing::Open);
        sample.turn("c", Turn::Cancelled);
        assert_eq!(sample.case().standing(), Standing::Cancelled);
        let turn = Turn::Suspended;
        let standing = Standing::Cancelled;
        assert_eq!(
            super::turn(&sample.case(), turn, reason()).unwrap_err(),
            Refusal::NoTurn { turn, standing }
        );
        sample.turn("d", Turn::Reopened);
        assert_eq!(sample.case().standing(), Standing::Open);
        let start = undo(&sample.case(), EventId::of(b"start"), reason());
        assert_eq!(start.unwrap_err(), Refusal::UndoStart);
    }

    #[test]
    fn contrary_decisions_on_the_case_are_a_conflict_that_shows_the_most_closed() {
        let mut one = begun();
        let mut other = one.clone();
        one.turn("a", Turn::Suspended);
        other.turn("b", Turn::Cancelled);
        one.merge(&other);
        assert_eq!(one.case().standing(), Standing::Cancelled);
        let conflict = one.case().conflicts()[0].clone();
        assert_eq!((conflict.activity, conflict.sides.len()), (None, 2));
        let refused = unredirected(&one, 2, &[5]);
        assert!(refused == Refusal::CaseInConflict && refused.is_conflict());
        one.resolve("c", "a");
        assert_eq!(one.case().standing(), Standing::Suspended);
    }

    #[test]
    fn an_act_that_a_suspension_had_not_seen_counts_and_is_late() {
        let mut one = begun();
        let mut other = one.clone();
        one.turn("a", Turn::Suspended);
        other.complete("b", 2, &["yes"]);
        one.merge(&other);
        let place = one.place("b");
        assert_eq!(one.case().late_for(place), Some(one.place("a")));
        assert_eq!(one.case().classes()[place], Class::Applied);
        one.turn("c", Turn::Resumed);
        assert_eq!(one.case().late_for(one.place("b")), None);
    }

    #[test]
    fn reopening_a_finished_case_takes_back_the_act_that_finished_it() {
        let mut sample = Sample::of("1: 2\n2:");
        sample.complete("a", 1, &[]);
        sample.complete("b", 2, &[]);
        sample.turn("c", Turn::Reopened);
        assert_eq!(sample.ready(), [2]);
    }

    impl Sample {
        /// Whether the case took the label.
        fn label(&mut self, by: &str, text: &str) -> bool {
            let labels = label(&self.case(), &[Line::recorded(text)]);
            let act = labels.map(|labels| Act::Labelled { labels });
            act.map(|act| self.write(by, act)).is_ok()
        }

        fn unlabel(&mut self, by: &str, label: &str) {
            let labels = unlabel(&self.case(), &[Line::recorded(label)]).unwrap();
            self.write(by, Act::Unlabelled { labels });
        }

        fn labels(&self) -> Vec<String> {
            let case = self.case();
            case.labels().iter().map(ToString::to_string).collect()
        }
    }

    #[test]
    fn a_label_is_one_however_it_is_spelled_and_as_it_was_spelled_first() {
        let mut sample = begun();
        assert!(sample.label("a", "Plan"));
        assert!(!sample.label("b", "pl\u{e1}n "));
        let absent = unlabel(&sample.case(), &[Line::recorded("urgente")]).unwrap_err();
        assert_eq!(
            absent,
            Refusal::NotLabelled(vec![Line::recorded("urgente")])
        );
        assert!(sample.label("c", "urgente"));
        assert_eq!(sample.labels(), ["Plan", "urgente"]);
        sample.unlabel("d", "PLAN");
        assert_eq!(sample.labels(), ["urgente"]);
        assert!(sample.label("e", "plan"));
        assert_eq!(sample.labels(), ["urgente", "plan"]);
    }

    #[test]
    fn a_removal_ends_the_labels_that_it_saw_and_no_others() {
        let mut one = begun();
        one.label("a", "urgente");
        let mut other = one.clone();
        one.unlabel("b", "urgente");
        assert!(one.labels().is_empty());
        other.unlabel("c", "urgente");
        other.label("d", "Urgente");
        one.merge(&other);
        assert_eq!(one.labels(), ["Urgente"]);
        one.unlabel("e", "urgente");
        assert!(one.labels().is_empty());
    }
}

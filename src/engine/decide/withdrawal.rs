//! Whether a document may be waived or withdrawn, and taking either back.

use crate::engine::case::due::due;
use crate::engine::decide::{activity, check_kinds};
use crate::engine::{Case, Outcome, Refusal};
use crate::model::{
    Act, ActivityNumber, EventId, ItemId, Line, Output, OutputKind, Prose, Restoration, Retraction,
    Waiver,
};
use crate::words::matching;

/// A request that a document need not be given, or is withdrawn.
#[derive(Clone, Debug)]
pub struct Withdraw {
    pub activity: ActivityNumber,
    /// `None` for the live item, else the last one; of a withdrawal, for the last one that has it.
    pub item: Option<ItemId>,
    pub kind: OutputKind,
    /// Of a withdrawal; `None` for all documents of the kind.
    pub reference: Option<Line>,
    pub reason: Prose,
}

/// # Errors
/// Where the activity has had no work yet, or the document is not owed.
pub fn waive(case: &Case, request: &Withdraw) -> Result<Waiver, Refusal> {
    let items = items(case, request)?;
    let item = items[0];
    let Withdraw { activity, kind, .. } = request;
    if !owes(case, item, kind) {
        let (activity, kind) = (*activity, kind.clone());
        return Err(Refusal::NotOwed { activity, kind });
    }
    Ok(Waiver {
        activity: *activity,
        item,
        kind: kind.clone(),
        reason: request.reason.clone(),
    })
}

/// # Errors
/// Where the activity has no such document.
pub fn retract(case: &Case, request: &Withdraw) -> Result<Retraction, Refusal> {
    let items = items(case, request)?;
    let Withdraw { activity, kind, .. } = request;
    let found = items.into_iter().find_map(|item| {
        let given = given(case, item, kind, request.reference.as_ref());
        (!given.is_empty()).then_some((item, given))
    });
    let Some((item, given)) = found else {
        let (activity, kind) = (*activity, kind.clone());
        return Err(Refusal::NotGiven { activity, kind });
    };
    let mut events: Vec<EventId> = given.iter().map(|(event, _)| *event).collect();
    events.dedup();
    let reference = request.reference.as_ref();
    Ok(Retraction {
        activity: *activity,
        item,
        kind: kind.clone(),
        // As it was given.
        reference: reference.and_then(|_| given[0].1.reference.clone()),
        events,
        reason: request.reason.clone(),
    })
}

/// Takes back a waiver or a withdrawal, or gives back what was so taken back; `None` for any other act.
///
/// # Errors
/// Where it was taken back already, or is in force.
pub fn restore(case: &Case, place: usize, reason: &Prose) -> Option<Result<Act, Refusal>> {
    let event = case.event(place);
    if matches!(event.did, Act::Waived(_) | Act::Retracted(_)) {
        let (activity, item) = event.did.activity().zip(event.did.item())?;
        return Some(match case.restored_by(place) {
            Some(by) => Err(Refusal::Replaced(by)),
            None => Ok(Act::Restored(Restoration {
                activity,
                item,
                event: event.id,
                reason: reason.clone(),
            })),
        });
    }
    let taken_back = case.place(event.did.restored()?)?;
    Some(again(case, taken_back, reason))
}

/// A waiver or a withdrawal once more.
fn again(case: &Case, place: usize, reason: &Prose) -> Result<Act, Refusal> {
    let (act, reason) = (&case.event(place).did, reason.clone());
    if let Act::Waived(old) = act {
        let (activity, kind) = (old.activity, old.kind.clone());
        return match owes(case, old.item, &kind) {
            true => Ok(Act::Waived(Waiver {
                reason,
                ..old.clone()
            })),
            false => Err(Refusal::NotOwed { activity, kind }),
        };
    }
    let Act::Retracted(old) = act else {
        return Err(Refusal::WritesNothing(place));
    };
    let given = given(case, old.item, &old.kind, old.reference.as_ref());
    if given.iter().any(|(event, _)| old.events.contains(event)) {
        return Ok(Act::Retracted(Retraction {
            reason,
            ..old.clone()
        }));
    }
    let (activity, kind) = (old.activity, old.kind.clone());
    Err(Refusal::NotGiven { activity, kind })
}

/// The items that a request may mean, the likeliest first.
fn items(case: &Case, request: &Withdraw) -> Result<Vec<ItemId>, Refusal> {
    let number = request.activity;
    let mut items = case.items(number);
    if items.is_empty() {
        activity(case, number)?;
    }
    check_kinds(case, &[Output::of(request.kind.clone())])?;
    items.reverse();
    if let Some(item) = request.item {
        return Ok(vec![item]);
    }
    if let Some(live) = case.live_item(number) {
        items.retain(|item| *item != live);
        items.insert(0, live);
    }
    match items.is_empty() {
        true => Err(Refusal::NotReached(number)),
        false => Ok(items),
    }
}

/// The documents of a kind that an item has, each with the act that gave it.
fn given<'a>(
    case: &Case<'a>,
    item: ItemId,
    kind: &OutputKind,
    reference: Option<&Line>,
) -> Vec<(EventId, &'a Output)> {
    let wanted = reference.map(|reference| matching(reference.as_str()));
    let has = |output: &Output| {
        let own = output.reference.as_ref();
        let own = own.map(|reference| matching(reference.as_str()));
        output.kind == *kind && (wanted.is_none() || own == wanted)
    };
    let given = case.given_for(item, case.known(item));
    let these = given.filter(|(_, output)| has(output));
    these
        .map(|(place, output)| (case.event(place).id, output))
        .collect()
}

/// Whether an item owes a document of this kind; of work that is not done, whatever will be answered.
fn owes(case: &Case, item: ItemId, kind: &OutputKind) -> bool {
    let Some((version, number)) = case.known(item) else {
        return false;
    };
    let Some(activity) = case.procedure_under(version).activity(number) else {
        return false;
    };
    let done = case.done().into_iter().find(|done| done.item == item);
    let every: Vec<_> = activity
        .answers()
        .iter()
        .map(|one| one.key.clone())
        .collect();
    let answers = match &done {
        Some(done) if matches!(done.outcome, Outcome::Done(_)) => done.answers(),
        Some(_) => return false,
        None => &every,
    };
    let waived = case.waivers_of(item);
    let given: Vec<&Output> = case.outputs_of(item).chain(&waived).collect();
    let owed = due(activity, answers, &given);
    owed.iter().any(|due| due.any.contains(kind))
}

#[cfg(test)]
mod tests {
    use super::{Withdraw, retract, waive};
    use crate::engine::case::outputs::owed;
    use crate::engine::{Refusal, undo};
    use crate::model::{Act, EventId, ItemId, Line, Output, OutputKind, Prose};
    use crate::testing::flow::{Sample, number, output};

    const TEXT: &str = "
        1: 2 ! act, mail/note
        2: 1
    ";

    fn request(kind: &str, reference: Option<&str>) -> Withdraw {
        Withdraw {
            activity: number(1),
            item: None,
            kind: OutputKind::recorded(kind),
            reference: reference.map(Line::recorded),
            reason: Prose::recorded("reason"),
        }
    }

    /// A case in which the first activity is done and owes its documents.
    fn owing() -> Sample {
        let mut sample = Sample::of(TEXT);
        sample.complete("first", 1, &[]);
        sample
    }

    impl Sample {
        fn done_item(&self) -> ItemId {
            self.case().done()[0].item
        }

        fn give(&mut self, by: &str, kind: &str, reference: &str) {
            let given = Output {
                reference: Some(Line::recorded(reference)),
                ..output(kind)
            };
            let did = Act::Attached {
                activity: number(1),
                item: self.done_item(),
                outputs: vec![given],
            };
            self.write(by, did);
        }

        fn waive(&mut self, by: &str, kind: &str) {
            let waiver = waive(&self.case(), &request(kind, None)).unwrap();
            self.write(by, Act::Waived(waiver));
        }

        fn retract(&mut self, by: &str, kind: &str, reference: Option<&str>) {
            let retraction = retract(&self.case(), &request(kind, reference)).unwrap();
            self.write(by, Act::Retracted(retraction));
        }

        fn take_back(&mut self, by: &str, event: &str) -> Result<(), Refusal> {
            let event = EventId::of(event.as_bytes());
            let undone = undo(&self.case(), event, Prose::recorded("reason"))?;
            self.write(by, undone.act);
            Ok(())
        }

        /// The first kind of each group that is owed.
        fn owed(&self) -> Vec<String> {
            let case = self.case();
            let owed = owed(&case).into_iter();
            owed.map(|(_, due)| due.any[0].to_string()).collect()
        }
    }

    #[test]
    fn what_is_waived_is_not_owed_until_that_is_taken_back() {
        let mut sample = owing();
        sample.waive("a", "note");
        assert_eq!(sample.owed(), ["act"]);
        let (activity, kind) = (number(1), OutputKind::recorded("mail"));
        assert_eq!(
            waive(&sample.case(), &request("mail", None)).unwrap_err(),
            Refusal::NotOwed { activity, kind }
        );
        sample.take_back("b", "a").unwrap();
        assert_eq!(sample.owed(), ["act", "mail"]);
        let place = sample.place("b");
        assert_eq!(sample.take_back("c", "a"), Err(Refusal::Replaced(place)));
        sample.take_back("d", "b").unwrap();
        assert_eq!(sample.owed(), ["act"]);
        assert!(matches!(
            sample.take_back("e", "b"),
            Err(Refusal::NotOwed { .. })
        ));
    }

    #[test]
    fn what_is_withdrawn_is_owed_again_until_that_is_taken_back() {
        let mut sample = owing();
        sample.give("a", "mail", "C-1");
        sample.give("b", "mail", "C-2");
        sample.retract("c", "mail", Some("c-2"));
        assert_eq!(sample.owed(), ["act"]);
        sample.retract("d", "mail", None);
        assert_eq!(sample.owed(), ["act", "mail"]);
        let (activity, kind) = (number(1), OutputKind::recorded("mail"));
        assert_eq!(
            retract(&sample.case(), &request("mail", None)).unwrap_err(),
            Refusal::NotGiven { activity, kind }
        );
        sample.take_back("e", "d").unwrap();
        assert_eq!(sample.owed(), ["act"]);
        sample.take_back("f", "e").unwrap();
        assert_eq!(sample.owed(), ["act", "mail"]);
    }

    #[test]
    fn a_document_given_unseen_by_a_waiver_or_a_withdrawal_stands() {
        let mut one = owing();
        one.give("a", "mail", "C-1");
        let mut other = one.clone();
        one.waive("b", "act");
        one.retract("c", "mail", None);
        assert_eq!(one.owed(), ["mail"]);
        other.give("d", "mail", "C-2");
        other.give("e", "act", "A-1");
        one.merge(&other);
        assert!(one.owed().is_empty());
        let item = one.done_item();
        let case = one.case();
        let given: Vec<String> = case
            .outputs_of(item)
            .filter_map(|output| Some(output.reference.as_ref()?.to_string()))
            .collect();
        assert_eq!(given.len(), 2);
        assert!(given.contains(&"C-2".to_owned()) && given.contains(&"A-1".to_owned()));
    }

    #[test]
    fn what_two_withdraw_unseen_by_each_other_is_withdrawn_until_both_are_taken_back() {
        let mut one = owing();
        one.give("a", "mail", "C-1");
        let mut other = one.clone();
        one.retract("b", "mail", None);
        other.retract("c", "mail", Some("C-1"));
        one.merge(&other);
        one.take_back("d", "b").unwrap();
        assert_eq!(one.owed(), ["act", "mail"]);
        one.take_back("e", "c").unwrap();
        assert_eq!(one.owed(), ["act"]);
    }

    #[test]
    fn work_that_is_not_done_may_be_freed_of_a_document_before_it_is() {
        let mut sample = Sample::of(TEXT);
        sample.waive("a", "act");
        sample.complete("b", 1, &[]);
        assert_eq!(sample.owed(), ["mail"]);
    }
}

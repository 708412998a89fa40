//! Departures: what went other than straight on in a case, for reports.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use strum::IntoStaticStr;

use crate::engine::{Case, Conflict};
use crate::model::{Act, Subject, Turn};

/// How an act, of any class, departs from the straight path.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, IntoStaticStr,
)]
#[strum(serialize_all = "kebab-case")]
pub enum DepartureKind {
    /// A review sent work back.
    Returned,
    Redirected,
    Undone,
    Kept,
    Suspended,
    Resumed,
    Cancelled,
    Reopened,
    Corrected,
    Migrated,
    /// A document that is owed need not be given.
    Waived,
    /// A given document was withdrawn.
    Retracted,
    /// Either was taken back.
    Restored,
    /// The last side of a conflict, open or ended.
    Conflict,
    /// Done on somebody's behalf.
    OnBehalf,
    /// Done by a named authority.
    Authority,
    /// It counts although someone who had not seen it stopped the case.
    Late,
}

impl DepartureKind {
    /// The kind of an act that must give a reason.
    const fn of(act: &Act) -> Option<Self> {
        Some(match act {
            Act::Returned(_) => Self::Returned,
            Act::Redirected(_) => Self::Redirected,
            Act::Undone(_) => Self::Undone,
            Act::Kept(_) => Self::Kept,
            Act::Turned { turn, .. } => match turn {
                Turn::Suspended => Self::Suspended,
                Turn::Resumed => Self::Resumed,
                Turn::Cancelled => Self::Cancelled,
                Turn::Reopened => Self::Reopened,
            },
            Act::Corrected(_) => Self::Corrected,
            Act::Migrated(_) => Self::Migrated,
            Act::Waived(_) => Self::Waived,
            Act::Retracted(_) => Self::Retracted,
            Act::Restored(_) => Self::Restored,
            Act::Started(_)
            | Act::Completed(_)
            | Act::Attached { .. }
            | Act::Noted { .. }
            | Act::Assigned { .. }
            | Act::Labelled { .. }
            | Act::Unlabelled { .. }
            | Act::Linked { .. }
            | Act::Unknown { .. } => return None,
        })
    }
}

/// All departures of a case with the places of their acts, in that order, then of kind.
pub fn departures(case: &Case) -> Vec<(usize, DepartureKind)> {
    let mut departures: Vec<(usize, DepartureKind)> = Vec::new();
    for (place, event) in case.events().iter().enumerate() {
        // What a role outside of the unit does, somebody of it records: that is the straight path.
        let is_recorded = event.is_recorded(case.procedure_of(place));
        let on_behalf = event.on_behalf.is_some() && !is_recorded;
        let kinds = [
            DepartureKind::of(&event.did),
            on_behalf.then_some(DepartureKind::OnBehalf),
            event
                .authority
                .is_some()
                .then_some(DepartureKind::Authority),
            case.late_for(place).map(|_| DepartureKind::Late),
        ];
        departures.extend(kinds.into_iter().flatten().map(|kind| (place, kind)));
    }
    let conflicts = last_sides(case).into_iter();
    departures.extend(conflicts.map(|place| (place, DepartureKind::Conflict)));
    departures.sort_unstable();
    departures
}

/// The last side of each conflict, open or ended.
fn last_sides(case: &Case) -> Vec<usize> {
    let ended = case.conflicts_once_ended();
    let conflicts: BTreeSet<_> = ended.iter().chain(case.conflicts()).map(sides).collect();
    let sides = conflicts.into_iter();
    let last = |(_, sides): (Subject, Vec<usize>)| sides.last().copied();
    sides.filter_map(last).collect()
}

/// The subject of a conflict, and the acts of all its sides in order.
fn sides(conflict: &Conflict) -> (Subject, Vec<usize>) {
    let sides = conflict.sides.iter();
    let mut places: Vec<usize> = sides.flat_map(|side| side.places.clone()).collect();
    places.sort_unstable();
    (conflict.subject, places)
}

#[cfg(test)]
mod tests {
    use super::departures;
    use crate::engine::resolve;
    use crate::model::{Act, Actor, EventId, Line, Prose, Role, RoleId, Turn};
    use crate::testing::flow::Sample;
    use crate::words::Text;

    const REVIEWED: &str = "
        1: 2
        2: ? yes 3, no 3
        3: 4
        4: < 3
    ";

    /// The kind, author and activity of each departure.
    fn shown(sample: &Sample) -> Vec<String> {
        let case = sample.case();
        let each = departures(&case).into_iter();
        each.map(|(place, kind)| {
            let event = case.event(place);
            let at = event.did.activity();
            let at = at.map_or_else(String::new, |at| format!(" {at}"));
            format!("{kind:?} {}{at}", event.by)
        })
        .collect()
    }

    fn turned(turn: Turn) -> Act {
        let reason = Prose::recorded("reason");
        Act::Turned { turn, reason }
    }

    #[test]
    fn what_has_a_reason_or_was_done_for_others_is_reported() {
        let mut sample = Sample::of(REVIEWED);
        sample.complete("a", 1, &[]);
        sample.complete("b", 2, &["yes"]);
        let last = sample.events.last_mut().unwrap();
        last.on_behalf = Some(Actor::recorded("chief"));
        last.authority = Some(Line::recorded("MEM-1"));
        sample.complete("c", 3, &[]);
        sample.send_back("d", 4, 3);
        sample.write("e", turned(Turn::Suspended));
        sample.write("f", turned(Turn::Resumed));
        assert_eq!(
            shown(&sample),
            [
                "OnBehalf b 2",
                "Authority b 2",
                "Returned d 4",
                "Suspended e",
                "Resumed f"
            ]
        );
    }

    #[test]
    fn what_a_role_outside_does_is_recorded_for_it_without_departing() {
        let mut sample = Sample::of("\n1: 2\n2: 3\n3: 4\n4:\n");
        let role = RoleId::recorded("minister");
        sample.procedure.roles = vec![Role {
            id: role.clone(),
            title: Text::same("Ministro"),
            is_outside: true,
        }];
        let behalf = [("Ministro", false), ("Ministro", true), ("Otro", false)];
        for (number, (other, has_authority)) in (1..).zip(behalf) {
            sample.complete(&format!("e{number}"), number, &[]);
            let last = sample.events.last_mut().unwrap();
            last.role = Some(role.clone());
            last.on_behalf = Some(Actor::recorded(other));
            last.authority = has_authority.then(|| Line::recorded("MEM-1"));
        }
        assert_eq!(
            shown(&sample),
            ["OnBehalf e2 2", "Authority e2 2", "OnBehalf e3 3"]
        );
    }

    #[test]
    fn a_conflict_is_reported_once_whether_it_was_ended_or_not() {
        let mut one = Sample::of(REVIEWED);
        one.complete("first", 1, &[]);
        let mut other = one.clone();
        one.complete("a", 2, &["yes"]);
        other.complete("b", 2, &["no"]);
        one.merge(&other);
        let last = one.case().event(one.place("a").max(one.place("b")));
        let conflict = format!("Conflict {} 2", last.by);
        assert_eq!(shown(&one), [conflict.as_str()]);
        let mut also = one.clone();
        for (sample, by) in [(&mut one, "c"), (&mut also, "d")] {
            let event = EventId::of(b"a");
            let kept = resolve(&sample.case(), event, Prose::recorded("agreed"));
            sample.write(by, Act::Kept(kept.unwrap()));
        }
        one.merge(&also);
        let mut ended = shown(&one);
        ended.sort();
        assert_eq!(ended, [conflict.as_str(), "Kept c 2", "Kept d 2"]);
    }

    #[test]
    fn what_counts_though_the_case_was_stopped_unseen_is_late() {
        let mut one = Sample::of(REVIEWED);
        let mut other = one.clone();
        one.complete("a", 1, &[]);
        other.write("b", turned(Turn::Cancelled));
        one.merge(&other);
        let mut late = shown(&one);
        late.sort();
        assert_eq!(late, ["Cancelled b", "Late a 1"]);
    }
}

//! The outputs of a case: what was given, what is owed, and which reviews had not seen it.

use std::collections::BTreeMap;

use crate::engine::case::blind::{GivenFor, blind_reviews};
use crate::engine::case::due::{Due, due};
use crate::engine::case::withdrawn::Withdrawn;
use crate::engine::{Case, Done, Outcome};
use crate::model::{Act, ActivityNumber, AnswerKey, Few, ItemId, Output, OutputKind, Procedure};

/// An output that a case has or owes.
#[derive(Clone, Debug)]
pub struct OutputRow<'a> {
    /// The version that numbers the activity.
    pub procedure: &'a Procedure,
    pub activity: ActivityNumber,
    pub item: ItemId,
    pub given: Given<'a>,
}

#[derive(Clone, Debug)]
pub enum Given<'a> {
    /// Given by the act at this place.
    Output {
        output: &'a Output,
        place: usize,
        /// The correction that replaces it.
        corrected_by: Option<usize>,
        /// The act that withdraws it.
        retracted_by: Option<usize>,
        /// The reviews that took effect without having seen it, each once.
        unseen_by: Vec<ActivityNumber>,
    },
    /// It need not be given, by the act at this place; none of the kinds was.
    Waived {
        any: &'a [OutputKind],
        kind: &'a OutputKind,
        place: usize,
    },
    /// Owed since the act at this place.
    Missing {
        due: Due<'a>,
        /// What was answered with the work that owes it.
        answers: &'a [AnswerKey],
        since: usize,
    },
}

/// All outputs given, by acts of every class, and all owed for work that took effect, in order of
/// the work and then of the acts.
pub fn outputs<'c>(case: &'c Case) -> Vec<OutputRow<'c>> {
    let mut rows: Vec<(usize, OutputRow<'c>)> = Vec::new();
    let mut given_for = Vec::new();
    let mut withdrawn: BTreeMap<ItemId, Withdrawn> = BTreeMap::new();
    // The first event that names each item.
    let mut first: BTreeMap<ItemId, usize> = BTreeMap::new();
    for (place, event) in case.events().iter().enumerate() {
        let Some((stated, item)) = event.did.activity().zip(event.did.item()) else {
            continue;
        };
        let known = case.known(item);
        let is_known = case.speaks_of_known(place, stated, known);
        let order = match is_known {
            true => *first.entry(item).or_insert(place),
            false => place,
        };
        let (procedure, activity) = match known.filter(|_| is_known) {
            Some((version, number)) => (case.procedure_under(version), number),
            None => (case.procedure_of(place), stated),
        };
        let withdrawn = withdrawn.entry(item);
        let withdrawn = withdrawn.or_insert_with(|| case.withdrawn_known(item, known));
        if is_known && withdrawn.waived().any(|(_, by)| by == place) {
            let given = waived(case, item, (procedure, activity), place);
            rows.extend(given.map(|given| {
                let row = OutputRow {
                    procedure,
                    activity,
                    item,
                    given,
                };
                (order, row)
            }));
        }
        for (place, output, corrected_by) in case.outputs_at(place) {
            given_for.push(GivenFor {
                activity,
                item,
                place,
            });
            let row = OutputRow {
                procedure,
                activity,
                item,
                given: Given::Output {
                    output,
                    place,
                    corrected_by,
                    retracted_by: withdrawn.retraction(case.event(place).id, output),
                    unseen_by: Vec::new(),
                },
            };
            rows.push((order, row));
        }
    }
    let mut documents = rows.iter_mut();
    let documents = documents.by_ref().filter(|(_, row)| row.is_given());
    for ((_, row), blind) in documents.zip(blind_reviews(case, &given_for)) {
        if let Given::Output { unseen_by, .. } = &mut row.given {
            *unseen_by = blind;
        }
    }
    for (done, due) in owed(case) {
        let since = done.place;
        let row = OutputRow {
            procedure: case.procedure_under(done.version),
            activity: done.activity,
            item: done.item,
            given: Given::Missing {
                due,
                answers: done.answers(),
                since,
            },
        };
        rows.push((since, row));
    }
    rows.sort_by_key(|(order, _)| *order);
    rows.into_iter().map(|(_, row)| row).collect()
}

/// What a waiver of a work item comes to: nothing where a document that would do was given.
fn waived<'c>(
    case: &Case<'c>,
    item: ItemId,
    (procedure, number): (&'c Procedure, ActivityNumber),
    place: usize,
) -> Option<Given<'c>> {
    let Act::Waived(waiver) = &case.event(place).did else {
        return None;
    };
    let kind = &waiver.kind;
    let groups = procedure.activity(number).into_iter();
    let mut groups = groups.flat_map(|activity| &activity.outputs);
    let group = groups.find(|group| group.any.contains(kind));
    let any = group.map_or(std::slice::from_ref(kind), |group| &group.any);
    let mut given = case.outputs_of(item);
    let is_given = given.any(|output| any.contains(&output.kind));
    (!is_given).then_some(Given::Waived { any, kind, place })
}

impl OutputRow<'_> {
    /// Whether it is a document that was given.
    const fn is_given(&self) -> bool {
        matches!(self.given, Given::Output { .. })
    }
}

/// The outputs owed, each with the work that owes it, in order of the work.
pub fn owed<'c>(case: &'c Case) -> Vec<(Done<'c>, Due<'c>)> {
    let done = case.done().into_iter();
    done.flat_map(|done| missing(case, &done).into_iter().map(move |due| (done, due)))
        .collect()
}

fn missing<'c>(case: &'c Case, done: &Done<'c>) -> Vec<Due<'c>> {
    if !matches!(done.outcome, Outcome::Done(_)) {
        return Vec::new();
    }
    if done.definition.outputs.is_empty() && done.definition.forms.is_empty() {
        return Vec::new();
    }
    let waived = case.waivers_of(done.item);
    // `for_each` is measurably faster here than `collect`.
    let mut given: Few<&Output> = Few::new();
    case.given_for(done.item, Some((done.version, done.activity)))
        .for_each(|(_, output)| given.push(output));
    given.extend(&waived);
    due(done.definition, done.answers(), &given)
}

#[cfg(test)]
mod tests {
    use super::{Given, outputs};
    use crate::model::{Act, OutputKind};
    use crate::testing::flow::{Sample, completed, output};

    const TEXT: &str = "
        1: 2 ! act, mail/note
        2: ? yes 3, no ! flujo/plan, closing when no, report when yes
        3: < 2 ! approval
    ";

    /// The rows in short: `1 act`, `2 missing plan/report`, `2 act unseen by 3`.
    fn rows(sample: &Sample) -> Vec<String> {
        let case = sample.case();
        let rows = outputs(&case).into_iter().map(|row| match row.given {
            Given::Missing { due, .. } => {
                let group: Vec<&str> = due.any.iter().map(OutputKind::as_str).collect();
                format!("{} missing {}", row.activity, group.join("/"))
            }
            Given::Waived { kind, .. } => format!("{} waived {kind}", row.activity),
            Given::Output {
                output,
                retracted_by: Some(_),
                ..
            } => format!("{} retracted {}", row.activity, output.kind),
            Given::Output {
                output, unseen_by, ..
            } if unseen_by.is_empty() => format!("{} {}", row.activity, output.kind),
            Given::Output {
                output, unseen_by, ..
            } => format!("{} {} unseen by {unseen_by:?}", row.activity, output.kind),
        });
        rows.collect()
    }

    /// Completes an activity with outputs.
    fn leave(sample: &mut Sample, by: &str, activity: u8, answers: &[&str], kinds: &[&str]) {
        let Act::Completed(mut done) = completed(activity, sample.item(activity), answers) else {
            unreachable!("it is completed")
        };
        done.outputs = kinds.iter().copied().map(output).collect();
        sample.write(by, Act::Completed(done));
    }

    #[test]
    fn every_group_is_owed_once_its_work_is_done_and_any_of_it_settles_it() {
        let mut sample = Sample::of(TEXT);
        assert!(rows(&sample).is_empty());
        sample.complete("a", 1, &[]);
        assert_eq!(rows(&sample), ["1 missing act", "1 missing mail/note"]);
        let item = sample.case().done()[0].item;
        sample.attach("b", 1, item, "note");
        assert_eq!(rows(&sample), ["1 note", "1 missing act"]);
        sample.attach("c", 1, item, "act");
        sample.attach("d", 1, item, "act");
        assert_eq!(rows(&sample), ["1 note", "1 act", "1 act"]);
    }

    #[test]
    fn a_group_with_the_flow_owes_nothing_and_the_answer_decides_what_falls_due() {
        let mut yes = Sample::of(TEXT);
        leave(&mut yes, "a", 1, &[], &["act", "mail"]);
        let mut no = yes.clone();
        leave(&mut yes, "b", 2, &["yes"], &["plan"]);
        leave(&mut no, "c", 2, &["no"], &[]);
        assert_eq!(
            rows(&yes),
            ["1 act", "1 mail", "2 plan", "2 missing report"]
        );
        assert_eq!(rows(&no), ["1 act", "1 mail", "2 missing closing"]);
    }

    #[test]
    fn outputs_of_acts_that_do_not_count_are_listed_and_nothing_is_owed_for_them() {
        let mut one = Sample::of(TEXT);
        leave(&mut one, "a", 1, &[], &["act", "mail"]);
        let mut other = one.clone();
        leave(&mut one, "b", 2, &["yes"], &["report"]);
        leave(&mut one, "c", 3, &[], &["approval"]);
        leave(&mut other, "d", 2, &["no"], &["closing"]);
        one.merge(&other);
        let mut listed = rows(&one);
        assert_eq!(listed.split_off(4), ["3 approval"]);
        let mut sides = listed.split_off(2);
        sides.sort_unstable();
        assert_eq!(sides, ["2 closing", "2 report"]);
    }

    #[test]
    fn an_output_that_came_after_the_approval_or_unseen_by_it_is_marked() {
        let mut one = Sample::of(TEXT);
        leave(&mut one, "a", 1, &[], &["act", "mail"]);
        let item = one.item(2);
        leave(&mut one, "b", 2, &["yes"], &["report"]);
        let mut other = one.clone();
        leave(&mut one, "c", 3, &[], &["approval"]);
        other.attach("d", 2, item, "plan");
        assert_eq!(rows(&other), ["1 act", "1 mail", "2 report", "2 plan"]);
        one.merge(&other);
        assert_eq!(
            rows(&one),
            [
                "1 act",
                "1 mail",
                "2 report",
                "2 plan unseen by [ActivityNumber(3)]",
                "3 approval"
            ]
        );
    }

    #[test]
    fn a_second_round_owes_anew() {
        let mut sample = Sample::of(TEXT);
        leave(&mut sample, "a", 1, &[], &["act", "mail"]);
        leave(&mut sample, "b", 2, &["yes"], &["report"]);
        sample.send_back("c", 3, 2);
        sample.complete("d", 2, &["yes"]);
        assert_eq!(
            rows(&sample),
            ["1 act", "1 mail", "2 report", "2 missing report"]
        );
    }
}

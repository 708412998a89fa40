use crate::engine::{Case, Outcome};
use crate::model::{Act, Activity, ActivityNumber, AnswerKey, ItemId, Output, OutputKind};

/// A line of what a case has left and what it owes.
#[derive(Clone, Debug)]
pub struct OutputRow<'a> {
    pub activity: ActivityNumber,
    pub item: ItemId,
    pub given: Given<'a>,
}

#[derive(Clone, Debug)]
pub enum Given<'a> {
    /// By the act in this place.
    Output {
        output: &'a Output,
        place: usize,
        /// The reviews that took effect without having seen it.
        unseen_by: Vec<ActivityNumber>,
    },
    /// Due, and any of these would settle it.
    Missing(&'a [OutputKind]),
}

/// Everything given, by acts of every class, and everything due for work that took effect, in
/// order of the work and then of the acts.
pub fn outputs<'a>(case: &Case<'a>) -> Vec<OutputRow<'a>> {
    let mut rows: Vec<(usize, OutputRow<'a>)> = Vec::new();
    for (place, event) in case.events().iter().enumerate() {
        let Some((activity, item)) = event.did.activity().zip(event.did.item()) else {
            continue;
        };
        let order = first_place(case, activity, item).unwrap_or(place);
        for output in event.did.outputs() {
            let given = Given::Output {
                output,
                place,
                unseen_by: case.reviews_blind_to(activity, item, place),
            };
            rows.push((
                order,
                OutputRow {
                    activity,
                    item,
                    given,
                },
            ));
        }
    }
    for done in case.done() {
        let (activity, item) = (done.activity, done.item);
        let Some(definition) = case.procedure().activity(activity) else {
            continue;
        };
        let Outcome::Done(answers) = done.outcome else {
            continue;
        };
        let missing = missing(case, definition, item, answers);
        rows.extend(missing.into_iter().map(|group| {
            let given = Given::Missing(group);
            (
                done.place,
                OutputRow {
                    activity,
                    item,
                    given,
                },
            )
        }));
    }
    rows.sort_by_key(|(order, _)| *order);
    rows.into_iter().map(|(_, row)| row).collect()
}

impl<'a> Case<'a> {
    /// What has been given for a work item so far.
    pub fn outputs_of(
        &self,
        activity: ActivityNumber,
        item: ItemId,
    ) -> impl Iterator<Item = &'a Output> {
        let acts = self.events().iter().map(|event| &event.did);
        acts.filter(move |act| act.activity() == Some(activity) && act.item() == Some(item))
            .flat_map(Act::outputs)
    }
}

fn missing<'a>(
    case: &Case<'a>,
    activity: &'a Activity,
    item: ItemId,
    answers: &[AnswerKey],
) -> Vec<&'a [OutputKind]> {
    let given: Vec<&OutputKind> = case
        .outputs_of(activity.number, item)
        .map(|output| &output.kind)
        .collect();
    activity
        .owes_after(answers)
        .filter(|group| !group.iter().any(|kind| given.contains(&kind)))
        .collect()
}

/// The first act on a work item.
fn first_place(case: &Case, activity: ActivityNumber, item: ItemId) -> Option<usize> {
    let mut acts = case.events().iter().map(|event| &event.did);
    acts.position(|act| act.activity() == Some(activity) && act.item() == Some(item))
}

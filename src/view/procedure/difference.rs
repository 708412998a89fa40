//! The answer of `procedure diff`.

use serde::Serialize;

use crate::engine::{Altered, Aspect, Change, Difference, Pair, same_readings};
use crate::model::{
    Activity, ActivityNumber, Answer, AnswerKey, Approval, Digest, Ending, FormGroup, Kind,
    OutputGroup, Procedure, ProcedureId, Reading, ResultKey, Role, RoleId,
};
use crate::view::each::each;
use crate::words::Text;

/// The answer of `procedure diff`; its text is made by [`DifferenceView::page`].
#[derive(Serialize)]
pub struct DifferenceView<'a> {
    #[serde(skip)]
    pub(in crate::view) difference: Difference,
    #[serde(skip)]
    pub(in crate::view) sides: Sides<'a>,
    old: VersionView<'a>,
    new: VersionView<'a>,
    /// Whether they differ in nothing but the version.
    same: bool,
    procedure: Vec<ChangeView<'a>>,
    added: Vec<ActivityLine<'a>>,
    removed: Vec<ActivityLine<'a>>,
    renumbered: Vec<Pair>,
    changed: Vec<ChangedView<'a>>,
    /// Readings that stayed though the flow of their activity changed.
    readings_to_check: Vec<Doubtful<'a>>,
    /// The renumbered activities, as `case migrate --map` takes them: `8=9`.
    pub(in crate::view) map: Vec<String>,
}

/// The two procedures that are compared.
#[derive(Clone, Copy)]
pub struct Sides<'a> {
    pub old: &'a Procedure,
    pub new: &'a Procedure,
}

#[derive(Serialize)]
struct VersionView<'a> {
    id: &'a ProcedureId,
    version: u32,
    revision: u32,
    digest: Digest,
}

#[derive(Serialize)]
struct ActivityLine<'a> {
    activity: ActivityNumber,
    title: &'a Text,
    role: &'a [RoleId],
}

#[derive(Serialize)]
struct ChangedView<'a> {
    #[serde(flatten)]
    pair: Pair,
    title: &'a Text,
    changes: Vec<ChangeView<'a>>,
}

#[derive(Serialize)]
struct Doubtful<'a> {
    activity: ActivityNumber,
    title: &'a Text,
    readings: Vec<&'a Reading>,
}

#[derive(Serialize)]
struct ChangeView<'a> {
    what: &'static str,
    /// The answer that changed, if it is an answer.
    answer: Option<AnswerKey>,
    old: Value<'a>,
    new: Value<'a>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Value<'a> {
    Nothing,
    Words(Option<&'a str>),
    Text(Option<&'a Text>),
    Number(ActivityNumber),
    Numbers(&'a [ActivityNumber]),
    Roles(&'a [RoleId]),
    Outputs(&'a [OutputGroup]),
    Forms(&'a [FormGroup]),
    Flow {
        next: &'a [ActivityNumber],
        result: Option<&'a ResultKey>,
    },
    Question {
        text: &'a Text,
        many: bool,
    },
    Answer {
        title: &'a Text,
        next: &'a [ActivityNumber],
        result: Option<&'a ResultKey>,
    },
    Approval(Option<&'a Approval>),
    Role(Option<&'a Role>),
    Kind(Option<&'a Kind>),
    Ending(Option<&'a Ending>),
    Readings(&'a [Reading]),
}

impl<'a> DifferenceView<'a> {
    pub fn between(old: &'a Procedure, new: &'a Procedure) -> Self {
        let (difference, sides) = (Difference::between(old, new), Sides { old, new });
        let lines = |procedure: &'a Procedure, numbers: &[ActivityNumber]| {
            let activities = numbers.iter().filter_map(|one| procedure.activity(*one));
            each(activities, |activity| ActivityLine {
                activity: activity.number,
                title: &activity.title,
                role: &activity.roles,
            })
        };
        let version = |procedure: &'a Procedure| VersionView {
            id: &procedure.id,
            version: procedure.version,
            revision: procedure.revision,
            digest: procedure.digest,
        };
        let changed = difference.altered.iter();
        Self {
            old: version(old),
            new: version(new),
            same: difference.is_none(),
            procedure: each(&difference.whole, |aspect| sides.whole(aspect)),
            added: lines(new, &difference.added),
            removed: lines(old, &difference.removed),
            renumbered: difference.renumbered().collect(),
            changed: changed
                .filter_map(|altered| ChangedView::of(sides, altered))
                .collect(),
            readings_to_check: each(
                sides.doubtful(&difference.doubtful),
                |(activity, readings)| Doubtful {
                    activity: activity.number,
                    title: &activity.title,
                    readings,
                },
            ),
            map: each(difference.renumbered(), |pair| {
                format!("{}={}", pair.old, pair.new)
            }),
            difference,
            sides,
        }
    }
}

impl<'a> ChangedView<'a> {
    fn of(sides: Sides<'a>, altered: &Altered) -> Option<Self> {
        let (old, new) = sides.activities(altered.pair)?;
        Some(Self {
            pair: altered.pair,
            title: &new.title,
            changes: each(&altered.changes, |one| ChangeView::of(one, old, new)),
        })
    }
}

impl<'a> Sides<'a> {
    pub fn activities(self, pair: Pair) -> Option<(&'a Activity, &'a Activity)> {
        Some((self.old.activity(pair.old)?, self.new.activity(pair.new)?))
    }

    /// The activities, with the readings that stayed.
    pub fn doubtful(
        self,
        pairs: &[Pair],
    ) -> impl Iterator<Item = (&'a Activity, Vec<&'a Reading>)> {
        pairs.iter().filter_map(move |pair| {
            let (before, now) = self.activities(*pair)?;
            Some((now, same_readings(before, now).collect()))
        })
    }

    fn whole(self, aspect: &Aspect) -> ChangeView<'a> {
        ChangeView {
            what: aspect.into(),
            answer: None,
            old: Value::of_whole(aspect, self.old),
            new: Value::of_whole(aspect, self.new),
        }
    }
}

impl<'a> ChangeView<'a> {
    fn of(change: &Change, old: &'a Activity, new: &'a Activity) -> Self {
        let answer = if let Change::AnswerAdded(key)
        | Change::AnswerRemoved(key)
        | Change::AnswerTitle(key)
        | Change::AnswerNext(key) = change
        {
            Some(key.clone())
        } else {
            None
        };
        Self {
            what: change.into(),
            answer,
            old: Value::of(change, old),
            new: Value::of(change, new),
        }
    }
}

impl<'a> Value<'a> {
    fn of_whole(aspect: &Aspect, procedure: &'a Procedure) -> Self {
        match aspect {
            Aspect::Id => Self::Words(Some(procedure.id.as_str())),
            Aspect::Code => Self::Words(Some(&procedure.code)),
            Aspect::Title => Self::Text(Some(&procedure.title)),
            Aspect::Name => Self::Text(procedure.name.as_ref()),
            Aspect::Objective => Self::Text(procedure.objective.as_ref()),
            Aspect::Approval => Self::Approval(procedure.approved.as_ref()),
            Aspect::Source => Self::Words(procedure.source.as_deref()),
            Aspect::EntityFrom => Self::Number(procedure.entity_from),
            Aspect::Role(id) => Self::Role(procedure.role(id)),
            Aspect::Output(id) => Self::Kind(procedure.kind(id)),
            Aspect::Ending(key) => Self::Ending(procedure.ending(key)),
            Aspect::Readings => Self::Readings(&procedure.readings),
        }
    }

    fn of(change: &Change, activity: &'a Activity) -> Self {
        match change {
            Change::Title => Self::Text(Some(&activity.title)),
            Change::Roles => Self::Roles(&activity.roles),
            Change::Outputs => Self::Outputs(&activity.outputs),
            Change::Forms => Self::Forms(&activity.forms),
            Change::Manual => Self::Text(activity.manual.as_ref()),
            Change::Next => Self::Flow {
                next: &activity.next,
                result: activity.result.as_ref(),
            },
            Change::Question => match &activity.question {
                Some(question) => Self::Question {
                    text: &question.text,
                    many: question.many,
                },
                None => Self::Nothing,
            },
            Change::AnswerAdded(key) | Change::AnswerRemoved(key) => {
                answer(activity, key).map_or(Self::Nothing, |answer| Self::Answer {
                    title: &answer.title,
                    next: &answer.next,
                    result: answer.result.as_ref(),
                })
            }
            Change::AnswerTitle(key) => Self::Text(answer(activity, key).map(|one| &one.title)),
            Change::AnswerNext(key) => {
                answer(activity, key).map_or(Self::Nothing, |answer| Self::Flow {
                    next: &answer.next,
                    result: answer.result.as_ref(),
                })
            }
            Change::Review => Self::Numbers(&activity.review),
            Change::Readings => Self::Readings(&activity.readings),
        }
    }
}

/// The answer with this key, if the activity has it.
pub fn answer<'a>(activity: &'a Activity, key: &AnswerKey) -> Option<&'a Answer> {
    activity.answers().iter().find(|answer| answer.key == *key)
}

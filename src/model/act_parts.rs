//! The parts of acts, so that callers can ask any act for its item, outputs or reason.

use crate::model::act::{Act, Correction, Output, Start, Subject};
use crate::model::{ActivityNumber, Actor, EventId, ItemId, Line, Prose};

/// The parts of an act; `None` or empty where it has no such part.
#[derive(Clone, Copy, Default)]
struct Parts<'a> {
    start: Option<&'a Start>,
    correction: Option<&'a Correction>,
    subject: Option<Subject>,
    item: Option<ItemId>,
    activity: Option<ActivityNumber>,
    /// Whether only the roles of that activity may do it.
    is_of_roles: bool,
    outputs: &'a [Output],
    entities: &'a [Line],
    event: Option<EventId>,
    assigned: Option<&'a Actor>,
    note: Option<&'a Prose>,
    reason: Option<&'a Prose>,
}

impl<'a> Parts<'a> {
    /// With the work item that the act names.
    fn of_work(self, item: ItemId, activity: ActivityNumber) -> Self {
        Self {
            item: Some(item),
            activity: Some(activity),
            ..self
        }
    }

    /// With the work item that the act writes on.
    fn on_work(self, item: ItemId, activity: ActivityNumber) -> Self {
        Self {
            subject: Some(Subject::Item(item)),
            ..self.of_work(item, activity)
        }
    }

    fn because(self, reason: &'a Prose) -> Self {
        Self {
            reason: Some(reason),
            ..self
        }
    }
}

impl Act {
    // Inlined, so that a caller pays only for the part that it asks for.
    #[inline(always)]
    fn parts(&self) -> Parts<'_> {
        match self {
            Self::Started(start) => Parts {
                start: Some(start),
                entities: &start.entities,
                ..Parts::default()
            },
            Self::Completed(done) => Parts {
                is_of_roles: true,
                outputs: &done.outputs,
                entities: &done.entities,
                note: done.note.as_ref(),
                ..Parts::default().on_work(done.item, done.activity)
            },
            Self::Returned(back) => Parts {
                is_of_roles: true,
                ..Parts::default()
                    .on_work(back.item, back.activity)
                    .because(&back.reason)
            },
            Self::Redirected(other) => Parts::default()
                .on_work(other.item, other.activity)
                .because(&other.reason),
            Self::Undone(undoing) => Parts {
                event: Some(undoing.event),
                ..Parts::default()
                    .on_work(undoing.item, undoing.activity)
                    .because(&undoing.reason)
            },
            Self::Kept(keeping) => Parts {
                subject: Some(keeping.subject),
                item: keeping.subject.item(),
                activity: keeping.activity,
                event: Some(keeping.event),
                ..Parts::default().because(&keeping.reason)
            },
            Self::Turned { reason, .. } => Parts {
                subject: Some(Subject::Case),
                ..Parts::default().because(reason)
            },
            Self::Migrated(migration) => Parts {
                subject: Some(Subject::Version(migration.from)),
                ..Parts::default().because(&migration.reason)
            },
            Self::Attached {
                activity,
                item,
                outputs,
                ..
            } => Parts {
                outputs,
                ..Parts::default().of_work(*item, *activity)
            },
            Self::Waived(waiver) => Parts::default()
                .of_work(waiver.item, waiver.activity)
                .because(&waiver.reason),
            Self::Retracted(retraction) => Parts::default()
                .of_work(retraction.item, retraction.activity)
                .because(&retraction.reason),
            Self::Restored(restoration) => Parts {
                event: Some(restoration.event),
                ..Parts::default()
                    .of_work(restoration.item, restoration.activity)
                    .because(&restoration.reason)
            },
            Self::Noted { note } => Parts {
                note: Some(note),
                ..Parts::default()
            },
            Self::Corrected(correction) => Parts {
                correction: Some(correction),
                event: Some(correction.event),
                ..Parts::default().because(&correction.reason)
            },
            Self::Assigned {
                activity,
                item,
                person,
                ..
            } => Parts {
                assigned: Some(person),
                ..Parts::default().of_work(*item, *activity)
            },
            Self::Labelled { .. }
            | Self::Unlabelled { .. }
            | Self::Linked { .. }
            | Self::Unknown { .. } => Parts::default(),
        }
    }

    /// The start of the case, if this is it.
    pub fn start(&self) -> Option<&Start> {
        self.parts().start
    }

    /// What it corrects, if it is a correction.
    pub fn correction(&self) -> Option<&Correction> {
        self.parts().correction
    }

    /// Its own note; not that of a correction.
    pub fn note(&self) -> Option<&Prose> {
        self.parts().note
    }

    /// Whether it gives the case a reference.
    pub fn names_reference(&self) -> bool {
        let Parts {
            start, correction, ..
        } = self.parts();
        start.is_some_and(|start| start.reference.is_some())
            || correction.is_some_and(|correction| correction.reference.is_some())
    }

    /// What it writes on; an act without a subject never conflicts.
    pub fn subject(&self) -> Option<Subject> {
        self.parts().subject
    }

    /// The work item that it names.
    pub fn item(&self) -> Option<ItemId> {
        self.parts().item
    }

    pub fn activity(&self) -> Option<ActivityNumber> {
        self.parts().activity
    }

    /// The documents that it gives; not those of a correction.
    pub fn outputs(&self) -> &[Output] {
        self.parts().outputs
    }

    /// The documents that it gives or corrects.
    pub fn documents(&self) -> &[Output] {
        let Parts {
            correction,
            outputs,
            ..
        } = self.parts();
        correction.map_or(outputs, |correction| &correction.outputs)
    }

    /// The entities that it names for the case; not those of a correction.
    pub fn entities(&self) -> &[Line] {
        self.parts().entities
    }

    /// The entities that it names or corrects.
    pub fn named_entities(&self) -> &[Line] {
        let Parts {
            correction,
            entities,
            ..
        } = self.parts();
        correction.map_or(entities, |correction| &correction.entities)
    }

    /// The activity whose roles alone may do it; `None` where anyone of the people may.
    pub fn of_roles(&self) -> Option<ActivityNumber> {
        let parts = self.parts();
        parts.activity.filter(|_| parts.is_of_roles)
    }

    /// The person to whom it assigns work.
    pub fn assigned(&self) -> Option<&Actor> {
        self.parts().assigned
    }

    /// The waiver or withdrawal that it takes back.
    pub const fn restored(&self) -> Option<EventId> {
        if let Self::Restored(restoration) = self {
            return Some(restoration.event);
        }
        None
    }

    /// Whether it waives or withdraws a document, or takes that back.
    pub const fn withdraws(&self) -> bool {
        matches!(
            self,
            Self::Waived(_) | Self::Retracted(_) | Self::Restored(_)
        )
    }

    /// The event that it undoes, keeps, corrects or takes back.
    pub fn refers_to(&self) -> Option<EventId> {
        self.parts().event
    }

    /// Its reason, for acts that must give one.
    pub fn reason(&self) -> Option<&Prose> {
        self.parts().reason
    }

    /// Whether it leaves the path of the procedure: every act with a reason does, except the
    /// return of a review.
    pub fn is_deviation(&self) -> bool {
        self.reason().is_some() && !matches!(self, Self::Returned(_))
    }
}

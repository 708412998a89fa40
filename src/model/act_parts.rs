//! What each kind of act says, part by part, so that it can be asked of any.

use crate::model::act::{Act, Correction, Output, Start, Subject};
use crate::model::{ActivityNumber, Actor, EventId, ItemId, Line, Prose};

/// What an act says, part by part.
#[derive(Clone, Copy)]
struct Parts<'a> {
    start: Option<&'a Start>,
    correction: Option<&'a Correction>,
    /// What it writes on.
    subject: Option<Subject>,
    /// The work of which it speaks, by item and by activity.
    item: Option<ItemId>,
    activity: Option<ActivityNumber>,
    /// Whether the roles of that activity alone may do it.
    is_of_roles: bool,
    outputs: &'a [Output],
    entities: &'a [Line],
    /// The event that it undoes, keeps or corrects.
    event: Option<EventId>,
    assigned: Option<&'a Actor>,
    reason: Option<&'a Prose>,
}

impl<'a> Parts<'a> {
    const fn bare() -> Self {
        Self {
            start: None,
            correction: None,
            subject: None,
            item: None,
            activity: None,
            is_of_roles: false,
            outputs: &[],
            entities: &[],
            event: None,
            assigned: None,
            reason: None,
        }
    }

    const fn of_work(self, item: ItemId, activity: ActivityNumber) -> Self {
        Self {
            item: Some(item),
            activity: Some(activity),
            ..self
        }
    }

    /// Of work on which it writes.
    const fn on_work(self, item: ItemId, activity: ActivityNumber) -> Self {
        Self {
            subject: Some(Subject::Item(item)),
            ..self.of_work(item, activity)
        }
    }

    const fn because(self, reason: &'a Prose) -> Self {
        Self {
            reason: Some(reason),
            ..self
        }
    }
}

impl Act {
    // What asks for one part pays for that alone.
    #[inline(always)]
    fn parts(&self) -> Parts<'_> {
        match self {
            Self::Started(start) => Parts {
                start: Some(start),
                entities: &start.entities,
                ..Parts::bare()
            },
            Self::Completed(done) => Parts {
                is_of_roles: true,
                outputs: &done.outputs,
                entities: &done.entities,
                ..Parts::bare().on_work(done.item, done.activity)
            },
            Self::Returned(back) => Parts {
                is_of_roles: true,
                ..Parts::bare()
                    .on_work(back.item, back.activity)
                    .because(&back.reason)
            },
            Self::Redirected(other) => Parts::bare()
                .on_work(other.item, other.activity)
                .because(&other.reason),
            Self::Undone(undoing) => Parts {
                event: Some(undoing.event),
                ..Parts::bare()
                    .on_work(undoing.item, undoing.activity)
                    .because(&undoing.reason)
            },
            Self::Kept(keeping) => Parts {
                subject: Some(keeping.subject),
                item: keeping.subject.item(),
                activity: keeping.activity,
                event: Some(keeping.event),
                ..Parts::bare().because(&keeping.reason)
            },
            Self::Turned { reason, .. } => Parts {
                subject: Some(Subject::Case),
                ..Parts::bare().because(reason)
            },
            Self::Migrated(migration) => Parts {
                subject: Some(Subject::Version(migration.from)),
                ..Parts::bare().because(&migration.reason)
            },
            Self::Attached {
                activity,
                item,
                outputs,
                ..
            } => Parts {
                outputs,
                ..Parts::bare().of_work(*item, *activity)
            },
            Self::Corrected(correction) => Parts {
                correction: Some(correction),
                event: Some(correction.event),
                ..Parts::bare().because(&correction.reason)
            },
            Self::Assigned {
                activity,
                item,
                person,
                ..
            } => Parts {
                assigned: Some(person),
                ..Parts::bare().of_work(*item, *activity)
            },
            Self::Noted { .. } | Self::Linked { .. } | Self::Unknown { .. } => Parts::bare(),
        }
    }

    /// How the case begins, where this is its start.
    pub fn start(&self) -> Option<&Start> {
        self.parts().start
    }

    /// Whether it gives the case a reference, by which it is found from then on.
    pub fn names_reference(&self) -> bool {
        let parts = self.parts();
        let starts = parts.start.is_some_and(|start| start.reference.is_some());
        starts
            || parts
                .correction
                .is_some_and(|other| other.reference.is_some())
    }

    /// What it writes on; nothing for an act that is never refused for what others did.
    pub fn subject(&self) -> Option<Subject> {
        self.parts().subject
    }

    /// The work item that it speaks of, if of any.
    pub fn item(&self) -> Option<ItemId> {
        self.parts().item
    }

    pub fn activity(&self) -> Option<ActivityNumber> {
        self.parts().activity
    }

    /// The documents that it gives; those of a correction are not given by it.
    pub fn outputs(&self) -> &[Output] {
        self.parts().outputs
    }

    /// The documents that it speaks of: those that it gives, or that it puts right.
    pub fn documents(&self) -> &[Output] {
        let parts = self.parts();
        parts
            .correction
            .map_or(parts.outputs, |correction| &correction.outputs)
    }

    /// The entities that it names for the case.
    pub fn entities(&self) -> &[Line] {
        self.parts().entities
    }

    /// The entities that it names, for the case or in place of those of another act.
    pub fn named(&self) -> &[Line] {
        let parts = self.parts();
        parts
            .correction
            .map_or(parts.entities, |correction| &correction.entities)
    }

    /// The activity whose roles alone may do it; the other acts are for anyone of the people.
    pub fn of_roles(&self) -> Option<ActivityNumber> {
        let parts = self.parts();
        parts.activity.filter(|_| parts.is_of_roles)
    }

    /// To whom it gives work.
    pub fn assigned(&self) -> Option<&Actor> {
        self.parts().assigned
    }

    /// The event that it undoes, keeps or corrects.
    pub fn spoken_of(&self) -> Option<EventId> {
        self.parts().event
    }

    /// Why, where it must be said.
    pub fn reason(&self) -> Option<&Prose> {
        self.parts().reason
    }

    /// Whether it leaves the path of the procedure: every such act has a reason, and a review
    /// that returns the work is on the path.
    pub fn is_deviation(&self) -> bool {
        self.reason().is_some() && !matches!(self, Self::Returned(_))
    }
}

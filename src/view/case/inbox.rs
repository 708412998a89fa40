//! The answer of `inbox`.

use std::borrow::Cow;

use chrono::NaiveDate;
use compact_str::CompactString;
use serde::{Serialize, Serializer};

use crate::engine::{Came, Dispute, LiveWork, OwedOutput, Reader, Standing, Way};
use crate::model::{
    ActivityNumber, Actor, Ages, Clock, Few, FormId, ItemId, Line, Moment, OutputKind, Procedure,
    ProcedureId, RoleId, Settings,
};
use crate::view::case::ages::{AGE, ASSIGNED, OVERDUE, SINCE};
use crate::view::case::commands::{commands, giving};
use crate::view::case::reader::way_said;
use crate::view::case::status::view::ReadyView;
use crate::view::each::each;
use crate::view::{
    Cell, ColumnList, Draw, Drawn, ErrorRow, Outlined, Pen, Rows, Spelled, Table, Urgency, Waits,
    named,
};
use crate::words::{Language, Text, any_of, matching, series};

/// The answer of `inbox`: everything that waits for people, the oldest first.
#[derive(Debug, Default, Serialize)]
pub struct Inbox<'r> {
    /// Of all that waits for whom it is, whatever else the rows are narrowed to.
    pub counts: Urgency,
    pub work: Vec<Drawn<'r>>,
    pub errors: Vec<ErrorRow>,
    /// The day as of which ages are counted, and in what: `working` or `calendar`.
    pub as_of: NaiveDate,
    pub days: &'static str,
    #[serde(skip)]
    pub pen: Pen,
}

#[derive(Clone, Debug, Serialize)]
pub struct InboxRow<'a> {
    pub case: CompactString,
    pub procedure: &'a ProcedureId,
    /// True where the definition ships with `ugat`, false where it only bears the name of one that
    /// does.
    pub official: Option<bool>,
    pub entity: Option<&'a str>,
    #[serde(rename = "ref")]
    pub reference: Option<&'a Line>,
    pub waits: Waits,
    /// None if the case itself is in conflict.
    pub activity: Option<ActivityNumber>,
    pub item: Option<ItemId>,
    pub title: Cow<'a, Text>,
    pub role: &'a [RoleId],
    pub assigned: Option<&'a str>,
    /// In whose place it may be done by the one whose inbox it is: of several they choose one.
    #[serde(rename = "for", serialize_with = "first")]
    pub principals: Vec<&'a Actor>,
    /// The role outside of the unit whose act the same person records.
    pub records_for: Option<&'a RoleId>,
    pub since: Spelled<Moment>,
    /// The last day in time, if the store sets a limit.
    pub due: Option<NaiveDate>,
    /// For how many days it has waited.
    pub age: u32,
    /// By how many days it is overdue; 0 where it is not.
    pub overdue: u32,
    /// Whether it came back from a review.
    pub returned: bool,
    /// The groups of kinds that are owed; any one of a group settles it.
    pub owes: Few<&'a [OutputKind]>,
    /// The forms of which any one settles an owed form.
    pub forms: &'a [FormId],
    #[serde(skip)]
    told: &'a Outlined<'a>,
    #[serde(skip)]
    cause: Cause<'a>,
}

/// Why something waits.
#[derive(Clone, Copy, Debug)]
enum Cause<'a> {
    Ready(&'a LiveWork),
    Conflict,
    Owed(&'a OwedOutput),
}

/// What all rows of one case share.
struct OfCase<'a> {
    case: &'a Outlined<'a>,
    id: CompactString,
    settings: &'a Settings,
    ages: &'a Ages,
    clock: Clock,
}

impl<'a> OfCase<'a> {
    fn ready(&self, work: &'a LiveWork) -> InboxRow<'a> {
        let activity = &self.case.procedure().activities[work.activity.index()];
        let due = self.case.due(work, self.settings, &self.clock);
        let overdue = due.and_then(|due| self.ages.overdue(due, &self.clock));
        InboxRow {
            waits: Waits::Ready,
            activity: Some(work.activity),
            item: Some(work.item),
            title: Cow::Borrowed(&activity.title),
            role: &activity.roles,
            assigned: work.assigned.map(|place| self.case.person(place)),
            since: Spelled(work.since()),
            due,
            age: self.ages.age(&work.since(), &self.clock),
            overdue: overdue.unwrap_or(0),
            returned: work.came == Came::Returned,
            owes: activity.owes_but(&work.waived).collect(),
            ..self.blank(Cause::Ready(work))
        }
    }

    fn conflict(&self, conflict: &'a Dispute) -> InboxRow<'a> {
        let title = match conflict.activity {
            Some(number) => named::title(self.case.procedure(), number),
            None => Text::of("El caso", "The case"),
        };
        InboxRow {
            activity: conflict.activity,
            title: Cow::Owned(title),
            since: Spelled(conflict.since),
            age: self.ages.days_since(&conflict.since),
            ..self.blank(Cause::Conflict)
        }
    }

    fn owed(&self, owed: &'a OwedOutput) -> InboxRow<'a> {
        let row = InboxRow {
            waits: Waits::Owed,
            activity: Some(owed.activity),
            item: Some(owed.item),
            since: Spelled(owed.since),
            age: self.ages.days_since(&owed.since),
            owes: Few::from([owed.due.any.as_slice()]),
            forms: &owed.due.forms,
            ..self.blank(Cause::Owed(owed))
        };
        match self.case.activity(owed.definition, owed.activity) {
            Some(activity) => InboxRow {
                title: Cow::Borrowed(&activity.title),
                role: &activity.roles,
                ..row
            },
            None => row,
        }
    }

    fn blank(&self, cause: Cause<'a>) -> InboxRow<'a> {
        let outline = self.case.outline;
        InboxRow {
            case: self.id.clone(),
            procedure: &self.case.procedure().id,
            official: self.case.procedure().official(),
            entity: self.case.entity(),
            reference: outline.reference.as_ref(),
            waits: Waits::Conflict,
            activity: None,
            item: None,
            title: Cow::Owned(Text::of("", "")),
            role: &[],
            assigned: None,
            principals: Vec::new(),
            records_for: None,
            since: Spelled(outline.started),
            due: None,
            age: 0,
            overdue: 0,
            returned: false,
            owes: Few::new(),
            forms: &[],
            told: self.case,
            cause,
        }
    }
}

impl<'a> InboxRow<'a> {
    /// Everything that waits in an open case, and the documents that any case owes.
    pub fn all(case: &'a Outlined<'a>, settings: &'a Settings, ages: &'a Ages) -> Vec<Self> {
        let of_case = OfCase {
            case,
            id: case.id.to_compact(),
            settings,
            ages,
            clock: settings.clock(&case.outline.pauses),
        };
        let mut rows = Vec::new();
        if case.outline.standing == Standing::Open {
            let ready = case.outline.ready();
            rows.extend(ready.map(|work| of_case.ready(work)));
            let conflicts = case.outline.conflicts.iter();
            rows.extend(conflicts.map(|conflict| of_case.conflict(conflict)));
        }
        let owed = case.outline.owed.iter();
        rows.extend(owed.map(|owed| of_case.owed(owed)));
        rows
    }

    /// Says how it is done by the one whose inbox it is.
    pub fn done_by(&mut self, way: Way<'a>) {
        match way {
            Way::Own => {}
            Way::InPlaceOf(principals) => self.principals = principals,
            Way::Recording(role) => self.records_for = Some(role),
        }
    }

    /// How that is said, where it is not in a role of their own.
    pub(in crate::view::case) fn way_said(&self) -> Option<Text> {
        let way = match self.records_for {
            Some(role) => Way::Recording(role),
            None if self.principals.is_empty() => Way::Own,
            None => Way::InPlaceOf(self.principals.clone()),
        };
        way_said(&way, self.definition())
    }

    /// Whether it is ready and the reader may not do it.
    pub(in crate::view::case) fn is_of_others(&self, reader: &Reader) -> bool {
        self.waits == Waits::Ready && reader.to(self.role).is_none()
    }

    /// Whether it is for one of these roles.
    pub fn is_for(&self, roles: &[RoleId]) -> bool {
        self.role.iter().any(|role| roles.contains(role))
    }

    /// Whether it was given to the person of this name, which is as names are compared.
    pub fn is_assigned_to(&self, name: &str) -> bool {
        self.assigned
            .is_some_and(|assigned| matching(assigned) == name)
    }

    /// What of it presses.
    pub fn urgency(&self, ages: &Ages) -> Urgency {
        let late = self.due.is_some_and(|due| due < ages.today);
        let urgency = Urgency {
            overdue: usize::from(late),
            returned: usize::from(self.returned),
            in_conflict: usize::from(self.waits == Waits::Conflict),
            ..Urgency::default()
        };
        match self.due.filter(|_| !late) {
            Some(due) => urgency.due(due, ages.today),
            None => urgency,
        }
    }

    /// The clock by which it grows old.
    pub fn clock(&self, settings: &Settings) -> Clock {
        match self.waits {
            Waits::Ready => settings.clock(&self.told.outline.pauses),
            Waits::Conflict | Waits::Owed => Clock::default(),
        }
    }

    pub(in crate::view::case) fn role_said(&self) -> Text {
        named::roles(self.definition(), self.role)
    }

    pub(in crate::view::case) fn owes_said(&self) -> Vec<Text> {
        if let Cause::Owed(owed) = self.cause {
            return vec![named::due(self.definition(), owed.due.borrowed())];
        }
        each(&self.owes, |kinds| named::kinds(self.definition(), kinds))
    }

    /// The shortest id of its case.
    pub fn short<'p>(&self, pen: &'p Pen) -> &'p str
    where
        'a: 'p,
    {
        pen.names.of_id(self.told.id)
    }

    /// The commands by which the reader settles it; none where they may not.
    pub fn commands(&self, pen: &Pen, reader: &Reader) -> Vec<String> {
        let (short, language) = (self.short(pen), pen.look.language);
        match self.cause {
            Cause::Ready(work) => {
                let view = ReadyView::outlined(self.told, work);
                let of = (self.told.procedure(), self.entity.is_some());
                commands(of, &view, (short, language), reader)
            }
            Cause::Conflict => vec![format!("ugat case status {short}")],
            Cause::Owed(_) if reader.stranger().is_some() => Vec::new(),
            Cause::Owed(owed) => {
                let (number, procedure) = (owed.activity, self.definition());
                let activity = (procedure, procedure.activity(number));
                let given = giving(activity, owed.due.borrowed(), None);
                let given = given.get(language);
                vec![format!("ugat case attach {short} {number}{given}")]
            }
        }
    }

    /// The definition that numbers its activity.
    fn definition(&self) -> &'a Procedure {
        match self.cause {
            Cause::Owed(owed) => self.told.definition(owed.definition),
            Cause::Ready(_) | Cause::Conflict => self.told.procedure(),
        }
    }
}

fn first<S: Serializer>(principals: &[&Actor], serializer: S) -> Result<S::Ok, S::Error> {
    principals
        .first()
        .map(|one| one.as_str())
        .serialize(serializer)
}

impl<'r> Rows for Inbox<'r> {
    type Row = Drawn<'r>;

    fn rows(&self) -> &[Drawn<'r>] {
        &self.work
    }

    fn line<'a>(row: &'a Drawn<'r>) -> Cow<'a, [u8]> {
        row.text.into()
    }

    fn table(&self, _: Language) -> Table {
        Drawn::table::<InboxRow>(&self.work, &self.pen)
    }
}

impl Draw for InboxRow<'_> {
    fn declare(columns: &mut ColumnList<'_, Self>, pen: &Pen) {
        let language = pen.look.language;
        columns.text("case", Text::of("Caso", "Case"), |row| {
            Cell::short(pen.names.of_id(row.told.id), &*row.case)
        });
        columns.text("procedure", Text::of("Proc.", "Proc."), |row| row.procedure);
        columns.text("entity", Text::of("Entidad", "Entity"), |row| row.entity);
        columns
            .text("ref", Text::of("Referencia", "Reference"), |row| {
                row.reference.map(Line::as_str)
            })
            .if_asked();
        columns.number("activity", Text::of("Act.", "Act."), |row| row.activity);
        columns.text("waits", Text::of("Qué", "What"), |row| {
            Cell::keyed(row.title.get(language), row.waits.key())
        });
        columns
            .text("since", SINCE, |row| {
                Cell::day_of(pen.ages.zone.time(&row.since.0), language)
            })
            .if_asked();
        columns.text("due", Text::of("Vence", "Due"), |row| row.due);
        columns.number("age", AGE, |row| row.age);
        columns
            .number("overdue", OVERDUE, |row| {
                Cell::overdue(row.overdue, row.due, &pen.ages)
            })
            .if_asked();
        columns.text("role", Text::of("Para", "For"), |row| {
            Cell::keyed(row.role_said().get(language), series(row.role))
        });
        columns
            .text("for", Text::of("Por", "In place of"), |row| {
                let said = any_of(&row.principals);
                let first = row.principals.first();
                Cell::keyed(said.get(language), first.map_or("", |one| one.as_str()))
            })
            .if_rare();
        let records_for = Text::of("Lo registra por", "Recorded for");
        columns
            .text("records_for", records_for, |row| {
                row.records_for.map(|role| {
                    let said = named::roles(row.definition(), std::slice::from_ref(role));
                    Cell::keyed(said.get(language), role.as_str())
                })
            })
            .if_rare();
        columns
            .text("assigned", ASSIGNED, |row| row.assigned)
            .if_any();
        columns
            .text("owes", Text::of("Debe dejar", "Owes"), |row| {
                Cell::series(row.owes.iter().copied().flatten())
            })
            .if_any();
    }
}

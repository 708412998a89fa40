//! The answer of `inbox`.

use std::borrow::Cow;

use chrono::NaiveDate;
use compact_str::CompactString;
use serde::Serialize;

use crate::engine::{Came, Dispute, LiveWork, OwedOutput, Standing};
use crate::model::{
    ActivityNumber, Few, FormId, ItemId, Line, Moment, OutputKind, Procedure, ProcedureId, RoleId,
    Settings,
};
use crate::text;
use crate::view::case::commands::{commands, giving, resolve};
use crate::view::case::status::view::ReadyView;
use crate::view::each::each;
use crate::view::page::joined::joined;
use crate::view::page::sheet::Sheet;
use crate::view::{
    Ages, Cell, ColumnList, Draw, Drawn, ErrorRow, Outlined, Pen, Rows, Table, named,
};
use crate::words::{Language, Text, matching, series};

/// The answer of `inbox`: everything that waits for people, the oldest first.
#[derive(Debug, Serialize)]
pub struct Inbox<'r> {
    pub work: Vec<Drawn<'r>>,
    pub errors: Vec<ErrorRow>,
    #[serde(skip)]
    pub pen: Pen,
}

/// What kind of thing waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Waits {
    /// An activity that is ready.
    Ready,
    /// A conflict that somebody must end.
    Conflict,
    /// A document that is owed.
    Owed,
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
    pub since: Moment,
    /// The last day in time, if the store sets a limit.
    pub due: Option<NaiveDate>,
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
    Conflict(&'a Dispute),
    Owed(&'a OwedOutput),
}

/// What all rows of one case share.
struct OfCase<'a> {
    case: &'a Outlined<'a>,
    id: CompactString,
}

impl<'a> OfCase<'a> {
    fn ready(&self, work: &'a LiveWork) -> InboxRow<'a> {
        let activity = &self.case.procedure().activities[work.activity.index()];
        InboxRow {
            waits: Waits::Ready,
            activity: Some(work.activity),
            item: Some(work.item),
            title: Cow::Borrowed(&activity.title),
            role: &activity.roles,
            assigned: work.assigned.map(|place| self.case.person(place)),
            since: work.ready.unwrap_or(work.arrived),
            returned: work.came == Came::Returned,
            owes: activity.owes().collect(),
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
            since: conflict.since,
            ..self.blank(Cause::Conflict(conflict))
        }
    }

    fn owed(&self, owed: &'a OwedOutput) -> InboxRow<'a> {
        let row = InboxRow {
            waits: Waits::Owed,
            activity: Some(owed.activity),
            item: Some(owed.item),
            since: owed.since,
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
            since: outline.started,
            due: None,
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
    pub fn all(case: &'a Outlined<'a>) -> Vec<Self> {
        let of_case = OfCase {
            case,
            id: case.id.to_compact(),
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

    /// Whether it is for one of these roles.
    pub fn is_for(&self, roles: &[RoleId]) -> bool {
        self.role.iter().any(|role| roles.contains(role))
    }

    pub fn is_assigned_to(&self, name: &str) -> bool {
        let assigned = self.assigned;
        assigned.is_some_and(|assigned| matching(assigned) == matching(name))
    }

    /// Sets the due day by the store's limits.
    pub fn limit(&mut self, settings: &Settings, ages: &Ages) {
        let activity = self.activity.filter(|_| self.waits == Waits::Ready);
        let limit = activity.and_then(|activity| settings.limit(self.procedure, activity));
        self.due = limit.and_then(|span| ages.due(&self.since, span));
    }

    /// How many days ago it began to wait.
    pub fn days(&self, ages: &Ages) -> u32 {
        ages.days_since(&self.since)
    }

    pub fn is_overdue(&self, ages: &Ages) -> bool {
        self.due.is_some_and(|due| due < ages.today)
    }

    /// Its entry on the page.
    pub fn page(&self, pen: &Pen) -> String {
        let mut sheet = Sheet::new(pen.look, pen.colour);
        let Text { es, en } = pen.ages.ago(&self.since);
        let short = self.told.id.short(pen.digits);
        let mut whose = vec![short, self.procedure.as_str()];
        whose.extend(self.entity);
        whose.extend(self.reference.map(Line::as_str));
        let whose = whose.join(" · ");
        sheet.strong(&text!("{whose} · {es}", "{whose} · {en}"));
        let number = self.activity.map(|number| number.to_string());
        let number = number.unwrap_or_default();
        let title = self.title.get(pen.look.language);
        sheet.hang(0, &format!("{number:>4}  "), title);
        sheet.fact(6, &self.whom());
        if let Some(due) = self.due {
            sheet.fact(6, &pen.ages.due_words(due));
        }
        for kinds in self.owes_said() {
            let Text { es, en } = kinds;
            sheet.fact(6, &text!("debe dejar: {es}", "owes: {en}"));
        }
        for command in self.commands(short, pen.look.language) {
            sheet.line(6, &command);
        }
        sheet.written()
    }

    /// Who it is for, and why it waits.
    fn whom(&self) -> Text {
        let assigned = self
            .assigned
            .map(|person| text!("asignado a {person}", "assigned to {person}"));
        let returned = self
            .returned
            .then(|| Text::of("devuelto por una revisión", "returned by a review"));
        let waits = match self.waits {
            Waits::Ready => None,
            Waits::Conflict => Some(Text::of("en conflicto", "in conflict")),
            Waits::Owed => Some(Text::of("falta entregar", "owed")),
        };
        let parts = [Some(self.role_said()), assigned, returned, waits];
        let parts = parts.iter().flatten();
        joined(parts.filter(|part| !part.es.is_empty()), " · ")
    }

    fn role_said(&self) -> Text {
        named::roles(self.definition(), self.role)
    }

    fn owes_said(&self) -> Vec<Text> {
        if let Cause::Owed(owed) = self.cause {
            return vec![named::due(self.definition(), owed.due.borrowed())];
        }
        each(&self.owes, |kinds| named::kinds(self.definition(), kinds))
    }

    /// The commands that settle it.
    fn commands(&self, short: &str, language: Language) -> Vec<String> {
        match self.cause {
            Cause::Ready(work) => {
                let view = ReadyView::outlined(self.told, work);
                let is_named = self.entity.is_some();
                let wants_entity = !is_named && view.activity >= self.told.procedure().entity_from;
                commands(wants_entity, &view, short, language)
            }
            Cause::Conflict(conflict) => vec![resolve(conflict.event, short, language)],
            Cause::Owed(owed) => {
                let (number, given) = (owed.activity, giving(owed.due.borrowed()));
                let given = given.get(language);
                vec![format!("ugat case attach {short} {number}{given}")]
            }
        }
    }

    /// The definition that numbers its activity.
    fn definition(&self) -> &'a Procedure {
        match self.cause {
            Cause::Owed(owed) => self.told.definition(owed.definition),
            Cause::Ready(_) | Cause::Conflict(_) => self.told.procedure(),
        }
    }
}

impl Inbox<'_> {
    pub fn page(&self) -> String {
        let told = self
            .work
            .iter()
            .map(|row| String::from_utf8_lossy(row.text));
        told.collect::<Vec<_>>().join("\n")
    }
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
            Cell::keyed(row.told.id.short(pen.digits), &*row.case)
        });
        columns.text("procedure", Text::of("Proc.", "Proc."), |row| row.procedure);
        columns.text("entity", Text::of("Entidad", "Entity"), |row| row.entity);
        columns.number("activity", Text::of("Actividad", "Activity"), |row| {
            row.activity
        });
        columns.text("waits", Text::of("Qué", "What"), |row| {
            Cell::keyed(row.title.get(language), row.waits.key())
        });
        columns.number("since", Text::of("Días", "Days"), |row| Cell::Age {
            days: Some(row.days(&pen.ages)),
            since: Some(row.since),
        });
        columns.text("due", Text::of("Vence", "Due"), |row| row.due);
        columns.text("role", Text::of("Para", "For"), |row| {
            Cell::keyed(row.role_said().get(language), series(row.role))
        });
        columns.text("owes", Text::of("Debe dejar", "Owes"), |row| {
            Cell::series(row.owes.iter().copied().flatten())
        });
    }
}

impl Waits {
    const fn key(self) -> &'static str {
        match self {
            Self::Ready => "ready",
            Self::Conflict => "conflict",
            Self::Owed => "owed",
        }
    }
}

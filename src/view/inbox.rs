use chrono::NaiveDate;
use serde::Serialize;

use crate::engine::{Dispute, OwedOutput, Standing};
use crate::model::{
    ActivityNumber, FormId, ItemId, OutputKind, Procedure, ProcedureId, RoleId, Settings,
};
use crate::text;
use crate::view::commands::{commands, giving};
use crate::view::sheet::Sheet;
use crate::view::status::ReadyView;
use crate::view::{
    Ages, Cell, Column, Draw, Drawn, ErrorRow, Look, Outlined, Pen, Rows, Table, named,
};
use crate::words::{Language, Text, date, matching, series};

/// The answer of `inbox`: what waits for people, the oldest first.
#[derive(Debug, Serialize)]
pub struct Inbox {
    pub work: Vec<Drawn<InboxRow>>,
    pub errors: Vec<ErrorRow>,
    #[serde(skip)]
    pub pen: Pen,
}

/// What waits in a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Waits {
    /// An activity that is ready.
    Ready,
    /// A conflict that somebody has to end.
    Conflict,
    /// A document that is owed.
    Owed,
}

#[derive(Clone, Debug, Serialize)]
pub struct InboxRow {
    pub case: String,
    pub procedure: String,
    pub entity: Option<String>,
    #[serde(rename = "ref")]
    pub reference: Option<String>,
    pub waits: Waits,
    /// Nothing where the case itself is in conflict.
    pub activity: Option<ActivityNumber>,
    pub item: Option<ItemId>,
    pub title: Text,
    pub role: Vec<RoleId>,
    pub assigned: Option<String>,
    pub since: String,
    /// The last day on which it is in time, where the store sets a limit.
    pub due: Option<NaiveDate>,
    /// Whether it came back from a review.
    pub returned: bool,
    /// What is owed, any of a group.
    pub owes: Vec<Vec<OutputKind>>,
    /// Of what is owed as a form, the forms of which any settles it.
    pub forms: Vec<FormId>,
    #[serde(skip)]
    suffix: String,
    #[serde(skip)]
    role_said: Text,
    #[serde(skip)]
    owes_said: Vec<Text>,
    /// The commands that do it, behind the name of the case, in each language.
    #[serde(skip)]
    commands: Vec<Text>,
}

impl InboxRow {
    /// Everything that waits in a case that goes on, and the documents that any case owes.
    pub fn all(case: &Outlined) -> Vec<Self> {
        let mut rows = Vec::new();
        if case.outline.standing == Standing::Open {
            let ready = case.outline.ready();
            rows.extend(ready.map(|work| Self::ready(case, ReadyView::outlined(case, work))));
            let conflicts = case.outline.conflicts.iter();
            rows.extend(conflicts.map(|conflict| Self::conflict(case, conflict)));
        }
        rows.extend(case.outline.owed.iter().map(|owed| Self::owed(case, owed)));
        rows
    }

    fn ready(case: &Outlined, view: ReadyView) -> Self {
        let mut row = Self::blank(case, Waits::Ready, Some(view.activity));
        let is_named = !case.outline.entities.is_empty();
        let wants_entity = !is_named && view.activity >= case.procedure().entity_from;
        let by_language = |language| commands(wants_entity, &view, "CASE", language);
        let spanish = by_language(Language::Spanish).into_iter();
        let english = by_language(Language::English);
        row.commands = spanish
            .zip(english)
            .map(|(es, en)| Text::owned(es, en))
            .collect();
        row.item = Some(view.item);
        row.title = view.title.clone();
        row.role.clone_from(&view.role);
        row.assigned.clone_from(&view.assigned);
        row.since.clone_from(&view.since);
        row.returned = view.returned;
        row.with_owed(case.procedure(), view.owes)
    }

    fn conflict(case: &Outlined, conflict: &Dispute) -> Self {
        let mut row = Self::blank(case, Waits::Conflict, conflict.activity);
        row.since = conflict.since.to_string();
        row.title = match conflict.activity {
            Some(number) => named::title(case.procedure(), number),
            None => Text::of("El caso", "The case"),
        };
        let event = conflict.event.short(8);
        row.commands = vec![Text::owned(
            format!("ugat case resolve CASE {event} --reason MOTIVO"),
            format!("ugat case resolve CASE {event} --reason REASON"),
        )];
        row
    }

    fn owed(case: &Outlined, owed: &OwedOutput) -> Self {
        let procedure = case.definition(owed.definition);
        let (number, due) = (owed.activity, owed.due.borrowed());
        let mut row = Self::blank(case, Waits::Owed, Some(number));
        row.item = Some(owed.item);
        row.since = owed.since.to_string();
        if let Some(activity) = procedure.activity(number) {
            row.title = activity.title.clone();
            row.role.clone_from(&activity.roles);
        }
        let Text { es, en } = giving(due);
        row.commands = vec![text!(
            "ugat case attach CASE {number}{es}",
            "ugat case attach CASE {number}{en}"
        )];
        row.forms.clone_from(&owed.due.forms);
        let mut row = row.with_owed(procedure, vec![owed.due.any.clone()]);
        row.owes_said = vec![named::due(procedure, due)];
        row
    }

    fn blank(case: &Outlined, waits: Waits, activity: Option<ActivityNumber>) -> Self {
        let outline = case.outline;
        Self {
            case: case.id.to_string(),
            procedure: case.procedure().id.to_string(),
            entity: outline.entities.first().map(ToString::to_string),
            reference: outline.reference.as_ref().map(ToString::to_string),
            waits,
            activity,
            item: None,
            title: Text::same(""),
            role: Vec::new(),
            assigned: None,
            since: outline.started.to_string(),
            due: None,
            returned: false,
            owes: Vec::new(),
            forms: Vec::new(),
            suffix: case.id.suffix().to_owned(),
            role_said: Text::same(""),
            owes_said: Vec::new(),
            commands: Vec::new(),
        }
    }

    fn with_owed(mut self, procedure: &Procedure, owes: Vec<Vec<OutputKind>>) -> Self {
        self.role_said = named::roles(procedure, &self.role);
        self.owes_said = owes
            .iter()
            .map(|kinds| named::kinds(procedure, kinds))
            .collect();
        self.owes = owes;
        self
    }

    /// Whether it is for one of these roles.
    pub fn is_for(&self, roles: &[RoleId]) -> bool {
        self.role.iter().any(|role| roles.contains(role))
    }

    pub fn is_assigned_to(&self, name: &str) -> bool {
        let assigned = self.assigned.as_ref();
        assigned.is_some_and(|assigned| matching(assigned) == matching(name))
    }

    /// The same with what the store's limits say of work that is ready.
    #[must_use]
    pub fn with_limit(mut self, settings: &Settings, ages: &Ages) -> Self {
        let procedure = ProcedureId::recorded(&self.procedure);
        let activity = self.activity.filter(|_| self.waits == Waits::Ready);
        let limit = activity.and_then(|activity| settings.limit(&procedure, activity));
        self.due = limit.and_then(|span| ages.due(&self.since, span));
        self
    }

    /// How many days ago it began to wait.
    pub fn days(&self, ages: &Ages) -> u32 {
        ages.days(&self.since)
    }

    pub fn is_overdue(&self, ages: &Ages) -> bool {
        self.due.is_some_and(|due| due < ages.today)
    }

    fn short(&self, digits: usize) -> &str {
        self.suffix.get(..digits).unwrap_or(&self.suffix)
    }

    fn write(&self, sheet: &mut Sheet, digits: usize, ages: &Ages) {
        let language = sheet.language();
        let Text { es, en } = ages.said(&self.since);
        let short = self.short(digits);
        let whose = [self.entity.as_ref(), self.reference.as_ref()];
        let whose: Vec<&str> = whose.into_iter().flatten().map(String::as_str).collect();
        let whose = [&[short, &self.procedure][..], &whose].concat().join(" · ");
        sheet.strong(&text!("{whose} · {es}", "{whose} · {en}"));
        let number = self
            .activity
            .map_or_else(String::new, |number| number.to_string());
        sheet.hang(0, &format!("{number:>4}  "), self.title.get(language));
        sheet.fact(6, &self.whom());
        if let Some(due) = self.due {
            sheet.fact(6, &ages.due_said(due));
        }
        for kinds in &self.owes_said {
            let Text { es, en } = kinds;
            sheet.fact(6, &text!("debe dejar: {es}", "owes: {en}"));
        }
        for command in &self.commands {
            let command = command.get(language).replacen("CASE", short, 1);
            sheet.line(6, &command);
        }
    }

    /// For whom it is, and how it came.
    fn whom(&self) -> Text {
        let assigned = self
            .assigned
            .as_ref()
            .map(|person| text!("asignado a {person}", "assigned to {person}"));
        let returned = self
            .returned
            .then(|| Text::of("devuelto por una revisión", "returned by a review"));
        let waits = match self.waits {
            Waits::Ready => None,
            Waits::Conflict => Some(Text::of("en conflicto", "in conflict")),
            Waits::Owed => Some(Text::of("falta entregar", "owed")),
        };
        let parts = [Some(self.role_said.clone()), assigned, returned, waits];
        Text::of_each(|language| {
            let parts = parts.iter().flatten().map(|part| part.get(language));
            let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
            parts.join(" · ")
        })
    }
}

impl Inbox {
    pub fn page(&self, look: Look, colour: bool) -> String {
        let mut sheet = Sheet::new(look, colour);
        for row in &self.work {
            if let Drawn::Whole(row) = row {
                sheet.gap();
                row.write(&mut sheet, self.pen.digits, &self.pen.ages);
            }
        }
        sheet.written()
    }
}

impl Rows for Inbox {
    type Row = Drawn<InboxRow>;

    fn rows(&self) -> &[Drawn<InboxRow>] {
        &self.work
    }

    fn table(&self, _: Language) -> Table {
        let mut table = Table::new([
            Column::text("case", Text::of("Caso", "Case")),
            Column::text("procedure", Text::of("Proc.", "Proc.")),
            Column::text("entity", Text::of("Entidad", "Entity")),
            Column::number("activity", Text::of("Actividad", "Activity")),
            Column::text("waits", Text::of("Qué", "What")),
            Column::number("since", Text::of("Días", "Days")),
            Column::text("due", Text::of("Vence", "Due")),
            Column::text("role", Text::of("Para", "For")),
            Column::text("owes", Text::of("Debe dejar", "Owes")),
        ]);
        for cells in self.work.iter().filter_map(|row| row.cells(&self.pen)) {
            table.drawn(cells);
        }
        table
    }
}

impl Draw for InboxRow {
    fn cells(&self, pen: &Pen) -> Vec<Cell> {
        let language = pen.language;
        let roles: Vec<&str> = self.role.iter().map(RoleId::as_str).collect();
        let owes = self.owes.iter().flatten();
        let owes: Vec<&str> = owes.map(OutputKind::as_str).collect();
        vec![
            Cell::new(self.short(pen.digits)).exactly(&self.case),
            Cell::new(&self.procedure),
            Cell::maybe(self.entity.as_ref()),
            Cell::maybe(self.activity),
            Cell::new(self.title.get(language)).exactly(self.waits.key()),
            Cell::new(self.days(&pen.ages)).exactly(&self.since),
            Cell::maybe(self.due.map(date)),
            Cell::new(self.role_said.get(language)).exactly(series(&roles)),
            Cell::new(series(&owes)),
        ]
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

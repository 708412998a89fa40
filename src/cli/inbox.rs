//! `ugat inbox`: what waits in the cases of the store, the oldest first.

mod whose;

use std::cmp::Reverse;
use std::sync::Arc;

use clap::Args;

use crate::cli::General;
use crate::cli::case::role_named;
use crate::cli::env::Env;
use crate::cli::failure::{Failure, journal};
use crate::cli::help::{LABEL, Value, both, examples};
use crate::cli::inbox::whose::Whose;
use crate::cli::input::typed::days;
use crate::cli::session::due::Due;
use crate::cli::session::gathered::Gathered;
use crate::cli::session::part::Part;
use crate::cli::session::people::known_as_filter;
use crate::cli::session::rows::Rows;
use crate::cli::session::{Session, reader};
use crate::engine::{Denied, Reader};
use crate::model::{Actor, Ages, DueFilter, LabelFilter, RoleId, UnitTime};
use crate::store::Store;
use crate::view::{
    Drawn, DrawnRows, ErrorRow, Inbox as View, InboxRow, Layout, Outlined, Pen, Urgency, Waits,
    stranger,
};
use crate::words::Text;

// `ugat inbox`: what waits for people.
#[derive(Debug, Default, Args)]
#[command(
    about = both!(
        "Lo que espera a alguien, lo más antiguo primero",
        "What waits for somebody, the oldest first"
    ),
    long_about = both!(
        "Muestra el trabajo listo de los casos abiertos, con lo que debe dejar y la orden que lo \
         hace. Si `ugat.toml` nombra a las personas, muestra lo de quien pregunta: lo que se le \
         asignó, lo de sus roles que no se asignó a nadie, y lo que puede hacer por quien suple \
         hoy; con `--all`, lo de toda la unidad. El primer renglón cuenta lo vencido, lo que vence \
         hasta el domingo, lo devuelto y lo que está en conflicto.",
        "It shows the ready work of the open cases, with what it owes and the command that does \
         it. Where `ugat.toml` names the people, it shows what is for whoever asks: what was \
         assigned to them, what is of their roles and was assigned to nobody, and what they may do \
         for those whose place they take today; with `--all`, what is for the whole unit. The \
         first line counts what is overdue, due by Sunday, returned and in conflict."
    ),
    after_help = examples!(
        "Lo que espera a la jefatura hace diez días o más",
        "What has waited for the head of the unit for ten days or more" =>
            "ugat inbox --role jefe-ugat --older 10d";
        "Lo vencido de toda la unidad, en una tabla",
        "What is overdue in the whole unit, as a table" =>
            "ugat inbox --all --overdue --format table"
    )
)]
pub struct Inbox {
    #[arg(long, help = both!(
        "Lo de toda la unidad, y no solo lo de quien pregunta",
        "What is for the whole unit, not for whoever asks alone"
    ))]
    pub all: bool,
    #[arg(long, value_name = Value::Role, help = both!(
        "Solo lo de este rol (puede repetirse)",
        "Only what is for this role (may be repeated)"
    ))]
    pub role: Vec<String>,
    #[arg(long, value_name = Value::Name, help = both!(
        "Solo lo de esta persona, con lo de quienes suple hoy",
        "Only what is for this person, with that of whom they stand in for today"
    ))]
    pub person: Option<String>,
    #[arg(long, value_name = Value::Entity, help = both!(
        "Solo lo de esta entidad",
        "Only what is of this entity"
    ))]
    pub entity: Option<String>,
    #[arg(long, value_name = Value::Label, help = LABEL)]
    pub label: Vec<String>,
    #[command(flatten)]
    pub waits: Waiting,
    #[command(flatten)]
    pub age: Age,
    #[command(flatten)]
    pub rows: Rows,
}

// What kind of waiting is asked for.
#[derive(Debug, Default, Args)]
pub struct Waiting {
    #[arg(long, help = both!("Solo lo que una revisión devolvió", "Only what a review returned"))]
    pub returned: bool,
    #[arg(long, help = both!(
        "Las salidas que faltan, en lugar del trabajo listo",
        "The outputs that are owed, in place of ready work"
    ))]
    pub owed: bool,
    #[arg(long, help = both!(
        "Los conflictos, en lugar del trabajo listo",
        "The conflicts, in place of ready work"
    ))]
    pub conflicts: bool,
}

// How long it has waited.
#[derive(Debug, Default, Args)]
pub struct Age {
    #[arg(long, value_name = Value::Days, help = both!(
        "Solo lo que espera desde hace tantos días: `10d`",
        "Only what has waited for so many days: `10d`"
    ))]
    pub older: Option<String>,
    #[command(flatten)]
    pub due: Due,
}

/// What the rows are narrowed to.
struct Filter<'s> {
    /// Whose inbox it is, and whether it shows theirs alone.
    whose: Option<Whose<'s>>,
    is_theirs: bool,
    /// Whether that is whoever asks.
    is_own: bool,
    /// What whoever asks may do.
    reader: Reader<'s>,
    roles: Vec<RoleId>,
    entity: Part,
    labels: LabelFilter,
    waits: Vec<Waits>,
    older: u32,
    returned: bool,
    due: DueFilter,
}

/// How what waits will be shown.
#[derive(Clone, Copy)]
pub enum Shape<'l> {
    /// With all that there is to say.
    Page,
    /// A line each.
    Lines,
    Rows(&'l Layout),
}

impl Shape<'_> {
    const fn is_brief(self) -> bool {
        match self {
            Self::Lines => true,
            Self::Page | Self::Rows(_) => false,
        }
    }
}

/// The oldest first; else as they come, by case and activity.
type Order = (Reverse<u32>, UnitTime);

/// What some cases have that waits.
#[derive(Default)]
struct Waited {
    rows: DrawnRows<Order>,
    counts: Urgency,
    first: Option<(Order, First)>,
}

/// What waits longest: its case, and the command that does it.
#[derive(Clone)]
pub struct First {
    pub case: String,
    pub command: String,
}

/// What waits in the cases of a store.
pub struct Found {
    parts: Vec<Waited>,
    errors: Vec<ErrorRow>,
    pen: Pen,
    /// Why nothing waits for the one who asks for what is theirs.
    pub stranger: Option<Text>,
}

impl Inbox {
    /// Lists what waits in the cases of the store, the oldest first.
    pub fn run(self, env: &mut Env, general: &General) -> Result<(), Failure> {
        let layout = self.rows.layout(env)?;
        // On a page rows say more than in a table.
        let shape = match layout.is_page() && self.rows.format.is_none() {
            true => Shape::Page,
            false => Shape::Rows(&layout),
        };
        let mut session = Session::open(env, general)?;
        let found = self.found(&mut session, shape)?;
        let inbox = found.view();
        let is_blank = inbox.work.is_empty() && inbox.errors.is_empty();
        let is_said = layout.is_page() && is_blank && found.stranger.is_none();
        match shape {
            Shape::Page | Shape::Lines => session.env.answer_page(&inbox.page()),
            Shape::Rows(_) if is_said => {}
            Shape::Rows(layout) => session.env.answer_rows(&inbox, layout)?,
        }
        if let Some(stranger) = &found.stranger {
            session.env.say(stranger);
        }
        if is_said {
            let is_own = session.store.settings.people.is_some() && !self.all;
            session.env.say(&self.nothing(is_own, inbox.counts));
        }
        journal::tell_rows(session.env, &inbox.errors)
    }

    /// What waits, as it will be shown.
    pub fn found(&self, session: &mut Session, shape: Shape) -> Result<Found, Failure> {
        let store = Arc::clone(&session.store);
        let (listing, names) = store.listing_and_names()?;
        if let Some(typed) = &self.person {
            known_as_filter(session, &listing, typed)?;
        }
        let filter = self.filter(session, &store)?;
        let pen = Pen {
            look: session.env.look(),
            colour: session.env.colour(),
            names: Arc::new(names),
            ages: self.age.due.ages(session)?,
        };
        let add = |waited: &mut Waited, case: &Outlined, (): &()| {
            for row in filter.taken(case, &store, (waited, &pen.ages)) {
                let order = (Reverse(row.age), pen.ages.zone.time(&row.since.0));
                let is_first = |(first, _): &(Order, First)| order < *first;
                if shape.is_brief() && waited.first.as_ref().is_none_or(is_first) {
                    let first = First::of(&row, &pen, &filter.reader);
                    waited.first = first.map(|first| (order, first)).or(waited.first.take());
                }
                match shape {
                    Shape::Page => {
                        let page = row.page(&pen, &store.settings, &filter.reader);
                        waited.rows.tell(order, &page);
                    }
                    Shape::Lines => waited.rows.tell(order, &row.line(&pen, &store.settings)),
                    Shape::Rows(layout) => waited.rows.draw(order, &row, layout, &pen),
                }
            }
        };
        let many = Gathered::outlines(session, &listing, |_| true, Waited::default, add)?
            .with_misplaced(session, &listing);
        Ok(Found {
            parts: many.parts,
            errors: many.errors,
            pen,
            stranger: filter.stranger().map(stranger),
        })
    }

    const fn is_narrowed(&self) -> bool {
        let Self { waits, age, .. } = self;
        !self.role.is_empty()
            || self.person.is_some()
            || self.entity.is_some()
            || !self.label.is_empty()
            || waits.returned
            || waits.owed
            || waits.conflicts
            || age.older.is_some()
            || age.due.is_narrowed()
    }

    /// The message in place of rows.
    const fn nothing(&self, is_own: bool, counts: Urgency) -> Text {
        if self.is_narrowed() {
            Text::of(
                "ningún trabajo cumple lo solicitado; lo demás se ve con `ugat inbox`",
                "no work matches; `ugat inbox` shows the rest",
            )
        } else if counts.in_conflict > 0 {
            Text::of(
                "nada más espera; lo que está en conflicto se ve con `ugat inbox --conflicts`",
                "nothing else waits; `ugat inbox --conflicts` shows what is in conflict",
            )
        } else if is_own {
            Text::of(
                "nada le espera; lo de toda la unidad se ve con `ugat inbox --all`",
                "nothing waits for you; `ugat inbox --all` shows what waits in the whole unit",
            )
        } else {
            Text::of("nada espera", "nothing waits")
        }
    }

    fn filter<'s>(&self, session: &Session, store: &'s Store) -> Result<Filter<'s>, Failure> {
        let roles = self.role.iter().map(|typed| role_named(store, typed));
        let mut waits = Vec::new();
        waits.extend(self.waits.owed.then_some(Waits::Owed));
        waits.extend(self.waits.conflicts.then_some(Waits::Conflict));
        if waits.is_empty() {
            waits.push(Waits::Ready);
        }
        Ok(Filter {
            // Where the unit names its people, whoever asks sees what is theirs.
            whose: match &self.person {
                Some(typed) => Some(Whose::named(session, store, &Actor::recorded(typed))?),
                None => Whose::asking(session, store)?,
            },
            is_own: self.person.is_none(),
            reader: reader(session.env, store)?,
            is_theirs: self.person.is_some() || (!self.all && self.role.is_empty()),
            roles: roles.collect::<Result<_, Failure>>()?,
            entity: Part::of(self.entity.as_deref()),
            labels: LabelFilter::of(&self.label),
            older: days("--older", self.age.older.as_deref())?.unwrap_or(0),
            waits,
            returned: self.waits.returned,
            due: self.age.due.filter()?,
        })
    }
}

impl Found {
    /// The answer.
    pub fn view(&self) -> View<'_> {
        let parts = self.parts.iter();
        let counts = parts.clone().map(|part| part.counts);
        View {
            counts: counts.fold(Urgency::default(), Urgency::plus),
            work: Drawn::in_order(parts.map(|part| &part.rows)),
            errors: self.errors.clone(),
            as_of: self.pen.ages.today,
            days: self.pen.ages.unit(),
            pen: self.pen.clone(),
        }
    }

    pub fn first(&self) -> Option<&First> {
        let firsts = self.parts.iter().filter_map(|part| part.first.as_ref());
        let first = firsts.min_by(|(one, _), (other, _)| one.cmp(other));
        first.map(|(_, first)| first)
    }
}

impl First {
    fn of(row: &InboxRow, pen: &Pen, reader: &Reader) -> Option<Self> {
        let command = row.commands(pen, reader).into_iter().next()?;
        let case = row.short(pen).to_owned();
        Some(Self { case, command })
    }
}

impl Filter<'_> {
    /// Why nothing waits for the one who asks for what is theirs.
    fn stranger(&self) -> Option<&Denied> {
        let is_own = self.is_theirs && self.is_own;
        self.reader.stranger().filter(|_| is_own)
    }

    /// The rows of a case that are shown. What is for whom it is counts, shown or not.
    fn taken<'a>(
        &'a self,
        case: &'a Outlined<'a>,
        store: &'a Store,
        (waited, ages): (&mut Waited, &'a Ages),
    ) -> Vec<InboxRow<'a>> {
        if self.stranger().is_some() || !self.labels.takes(&case.outline.labels) {
            return Vec::new();
        }
        let mut work = InboxRow::all(case, &store.settings, ages);
        work.retain_mut(|row| {
            if !self.is_for_whom_it_is(row) {
                return false;
            }
            waited.counts = waited.counts.plus(row.urgency(ages));
            self.takes(row, ages)
        });
        work.sort_by_key(|row| row.activity);
        work
    }

    /// Whether a row is for whom the inbox is; it is marked with whose place that is in.
    fn is_for_whom_it_is<'a>(&'a self, row: &mut InboxRow<'a>) -> bool {
        let mut is_theirs = true;
        if let Some(whose) = &self.whose {
            let way = whose.way(row);
            is_theirs = way.is_some() || !self.is_theirs;
            if let Some(way) = way {
                row.done_by(way);
            }
        }
        let of_role = self.roles.is_empty() || row.is_for(&self.roles);
        let open = row.waits == Waits::Conflict || (is_theirs && of_role);
        open && self.entity.is_in(row.entity)
    }

    fn takes(&self, row: &InboxRow, ages: &Ages) -> bool {
        let wanted = row.age >= self.older && self.due.takes(row.due, ages);
        self.waits.contains(&row.waits) && wanted && (row.returned || !self.returned)
    }
}

#[cfg(test)]
mod tests {
    use std::process::ExitCode;

    use tempfile::TempDir;

    use crate::cli::env::Env;
    use crate::cli::run;

    const PEOPLE: &str = "
[[people]]
name = \"Ana\"
roles = [\"unidad-sustantiva\", \"jefe-ugat\"]
substitutes = [{ name = \"Luis\", from = 2026-03-01, until = 2026-03-31 }]
[[people]]
name = \"Rosa\"
roles = [\"jefe-ugat\"]
[[people]]
name = \"Luis\"
";

    /// What somebody is answered.
    fn told(unit: &TempDir, by: &str, call: &str) -> String {
        let root = unit.path().to_str().expect("UTF-8");
        let words = ["--store", root].into_iter().chain(call.split(' '));
        let variables = [("UGAT_USER", by), ("UGAT_LANG", "es")];
        let mut env = Env::fixed(&words.collect::<Vec<_>>(), &variables);
        let (answer, talk) = env.recorded();
        assert_eq!(run(&mut env), ExitCode::SUCCESS, "{call}: {}", talk.text());
        answer.text()
    }

    /// A case at an activity of the head of the unit.
    fn unit(people: &str) -> TempDir {
        let unit = tempfile::tempdir().expect("a folder");
        std::fs::write(unit.path().join("ugat.toml"), people).expect("the settings");
        told(&unit, "Ana", "case start pr07 --entity Aduana --ref HR-1");
        let first = "case advance HR-1 1 --output nota-requerimiento=N-1";
        told(&unit, "Ana", first);
        unit
    }

    /// For each of some rows: in whose place it is done.
    #[track_caller]
    fn case(unit: &TempDir, by: &str, arguments: &str, expected: &[&str]) {
        let call = format!("inbox --format csv --columns activity,for{arguments}");
        let rows = expected.iter().map(|place| format!("2,{place}"));
        let lines: Vec<String> = [String::from("activity,for")]
            .into_iter()
            .chain(rows)
            .collect();
        let found = told(unit, by, &call);
        assert_eq!(found.lines().collect::<Vec<_>>(), lines, "{by}");
    }

    #[test]
    fn work_is_of_its_roles_and_of_who_stands_in_until_it_is_given_to_somebody() {
        let unit = unit(PEOPLE);
        case(&unit, "Ana", "", &[""]);
        case(&unit, "Rosa", "", &[""]);
        case(&unit, "Luis", "", &["Ana"]);
        case(&unit, "Rosa", " --person Luis", &["Ana"]);
        case(&unit, "Rosa", " --person Luis --role jefe-ugat", &["Ana"]);
        case(&unit, "Rosa", " --person Luis --role uit", &[]);
        told(&unit, "Ana", "case assign HR-1 2 Rosa");
        case(&unit, "Ana", "", &[]);
        case(&unit, "Luis", "", &[]);
        case(&unit, "Luis", " --all", &[""]);
        case(&unit, "Luis", " --role jefe-ugat", &[""]);
        case(&unit, "Rosa", "", &[""]);
        told(&unit, "Ana", "case assign HR-1 2 Ana");
        case(&unit, "Luis", "", &["Ana"]);
        case(&unit, "Luis", " --all", &["Ana"]);
    }

    #[test]
    fn who_stands_in_for_several_is_given_a_command_that_names_one() {
        let several = PEOPLE.replace(
            "roles = [\"jefe-ugat\"]",
            "roles = [\"jefe-ugat\"]\nsubstitutes = [{ name = \"Luis\", from = 2026-03-01, until = 2026-03-31 }]",
        );
        let unit = unit(&several);
        let page = told(&unit, "Luis", "inbox");
        let lines: Vec<&str> = page.lines().map(str::trim).collect();
        assert_eq!(lines[2], "Jefe de la UGAT · por Ana o Rosa");
        let command = lines[3].strip_prefix("ugat ").expect("a command");
        assert!(command.ends_with(" 2 --on-behalf-of Ana"), "{command}");
        told(&unit, "Luis", command);
    }

    #[test]
    fn a_stranger_is_told_so_and_is_proposed_no_act() {
        let unit = unit(PEOPLE);
        assert_eq!(told(&unit, "Zoe", "inbox"), "");
        case(&unit, "Zoe", "", &[]);
        case(&unit, "Zoe", " --all", &[""]);
        let page = told(&unit, "Zoe", "inbox --all");
        assert!(
            page.contains("espera a: Jefe de la UGAT") && !page.contains("advance"),
            "{page}"
        );
        let page = told(&unit, "Zoe", "case status HR-1");
        let next = page.split("Siguiente\n").nth(1).expect("it comes last");
        assert!(
            next.contains("`Zoe` no está en la tabla de personas"),
            "{page}"
        );
        assert!(!next.contains("ugat case"), "{page}");
    }

    #[test]
    fn what_is_assigned_to_who_may_not_do_it_is_theirs_without_a_command() {
        let unit = unit(PEOPLE);
        let people = PEOPLE.replace("until = 2026-03-31", "until = 2026-03-01");
        std::fs::write(unit.path().join("ugat.toml"), people).expect("the settings");
        told(&unit, "Ana", "case assign HR-1 2 Luis");
        let page = told(&unit, "Luis", "inbox");
        assert!(
            page.contains("espera a: Jefe de la UGAT · asignado a Luis"),
            "{page}"
        );
        assert!(!page.contains("advance"), "{page}");
    }

    #[test]
    fn who_records_for_a_role_outside_is_shown_its_work() {
        let unit = unit(PEOPLE);
        let people = PEOPLE.replace("\"unidad-sustantiva\", ", "")
            + "records_for = [\"unidad-sustantiva\"]\n";
        std::fs::write(unit.path().join("ugat.toml"), people).expect("the settings");
        told(&unit, "Luis", "case start pr07 --entity Aduana --ref HR-2");
        let rows = told(
            &unit,
            "Luis",
            "inbox --template {{ref}}:{{activity}}:{{records_for}}",
        );
        assert_eq!(rows, "HR-2:1:unidad-sustantiva\nHR-1:2:\n");
        let page = told(&unit, "Luis", "inbox");
        assert!(
            page.contains("lo registra por: Unidad/Área Sustantiva"),
            "{page}"
        );
        let command = page.lines().find(|line| line.contains(" 1 --output"));
        let command = command.and_then(|line| line.trim().strip_prefix("ugat "));
        let command = command.expect("a command").replace("=REF", "=N-2");
        told(&unit, "Luis", &command);
    }

    #[test]
    fn the_first_line_counts_what_is_not_shown_as_well() {
        let limits = "limits = [{ procedure = \"pr07\", activity = 2, limit = \"6 days\" }]\n";
        let unit = unit(limits);
        assert!(told(&unit, "Ana", "inbox").starts_with("1 vence esta semana\n\n"));
        assert_eq!(
            told(&unit, "Ana", "inbox --overdue"),
            "1 vence esta semana\n"
        );
        let counts = "{\"counts\":{\"overdue\":0,\"due_this_week\":1,\"returned\":0,\"in_conflict\":0},\"work\":[],\"errors\":[],\"as_of\":\"2026-03-02\",\"days\":\"calendar\"}\n";
        assert_eq!(told(&unit, "Ana", "inbox --owed --older 1d --json"), counts);
    }
}

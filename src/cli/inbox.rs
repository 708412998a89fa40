//! `ugat inbox`: what waits in the cases of the store, the oldest first.

use std::cmp::Reverse;

use clap::Args;

use crate::cli::General;
use crate::cli::case::role_named;
use crate::cli::env::Env;
use crate::cli::failure::{Failure, journal};
use crate::cli::help::{CALENDAR_DAYS, Value, both, examples};
use crate::cli::input::typed::days;
use crate::cli::session::Session;
use crate::cli::session::gathered::Gathered;
use crate::cli::session::part::Part;
use crate::cli::session::rows::Rows;
use crate::model::RoleId;
use crate::store::shortest;
use crate::view::{Ages, Drawn, DrawnRows, Inbox as View, InboxRow, Layout, Outlined, Pen, Waits};
use crate::words::Text;

// `ugat inbox`: what waits for people.
#[derive(Debug, Args)]
#[command(
    about = both!(
        "Lo que espera a alguien, lo más antiguo primero",
        "What waits for somebody, the oldest first"
    ),
    long_about = both!(
        "Muestra el trabajo listo de los casos abiertos, con lo que debe dejar y la orden que lo \
         hace. Si `ugat.toml` nombra a las personas, muestra lo de quien pregunta: lo que se le \
         asignó, y lo de sus roles que no se asignó a nadie.",
        "It shows the ready work of the open cases, with what it owes and the command that does \
         it. Where `ugat.toml` names the people, it shows what is for whoever asks: what was \
         assigned to them, and what is of their roles and was assigned to nobody."
    ),
    after_help = examples!(
        "Lo que espera a la jefatura hace diez días o más",
        "What has waited for the head of the unit for ten days or more" =>
            "ugat inbox --role jefe-ugat --older 10d"
    )
)]
pub struct Inbox {
    #[arg(long, value_name = Value::Role, help = both!(
        "Solo lo de este rol (puede repetirse)",
        "Only what is for this role (may be repeated)"
    ))]
    pub role: Vec<String>,
    #[arg(long, value_name = Value::Name, help = both!(
        "Solo lo de esta persona",
        "Only what is for this person"
    ))]
    pub person: Option<String>,
    #[arg(long, value_name = Value::Entity, help = both!(
        "Solo lo de esta entidad",
        "Only what is of this entity"
    ))]
    pub entity: Option<String>,
    #[command(flatten)]
    pub waits: Waiting,
    #[command(flatten)]
    pub age: Age,
    #[command(flatten)]
    pub rows: Rows,
}

// What kind of waiting is asked for.
#[derive(Debug, Args)]
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
#[derive(Debug, Args)]
pub struct Age {
    #[arg(long, value_name = Value::Days, help = both!(
        "Solo lo que espera desde hace tantos días: `10d`",
        "Only what has waited for so many days: `10d`"
    ))]
    pub older: Option<String>,
    #[arg(long, help = both!("Solo lo que pasó de su plazo", "Only what is past its limit"))]
    pub overdue: bool,
    #[arg(long, help = CALENDAR_DAYS)]
    pub calendar_days: bool,
}

/// What the rows are narrowed to.
struct Filter {
    waits: Vec<Waits>,
    roles: Option<Vec<RoleId>>,
    person: Option<String>,
    entity: Part,
    older: u32,
    returned: bool,
    overdue: bool,
}

impl Inbox {
    /// Lists what waits in the cases of the store, the oldest first.
    pub fn run(self, env: &mut Env, general: &General) -> Result<(), Failure> {
        let layout = self.rows.layout(env)?;
        let mut session = Session::open(env, general)?;
        let filter = self.filter(&session)?;
        let settings = session.store.settings.clone();
        let listing = session.store.listing()?;
        let pen = Pen {
            look: session.env.look(),
            colour: session.env.colour(),
            digits: shortest(&listing.entries),
            ages: session.ages(self.age.calendar_days)?,
        };
        let add = |rows: &mut DrawnRows<_>, case: &Outlined, (): &()| {
            let mut work = InboxRow::all(case);
            for row in &mut work {
                row.limit(&settings, &pen.ages);
            }
            work.retain(|row| filter.takes(row, &pen.ages));
            work.sort_by_key(|row| row.activity);
            for row in &work {
                // The oldest first; else as they come, by case and activity.
                let order = (Reverse(row.days(&pen.ages)), row.since.by_clock());
                // On a page rows say more than in a table.
                match layout.is_page() {
                    true => rows.tell(order, &row.page(&pen)),
                    false => rows.draw(order, row, &layout, &pen),
                }
            }
        };
        let many = Gathered::outlines(&mut session, &listing, |_| true, Default::default, add)?
            .with_misplaced(&session, &listing);
        let inbox = View {
            work: Drawn::in_order(many.parts.iter()),
            errors: many.errors,
            pen,
        };
        self.tell(session, &inbox, &layout)
    }

    fn tell(&self, session: Session, inbox: &View, layout: &Layout) -> Result<(), Failure> {
        let is_empty = inbox.work.is_empty() && inbox.errors.is_empty();
        match (layout.is_page(), is_empty) {
            (true, true) => session.env.say(&self.nothing()),
            (true, false) => session.env.answer(&inbox.page()),
            (false, _) => session.env.answer_rows(inbox, layout)?,
        }
        journal::tell_rows(session.env, &inbox.errors)
    }

    const fn is_narrowed(&self) -> bool {
        let Self { waits, age, .. } = self;
        !self.role.is_empty()
            || self.person.is_some()
            || self.entity.is_some()
            || waits.returned
            || waits.owed
            || waits.conflicts
            || age.older.is_some()
            || age.overdue
    }

    /// The message in place of an empty page.
    const fn nothing(&self) -> Text {
        if self.is_narrowed() {
            Text::of(
                "nada de lo que espera es como se pide; lo demás se ve con `ugat inbox`",
                "nothing that waits matches; `ugat inbox` shows the rest",
            )
        } else {
            Text::of("nada espera", "nothing waits")
        }
    }

    fn filter(&self, session: &Session) -> Result<Filter, Failure> {
        let store = &session.store;
        let roles = self.role.iter().map(|typed| role_named(store, typed));
        let named: Vec<RoleId> = roles.collect::<Result<_, Failure>>()?;
        let people = store.settings.people.as_ref();
        // Where the unit names its people, whoever asks sees what is theirs.
        let asked = match (&self.person, named.is_empty(), people) {
            (Some(typed), _, _) => Some(typed.clone()),
            (None, true, Some(_)) => session.env.actor().ok().map(|actor| actor.to_string()),
            _ => None,
        };
        let person = asked.as_deref().zip(people);
        let person = person.and_then(|(typed, people)| people.find(typed));
        let name = person.map(|person| person.name.to_string());
        let mut waits = Vec::new();
        waits.extend(self.waits.owed.then_some(Waits::Owed));
        waits.extend(self.waits.conflicts.then_some(Waits::Conflict));
        if waits.is_empty() {
            waits.push(Waits::Ready);
        }
        Ok(Filter {
            waits,
            roles: match (named.is_empty(), person) {
                (false, _) => Some(named),
                (true, Some(person)) => Some(person.roles_on(session.today()?)),
                (true, None) => self.person.as_ref().map(|_| Vec::new()),
            },
            person: name.or_else(|| self.person.clone()),
            entity: Part::of(self.entity.as_deref()),
            older: days(self.age.older.as_deref())?,
            returned: self.waits.returned,
            overdue: self.age.overdue,
        })
    }
}

impl Filter {
    fn takes(&self, row: &InboxRow, ages: &Ages) -> bool {
        let in_time = row.days(ages) < self.older || (self.overdue && !row.is_overdue(ages));
        if in_time {
            return false;
        }
        let entity = self.entity.is_in(row.entity);
        // What was given to somebody is theirs alone; what was given to nobody is of its roles.
        let theirs = match (&self.person, &row.assigned) {
            (Some(person), Some(_)) => row.is_assigned_to(person),
            _ => self.roles.as_ref().is_none_or(|roles| row.is_for(roles)),
        };
        let open = row.waits == Waits::Conflict || theirs;
        self.waits.contains(&row.waits) && entity && open && (row.returned || !self.returned)
    }
}

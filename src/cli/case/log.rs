//! `ugat case log`: what happened in a case, or the acts of several as rows.

use std::sync::Arc;

use chrono::NaiveDate;
use clap::Args;

use crate::cli::General;
use crate::cli::case::which::Named;
use crate::cli::env::Env;
use crate::cli::failure::{Failure, journal};
use crate::cli::help::{Value, both, examples};
use crate::cli::input::period::period;
use crate::cli::input::typed::day;
use crate::cli::session::Session;
use crate::cli::session::gathered::Gathered;
use crate::cli::session::people::known_as_filter;
use crate::cli::session::rows::Rows;
use crate::engine::{Case, Marks};
use crate::model::Line;
use crate::store::{Record, Store};
use crate::view::report::Period;
use crate::view::{ActList, ActRow, CaseState, Drawn, DrawnRows, Format, Layout, LogView, Pen};
use crate::words::{Text, matching};

#[derive(Debug, Args)]
#[command(
    about = both!(
        "Muestra todo lo ocurrido en un caso, o los actos de varios en una tabla",
        "Show all that happened in a case, or the acts of several in a table"
    ),
    long_about = both!(
        "Un solo caso se lee como una página. De varios, o con un filtro, se dan los actos, uno por \
         fila y por el tiempo en que ocurrieron según su última corrección; los días son los de la \
         unidad.",
        "A single case reads as a page. Of several, or with a filter, the acts are given, one a row \
         and by the time at which they happened as last corrected; days are those of the unit."
    ),
    after_help = examples!(
        "Lo ocurrido en toda la unidad desde un día, para un guion",
        "What happened in the whole unit since a day, for a script" =>
            "ugat case log --all --since 2026-03-01 --format ndjson"
    )
)]
pub struct Log {
    #[arg(value_name = Value::Case, required_unless_present = "all", help = both!(
        "Los casos: código o su comienzo, referencia, o `.` si hay uno solo abierto",
        "The cases: id or the start of it, reference, or `.` for the only open one"
    ))]
    pub cases: Vec<String>,
    #[arg(long, conflicts_with = "cases", help = both!(
        "Todos los casos del registro",
        "All cases of the store"
    ))]
    pub all: bool,
    #[command(flatten)]
    pub acts: Acts,
    #[command(flatten)]
    pub which: Named,
    #[command(flatten)]
    pub rows: Rows,
}

// Which acts are asked for.
#[derive(Debug, Args)]
pub struct Acts {
    #[arg(long, value_name = Value::Date, help = both!(
        "Solo lo ocurrido desde este día, con él",
        "Only what happened from this day on, with it"
    ))]
    pub since: Option<String>,
    #[arg(long, value_name = Value::Date, help = both!(
        "Solo lo ocurrido hasta este día, con él",
        "Only what happened up to this day, with it"
    ))]
    pub until: Option<String>,
    #[arg(long, value_name = Value::Date, help = both!(
        "Solo lo registrado desde este día, con él",
        "Only what was recorded from this day on, with it"
    ))]
    pub recorded_since: Option<String>,
    #[arg(long, value_name = Value::Name, help = both!(
        "Solo lo que hizo esta persona",
        "Only what this person did"
    ))]
    pub person: Option<String>,
}

/// The same as it is compared.
struct Filter {
    period: Period,
    recorded_since: Option<NaiveDate>,
    person: Option<String>,
}

impl Acts {
    const fn is_narrow(&self) -> bool {
        self.since.is_some()
            || self.until.is_some()
            || self.recorded_since.is_some()
            || self.person.is_some()
    }

    fn filter(&self, store: &Store) -> Result<Filter, Failure> {
        let recorded = self.recorded_since.as_deref();
        let name = |typed: &str| {
            let people = store.settings.people.as_ref();
            let known = people.and_then(|people| people.find(typed));
            matching(known.map_or(typed, |person| person.name.as_str()))
        };
        Ok(Filter {
            period: period(self.since.as_deref(), self.until.as_deref())?,
            recorded_since: recorded
                .map(|typed| day("--recorded-since", typed))
                .transpose()?,
            person: self.person.as_deref().map(name),
        })
    }
}

impl Filter {
    fn takes(&self, case: &Case, place: usize) -> bool {
        let event = case.event(place);
        let recorded = || case.zone().day_of(&event.rec);
        self.period.holds(case.day(place))
            && self.recorded_since.is_none_or(|since| since <= recorded())
            && (self.person.as_ref()).is_none_or(|person| matching(event.by.as_str()) == *person)
    }
}

impl Log {
    /// Tells what happened: in one case as a page, in several as rows.
    pub fn run(self, env: &mut Env, general: &General) -> Result<(), Failure> {
        let layout = self.rows.layout(env)?;
        let session = Session::open(env, general)?;
        match self.cases.as_slice() {
            [only] if !self.acts.is_narrow() && !self.which.is_narrowed() => {
                one(session, only, &layout)
            }
            _ => self.several(session, &layout),
        }
    }

    fn several(&self, mut session: Session, layout: &Layout) -> Result<(), Failure> {
        let (listing, names) = session.store.listing_and_names()?;
        let mut entries = session.chosen(&listing, &self.cases)?;
        let which = self.which.asked(&session.store, &listing.entries)?;
        entries.retain(|entry| which.procedure.takes(entry));
        let filter = self.acts.filter(&session.store)?;
        if let Some(person) = &self.acts.person {
            known_as_filter(&mut session, &listing, person)?;
        }
        let pen = Pen {
            look: session.env.look(),
            colour: session.env.colour(),
            names: Arc::new(names),
            ages: session.ages(true)?,
        };
        let store = Arc::clone(&session.store);
        let add = |rows: &mut DrawnRows<_>, record: &Record| {
            let case = record.case();
            let entities = case.entities().into_iter().map(Line::as_str);
            if !which.takes(entities, case.labels(), CaseState::of(&case.standing())) {
                return;
            }
            let places = (0..case.events().len()).filter(|place| filter.takes(&case, *place));
            let places: Vec<usize> = places.collect();
            if !places.is_empty() {
                let marks = Marks::of(&case, &store.settings);
                for row in ActRow::all(&record.id, &case, &marks, places) {
                    // Those of one time as they come, by case.
                    rows.draw(row.when(), &row, layout, &pen);
                }
            }
        };
        let mut many = Gathered::records(&mut session, &entries, DrawnRows::default, add)?;
        if self.all {
            many = many.with_misplaced(&session, &listing);
        }
        let list = ActList {
            events: Drawn::in_order(many.parts.iter()),
            errors: many.errors,
            pen: pen.clone(),
        };
        if layout.is_page() && list.events.is_empty() && list.errors.is_empty() {
            let none = Text::of("ningún acto cumple lo solicitado", "no act matches");
            session.env.say(&none);
        } else {
            session.env.answer_rows(&list, layout)?;
        }
        journal::tell_rows(session.env, &list.errors)
    }
}

fn one(mut session: Session, named: &str, layout: &Layout) -> Result<(), Failure> {
    let record = session.record(named)?;
    let case = record.case();
    let marks = Marks::of(&case, &session.store.settings);
    let view = LogView::of(&record.id, &case, &marks).with_damage(journal::lines(&record.journal));
    if layout.is_page() {
        let page = view.page(&session.telling()?);
        session.env.answer_page(&page);
    } else {
        session.env.answer_rows(&view, layout)?;
    }
    if layout.format == Format::Table {
        journal::tell_newer(session.env, &record);
        journal::sound(&record)
    } else {
        journal::tell(session.env, &record)
    }
}

//! `ugat case outputs`: what cases have left, and what they owe.

use clap::Args;

use crate::cli::General;
use crate::cli::case::known::{kind_named, role_named};
use crate::cli::env::Env;
use crate::cli::failure::{Failure, journal};
use crate::cli::help::{CALENDAR_DAYS, REVEAL, Value, both, examples};
use crate::cli::input::typed::days;
use crate::cli::session::Session;
use crate::cli::session::gathered::Gathered;
use crate::cli::session::rows::Rows;
use crate::model::{Ages, OutputKind, RoleId};
use crate::store::{FileState, Record, Store, file_state};
use crate::view::{Check, Layout, OutputView, OutputsList, OutputsRow, OutputsView, Reveal};
use crate::words::{Text, counted};

#[derive(Debug, Args)]
#[command(
    about = both!(
        "Lista las salidas de un caso, de varios o de todos",
        "List the outputs of one case, of several or of all"
    ),
    after_help = examples!(
        "Lo que falta entregar", "What is still to be given" => "ugat case outputs 7q3k --missing";
        "Lo que se debe hace diez días o más", "What has been owed for ten days or more" =>
            "ugat case outputs --all --missing --older 10d"
    )
)]
pub struct Outputs {
    #[arg(value_name = Value::Case, required_unless_present = "all", help = both!(
        "Uno o más casos",
        "One case or more"
    ))]
    pub cases: Vec<String>,
    #[arg(long, conflicts_with = "cases", help = both!("Todos los casos", "All cases"))]
    pub all: bool,
    #[arg(long, help = both!(
        "Compara los archivos con su SHA-256 registrado",
        "Compare the files with the SHA-256 recorded"
    ))]
    pub check: bool,
    #[arg(long, help = REVEAL)]
    pub reveal: bool,
    #[command(flatten)]
    pub asked: Asked,
    #[command(flatten)]
    pub rows: Rows,
}

// What a list of outputs is narrowed to.
#[derive(Debug, Args)]
pub struct Asked {
    #[arg(long, help = both!("Solo las pendientes", "Only those owed"))]
    pub missing: bool,
    #[arg(long, value_name = Value::Kind, help = both!(
        "Solo las de este tipo, por clave o nombre",
        "Only those of this kind, by key or name"
    ))]
    pub kind: Option<String>,
    #[arg(long, value_name = Value::Role, help = both!(
        "Solo las que deja este rol, por clave o nombre",
        "Only those that this role leaves, by key or name"
    ))]
    pub role: Option<String>,
    #[arg(long, value_name = Value::Days, help = both!(
        "Solo las de hace tantos días o más, como `10d`",
        "Only those of so many days ago or more, such as `10d`"
    ))]
    pub older: Option<String>,
    #[arg(long, help = CALENDAR_DAYS)]
    pub calendar_days: bool,
}

/// The same as it is compared.
struct Filter {
    missing: bool,
    kind: Option<OutputKind>,
    role: Option<RoleId>,
    older: u32,
    ages: Ages,
}

impl Asked {
    const fn is_narrow(&self) -> bool {
        self.kind.is_some() || self.role.is_some() || self.older.is_some()
    }

    fn filter(&self, session: &Session) -> Result<Filter, Failure> {
        let store = &session.store;
        let kind = self.kind.as_deref();
        let role = self.role.as_deref();
        Ok(Filter {
            missing: self.missing,
            kind: kind.map(|typed| kind_named(store, typed)).transpose()?,
            role: role.map(|typed| role_named(store, typed)).transpose()?,
            older: days("--older", self.older.as_deref())?.unwrap_or(0),
            ages: session.ages(self.calendar_days)?,
        })
    }
}

impl Filter {
    fn takes(&self, row: &OutputsRow) -> bool {
        (row.output.missing || !self.missing)
            && self.kind.as_ref().is_none_or(|kind| row.is_of(kind))
            && self.role.as_ref().is_none_or(|role| row.is_for(role))
            && row.age >= self.older
    }
}

impl Outputs {
    /// Lists what cases have left and what they owe: one as a page, several as rows.
    pub fn run(self, env: &mut Env, general: &General) -> Result<(), Failure> {
        let layout = self.rows.layout(env)?;
        let session = Session::open(env, general)?;
        match self.cases.as_slice() {
            [only] if !self.asked.is_narrow() => self.one(session, only, &layout),
            _ => self.several(session, &layout),
        }
    }

    const fn reveals(&self) -> Reveal {
        if self.reveal {
            Reveal::Personal
        } else {
            Reveal::Nothing
        }
    }

    /// Compares the files where that is asked for; fails where one is not what the case says, else
    /// where one cannot be read.
    fn checked<'o>(
        &self,
        store: &Store,
        outputs: impl IntoIterator<Item = &'o mut OutputView>,
    ) -> Result<(), Failure> {
        let (mut unread, mut altered) = (Ok(()), 0);
        for output in outputs.into_iter().filter(|_| self.check) {
            let Some(file) = output.file.as_deref() else {
                continue;
            };
            match file_state(store, file, output.sha256) {
                Ok(state) => output.check = Some(in_view(state)),
                Err(fault) => unread = Err(fault.into()),
            }
            altered += usize::from(output.is_altered());
        }
        match altered {
            0 => unread,
            altered => Err(not_as_recorded(altered)),
        }
    }

    fn one(&self, mut session: Session, named: &str, layout: &Layout) -> Result<(), Failure> {
        let record = session.record(named)?;
        let case = record.case();
        let mut view = OutputsView::revealing(&record.id, &case, self.reveals());
        if self.asked.missing {
            view = view.missing();
        }
        let checked = self.checked(&session.store, &mut view.outputs);
        if layout.is_page() {
            let page = view.page(&case, &session.telling()?);
            session.env.answer_page(&page);
        } else {
            session.env.answer_rows(&view, layout)?;
        }
        journal::tell(session.env, &record)?;
        checked
    }

    fn several(&self, mut session: Session, layout: &Layout) -> Result<(), Failure> {
        let (listing, names) = session.store.listing_and_names()?;
        let entries = session.chosen(&listing, &self.cases)?;
        let filter = self.asked.filter(&session)?;
        let reveal = self.reveals();
        let add = |outputs: &mut Vec<OutputsRow>, record: &Record| {
            let rows = OutputsRow::all(&record.id, &record.case(), reveal, &filter.ages);
            outputs.extend(rows.into_iter().filter(|row| filter.takes(row)));
        };
        let mut many = Gathered::records(&mut session, &entries, Vec::new, add)?;
        if self.all {
            many = many.with_misplaced(&session, &listing);
        }
        let mut list = OutputsList {
            outputs: many.parts.into_iter().flatten().collect(),
            errors: many.errors,
            names,
            as_of: filter.ages.today,
            days: filter.ages.unit(),
        };
        let outputs = list.outputs.iter_mut().map(|row| &mut row.output);
        let checked = self.checked(&session.store, outputs);
        let nothing = list.outputs.is_empty() && list.errors.is_empty();
        if nothing && layout.is_page() {
            let none = Text::of("ninguna salida cumple lo solicitado", "no output matches");
            session.env.say(&none);
        } else {
            session.env.answer_rows(&list, layout)?;
        }
        journal::tell_rows(session.env, &list.errors)?;
        checked
    }
}

const fn in_view(state: FileState) -> Check {
    match state {
        FileState::Unchanged => Check::Unchanged,
        FileState::Changed { .. } => Check::Changed,
        FileState::NotThere => Check::NotThere,
        FileState::Outside => Check::Outside,
    }
}

fn not_as_recorded(altered: usize) -> Failure {
    Failure::damaged(
        "file-altered",
        counted(
            altered,
            [
                "archivo no es el que se registró",
                "archivos no son los que se registraron",
            ],
            [
                "file is not what was recorded",
                "files are not what was recorded",
            ],
        ),
    )
}

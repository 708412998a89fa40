//! What a report is asked for, and the answer.

use clap::Args;

use crate::cli::General;
use crate::cli::case::Wanted;
use crate::cli::env::Env;
use crate::cli::failure::{Failure, journal};
use crate::cli::help::{LABEL, Value, both};
use crate::cli::input::choice::{Choice, named};
use crate::cli::input::period::period;
use crate::cli::input::typed::past_day;
use crate::cli::report::counting::Counting;
use crate::cli::session::Session;
use crate::cli::session::due::Due;
use crate::cli::session::rows::Rows;
use crate::model::{LabelFilter, ShortNames};
use crate::text;
use crate::view::report::{Beside as _, By, Lens, Measure, ReportView};
use crate::view::{Layout, Rows as _};
use crate::words::{Text, matching};

// What a report is asked for: of every report the same.
#[derive(Debug, Args)]
pub struct Asked {
    #[arg(long, value_name = Value::Procedure, help = both!(
        "Solo los casos de este procedimiento",
        "Only cases of this procedure"
    ))]
    pub procedure: Option<String>,
    #[arg(long, value_name = Value::Entity, help = both!(
        "Solo los casos de una entidad con esto en su nombre",
        "Only cases of an entity with this in its name"
    ))]
    pub entity: Option<String>,
    #[arg(long, value_name = Value::Label, help = LABEL)]
    pub label: Vec<String>,
    #[arg(long, value_name = Value::Date, help = both!(
        "Solo lo que cuenta desde este día, con él",
        "Only what counts from this day on, with it"
    ))]
    pub since: Option<String>,
    #[arg(long, value_name = Value::Date, help = both!(
        "Solo lo que cuenta hasta este día, con él",
        "Only what counts up to this day, with it"
    ))]
    pub until: Option<String>,
    #[arg(long, value_name = Value::Date, help = both!(
        "Como estaban los casos ese día, según lo ocurrido hasta entonces",
        "As the cases were on that day, by what had happened until then"
    ))]
    pub as_of: Option<String>,
    #[arg(long, value_name = Value::Grouping, value_delimiter = ',', help = both!(
        "Por qué se agrupa; varias, separadas por comas",
        "By what it is grouped; several, separated by commas"
    ))]
    pub by: Vec<String>,
    #[command(flatten)]
    pub due: Due,
    #[command(flatten)]
    pub rows: Rows,
}

impl Asked {
    /// Counts the cases of the store.
    pub fn run<M: Measure>(&self, env: &mut Env, general: &General) -> Result<(), Failure> {
        self.counted::<M>(env, general, |_, _, _, _| Ok(false))
    }

    /// The same, unless something else of it is told.
    pub fn counted<M: Measure>(
        &self,
        env: &mut Env,
        general: &General,
        tell_other: impl FnOnce(&mut Env, &ReportView<M>, &Layout, &ShortNames) -> Result<bool, Failure>,
    ) -> Result<(), Failure> {
        let layout = self.rows.layout(env)?;
        let by = self.grouping::<M>()?;
        let mut session = Session::open(env, general)?;
        let (lens, is_past) = self.lens(&session, by)?;
        let (listing, names) = session.store.listing_and_names()?;
        let is_empty = listing.entries.is_empty();
        let asked = self.procedure.as_deref();
        let wanted = Wanted::of(&session.store, asked, &listing.entries)?;
        let counting = match is_past {
            false => Counting::<M>::now(&mut session, &listing, &wanted, &lens)?,
            true => Counting::as_of(&mut session, &listing, &wanted, &lens)?,
        };
        let view = ReportView::of(counting.groups, &lens, counting.errors);
        if tell_other(session.env, &view, &layout, &names)? {
            return journal::tell_rows(session.env, &view.errors);
        }
        tell(session, &view, &layout, (is_empty, &names))
    }

    fn grouping<M: Measure>(&self) -> Result<Vec<By>, Failure> {
        let choices: Vec<Choice> = M::CHOICES
            .iter()
            .map(|by| Choice::new(by.key(), by.name()))
            .collect();
        let name = M::NAME;
        let what = text!(
            "una forma de agrupar `report {name}`",
            "a grouping of `report {name}`"
        );
        let asked = self.by.iter().map(|typed| {
            let place = named("unknown-grouping", (&what, "--by "), typed, &choices)?;
            Ok(M::CHOICES[place])
        });
        let asked = asked.collect::<Result<Vec<By>, Failure>>()?;
        Ok(M::dimensions(&asked))
    }

    /// What the cases are counted by, and whether as of a past day.
    fn lens(&self, session: &Session, by: Vec<By>) -> Result<(Lens, bool), Failure> {
        let mut ages = self.due.ages(session)?;
        let typed = self.as_of.as_deref();
        let as_of = typed.map(|typed| past_day("--as-of", typed, ages.today));
        let as_of = as_of.transpose()?;
        ages.today = as_of.unwrap_or(ages.today);
        let lens = Lens {
            ages,
            period: period(self.since.as_deref(), self.until.as_deref())?,
            by,
            entity: self.entity.as_deref().map(matching),
            labels: LabelFilter::of(&self.label),
            due: self.due.filter()?,
            settings: session.store.settings.clone(),
        };
        Ok((lens, as_of.is_some()))
    }
}

fn tell<M: Measure>(
    session: Session,
    view: &ReportView<M>,
    layout: &Layout,
    (is_empty, names): (bool, &ShortNames),
) -> Result<(), Failure> {
    let below = match layout.is_page() {
        true => view.beside.page(session.env.look(), names),
        false => String::new(),
    };
    let is_blank = layout.is_page() && view.rows().is_empty() && view.errors.is_empty();
    if !is_blank {
        session.env.answer_rows(view, layout)?;
        session.env.answer_page(&below);
    } else if below.is_empty() {
        session.env.say(&none(is_empty));
    } else {
        session.env.answer_page(below.trim_start());
    }
    journal::tell_rows(session.env, &view.errors)
}

/// The message where nothing is as it is asked for.
pub const NOTHING: Text = Text::of(
    "no hay nada que contar de lo que se pide",
    "there is nothing to count of what is asked for",
);

/// The message in place of an empty table.
const fn none(is_empty: bool) -> Text {
    if is_empty {
        Text::of(
            "no hay casos; se inicia uno con `ugat case start PROC --entity ENTIDAD`",
            "there are no cases; start one with `ugat case start PROC --entity ENTITY`",
        )
    } else {
        NOTHING
    }
}

use clap::Args;

use crate::cli::General;
use crate::cli::env::Env;
use crate::cli::failure::{Failure, journal};
use crate::cli::help::{CASE, Value, both};
use crate::cli::session::Session;
use crate::cli::session::rows::Rows;
use crate::engine::Marks;
use crate::view::{Format, LogView};

#[derive(Debug, Args)]
#[command(about = both!("Muestra todo lo ocurrido en un caso", "Show all that happened in a case"))]
pub struct Log {
    #[arg(value_name = Value::Case, help = CASE)]
    pub case: String,
    #[command(flatten)]
    pub rows: Rows,
}

impl Log {
    /// Tells all that happened in a case, in order.
    pub fn run(self, env: &mut Env, general: &General) -> Result<(), Failure> {
        let layout = self.rows.layout(env)?;
        let mut session = Session::open(env, general)?;
        let record = session.record(&self.case)?;
        let case = record.case();
        let marks = Marks::of(&case, &session.store.settings);
        let view =
            LogView::of(&record.id, &case, &marks).with_damage(journal::lines(&record.journal));
        if layout.is_page() {
            let page = view.page(&session.telling()?);
            session.env.answer_page(&page);
        } else {
            session.env.answer_rows(&view, &layout)?;
        }
        if layout.format == Format::Table {
            journal::tell_newer(session.env, &record);
            journal::sound(&record)
        } else {
            journal::tell(session.env, &record)
        }
    }
}

//! How due days and ages are asked for, in every command that lists or counts work.

use clap::Args;

use crate::cli::failure::Failure;
use crate::cli::help::{CALENDAR_DAYS, Value, both};
use crate::cli::input::typed::days;
use crate::cli::session::Session;
use crate::model::{Ages, DueFilter};

// Which due days, and in which days they are counted.
#[derive(Debug, Default, Args)]
pub struct Due {
    #[arg(long, help = both!("Solo lo que pasó de su plazo", "Only what is past its limit"))]
    pub overdue: bool,
    #[arg(long, value_name = Value::Days, help = both!(
        "Solo lo que vence en tantos días o antes, y lo vencido: `5d`",
        "Only what is due within so many days, and what is overdue: `5d`"
    ))]
    pub due_within: Option<String>,
    #[arg(long, help = CALENDAR_DAYS)]
    pub calendar_days: bool,
}

impl Due {
    pub const fn is_narrowed(&self) -> bool {
        self.overdue || self.due_within.is_some()
    }

    pub fn filter(&self) -> Result<DueFilter, Failure> {
        Ok(DueFilter {
            overdue: self.overdue,
            within: days("--due-within", self.due_within.as_deref())?,
        })
    }

    /// How ages are told.
    pub fn ages(&self, session: &Session) -> Result<Ages, Failure> {
        session.ages(self.calendar_days)
    }
}

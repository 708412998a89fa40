//! The manual as data: what it holds besides its procedures.

use chrono::NaiveDate;

use crate::model::{Approval, ProcedureId, Reading};
use crate::words::Text;

/// What a manual holds besides its procedures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Manual {
    pub code: String,
    pub version: u32,
    pub title: Text,
    pub approved: Approval,
    pub clauses: Vec<Clause>,
    pub norms: Vec<Norm>,
    pub changes: Vec<Revised>,
    pub manuals: Vec<OtherManual>,
    pub terms: Vec<Term>,
    /// Abbreviations that it never expands.
    pub unexplained: Vec<String>,
    /// Readings of the manual as a whole.
    pub readings: Vec<Reading>,
}

/// A numeral of the manual, in our own words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clause {
    pub numeral: String,
    pub title: Text,
    pub text: Text,
}

/// A legal norm that the manual rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Norm {
    pub name: Text,
    pub on: NaiveDate,
}

/// A line of the manual's change control: a procedure's number of activities, before and now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revised {
    pub procedure: ProcedureId,
    pub before: u32,
    pub now: u32,
}

/// Another manual that some activities follow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OtherManual {
    pub name: Text,
    /// The activities that name it.
    pub by: Text,
}

/// A term that the manual defines, or an abbreviation that it expands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    pub name: Text,
    pub text: Text,
    /// Whether the meaning is inferred from the rest of the manual.
    pub inferred: bool,
}

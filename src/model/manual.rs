//! The manual as data: what it holds besides its procedures.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::model::{Approval, ProcedureId, Reading};
use crate::words::Text;

/// What a manual holds besides its procedures, as its file has it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'static"))]
pub struct Manual {
    pub code: String,
    pub version: u32,
    pub title: Text,
    pub approved: Approval,
    #[serde(rename = "clause")]
    pub clauses: Vec<Clause>,
    #[serde(rename = "norm")]
    pub norms: Vec<Norm>,
    #[serde(rename = "change")]
    pub changes: Vec<Revised>,
    #[serde(rename = "manual")]
    pub manuals: Vec<OtherManual>,
    #[serde(rename = "term")]
    pub terms: Vec<Term>,
    /// Abbreviations that it never expands.
    pub unexplained: Vec<String>,
    /// Readings of the manual as a whole.
    #[serde(rename = "reading")]
    pub readings: Vec<Reading>,
}

/// A numeral of the manual, in our own words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'static"))]
pub struct Clause {
    pub numeral: String,
    pub title: Text,
    pub text: Text,
}

/// A legal norm that the manual rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'static"))]
pub struct Norm {
    pub name: Text,
    pub on: NaiveDate,
}

/// A line of the manual's change control: a procedure's number of activities, before and now.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Revised {
    pub procedure: ProcedureId,
    pub before: u32,
    pub now: u32,
}

/// Another manual that some activities follow.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'static"))]
pub struct OtherManual {
    pub name: Text,
    /// The activities that name it.
    #[serde(rename = "where")]
    pub by: Text,
}

/// A term that the manual defines, or an abbreviation that it expands.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'static"))]
pub struct Term {
    pub name: Text,
    pub text: Text,
    /// Whether the meaning is inferred from the rest of the manual.
    #[serde(default)]
    pub inferred: bool,
}

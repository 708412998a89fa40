//! Who acted, on whose behalf and when.

use chrono::NaiveDate;
use serde::Serialize;

use crate::engine::Case;
use crate::model::Event;
use crate::text;
use crate::words::{Text, date};

/// On whose behalf somebody acted, and by what authority. Null where it was for nobody else.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Behalf {
    #[serde(rename = "for")]
    other: Option<String>,
    authority: Option<String>,
}

impl Behalf {
    pub fn of(event: &Event) -> Self {
        Self {
            other: event.on_behalf.as_ref().map(ToString::to_string),
            authority: event.authority.as_ref().map(ToString::to_string),
        }
    }

    /// Who acted, on whose behalf: «Luis Poma en nombre de Ana Quispe (MEM-3/2026)».
    pub fn of_whom(&self, by: &str) -> Text {
        let authority = self.authority.as_ref();
        let authority = authority.map_or_else(String::new, |text| format!(" ({text})"));
        match &self.other {
            Some(other) => text!(
                "{by} en nombre de {other}{authority}",
                "{by} on behalf of {other}{authority}"
            ),
            None => Text::same(format!("{by}{authority}")),
        }
    }
}

/// When something was done, by whom, and on whose behalf.
#[derive(Clone, Debug, Serialize)]
pub struct Signed {
    pub at: String,
    pub by: String,
    #[serde(flatten)]
    pub behalf: Behalf,
    #[serde(skip)]
    day: NaiveDate,
}

impl Signed {
    pub fn of(case: &Case, place: usize) -> Self {
        let event = case.event(place);
        Self {
            at: case.at(place).to_string(),
            by: event.by.to_string(),
            behalf: Behalf::of(event),
            day: case.day(place),
        }
    }

    pub fn who(&self) -> Text {
        self.behalf.of_whom(&self.by)
    }

    pub fn day(&self) -> Text {
        date(self.day)
    }

    /// What was done, by whom and when.
    pub fn under(&self, did: &Text) -> Text {
        signed(did, &self.who(), &self.day())
    }
}

/// `completó 5 · Enviar el plan: Luis Poma, 02/03/2026`.
pub fn signed(did: &Text, by: &Text, day: &Text) -> Text {
    text!("{did}: {by}, {day}", "{did}: {by}, {day}"; did, by, day)
}

/// Who acted in an event, on whose behalf.
pub fn who(event: &Event) -> Text {
    Behalf::of(event).of_whom(event.by.as_str())
}

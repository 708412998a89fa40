use serde::Serialize;

use crate::model::Event;
use crate::text;
use crate::words::Text;

/// On whose behalf somebody acted, and by what authority; left out of JSON where on nobody's.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Behalf {
    #[serde(rename = "for", skip_serializing_if = "Option::is_none")]
    other: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
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

/// Who acted in an event, on whose behalf.
pub fn who(event: &Event) -> Text {
    Behalf::of(event).of_whom(event.by.as_str())
}

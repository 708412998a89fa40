use serde::Serialize;

use crate::engine::Case;
use crate::model::EventId;

/// An act by which an output is not given, or no longer.
#[derive(Clone, Debug, Serialize)]
pub struct Withdrawal {
    pub event: EventId,
    pub reason: String,
}

impl Withdrawal {
    pub fn of(case: &Case, place: usize) -> Self {
        let event = case.event(place);
        Self {
            event: event.id,
            reason: event
                .did
                .reason()
                .map_or_else(String::new, ToString::to_string),
        }
    }
}

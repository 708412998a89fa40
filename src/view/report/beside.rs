use serde::Serialize;

use crate::model::ShortNames;
use crate::view::Look;

/// What a report tells beside its groups.
pub trait Beside: Clone + Default + Serialize + Send {
    fn merge(&mut self, other: Self);

    /// Puts it in the order in which it is told.
    fn order(&mut self);

    /// What a page says below the table.
    fn page(&self, look: Look, names: &ShortNames) -> String;
}

/// Of a report that tells nothing else.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Nothing {}

impl Beside for Nothing {
    fn merge(&mut self, _: Self) {}

    fn order(&mut self) {}

    fn page(&self, _: Look, _: &ShortNames) -> String {
        String::new()
    }
}

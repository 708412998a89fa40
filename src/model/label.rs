//! Labels: words of a unit's own by which it tells its cases apart.

use crate::model::Line;
use crate::words::matching;

/// Which labels a case is to have: all of these, whatever their case and accents.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LabelFilter(Vec<String>);

impl LabelFilter {
    pub fn of(typed: &[String]) -> Self {
        Self(typed.iter().map(|label| matching(label)).collect())
    }

    pub fn takes(&self, labels: &[Line]) -> bool {
        self.0.iter().all(|wanted| {
            let mut labels = labels.iter();
            labels.any(|label| matching(label.as_str()) == *wanted)
        })
    }
}

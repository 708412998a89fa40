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

    pub fn takes<'l>(&self, labels: impl IntoIterator<Item = &'l Line> + Clone) -> bool {
        self.0.iter().all(|wanted| {
            let mut labels = labels.clone().into_iter();
            labels.any(|label| matching(label.as_str()) == *wanted)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::LabelFilter;
    use crate::model::Line;

    #[test]
    fn a_case_has_all_labels_that_are_asked_for_however_they_are_spelled() {
        let labels = ["Urgente", "Plan 2026"].map(Line::recorded);
        let takes = |typed: &[&str]| {
            let typed: Vec<String> = typed.iter().copied().map(str::to_owned).collect();
            LabelFilter::of(&typed).takes(&labels)
        };
        assert!(takes(&[]) && takes(&["plan  2026"]) && takes(&["URGENTE", "plan 2026"]));
        assert!(!takes(&["plan"]) && !takes(&["urgente", "legal"]));
    }
}

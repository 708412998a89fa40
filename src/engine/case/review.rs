//! To which activities a review may return work: those of its definition that the case did.

use crate::engine::{Case, Outcome};
use crate::model::ActivityNumber;

impl Case<'_> {
    /// The activities to which a review may return work, in the order of the definition: never one
    /// that this case did not do, as nobody could do it again.
    pub fn returns_to(&self, review: ActivityNumber) -> Vec<ActivityNumber> {
        let targets = match self.procedure().activity(review) {
            Some(activity) if !activity.review.is_empty() => &activity.review,
            Some(_) | None => return Vec::new(),
        };
        let done = self.done();
        let is_done = |target: &ActivityNumber| {
            let mut at = done.iter().filter(|done| self.is_done_at(done, *target));
            at.any(|done| matches!(done.outcome, Outcome::Done(_)))
        };
        targets.iter().copied().filter(is_done).collect()
    }
}

#[cfg(test)]
mod tests {
    use crate::model::ActivityNumber;
    use crate::testing::flow::{Sample, number, numbers};

    const TEXT: &str = "
        1: ? a 2, b 3
        2: 4
        3: 4
        4: < 2 3
    ";

    fn returns_to(sample: &Sample) -> Vec<ActivityNumber> {
        sample.case().returns_to(number(4))
    }

    #[test]
    fn a_review_returns_to_the_branch_that_was_taken() {
        let mut sample = Sample::of(TEXT);
        assert_eq!(returns_to(&sample), []);
        sample.complete("a", 1, &["b"]);
        sample.complete("b", 3, &[]);
        assert_eq!(returns_to(&sample), numbers(&[3]));
        assert_eq!(sample.case().returns_to(number(3)), []);
        sample.send_back("c", 4, 3);
        sample.complete("d", 3, &[]);
        assert_eq!(returns_to(&sample), numbers(&[3]));
    }
}

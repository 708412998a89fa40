use std::borrow::Cow;

use serde::{Serialize, Serializer};
use serde_json::value::RawValue;

use crate::model::{Digest, Procedure};
use crate::view::json;
use crate::words::Text;

/// The titles of activities as JSON spells them: of each definition once, for all its cases.
#[derive(Debug, Default)]
pub struct Titles(Vec<(Digest, Vec<Box<RawValue>>)>);

/// What an activity is called.
#[derive(Clone, Debug)]
pub struct Title<'a> {
    pub text: Cow<'a, Text>,
    /// The same as JSON, where it is spelled already.
    pub spelled: Option<&'a RawValue>,
}

impl Titles {
    /// Those of a definition, in order of activity.
    pub fn of(&mut self, procedure: &Procedure) -> &[Box<RawValue>] {
        let known = |(digest, _): &(Digest, _)| *digest == procedure.digest;
        let place = self.0.iter().position(known).unwrap_or_else(|| {
            let titles = procedure.activities.iter();
            let titles = titles.map(|activity| {
                let spelled = json(&activity.title);
                RawValue::from_string(spelled).expect("it was written as JSON")
            });
            self.0.push((procedure.digest, titles.collect()));
            self.0.len() - 1
        });
        &self.0[place].1
    }
}

impl From<Text> for Title<'_> {
    fn from(text: Text) -> Self {
        Self {
            text: Cow::Owned(text),
            spelled: None,
        }
    }
}

impl Serialize for Title<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.spelled {
            Some(spelled) => spelled.serialize(serializer),
            None => self.text.serialize(serializer),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::{Title, Titles};
    use crate::testing::procedures::{procedure, step};
    use crate::view::json;
    use crate::words::Text;

    #[test]
    fn a_title_is_the_same_json_however_it_is_spelled() {
        let mut one = procedure([step(1).next([2]), step(2)]);
        one.activities[1].title = Text::of("a\u{1b}\"é\"", "b\u{202e}");
        let mut other = one.clone();
        other.digest = crate::model::Digest::of(b"other");
        other.activities[0].title = Text::of("otro", "other");
        let mut titles = Titles::default();
        for procedure in [&one, &other, &one] {
            let spelled = titles.of(procedure);
            for (activity, spelled) in procedure.activities.iter().zip(spelled) {
                let text = Cow::Borrowed(&activity.title);
                let spelled = Some(&**spelled);
                let title = Title { text, spelled };
                assert_eq!(json(&title), json(&activity.title));
                assert_eq!(
                    serde_json::to_value(&title).expect("it is JSON"),
                    serde_json::to_value(&activity.title).expect("it is JSON")
                );
            }
            assert_eq!(spelled.len(), procedure.activities.len());
        }
    }
}

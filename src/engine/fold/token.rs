//! Tokens, and the ids of the work items that they make.

use crate::engine::fold::version::{Known, Name};
use crate::model::{ActivityNumber, AnswerKey, EventId, Few, ItemId};

/// A token: what left it, at which activity, and how it came.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Token {
    pub from: Origin,
    pub to: ActivityNumber,
    pub how: How,
}

/// What left a token.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// The start: the only event that goes into the id of an item.
    Start(EventId),
    /// A work item, with its activity if a flow leads from there to the token.
    Item(ItemId, Option<ActivityNumber>),
}

/// How a token came.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum How {
    Always,
    /// By the answers that chose the flow, in order of key.
    Answers(Few<AnswerKey>),
    /// By a return or a move, with the attempt of an undoing, else 0.
    Moved(u32),
}

impl Token {
    pub const fn source(&self) -> Option<ActivityNumber> {
        match self.from {
            Origin::Start(_) => None,
            Origin::Item(_, activity) => activity,
        }
    }

    /// The item that left it.
    const fn parent(&self) -> Option<ItemId> {
        match self.from {
            Origin::Start(_) => None,
            Origin::Item(item, _) => Some(item),
        }
    }

    pub const fn is_moved(&self) -> bool {
        matches!(self.how, How::Moved(_))
    }

    /// Appends its name to a text: what left it, and how it came.
    fn write_to(&self, text: &mut Name) {
        match self.from {
            Origin::Start(event) => text.extend_from_slice(&event.digits()),
            Origin::Item(item, _) => text.extend_from_slice(&item.digits()),
        }
        match &self.how {
            How::Always => text.extend_from_slice(b" always"),
            How::Moved(0) => text.extend_from_slice(b" moved"),
            How::Moved(attempt) => text.extend_from_slice(format!(" moved {attempt}").as_bytes()),
            How::Answers(answers) => {
                text.extend_from_slice(b" answers");
                for (place, key) in answers.iter().enumerate() {
                    text.push(if place == 0 { b' ' } else { b'+' });
                    text.extend_from_slice(key.as_str().as_bytes());
                }
            }
        }
        text.push(b'\n');
    }
}

/// The items that left these tokens.
pub fn parents(tokens: &[Token]) -> impl Iterator<Item = ItemId> {
    tokens.iter().filter_map(Token::parent)
}

/// The id of the item that these tokens make at an activity: a hash of the activity's first identity
/// and of the sorted tokens, so that the same causes give the same id in every clone.
pub fn item(activity: Known, tokens: &[Token]) -> ItemId {
    let mut text = Name::new();
    text.extend_from_slice(b"item ");
    activity.write_to(&mut text);
    text.push(b'\n');
    if let [only] = tokens {
        only.write_to(&mut text);
        return ItemId::of(&text);
    }
    let named = |token: &Token| {
        let mut name = Name::new();
        token.write_to(&mut name);
        name
    };
    let mut names: Vec<Name> = tokens.iter().map(named).collect();
    names.sort_unstable();
    for name in names {
        text.extend_from_slice(&name);
    }
    ItemId::of(&text)
}

#[cfg(test)]
mod tests {
    use super::{How, Origin, Token, item};
    use crate::engine::fold::version::{Known, Stage, known_as};
    use crate::model::{ActivityNumber, AnswerKey, EventId, Few, ItemId};

    fn activity(number: u8) -> ActivityNumber {
        ActivityNumber::new(number).expect("a number of an activity")
    }

    fn known(number: u8) -> Known {
        known_as(&[Stage::first(ItemId::of(b"version"))], activity(number))
    }

    #[test]
    fn the_name_of_an_item_is_the_hash_of_what_led_to_it() {
        let first = Token {
            from: Origin::Start(EventId::of(b"first")),
            to: activity(1),
            how: How::Always,
        };
        let text = format!("item 1\n{} always\n", EventId::of(b"first"));
        assert_eq!(item(known(1), &[first]), ItemId::of(text.as_bytes()));
    }

    #[test]
    fn the_order_of_tokens_does_not_matter_and_their_ways_do() {
        let token = |source: u8, how: How| Token {
            from: Origin::Item(ItemId::of(&[source]), Some(activity(source))),
            to: activity(9),
            how,
        };
        let key = |text| AnswerKey::parse(text).expect("a key");
        let (seven, eight) = (token(7, How::Always), token(8, How::Always));
        let both = item(known(9), &[seven.clone(), eight.clone()]);
        assert_eq!(both, item(known(9), &[eight.clone(), seven.clone()]));
        let ways = [
            How::Always,
            How::Moved(0),
            How::Moved(1),
            How::Moved(2),
            How::Answers(Few::from([key("cd")])),
            How::Answers(Few::from_vec(vec![key("cd"), key("iop")])),
        ];
        let mut names: Vec<_> = ways.map(|how| item(known(9), &[token(7, how)])).to_vec();
        names.push(both);
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), 7);
    }
}

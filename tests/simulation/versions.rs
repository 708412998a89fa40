//! A newer version of a procedure: the same with one more activity.

use ugat::engine::{Net, prove};
use ugat::model::{Activity, ActivityNumber, Digest};
use ugat::words::Text;

use crate::procedures::Sound;

/// The same procedure in which something has to be done before one of the activities, which moves
/// up with all that come after it; nothing where that would not be sound.
pub fn newer(old: &Sound, seed: u64) -> Option<Sound> {
    let count = u8::try_from(old.procedure.activities.len()).unwrap();
    let place = 2 + u8::try_from(seed % u64::from(count - 1)).unwrap();
    let mut procedure = old.procedure.clone();
    procedure.version += 1;
    procedure.digest = Digest::of(format!("{seed}").as_bytes());
    // What led to the one leads to the new one; a review still sends back to the one itself.
    let after = |number: ActivityNumber, from: u8| {
        let up = u8::from(number.get() >= from);
        ActivityNumber::new(number.get() + up).unwrap()
    };
    for activity in &mut procedure.activities {
        activity.number = after(activity.number, place);
        let answers = activity.question.iter_mut();
        let answers = answers.flat_map(|question| &mut question.answers);
        let targets = answers.map(|answer| &mut answer.next);
        for to in targets.chain([&mut activity.next]).flatten() {
            *to = after(*to, place + 1);
        }
        for to in &mut activity.review {
            *to = after(*to, place);
        }
    }
    let number = ActivityNumber::new(place)?;
    let added = Activity {
        number,
        title: Text::same("something new"),
        next: vec![ActivityNumber::new(place + 1)?],
        question: None,
        review: Vec::new(),
        result: None,
        outputs: Vec::new(),
        ..procedure.activities[0].clone()
    };
    procedure.activities.insert(number.index(), added);
    procedure.entity_from = after(procedure.entity_from, place);
    let net = Net::of(&procedure);
    prove(&procedure, &net).ok()?;
    Some(Sound { procedure, net })
}

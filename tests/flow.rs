//! The rule of flow on whole procedures: what is proved of them, and what is ready in every
//! marking that they can reach.

mod support {
    pub mod procedures;
}

use support::procedures::manual;
use ugat::engine::{Proof, prove};

#[test]
fn the_four_procedures_are_sound_and_each_has_its_own_number_of_markings() {
    #[track_caller]
    fn case(id: &str, markings: usize) {
        let sound = manual(id);
        let proof = prove(&sound.procedure, &sound.net);
        assert_eq!(proof, Ok(Proof { markings }), "{id}");
    }
    case("pr05", 113);
    case("pr06", 31);
    case("pr07", 305);
    case("pr09", 22);
}

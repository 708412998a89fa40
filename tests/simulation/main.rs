//! Many people on clones of one repository, simulated: in each world a few clones of one case act
//! at random and pull from each other at random, over the procedures of the manual and random
//! sound ones, and after every exchange of everything all of them must show the same.
//!
//! `UGAT_SIMULATION_ACTS` says how many acts are done (else as many as fit beside the other
//! tests), `UGAT_SIMULATION_SEED` which world is the first; a world that fails names its seed, and
//! that seed alone runs it again.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod beside;
#[path = "../properties/clones.rs"]
#[expect(dead_code, reason = "shared with the properties")]
mod clones;
mod invariants;
mod people;
#[path = "../properties/procedures.rs"]
#[expect(dead_code, reason = "shared with the properties")]
mod procedures;
mod union;
mod versions;
mod world;

use proptest::strategy::{Strategy as _, ValueTree as _};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use crate::procedures::{Sound, manual, random};
use crate::world::World;

/// As many acts as a build without optimisation does in well under a minute.
const ACTS: usize = 12_000;
/// Random procedures, beside the four.
const RANDOM: usize = 60;

#[expect(
    clippy::disallowed_methods,
    reason = "a test has no environment but the real one"
)]
fn setting(name: &str, otherwise: u64) -> u64 {
    let given = std::env::var(name).ok();
    given.map_or(otherwise, |text| text.parse().expect("a number"))
}

fn procedures() -> Vec<Sound> {
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[7; 32]);
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    let drawn = (0..RANDOM).map(|_| random().new_tree(&mut runner).unwrap().current());
    let four = ["pr05", "pr06", "pr07", "pr09"];
    four.map(manual).into_iter().chain(drawn).collect()
}

#[test]
fn after_every_exchange_of_everything_all_clones_show_the_same() {
    let procedures = procedures();
    let wanted = usize::try_from(setting("UGAT_SIMULATION_ACTS", ACTS as u64)).unwrap();
    let first = setting("UGAT_SIMULATION_SEED", 1);
    let (mut seed, mut acts) = (first, 0);
    while acts < wanted {
        // Every other world is one of the four.
        let place = usize::try_from(seed).unwrap();
        let sound = match seed % 2 {
            0 => &procedures[place / 2 % 4],
            _ => &procedures[4 + place / 2 % RANDOM],
        };
        let told = Told { seed };
        let newer = match seed.is_multiple_of(3) {
            true => versions::newer(sound, seed),
            false => Vec::new(),
        };
        acts += World::new(sound, &newer, seed).run();
        std::mem::forget(told);
        seed += 1;
    }
    let worlds = seed - first;
    assert!(acts >= wanted, "{acts} acts in {worlds} worlds");
}

/// Names the world that was under way when something failed.
struct Told {
    seed: u64,
}

impl Drop for Told {
    #[expect(
        clippy::disallowed_macros,
        clippy::print_stderr,
        reason = "it is said where the failure is"
    )]
    fn drop(&mut self) {
        let seed = self.seed;
        eprintln!("this world again: UGAT_SIMULATION_SEED={seed} UGAT_SIMULATION_ACTS=1");
    }
}

//! What people type for something else, in both languages, and what they are told: `mistyped.es.txt`
//! and `mistyped.en.txt` hold a call each and its whole answer. None of them changes anything.

use crate::world::World;

#[test]
fn what_is_typed_wrongly_is_met_with_what_was_meant_or_with_no_guess() {
    let world = World::done(4);
    let before = world.tree();
    for (language, expected) in [
        ("es", include_str!("mistyped.es.txt")),
        ("en", include_str!("mistyped.en.txt")),
    ] {
        let mut found = String::new();
        let calls = expected
            .lines()
            .filter_map(|line| line.strip_prefix("$ ugat "));
        for call in calls {
            let args: Vec<&str> = call.split(' ').collect();
            let said = world.run(language, &args);
            found += &format!("$ ugat {call}\n{}{}", said.out, said.err);
            let exit = said.exit.unwrap_or_default();
            found += &format!("[exit {exit}]\n");
        }
        assert!(found == expected, "{found}");
        assert_eq!(expected.matches("$ ugat ").count(), 70);
    }
    assert!(world.tree() == before, "something was changed");
}

//! Where there is no store: reading makes none and says so, and what needs none goes on working.

use crate::world::World;

const ES: &str = "error: no hay registro de casos: ni en esta carpeta, ni más arriba, ni en `/home/ana/.local/share/ugat`\nayuda: cree uno con `ugat store init`, o nombre uno con `--store CARPETA` o con `UGAT_STORE`";
const EN: &str = "error: there is no store: neither in this folder, nor above it, nor in `/home/ana/.local/share/ugat`\nhint: make one with `ugat store init`, or name one with `--store DIR` or with `UGAT_STORE`";

#[test]
fn without_a_store_nothing_is_answered_and_none_is_made() {
    let world = World::without_store();
    for args in [
        &["case", "list"][..],
        &["case", "status", "HR-1"],
        &["case", "status", "--all"],
        &["case", "log", "HR-1"],
        &["case", "why", "HR-1", "2"],
        &["case", "outputs", "HR-1"],
        &["case", "outputs", "--all"],
        &["case", "dossier", "HR-1"],
        &["case", "draft", "HR-1", "1"],
        &["case", "advance", "HR-1"],
        &["case", "note", "HR-1", "x"],
        &[
            "case",
            "migrate",
            "--all",
            "--procedure",
            "pr07",
            "--to",
            "2",
            "--reason",
            "x",
        ],
        &["inbox"],
        &["report", "status"],
        &["report", "workload"],
        &["report", "throughput"],
        &["store", "verify"],
        &["store", "repair"],
        &["store", "repair", "--yes"],
        &["store", "sync"],
        &["form", "check", "/dev/null", "--case", "HR-1"],
    ] {
        world.refused(args, 1, ES, EN);
    }
    let said = world.run("en", &["case", "list", "--json"]);
    assert_eq!((said.exit, &*said.out), (Some(1), ""));
    assert!(said.err.starts_with("{\"error\":{\"kind\":\"no-store\","));
    let line = b"{\"do\":\"note\",\"case\":\"HR-1\",\"text\":\"x\"}\n";
    world.refused_input(&["batch", "-"], line, 1, ES, EN);
}

#[test]
fn what_needs_no_store_goes_on_working_and_makes_none() {
    let world = World::without_store();
    let before = world.tree();
    for args in [
        &["procedure", "list"][..],
        &["procedure", "show", "pr07"],
        &["procedure", "diff", "pr07", "pr07"],
        &["form", "list"],
        &["form", "show", "anexo-1"],
        &["form", "new", "anexo-1"],
        &["manual", "glossary"],
        &["completions", "bash"],
        &["store", "path"],
        &["--help"],
    ] {
        let said = world.run("en", args);
        assert_eq!((said.exit, &*said.err), (Some(0), ""), "{args:?}");
    }
    assert!(world.tree() == before);
}

#[test]
fn only_the_first_case_makes_one_s_own_store_and_says_so() {
    let world = World::without_store();
    let before = world.tree();
    for args in [
        &["case", "start", "pr99", "--entity", "X"][..],
        &["case", "start", "pr07"],
        &["case", "start", "pr07", "--entity", "X", "--ref", "."],
    ] {
        assert_ne!(world.run("en", args).exit, Some(0), "{args:?}");
    }
    let start = b"{\"do\":\"start\",\"procedure\":\"pr07\",\"entity\":\"X\"}\n";
    let said = world.fed("en", &["batch", "-", "--dry-run"], start);
    assert_eq!((said.exit, &*said.err), (Some(0), ""));
    let bad = [&start[..], b"{\"do\":\"x\"}\n"].concat();
    assert_eq!(world.fed("en", &["batch", "-"], &bad).exit, Some(1));
    assert!(world.tree() == before, "nothing was written");
    let made = "a store was made in `/home/ana/.local/share/ugat`\n";
    let said = world.fed("en", &["batch", "-"], start);
    assert_eq!((said.exit, &*said.err), (Some(0), made));
    let said = world.run("en", &["case", "list"]);
    assert_eq!((said.exit, &*said.err), (Some(0), ""));
    let world = World::without_store();
    let said = world.run(
        "en",
        &["case", "start", "pr07", "--entity", "X", "--ref", "HR-1"],
    );
    assert_eq!((said.exit, &*said.err), (Some(0), made));
    world.ok(&["case", "status", "HR-1"]);
}

#[test]
fn a_script_is_given_the_path_of_the_store_as_it_is() {
    let world = World::without_store();
    let folder = world.home().join("uno\ndos");
    std::fs::create_dir(&folder).expect("a folder");
    let name = folder.to_str().expect("UTF-8");
    world.ok(&["store", "init", name]);
    let said = world.ok(&["--store", name, "store", "path"]);
    assert_eq!(said.out, "/home/ana/uno\ndos\n");
}

//! Disks that are full or may not be written, readers that leave, and nowhere to be at home.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use crate::world::{LANGUAGES, World};

/// Whether this machine allows what a test needs; where not, the test says so and is passed over.
#[expect(
    clippy::disallowed_macros,
    clippy::print_stderr,
    reason = "a test says why it tests nothing"
)]
fn allowed(world: &World, script: &str) -> bool {
    let allowed = world.script("en", script).exit == Some(0);
    if !allowed {
        eprintln!("passed over: `{script}` is not allowed here");
    }
    allowed
}

fn is_root(world: &World) -> bool {
    world.script("en", "id -u").out == "0\n"
}

fn permit(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("it is ours");
}

/// Runs a script in both languages; it is to fail so and to change nothing.
#[track_caller]
fn refused(world: &World, script: &str, es: &str, en: &str) {
    let before = world.tree();
    for (language, expected) in LANGUAGES.into_iter().zip([es, en]) {
        let said = world.script(language, script);
        assert_eq!((said.exit, &*said.out), (Some(1), ""), "{}", said.err);
        assert_eq!(said.err, format!("{expected}\n"), "{script}");
    }
    assert!(world.tree() == before, "{script} has changed a file");
}

#[test]
fn a_disk_that_is_read_only() {
    let world = World::done(0);
    let mounted = "mount --bind . . && mount -o remount,ro,bind . && cd \"$PWD\"";
    if !allowed(&world, &format!("unshare -m bash -c '{mounted}'")) {
        return;
    }
    let inside = |command: &str| format!("unshare -m bash -c '{mounted} && {command}'");
    refused(
        &world,
        &inside("ugat case note . x"),
        "error: no se puede escribir en `/home/ana/casos/cases/2026/pr07-0123456789ab.jsonl`: el disco es de solo lectura",
        "error: cannot write to `/home/ana/casos/cases/2026/pr07-0123456789ab.jsonl`: the disk is read-only",
    );
    refused(
        &world,
        &inside("ugat store init nuevo"),
        "error: no se puede crear `/home/ana/casos/nuevo`: el disco es de solo lectura",
        "error: cannot make `/home/ana/casos/nuevo`: the disk is read-only",
    );
    let said = world.script("es", &inside("ugat case status . && ugat case list"));
    assert_eq!((said.exit, &*said.err), (Some(0), ""));
}

/// Runs a script as one who may read the store and not write to it.
#[track_caller]
fn as_a_reader(world: &World, script: &str, es: &str, en: &str) {
    if is_root(world) {
        let other = "setpriv --reuid=65534 --clear-groups";
        for folder in [world.home().parent().expect("a folder"), &world.home()] {
            permit(folder, 0o755);
        }
        if allowed(world, &format!("{other} ugat --version")) {
            refused(world, &format!("{other} {script}"), es, en);
        }
        return;
    }
    let journal = world.journal();
    permit(&journal, 0o444);
    refused(world, script, es, en);
    permit(&journal, 0o644);
}

#[test]
fn a_store_that_one_may_only_read() {
    as_a_reader(
        &World::done(0),
        "ugat case note . x",
        "error: no se puede escribir en `/home/ana/casos/cases/2026/pr07-0123456789ab.jsonl`: sin permiso",
        "error: cannot write to `/home/ana/casos/cases/2026/pr07-0123456789ab.jsonl`: permission denied",
    );
}

#[test]
fn a_file_that_one_may_not_read() {
    let world = World::done(0);
    let file = world.home().join("a.pdf");
    fs::write(&file, "a").expect("a file");
    let before = if is_root(&world) { 0o600 } else { 0o000 };
    permit(&file, before);
    if !is_root(&world) {
        return;
    }
    as_a_reader(
        &world,
        "ugat case attach . 1 --file correo=../a.pdf",
        "error: no se puede leer `/home/ana/casos/../a.pdf`: sin permiso",
        "error: cannot read `/home/ana/casos/../a.pdf`: permission denied",
    );
}

#[test]
fn a_full_disk_leaves_the_case_as_it_was() {
    let world = World::done(2);
    if !allowed(&world, "unshare -m mount -t tmpfs -o size=64k none .") {
        return;
    }
    fs::write(world.home().join("long"), "x".repeat(40_000)).expect("a file");
    let script = "
        mkdir ../full && mount -t tmpfs -o size=64k none ../full && cp -r . ../full/s
        cd ../full/s && head -c 24000 /dev/zero >stuffing || exit 9
        before=$(sha256sum cases/2026/*.jsonl)
        ugat case note . - <../../long; echo \"exit $?\" >&2
        [ \"$before\" = \"$(sha256sum cases/2026/*.jsonl)\" ] || exit 8
        ugat case status . >/dev/null || exit 7
        rm stuffing && ugat case note . corta >/dev/null || exit 6
        ugat case log . | grep -q corta
    ";
    fs::write(world.home().join("script"), script).expect("a file");
    for (language, expected) in LANGUAGES.into_iter().zip([
        "error: no se puede escribir en `/home/ana/full/s/cases/2026/pr07-0123456789ab.jsonl`: no queda espacio en el disco\nexit 1\n",
        "error: cannot write to `/home/ana/full/s/cases/2026/pr07-0123456789ab.jsonl`: no space is left on the disk\nexit 1\n",
    ]) {
        let _ = fs::remove_dir(world.home().join("full"));
        let said = world.script(language, "unshare -m bash ../script");
        assert_eq!((said.exit, &*said.err), (Some(0), expected));
    }
}

#[test]
fn a_file_that_may_not_grow_leaves_the_case_as_it_was() {
    let world = World::done(2);
    fs::write(world.home().join("long"), "x".repeat(9_000)).expect("a file");
    let limited = "trap '' XFSZ; ulimit -f 4;";
    refused(
        &world,
        &format!("{limited} ugat case note . - <../long"),
        "error: no se puede escribir en `/home/ana/casos/cases/2026/pr07-0123456789ab.jsonl`: el archivo sería demasiado grande",
        "error: cannot write to `/home/ana/casos/cases/2026/pr07-0123456789ab.jsonl`: the file would be too large",
    );
    let said = world.script("es", &format!("{limited} ugat case note . corta"));
    assert_eq!((said.exit, &*said.err), (Some(0), ""));
    assert_eq!(world.lines().len(), 4);
}

#[test]
fn a_new_case_that_does_not_fit_is_none() {
    let world = World::done(0);
    let before = world.tree();
    let long = "x".repeat(480);
    let entities = format!(" --entity {long}").repeat(9);
    let said = world.script(
        "en",
        &format!("trap '' XFSZ; ulimit -f 4; ugat case start pr07{entities}"),
    );
    assert_eq!(said.exit, Some(1));
    assert!(
        said.err.ends_with(".jsonl`: the file would be too large\n"),
        "{}",
        said.err
    );
    assert!(world.tree() == before);
}

#[test]
fn a_writer_that_is_killed_half_way_leaves_a_tail_that_the_next_one_sets_aside() {
    let world = World::done(2);
    let before = fs::read(world.journal()).expect("it is there");
    fs::write(world.home().join("long"), "x".repeat(9_000)).expect("a file");
    // Unless it is ignored, the signal at the limit ends the program in the middle of its write.
    let said = world.script("en", "ulimit -c 0 -f 4; ugat case note . - <../long");
    assert_ne!(said.exit, Some(0));
    let torn = fs::read(world.journal()).expect("it is there");
    assert_eq!(torn.len(), 4096);
    let said = world.run("es", &["case", "note", ".", "corta"]);
    assert_eq!(said.exit, Some(0));
    let now = fs::read(world.journal()).expect("it is there");
    assert!(now.starts_with(&before) && now.ends_with(b"\n"));
    let lost = fs::read_dir(world.store().join("lost+found")).expect("it is made");
    let kept: Vec<_> = lost
        .map(|entry| fs::read(entry.expect("a name").path()).expect("a file"))
        .collect();
    assert_eq!(kept, [&torn[before.len()..]]);
}

#[test]
fn a_reader_who_leaves_early_is_no_failure() {
    let world = World::done(2);
    let long = "x".repeat(60_000);
    for _ in 0..3 {
        let said = world.fed("en", &["case", "note", ".", "-"], long.as_bytes());
        assert_eq!(said.exit, Some(0));
    }
    for command in [
        "ugat case status --all",
        "ugat case log .",
        "ugat case log . --json",
        "ugat case list --format csv",
        "ugat procedure show pr07",
    ] {
        let said = world.script(
            "en",
            &format!("{command} | head -c 1 >/dev/null; exit ${{PIPESTATUS[0]}}"),
        );
        assert_eq!((said.exit, &*said.err), (Some(0), ""), "{command}");
    }
}

#[test]
fn an_answer_that_cannot_be_written_is_a_failure() {
    let world = World::done(0);
    if !Path::new("/dev/full").exists() {
        return;
    }
    refused(
        &world,
        "ugat case status . >/dev/full",
        "error: no se puede escribir la respuesta: no queda espacio en el disco",
        "error: cannot write the answer: no space is left on the disk",
    );
    let said = world.script("en", "ugat case status . >&- 2>&-");
    assert_eq!(said.exit, Some(0));
}

#[test]
fn without_a_home_there_is_a_store_where_one_is_named() {
    let world = World::done(0);
    // The machine still knows the home of whoever it knows by number.
    let said = world.script("en", "cd / && env -u HOME ugat store path");
    assert!(matches!(said.exit, Some(0 | 1)), "{}", said.err);
    let said = world.script("es", "env -u HOME ugat case status .");
    assert_eq!((said.exit, &*said.err), (Some(0), ""));
    let nobody = "setpriv --reuid=54321 --clear-groups env -u HOME";
    permit(world.home().parent().expect("a folder"), 0o755);
    if !is_root(&world) || !allowed(&world, &format!("{nobody} ugat --version")) {
        return;
    }
    for command in ["store path", "case list", "case start pr07 --entity X"] {
        refused(
            &world,
            &format!("cd / && {nobody} ugat {command}"),
            "error: no hay registro de casos, ni carpeta personal donde crearlo\nayuda: créelo con `ugat store init CARPETA` y nómbrelo con `--store CARPETA`",
            "error: there is no store, and no home folder to make one in\nhint: make one with `ugat store init DIR` and name it with `--store DIR`",
        );
    }
}

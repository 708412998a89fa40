//! Disks that are full or may not be written, readers that leave, and nowhere to be at home.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::Stdio;
use std::thread;
use std::time::Duration;

use crate::tools::has;
use crate::world::{LANGUAGES, World};

const PATH: &str = "/home/ana/casos/cases/2026/pr07-0123456789ab.jsonl";

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
    if !has("bash") {
        return;
    }
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
    if !has("bash") {
        return;
    }
    as_a_reader(
        &World::done(0),
        "ugat case note . x",
        "error: no se puede escribir en `/home/ana/casos/cases/2026/pr07-0123456789ab.jsonl`: sin permiso",
        "error: cannot write to `/home/ana/casos/cases/2026/pr07-0123456789ab.jsonl`: permission denied",
    );
}

#[test]
fn a_file_that_one_may_not_read() {
    if !has("bash") {
        return;
    }
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
    if !has("bash") {
        return;
    }
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
    if !has("bash") {
        return;
    }
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
    if !has("bash") {
        return;
    }
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
fn no_limit_on_the_size_of_files_ends_the_program_in_the_middle_of_a_write() {
    if !has("bash") {
        return;
    }
    let mut world = World::done(2);
    for number in 0..70 {
        let reference = format!("HR-{}", 100 + number);
        world.ok(&[
            "case", "start", "pr05", "--entity", "X", "--ref", &reference,
        ]);
    }
    let path = world.journal().display().to_string();
    let path = path.replace(world.home().to_str().expect("UTF-8"), "/home/ana");
    let case = world.case.take().expect("a case");
    fs::write(world.home().join("long"), "x".repeat(9_000)).expect("a file");
    let limited = "ulimit -c 0 -f 4;";
    refused(
        &world,
        &format!("{limited} ugat case note {case} - <../long"),
        &format!("error: no se puede escribir en `{path}`: el archivo sería demasiado grande"),
        &format!("error: cannot write to `{path}`: the file would be too large"),
    );
    // The index is derived: who cannot write it answers all the same.
    for command in ["case list", "inbox", "report status", "case status HR-169"] {
        let whole = world.run("en", &command.split(' ').collect::<Vec<_>>());
        let _ = fs::remove_dir_all(world.store().join(".ugat"));
        let said = world.script(
            "en",
            &format!("{limited} ugat {command} | cat; exit ${{PIPESTATUS[0]}}"),
        );
        assert_eq!(said, whole, "{command}");
    }
    let said = world.script("en", &format!("{limited} ugat case list >../answer"));
    assert_eq!(
        (said.exit, &*said.err),
        (
            Some(1),
            "error: cannot write the answer: the file would be too large\n"
        )
    );
}

#[test]
fn a_process_that_may_open_few_files_says_so_and_takes_nothing_for_damage_or_missing() {
    if !has("bash") {
        return;
    }
    let world = World::done(2);
    world.ok(&["case", "start", "pr05", "--entity", "X", "--ref", "HR-2"]);
    for command in [
        "case status HR-1",
        "case status .",
        "case list",
        "case status --all",
        "inbox",
        "report status",
        "store verify",
        "store repair",
        "case start pr07 --entity Y --ref HR-1",
        "case note HR-1 x",
    ] {
        let whole = world.script("en", &format!("ugat {command}")).exit;
        if command.starts_with("case start") || command.starts_with("case note") {
            continue;
        }
        for most in 3..12 {
            let said = world.script("en", &format!("ulimit -n {most}; exec ugat {command}"));
            let is_told = said.err.contains("no more files can be opened at once")
                && said.err.contains("ulimit -n 256");
            let is_whole = said.exit == whole;
            // Below that the program itself is not loaded.
            let is_none = said.exit == Some(127);
            assert!(
                is_whole || is_none || (said.exit == Some(1) && is_told),
                "{command} with {most}: {said:?}"
            );
        }
    }
}

#[test]
fn who_waits_for_a_lock_says_so() {
    let world = World::done(0);
    let journal = world.journal();
    let locked = fs::File::open(&journal).expect("it is there");
    locked.lock().expect("nobody has it");
    let expected = [
        format!("otro programa tiene bloqueado `{PATH}`; se espera hasta 60 segundos\n"),
        format!("another program has `{PATH}` locked; waiting for up to 60 seconds\n"),
    ];
    let writers: Vec<_> = LANGUAGES
        .iter()
        .map(|language| {
            let mut command = world.command(language);
            command.args(["case", "note", "HR-1", language]);
            command.stdout(Stdio::null()).stderr(Stdio::piped());
            command.spawn().expect("the program is run")
        })
        .collect();
    thread::sleep(Duration::from_millis(2500));
    drop(locked);
    let home = world.home().display().to_string();
    for (writer, expected) in writers.into_iter().zip(expected) {
        let output = writer.wait_with_output().expect("it ends");
        let said = String::from_utf8_lossy(&output.stderr).replace(&home, "/home/ana");
        let said = said.replace(world.case.as_deref().expect("a case"), "pr07-0123456789ab");
        assert_eq!((output.status.code(), said), (Some(0), expected));
    }
    assert_eq!(world.lines().len(), 3);
}

#[test]
fn a_reader_who_leaves_early_is_no_failure() {
    if !has("bash") {
        return;
    }
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
    if !has("bash") {
        return;
    }
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
    if !has("bash") {
        return;
    }
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

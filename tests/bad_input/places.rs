//! What stands in the place of a file of the store and is none: a pipe, a device, a folder, a link
//! out of it, or a file that has no end. Nothing waits for it, and it is told.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::Command;

use rustix::fs::{CWD, FileType, Mode};

use crate::tools::has;
use crate::world::World;

/// Files of a store, and what reads them.
const READERS: &[(&str, &[&[&str]])] = &[
    ("ugat.toml", &[&["case", "list"], &["store", "verify"]]),
    (
        ".gitattributes",
        &[&["store", "init", "."], &["store", "verify"]],
    ),
    (
        ".gitignore",
        &[&["store", "init", "."], &["store", "verify"]],
    ),
    (
        "procedures/pr99.toml",
        &[
            &["procedure", "list"],
            &["case", "start", "pr99", "--entity", "X"],
        ],
    ),
    (
        "procedures/templates/nota-requerimiento.md",
        &[&["case", "draft", "HR-1", "1", "--kind", "nota-requerimiento"]],
    ),
    (
        "procedures/pinned/pr99-v1-000000000000.toml",
        &[&["store", "verify"], &["procedure", "show", "pr99"]],
    ),
    (
        "lost+found/pr07.jsonl",
        &[&["store", "repair"], &["store", "verify"]],
    ),
    (".ugat/index", &[&["case", "list"], &["inbox"]]),
];

/// Puts something else in the place of a file.
fn put(kind: &str, path: &Path, world: &World) {
    let _ = fs::remove_file(path);
    fs::create_dir_all(path.parent().expect("a folder")).expect("it is made");
    match kind {
        "pipe" => {
            let made = rustix::fs::mknodat(CWD, path, FileType::Fifo, Mode::RWXU, 0);
            made.expect("a pipe");
        }
        "device" => symlink("/dev/zero", path).expect("a link"),
        "folder" => fs::create_dir(path).expect("a folder"),
        "link" => {
            let outside = world.home().join("outside");
            fs::write(&outside, "x".repeat(100)).expect("a file");
            symlink(outside, path).expect("a link");
        }
        "endless" => {
            let file = fs::File::create(path).expect("a file");
            file.set_len(1 << 30).expect("it takes no room");
        }
        other => panic!("{other}"),
    }
}

#[test]
fn nothing_waits_for_what_stands_in_the_place_of_a_file() {
    if !has("bash") {
        return;
    }
    for kind in ["pipe", "device", "folder", "link", "endless"] {
        for (file, readers) in READERS {
            let world = World::done(1);
            let git = Command::new("git")
                .arg("init")
                .arg("-q")
                .arg(world.store())
                .status();
            assert!(git.expect("it runs").success());
            let place = world.store().join(file);
            put(kind, &place, &world);
            for args in *readers {
                // Little time, and little room.
                let call = format!(
                    "cd '{}' && ulimit -v 3000000 && exec timeout 10 {} {}",
                    world.store().display(),
                    env!("CARGO_BIN_EXE_ugat"),
                    args.join(" "),
                );
                let said = world.script("en", &call);
                let exit = said.exit;
                assert!(
                    matches!(exit, Some(0..=3)),
                    "{kind} at {file}, {args:?}: {exit:?}\n{}",
                    said.err
                );
                assert!(
                    !said.out.contains("xxxxxxxx"),
                    "{kind} at {file}: {}",
                    said.out
                );
            }
            // A world reads all that is in it when it ends, and would wait for a pipe itself.
            let _ = fs::remove_file(&place).or_else(|_| fs::remove_dir_all(&place));
        }
    }
}

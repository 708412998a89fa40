//! What a repair cannot mend, it says how, and doing that leads to a store that verify calls whole.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};

use crate::acts::{acts, missing, relative};
use crate::clones::{Clone, Hub};
use rustix::fs::{CWD, FileType, Mode, mknodat};

/// What puts something else in the place of a file.
type Put = fn(&Path);

/// A store with a case and a file that was given to it; committed or not.
fn given(committed: bool) -> Option<(Hub, Clone, PathBuf)> {
    let hub = Hub::new()?;
    let ana = hub.first("ana");
    ana.begin();
    ana.push();
    let file = hub.path().join("acta.pdf");
    fs::write(&file, "acta").expect("a file");
    let give = format!("acta-capacitacion={}", file.display());
    ana.ugat(&["case", "attach", "R-1", "17", "--file", &give]);
    if committed {
        ana.ugat(&["store", "sync"]);
    }
    let folder = ana.journal().with_extension("");
    let file = fs::read_dir(folder).expect("it has a file").next();
    let file = file.expect("one").expect("it is listed").path();
    Some((hub, ana, file))
}

#[track_caller]
fn is_whole(ana: &Clone) {
    let said = ana.try_ugat(&["store", "verify"]);
    assert_eq!(said.code, 0, "{}{}", said.out, said.err);
    ana.ugat(&["store", "sync"]);
}

/// A repair leaves something, and says these words.
#[track_caller]
fn left(ana: &Clone, words: &[&str]) {
    let said = ana.try_ugat(&["--json", "store", "repair", "--yes"]);
    assert_eq!(said.code, 3, "{}{}", said.out, said.err);
    for word in words {
        assert!(said.out.contains(word), "{word}: {}", said.out);
    }
    assert_eq!(missing(ana).1, 3);
}

#[test]
fn a_file_that_nobody_has_kept_is_put_back_or_recorded_as_missing() {
    for changed in [false, true] {
        for copied in [false, true] {
            let Some((hub, ana, file)) = given(false) else {
                return;
            };
            match changed {
                true => fs::write(&file, "otra cosa").expect("a file"),
                false => fs::remove_file(&file).expect("it is there"),
            }
            left(
                &ana,
                &[
                    "cp COPY",
                    "ugat store verify --accept HEAD",
                    "git add cases",
                ],
            );
            if copied {
                fs::copy(hub.path().join("acta.pdf"), &file).expect("it can be copied");
            } else {
                let _ = fs::rename(&file, hub.path().join("otra"));
                ana.git(&["add", "-A"]);
                ana.git(&["commit", "-q", "-m", "sin el archivo"]);
                let accept = [
                    "store",
                    "verify",
                    "--accept",
                    "HEAD",
                    "--reason",
                    "nadie lo tiene",
                ];
                ana.ugat(&accept);
            }
            is_whole(&ana);
        }
    }
}

#[test]
fn what_stands_in_the_place_of_a_file_goes_out_of_the_way() {
    let puts: [Put; 3] = [
        |path| symlink("/etc/passwd", path).expect("a link"),
        |path| {
            fs::create_dir(path).expect("a folder");
            fs::write(path.join("x"), "x").expect("a file");
        },
        |path| mknodat(CWD, path, FileType::Fifo, Mode::RWXU, 0).expect("a pipe"),
    ];
    for put in puts {
        let Some((_hub, ana, file)) = given(true) else {
            return;
        };
        fs::remove_file(&file).expect("it is there");
        put(&file);
        assert_eq!(missing(&ana).1, 3);
        ana.ugat(&["store", "repair", "--yes"]);
        is_whole(&ana);
        assert_eq!(fs::read(&file).expect("it is back"), b"acta");
    }
    // A journal as well, but for a link: where that leads people have to see.
    for put in &puts[1..] {
        let Some((_hub, ana, _file)) = given(true) else {
            return;
        };
        let before = acts(&ana);
        let journal = ana.journal();
        fs::remove_file(&journal).expect("it is there");
        put(&journal);
        assert_eq!(missing(&ana).1, 3);
        ana.ugat(&["store", "repair", "--yes"]);
        is_whole(&ana);
        assert_eq!(acts(&ana), before);
    }
    let Some((hub, ana, _file)) = given(true) else {
        return;
    };
    let before = acts(&ana);
    let journal = ana.journal();
    fs::rename(&journal, hub.path().join("j")).expect("it is there");
    symlink(hub.path().join("j"), &journal).expect("a link");
    left(
        &ana,
        &[&format!("rm {}", relative(&ana, &journal)), "readlink"],
    );
    fs::remove_file(&journal).expect("it is a link");
    ana.ugat(&["store", "repair", "--yes"]);
    is_whole(&ana);
    assert_eq!(acts(&ana), before);
}

#[test]
fn a_pinned_definition_that_git_never_had_comes_back_from_the_program_or_the_store() {
    let own = "id = \"uno\"\ncode = \"UNO\"\nversion = 2\ntitle = { es = \"Uno\", en = \"One\" }\n\
        [[activity]]\nnumber = 1\ntitle = { es = \"Hacer\", en = \"Do\" }\n\
        role = \"profesional-ait\"\noutputs = [\"flujo\"]\nnext = []\n";
    for removed in ["/pr09-", "/uno-"] {
        let Some(hub) = Hub::new() else { return };
        let ana = hub.first("ana");
        fs::write(hub.path().join("uno.toml"), own).expect("a file");
        let file = hub.path().join("uno.toml").display().to_string();
        ana.ugat(&["procedure", "add", &file]);
        ana.ugat(&["case", "start", "uno", "--ref", "R-1", "--entity", "X"]);
        ana.ugat(&["case", "start", "pr09", "--ref", "R-2"]);
        let pinned = fs::read_dir(ana.path().join("procedures/pinned")).expect("it is there");
        for file in pinned {
            let file = file.expect("it is listed").path();
            match file.display().to_string().contains(removed) {
                true => fs::remove_file(file).expect("it is there"),
                false => fs::write(file, "id = \"x\"\n").expect("a file"),
            }
        }
        assert_ne!(ana.try_ugat(&["store", "verify", "--strict"]).code, 0);
        ana.ugat(&["store", "repair", "--yes"]);
        assert_eq!(ana.try_ugat(&["store", "verify"]).code, 0);
        ana.commit("all");
        ana.push();
        is_whole(&ana);
    }
}

#[test]
fn acts_that_nobody_has_are_cut_with_what_comes_after_them() {
    for first in [0, 1] {
        let Some(hub) = Hub::new() else { return };
        let ana = hub.first("ana");
        ana.commit("a store");
        ana.push();
        ana.ugat(&["case", "start", "pr09", "--ref", "R-2"]);
        ana.ugat(&["case", "start", "pr07", "--entity", "X", "--ref", "R-1"]);
        for activity in ["1", "2", "3"] {
            ana.ugat(&["case", "advance", "R-1", activity]);
        }
        let journals = ana.journals();
        let of_case = |path: &&PathBuf| path.display().to_string().contains("pr07-");
        let journal = journals.iter().find(of_case).expect("it is there");
        let text = fs::read_to_string(journal).expect("it is there");
        let mut lines: Vec<&str> = text.split_inclusive('\n').collect();
        lines.remove(first);
        fs::write(journal, lines.concat()).expect("it can be written");
        let case = journal.file_stem().expect("a name").to_string_lossy();
        let cut = format!("ugat store repair --cut {case}");
        left(&ana, &[&cut]);
        // What confirms it cuts as well.
        let said = ana.try_ugat(&["store", "repair", "--cut", &case]);
        assert!(said.err.contains(&format!("{cut} --yes")), "{}", said.err);
        ana.ugat(&["store", "repair", "--yes", "--cut", &case]);
        is_whole(&ana);
    }
}

#[test]
fn a_case_with_its_definition_is_taken_out_as_the_topic_says() {
    let Some((hub, ana, file)) = given(true) else {
        return;
    };
    let journal = relative(&ana, &ana.journal());
    let pinned = fs::read_dir(ana.path().join("procedures/pinned")).expect("it is there");
    let pinned = pinned.map(|file| file.expect("it is listed").path()).next();
    let pinned = relative(&ana, &pinned.expect("one"));
    ana.git(&["rm", "-q", &journal, &pinned, &relative(&ana, &file)]);
    ana.git(&["commit", "-q", "-m", "Taken out: pushed by mistake"]);
    assert_eq!(missing(&ana).1, 3);
    let reason = "pushed by mistake";
    ana.ugat(&["store", "verify", "--accept", "HEAD", "--reason", reason]);
    is_whole(&ana);
    let luis = hub.clone("luis");
    is_whole(&luis);
    let said = luis.ugat(&["--json", "store", "repair", "--yes"]);
    assert!(said.contains("\"mends\":[]"), "{said}");
}

#[test]
fn what_stands_in_the_place_of_a_definition_or_a_folder_goes_out_of_the_way() {
    let pinned = |ana: &Clone| {
        let folder = ana.path().join("procedures/pinned");
        let file = fs::read_dir(folder).expect("it is there").next();
        file.expect("one").expect("it is listed").path()
    };
    let puts: [Put; 4] = [
        |path| fs::create_dir(path).expect("a folder"),
        |path| symlink("/etc/passwd", path).expect("a link"),
        |path| symlink("/nonexistent", path).expect("a link"),
        |path| mknodat(CWD, path, FileType::Fifo, Mode::RWXU, 0).expect("a pipe"),
    ];
    for put in puts {
        let Some((_hub, ana, _file)) = given(true) else {
            return;
        };
        let file = pinned(&ana);
        fs::remove_file(&file).expect("it is there");
        put(&file);
        ana.try_ugat(&["store", "repair", "--yes"]);
        is_whole(&ana);
        assert!(file.is_file());
    }
    for folder in ["cases", "cases/2026", "procedures/pinned"] {
        let Some((_hub, ana, _file)) = given(true) else {
            return;
        };
        let before = acts(&ana);
        let place = ana.path().join(folder);
        fs::remove_dir_all(&place).expect("it is there");
        fs::write(&place, "x").expect("a file");
        assert_eq!(missing(&ana).1, 3, "{folder}");
        ana.try_ugat(&["store", "repair", "--yes"]);
        ana.try_ugat(&["store", "repair", "--yes"]);
        is_whole(&ana);
        assert_eq!(acts(&ana), before, "{folder}");
    }
}

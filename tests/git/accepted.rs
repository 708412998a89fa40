//! What is taken out lawfully: the acts and files of one commit, recorded in the settings, and
//! nothing else.

use std::fs;

use crate::acts::{acts, lines, missing, put, relative};
use crate::clones::{Clone, Hub};

/// A shared store with a case, a file given to it, and a note that the law wants gone.
fn shared() -> Option<(Hub, Clone)> {
    let hub = Hub::new()?;
    let ana = hub.first("ana");
    ana.begin();
    let file = hub.path().join("carnet.pdf");
    fs::write(&file, "datos personales").expect("a file");
    let given = format!("acta-capacitacion={}", file.display());
    ana.ugat(&["case", "attach", "R-1", "17", "--file", &given]);
    ana.ugat(&["case", "note", "R-1", "el teléfono de la señora"]);
    ana.ugat(&["case", "note", "R-1", "lo que sigue"]);
    ana.ugat(&["store", "sync"]);
    Some((hub, ana))
}

fn accept(ana: &Clone, commit: &str) -> crate::clones::Said {
    let reason = ["--reason", "Auto 12/2026"];
    let words = ["--json", "store", "verify", "--accept", commit];
    ana.try_ugat(&[&words[..], &reason].concat())
}

#[test]
fn what_a_commit_took_out_is_accepted_and_nothing_else_may_shrink() {
    let Some((hub, ana)) = shared() else { return };
    let all = lines(&ana);
    let before = acts(&ana);
    let at = all.iter().position(|line| line.contains("teléfono"));
    let at = at.expect("it was noted");
    put(&ana, &[&all[..at], &all[at + 1..]].concat());
    ana.git(&["commit", "-q", "-am", "Lo que manda la ley"]);
    let out = ana.told(&["rev-parse", "HEAD"]);
    assert_eq!(missing(&ana).1, 3);
    assert_eq!(ana.try_ugat(&["store", "sync"]).code, 3);
    let said = accept(&ana, "HEAD");
    assert_eq!(said.code, 0, "{}{}", said.out, said.err);
    let settings = fs::read_to_string(ana.path().join("ugat.toml")).expect("it is there");
    let gone = &before - &acts(&ana);
    for part in [
        "[[accepted]]",
        out.trim(),
        "Auto 12/2026",
        gone.first().expect("one"),
    ] {
        assert!(settings.contains(part), "{part}: {settings}");
    }
    // The case goes on, for everybody, though an act came after the one that is gone.
    assert_eq!(ana.try_ugat(&["store", "verify", "--strict"]).code, 0);
    ana.ugat(&["case", "note", "R-1", "sigue"]);
    ana.ugat(&["store", "sync"]);
    let luis = hub.clone("luis");
    assert_eq!(missing(&luis), (crate::acts::Acts::new(), 0));
    luis.ugat(&["case", "advance", "R-1", "16"]);
    luis.ugat(&["store", "sync"]);
    ana.ugat(&["store", "repair", "--yes"]);
    assert!(gone.is_disjoint(&acts(&ana)), "a repair leaves it gone");
    // Anything else that is missing is damage as before.
    let rest = lines(&ana);
    put(&ana, &rest[..rest.len() - 1]);
    let (told, code) = missing(&ana);
    assert_eq!((told.len(), code), (1, 3));
    ana.git(&["checkout", "-q", "--", "cases"]);
    // Without the entry, it is damage again.
    let entry = settings.find("[[accepted]]").expect("it is there");
    fs::write(ana.path().join("ugat.toml"), &settings[..entry]).expect("a file");
    let (told, code) = missing(&ana);
    assert_eq!((told, code), (gone, 3));
}

#[test]
fn a_file_that_was_taken_out_is_accepted_as_well() {
    let Some((_hub, ana)) = shared() else { return };
    let folder = ana.journal().with_extension("");
    let file = fs::read_dir(folder).expect("it has a file").next();
    let file = file.expect("one").expect("it is listed").path();
    let name = relative(&ana, &file);
    ana.git(&["rm", "-q", &name]);
    ana.git(&["commit", "-q", "-m", "Datos personales"]);
    assert_eq!(missing(&ana).1, 3);
    let said = accept(&ana, "HEAD");
    assert_eq!(said.code, 0, "{}{}", said.out, said.err);
    assert!(said.err.contains("1 file"), "{}", said.err);
    ana.ugat(&["store", "sync"]);
    // Another file in its place is none of what was accepted.
    fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
    fs::write(&file, "otra cosa").expect("a file");
    assert_eq!(missing(&ana).1, 3);
}

#[test]
fn only_what_a_commit_took_out_can_be_accepted() {
    let Some((_hub, ana)) = shared() else { return };
    let settings = || fs::read(ana.path().join("ugat.toml")).expect("it is there");
    let before = settings();
    let case = |commit: &str, code: i32, kind: &str| {
        let said = accept(&ana, commit);
        assert_eq!(said.code, code, "{}", said.err);
        assert!(said.err.contains(kind), "{}", said.err);
        assert_eq!(settings(), before);
    };
    case("HEAD", 1, "nothing-lost");
    case("nada", 2, "unknown-commit");
    // What is gone since the last commit is given back, not accepted.
    let all = lines(&ana);
    put(&ana, &all[..all.len() - 1]);
    case("HEAD", 1, "nothing-lost");
    let secret = ["--reason", "la clave era password=Tr0ub4dor&3"];
    let words = ["--json", "store", "verify", "--accept", "HEAD"];
    let said = ana.try_ugat(&[&words[..], &secret].concat());
    assert!(said.err.contains("looks-secret"), "{}", said.err);
    let said = ana.try_ugat(&["store", "verify", "--accept", "HEAD"]);
    assert_eq!(said.code, 2, "{}", said.err);
}

#[test]
fn a_gate_lets_go_what_was_accepted_before() {
    let Some((hub, ana)) = shared() else { return };
    let all = lines(&ana);
    let at = all.iter().position(|line| line.contains("teléfono"));
    let at = at.expect("it was noted");
    put(&ana, &[&all[..at], &all[at + 1..]].concat());
    ana.git(&["commit", "-q", "-am", "Lo que manda la ley"]);
    assert_eq!(accept(&ana, "HEAD").code, 0);
    ana.git(&["commit", "-q", "-am", "Aceptado"]);
    let hook = ana.ugat(&["store", "hooks", "--server"]);
    hub.hook("pre-receive", &hook);
    // Whoever pushes cannot accept their own loss in the same push.
    let range = ["--json", "store", "gate", "--range"];
    let said = ana.try_ugat(&[&range[..], &["origin/main..HEAD"]].concat());
    assert!(
        said.code == 3 && said.out.contains("acts-lost"),
        "{}",
        said.out
    );
    assert!(said.out.contains("accepted-here"), "{}", said.out);
    let said = ana.try_ugat(&["store", "sync"]);
    let asks = "ask whoever runs the server to set the gate aside once";
    assert!(said.code != 0 && said.err.contains(asks), "{}", said.err);
    // Who administers the server lets it in once; from then on all goes as before.
    let hooks = hub.path().join("hub.git/hooks/pre-receive");
    fs::rename(&hooks, hooks.with_extension("off")).expect("it is there");
    ana.git(&["push", "-q", "origin", "HEAD:main"]);
    fs::rename(hooks.with_extension("off"), &hooks).expect("it is there");
    let luis = hub.clone("luis");
    luis.ugat(&["case", "note", "R-1", "de Luis"]);
    luis.ugat(&["store", "sync"]);
    ana.ugat(&["store", "sync"]);
    assert_eq!(missing(&ana).1, 0);
}

#[test]
fn others_take_in_what_was_accepted_and_hear_of_it() {
    let Some((hub, ana)) = shared() else { return };
    let luis = hub.clone("luis");
    let all = lines(&ana);
    let at = all.iter().position(|line| line.contains("teléfono"));
    let at = at.expect("it was noted");
    put(&ana, &[&all[..at], &all[at + 1..]].concat());
    ana.git(&["commit", "-q", "-am", "Lo que manda la ley"]);
    assert_eq!(accept(&ana, "HEAD").code, 0);
    ana.ugat(&["store", "sync"]);
    let said = luis.ugat(&["--json", "store", "sync"]);
    assert!(
        said.contains("\"accepted\":{\"acts\":1,\"files\":0}"),
        "{said}"
    );
    assert_eq!(missing(&luis), (crate::acts::Acts::new(), 0));
    // Who had written meanwhile brings it back: that is said.
    put(&luis, &all);
    let said = luis.ugat(&["--json", "store", "verify"]);
    assert!(said.contains("\"kind\":\"returned\""), "{said}");
    assert_eq!(luis.try_ugat(&["store", "verify", "--strict"]).code, 1);
}

#[test]
fn a_file_is_accepted_by_the_commit_that_took_it_out_alone() {
    let Some((_hub, ana)) = shared() else { return };
    let folder = ana.journal().with_extension("");
    let file = fs::read_dir(folder).expect("it has a file").next();
    let file = file.expect("one").expect("it is listed").path();
    let name = relative(&ana, &file);
    // In the work tree alone.
    fs::remove_file(&file).expect("it is there");
    let said = accept(&ana, "HEAD");
    assert!(
        said.code == 1 && said.err.contains("nothing-lost"),
        "{}",
        said.err
    );
    // By another commit than that which is named.
    ana.git(&["rm", "-q", "--cached", &name]);
    ana.git(&["commit", "-q", "-m", "out"]);
    ana.ugat(&["case", "note", "R-1", "otra"]);
    ana.git(&["commit", "-q", "-am", "a note"]);
    for other in ["HEAD", "HEAD~2"] {
        let said = accept(&ana, other);
        assert!(
            said.code == 1 && said.err.contains("nothing-lost"),
            "{}",
            said.err
        );
    }
    assert_eq!(accept(&ana, "HEAD~1").code, 0);
    assert_eq!(missing(&ana).1, 0);
}

#[test]
fn settings_and_names_that_do_not_fit_are_left_as_they_are() {
    let Some((_hub, ana)) = shared() else { return };
    let all = lines(&ana);
    put(&ana, &all[..all.len() - 1]);
    let path = ana.path().join("ugat.toml");
    let settings = fs::read_to_string(&path).expect("it is there");
    fs::write(&path, "accepted = []\n".to_owned() + &settings).expect("a file");
    ana.git(&["commit", "-q", "-am", "out"]);
    let before = fs::read(&path).expect("it is there");
    assert_ne!(accept(&ana, "HEAD").code, 0);
    assert_eq!(fs::read(&path).expect("it is there"), before);
    let words = ["store", "verify", "--accept", "HEAD", "--reason", "la ley"];
    let named = [("UGAT_USER", "password=Tr0ub4dor&3")];
    let said = ana.try_ugat_with(&named, &words);
    assert!(
        said.code == 1 && !said.err.contains("Tr0ub4dor"),
        "{}",
        said.err
    );
    assert_eq!(accept(&ana, "HEAD^{tree}").code, 2);
    assert_eq!(fs::read(&path).expect("it is there"), before);
    // With the settings as they were, it is recorded.
    fs::write(&path, settings).expect("a file");
    assert_eq!(accept(&ana, "HEAD").code, 0);
}

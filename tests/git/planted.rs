//! What somebody who may push can put into a store so that git, called there, would run a program:
//! no command of `ugat` runs any of it, or reads a name from it.

use std::fs;
use std::path::{Path, PathBuf};

use crate::clones::{Clone, Hub};

/// Everything by which a configuration of git can name a program, as one that leaves a mark.
fn configuration(program: &Path) -> String {
    let program = program.display();
    format!(
        "[core]\n\trepositoryformatversion = 0\n\tbare = false\n\tworktree = .\n\
         \tfsmonitor = {program}\n\thooksPath = {hooks}\n\tsshCommand = {program}\n\
         \tpager = {program}\n\teditor = {program}\n\taskPass = {program}\n\
         \tattributesFile = planted-attributes\n\tgitProxy = {program}\n\
         [log]\n\tshowSignature = true\n[commit]\n\tgpgSign = true\n[gpg]\n\tprogram = {program}\n\
         [filter \"planted\"]\n\tclean = {program}\n\tsmudge = {program}\n\tprocess = {program}\n\trequired = true\n\
         [diff]\n\texternal = {program}\n[diff \"planted\"]\n\tcommand = {program}\n\ttextconv = {program}\n\
         [merge \"planted\"]\n\tdriver = {program} %A\n[interactive]\n\tdiffFilter = {program}\n\
         [credential]\n\thelper = {program}\n[user]\n\tname = Persona Falsa\n\
         [sequence]\n\teditor = {program}\n[rebase]\n\tinstructionFormat = x\n",
        hooks = Path::new(&program.to_string())
            .with_file_name("hooks")
            .display(),
    )
}

/// The parts of a bare repository, in a folder.
fn plant(folder: &Path, configuration: &str) {
    fs::create_dir_all(folder.join("objects/info")).expect("a folder");
    fs::create_dir_all(folder.join("refs/heads")).expect("a folder");
    fs::write(folder.join("HEAD"), "ref: refs/heads/main\n").expect("a file");
    fs::write(folder.join("objects/info/x"), "").expect("a file");
    fs::write(folder.join("refs/heads/.keep"), "").expect("a file");
    fs::write(folder.join("config"), configuration).expect("a file");
}

/// A program that leaves a mark beside it, also in the place of every hook.
fn program(folder: &Path) -> (PathBuf, PathBuf) {
    use std::os::unix::fs::PermissionsExt as _;
    let (program, mark) = (folder.join("program"), folder.join("RAN"));
    let text = format!("#!/bin/sh\n: > '{}'\nexit 1\n", mark.display());
    let hooks = [
        "pre-commit",
        "post-commit",
        "post-merge",
        "post-checkout",
        "reference-transaction",
    ];
    let hooks = hooks.map(|hook| folder.join("hooks").join(hook));
    fs::create_dir_all(folder.join("hooks")).expect("a folder");
    for path in hooks.iter().chain([&program]) {
        fs::write(path, &text).expect("a file");
        fs::set_permissions(path, fs::Permissions::from_mode(0o755)).expect("it is ours");
    }
    (program, mark)
}

/// Runs every command of `ugat` that calls git, from the store and from every folder of it in which
/// something was planted.
#[track_caller]
fn nothing_runs(clone: &Clone, folders: &[&str], mark: &Path) {
    let commands: [&[&str]; 7] = [
        &["case", "note", "R-1", "hola"],
        &["case", "start", "pr07", "--entity", "Y"],
        &["store", "verify"],
        &["store", "repair"],
        &["store", "repair", "--yes"],
        &["store", "sync"],
        &["case", "list"],
    ];
    for folder in folders {
        for command in commands {
            let said = clone.try_ugat_in(folder, command);
            assert!(!mark.exists(), "{folder}: {command:?} ran it: {}", said.err);
        }
    }
    let journals = clone.journals();
    let written: Vec<String> = journals
        .iter()
        .map(|path| fs::read_to_string(path).expect("it is there"))
        .collect();
    let written = written.concat();
    assert!(!written.contains("Persona Falsa"), "{written}");
    assert!(written.contains("\"by\":\"Ana de git\""), "{written}");
}

/// A store in a folder of a repository, which has a case, and a second clone that pushes.
fn shared() -> Option<(Hub, Clone, Clone)> {
    let hub = Hub::new()?;
    hub.name_everybody("Ana de git");
    let ana = hub.first_below("ana", "casos");
    ana.begin();
    ana.push();
    let eva = hub.clone("eva");
    Some((hub, ana, eva))
}

#[test]
fn folders_that_look_like_repositories_run_nothing_and_name_nobody() {
    let Some((hub, ana, eva)) = shared() else {
        return;
    };
    let (program, mark) = program(hub.path());
    let planted = [
        "casos",
        "casos/cases",
        "casos/cases/2026",
        "casos/procedures",
    ];
    for folder in planted {
        plant(&eva.path().join(folder), &configuration(&program));
    }
    eva.commit_forced("papers");
    eva.push();
    ana.git(&["pull", "-q", "--no-rebase"]);
    nothing_runs(&ana, &planted, &mark);
}

#[test]
fn a_signed_commit_in_a_planted_repository_is_not_verified_by_its_program() {
    let Some((hub, ana, eva)) = shared() else {
        return;
    };
    let (program, mark) = program(hub.path());
    // A repository in the place of the store, whose history has a commit that bears a signature.
    let store = eva.path().join("casos");
    plant(&store, &configuration(&program));
    let journal = eva.journal();
    let relative = journal.strip_prefix(&store).expect("it is in the store");
    hub.sign_a_commit_of(&journal, relative, &store);
    let lines = fs::read_to_string(&journal).expect("it is there");
    let shorter: Vec<&str> = lines.split_inclusive('\n').collect();
    let without_one = [&shorter[..1], &shorter[2..]].concat().concat();
    fs::write(&journal, without_one).expect("it can be written");
    eva.commit_forced("papers");
    eva.push();
    ana.git(&["pull", "-q", "--no-rebase", "-X", "theirs"]);
    nothing_runs(&ana, &["casos"], &mark);
}

#[test]
fn attributes_submodules_and_links_run_nothing() {
    let Some((hub, ana, eva)) = shared() else {
        return;
    };
    let (program, mark) = program(hub.path());
    let attributes = "* filter=planted diff=planted merge=planted\n";
    for folder in ["", "casos", "casos/cases", "casos/cases/2026"] {
        let file = eva.path().join(folder).join(".gitattributes");
        fs::write(file, attributes).expect("a file");
    }
    let store = eva.path().join("casos");
    fs::write(store.join("planted-attributes"), attributes).expect("a file");
    fs::write(
        eva.path().join(".gitmodules"),
        format!(
            "[submodule \"m\"]\n\tpath = casos/cases/2026/m\n\turl = ext::{}\n\tupdate = !{}\n",
            program.display(),
            program.display()
        ),
    )
    .expect("a file");
    eva.git(&[
        "update-index",
        "--add",
        "--cacheinfo",
        "160000,0123456789012345678901234567890123456789,casos/cases/2026/m",
    ]);
    plant(&store.join("cases/2026/m"), &configuration(&program));
    std::os::unix::fs::symlink(&program, store.join("link")).expect("a link");
    std::os::unix::fs::symlink("../.git", store.join("cases/git")).expect("a link");
    eva.git(&[
        "add",
        "-f",
        ".gitmodules",
        ".gitattributes",
        "casos/link",
        "casos/cases/git",
    ]);
    eva.git(&[
        "add",
        "-f",
        "casos/.gitattributes",
        "casos/cases/.gitattributes",
    ]);
    eva.git(&["commit", "-q", "-m", "papers"]);
    eva.push();
    ana.git(&["pull", "-q", "--no-rebase"]);
    plant(
        &ana.path().join("casos/cases/2026/m"),
        &configuration(&program),
    );
    nothing_runs(&ana, &["casos", "casos/cases/2026/m"], &mark);
}

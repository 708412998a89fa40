//! Files that are given and cannot be taken, and links that lead out of a store.

use std::fs;
use std::os::unix::fs::symlink;

use crate::world::World;

#[test]
fn a_file_that_is_not_there() {
    World::done(0).refused(
        &[
            "case",
            "advance",
            ".",
            "1",
            "--file",
            "nota-interna=falta.pdf",
        ],
        1,
        "error: no se puede leer `/home/ana/casos/falta.pdf`: no existe",
        "error: cannot read `/home/ana/casos/falta.pdf`: it does not exist",
    );
}

#[test]
fn a_file_that_is_a_folder_or_a_device() {
    let world = World::done(0);
    world.refused(
        &["case", "attach", ".", "1", "--file", "nota-interna=cases"],
        1,
        "error: `/home/ana/casos/cases` no es un archivo\nayuda: para dar una carpeta, comprímala en un archivo",
        "error: `/home/ana/casos/cases` is not a file\nhint: to give a folder, compress it into one file",
    );
    world.refused(
        &["case", "attach", ".", "1", "--file", "nota-interna=/dev/zero"],
        1,
        "error: `/dev/zero` no es un archivo\nayuda: para dar una carpeta, comprímala en un archivo",
        "error: `/dev/zero` is not a file\nhint: to give a folder, compress it into one file",
    );
}

#[test]
fn a_file_whose_name_could_steer_a_terminal() {
    let world = World::done(0);
    fs::write(world.home().join("a\u{202e}fdp.exe"), "x").expect("a file");
    world.refused(
        &["case", "attach", ".", "1", "--file", "correo=../a\u{202e}fdp.exe"],
        1,
        "error: el nombre de `/home/ana/casos/../a\\u{202e}fdp.exe` no puede usarse en un registro\nayuda: quite de su nombre los caracteres que no se ven o cambian la dirección del texto",
        "error: the name of `/home/ana/casos/../a\\u{202e}fdp.exe` cannot be used in a store\nhint: take out of its name the characters that are not seen or change the direction of the text",
    );
}

#[test]
fn a_folder_of_files_that_leads_out_of_the_store() {
    let world = World::done(0);
    let outside = world.home().join("fuera");
    fs::create_dir(&outside).expect("a folder");
    fs::write(world.home().join("a.pdf"), "a").expect("a file");
    symlink(&outside, world.journal().with_extension("")).expect("a link");
    world.refused(
        &["case", "attach", ".", "1", "--file", "correo=../a.pdf"],
        1,
        "error: `/home/ana/casos/cases/2026/pr07-0123456789ab` está tras un enlace simbólico, que podría llevar fuera del registro\nayuda: ponga en su lugar el archivo o la carpeta misma",
        "error: `/home/ana/casos/cases/2026/pr07-0123456789ab` is behind a symbolic link, which could lead out of the store\nhint: put the file or the folder itself in its place",
    );
}

#[test]
fn a_journal_behind_a_link_is_neither_read_nor_written() {
    let world = World::done(0);
    let case = world.case.clone().expect("a case");
    let (cases, outside) = (world.store().join("cases"), world.home().join("fuera"));
    fs::rename(&cases, &outside).expect("it is moved");
    symlink(&outside, &cases).expect("a link");
    for args in [
        &["case", "status", &case][..],
        &["case", "note", &case, "x"],
        &["case", "advance", &case, "1"],
    ] {
        world.refused(
            args,
            1,
            "error: `/home/ana/casos/cases/2026/pr07-0123456789ab.jsonl` está tras un enlace simbólico, que podría llevar fuera del registro\nayuda: ponga en su lugar el archivo o la carpeta misma",
            "error: `/home/ana/casos/cases/2026/pr07-0123456789ab.jsonl` is behind a symbolic link, which could lead out of the store\nhint: put the file or the folder itself in its place",
        );
    }
    world.refused(
        &["case", "start", "pr07", "--entity", "X"],
        1,
        "error: `/home/ana/casos/cases` está tras un enlace simbólico, que podría llevar fuera del registro\nayuda: ponga en su lugar el archivo o la carpeta misma",
        "error: `/home/ana/casos/cases` is behind a symbolic link, which could lead out of the store\nhint: put the file or the folder itself in its place",
    );
    world.told(
        &["case", "list"],
        3,
        "`cases/2026/pr07-0123456789ab.jsonl` está tras un enlace simbólico, que podría llevar fuera del registro\nerror: 1 archivo de caso no se pudo leer entero\n",
        "`cases/2026/pr07-0123456789ab.jsonl` is behind a symbolic link, which could lead out of the store\nerror: 1 journal could not be read whole\n",
    );
}

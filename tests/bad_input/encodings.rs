//! Text as programs on Windows save it, wherever text is taken; and bytes that are no text.

use std::fs;

use crate::world::{Said, World};

/// A way to save a text, and what is said of what was guessed.
type Saving = (fn(&str) -> Vec<u8>, Option<&'static str>);

const SAVINGS: [Saving; 7] = [
    (|text| text.into(), None),
    (|text| format!("\u{feff}{text}").into(), None),
    (|text| text.replace("\r\n", "\r").into(), None),
    (
        |text| utf16(&format!("\u{feff}{text}"), u16::to_le_bytes),
        None,
    ),
    (
        |text| utf16(&format!("\u{feff}{text}"), u16::to_be_bytes),
        None,
    ),
    (|text| utf16(text, u16::to_le_bytes), Some("UTF-16")),
    (windows_1252, Some("Windows-1252")),
];

fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(bytes).collect()
}

fn windows_1252(text: &str) -> Vec<u8> {
    let byte = |one: char| match one {
        '“' => 0x93,
        '”' => 0x94,
        one => u8::try_from(u32::from(one)).expect("it is Latin-1"),
    };
    text.chars().map(byte).collect()
}

/// Every saving of a text that goes into the store, with a number that tells them apart.
#[track_caller]
fn taken(
    world: &World,
    name: &str,
    text: impl Fn(usize) -> String,
    give: impl Fn(&[u8]) -> Said,
    kept: impl Fn(usize) -> String,
) {
    for (at, (save, guess)) in SAVINGS.into_iter().enumerate() {
        let said = give(&save(&text(at)));
        let remark = guess.map(|guess| format!("{name} was read as {guess}\n"));
        assert_eq!(said.exit, Some(0), "{at}: {said:?}");
        assert_eq!(said.err, remark.unwrap_or_default(), "{at}");
        let kept = kept(at);
        let folder = fs::read_dir(world.store().join("cases/2026")).expect("there are cases");
        let mut journals = folder.map(|entry| fs::read_to_string(entry.expect("one").path()));
        let has = |journal: std::io::Result<String>| journal.is_ok_and(|text| text.contains(&kept));
        assert!(journals.any(has), "{at}: {kept}");
    }
}

#[test]
fn a_note_on_standard_input_is_taken_in_every_encoding() {
    let world = World::done(0);
    taken(
        &world,
        "standard input",
        |at| format!("Educación {at}\r\n“segunda” línea\r\n"),
        |bytes| world.fed("en", &["case", "note", ".", "-"], bytes),
        |at| format!("\"Educación {at}\\n“segunda” línea\""),
    );
}

#[test]
fn a_batch_is_taken_in_every_encoding_and_its_texts_with_any_line_end() {
    let world = World::done(0);
    let line = |at: usize| {
        let text = format!("Educación {at}\\r\\n“segunda” línea");
        format!("{{\"do\":\"note\",\"case\":\".\",\"text\":\"{text}\"}}\r\n\r\n")
    };
    taken(
        &world,
        "`batch`",
        line,
        |bytes| {
            fs::write(world.store().join("batch"), bytes).expect("a file");
            world.run("en", &["batch", "batch"])
        },
        |at| format!("\"Educación {at}\\n“segunda” línea\""),
    );
}

#[test]
fn a_sheet_is_taken_in_every_encoding_with_line_ends_in_its_cells() {
    let world = World::done(0);
    let sheet = |at: usize| {
        let row =
            format!("E-{at};2/3/2026 0:00;\"Entidad\r\nX\";\"Educación {at}\r\n“segunda” línea\"");
        format!("sep=;\r\nref;fecha;entidad;nota\r\n{row}\r\n")
    };
    taken(
        &world,
        "`h.csv`",
        sheet,
        |bytes| {
            fs::write(world.store().join("h.csv"), bytes).expect("a file");
            world.run("en", &["import", "h.csv", "--procedure", "pr07"])
        },
        |at| format!("\"Educación {at}\\n“segunda” línea\""),
    );
    let list = world.ok(&["case", "list", "--columns", "entity", "--format", "csv"]);
    assert!(list.out.contains("Entidad X\n"), "{}", list.out);
}

#[test]
fn a_sheet_that_the_program_writes_is_read_back_in_either_manner_and_language() {
    let world = World::empty();
    for args in [
        &["case", "start", "pr07", "--entity", "X; Y", "--ref", "HR-2"][..],
        &["case", "cancel", "HR-2", "--reason", "x"],
    ] {
        world.ok(&[args, &["--on", "2026-03-01"]].concat());
    }
    let columns = "ref,entity,activity,at,by";
    let read = |language: &str, manner: &[&str]| {
        let list = [
            "report",
            "deviations",
            "--list",
            "acts",
            "--columns",
            columns,
        ];
        let sheet = world.run(language, &[&list, manner].concat()).out;
        let other = World::empty();
        fs::write(other.store().join("h.csv"), sheet).expect("a file");
        let said = other.run(
            "es",
            &["import", "h.csv", "--procedure", "pr07", "--dry-run"],
        );
        assert_eq!((said.exit, &*said.err), (Some(0), ""), "{said:?}");
        said.out
    };
    let plain = read("es", &["--format", "csv"]);
    assert!(plain.contains("HR-2"), "{plain}");
    for language in ["es", "en"] {
        assert_eq!(read(language, &["--csv", "excel"]), plain);
        assert_eq!(read(language, &["--csv", "excel", "--raw"]), plain);
    }
}

#[test]
fn a_form_is_read_in_every_encoding() {
    let world = World::done(0);
    let form = world.run("es", &["form", "new", "anexo-2"]).out;
    for (save, guess) in SAVINGS {
        let text = form.replace('\n', "\r\n");
        // A form may have what Windows-1252 has not: only what it has is saved so.
        let plain = text.replace(|one: char| u32::from(one) > 0xff, "-");
        fs::write(world.store().join("f.toml"), save(&plain)).expect("a file");
        let said = world.run("en", &["form", "check", "f.toml"]);
        let remark = guess.map(|guess| format!("`f.toml` was read as {guess}\n"));
        assert!(said.out.contains("f.toml:7:10"), "{said:?}");
        assert!(
            said.err.starts_with(&remark.unwrap_or_default()),
            "{said:?}"
        );
    }
}

/// How a text may be saved, and what it is called where it has to be UTF-8 and is not.
const WAYS: [Saving; 8] = [
    (|text| text.into(), None),
    (|text| format!("\u{feff}{text}").into(), None),
    (|text| text.replace('\n', "\r\n").into(), None),
    (
        |text| format!("\u{feff}{}", text.replace('\n', "\r\n")).into(),
        None,
    ),
    (
        |text| utf16(&format!("\u{feff}{text}"), u16::to_le_bytes),
        Some("UTF-16"),
    ),
    (
        |text| utf16(&format!("\u{feff}{text}"), u16::to_be_bytes),
        Some("UTF-16"),
    ),
    (|text| utf16(text, u16::to_le_bytes), Some("UTF-16")),
    (windows_1252, Some("Windows-1252")),
];

/// A template as its bytes are, given by the option or laid into the store.
#[test]
fn a_template_is_read_in_every_encoding_wherever_it_lies() {
    let world = World::done(1);
    let folder = world.store().join("procedures/templates");
    fs::create_dir_all(&folder).expect("a folder");
    for (place, args) in [
        (folder.join("informe.md"), &["case", "draft", ".", "7"][..]),
        (
            world.store().join("p.md"),
            &["case", "draft", ".", "7", "--template", "p.md"],
        ),
    ] {
        let name = place.file_name().and_then(|name| name.to_str());
        let name = name.expect("it has one");
        for (save, found) in WAYS {
            let bytes = save("Informe según acta\n\nde {{ author }}\n");
            let mut marks = [b"\xff\xfe", b"\xfe\xff"].into_iter();
            let is_marked = marks.any(|mark| bytes.starts_with(mark));
            let guess = found.filter(|_| !is_marked);
            fs::write(&place, &bytes).expect("a file");
            let said = world.run("en", args);
            assert_eq!(
                said.out, "Informe según acta\n\nde Ana Quispe\n",
                "{said:?}"
            );
            let told = guess.map(|guess| format!("`{name}` was read as {guess}\n"));
            assert_eq!(said.err, told.unwrap_or_default());
        }
        fs::remove_file(&place).expect("it is there");
    }
    fs::write(folder.join("informe.md"), "%PDF-1.4").expect("a file");
    world.refused(
        &["case", "draft", ".", "7"],
        1,
        "error: `/home/ana/casos/procedures/templates/informe.md` no se puede leer como texto: parece un PDF\nayuda: copie su texto a un archivo de texto sin formato, en UTF-8",
        "error: `/home/ana/casos/procedures/templates/informe.md` cannot be read as text: it looks like a PDF\nhint: copy its text to a plain text file, in UTF-8",
    );
}

/// Its digest is that of its bytes, so that nothing is made of them.
#[test]
fn what_is_pinned_by_its_bytes_is_taken_in_utf8_and_refused_in_another_encoding() {
    let shipped = concat!(env!("CARGO_MANIFEST_DIR"), "/procedures/pr07.toml");
    let shipped = fs::read_to_string(shipped).expect("it is shipped");
    let definition = shipped.replacen("version = 2\nrevision = 2", "version = 8", 1);
    // A definition may have what Windows-1252 has not: only what it has is saved so.
    let definition = definition.replace(|one: char| u32::from(one) > 0xff, "-");
    let settings = "# Educación\noutputs = \"required\"\n";
    for (file, text, args) in [
        ("ugat.toml", settings, &["case", "list"][..]),
        ("procedures/own.toml", &definition, &["procedure", "list"]),
        ("own.toml", &definition, &["procedure", "check", "own.toml"]),
        (
            "own.toml",
            &definition,
            &["procedure", "diff", "pr07", "own.toml"],
        ),
        ("own.toml", &definition, &["procedure", "add", "own.toml"]),
    ] {
        for (save, found) in WAYS {
            let world = World::empty();
            let path = world.store().join(file);
            fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            fs::write(&path, save(text)).expect("a file");
            let said = world.run("en", args);
            let Some(found) = found else {
                assert_eq!(said.exit, Some(0), "{args:?} {said:?}");
                continue;
            };
            assert_ne!(said.exit, Some(0), "{args:?} {said:?}");
            let all = said.out + &said.err;
            for told in [
                found,
                "is not in UTF-8",
                "in Notepad, Save As → Encoding: UTF-8",
            ] {
                assert!(all.contains(told), "{args:?} {told}: {all}");
            }
        }
    }
}

#[test]
fn bytes_that_are_no_text_are_told_by_what_they_seem_to_be() {
    let world = World::done(0);
    let anew = (
        "guárdelo de nuevo en UTF-8: en el Bloc de notas, Guardar como → Codificación: UTF-8",
        "save it again in UTF-8: in Notepad, Save As → Encoding: UTF-8",
    );
    let file = (
        "dé un archivo de texto, en UTF-8",
        "give a text file, in UTF-8",
    );
    let plain = (
        "copie su texto a un archivo de texto sin formato, en UTF-8",
        "copy its text to a plain text file, in UTF-8",
    );
    for (bytes, es, en, hint) in [
        (&b"%PDF-1.4"[..], "un PDF", "a PDF", plain),
        (b"\xff\xfe\0\0x\0\0\0", "UTF-32", "UTF-32", anew),
        (
            b"\xff\xfe\x3d\xd8",
            "UTF-16 con caracteres cortados",
            "UTF-16 with characters cut in half",
            anew,
        ),
        (
            b"\x89PNG\r\n\x1a\n",
            "un archivo binario",
            "a binary file",
            file,
        ),
    ] {
        world.refused_input(
            &["case", "note", ".", "-"],
            bytes,
            1,
            &format!(
                "error: la entrada estándar no se puede leer como texto: parece {es}\nayuda: {}",
                hint.0
            ),
            &format!(
                "error: standard input cannot be read as text: it looks like {en}\nhint: {}",
                hint.1
            ),
        );
    }
    world.refused_input(
        &["case", "note", ".", "-"],
        b"Educaci\xc3\xb3n\nEducaci\xf3n",
        1,
        "error: la línea 2 de la entrada estándar no está en UTF-8, como el resto\nayuda: guárdelo de nuevo en UTF-8: en el Bloc de notas, Guardar como → Codificación: UTF-8",
        "error: line 2 of standard input is not in UTF-8, as the rest is\nhint: save it again in UTF-8: in Notepad, Save As → Encoding: UTF-8",
    );
    for empty in [&b"\xef\xbb\xbf"[..], b"\xff\xfe", b"\xfe\xff\0\n"] {
        world.refused_input(
            &["case", "note", ".", "-"],
            empty,
            2,
            "error: el texto de `<TEXTO>` está vacío",
            "error: the text of `<TEXT>` is empty",
        );
    }
    world.refused_input(
        &["case", "note", ".", "-"],
        b"a\0b",
        2,
        "error: el carácter 2 del texto de `<TEXTO>` es U+0000, que podría alterar la terminal",
        "error: character 2 of the text of `<TEXT>` is U+0000, which could steer a terminal",
    );
}

#[test]
fn the_bound_of_a_text_is_that_of_what_it_says() {
    let world = World::done(0);
    let most = 64 * 1024;
    let fits = utf16(
        &format!("\u{feff}{}\r\n", "\r\n".repeat(9) + &"x".repeat(most)),
        u16::to_le_bytes,
    );
    let said = world.fed("en", &["case", "note", ".", "-"], &fits);
    assert_eq!((said.exit, &*said.err), (Some(0), ""));
    for long in [
        utf16(
            &format!("\u{feff}{}", "x".repeat(most + 1)),
            u16::to_le_bytes,
        ),
        windows_1252(&"ñ".repeat(most / 2 + 1)),
    ] {
        let said = world.fed("es", &["case", "note", ".", "-"], &long);
        let told = said.err.lines().last();
        assert_eq!(
            told,
            Some("error: el texto de `<TEXTO>` pasa de 65536 bytes, el máximo")
        );
    }
}

#[test]
fn a_file_is_stored_under_a_name_that_windows_can_have() {
    let world = World::done(0);
    fs::write(world.home().join("¿qué? <1>.pdf"), "x").expect("a file");
    fs::write(world.home().join("Acta.PDF"), "y").expect("a file");
    fs::write(world.home().join("acta.pdf"), "y").expect("a file");
    let attach = |name: &str| {
        let file = format!("nota-interna=../{name}");
        world
            .run("es", &["case", "attach", ".", "1", "--file", &file])
            .err
    };
    assert_eq!(
        attach("¿qué? <1>.pdf"),
        "`../¿qué? <1>.pdf`: guardado como `¿qué_ _1_-2d711642b726.pdf`\n"
    );
    assert_eq!(attach("Acta.PDF"), "");
    assert_eq!(
        attach("acta.pdf"),
        "`../acta.pdf`: guardado como `Acta-a1fce4363854.PDF`\n"
    );
}

#[test]
fn in_a_pipe_no_line_is_broken_and_a_plain_locale_has_plain_lines() {
    let world = World::done(0);
    let name =
        "Entidad con un nombre que ninguna terminal de ochenta columnas muestra en una línea";
    world.ok(&["case", "start", "pr07", "--entity", name]);
    let list = |variables: &[(&str, &str)]| {
        let mut command = world.command("es");
        command.args(["case", "list"]).env_remove("COLUMNS");
        let output = command.envs(variables.iter().copied()).output();
        String::from_utf8(output.expect("it is run").stdout).expect("UTF-8")
    };
    assert!(list(&[]).contains(name));
    assert!(list(&[("COLUMNS", "0")]).contains(name));
    assert!(
        list(&[("COLUMNS", "80")])
            .lines()
            .all(|line| line.chars().count() <= 80)
    );
    assert!(list(&[]).contains('─'));
    let plain = list(&[("LC_ALL", "C"), ("LANG", "es_BO.UTF-8")]);
    assert!(
        plain.contains(name) && plain.contains("1 - Unidad/Área"),
        "{plain}"
    );
    assert!(!plain.contains(['─', '·']), "{plain}");
}

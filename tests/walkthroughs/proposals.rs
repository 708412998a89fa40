//! The commands that a call proposes, as hints or as what comes next, made into ones that can be
//! run: what a person has to fill in is filled in by kind.

/// A command that was proposed, ready to run.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Proposal {
    /// As it was proposed.
    pub shown: String,
    /// As it is run.
    pub command: String,
}

/// What a person writes in place of each word in capitals.
const FILLED: [(&str, &str, &str); 16] = [
    ("MOTIVO", "REASON", "'por orden'"),
    ("ENTIDAD", "ENTITY", "'Entidad de prueba'"),
    ("AUTORIZACIÓN", "AUTHORITY", "MEM-900/2026"),
    ("PERSONA", "PERSON", "'Eva Rocha'"),
    ("NOMBRE", "NAME", "'Eva Rocha'"),
    ("TEXTO", "TEXT", "'un texto'"),
    ("CITE", "CITE", "CITE-900/2026"),
    ("REF", "REF", "REF-900/2026"),
    ("ARCHIVO", "FILE", "archivo.toml"),
    ("TIPO", "KIND", "correo"),
    ("PROC", "PROC", "pr07"),
    ("VERSIÓN", "VERSION", "1"),
    ("FECHA", "DATE", "2026-03-01"),
    ("CARPETA", "DIR", "carpeta"),
    ("COLUMNA", "COLUMN", "'otra columna'"),
    ("N", "N", "1"),
];

/// Whether what a proposed command has printed is of use after what the call had printed: no error, or
/// another one that is about what was filled in, or no misuse. `ended` is its exit code.
pub fn leads_on(typed: &str, before: &str, printed: &str, ended: i32) -> bool {
    match (error(before), error(printed)) {
        (_, Some(error)) if is_about_filled(error) => true,
        (None, after) => after.is_none(),
        (Some(_), None) => true,
        // A call that is wrong may ask for what comes next, such as to be confirmed.
        (Some(before), Some(after)) => {
            before != after && (ended != 2 || !proposals(typed, printed).is_empty())
        }
    }
}

fn error(printed: &str) -> Option<&str> {
    printed.lines().find(|line| line.starts_with("error: "))
}

/// Whether an error is about what was filled in, as only a person can know what belongs there.
fn is_about_filled(error: &str) -> bool {
    let mut values = FILLED.iter().map(|(_, _, value)| value.trim_matches('\''));
    values.any(|value| error.contains(&format!("`{value}`")))
}

/// The commands that a call proposes by what it has printed.
pub fn proposals(typed: &str, printed: &str) -> Vec<Proposal> {
    let words = words(typed);
    // Help and texts of the manual show commands of other situations.
    let is_about = ["help", "-h", "--help", "manual", "procedure", "completions"];
    if words.first() != Some(&"ugat") || words.iter().any(|word| is_about.contains(word)) {
        return Vec::new();
    }
    let error = error(printed);
    let mut found: Vec<Proposal> = Vec::new();
    for line in printed.lines() {
        let is_hint = line.starts_with("hint: ") || line.starts_with("ayuda: ");
        if line.starts_with("  ") && line.trim_start().starts_with("ugat ") {
            found.extend(as_command(line.trim(), line.trim()));
        } else if is_hint {
            let meant = |shown| in_call(typed, error.unwrap_or_default(), shown);
            let shown = line.split('`').skip(1).step_by(2);
            found.extend(
                shown.filter_map(|shown| as_command(shown, shown).or_else(|| meant(shown))),
            );
        }
    }
    found.sort();
    found.dedup();
    found
}

fn as_command(shown: &str, text: &str) -> Option<Proposal> {
    text.starts_with("ugat ").then(|| Proposal {
        shown: shown.to_owned(),
        command: filled(text),
    })
}

/// The call as it was typed, with what is proposed in place of what was wrong, or behind it.
fn in_call(typed: &str, error: &str, shown: &str) -> Option<Proposal> {
    let typed = typed.trim_end();
    if shown == "ugat" || typed.contains('|') || typed.contains('\n') {
        return None;
    }
    let wrong = error.split('`').skip(1).step_by(2);
    let (flag, value) = shown.split_once(' ').unwrap_or((shown, ""));
    let own = words(typed);
    let place = own.iter().position(|word| *word == flag);
    let times = own.iter().filter(|word| **word == flag).count();
    let command = if flag.starts_with("--") && !value.is_empty() {
        if times > 1 {
            return None;
        }
        match place.and_then(|place| own.get(place + 1)) {
            Some(old) => typed.replacen(&format!("{flag} {old}"), &format!("{flag} {value}"), 1),
            None => format!("{typed} {shown}"),
        }
    } else {
        let mut wrong = wrong.filter(|wrong| own.contains(wrong));
        let meant =
            match shown.contains(' ') && !shown.starts_with("ugat ") && !flag.starts_with("--") {
                true => format!("'{shown}'"),
                false => shown.to_owned(),
            };
        typed.replacen(wrong.next()?, &meant, 1)
    };
    as_command(shown, &command)
}

/// A command with its words in capitals filled in; an event is one of the conflict or the last.
fn filled(command: &str) -> String {
    let case = words(command)
        .get(3)
        .copied()
        .unwrap_or_default()
        .to_owned();
    let mut filled = String::new();
    let mut word = String::new();
    for character in command.chars().chain(std::iter::once(' ')) {
        if character.is_alphanumeric() {
            word.push(character);
            continue;
        }
        let known = FILLED.iter().find(|(es, en, _)| *es == word || *en == word);
        match known {
            Some((_, _, value)) => filled.push_str(value),
            None if word == "EVENTO" || word == "EVENT" => {
                filled.push_str(&format!("\"$(side_of '{case}')\""));
            }
            None => filled.push_str(&word),
        }
        word.clear();
        filled.push(character);
    }
    filled.trim_end().to_owned()
}

fn words(command: &str) -> Vec<&str> {
    command.split_whitespace().collect()
}

#[cfg(test)]
mod tests {
    use super::proposals;
    #[track_caller]
    fn case(command: &str, printed: &str, expected: &[&str]) {
        let found = proposals(command, printed);
        let found: Vec<&str> = found.iter().map(|one| one.command.as_str()).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn what_is_proposed_is_filled_in_by_kind() {
        case(
            "ugat case status .",
            "Next\n  ugat case return . 8 --reason REASON\n  ugat case advance . 8 --output acta=REF\n",
            &[
                "ugat case advance . 8 --output acta=REF-900/2026",
                "ugat case return . 8 --reason 'por orden'",
            ],
        );
        case(
            "ugat case resolve .",
            "error: x\nhint: choose: `ugat case resolve . EVENT --reason REASON`\n",
            &["ugat case resolve . \"$(side_of '.')\" --reason 'por orden'"],
        );
        case("ugat help cases", "  ugat case status .\n", &[]);
    }

    #[test]
    fn what_was_meant_takes_the_place_of_what_was_typed() {
        case(
            "ugat case advance . 5 --answer yess",
            "error: `yess` is not an answer\nhint: did you mean `--answer yes`?\n",
            &["ugat case advance . 5 --answer yes"],
        );
        case(
            "ugat case start pr7x --entity X",
            "error: there is no procedure `pr7x`\nhint: did you mean `pr07`?\n",
            &["ugat case start pr07 --entity X"],
        );
        case(
            "ugat case advance . 5",
            "error: the authority is missing\nhint: add `--authority AUTHORITY`\n",
            &["ugat case advance . 5 --authority MEM-900/2026"],
        );
    }
}

//! The shape of a value: how much it looks like a secret by its form alone.

use crate::words::secret::vocabulary::has;

/// How much a value looks like a secret, least first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shape {
    /// A word, a reference, a date, an address, a file, a placeholder.
    Plain,
    /// A number of 4 to 12 digits.
    Number,
    /// Words run together with capitals, or a sign within a word.
    Joined,
    /// Letters and digits in one.
    Mixed,
    /// Letters and digits with small and capital letters, or with a sign.
    Strong,
}

/// Names of formats, protocols and products that mix letters and digits.
const NO_VALUES: &str = "\
    base64 ejemplo2 ipv4 ipv6 md5 null oauth2 saml2 sha1 sha256 sha512 utf8 x509 wpa2 wpa3 \
    windows10 windows11 office365 microsoft365 web2 http2";

/// Placeholders for a value.
const STAND_INS: &str = "\
    changeme clave contrasena example false nil ninguna ninguno none null numero obligatoria \
    obligatorio omitida omitido opcional optional oculta oculto hidden redacted password \
    pass pendiente pending required secret secreto string text texto token true undefined \
    valor value vacia vacio empty xxx tbd todo unica unico nueva new user usuario";

/// Words that begin the name of a document.
const DOCUMENTS: &str = "\
    acta actividad adenda anexo annex caso case carta cite circular comunicado contrato \
    convenio correo documento etapa expediente fase formulario ficha hoja hr informe \
    instructivo item letter lote memo memorandum minuta nota oficio orden phase plan \
    procedimiento release reporte report resolucion sala seccion solicitud ticket tramite \
    version";

const UNITS: &str = "\
    anos bits bytes bs bolivianos caracteres casos characters chars dias days digitos digits \
    horas hours intentos kb letras letters mb meses minutos months minutes paginas pages \
    segundos seconds usuarios users veces years entidades unidades";

/// Whether a number before this word counts something.
pub fn is_unit(word: &str) -> bool {
    has(UNITS, word)
}

/// Whether a value is a placeholder.
pub fn is_stand_in(value: &str) -> bool {
    let small = value.to_lowercase();
    let mut characters = value.chars();
    let first = characters.next();
    let same = characters.all(|one| Some(one) == first);
    let opens = ["<", "{", "$", "%", "[", "(", "…", "..."];
    same || has(STAND_INS, &small)
        || opens.iter().any(|open| value.starts_with(open))
        || value.contains("...")
        || value.contains('…')
        || small.starts_with("xxx")
        || small.contains("***")
}

pub fn shape(value: &str) -> Shape {
    if is_stand_in(value) || is_plain(value) {
        return Shape::Plain;
    }
    let count = |test: fn(&char) -> bool| value.chars().filter(test).count();
    let digits = count(char::is_ascii_digit);
    let small = count(|one| one.is_lowercase());
    let capital = count(|one| one.is_uppercase());
    let letters = small + capital;
    let length = value.chars().count();
    if digits == length {
        let fits = (4..=12).contains(&length) && !is_year(value);
        return if fits { Shape::Number } else { Shape::Plain };
    }
    if letters == 0 {
        return Shape::Plain;
    }
    let sign = has_sign(value);
    if digits > 0 && length >= 5 {
        return match length >= 7 && ((small > 0 && capital > 0) || sign) {
            true => Shape::Strong,
            false => Shape::Mixed,
        };
    }
    if digits == 0 && length >= 6 && ((sign && !is_spelling(value)) || humps(value) >= 3) {
        return Shape::Joined;
    }
    Shape::Plain
}

/// Whether a value looks machine-made.
pub fn is_random(value: &str) -> bool {
    let length = value.len();
    let count = |test: fn(&u8) -> bool| value.bytes().filter(test).count();
    let digits = count(u8::is_ascii_digit);
    let letters = count(u8::is_ascii_alphabetic);
    if is_stand_in(value) || !value.is_ascii() || is_version(value) || is_date(value) {
        return false;
    }
    if is_hexadecimal(value) || is_uuid(value) {
        return true;
    }
    if is_plain(value) {
        return false;
    }
    let signs = length - digits - letters;
    let is_solid = signs <= length / 4;
    let mixed = digits > 0 && letters > 0 && length >= 8 && words_in(value) < MADE;
    let long = length >= 16 && letters > 0 && words_in(value) < TANGLED;
    let cased = count(u8::is_ascii_lowercase) > 0 && count(u8::is_ascii_uppercase) > 0;
    let longer = length >= 20 && digits > 0 && cased && words_in(value) < LOOSE;
    is_solid && (mixed || long || longer)
}

/// Upper bounds of [`words_in`] for a machine-made value after a key word: with letters and
/// digits, of 16 characters, and of 20 characters in mixed case.
const MADE: f32 = 4.1;
const TANGLED: f32 = 2.6;
const LOOSE: f32 = 6.0;

pub fn is_hexadecimal(value: &str) -> bool {
    let hex = value.len() >= 16 && value.bytes().all(|byte| byte.is_ascii_hexdigit());
    hex && value.bytes().any(|byte| byte.is_ascii_digit())
        && value.bytes().any(|byte| byte.is_ascii_alphabetic())
}

/// Whether a value is a UUID (RFC 9562).
pub fn is_uuid(value: &str) -> bool {
    let is_hex = value
        .bytes()
        .all(|byte| byte == b'-' || byte.is_ascii_hexdigit());
    is_hex && value.split('-').map(str::len).eq([8, 4, 4, 4, 12])
}

/// The average number of characters between changes from letter to digit or from lower to upper
/// case; a capital that begins a word is part of it.
#[expect(clippy::cast_precision_loss, reason = "texts are short")]
pub fn words_in(run: &str) -> f32 {
    #[derive(PartialEq)]
    enum Kind {
        Digit,
        Small,
        Capital,
        Other,
    }
    let kind = |character: char| match character {
        '0'..='9' => Kind::Digit,
        'a'..='z' => Kind::Small,
        'A'..='Z' => Kind::Capital,
        _ => Kind::Other,
    };
    let (mut words, mut characters, mut before) = (0_usize, 0_usize, Kind::Other);
    for character in run.chars() {
        let now = kind(character);
        let goes_on = now == before || (before == Kind::Capital && now == Kind::Small);
        if now != Kind::Other {
            characters += 1;
            words += usize::from(!goes_on);
        }
        before = now;
    }
    characters as f32 / words.max(1) as f32
}

fn is_plain(value: &str) -> bool {
    let small = value.to_lowercase();
    has(NO_VALUES, &small)
        || is_address(value)
        || is_file(&small)
        || is_date(value)
        || is_version(value)
        || is_ordinal(&small)
        || is_case(value)
        || is_reference(value)
}

fn is_year(digits: &str) -> bool {
    digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20"))
}

/// Whether a value is a mail address, a URL, a host name or a path.
fn is_address(value: &str) -> bool {
    let mail = value.rsplit_once('@').is_some_and(|(user, host)| {
        let parts: Vec<&str> = host.split('.').collect();
        let named = parts.iter().all(|part| !part.is_empty());
        let end = parts
            .last()
            .is_some_and(|last| last.len() > 1 && last.chars().all(|one| one.is_ascii_lowercase()));
        !user.is_empty() && !user.contains(':') && parts.len() > 1 && named && end
    });
    let rooted = value.starts_with('/') || value.starts_with("./") || value.starts_with("~/");
    let host = ["www.", "http:", "https:"]
        .iter()
        .any(|start| value.starts_with(start));
    mail || host
        || value.contains("://")
        || (rooted && value.matches('/').count() > 1)
        || [".gob.bo", ".com", ".org", ".bo", ".local"]
            .iter()
            .any(|end| value.ends_with(end))
}

fn is_file(small: &str) -> bool {
    const ENDINGS: &str = "\
        pdf doc docx xls xlsx odt ods md txt toml json jsonl csv zip png jpg jpeg xml html eml \
        msg p12 pfx pem crt cer key asc kdbx yml yaml py rs js java sql log bpmn svg pptx rtf \
        tar gz";
    let parts = small.rsplit_once('.');
    parts.is_some_and(|(name, ending)| !name.is_empty() && has(ENDINGS, ending))
}

/// Whether a value is a day, a time, an amount or a ratio: digits with signs between them.
fn is_date(value: &str) -> bool {
    let has_digit = value.contains(|one: char| one.is_ascii_digit());
    let has_sign = value.contains(|one: char| !one.is_ascii_digit());
    let fits = |one: char| one.is_ascii_digit() || "-/.:,+()hTZ°º%".contains(one);
    has_digit && has_sign && value.chars().all(fits)
}

fn is_version(value: &str) -> bool {
    let rest = value.trim_start_matches(['v', 'V']);
    let numbered = rest.starts_with(|one: char| one.is_ascii_digit());
    let marked = rest.len() < value.len() && rest.len() <= 8;
    let pointed = rest.contains('.') && rest.split('.').next().is_some_and(|one| one.len() <= 3);
    let is_number = |part: &str| part.chars().all(|one| one.is_ascii_digit());
    numbered && (marked || (pointed && rest.len() <= 14)) && rest.split('.').any(is_number)
}

/// Whether a value is an ordinal or a number with a unit: `1ra`, `25vo`, `3rd`, `10d`, `500mb`.
fn is_ordinal(small: &str) -> bool {
    let digits = small.chars().take_while(char::is_ascii_digit).count();
    let rest = &small[digits..];
    let counted = (1..=3).contains(&rest.len()) || is_unit(rest);
    digits > 0 && counted && rest.chars().all(char::is_alphabetic)
}

/// Whether a value is a case id: `pr07-7q3kdm2xw4ta`.
fn is_case(value: &str) -> bool {
    value.split_once('-').is_some_and(|(procedure, rest)| {
        let small = |one: u8| one.is_ascii_lowercase() || one.is_ascii_digit();
        procedure.len() <= 8
            && rest.len() == 12
            && rest.bytes().all(small)
            && procedure.bytes().all(small)
            && procedure.starts_with(|first: char| first.is_ascii_lowercase())
    })
}

/// Whether a value is a document reference: parts that are numbers, acronyms with or without a
/// number, or words, as in `AGETIC/RA/0153/2023`, `HR-77/2026`, `Informe-12-2026`, `anexo-2`.
fn is_reference(value: &str) -> bool {
    let parts: Vec<&str> = value
        .split(['/', '-', '_', '.', '°', 'º', '·'])
        .filter(|part| !part.is_empty())
        .collect();
    let number = |part: &&str| part.bytes().all(|byte| byte.is_ascii_digit());
    let acronym = |part: &&str| {
        let letters = part.trim_end_matches(|one: char| one.is_ascii_digit());
        let digits = part.len() - letters.len();
        !letters.is_empty()
            && letters.chars().all(char::is_uppercase)
            && digits <= 8
            && letters.chars().count() <= 12
    };
    let versioned = |part: &&str| {
        let rest = part.trim_start_matches(['v', 'n', 'r', 'p', 't']);
        rest.len() < part.len() && part.len() <= 5 && rest.bytes().all(|byte| byte.is_ascii_digit())
    };
    let word = |part: &&str| {
        part.chars().all(char::is_alphabetic) && part.chars().skip(1).all(char::is_lowercase)
    };
    let document = |part: &&str| {
        let name = part
            .trim_end_matches(|one: char| one.is_ascii_digit())
            .to_lowercase();
        has(DOCUMENTS, &name) && part.len() - name.len() <= 3
    };
    match parts.as_slice() {
        [] => false,
        [only] => (acronym(only) && is_short(only)) || document(only),
        [first, ..] => {
            let formal = |part: &&str| number(part) || acronym(part) || versioned(part);
            let is_name = |part: &&str| formal(part) || word(part) || document(part);
            parts.iter().all(formal)
                || (document(first) && parts.iter().all(is_name))
                || (parts.iter().all(word) && value.contains(['/', '-', '_']))
        }
    }
}

/// Whether an acronym has few letters: `HR2026`, `AIT`.
fn is_short(acronym: &str) -> bool {
    acronym.chars().filter(|one| one.is_alphabetic()).count() <= 4
}

/// Whether a value has a sign that people put into passwords, other than at its end.
fn has_sign(value: &str) -> bool {
    let signs = "@#$%&*+!?^~=";
    let inner = value.trim_end_matches(['!', '?']);
    inner.contains(|one| signs.contains(one)) || value.ends_with('!')
}

/// Whether a word has signs by spelling alone: `usuari@s`, `funcionario/a`, `¡urgente!`.
fn is_spelling(value: &str) -> bool {
    let inner = value
        .trim_start_matches(['¡', '¿'])
        .trim_end_matches(['!', '?']);
    let gendered = inner
        .split_once('@')
        .is_some_and(|(_, end)| matches!(end, "" | "s"));
    let word = inner.chars().all(char::is_alphabetic);
    gendered || word || inner.contains(['=', '&', '+'])
}

/// How many capitals begin a run of lower-case letters; 0 where there are other characters.
fn humps(value: &str) -> usize {
    if !value.chars().all(char::is_alphabetic) {
        return 0;
    }
    let pairs = value.chars().zip(value.chars().skip(1));
    pairs
        .filter(|(one, next)| one.is_uppercase() && next.is_lowercase())
        .count()
}

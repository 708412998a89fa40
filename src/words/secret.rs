use crate::words::matching;

/// What a text holds that nobody should be able to read for ever.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SecretLike {
    PrivateKey,
    Token,
    Password,
}

/// The fewest characters of a token that no word announces.
const BARE: usize = 24;
/// The fewest characters of what is announced as a token or a password.
const ANNOUNCED: usize = 12;
/// Below so many characters between changes from letter to digit or from small to capital, a text
/// was not written to be read.
const READABLE: f32 = 2.6;

/// The same of what stands behind a word that announces a secret: a reference is plainer than most
/// passwords.
const PLAIN: f32 = 3.2;

/// Whether a text looks as if it held a private key, a token or a password. References, dates,
/// addresses, identifiers with hyphens (RFC 9562) and digests in hexadecimal do not.
pub fn secret_like(text: &str) -> Option<SecretLike> {
    if is_private_key(text) {
        return Some(SecretLike::PrivateKey);
    }
    if has_password(text) {
        return Some(SecretLike::Password);
    }
    let mut runs = text.split(|character: char| !is_of_token(character));
    runs.any(is_token).then_some(SecretLike::Token)
}

fn is_private_key(text: &str) -> bool {
    let headed = text.contains("-----BEGIN") && text.contains("PRIVATE KEY");
    headed || text.contains("PuTTY-User-Key-File") || text.contains("AGE-SECRET-KEY-")
}

/// In an address before its host, or behind a word that says so.
fn has_password(text: &str) -> bool {
    let in_address = text.split("://").skip(1).any(|rest| {
        let end = rest.find(|character: char| character == '/' || character.is_whitespace());
        let authority = &rest[..end.unwrap_or(rest.len())];
        let user = authority.rsplit_once('@').map(|(user, _)| user);
        user.and_then(|user| user.split_once(':'))
            .is_some_and(|(_, password)| !password.is_empty())
    });
    in_address || announced(text)
}

fn announced(text: &str) -> bool {
    const WORDS: [&str; 9] = [
        "password",
        "passwd",
        "contrasena",
        "secret",
        "secreto",
        "token",
        "bearer",
        "api_key",
        "api-key",
    ];
    let words: Vec<&str> = text.split_whitespace().collect();
    let says = |word: &str| {
        let word = matching(word.trim_end_matches([':', '=']));
        WORDS.iter().any(|known| word.ends_with(known))
    };
    let behind = |value: &str| {
        let value = value.trim_matches(['"', '\'', '`', ',', ';', '.']);
        let digits = value.chars().filter(char::is_ascii_digit).count();
        let letters = value.chars().filter(char::is_ascii_alphabetic).count();
        value.chars().count() >= ANNOUNCED && digits > 0 && letters > 0 && !is_plain(value)
    };
    let assigned = words.iter().any(|word| {
        let parts = word.split_once(['=', ':']);
        parts.is_some_and(|(name, value)| says(name) && behind(value))
    });
    let mut announcing = (0..words.len()).filter(|place| says(words[*place]));
    let near = |place: usize| {
        words
            .iter()
            .skip(place + 1)
            .take(2)
            .any(|word| behind(word))
    };
    assigned || announcing.any(near)
}

/// What stands behind such words and is none: a date, a reference, an identifier.
fn is_plain(value: &str) -> bool {
    is_identifier(value) || words_in(value) >= PLAIN
}

const fn is_of_token(character: char) -> bool {
    character.is_ascii_alphanumeric() || matches!(character, '+' | '/' | '=' | '_' | '-' | '.')
}

fn is_token(run: &str) -> bool {
    let known = known_prefix(run) || is_json_web_token(run);
    known || run.split('.').any(is_bare_token)
}

/// The beginnings by which well-known services mark their tokens.
fn known_prefix(run: &str) -> bool {
    const PREFIXES: [&str; 11] = [
        "ghp_",
        "gho_",
        "ghs_",
        "github_pat_",
        "glpat-",
        "xoxb-",
        "xoxp-",
        "AKIA",
        "AIza",
        "sk-",
        "npm_",
    ];
    PREFIXES.iter().any(|prefix| {
        let rest = run.strip_prefix(prefix);
        rest.is_some_and(|rest| {
            let solid = rest.chars().take_while(char::is_ascii_alphanumeric).count();
            solid >= 16 && rest.chars().any(|character| character.is_ascii_digit())
        })
    })
}

/// RFC 7519: three parts with points between them, the first an object in base64.
fn is_json_web_token(run: &str) -> bool {
    run.starts_with("eyJ") && run.matches('.').count() == 2 && run.len() > 30
}

fn is_bare_token(run: &str) -> bool {
    let run = run.trim_matches(['=', '/', '-', '_', '+']);
    let digits = run.chars().filter(char::is_ascii_digit).count();
    let letters = run.chars().filter(char::is_ascii_alphabetic).count();
    let is_long = run.len() >= BARE && digits > 2 && letters > 2;
    is_long && !is_identifier(run) && words_in(run) < READABLE
}

/// A digest of 20 or 32 bytes, or of the 10 of a work item, in hexadecimal; an identifier of
/// RFC 9562.
fn is_identifier(run: &str) -> bool {
    let is_hex = |part: &str| part.bytes().all(|byte| byte.is_ascii_hexdigit());
    let parts: Vec<&str> = run.split('-').collect();
    let lengths: Vec<usize> = parts.iter().map(|part| part.len()).collect();
    parts.iter().all(|part| is_hex(part))
        && matches!(lengths.as_slice(), [20 | 40 | 64] | [8, 4, 4, 4, 12])
}

/// How many characters stand together on average before letter changes to digit or small to
/// capital; a capital that begins a word is part of it.
#[expect(clippy::cast_precision_loss, reason = "texts are short")]
fn words_in(run: &str) -> f32 {
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

#[cfg(test)]
mod tests {
    use super::{SecretLike, secret_like};

    #[track_caller]
    fn case(text: &str, expected: Option<SecretLike>) {
        assert_eq!(secret_like(text), expected, "{text}");
    }

    #[test]
    fn keys_tokens_and_passwords_are_told() {
        case(
            "-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1r\n",
            Some(SecretLike::PrivateKey),
        );
        for token in [
            "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9P",
            "el acceso es ghp_16C7e42F292c6912E7710c838347Ae178B4a",
            "AKIAIOSFODNN7EXAMPLE1",
            "usar q8Zr2LkV0pXw9TbN4yHd7QmE",
            "9f86d081884c7d659a2feaa0c55ad015",
            "clave_de_prueba: Zk3+fQ9/uT1vX8yLm2Rb7Nc0Wd4=",
            "k3j2h4g5f6d7s8a9q1w2e3r4t5",
        ] {
            case(token, Some(SecretLike::Token));
        }
        for password in [
            "https://ana:secreta@entidad.gob.bo/api",
            "password=Tr4mites2026x!",
            "token: a1B2c3D4e5F6",
            "el token es Zx81nSgd77QpLw02",
            "Authorization: Bearer 9a8B7c6D5e4F",
            "contraseña: \"xK9pL2qR7wT4\"",
        ] {
            case(password, Some(SecretLike::Password));
        }
    }

    #[test]
    fn what_people_write_in_a_case_is_let_be() {
        for text in [
            "CITE AGETIC/UGAT/AIT/NI/0123/2026",
            "AGETIC-UGAT-AIT-INF-2026-0123-REV-A1",
            "Informe_Tecnico_Integracion_CD_v2_2026-03-02_final",
            "https://interoperabilidad.gob.bo/documentos/2026/03/informe-12.pdf",
            "Se devuelve: falta el token de la URI de notificación en el anexo 1",
            "el token: se entregó el 2026-03-02",
            "secreto: AGETIC/RA/0153/2023",
            "token: 0f8fad5b-d9cd-469f-a165-70867728950e",
            "sha256 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
            "evento 8f1c6a0e5d4b3c2a19087f6e5d4c3b2a19087f6e",
            "pr07-7q3kdm2xw4ta",
            "ana.quispe@entidad.gob.bo, +591 2 2184026",
            "UGATAITPROCEDIMIENTOSPARALAIMPLEMENTACION2026",
            "IMG_20260302_101200_HDR_ANVERSO_001",
            "",
        ] {
            case(text, None);
        }
        case(&"x".repeat(500), None);
    }
}

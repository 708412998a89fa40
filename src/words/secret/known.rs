//! What is a secret by itself, whatever stands before it: keys, tokens of known services, addresses
//! with a password, and long runs that no person wrote to be read.

use std::ops::Range;

use crate::words::secret::SecretLike;
use crate::words::secret::shape::{is_stand_in, is_uuid, words_in};
use crate::words::secret::vocabulary::has;

/// Below so many characters between changes from letter to digit or from small to capital, a text
/// was not written to be read.
const READABLE: f32 = 2.6;

/// Every such place of a text; a long run has so many characters at least.
pub fn known(text: &str, least: usize) -> Vec<(SecretLike, Range<usize>)> {
    let mut found = Vec::new();
    found.extend(private_key(text).map(|range| (SecretLike::PrivateKey, range)));
    found.extend(
        in_addresses(text)
            .into_iter()
            .map(|range| (SecretLike::Password, range)),
    );
    for range in runs(text) {
        if let Some(like) = of_run(&text[range.clone()], least) {
            found.push((like, range));
        }
    }
    found.extend(
        basic(text)
            .into_iter()
            .map(|range| (SecretLike::Password, range)),
    );
    found
}

/// A key with the frame that tools write around it; it reaches to the end.
fn private_key(text: &str) -> Option<Range<usize>> {
    let small = text.to_ascii_lowercase();
    let framed = || {
        small
            .find("-----begin")
            .filter(|_| small.contains("private key"))
    };
    let other = || {
        small
            .find("putty-user-key-file")
            .or_else(|| small.find("age-secret-key-"))
    };
    framed().or_else(other).map(|start| start..text.len())
}

/// Passwords in addresses before the host, with a scheme or without: `ana:…@entidad.gob.bo`.
fn in_addresses(text: &str) -> Vec<Range<usize>> {
    const LABELS: &str = "\
        correo email mail mailto e-mail contacto cc para de from to";
    let mut found = Vec::new();
    for range in words(text) {
        let word = &text[range.clone()];
        let scheme = word.find("://").map(|at| at + 3);
        let begin = scheme.unwrap_or(0);
        let rest = &word[begin..];
        let authority = &rest[..rest.find(['/', '?', '#']).unwrap_or(rest.len())];
        // A password may have signs that an address would have to escape.
        let Some((user, _)) = authority.rsplit_once('@').or_else(|| rest.rsplit_once('@')) else {
            continue;
        };
        let Some((name, password)) = user.split_once(':') else {
            continue;
        };
        let some = |test: fn(&char) -> bool| password.chars().any(|one| test(&one));
        let named = name
            .trim_start_matches(['<', '(', '"', '\'', '`'])
            .to_lowercase();
        let chosen = password.chars().count() >= 6
            && some(char::is_ascii_digit)
            && some(|one| one.is_alphabetic())
            && !has(LABELS, &named);
        let stands_in = ["<", "{", "$", "*"]
            .iter()
            .any(|sign| password.starts_with(sign));
        if !password.is_empty() && !stands_in && (scheme.is_some() || chosen) {
            let start = range.start + begin + name.len() + 1;
            found.push(start..start + password.len());
        }
    }
    found
}

/// The ranges between blanks.
fn words(text: &str) -> impl Iterator<Item = Range<usize>> {
    let start = text.as_ptr().addr();
    text.split_whitespace().map(move |word| {
        let begin = word.as_ptr().addr() - start;
        begin..begin + word.len()
    })
}

const fn is_of_token(character: char) -> bool {
    character.is_ascii_alphanumeric() || matches!(character, '+' | '/' | '=' | '_' | '-' | '.')
}

/// The ranges of characters that tokens are made of.
fn runs(text: &str) -> impl Iterator<Item = Range<usize>> {
    let start = text.as_ptr().addr();
    text.split(|character| !is_of_token(character))
        .filter(|run| run.len() >= 12)
        .map(move |run| {
            let begin = run.as_ptr().addr() - start;
            begin..begin + run.len()
        })
}

fn of_run(run: &str, least: usize) -> Option<SecretLike> {
    if is_key_in_base64(run) {
        return Some(SecretLike::PrivateKey);
    }
    let parts = || run.split(['=', '/']);
    let known = known_prefix(run) || parts().any(known_prefix) || is_json_web_token(run);
    (known || run.split('.').any(|part| is_bare_token(part, least))).then_some(SecretLike::Token)
}

/// The beginnings of keys in DER and of OpenSSH, in base64.
fn is_key_in_base64(run: &str) -> bool {
    const BEGINNINGS: &str = "\
        MIIE MIIJ MIIC MIIB MIIG MIG MHcC MHQC MIHc MC4CAQ b3BlbnNzaC1rZXk";
    let begins = BEGINNINGS.split(' ').any(|one| run.starts_with(one));
    let made = run.len() >= 20
        && run
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"+/=".contains(&byte));
    begins && made && run.bytes().any(|byte| byte.is_ascii_lowercase())
}

/// The beginnings by which well-known services mark their tokens.
fn known_prefix(run: &str) -> bool {
    const PREFIXES: &str = "\
        ghp_ gho_ ghu_ ghs_ ghr_ github_pat_ glpat- gldt- glrt- xoxb- xoxp- xoxa- xoxr- xoxs- \
        xapp- AKIA ASIA AIza ya29. sk- sk_live_ sk_test_ rk_live_ pk_live_ npm_ pypi- dop_v1_ \
        SG. hf_ shpat_ dckr_pat_ hvs. GOCSPX- figd_ lin_api_ whsec_ EAAC ATATT sq0csp- key- \
        tvly- gsk_ nvapi- r8_ PMAK-";
    /// Those that begin ordinary words as well.
    const WEAK: &str = "\
        sk- key- r8_ EAAC ASIA SG. hf_";
    PREFIXES.split(' ').any(|prefix| {
        let rest = run.strip_prefix(prefix);
        rest.is_some_and(|rest| {
            let solid = rest.chars().filter(char::is_ascii_alphanumeric).count();
            let digit = rest.chars().any(|character| character.is_ascii_digit());
            solid >= 16 && digit && (!has(WEAK, prefix) || words_in(rest) < 4.0)
        })
    })
}

/// RFC 7519: parts with points between them, the first an object in base64.
fn is_json_web_token(run: &str) -> bool {
    run.find("eyJ").is_some_and(|at| {
        let token = &run[at..];
        token.len() > 30 && token.contains('.')
    })
}

/// A run that nobody wrote to be read. One of less than usual has both small and capital letters,
/// which ids of cases, acts and files do not.
fn is_bare_token(run: &str, least: usize) -> bool {
    const USUAL: usize = 24;
    let cased = |run: &str| {
        let has = |test: fn(&u8) -> bool| run.bytes().any(|byte| test(&byte));
        has(u8::is_ascii_lowercase) && has(u8::is_ascii_uppercase)
    };
    if least == USUAL {
        return is_tangled(run, USUAL);
    }
    // What is repeated is a path as a rule, of which the parts count.
    let whole = run.split('/').any(|part| is_tangled(part, USUAL));
    let mut parts = run.split(['/', '-', '_', '=']);
    whole || parts.any(|part| cased(part) && is_tangled(part, least))
}

fn is_tangled(run: &str, least: usize) -> bool {
    let run = run.trim_matches(['=', '/', '-', '_', '+']);
    let digits = run.chars().filter(char::is_ascii_digit).count();
    let letters = run.chars().filter(char::is_ascii_alphabetic).count();
    let is_long = run.len() >= least && digits > 2 && letters > 2;
    is_long && !is_identifier(run) && words_in(run) < READABLE
}

/// A digest of 20 or 32 bytes, or of the 10 of a work item, in hexadecimal; an identifier of
/// RFC 9562.
fn is_identifier(run: &str) -> bool {
    let is_hex = run.bytes().all(|byte| byte.is_ascii_hexdigit());
    (is_hex && matches!(run.len(), 20 | 40 | 64)) || is_uuid(run)
}

/// What stands behind `Basic` or `Bearer`: a name and a password in base64, or a token.
fn basic(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut before = "";
    for range in words(text) {
        let word = &text[range.clone()];
        let around = |one: char| "\"'`,;)>«»“”".contains(one);
        let value = word.trim_start_matches(around);
        let start = range.end - value.len();
        let value = value.trim_end_matches(around);
        let range = start..start + value.len();
        let scheme = before
            .trim_start_matches(|one: char| !one.is_alphanumeric())
            .to_ascii_lowercase();
        let scheme = scheme.rsplit(':').next().unwrap_or_default();
        let is = match scheme {
            "basic" => decoded(value).is_some_and(|text| text.contains(&b':')),
            "bearer" => {
                value.len() >= 8
                    && value.bytes().any(|byte| byte.is_ascii_digit())
                    && value.chars().all(is_of_token)
                    && !is_stand_in(value)
                    && words_in(value) < 4.1
            }
            _ => false,
        };
        if is {
            found.push(range.clone());
        }
        // `-u ana:…` of curl, `-pNevado2026` of mysql.
        let pair = (before == "-u" || before == "--user")
            .then(|| value.split_once(':'))
            .flatten();
        let shell = before == "-p" && text.contains("sshpass");
        if shell || pair.is_some_and(|(_, password)| password.len() >= 4 && !is_stand_in(password))
        {
            found.push(range.clone());
        }
        before = word;
    }
    found
}

/// Bytes from base64, where they are text.
fn decoded(value: &str) -> Option<Vec<u8>> {
    let value = value.trim_end_matches('=');
    if value.len() < 8 {
        return None;
    }
    let (mut bytes, mut held, mut bits) = (Vec::new(), 0_u32, 0);
    for byte in value.bytes() {
        let digit = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            _ => return None,
        };
        held = (held << 6) | u32::from(digit);
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push(u8::try_from((held >> bits) & 0xff).ok()?);
        }
    }
    bytes
        .iter()
        .all(|byte| (b' '..0x7f).contains(byte))
        .then_some(bytes)
}

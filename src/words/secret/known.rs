//! Secrets recognised by themselves, without a word before them: private keys, tokens of known
//! services, addresses with a password, and long random runs.

use std::ops::Range;

use crate::words::secret::SecretLike;
use crate::words::secret::shape::{is_stand_in, is_uuid, words_in};
use crate::words::secret::vocabulary::has;

/// The fewest characters between changes from letter to digit or from lower to upper case in text
/// that was written to be read.
const READABLE: f32 = 2.6;

/// The byte ranges of such secrets; a random run has at least `least` characters.
pub fn known(text: &str, least: usize) -> Vec<(SecretLike, Range<usize>)> {
    let key = private_key(text).map(|range| (SecretLike::PrivateKey, range));
    let passwords = in_addresses(text).into_iter().chain(basic(text));
    let tokens = runs(text).filter_map(|range| Some((of_run(&text[range.clone()], least)?, range)));
    key.into_iter()
        .chain(passwords.map(|range| (SecretLike::Password, range)))
        .chain(tokens)
        .collect()
}

/// A key in the frame that tools write around it; it counts to the end of the text.
fn private_key(text: &str) -> Option<Range<usize>> {
    let small = text.to_ascii_lowercase();
    let framed = small.find("-----begin");
    framed
        .filter(|_| small.contains("private key"))
        .or_else(|| small.find("putty-user-key-file"))
        .or_else(|| small.find("age-secret-key-"))
        .map(|start| start..text.len())
}

/// Passwords before the host of an address, with or without a scheme: `ana:…@entidad.gob.bo`.
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
        // The password may hold signs that a valid address would have escaped.
        let user = authority.rsplit_once('@').or_else(|| rest.rsplit_once('@'));
        let Some((name, password)) = user.and_then(|(user, _)| user.split_once(':')) else {
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
        let stands_in = password.starts_with(['<', '{', '$', '*']);
        if !password.is_empty() && !stands_in && (scheme.is_some() || chosen) {
            let start = range.start + begin + name.len() + 1;
            found.push(start..start + password.len());
        }
    }
    found
}

/// The byte ranges of the words between blanks.
fn words(text: &str) -> impl Iterator<Item = Range<usize>> {
    text.split_whitespace()
        .map(move |word| range_of(text, word))
}

fn range_of(text: &str, part: &str) -> Range<usize> {
    let begin = part.as_ptr().addr() - text.as_ptr().addr();
    begin..begin + part.len()
}

const fn is_token_character(character: char) -> bool {
    character.is_ascii_alphanumeric() || matches!(character, '+' | '/' | '=' | '_' | '-' | '.')
}

/// The byte ranges of runs of token characters.
fn runs(text: &str) -> impl Iterator<Item = Range<usize>> {
    text.split(|character| !is_token_character(character))
        .filter(|run| run.len() >= 12)
        .map(move |run| range_of(text, run))
}

fn of_run(run: &str, least: usize) -> Option<SecretLike> {
    if is_key_in_base64(run) {
        return Some(SecretLike::PrivateKey);
    }
    let parts = || run.split(['=', '/']);
    let known = known_prefix(run) || parts().any(known_prefix) || is_json_web_token(run);
    (known || run.split('.').any(|part| is_bare_token(part, least))).then_some(SecretLike::Token)
}

/// Whether a run begins like a DER or OpenSSH key in base64.
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

/// Whether a run begins with the prefix of a well-known service's tokens.
fn known_prefix(run: &str) -> bool {
    const PREFIXES: &str = "\
        ghp_ gho_ ghu_ ghs_ ghr_ github_pat_ glpat- gldt- glrt- xoxb- xoxp- xoxa- xoxr- xoxs- \
        xapp- AKIA ASIA AIza ya29. sk- sk_live_ sk_test_ rk_live_ pk_live_ npm_ pypi- dop_v1_ \
        SG. hf_ shpat_ dckr_pat_ hvs. GOCSPX- figd_ lin_api_ whsec_ EAAC ATATT sq0csp- key- \
        tvly- gsk_ nvapi- r8_ PMAK-";
    /// Prefixes that also begin ordinary words.
    const WEAK: &str = "\
        sk- key- r8_ EAAC ASIA SG. hf_";
    PREFIXES.split(' ').any(|prefix| {
        run.strip_prefix(prefix).is_some_and(|rest| {
            let solid = rest.chars().filter(char::is_ascii_alphanumeric).count();
            let digit = rest.chars().any(|character| character.is_ascii_digit());
            solid >= 16 && digit && (!has(WEAK, prefix) || words_in(rest) < 4.0)
        })
    })
}

/// RFC 7519: dot-separated parts, the first a JSON object in base64.
fn is_json_web_token(run: &str) -> bool {
    run.find("eyJ").is_some_and(|at| {
        let token = &run[at..];
        token.len() > 30 && token.contains('.')
    })
}

/// Whether a run is random. One shorter than usual must also mix cases, which ids of cases, acts
/// and files do not.
fn is_bare_token(run: &str, least: usize) -> bool {
    const USUAL: usize = 24;
    let cased = |run: &str| run.contains(char::is_lowercase) && run.contains(char::is_uppercase);
    if least == USUAL {
        return is_tangled(run, USUAL);
    }
    // Text quoted in an error is often a path: judge its parts.
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

/// Whether a run is a hash of 10 (a work item), 20 or 32 bytes in hexadecimal, or a UUID (RFC
/// 9562).
fn is_identifier(run: &str) -> bool {
    let is_hex = run.bytes().all(|byte| byte.is_ascii_hexdigit());
    (is_hex && matches!(run.len(), 20 | 40 | 64)) || is_uuid(run)
}

/// The credentials after `Basic` or `Bearer`, and passwords in shell commands.
fn basic(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut before = "";
    for range in words(text) {
        let word = &text[range.clone()];
        let around = |one: char| "\"'`,;)>«»“”".contains(one);
        let value = word.trim_matches(around);
        let range = range_of(text, value);
        let scheme = before
            .trim_start_matches(|one: char| !one.is_alphanumeric())
            .to_ascii_lowercase();
        let is_secret = match scheme.rsplit(':').next().unwrap_or_default() {
            "basic" => decoded(value).is_some_and(|text| text.contains(&b':')),
            "bearer" => {
                value.len() >= 8
                    && value.bytes().any(|byte| byte.is_ascii_digit())
                    && value.chars().all(is_token_character)
                    && !is_stand_in(value)
                    && words_in(value) < 4.1
            }
            _ => false,
        };
        // curl's `-u ana:…`, sshpass's `-p Nevado2026`.
        let pair = (before == "-u" || before == "--user")
            .then(|| value.split_once(':'))
            .flatten();
        let is_password = |password: &str| password.len() >= 4 && !is_stand_in(password);
        if is_secret
            || (before == "-p" && text.contains("sshpass"))
            || pair.is_some_and(|(_, password)| is_password(password))
        {
            found.push(range);
        }
        before = word;
    }
    found
}

/// The bytes of a base64 text, if all are printable ASCII.
fn decoded(value: &str) -> Option<Vec<u8>> {
    let value = value.trim_end_matches('=');
    if value.len() < 8 {
        return None;
    }
    let (mut bytes, mut pending, mut bits) = (Vec::new(), 0_u32, 0);
    for byte in value.bytes() {
        let digit = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            _ => return None,
        };
        pending = (pending << 6) | u32::from(digit);
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push(u8::try_from((pending >> bits) & 0xff).ok()?);
        }
    }
    let is_text = bytes.iter().all(|byte| (b' '..0x7f).contains(byte));
    is_text.then_some(bytes)
}

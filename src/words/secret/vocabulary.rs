//! The vocabulary of secrets in Spanish and English: key words and the words around them, in lower
//! case without accents.

/// Whether a list of words separated by blanks has a word.
pub fn has(list: &str, word: &str) -> bool {
    list.split(' ').any(|one| one == word)
}

pub const PASSWORDS: &str = "\
    password passwd passphrase passcode passw passwrd pasword passwort contrasena \
    contrasenia contracena contrasenya cntrsna pwd pswd psw pw psswd clave clv clabe llave \
    userpassword passw0rd p4ssword";

pub const AMBIGUOUS: &str = "\
    pass contra pas key seed semilla frase acceso phrase";

pub const PINS: &str = "\
    pin otp cvv 2fa mfa puk";

pub const TOKENS: &str = "\
    token bearer secret secreto apikey credential jwt cookie sessionid jsessionid phpsessid \
    signature sas";

pub const PAIRS: &str = "\
    credenciales credentials creds credencial login";

/// One-time codes.
pub const CODES: &str = "\
    codigo code cod";

pub const OF_CODES: &str = "\
    verificacion acceso seguridad autenticacion confirmacion activacion desbloqueo ingreso \
    secreto sms otp recuperacion uso";

pub const BEFORE_CODES: &str = "\
    verification access security authentication confirmation activation unlock secret \
    recovery time sms 2fa otp login mfa";

pub const BEFORE_KEYS: &str = "api secret access private account client encryption auth";

pub const OF: &str = "de del la su";

/// Words that make the key word after them harmless: `palabra clave`.
pub const HARMLESS_BEFORE: &str = "\
    palabra palabras punto puntos persona personas fecha fechas actividad actividades \
    documento documentos keyword foreign primary en elemento factor aspecto dato datos \
    indicador public publica";

/// Words that make the key word before them harmless: `clave primaria`.
pub const HARMLESS_BEHIND: &str = "\
    presupuestaria presupuestario catastral primaria foranea publica unica publico exito \
    programatica contable economica geografica municipal bancaria";

/// Words that state a value: `la clave es …`.
pub const CONNECTORS: &str = "\
    es is era was sera seria son are fue queda quedo quedara a to por como as esta this \
    siguiente dice says actual be usar use puse pon ponga poner pongan usa usen digite \
    ingrese marque teclee enter type s";

/// Words between a connector and the value.
pub const FILLERS: &str = "\
    la el los las the lo siguiente following esta este esto ahora now aun still todavia \
    igual nueva nuevo new temporal temporary provisional inicial initial provisoria actual \
    current por defecto default asi de en no sigue siendo simplemente just hoy today para \
    todos user usuario root admin administrador bearer basic token hex base64 numero nro n \
    misma mismo same su mi my your un una uno";

/// Words that qualify the key word.
pub const ADJECTIVES: &str = "\
    nueva nuevo new temporal temporary temp provisional provisoria inicial initial actual \
    current default maestra master secreta secreto personal anterior vieja old wifi key \
    phrase code";

/// Words between a value and the key word after it.
pub const ARTICLES: &str = "\
    la el the mi su my your tu nueva new una a of como as es is era was de sera nuestra our \
    temporal";

/// Those of them that state that the value is the secret.
pub const COPULAS: &str = "es is era was como as sera de";

//! Why a file or standard input cannot be read as text.

use crate::cli::failure::{Failure, refused};
use crate::words::{Encoding, NoText, Text};

/// It is no text; `what` names it.
pub fn no_text(what: &Text, found: NoText) -> Failure {
    let Text { es, en } = what;
    if let NoText::BrokenUtf8 { line } = found {
        return refused!(
            "invalid-utf8",
            "la línea {line} de {es} no está en UTF-8, como el resto",
            "line {line} of {en} is not in UTF-8, as the rest is",
        )
        .with_hint(anew());
    }
    let (es_found, en_found) = called(found);
    refused!(
        "not-text",
        "{es} no se puede leer como texto: parece {es_found}",
        "{en} cannot be read as text: it looks like {en_found}"
    )
    .with_hint(way_out(found))
}

/// It is text in another encoding than UTF-8, in which it has to be, or none.
pub fn not_utf8(what: &Text, found: Result<Encoding, NoText>) -> Failure {
    let encoding = match found {
        Ok(Encoding::Windows1252) => "Windows-1252",
        Ok(Encoding::Utf16 { .. }) => "UTF-16",
        Ok(Encoding::Utf8) => "UTF-8",
        Err(found) => return no_text(what, found),
    };
    let Text { es, en } = what;
    refused!(
        "invalid-utf8",
        "{es} no está en UTF-8: parece {encoding}",
        "{en} is not in UTF-8: it looks like {encoding}"
    )
    .with_hint(anew())
}

/// What bytes are called that are no text.
const fn called(found: NoText) -> (&'static str, &'static str) {
    match found {
        NoText::ExcelSheet => ("una planilla de Excel (.xlsx)", "an Excel sheet (.xlsx)"),
        NoText::OpenSheet => (
            "una planilla de LibreOffice (.ods)",
            "a LibreOffice sheet (.ods)",
        ),
        NoText::OldOffice => (
            "un archivo de Excel o Word de antes de 2007 (.xls, .doc)",
            "a file of Excel or Word before 2007 (.xls, .doc)",
        ),
        NoText::Document => (
            "un documento de Word o LibreOffice (.docx, .odt)",
            "a Word or LibreOffice document (.docx, .odt)",
        ),
        NoText::Archive => ("un archivo comprimido", "a compressed file"),
        NoText::Pdf => ("un PDF", "a PDF"),
        NoText::Utf32 => ("UTF-32", "UTF-32"),
        NoText::BrokenUtf16 => (
            "UTF-16 con caracteres cortados",
            "UTF-16 with characters cut in half",
        ),
        NoText::BrokenUtf8 { .. } => ("UTF-8 dañado", "damaged UTF-8"),
        NoText::Binary => ("un archivo binario", "a binary file"),
    }
}

const fn way_out(found: NoText) -> Text {
    match found {
        NoText::ExcelSheet | NoText::OpenSheet | NoText::OldOffice => Text::of(
            "guarde la hoja como CSV UTF-8: en Excel, Guardar como → «CSV UTF-8 (delimitado por comas)»; en LibreOffice, Guardar como → «Texto CSV», con el juego de caracteres UTF-8",
            "save the sheet as CSV UTF-8: in Excel, Save As → “CSV UTF-8 (Comma delimited)”; in LibreOffice, Save As → “Text CSV”, with the character set UTF-8",
        ),
        NoText::Document | NoText::Pdf => Text::of(
            "copie su texto a un archivo de texto sin formato, en UTF-8",
            "copy its text to a plain text file, in UTF-8",
        ),
        NoText::Archive => Text::of(
            "descomprímalo, y dé el archivo que contiene",
            "unpack it, and give the file that is in it",
        ),
        NoText::Utf32 | NoText::BrokenUtf16 | NoText::BrokenUtf8 { .. } => anew(),
        NoText::Binary => Text::of(
            "dé un archivo de texto, en UTF-8",
            "give a text file, in UTF-8",
        ),
    }
}

const fn anew() -> Text {
    Text::of(
        "guárdelo de nuevo en UTF-8: en el Bloc de notas, Guardar como → Codificación: UTF-8",
        "save it again in UTF-8: in Notepad, Save As → Encoding: UTF-8",
    )
}

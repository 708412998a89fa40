use crate::cli::help::pages::{Page, t};
use crate::words::Text;

const FORM: Text = t(
    "El formulario: `anexo-1`, `anexo-2` o `anexo-3`",
    "The form: `anexo-1`, `anexo-2` or `anexo-3`",
);
const NOTATION: Text = t(
    "Cómo se escribe: `toml` (si no se dice) o `json`",
    "How it is written: `toml` (if not said) or `json`",
);

/// `ugat form` and its commands.
pub static PAGES: &[Page] = &[
    Page {
        path: "form",
        about: t(
            "Muestra, llena y revisa los formularios de los anexos",
            "Show, fill in and check the forms of the annexes",
        ),
        details: None,
        arguments: &[],
        examples: &[],
    },
    Page {
        path: "form list",
        about: t("Lista los formularios", "List the forms"),
        details: None,
        arguments: &[],
        examples: &[],
    },
    Page {
        path: "form show",
        about: t(
            "Muestra qué pide un formulario y sus reglas",
            "Show what a form asks for, and its rules",
        ),
        details: None,
        arguments: &[("form", FORM)],
        examples: &[(
            t("ugat form show anexo-2", "ugat form show anexo-2"),
            t(
                "Los campos y las reglas del anexo 2",
                "The fields and rules of annex 2",
            ),
        )],
    },
    Page {
        path: "form new",
        about: t(
            "Escribe un formulario vacío, con lo que pide cada campo",
            "Write an empty form, with what each field asks for",
        ),
        details: None,
        arguments: &[("form", FORM), ("notation", NOTATION)],
        examples: &[(
            t("ugat form new anexo-2", "ugat form new anexo-2"),
            t(
                "Un anexo 2 vacío, para llenarlo en un editor",
                "An empty annex 2, to be filled in with an editor",
            ),
        )],
    },
    Page {
        path: "form fill",
        about: t(
            "Pregunta un formulario campo por campo y lo revisa a la vez",
            "Ask for a form field by field, checking as it goes",
        ),
        details: Some(t(
            "Lo llenado va a la salida, o al archivo de `--out`. Un secreto se escribe sin verse, \
             se verifica y no se guarda: en su lugar queda `true`, que dice que fue entregado.",
            "What was filled in goes to standard output, or to the file of `--out`. A secret is \
             typed unseen, checked and not kept: in its place stands `true`, which says that it \
             was given.",
        )),
        arguments: &[
            ("form", FORM),
            ("notation", NOTATION),
            (
                "out",
                t(
                    "Archivo nuevo en el que se escribe",
                    "New file in which it is written",
                ),
            ),
        ],
        examples: &[(
            t(
                "ugat form fill anexo-2 --out anexo-2.toml",
                "ugat form fill anexo-2 --out anexo-2.toml",
            ),
            t(
                "Llenar el anexo 2 en la terminal",
                "Fill in annex 2 on the terminal",
            ),
        )],
    },
    Page {
        path: "form check",
        about: t(
            "Revisa formularios llenados y señala cada problema",
            "Check forms that were filled in and point at every problem",
        ),
        details: Some(t(
            "Cada archivo es TOML o JSON y dice en `form` qué formulario es. Los avisos no lo \
             rechazan. Con `--case` valen también las respuestas del caso y los formularios que \
             se conocen de su entidad. Termina con código 1 si alguno tiene problemas.",
            "Each file is TOML or JSON and says in `form` which form it is. Warnings do not refuse \
             it. With `--case`, the answers of the case and the forms known of its entity count \
             as well. It exits with 1 where one has problems.",
        )),
        arguments: &[
            (
                "files",
                t(
                    "Formularios llenados; `-`: entrada estándar",
                    "Forms that were filled in; `-`: standard input",
                ),
            ),
            (
                "case",
                t(
                    "El caso al que se entregarían",
                    "The case to which they would be given",
                ),
            ),
        ],
        examples: &[(
            t(
                "ugat form check anexo-1.toml anexo-2.toml",
                "ugat form check anexo-1.toml anexo-2.toml",
            ),
            t(
                "Revisar dos anexos de una entidad",
                "Check two annexes of one entity",
            ),
        )],
    },
];

use crate::cli::help::pages::{Page, t};

/// `ugat completions`.
pub static PAGES: &[Page] = &[Page {
    path: "completions",
    about: t(
        "Da lo que la shell necesita para completar con el tabulador",
        "Give what the shell needs to complete with the tab key",
    ),
    details: Some(t(
        "Se completan órdenes, opciones, casos por el comienzo de su código o de su referencia, \
         actividades listas del caso, respuestas, salidas (primero las que se deben), eventos, \
         procedimientos, roles, formularios y archivos. Vale el registro de `--store`, de \
         `UGAT_STORE` o de la carpeta actual. Completar no escribe nada.",
        "Completed are commands, options, cases by the start of their id or reference, activities \
         that are ready in the case, answers, outputs (those that are owed first), events, \
         procedures, roles, forms and files. The store is that of `--store`, of `UGAT_STORE` or of \
         the current folder. Completing writes nothing.",
    )),
    arguments: &[
        (
            "shell",
            t(
                "La shell que lee el guion",
                "The shell that reads the script",
            ),
        ),
        (
            "words",
            t(
                "Lo que se tecleó hasta el cursor; lo pregunta el guion",
                "What was typed up to the cursor; asked by the script",
            ),
        ),
    ],
    examples: &[
        (
            t("ugat completions bash", "ugat completions bash"),
            t(
                "Para bash, en `~/.bashrc`: eval \"$(ugat completions bash)\"",
                "For bash, in `~/.bashrc`: eval \"$(ugat completions bash)\"",
            ),
        ),
        (
            t("ugat completions zsh", "ugat completions zsh"),
            t(
                "Para zsh, en `~/.zshrc` tras `compinit`, del mismo modo",
                "For zsh, in `~/.zshrc` below `compinit`, the same way",
            ),
        ),
        (
            t("ugat completions fish", "ugat completions fish"),
            t(
                "Para fish, en `config.fish`: ugat completions fish | source",
                "For fish, in `config.fish`: ugat completions fish | source",
            ),
        ),
    ],
}];

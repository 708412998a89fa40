//! `ugat import`: a sheet of cases that are on paper.

use std::path::PathBuf;

use clap::Args;

use crate::cli::General;
use crate::cli::bulk::batch::CHECK_ONLY;
use crate::cli::bulk::carry_out::carry_out;
use crate::cli::bulk::paper::{Acts, Paper};
use crate::cli::bulk::sheet::{Columns, Sheet};
use crate::cli::env::Env;
use crate::cli::failure::Failure;
use crate::cli::help::{Value, both, examples};
use crate::cli::input::file::acts_of;
use crate::cli::session::Session;
use crate::store::Names;
use crate::text;
use crate::view::Unit;
use crate::words::{Text, series};

#[derive(Debug, Args)]
#[command(
    about = both!(
        "Registra casos que están en papel, de una hoja CSV",
        "Record cases that are on paper, from a CSV sheet"
    ),
    long_about = both!(
        "La hoja lleva encabezados y una fila por paso, en orden: la referencia del caso, la fecha \
         y lo que se hizo. La primera fila de una referencia inicia su caso; una fila sin \
         actividad lo inicia o le agrega una nota. Se reconocen los encabezados referencia, \
         entidad, título, actividad, fecha, respuesta, salida, responsable, rol, devuelto a y \
         nota, con o sin mayúsculas y tildes, o en inglés; `--map` nombra otros. Las celdas se \
         separan con coma, punto y coma o tabulador; varias respuestas o salidas de una celda, con \
         `;` o `|`. Se comprueba todo antes de escribir, como en `ugat batch`.",
        "The sheet has headings and a row a step, in order: the reference of the case, the date \
         and what was done. The first row of a reference starts its case; a row without an \
         activity starts it or adds a note. The headings reference, entity, title, activity, date, \
         answer, output, by, role, returned to and note are known, whatever their case and \
         accents, or in Spanish; `--map` names others. Cells are separated by commas, semicolons \
         or tabs; several answers or outputs of a cell, by `;` or `|`. All of it is checked before \
         any is written, as by `ugat batch`."
    ),
    after_help = examples!(
        "Ver qué casos resultarían, sin escribirlos",
        "See which cases it would give, writing nothing" =>
            "ugat import transferencias.csv --procedure pr07 --dry-run",
            "ugat import transfers.csv --procedure pr07 --dry-run";
        "Decir qué contiene una columna", "Say what a column holds" =>
            "ugat import hoja.csv --procedure pr07 --map \"N° de trámite=ref\"",
            "ugat import sheet.csv --procedure pr07 --map \"File no.=ref\""
    )
)]
pub struct Import {
    #[arg(value_name = Value::File, help = both!(
        "La hoja, en CSV; `-`: entrada estándar",
        "The sheet, in CSV; `-`: standard input"
    ))]
    pub file: PathBuf,
    #[arg(long, value_name = Value::Procedure, help = both!(
        "El procedimiento de los casos: `pr07`, `PR7` o su código",
        "The procedure of the cases: `pr07`, `PR7` or its code"
    ))]
    pub procedure: String,
    #[arg(long, value_name = Value::ColumnAndField, help = both!(
        "Qué contiene una columna: `\"N° de trámite=ref\"` (puede repetirse)",
        "What a column holds: `\"File no.=ref\"` (may be repeated)"
    ))]
    pub map: Vec<String>,
    #[arg(long, value_name = Value::Name, help = both!(
        "Quién actuó, donde la fila no lo dice (si no, quien importa)",
        "Who acted, where the row does not say (else whoever imports)"
    ))]
    pub by: Option<String>,
    #[arg(long, help = both!(
        "Deja fuera las filas cuya referencia ya está en el registro",
        "Leave out the rows whose reference the store has already"
    ))]
    pub skip_known: bool,
    #[arg(long, help = CHECK_ONLY)]
    pub dry_run: bool,
}

impl Import {
    /// Writes the cases of a sheet with their past steps, or nothing where a row is refused.
    pub fn run(self, env: &mut Env, general: &General) -> Result<(), Failure> {
        let mut sheet = Sheet::parse(&acts_of(env, &self.file)?)?;
        let columns = Columns::of(&sheet.headings, &self.map)?;
        columns.put_on_one_line(&mut sheet);
        let mut session = Session::open_if_any(env, general)?;
        let definition = session.procedure_to_start(&self.procedure)?;
        if !columns.left_out.is_empty() {
            let names = series(&columns.left_out);
            session.env.say(&text!(
                "no se importa lo que contienen estas columnas: {names}",
                "what these columns hold is not imported: {names}"
            ));
        }
        let paper = Paper {
            sheet: &sheet,
            columns: &columns,
            procedure: &definition.procedure,
            named: &self.procedure,
            by: self.by.as_deref(),
            clock: session.env.clock()?,
        };
        let names = Names::of(&session.store)?;
        let Acts {
            rows,
            skipped,
            timed,
        } = paper.acts(&names, self.skip_known);
        session.references.names = Some(names);
        if timed > 0 {
            let Text { es, en } = Unit::Row.counted(timed);
            session.env.say(&text!(
                "{es} con hora en la fecha: se registra solo el día",
                "{en} with a time in the date: the day alone is recorded"
            ));
        }
        if skipped > 0 {
            let Text { es, en } = Unit::Row.counted(skipped);
            session.env.say(&text!(
                "{es} de casos que el registro ya tiene: no se importan",
                "{en} of cases that the store has already: not imported"
            ));
        }
        carry_out(&mut session, &rows, self.dry_run)
    }
}

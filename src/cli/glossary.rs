//! The glossary that a command is given beside its texts.

use std::path::Path;

use anyhow::Result;

use crate::base::error::Error;
use crate::base::lang::{Both, Lang};
use crate::base::source::Source;
use crate::cli::format::screen;
use crate::cli::input;
use crate::model::glossary::Glossary;
use crate::parse::{self, Schemas};
use crate::report::{self, Sources};

/// Reads the glossary. One with findings is refused, with all of them: its terms would be known by halves.
pub(crate) fn read(file: Option<&Path>, lang: Lang) -> Result<Glossary> {
    let Some(path) = file else { return Ok(Glossary::default()) };
    let source = Source::new(input::place(file), &input::text(Some(path))?);
    let (terms, found) = parse::glossary(&source, &Schemas::default());
    if !found.is_empty() {
        let sources = Sources::from([(source.path.clone(), source.clone())]);
        eprint!("{}", report::terminal::render(&found, &sources, lang, screen()));
        let message = Both::new("术语表有误，先改好它", "the glossary is not right; mend it first");
        return Err(Error::with_message(&source.path, message).into());
    }
    Ok(Glossary::new(Some(source), terms))
}

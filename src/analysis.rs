//! A site with everything that is known of it; after an edit, only what the edit touches is found out
//! again.
//!
//! Parsing, pairing, proving and checking are pure functions of their inputs, so what was found out
//! about inputs that have not changed is taken over as it is. The result is the same as from the
//! beginning.

use std::path::Path;

use anyhow::Result;

use crate::assemble::load::{self, Files, Options};
use crate::base::diagnostic::Diagnostic;
use crate::model::proof::Proof;
use crate::model::site::Site;
use crate::prove;
use crate::rules::{self, Before, Checked};
use crate::vfs::{self, Folder};

/// A site with everything that is known of it.
#[derive(Debug, Default)]
pub struct Analysis {
    /// What was read.
    pub folder: Folder,
    /// The site.
    pub site: Site,
    /// The files that it is made of.
    files: Files,
    /// The facts.
    pub proof: Proof,
    /// The findings.
    pub checked: Checked,
}

impl Analysis {
    /// Reads, loads, proves and checks the site in a folder.
    pub fn read(root: &Path, options: &Options) -> Result<Analysis> {
        let (folder, found) = vfs::read(root)?;
        Ok(Analysis::new(folder, found, options, &Analysis::default()))
    }

    /// Finds out what is new since `before`; `found` is what reading reported.
    pub fn new(folder: Folder, found: Vec<Diagnostic>, options: &Options, before: &Analysis) -> Analysis {
        let (site, files, more) = load::reload(&folder, options, &before.site, &before.files);
        let proof = prove::prove_again(&site, &before.site, &before.proof);
        let found = found.into_iter().chain(more).collect();
        let before = Before { site: &before.site, proof: &before.proof, checked: &before.checked };
        let checked = rules::check_again(&site, &proof, found, &before);
        Analysis { folder, site, files, proof, checked }
    }
}

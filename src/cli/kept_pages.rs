//! Files that stand as the last build left them and depend on nothing that has changed since: they are taken over.

use std::collections::BTreeMap;
use std::fs::File;
use std::sync::Mutex;

use rayon::prelude::*;

use crate::analysis::cache::{CachedBuild, KeptFiles};
use crate::base::hold::hold;
use crate::cli::unchanged::KeptKeys;
use crate::model::output::Pieces;
use crate::model::site::Site;
use crate::publish::Publisher;
use crate::render::RenderContext;
use crate::render::files::OutputGroup;
use crate::render::page_key::{PageKeys, paths};
use crate::render::standing::{PieceWriter, Standing};

/// The files of a site that is about to be published.
pub(crate) struct KeptPages<'p> {
    site: &'p Site,
    publisher: &'p Publisher,
    /// On what the files of each group depend, as far as that is known.
    keys: BTreeMap<OutputGroup, String>,
    /// On what they depended, and which they were, by the names of groups.
    before: Option<&'p CachedBuild>,
    /// The files of each group that is no bitext.
    made: Mutex<BTreeMap<OutputGroup, Vec<String>>>,
    /// What files are made of that are made piece by piece.
    files: Mutex<BTreeMap<String, String>>,
}

impl Standing for KeptPages<'_> {
    fn keep(&self, path: &str, key: &str) -> bool {
        let kept = self.was_made_of(path, key) && self.publisher.keep(&[path.to_owned()]);
        if kept {
            hold(&self.made).entry(OutputGroup::SearchIndex).or_default().push(path.to_owned());
        }
        kept
    }

    fn stands(&self, path: &str, key: &str) -> bool {
        self.was_made_of(path, key) && self.publisher.is_untouched(path)
    }

    fn open(&self, path: &str, key: &str) -> Option<File> {
        self.was_made_of(path, key).then(|| self.publisher.open(path)).flatten()
    }

    fn made(&self, path: &str, key: &str) {
        hold(&self.files).insert(path.to_owned(), key.to_owned());
    }
}

impl PieceWriter for KeptPages<'_> {
    fn write(&self, path: &str, pieces: Pieces) {
        self.see(OutputGroup::Data, path);
        self.publisher.write(path, pieces);
    }
}

impl<'p> KeptPages<'p> {
    /// The files of a site that is about to be published.
    pub(crate) fn new(
        context: &RenderContext<'p>,
        before: Option<&'p CachedBuild>,
        publisher: &'p Publisher,
    ) -> KeptPages<'p> {
        let keys = PageKeys::new(context);
        let of = |group: OutputGroup| {
            let key = match group {
                OutputGroup::Bitext(at) => keys.of(at),
                _ => keys.of_group(group),
            };
            Some((group, key?))
        };
        let keys = OutputGroup::all(context.site).into_par_iter().filter_map(of).collect();
        KeptPages {
            site: context.site,
            publisher,
            keys,
            before,
            made: Mutex::default(),
            files: Mutex::default(),
        }
    }

    /// The bitexts whose pages will be made, since they depended on something else or do not stand.
    pub(crate) fn to_be_made(&self) -> Vec<usize> {
        let stands = |at: usize| {
            let mut paths = paths(&self.site.bitexts[at]).into_iter();
            self.is_as_before(at) && paths.all(|path| self.publisher.is_untouched(&path))
        };
        (0..self.site.bitexts.len()).filter(|at| !stands(*at)).collect()
    }

    /// Whether the pages of a bitext depend on what they did.
    fn is_as_before(&self, at: usize) -> bool {
        let was = self.before.and_then(|before| before.pages.get(&*self.site.bitexts[at].address));
        was.is_some() && was == self.keys.get(&OutputGroup::Bitext(at))
    }

    /// Takes the files of a group over as they stand, if they are what would be made now.
    pub(crate) fn keep(&self, group: OutputGroup) -> bool {
        if let OutputGroup::Bitext(at) = group {
            return self.is_as_before(at) && self.publisher.keep(&paths(&self.site.bitexts[at]));
        }
        let Some((key, before)) = self.keys.get(&group).zip(self.before) else { return false };
        let before = before.groups.get(&self.name(group)).filter(|before| before.key == *key);
        let kept = before.filter(|before| self.publisher.keep(&before.paths));
        if let Some(kept) = kept {
            let known = self.before.map(|before| &before.files);
            let pieces = kept.paths.iter().filter_map(|path| known?.get_key_value(path));
            hold(&self.files).extend(pieces.map(|(path, key)| (path.clone(), key.clone())));
            hold(&self.made).insert(group, kept.paths.clone());
        }
        kept.is_some()
    }

    /// Sees a file that was made.
    pub(crate) fn see(&self, group: OutputGroup, path: &str) {
        if !matches!(group, OutputGroup::Bitext(_)) {
            hold(&self.made).entry(group).or_default().push(path.to_owned());
        }
    }

    /// On what the pages of each bitext depend, by address; and on what the files of other groups do, by name.
    pub(crate) fn keys(self) -> KeptKeys {
        let mut made = std::mem::take(&mut *hold(&self.made));
        let (mut pages, mut groups) = (BTreeMap::new(), BTreeMap::new());
        for (group, key) in &self.keys {
            match group {
                OutputGroup::Bitext(at) => {
                    pages.insert(self.site.bitexts[*at].address.to_string(), key.clone());
                }
                _ => {
                    let paths = made.remove(group).unwrap_or_default();
                    groups.insert(self.name(*group), KeptFiles { key: key.clone(), paths });
                }
            }
        }
        let files = std::mem::take(&mut *hold(&self.files));
        KeptKeys { pages, groups, files }
    }

    fn was_made_of(&self, path: &str, key: &str) -> bool {
        self.before.and_then(|before| before.files.get(path)).is_some_and(|before| before == key)
    }

    fn name(&self, group: OutputGroup) -> String {
        match group {
            OutputGroup::Original(at) => format!("original {}", self.site.originals[at].id),
            _ => format!("{group:?}"),
        }
    }
}

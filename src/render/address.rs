//! Where the files of a site stand.

use crate::base::url::encode;
use crate::model::bitext::Bitext;
use crate::model::site::Site;

/// The file of a bitext below an edition's folder, not encoded.
pub fn file(bitext: &Bitext) -> String {
    match bitext.address.strip_suffix("_index") {
        Some(folder) => [folder, "index.html"].concat(),
        None => [&bitext.address, ".html"].concat(),
    }
}

/// The address of an original's page below the output folder.
pub fn original_href(id: &str) -> String {
    ["originals/", &encode(id), ".html"].concat()
}

/// The absolute form of an address below the output folder, if the site knows where it stands.
pub fn absolute(site: &Site, path: &str) -> Option<String> {
    let base = site.config.base_url.as_deref()?.trim_end_matches('/');
    Some([base, "/", path].concat())
}

/// The file of a bitext below an edition's folder, encoded; the cover's is the edition's first page.
pub fn page_file(bitext: &Bitext) -> String {
    match bitext.address.as_ref() {
        "_index" => "index.html".to_owned(),
        _ => encode(&file(bitext)),
    }
}

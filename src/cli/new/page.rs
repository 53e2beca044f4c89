//! The page that is to be begun, as it was typed.

use crate::base::error::Error;
use crate::base::lang::Lang;
use crate::base::suggest::nearest;
use crate::model::address;
use crate::model::site::Site;

/// Where the new page will stand.
pub struct NewPage {
    /// `economy/exports`.
    pub address: String,
    /// `economy`; none outside the topics.
    pub topic: Option<String>,
}

impl NewPage {
    /// The path of its file in a language, below the site's folder.
    pub fn path(&self, lang: Lang) -> String {
        format!("content/{}.{}.md", self.address, lang.code())
    }

    /// Whether it is a topic's introduction.
    pub fn is_index(&self) -> bool {
        self.address.ends_with("_index")
    }
}

/// The page that was typed, however it was typed, or why it cannot be made.
pub fn read(site: &Site, typed: &str) -> Result<NewPage, Error> {
    let typed_address = typed.replace('\\', "/");
    let address = bare(&typed_address);
    let known: Vec<&str> = site.topics.iter().map(|topic| topic.folder.as_str()).collect();
    if address.is_empty() {
        let topic = known.first().unwrap_or(&"economy");
        return Err(Error::new(
            format!("写上要新建的页面，例如 duizhao new {topic}/exports"),
            format!("name the page to begin, such as duizhao new {topic}/exports"),
        ));
    }
    if let Some(fault) = address::fault(address) {
        return Err(Error::at(
            typed,
            format!("这不能用作网址：{}；最好只用小写字母、数字和连字符", fault.zh),
            format!(
                "this cannot be an address: {}; lower-case letters, digits and hyphens are best",
                fault.en
            ),
        ));
    }
    let Some((topic, name)) = address.split_once('/') else {
        if known.contains(&address) {
            return Err(Error::at(
                typed,
                format!("这是一个主题；在它后面写上名称，例如 duizhao new {address}/exports"),
                format!("this is a topic; add a name to it, such as duizhao new {address}/exports"),
            ));
        }
        return Ok(NewPage { address: address.to_owned(), topic: None });
    };
    if topic == "originals" {
        return Err(an_original(typed, name));
    }
    let has_pages = site.bitexts.iter().any(|one| one.topic() == Some(topic));
    if !known.contains(&topic) && !has_pages && name != "_index" {
        return Err(unknown_topic(topic, name, &known));
    }
    Ok(NewPage { address: address.to_owned(), topic: Some(topic.to_owned()) })
}

/// An address as it is typed, without what a path to its file would have around it.
fn bare(typed: &str) -> &str {
    let address = typed.trim_start_matches("./").trim_start_matches("content/").trim_matches('/');
    let address = address.strip_suffix(".md").unwrap_or(address);
    [".zh", ".en"].iter().find_map(|end| address.strip_suffix(end)).unwrap_or(address)
}

fn an_original(typed: &str, name: &str) -> Error {
    Error::at(
        typed,
        format!(
            "原文只有一个文件：把文字存为 content/originals/{name}.md，开头写上页头（title: {{ zh: …, en: … }}）"
        ),
        format!(
            "an original is one file: save its text as content/originals/{name}.md, with a header on top (title: {{ zh: …, en: … }})"
        ),
    )
}

fn unknown_topic(topic: &str, name: &str, known: &[&str]) -> Error {
    match nearest(topic, known.iter().copied()) {
        Some(near) => Error::new(
            format!("没有主题“{topic}”；是不是要写 duizhao new {near}/{name}？"),
            format!("there is no topic “{topic}”; did you mean duizhao new {near}/{name}?"),
        ),
        None => Error::new(
            format!(
                "没有主题“{topic}”（现有：{}）；要增加主题，先运行 duizhao new {topic}/_index，再把 {topic} 加进 content/site.yaml 的 topics",
                known.join("、")
            ),
            format!(
                "there is no topic “{topic}” (there are {}); to add it, run duizhao new {topic}/_index first and add {topic} to topics in content/site.yaml",
                known.join(", ")
            ),
        ),
    }
}

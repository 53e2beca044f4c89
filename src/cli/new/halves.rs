//! The two halves of a new excerpt: a header with every key explained, and the quotation.

use crate::base::lang::Lang;
use crate::cli::new::page::NewPage;
use crate::cli::new::quote::QuotablePassage;
use crate::model::site::Site;

/// An excerpt as far as it is known before anybody has written it.
pub struct Begun<'s> {
    /// The site that it will belong to.
    pub site: &'s Site,
    /// Where it will stand.
    pub page: &'s NewPage,
    /// The original that it quotes.
    pub original: Option<usize>,
    /// What it quotes.
    pub quotation: Option<QuotablePassage>,
    /// Whether the quotation needs a locator, because it stands in several places.
    pub located: bool,
}

impl Begun<'_> {
    /// The text of one half.
    pub fn half(&self, lang: Lang) -> String {
        let mut text = String::from("---\n");
        text += "# 标题 · The title\ntitle: \"\"\n";
        text += "# 一两句话，用于列表、检索和订阅 · One or two sentences for lists, search and feeds\nsummary: \"\"\n";
        if lang == Lang::Zh {
            self.values(&mut text);
        }
        if !self.page.is_index() {
            text += "# 标签，两边同样多、次序相同 · Tags, as many on both sides and in the same order\ntags: []\n";
            text += match lang {
                Lang::Zh => FIGURES_ZH,
                Lang::En => FIGURES_EN,
            };
        }
        text += "---\n\n";
        text += match self.page.is_index() {
            true => {
                "<!-- 引言写在这里，写好后删去这一行 · The introduction goes here; then remove this line -->\n"
            }
            false => {
                "<!-- 一句话说明引文的来历，两边都写，写好后删去这一行 · One sentence on where the quotation comes from, on both sides; then remove this line -->\n"
            }
        };
        if !self.page.is_index() {
            self.quote(&mut text, lang);
        }
        text
    }

    /// The keys that stand on the Chinese side alone.
    fn values(&self, text: &mut String) {
        if !self.page.is_index() {
            let original = self.original.map(|at| &self.site.originals[at]);
            *text += "# 日期：2022、2022-04 或 2022-04-11 · Date: 2022, 2022-04 or 2022-04-11\n";
            *text += &match original.and_then(|one| one.date()) {
                Some(date) => format!("date: {date}\n"),
                None => "# date: 2022-04-11\n".to_owned(),
            };
            *text += "# 引自哪份原文；几份写作 [甲, 乙] · The original that is quoted; several: [a, b]\n";
            *text += &match original {
                Some(original) => format!("original: {}\n", plain(&original.id)),
                None => {
                    let first = self.site.originals.first().map_or("report", |one| one.id.as_str());
                    format!("# original: {first}\n")
                }
            };
            if let Some(weight) = self.weight() {
                *text += "# 主题内的次序，小的在前 · Order within the topic, small first\n";
                *text += &format!("weight: {weight}\n");
            }
        }
        *text += "# 草稿不生成网页；写好后删去这一行 · A draft is not built; remove this line when the page is ready\ndraft: true\n";
    }

    /// One more than the last of the topic.
    fn weight(&self) -> Option<i64> {
        let topic = self.page.topic.as_deref()?;
        let mates = self
            .site
            .bitexts
            .iter()
            .filter(|one| one.topic() == Some(topic) && *one.address != self.page.address);
        let last = mates.filter_map(|one| one.pages.zh.header.weight).max().unwrap_or(0);
        Some(last.saturating_add(1))
    }

    fn quote(&self, text: &mut String, lang: Lang) {
        let Some(quotation) = &self.quotation else {
            *text += match lang {
                Lang::Zh => {
                    "<!-- 引文逐字抄自原文，每行以 > 开头，删节写 […] · The quotation, word for word from the original; each line begins with >, omissions are written […] -->\n"
                }
                Lang::En => {
                    "<!-- 引文的译文，每行以 > 开头 · The translation of the quotation; each line begins with > -->\n"
                }
            };
            return;
        };
        let lines: Vec<String> = match lang {
            Lang::Zh => quotation.paragraphs.clone(),
            Lang::En => vec!["待译".to_owned(); quotation.paragraphs.len()],
        };
        *text += &format!("\n> {}\n", lines.join("\n>\n> "));
        if self.located {
            let id = &self.site.originals[quotation.original].id;
            *text += &format!(">\n> — {id}#{}\n", quotation.number);
        }
    }
}

/// A name as a YAML value.
fn plain(name: &str) -> String {
    let simple = name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    if simple { name.to_owned() } else { format!("\"{}\"", name.replace('"', "\\\"")) }
}

const FIGURES_ZH: &str = "\
# 图：数值只写在这里，英文一侧写名称和单位；去掉 # 使用 · Figures: values stand here alone; remove the # to use one
# figures:
#   - id: visits
#     label: 参观人次
#     unit: 万人次               # 以 % 开头的单位写作 \"%\" · a unit that begins with % is written \"%\"
#     chart: change              # card | change | bars | line | share | dots | table | none
#     points:
#       - { at: 2021, value: 48.9 }
#       - { at: 2026, value: 60, kind: target, bound: at-least }   # kind: result | target | estimate; bound: over | at-least | nearly | about | below
";

const FIGURES_EN: &str = "\
# 图：只写名称和单位，数值由程序换算；names 翻译 at 和 series 里的中文 · Figures: words only, the program converts the values; names translates what stands in at and series
# figures:
#   - { id: visits, label: Visits, unit: visits, names: { 合计: Total } }
";

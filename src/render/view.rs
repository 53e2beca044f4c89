//! What a template may see. These types are a public contract: a site that overrides a template
//! relies on them.
//!
//! Every page gets, besides `page`: `site` ([`SiteView`]), `t` and `p` (interface texts as HTML and
//! as plain text), `edition`, `lang`, `both` (whether both languages stand on the page), `sides`
//! (`["zh"]`, `["en"]` or both), `tags` (`lang` attribute by side), `root` (the way up to the output
//! folder), `home` (the way to the edition's folder), `here` (the topic's folder), `is_index` (whether it is the first
//! page there), `head` ([`HeadView`]) and `frame`: the HTML of `topics.html` as `frame.topics`, of `foot.html` as
//! `frame.foot`, and the ways to the editions as items of a list, `frame.editions`. Where a site has templates of its
//! own, `editions` ([`EditionView`]) besides. `topics.html` and `foot.html` are the same on all pages of a folder, and
//! have none of `page`, `head`, `editions` and `frame`.

use serde::Serialize;

use crate::base::lang::{Both, Lang};
use crate::model::output::Edition;
use crate::render::html::quantities::FigureHtml;
use crate::render::html::text::{both_on_page, marked};

/// A text in both languages and as the edition shows it.
#[derive(Clone, Debug, Default, Serialize)]
pub struct TextView {
    /// Chinese as HTML; runs in the other language have their `lang`.
    pub zh: String,
    /// English in the same way.
    pub en: String,
    /// As HTML of this edition; where both stand, each in a `span`, the English with its `lang`.
    pub html: String,
    /// As plain text of this edition.
    pub plain: String,
}

impl TextView {
    /// A text as an edition shows it.
    pub fn new(edition: Edition, text: &Both<String>) -> TextView {
        let (zh, en) = (marked(Lang::Zh, &text.zh), marked(Lang::En, &text.en));
        let html = match edition {
            Edition::Zh => zh.clone(),
            Edition::En => en.clone(),
            _ => both_on_page(&zh, &en),
        };
        TextView { html, plain: edition.plain(text), zh, en }
    }

    /// The same with no more than the program's own lists show of it; the rest is empty.
    pub(crate) fn listed(edition: Edition, text: &Both<String>) -> TextView {
        if !edition.is_both() {
            let html = marked(edition.lang(), text.get(edition.lang()));
            return TextView { html, ..TextView::default() };
        }
        let both = TextView::apart(edition, text);
        TextView { html: both_on_page(&both.zh, &both.en), ..both }
    }

    /// The same with no more than the program's own lists of pages show: where both languages stand, each for itself.
    pub(crate) fn sides(edition: Edition, text: &Both<String>) -> TextView {
        match edition.is_both() {
            true => TextView::apart(edition, text),
            false => TextView::listed(edition, text),
        }
    }

    /// The same with no more than the languages of the edition, each for itself.
    pub(crate) fn apart(edition: Edition, text: &Both<String>) -> TextView {
        let side = |lang: Lang| match edition.sides().contains(&lang) {
            true => marked(lang, text.get(lang)),
            false => String::new(),
        };
        TextView { zh: side(Lang::Zh), en: side(Lang::En), ..TextView::default() }
    }
}

/// What all pages of an edition show.
#[derive(Clone, Debug, Serialize)]
pub struct SiteView {
    /// The site's name.
    pub title: TextView,
    /// The site in a sentence.
    pub description: TextView,
    /// The topics in order.
    pub topics: Vec<TopicLink>,
    /// Pages outside the topics.
    pub others: Vec<PageLink>,
    /// The originals, if they are few.
    pub originals: Vec<OriginalLink>,
    /// Whether they are many and stand on a page of their own.
    pub has_original_index: bool,
    /// Whether there is a glossary page.
    pub has_glossary: bool,
    /// Whether there is a page of all figures.
    pub has_figures: bool,
    /// Whether pages bear tags.
    pub has_tags: bool,
    /// Whether there is a page of corrections.
    pub has_corrections: bool,
    /// The e-book of the whole site, below the output folder; empty if there is none.
    pub epub: &'static str,
    /// Whether the site knows where it will stand.
    pub has_address: bool,
    /// Who answers for the site.
    pub imprint: Vec<ImprintLine>,
}

/// A line of who answers for the site.
#[derive(Clone, Debug, Serialize)]
pub struct ImprintLine {
    /// The same as a word of the program: `publisher`, `editor`, `version`, `contact`, `licence`.
    pub key: &'static str,
    /// What it is: publisher, editor …
    pub label: TextView,
    /// Who or what.
    pub text: TextView,
    /// An address; empty if there is none.
    pub href: String,
}

/// A way from a passage to another page that quotes the same.
#[derive(Clone, Debug, Serialize)]
pub struct TieView {
    /// What the way is for.
    pub text: Both<String>,
    /// What stands there.
    pub title: Both<String>,
    /// The way there.
    pub href: String,
}

/// A line at what was corrected.
#[derive(Clone, Debug, Serialize)]
pub struct CorrectedView {
    /// The way to the correction from the output folder.
    pub href: String,
    /// That it was corrected, and when.
    pub text: Both<String>,
}

/// A topic in a list.
#[derive(Clone, Debug, Serialize)]
pub struct TopicLink {
    /// Its folder.
    pub folder: String,
    /// Its title.
    pub title: TextView,
    /// Its address below the edition's folder.
    pub href: String,
    /// How many excerpts it has.
    pub count: TextView,
}

/// A page in a list. Where a site has no templates of its own, all of a list of a topic or a tag come as one that has
/// nothing but `item`, their HTML.
#[derive(Clone, Debug, Serialize)]
pub struct PageLink {
    /// Its address: below the edition's folder, or from the page, as the template says. It comes first, for it is
    /// another one in each list.
    pub href: String,
    /// Its title.
    pub title: TextView,
    /// Its summary, if it has one.
    pub summary: Option<TextView>,
    /// The seals of the originals that it quotes.
    pub seals: Vec<Seal>,
    /// The figure that stands for it, if the editor chose one.
    pub key: Option<KeyFigure>,
}

impl PageLink {
    /// A page by its name and no more.
    pub(crate) fn named(title: TextView, href: String) -> PageLink {
        PageLink { title, href, summary: None, seals: Vec::new(), key: None }
    }
}

/// The sign of an original, with its name for those who cannot see the sign.
#[derive(Clone, Debug, Serialize)]
pub struct Seal {
    /// One character.
    pub sign: String,
    /// The short name.
    pub name: TextView,
}

/// A number that stands for a page in a list.
#[derive(Clone, Debug, Serialize)]
pub struct KeyFigure {
    /// The number with its unit.
    pub value: TextView,
    /// What is counted.
    pub label: TextView,
}

/// An original in a list.
#[derive(Clone, Debug, Serialize)]
pub struct OriginalLink {
    /// Its id.
    pub id: String,
    /// Its sign.
    pub sign: String,
    /// Its title.
    pub title: TextView,
    /// Its short name.
    pub short: TextView,
    /// Its address below the output folder.
    pub href: String,
    /// How much of it is excerpted, as a sentence.
    pub summary: TextView,
}

/// An edition in the switch.
#[derive(Clone, Debug, Serialize)]
pub struct EditionView {
    /// `zh`, `parallel` or `en`.
    pub code: &'static str,
    /// Its name in its own language.
    pub label: String,
    /// The language of that name.
    pub lang: &'static str,
    /// `hreflang` of the page it leads to.
    pub hreflang: &'static str,
    /// The way there from this page.
    pub href: String,
    /// Whether it is the present one.
    pub current: bool,
}

/// What stands in the `head`: besides these, as HTML that a template places, `tags`, which is all that machines read of
/// it but the title and `json_ld`. Where a site has no templates of its own, these three are there and no more.
#[derive(Clone, Debug, Default, Serialize)]
pub struct HeadView {
    /// The page's title.
    pub title: String,
    /// The page's description; empty if there is none.
    pub description: String,
    /// Links: canonical, alternates, feeds.
    pub links: Vec<HeadLink>,
    /// JSON-LD, `<` escaped; empty if there is none.
    pub json_ld: String,
    /// What a link to the page shows where it is shared.
    pub meta: Vec<MetaView>,
    /// Whether search engines are asked to leave the page out.
    pub noindex: bool,
}

/// A `meta` element.
#[derive(Clone, Debug, Serialize)]
pub struct MetaView {
    /// `name` or `property`.
    pub key: &'static str,
    /// What it is about.
    pub name: &'static str,
    /// What it says.
    pub content: String,
}

/// A `link` element.
#[derive(Clone, Debug, Default, Serialize)]
pub struct HeadLink {
    /// `rel`
    pub rel: &'static str,
    /// `hreflang`, or empty.
    pub hreflang: &'static str,
    /// `type`, or empty.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// `title`, or empty.
    pub title: String,
    /// `href`
    pub href: String,
}

/// A passage. Where a site has no templates of its own that look into passages, all of a page come as one that has
/// nothing but `html`.
#[derive(Clone, Debug, Serialize)]
pub struct PassageView {
    /// The passage as the page of this edition shows it, with the figures behind it.
    pub html: String,
    /// Its id, equal in all editions.
    pub id: String,
    /// Its position on the page.
    pub number: usize,
    /// `heading`, `quote` or `text`.
    pub kind: &'static str,
    /// Of a heading, the level of the element: 2 to 6.
    pub level: u8,
    /// Of a heading, its own id.
    pub anchor: Option<String>,
    /// Of a heading, its classes.
    pub classes: Vec<String>,
    /// The Chinese side.
    pub zh: Option<SideView>,
    /// The English side.
    pub en: Option<SideView>,
    /// Its sentences, where it is long: both sides, one across from the other.
    pub rows: Option<RowsView>,
    /// That the translation has fallen behind, for readers of each language; `None` if it has not.
    pub stale: Option<Both<String>>,
    /// Figures that stand after it, by edition.
    pub figures: Option<FiguresView>,
    /// Whether it is the first of the editor's own words on a page with quotations, and its text does not say so.
    pub voice: bool,
    /// Whether it is the editor's own words on a page with quotations.
    pub own: bool,
    /// What was corrected in it.
    pub corrected: Vec<CorrectedView>,
    /// Other pages that quote the same.
    pub ties: Vec<TieView>,
}

impl PassageView {
    /// The side in a language, if there is one.
    pub fn side(&self, lang: Lang) -> Option<&SideView> {
        match lang {
            Lang::Zh => self.zh.as_ref(),
            Lang::En => self.en.as_ref(),
        }
    }
}

/// Figures as HTML for each edition.
#[derive(Clone, Debug, Serialize)]
pub struct FiguresView {
    /// Labels in Chinese.
    pub zh: String,
    /// Labels in English.
    pub en: String,
    /// Labels in both.
    pub parallel: String,
}

/// One side of a passage.
#[derive(Clone, Debug, Serialize)]
pub struct SideView {
    /// The language tag.
    pub lang: &'static str,
    /// The text as HTML.
    pub html: FigureHtml,
    /// Where its quotations stand.
    pub evidence: Vec<EvidenceView>,
    /// Its editor's notes.
    pub notes: Vec<NoteView>,
}

/// A long passage, sentence by sentence.
#[derive(Clone, Debug, Serialize)]
pub struct RowsView {
    /// The classes of its quotation; `None` where it is none.
    pub dress: Option<Both<String>>,
    /// The address of the place that it quotes; empty if there is none.
    pub cite: String,
    /// Its paragraphs, each of groups of rows: a group is what an eye takes in at once.
    pub paragraphs: Vec<Vec<Vec<RowView>>>,
}

/// Sentences that stand across from each other.
#[derive(Clone, Debug, Serialize)]
pub struct RowView {
    /// Its id, equal in all editions: `p3.2`; empty where it only says that something is left out.
    pub id: String,
    /// What the reader sees of it: the passage’s number and its own, `3.2`; empty for the first.
    pub number: String,
    /// The Chinese as HTML; empty if there is none.
    pub zh: FigureHtml,
    /// The English as HTML; empty if there is none.
    pub en: FigureHtml,
    /// Whether its Chinese has changed since the translation was accepted.
    pub changed: bool,
}

impl RowView {
    /// The side in a language.
    pub fn side(&self, lang: Lang) -> &FigureHtml {
        match lang {
            Lang::Zh => &self.zh,
            Lang::En => &self.en,
        }
    }
}

/// Where a quotation stands.
#[derive(Clone, Debug, Serialize)]
pub struct EvidenceView {
    /// The original's sign.
    pub sign: String,
    /// Document and paragraph, in the language of the side.
    pub label: String,
    /// What opens the surroundings.
    pub more: String,
    /// The link to the original.
    pub see: String,
    /// What stands around the run, in paragraphs of HTML: in Chinese the text itself with the run marked, its
    /// middle left out; in English what stands before and after.
    pub context: Vec<String>,
    /// Whether the original is typed with half-width marks.
    pub as_typed: bool,
    /// The address of the place below the output folder.
    pub href: String,
    /// The first paragraph's number.
    pub paragraph: usize,
    /// Document and paragraph and no more, in the language of the side.
    pub place: String,
}

/// An editor's note.
#[derive(Clone, Debug, Serialize)]
pub struct NoteView {
    /// Its number on the page.
    pub number: usize,
    /// The id of the note.
    pub id: String,
    /// The id of its call.
    pub back: String,
    /// What the way back says.
    pub label: String,
    /// Its text as HTML.
    pub html: String,
}

/// A page made from a bitext; `page` has besides what [`PageInEdition`] has.
#[derive(Clone, Debug, Serialize)]
pub struct PageView {
    /// The address without edition and `.html`.
    pub address: String,
    /// That the translation of its header has fallen behind; `None` if it has not.
    pub stale: Option<Both<String>>,
    /// Whether a passage of it stands in rows.
    pub rows: bool,
    /// Its sections, if it is long.
    pub outline: Vec<SectionView>,
    /// The topic and the position in it.
    pub place: Option<Both<WhereView>>,
    /// The way to the topic's page.
    pub up: String,
    /// Citation.
    pub cite: Option<Both<CiteView>>,
    /// What was corrected on the page as a whole.
    pub corrected: Vec<CorrectedView>,
}

/// What of `page` is another in each edition.
#[derive(Clone, Debug, Serialize)]
pub struct PageInEdition {
    /// Its title.
    pub title: TextView,
    /// Its summary, if it has one.
    pub summary: Option<TextView>,
    /// Its tags.
    pub tags: Vec<TagLink>,
    /// The page before: its title and its address, and the rest where a site's own template names `prev` or
    /// `next`.
    pub prev: Option<PageLink>,
    /// The page after.
    pub next: Option<PageLink>,
}

/// A section of a page.
#[derive(Clone, Debug, Serialize)]
pub struct SectionView {
    /// The id of its heading.
    pub id: String,
    /// Its title in Chinese, HTML.
    pub zh: String,
    /// Its title in English, HTML.
    pub en: String,
}

/// A tag of a page.
#[derive(Clone, Debug, Serialize)]
pub struct TagLink {
    /// What it says.
    pub name: TextView,
    /// The way to its page; empty if no other page bears it.
    pub href: String,
}

/// The topic of a page and its position, in one language.
#[derive(Clone, Debug, Default, Serialize)]
pub struct WhereView {
    /// The topic's title.
    pub topic: String,
    /// “, 3 of 9”
    pub position: String,
}

/// How to cite a page, in one language.
#[derive(Clone, Debug, Default, Serialize)]
pub struct CiteView {
    /// The citation of the page as HTML.
    pub text: String,
    /// The same to be copied, escaped, where a site has templates of its own: `{day}` stands for the day of reading,
    /// `{url}` for the address where the build does not know it.
    pub page: String,
    /// The citation of one passage to be copied, likewise: besides, `{n}` stands for its number and
    /// `{hash}` for `#` and its id.
    pub passage: String,
    /// What was checked on the page, as a sentence.
    pub checked: String,
}

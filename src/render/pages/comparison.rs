//! `layout: comparison`: under each graded heading two quotations, the earlier first, and a caution.

use serde::Serialize;

use crate::base::lang::Both;
use crate::model::bitext::Bitext;
use crate::model::output::Edition;
use crate::model::page::{Block, BlockKind};
use crate::render::context::RenderContext;
use crate::render::names::{original_name, original_sign, topic_title};
use crate::render::view::{EvidenceView, PassageView, Seal, SideView, TextView};

/// How far two statements match, as the class of the heading says.
pub(crate) const GRADES: [&str; 3] = ["same", "measure", "field"];

/// A comparison: places among the passages of a bitext.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ComparedStatements {
    /// The heading.
    pub heading: usize,
    /// Index into [`GRADES`].
    pub grade: usize,
    /// The classes of the heading.
    pub classes: Vec<String>,
    /// The earlier quotation.
    pub then: Option<usize>,
    /// The later one.
    pub now: Option<usize>,
    /// What stands below the two.
    pub care: Vec<usize>,
}

/// The comparisons of a bitext, in order.
pub(crate) fn items(bitext: &Bitext) -> Vec<ComparedStatements> {
    let mut items: Vec<ComparedStatements> = Vec::new();
    let mut is_open = false;
    for (at, passage) in bitext.passages.iter().enumerate() {
        let blocks = bitext.blocks(passage);
        let Some(block) = blocks.zh.or(blocks.en) else { continue };
        if let BlockKind::Heading { attributes, .. } = &block.kind {
            let classes = attributes.classes();
            let grade = GRADES.iter().position(|grade| classes.iter().any(|class| class == grade));
            is_open = grade.is_some();
            if let Some(grade) = grade {
                let classes = classes.to_vec();
                items.push(ComparedStatements {
                    heading: at,
                    grade,
                    classes,
                    then: None,
                    now: None,
                    care: Vec::new(),
                });
            }
        } else if let Some(item) = items.last_mut().filter(|_| is_open) {
            match (&block.kind, item.then, item.now) {
                (BlockKind::Quote(_), None, _) => item.then = Some(at),
                (BlockKind::Quote(_), Some(_), None) => item.now = Some(at),
                _ => item.care.push(at),
            }
        }
    }
    items
}

/// What the heading of a comparison says, plain.
pub(crate) fn title(bitext: &Bitext, item: &ComparedStatements) -> Both<String> {
    let blocks = bitext.blocks(&bitext.passages[item.heading]);
    blocks.map(|block| {
        let proses = block.map(Block::proses).unwrap_or_default();
        proses.iter().map(|prose| prose.text.string()).collect()
    })
}

/// A stretch of the page: a comparison, or an ordinary passage.
#[derive(Serialize)]
pub(crate) struct PartView {
    /// The heading of a comparison, or the ordinary passage.
    passage: PassageView,
    /// `same`, `measure` or `field`; empty for an ordinary passage.
    grade: &'static str,
    /// Which comparison it is, from 1; 0 for an ordinary passage.
    number: usize,
    /// The heading without marks, for the list of all.
    title: Option<TextView>,
    /// How far the statements match, in words.
    grade_text: Option<TextView>,
    /// The topic that the heading names by a class, where it is another than that of the comparison before.
    topic: Option<TextView>,
    /// The earlier quotation.
    then: Option<StatementView>,
    /// The later one.
    now: Option<StatementView>,
    /// What stands below the two.
    care: Vec<PassageView>,
}

/// What one document says.
#[derive(Serialize)]
pub(crate) struct StatementView {
    /// What says it: seal and words.
    doc: Seal,
    /// The quotation; each paragraph ends with its place.
    passage: PassageView,
}

/// The whole page.
#[derive(Serialize)]
pub(crate) struct ComparisonView {
    parts: Vec<PartView>,
    /// The heads of the columns, if all comparisons set the same two documents side by side.
    heads: Option<(Seal, Seal)>,
    /// The grades that there are, with how often, if there are several.
    grades: Vec<GradeView>,
    /// How many comparisons there are, as a sentence, and what the short places mean.
    note: TextView,
}

#[derive(Serialize)]
struct GradeView {
    code: &'static str,
    name: TextView,
    count: usize,
}

/// Groups the passages of a comparison page.
pub(crate) fn view(
    ctx: &RenderContext,
    at: usize,
    passages: Vec<PassageView>,
    edition: Edition,
) -> ComparisonView {
    let bitext = &ctx.site.bitexts[at];
    let items = items(bitext);
    let documents: Vec<_> = items.iter().map(|item| documents(ctx, at, item)).collect();
    let heads = documents.first().copied().filter(|first| documents.iter().all(|one| one == first));
    let head = |key: &str, original: usize| head(ctx, key, original, edition);
    ComparisonView {
        parts: parts(ctx, at, &items, passages, edition),
        heads: heads.and_then(|(then, now)| Some((head("then_head", then?), head("now_head", now?)))),
        grades: grades(ctx, &items, edition),
        note: TextView::new(edition, &note(ctx, &items, heads)),
    }
}

/// The documents of the two quotations: indices into the site's originals.
pub(crate) fn documents(
    ctx: &RenderContext,
    at: usize,
    item: &ComparedStatements,
) -> (Option<usize>, Option<usize>) {
    let facts = &ctx.proof.pages[at].passages;
    let of = |place: Option<usize>| facts.get(place?)?.original();
    (of(item.then), of(item.now))
}

/// What a document says: its seal, and the words above what it says.
pub(crate) fn head(ctx: &RenderContext, key: &str, original: usize, edition: Edition) -> Seal {
    let original = &ctx.site.originals[original];
    let name = ctx.texts.fill(key, &[("title", original_name(original))]);
    Seal { sign: original_sign(original), name: TextView::new(edition, &name) }
}

/// How far two statements match, in words.
pub(crate) fn grade_in_words(ctx: &RenderContext, grade: usize, edition: Edition) -> TextView {
    TextView::new(edition, &ctx.texts.get(&format!("tie_{}", GRADES[grade])))
}

fn grades(ctx: &RenderContext, items: &[ComparedStatements], edition: Edition) -> Vec<GradeView> {
    let view = |grade: usize| GradeView {
        code: GRADES[grade],
        name: grade_in_words(ctx, grade, edition),
        count: items.iter().filter(|item| item.grade == grade).count(),
    };
    let all: Vec<_> = (0..GRADES.len()).map(view).filter(|one| one.count > 0).collect();
    if all.len() > 1 { all } else { Vec::new() }
}

/// `18 items: 9 of the same matter, …` and what `报 50` means.
fn note(
    ctx: &RenderContext,
    items: &[ComparedStatements],
    heads: Option<(Option<usize>, Option<usize>)>,
) -> Both<String> {
    let mut text = ctx.texts.count("vs_count", &[("n", items.len())]);
    let example = heads.and_then(|(then, _)| then).map(|at| &ctx.site.originals[at]);
    if let Some(original) = example {
        let sign = original_sign(original);
        let sign = Both::new(sign.clone(), sign);
        let more = ctx.texts.fill("vs_places", &[("sign", sign), ("title", original_name(original))]);
        text = Both { zh: text.zh + &more.zh, en: format!("{} {}", text.en, more.en) };
    }
    text
}

fn parts(
    ctx: &RenderContext,
    at: usize,
    items: &[ComparedStatements],
    passages: Vec<PassageView>,
    edition: Edition,
) -> Vec<PartView> {
    let mut passages: Vec<Option<PassageView>> = passages.into_iter().map(Some).collect();
    let mut take = |place: usize| passages.get_mut(place).and_then(Option::take);
    let (mut parts, mut topic_before) = (Vec::new(), None);
    for place in 0..ctx.site.bitexts[at].passages.len() {
        let Some((number, item)) = items.iter().enumerate().find(|(_, item)| item.heading == place) else {
            parts.extend(take(place).map(PartView::ordinary));
            continue;
        };
        let Some(passage) = take(place) else { continue };
        let topic = ctx.site.topics.iter().find(|topic| item.classes.contains(&topic.folder));
        let is_new = topic.is_some_and(|topic| topic_before != Some(&topic.folder));
        topic_before = topic.map(|topic| &topic.folder);
        let (then, now) = documents(ctx, at, item);
        let mut says = |key: &str, place: Option<usize>, original: Option<usize>| {
            let passage = with_places(ctx, at, take(place?)?);
            let unnamed = || Seal { sign: String::new(), name: TextView::new(edition, &Both::default()) };
            let doc = original.map_or_else(unnamed, |original| head(ctx, key, original, edition));
            Some(StatementView { doc, passage })
        };
        parts.push(PartView {
            grade: GRADES[item.grade],
            number: number + 1,
            title: Some(TextView::new(edition, &title(&ctx.site.bitexts[at], item))),
            grade_text: Some(grade_in_words(ctx, item.grade, edition)),
            topic: topic.filter(|_| is_new).map(|one| TextView::new(edition, &topic_title(ctx.site, one))),
            then: says("then_head", item.then, then),
            now: says("now_head", item.now, now),
            care: item.care.iter().filter_map(|place| take(*place)).collect(),
            passage,
        });
    }
    parts
}

impl PartView {
    fn ordinary(passage: PassageView) -> PartView {
        PartView {
            passage,
            grade: "",
            number: 0,
            title: None,
            grade_text: None,
            topic: None,
            then: None,
            now: None,
            care: Vec::new(),
        }
    }
}

/// A quotation whose paragraphs end with their places, where each paragraph has one.
fn with_places(ctx: &RenderContext, at: usize, mut passage: PassageView) -> PassageView {
    let root = "../".repeat(ctx.site.bitexts[at].address.matches('/').count() + 1);
    for side in [&mut passage.zh, &mut passage.en].into_iter().flatten() {
        let refs: Vec<String> = side.evidence.iter().map(|one| reference(&root, one)).collect();
        add_places(side, &refs);
    }
    passage
}

fn add_places(side: &mut SideView, refs: &[String]) {
    let parts: Vec<&str> = side.html.split("</p>").collect();
    let html = match parts.len() == refs.len() + 1 {
        true => {
            let mut html = String::new();
            for (at, part) in parts.iter().enumerate() {
                html.push_str(part);
                if let Some(reference) = refs.get(at) {
                    html.push_str(&format!("\u{a0}{reference}</p>"));
                }
            }
            html
        }
        false => format!("{}<p class=\"refs\">{}</p>", &*side.html, refs.join(" ")),
    };
    side.html = html.into();
}

/// `报 50`, with its place in words.
pub(crate) fn reference(root: &str, one: &EvidenceView) -> String {
    format!(
        "<a class=\"ref\" href=\"{root}{}\" title=\"{place}\" aria-label=\"{sign}{paragraph} {place}\"><span class=\"seal\" lang=\"zh-Hans\" aria-hidden=\"true\">{sign}</span>{paragraph}</a>",
        one.href,
        place = one.place,
        sign = one.sign,
        paragraph = one.paragraph
    )
}

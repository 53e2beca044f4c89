//! `layout: comparison`: under each graded heading two quotations, the earlier first, and a caution.

use serde::Serialize;

use crate::model::output::Edition;
use crate::render::context::RenderContext;
use crate::render::names::topic_title;
use crate::render::view::{PassageView, SaidView};

/// How far two statements match, as the class of the heading says.
const GRADES: [&str; 3] = ["same", "measure", "field"];

/// A stretch of the page: a comparison, or an ordinary passage.
#[derive(Serialize)]
pub struct PartView {
    /// The heading of a comparison, or the ordinary passage.
    passage: PassageView,
    /// `same`, `measure` or `field`; empty for an ordinary passage.
    grade: &'static str,
    /// How far the statements match, in words.
    grade_text: Option<SaidView>,
    /// The topic that the heading names by a class.
    topic: Option<SaidView>,
    /// The earlier quotation.
    then: Option<PassageView>,
    /// The later one.
    now: Option<PassageView>,
    /// What stands below the two.
    care: Vec<PassageView>,
}

/// Groups passages into comparisons.
pub fn parts(ctx: &RenderContext, passages: Vec<PassageView>, edition: Edition) -> Vec<PartView> {
    let mut parts: Vec<PartView> = Vec::new();
    for passage in passages {
        let grade = GRADES.into_iter().find(|grade| passage.classes.iter().any(|class| class == grade));
        if passage.kind != "heading" || grade.is_none() {
            match parts.last_mut() {
                Some(part) if !part.grade.is_empty() && passage.kind != "heading" => {
                    part.take(passage);
                    continue;
                }
                _ => {}
            }
        }
        let topic = ctx.site.topics.iter().find(|topic| passage.classes.contains(&topic.folder));
        parts.push(PartView {
            grade: grade.unwrap_or(""),
            grade_text: grade.map(|grade| SaidView::new(edition, &ctx.texts.get(&format!("tie_{grade}")))),
            topic: topic.map(|topic| SaidView::new(edition, &topic_title(ctx.site, topic))),
            then: None,
            now: None,
            care: Vec::new(),
            passage,
        });
    }
    parts
}

impl PartView {
    fn take(&mut self, passage: PassageView) {
        match (passage.kind, self.then.is_none(), self.now.is_none()) {
            ("quote", true, _) => self.then = Some(passage),
            ("quote", false, true) => self.now = Some(passage),
            _ => self.care.push(passage),
        }
    }
}

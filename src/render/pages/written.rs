//! A passage as the page of an edition shows it. What stands in it was written once for all editions; here it is
//! only put together.

use crate::base::digits;
use crate::base::html::{attribute, escape_into};
use crate::base::lang::Lang;
use crate::model::output::Edition;
use crate::render::context::RenderContext;
use crate::render::html::quantities::FigureHtml;
use crate::render::templates::texts::Texts;
use crate::render::templates::values::PageValues;
use crate::render::view::*;

/// About how many bytes a passage takes.
const PASSAGE: usize = 1 << 10;

/// Hands the passages of a page to its template: in one piece, unless a site's own templates look into them.
pub fn insert(
    ctx: &RenderContext,
    values: &mut PageValues,
    views: &[PassageView],
    (edition, root): (Edition, &str),
) {
    if ctx.templates.look_into_passages() {
        return values.insert("passages", &each(ctx, views, edition, root));
    }
    if views.is_empty() {
        return values.insert::<[PassageView]>("passages", &[]);
    }
    let writer = PassageWriter::new(&ctx.texts, edition, root);
    values.insert_written("passages", "html", |html| {
        let start = html.len();
        html.reserve(views.len() * PASSAGE);
        views.iter().for_each(|one| writer.write(one, html));
        html.truncate(start + html[start..].trim_end().len());
    });
}

/// Each passage with the way it is shown.
pub fn each(ctx: &RenderContext, views: &[PassageView], edition: Edition, root: &str) -> Vec<PassageView> {
    let writer = PassageWriter::new(&ctx.texts, edition, root);
    let written = |one: &PassageView| {
        let mut html = String::new();
        writer.write(one, &mut html);
        PassageView { html: html.trim_end().to_owned(), ..one.clone() }
    };
    views.iter().map(written).collect()
}

/// Puts passages together as the pages of an edition show them.
pub struct PassageWriter<'w> {
    texts: &'w Texts,
    edition: Edition,
    /// The way from the page to the output folder.
    root: &'w str,
}

impl<'w> PassageWriter<'w> {
    /// A writer for pages of an edition from which `root` leads to the output folder.
    pub fn new(texts: &'w Texts, edition: Edition, root: &'w str) -> PassageWriter<'w> {
        PassageWriter { texts, edition, root }
    }

    /// Writes a passage and the figures behind it.
    pub fn write(&self, one: &PassageView, out: &mut String) {
        match one.kind {
            "heading" => self.heading(one, out),
            _ => self.passage(one, out),
        }
        if let Some(figures) = &one.figures {
            out.push_str(match self.edition {
                Edition::Zh => &figures.zh,
                Edition::En => &figures.en,
                _ => &figures.parallel,
            });
        }
        out.push('\n');
    }

    fn is_both(&self) -> bool {
        self.edition.is_both()
    }

    fn heading(&self, one: &PassageView, out: &mut String) {
        self.stale(one, out);
        push(out, &["<h", level(one.level), " class=\"passage heading\""]);
        self.passage_id(one, out);
        out.push('>');
        self.number(one, out);
        for lang in self.edition.sides() {
            let side = one.side(*lang);
            out.push_str(if side.is_some() {
                "\n<span class=side"
            } else {
                "\n<span class=\"side untranslated ui\""
            });
            self.lang(*lang, out);
            out.push('>');
            match side {
                Some(side) => self.html(&side.html, *lang, out),
                None => self.untranslated(*lang, out),
            }
            out.push_str("</span>");
        }
        push(out, &["</h", level(one.level), ">"]);
    }

    fn passage(&self, one: &PassageView, out: &mut String) {
        let rows = one.rows.as_ref();
        out.push_str(match (one.own, self.is_both() && rows.is_some()) {
            (false, false) => "<div class=passage",
            (true, false) => "<div class=\"passage own\"",
            (false, true) => "<div class=\"passage rowed\"",
            (true, true) => "<div class=\"passage own rowed\"",
        });
        self.passage_id(one, out);
        out.push('>');
        self.stale(one, out);
        self.number(one, out);
        if let Some(rows) = rows.filter(|_| self.is_both()) {
            self.rows(rows, out);
            self.evidence_of_both(one, out);
        }
        for lang in self.edition.sides() {
            self.side(one, *lang, out);
        }
        out.push_str("</div>");
    }

    fn side(&self, one: &PassageView, lang: Lang, out: &mut String) {
        let Some(side) = one.side(lang) else {
            out.push_str("<div class=side");
            self.lang(lang, out);
            out.push_str("><p class=\"untranslated ui\">");
            self.untranslated(lang, out);
            return out.push_str("</p></div>");
        };
        let stands_in_rows = self.is_both() && one.rows.is_some();
        let has_more = !(side.notes.is_empty() && one.ties.is_empty() && one.corrected.is_empty());
        if stands_in_rows && !has_more {
            return;
        }
        out.push_str("<div class=side");
        self.lang(lang, out);
        out.push('>');
        if !stands_in_rows {
            self.text(one, side, lang, out);
        }
        notes(&side.notes, out);
        self.ties(one, lang, out);
        for corrected in &one.corrected {
            out.push_str("<p class=\"corrected ui\"><a");
            attribute(out, "href", &format!("{}{}", self.root, corrected.href));
            push(out, &[">", corrected.text.get(lang), "</a></p>"]);
        }
        out.push_str("</div>");
    }

    /// The text of a side with its evidence.
    fn text(&self, one: &PassageView, side: &SideView, lang: Lang, out: &mut String) {
        if one.voice {
            out.push_str("<p class=\"voice ui\">");
            escape_into(out, self.texts.said("voice", lang));
            out.push_str("</p>");
        }
        match &one.rows {
            Some(rows) => self.groups(rows, lang, out),
            None => self.html(&side.html, lang, out),
        }
        for evidence in &side.evidence {
            out.push_str("<details class=evidence><summary>");
            seal(&evidence.sign, if lang == Lang::Zh { "" } else { " lang=zh-Hans" }, out);
            self.label(evidence, out);
            out.push_str("</summary><div class=context>");
            self.context(evidence, out);
            out.push_str("</div></details>");
        }
    }

    /// A long side in groups of sentences.
    fn groups(&self, rows: &RowsView, lang: Lang, out: &mut String) {
        match &rows.dress {
            Some(dress) => {
                push(out, &["<blockquote class=\"body ", dress.get(lang), "\""]);
                if lang == Lang::Zh && !rows.cite.is_empty() {
                    attribute(out, "cite", &rows.cite);
                }
                out.push('>');
            }
            None => out.push_str("<div class=body>"),
        }
        for groups in &rows.paragraphs {
            out.push_str("<p>");
            for group in groups {
                out.push_str("<span class=grp>");
                for (at, row) in group.iter().enumerate() {
                    if at == 0 {
                        row_number(row, out);
                    }
                    self.sentence(row, lang, out);
                }
                out.push_str("</span>");
            }
        }
        out.push_str(if rows.dress.is_some() { "</blockquote>" } else { "</div>" });
    }

    fn sentence(&self, row: &RowView, lang: Lang, out: &mut String) {
        out.push_str("<span");
        if row.changed && self.edition != Edition::Zh {
            out.push_str(" class=changed");
        }
        if !row.id.is_empty() {
            push(out, &[" id=", &row.id]);
        }
        out.push('>');
        self.html(row.side(lang), lang, out);
        out.push_str("</span>");
    }

    /// Sentence across from sentence.
    fn rows(&self, rows: &RowsView, out: &mut String) {
        match &rows.dress {
            Some(dress) => {
                push(out, &["<blockquote class=\"rows ", &dress.zh, "\""]);
                if !rows.cite.is_empty() {
                    attribute(out, "cite", &rows.cite);
                }
                out.push('>');
            }
            None => out.push_str("<div class=rows>"),
        }
        for groups in &rows.paragraphs {
            for (at, row) in groups.iter().flatten().enumerate() {
                self.row(row, at == 0, out);
            }
        }
        out.push_str(if rows.dress.is_some() { "</blockquote>" } else { "</div>" });
    }

    fn row(&self, row: &RowView, is_first: bool, out: &mut String) {
        out.push_str(match (is_first, row.changed) {
            (false, false) => "<div class=row",
            (true, false) => "<div class=\"row par\"",
            (false, true) => "<div class=\"row changed\"",
            (true, true) => "<div class=\"row par changed\"",
        });
        if !row.id.is_empty() {
            push(out, &[" id=", &row.id]);
            // A tap gives it the focus, without a script too.
            out.push_str(" tabindex=-1");
            // Where both sides stand in it, it is marked; its name is its id.
            let is_whole = !row.zh.is_empty() && !row.en.is_empty();
            out.push_str(if is_whole { " data-passage" } else { "" });
        }
        out.push('>');
        row_number(row, out);
        for lang in Lang::ALL.into_iter().filter(|lang| !row.side(*lang).is_empty()) {
            // The next paragraph ends it, or the row.
            push(out, &["<p lang=", lang.tag(), ">", row.side(lang)]);
        }
        out.push_str("</div>");
    }

    /// The evidence of both sides of a passage that stands in rows.
    fn evidence_of_both(&self, one: &PassageView, out: &mut String) {
        let (Some(zh), Some(en)) = (&one.zh, &one.en) else { return };
        for (zh, en) in zh.evidence.iter().zip(&en.evidence) {
            let sides = [(Lang::Zh, zh), (Lang::En, en)];
            out.push_str("<details class=\"evidence both\"><summary>");
            for (lang, evidence) in sides {
                push(out, &["<span class=say lang=", lang.tag(), ">"]);
                if lang == Lang::Zh {
                    seal(&evidence.sign, "", out);
                }
                self.label(evidence, out);
                out.push_str("</span>");
            }
            out.push_str("</summary><div class=contexts>");
            for (lang, evidence) in sides {
                push(out, &["<div class=context lang=", lang.tag(), ">"]);
                self.context(evidence, out);
                out.push_str("</div>");
            }
            out.push_str("</div></details>");
        }
    }

    fn label(&self, evidence: &EvidenceView, out: &mut String) {
        push(out, &["<span>", &evidence.label, " <span class=more>", &evidence.more, "</span></span>"]);
    }

    fn context(&self, evidence: &EvidenceView, out: &mut String) {
        for part in &evidence.context {
            push(out, &["<p>", part]);
        }
        out.push_str("<p><a");
        attribute(out, "href", &format!("{}{}", self.root, evidence.href));
        push(out, &[">", &evidence.see, "</a>"]);
    }

    fn ties(&self, one: &PassageView, lang: Lang, out: &mut String) {
        if one.ties.is_empty() {
            return;
        }
        push(out, &["<p class=\"ties ui\" id=", &one.id, "-rest-", lang.code(), ">"]);
        for tie in &one.ties {
            out.push_str("<span>");
            escape_into(out, tie.text.get(lang));
            out.push_str(if lang == Lang::En { " <a" } else { "<a" });
            attribute(out, "href", &tie.href);
            out.push('>');
            escape_into(out, tie.title.get(lang));
            out.push_str("</a></span> ");
        }
        out.push_str("</p>");
    }

    /// That the translation has fallen behind.
    fn stale(&self, one: &PassageView, out: &mut String) {
        let Some(said) = one.stale.as_ref().filter(|_| self.edition != Edition::Zh) else { return };
        out.push_str("<div class=\"stale ui\">");
        if self.is_both() {
            push(out, &["<p lang=zh-Hans>", &said.zh, "</p>"]);
        }
        push(out, &["<p lang=en>", &said.en, "</p></div>"]);
    }

    fn number(&self, one: &PassageView, out: &mut String) {
        out.push_str("<a class=no");
        if let Some(anchor) = &one.anchor {
            attribute(out, "id", anchor);
        }
        push(out, &[" href=#", &one.id, ">"]);
        digits::push(out, one.number);
        out.push_str("</a>");
    }

    /// The id of a passage, and where both languages stand the mark of what holds one block of each: of a passage in rows
    /// each row has one.
    fn passage_id(&self, one: &PassageView, out: &mut String) {
        push(out, &[" id=", &one.id]);
        if self.is_both() && one.rows.is_none() {
            push(out, &[" data-passage=", &one.id]);
        }
    }

    /// The language of a side, where it is not that of the page.
    fn lang(&self, lang: Lang, out: &mut String) {
        if self.is_both() {
            push(out, &[" lang=", lang.tag()]);
        }
    }

    fn untranslated(&self, lang: Lang, out: &mut String) {
        escape_into(out, self.texts.said("untranslated", lang));
    }

    /// What was written for all editions. Where one language stands alone, no figure has a twin on the page; in English
    /// its words stay in one line.
    fn html(&self, html: &FigureHtml, lang: Lang, out: &mut String) {
        match (self.is_both(), lang) {
            (true, _) => out.push_str(html),
            (false, Lang::Zh) => html.without_marks(out),
            (false, Lang::En) => html.without_numbers(out),
        }
    }
}

fn push(out: &mut String, parts: &[&str]) {
    parts.iter().for_each(|part| out.push_str(part));
}

fn level(level: u8) -> &'static str {
    ["1", "2", "3", "4", "5", "6"].get(usize::from(level).saturating_sub(1)).copied().unwrap_or("6")
}

fn row_number(row: &RowView, out: &mut String) {
    if !row.number.is_empty() {
        push(out, &["<a class=sn href=#", &row.id, ">", &row.number, "</a>"]);
    }
}

fn seal(sign: &str, lang: &str, out: &mut String) {
    push(out, &["<span class=seal", lang, " aria-hidden=true>"]);
    escape_into(out, sign);
    out.push_str("</span>");
}

fn notes(notes: &[NoteView], out: &mut String) {
    if notes.is_empty() {
        return;
    }
    out.push_str("<ol class=notes>");
    for note in notes {
        push(
            out,
            &["<li id=\"", &note.id, "\"><a class=\"key back\" href=\"#", &note.back, "\" aria-label=\""],
        );
        push(out, &[&note.label, "\">", &note.number.to_string(), "</a><span>", &note.html, "</span></li>"]);
    }
    out.push_str("</ol>");
}

//! The figures of a page as one table, and as files.

use std::fmt::Write;

use crate::base::html::escape;
use crate::base::lang::Both;
use crate::model::kinds::ChartKind;
use crate::model::site::Site;
use crate::render::chart::labels::Labels;
use crate::render::chart::shown::Shown;
use crate::render::names::original_sign;

/// The figures of a page: a table, unless every one of them is a single number that stands on the page as
/// it is; and the way to the same as files.
pub fn of_page(site: &Site, labels: &Labels, figures: &[Shown], files: &str) -> String {
    let mut out = String::from("<div class=\"figures data ui\">");
    let is_card = |shown: &Shown| shown.figure.chart == ChartKind::Card;
    if !figures.iter().all(is_card) {
        let _ = write!(out, "<details><summary>{}</summary>", labels.html(&labels.texts.get("data_table")));
        table(site, labels, figures, &mut out);
        out.push_str("</details>");
    }
    let _ = write!(
        out,
        "<p class=\"downloads\" data-save=\"{save}\">{} <a href=\"{files}.csv\" download>CSV</a> <a href=\"{files}.json\" download>JSON</a></p></div>",
        labels.html(&labels.texts.get("data_of_page")),
        save = escape(&labels.edition.plain(&labels.texts.get("save_chart")))
    );
    out
}

fn table(site: &Site, labels: &Labels, figures: &[Shown], out: &mut String) {
    let name = labels.edition.plain(&labels.texts.get("data_table"));
    let _ = write!(
        out,
        "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{}\"><table><thead><tr>",
        escape(&name)
    );
    let head =
        |class: &str, text: &Both<String>| format!("<th scope=\"col\"{class}>{}</th>", labels.html(text));
    let (figure, when) = (labels.texts.get("figure"), labels.texts.get("year_or_group"));
    let _ = write!(out, "{}{}", head("", &figure), head("", &when));
    let value = labels.texts.get("value");
    for lang in labels.edition.sides() {
        let _ = write!(
            out,
            "<th scope=\"col\" class=\"n\" lang=\"{}\">{}</th>",
            lang.tag(),
            escape(value.get(*lang))
        );
    }
    let _ = write!(out, "{}</tr></thead>", head(" class=\"n\"", &labels.texts.get("paragraph_head")));
    for shown in figures {
        rows(site, labels, shown, out);
    }
    out.push_str("</table></div>");
}

/// A figure: a row a point, named once.
fn rows(site: &Site, labels: &Labels, shown: &Shown, out: &mut String) {
    out.push_str("<tbody>");
    let all = shown.figure.points.len();
    for (at, point) in shown.figure.points.iter().enumerate() {
        out.push_str("<tr>");
        if at == 0 {
            let span = if all > 1 { format!("group\" rowspan=\"{all}") } else { String::new() };
            let _ = write!(out, "<th scope=\"row{span}\">{}</th>", labels.html(&shown.figure.label));
        }
        let when = Both::from_fn(|lang| labels.at(point, lang));
        let _ = write!(out, "<td>{}</td>", labels.html(&when));
        for lang in labels.edition.sides() {
            let value = escape(&labels.value(shown, at, *lang));
            let _ = write!(out, "<td class=\"n\" lang=\"{}\">{value}</td>", lang.tag());
        }
        let place = shown.supports[at].map_or(String::new(), |support| {
            let sign = escape(&original_sign(&site.originals[support.original]));
            format!("<span lang=\"zh-Hans\">{sign}</span> {}", support.paragraph)
        });
        let _ = write!(out, "<td class=\"n\">{place}</td></tr>");
    }
    out.push_str("</tbody>");
}

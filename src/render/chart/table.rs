//! The numbers of a figure in a table, and as files.

use std::fmt::Write;

use crate::base::html::escape;
use crate::base::lang::Both;
use crate::model::figure::Figure;
use crate::render::chart::labels::Labels;

/// The same numbers in a table, and as files.
pub fn details(labels: &Labels, figures: &[&Figure], out: &mut String) {
    let sides = labels.edition.sides();
    if figures.iter().flat_map(|figure| &figure.points).any(|point| point.inferred) {
        let note = labels.said(&labels.texts.get("note_inferred"));
        let _ = write!(out, "<p class=\"caption ui\">{note}</p>");
    }
    let _ = write!(
        out,
        "<details class=\"ui\"><summary>{}</summary>",
        labels.said(&labels.texts.get("data_table"))
    );
    for figure in figures {
        let years = figure.points.iter().all(|point| point.is_year);
        let head = labels.texts.get(if years { "year" } else { "group" });
        let _ = write!(
            out,
            "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{}\"><table><thead><tr><th scope=\"col\">{}</th>",
            escape(&labels.edition.plain(&figure.label)),
            labels.said(&head)
        );
        for lang in sides {
            let _ = write!(
                out,
                "<th scope=\"col\" class=\"n\" lang=\"{}\">{}</th>",
                lang.tag(),
                escape(figure.label.get(*lang))
            );
        }
        out.push_str("</tr></thead><tbody>");
        for point in &figure.points {
            let at = Both::from_fn(|lang| labels.at(point, lang));
            let _ = write!(out, "<tr><th scope=\"row\">{}</th>", labels.said(&at));
            for lang in sides {
                let _ = write!(
                    out,
                    "<td class=\"n\" lang=\"{}\">{}</td>",
                    lang.tag(),
                    escape(&labels.value(figure, point, *lang))
                );
            }
            out.push_str("</tr>");
        }
        let (root, data, id) = (labels.root, labels.data, &figure.id);
        let _ = write!(
            out,
            "</tbody></table></div><p class=\"downloads\"><a href=\"{root}{data}/{id}.csv\" download>CSV</a> <a href=\"{root}{data}/{id}.json\" download>JSON</a></p>"
        );
    }
    out.push_str("</details>");
}

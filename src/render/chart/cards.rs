//! Cards: single numbers, big, in a list.

use std::fmt::Write;

use crate::base::html::escape;
use crate::model::figure::Figure;
use crate::model::kinds::PointKind;
use crate::render::chart::labels::Labels;
use crate::render::chart::table;

/// The cards of several figures.
pub fn write(labels: &Labels, figures: &[&Figure], out: &mut String) {
    let sides = labels.edition.sides();
    out.push_str(if sides.len() == 2 { "<div class=\"leaf-figs\">" } else { "<div class=\"figures\">" });
    for lang in sides {
        let _ = write!(out, "<dl class=\"cards\" lang=\"{}\">", lang.tag());
        for figure in figures {
            for point in &figure.points {
                let word = match point.kind {
                    PointKind::Result => "",
                    PointKind::Target => " is-plan",
                    PointKind::Estimate => " is-estimate",
                };
                let _ = write!(
                    out,
                    "<div class=\"card{word}\"><dt class=\"what\">{}</dt><dd><span class=\"big\">{}</span> <span class=\"at\">{}</span></dd></div>",
                    escape(figure.label.get(*lang)),
                    escape(&labels.value(figure, point, *lang)),
                    escape(&labels.at(point, *lang)),
                );
            }
        }
        out.push_str("</dl>");
    }
    table::details(labels, figures, out);
    out.push_str("</div>");
}

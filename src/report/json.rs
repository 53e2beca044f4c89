//! Findings as one JSON object: the contract of `check --format json` and `build --format json`.

use serde_json::{Value, json};

use crate::base::diagnostic::{Diagnostic, Label};
use crate::base::lang::Both;
use crate::base::word_diff::{Piece, Rewording};
use crate::report::{Counts, LineIndex, Sources};

/// The object, version 1.
pub fn render(findings: &[Diagnostic], counts: Counts, sources: &Sources) -> Value {
    let index = LineIndex::new(findings, sources);
    json!({
        "version": 1,
        "findings": findings.iter().map(|finding| one(finding, &index)).collect::<Vec<_>>(),
        "summary": {
            "errors": counts.errors,
            "warnings": counts.warnings,
            "notes": counts.notes,
            "waived": counts.waived,
        },
    })
}

fn one(finding: &Diagnostic, index: &LineIndex) -> Value {
    let mut value = json!({
        "rule": finding.rule,
        "level": finding.level,
        "message": both(&finding.message),
        "help": both(&finding.help),
        "primary": label(&finding.primary, index),
        "related": finding.related.iter().map(|one| label(one, index)).collect::<Vec<_>>(),
    });
    if let Some(rewording) = &finding.rewording {
        value["rewording"] = reworded(rewording);
    }
    value
}

/// The old and the new wording, and what stayed, went and came, in order.
fn reworded(rewording: &Rewording) -> Value {
    let pieces = rewording.pieces().into_iter().map(|piece| match piece {
        Piece::Kept(text) => json!({ "kept": text }),
        Piece::Removed(text) => json!({ "removed": text }),
        Piece::Added(text) => json!({ "added": text }),
    });
    json!({
        "before": rewording.before,
        "after": rewording.after,
        "changes": pieces.collect::<Vec<_>>(),
    })
}

fn label(label: &Label, index: &LineIndex) -> Value {
    let (start, end) = index.place(&label.place);
    json!({
        "path": &*label.place.path,
        "line": start.line,
        "column": start.column,
        "end_line": end.line,
        "end_column": end.column,
        "label": both(&label.text),
    })
}

fn both(text: &Both<String>) -> Value {
    json!({ "zh": text.zh, "en": text.en })
}

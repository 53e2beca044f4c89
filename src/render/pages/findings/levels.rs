//! How levels are called, and what happens where a rule finds something.

use crate::base::diagnostic::Level;
use crate::render::context::RenderContext;

/// A level as a class, and the key of its name.
pub(crate) fn level_name(level: Level) -> (&'static str, &'static str) {
    match level {
        Level::Error => ("error", "error"),
        Level::Warning => ("warn", "warning"),
        Level::Note => ("note", "note_level"),
        Level::Off => ("off", "off"),
    }
}

/// The key of what happens where a rule finds something.
pub(crate) fn consequence(level: Level) -> &'static str {
    match level {
        Level::Error => "if_error",
        Level::Warning => "if_warning",
        Level::Note => "if_note",
        Level::Off => "if_off",
    }
}

/// The level of a rule on this site.
pub(crate) fn level_here(ctx: &RenderContext, name: &str, default: Level) -> Level {
    ctx.site.config.rules.get(name).copied().unwrap_or(default)
}

//! Files of JSON.

use serde_json::Value;

use crate::base::visible;
use crate::model::output::Output;

/// A file of JSON; what steers a terminal or turns a line is escaped in it.
pub fn json_file(path: impl Into<String>, value: &Value) -> Output {
    Output::text(path, visible::json(format!("{value:#}\n")))
}

//! The files of the index are scripts that hand over what they hold.

use crate::model::output::Output;

/// A script that hands over values under its own name: `duizhao.give("k3","…")` in `k3.js`.
pub fn script(name: &str, values: impl FnOnce(&mut String)) -> Output {
    let mut text = format!("duizhao.give(\"{name}\",");
    values(&mut text);
    text.push_str(");\n");
    Output::text(format!("assets/search/{name}.js"), text)
}

//! What the template engine says of a fault, in words of both languages, with the nearest right name.
//!
//! The engine words its faults in English and for programmers. Each of its sentences that a person who edits
//! a template is likely to meet has a pattern here; of the rest, the engine's own words are quoted.

use crate::base::lang::Both;
use crate::base::suggest::nearest;
use crate::render::templates::budget::ENDLESS;

/// A fault: what is wrong, and what to do if that is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemplateError {
    /// What is wrong.
    pub message: Both<String>,
    /// What to do.
    pub help: Option<Both<String>>,
}

/// The names that a template may use: those of templates and of blocks.
pub struct Names<'n> {
    /// `base.html`, …
    pub templates: Vec<&'n str>,
    /// `main`, …
    pub blocks: Vec<&'n str>,
}

/// The engine's sentences, with `*` for what changes, and ours around the same: `{1}` is the first of these.
const SENTENCES: [(&str, &str, &str); 27] = [
    ("Unknown filter `*`", "没有叫 `{1}` 的过滤器", "there is no filter `{1}`"),
    ("Unknown test `*`", "没有叫 `{1}` 的判断", "there is no test `{1}`"),
    ("Unknown function `*`", "没有叫 `{1}` 的函数", "there is no function `{1}`"),
    ("Unknown component `*`", "没有叫 `{1}` 的组件", "there is no component `{1}`"),
    ("Unknown template `*`", "没有模板 `{1}`", "there is no template `{1}`"),
    ("Variable `*` is not defined*", "没有叫 `{1}` 的变量", "there is no variable `{1}`"),
    ("Variable `*` exists but*", "变量 `{1}` 没有值", "the variable `{1}` has no value"),
    ("Field `*` is not defined*", "这里没有叫 `{1}` 的项", "there is no field `{1}` here"),
    (
        "Tried to render a variable that is undefined",
        "要显示的值不存在",
        "the value to be shown does not exist",
    ),
    (
        "Block `*` is not defined in any parent*",
        "上级模板里没有区块 `{1}`",
        "no template above has a block `{1}`",
    ),
    ("Template already contains a block named `*`", "区块 `{1}` 写了两次", "the block `{1}` is given twice"),
    (
        "* was named `*` in the opening tag, found `*`*",
        "开头写的是 `{2}`，结尾写的是 `{3}`",
        "it begins as `{2}` and ends as `{3}`",
    ),
    (
        "Template is already extending `*`",
        "只能依据一个模板，前面已写了 `{1}`",
        "only one template can be extended, and `{1}` is already",
    ),
    ("`extends` needs to be the first tag*", "extends 应写在最前面", "extends must come first"),
    (
        "This content would be ignored*",
        "写了 extends 之后，内容只能写在区块里",
        "after extends, text can stand inside blocks only",
    ),
    (
        "* is a reserved keyword*",
        "`{1}` 有别的用处，不能作名称",
        "`{1}` has a meaning of its own and cannot be a name",
    ),
    ("String opened with*", "引号没有另一半", "a quotation mark has no partner"),
    ("unexpected end of raw block", "raw 没有用 endraw 结束", "raw is not closed by endraw"),
    ("Closing comment tag `*` not found", "注释没有用 `{1}` 结束", "the comment is not closed by `{1}`"),
    ("Unknown tag", "没有这样的指令", "there is no such instruction"),
    ("Unclosed component '*'", "组件 `{1}` 没有结束", "the component `{1}` is not closed"),
    ("Missing keyword argument `*`*", "少了参数 `{1}`", "the argument `{1}` is missing"),
    (
        "Function `range` would produce * elements*",
        "range 要列出 {1} 项，太多了",
        "range would give {1} items, which is too many",
    ),
    ("Cannot divide by 0", "不能除以 0", "nothing can be divided by 0"),
    ("The * is too *", "一层套一层，套得太深", "things stand too deeply in one another"),
    (
        "Maximum render recursion depth*",
        "组件一层套一层，套得太深",
        "components stand too deeply in one another",
    ),
    ("Unexpected character*", "这里有不能用的字符", "a character stands here that cannot be used"),
];

/// The same about kinds of value.
const KINDS: [(&str, &str, &str); 9] = [
    (
        "Iteration not possible on type `*`*",
        "只有列表能逐项列出，这里是{1}",
        "only a list has items to go through; this is {1}",
    ),
    (
        "Key/value iteration is not possible on type `*`*",
        "只有若干键能逐项列出键和值，这里是{1}",
        "only a group of keys has keys and values; this is {1}",
    ),
    (
        "Math operations can only be done on numbers, found `*`",
        "只有数能计算，这里是{1}",
        "only numbers can be calculated with; this is {1}",
    ),
    (
        "Only numbers can be *. This is a `*`",
        "只有数能计算，这里是{2}",
        "only numbers can be calculated with; this is {2}",
    ),
    (
        "`+` requires both operands to be numbers, found `*` and `*`",
        "只有数能相加，这里是{1}和{2}",
        "only numbers can be added; this is {1} and {2}",
    ),
    ("Cannot compare `*` with `*`*", "{1}和{2}不能比较", "{1} cannot be compared with {2}"),
    (
        "Invalid type for the value, expected `*` but got `*`*",
        "这里应是{1}，写的是{2}",
        "this must be {1}, and it is {2}",
    ),
    (
        "This filter can only be used on a number, received `*`*",
        "这个过滤器只用于数，这里是{1}",
        "this filter is for numbers; this is {1}",
    ),
    ("Value of type * has no length*", "{1}没有长度", "{1} has no length"),
];

/// A sentence of the engine as a fault.
pub fn fault(said: &str, names: &Names) -> TemplateError {
    let said = said.trim();
    if said == ENDLESS {
        let message = Both::new("它不会结束，或者太占内存", "it does not end, or takes too much memory");
        return TemplateError {
            message, help: Some(Both::new("检查其中的循环", "look at its loops"))
        };
    }
    let plain = |text: &str| text.to_owned();
    if let Some((message, parts)) = put(&SENTENCES, said, |part| Both { zh: plain(part), en: plain(part) }) {
        return TemplateError { message, help: meant(said, &parts, names) };
    }
    if let Some((message, _)) = put(&KINDS, said, kind) {
        return TemplateError { message, help: None };
    }
    if said == "Unexpected end of input" {
        let message = Both::new("没有写完：有一处没有结束", "it breaks off: something is not closed");
        return TemplateError { message, help: None };
    }
    if let Some((found, wanted)) = said.strip_prefix("Found ").and_then(|rest| rest.split_once(" but ")) {
        let wanted = wanted.trim_start_matches("was expecting ").trim_start_matches("expected ");
        let (found, wanted) = (kind(found), sign(wanted.trim_end_matches('.')));
        let message = Both::new(
            format!("这里应是{}，写的是{}", spaced(&wanted.zh), spaced(&found.zh)),
            format!("this must be {}, and it is {}", wanted.en, found.en),
        );
        return TemplateError { message, help: None };
    }
    let message = Both::new(
        format!("这里的写法不能用（模板引擎的原话：“{said}”）"),
        format!("this cannot be used here (in the template engine’s words: “{said}”)"),
    );
    TemplateError { message, help: None }
}

/// The first sentence that fits, with our words; and the parts that stood in its gaps.
fn put(
    sentences: &[(&str, &str, &str)],
    said: &str,
    name: impl Fn(&str) -> Both<String>,
) -> Option<(Both<String>, Vec<String>)> {
    sentences.iter().find_map(|(theirs, zh, en)| {
        let parts = parts(theirs, said)?;
        let names: Vec<Both<String>> = parts.iter().map(|part| name(part)).collect();
        let fill = |ours: &str, side: fn(&Both<String>) -> &String| {
            names.iter().enumerate().fold(ours.to_owned(), |text, (at, name)| {
                text.replace(&format!("{{{}}}", at + 1), side(name))
            })
        };
        let message = Both::new(fill(zh, |both| &both.zh), fill(en, |both| &both.en));
        Some((message, parts.into_iter().map(str::to_owned).collect()))
    })
}

/// What stands in a text at the gaps `*` of a pattern.
fn parts<'t>(pattern: &str, text: &'t str) -> Option<Vec<&'t str>> {
    let mut pieces = pattern.split('*');
    let mut rest = text.strip_prefix(pieces.next()?)?;
    let mut parts = Vec::new();
    for piece in pieces {
        let at = if piece.is_empty() { rest.len() } else { rest.find(piece)? };
        parts.push(&rest[..at]);
        rest = &rest[at + piece.len()..];
    }
    rest.is_empty().then_some(parts)
}

/// The help where a name was mistyped: the engine lists what there is, or the templates are known.
fn meant(said: &str, parts: &[String], names: &Names) -> Option<Both<String>> {
    let typed = parts.first()?;
    let listed =
        || said.split_once("Available ")?.1.split_once(": ").map(|(_, all)| all.split(", ").collect());
    let known: Vec<&str> = match said {
        _ if said.starts_with("Unknown template") => names.templates.clone(),
        _ if said.starts_with("Block ") => names.blocks.clone(),
        _ => listed()?,
    };
    let near = nearest(typed, known.into_iter().filter(|one| one != typed))?;
    Some(Both::new(format!("是不是要写 `{near}`？"), format!("did you mean `{near}`?")))
}

/// A kind of value, or a sign, as the engine calls it.
fn kind(name: &str) -> Both<String> {
    let (zh, en) = match name.trim_start_matches("a ").trim_matches('`') {
        "string" | "String" | "&str" => ("文字", "text"),
        "identifier" | "ident" | "attribute name" => ("名称", "a name"),
        "integer" | "float" | "number" | "i64" | "u64" | "i128" | "u128" | "f64" | "usize" => {
            ("数", "a number")
        }
        "bool" => ("真假值", "a true or false value"),
        "array" => ("列表", "a list"),
        "map" | "struct" => ("若干键", "a group of keys"),
        "null" | "none" | "undefined" => ("空值", "empty"),
        "content" | "raw content" => ("正文", "text of the page"),
        "comment" => ("注释", "a comment"),
        _ => return Both::new(name, name),
    };
    Both::new(zh, en)
}

/// A blank before a sign in a Chinese sentence.
fn spaced(name: &str) -> String {
    if name.starts_with('`') { format!(" {name}") } else { name.to_owned() }
}

/// What the engine expects: a sign, a kind, or a choice of several.
fn sign(wanted: &str) -> Both<String> {
    if wanted.starts_with("one of: ") {
        return Both::new(
            "一个值：名称、数或引号里的文字",
            "a value: a name, a number or text in quotation marks",
        );
    }
    let plain = kind(wanted);
    if plain.zh != wanted || wanted.starts_with('`') {
        return match wanted.split_once(" or ") {
            Some((first, last)) => Both::new(format!("{first} 或 {last}"), wanted),
            None => plain,
        };
    }
    Both::new(format!("`{wanted}`"), format!("`{wanted}`"))
}

//! What a YAML value must look like, made from the types that read it.
//!
//! The JSON Schema of a type is boiled down to a [`Schema`], and a marked YAML tree is held against
//! it. All faults are found in one walk, each at its place, before the type itself is read.

use schemars::JsonSchema;
use serde_json::Value;

use crate::base::diagnostic::{Diagnostic, Level};
use crate::base::lang::Both;
use crate::base::map::HashSet;
use crate::base::source::Source;
use crate::base::spanned::{Node, NodeKind};
use crate::base::suggest::nearest;

/// What a value must be.
#[derive(Clone, Debug)]
pub enum Schema {
    /// Any scalar; numbers and dates count as text.
    Text,
    /// A whole number.
    Integer,
    /// `true` or `false`.
    Bool,
    /// One of these words.
    Words(Vec<String>),
    /// A list of such values.
    List(Box<Schema>),
    /// A mapping from free names to such values.
    Dict(Box<Schema>),
    /// A mapping with these keys.
    Keys(Vec<Key>),
    /// Any of these.
    Either(Vec<Schema>),
}

/// A key of a mapping.
#[derive(Clone, Debug)]
pub struct Key {
    name: String,
    shape: Schema,
    required: bool,
}

impl Schema {
    /// The shape of a type.
    pub fn of<T: JsonSchema>() -> Schema {
        let schema = schemars::schema_for!(T).to_value();
        from_schema(&schema, &schema)
    }
}

impl Schema {
    /// What the value of a key must be, if a mapping with it may stand here.
    pub fn of_key(&self, name: &str) -> Option<&Schema> {
        match self {
            Schema::Dict(inner) => Some(inner),
            Schema::Keys(keys) => keys.iter().find(|key| key.name == name).map(|key| &key.shape),
            _ => None,
        }
    }
}

fn from_schema(schema: &Value, root: &Value) -> Schema {
    if let Some(name) = schema["$ref"].as_str().and_then(|path| path.rsplit('/').next()) {
        return from_schema(&root["$defs"][name], root);
    }
    let text = |value: &Value| value.as_str().map(str::to_owned);
    if let Some(words) = schema["enum"].as_array() {
        return Schema::Words(words.iter().filter_map(text).collect());
    }
    if let Some(choices) = schema["oneOf"].as_array().or(schema["anyOf"].as_array()) {
        let words: Vec<String> = choices.iter().filter_map(|c| text(&c["const"])).collect();
        if words.len() == choices.len() {
            return Schema::Words(words);
        }
        let mut shapes: Vec<Schema> =
            choices.iter().filter(|c| c["type"] != "null").map(|c| from_schema(c, root)).collect();
        return if shapes.len() == 1 { shapes.remove(0) } else { Schema::Either(shapes) };
    }
    let kind = match &schema["type"] {
        Value::Array(kinds) => kinds.iter().filter_map(Value::as_str).find(|kind| *kind != "null"),
        kind => kind.as_str(),
    };
    match kind {
        Some("integer") => Schema::Integer,
        Some("boolean") => Schema::Bool,
        Some("array") => Schema::List(Box::new(from_schema(&schema["items"], root))),
        Some("object") => match schema["properties"].as_object() {
            Some(properties) => {
                let required = |name: &str| {
                    schema["required"].as_array().is_some_and(|all| all.iter().any(|one| one == name))
                };
                let key = |(name, value): (&String, &Value)| Key {
                    name: name.clone(),
                    shape: from_schema(value, root),
                    required: required(name),
                };
                Schema::Keys(properties.iter().map(key).collect())
            }
            None => Schema::Dict(Box::new(from_schema(&schema["additionalProperties"], root))),
        },
        _ => Schema::Text,
    }
}

/// Holds a value against a shape and reports every difference.
pub fn check(node: &Node, shape: &Schema, source: &Source, rule: &'static str, out: &mut Vec<Diagnostic>) {
    let mut finding = |node: &Node, message: Both<String>, label: Both<String>, help: Both<String>| {
        out.push(Diagnostic::new(rule, Level::Error, source.place(node.span), message, label, help));
    };
    match (shape, &node.kind) {
        (Schema::Text, NodeKind::Scalar { .. }) => {}
        (Schema::Integer, NodeKind::Scalar { text, .. }) if text.parse::<i64>().is_ok() => {}
        (Schema::Bool, NodeKind::Scalar { text, .. }) if matches!(&**text, "true" | "false") => {}
        (Schema::Words(words), NodeKind::Scalar { text, .. }) => {
            if !words.iter().any(|word| *word == **text) {
                let message = Both::new(format!("不认识的值“{text}”"), format!("unknown value “{text}”"));
                finding(node, message, Both::new("这个值", "this value"), possible(text, words));
            }
        }
        (Schema::List(inner), NodeKind::List(items)) => {
            items.iter().for_each(|item| check(item, inner, source, rule, out));
        }
        (Schema::Dict(inner), NodeKind::Map(entries)) => {
            let mut seen: HashSet<Option<&str>> = HashSet::default();
            for (name, value) in entries {
                if !seen.insert(name.as_text()) {
                    out.push(twice(name, source, rule));
                }
                check(value, inner, source, rule, out);
            }
        }
        (Schema::Keys(keys), NodeKind::Map(entries)) => check_keys(node, keys, entries, source, rule, out),
        (Schema::Either(shapes), _) => {
            let all = shapes.iter().map(|shape| findings(node, shape, source, rule));
            out.extend(all.min_by_key(Vec::len).unwrap_or_default());
        }
        _ => {
            let [message, label, help] = mistaken(node, shape);
            finding(node, message, label, help);
        }
    }
}

fn findings(node: &Node, shape: &Schema, source: &Source, rule: &'static str) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    check(node, shape, source, rule, &mut found);
    found
}

/// Which values there are instead of one that is unknown.
fn possible(text: &str, words: &[String]) -> Both<String> {
    let all = words.join(" | ");
    match meant(text, words.iter().map(String::as_str)) {
        Some(near) => Both::new(
            format!("是不是要写 `{near}`？可用的值：{all}"),
            format!("did you mean `{near}`? The possible values are {all}"),
        ),
        None => Both::new(format!("改为以下之一：{all}"), format!("write one of {all}")),
    }
}

/// Message, label and help for a value of another shape, or for none.
fn mistaken(node: &Node, shape: &Schema) -> [Both<String>; 3] {
    let want = wanted(shape);
    match node.kind {
        NodeKind::Null => [
            Both::new("这里没有值", "there is no value here"),
            Both::new("空", "empty"),
            Both::new(
                format!("写上{}，或删去这个键", want.zh),
                format!("write {}, or remove the key", want.en),
            ),
        ],
        _ => [
            Both::new(format!("这里应为{}", want.zh), format!("this must be {}", want.en)),
            Both::new(format!("这是{}", seen(node).zh), format!("this is {}", seen(node).en)),
            Both::new(format!("改写为{}", want.zh), format!("write {} here", want.en)),
        ],
    }
}

fn check_keys(
    node: &Node,
    keys: &[Key],
    entries: &[(Node, Node)],
    source: &Source,
    rule: &'static str,
    out: &mut Vec<Diagnostic>,
) {
    let mut seen: HashSet<&str> = HashSet::default();
    for (name, value) in entries {
        let Some(text) = name.as_text() else { continue };
        if !seen.insert(text) {
            out.push(twice(name, source, rule));
        }
        if let Some(key) = keys.iter().find(|key| key.name == text) {
            check(value, &key.shape, source, rule, out);
            continue;
        }
        out.push(Diagnostic::new(
            rule,
            Level::Error,
            source.place(name.span),
            Both::new(format!("不认识的键 `{text}`"), format!("unknown key `{text}`")),
            Both::new("这个键", "this key"),
            possible_keys(text, keys),
        ));
    }
    for key in keys.iter().filter(|key| key.required && !seen.contains(key.name.as_str())) {
        let name = &key.name;
        out.push(Diagnostic::new(
            rule,
            Level::Error,
            source.place(node.span),
            Both::new(format!("缺少 `{name}`"), format!("`{name}` is missing")),
            Both::new("这一段里没有", "not in this block"),
            Both::new(format!("加上一行 `{name}: …`"), format!("add a line `{name}: …`")),
        ));
    }
}

/// Which keys there are instead of one that is unknown.
fn possible_keys(text: &str, keys: &[Key]) -> Both<String> {
    let all = keys.iter().map(|key| key.name.as_str());
    match meant(text, all.clone()) {
        Some(near) => Both::new(format!("是不是要写 `{near}`？"), format!("did you mean `{near}`?")),
        None => {
            let all = all.collect::<Vec<_>>().join(", ");
            Both::new(format!("这里可用的键：{all}"), format!("the keys that may stand here are {all}"))
        }
    }
}

/// The Chinese words that people write for keys and values, and what the program calls them.
const CHINESE: [(&str, &str); 34] = [
    ("标题", "title"),
    ("摘要", "summary"),
    ("日期", "date"),
    ("原文", "original"),
    ("次序", "weight"),
    ("权重", "weight"),
    ("标签", "tags"),
    ("草稿", "draft"),
    ("图", "figures"),
    ("图表", "figures"),
    ("单位", "unit"),
    ("名称", "label"),
    ("数值", "value"),
    ("简介", "description"),
    ("主题", "topics"),
    ("网址", "base_url"),
    ("规则", "rules"),
    ("目标", "target"),
    ("结果", "result"),
    ("预计", "estimate"),
    ("超过", "over"),
    ("以上", "at-least"),
    ("近", "nearly"),
    ("约", "about"),
    ("以下", "below"),
    ("卡片", "card"),
    ("条形", "bars"),
    ("折线", "line"),
    ("占比", "share"),
    ("术语", "term"),
    ("地名", "place"),
    ("人名", "person"),
    ("机构", "body"),
    ("中文", "zh"),
];

/// The known word that was meant by an unknown one.
fn meant<'k>(text: &str, known: impl Iterator<Item = &'k str> + Clone) -> Option<&'k str> {
    let named = CHINESE.iter().find(|(zh, _)| *zh == text).map(|(_, name)| *name);
    let mut all = known.clone();
    all.find(|one| Some(*one) == named).or_else(|| nearest(text, known))
}

fn twice(name: &Node, source: &Source, rule: &'static str) -> Diagnostic {
    let text = name.as_text().unwrap_or("");
    Diagnostic::new(
        rule,
        Level::Error,
        source.place(name.span),
        Both::new(format!("键 `{text}` 写了两次"), format!("the key `{text}` is given twice")),
        Both::new("第二次", "the second time"),
        Both::new("留下一个，删去另一个", "keep one of the two and remove the other"),
    )
}

fn wanted(shape: &Schema) -> Both<String> {
    match shape {
        Schema::Text => Both::new("文字", "text"),
        Schema::Integer => Both::new("整数", "a whole number"),
        Schema::Bool => Both::new(" `true` 或 `false`", "`true` or `false`"),
        Schema::Words(words) => Both::new(words.join(" | "), words.join(" | ")),
        Schema::List(_) => Both::new("列表 `[…]`", "a list `[…]`"),
        Schema::Dict(_) => Both::new(" `{ 名称: 值 }`", "`{ name: value }`"),
        Schema::Keys(keys) => {
            let all =
                keys.iter().take(4).map(|key| format!("{}: …", key.name)).collect::<Vec<_>>().join(", ");
            Both::new(format!(" `{{ {all} }}`"), format!("`{{ {all} }}`"))
        }
        Schema::Either(shapes) => {
            let zh = shapes.iter().map(|shape| wanted(shape).zh).collect::<Vec<_>>().join("或");
            let en = shapes.iter().map(|shape| wanted(shape).en).collect::<Vec<_>>().join(" or ");
            Both::new(zh, en)
        }
    }
}

fn seen(node: &Node) -> Both<String> {
    match &node.kind {
        NodeKind::Null | NodeKind::Scalar { .. } => Both::new("文字", "text"),
        NodeKind::List(_) => Both::new("列表", "a list"),
        NodeKind::Map(_) => Both::new("若干键", "a group of keys"),
    }
}

//! Faults in a site’s own templates, which the template engine words in English and for programmers.

use std::sync::OnceLock;

use super::harness::Transcript;
use crate::site::Folder;

/// A template, the line that is wrong, and words of what is said.
const CASES: &[(&str, usize, &str, &str)] = &[
    ("<p>\n{{ \"a\" | uper }}", 2, "没有叫 `uper` 的过滤器", "there is no filter `uper`"),
    ("{% if 1 is odder %}{% endif %}", 1, "没有叫 `odder` 的判断", "there is no test `odder`"),
    ("{{ load(path=1) }}", 1, "没有叫 `load` 的函数", "there is no function `load`"),
    ("{{ <Card /> }}", 1, "没有叫 `Card` 的组件", "there is no component `Card`"),
    ("<p>\n\n{% include \"bse.html\" %}", 3, "是不是要写 `base.html`？", "did you mean `base.html`?"),
    ("{% include \"nowhere-at-all.html\" %}", 1, "没有模板 `nowhere-at-all.html`", "there is no template"),
    ("{% extends \"bas.html\" %}", 1, "是不是要写 `base.html`？", "did you mean `base.html`?"),
    ("{% extends \"404.html\" %}", 1, "互相引用，绕成了一圈", "templates lead in a circle"),
    ("{% include \"404.html\" %}", 1, "互相引用，绕成了一圈", "templates lead in a circle"),
    ("{{ sit }}", 1, "没有叫 `sit` 的变量", "there is no variable `sit`"),
    ("{{ site.titel }}", 1, "这里没有叫 `titel` 的项", "there is no field `titel` here"),
    (
        "{% extends \"base.html\" %}{% block mian %}{% endblock %}",
        1,
        "是不是要写 `main`？",
        "did you mean `main`?",
    ),
    (
        "{% block a %}{% endblock %}{% block a %}{% endblock %}",
        1,
        "区块 `a` 写了两次",
        "the block `a` is given twice",
    ),
    (
        "{% block a %}{% endblock b %}",
        1,
        "开头写的是 `a`，结尾写的是 `b`",
        "it begins as `a` and ends as `b`",
    ),
    (
        "{% extends \"base.html\" %}{% extends \"base.html\" %}",
        1,
        "只能依据一个模板",
        "only one template can be extended",
    ),
    ("<p>{% extends \"base.html\" %}", 1, "extends 应写在最前面", "extends must come first"),
    ("{% extends \"base.html\" %}<p>text</p>", 1, "内容只能写在区块里", "inside blocks only"),
    ("{% set loop = 1 %}", 1, "`loop` 有别的用处", "has a meaning of its own"),
    ("{{ \"abc }}", 1, "引号没有另一半", "a quotation mark has no partner"),
    ("{% raw %}abc", 1, "raw 没有用 endraw 结束", "raw is not closed by endraw"),
    ("abc {# note", 1, "注释没有用 `#}` 结束", "the comment is not closed by `#}`"),
    ("{% fro a in b %}", 1, "没有这样的指令", "there is no such instruction"),
    ("{% <Card> %}abc", 1, "组件 `Card` 没有结束", "the component `Card` is not closed"),
    ("{{ range(start=1) }}", 1, "少了参数 `end`", "the argument `end` is missing"),
    ("{% for i in range(end=100000000) %}x{% endfor %}", 1, "项，太多了", "items, which is too many"),
    ("{{ 1 / 0 }}", 1, "不能除以 0", "nothing can be divided by 0"),
    ("{{ a ; b }}", 1, "这里有不能用的字符", "a character stands here that cannot be used"),
    ("{% for a in 3 %}{% endfor %}", 1, "只有列表能逐项列出，这里是数", "only a list has items"),
    ("{% for a, b in [3] %}{% endfor %}", 1, "只有若干键能逐项列出", "only a group of keys"),
    ("{{ \"a\" * 2 }}", 1, "只有数能计算，这里是文字", "only numbers can be calculated with; this is text"),
    ("{{ -\"a\" }}", 1, "只有数能计算，这里是文字", "only numbers can be calculated with; this is text"),
    ("{{ 1 + true }}", 1, "只有数能相加", "only numbers can be added"),
    ("{% if \"a\" < 2 %}{% endif %}", 1, "文字和数不能比较", "text cannot be compared with a number"),
    ("{{ 3 | upper }}", 1, "这里应是文字", "this must be text"),
    ("{{ 3 | length }}", 1, "数没有长度", "a number has no length"),
    ("{% if a", 1, "没有写完：有一处没有结束", "it breaks off: something is not closed"),
    ("{% if 1 %}abc", 1, "没有写完：有一处没有结束", "it breaks off: something is not closed"),
    ("{{ 1 2 }}", 1, "这里应是", "this must be"),
    ("{% for 1 in x %}{% endfor %}", 1, "这里应是名称，写的是数", "this must be a name, and it is a number"),
    ("{% include 3 %}", 1, "写的是数", "and it is a number"),
    ("{{ * }}", 1, "这里应是一个值", "this must be a value"),
    ("{% set a = site.nothing %}{{ a }}", 1, "变量 `a` 没有值", "the variable `a` has no value"),
    ("{{ [1][5] }}", 1, "要显示的值不存在", "the value to be shown does not exist"),
    ("{{ \"a\" | abs }}", 1, "这个过滤器只用于数，这里是文字", "this filter is for numbers; this is text"),
    ("{{ none | upper }}", 1, "写的是空值", "and it is empty"),
    ("{{ <Card 3 /> }}", 1, "这里应是 `/` 或 `>`，写的是数", "this must be `/` or `>`, and it is a number"),
    (
        "{% component A() %}{{ <A /> }}{% endcomponent A %}{{ <A /> }}",
        1,
        "组件一层套一层",
        "components stand too deeply in one another",
    ),
    (
        "<p>\n{% for a in range(end=100000) %}{% for b in range(end=100000) %}{% endfor %}{% endfor %}",
        2,
        "它不会结束，或者太占内存",
        "it does not end, or takes too much memory",
    ),
    (
        "{% for a in range(end=100000) %}{% for b in range(end=9) %}{{ site }}{% endfor %}{% endfor %}",
        1,
        "检查其中的循环",
        "look at its loops",
    ),
    ("{{ throw(message=\"x\") }}", 1, "模板引擎的原话：“", "in the template engine’s words: “"),
];

pub fn transcript() -> &'static Transcript {
    static TRANSCRIPT: OnceLock<Transcript> = OnceLock::new();
    TRANSCRIPT.get_or_init(|| {
        let mut transcript = Transcript::default();
        for (text, line, zh, en) in CASES {
            let folder = Folder::with_site();
            folder.write("templates/404.html", text);
            transcript.expect(&folder, "templates/404.html", "template-invalid", *line, (zh, en));
        }
        let folder = Folder::with_site();
        let deep = format!("{}{}", "{% if 1 %}".repeat(5000), "{% endif %}".repeat(5000));
        folder.write("templates/404.html", deep);
        let words = ("一层套一层，套得太深", "things stand too deeply in one another");
        transcript.expect(&folder, "templates/404.html", "template-invalid", 1, words);
        let folder = Folder::with_site();
        folder.write("templates/exerpt.html", "{{ nothing }");
        let words =
            ("如果想替换 excerpt.html，文件名要相同", "to replace excerpt.html, give the file that name");
        transcript.expect(&folder, "templates/exerpt.html", "template-invalid", 1, words);
        let folder = Folder::with_site();
        folder.write("templates/texts.yaml", "back: { zh: 返回 }\n");
        let words = ("缺少 `en`", "`en` is missing");
        transcript.expect(&folder, "templates/texts.yaml", "template-invalid", 1, words);
        transcript
    })
}

#[test]
fn faults_in_templates_are_said_in_both_languages() {
    transcript().assert_right();
}

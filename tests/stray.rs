//! Nothing vanishes and nothing foreign is printed: what is told, and what looks alike and is right.

use duizhao::assemble::load::Options;
use duizhao::base::lang::Lang;
use duizhao::cli;
use duizhao::cli::markdown::convert;
use duizhao::model::page::Body;
use duizhao::parse::markdown::parse;
use duizhao::render::html::fragment::RawHtml;

use crate::site::Folder;

fn html(text: &str) -> String {
    convert(text, Lang::Zh, RawHtml::Dropped)
}

fn body(text: &str, lang: Lang) -> (Body, Vec<String>) {
    let (body, found) = parse(&duizhao::base::source::Source::new("a.md", text), 0, lang);
    (body, found.into_iter().map(|one| one.message.en).collect())
}

/// The findings of one rule on a pair of texts.
pub fn said(rule: &str, zh: &str, en: &str) -> Vec<String> {
    let folder = Folder::with_site();
    folder.write("content/topic/page.zh.md", format!("---\ntitle: 页\n---\n\n{zh}\n"));
    folder.write("content/topic/page.en.md", format!("---\ntitle: Page\n---\n\n{en}\n"));
    let found = cli::know(folder.path(), &Options::default()).unwrap().checked.findings;
    let found = found.into_iter().filter(|one| one.rule == rule && one.primary.place.path.contains("/page."));
    found.map(|one| format!("{}: {}", &one.primary.place.path[19..21], one.message.en)).collect()
}

#[test]
fn words_that_reach_no_page_are_told() {
    for (text, words) in [
        ("| 甲 | 乙 |\n|---|---|\n| 一 | 二 | 多余的7 |", "多余的7"),
        ("- 项\n\n  | 甲 |\n  |---|\n  | 一 | 多余 |", "多余"),
        ("第一句。\n\n[注]: 数据来自统计局", "注]: 数据来自统计局"),
        ("第一句。\n\n[甲]: a.png\n\n[图][乙]\n\n[乙]: b.png", "甲]: a.png"),
        ("> 引文。\n>\n> [1]: 见公报", "1]: 见公报"),
        ("## 增长 {2024年}", "2024年"),
        ("## 增长 {#growth 快}", "快"),
        ("![图](https://example.org/a.png \"图1：五千家\")", "图1：五千家"),
        ("```五千家\n码\n```", "五千家"),
        ("```json 五千家\n{}\n```", "五千家"),
        ("~~~ 五千家\n码\n~~~", "五千家"),
    ] {
        let (_, found) = body(text, Lang::Zh);
        assert_eq!(found, [format!("“{words}” does not reach the page")], "{text}");
    }
}

#[test]
fn what_is_shown_or_is_markup_has_not_vanished() {
    for text in [
        "# 题 {#id .same}\n\n题\n===\n\n1. 甲\n2) 乙\n\n- [x] 做完\n- [ ] 没做",
        "| 甲 | 乙 |\n|:--|--:|\n| 一 | 二 |\n| 三 |",
        "见[甲][名]和[名]。![图][乙]\n\n[名]: https://example.org/\n\n[乙]: b.png",
        "见[甲](https://example.org/a)，<https://example.org/>，`码1`，&amp;&#x4e2d;，\\*星。",
        "甲[^注1]，{~~印~>读~~}{>>注2<<}，{==疑==}。\n\n[^注1]: 注文3。",
        "> 引1。\n> — report#45\n\n> [!NOTE]\n> 说明2。\n\n```rust\nlet a = 1;\n```\n\n    码3",
        "<!-- 备注4 -->\n\n<!-- duizhao: allow stray-markup: 理由5 -->\n\n文<!-- 备注6 -->字。",
        "甲  \n乙\\\n丙\n丁",
    ] {
        assert_eq!(body(text, Lang::Zh).1, Vec::<String>::new(), "{text}");
        assert_eq!(body(&text.replace('\n', "\r\n"), Lang::En).1, Vec::<String>::new(), "{text}");
    }
}

#[test]
fn words_that_show_under_a_mouse_alone_are_told() {
    for text in [
        "见[甲](https://example.org/a \"五千家\")。",
        "- 见[甲](https://example.org/a '五千家')。",
        "> 见[**甲**](https://example.org/a (五千家))。",
        "| 甲 |\n|---|\n| [甲](https://example.org/a \"五千家\") |",
        "见[甲][名]。\n\n[名]: https://example.org/ \"五千家\"",
        "见[名]。\n\n[名]: https://example.org/\n  \"五千家\"",
    ] {
        for lang in Lang::ALL {
            let (_, found) = body(text, lang);
            assert_eq!(found.len(), 1, "{text}: {found:?}");
            assert!(found[0].contains("五千家"), "{text}: {found:?}");
        }
    }
    for text in ["见[甲](https://example.org/a \"\")。", "见[甲](<https://example.org/a b>)。"] {
        assert_eq!(body(text, Lang::Zh).1, Vec::<String>::new(), "{text}");
    }
}

#[test]
fn html_that_does_not_show_is_told_at_any_depth() {
    for text in [
        "<div>五千家</div>",
        "- 项\n\n  <div>五千家</div>",
        "> <div>五千家</div>",
        "文[^1]。\n\n[^1]: 注\n\n    <p>五千家</p>",
        "文<![CDATA[五千家]]>字",
        "<![CDATA[五千家]]>",
        "<?五千家?>",
        "文<font color=red>字</font>",
        "文</b>字",
    ] {
        let told = said("stray-markup", text, "A word.");
        assert!(told.iter().any(|one| one == "zh: HTML does not show on the page"), "{text}: {told:?}");
    }
    assert!(said("stray-markup", "文<!-- 备注 -->字", "A word<!-- note -->.").is_empty());
}

#[test]
fn markup_that_failed_and_the_syntax_of_other_tools_are_told() {
    for text in [
        "见[文件](我的 文件.pdf)。",
        "见![图](我的 图.png)。",
        "见[文件][没有定义]。",
        "见[文件][]。",
        "见[文件]（https://example.org/）。",
        "见[文件] (https://example.org/)。",
        "见[页](https://example.org/a_(b)。",
        "##没有空格",
        "前文\n##没有空格",
        "> ###没有空格",
        "-没有空格",
        "*没有空格",
        "+没有空格",
        "这是`没有关的代码",
        "这是==高亮==文字",
        "甲{++乙++}丙",
        "甲{--乙--}丙",
        "见[[首页]]。",
        "缺注[^9]。",
        "{{< figure src=\"a.png\" >}}",
        "{{% tip %}}",
        "值是{{ name }}。",
        "{% include x %}",
        "::: tip\n先备份。\n:::",
        ":::warning",
        "!!! note\n    先备份。",
        "[TOC]",
        "[[_TOC_]]",
        "import Tabs from '@theme/Tabs';",
        "export const a = 1",
        "复杂度为 $O(n^2)$。",
        "$$\na = b\n$$",
        "变量 $x$ 是数。",
        "| 甲 | 乙 |\n|---|\n| 一 | 二 |",
        "| 甲 | 乙 |\n| 一 | 二 |",
        "> [!INFO]\n> 说明。",
        "这是**重要的一句。",
        "这是~~删去的一句。",
    ] {
        let told = said("stray-markup", text, "A word.");
        assert!(told.iter().any(|one| one.starts_with("zh: ")), "{text}: {told:?}");
        let told = said("punctuation-width", text, "A word.");
        assert!(told.is_empty(), "{text}: {told:?}");
    }
}

#[test]
fn what_looks_like_markup_and_is_none_is_left_alone() {
    for text in [
        "面积3*5米，高2*3米，共5*3*2=30块。",
        "长3米*宽5米，即3m*5m，2**3等于8。",
        "甲方：__________乙方：__________",
        "姓名____性别____",
        "日志打印'******'。",
        "共有#1和第#2号",
        "气温-5℃",
        "-5℃到8℃",
        "--这样",
        "价格$5到$6，共$11。",
        "甲 == 乙",
        "a == b == c",
        "“[甲]乙”见[1][2]",
        "[…][文字]后文",
        "见[甲](乙)",
        "反引号 \\` 与 \\[文件](我的 文件)",
        "`{{ x }}` 与 `$a_b$` 与 `[[页]]`",
        "```\n##题\n::: tip\n```",
        "甲|乙",
        "5 * 3 * 2",
        "注：本页 [M] 见后",
        "！！！注意",
    ] {
        let told = said("stray-markup", text, "A word.");
        assert!(told.iter().all(|one| !one.starts_with("zh: ")), "{text}: {told:?}");
    }
    assert!(html("面积3*5米，高2*3米，共5*3*2=30块").contains("面积3*5米，高2*3米，共5*3*2=30块"));
    assert!(html("甲方：__________乙方：__________").contains("甲方：__________乙方：__________"));
    assert!(html("增长**5**个百分点，*2024*年").contains("<strong>5</strong>个百分点，<em>2024</em>年"));
}

#[test]
fn markup_in_titles_and_notes_is_told() {
    let folder = Folder::with_site();
    folder.write(
        "content/topic/page.zh.md",
        "---\ntitle: 页**粗**\nsummary: 见`码`\n---\n\n文{>>见**甲**和[乙](https://example.org/)<<}。\n",
    );
    folder.write("content/topic/page.en.md", "---\ntitle: Page <b>bold</b>\nsummary: 5 * 3 * 2 is 30, a_b_c\n---\n\nText{>>see [B](https://example.org/)<<}.\n");
    let found = cli::know(folder.path(), &Options::default()).unwrap().checked.findings;
    let told: Vec<_> = found
        .iter()
        .filter(|one| one.message.en.starts_with("Markdown does not work here"))
        .map(|one| one.primary.place.path.to_string())
        .collect();
    assert_eq!(told.iter().filter(|path| path.contains(".zh.")).count(), 3, "{found:#?}");
    assert_eq!(told.iter().filter(|path| path.contains(".en.")).count(), 2, "{found:#?}");
}

#[test]
fn safe_tags_always_work_and_powers_are_read_as_such() {
    assert_eq!(html("甲<br>乙<br/>丙"), "<p>甲<br>乙<br>丙</p>\n");
    assert_eq!(
        html("10<sup>9</sup>、H<sub>2</sub>O、<kbd onclick=\"x()\">Q</kbd>、<u>甲</u>、<mark>乙</mark>"),
        "<p>10<sup>9</sup>、H<sub>2</sub>O、<kbd>Q</kbd>、<u>甲</u>、<mark>乙</mark></p>\n"
    );
    assert_eq!(html("<ruby>字<rt>zì</rt></ruby>"), "<p><ruby>字<rt>zì</rt></ruby></p>\n");
    assert_eq!(html("**甲<u>乙**丙"), "<p><strong>甲<u>乙</u></strong>丙</p>\n");
    let read = |text: &str| body(text, Lang::Zh).0.blocks[0].proses()[0].read().string().to_owned();
    assert_eq!(
        read("共有10<sup>9</sup>个，10<sup>-3</sup>，H<sub>2</sub>O，1<sup>st</sup>"),
        "共有10⁹个，10⁻³，H₂O，1st"
    );
    assert_eq!(read("5<br>6"), "5\n6");
    assert!(said("stray-markup", "甲<br>乙，10<sup>9</sup>", "A<br>B, 10<sup>9</sup>").is_empty());
    assert!(!said("figure-mismatch", "共有10<sup>9</sup>个。", "There are 109 of them.").is_empty());
    assert!(
        said("figure-mismatch", "共有10<sup>9</sup>个。", "There are 10<sup>9</sup> of them.").is_empty()
    );
}

#[test]
fn bare_addresses_are_links() {
    assert_eq!(
        html("见 https://example.org/a?b=c。"),
        "<p>见 <a href=\"https://example.org/a?b=c\">https://example.org/a?b=c</a>。</p>\n"
    );
    assert_eq!(html("`https://example.org/`"), "<p><code>https://example.org/</code></p>\n");
    assert_eq!(
        html("[https://example.org/](https://example.org/b)"),
        "<p><a href=\"https://example.org/b\">https://example.org/</a></p>\n"
    );
    assert_eq!(convert("https://example.org/", Lang::Zh, RawHtml::Kept), "<p>https://example.org/</p>\n");
}

#[test]
fn numbers_that_a_list_skips_are_told() {
    for (zh, en, told) in [
        ("1. 甲\n3. 乙\n4. 丙", "1. A\n3. B\n4. C", 2),
        ("- 项\n  1. 甲\n  1. 乙\n  5. 丙", "- Item\n  1. A\n  1. B\n  1. C", 1),
        ("> 2. 甲\n> 4. 乙", "> 2. A\n> 3. B", 1),
    ] {
        let found = said("stray-markup", zh, en);
        assert_eq!(found.len(), told, "{zh} / {en}: {found:?}");
        assert!(found.iter().all(|one| one.contains("will be printed as")), "{found:?}");
    }
    for (zh, en) in [
        ("1. 甲\n2. 乙", "1. A\n2. B"),
        ("1. 甲\n1. 乙\n1. 丙", "1. A\n1. B\n1. C"),
        ("3. 甲\n4. 乙", "3) A\n4) B"),
    ] {
        assert_eq!(said("stray-markup", zh, en), Vec::<String>::new(), "{zh} / {en}");
    }
}

#[test]
fn images_of_other_sites_are_told() {
    for address in ["https://example.org/a.png", "HTTP://example.org/a.png", "//example.org/a.png"] {
        let found = said("external-image", &format!("- ![图]({address})"), &format!("- ![Chart]({address})"));
        assert_eq!(found.len(), 2, "{address}: {found:?}");
    }
    let link =
        said("external-image", "[图](https://example.org/a.png)", "[Chart](https://example.org/a.png)");
    assert_eq!(link, Vec::<String>::new());
}

/// What is told as markup of a text, on whichever side it stands.
fn told(text: &str, lang: Lang) -> Vec<String> {
    let found = match lang {
        Lang::Zh => said("stray-markup", text, "A word."),
        Lang::En => said("stray-markup", "一句话。", text),
    };
    found.into_iter().filter(|one| one.starts_with(lang.code())).collect()
}

#[test]
fn full_width_marks_are_told_on_both_sides_and_at_any_depth() {
    for (zh, en) in [
        ("＃ 标题", "＃ Title"),
        ("＃＃标题", "＃＃Title"),
        ("－ 项目一", "－ An item"),
        ("＊　项目", "＊　An item"),
        ("－项目一\n－项目二", "－An item\n－Another"),
        ("－－－", "－－－"),
        ("＞ 引文", "＞ Words"),
        ("｜甲｜乙｜\n｜--｜--｜", "｜A｜B｜\n｜--｜--｜"),
        ("［文字］（https://example.org/）", "［Words］(https://example.org/)"),
        ("[文字］（a.zh.md#p2）", "[Words］(a.en.md#p2)"),
        ("［文字］（https：//example.org/）", "［Words］（https：//example.org/）"),
        ("见［^1］。", "See [^1］."),
        ("！[图](../a.png)", "！［Chart］（../a.png）"),
        ("这是＊＊重要＊＊的话。", "This ＊＊matters＊＊."),
        ("～～删去～～", "～～gone～～"),
        ("用｀代码｀写", "Use ｀code｀ here"),
        ("甲＜br＞乙", "A＜/sup＞B"),
        ("值是｛｛ name ｝｝。", "It is ｛｛ name ｝｝."),
        ("见http：//example.org/a。", "See https:／／example.org/a."),
    ] {
        for (before, line) in [("", ""), ("- 项\n\n  ", "  "), ("文[^9]。\n\n[^9]: 注\n\n    ", "    ")] {
            let nested = |text: &str| format!("{before}{}", text.replace('\n', &format!("\n{line}")));
            assert!(!told(&nested(zh), Lang::Zh).is_empty(), "{}", nested(zh));
        }
        assert!(!told(en, Lang::En).is_empty(), "{en}");
    }
}

#[test]
fn full_width_signs_that_are_words_are_left_alone() {
    for text in [
        "编号＃1、＃2。",
        "＃1楼",
        "－5℃到－3℃",
        "－你好，－再见",
        "长＊宽＊高，3＊5",
        "电话138＊＊＊＊1234，某＊＊说",
        "好～～～嗯～～",
        "3～5天，6～8天",
        "［1］（见下），［甲］（乙）",
        "5＞3，甲＞乙",
        "＞5",
        "甲｜乙｜丙",
        "＜甲＞",
        "！！！好！[甲](https://example.org/a)",
        "`＃ 题`、`＊＊甲＊＊`",
        "```\n＃ 题\n－ 项\n```",
    ] {
        assert_eq!(told(text, Lang::Zh), Vec::<String>::new(), "{text}");
    }
    // The words of a document are not the editor's to change.
    for text in ["> ＃ 标题", "> 1、甲\n> 2、乙", "> ＊＊甲＊＊", "- 项\n\n  > ［甲］（a.png）"]
    {
        assert_eq!(told(text, Lang::Zh), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn marks_of_other_tools_are_told_on_both_sides() {
    for text in [
        "word{: .red}",
        "{: .no_toc }",
        "{:target=\"_blank\"}",
        "{#anchor}",
        "word {.red #b}",
        "word ^block-id",
        "word^[a note].",
        "said [@smith2020].",
        "said [see @a; @b] and [@smith2020, p. 3].",
        "x^2^",
        "H~2~O",
        "good :smile: news",
        "good :+1:",
        "%%remark%%",
        "{# remark #}",
        "^^marked^^ and ++added++",
        "@[toc]",
        "<<< @/snippets/a.js",
        "=== \"Tab\"\n    text",
        ".. note:: Back up.",
        "+++\ntitle = 1\n+++",
        "!!! 提示",
        "Term\n: its sense",
        "*[HTML]: a language",
        "[b]bold[/b]",
        "[url=https://example.org/]site[/url]",
        "\\(x^2\\)",
        "\\[a = b\\]",
        "\\begin{equation}",
        "\\newpage",
        "- []open",
        "- [x]done",
        "> [!NOTE] Title\n> Words.",
        "— report#4",
        "—— report #4",
        "• one\n• two",
        "1、甲\n2、乙",
        "（一）甲\n（二）乙",
        "Steps:\n2. one\n3. two",
    ] {
        for lang in Lang::ALL {
            assert!(!told(text, lang).is_empty(), "{text}, {lang:?}");
        }
    }
}

#[test]
fn what_looks_like_marks_of_other_tools_is_left_alone() {
    for text in [
        "`x^2^` and `{.red}` and `:smile:`",
        "at 10:30:00, std::vec::Vec, a:b:c",
        "C++ and C++, i++; j++",
        "2^10 and a^b, ^_^, ^[a-z]",
        "a set {a}, {1, 2}, {:?}, {.5}",
        "about ~5~10 percent, 3~5 days",
        "\\(as said\\) and \\[1\\]",
        "C:\\Users\\a",
        "[@vue/cli](https://example.org/)",
        "- [ ](https://example.org/)",
        "- [x] done\n- [ ] open",
        "— Lu Xun",
        "As follows: a: b",
        ": 5",
        "— C# 7",
        "up 5%% or 50%%",
        "1.5 times\n2.5 times",
        "2024\n2025",
        "1、甲  \n2、乙",
        "1、甲\n\n2、乙",
        "• only one",
        "=== a === b",
    ] {
        for lang in Lang::ALL {
            assert_eq!(told(text, lang), Vec::<String>::new(), "{text}");
        }
    }
}

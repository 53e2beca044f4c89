use crate::base::html::safe_tag;
use crate::base::lang::{Both, Lang};
use crate::base::source::Span;
use crate::model::page::{Block, BlockKind, Inline, Item, Page, html_shows};
use crate::model::stray::Stray;
use crate::parse::markdown::stray;
use crate::rules::rule::rule;
use crate::rules::rule::{Check, Pair, RuleContext};
use crate::rules::stray_words::words;

rule! {
    /// 没有落单的标记符号
    /// No markup is left over
    ///
    /// # 中文
    /// `**`、`__`、`~~` 等没有成对，就会照样印在页面上。补上另一半，或在前面加反斜杠表示就要这个符号。
    /// 没写对的链接、标题、列表、表格，以及别的工具的记号（`:::`、`{{< >}}`、`[[页]]`、`$…$` 等）也会照样印出；
    /// 没有人看得到的文字（多出的格、没有用的链接定义、图片的标题）会不见；跳过的列表编号会印成别的号。这些都在这里报告，并说明该怎样写。
    /// 正文里的 HTML 标签不会出现在页面上，除非 `site.yaml` 写了 `raw_html: true`；
    /// `<br>`、`<sup>`、`<sub>`、`<kbd>`、`<u>`、`<mark>`、`<ruby>` 总可以用。
    ///
    /// # English
    /// `**`, `__`, `~~` and the like without a partner are printed as they stand. Add the other half,
    /// or put a backslash before them if the characters themselves are meant. Links, headings, lists and tables
    /// that are not written right are printed as typed too, and so is the syntax of other tools (`:::`,
    /// `{{< >}}`, `[[page]]`, `$…$` and the like); words that nobody would see (a cell too many, a definition of a
    /// link that is not used, the title of an image) vanish, and a list that skips a number is counted on. All of that is reported here, with what to write.
    /// HTML tags in the text do not show on the page unless `site.yaml` says `raw_html: true`; `<br>`, `<sup>`,
    /// `<sub>`, `<kbd>`, `<u>`, `<mark>` and `<ruby>` may always be used.
    ///
    /// # Bad
    /// ```zh
    /// 这是**重要的一句。
    /// ```
    /// ```en
    /// This is **an important sentence.
    /// ```
    ///
    /// # Good
    /// ```zh
    /// 这是**重要的**一句。
    /// ```
    /// ```en
    /// This is an **important** sentence.
    /// ```
    "stray-markup", Warning, Check::Pair(check)
}

fn check(pair: &Pair, report: &mut RuleContext) {
    for lang in Lang::ALL {
        let page = pair.bitext.pages.get(lang);
        html(page, pair.site.config.raw_html, report);
        page.body
            .blocks
            .iter()
            .for_each(|block| block.walk(false, &mut |block, _| numbers(page, block, report)));
        for one in &page.body.stray {
            literal(page, one, report);
        }
        for note in &page.body.notes {
            if stray::in_words(&note.text).is_some() {
                plain_words(page, note.span, report);
            }
        }
        for prose in pair.bitext.header.get(lang) {
            if let Some(range) = stray::in_words(prose.text.string()) {
                plain_words(page, prose.text.span(range), report);
            }
        }
    }
}

/// Numbers of a list that are not printed as they are typed: 1, 3, 4 becomes 1, 2, 3. The same number at each item is
/// a way to let the program count.
fn numbers(page: &Page, block: &Block, report: &mut RuleContext) {
    let BlockKind::List { start: Some(start), items } = &block.kind else { return };
    let typed = |item: &Item| {
        let text = page.source.text.get(item.span.range())?.trim_start();
        text[..text.find(|c: char| !c.is_ascii_digit())?].parse::<u64>().ok()
    };
    let typed: Vec<Option<u64>> = items.iter().map(typed).collect();
    if typed.iter().all(|number| *number == Some(*start)) {
        return;
    }
    let odd =
        typed.iter().zip(*start..).position(|(number, printed)| number.is_some_and(|one| one != printed));
    let Some((at, number)) = odd.and_then(|at| Some((at, typed[at]?))) else { return };
    let printed = start + at as u64;
    let span = Span::new(items[at].span.start, items[at].span.start + number.to_string().len());
    report.find(
        page.source.place(span),
        Both::new(
            format!("列表的编号 {number} 会印成 {printed}"),
            format!("the number {number} of the list will be printed as {printed}"),
        ),
        Both::new(format!("这里印成 {printed}"), format!("printed as {printed}")),
        Both::new(
            format!("写 {printed}；要保留 {number} 时，把前后分成两个列表，或写成段落"),
            format!("write {printed}; to keep {number}, make two lists of it, or write paragraphs"),
        ),
    );
}

/// Markup that is printed as it stands.
fn literal(page: &Page, one: &Stray, report: &mut RuleContext) {
    let typed = page.source.text[one.span.range()].trim();
    let short = match typed.char_indices().nth(40) {
        Some((end, _)) => format!("{}…", &typed[..end]),
        None => typed.to_owned(),
    };
    let (message, help) = words(one.kind, &short);
    report.find(
        page.source.place(one.span),
        message,
        Both::new("会照样印出来", "printed as it stands"),
        help,
    );
}

/// Words that are printed without any markup: a title, a label, an editor’s note.
fn plain_words(page: &Page, span: Span, report: &mut RuleContext) {
    report.find(
        page.source.place(span),
        Both::new(
            "这里不认 Markdown，记号会照样印出来",
            "Markdown does not work here; the marks are printed as they stand",
        ),
        Both::new("标题、摘要、标签和校注是纯文字", "titles, summaries, labels and notes are plain words"),
        Both::new("去掉记号，只留文字", "remove the marks and keep the words"),
    );
}

/// Raw HTML that does not reach the page.
fn html(page: &Page, raw_html: bool, report: &mut RuleContext) {
    for block in &page.body.blocks {
        block.walk(false, &mut |block, _| {
            if let BlockKind::Html(html) = &block.kind {
                let lost = if raw_html { hides(html) } else { html_shows(html) || has_tag(html) };
                if lost {
                    unshown(page, block.span, raw_html, report);
                }
            }
            tags(page, block, raw_html, report);
        });
    }
}

/// Tags in running text: what starts, and an end that nothing started.
fn tags(page: &Page, block: &Block, raw_html: bool, report: &mut RuleContext) {
    for prose in block.own_proses() {
        let mut open: Vec<&str> = Vec::new();
        for inline in &prose.inlines {
            let Inline::Html(tag) = inline else { continue };
            let is_comment = tag.html.starts_with("<!--");
            let end = tag.html.strip_prefix("</").map(name);
            let is_lost = match end {
                _ if is_comment => false,
                Some(name) => match open.iter().rposition(|one| one.eq_ignore_ascii_case(name)) {
                    Some(at) => {
                        open.remove(at);
                        false
                    }
                    None => !raw_html && safe_tag(&tag.html).is_none(),
                },
                None => {
                    open.push(name(&tag.html[1..]));
                    if raw_html { hides(&tag.html) } else { safe_tag(&tag.html).is_none() }
                }
            };
            if is_lost {
                unshown(page, tag.span, raw_html, report);
            }
        }
    }
}

/// The name that a tag begins with.
fn name(tag: &str) -> &str {
    let end = tag.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(tag.len());
    &tag[..end]
}

fn has_tag(html: &str) -> bool {
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        if rest.starts_with("!--") {
            rest = rest.find("-->").map_or("", |end| &rest[end..]);
        } else if rest.trim_start_matches('/').starts_with(|c: char| c.is_ascii_alphabetic())
            || rest.starts_with("![CDATA[")
            || rest.starts_with('?')
        {
            return true;
        }
    }
    false
}

/// Whether HTML holds what no browser shows even where HTML is let through: scripts, data sections.
fn hides(html: &str) -> bool {
    let lower = html.to_ascii_lowercase();
    lower.contains("<![cdata[")
        || lower.contains("<?")
        || ["script", "style"].iter().any(|name| lower.contains(&format!("<{name}")))
        || lower.match_indices("<!").any(|(at, _)| !lower[at..].starts_with("<!--"))
}

fn unshown(page: &Page, span: Span, raw_html: bool, report: &mut RuleContext) {
    let help = match raw_html {
        false => Both::new(
            "改用 Markdown；要照 HTML 显示，在 site.yaml 写 raw_html: true；就要“<”时写 \\<",
            "use Markdown instead; to show HTML, write raw_html: true in site.yaml; if “<” itself is meant, write \\<",
        ),
        true => Both::new(
            "脚本、样式和 CDATA 从不显示；把文字写成 Markdown",
            "scripts, styles and CDATA are never shown; write the words as Markdown",
        ),
    };
    report.find(
        page.source.place(span),
        Both::new("HTML 不会出现在页面上", "HTML does not show on the page"),
        Both::new("这里的 HTML", "this HTML"),
        help,
    );
}

use crate::base::lang::{Both, Lang};
use crate::model::page::{Block, BlockKind, Inline, Page, html_shows};
use crate::rules::rule::rule;
use crate::rules::rule::{Pair, RuleContext, Scope};

rule! {
    /// 没有落单的标记符号
    /// No markup is left over
    ///
    /// # 中文
    /// `**`、`__`、`~~` 等没有成对，就会照样印在页面上。补上另一半，或在前面加反斜杠表示就要这个符号。
    /// 正文里的 HTML 标签不会出现在页面上，除非 `site.yaml` 写了 `raw_html: true`；这也在这里报告。
    ///
    /// # English
    /// `**`, `__`, `~~` and the like without a partner are printed as they stand. Add the other half,
    /// or put a backslash before them if the characters themselves are meant. HTML tags in the text do
    /// not show on the page unless `site.yaml` says `raw_html: true`; that is reported here too.
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
    "stray-markup", Warning, Scope::Pair(look)
}

fn look(pair: &Pair, report: &mut RuleContext) {
    for lang in Lang::ALL {
        let page = pair.bitext.pages.get(lang);
        if !pair.site.config.raw_html {
            unshown(page, report);
        }
        for span in &page.body.stray {
            let mark = &page.source.text[span.range()];
            report.find(
                page.source.place(*span),
                Both::said(
                    format!("“{mark}”没有成对，会照样印出来"),
                    format!("“{mark}” has no partner and will be printed as it stands"),
                ),
                Both::said("落单的符号", "left over"),
                Both::said(
                    format!("补上另一半；就要这个符号时写 \\{mark}"),
                    format!("add its partner; if the characters are meant, write \\{mark}"),
                ),
            );
        }
    }
}

/// Raw HTML that the site does not let through.
fn unshown(page: &Page, report: &mut RuleContext) {
    let inline = |block: &Block| {
        let all = block.proses().into_iter().flat_map(|prose| &prose.inlines);
        let tags = all.filter_map(|inline| match inline {
            Inline::Html(tag) if !tag.html.starts_with("<!") && !tag.html.starts_with("</") => Some(tag.span),
            _ => None,
        });
        tags.collect::<Vec<_>>()
    };
    for block in &page.body.blocks {
        let spans = match &block.kind {
            BlockKind::Html(html) if html_shows(html) => vec![block.span],
            _ => inline(block),
        };
        for span in spans {
            report.find(
                page.source.place(span),
                Both::said("HTML 不会出现在页面上", "HTML does not show on the page"),
                Both::said("这里的 HTML", "this HTML"),
                Both::said(
                    "改用 Markdown；要照 HTML 显示，在 site.yaml 写 raw_html: true；就要“<”时写 \\<",
                    "use Markdown instead; to show HTML, write raw_html: true in site.yaml; if “<” itself is meant, write \\<",
                ),
            );
        }
    }
}

use crate::both::{Both, Lang};
use crate::check::rule::{Look, Pair, Report};
use crate::rule;

rule! {
    /// 没有落单的标记符号
    /// No markup is left over
    ///
    /// # 中文
    /// `**`、`__`、`~~` 等没有成对，就会照样印在页面上。补上另一半，或在前面加反斜杠表示就要这个符号。
    ///
    /// # English
    /// `**`, `__`, `~~` and the like without a partner are printed as they stand. Add the other half,
    /// or put a backslash before them if the characters themselves are meant.
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
    "stray-markup", Warning, Look::Pair(look)
}

fn look(pair: &Pair, report: &mut Report) {
    for lang in Lang::ALL {
        let page = pair.bitext.pages.get(lang);
        for span in &page.body.stray {
            let mark = &page.source.text[span.range()];
            report.find(
                page.source.place(*span),
                Both::said(format!("“{mark}”没有成对，会照样印出来"), format!("“{mark}” has no partner and will be printed as it stands")),
                Both::said("落单的符号", "left over"),
                Both::said(format!("补上另一半；就要这个符号时写 \\{mark}"), format!("add its partner; if the characters are meant, write \\{mark}")),
            );
        }
    }
}

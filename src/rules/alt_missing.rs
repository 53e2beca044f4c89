use crate::base::lang::{Both, Lang};
use crate::model::page::{Inline, Mark};
use crate::rules::rule::rule;
use crate::rules::rule::{Check, Pair, RuleContext};

rule! {
    /// 每幅图都有替代文字
    /// Each image has a text for those who cannot see it
    ///
    /// # 中文
    /// 图片的替代文字写在 `![` 和 `]` 之间，说明图上有什么。读屏软件会读出它，图片打不开时也显示它。
    ///
    /// # English
    /// The text between `![` and `]` says what the image shows. A screen reader speaks it, and it
    /// stands in for an image that cannot be loaded.
    ///
    /// # Bad
    /// ```zh
    /// ![](map.png)
    /// ```
    /// ```en
    /// ![](map.png)
    /// ```
    /// ```content/topic/map.png
    /// ```
    ///
    /// # Good
    /// ```zh
    /// ![东湖市地图](map.png)
    /// ```
    /// ```en
    /// ![Map of Donghu City](map.png)
    /// ```
    /// ```content/topic/map.png
    /// ```
    "alt-missing", Error, Check::Pair(check)
}

fn check(pair: &Pair, report: &mut RuleContext) {
    for lang in Lang::ALL {
        let page = pair.bitext.pages.get(lang);
        for prose in page.body.proses() {
            for (at, inline) in prose.inlines.iter().enumerate() {
                let Inline::Open(Mark::Image(link)) = inline else { continue };
                let said = prose.inlines[at + 1..]
                    .iter()
                    .take_while(|one| !matches!(one, Inline::Close(Mark::Image(_))))
                    .any(|one| matches!(one, Inline::Text(range) | Inline::Code(range) if !prose.text.string()[range.clone()].trim().is_empty()));
                if !said {
                    report.find(
                        page.source.place(link.span),
                        Both::new("图片没有替代文字", "the image has no text alternative"),
                        Both::new("这幅图", "this image"),
                        Both::new(
                            "在 ![ 和 ] 之间写明图上有什么",
                            "say between ![ and ] what the image shows",
                        ),
                    );
                }
            }
        }
    }
}

use crate::base::lang::{Both, Lang};
use crate::model::page::{Inline, Mark};
use crate::rules::rule::rule;
use crate::rules::rule::{Check, Pair, RuleContext};

rule! {
    /// 图片不从别的网站取
    /// Images are not fetched from other sites
    ///
    /// # 中文
    /// 地址以 `https://` 开头的图片由读者的浏览器向那个网站去取：双击打开、没有网络时看不到；那个网站改动或关闭，图就变了或没有了；
    /// 它还会知道谁在读这一页。把图片存到 `content/` 里，用相对的路径。
    ///
    /// # English
    /// An image with an address such as `https://…` is fetched by the reader’s browser from that site: it does not show
    /// without a network, it changes or vanishes with that site, and that site learns who reads the page. Save the
    /// image below `content/` and give its relative path.
    ///
    /// # Bad
    /// ```zh
    /// ![东湖市地图](https://example.org/map.png)
    /// ```
    /// ```en
    /// ![Map of Donghu City](https://example.org/map.png)
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
    "external-image", Note, Check::Pair(check)
}

fn check(pair: &Pair, report: &mut RuleContext) {
    for lang in Lang::ALL {
        let page = pair.bitext.pages.get(lang);
        for prose in page.body.proses() {
            for inline in &prose.inlines {
                let Inline::Open(Mark::Image(link)) = inline else { continue };
                let address = link.target.trim_start().to_ascii_lowercase();
                if !["http:", "https:", "//"].iter().any(|start| address.starts_with(start)) {
                    continue;
                }
                report.find(
                    page.source.place(link.span),
                    Both::new("这幅图要从别的网站取", "the image is fetched from another site"),
                    Both::new("这幅图", "this image"),
                    Both::new(
                        "把图片存到这一页旁边，写它的文件名；没有网络时也能看到，别的网站也不知道谁在读",
                        "save it beside the page and write its file name; then it shows without a network, and no other site learns who reads",
                    ),
                );
            }
        }
    }
}

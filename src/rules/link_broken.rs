use crate::assemble::links::{self, LinkTarget};
use crate::base::lang::{Both, Lang};
use crate::model::page::{Inline, Mark};
use crate::model::site::Site;
use crate::rules::rule::rule;
use crate::rules::rule::{Check, Pair, RuleContext};

rule! {
    /// 每个链接都通向某处
    /// Each link leads somewhere
    ///
    /// # 中文
    /// 站内链接写源文件的相对路径，例如 `../economy/growth.zh.md#p2`、`../originals/report-2022.md#45`；生成时换成各版本的网址。
    /// 会运行的文件（网页、脚本、带脚本的 SVG）不发布，链接到它们也在这里报告。
    /// 文件、段落或图片不存在，写了本站自己的网址，或用了 `javascript:` 之类的链接，都在这里报告。
    ///
    /// # English
    /// A link inside the site names the source file by a relative path, such as
    /// `../economy/growth.en.md#p2` or `../originals/report-2022.md#45`; each edition makes its own
    /// address of it. A file, passage or image that is not there, the site's own absolute address, or
    /// a link such as `javascript:` is reported here. Files that a browser would run (pages, scripts, an
    /// SVG with a script in it) are not published, and a link to one is reported here too.
    ///
    /// # Bad
    /// ```zh
    /// 见[上一篇](growht.zh.md)。
    /// ```
    /// ```en
    /// See the [page before](growht.en.md).
    /// ```
    ///
    /// # Good
    /// ```zh
    /// 见[本篇](page.zh.md)。
    /// ```
    /// ```en
    /// See [this page](page.en.md).
    /// ```
    "link-broken", Error, Check::Links(check)
}

/// The kinds of picture that those who show a shared link can show.
const PICTURES: [&str; 5] = ["png", "jpg", "jpeg", "gif", "webp"];

/// What is wrong with the picture that a header or `site.yaml` names for shared links, and what to do.
pub(crate) fn wrong_picture(site: &Site, from: &str, name: &str) -> Option<(Both<String>, Both<String>)> {
    let ending = name.rsplit_once('.').map_or(String::new(), |(_, ending)| ending.to_lowercase());
    match links::resolve(site, from, name) {
        LinkTarget::Asset(_) if PICTURES.contains(&ending.as_str()) => None,
        LinkTarget::Broken(message, help) => Some((message, help)),
        _ => Some((
            Both::new("分享链接时显示的不是图片文件", "what a shared link is to show is no picture file"),
            Both::new(
                "写 content/ 里一个 PNG、JPEG、GIF 或 WebP 文件的路径",
                "name a PNG, JPEG, GIF or WebP file in content/",
            ),
        )),
    }
}

fn check(pair: &Pair, report: &mut RuleContext) {
    let page = &pair.bitext.pages.zh;
    let picture = page.header.image.as_deref();
    if let Some((message, help)) =
        picture.and_then(|name| wrong_picture(pair.site, &pair.bitext.address, name))
    {
        report.find(page.place("image"), message, Both::new("这张图片", "this picture"), help);
    }
    for lang in Lang::ALL {
        let page = pair.bitext.pages.get(lang);
        for prose in page.body.proses() {
            for inline in &prose.inlines {
                let Inline::Open(mark @ (Mark::Link(link) | Mark::Image(link))) = inline else { continue };
                let (message, help) =
                    match (links::resolve(pair.site, &pair.bitext.address, &link.target), mark) {
                        (LinkTarget::Broken(message, help), _) => (message, help),
                        (
                            LinkTarget::Page(..) | LinkTarget::Original(..) | LinkTarget::Here(_),
                            Mark::Image(_),
                        ) => (
                            Both::new("图片指向的不是图片", "the image is no image file"),
                            Both::new(
                                "写图片文件的相对路径；要链接到页面，去掉 !",
                                "name an image file; to link to a page, remove the !",
                            ),
                        ),
                        _ => continue,
                    };
                let needs = links::named(&pair.bitext.address, &link.target).map(Into::into);
                report
                    .find(page.source.place(link.span), message, Both::new("这个链接", "this link"), help)
                    .needs = needs;
            }
        }
    }
}

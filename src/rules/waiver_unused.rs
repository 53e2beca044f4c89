use crate::rules::rule::{Check, rule};

rule! {
    /// 每条豁免都用得着
    /// Each waiver excuses something
    ///
    /// # 中文
    /// 被豁免的问题已经改好时，豁免也应删去，免得以后的错误被它放过。
    ///
    /// # English
    /// When what a waiver excuses has been corrected, the waiver goes too, so that it does not let a
    /// later mistake pass.
    ///
    /// # Bad
    /// ```zh
    /// <!-- duizhao: allow link-broken: 目标还没写好 -->
    ///
    /// 一句话。
    /// ```
    /// ```en
    /// One sentence.
    /// ```
    ///
    /// # Good
    /// ```zh
    /// 一句话。
    /// ```
    /// ```en
    /// One sentence.
    /// ```
    "waiver-unused", Warning, Check::WhileReading
}

use crate::rules::rule::{Check, rule};

rule! {
    /// 每一页都有两种语言
    /// Each page has both languages
    ///
    /// # 中文
    /// `growth.zh.md` 旁边应有 `growth.en.md`，反过来也一样。还没译完的页面，在中文页头写 `draft: true`。
    ///
    /// # English
    /// Beside `growth.zh.md` stands `growth.en.md`, and the other way round. While a page is not
    /// ready, put `draft: true` into the Chinese header.
    ///
    /// # Bad
    /// ```content/topic/alone.zh.md
    /// ---
    /// title: 只有中文
    /// ---
    /// ```
    ///
    /// # Good
    /// ```content/topic/pair.zh.md
    /// ---
    /// title: 中文
    /// ---
    /// ```
    /// ```content/topic/pair.en.md
    /// ---
    /// title: English
    /// ---
    /// ```
    "translation-missing", Error, Check::WhileReading
}

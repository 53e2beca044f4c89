use crate::rules::rule::{Check, rule};

rule! {
    /// 每个网址只有一页
    /// Each address has one page
    ///
    /// # 中文
    /// 只有大小写或 Unicode 形式不同的两个文件名，在许多系统上是同一个文件。给其中一页改名。
    ///
    /// # English
    /// Two names that differ only in case or in Unicode form are one file on many systems. Rename
    /// one of the two.
    ///
    /// # Bad
    /// ```content/topic/Growth.zh.md
    /// ---
    /// title: 增长
    /// ---
    /// ```
    /// ```content/topic/Growth.en.md
    /// ---
    /// title: Growth
    /// ---
    /// ```
    /// ```content/topic/growth.zh.md
    /// ---
    /// title: 增长
    /// ---
    /// ```
    /// ```content/topic/growth.en.md
    /// ---
    /// title: Growth
    /// ---
    /// ```
    ///
    /// # Good
    /// ```content/topic/growth.zh.md
    /// ---
    /// title: 增长
    /// ---
    /// ```
    /// ```content/topic/growth.en.md
    /// ---
    /// title: Growth
    /// ---
    /// ```
    "address-taken", Error, Check::WhileReading
}

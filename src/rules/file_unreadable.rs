use crate::rules::rule::{Check, rule};

rule! {
    /// 每个文件都能读
    /// Each file can be read
    ///
    /// # 中文
    /// 文件应是普通的 UTF-8 文本，不太大，没有 NUL 字节，不是指向站点之外的链接。看起来是别的编码时，会说明是哪种，以及怎样转换。
    ///
    /// # English
    /// A file must be ordinary UTF-8 text, not too large, without NUL bytes, and no link out of the
    /// site. If it looks like another encoding, the finding names it and says how to convert it.
    ///
    /// # Bad
    /// ```zh
    /// > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > 太深
    /// ```
    ///
    /// # Good
    /// ```zh
    /// 一句话。
    /// ```
    /// ```en
    /// One sentence.
    /// ```
    "file-unreadable", Error, Check::WhileReading
}

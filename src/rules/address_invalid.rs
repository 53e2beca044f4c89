use crate::rules::rule::{Check, rule};

rule! {
    /// 文件名能用作网址
    /// Each file name can be an address
    ///
    /// # 中文
    /// 文件名就是网址。带有 `%`、`..`、看不见的字符，或 Windows 保留名称的文件，在某些系统或主机上打不开；
    /// 后缀不是 `.zh.md` 或 `.en.md` 的文件不知道是哪种语言。给文件改名即可。
    ///
    /// # English
    /// A file's name is its address. A name with `%`, `..`, an invisible character or a name that
    /// Windows reserves cannot be opened on some system or host; a suffix other than `.zh.md` or
    /// `.en.md` names no language. Rename the file.
    ///
    /// # Bad
    /// ```content/notes.cn.md
    /// ---
    /// title: 说明
    /// ---
    /// ```
    ///
    /// # Good
    /// ```content/notes.zh.md
    /// ---
    /// title: 说明
    /// ---
    /// ```
    /// ```content/notes.en.md
    /// ---
    /// title: Notes
    /// ---
    /// ```
    "address-invalid", Error, Check::WhileReading
}

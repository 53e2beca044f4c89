//! Markup that stayed text: what it was meant as.

use crate::base::source::Span;

/// Markup that a reader would see as it was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stray {
    /// What is printed literally.
    pub span: Span,
    /// What it was meant as.
    pub kind: StrayKind,
}

/// What literal markup was meant as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StrayKind {
    /// `**`, `__`, `~~`, `==}` without a partner.
    Partner,
    /// `[text](my file.pdf)`
    BlankInAddress,
    /// `[text](https://example.org/a_(b)`
    OpenAddress,
    /// `[text] (https://example.org/)`
    BlankBeforeAddress,
    /// `[text]（https://example.org/）`
    WideParentheses,
    /// `[text][label]` without a definition.
    Reference,
    /// `[^1]` without a note.
    FootnoteCall,
    /// A note that nobody calls: its label.
    UncalledFootnote,
    /// One more note of the same label.
    SecondFootnote,
    /// `##Title`
    Heading,
    /// `-item`
    Item,
    /// An open backtick.
    Backtick,
    /// `==marked==`
    Highlight,
    /// `{++added++}`, `{--removed--}`
    Change,
    /// A table whose rows do not fit, or without the line below its head.
    Table,
    /// `::: tip`, `!!! note`
    Container,
    /// `> [!INFO]`
    Callout,
    /// `{{< figure >}}`, `{{ x }}`, `{% x %}`
    Template,
    /// `[[page]]`
    WikiLink,
    /// `[TOC]`
    Contents,
    /// `import Tabs from '…'`
    Import,
    /// `$x^2$`
    Formula,
    /// `＃ 标题`, `＊＊重要＊＊`, `［文字］（地址）`
    Wide,
    /// `{: .red}`
    Attributes,
    /// `^[a note]`
    InlineNote,
    /// `[@key]`
    Citation,
    /// `x^2^`
    Script,
    /// `https://example.org/wiki/海湾`
    CutAddress,
    /// `:smile:`
    Emoji,
    /// `%%remark%%`
    Comment,
    /// `[]not done`
    Task,
    /// Lines of a list without its marks.
    RunOn,
    /// `: sense`, `*[HTML]: sense`
    Definition,
    /// `+++`
    FrontMatter,
    /// `> [!NOTE] Title`
    CalloutTitle,
    /// `— report#4` outside a quotation, or written in another way.
    Locator,
}

impl StrayKind {
    /// Whether what is printed in a document may look like it: words of a quotation are not the editor's.
    pub(crate) fn may_be_printed(self) -> bool {
        matches!(
            self,
            StrayKind::Wide
                | StrayKind::Attributes
                | StrayKind::Citation
                | StrayKind::Script
                | StrayKind::Emoji
                | StrayKind::RunOn
        )
    }

    /// Whether punctuation inside it belongs to something else than the sentence.
    pub fn holds_code(self) -> bool {
        !matches!(
            self,
            StrayKind::Partner
                | StrayKind::Heading
                | StrayKind::Item
                | StrayKind::Highlight
                | StrayKind::Change
                | StrayKind::Backtick
                | StrayKind::UncalledFootnote
                | StrayKind::SecondFootnote
                | StrayKind::Task
                | StrayKind::RunOn
                | StrayKind::CalloutTitle
        )
    }
}

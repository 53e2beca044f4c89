//! Notes that are set apart from the text: `> [!NOTE]`.

use crate::base::lang::Both;

/// What a note that is set apart is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CalloutKind {
    /// `[!NOTE]`
    Note,
    /// `[!TIP]`
    Tip,
    /// `[!IMPORTANT]`
    Important,
    /// `[!WARNING]`
    Warning,
    /// `[!CAUTION]`
    Caution,
}

impl CalloutKind {
    /// Its name as it is written and used in addresses of style: `note`.
    pub fn code(self) -> &'static str {
        match self {
            CalloutKind::Note => "note",
            CalloutKind::Tip => "tip",
            CalloutKind::Important => "important",
            CalloutKind::Warning => "warning",
            CalloutKind::Caution => "caution",
        }
    }

    /// Its name for readers.
    pub fn name(self) -> Both<&'static str> {
        match self {
            CalloutKind::Note => Both { zh: "说明", en: "Note" },
            CalloutKind::Tip => Both { zh: "提示", en: "Tip" },
            CalloutKind::Important => Both { zh: "重要", en: "Important" },
            CalloutKind::Warning => Both { zh: "警告", en: "Warning" },
            CalloutKind::Caution => Both { zh: "当心", en: "Caution" },
        }
    }
}

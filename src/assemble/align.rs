//! Which block of one page stands across from which of the other.

use std::collections::BTreeSet;

use crate::model::page::{Block, BlockKind};

/// What must be equal for two blocks to stand across from each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum BlockForm {
    Paragraph,
    Heading(u8),
    List,
    Table,
    Quote,
    Callout,
    Code,
    Html,
    Rule,
    Footnote,
}

fn form(block: &Block) -> BlockForm {
    match &block.kind {
        BlockKind::Paragraph(_) | BlockKind::Plain(_) => BlockForm::Paragraph,
        BlockKind::Heading { level, .. } => BlockForm::Heading(*level),
        BlockKind::List { .. } => BlockForm::List,
        BlockKind::Table { .. } => BlockForm::Table,
        BlockKind::Quote(_) => BlockForm::Quote,
        BlockKind::Callout { .. } => BlockForm::Callout,
        BlockKind::Code { .. } => BlockForm::Code,
        BlockKind::Html(_) => BlockForm::Html,
        BlockKind::Rule => BlockForm::Rule,
        BlockKind::Footnote { .. } => BlockForm::Footnote,
    }
}

/// Pairs of indices in the order of the pages; a side is `None` where it has no partner.
///
/// Pages of equal structure, the ordinary case, are paired one to one. Otherwise the longest common
/// sequence of block forms decides, so that one paragraph too many is reported as just that; and among
/// sequences of one length the one whose blocks are most alike, so that it is the right paragraph. The
/// table of that search is bounded by `SEARCH_LIMIT`; beyond it blocks are paired from both ends.
pub fn align(zh: &[Block], en: &[Block]) -> Vec<(Option<usize>, Option<usize>)> {
    let (left, right): (Vec<BlockForm>, Vec<BlockForm>) =
        (zh.iter().map(form).collect(), en.iter().map(form).collect());
    if left == right {
        return (0..left.len()).map(|at| (Some(at), Some(at))).collect();
    }
    if left.len().saturating_mul(right.len()) <= SEARCH_LIMIT {
        return search(&left, &right, &traits(zh), &traits(en));
    }
    let head = left.iter().zip(&right).take_while(|(a, b)| a == b).count();
    let most = left.len().min(right.len()) - head;
    let tail = left.iter().rev().zip(right.iter().rev()).take(most).take_while(|(a, b)| a == b).count();
    let mut pairs: Vec<_> = (0..head).map(|at| (Some(at), Some(at))).collect();
    pairs.extend((head..left.len() - tail).map(|at| (Some(at), None)));
    pairs.extend((head..right.len() - tail).map(|at| (None, Some(at))));
    pairs.extend((1..=tail).rev().map(|back| (Some(left.len() - back), Some(right.len() - back))));
    pairs
}

/// The most cells of the table that [`align`] fills.
const SEARCH_LIMIT: usize = 1_000_000;

/// What two blocks that say the same have in common, whatever their language.
struct Traits {
    /// Characters; a Han character says about as much as three letters.
    length: usize,
    /// Numbers and Latin words as written, and which paragraphs of originals are quoted.
    tokens: BTreeSet<String>,
}

fn traits(blocks: &[Block]) -> Vec<Traits> {
    let of = |block: &Block| {
        let mut traits = Traits { length: 0, tokens: BTreeSet::new() };
        for prose in block.proses() {
            let text = prose.text.string();
            traits.length += text.chars().map(|c| if c.is_ascii() { 1 } else { 3 }).sum::<usize>();
            let tokens = text
                .split(|c: char| !c.is_ascii_alphanumeric() && c != '.')
                .map(|token| token.trim_matches('.'));
            let locator = prose.locator().map(|at| format!("{}#{}", at.original, at.paragraph));
            traits.tokens.extend(locator);
            traits.tokens.extend(tokens.filter(|token| !token.is_empty()).map(str::to_ascii_lowercase));
        }
        traits
    };
    blocks.iter().map(of).collect()
}

/// How alike two blocks are: 0 to 1000.
fn similarity(zh: &Traits, en: &Traits) -> u64 {
    let shared = zh.tokens.intersection(&en.tokens).count();
    let length = 200 * zh.length.min(en.length) / zh.length.max(en.length).max(1);
    (800 * shared / zh.tokens.len().max(1) + length) as u64
}

/// The longest sequence of equal forms, and of these the one of most similarity. A cell holds the number of
/// pairs in its upper half and their similarity in its lower.
fn search(
    a: &[BlockForm],
    b: &[BlockForm],
    zh: &[Traits],
    en: &[Traits],
) -> Vec<(Option<usize>, Option<usize>)> {
    let width = b.len() + 1;
    let mut best = vec![0u64; (a.len() + 1) * width];
    let paired = |best: &[u64], i: usize, j: usize| {
        (a[i] == b[j]).then(|| best[(i + 1) * width + j + 1] + (1 << 32) + similarity(&zh[i], &en[j]))
    };
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            let alone = best[(i + 1) * width + j].max(best[i * width + j + 1]);
            best[i * width + j] = paired(&best, i, j).map_or(alone, |pair| pair.max(alone));
        }
    }
    let (mut i, mut j, mut pairs) = (0, 0, Vec::new());
    while i < a.len() || j < b.len() {
        if i < a.len() && j < b.len() && paired(&best, i, j) == Some(best[i * width + j]) {
            pairs.push((Some(i), Some(j)));
            (i, j) = (i + 1, j + 1);
        } else if j == b.len() || (i < a.len() && best[(i + 1) * width + j] >= best[i * width + j + 1]) {
            pairs.push((Some(i), None));
            i += 1;
        } else {
            pairs.push((None, Some(j)));
            j += 1;
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::lang::Lang;
    use crate::base::source::Source;
    use crate::parse::markdown;

    fn blocks(text: &str, lang: Lang) -> Box<[Block]> {
        markdown::parse(&Source::new("content/a.md", text), 0, lang).0.blocks
    }

    #[test]
    fn the_paragraph_that_is_alone_is_the_one_that_was_dropped() {
        let zh = "2022年的报告讲了三件事。\n\n全市生产总值5786亿元。\n\n新增就业103.4万人，这是其中最长的一段话。\n\n完。\n";
        let en = [
            "The report of 2022 speaks of three matters.",
            "GDP was RMB 5786 in units of 100 million.",
            "New jobs numbered 103.4 in units of 10,000; this is the longest of the paragraphs.",
            "End.",
        ];
        let zh = blocks(zh, Lang::Zh);
        for dropped in 0..en.len() {
            let rest: Vec<&str> =
                en.iter().enumerate().filter(|(at, _)| *at != dropped).map(|(_, text)| *text).collect();
            let pairs = align(&zh, &blocks(&rest.join("\n\n"), Lang::En));
            let alone: Vec<usize> =
                pairs.iter().filter(|pair| pair.1.is_none()).filter_map(|pair| pair.0).collect();
            assert_eq!(alone, [dropped]);
        }
    }
}

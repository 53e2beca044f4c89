//! Which block of one page stands across from which of the other.

use crate::page::{Block, BlockKind};

/// What must be equal for two blocks to stand across from each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Paragraph,
    Heading(u8),
    List,
    Table,
    Quote,
    Code,
    Html,
    Rule,
    Footnote,
}

fn form(block: &Block) -> Form {
    match &block.kind {
        BlockKind::Paragraph(_) | BlockKind::Plain(_) => Form::Paragraph,
        BlockKind::Heading { level, .. } => Form::Heading(*level),
        BlockKind::List { .. } => Form::List,
        BlockKind::Table { .. } => Form::Table,
        BlockKind::Quote(_) => Form::Quote,
        BlockKind::Code { .. } => Form::Code,
        BlockKind::Html(_) => Form::Html,
        BlockKind::Rule => Form::Rule,
        BlockKind::Footnote { .. } => Form::Footnote,
    }
}

/// Pairs of indices in the order of the pages; a side is `None` where it has no partner.
///
/// Pages of equal structure, the ordinary case, are paired one to one. Otherwise the longest common
/// sequence of block forms decides, so that one paragraph too many is reported as just that. The
/// table of that search is bounded by [`SEARCH_LIMIT`]; beyond it blocks are paired from both ends.
pub fn align(zh: &[Block], en: &[Block]) -> Vec<(Option<usize>, Option<usize>)> {
    let (left, right): (Vec<Form>, Vec<Form>) =
        (zh.iter().map(form).collect(), en.iter().map(form).collect());
    let head = left.iter().zip(&right).take_while(|(a, b)| a == b).count();
    let most = left.len().min(right.len()) - head;
    let tail = left.iter().rev().zip(right.iter().rev()).take(most).take_while(|(a, b)| a == b).count();
    let mut pairs: Vec<_> = (0..head).map(|at| (Some(at), Some(at))).collect();
    pairs.extend(middle(&left, &right, head, tail));
    pairs.extend((1..=tail).rev().map(|back| (Some(left.len() - back), Some(right.len() - back))));
    pairs
}

/// The most cells of the table that [`align`] fills.
const SEARCH_LIMIT: usize = 4_000_000;

fn middle(left: &[Form], right: &[Form], head: usize, tail: usize) -> Vec<(Option<usize>, Option<usize>)> {
    let (a, b) = (&left[head..left.len() - tail], &right[head..right.len() - tail]);
    let alone = |a: usize, b: usize| {
        (0..a).map(|at| (Some(head + at), None)).chain((0..b).map(|at| (None, Some(head + at)))).collect()
    };
    if a.is_empty() || b.is_empty() || a.len().saturating_mul(b.len()) > SEARCH_LIMIT {
        return alone(a.len(), b.len());
    }
    let width = b.len() + 1;
    let mut longest = vec![0u32; (a.len() + 1) * width];
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            longest[i * width + j] = match a[i] == b[j] {
                true => longest[(i + 1) * width + j + 1] + 1,
                false => longest[(i + 1) * width + j].max(longest[i * width + j + 1]),
            };
        }
    }
    let (mut i, mut j, mut pairs) = (0, 0, Vec::new());
    while i < a.len() || j < b.len() {
        if i < a.len()
            && j < b.len()
            && a[i] == b[j]
            && longest[i * width + j] == longest[(i + 1) * width + j + 1] + 1
        {
            pairs.push((Some(head + i), Some(head + j)));
            (i, j) = (i + 1, j + 1);
        } else if j == b.len() || (i < a.len() && longest[(i + 1) * width + j] >= longest[i * width + j + 1])
        {
            pairs.push((Some(head + i), None));
            i += 1;
        } else {
            pairs.push((None, Some(head + j)));
            j += 1;
        }
    }
    pairs
}

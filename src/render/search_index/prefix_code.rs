//! Prefix codes (Huffman 1952): frequent symbols have short codewords. Of deflate (RFC 1951, 3.2.2) the codewords of a
//! length follow one another, so that lengths alone tell a code.

/// A codeword, as its bits are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Codeword {
    /// The bits, the first lowest.
    pub bits: u16,
    /// How many there are; none of a symbol that does not occur.
    pub length: u8,
}

/// How long a codeword may be.
const LONGEST: usize = 15;

/// A leaf of the tree for each of the most symbols, and what binds them.
const NODES: usize = 2 * 286;

/// The codewords of `N` symbols, none longer than `longest`, by how often each occurs.
pub fn prefix_code<const N: usize>(counts: &[u32; N], longest: usize) -> [Codeword; N] {
    let mut room = [0; N];
    let ranked = ranked_symbols(counts, &mut room);
    let of_length = lengths(ranked, longest);
    let mut codes = [Codeword::default(); N];
    let mut rarest_first = ranked.iter();
    for length in (1..=longest).rev() {
        for ranked in rarest_first.by_ref().take(of_length[length]) {
            codes[symbol(*ranked)].length = length as u8;
        }
    }
    let mut next = [0; LONGEST + 2];
    for length in 1..=longest {
        next[length + 1] = (next[length] + of_length[length]) << 1;
    }
    for code in codes.iter_mut().filter(|code| code.length > 0) {
        let next = &mut next[usize::from(code.length)];
        code.bits = (*next as u16).reverse_bits() >> (16 - code.length);
        *next += 1;
    }
    codes
}

/// A symbol behind its count, as a number.
fn counted(symbol: usize, count: u32) -> u64 {
    u64::from(count) << 16 | symbol as u64
}

fn symbol(counted: u64) -> usize {
    (counted & 0xffff) as usize
}

/// The symbols that occur, each behind its count, the rarest first; at least two, as a code is complete with two.
fn ranked_symbols<'r, const N: usize>(counts: &[u32; N], room: &'r mut [u64; N]) -> &'r [u64] {
    let used = counts.iter().filter(|count| **count > 0).count();
    let mut length = 0;
    let mut add = |symbol: usize, count: u32| {
        room[length] = counted(symbol, count);
        length += 1;
    };
    counts
        .iter()
        .enumerate()
        .filter(|(_, count)| **count > 0)
        .for_each(|(symbol, count)| add(symbol, *count));
    let unused = counts.iter().enumerate().filter(|(_, count)| **count == 0);
    unused.take(2usize.saturating_sub(used)).for_each(|(symbol, _)| add(symbol, 1));
    let ranked = &mut room[..length];
    ranked.sort_unstable();
    ranked
}

/// How many codewords there are of each length.
fn lengths(ranked: &[u64], longest: usize) -> [usize; LONGEST + 1] {
    let leaves = ranked.len();
    let root = 2 * leaves - 2;
    let (mut weights, mut parents) = ([0u32; NODES], [0u16; NODES]);
    weights.iter_mut().zip(ranked).for_each(|(weight, counted)| *weight = (counted >> 16) as u32);
    // The two lightest nodes are bound together, again and again; those that bind come into being in order.
    let (mut leaf, mut inner) = (0, leaves);
    for node in leaves..=root {
        for _ in 0..2 {
            let is_leaf = leaf < leaves && (inner == node || weights[leaf] <= weights[inner]);
            let next = if is_leaf { &mut leaf } else { &mut inner };
            weights[node] += weights[*next];
            parents[*next] = node as u16;
            *next += 1;
        }
    }
    // From the root on each parent makes room for its depth.
    let (mut of_length, mut depths) = ([0; LONGEST + 1], parents);
    depths[root] = 0;
    for node in (0..root).rev() {
        depths[node] = depths[usize::from(depths[node])] + 1;
        of_length[usize::from(depths[node]).min(longest)] += usize::from(node < leaves);
    }
    shortened(of_length, longest)
}

/// Lengths of which some were cut off, so that there is a codeword for each again: what is too much goes, a step at a
/// time, below the deepest symbol that has room below it.
fn shortened(mut of_length: [usize; LONGEST + 1], longest: usize) -> [usize; LONGEST + 1] {
    let taken: usize = (1..=longest).map(|length| of_length[length] << (longest - length)).sum();
    for _ in 1 << longest..taken {
        let Some(length) = (1..longest).rev().find(|length| of_length[*length] > 0) else { break };
        of_length[length] -= 1;
        of_length[length + 1] += 2;
        of_length[longest] -= 1;
    }
    of_length
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn lengths_of<const N: usize>(counts: [u32; N], longest: usize) -> [u8; N] {
        prefix_code(&counts, longest).map(|code| code.length)
    }

    #[test]
    fn frequent_symbols_have_short_codewords() {
        assert_eq!(lengths_of([0, 9, 3, 1, 1], 15), [0, 1, 2, 3, 3]);
        assert_eq!(lengths_of([5, 5, 5, 5], 15), [2; 4]);
        let codes = prefix_code(&[9, 3, 1, 1], 15).map(|code| code.bits);
        assert_eq!(codes, [0b0, 0b01, 0b011, 0b111], "the first bit stands lowest");
    }

    #[test]
    fn there_are_always_two_codewords() {
        assert_eq!(lengths_of([0; 4], 7), [1, 1, 0, 0]);
        assert_eq!(lengths_of([0, 0, 7], 7), [1, 0, 1]);
    }

    proptest! {
        #[test]
        fn a_code_is_complete_and_not_longer_than_it_may_be(counts in prop::collection::vec(0u32..22, 19), longest in 5usize..16) {
            // As far apart as counts can be.
            let counts: [u32; 19] = std::array::from_fn(|at| (1u32 << counts[at]) >> 1);
            let lengths = lengths_of(counts, longest);
            let room: usize = lengths.iter().filter(|one| **one > 0).map(|one| 1 << (longest - usize::from(*one))).sum();
            prop_assert_eq!(room, 1 << longest);
            for (count, length) in counts.iter().zip(lengths) {
                prop_assert!(*count == 0 || length > 0);
                for (other, longer) in counts.iter().zip(lengths) {
                    prop_assert!(other >= count || longer >= length || longer == 0);
                }
            }
        }
    }
}

//! The seal of the program: two columns of lines, a hairline between them, on cinnabar; as `icon.svg` has it.

use crate::render::picture::canvas::{Canvas, Ink};

/// The lines of both columns on a square of 32: left end, middle, length, thickness in eighths.
const LINES: [(usize, usize, usize); 6] =
    [(7, 9, 7), (7, 15, 7), (7, 21, 5), (18, 9, 7), (18, 15, 7), (18, 21, 5)];

/// Draws the seal with its left upper corner at a place.
pub fn draw(canvas: &mut Canvas, x: usize, y: usize, size: usize) {
    let at = |eighths: usize| eighths * size / 256;
    canvas.fill((x, y), (size, size), Ink::Seal);
    for (left, middle, length) in LINES {
        let (from, top) = (left * 8 - 8, middle * 8 - 10);
        canvas.fill((x + at(from), y + at(top)), (at(length * 8 + 16), at(20)), Ink::White);
    }
    canvas.fill((x + at(16 * 8 - 4), y + at(40)), (at(8), at(176)), Ink::White);
}

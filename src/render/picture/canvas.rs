//! A picture of a few colors, drawn by rectangles.

/// A color of the site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    /// The ground.
    Paper,
    /// Text, and the blocks of excerpts.
    Text,
    /// Lines.
    Line,
    /// Seals.
    Seal,
    /// What stands on a seal.
    White,
}

/// The colors in the order of [`Ink`].
const PALETTE: [u8; 15] =
    [0xfb, 0xfb, 0xf8, 0x18, 0x1b, 0x1e, 0xd3, 0xd6, 0xd0, 0xb9, 0x2d, 0x20, 0xff, 0xff, 0xff];

/// A picture.
pub struct Canvas {
    width: usize,
    height: usize,
    pixels: Vec<u8>,
}

impl Canvas {
    /// A picture that is all ground.
    pub fn new(width: usize, height: usize) -> Canvas {
        Canvas { width, height, pixels: vec![Ink::Paper as u8; width * height] }
    }

    /// Fills a rectangle, as far as it is inside.
    pub fn fill(&mut self, (x, y): (usize, usize), (width, height): (usize, usize), ink: Ink) {
        let (left, right) = (x.min(self.width), (x + width).min(self.width));
        for row in self.pixels.chunks_mut(self.width).skip(y).take(height) {
            row[left..right].fill(ink as u8);
        }
    }

    /// The picture as PNG with a palette, two pixels a byte.
    pub fn png(&self) -> Vec<u8> {
        let mut packed = Vec::with_capacity(self.width.div_ceil(2) * self.height);
        for row in self.pixels.chunks(self.width) {
            let (pairs, last) = row.as_chunks();
            packed.extend(pairs.iter().map(|[left, right]| left << 4 | right));
            packed.extend(last.iter().map(|left| left << 4));
        }
        // Writing to memory cannot fail, and the sizes fit: both are ours.
        self.encode(&packed).unwrap_or_default()
    }

    fn encode(&self, packed: &[u8]) -> Result<Vec<u8>, png::EncodingError> {
        let mut bytes = Vec::new();
        let mut encoder = png::Encoder::new(&mut bytes, self.width as u32, self.height as u32);
        encoder.set_color(png::ColorType::Indexed);
        encoder.set_depth(png::BitDepth::Four);
        encoder.set_palette(&PALETTE[..]);
        encoder.set_compression(png::Compression::Balanced);
        encoder.set_filter(png::Filter::NoFilter);
        let mut writer = encoder.write_header()?;
        writer.write_image_data(packed)?;
        writer.finish()?;
        Ok(bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_drawn_can_be_read_again() {
        let mut canvas = Canvas::new(5, 3);
        canvas.fill((1, 1), (9, 1), Ink::Seal);
        let decoder = png::Decoder::new(std::io::Cursor::new(canvas.png()));
        let mut reader = decoder.read_info().unwrap();
        let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
        reader.next_frame(&mut pixels).unwrap();
        assert_eq!(pixels, [0, 0, 0, 0x03, 0x33, 0x30, 0, 0, 0]);
    }
}

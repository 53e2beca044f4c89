//! The card of a site: for each document a seal and its lines, one a topic, with blocks where the excerpts
//! stand; what the cover shows, without words.

use crate::model::proof::Use;
use crate::model::site::Site;
use crate::render::context::RenderContext;
use crate::render::picture::canvas::{Canvas, Ink};
use crate::render::picture::icon;
use crate::render::site_view::FEW;

/// Where it is published, below the output folder.
pub const PATH: &str = "assets/card.png";
/// Its width and height, as those who show cards want them.
pub const SIZE: (usize, usize) = (1200, 630);
/// The margin on all sides.
const MARGIN: usize = 80;
/// Where the strips begin and end.
const STRIPS: (usize, usize) = (232, 550);
/// Up to how many topics have lines of their own.
const TOPICS: usize = 10;

/// Draws the card.
pub fn draw(ctx: &RenderContext) -> Canvas {
    let (width, height) = SIZE;
    let mut canvas = Canvas::new(width, height);
    let documents = ctx.site.originals.len().min(FEW);
    if documents == 0 {
        icon::draw(&mut canvas, width / 2 - 128, height / 2 - 128, 256);
        return canvas;
    }
    let inner = width - 2 * MARGIN;
    canvas.fill((MARGIN, MARGIN), (inner, 6), Ink::Text);
    icon::draw(&mut canvas, MARGIN, MARGIN + 38, 80);
    canvas.fill((MARGIN, height - MARGIN + 12), (inner, 2), Ink::Text);
    // Two in a row: the strips of many documents would be too short to be seen.
    let rows = documents.div_ceil(2);
    let columns = documents.min(2);
    let (gap, tall) = (48, (STRIPS.1 - STRIPS.0) / rows);
    let wide = (inner - gap * (columns - 1)) / columns;
    for at in 0..documents {
        let (x, y) = (MARGIN + (at % 2) * (wide + gap), STRIPS.0 + at / 2 * tall);
        strip(ctx, at, (x, y), (wide, tall - 12 * (rows - 1)), &mut canvas);
    }
    canvas
}

/// The seal and the lines of a document.
fn strip(
    ctx: &RenderContext,
    at: usize,
    (x, y): (usize, usize),
    (wide, tall): (usize, usize),
    canvas: &mut Canvas,
) {
    let topics = ctx.site.topics.len();
    let lines = if topics > TOPICS { 1 } else { topics.max(1) };
    let step = (tall / lines).min(56);
    let seal = step.clamp(20, 44);
    canvas.fill((x, y + (step - step.min(seal)) / 2), (seal, seal), Ink::Seal);
    let (left, wide) = (x + seal + 20, wide - seal - 20);
    for line in 0..lines {
        let middle = y + line * step + step / 2;
        canvas.fill((left, middle - 1), (wide, 2), Ink::Line);
        let block = (step / 2).clamp(4, 22);
        for (from, to) in blocks(ctx, at, (lines > 1).then_some(line), wide) {
            canvas.fill((left + from, middle - block / 2), (to - from, block), Ink::Text);
        }
    }
}

/// Where the excerpts of a topic stand on a line of a width; those of all pages for `None`.
fn blocks(ctx: &RenderContext, at: usize, topic: Option<usize>, wide: usize) -> Vec<(usize, usize)> {
    let document = &ctx.site.originals[at];
    let length = document.folded.string.len().max(1);
    let mut touched = vec![false; document.paragraphs.len()];
    for one in ctx.proof.coverage[at].uses.iter().filter(|one| is_of(ctx.site, one, topic)) {
        document.paragraphs_of(&one.run).for_each(|number| touched[number - 1] = true);
    }
    let touched = document.paragraphs.iter().zip(touched).filter(|(_, touched)| *touched);
    let block = |folded: &std::ops::Range<usize>| {
        let from = folded.start * wide / length;
        (from, (folded.end * wide / length).saturating_sub(2).max(from + 3).min(wide))
    };
    touched.map(|(paragraph, _)| block(&paragraph.folded)).filter(|(from, to)| from < to).collect()
}

fn is_of(site: &Site, one: &Use, topic: Option<usize>) -> bool {
    let place = site.places[one.bitext].filter(|place| place.position.is_some());
    place.is_some_and(|place| topic.is_none_or(|topic| place.topic == topic))
}

//! Pictures that the program draws itself: the card that a shared link shows, and the icon of a site. They
//! have no text and need no fonts, and are drawn from whole numbers, so that they are the same bytes everywhere.

mod canvas;
pub mod card;
mod icon;

use serde_json::json;

use crate::base::lang::Lang;
use crate::model::output::Output;
use crate::render::context::RenderContext;
use crate::render::picture::canvas::Canvas;

/// The icon for home screens.
const ICON: &str = "assets/icon.png";
/// Its width and height.
const ICON_SIZE: usize = 192;
/// The colors of the ground, in light and in dark.
const GROUND: [&str; 2] = ["#fbfbf8", "#15181b"];

/// The icon; for a site that knows where it stands, the card and the manifest too: both are of use on the web
/// alone, and a browser complains of a manifest beside a page that was opened from a disk.
pub fn render(ctx: &RenderContext) -> Vec<Output> {
    let mut icon = Canvas::new(ICON_SIZE, ICON_SIZE);
    icon::draw(&mut icon, 0, 0, ICON_SIZE);
    let mut outputs = vec![Output::made(ICON, icon.png())];
    if ctx.site.config.base_url.is_some() {
        outputs.push(manifest(ctx));
        if ctx.site.config.image.is_none() {
            outputs.push(Output::made(card::PATH, card::draw(ctx).png()));
        }
    }
    outputs
}

/// What a home screen shows of the site (W3C Web Application Manifest).
fn manifest(ctx: &RenderContext) -> Output {
    let title = &ctx.site.config.title;
    let size = format!("{ICON_SIZE}x{ICON_SIZE}");
    let text = json!({
        "name": format!("{} {}", title.zh, title.en),
        "short_name": title.zh,
        "lang": Lang::Zh.tag(),
        "start_url": "index.html",
        "scope": "./",
        "display": "browser",
        "background_color": GROUND[0],
        "theme_color": GROUND[0],
        "icons": [
            { "src": ICON, "sizes": size, "type": "image/png", "purpose": "any maskable" },
            { "src": "assets/icon.svg", "sizes": "any", "type": "image/svg+xml" },
        ],
    });
    Output::text("manifest.webmanifest", format!("{text}\n"))
}

//! Drawings (SVG): which are published.
//!
//! A drawing is a document that a browser opens like a page, with scripts, styles and requests. It is read
//! as the XML that it is, and published only if every element and every attribute in it is on a list of those
//! that draw; what is not known is not published. Addresses lead into the drawing itself, pictures stand in
//! it as data, and styles name no address and no function that is not on a list.

use crate::base::xml::{self, Node, NodeType};

/// <https://www.w3.org/TR/SVG2/struct.html#Namespace>
const SVG: &str = "http://www.w3.org/2000/svg";
const XLINK: &str = "http://www.w3.org/1999/xlink";
const XML: &str = "http://www.w3.org/XML/1998/namespace";

/// What drawing programs note for themselves: browsers show nothing of it and do nothing with it.
const INERT: [&str; 6] = [
    "http://www.inkscape.org/namespaces/inkscape",
    "http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "http://purl.org/dc/elements/1.1/",
    "http://creativecommons.org/ns#",
    "http://web.resource.org/cc/",
];

/// Elements that draw (SVG 2, appendix F): no scripts, no foreign content, no links, no animation, which could
/// put an address into an attribute.
const ELEMENTS: &[&str] = &[
    "svg",
    "g",
    "defs",
    "symbol",
    "use",
    "switch",
    "title",
    "desc",
    "metadata",
    "style",
    "path",
    "rect",
    "circle",
    "ellipse",
    "line",
    "polyline",
    "polygon",
    "text",
    "tspan",
    "textPath",
    "image",
    "marker",
    "pattern",
    "clipPath",
    "mask",
    "linearGradient",
    "radialGradient",
    "stop",
    "filter",
    "feBlend",
    "feColorMatrix",
    "feComponentTransfer",
    "feComposite",
    "feConvolveMatrix",
    "feDiffuseLighting",
    "feDisplacementMap",
    "feDistantLight",
    "feDropShadow",
    "feFlood",
    "feFuncA",
    "feFuncB",
    "feFuncG",
    "feFuncR",
    "feGaussianBlur",
    "feMerge",
    "feMergeNode",
    "feMorphology",
    "feOffset",
    "fePointLight",
    "feSpecularLighting",
    "feSpotLight",
    "feTile",
    "feTurbulence",
];

/// Attributes without a namespace that say how something is drawn (SVG 2, appendix G; CSS presentation).
const ATTRIBUTES: &str = " \
    id class style lang tabindex role version baseProfile viewBox preserveAspectRatio zoomAndPan type media \
    x y z x1 x2 y1 y2 cx cy r rx ry fx fy fr dx dy width height d points pathLength rotate textLength \
    lengthAdjust startOffset method spacing side transform gradientTransform gradientUnits spreadMethod \
    patternTransform patternUnits patternContentUnits offset clipPathUnits maskUnits maskContentUnits \
    markerUnits markerWidth markerHeight refX refY orient filterUnits primitiveUnits in in2 result mode \
    values operator k1 k2 k3 k4 kernelMatrix kernelUnitLength order divisor bias targetX targetY edgeMode \
    preserveAlpha surfaceScale diffuseConstant specularConstant specularExponent limitingConeAngle azimuth \
    elevation pointsAtX pointsAtY pointsAtZ scale xChannelSelector yChannelSelector stdDeviation radius \
    baseFrequency numOctaves seed stitchTiles tableValues slope intercept amplitude exponent \
    requiredFeatures requiredExtensions systemLanguage enable-background \
    alignment-baseline baseline-shift clip clip-path clip-rule color color-interpolation \
    color-interpolation-filters color-rendering direction display dominant-baseline fill fill-opacity \
    fill-rule filter flood-color flood-opacity font font-family font-feature-settings font-kerning font-size \
    font-size-adjust font-stretch font-style font-variant font-variant-caps font-variant-ligatures \
    font-variant-numeric font-weight glyph-orientation-horizontal glyph-orientation-vertical \
    image-rendering isolation kerning letter-spacing lighting-color line-height marker marker-end marker-mid \
    marker-start mask mask-type mix-blend-mode opacity overflow paint-order pointer-events shape-rendering \
    stop-color stop-opacity stroke stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin \
    stroke-miterlimit stroke-opacity stroke-width text-align text-anchor text-decoration text-indent \
    text-orientation text-overflow text-rendering text-transform transform-box transform-origin unicode-bidi \
    vector-effect visibility white-space word-spacing writing-mode ";

/// Functions that styles and attributes may call; `url()` only for places in the drawing.
const FUNCTIONS: &[&str] = &[
    "url",
    "rgb",
    "rgba",
    "hsl",
    "hsla",
    "hwb",
    "lab",
    "lch",
    "oklab",
    "oklch",
    "color",
    "matrix",
    "matrix3d",
    "translate",
    "translatex",
    "translatey",
    "scale",
    "scalex",
    "scaley",
    "rotate",
    "skewx",
    "skewy",
    "calc",
    "min",
    "max",
    "clamp",
    "blur",
    "brightness",
    "contrast",
    "drop-shadow",
    "grayscale",
    "hue-rotate",
    "invert",
    "opacity",
    "saturate",
    "sepia",
    "not",
    "nth-child",
    "nth-of-type",
    "first-child",
    "polygon",
    "circle",
    "ellipse",
    "inset",
    "path",
    "rect",
    "var",
];

/// Whether a document type, from its name on, is kept elsewhere than those of SVG: who reads it may fetch it.
fn names_another_place(rest: &str) -> bool {
    let told = rest.split('>').next().unwrap_or_default();
    let mut places = told.split(['"', '\'']).skip(1).step_by(2);
    places.any(|place| !place.starts_with("-//W3C//") && !place.starts_with("http://www.w3.org/"))
}

/// What of a drawing is not on the lists, if anything is not.
pub fn fault(svg: &str) -> Option<String> {
    let document = match xml::parse(svg.trim_start_matches('\u{feff}')) {
        Ok(document) => document,
        Err(_) => return Some("XML".to_owned()),
    };
    let root = document.root_element();
    if root.tag_name().name() != "svg" {
        return Some(root.tag_name().name().to_owned());
    }
    if root.tag_name().namespace() != Some(SVG) {
        return Some("xmlns".to_owned());
    }
    if svg.split("<!DOCTYPE").skip(1).any(names_another_place) {
        return Some("<!DOCTYPE".to_owned());
    }
    document.descendants().find_map(|node| match node.node_type() {
        NodeType::PI => Some("<?…?>".to_owned()),
        NodeType::Element => element(node),
        NodeType::Root | NodeType::Comment | NodeType::Text => None,
    })
}

fn element(node: Node) -> Option<String> {
    let name = node.tag_name().name();
    let is_inert = match node.tag_name().namespace() {
        Some(SVG) if ELEMENTS.contains(&name) => false,
        Some(other) if INERT.contains(&other) => true,
        _ => return Some(name.to_owned()),
    };
    // Of several texts, comments between them, a browser makes one.
    let style: String = node.children().filter(|one| one.is_text()).filter_map(|one| one.text()).collect();
    if name == "style" && !is_inert && !is_plain_style(&style) {
        return Some("style".to_owned());
    }
    let wrong = node.attributes().find(|one| match one.namespace() {
        None => !(is_inert || is_plain(name, one.name(), one.value())),
        Some(XLINK) if one.name() == "href" => !is_place(name, one.value()),
        Some(XLINK) => !matches!(one.name(), "title" | "type" | "show" | "actuate" | "role" | "arcrole"),
        Some(XML) => !matches!(one.name(), "space" | "lang" | "id"),
        Some(other) => !INERT.contains(&other),
    });
    wrong.map(|one| one.name().to_owned())
}

/// Whether an attribute without a namespace only draws.
fn is_plain(element: &str, name: &str, value: &str) -> bool {
    match name {
        "href" => is_place(element, value),
        // Words, whatever they are.
        "id" | "class" | "role" | "font-family" | "lang" | "systemLanguage" => true,
        _ if name.starts_with("aria-") || name.starts_with("data-") => true,
        _ => ATTRIBUTES.contains(&format!(" {name} ")) && is_plain_style(value),
    }
}

/// Whether an address leads into the drawing, or is a picture that stands in it.
fn is_place(element: &str, value: &str) -> bool {
    let value = value.trim();
    let picture = |kind: &&str| value.starts_with(&format!("data:image/{kind};base64,"));
    value.starts_with('#')
        || (element == "image" && ["png", "jpeg", "gif", "webp", "avif"].iter().any(picture))
}

/// Whether a style, or a value of one, loads nothing: no rules with `@`, no escapes that could hide one, no
/// function that is not on the list.
fn is_plain_style(style: &str) -> bool {
    if style.contains(['@', '\\', '<', '\0']) {
        return false;
    }
    style.match_indices('(').all(|(at, _)| {
        let before = &style[..at];
        let start = before
            .rfind(|c: char| !(c.is_ascii_alphanumeric() || c == '-'))
            .map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8));
        let name = before[start..].to_ascii_lowercase();
        let inside = style[at + 1..].trim_start().trim_start_matches(['"', '\'']);
        FUNCTIONS.contains(&name.as_str()) && (name != "url" || inside.starts_with('#'))
    })
}

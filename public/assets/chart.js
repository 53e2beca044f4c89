(() => {
const edge = 16, small = 11, svgSpace = "http://www.w3.org/2000/svg";
const make = (name, values, parent) => {
const one = document.createElementNS(svgSpace, name);
for (const [key, value] of Object.entries(values)) one.setAttribute(key, value);
parent?.append(one);
return one;
};
const painted = ["fill", "stroke", "stroke-width", "stroke-dasharray", "opacity", "stop-color", "vector-effect"];
const copy = (drawing, values) => {
const clone = drawing.cloneNode(true), from = drawing.querySelectorAll("*");
clone.querySelectorAll("*").forEach((one, at) => {
const style = getComputedStyle(from[at]);
for (const name of painted) one.setAttribute(name, style.getPropertyValue(name).replaceAll('"', ""));
});
for (const [key, value] of Object.entries(values)) clone.setAttribute(key, value);
return clone;
};
const baseline = node => {
const probe = document.createElement("span");
probe.style.cssText = "display:inline-block;width:0;height:0";
node.before(probe);
const at = probe.getBoundingClientRect().bottom;
probe.remove();
return at;
};
const lines = node => {
const found = [], range = document.createRange();
let at = 0;
for (const letter of node.data) {
range.setStart(node, at);
range.setEnd(node, at += letter.length);
const box = range.getBoundingClientRect(), last = found.at(-1);
if (!box.width) continue;
if (last && Math.abs(box.top - last.top) < 2) { last.text += letter; last.right = box.right; } else found.push({ text: letter, left: box.left, right: box.right, top: box.top });
}
return found.filter(line => line.text.trim());
};
const words = (figure, svg, from) => {
const walk = document.createTreeWalker(figure, NodeFilter.SHOW_TEXT), nodes = [];
while (walk.nextNode()) nodes.push(walk.currentNode);
for (const node of nodes) {
const host = node.parentElement;
if (!node.data.trim() || host.closest("svg, .save") || !host.checkVisibility()) continue;
const style = getComputedStyle(host), broken = lines(node);
const base = broken.length ? baseline(node) - broken[0].top : 0;
for (const line of broken) make("text", {
x: line.left - from.x, y: line.top + base - from.y, textLength: line.right - line.left, lengthAdjust: "spacingAndGlyphs", "xml:space": "preserve",
fill: style.color, "font-family": style.fontFamily.replaceAll('"', "'"), "font-size": style.fontSize, "font-weight": style.fontWeight,
}, svg).textContent = line.text;
}
for (const mark of figure.querySelectorAll(".mk")) {
const box = mark.getBoundingClientRect(), style = getComputedStyle(mark), half = mark.matches(".est");
if (!box.width) continue;
const place = { x: box.left - from.x + 0.75, y: box.top - from.y + 0.75, width: box.width - 1.5, height: box.height - 1.5 };
make("rect", { ...place, fill: half ? "none" : style.backgroundColor, stroke: style.borderTopColor, "stroke-width": 1.5, ...(style.borderTopStyle === "dashed" && { "stroke-dasharray": "3 2" }) }, svg);
if (half) make("rect", { ...place, y: place.y + place.height / 2, height: place.height / 2, fill: style.borderTopColor }, svg);
}
};
const picture = figure => {
const box = figure.getBoundingClientRect(), style = getComputedStyle(figure);
const source = [document.title, location.protocol.startsWith("http") && location.href.split("#")[0] + "#" + figure.id].filter(Boolean);
const pen = document.createElement("canvas").getContext("2d");
pen.font = `${small}px ${style.fontFamily}`;
const width = Math.ceil(Math.max(box.width, ...source.map(text => pen.measureText(text).width)) + 2 * edge);
const tail = figure.querySelector(".save").getBoundingClientRect().top;
const height = Math.ceil(tail - box.top + (source.length + 0.5) * small * 1.5 + 2 * edge);
const from = { x: box.left - edge, y: box.top - edge };
const svg = make("svg", { xmlns: svgSpace, width, height, viewBox: `0 0 ${width} ${height}`, role: "img" });
make("title", {}, svg).textContent = figure.querySelector("figcaption").textContent.trim();
make("rect", { width, height, fill: getComputedStyle(document.body).backgroundColor }, svg);
for (const drawing of figure.querySelectorAll("svg")) {
if (drawing.parentElement.closest("svg")) continue;
const at = drawing.getBoundingClientRect();
svg.append(copy(drawing, { x: at.left - from.x, y: at.top - from.y, width: at.width, height: at.height, overflow: "visible", "font-size": getComputedStyle(drawing).fontSize }));
}
words(figure, svg, from);
source.forEach((text, at) => {
make("text", { x: edge, y: height - edge - (source.length - 1 - at) * small * 1.5, fill: style.color, "font-family": style.fontFamily.replaceAll('"', "'"), "font-size": small + "px" }, svg).textContent = text;
});
return { text: new XMLSerializer().serializeToString(svg), width, height };
};
const save = (blob, name) => {
const link = document.createElement("a");
link.href = URL.createObjectURL(blob);
link.download = name;
link.click();
setTimeout(() => URL.revokeObjectURL(link.href), 60000);
};
const kinds = {
svg: ({ text }, name) => save(new Blob([text], { type: "image/svg+xml" }), name),
png: async ({ text, width, height }, name) => {
const image = new Image(), canvas = document.createElement("canvas");
image.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(text);
await image.decode();
canvas.width = width * 2;
canvas.height = height * 2;
canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
canvas.toBlob(blob => save(blob, name), "image/png");
},
};
const label = document.querySelector("[data-save]")?.dataset.save;
for (const figure of document.querySelectorAll(".ch:has(.bar, .plot)")) {
const row = document.createElement("p");
row.className = "save";
row.append(label + " ");
for (const [kind, draw] of Object.entries(kinds)) {
const button = document.createElement("button");
button.type = "button";
button.textContent = kind.toUpperCase();
button.setAttribute("aria-label", `${button.textContent} ${label}: ${figure.querySelector("figcaption").textContent.trim()}`);
button.addEventListener("click", () => draw(picture(figure), `${figure.id.replace("fig-", "")}.${kind}`));
row.append(button, " ");
}
figure.append(row);
}
})();

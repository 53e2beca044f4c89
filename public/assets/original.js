(() => {
const asked = new Map();
window.duizhao = Object.assign(window.duizhao || {}, { english: (id, all) => asked.get(id)(all) });
const load = id => {
if (!asked.has(id)) {
const script = document.createElement("script");
const english = new Promise((done, fail) => { asked.set(id, done); script.onerror = fail; });
script.src = `${document.body.dataset.root}assets/originals/${encodeURIComponent(id)}.js`;
document.head.append(script);
asked.set("of " + id, english);
}
return asked.get("of " + id);
};
for (const one of document.querySelectorAll("[data-english]")) one.addEventListener("toggle", async () => {
if (!one.open || one.dataset.shown) return;
try {
one.lastElementChild.innerHTML = (await load(one.dataset.english))[one.dataset.paragraph];
one.dataset.shown = "yes";
} catch { /* the way to the excerpt stays */ }
});
})();

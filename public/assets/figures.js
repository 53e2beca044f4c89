(() => {
const $$ = (selector, from = document) => [...from.querySelectorAll(selector)];
const table = document.querySelector(".ind.wide"), select = document.querySelector("#sort");
if (!table || !select) return;
const groups = $$("tbody", table), rows = groups.flatMap(group => $$(".ir", group).map(row => ({ row, group })));
const heads = $$("thead th b", table).map(head => head.textContent.replace("*", "").trim());
const name = (one, lang) => one.row.querySelector(`th [lang|="${lang}"] b`)?.textContent || "";
const unit = one => one.row.querySelector("th [lang|=zh] .unit")?.textContent || "";
const collate = { zh: new Intl.Collator("zh-Hans-u-co-pinyin").compare, en: new Intl.Collator("en").compare };
const value = (one, at) => parseFloat(one.row.children[at]?.dataset.v ?? "NaN");
for (const one of rows) {
const title = one.group.querySelector(".group th");
if (!title) continue;
const of = document.createElement("small");
of.className = "of";
of.innerHTML = title.innerHTML;
one.row.querySelector("th").append(of);
}
const byYear = at => (a, b) => {
const [x, y] = [value(a, at), value(b, at)];
if (isNaN(x) || isNaN(y)) return isNaN(x) - isNaN(y);
return collate.zh(unit(a), unit(b)) || y - x;
};
const orders = {
zh: (a, b) => collate.zh(name(a, "zh"), name(b, "zh")),
en: (a, b) => collate.en(name(a, "en"), name(b, "en")),
n: (a, b) => b.row.dataset.y.split(" ").length - a.row.dataset.y.split(" ").length,
};
select.addEventListener("change", () => {
const key = select.value;
table.toggleAttribute("data-sorted", !!key);
const order = orders[key] || byYear(heads.indexOf(key) + 1);
const all = key ? [...rows].sort(order) : rows;
for (const { row, group } of all) (key ? groups[0] : group).append(row);
document.querySelector("[name=t]").click();
for (const box of $$("[name=t]")) box.disabled = !!key && !!box.id;
});
select.form.addEventListener("reset", () => setTimeout(() => select.dispatchEvent(new Event("change"))));
select.closest("[hidden]").hidden = false;
})();

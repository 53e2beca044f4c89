(() => {
const root = document.body.dataset.root;
const $ = id => document.getElementById(id);
const form = document.querySelector(".find"), field = $("q"), list = $("hits"), status = $("search-status");
const answers = $("answers"), filters = $("filters"), near = $("near"), more = $("more-hits"), says = $("says")?.content;
if (!form || !field || !list || !says) return;
const asked = new Map();
const api = window.duizhao = Object.assign(window.duizhao || {}, { give: (name, ...values) => asked.get(name)?.done(values) });
const script = (path, name, done) => new Promise((good, fail) => {
const one = document.createElement("script");
one.src = `${root}assets/${path}.js`;
one.onerror = () => { asked.delete(name); fail(new Error(name)); };
if (done) asked.get(name).done = good; else one.onload = () => good();
document.head.append(one);
});
const load = name => {
if (!asked.has(name)) {
asked.set(name, {});
asked.get(name).value = script(`search/${name}`, name, true);
}
return asked.get(name).value;
};
let beginning = null, engine, store, about;
const begin = () => beginning ||= (async () => {
const [, [index], chars] = await Promise.all([script("search-engine", "engine"), load("index"), load("c0")]);
({ engine } = api);
about = index;
engine.characters(...chars);
store = engine.create();
if (!about.keys) await all();
store.stands = about.keys ? () => true : engine.standing(store);
})().catch(error => { beginning = null; throw error; });
const added = new Set();
const add = async n => {
const shard = await engine.shard(...await load("t" + n));
if (!added.has(n)) { added.add(n); store.add(shard); }
};
const all = async () => {
await Promise.all(Array.from({ length: about.texts }, (_, n) => load("t" + n)));
for (let n = 0; n < about.texts; n++) await add(n);
};
const read = new Map();
const keys = first => {
const name = "k" + first.codePointAt(0) % about.keys;
if (!read.has(name)) read.set(name, load(name).then(([lines]) => engine.unpacked(lines)).then(text => "\n" + text));
read.get(name).catch(() => read.delete(name));
return read.get(name);
};
const numbers = (text, found) => {
if (text === "*") for (let n = 0; n < about.texts; n++) found.add(n);
let n = 0;
for (const [, run, high, low] of text.matchAll(/(\+?)([A-Z]*)([0-9a-z])/g)) {
const number = [...high].reduce((sum, c) => sum * 26 + c.charCodeAt(0) - 65, 0) * 36 + parseInt(low, 36);
if (!run) found.add((n += number + 1) - 1);
else for (const end = n + number; n < end;) found.add(n++);
}
};
const lookup = async (all, exact) => {
let key = all;
while (new TextEncoder().encode(key).length > 40) key = key.slice(0, -1);
const whole = exact && key === all, text = await keys(key), found = new Set();
for (let at = text.indexOf("\n" + key); at >= 0; at = text.indexOf("\n" + key, at + 1)) {
const end = text.indexOf("\n", at + 1), cut = text.lastIndexOf(" ", end);
if (!whole || text.slice(at + 1, cut) === key) numbers(text.slice(cut + 1, end), found);
}
return found;
};
const both = (a, b) => a ? b ? new Set([...a].filter(n => b.has(n))) : a : b;
const WORDS = /[a-z0-9\u00c0-\u024f]+(?:(?<=\d)[.,](?=\d)[a-z0-9\u00c0-\u024f]+)*/g;
const pieces = text => {
const words = [...text.matchAll(WORDS)].map(one => ({ word: one[0].replaceAll(",", ""), last: one.index + one[0].length === text.length }));
const runs = engine.squeeze(text.replace(WORDS, "\n")).split("\n").filter(Boolean);
const pairs = runs.flatMap(run => { const all = [...run]; return all.length > 1 ? all.slice(1).map((c, at) => all[at] + c) : all; });
return { words, pairs };
};
const shardsOf = async pattern => {
const { words, pairs } = pieces(pattern.k);
let found = null;
for (const pair of pairs) found = both(found, await lookup(pair, [...pair].length > 1));
if (!pairs.length) for (const { word, last } of words) found = both(found, await lookup(word, !last || pattern.end));
if (!pairs.length && words.length > 1) for (const n of await lookup(engine.squeeze(pattern.k), false)) found.add(n);
return found || new Set(Array(about.texts).keys());
};
const shards = async query => {
const found = new Set();
for (const terms of query.alternatives) {
let some = null;
for (const term of terms.filter(one => !one.soft)) {
const any = new Set();
for (const pattern of term.patterns) for (const n of await shardsOf(pattern)) any.add(n);
some = both(some, any);
}
for (const n of some || []) found.add(n);
}
return [...found].sort((a, b) => a - b);
};
const learned = new Set();
const learn = async c => {
if (learned.has(c)) return;
learned.add(c);
for (const line of (await keys(c)).split("\n")) {
if (!line.startsWith(c)) continue;
const key = line.slice(0, line.lastIndexOf(" "));
if (engine.WORD.test(c)) store.vocabulary.set(key, store.vocabulary.get(key) || 1);
else if (key.length === 2) { if (!store.pairs.has(c)) store.pairs.set(c, new Map()); store.pairs.get(c).set(key[1], 1); }
}
};
const prepare = async text => {
const folded = engine.fold(text).slice(0, 200);
for (const c of new Set([...folded].filter((c, at) => engine.HAN.test(c) || (engine.WORD.test(c) && !engine.WORD.test(folded[at - 1] || " "))))) await learn(c);
for (const lists of engine.sounds(folded)) {
let open = [...lists[0]].slice(0, 24);
for (const list of lists.slice(1, 4)) {
for (const c of open) await learn(c);
open = [...list].filter(c => open.some(one => store.pairs.get(one)?.has(c))).slice(0, 12);
}
}
for (const terms of engine.read(store, text).alternatives) for (const term of terms) for (const pattern of term.patterns.slice(0, 1)) {
for (const n of [...await shardsOf(pattern)].filter(n => n < about.terms).slice(0, 6)) await add(n);
}
};
const say = (name, values = {}) => {
const out = says.querySelector(`[data-say="${name}"]`).cloneNode(true);
out.removeAttribute("data-say");
const walk = document.createTreeWalker(out, NodeFilter.SHOW_TEXT);
for (let node = walk.nextNode(); node; node = walk.nextNode()) {
node.data = node.data.replace(/\{(\w+)(?:\|([^|}]*)\|([^}]*))?\}/g, (_, key, one, many) => one === undefined ? values[key] : `${values[key]} ${values[key] === 1 ? one : many}`);
}
return out;
};
const plain = (name, values) => say(name, values).textContent.replace(/\s+/g, " ").trim();
const make = (tag, className, ...inside) => {
const one = document.createElement(tag);
if (className) one.className = className;
one.append(...inside);
return one;
};
const TAGS = ["zh-Hans", "en"], CODES = ["zh", "en"];
const asked4 = new URLSearchParams(location.search).get("from");
const reader = text => {
if (asked4 === "zh" || asked4 === "en") return CODES.indexOf(asked4);
if (/[\u3400-\u9fff]/.test(text)) return 0;
return /[a-z]{3}/i.test(text) || !/^zh/i.test(navigator.language || "") ? 1 : 0;
};
const edition = lang => asked4 === "parallel" ? "parallel" : CODES[lang];
const href = (page, id, lang) => `${root}${page.type < 4 ? `${edition(lang)}/` : ""}${page.path}${id ? "#" + id : ""}`;
const LENGTH = 96, BEFORE = 28;
const isWord = c => /[a-zA-Z0-9\u00c0-\u024f’']/.test(c || "");
const written = (out, text, n) => {
for (const piece of text.split(n ? /(\[…\])/ : /(\[…\]|(?<=[^!-~\s])[,:;](?=[^!-~\s]))/)) {
if (piece === "[…]") out.append(make("span", "cut", n ? piece : "［……］"));
else if (!n && /^[,:;]$/.test(piece)) out.append(make("span", "hw", piece));
else out.append(piece);
}
};
const part = (unit, n, terms, share, length) => {
const text = unit.texts[n], out = document.createDocumentFragment();
let found = engine.places(undefined, terms, n, unit), likely = false;
if (!found.length && terms.partners?.n === n) likely = (found = engine.places(undefined, [terms.partners], n, unit)).length > 0;
const room = n ? length * 2 : length;
const from = found.length ? found[0][0] : Math.floor((share || 0) * text.length);
let start = text.length <= room * 1.3 ? 0 : Math.max(0, Math.min(from - (n ? BEFORE * 2 : BEFORE), text.length - room));
while (start > 0 && start < from && isWord(text[start - 1])) start++;
let end = text.length <= room * 1.3 ? text.length : Math.min(text.length, start + room);
while (end < text.length && end > from && isWord(text[end]) && isWord(text[end - 1])) end--;
if (start) out.append(n ? "…" : "……");
let at = start;
for (const [first, last] of found) {
if (first < at || last > end) continue;
const mark = make("mark", likely ? "found likely" : "found", text.slice(first, last));
if (likely) mark.title = plain("likely");
written(out, text.slice(at, first), n);
out.append(mark);
at = last;
}
written(out, text.slice(at, end), n);
if (end < text.length) out.append(n ? "…" : "……");
return out;
};
const shareOf = (unit, n, terms) => {
const found = engine.places(undefined, terms, n, unit);
return found.length ? found[0][0] / (unit.texts[n].length || 1) : null;
};
const side = (tag, n, ...inside) => { const one = make(tag, "", ...inside); one.lang = TAGS[n]; return one; };
const seal = at => { const one = side("span", 0, about.documents[at][0]); one.className = "seal"; one.setAttribute("aria-hidden", "true"); return one; };
const sentence = (unit, terms) => {
let best = null, most = 0;
(unit.segments || []).forEach(([zh, zhEnd, en, enEnd], at) => {
const one = { ...unit, sides: null, texts: [unit.texts[0].slice(zh, zhEnd), unit.texts[1].slice(en, enEnd)], at: at + 1 };
const n = terms.reduce((sum, term) => sum + [0, 1].filter(side => engine.places(undefined, [term], side, one).length).length, 0);
if (n > most) [best, most] = [one, n];
});
return best;
};
const row = (whole, terms, lang) => {
const unit = sentence(whole, terms) || whole, part = unit.at ? `.${unit.at}` : "";
return rowOf(unit, (unit.number || unit.id.replace(/^\D+/, "")) + part, unit.id + part, terms, lang);
};
const rowOf = (unit, number, id, terms, lang) => {
const out = make("div", "pair-hit");
const link = make("a", "sn", number || "·");
link.href = href(unit.page, id, lang);
const document = unit.document >= 0 ? about.documents[unit.document] : null;
link.setAttribute("aria-label", plain(unit.kind === 8 ? "paragraph" : "passage", { n: number }) + (document ? `, ${document[1 + lang]}` : ""));
const place = make("span", "at", link);
if (unit.document >= 0 && unit.kind !== 8) place.append(" ", seal(unit.document));
out.append(place);
const shares = [0, 1].map(n => shareOf(unit, n, terms));
for (const n of [lang, 1 - lang]) {
if (!unit.texts[n]) continue;
const text = side("p", n);
if (unit.kind === 6 && unit.page.type === 0 || unit.kind === 7) text.append(make("span", "voice small", say(unit.kind === 7 ? "note" : "voice").querySelector(`[lang|="${CODES[n]}"]`)?.textContent ?? ""), " ");
text.append(part(unit, n, terms, shares[1 - n], LENGTH));
out.append(text);
}
return out;
};
const group = ({ page, units }, terms, lang) => {
const out = make("li", "hit"), head = make("header", "");
const title = page.units.find(unit => unit.kind === 0) || { page, texts: page.titles };
const link = (n, className) => {
const one = side("a", n, part(title, n, terms, 0, 200));
one.href = href(page, "", n);
if (className) one.className = className;
return one;
};
head.append(make("h2", "", link(lang, "")));
if (page.titles[0] !== page.titles[1]) head.append(link(1 - lang, "other"));
const meta = make("p", "meta", ...page.documents.map(seal));
const topic = about.topics[page.topic];
if (topic) meta.append(side("span", 0, topic[1]), " ", side("span", 1, topic[2]));
else if (page.type === 4) meta.append(say("original"));
if (units.length) meta.append(" ", say(page.type === 4 ? "paragraphs" : "places", { n: units.length }));
head.append(meta);
out.append(head);
const summary = page.units.find(unit => unit.kind === 3);
if (!units.length && summary) out.append(row(summary, terms, lang));
units.slice(0, 2).forEach(unit => out.append(row(unit, terms, lang)));
if (units.length > 2) {
const rest = make("details", "rest", make("summary", "", say("rest", { n: units.length - 2 })));
rest.addEventListener("toggle", () => { if (rest.childElementCount < 2) rest.append(...units.slice(2).map(unit => row(unit, terms, lang))); });
out.append(rest);
}
return out;
};
const entry = (term, terms, lang) => {
const out = make("div", "");
for (const n of [lang, 1 - lang]) {
const link = make("a", "", part(term, n, terms, 0, 200));
link.href = `${root}glossary.html#${term.id}`;
out.append(side("dt", n, link));
}
const note = { texts: term.notes };
for (const n of [lang, 1 - lang]) if (term.notes[n]) out.append(side("dd", n, part(note, n, terms, 0, 240)));
return out;
};
let chosen = { topic: "", document: "" }, answer = null;
const keep = (page, unit, { topic, document }) => (topic === "" || (topic === "o" ? page.type === 4 : page.topic === +topic)) && (document === "" || (unit && unit.document >= 0 ? unit.document === +document : page.documents.includes(+document)));
const kept = choice => answer.pages.map(one => {
const units = one.units.filter(unit => keep(one.page, unit, choice));
return (units.length || !one.units.length) && keep(one.page, units[0], choice) ? { ...one, units } : null;
}).filter(Boolean);
const count = choice => kept(choice).reduce((sum, one) => sum + (one.units.length || 1), 0);
const option = (name, value, ...label) => {
const n = count({ ...chosen, [name]: value });
const input = make("input", "");
Object.assign(input, { type: "radio", name, value, checked: chosen[name] === value });
input.addEventListener("change", () => { chosen = { ...chosen, [name]: value }; draw(name, value); });
return n || value === "" || chosen[name] === value ? make("label", "", input, ...label, " ", make("span", "num", n)) : "";
};
const drawFilters = () => {
filters.replaceChildren();
const topics = about.topics.map(([, zh, en], at) => option("topic", String(at), side("span", 0, zh), " ", side("span", 1, en)));
const originals = option("topic", "o", say("original"));
const documents = about.documents.map(([, zh, en], at) => option("document", String(at), seal(at), " ", side("span", 0, zh), " ", side("span", 1, en)));
const set = (legend, ...inside) => filters.append(make("fieldset", "filters ui", make("legend", "", say(legend)), ...inside));
const many = some => some.filter(Boolean).length > 1;
if (many([...topics, originals])) set("topic", option("topic", "", say("all")), ...topics, originals);
if (many(documents)) set("document", option("document", "", say("all")), ...documents);
filters.hidden = !filters.childElementCount;
};
const MANY = 60;
let shown = MANY;
const draw = (name, value) => {
const { terms, query, lang } = answer, pages = kept(chosen);
drawFilters();
if (name) filters.querySelector(`[name="${name}"][value="${value}"]`)?.focus();
list.replaceChildren(...pages.slice(0, shown).map(one => group(one, terms, lang)));
more.hidden = pages.length <= shown && !answer.rest;
const [entries, exact] = [answer.answers, answer.answers.filter(one => one.worth >= 7).length];
const first = Math.max(exact, Math.min(2, entries.length));
const dl = some => make("dl", "", ...some.map(one => entry(one.term, terms, lang)));
answers.hidden = !entries.length || chosen.topic !== "" || chosen.document !== "";
answers.querySelectorAll("dl, details").forEach(one => one.remove());
if (entries.length) answers.append(dl(entries.slice(0, first)));
if (entries.length > first) answers.append(make("details", "rest", make("summary", "", say("more-terms", { n: entries.length - first })), dl(entries.slice(first, 40))));
const places = kinds => pages.filter(one => (one.page.type === 4) === kinds).reduce((sum, one) => sum + (one.units.length || 1), 0);
const own = pages.filter(one => one.page.type !== 4).length, originals = places(true);
const text = query.text;
status.replaceChildren();
if (own || originals) {
if (own) status.append(say("found", { q: text, pages: own, places: places(false) }));
if (originals) status.append(" ", say("found-originals", { n: originals }));
if (answer.some) status.append(" ", say("some"));
if (query.said.length) status.append(" ", say("said", { words: query.said.slice(0, 4).join(", ") }));
} else if (entries.length) status.append(say("only-terms", { n: entries.length }));
else status.append(say("none", { q: text.length > 40 ? text.slice(0, 40) + "…" : text }));
const like = pages.length && !answer.some ? [] : engine.near(store, text);
near.hidden = pages.length > 0 && !like.length;
near.querySelectorAll(".near").forEach(one => one.remove());
near.querySelector(".like").hidden = !like.length;
near.querySelector(".like").after(...like.length ? [make("ul", "near", ...like.map(one => suggestion(one, lang)))] : []);
near.querySelectorAll(".ways").forEach(one => { one.hidden = pages.length > 0; });
};
const suggestion = (unit, lang) => {
const link = side("a", lang, unit.texts[lang] || unit.texts[1 - lang]);
const address = new URL(location.href);
address.searchParams.set("q", link.textContent);
link.href = address.href;
const other = side("span", 1 - lang, unit.texts[1 - lang]);
return make("li", "", link, " ", other);
};
const clear = () => {
answer = null;
list.replaceChildren(); status.replaceChildren();
answers.hidden = filters.hidden = near.hidden = more.hidden = true;
};
const ENOUGH = 20, AT_ONCE = 5;
let run = 0;
const further = async () => {
const mine = run, { query, wanted } = answer;
let n = 0, found = null;
do {
for (let step = 0; step < AT_ONCE && wanted.length; step++) await add(wanted.shift());
if (mine !== run) return;
found = engine.ask(store, query);
n = found.pages.reduce((sum, one) => sum + (one.units.length || 1), 0);
} while (wanted.length && n < answer.shown + ENOUGH);
answer = { ...answer, ...found, rest: wanted.length > 0, shown: n };
answer.terms.partners = engine.partners(store, query.alternatives[0]);
draw();
};
const find = async text => {
await begin();
if (about.keys) await prepare(text);
const query = engine.read(store, text, store.stands);
const wanted = about.keys ? (await shards(query)).filter(n => !added.has(n)) : [];
return { query, wanted, lang: reader(text), shown: 0, answers: [], pages: [], terms: [] };
};
const search = async () => {
const mine = ++run, text = field.value.trim();
const address = new URL(location.href);
if (text) address.searchParams.set("q", text); else address.searchParams.delete("q");
try { if (address.href !== location.href) history.replaceState(null, "", address); } catch { /* the address stays */ }
if (!text) { clear(); return; }
try {
const found = await find(text);
if (mine !== run) return;
answer = found;
chosen = { topic: "", document: "" };
shown = about.keys ? MANY : Infinity;
await further();
} catch (error) { if (mine === run) { clear(); status.replaceChildren(say("failed")); } }
};
api.find = async text => {
const { query, wanted } = await find(text);
for (const n of wanted) await add(n);
const { pages } = engine.ask(store, query);
return pages.flatMap(({ page, units }) => (units.length ? units : [{ id: "", texts: page.titles }]).map(unit => ({ place: page.path + (unit.id ? "#" + unit.id : ""), zh: unit.texts[0], en: unit.texts[1] })));
};
let timer, composing = false;
const soon = wait => { clearTimeout(timer); timer = setTimeout(search, wait); };
field.addEventListener("compositionstart", () => { composing = true; clearTimeout(timer); });
field.addEventListener("compositionend", () => { composing = false; soon(0); });
field.addEventListener("input", event => { if (!composing && !event.isComposing) soon(120); });
form.addEventListener("submit", event => { event.preventDefault(); if (!composing) soon(0); });
more.addEventListener("click", () => {
const links = list.querySelectorAll("h2 a").length;
shown += MANY;
further().then(() => list.querySelectorAll("h2 a")[links]?.focus(), () => status.replaceChildren(say("failed")));
});
addEventListener("keydown", event => {
if (event.isComposing || (event.key !== "ArrowDown" && event.key !== "ArrowUp")) return;
const links = [...document.querySelectorAll("#answers dt:first-of-type a, #hits h2 a, #hits .pair-hit .sn, #near .near a")].filter(link => link.checkVisibility?.() ?? link.offsetParent);
const at = links.indexOf(document.activeElement);
if (document.activeElement !== field && at < 0) return;
const next = at + (event.key === "ArrowDown" ? 1 : -1);
if (event.key === "ArrowUp" && document.activeElement === field) return;
event.preventDefault();
(next < 0 ? field : links[next])?.focus();
});
field.value = new URLSearchParams(location.search).get("q") || field.value;
field.focus({ preventScroll: true });
if (field.value) search();
})();

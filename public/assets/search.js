(() => {
const root = document.body.dataset.root;
const form = document.querySelector(".find");
const field = document.getElementById("q");
const list = document.getElementById("hits");
const also = document.getElementById("also");
const status = document.getElementById("search-status");
const more = document.getElementById("more-hits");
if (!form || !field || !list) return;
const asked = new Map();
const give = (name, value) => asked.get(name)?.done(value);
const api = window.duizhao = Object.assign(window.duizhao || {}, {
index: (keys, texts, terms) => give("index", { keys, texts, terms }),
keys: (n, text) => give("k" + n, text),
text: (n, pages) => give("t" + n, pages),
words: (n, text) => give("g" + n, text),
});
const load = name => {
if (!asked.has(name)) {
const one = {};
one.value = new Promise((done, fail) => {
one.done = value => { one.here = true; done(value); };
const script = document.createElement("script");
script.src = `${root}assets/search/${name}.js`;
script.onerror = () => { asked.delete(name); fail(new Error(name)); };
document.head.append(script);
});
asked.set(name, one);
}
return asked.get(name).value;
};
const fold = text => [...text].map(c => {
const code = c.codePointAt(0);
if (code >= 0xff01 && code <= 0xff5e) c = String.fromCharCode(code - 0xfee0);
if (c === "“" || c === "”") return "\"";
if (c === "‘" || c === "’") return "'";
if (/\s/.test(c)) return " ";
const lower = c.toLowerCase();
return [...lower].length === 1 ? lower : c;
});
const isWord = c => /[a-z0-9\u00c0-\u024f]/.test(c);
const pieces = chars => {
const found = [];
for (let at = 0; at < chars.length;) {
if (chars[at] === " ") at++;
else if (isWord(chars[at])) {
let end = at;
while (end < chars.length && (isWord(chars[end]) || (/[.,]/.test(chars[end]) && end > at && /\d/.test(chars[end - 1]) && /\d/.test(chars[end + 1] || "")))) end++;
found.push({ word: chars.slice(at, end).join(""), last: end === chars.length });
at = end;
} else {
const next = chars[at + 1];
found.push({ pair: chars[at] + (next && next !== " " && !isWord(next) ? next : "") });
at++;
}
}
return found;
};
const find = (text, term, from = 0) => {
const words = term.every(c => isWord(c) || /[ .,%'"&+-]/.test(c)) && isWord(term[0]);
next: for (let at = text.indexOf(term[0], from); at >= 0; at = text.indexOf(term[0], at + 1)) {
for (let n = 1; n < term.length; n++) if (text[at + n] !== term[n]) continue next;
const before = text[at - 1] || " ";
if (words && isWord(before)) continue;
if (words && /[.,]/.test(before) && /\d/.test(text[at - 2] || "") && /\d/.test(term[0])) continue;
return at;
}
return -1;
};
const places = async (key, whole) => {
const { keys, texts } = await load("index");
const text = "\n" + await load("k" + key.codePointAt(0) % keys);
const found = new Set();
for (let at = text.indexOf("\n" + key); at >= 0; at = text.indexOf("\n" + key, at + 1)) {
const end = text.indexOf("\n", at + 1);
const cut = text.lastIndexOf(" ", end);
if (whole && text.slice(at + 1, cut) !== key) continue;
const numbers = text.slice(cut + 1, end);
if (numbers === "*") for (let n = 0; n < texts; n++) found.add(n);
else { let n = 0; for (const step of numbers.split(",")) found.add(n += parseInt(step, 36)); }
}
return found;
};
const candidates = async term => {
const parts = pieces(term);
const pure = parts.every(part => part.word !== undefined);
let found = null;
const first = [];
for (const part of parts) {
const some = await places(part.pair ?? part.word, part.pair ? [...part.pair].length > 1 : !part.last);
if (part.word !== undefined && !pure) first.push(some);
else found = found === null ? some : new Set([...found].filter(n => some.has(n)));
}
return found && new Set([...found].filter(n => first.every(some => some.has(n))).concat([...found]));
};
const forms = async term => {
const { terms } = await load("index");
const typed = term.join(""), found = { equal: [], near: [] };
if (!terms || term.length < 2) return found;
const text = await load("g" + typed.codePointAt(0) % terms);
for (const line of text.split("\n")) {
if (!line.startsWith(typed)) continue;
const [name, ...others] = line.split("\t");
const kind = name === typed ? found.equal : found.near;
if (kind.length < 12) kind.push(...others.map(fold));
}
return found;
};
const read = async text => {
const terms = [];
for (const word of text.trim().split(/\s+/).filter(Boolean).map(fold)) terms.push({ word, ...await forms(word) });
let shards = null;
for (const { word, equal } of terms) {
let some = await candidates(word);
if (some) for (const other of equal) for (const n of await candidates(other) || []) some.add(n);
if (some) shards = shards === null ? some : new Set([...shards].filter(n => some.has(n)));
}
const { texts } = await load("index");
return { terms, shards: shards ? [...shards] : [...Array(texts).keys()] };
};
const within = (pages, terms, seen) => {
const hits = [];
const test = (page, id, zh, en) => {
const sides = [fold(zh), fold(en)];
const has = word => sides.some(side => find(side, word) >= 0);
const direct = terms.every(term => has(term.word));
if (direct || terms.every(term => has(term.word) || term.equal.some(has))) hits.push({ path: page[0], titles: [page[1], page[2]], id, texts: [zh, en], direct });
};
for (const page of pages) {
if (!seen.has(page[0])) { seen.add(page[0]); test(page, "", page[1], page[2]); }
for (const passage of page[3]) test(page, ...passage);
}
return hits;
};
api.find = async text => {
const { terms, shards } = await read(text), seen = new Set(), all = [];
if (terms.length) for (const n of shards) all.push(...within(await load("t" + n), terms, seen));
return all.map(hit => ({ place: `${hit.path}#${hit.id}`, direct: hit.direct }));
};
const BEFORE = 24;
const marks = (text, terms) => {
const folded = fold(text);
const all = terms.flatMap(term => {
const own = find(folded, term.word);
if (own >= 0) return [[own, term.word.length]];
return [...term.equal, ...term.near].map(form => [find(folded, form), form.length]).filter(([at]) => at >= 0).sort((a, b) => a[0] - b[0] || b[1] - a[1]).slice(0, 1);
});
return all.sort((a, b) => a[0] - b[0]);
};
const part = (text, found, share, terms) => {
const chars = [...text];
const LENGTH = /\p{Script=Han}/u.test(text) && !/[a-z]{4} [a-z]/i.test(text) ? 96 : 200;
const from = found.length ? found[0][0] : Math.round(share * chars.length);
let start = Math.max(0, Math.min(from - BEFORE, chars.length - LENGTH));
if (start > 0 && isWord(chars[start].toLowerCase())) while (start < from && isWord(chars[start].toLowerCase())) start++;
let end = Math.min(chars.length, start + LENGTH);
while (end < chars.length && end > from && isWord(chars[end].toLowerCase()) && isWord(chars[end - 1].toLowerCase())) end--;
const out = document.createDocumentFragment();
if (start) out.append("…");
let at = start;
const folded = fold(text);
const every = [];
for (const { word } of terms) for (let from = find(folded, word, start); from >= 0 && from < end; from = find(folded, word, from + word.length)) every.push([from, word.length]);
for (const [place, length] of [...every, ...found].sort((a, b) => a[0] - b[0])) {
if (place < at || place + length > end) continue;
out.append(chars.slice(at, place).join(""));
const mark = document.createElement("mark");
mark.className = "found";
mark.textContent = chars.slice(place, place + length).join("");
out.append(mark);
at = place + length;
}
out.append(chars.slice(at, end).join(""), end < chars.length ? "…" : "");
return out;
};
const show = (hit, terms, number) => {
const item = document.createElement("li");
item.className = "hit";
const hash = hit.id ? "#" + hit.id : "";
const both = document.createElement("a");
both.className = "n";
both.href = `${root}parallel/${hit.path}${hash}`;
both.textContent = number;
both.setAttribute("aria-label", `${list.dataset.parallel} ${number}`);
item.append(both);
const found = hit.texts.map(text => marks(text, terms));
const shares = hit.texts.map((text, n) => found[n].length ? found[n][0][0] / [...text].length : null);
for (const [n, lang, code] of [[0, "zh-Hans", "zh"], [1, "en", "en"]]) {
const half = document.createElement("div");
half.className = "half";
half.lang = lang;
const head = document.createElement("h2"), link = document.createElement("a");
link.href = `${root}${code}/${hit.path}${hash}`;
link.append(hit.id ? hit.titles[n] : part(hit.texts[n], found[n], 0, terms));
head.append(link);
half.append(head);
if (hit.id) {
const sum = document.createElement("p");
sum.className = "sum";
sum.append(part(hit.texts[n], found[n], shares[1 - n] ?? 0, terms));
half.append(sum);
}
item.append(half);
}
(hit.direct ? list : also).append(item);
};
const say = (key, n) => {
status.replaceChildren();
for (const [lang, code] of [["zh-Hans", "zh"], ["en", "en"]]) {
const span = document.createElement("span");
span.lang = lang;
span.textContent = (status.dataset[key + (n === 1 ? "1" : "") + code] ?? status.dataset[key + code]).replace("{n}", n);
status.append(span, " ");
}
};
const ENOUGH = 20, AT_ONCE = 5, AT_FIRST = 2;
let run = 0, state = null;
const round = async () => {
const mine = run, { terms, shards, seen } = state;
const most = terms.length === 1 && terms[0].word.length === 1 && !state.count ? AT_FIRST : AT_ONCE;
let shown = 0, fresh = 0;
while (state.at < shards.length && shown < ENOUGH) {
const name = "t" + shards[state.at];
if (!asked.get(name)?.here && ++fresh > most) break;
const pages = await load(name);
if (mine !== run) return;
state.at++;
for (const hit of within(pages, terms, seen)) { show(hit, terms, ++state.count); shown++; }
}
const rest = state.at < shards.length;
more.hidden = !rest;
also.parentNode.hidden = !also.childElementCount;
say(rest ? "some" : state.count ? "found" : "none", state.count);
};
const search = async () => {
const mine = ++run, text = field.value.trim();
const address = new URL(location.href);
if (text) address.searchParams.set("q", text); else address.searchParams.delete("q");
if (address.href !== location.href) try { history.replaceState(null, "", address); } catch { /* the address stays */ }
if (!text) {
state = null;
list.replaceChildren(); also.replaceChildren(); status.replaceChildren();
also.parentNode.hidden = more.hidden = true;
return;
}
try {
const query = await read(text);
if (mine !== run) return;
state = { ...query, at: 0, count: 0, seen: new Set() };
list.replaceChildren(); also.replaceChildren();
await round();
} catch { if (mine === run) say("failed", 0); }
};
let timer, composing = false;
const soon = wait => { clearTimeout(timer); timer = setTimeout(search, wait); };
field.addEventListener("compositionstart", () => { composing = true; clearTimeout(timer); });
field.addEventListener("compositionend", () => { composing = false; soon(0); });
field.addEventListener("input", event => { if (!composing && !event.isComposing) soon(120); });
form.addEventListener("submit", event => { event.preventDefault(); if (!composing) soon(0); });
more.addEventListener("click", () => {
const links = list.querySelectorAll("h2 a").length;
round().then(() => list.querySelectorAll("h2 a")[links]?.focus(), () => say("failed", 0));
});
addEventListener("keydown", event => {
if (event.isComposing || (event.key !== "ArrowDown" && event.key !== "ArrowUp")) return;
const links = [...document.querySelectorAll(".hit .half:first-of-type h2 a")];
const at = links.findIndex(link => link.closest(".hit").contains(document.activeElement));
if (document.activeElement !== field && at < 0) return;
const next = at + (event.key === "ArrowDown" ? 1 : -1);
if (event.key === "ArrowUp" && document.activeElement === field) return;
event.preventDefault();
(next < 0 ? field : links[next])?.focus();
});
const wanted = new URLSearchParams(location.search).get("q");
if (wanted) { field.value = wanted; search(); } else field.focus({ preventScroll: true });
})();

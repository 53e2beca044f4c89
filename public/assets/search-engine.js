(() => {
const api = window.duizhao = window.duizhao || {};
const WORD = /[a-z0-9\u00c0-\u024f]/, DIGIT = /\d/, HAN = /[\u3005-\u3007\u3400-\u9fff]/;
const DROPPED = /[ \-\u2010-\u2015"'·\u00ad\u200b-\u200d\u2060\ufeff]/;
const LONGEST = 200, MOST_WORDS = 12, MOST_PATTERNS = 40;
let simple = new Map(), syllables = [], readings = new Map();
const characters = (pairs, lines) => {
for (let at = 0; at + 1 < pairs.length; at += 2) simple.set(pairs[at], pairs[at + 1]);
for (const line of lines.split("\n")) {
const cut = line.search(HAN);
if (cut < 1) continue;
const name = line.slice(0, cut).replace(/ü/g, "v"), chars = line.slice(cut);
syllables.push([name, chars]);
for (const c of chars) readings.set(c, [...readings.get(c) || [], name]);
}
syllables.sort((a, b) => b[0].length - a[0].length);
};
const foldOne = c => {
const code = c.charCodeAt(0);
if (code >= 0xff01 && code <= 0xff5e) return foldOne(String.fromCharCode(code - 0xfee0));
if (c === "“" || c === "”") return "\"";
if (c === "‘" || c === "’") return "'";
if (/\s/.test(c)) return " ";
const lower = c.toLowerCase();
return lower.length === 1 ? simple.get(lower) || lower : c;
};
const known = new Map();
const fold = text => {
let out = "";
for (let at = 0; at < text.length; at++) {
let c = known.get(text[at]);
if (c === undefined) known.set(text[at], c = foldOne(text[at]));
out += c;
}
return out;
};
const groups = (text, at) => text[at] === "," && DIGIT.test(text[at - 1] || "") && /^\d{3}(?!\d)/.test(text.slice(at + 1, at + 5));
const squeeze = (text, map) => {
let out = "";
for (let at = 0; at < text.length; at++) {
const c = text[at];
if ((c < "\u00ae" || c > "\u2000") && (DROPPED.test(c) || groups(text, at))) continue;
if (map) map[out.length] = at;
out += c;
}
return out;
};
const side = (unit, n) => {
const all = unit.sides ||= [];
if (!all[n]) {
const text = unit.texts[n], map = new Uint32Array(text.length), plain = fold(text);
all[n] = { plain, s: squeeze(plain, map), map };
}
return all[n];
};
const next = (text, p, from) => {
const hay = p.raw ? text.plain : text.s;
for (let at = hay.indexOf(p.s, from); at >= 0; at = hay.indexOf(p.s, at + 1)) {
const start = p.raw ? at : text.map[at], end = (p.raw ? at + p.s.length - 1 : text.map[at + p.s.length - 1]) + 1;
const before = text.plain[start - 1] || " ", after = text.plain[end] || " ";
if (p.begin && (WORD.test(before) || (/[.,]/.test(before) && DIGIT.test(p.s[0]) && DIGIT.test(text.plain[start - 2] || "")))) continue;
const goes = WORD.test(after) && WORD.test(p.s[p.s.length - 1]) || (/[.,]/.test(after) && DIGIT.test(p.s[p.s.length - 1]) && DIGIT.test(text.plain[end + 1] || ""));
const plural = p.end && goes && /[a-z]$/.test(p.s) ? /^e?s(?![a-z0-9\u00c0-\u024f])/.exec(text.plain.slice(end, end + 3)) : null;
if (p.end && goes && !plural) continue;
return { at, start, end: end + (plural ? plural[0].length : 0), goes: goes && !!p.begin && !plural };
}
return null;
};
const places = (text, terms, n, unit) => {
const found = [], own = text === undefined ? side(unit, n) : text;
for (const { patterns } of terms) for (const p of patterns) {
for (let hit = next(own, p, 0); hit && found.length < 200; hit = next(own, p, hit.at + p.s.length)) found.push([hit.start, hit.end]);
}
found.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
const out = [];
for (const one of found) if (!out.length || one[0] >= out[out.length - 1][1]) out.push(one);
return out;
};
const best = (unit, term) => {
let found = null;
for (const p of term.patterns) {
if (found && found.q >= p.q) continue;
for (let n = 0; n < 2; n++) {
const text = side(unit, n);
if (text.s.length + 2 < p.s.length && !p.raw) continue;
for (let hit = next(text, p, 0); hit; hit = next(text, p, hit.at + 1)) {
const q = p.q * (hit.goes ? 0.6 : 1);
if (!found || q > found.q) found = { q, n, start: hit.start, end: hit.end };
if (!hit.goes) break;
}
}
}
return found;
};
const IRREGULAR = new Map();
for (const row of "be is are was were been|have has had|do does did done|go goes went gone|give gave given|grow grew grown growth|rise rose risen|fall fell fallen|take took taken|make made|build built|hold held|bring brought|buy bought|sell sold sale|pay paid|say said|see saw seen|know knew known|show shown|begin began begun|lead led|leave left|lose lost|keep kept|mean meant|meet met|find found|spend spent|send sent|set sets|speak spoke spoken|stand stood|teach taught|think thought|win won|write wrote written|choose chose chosen|draw drew drawn|drive drove driven|break broke broken|become became|come came|get got|run ran|man men|woman women|child children|person people|foot feet|life lives|live lived|half halves|index indices|medium media|analysis analyses|crisis crises|good better best|bad worse worst".split("|")) {
const [first, ...others] = row.split(" ");
for (const other of [first, ...others]) IRREGULAR.set(other, first);
}
const stems = new Map();
const stem = word => {
if (stems.has(word)) return stems.get(word);
let out = IRREGULAR.get(word) || word;
if (out === word && word.length > 3 && !/\d/.test(word)) {
if (/ies$/.test(out) && out.length > 4) out = out.slice(0, -3) + "y";
else if (/(s|x|z|ch|sh)es$/.test(out)) out = out.slice(0, -2);
else if (/[^sui]s$/.test(out)) out = out.slice(0, -1);
out = IRREGULAR.get(out) || out;
const cut = /ied$/.test(out) ? out.slice(0, -3) + "y" : /ing$/.test(out) && out.length > 5 ? out.slice(0, -3) : /ed$/.test(out) && out.length > 4 ? out.slice(0, -2) : out;
if (/[aeiouy]/.test(cut)) out = cut !== out ? cut.replace(/([bdgmnprt])\1$/, "$1") : cut;
out = IRREGULAR.get(out) || out;
}
out = out.replace(/e$/, "").replace(/y$/, "i");
stems.set(word, out);
return out;
};
const wordsOf = text => text.match(/[a-z0-9\u00c0-\u024f]+/g) || [];
const family = text => wordsOf(text).map(stem).join(" ");
const slip = (a, b) => {
if (Math.abs(a.length - b.length) > 1 || a === b) return false;
let at = 0;
while (at < a.length && a[at] === b[at]) at++;
const x = a.slice(at), y = b.slice(at);
return x.slice(1) === y || y.slice(1) === x || x.slice(1) === y.slice(1) || (x[0] === y[1] && x[1] === y[0] && x.slice(2) === y.slice(2));
};
const distance = (a, b, most) => {
if (Math.abs(a.length - b.length) > most) return most + 1;
let row = Array.from({ length: b.length + 1 }, (_, n) => n);
for (let i = 1; i <= a.length; i++) {
let before = row[0];
row[0] = i;
for (let j = 1; j <= b.length; j++) {
const here = row[j];
row[j] = Math.min(row[j] + 1, row[j - 1] + 1, before + (a[i - 1] === b[j - 1] ? 0 : 1));
before = here;
}
}
return row[b.length];
};
const SCALES = { "": 0, 千: 3, 万: 4, 百万: 6, 千万: 7, 亿: 8, 万亿: 12, thousand: 3, million: 6, billion: 9, trillion: 12 };
const SHORT = { k: 3, m: 6, mn: 6, bn: 9, tn: 12 };
const RATIOS = { "%": -2, "‰": -3, percent: -2, permille: -3 };
const FIGURE = /^[$¥€£]?(\d{1,3}(?:[ ,]\d{3})+(?!\d)|\d+)(\.\d+)?(?: ?(万亿|百万|千万|亿|万|千|trillion|billion|million|thousand|bn|mn|tn|m|k|%|‰|per ?cent|per ?mille)(?![a-z]))?/;
const MONEY = /^(rmb|cny|usd|us\$|yuan|元|人民币|美元|dollars?|[$¥])$/;
const written = (digits, tens) => {
if (tens >= 0) return digits.length + tens <= 15 ? digits + "0".repeat(tens) : null;
const text = digits.padStart(1 - tens, "0"), cut = text.length + tens;
const end = text.slice(cut).replace(/0+$/, "");
return end.length > 4 ? null : text.slice(0, cut) + (end ? "." + end : "");
};
const figures = (whole, part, scale) => {
const name = (scale || "").replace(" ", ""), ratio = name in RATIOS;
const raw = whole.replace(/[ ,]/g, "") + (part || "").slice(1);
const digits = raw.replace(/^0+/, "");
if (!digits || digits.length > 15) return [];
const tens = (ratio ? RATIOS[name] : SCALES[name] ?? SHORT[name] ?? 0) - (part ? part.length - 1 : 0);
const out = [];
for (const [other, exponent] of Object.entries(ratio ? RATIOS : SCALES)) {
const number = written(digits, tens - exponent);
if (number && !(number.startsWith("0") && !ratio && other === "")) out.push({ s: number + other, k: number, begin: true, end: true, q: 0.95 });
}
return out;
};
const segments = list => {
const out = [];
let a = 0, b = 0;
for (let at = 0; at < list.length; at += 2) {
const [zh, en] = list.slice(at, at + 2);
if (zh < 0 || en < 0) { a -= zh; b -= en; }
else out.push([a, a += zh, b, b += en]);
}
return out;
};
const create = () => {
const pages = new Map(), units = [], terms = [], vocabulary = new Map(), pairs = new Map();
const named = [];
const learn = text => {
for (const word of wordsOf(text)) vocabulary.set(word, (vocabulary.get(word) || 0) + 1);
};
const couple = text => {
for (let at = 0; at + 1 < text.length; at++) {
if (!HAN.test(text[at]) || !HAN.test(text[at + 1])) continue;
let all = pairs.get(text[at]);
if (!all) pairs.set(text[at], all = new Map());
all.set(text[at + 1], (all.get(text[at + 1]) || 0) + 1);
}
};
const add = ([zh, en, shard]) => {
let at = 0;
const both = () => [zh[at], en[at++]];
for (const [path, type, topic, documents, entries] of shard) {
const titles = both();
if (!pages.has(path)) pages.set(path, { path, type, topic, documents, titles, units: [] });
const page = pages.get(path);
for (const [kind, id, more, document, number] of entries) {
const unit = { page, kind, id: +id === id ? "p" + id : id, texts: both(), number, document: document ?? (kind === 8 ? documents[0] : -1) };
page.units.push(unit);
if (kind < 9 && more) unit.segments = segments(more);
if (kind === 9) {
const [noteZh, noteEn, ...rest] = more, cut = rest.indexOf("");
Object.assign(unit, { notes: [noteZh, noteEn], also: rest.slice(0, cut), avoid: rest.slice(cut + 1) });
unit.names = names(unit);
terms.push(unit);
} else units.push(unit);
if (kind < 2 || kind === 9) named.push(unit);
for (const n of [0, 1]) { learn(side(unit, n).plain); couple(side(unit, n).s); }
if (kind === 9) for (const form of more) learn(fold(form));
}
}
};
const names = term => {
const split = text => [text, text.replace(/[(（][^)）]*[)）]/g, " "), ...[...text.matchAll(/[(（]([^)）]+)[)）]/g)].map(one => one[1])];
const form = text => ({ text, s: squeeze(fold(text)), k: fold(text).trim(), f: family(fold(text)) });
const of = list => list.flatMap(split).map(text => text.replace(/^the /i, "").trim()).filter(Boolean).map(form).filter(one => one.s);
return { right: of([...term.texts, ...term.also]), wrong: of(term.avoid) };
};
return { pages, units, terms, vocabulary, pairs, named, add };
};
const strip = word => word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}%‰+]+$/gu, "");
const latin = s => !!s && !HAN.test(s) && WORD.test(s[0]);
const literal = text => {
const out = [], bare = strip(text), s = squeeze(bare);
if (s) out.push({ s, k: bare, begin: latin(s), q: 1 });
if (text && text !== s) out.push({ s: text, k: text, raw: true, begin: latin(text), q: 1 });
return out;
};
const synonyms = (store, text) => {
const s = squeeze(text), f = latin(s) ? family(text) : "", out = [];
if (s.length < 2) return out;
const same = one => one.s === s || (f && one.f === f), known = store.terms.some(term => term.names.right.some(same));
for (const term of store.terms) {
const wrong = !term.names.right.some(same);
if (wrong && (known || !term.names.wrong.some(same))) continue;
for (const other of term.names.right) if (!same(other)) out.push({ s: other.s, k: other.k, begin: latin(other.s), end: latin(other.s), q: wrong ? 0.6 : 0.8 });
}
return out;
};
const inflected = (store, word) => {
const root = stem(word), out = [];
if (!/^[a-z\u00c0-\u024f]{3,}$/.test(word)) return out;
for (const other of store.vocabulary.keys()) if (other !== word && stem(other) === root) out.push({ s: other, k: other, begin: true, end: true, q: 0.9 });
return out;
};
const starts = (store, word) => { for (const one of store.vocabulary.keys()) if (one.startsWith(word)) return true; return false; };
const slips = (store, word) => {
if (!/^[a-z\u00c0-\u024f]{4,}$/.test(word)) return [];
const root = stem(word), found = [];
for (const [other, count] of store.vocabulary) if (other.length > 3 && !DIGIT.test(other) && (slip(word, other) || slip(root, stem(other)))) found.push([other, count]);
if (!found.length) {
const begun = [...store.vocabulary.keys()].filter(other => other.length > 4 && word.startsWith(other)).sort((a, b) => b.length - a.length)[0];
if (begun) found.push([begun, 1]);
}
found.sort((a, b) => b[1] - a[1]);
const roots = new Set(found.slice(0, 3).map(one => stem(one[0])));
return found.filter(one => roots.has(stem(one[0]))).flatMap(([other]) => [{ s: other, k: other, begin: true, end: true, q: 0.6, said: other }, ...inflected(store, other).map(one => ({ ...one, q: 0.5 }))]);
};
const chains = (store, lists) => {
let open = [];
for (const c of lists[0] === "*" ? store.pairs.keys() : lists[0]) open.push({ s: c, n: Infinity });
for (const list of lists.slice(1)) {
const wanted = list === "*" ? null : new Set(list), more = [];
for (const { s, n } of open) for (const [c, count] of store.pairs.get(s[s.length - 1]) || []) if (!wanted || wanted.has(c)) more.push({ s: s + c, n: Math.min(n, count) });
open = more.sort((a, b) => b.n - a.n).slice(0, 60);
}
const most = open[0]?.n || 0;
return open.filter(one => one.n * 12 >= most).slice(0, 8);
};
const plainPinyin = text => text.replace(/[üǖǘǚǜ]/g, "v").normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/([a-z])[1-5](?![0-9])/g, "$1").replace(/[^a-z]/g, "");
const cuts = (text, half) => {
const out = [];
const walk = (rest, lists) => {
if (out.length >= 16 || lists.length > 12) return;
if (!rest) { out.push(lists); return; }
for (const [name, chars] of syllables) {
if (rest.startsWith(name)) walk(rest.slice(name.length), [...lists, chars]);
}
};
walk(text, []);
if (half && !out.length) for (let cut = text.length - 1; cut > 1 && cut > text.length - 6; cut--) {
const begun = text.slice(cut), chars = syllables.filter(one => one[0].startsWith(begun)).map(one => one[1]).join("");
const before = out.length;
if (chars) walk(text.slice(0, cut), []);
for (let at = before; at < out.length; at++) out[at] = [...out[at], chars];
if (out.length) break;
}
return out;
};
const pinyin = (store, text, half) => {
const letters = plainPinyin(text);
if (letters.length < 2 || letters.length > 40) return [];
const found = cuts(letters, half).flatMap(lists => lists.length > 1 ? chains(store, lists) : letters.length > 1 ? [...lists[0]].slice(0, 4).map(s => ({ s, n: 1 })) : []);
const most = Math.max(0, ...found.map(one => one.n));
return found.filter(one => one.n * 12 >= most).slice(0, 12).map(one => ({ s: one.s, k: one.s, q: 0.7, said: one.s }));
};
const initials = (store, letters) => {
const out = [];
if (!/^[a-z]{2,8}$/.test(letters)) return out;
for (const unit of store.named) {
const s = side(unit, 0).s;
if (s.length === letters.length && [...s].every((c, at) => (readings.get(c) || []).some(name => name[0] === letters[at]))) out.push({ s, k: s, q: 0.6, said: s });
}
return out.slice(0, 6);
};
const occurs = (store, s) => {
for (let at = 0; at + 1 < s.length; at++) if (HAN.test(s[at]) && HAN.test(s[at + 1]) && !store.pairs.get(s[at])?.has(s[at + 1])) return false;
return true;
};
const alike = (store, s, stands) => {
if (s.length < 2 || s.length > 12 || ![...s].every(c => HAN.test(c))) return [];
const all = list => list.map(one => ({ s: one.s, k: one.s, q: 0.55, said: one.s }));
if ([...s].every(c => readings.has(c))) {
const sounds = chains(store, [...s].map(c => readings.get(c).map(name => syllables.find(one => one[0] === name)[1]).join("")));
if (sounds.length) return all(sounds);
}
if (s.length < 3) return [];
const other = at => chains(store, [...s].map((c, n) => n === at ? "*" : c));
return all([...s].flatMap((_, at) => other(at)).filter(one => stands(one.s)).slice(0, 6));
};
const parts = (store, s, stands) => {
const out = [];
for (let at = 0; at < s.length;) {
let end = s.length;
while (end > at + 1 && !(occurs(store, s.slice(at, end)) && stands(s.slice(at, end)))) end--;
out.push(s.slice(at, end));
at = end;
}
return out;
};
const term = (store, text, stands) => {
const patterns = literal(text), bare = strip(text), s = squeeze(bare);
patterns.push(...synonyms(store, bare));
if (latin(s)) {
patterns.push(...inflected(store, bare));
for (const root of inflected(store, bare).slice(0, 4)) patterns.push(...synonyms(store, root.s).map(one => ({ ...one, q: one.q * 0.9 })));
const words = wordsOf(bare), there = words.length > 1 ? words.every(word => starts(store, word)) : starts(store, s);
if (!there && patterns.length < 3 && !DIGIT.test(s)) {
const wrong = slips(store, bare), sound = pinyin(store, bare, true);
patterns.push(...sound, ...(sound.length && sound[0].s.length > 1 ? [] : wrong), ...(sound.length || wrong.length ? [] : initials(store, s)));
}
} else if (HAN.test(s) && s.length > 1 && !(occurs(store, s) && stands(s))) patterns.push(...alike(store, s, stands));
const once = new Map();
for (const p of patterns) if (!once.has(p.s + p.raw) || once.get(p.s + p.raw).q < p.q) once.set(p.s + p.raw, p);
return { text, patterns: [...once.values()].slice(0, MOST_PATTERNS) };
};
const tokens = (text, join) => {
const out = [];
for (let rest = text.trim(); rest && out.length < MOST_WORDS; rest = rest.trimStart()) {
const figure = FIGURE.exec(rest), end = figure ? figure[0].length : 0;
const tail = figure ? /^[^ ]*/.exec(rest.slice(end))[0] : "";
const is = figure && !/^[a-z0-9.,]/.test(tail) && tail.length < 3 && (join || !/ \d/.test(figure[0]));
const word = is ? figure[0] + tail : /^[^ ]+/.exec(rest)[0];
out.push({ word, figure: is ? figure : null });
rest = rest.slice(word.length);
}
return out;
};
const read = (store, asked, stands = () => true) => {
let text = fold(asked.normalize("NFC").slice(0, LONGEST)).replace(/ +/g, " ").trim();
if (/^[\u3400-\u9fff](?: [\u3400-\u9fff])+$/.test(text)) text = text.replaceAll(" ", "");
const all = tokens(text, true), numbers = all.some(one => one.figure);
const of = ({ word, figure }) => {
const one = term(store, word, stands);
const tail = figure ? word.slice(figure[0].length) : "";
if (figure) one.patterns.push(...figures(figure[1], figure[2], figure[3]).map(p => !tail || MONEY.test(tail) ? p : { ...p, q: 0.5 }));
one.soft = numbers && MONEY.test(word);
return one;
};
const alternatives = [all.map(of)];
if (all.some(one => one.figure && /\d \d/.test(one.figure[1]))) alternatives.push(tokens(text, false).map(of));
const terms = alternatives[0].filter(one => !one.soft);
if (!terms.length) alternatives[0].forEach(one => { one.soft = false; });
if (all.length > 1) {
const whole = { text, patterns: [...literal(text), ...synonyms(store, text)].filter(p => p.s.length > 1) };
const words = all.map(one => one.word);
if (words.every(word => /^[a-z'\u00c0-\u024f]+[1-5]?$/.test(word)) && words.some(word => !store.vocabulary.has(word)) && words.every(word => cuts(plainPinyin(word)).length)) {
const sound = pinyin(store, text, false);
whole.patterns.push(...sound);
if (sound.length) for (const one of terms) one.patterns = one.patterns.filter(p => !p.said || p.said.length > 1);
}
alternatives.push([whole]);
whole.phrase = true;
} else if (terms.length === 1 && HAN.test(text)) {
const s = squeeze(strip(text));
if (s.length > 2 && s.length < 40 && !stands(s) && !terms[0].patterns.some(p => p.said)) {
const some = parts(store, s, stands);
if (some.length > 1 && some.every(part => part.length > 1)) alternatives.push(some.map(part => term(store, part, stands)));
}
}
const said = [...new Set(alternatives.flat().flatMap(one => one.patterns.filter(p => p.said).map(p => p.said)))];
return { text, alternatives, said };
};
const WEIGHT = [20, 7, 5, 4, 6, 4, 1.5, 1, 1.2];
const PAGE = [1, 0.8, 0.7, 0.8, 0.5, 0.7, 1];
const rows = unit => unit.kind >= 4;
const weigh = (page, term) => {
const worth = new Array(9).fill(0), found = new Map();
let many = 0, tag = 0;
for (const unit of page.units) {
const place = unit.kind === 1 ? tag++ : 0;
const hit = best(unit, term);
if (!hit) continue;
found.set(unit, hit);
let value = hit.q;
if (unit.kind === 0) {
const length = side(unit, hit.n).plain.length || 1;
value *= 0.5 + 0.3 * (hit.end - hit.start) / length + 0.2 * (1 - hit.start / length) + (hit.end - hit.start === length ? 1 : 0);
} else if (unit.kind === 1) value *= 0.9 ** place * (hit.end - hit.start === side(unit, hit.n).plain.length ? 1 : 0.7);
else if (unit.kind === 5) many += hit.q;
worth[unit.kind] = Math.max(worth[unit.kind], value);
}
const sum = worth.reduce((all, value, kind) => all + value * WEIGHT[kind], 0);
return { score: sum + 3 * (1 - 1 / (1 + many / 2)), found };
};
const grade = (store, terms) => {
const needed = terms.filter(one => !one.soft), found = new Map();
for (const page of store.pages.values()) {
if (page.type === 6) continue;
const each = needed.map(one => weigh(page, one));
if (each.some(one => one.found.size)) found.set(page, each);
}
const count = at => [...found.values()].filter(each => each[at].found.size).length;
const rarity = needed.map((_, at) => Math.log(1 + store.pages.size / (count(at) + 0.5)));
return { needed, found, rarity };
};
const alternative = (store, terms, some) => {
const { needed, found, rarity } = grade(store, terms), out = [];
const total = rarity.reduce((a, b) => a + b, 0) || 1;
for (const [page, each] of found) {
const units = new Map();
each.forEach((one, at) => { for (const [unit] of one.found) units.set(unit, (units.get(unit) || 0) + rarity[at]); });
const whole = [...units].filter(([unit]) => each.every(one => one.found.has(unit))).map(([unit]) => unit);
const all = each.every(one => one.found.size) && (page.type !== 4 || whole.length);
if (!all && !some) continue;
const shown = whole.some(rows) ? whole : [...units].sort((a, b) => b[1] - a[1]).map(([unit]) => unit);
const worth = unit => Math.max(...each.map(one => one.found.get(unit)?.q || 0));
const mean = each.reduce((score, one, at) => score + one.score * rarity[at], 0) / total;
const sum = (mean + Math.min(...each.map(one => one.score))) / 2;
const together = needed.length > 1 && whole.length ? 1.15 : 1;
const title = each.every(one => [...one.found.keys()].some(unit => unit.kind === 0));
const named = needed.length === 1 && [...each[0].found].some(([unit, hit]) => unit.kind === 0 && hit.q >= 0.7 && hit.end - hit.start === side(unit, hit.n).plain.length);
out.push({ page, score: sum * together * (named ? 1.5 : PAGE[page.type]) * (title && needed.length > 1 ? 1.3 : 1), units: shown, worth });
}
return out;
};
const ask = (store, query) => {
const merge = some => {
const pages = new Map();
for (const terms of query.alternatives) for (const one of alternative(store, terms, some)) {
const before = pages.get(one.page), score = one.score * (terms[0].phrase ? 1.3 : 1);
if (!before) pages.set(one.page, { ...one, score, units: [...one.units] });
else {
if (terms[0].phrase) before.units = [...new Set([...one.units, ...before.units])];
else before.units = [...new Set([...before.units, ...one.units])];
before.score = Math.max(before.score, score) + Math.min(before.score, score) * 0.1;
}
}
return [...pages.values()];
};
let found = merge(false), some = false;
const words = query.alternatives[0].length;
if (!found.length && words > 1) { found = merge(true); some = found.length > 0; }
const order = one => one.page.type === 4 ? 1 : 0;
found.sort((a, b) => order(a) - order(b) || b.score - a.score || (a.page.path < b.page.path ? -1 : 1));
const RANK = [9, 9, 9, 8, 1, 0, 2, 3, 0];
const list = found.map(({ page, units, score, worth }) => {
const shown = units.filter(rows), weight = new Map(units.map((unit, at) => [unit, at]));
const value = unit => Math.round(worth(unit) * 4) || 0;
shown.sort((a, b) => value(b) - value(a) || RANK[a.kind] - RANK[b.kind] || weight.get(a) - weight.get(b));
return { page, score, units: shown };
});
return { pages: list, some, terms: query.alternatives.flat(), answers: answers(store, query) };
};
const answers = (store, query) => {
const s = squeeze(strip(query.text)), f = latin(s) ? family(query.text) : "", out = [];
if (!s) return out;
const right = store.terms.some(term => term.names.right.some(one => one.s === s || (f && one.f === f)));
for (const term of store.terms) {
if (!term.id) continue;
const same = one => one.s === s || (f && one.f === f);
let worth = term.names.right.some(same) ? 9 : !right && term.names.wrong.some(same) ? 7 : 0;
if (!worth) {
const text = { page: term.page, texts: [[term.texts[0], ...term.also.filter(form => HAN.test(form)), term.notes[0]].join(" / "), [term.texts[1], ...term.also, term.notes[1]].join(" / ")] };
for (const terms of query.alternatives) {
const each = terms.filter(one => !one.soft).map(one => best(term, one)?.q || (best(text, one)?.q || 0) * 0.4);
if (each.length) worth = Math.max(worth, Math.min(...each) * (terms[0].phrase ? 1.2 : 1));
}
}
if (worth) out.push({ term, worth, length: term.texts[0].length });
}
out.sort((a, b) => b.worth - a.worth || a.length - b.length);
return out;
};
const near = (store, text) => {
const s = squeeze(fold(text.slice(0, 60))), out = [], seen = new Set();
if (s.length < 2) return out;
const sound = name => [...name].map(c => readings.get(c)?.[0] || c).join("");
const letters = plainPinyin(s);
const measure = name => {
const k = squeeze(fold(name));
if (HAN.test(s)) return [...new Set(s)].filter(c => HAN.test(c) && k.includes(c)).length / Math.max(2, Math.min(s.length, k.length));
if (HAN.test(k)) { const read = sound(k); return letters.length > 2 && k.length < 13 ? 1 - distance(letters, read, 3) / Math.max(letters.length, 5) : 0; }
const words = wordsOf(fold(name));
return Math.max(0, ...wordsOf(fold(text)).filter(word => word.length > 2).map(word => Math.max(0, ...words.map(other => other.length > 2 ? 1 - distance(word, other, 3) / Math.max(word.length, 4) : 0))));
};
for (const unit of store.named) {
if (unit.kind === 9 && !unit.id) continue;
const like = Math.max(...unit.texts.map(measure)), key = unit.texts.join("|");
if (like >= 0.5 && !seen.has(key)) { seen.add(key); out.push({ unit, like }); }
}
return out.sort((a, b) => b.like - a.like || a.unit.texts[0].length - b.unit.texts[0].length).slice(0, 6).map(one => one.unit);
};
const sentences = store => {
if (store.counted !== store.units.length) {
store.sentences = store.units.filter(rows).flatMap(unit => unit.segments?.map(([a, b, c, d]) => ({ texts: [unit.texts[0].slice(a, b), unit.texts[1].slice(c, d)] })) || [{ texts: unit.texts }]).filter(one => one.texts[0] && one.texts[1]);
store.counted = store.units.length;
}
return store.sentences;
};
const pieces = (one, n) => (one.pieces ||= [])[n] ||= new Set(n
? wordsOf(side(one, 1).plain).filter(word => word.length > 3 && !DIGIT.test(word)).map(stem)
: (side(one, 0).s.match(/[\u3400-\u9fff]+/g) || []).flatMap(run => [...run].slice(1).map((c, at) => run[at] + c)));
const partners = (store, terms) => {
const n = terms.some(one => HAN.test(one.patterns[0]?.s || "")) ? 0 : 1, hard = terms.filter(one => !one.soft && one.patterns.length);
const own = sentences(store).filter(one => hard.length && hard.every(term => places(undefined, [term], n, one).length)), counts = new Map();
for (const one of own) for (const piece of pieces(one, 1 - n)) counts.set(piece, (counts.get(piece) || 0) + 1);
for (const [piece, count] of counts) if (count < 3 || count < own.length * 0.5) counts.delete(piece);
const all = new Map();
for (const one of counts.size ? sentences(store) : []) for (const piece of pieces(one, 1 - n)) if (counts.has(piece)) all.set(piece, (all.get(piece) || 0) + 1);
const likely = [...counts].filter(([piece, count]) => 2 * count / (own.length + all.get(piece)) >= 0.7).map(([piece]) => piece);
const words = n ? likely : [...store.vocabulary.keys()].filter(word => likely.includes(stem(word)));
return { n: 1 - n, patterns: words.map(s => ({ s, k: s, begin: !n, end: !n, q: 0.5 })) };
};
const standing = store => {
const known = new Map();
return s => {
if (!known.has(s)) known.set(s, [...store.units, ...store.terms].some(unit => side(unit, 0).s.includes(s) || side(unit, 1).s.includes(s)));
return known.get(s);
};
};
const sounds = text => {
const letters = /^[a-z' \u00c0-\u024f]+$/.test(text) ? plainPinyin(text) : "";
return letters.length > 1 && letters.length < 40 ? cuts(letters, true).slice(0, 4) : [];
};
const unpacked = async text => {
const bytes = Uint8Array.from(atob(text), c => c.charCodeAt(0));
return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"))).text();
};
const shard = async given => typeof given === "string" ? JSON.parse(await unpacked(given)) : given;
api.engine = { shard, unpacked, sounds, create, characters, fold, squeeze, read, ask, near, partners, standing, side, places, HAN, WORD, DROPPED };
})();

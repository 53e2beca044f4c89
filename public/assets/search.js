// Search over the passages of the site. Works from the disk: the index is made of classic scripts that
// are loaded when a search begins. Keys name the shards that may hold a match; the text itself decides.
(() => {
  const root = document.body.dataset.root;
  const here = root + "assets/search/";
  const form = document.querySelector(".find");
  const field = document.getElementById("q");
  const list = document.getElementById("hits");
  const status = document.getElementById("search-status");
  if (!form || !field || !list) return;

  const waiting = new Map();
  const loaded = new Map();
  const give = (name, value) => { loaded.set(name, value); (waiting.get(name) || (() => {}))(value); };
  window.duizhao = {
    index: (files, shards) => give("index", { files, shards }),
    keys: (n, text) => give("k" + n, text),
    text: (n, pages) => give("t" + n, pages),
  };
  const load = name => loaded.has(name) ? Promise.resolve(loaded.get(name)) : new Promise((done, fail) => {
    const before = waiting.get(name);
    waiting.set(name, value => { if (before) before(value); done(value); });
    if (before) return;
    const script = document.createElement("script");
    script.src = here + name + ".js";
    script.onerror = fail;
    document.head.append(script);
  });

  // The same rule as the index: one character becomes one.
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
        found.push({ word: chars.slice(at, end).join(""), first: at === 0, last: end === chars.length });
        at = end;
      } else {
        const next = chars[at + 1];
        found.push({ pair: chars[at] + (next && next !== " " && !isWord(next) ? next : "") });
        at++;
      }
    }
    return found;
  };

  const places = async (key, whole) => {
    const { files, shards } = await load("index");
    const text = await load("k" + key.codePointAt(0) % files);
    const found = new Set();
    let at = text.startsWith(key) ? 0 : text.indexOf("\n" + key) + 1;
    if (at === 0 && !text.startsWith(key)) return found;
    for (; text.startsWith(key, at);) {
      const end = text.indexOf("\n", at);
      const cut = text.lastIndexOf(" ", end);
      if (!whole || text.slice(at, cut) === key) {
        const numbers = text.slice(cut + 1, end);
        if (numbers === "*") for (let n = 0; n < shards; n++) found.add(n);
        else { let n = 0; for (const step of numbers.split(",")) found.add(n += parseInt(step, 36)); }
      }
      at = end + 1;
    }
    return found;
  };

  // The shards that may hold a term. A word inside a term beside Han may begin in the middle of a
  // number, so it narrows nothing there.
  const candidates = async term => {
    const parts = pieces(term);
    const pure = parts.every(part => part.word !== undefined);
    let found = null;
    for (const part of parts) {
      if (part.word !== undefined && !pure) continue;
      const key = part.pair ?? part.word;
      const some = await places(key, part.pair ? [...part.pair].length > 1 : !part.last);
      found = found === null ? some : new Set([...found].filter(n => some.has(n)));
    }
    return found;
  };

  // Where a term stands: as a substring; without Han in it, at the beginning of a word.
  const find = (chars, term) => {
    const needle = term.join("");
    const text = chars.join("");
    const words = term.every(c => isWord(c) || /[ .,%'"&+-]/.test(c)) && isWord(term[0]);
    for (let at = text.indexOf(needle); at >= 0; at = text.indexOf(needle, at + 1)) {
      const index = [...text.slice(0, at)].length;
      const before = chars[index - 1] || " ";
      if (!words || !isWord(before)) {
        if (words && /[.,]/.test(before) && /\d/.test(chars[index - 2] || "") && /\d/.test(term[0])) continue;
        return index;
      }
    }
    return -1;
  };

  const part = (text, terms) => {
    const chars = [...text], folded = fold(text);
    const marks = terms.map(term => [find(folded, term), term.length]).filter(([at]) => at >= 0).sort((a, b) => a[0] - b[0]);
    const start = marks.length ? Math.max(0, marks[0][0] - 30) : 0;
    const out = document.createDocumentFragment();
    let at = start;
    const end = Math.min(chars.length, start + 160);
    if (start) out.append("…");
    for (const [from, length] of marks) {
      if (from < at || from >= end) continue;
      out.append(chars.slice(at, from).join(""));
      const mark = document.createElement("b");
      mark.textContent = chars.slice(from, from + length).join("");
      out.append(mark);
      at = from + length;
    }
    out.append(chars.slice(at, Math.max(end, at)).join(""), at < chars.length && end < chars.length ? "…" : "");
    return out;
  };

  const show = (page, passage, terms, number) => {
    const [path, zhTitle, enTitle] = page, [id, zh, en] = passage;
    const item = document.createElement("li");
    item.className = "hit";
    const n = document.createElement("span");
    n.className = "n";
    n.textContent = number;
    item.append(n);
    for (const [lang, code, title, text] of [["zh-Hans", "zh", zhTitle, zh], ["en", "en", enTitle, en]]) {
      const half = document.createElement("div");
      half.className = "half";
      half.lang = lang;
      const head = document.createElement("h2"), link = document.createElement("a"), sum = document.createElement("p");
      link.href = `${root}${code}/${path}#${id}`;
      link.textContent = title;
      sum.className = "sum";
      sum.append(part(text, terms));
      head.append(link);
      half.append(head, sum);
      item.append(half);
    }
    list.append(item);
  };

  const say = (zh, en) => {
    status.replaceChildren();
    for (const [lang, text] of [["zh-Hans", zh], ["en", en]]) {
      const span = document.createElement("span");
      span.lang = lang;
      span.textContent = text;
      status.append(span, " ");
    }
  };

  let run = 0;
  const search = async (limit = 20) => {
    const mine = ++run;
    const terms = field.value.trim().split(/\s+/).filter(Boolean).map(fold);
    document.querySelector(".more-hits")?.remove();
    if (!terms.length) { list.replaceChildren(); status.replaceChildren(); return; }
    let shards = null;
    for (const term of terms) {
      const some = await candidates(term);
      if (some) shards = shards === null ? some : new Set([...shards].filter(n => some.has(n)));
    }
    const { shards: all } = await load("index");
    const order = shards ? [...shards].sort((a, b) => a - b) : [...Array(all).keys()];
    if (mine !== run) return;
    list.replaceChildren();
    let count = 0, at = 0;
    for (; at < order.length && count < limit; at++) {
      const pages = await load("t" + order[at]);
      if (mine !== run) return;
      for (const page of pages) for (const passage of page[3]) {
        const zh = fold(passage[1]), en = fold(passage[2]);
        if (terms.every(term => find(zh, term) >= 0 || find(en, term) >= 0)) show(page, passage, terms, ++count);
      }
    }
    const rest = at < order.length;
    if (!count && !rest) say("没有找到", "nothing found");
    else say(`${count}段${rest ? "，还有更多" : ""}`, `${count} passages${rest ? " and more" : ""}`);
    if (rest) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "more-hits ui";
      button.textContent = "更多 More";
      button.addEventListener("click", () => search(limit * 3));
      list.after(button);
    }
  };

  let timer;
  field.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(search, 120); });
  form.addEventListener("submit", event => { event.preventDefault(); search(); });
  const asked = new URLSearchParams(location.search).get("q");
  if (asked) { field.value = asked; search(); }
})();

// Keeps a page in step with its text while `duizhao serve` runs, and shows what was found.
// A part of the page is swapped only where that is safe: where no script has changed it or must see it.
// Otherwise the page is loaded again, at the same place.
(() => {
  const self = document.currentScript.dataset;
  const address = location.pathname + location.search;
  const all = document.documentElement.dataset.duizhao === "findings";

  // The place of the reader: the first passage in sight, and how far it is from the top.
  const place = () => {
    const first = [...document.querySelectorAll("[data-passage]")].find(one => one.getBoundingClientRect().bottom > 0);
    return { id: first && first.id, top: first ? first.getBoundingClientRect().top : 0, y: scrollY };
  };
  const goTo = place => {
    const one = place.id && document.getElementById(place.id);
    if (one) scrollBy({ top: one.getBoundingClientRect().top - place.top, behavior: "instant" });
    else scrollTo({ top: place.y, behavior: "instant" });
  };
  const again = () => {
    try { sessionStorage.setItem("duizhao:place", JSON.stringify({ address, place: place() })); } catch { }
    location.reload();
  };
  const kept = (() => {
    try {
      const kept = JSON.parse(sessionStorage.getItem("duizhao:place"));
      sessionStorage.removeItem("duizhao:place");
      return kept && kept.address === address && kept.place;
    } catch { return null; }
  })();
  if (kept) {
    history.scrollRestoration = "manual";
    addEventListener("load", () => { goTo(kept); history.scrollRestoration = "auto"; });
  }

  // Pages as text, without this script.
  const load = async () => {
    const answer = await fetch(address, { cache: "no-cache" });
    const text = await answer.text();
    const parsed = new DOMParser().parseFromString(text, "text/html");
    for (const script of parsed.querySelectorAll("script[data-duizhao]")) script.remove();
    return { page: parsed, tag: answer.headers.get("etag") };
  };

  // Makes `live`, which was made from `old`, equal to `next`; false where that is not safe. Scripts may
  // have added to `live`: what they added stays, and what they would have to see anew is left to loading.
  const grown = (live, old) => live.nodeType === old.nodeType && (old.nodeType !== 1 ? live.data === old.data
    : live.localName === old.localName && [...old.attributes].every(one => live.getAttribute(one.name) === one.value));
  const align = (lives, olds) => {
    let at = 0;
    const found = olds.map(old => {
      while (at < lives.length && !grown(lives[at], old)) at++;
      return lives[at++];
    });
    return found.includes(undefined) ? null : found;
  };
  const sameTag = (a, b) => a.nodeType === 1 && b.nodeType === 1 && a.cloneNode(false).isEqualNode(b.cloneNode(false));
  const patch = (live, old, next) => {
    if (old.isEqualNode(next)) return true;
    if (!sameTag(old, next)) return swap([live], [old], [next], live.parentNode, live.nextSibling);
    const [olds, nexts] = [old, next].map(one => [...one.childNodes]);
    const lives = align([...live.childNodes], olds);
    if (!lives) return false;
    let from = 0, back = 0;
    while (from < Math.min(olds.length, nexts.length) && olds[from].isEqualNode(nexts[from])) from++;
    while (back < Math.min(olds.length, nexts.length) - from && olds.at(-1 - back).isEqualNode(nexts.at(-1 - back))) back++;
    const middle = list => list.slice(from, list.length - back);
    const [a, b, c] = [middle(lives), middle(olds), middle(nexts)];
    if (b.length === c.length) return b.every((one, at) => patch(a[at], one, c[at]));
    const before = back ? lives.at(-back) : lives.length ? lives.at(-1).nextSibling : null;
    return swap(a, b, c, live, before);
  };
  const watched = "[data-passage], [data-page], [id], input, button, form, script, template";
  const isWatched = one => !all && one.nodeType === 1 && (one.matches(watched) || one.querySelector(watched));
  const swap = (lives, olds, nexts, parent, before) => {
    if (!lives.every((live, at) => live.isEqualNode(olds[at])) || [...lives, ...nexts].some(isWatched)) return false;
    const made = nexts.map(one => document.importNode(one, true));
    for (const one of made) parent.insertBefore(one, before);
    for (const live of lives) live.remove();
    return true;
  };

  // The head without what only programs read that show a page to others; it follows the text.
  const head = page => {
    const seen = page.head.cloneNode(true);
    for (const one of seen.querySelectorAll('meta[name=description], meta[property], script[type="application/ld+json"]')) one.remove();
    return seen;
  };

  let base = load();
  base.then(({ tag }) => { if (tag && self.page && tag !== self.page) again(); }).catch(() => { });

  const refresh = async whole => {
    const [old, next] = [await base, await load()];
    if (old.tag !== next.tag) {
      const [a, b] = [old.page, next.page];
      const alike = head(a).isEqualNode(head(b)) && sameTag(a.documentElement, b.documentElement);
      const here = place();
      if (whole || !alike || !patch(document.body, a.body, b.body)) return again();
      goTo(here);
      base = Promise.resolve(next);
    }
    await overlay();
  };
  const styles = () => {
    for (const link of document.querySelectorAll("link[rel=stylesheet]")) {
      const next = link.cloneNode();
      const url = new URL(link.href);
      url.searchParams.set("duizhao", Date.now());
      next.href = url;
      next.addEventListener("load", () => link.remove(), { once: true });
      link.after(next);
    }
  };

  // The overlay stands outside the body, in a tree of its own, so that neither touches the other.
  const chinese = document.documentElement.lang.startsWith("zh");
  const both = /^\/(?!(zh|en)\/)/.test(location.pathname);
  const words = (zh, en) => both ? `${zh} ${en}` : chinese ? zh : en;
  const host = document.createElement("duizhao-findings");
  const shadow = host.attachShadow({ mode: "open" });
  const announce = text => { const heard = shadow.querySelector(".heard"); if (heard.textContent !== text) heard.textContent = text; };
  const overlay = async () => {
    if (all) return;
    const answer = await fetch(`/_duizhao/overlay?path=${location.pathname.replaceAll("&", "%26")}`, { cache: "no-store" });
    if (!answer.ok) return;
    const html = await answer.text();
    const open = shadow.querySelector(".bar[open]");
    const unfolded = [...shadow.querySelectorAll(".follows")].map(one => one.open);
    const focused = shadow.activeElement && shadow.activeElement.tagName === "SUMMARY";
    const sheet = shadow.querySelector(".sheet"), top = sheet ? sheet.scrollTop : 0;
    shadow.querySelector("div").innerHTML = html;
    const bar = shadow.querySelector(".bar");
    if (open && bar) {
      bar.open = true;
      shadow.querySelectorAll(".follows").forEach((one, at) => { one.open = !!unfolded[at]; });
      shadow.querySelector(".sheet").scrollTop = top;
    }
    if (focused && bar) bar.querySelector("summary").focus();
    announce(bar ? bar.querySelector("summary").innerText : "");
    show();
    mark();
  };
  const show = () => { host.hidden = !shadow.querySelector(".bar") && !shadow.querySelector(".notice").textContent; };

  // What a finding is about is marked where the page shows it: the passage on both leaves, and the words on theirs.
  const levels = { error: "#d3433a", warning: "#a66f00", note: "#5b82b8" };
  if (!all && document.adoptedStyleSheets) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(Object.entries(levels).map(([level, color]) => `
      [data-duizhao-mark="${level}"] { outline: 2px solid ${color} !important; outline-offset: 5px; border-radius: 2px; }
      ::highlight(duizhao-${level}) { background-color: color-mix(in srgb, ${color} 18%, transparent); text-decoration: underline wavy ${color} 1.5px; }
      @media print { [data-duizhao-mark="${level}"] { outline: 0 !important; } ::highlight(duizhao-${level}) { background-color: transparent; text-decoration: none; } }`).join(""));
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  }
  const passage = at => at ? document.getElementById(at.split(".")[0]) : document.querySelector("main header, main h1, h1");
  const target = at => document.getElementById(at) || passage(at);
  const said = (root, lang) => {
    const aside = "details, .notes, .no, .sn, .voice, .stale, .call, sup, button, svg";
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const found = { text: "", nodes: [] };
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const own = node.parentElement.closest("[lang]");
      if (!own || !own.lang.startsWith(lang) || node.parentElement.closest(aside)) continue;
      found.nodes.push([found.text.length, node]);
      found.text += node.data;
    }
    return found;
  };
  const rangeOf = ({ at, lang, words, nth }) => {
    const root = passage(at);
    if (!root || !words) return null;
    const { text, nodes } = said(root, lang);
    let from = -1;
    for (let n = 0; n <= +nth; n++) {
      const next = text.indexOf(words, from + 1);
      if (next < 0) break;
      from = next;
    }
    if (from < 0) return null;
    const point = offset => { const [start, node] = nodes.findLast(([start]) => start <= offset); return [node, offset - start]; };
    const range = new Range(), [last, end] = point(from + words.length - 1);
    range.setStart(...point(from));
    range.setEnd(last, end + 1);
    return range;
  };
  const mark = () => {
    for (const one of document.querySelectorAll("[data-duizhao-mark]")) one.removeAttribute("data-duizhao-mark");
    const ranges = { error: [], warning: [], note: [] };
    // The gravest is marked last, so that its mark stays; what only follows is marked where its cause is elsewhere.
    for (const way of [...shadow.querySelectorAll("[data-at]")].reverse()) {
      const above = way.closest(".follows")?.parentElement;
      const one = target(way.dataset.at);
      if (!one || (above && above.querySelector(":scope > .place [data-at]"))) continue;
      one.setAttribute("data-duizhao-mark", way.dataset.level);
      const range = rangeOf(way.dataset);
      if (range) ranges[way.dataset.level].push(range);
    }
    if (window.CSS && CSS.highlights) for (const [level, own] of Object.entries(ranges)) {
      if (own.length) CSS.highlights.set("duizhao-" + level, new Highlight(...own)); else CSS.highlights.delete("duizhao-" + level);
    }
  };
  const goThere = way => {
    const one = target(way.dataset.at);
    if (!one) return;
    if (way.dataset.at) location.replace("#" + one.id);
    one.scrollIntoView({ block: "center" });
    const focus = one.matches("[tabindex]") ? one : one.querySelector(".no") || one;
    if (!focus.matches("a, [tabindex]")) focus.tabIndex = -1;
    focus.focus({ preventScroll: true });
    // The list would lie on what it leads to.
    shadow.querySelector(".bar").open = false;
  };

  // What was done, said again after the page was loaded anew.
  let fading;
  const notice = (text, keep) => {
    if (keep) try { sessionStorage.setItem("duizhao:said", text); } catch { }
    const one = shadow.querySelector(".notice");
    one.textContent = text;
    show();
    clearTimeout(fading);
    fading = setTimeout(() => { one.textContent = ""; show(); try { sessionStorage.removeItem("duizhao:said"); } catch { } }, 15000);
  };
  if (!all) {
    const name = words("核对的发现", "Findings of the check");
    shadow.innerHTML = `<style></style><div role="region" aria-label="${name}"></div><p class="heard" role="status"></p><p class="notice" role="status"></p>`;
    fetch("/_duizhao/overlay.css").then(answer => answer.text()).then(css => { shadow.querySelector("style").textContent = css; });
    document.documentElement.append(host);
    let before = "";
    try { before = sessionStorage.getItem("duizhao:said") || ""; sessionStorage.removeItem("duizhao:said"); } catch { }
    if (before) notice(before); else show();
    overlay().catch(() => { });
    shadow.addEventListener("keydown", event => {
      const bar = shadow.querySelector(".bar");
      if (event.key !== "Escape" || !bar || !bar.open) return;
      bar.open = false;
      bar.querySelector("summary").focus();
    });
  }

  const report = (button, text) => {
    const status = document.createElement("p");
    status.className = "status";
    status.setAttribute("role", "status");
    status.textContent = text;
    for (const old of button.parentNode.querySelectorAll(".status")) old.remove();
    button.parentNode.append(status);
    setTimeout(() => status.remove(), 15000);
  };
  const ask = async (what, body) => {
    const answer = await fetch("/_duizhao/" + what, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ token: self.token, ...body }),
    }).catch(() => null);
    const said = answer && answer.status !== 204 ? await answer.json().catch(() => null) : null;
    const text = said ? words(said.zh, said.en) : words("duizhao serve 没有回答，看看它是否还在运行", "duizhao serve does not answer; see whether it still runs");
    return { ok: !!answer && answer.ok, text };
  };
  (all ? document : shadow).addEventListener("click", async event => {
    const button = event.target.closest("button[data-path], button[data-accept]"), way = event.target.closest("a[data-at]");
    if (way) {
      event.preventDefault();
      return goThere(way);
    }
    if (!button) return;
    const { path, line, column, accept, seen } = button.dataset;
    if (path) {
      const { ok, text } = await ask("open", { path, line: +line, column: +column });
      return ok || report(button, text);
    }
    button.disabled = true;
    const { tag } = await base;
    const { ok, text } = await ask("accept", { path: location.pathname, page: tag, accept, seen });
    button.disabled = false;
    if (ok) notice(text, true); else report(button, text);
  });

  // One connection for all tabs of a browser, which has few to give: the tab that holds the lock listens,
  // and passes on what it hears.
  const channel = "BroadcastChannel" in window ? new BroadcastChannel("duizhao") : null;
  let last = null;
  let busy = Promise.resolve();
  const hear = state => {
    const missed = last !== null && (state.run !== last.run || state.revision > last.revision + 1);
    const first = last === null;
    if (!first && !missed && state.revision === last.revision) return;
    last = state;
    const changed = state.changed;
    const any = pattern => changed.some(path => pattern.test(path));
    // What a page shows without saying so in its text: scripts and pictures.
    if (!first && (missed || any(/^templates\/assets\/.*\.js$/) || changed.some(path => !/\.(md|ya?ml|lock|html|css|js)$/.test(path)))) return again();
    if (!first && any(/^templates\/assets\/.*\.css$/)) styles();
    const whole = changed.some(path => !/^content\/.*\.md$/.test(path));
    busy = busy.then(() => refresh(whole)).catch(() => { });
  };
  if (channel) channel.onmessage = event => hear(event.data);
  const listen = () => new Promise(() => {
    const events = new EventSource("/_duizhao/events");
    events.onmessage = event => {
      const state = JSON.parse(event.data);
      hear(state);
      if (channel) channel.postMessage(state);
    };
  });
  if (navigator.locks && channel) navigator.locks.request("duizhao", listen);
  else listen();
})();

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
  const host = document.createElement("duizhao-findings");
  const shadow = host.attachShadow({ mode: "open" });
  const overlay = async () => {
    if (all) return;
    const answer = await fetch(`/_duizhao/overlay?path=${location.pathname.replaceAll("&", "%26")}`, { cache: "no-store" });
    if (!answer.ok) return;
    const html = await answer.text();
    const open = shadow.querySelector("details[open]");
    const focused = shadow.activeElement && shadow.activeElement.tagName === "SUMMARY";
    shadow.querySelector("div").innerHTML = html;
    const details = shadow.querySelector("details");
    if (open && details) details.open = true;
    if (focused && details) details.querySelector("summary").focus();
    host.hidden = !html;
  };
  if (!all) {
    shadow.innerHTML = `<style></style><div role="region" aria-label="duizhao" aria-live="polite"></div>`;
    fetch("/_duizhao/overlay.css").then(answer => answer.text()).then(css => { shadow.querySelector("style").textContent = css; });
    document.documentElement.append(host);
    overlay().catch(() => { });
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
  (all ? document : shadow).addEventListener("click", async event => {
    const button = event.target.closest("button[data-path]");
    if (!button) return;
    const { path, line, column } = button.dataset;
    const answer = await fetch("/_duizhao/open", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ token: self.token, path, line: +line, column: +column }),
    }).catch(() => null);
    if (answer && answer.ok) return;
    const said = answer ? await answer.json().catch(() => null) : null;
    const lang = document.documentElement.lang.startsWith("zh") ? "zh" : "en";
    report(button, said ? said[lang] : lang === "zh" ? "duizhao serve 没有回答，看看它是否还在运行" : "duizhao serve does not answer; see whether it still runs");
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

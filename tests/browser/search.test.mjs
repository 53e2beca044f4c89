// The search, from the disk: everything a plain comparison finds, at a small price.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { html, local, open, pages, pageWith, site } from "./stage.mjs";

let visit, close;
before(async () => ({ visit, close } = await open()));
after(() => close());

const passages = readFileSync(join(site, "data/passages.jsonl"), "utf8").trim().split("\n").map(line => JSON.parse(line));
const place = one => `${one.page.replace(/(^|\/)_index$/, "$1index")}.html#${one.id}`;
const fold = text => [...text].map(c => {
  const code = c.codePointAt(0);
  if (code >= 0xff01 && code <= 0xff5e) c = String.fromCharCode(code - 0xfee0);
  return "“”".includes(c) ? "\"" : "‘’".includes(c) ? "'" : /\s/.test(c) ? " " : c.toLowerCase();
}).join("");
const sides = passages.map(one => [place(one), fold(one.zh), fold(one.en)]);

/** The same numbers on every run. */
function* random(seed) {
  for (;;) yield (seed = (seed * 16807) % 2147483647) / 2147483647;
}

const shown = async page => {
  await page.waitForFunction(() => document.querySelector("#search-status").textContent.trim());
  return page.$$eval("#hits .hit", all => all.map(hit => ({
    title: hit.querySelector("h2 a").getAttribute("href"),
    other: hit.querySelector(".other")?.getAttribute("href"),
    rows: [...hit.querySelectorAll(".pair-hit")].map(row => ({ href: row.querySelector("a").getAttribute("href"), langs: [...row.querySelectorAll("p")].map(p => p.lang), text: row.textContent })),
    found: [...hit.querySelectorAll(".found")].map(mark => mark.textContent),
    seals: [...hit.querySelectorAll(".seal")].map(seal => seal.textContent),
    rest: !!hit.querySelector("details"),
  })));
};
const ask = async (page, text) => {
  await page.evaluate(() => document.querySelector("#search-status").replaceChildren());
  await page.fill("#q", "");
  await page.waitForTimeout(150);
  await page.type("#q", text);
  await page.waitForTimeout(200);
  return shown(page);
};

test("everything that plain comparison finds is found: Chinese substrings and beginnings of words", async () => {
  const { page, faults, done } = await visit(local("search.html"));
  const numbers = random(20220411);
  const next = most => Math.floor(numbers.next().value * most);
  const queries = [];
  while (queries.length < 300) {
    const one = passages[next(passages.length)];
    const zh = [...one.zh], from = next(zh.length);
    const part = zh.slice(from, from + 1 + next(6)).join("");
    if (/\p{Script=Han}/u.test(part) && !/\s/.test(part)) queries.push(part);
    const words = one.en.match(/[A-Za-z]{3,}/g) ?? ["a"];
    const word = words[next(words.length)];
    queries.push(word.slice(0, 2 + next(word.length)));
  }
  const results = await page.evaluate(async all => {
    const found = [];
    for (const one of all) found.push((await duizhao.find(one)).map(hit => hit.place));
    return found;
  }, queries);
  queries.forEach((query, at) => {
    const needle = fold(query);
    const begins = new RegExp(`(^|[^a-z0-9\u00c0-\u024f])${needle.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&")}`, "u");
    const han = /\p{Script=Han}/u.test(query);
    const wanted = sides.filter(([, zh, en]) => han ? zh.includes(needle) || en.includes(needle) : begins.test(zh) || begins.test(en));
    const got = new Set(results[at]);
    assert.ok(wanted.length > 0, query);
    assert.deepEqual(wanted.map(one => one[0]).filter(one => !got.has(one)), [], `“${query}” misses passages`);
  });
  assert.deepEqual(faults, []);
  await done();
});

test("hits show both languages, the reader's first, and lead to the reader's edition", async () => {
  const { page, faults, done } = await visit(local("search.html"));
  const one = passages.find(passage => /\p{Script=Han}{8}/u.test(passage.zh));
  const zh = one.zh.match(/\p{Script=Han}{6}/u)[0];
  const hits = await ask(page, zh);
  assert.ok(hits.length > 0);
  for (const hit of hits) {
    assert.ok(hit.found.length > 0, JSON.stringify(hit));
    assert.match(hit.title, /^(zh|originals)\//);
    if (hit.other) assert.equal(hit.other, hit.title.replace(/^zh/, "en"));
    for (const row of hit.rows) assert.equal(row.langs[0], "zh-Hans");
  }
  assert.equal(new URL(page.url()).searchParams.get("q"), zh);

  await page.goto(local("search.html?q=percent&from=en"));
  const english = await shown(page);
  assert.ok(english.length > 0 && english.some(hit => hit.found.some(mark => /^percent/i.test(mark))));
  for (const hit of english) for (const row of hit.rows) if (row.langs.length > 1) assert.deepEqual(row.langs, ["en", "zh-Hans"]);
  await page.focus("#q");
  await page.keyboard.press("ArrowDown");
  while (!(await page.evaluate(() => document.activeElement.matches(".sn")))) await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  // Until it is left, the page of the search is the one that is loaded.
  await page.waitForURL(/#p/);
  assert.equal(await page.getAttribute("html", "data-edition"), "en");
  assert.ok(await page.$(":target"));
  await page.goto(local("search.html?q=percent&from=parallel"));
  assert.ok((await shown(page)).every(hit => /^(parallel|originals)\//.test(hit.title)));
  assert.deepEqual(faults, []);
  await done();
});

test("two hits a page, the rest on demand; a seal and a place at each that stands in a document", async () => {
  const { page, done } = await visit(local("search.html"));
  const hits = await ask(page, "年");
  assert.ok(hits.length > 10 && hits.some(hit => hit.rest));
  for (const hit of hits) assert.ok(hit.rows.length <= 2);
  assert.ok(hits.filter(hit => hit.title.startsWith("originals/")).every(hit => hit.rows.every(row => /#p\d+$/.test(row.href))));
  const last = hits.findLastIndex(hit => !hit.title.startsWith("originals/"));
  assert.ok(hits.slice(0, last).every(hit => !hit.title.startsWith("originals/")), "originals stand last");
  assert.ok(hits.some(hit => hit.seals.length > 0));
  const rest = page.locator("#hits details").first();
  const count = Number((await rest.textContent()).match(/\d+/)[0]);
  await rest.locator("summary").click();
  await page.waitForTimeout(50);
  assert.equal(await rest.locator(".pair-hit").count(), count);
  await done();
});

test("every paragraph of every original is found, excerpted or not", async () => {
  const { page, done } = await visit(local("search.html"));
  for (const path of pages.filter(path => /^originals\/(?!index)/.test(path))) {
    const { page: original, done: read } = await visit(local(path));
    const paragraphs = await original.$$eval("[id^=p]", all => all.filter(one => /^p\d+$/.test(one.id)).map(one => {
      const copy = one.cloneNode(true);
      copy.querySelectorAll(".no, [lang=en], details, ul, .used").forEach(other => other.remove());
      return [one.id, (copy.querySelector("p") ?? copy).textContent];
    }));
    await read();
    assert.ok(paragraphs.length > 5, path);
    for (const [id, text] of paragraphs.filter((_, at) => at % 9 === 0)) {
      const part = [...fold(text).trim()].slice(0, 12).join("").trim();
      const found = await page.evaluate(async text => (await duizhao.find(text)).map(hit => hit.place), part);
      assert.ok(found.includes(`${path}#${id}`), `${path}#${id} “${part}”: ${found.slice(0, 5)}`);
    }
  }
  await done();
});

test("hits are filtered by topic and by document, with counts that hold", async () => {
  const { page, faults, done } = await visit(local("search.html"));
  await ask(page, "年");
  for (const name of ["topic", "document"]) {
    const options = await page.$$eval(`#filters [name=${name}]`, all => all.map(one => [one.value, Number(one.closest("label").querySelector(".num").textContent)]));
    assert.ok(options.length > 2, name);
    for (const [value, count] of options.slice(1)) {
      await page.check(`#filters [name=${name}][value="${value}"]`, { force: true });
      const seen = await page.$$eval("#hits .hit", all => all.map(hit => hit.querySelectorAll(".pair-hit").length + Number(hit.querySelector("summary")?.textContent.match(/\d+/)[0] ?? 0)));
      assert.equal(seen.reduce((a, b) => a + b, 0), count, `${name} ${value}`);
      assert.equal(await page.evaluate(() => document.activeElement.value), value, "the choice keeps the focus");
    }
    await page.check(`#filters [name=${name}][value=""]`, { force: true });
  }
  assert.deepEqual(faults, []);
  await done();
});

test("a search field in the head of every page leads to hits in the reader's language; / finds it", async () => {
  for (const [edition, width] of [["en", 360], ["zh", 1440], ["parallel", 768]]) {
    const { page, faults, done } = await visit(local(pageWith(edition, "class=\"passage")), { viewport: { width, height: 700 } });
    await page.keyboard.press("/");
    await page.keyboard.type("percent");
    await page.keyboard.press("Enter");
    await page.waitForURL(/search\.html\?/);
    const hits = await shown(page);
    assert.match(hits[0].title, new RegExp(`^${edition}/`));
    await page.goBack();
    assert.equal(await page.getAttribute("html", "data-edition"), edition);
    assert.deepEqual(faults, []);
    await done();
  }
  for (const path of pages.filter(path => path !== "404.html" && path !== "index.html")) {
    assert.match(html(path), /<form[^>]* role="search"[^>]* action="[^"]*search\.html"/, path);
  }
});

test("what is near is offered where nothing is found, and slips are mended", async () => {
  const { page, faults, done } = await visit(local("search.html"));
  const terms = readFileSync(join(site, "data/glossary.csv"), "utf8").split("\r\n").slice(1).map(line => line.split(","));
  const word = passages.flatMap(one => one.en.match(/\b[a-z]{8,}\b/g) ?? [])[0];
  const slipped = word.slice(0, 3) + word[4] + word[3] + word.slice(5);
  const hits = await ask(page, slipped);
  assert.ok(hits.some(hit => hit.found.some(mark => mark.toLowerCase().startsWith(word.slice(0, 5)))), `${slipped}: ${JSON.stringify(hits.slice(0, 2))}`);
  assert.ok((await page.textContent("#search-status")).includes(word.slice(0, 5)));
  const term = terms.map(line => line[0]).find(zh => /^\p{Script=Han}{4}$/u.test(zh ?? ""));
  await ask(page, term.slice(0, 2) + "鑫鑫" + term.slice(3));
  const near = await page.$$eval("#near .near a", all => all.map(link => link.textContent));
  const found = await page.$$eval("#hits .hit", all => all.length);
  assert.ok(found > 0 || near.length > 0, term);
  assert.deepEqual(faults, []);
  await done();
});

test("hostile queries get an answer in bounded time and run nothing", async () => {
  const { page, faults, done } = await visit(local("search.html"));
  await page.evaluate(() => { window.ran = 0; });
  const hostile = ["a".repeat(10_000), "机".repeat(10_000), "(".repeat(500), "[a-z]+$^\\d*", "\ud800", "机\udc00场", "。，；！？“”", "%", "<img src=x onerror=ran++>", "\"><script>ran++</script>", "javascript:ran++", "{{7*7}}", "constructor", "__proto__", "toString", "\u0000", "xian".repeat(50), "5".repeat(5000), "1,".repeat(2000), "a b c d e f g h i j k l m n o p", "-", "' OR 1=1", "\u202eabc"];
  for (const query of hostile) {
    const start = Date.now();
    await page.evaluate(text => { const field = document.querySelector("#q"); document.querySelector("#search-status").replaceChildren(); field.value = text; field.dispatchEvent(new InputEvent("input", { bubbles: true })); }, query);
    await page.waitForFunction(() => document.querySelector("#search-status").textContent.trim() || !document.querySelector("#q").value.trim(), null, { timeout: 5000 });
    assert.ok(Date.now() - start < 3000, `${query.slice(0, 30)}: ${Date.now() - start} ms`);
    assert.equal(await page.evaluate(() => window.ran + document.querySelectorAll("main img, main script").length), 0, query.slice(0, 30));
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${query.slice(0, 30)} widens the page`);
  }
  await page.goto(local("search.html?q=" + encodeURIComponent("<img src=x onerror=alert(1)>") + "&from=%3Cscript%3E"));
  await shown(page);
  assert.equal(await page.locator("main img, main script").count(), 0);
  assert.deepEqual(faults, []);
  await done();
});

test("a figure is found as it is written on either side, whatever the width of its digits", async () => {
  const { page, done } = await visit(local("search.html"));
  const pair = passages.find(one => /\d{4}亿元/.test(one.zh) && /\d{3}\.\d billion/.test(one.en));
  const zh = pair.zh.match(/\d{4}亿/)[0], en = pair.en.match(/(\d{3}\.\d) billion/)[1];
  const wide = zh.replace(/\d/g, digit => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));
  for (const query of [zh, en, wide, `${en} billion`]) {
    const found = await page.evaluate(async text => (await duizhao.find(text)).map(hit => hit.place), query);
    assert.ok(found.includes(place(pair)), query);
  }
  await done();
});

test("a term is marked in the other language too", async () => {
  const { page, done } = await visit(local("search.html"));
  const terms = readFileSync(join(site, "data/glossary.csv"), "utf8").split("\r\n").slice(1).map(line => line.split(","));
  const term = terms.find(([zh, en]) => zh?.length > 2 && /^[a-z ]+$/.test(en ?? "") && passages.some(one => one.zh.includes(zh) && one.en.includes(en)));
  const hits = await ask(page, term[0]);
  assert.ok(hits.some(hit => hit.found.includes(term[0]) && hit.found.some(mark => mark.toLowerCase().startsWith(term[1]))), JSON.stringify([term, hits]));
  await done();
});

test("what comes and goes with a word is marked in the other language, and told from what was searched for", async () => {
  const { page, done } = await visit(local("search.html"));
  await ask(page, "机场");
  const marks = () => page.$$eval(".hit .pair-hit", hits => hits.map(hit => [...hit.querySelectorAll(":scope > p")].map(side => [side.lang, [...side.querySelectorAll("mark")].map(mark => [mark.textContent.toLowerCase(), mark.classList.contains("likely"), mark.title])])));
  for (const [query, lang, other] of [["机场", "en", /airport/], ["兑现", "en", /^$/], ["airport", "zh-Hans", /机场/]]) {
    await ask(page, query);
    const found = (await marks()).flatMap(hit => hit.filter(([side]) => side === lang).flatMap(([, all]) => all));
    if (other.source === "^$") assert.ok(found.every(([, likely]) => !likely), `a word that stands once tells nothing: ${JSON.stringify(found)}`);
    else assert.ok(found.some(([text]) => other.test(text)), `${query}: ${JSON.stringify(found)}`);
    for (const [, likely, title] of found) assert.equal(!!title, likely);
  }
  await done();
});

test("nothing is loaded before a search, and a small site is loaded whole at a small price", async () => {
  const { page, done } = await visit(local("search.html"));
  const cost = [];
  page.on("request", request => {
    if (request.url().includes("/assets/search")) cost.push(request.url());
  });
  await page.reload();
  await page.waitForTimeout(200);
  const packed = files => files.reduce((sum, file) => sum + gzipSync(readFileSync(fileURLToPath(file))).length, 0);
  assert.deepEqual(cost.filter(file => !file.endsWith("/search.js")), []);
  const scripts = await page.$$eval("script[src]", all => all.map(one => one.src));
  assert.ok(packed(scripts) <= 12 * 1024, `scripts before a search: ${packed(scripts)} bytes`);
  await page.type("#q", "的");
  await page.waitForFunction(() => document.querySelector(".hit"));
  const index = cost.filter(file => file.includes("/search/"));
  assert.ok(packed(index) <= 160 * 1024, `the index: ${packed(index)} bytes`);
  assert.equal(await page.locator("#more-hits:visible").count(), 0);
  const before = cost.length;
  await page.fill("#q", "business");
  await page.waitForTimeout(400);
  assert.equal(cost.length, before, "loaded once");
  await done();
});

test("what is typed is seen on a phone, at 100% and 200%", async () => {
  const { page, done } = await visit(local("search.html"), { viewport: { width: 360, height: 740 } });
  for (const size of ["100%", "200%"]) {
    await page.evaluate(size => { document.documentElement.style.fontSize = size; }, size);
    await page.fill("#q", "Taizhou 台州");
    const { room, needed } = await page.$eval("#q", field => {
      const style = getComputedStyle(field), pen = document.createElement("canvas").getContext("2d");
      pen.font = style.font;
      return { room: field.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight), needed: pen.measureText(field.value).width };
    });
    assert.ok(room >= needed, `${size}: ${room} of ${needed} px`);
  }
  await done();
});

test("an input method, quick typing, an empty and a hopeless query", async () => {
  const { page, faults, done } = await visit(local("search.html"));
  await page.focus("#q");
  await page.evaluate(() => {
    const field = document.querySelector("#q");
    field.dispatchEvent(new CompositionEvent("compositionstart"));
    field.value = "ji";
    field.dispatchEvent(new InputEvent("input", { isComposing: true, bubbles: true }));
  });
  await page.waitForTimeout(250);
  assert.equal(await page.textContent("#search-status"), "", "nothing is searched while characters are being composed");
  await page.evaluate(() => {
    const field = document.querySelector("#q");
    field.value = "经济";
    field.dispatchEvent(new CompositionEvent("compositionend"));
  });
  assert.ok((await shown(page)).length > 0);
  const quick = await ask(page, "industry");
  assert.ok(quick.length > 0 && quick.some(hit => hit.found.some(mark => /^industry$/i.test(mark))) && quick.every(hit => hit.found.some(mark => /^(industr|产业)/i.test(mark))));
  await page.fill("#q", "鑫鑫鑫鑫");
  await page.waitForFunction(() => /没有找到/.test(document.querySelector("#search-status").textContent));
  assert.equal(await page.locator(".hit").count(), 0);
  assert.ok(await page.locator("#near .ways").first().isVisible());
  await page.fill("#q", "   ");
  await page.waitForFunction(() => !document.querySelector("#search-status").textContent.trim());
  assert.equal(new URL(page.url()).searchParams.get("q"), null);
  assert.deepEqual(faults, []);
  await done();
});

test("the hits are reached by the arrow keys", async () => {
  const { page, done } = await visit(local("search.html"));
  await ask(page, "economy");
  await page.keyboard.press("ArrowDown");
  const first = await page.evaluate(() => document.activeElement.href);
  assert.ok(first.includes("/en/") || first.includes("glossary.html"), first);
  await page.keyboard.press("ArrowDown");
  assert.notEqual(await page.evaluate(() => document.activeElement.href), first);
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowUp");
  assert.equal(await page.evaluate(() => document.activeElement.id), "q");
  await done();
});

// The search, from the disk: everything a plain comparison finds, at a small price.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { local, open, site } from "./stage.mjs";

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
    titles: [...hit.querySelectorAll("h2 a")].map(a => a.getAttribute("href")),
    found: [...hit.querySelectorAll(".found")].map(mark => mark.textContent),
    halves: hit.querySelectorAll(".half").length,
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

test("a Chinese and an English query show both languages, marked, and lead to the passage in each edition", async () => {
  const { page, faults, done } = await visit(local("search.html"));
  const one = passages.find(passage => /\p{Script=Han}{8}/u.test(passage.zh));
  const zh = one.zh.match(/\p{Script=Han}{6}/u)[0];
  const hits = await ask(page, zh);
  assert.ok(hits.length > 0);
  for (const hit of hits) {
    assert.equal(hit.halves, 2);
    assert.ok(hit.found.length > 0, JSON.stringify(hit));
    assert.match(hit.titles[0], /^zh\//);
    assert.equal(hit.titles[1], hit.titles[0].replace(/^zh/, "en"));
  }
  assert.equal(new URL(page.url()).searchParams.get("q"), zh);
  const direct = hits.find(hit => hit.titles[0].includes("#"));
  await page.click(`#hits h2 a[href="${direct.titles[1]}"]`);
  await page.waitForLoadState();
  assert.equal(await page.getAttribute("html", "data-edition"), "en");
  assert.ok(await page.$(":target"));

  await page.goto(local("search.html?q=percent"));
  const english = await shown(page);
  assert.ok(english.length > 0 && english.every(hit => hit.found.some(mark => /^percent/i.test(mark))));
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
  assert.ok(hits.some(hit => hit.found.includes(term[0]) && hit.found.some(mark => mark.toLowerCase() === term[1])), JSON.stringify([term, hits]));
  await done();
});

test("typing costs little, and nothing is loaded before", async () => {
  const { page, done } = await visit(local("search.html"));
  let cost = [];
  page.on("request", request => {
    if (request.url().includes("/assets/search/")) cost.push(readFileSync(fileURLToPath(request.url())));
  });
  await page.reload();
  await page.waitForTimeout(200);
  assert.equal(cost.length, 0);
  for (const first of ["的", "业", "一", "5", "t", "e", "鑫"]) {
    await page.goto(local("search.html"));
    cost = [];
    await page.type("#q", first);
    await page.waitForTimeout(350);
    const bytes = cost.reduce((sum, file) => sum + file.length, 0);
    const packed = cost.reduce((sum, file) => sum + gzipSync(file).length, 0);
    assert.ok(bytes > 0 && bytes <= 30 * 1024, `“${first}”: ${bytes} bytes, ${packed} packed`);
  }
  assert.ok(statSync(join(site, "assets/search.js")).size < 16 * 1024);
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
  assert.ok(quick.length > 0 && quick.every(hit => hit.found.some(mark => /^industry$/i.test(mark))));
  await page.fill("#q", "鑫鑫鑫鑫");
  await page.waitForFunction(() => /没有找到/.test(document.querySelector("#search-status").textContent));
  assert.equal(await page.locator(".hit").count(), 0);
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
  assert.ok(first.includes("/zh/"), first);
  await page.keyboard.press("ArrowDown");
  assert.notEqual(await page.evaluate(() => document.activeElement.href), first);
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowUp");
  assert.equal(await page.evaluate(() => document.activeElement.id), "q");
  await done();
});

// First pages, comparisons, originals and what was checked, as they stand on a screen and on paper.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { html, local, open, pages, pageWith, site } from "./stage.mjs";

let base, visit, close;
before(async () => ({ base, visit, close } = await open()));
after(() => close());

const comparison = pageWith("parallel", 'class="vs-item ');
const book = pages.find(page => page.startsWith("originals/") && html(page).includes('class="outline'));

test("a comparison has four columns on a wide screen, two leaves on a narrower one, else one", async () => {
  const at = async (width, size = "100%") => {
    const { page, done } = await visit(local(comparison), { viewport: { width, height: 900 } });
    await page.addStyleTag({ content: `html { font-size: ${size} !important }` });
    const lefts = await page.$$eval(".vs-item:first-of-type .says", all => all.slice(0, 4).map(one => {
      const box = one.getBoundingClientRect();
      return [Math.round(box.left), Math.round(box.top)];
    }));
    await done();
    return lefts;
  };
  const [thenZh, thenEn, nowZh, nowEn] = await at(1440);
  assert.ok(thenZh[0] < nowZh[0] && nowZh[0] < thenEn[0] && thenEn[0] < nowEn[0], "documents inside leaves");
  assert.equal(new Set([thenZh, thenEn, nowZh, nowEn].map(([, top]) => top)).size, 1, "all at one height");
  for (const [width, size] of [[800, "100%"], [1440, "200%"]]) {
    const [a, b, c, d] = await at(width, size);
    assert.ok(a[0] === c[0] && b[0] === d[0] && a[0] < b[0] && a[1] < c[1], `${width} at ${size}: documents below each other`);
  }
  const phone = await at(360);
  assert.equal(new Set(phone.map(([left]) => left)).size, 1);
});

test("the grade filters a comparison without a script, and the keyboard reaches it", async () => {
  const { page, done } = await visit(local(comparison), { javaScriptEnabled: false });
  const shown = selector => page.$$eval(selector, all => all.filter(one => one.getClientRects().length).length);
  const all = await shown(".vs-item");
  await page.locator("#g-all").focus();
  await page.keyboard.press("ArrowRight");
  const grade = await page.$eval(".vs-filter :checked", one => one.id.slice(2));
  const some = await shown(".vs-item");
  assert.ok(some > 0 && some < all, `${some} of ${all}`);
  assert.equal(some, await shown(`.vs-item.is-${grade}`));
  assert.equal(some, await shown(".vs-list > li"), "the list is filtered too");
  await page.locator("#g-all").check();
  assert.equal(await shown(".vs-item"), all);
  await done();
});

test("the numbers of a comparison run from one on, and each leads to its item", async () => {
  const { page, done } = await visit(local(comparison));
  const numbers = await page.$$eval(".vs-item .no", all => all.map(one => +one.textContent));
  assert.deepEqual(numbers, numbers.map((_, at) => at + 1));
  const hrefs = await page.$$eval(".vs-list a", all => all.map(one => one.getAttribute("href").slice(1)));
  assert.deepEqual(hrefs, await page.$$eval(".vs-item", all => all.map(one => one.id)));
  await done();
});

test("a quantity of a comparison lights its equal on the other leaf and no other", async () => {
  const { page, done } = await visit(local(comparison));
  const side = page.locator(".vs-item .then:has([lang|=zh] b):has([lang|=en] b), .vs-item .now:has([lang|=zh] b):has([lang|=en] b)").first();
  await side.locator("[lang|=zh] b").first().hover();
  const lit = await page.$$eval(".vs-item b:not(.rail b)", all => all.filter(one => getComputedStyle(one).boxShadow !== "none").map(one => one.closest(".then, .now").textContent));
  assert.ok(lit.length >= 2);
  assert.deepEqual([...new Set(lit)], [await side.textContent()]);
  await done();
});

test("each printed sheet bears the title, the address and the version", async () => {
  for (const [address, shown] of [[base + "zh/index.html", base + "zh/index.html"], [local("zh/index.html"), ""]]) {
    const { page, done } = await visit(address);
    const [head, foot] = await page.evaluate(() => ["head", "foot"].map(name => getComputedStyle(document.documentElement).getPropertyValue("--running-" + name)));
    assert.ok(head.includes(await page.title()));
    assert.ok(foot.includes(shown) && !foot.includes("file:"), foot);
    const version = await page.locator(".imprint .version dd").textContent();
    assert.ok(version && foot.includes(version.trim()), foot);
    await done();
  }
});

test("what an editor says of a comparison is labeled once", async () => {
  const { page, done } = await visit(local(comparison));
  const labels = await page.$$eval(".remark > [lang]", all => all.map(one => one.querySelectorAll(".voice").length));
  assert.ok(labels.length > 1 && labels.every(count => count === 1), labels.join());
  await done();
});

test("the titles of the teaser stand beside each other wherever there are two leaves, else below each other", async () => {
  for (const [width, beside] of [[1440, true], [1000, true], [768, true], [360, false]]) {
    const { page, done } = await visit(local("index.html"), { viewport: { width, height: 900 } });
    const titles = await page.$$eval(".teaser .vs-item h3", all => all.map(one => [...one.children].map(part => part.getBoundingClientRect().toJSON())));
    assert.ok(titles.length > 0);
    for (const [zh, en] of titles) assert.ok(beside ? zh.right <= en.left && Math.abs(zh.top - en.top) < 16 : en.top >= zh.bottom - 4, `${width}: ${JSON.stringify([zh, en])}`);
    await done();
  }
});

test("the cover answers to keys, and its blocks lead to excerpts", async () => {
  const { page, faults, done } = await visit(base + "index.html");
  const block = page.locator(".coverage a").first();
  const name = await block.getAttribute("aria-label");
  assert.match(name, /\p{Script=Han}.*[A-Za-z]/u);
  await block.click();
  await page.waitForURL(/parallel\/.*#p\d+$/);
  await page.goBack();
  await page.keyboard.press("?");
  assert.ok(await page.locator("#panel-keys").isVisible());
  await page.keyboard.press("Escape");
  await page.keyboard.press("/");
  await page.waitForFunction(() => document.activeElement?.type === "search" || location.pathname.endsWith("search.html"));
  assert.deepEqual(faults, []);
  await done();
});

test("the text under the shorter title of the cover does not wait for the longer one", async () => {
  const { page, done } = await visit(local("index.html"), { viewport: { width: 800, height: 900 } });
  await page.$eval("h1 > [lang=en]", one => { one.textContent = "A title that is much longer than the other and goes over several lines of its leaf"; });
  const [title, lede] = await page.evaluate(() => [document.querySelector("h1 > span:not([lang])"), document.querySelector(".cover-head .side[lang|=zh]")].map(one => one.getBoundingClientRect()));
  assert.ok(lede.top - title.bottom < 48, `${lede.top - title.bottom} px between them`);
  await done();
});

test("summaries of the two leaves share their first line, below whichever title is longer, on every page of the parallel edition", async () => {
  for (const width of [768, 1440]) {
    const { page, done } = await visit(local("parallel/index.html"), { viewport: { width, height: 900 } });
    let seen = 0;
    for (const one of pages.filter(one => one.startsWith("parallel/"))) {
      await page.goto(local(one));
      const told = await page.$$eval(".head > .lede", all => all.length < 2 ? null : all.map(one => one.getBoundingClientRect().top).concat(document.querySelector("h1").getBoundingClientRect().bottom));
      if (!told) continue;
      seen += 1;
      const [zh, en, title] = told;
      assert.ok(Math.abs(zh - en) < 1 && zh >= title && zh - title < 48, `${one} at ${width}: ${told}`);
    }
    assert.ok(seen > 30, `${seen} pages`);
    await done();
  }
});

test("a title of two lines is broken in halves, not before its last word", async () => {
  const { page, done } = await visit(local("parallel/index.html"), { viewport: { width: 1440, height: 900 } });
  for (const title of ["公共文化与旅游工作计划安排表", "市场主体与上市公司发展情况说明"]) {
    const [last, whole] = await page.$eval("h1 > span:lang(zh)", (one, title) => {
      one.textContent = title;
      one.style.width = "12.5em";
      const text = one.firstChild, range = document.createRange();
      const tops = [...title].map((_, at) => { range.setStart(text, at); range.setEnd(text, at + 1); return Math.round(range.getBoundingClientRect().top); });
      return [tops.filter(top => top > tops[0] + 10).length, title.length];
    }, title);
    assert.ok(last >= whole / 2 - 2, `${title}: ${last} of ${whole} on the last line`);
  }
  await done();
});

test("the English of what is excerpted opens beside the text, on disk and on a host", async () => {
  for (const address of [local(book), base + book]) {
    const { page, faults, done } = await visit(address);
    const one = page.locator(".english").first();
    await one.locator("summary").click();
    await page.waitForFunction(() => {
      const shown = document.querySelector(".english > div");
      return shown.textContent.length > 80 && !shown.querySelector("a");
    });
    const [text, english] = await one.evaluate(one => [one.closest("[id]").querySelector(".printed"), one.querySelector("div")].map(part => part.getBoundingClientRect()).map(({ left, right, top }) => ({ left, right, top })));
    assert.ok(english.left >= text.right, "beside, not below");
    assert.deepEqual(faults, []);
    await done();
  }
});

test("without a script the English of a long original is one link away", async () => {
  const { page, done } = await visit(local(book), { javaScriptEnabled: false });
  const one = page.locator(".english[data-english]").first();
  if (await one.count()) {
    await one.locator("summary").click();
    assert.match(await one.locator("div a").getAttribute("href"), /parallel\/.*#p\d+$/);
  }
  await done();
});

test("an outline leads to headings", async () => {
  const { page, done } = await visit(local(book));
  const targets = await page.$$eval(".outline a", all => all.map(one => document.getElementById(one.hash.slice(1))?.textContent.replace(/\s/g, "").includes(one.querySelector("[lang|=zh]").textContent.replace(/\s/g, ""))));
  assert.ok(targets.length > 1 && targets.every(Boolean), JSON.stringify(targets));
  await done();
});

test("the page for what is not there leads home from anywhere", async () => {
  const folder = mkdtempSync(join(tmpdir(), "duizhao-404-"));
  const html = readFileSync(join(site, "404.html"), "utf8");
  try {
    const { page, done } = await visit(local("index.html"));
    for (const path of ["nothing.html", "zh/economy/nothing.html", "parallel/a/b/c.html", "originals/nothing.html"]) {
      await page.route("**/" + path, route => route.fulfill({ status: 404, contentType: "text/html; charset=utf-8", body: html }));
      await page.goto(base + path);
      const home = await page.locator("a#home").evaluate(one => one.href);
      assert.equal(home, base + "index.html", path);
      await page.click("a#home");
      await page.waitForURL(base + "index.html");
    }
    await done();
    writeFileSync(join(folder, "404.html"), html);
    const bare = await visit(pathToFileURL(join(folder, "404.html")).href, { javaScriptEnabled: false });
    assert.ok(await bare.page.locator("a").count() >= 2, "without a script all that is possible is offered");
    await bare.done();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

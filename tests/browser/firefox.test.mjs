// Reading and search in Firefox, as a reader there meets them: one browser for all, driven by WebDriver BiDi.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { local, open, pageWith, pages, site } from "./stage.mjs";

let base, visit, close;
before(async () => ({ base, visit, close } = await open({ inFirefox: true })));
after(() => close());

const rowed = pageWith("parallel", "id=\"p3.2\"", "class=\"call\"");
const passages = readFileSync(join(site, "data/passages.jsonl"), "utf8").trim().split("\n").map(line => JSON.parse(line));

test("it is Firefox", async () => {
  const { page, done } = await visit(base + rowed);
  assert.match(await page.evaluate(() => navigator.userAgent), /Firefox\//);
  await done();
});

test("pages of every kind open without a fault, from the disk and below a path, without sideways scroll", async () => {
  const kinds = ["index.html", "zh/index.html", "originals/report-2022.html", "glossary.html", "findings.html", rowed];
  const { page, faults, done } = await visit(base + kinds[0], { viewport: { width: 390, height: 800 } });
  for (const kind of kinds.filter(kind => pages.includes(kind))) {
    for (const address of [base + kind, local(kind)]) {
      await page.goto(address);
      const { over, title } = await page.evaluate(() => ({ over: document.documentElement.scrollWidth - innerWidth, title: document.title }));
      assert.ok(title && over <= 0, `${address}: ${over}`);
    }
  }
  assert.deepEqual(faults, []);
  await done();
});

test("sentences stand across from each other; a passage may be read line by line or in one language", async () => {
  const { page, done } = await visit(base + rowed);
  const sides = () => page.$eval("[id='p3.2']", row => [...row.querySelectorAll(":scope > p")].map(one => ({ lang: one.lang, left: one.getBoundingClientRect().left, top: one.getBoundingClientRect().top, shown: one.getClientRects().length > 0 })));
  const [zh, en] = await sides();
  assert.ok(zh.lang === "zh-Hans" && en.lang === "en" && en.left > zh.left + 200, JSON.stringify([zh, en]));
  await page.locator(".view label", { has: page.locator("input[value=lines]") }).click();
  const [above, below] = await sides();
  assert.ok(below.top > above.top && Math.abs(below.left - above.left) < 40, JSON.stringify([above, below]));
  await page.locator(".view label", { has: page.locator("input[value=en]") }).click();
  assert.deepEqual((await sides()).map(one => one.shown), [false, true]);
  await page.reload();
  assert.equal(await page.locator(".view input:checked").getAttribute("value"), "en", "the device remembers");
  await page.locator(".view label", { has: page.locator("input[value=leaves]") }).click();
  await done();
});

test("the switch keeps the passage", async () => {
  const { page, faults, done } = await visit(base + rowed);
  await page.evaluate(() => document.getElementById("p3").scrollIntoView());
  await page.waitForTimeout(600);
  for (const edition of ["en", "zh-Hans", "x-default"]) {
    await page.click(`.editions a[hreflang="${edition}"]`);
    await page.waitForLoadState();
    assert.match(new URL(page.url()).hash, /^#p3(\.\d+)?$/, edition);
  }
  assert.deepEqual(faults, []);
  await done();
});

test("the equal of a figure is shown by pointing; a term is explained at the term; a sentence can be cited", async () => {
  const { page, faults, done } = await visit(base + rowed);
  const figure = page.locator("[data-passage] b").first();
  await figure.hover();
  assert.ok(await page.locator("b.twin").count() >= 2);
  await page.locator("a.term").first().click();
  await page.locator("[popover]:popover-open").waitFor();
  await page.keyboard.press("Escape");
  await page.click("[id='p3.2'] .sn");
  await page.locator("#p3 .cite-this").click();
  assert.match(await page.locator("#panel-cite [lang=en] .cited").textContent(), /passage 3\.2\. .*#p3\.2\.$/);
  assert.deepEqual(faults, []);
  await done();
});

test("search finds what stands there, from the disk, in both languages, and leads to it", async () => {
  const { page, faults, done } = await visit(local("search.html"));
  const found = async text => {
    await page.evaluate(() => document.querySelector("#search-status").replaceChildren());
    await page.fill("#q", text);
    await page.waitForFunction(() => document.querySelector("#search-status").textContent.trim() && document.querySelector("#hits .hit"));
    return page.$$eval("#hits .hit h2 a, #hits .pair-hit a", all => all.map(one => one.getAttribute("href")));
  };
  for (const at of [5, 50, 100].map(at => at % passages.length)) {
    const one = passages[at];
    const words = one.zh.match(/\p{Script=Han}{4,6}/u)?.[0];
    if (!words) continue;
    const address = one.page.replace(/(^|\/)_index$/, "$1index") + ".html";
    assert.ok((await found(words)).some(href => href.includes(address)), `${words} in ${address}`);
  }
  assert.ok((await found("airport")).length > 0);
  assert.ok((await found("jichang")).length > 0, "pinyin");
  await page.focus("#q");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.waitForURL(url => !url.pathname.endsWith("search.html"));
  assert.deepEqual(faults, []);
  await done();
});

// The built site as a browser sees it: every page, every link, the editions.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { html, local, open, pages, pathOf } from "./stage.mjs";

const excerpt = pages.find(page => /^parallel\/[^/]+\/(?!index)/.test(page));
let visit, close;
before(async () => ({ visit, close } = await open()));
after(() => close());

test("from the cover every page of the three editions is reached by links alone", () => {
  const seen = new Set(["index.html"]);
  for (const path of seen) {
    for (const [, href] of html(path).matchAll(/<a [^>]*?href="([^"#?]+)/g)) {
      const target = new URL(href, local(path));
      if (target.protocol === "file:" && target.pathname.endsWith(".html")) seen.add(pathOf(target.href));
    }
  }
  const missed = pages.filter(one => !seen.has(one) && one !== "404.html");
  assert.deepEqual(missed, []);
});

test("the switch leads to the same page in each edition", async () => {
  const { page, done } = await visit(local(excerpt));
  for (const [code, lang] of [["zh", "zh-Hans"], ["en", "en"], ["parallel", "zh-Hans"]]) {
    await page.click(`.editions a[href*="${code === "parallel" ? excerpt.split("/").pop() : `/${code}/`}"]`).catch(() => page.goto(local(excerpt.replace("parallel/", `${code}/`))));
    await page.goto(local(excerpt.replace("parallel/", `${code}/`)));
    assert.equal(await page.getAttribute("html", "data-edition"), code);
    assert.equal(await page.getAttribute("html", "lang"), lang);
    const names = await page.$$eval(".editions a", all => all.map(a => [a.textContent, a.getAttribute("aria-current")]));
    assert.equal(names.length, 3);
    assert.equal(names.filter(([, current]) => current === "page").length, 1);
  }
  await done();
});

test("partners stand side by side on a wide screen and stack on a phone", async () => {
  for (const [width, together] of [[1440, true], [768, true], [360, false]]) {
    const { page, done } = await visit(local(excerpt), { viewport: { width, height: 900 } });
    const rows = await page.$$eval("[data-passage]", all => all.map(row => [...row.querySelectorAll(":scope > [lang]")].map(side => {
      const box = side.getBoundingClientRect();
      return { left: box.left, top: box.top, right: box.right };
    })));
    assert.ok(rows.length > 1);
    for (const [zh, en] of rows) {
      if (together) assert.ok(en.left >= zh.right && Math.abs(en.top - zh.top) < 24, JSON.stringify([zh, en]));
      else assert.ok(en.top > zh.top && Math.abs(en.left - zh.left) < 2, JSON.stringify([zh, en]));
    }
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(overflow <= 0, `${width}: ${overflow} px too wide`);
    await done();
  }
});

// Every kind of page, at every width and at twice the size of text: no text lies on another, leaves the window or is
// cut off, and what can be hit is large enough; lines are short enough to be read.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { kinds } from "./kinds.mjs";
import { faults } from "./layout.mjs";
import { local, open } from "./stage.mjs";

let visit, close;
before(async () => ({ visit, close } = await open()));
after(() => close());

for (const [name, path] of kinds) test(`nothing lies on anything else: ${name}`, async () => {
  const { page, done } = await visit(local(path), { viewport: { width: 1440, height: 1000 } });
  if (path.startsWith("search")) await page.waitForSelector(".hit");
  for (const size of ["100%", "200%"]) {
    await page.evaluate(size => { document.documentElement.style.fontSize = size; }, size);
    for (const width of [320, 360, 600, 768, 1000, 1200, 1440]) {
      await page.setViewportSize({ width, height: 1000 });
      assert.deepEqual(await page.evaluate(faults), [], `${path} at ${width} px, text at ${size}`);
    }
  }
  await done();
});

test("the check sees what lies on another, what sticks out and what is cut off", async () => {
  const { page, done } = await visit(local("index.html"));
  const seen = async body => {
    await page.evaluate(body => { document.body.innerHTML = body; }, body);
    return page.evaluate(faults);
  };
  const grid = "<div style='display:grid'><p style='grid-area:1/1'>机场改扩建</p><p style='grid-area:1/1'>The airport</p></div>";
  assert.match((await seen(grid)).join(), /lie on each other/);
  assert.match((await seen("<p style='width:2000px;white-space:nowrap'>" + "word ".repeat(300) + "</p>")).join(), /leaves the window/);
  assert.match((await seen("<p style='width:3em;height:1em;overflow:hidden'>A sentence that is longer than that.</p>")).join(), /cut off/);
  assert.match((await seen("<button style='height:16px;padding:0'>x</button>")).join(), /small target/);
  assert.deepEqual(await seen("<p>台州，浙江的一座城市。</p><p>A <a href='#a'>city</a> of Zhejiang.</p>"), []);
  await done();
});

test("a line has at most 40 Chinese characters or 80 letters", async () => {
  for (const path of new Set(kinds.values())) {
    const { page, done } = await visit(local(path), { viewport: { width: 1440, height: 1000 } });
    if (path.startsWith("search")) await page.waitForSelector(".hit");
    const long = await page.evaluate(() => {
      const found = [], range = document.createRange();
      const isBlock = one => /^(block|flex|grid|table|list-item)/.test(getComputedStyle(one).display);
      for (const text of document.querySelectorAll("main :is(p, dd, .body li, .meaning li)")) {
        if ([...text.children].some(isBlock) || !text.getClientRects().length) continue;
        const isZh = text.closest("[lang]").lang.startsWith("zh"), rows = new Map();
        const walk = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
        for (let node; (node = walk.nextNode());) for (let at = 0; at < node.data.length; at++) {
          range.setStart(node, at);
          range.setEnd(node, at + 1);
          const box = range.getBoundingClientRect(), line = Math.round((box.top + box.bottom) / 20);
          if (box.width) rows.set(line, (rows.get(line) ?? 0) + (isZh && node.data.charCodeAt(at) < 0x2e80 ? 0.5 : 1));
        }
        const most = Math.max(...rows.values());
        if (rows.size > 1 && most > (isZh ? 40.5 : 80)) found.push(`${most}: ${text.textContent.trim().slice(0, 30)}`);
      }
      return found;
    });
    assert.deepEqual(long, [], path);
    await done();
  }
});

test("a choice that does not fit goes on below the others, not below what they are about", async () => {
  for (const [path, width] of [["figures.html", 768], ["figures.html", 1100], [kinds.get("comparison, parallel"), 768]]) {
    const { page, done } = await visit(local(path), { viewport: { width, height: 900 } });
    const off = await page.$$eval(".chips fieldset", all => all.map(set => {
      const legend = set.querySelector("legend").getBoundingClientRect();
      return [...set.querySelectorAll("label")].filter(one => one.getBoundingClientRect().left < legend.right - 1).length;
    }));
    assert.ok(off.length > 0 && off.every(count => count === 0), `${path} at ${width} px: ${off}`);
    await done();
  }
});

test("the head takes two rows on a phone and on a narrow screen, where one is in a topic too", async () => {
  for (const name of ["topic, en", "topic, zh", "topic, parallel"]) for (const width of [360, 768, 900, 1000]) {
    const { page, done } = await visit(local(kinds.get(name)), { viewport: { width, height: 900 } });
    const rows = await page.$$eval(".masthead nav li > a", all => {
      const middles = all.map(one => { const box = one.getBoundingClientRect(); return (box.top + box.bottom) / 2; }).sort((a, b) => a - b);
      return middles.filter((middle, at) => !at || middle - middles[at - 1] > 12).length;
    });
    assert.ok(rows <= 2, `${name} at ${width} px: ${rows} rows`);
    await done();
  }
});

// Charts as a browser lays them out: no text lies on another, at any width and size of text.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { html, local, open, pages } from "./stage.mjs";

const charted = pages.filter(page => html(page).includes("class=\"figures "));
let visit, close;
before(async () => ({ visit, close } = await open()));
after(() => close());

/** In the page: texts of charts that overlap, and charts that stick out. */
const collisions = () => {
  const found = [];
  for (const figures of document.querySelectorAll(".figures")) {
    const walker = document.createTreeWalker(figures, NodeFilter.SHOW_TEXT);
    const boxes = [];
    for (let node; node = walker.nextNode();) {
      if (!node.data.trim() || node.parentElement.closest("details:not([open]) > :not(summary), .hidden")) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      for (const box of range.getClientRects()) if (box.width > 1 && box.height > 1) boxes.push([node, box]);
    }
    // Lines of one paragraph may touch; letters of two texts must not, and em boxes are taller than letters.
    const ink = box => ({ left: box.left + 1, right: box.right - 1, top: box.top + box.height * 0.25, bottom: box.bottom - box.height * 0.25 });
    const meet = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
    const texts = boxes.map(([node, box]) => [node, ink(box)]);
    texts.forEach(([node, text], i) => {
      for (const [other, its] of texts.slice(i + 1)) if (node !== other && meet(text, its)) found.push(`${node.data} | ${other.data}`);
    });
    for (const svg of figures.querySelectorAll("svg.bar")) {
      const bar = svg.getBoundingClientRect();
      for (const [node, text] of texts) if (meet(text, bar)) found.push(`${node.data} on a bar`);
    }
    if (figures.scrollWidth > figures.clientWidth + 1) found.push(`sticks out: ${figures.scrollWidth} of ${figures.clientWidth}`);
  }
  return found;
};

test("no text of a chart lies on another text, on a bar or outside, at 360, 768 and 1440 px, 100% and 200%", async () => {
  const { page, done } = await visit(local(charted[0]));
  const wrong = [];
  let seen = 0;
  for (const one of charted) {
    await page.goto(local(one));
    for (const size of [100, 200]) {
      await page.evaluate(size => document.documentElement.style.fontSize = `${size}%`, size);
      for (const width of [360, 768, 1440]) {
        await page.setViewportSize({ width, height: 900 });
        const found = await page.evaluate(collisions);
        wrong.push(...found.map(what => `${one} at ${width} px, ${size}%: ${what}`));
        seen += 1;
      }
    }
  }
  assert.deepEqual(wrong, []);
  assert.ok(seen > 300, `${seen} views`);
  await done();
});

test("a chart is a figure with a name, its list is read, its drawing is not", async () => {
  const one = charted.find(page => page.startsWith("en/") && html(page).includes("fig-change"));
  const { page, done } = await visit(local(one));
  const figure = page.locator("figure.fig-change").first();
  const name = (await figure.locator("figcaption").innerText()).trim();
  assert.equal(await page.getByRole("figure", { name, exact: true }).count(), 1);
  const rows = figure.getByRole("listitem");
  assert.ok(await rows.count() >= 2);
  assert.match(await rows.first().innerText(), /20\d\d[\s\S]*\d/);
  assert.equal(await figure.getByRole("img").count(), 0);
  const table = page.locator(".figures.data details");
  await table.locator("summary").click();
  assert.equal(await table.getByRole("table").count(), 1);
  await done();
});

test("in the parallel edition the words stand on their leaves and one bar lies under both", async () => {
  const one = charted.find(page => page.startsWith("parallel/") && html(page).includes("fig-change"));
  const { page, done } = await visit(local(one));
  const boxes = await page.evaluate(() => {
    const box = element => element.getBoundingClientRect().toJSON();
    const row = document.querySelector(".fig-change .points > li");
    const side = lang => box([...document.querySelectorAll(`.passage .side[lang|=${lang}]`)].find(one => one.offsetWidth));
    return { zh: box(row.children[0]), en: box(row.children[1]), bar: box(row.querySelector("svg")), left: side("zh"), right: side("en") };
  });
  assert.ok(Math.abs(boxes.zh.left - boxes.left.left) <= 1 && Math.abs(boxes.en.left - boxes.right.left) <= 1, JSON.stringify(boxes));
  assert.ok(Math.abs(boxes.bar.left - boxes.zh.left) <= 1 && Math.abs(boxes.bar.right - boxes.en.right) <= 1);
  assert.ok(boxes.bar.top >= Math.max(boxes.zh.bottom, boxes.en.bottom) - 1);
  await done();
});

test("bars are as long as their numbers, and a target is told from a result in every setting", async () => {
  const one = charted.find(page => page.startsWith("en/") && html(page).includes("class=\"plan\""));
  for (const options of [{}, { colorScheme: "dark" }, { forcedColors: "active" }]) {
    const { page, done } = await visit(local(one), options);
    const paints = await page.evaluate(() => {
      const of = element => { const style = getComputedStyle(element); return [style.fill, style.stroke, style.strokeDasharray]; };
      const plan = document.querySelector("rect.plan");
      return { plan: of(plan), ground: getComputedStyle(document.body).backgroundColor };
    });
    assert.match(paints.plan[0], /url/);
    assert.notEqual(paints.plan[1], "none");
    assert.notEqual(paints.plan[1], paints.ground);
    assert.notEqual(paints.plan[2], "none");
    await done();
  }
});

test("a chart is saved as SVG and as PNG with the words that the page shows", async () => {
  for (const edition of ["parallel/", "en/"]) {
    const path = charted.find(page => page.startsWith(edition) && html(page).includes("class=\"plan\""));
    const { page, faults, done } = await visit(local(path), { acceptDownloads: true });
    const figure = page.locator(".ch:has(.bar, .plot)").first();
    await figure.locator(".save").waitFor();
    const saved = async kind => {
      const [download] = await Promise.all([page.waitForEvent("download"), figure.locator(".save button", { hasText: kind }).click()]);
      return [download.suggestedFilename(), readFileSync(await download.path())];
    };
    const [svgName, svg] = await saved("SVG");
    const [pngName, png] = await saved("PNG");
    const id = (await figure.getAttribute("id")).replace("fig-", "");
    assert.deepEqual([svgName, pngName], [`${id}.svg`, `${id}.png`]);
    const drawn = await page.evaluate(text => {
      const picture = new DOMParser().parseFromString(text, "image/svg+xml").documentElement;
      document.body.append(picture);
      const frame = picture.getBoundingClientRect();
      const words = [...picture.querySelectorAll("text")];
      const inside = words.every(one => { const box = one.getBoundingClientRect(); return box.left >= frame.left - 1 && box.right <= frame.right + 1 && box.bottom <= frame.bottom + 1; });
      const bars = [...picture.querySelectorAll("svg")].map(one => one.getBoundingClientRect().width);
      picture.remove();
      return { name: picture.localName, text: words.map(one => one.textContent).join(""), inside, bars, width: picture.getAttribute("width"), foreign: picture.querySelectorAll("foreignObject, script, image").length };
    }, svg.toString("utf8"));
    const squeezed = text => text.replace(/\s/g, "");
    for (const said of await figure.locator(".val, figcaption b, .change").allTextContents()) assert.ok(squeezed(drawn.text).includes(squeezed(said)), `${said} in ${drawn.text}`);
    assert.equal(drawn.name, "svg");
    assert.equal(drawn.foreign, 0);
    assert.ok(drawn.inside, "all words are inside the picture");
    const shown = await figure.locator("svg.bar, svg.plot").evaluateAll(all => all.map(one => one.getBoundingClientRect().width));
    for (const width of shown) assert.ok(drawn.bars.some(other => Math.abs(other - width) < 1), `${width} in ${drawn.bars}`);
    assert.equal(png.subarray(1, 4).toString("latin1"), "PNG");
    assert.equal(png.readUInt32BE(16), drawn.width * 2, "twice as many dots as the page, for print");
    assert.deepEqual(faults, []);
    await done();
  }
});

test("without a script no button stands that would do nothing", async () => {
  const { page, done } = await visit(local(charted[0]), { javaScriptEnabled: false });
  assert.equal(await page.locator(".save").count(), 0);
  await done();
});

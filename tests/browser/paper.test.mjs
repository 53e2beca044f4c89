// Every kind of page on paper, in every edition: no sheet is left a third empty, none ends with a heading, each bears its
// head and its foot, and what is one thing stays whole.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { kinds } from "./kinds.mjs";
import { sheets } from "./paper.mjs";
import { local, open } from "./stage.mjs";

let page, close;
before(async () => {
  const { visit, close: end } = await open();
  ({ page } = await visit(local("index.html")));
  close = end;
});
after(() => close());

const printed = async () => sheets(await page.pdf({ preferCSSPageSize: true, outline: true, tagged: true }));

for (const [name, path] of kinds) if (name !== "404") test(`on paper: ${name}`, async () => {
  await page.goto(local(path));
  if (path.startsWith("search")) await page.waitForSelector(".hit");
  const all = await printed();
  assert.ok(all.every(one => one.wide > one.high === (name === "figures")), "the table of all figures alone turns the sheet");
  all.forEach((one, at) => {
    const where = `${path}, sheet ${at + 1} of ${all.length}`;
    assert.ok(at + 1 === all.length || one.empty < 1 / 3, `${where}: ${Math.round(one.empty * 100)} percent are empty`);
    assert.equal(one.alone, 0, `${where} ends with a heading`);
    assert.ok(one.head && one.foot, `${where} has no running head or foot`);
  });
});

test("a comparison of many items takes five sheets in both languages, four or five in one", async () => {
  for (const edition of ["parallel", "zh", "en"]) {
    const path = kinds.get("comparison, " + edition);
    await page.goto(local(path));
    const items = await page.locator(".vs-item").count();
    const { length } = await printed();
    assert.ok(length <= Math.max(2, Math.ceil(items / 3.6)), `${items} items on ${length} sheets: ${path}`);
  }
});

test("cards, rows of sentences and of tables, and what one document says stay whole", async () => {
  await page.emulateMedia({ media: "print" });
  for (const [kind, parts] of [["excerpt with charts, parallel", ".card, .rows > .row"], ["topic, en", ".kfs > li, .ind tr"], ["comparison, parallel", ".says"], ["excerpt with a table, zh", ".body tr"]]) {
    await page.goto(local(kinds.get(kind)));
    const cut = await page.$$eval(parts, all => all.map(one => getComputedStyle(one).breakInside));
    assert.ok(cut.length > 0 && cut.every(one => one === "avoid"), `${kind}: ${parts}`);
  }
  await page.emulateMedia({ media: null });
});

test("the check sees an empty half, a heading alone and a missing foot", async () => {
  const seen = async body => {
    await page.setContent(`<style>@page { size: A4; margin: 18mm 16mm 20mm; @top-left { content: "head" } @bottom-left { content: "foot" } } p { height: 80mm; margin: 0 } .b { break-before: page }</style>${body}`);
    return printed();
  };
  const text = "<div>台州，浙江的一座城市。<br>A city of Zhejiang.</div>".repeat(12);
  const [first, second] = await seen(text + `<div class="b">${text.repeat(4)}</div>`);
  assert.ok(first.empty > 0.4 && second.empty < 0.4 && first.head && first.foot, JSON.stringify([first, second]));
  const [gap] = await seen(`${text.slice(0, 400)}<p></p>${text.slice(0, 400)}`);
  assert.ok(gap.empty > 0.3, `a hole in the middle: ${gap.empty}`);
  const [alone] = await seen(`${text}<h2>产业 Industry</h2><div class="b">${text}</div>`);
  assert.equal(alone.alone, 1);
  await page.setContent("<style>@page { size: A4; margin: 18mm 16mm 20mm }</style>" + text);
  assert.deepEqual((await printed()).map(one => [one.head, one.foot]), [[false, false]]);
});

// What a reader does: read, switch, point, ask, copy, print.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { local, open, pageWith, pages, root } from "./stage.mjs";

let base, visit, close;
before(async () => ({ base, visit, close } = await open()));
after(() => close());

const noted = pageWith("parallel", "class=\"call\"", "class=\"term\"", "class=\"passage\" id=\"p3\"");

test("the switch keeps the passage", async () => {
  const { page, faults, done } = await visit(base + noted);
  const ids = await page.$$eval(".passage[id]", all => all.map(one => one.id));
  const id = ids[2];
  await page.evaluate(id => document.getElementById(id).scrollIntoView(), id);
  await page.waitForTimeout(600);
  for (const edition of ["en", "zh", "parallel"]) {
    await page.click(`.editions a[hreflang="${{ en: "en", zh: "zh-Hans", parallel: "x-default" }[edition]}"]`);
    await page.waitForLoadState();
    assert.equal(await page.getAttribute("html", "data-edition"), edition);
    assert.equal(new URL(page.url()).hash, `#${id}`);
    const top = await page.$eval(`#${id}`, one => one.getBoundingClientRect().top);
    assert.ok(top >= 0 && top < 200, `${edition}: ${top}`);
  }
  assert.deepEqual(faults, []);
  await done();
});

test("partners start at the same height wherever two columns stand, and a stale mark does not part them", async () => {
  const folder = mkdtempSync(join(tmpdir(), "duizhao-browser-"));
  try {
    cpSync(join(root, "content"), join(folder, "content"), { recursive: true });
    const source = join(folder, "content", noted.replace("parallel/", "").replace(".html", ".zh.md"));
    const text = readFileSync(source, "utf8");
    const [head, body] = [text.slice(0, text.indexOf("\n---", 4) + 4), text.slice(text.indexOf("\n---", 4) + 4)];
    writeFileSync(source, head + body.replace(/\n(?=[\p{Script=Han}\d])/u, "\n这一句是后来加上的。"));
    execFileSync(process.env.DUIZHAO ?? join(root, "target/debug/duizhao"), ["-C", folder, "build"], { stdio: "ignore" });
    const out = join(folder, "public");
    for (const width of [768, 1024, 1440]) {
      const { page, done } = await visit(local(noted, out), { viewport: { width, height: 900 } });
      const off = await page.$$eval("[data-passage]", all => all.map(row => {
        const baseline = side => {
          const mark = document.createElement("span");
          mark.style.cssText = "display:inline-block;width:0;height:0";
          (side.querySelector(".body p") ?? side.querySelector(".body") ?? side).prepend(mark);
          const at = mark.getBoundingClientRect().bottom;
          mark.remove();
          return at;
        };
        const sides = [...row.querySelectorAll(":scope > [lang]")];
        return Math.abs(baseline(sides[0]) - baseline(sides[1]));
      }));
      assert.ok(off.length > 2 && Math.max(...off) <= 2, `${width}: ${off}`);
      const said = await page.$$eval(".stale [lang]", all => all.map(one => [one.lang, one.textContent]));
      assert.deepEqual(said.map(([lang]) => lang), ["zh-Hans", "en"]);
      assert.match(said[0][1], /落后/);
      assert.match(said[1][1], /behind/);
      await done();
    }
    const { page, done } = await visit(local(noted.replace("parallel", "en"), out));
    assert.equal(await page.locator(".passage > .stale").count(), 1);
    assert.equal(await page.locator(".stale [lang=zh-Hans]").count(), 0);
    await done();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test("pointing at a quantity, focusing or tapping it shows its equal", async () => {
  const { page, done } = await visit(local(noted), { hasTouch: true });
  const passage = page.locator(".passage[id]:has([lang|=zh] b[data-n='1']):has([lang|=en] b[data-n='1'])").first();
  const lit = async () => passage.evaluate(one => [...one.querySelectorAll("b[data-n='1']")].map(q => getComputedStyle(q).boxShadow !== "none"));
  const [zh, en] = [passage.locator("[lang|=zh] b[data-n='1']").first(), passage.locator("[lang|=en] b[data-n='1']").first()];
  await page.mouse.move(2, 2);
  assert.deepEqual(await lit(), [false, false]);
  await zh.hover();
  assert.deepEqual(await lit(), [true, true]);
  await page.mouse.move(2, 2);
  await en.tap();
  assert.deepEqual(await lit(), [true, true]);
  await page.locator("h1").first().tap();
  assert.deepEqual(await lit(), [false, false]);
  await passage.locator("b[tabindex='0']").focus();
  assert.equal(await page.locator("b.twin").count(), 2);
  await done();
});

test("a term opens its note by keyboard; Escape closes it and gives the focus back", async () => {
  const { page, faults, done } = await visit(local(noted));
  const term = page.locator(".passage[id] [lang|=zh] a.term").first();
  const [zh, href] = [await term.textContent(), await term.getAttribute("href")];
  await term.focus();
  await page.keyboard.press("Enter");
  const note = page.locator("#term-note");
  await note.waitFor();
  assert.ok((await note.locator("h2 [lang=zh-Hans]").textContent()).length > 0, zh);
  assert.ok(/[A-Za-z]/.test(await note.locator("h2 [lang=en]").textContent()));
  assert.equal(await page.evaluate(() => document.activeElement.id), "term-note");
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute("href")), await note.locator(".more").getAttribute("href"));
  await page.keyboard.press("Escape");
  await note.waitFor({ state: "hidden" });
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute("href")), href);
  assert.deepEqual(faults, []);
  await done();
});

test("an entry of the glossary leads to every place of its term", async () => {
  const { page, done } = await visit(local("glossary.html"));
  const csv = readFileSync(new URL(local("data/passages.jsonl")), "utf8").trim().split("\n").map(line => JSON.parse(line));
  const entry = page.locator(".terms > div:has(.occurs a[href^='terms/'])").first();
  const zh = await entry.locator("dt").textContent();
  await entry.locator(".occurs a").click();
  await page.waitForLoadState();
  const places = await page.$$eval(".places a", all => all.map(a => a.getAttribute("href").replace("../parallel/", "")));
  assert.ok(places.length > 1);
  for (const place of places) {
    const [path, id] = place.split("#");
    const address = path.replace(".html", "").replace(/(^|\/)index$/, "$1_index");
    const passage = csv.find(one => one.page === address && one.id === id);
    assert.ok(passage?.zh.includes(zh), `${zh} is not in ${place}`);
  }
  await done();
});

test("a page and a passage can be cited in each language", async () => {
  const { page, faults, done } = await visit(base + noted + "?");
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"], { origin: new URL(base).origin });
  const copied = () => page.evaluate(() => navigator.clipboard.readText());
  await page.click(".cite[lang=zh-Hans] button");
  assert.match(await copied(), /\[EB\/OL\]\.(?: \S+\.)? (?:\(\d{4}-\d\d-\d\d\))?\[\d{4}-\d\d-\d\d\]\. http:\/\/127\.0\.0\.1:\d+\/a\/b\/parallel\/.+\.$/);
  await page.waitForFunction(() => document.querySelector(".cite [role=status]").textContent);
  await page.click(".cite[lang=en] button");
  assert.match(await copied(), /^(?:[^“]+\. )?“.+\.” .+\. Accessed [A-Z][a-z]+ \d+, \d{4}\. http.+\.$/);

  await page.locator("#p3").hover();
  await page.click("#p3 .cite-this");
  const panel = page.locator("#panel-cite");
  assert.match(await panel.locator("h2").textContent(), /第3段.*passage 3/);
  await panel.locator("[lang=zh-Hans] button").click();
  assert.match(await copied(), /\[EB\/OL\]: 第3段(?:\.(?: \S+\.)? \(\d{4}-\d\d-\d\d\))?\[\d{4}-\d\d-\d\d\]\. http.+#p3\.$/);
  await panel.locator("[lang=en] button").click();
  assert.match(await copied(), /,” passage 3\. .+ Accessed .+#p3\.$/);
  await panel.locator("[data-copy=link]").click();
  assert.match(await copied(), /#p3$/);
  await page.keyboard.press("Escape");
  await panel.waitFor({ state: "hidden" });
  assert.ok(await page.evaluate(() => document.activeElement.classList.contains("cite-this")));
  assert.deepEqual(faults, []);
  await done();
});

test("copying a text leaves out its numbers and the calls of its notes", async () => {
  const { page, done } = await visit(base + noted);
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"], { origin: new URL(base).origin });
  const passage = page.locator(".passage[id]:has([lang|=zh] .call)").first();
  const text = await passage.evaluate(one => {
    const body = one.querySelector("[lang|=zh] .body, .rows");
    getSelection().selectAllChildren(body);
    const bare = body.cloneNode(true);
    bare.querySelectorAll(".call, .sn").forEach(call => call.remove());
    return bare.textContent.replace(/\s+/g, "");
  });
  await page.keyboard.press("Control+C");
  assert.equal((await page.evaluate(() => navigator.clipboard.readText())).replace(/\s+/g, ""), text);
  await done();
});

test("keys move by passage, page and edition; the help says so, keeps the focus and can turn them off", async () => {
  const { page, faults, done } = await visit(local(noted));
  const at = () => page.evaluate(() => document.activeElement.closest(".passage[id]")?.id);
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  assert.equal(await at(), "p2");
  await page.keyboard.press("k");
  assert.equal(await at(), "p1");
  await page.keyboard.press("?");
  const help = page.locator("#panel-keys");
  assert.equal(await help.locator("kbd").count(), 10);
  for (const word of ["下一段", "next and previous passage"]) assert.ok((await help.textContent()).includes(word));
  for (let n = 0; n < 6; n++) {
    await page.keyboard.press("Tab");
    assert.ok(await page.evaluate(() => document.activeElement === document.body || !!document.activeElement.closest("#panel-keys")), "the focus left the panel");
  }
  await help.locator("input").uncheck();
  await page.keyboard.press("Escape");
  await help.waitFor({ state: "hidden" });
  await page.keyboard.press("j");
  assert.equal(await at(), "p1", "keys are off");
  await page.keyboard.press("?");
  await help.locator("input").check();
  await help.locator("[data-close]").click();
  await page.keyboard.press("e");
  await page.waitForURL(/\/en\//);
  await page.keyboard.press("/");
  assert.equal(await page.evaluate(() => document.activeElement.name), "q");
  await page.keyboard.type("percent");
  await page.keyboard.press("Enter");
  await page.waitForURL(/search\.html/);
  assert.deepEqual(faults, []);
  await done();
});

test("on paper: A4, both languages, numbered notes, no navigation", async () => {
  const { page, done } = await visit(local(noted));
  const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
  assert.ok(pdf.length > 20_000);
  const box = /\/MediaBox \[\s*0 0 (\d+)(?:\.\d+)? (\d+)/.exec(pdf.toString("latin1"));
  assert.deepEqual([Math.round(box[1] / 5), Math.round(box[2] / 5)], [119, 168], "not A4");
  await page.emulateMedia({ media: "print" });
  for (const gone of [".editions", ".topics", ".turn", ".copy", ".foot ul", ".cite-this"]) {
    for (const one of await page.$$(gone)) assert.equal(await one.isVisible(), false, gone);
  }
  for (const there of [".passage[id] [lang|=zh] .body", ".passage[id] [lang|=en] .body", ".notes .key", ".call"]) {
    assert.ok(await page.locator(there).first().isVisible(), there);
  }
  await done();
});

test("without JavaScript everything can be read and nothing is offered that does not work", async () => {
  const { page, faults, done } = await visit(local(noted), { javaScriptEnabled: false });
  assert.equal(await page.locator("button:visible").count(), 0);
  assert.ok(await page.locator(".cited").first().isVisible());
  await page.click("a.term >> nth=0");
  assert.match(page.url(), /glossary\.html#t\d+$/);
  await page.goto(local(noted));
  await page.click(".call a >> nth=0");
  assert.ok(await page.locator(".notes li:target").isVisible());
  await page.goto(local(noted));
  await page.click("summary >> nth=0");
  assert.ok(await page.locator("details[open]").first().isVisible());
  await page.click(".editions a[hreflang=en]");
  assert.match(page.url(), /\/en\//);
  await page.goto(local("search.html"));
  assert.match(await page.textContent("main"), /JavaScript/);
  assert.deepEqual(faults, []);
  await done();
});

test("every kind of page stands at 320 px, in forced colors and with reduced motion", async () => {
  const kinds = ["index.html", "glossary.html", "findings.html", "search.html?q=经济", "parallel/index.html", noted, pages.find(page => page.startsWith("originals/")), pages.find(page => page.startsWith("rules/")), pages.find(page => page.startsWith("terms/"))];
  const { page, faults, done } = await visit(local("index.html"), { viewport: { width: 320, height: 640 }, forcedColors: "active", reducedMotion: "reduce" });
  for (const one of kinds) {
    await page.goto(local(one));
    const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(over <= 0, `${one}: ${over} px too wide`);
  }
  assert.deepEqual(faults, []);
  await done();
});

test("the button that cites a passage covers no number and no other button, at a heading neither", async () => {
  for (const edition of ["zh", "en", "parallel"]) for (const width of [768, 1440]) {
    const { page, done } = await visit(local(pageWith(edition, "passage heading", "class=\"cited\"")), { viewport: { width, height: 900 } });
    const over = await page.evaluate(() => {
      const box = one => one.getBoundingClientRect();
      const lies = (a, b) => a.top < b.bottom - 2 && b.top < a.bottom - 2 && a.left < b.right && b.left < a.right;
      const buttons = [...document.querySelectorAll(".passage > .cite-this")].map(box), numbers = [...document.querySelectorAll(".passage > .no")].map(box);
      return buttons.filter((one, at) => numbers.some(number => lies(one, number)) || buttons.some((other, n) => n > at && lies(one, other))).length;
    });
    assert.equal(over, 0, `${edition} at ${width} px: ${over} buttons lie on others or on numbers`);
    await done();
  }
});

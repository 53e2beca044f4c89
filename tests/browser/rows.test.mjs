// Sentence across from sentence: pointing, tapping, switching, addresses, phones, paper, large text.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { html, local, open, pageWith } from "./stage.mjs";

let base, visit, close;
before(async () => ({ base, visit, close } = await open()));
after(() => close());

const rowed = pageWith("parallel", "class=\"rows quote", "class=\"sections", "id=\"p3.3\"");
const lit = page => page.$$eval(".row", rows => rows.filter(row => [...row.querySelectorAll(":scope > p")].some(p => getComputedStyle(p).backgroundColor !== "rgba(0, 0, 0, 0)")).map(row => row.id));
const sides = row => row.evaluate(one => [...one.querySelectorAll(":scope > p")].map(p => ({ lang: p.lang, ...p.getBoundingClientRect().toJSON(), shown: getComputedStyle(p).display !== "none" })));

test("a sentence stands across from its partner, on one baseline, and pointing lights both", async () => {
  for (const width of [768, 1024, 1440]) {
    const { page, faults, done } = await visit(local(rowed), { viewport: { width, height: 900 } });
    const rows = await page.locator(".row[id]").all();
    assert.ok(rows.length > 5);
    for (const row of rows.slice(0, 6)) {
      const [zh, en] = await sides(row);
      assert.deepEqual([zh.lang, en.lang], ["zh-Hans", "en"]);
      assert.ok(zh.right <= en.left, "side by side");
      const off = await row.evaluate(one => {
        const at = [...one.querySelectorAll(":scope > p")].map(p => {
          const mark = document.createElement("span");
          mark.style.cssText = "display:inline-block;width:0;height:0";
          p.prepend(mark);
          const bottom = mark.getBoundingClientRect().bottom;
          mark.remove();
          return bottom;
        });
        return Math.abs(at[0] - at[1]);
      });
      assert.ok(off <= 2, `${width}: ${off}`);
    }
    assert.deepEqual(await lit(page), []);
    await page.locator("[id='p3.2'] > p[lang=en]").hover();
    assert.deepEqual(await lit(page), ["p3.2"]);
    assert.equal(await page.locator("[id='p3.2']").evaluate(row => [...row.querySelectorAll(":scope > p")].every(p => getComputedStyle(p).backgroundColor !== "rgba(0, 0, 0, 0)")), true);
    assert.deepEqual(faults, []);
    await done();
  }
});

test("a tap or the focus lights a pair, on a phone line by line; without JavaScript too", async () => {
  for (const javaScriptEnabled of [true, false]) {
    const { page, faults, done } = await visit(local(rowed), { viewport: { width: 360, height: 700 }, hasTouch: true, isMobile: true, javaScriptEnabled });
    const row = page.locator("[id='p3.2']");
    const [zh, en] = await sides(row);
    assert.ok(zh.bottom <= en.top && Math.abs(zh.left - en.left) < 1, "one under the other");
    await row.locator("p[lang=en]").tap();
    assert.deepEqual(await lit(page), ["p3.2"]);
    await page.locator("h1").tap();
    assert.deepEqual(await lit(page), []);
    await page.locator("[id='p3.3'] > .sn").focus();
    assert.deepEqual(await lit(page), ["p3.3"]);
    const views = await page.$$eval(".view label", all => all.filter(one => getComputedStyle(one).display !== "none").map(one => one.innerText.trim().replace(/\s+/g, " ")));
    assert.deepEqual(views, ["中英 Both", "中", "EN"]);
    assert.deepEqual(faults, []);
    await done();
  }
});

test("the switch changes the view, also without JavaScript; the device remembers it where it may", async () => {
  const { page, faults, done } = await visit(local(rowed));
  const row = page.locator("[id='p3.2']");
  const pick = view => page.locator(`.view input.v-${view}`).check({ force: true });
  await pick("lines");
  let [zh, en] = await sides(row);
  assert.ok(zh.bottom <= en.top && Math.abs(zh.left - en.left) < 1);
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true);
  await page.reload();
  assert.equal(await page.locator(".view input.v-lines").isChecked(), true, "remembered");
  await pick("zh");
  [zh, en] = await sides(row);
  assert.deepEqual([zh.shown, en.shown], [true, false]);
  assert.equal(await page.locator("main [lang=en]:visible").evaluateAll(all => all.filter(one => !one.closest(".view, a, svg, [lang|=zh], .figures, .leaf-figs, .fig") && one.innerText.trim()).map(one => one.className)).then(all => all.length), 0);
  await pick("en");
  [zh, en] = await sides(row);
  assert.deepEqual([zh.shown, en.shown], [false, true]);
  await pick("leaves");
  [zh, en] = await sides(row);
  assert.ok(zh.right <= en.left);
  assert.deepEqual(faults, []);
  await done();
  const still = await visit(local(rowed), { javaScriptEnabled: false });
  [zh, en] = await sides(still.page.locator("[id='p3.2']"));
  assert.ok(zh.right <= en.left, "side by side stays");
  await still.page.locator(".view input.v-lines").check({ force: true });
  [zh, en] = await sides(still.page.locator("[id='p3.2']"));
  assert.ok(zh.bottom <= en.top);
  await still.done();
});

test("a sentence has one address in all editions, and the switch of editions keeps it", async () => {
  const { page, faults, done } = await visit(base + rowed + "#p3.3");
  assert.deepEqual(await lit(page), ["p3.3"]);
  for (const [edition, hreflang] of [["en", "en"], ["zh", "zh-Hans"], ["parallel", "x-default"]]) {
    await page.locator("[id='p3.3']").evaluate(one => scrollTo(0, one.getBoundingClientRect().top + scrollY - 20));
    await page.waitForTimeout(600);
    await page.evaluate(() => document.activeElement.blur());
    await page.click(`.editions a[hreflang="${hreflang}"]`);
    await page.waitForLoadState();
    assert.equal(await page.getAttribute("html", "data-edition"), edition);
    assert.equal(new URL(page.url()).hash, "#p3.3");
    const top = await page.$eval("[id='p3.3']", one => one.getBoundingClientRect().top);
    assert.ok(top >= 0 && top < 200, `${edition}: ${top}`);
    const ids = await page.$$eval("[id]", all => all.map(one => one.id));
    assert.equal(new Set(ids).size, ids.length);
  }
  // A sentence that is not there: its passage.
  await page.goto(base + rowed + "#p3.99");
  await page.waitForFunction(() => location.hash === "#p3");
  assert.deepEqual(faults, []);
  await done();
});

test("a sentence can be cited", async () => {
  const { page, done } = await visit(base + rowed);
  await page.locator("[id='p3.2']").focus();
  await page.keyboard.press("c");
  const panel = page.locator("#panel-cite");
  assert.match(await panel.locator("h2").textContent(), /第3\.2段.*passage 3\.2/);
  assert.match(await panel.locator("[lang=en] .cited").textContent(), /passage 3\.2\. .*#p3\.2\.$/);
  await page.keyboard.press("Escape");
  // Whoever went to a sentence by its number cites it with the button of the passage; else it cites the passage.
  const button = page.locator("#p3 .cite-this");
  const cited = () => panel.locator("[lang=en] .cited").textContent();
  await button.click();
  assert.match(await cited(), /passage 3\. .*#p3\.$/);
  await page.keyboard.press("Escape");
  await page.click("[id='p3.2'] .sn");
  await button.click();
  assert.match(await cited(), /passage 3\.2\. .*#p3\.2\.$/);
  await page.keyboard.press("Escape");
  await page.locator("#p2 .cite-this").click();
  assert.match(await cited(), /passage 2\. .*#p2\.$/);
  await done();
});

test("the address of a sentence is copied from beside its number, by pointer and by tap, in every edition", async () => {
  for (const [edition, options] of [["parallel", {}], ["zh", {}], ["en", {}], ...["parallel", "en"].map(edition => [edition, { hasTouch: true, viewport: { width: 360, height: 740 } }])]) {
    const { page, faults, done } = await visit(base + rowed.replace("parallel", edition), options);
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"], { origin: new URL(base).origin });
    const copied = () => page.evaluate(() => navigator.clipboard.readText());
    const there = page.locator(".address:visible"), button = page.locator(".address button"), second = page.locator("[id='p3.2']");
    assert.equal(await there.count(), 0, "quiet until a sentence is looked at");
    const line = await second.evaluate(one => { one.scrollIntoView({ block: "center" }); return one.getClientRects()[0].toJSON(); });
    // Who presses the button stays where the keys had brought them.
    const held = page.locator("#p2 .no");
    await held.evaluate(one => one.focus({ preventScroll: true }));
    if (options.hasTouch) await page.touchscreen.tap(line.left + 60, line.top + 10); else await page.mouse.move(line.left + 4, line.top + 10);
    assert.equal(await there.count(), 1);
    assert.match(await button.getAttribute("aria-label"), /3\.2$/);
    const [box, over] = await button.evaluate(one => [one.getBoundingClientRect().toJSON(), document.documentElement.scrollWidth - innerWidth]);
    assert.ok(box.width >= 24 && box.height >= 24 && box.left >= 0 && over <= 0, JSON.stringify([edition, box, over]));
    if (options.hasTouch) await button.tap(); else await button.click();
    assert.equal(await copied(), base + rowed.replace("parallel", edition) + "#p3.2");
    assert.match(await page.locator(".address [role=status]").textContent(), edition === "en" ? /Copied/ : /已复制/);
    if (!options.hasTouch) assert.ok(await held.evaluate(one => one === document.activeElement), "the focus stays");
    // A key ends it: what is shown for the pointer is none of the stops of the Tab key.
    await page.mouse.move(2, 2);
    await page.keyboard.press("Tab");
    assert.equal(await there.count(), 0);
    assert.deepEqual(faults, []);
    await done();
  }
});

test("whoever goes by Tab meets the stops of the page in the order of the text, wherever the pointer is", async () => {
  for (const edition of ["parallel", "zh"]) {
    const { page, done } = await visit(base + rowed.replace("parallel", edition));
    await page.waitForSelector(".cite-this");
    await page.waitForTimeout(300);
    const stops = await page.$$eval("#main *", all => {
      const able = all.filter(one => one.tabIndex >= 0 && one.matches("a[href], button, input, select, summary, [tabindex]") && one.checkVisibility({ visibilityProperty: true }) && !one.closest("details:not([open]) > :not(summary)") && one.getBoundingClientRect().width > 0 && !(one.type === "radio" && !one.checked));
      able.forEach((one, at) => { one.dataset.at = at; });
      return able.length;
    });
    assert.ok(stops > 30, `${stops} stops`);
    const at = () => page.evaluate(() => document.activeElement.dataset.at ?? document.activeElement.outerHTML.slice(0, 120));
    await page.$eval("#main", one => { one.tabIndex = -1; one.focus(); });
    const walked = [];
    for (let press = 0; press < stops; press++) {
      await page.keyboard.press("Tab");
      walked.push(await at());
      // A hand on the mouse points at another sentence meanwhile.
      if (press % 5 === 0) {
        const other = page.locator(".row[id], .grp > [id]").nth(press % 7);
        const box = await other.evaluate(one => one.getClientRects()[0]?.toJSON());
        if (box && box.top > 0 && box.top < 700) await page.mouse.move(box.left + 4, box.top + 8);
      }
    }
    assert.deepEqual(walked, Array.from({ length: stops }, (_, at) => String(at)), edition);
    for (let back = stops - 2; back > stops - 20; back--) {
      await page.keyboard.press("Shift+Tab");
      assert.equal(await at(), String(back));
    }
    await done();
  }
});

test("the panel of a passage offers each of its sentences, to cite it and to copy its address, by keys alone", async () => {
  for (const edition of ["parallel", "zh", "en"]) {
    const { page, faults, done } = await visit(base + rowed.replace("parallel", edition));
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"], { origin: new URL(base).origin });
    await page.locator("#p3 .cite-this").focus();
    await page.keyboard.press("Enter");
    const panel = page.locator("#panel-cite"), which = panel.locator("select");
    const sentences = await page.$$eval("#p3 :is(.row[id], .grp > [id])", all => all.map(one => one.id));
    assert.ok(sentences.length > 2);
    assert.deepEqual(await which.locator("option").evaluateAll(all => all.map(one => one.value)), ["p3", ...sentences]);
    const said = await page.locator("[id='p3.2']").evaluate(one => (one.querySelector("p") || one).textContent);
    const option = await which.locator("option").nth(2).textContent();
    assert.ok(option.startsWith("3.2 ") && option.length > 14 && said.includes(option.slice(4, 14)), `${option} ← ${said}`);
    assert.ok(await which.evaluate(one => one === document.activeElement && one.value === "p3"), "it is where the panel opens");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    assert.equal(await which.inputValue(), "p3.2");
    if (edition !== "zh") assert.match(await panel.locator("[lang=en] .cited").textContent(), /passage 3\.2\. .*#p3\.2\.$/);
    if (edition !== "en") assert.match(await panel.locator("[lang=zh-Hans] .cited").textContent(), /第3\.2段.*#p3\.2/);
    while (!await panel.locator("[data-copy=link]").evaluate(one => one === document.activeElement)) await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.waitForFunction(async () => (await navigator.clipboard.readText()).endsWith("#p3.2"));
    const [wide, over] = await which.evaluate(one => [one.getBoundingClientRect().right - one.closest("dialog").getBoundingClientRect().right, one.closest("dialog").scrollWidth - one.closest("dialog").clientWidth]);
    assert.ok(wide < 0 && over <= 0, `${wide} ${over}`);
    await page.keyboard.press("Escape");
    // A passage of one piece has nothing to choose.
    await page.locator("#p2 .cite-this").focus();
    await page.keyboard.press("Enter");
    assert.ok(await which.isHidden());
    assert.deepEqual(faults, []);
    await done();
  }
});

test("an item of a comparison is cited with its address and its own number", async () => {
  for (const edition of ["parallel", "zh", "en"]) {
    const { page, faults, done } = await visit(base + pageWith(edition, "class=\"vs-heads\""));
    await page.waitForSelector(".keys:not([hidden])");
    const item = page.locator(".vs-item[id]").nth(1), id = await item.getAttribute("id");
    await item.locator(".no").focus();
    await page.keyboard.press("c");
    const panel = page.locator("#panel-cite");
    assert.match(await panel.locator("h2").textContent(), { zh: /引用.*第2项/, en: /Cite Item 2/i, parallel: /引用.*Cite.*2/ }[edition]);
    for (const text of await panel.locator(".cited").allTextContents()) assert.match(text, new RegExp(`#${id}\\.?$`));
    assert.deepEqual(faults, []);
    await done();
  }
});

test("single editions breathe in groups whose first sentence is numbered in the margin; copying leaves the numbers out", async () => {
  for (const edition of ["zh", "en"]) {
    const { page, done } = await visit(base + rowed.replace("parallel", edition));
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"], { origin: new URL(base).origin });
    const quote = page.locator("#p3 blockquote");
    const groups = await quote.locator(".grp").evaluateAll(all => all.map(one => ({ top: one.getBoundingClientRect().top, bottom: one.getBoundingClientRect().bottom, left: one.getBoundingClientRect().left, number: one.querySelector(".sn")?.getBoundingClientRect().right })));
    assert.ok(groups.length > 1);
    for (let at = 1; at < groups.length; at++) {
      assert.ok(groups[at].top > groups[at - 1].bottom, "air between groups");
      assert.ok(groups[at].number < groups[at].left, "the number stands in the margin");
    }
    const text = await quote.evaluate(one => {
      getSelection().selectAllChildren(one);
      const bare = one.cloneNode(true);
      bare.querySelectorAll(".call, .sn").forEach(added => added.remove());
      return bare.textContent.replace(/\s+/g, "");
    });
    await page.keyboard.press("Control+C");
    assert.equal((await page.evaluate(() => navigator.clipboard.readText())).replace(/\s+/g, ""), text);
    const heading = await page.locator("h2.heading").first().evaluate(one => {
      const [number, title] = [one.querySelector(".no"), one.querySelector(".side")].map(part => part.getBoundingClientRect());
      return Math.abs((number.top + number.bottom) / 2 - (title.top + title.bottom) / 2);
    });
    assert.ok(heading < 4, `number and heading are ${heading} px apart`);
    await done();
  }
});

test("a currency stays with its amount at every line end", async () => {
  const money = pageWith("en/economy", "class=\"nb\"");
  for (const width of [320, 360, 768, 1024, 1440]) {
    const { page, done } = await visit(local(money), { viewport: { width, height: 800 } });
    const parted = await page.$$eval(".passage .nb", all => all.map(one => {
      const range = document.createRange();
      const text = one.firstChild;
      range.setStart(text, 0);
      range.setEnd(text, 3);
      const code = range.getBoundingClientRect();
      const walker = document.createTreeWalker(one, NodeFilter.SHOW_TEXT);
      let node, at;
      while ((node = walker.nextNode())) if ((at = node.data.search(/\d/)) >= 0) break;
      range.setStart(node, at);
      range.setEnd(node, at + 1);
      return Math.abs(code.top - range.getBoundingClientRect().top) > 4 ? one.textContent : "";
    }).filter(Boolean));
    assert.deepEqual(parted, [], String(width));
    await done();
  }
});

test("no sideways scroll at 320 px and at 200 percent text", async () => {
  for (const [width, size] of [[320, "100%"], [320, "200%"], [768, "200%"], [1440, "200%"]]) {
    for (const path of [rowed, rowed.replace("parallel", "en"), rowed.replace("parallel", "zh")]) {
      const { page, done } = await visit(local(path), { viewport: { width, height: 800 } });
      // Charts have tests of their own.
      await page.addStyleTag({ content: `html { font-size: ${size} !important } .figures, .leaf-figs, .facing { display: none !important }` });
      await page.$$eval("details", all => all.forEach(one => { one.open = true; }));
      for (const view of path === rowed ? ["lines", "zh", "en", "leaves"] : [""]) {
        if (view) await page.locator(`.view input.v-${view}`).evaluate(one => one.click());
        const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(over <= 0, `${path} ${width} ${size} ${view}: ${over} px too wide`);
      }
      await done();
    }
  }
});

test("theme and size of the text are chosen once and kept, also on the next page, before it is drawn", async () => {
  const { page, faults, done } = await visit(base + rowed);
  const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await paper();
  await page.click(".looks button");
  await page.locator("dialog input[value=dark]").check();
  const dark = await paper();
  assert.notEqual(dark, light);
  await page.locator("dialog input[value=xl]").check();
  await page.keyboard.press("Escape");
  assert.equal(await page.locator("dialog[open]").count(), 0);
  await page.goto(base + "glossary.html");
  assert.equal(await paper(), dark);
  assert.equal(await page.evaluate(() => getComputedStyle(document.documentElement).fontSize), "21px");
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.evaluate(() => getComputedStyle(document.body).backgroundColor), "rgb(255, 255, 255)", "paper is white");
  await page.emulateMedia({ media: "screen" });
  await page.click(".looks button");
  await page.locator("dialog input[name=theme][value='']").check();
  assert.equal(await paper(), light);
  assert.deepEqual(faults, []);
  await done();
});

test("the sections of a long page lead to their headings", async () => {
  const { page, done } = await visit(local(rowed));
  const links = await page.$$eval(".sections a", all => all.map(one => [one.getAttribute("href").slice(1), one.querySelector("[lang=en]").textContent]));
  assert.ok(links.length >= 3);
  for (const [id, title] of links) assert.equal(await page.locator(`h2[id=${id}] .side[lang=en]`).textContent(), title);
  await done();
});

test("surroundings begin and end with whole sentences, on the English page in English", async () => {
  for (const edition of ["zh", "en"]) {
    const { page, done } = await visit(local(rowed.replace("parallel", edition)));
    const evidence = page.locator("#p3 details.evidence").first();
    await evidence.locator("summary").click();
    const parts = await evidence.locator(".context p").allTextContents();
    if (edition === "zh") {
      assert.ok(parts.length >= 3, "paragraphs are kept apart");
      for (const part of parts.slice(0, -1)) assert.match(part, /[。！？：；.]”?(……)?$/);
    } else {
      assert.match(parts[0], /^(Before it, paragraph \d+|The document begins)/);
      assert.match(parts[1], /^(After it, paragraph \d+|The document ends)/);
      assert.doesNotMatch(parts.join(""), /\p{Script=Han}{4}/u);
    }
    await done();
  }
});

test("on paper both languages stand side by side whatever view was chosen, and no page is left a third empty", async () => {
  const { page, done } = await visit(local(rowed));
  await page.locator(".view input.v-en").check({ force: true });
  await page.setViewportSize({ width: 673, height: 976 });
  await page.emulateMedia({ media: "print" });
  const [zh, en] = await sides(page.locator("[id='p3.2']"));
  assert.deepEqual([zh.shown, en.shown], [true, true]);
  assert.ok(zh.right <= en.left, "leaves on paper");
  for (const gone of [".view", ".sections", ".looks"]) for (const one of await page.$$(gone)) assert.equal(await one.isVisible(), false, gone);
  await done();
});

test("what a screen reader meets: number, Chinese, English, row by row, each in its language", async () => {
  const rows = [...html(rowed).matchAll(/<div class="row[^"]*" id="(p3\.\d+)"[^>]*>(.*?)<\/div>/gs)];
  assert.ok(rows.length > 3);
  for (const [, id, inside] of rows.slice(1)) assert.match(inside, new RegExp(`^<a class="sn" href="#${id.replace(".", "\\.")}">[\\d.]+</a><p lang="zh-Hans">.*<p lang="en">.*$`, "s"));
});

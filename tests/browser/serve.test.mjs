// `duizhao serve` in a browser: the overlay, swapping without loading, recovery.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const program = process.env.DUIZHAO ?? join(root, "target/debug/duizhao");
const site = mkdtempSync(join(tmpdir(), "duizhao-serve-"));
const file = path => join(site, path);
const read = path => readFileSync(file(path), "utf8");
const write = (path, text) => { mkdirSync(dirname(file(path)), { recursive: true }); writeFileSync(file(path), text); };

let browser, server, base;
const start = port => new Promise((done, fail) => {
  server = spawn(program, ["-C", site, "serve", "--port", String(port), "--editor", file("editor.sh")], { stdio: ["ignore", "pipe", "inherit"] });
  server.stdout.once("data", data => { base = String(data).trim(); done(); });
  server.once("error", fail);
});
const stop = () => new Promise(done => { server.once("exit", done); server.kill("SIGINT"); });

const zh = "content/topic/long.zh.md", en = "content/topic/long.en.md";
before(async () => {
  write("content/site.yaml", "title: { zh: 例站, en: Example }\ndescription: { zh: 一个例子, en: An example }\ntopics: [topic]\n");
  write("content/topic/_index.zh.md", "---\ntitle: 主题\n---\n\n这是主题。\n");
  write("content/topic/_index.en.md", "---\ntitle: Topic\n---\n\nThis is the topic.\n");
  const many = sentence => Array.from({ length: 40 }, () => sentence).join("\n\n");
  write(zh, `---\ntitle: 很长的一页\n---\n\n${many("这里有一段话，说的是城里的事情，写得长一些。")}\n\n最后的一段。\n`);
  write(en, `---\ntitle: A long page\n---\n\n${many("Here is a paragraph that tells of the city, and it is somewhat long.")}\n\nThe last paragraph.\n`);
  write("editor.sh", "#!/bin/sh\nprintf '%s\\n' \"$@\" > \"$(dirname \"$0\")/opened\"\n");
  chmodSync(file("editor.sh"), 0o755);
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"] });
  await start(0);
});
after(async () => {
  await browser.close();
  await stop();
  rmSync(site, { recursive: true });
});

// A page that remembers whether it was loaded again.
async function visit(path, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1200, height: 800 }, ...options });
  const page = await context.newPage();
  const faults = [];
  page.on("pageerror", error => faults.push(String(error)));
  await page.goto(base + path);
  await page.waitForFunction(() => document.querySelector("duizhao-findings") || document.documentElement.dataset.duizhao);
  await page.waitForTimeout(300);
  await page.evaluate(() => { window.kept = true; });
  return { page, faults, kept: () => page.evaluate(() => window.kept === true), done: () => context.close() };
}
const bar = page => page.locator("duizhao-findings details");

test("a changed paragraph is swapped in place: not loaded again, the reader stays where they were", async () => {
  const { page, faults, kept, done } = await visit("parallel/topic/long.html");
  await page.evaluate(() => scrollTo(0, document.querySelector("#p30").offsetTop));
  const before = await page.evaluate(() => document.querySelector("#p30").getBoundingClientRect().top);
  const text = read(en);
  // Longer, and far above what is seen: everything below moves.
  write(en, text.replace("Here is a paragraph", "Reworded, " + "and made much longer than it was before, ".repeat(12) + "here is a paragraph"));
  await page.locator("#p1", { hasText: "Reworded" }).waitFor();
  assert.ok(await kept(), "loaded again");
  const after = await page.evaluate(() => document.querySelector("#p30").getBoundingClientRect().top);
  assert.ok(Math.abs(after - before) < 3, `${before} → ${after}`);
  await page.waitForTimeout(200);
  // What was swapped is what a fresh page holds, and what scripts have added is still there.
  const article = () => page.evaluate(() => document.querySelector("article").outerHTML);
  const swapped = await article();
  await page.reload();
  assert.equal(await article(), swapped);
  // A paragraph more, in both languages: scripts must see it, so the page is loaded, at the same place.
  const top = () => page.evaluate(() => document.querySelector("#p30").getBoundingClientRect().top);
  await page.evaluate(() => scrollTo(0, document.querySelector("#p30").offsetTop - 50));
  const stood = await top();
  write(zh, read(zh).replace("最后的一段。", "多出的一段。\n\n最后的一段。"));
  write(en, read(en).replace("The last paragraph.", "One more paragraph.\n\nThe last paragraph."));
  await page.locator("#p41", { hasText: "One more paragraph." }).waitFor();
  await page.locator("#p42", { hasText: "最后的一段" }).waitFor();
  await page.waitForFunction(top => Math.abs(document.querySelector("#p30").getBoundingClientRect().top - top) < 40, stood);
  assert.deepEqual(faults, []);
  await done();
});

test("a new title loads the page again at the same place", async () => {
  const { page, kept, done } = await visit("en/topic/long.html");
  await page.evaluate(() => scrollTo(0, document.querySelector("#p25").offsetTop));
  const before = await page.evaluate(() => document.querySelector("#p25").getBoundingClientRect().top);
  write(en, read(en).replace("title: A long page", "title: A renamed page"));
  await page.waitForFunction(() => document.title.includes("renamed") && document.readyState === "complete");
  assert.ok(!await kept());
  await page.waitForFunction(top => Math.abs(document.querySelector("#p25").getBoundingClientRect().top - top) < 40, before);
  await done();
});

test("a changed style sheet is put on without loading the page again", async () => {
  const css = readFileSync(join(root, "templates/assets/style.css"), "utf8");
  write("templates/assets/style.css", css);
  const { page, kept, done } = await visit("zh/topic/long.html");
  write("templates/assets/style.css", css + "\nmain { border-top: 7px solid rgb(1, 2, 3) }\n");
  await page.waitForFunction(() => getComputedStyle(document.querySelector("main")).borderTopWidth === "7px");
  assert.ok(await kept());
  assert.equal(await page.locator("link[rel=stylesheet]").count(), 1);
  await done();
});

test("findings lie on the page they concern, in its language, small until opened, by keyboard too", async () => {
  const good = read(en);
  const both = await visit("parallel/topic/long.html");
  const chinese = await visit("zh/topic/long.html");
  assert.equal(await bar(both.page).count(), 0, "nothing to say");
  write(en, good.replace("The last paragraph.", "The last paragraph of 17."));
  await bar(both.page).waitFor();
  await bar(chinese.page).waitFor();
  assert.match(await bar(both.page).locator("summary").innerText(), /1 个错误 1 error/);
  assert.equal((await bar(chinese.page).locator("summary").innerText()).trim(), "1 个错误");
  assert.equal(await bar(both.page).evaluate(one => one.open), false);
  assert.ok(!(await both.page.locator("main").innerText()).includes("of 17"), "the last good page stays");
  assert.ok(await both.kept());

  const summary = bar(both.page).locator("summary");
  await summary.focus();
  await both.page.keyboard.press("Enter");
  assert.equal(await bar(both.page).evaluate(one => one.open), true);
  const sheet = await bar(both.page).innerText();
  for (const part of ["content/topic/long.en.md:", "figure-mismatch", "17"]) assert.ok(sheet.includes(part), part);
  assert.equal(await bar(both.page).locator("mark").first().innerText(), "17");

  await both.page.keyboard.press("Tab");
  assert.equal(await both.page.evaluate(() => document.querySelector("duizhao-findings").shadowRoot.activeElement.dataset.path), en);
  await both.page.keyboard.press("Enter");
  for (let n = 0; n < 100 && !existsSync(file("opened")); n++) await both.page.waitForTimeout(20);
  await both.page.waitForTimeout(50);
  assert.ok(read("opened").includes(en), read("opened"));

  write(en, good.replace("The last paragraph.", "The very last paragraph."));
  await both.page.locator("main", { hasText: "The very last paragraph." }).waitFor();
  await bar(both.page).waitFor({ state: "detached" });
  assert.ok(await both.kept());
  assert.deepEqual([...both.faults, ...chinese.faults], []);
  await both.done();
  await chinese.done();
});

test("a topic with a long name makes no page wider than the window", async () => {
  const [was, wasEnglish] = [read("content/topic/_index.zh.md"), read("content/topic/_index.en.md")];
  write("content/topic/_index.zh.md", was.replace("title: 主题", "title: 医疗卫生、公共卫生与健康促进事业的发展"));
  write("content/topic/_index.en.md", wasEnglish.replace("title: Topic", "title: Medical services, public health and health promotion"));
  for (const width of [360, 768, 1440]) {
    for (const path of ["", "parallel/index.html", "parallel/topic/index.html", "en/topic/long.html"]) {
      const { page, done } = await visit(path, { viewport: { width, height: 800 } });
      if (!path) await page.locator(".strip", { hasText: "health promotion" }).waitFor();
      const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(over <= 0, `${path} at ${width}: ${over}`);
      await done();
    }
  }
  write("content/topic/_index.zh.md", was);
  write("content/topic/_index.en.md", wasEnglish);
});

test("the page of all findings follows by itself", async () => {
  const good = read(zh);
  const { page, kept, done } = await visit("_duizhao/findings");
  assert.match(await page.locator("main").innerText(), /Nothing was found|没有发现/);
  write(zh, good.replace("title:", "titel:"));
  await page.locator("main", { hasText: "titel" }).waitFor();
  write(zh, good);
  await page.locator("main", { hasText: "Nothing was found" }).waitFor();
  assert.ok(await kept());
  await done();
});

test("ten tabs of one browser all follow, though a browser has six connections to a host", async () => {
  const context = await browser.newContext();
  const pages = [];
  for (let n = 0; n < 10; n++) {
    const page = await context.newPage();
    await page.goto(base + "en/topic/long.html");
    pages.push(page);
  }
  await pages[9].waitForTimeout(300);
  write(en, read(en).replace("The very last paragraph.", "The end."));
  for (const page of pages) await page.locator("main", { hasText: "The end." }).waitFor();
  // The tab that listened goes; another takes its place.
  await pages[0].close();
  await pages[9].waitForTimeout(300);
  write(en, read(en).replace("The end.", "The very end."));
  for (const page of pages.slice(1)) await page.locator("main", { hasText: "The very end." }).waitFor();
  await context.close();
});

test("a page finds its server again after it was started anew", async () => {
  const { page, done } = await visit("en/topic/long.html");
  const port = Number(new URL(base).port);
  await stop();
  write(en, read(en).replace("The very end.", "Written meanwhile."));
  await start(port);
  await page.locator("main", { hasText: "Written meanwhile." }).waitFor({ timeout: 20000 });
  await done();
});

const report = "content/originals/report.md", quote = "content/topic/quote";
const chinese = "今年以来，市场主体总量达到46万家，其中企业20万家，其余的是个体工商户。";
const english = "This year the number of market entities reached 460,000, of which 200,000 were enterprises; the others were self-employed people.";
const quoted = () => {
  write(report, `---\ntitle: { zh: 报告, en: Report }\nsign: 报\n---\n\n${chinese}\n`);
  write(quote + ".zh.md", `---\ntitle: 市场主体\noriginal: report\n---\n\n这一段是编者的话。\n\n> ${chinese}\n`);
  write(quote + ".en.md", `---\ntitle: Market entities\n---\n\nThis paragraph is the editor’s.\n\n> ${english}\n`);
};

test("the cause is told first, what follows is folded; the passage is marked on both leaves, and the list leads to it", async () => {
  quoted();
  write(quote + ".zh.md", read(quote + ".zh.md").replace("46万家", "64万家"));
  const { page, faults, done } = await visit("parallel/topic/quote.html");
  await page.locator("duizhao-findings .bar").waitFor();
  const overlay = page.locator("duizhao-findings");
  assert.match(await overlay.locator(".bar > summary").innerText(), /1 个错误 1 error/);
  await overlay.locator(".bar > summary").focus();
  await page.keyboard.press("Enter");
  const first = overlay.locator(".sheet > .findings > li");
  assert.equal(await first.count(), 1);
  assert.match(await first.locator("> .rule").innerText(), /quote-not-found/);
  const folded = first.locator(".follows");
  assert.equal(await folded.evaluate(one => one.open), false);
  assert.match(await folded.locator("> summary").innerText(), /可能由它引起.*may follow from it/);
  assert.match(await folded.evaluate(one => one.textContent), /figure-mismatch/);
  assert.ok(!/write 640,000/.test(await overlay.evaluate(one => one.shadowRoot.textContent)), "the advice that would spoil the English");

  // The passage is marked, with both sides in it; the words are marked on the leaf that has them.
  const marked = await page.$$eval("[data-duizhao-mark]", all => all.map(one => [one.dataset.duizhaoMark, one.dataset.passage ?? one.id, [...one.querySelectorAll("[lang]")].map(part => part.lang.slice(0, 2))]));
  assert.equal(marked.length, 1, JSON.stringify(marked));
  assert.deepEqual(marked[0].slice(0, 2), ["error", "p2"]);
  assert.ok(marked[0][2].includes("zh") && marked[0][2].includes("en"));
  assert.ok(await page.evaluate(() => getComputedStyle(document.querySelector("#p2")).outlineStyle === "solid"));
  const words = await page.evaluate(() => [...CSS.highlights.get("duizhao-error")].map(range => range.toString()));
  assert.ok(words.some(one => /^[46]+$/.test(one)), JSON.stringify(words));
  // By keyboard: the link leads to the passage, which then has the focus.
  await first.locator("> .place .way[data-at]").first().focus();
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.activeElement.closest("#p2"));
  assert.equal(await page.evaluate(() => location.hash), "#p2");
  assert.equal(await overlay.locator(".bar").evaluate(one => one.open), false, "it lies on the passage");
  assert.equal(await page.evaluate(() => getComputedStyle(document.querySelector("#p2")).outlineStyle), "solid");
  // Escape folds the list.
  await overlay.locator(".bar > summary").focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Escape");
  assert.equal(await overlay.locator(".bar").evaluate(one => one.open), false);
  assert.match(await overlay.locator(".heard[role=status]").textContent(), /1 个错误/);

  quoted();
  await page.locator("duizhao-findings .bar").waitFor({ state: "detached" });
  assert.equal(await page.locator("[data-duizhao-mark]").count(), 0);
  assert.equal(await page.evaluate(() => CSS.highlights.has("duizhao-error")), false);
  assert.deepEqual(faults, []);
  await done();
});

test("pages of one language are told in that language alone", async () => {
  quoted();
  write(quote + ".en.md", read(quote + ".en.md").replace("460,000", "640,000"));
  const said = async path => {
    const { page, done } = await visit(path);
    await page.locator("duizhao-findings .bar > summary").click();
    const langs = await page.locator("duizhao-findings").evaluate(one => [...one.shadowRoot.querySelectorAll("[lang]")].map(part => part.lang));
    const name = await page.locator("duizhao-findings").evaluate(one => one.shadowRoot.querySelector("[role=region]").getAttribute("aria-label"));
    await done();
    return { langs: [...new Set(langs)].sort(), name };
  };
  assert.deepEqual(await said("zh/topic/quote.html"), { langs: ["zh-Hans"], name: "核对的发现" });
  assert.deepEqual(await said("en/topic/quote.html"), { langs: ["en"], name: "Findings of the check" });
  assert.deepEqual(await said("parallel/topic/quote.html"), { langs: ["en", "zh-Hans"], name: "核对的发现 Findings of the check" });
  quoted();
});

test("a button accepts what the page shows, says so, and the mark is gone; it refuses what was not seen", async () => {
  quoted();
  const accept = () => new Promise((done, fail) => {
    const run = spawn(program, ["-C", site, "accept"], { stdio: "ignore" });
    run.once("exit", status => status === 0 ? done() : fail(new Error(`accept: ${status}`)));
  });
  await accept();
  write(quote + ".zh.md", read(quote + ".zh.md").replace("这一段是编者的话。", "这一段是编者自己的话。"));
  const { page, faults, done } = await visit("en/topic/quote.html");
  await page.locator("main .stale").waitFor();
  const button = page.locator("duizhao-findings button.accept");
  await page.locator("duizhao-findings .bar > summary").click();
  assert.equal(await button.innerText(), "The translation is right: accept this passage");

  // Another text than the one that was seen, before this page has heard of it.
  const seen = await button.getAttribute("data-seen");
  await button.evaluate(one => { one.dataset.seen = "0"; });
  await button.click();
  const notice = page.locator("duizhao-findings .status");
  await notice.filter({ hasText: "nothing was accepted" }).waitFor();
  assert.ok(!read("content/duizhao.lock").includes("编者自己的话"));
  await button.evaluate((one, seen) => { one.dataset.seen = seen; }, seen);

  await button.focus();
  await page.keyboard.press("Enter");
  await page.locator("duizhao-findings .notice[role=status]", { hasText: "accepted the translation of topic/quote#p1" }).waitFor();
  await page.locator("main .stale").waitFor({ state: "detached" });
  await page.locator("duizhao-findings .bar").waitFor({ state: "detached" });
  assert.equal(await page.locator("[data-duizhao-mark]").count(), 0);
  assert.ok(read("content/duizhao.lock").includes("编者自己的话"));
  // It is still said after the page was loaded again.
  await page.locator("duizhao-findings .notice", { hasText: "accepted the translation of topic/quote#p1" }).waitFor();
  assert.deepEqual(faults, []);
  await done();
  rmSync(file("content/duizhao.lock"));
});

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
const program = process.env.DUIZHAO ?? join(root, "target/release/duizhao");
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

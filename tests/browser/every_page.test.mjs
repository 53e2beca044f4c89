// Every page of the built site, opened from the disk and from below a path.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { local, open, pages } from "./stage.mjs";

let base, visit, close;
before(async () => ({ base, visit, close } = await open()));
after(() => close());

test("every page opens from the disk without a fault", async () => {
  const { page, faults, done } = await visit(local("index.html"));
  for (const one of pages) await page.goto(local(one));
  assert.deepEqual(faults, []);
  assert.ok(pages.length > 100);
  await done();
});

test("every page opens below a sub-path without a fault", async () => {
  const { page, faults, done } = await visit(base + "index.html");
  // The page of what is not there looks for the root: it is given the time.
  for (const one of pages) await page.goto(base + one, { waitUntil: one === "404.html" ? "networkidle" : "load" });
  assert.deepEqual(faults, []);
  await done();
});

// How well hits are ranked: a hundred queries of readers with the page that each wants to see first, on the site of
// the repository. The list was written before the ranking; see its head.
import { test } from "node:test";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { index, rank } from "./index.mjs";
import { site } from "./stage.mjs";

const list = join(dirname(fileURLToPath(import.meta.url)), "search-queries.tsv");
const queries = readFileSync(list, "utf8").trim().split("\n").filter(line => !line.startsWith("#")).map(line => line.split("\t"));

test("the page that a reader wants stands first: mean reciprocal rank of at least 0.9, and 0.8 of each kind", () => {
  const { ask } = index(site);
  assert.ok(queries.length >= 100);
  const kinds = new Map(), low = [];
  for (const [kind, query, page] of queries) {
    const at = rank(ask(query), page), score = at ? 1 / at : 0;
    if (score < 1) low.push(`${query}: ${page} stands at ${at}`);
    kinds.set(kind, [...kinds.get(kind) ?? [], score]);
  }
  const mean = all => all.reduce((a, b) => a + b, 0) / all.length;
  const all = mean([...kinds.values()].flat());
  console.log(`mean reciprocal rank ${all.toFixed(3)} of ${queries.length} queries`);
  assert.ok(all >= 0.9, `${all}\n${low.join("\n")}`);
  for (const [kind, scores] of kinds) assert.ok(mean(scores) >= 0.8, `${kind}: ${mean(scores)}\n${low.join("\n")}`);
});

test("forms of one thing find the same pages", () => {
  const { ask } = index(site);
  const first = query => ask(query).pages.slice(0, 3).map(one => one.page.path);
  for (const forms of [["机场", "機場", "机 场"], ["5786", "5,786", "5 786", "５７８６", "5\u00a0786"], ["PM2.5", "PM 2.5", "pm2.5"], ["160,000", "160000", "160 000"]]) {
    for (const form of forms) assert.deepEqual(first(form), first(forms[0]), form);
  }
  for (const [query, form] of [["airports", "airport"], ["airprot", "airport"], ["jichang", "机场"], ["jīchǎng", "机场"], ["ji chang", "机场"], ["578.6 billion", "5786亿"], ["16万", "160,000"]]) {
    const found = ask(query).pages.map(one => one.page.path);
    assert.ok(found.includes(first(form)[0]), `${query}: ${found}`);
  }
});

test("what looks alike and is something else is not found", () => {
  const { ask } = index(site);
  const texts = query => ask(query).pages.flatMap(one => one.units.map(unit => unit.texts.join(" ")));
  assert.ok(texts("port").every(text => /(^|[^a-z])port/i.test(text)), "“port” inside “airport”");
  assert.ok(texts("786").every(text => !/5,?786/.test(text) || /(^|[^\d,.])786/.test(text)), "the end of a number");
  assert.ok(texts("16万").every(text => /16万|160,000|0\.16 million/.test(text)), "another scale");
  assert.equal(ask("鑫鑫鑫鑫").pages.length, 0);
  assert.equal(ask("zzzzqqqq").pages.length, 0);
});

// The schemas in the language server that editors use for YAML: the project's own files are right, a wrong
// key or value is underlined, and what may be written is offered.
import { test } from "node:test";
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const require = createRequire(import.meta.url);
const { getLanguageService } = require("yaml-language-server/out/server/src/languageservice/yamlLanguageService.js");
const { TextDocument } = require("vscode-languageserver-textdocument");

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const program = process.env.DUIZHAO ?? join(root, "target/debug/duizhao");
const names = ["site", "front-matter", "glossary", "original"];
const schemas = Object.fromEntries(
  names.map(name => [name, JSON.parse(execFileSync(program, ["schema", name], { encoding: "utf8" }))]));

const service = getLanguageService({ schemaRequestService: async () => "{}", workspaceContext: { resolveRelativePath: path => path } });
service.configure({
  validate: true, hover: true, completion: true,
  schemas: names.map(name => ({ uri: `file:///${name}.json`, fileMatch: [`${name}.yaml`], schema: schemas[name] })),
});
// The service keeps what it read of a document until its version rises.
let version = 0;
const document = (name, text) => TextDocument.create(`file:///${name}.yaml`, "yaml", ++version, text);
const problems = async (name, text) =>
  (await service.doValidation(document(name, text), false)).map(one => one.message);

const header = text => text.split(/^---$/m)[1];
const files = folder => readdirSync(join(root, folder), { recursive: true })
  .map(path => join(folder, path)).filter(path => path.endsWith(".md"));
const read = path => readFileSync(join(root, path), "utf8");

test("the YAML of both sites in this repository is right", async () => {
  let seen = 0;
  for (const folder of ["content", "src/cli/scaffold/content"]) {
    for (const [name, path] of [["site", "site.yaml"], ["glossary", "glossary.yaml"]]) {
      assert.deepEqual(await problems(name, read(join(folder, path))), [], join(folder, path));
    }
    for (const path of files(folder)) {
      const name = path.includes("originals") ? "original" : "front-matter";
      assert.deepEqual(await problems(name, header(read(path))), [], path);
      seen += 1;
    }
  }
  assert.ok(seen > 60, `${seen} headers`);
});

test("a wrong key, a wrong word and a wrong type are underlined", async () => {
  for (const [name, text] of [
    ["site", "title: { zh: 例, en: Example }\ntopics: [a]\ntopcs: [b]\n"],
    ["site", "title: { zh: 例, en: Example }\ntopics: [a]\nrules: { quote-notfound: off }\n"],
    ["site", "title: { zh: 例, en: Example }\ntopics: [a]\nrules: { quote-not-found: fatal }\n"],
    ["site", "title: 例\ntopics: [a]\n"],
    ["front-matter", "titel: 例\n"],
    ["front-matter", "title: 例\nweight: 一\n"],
    ["front-matter", "title: 例\nfigures:\n  - { id: a, label: 甲, unit: 个, chart: pie }\n"],
    ["front-matter", "title: 例\nallow: [{ rule: no-such-rule, reason: { zh: 因, en: why } }]\n"],
    ["glossary", "- { zh: 甲, en: a, knid: term }\n"],
    ["original", "title: { zh: 报告, en: Report }\nsigns: 报\n"],
  ]) {
    assert.ok((await problems(name, text)).length > 0, `${name}: ${text}`);
  }
});

test("numbers, dates and years may be written without quotation marks", async () => {
  const text = "title: 2022\ndate: 2022-04-11\nfigures:\n  - { id: a, label: 甲, unit: 个, points: [{ at: 2021, value: 1.10 }] }\n";
  assert.deepEqual(await problems("front-matter", text), []);
});

test("keys and words are offered, with what they mean in both languages", async () => {
  const offered = async (name, text) => {
    const at = { line: text.split("\n").length - 1, character: text.split("\n").at(-1).length };
    return (await service.doComplete(document(name, text), at, false)).items;
  };
  const keys = await offered("site", "title: { zh: 例, en: Example }\n");
  assert.ok(keys.some(one => one.label === "base_url"), keys.map(one => one.label).join());
  const charts = (await offered("front-matter", "title: 例\nfigures:\n  - id: a\n    chart: ")).map(one => one.label);
  for (const chart of ["card", "change", "bars", "line", "share", "dots", "table", "none"]) assert.ok(charts.includes(chart), charts.join());
  for (const name of names) {
    const described = JSON.stringify(schemas[name]).match(/"description":"[^"]*[a-z][^"]*[\u4e00-\u9fff]/g) ?? [];
    assert.ok(described.length >= 4, `${name}: ${described.length} descriptions in both languages`);
  }
});

// The search of a built site without a browser: the same engine over the same index.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { runInNewContext } from "node:vm";
import { inflateRawSync } from "node:zlib";

/** Everything of an index, in an engine. */
export function index(site) {
  const given = new Map();
  const window = { duizhao: { give: (name, ...values) => given.set(name, values) } };
  const run = path => runInNewContext(readFileSync(join(site, path), "utf8"), { window, duizhao: window.duizhao });
  run("assets/search-engine.js");
  const folder = "assets/search";
  const files = readdirSync(join(site, folder)).sort((a, b) => a.length - b.length || (a < b ? -1 : 1));
  for (const file of files) run(join(folder, file));
  const { engine } = window.duizhao;
  engine.characters(...given.get("c0"));
  const store = engine.create();
  const unpacked = shard => typeof shard === "string" ? JSON.parse(inflateRawSync(Buffer.from(shard, "base64"))) : shard;
  for (let n = 0; given.has("t" + n); n++) store.add(unpacked(given.get("t" + n)[0]));
  const stands = engine.standing(store);
  const ask = text => engine.ask(store, engine.read(store, text, stands));
  return { engine, store, ask, read: text => engine.read(store, text, stands) };
}

/** The rank of a page among what a query finds, from 1; 0 where it is not found. */
export function rank(found, page) {
  if (page.startsWith("term:")) return found.answers.findIndex(one => one.term.texts[0] === page.slice(5)) + 1;
  const path = page.replace(/(^|\/)_index$/, "$1index") + ".html";
  return found.pages.findIndex(one => one.page.path === path) + 1;
}

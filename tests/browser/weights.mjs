// What each kind of file and of markup of a built site costs in bytes: SITE=DIR node tests/browser/weights.mjs
import { readFileSync, readdirSync, statSync } from "node:fs";
import { extname, join } from "node:path";

const site = process.env.SITE ?? "public", bytes = text => Buffer.byteLength(text);
const files = readdirSync(site, { recursive: true }).map(path => path.split("\\").join("/")).filter(path => statSync(join(site, path)).isFile());
const kindOf = path => {
  const parts = path.split("/"), folder = parts.length > 1 ? parts.slice(0, parts[0] === "assets" && parts.length > 2 ? 2 : 1).join("/") : ".";
  return `${folder} *${extname(path) || path}`;
};
const kinds = new Map(), markup = new Map();
const add = (table, name, size, count = 1) => {
  const [sum, n] = table.get(name) ?? [0, 0];
  table.set(name, [sum + size, n + count]);
};

/** The parts of a page: head, what stands around its matter, and in its matter tags, attributes and text. */
const take = html => {
  const main = html.indexOf("<main"), end = html.indexOf("</main>"), body = html.indexOf("<body");
  add(markup, "head", bytes(html.slice(0, body)));
  add(markup, "head: structured data", bytes(/<script type="application\/ld\+json">.*?<\/script>/s.exec(html)?.[0] ?? ""));
  add(markup, "head: alternates, feeds", (html.slice(0, body).match(/<link rel=alternate[^>]*>/g) ?? []).reduce((sum, one) => sum + bytes(one), 0));
  add(markup, "running head and foot", bytes(html.slice(body, main)) + bytes(html.slice(end)));
  let at = main;
  for (const tag of html.slice(0, end).matchAll(/<\/?[a-z][^\s>]*((?:"[^"]*"|[^">])*)>/g)) {
    if (tag.index < main) continue;
    add(markup, "text", bytes(html.slice(at, tag.index)));
    at = tag.index + tag[0].length;
    const name = tag[0].match(/^<\/?([^\s>]+)/)[1];
    add(markup, `<${name}>`, bytes(tag[0]) - bytes(tag[1]), tag[0][1] === "/" ? 0 : 1);
    for (const one of tag[1].matchAll(/\s+([^\s=]+)(?:=("[^"]*"|\S+))?/g)) add(markup, `@${one[1]}`, bytes(one[0]));
  }
  add(markup, "text", bytes(html.slice(at, end)));
};

for (const path of files) {
  add(kinds, kindOf(path), statSync(join(site, path)).size);
  if (path.endsWith(".html") && path !== "404.html") take(readFileSync(join(site, path), "utf8"));
}
const total = [...kinds.values()].reduce((sum, [size]) => sum + size, 0);
for (const [title, table, rows] of [["files", kinds, 12], ["pages", markup, 24]]) {
  console.log(`| ${title} | MB | % of all | number |\n| --- | --- | --- | --- |`);
  const sorted = [...table].sort(([, [a]], [, [b]]) => b - a).slice(0, rows);
  for (const [name, [size, count]] of sorted) console.log(`| \`${name}\` | ${(size / 1e6).toFixed(2)} | ${(size / total * 100).toFixed(1)} | ${count} |`);
  console.log("");
}
console.log(`all: ${(total / 1e6).toFixed(1)} MB`);

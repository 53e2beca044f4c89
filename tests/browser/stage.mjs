// What all browser tests need: the site on disk and below a sub-path of a host, and a browser that
// notes every fault.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { readFileSync, readdirSync, statSync } from "node:fs";
import { dirname, extname, join, relative } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { chromium, firefox } from "playwright-core";

export const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
export const site = process.env.SITE ?? join(root, "public");
const types = { ".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript", ".json": "application/json", ".csv": "text/csv", ".xml": "application/xml" };

/** Every page of the site, by its path. */
export const pages = readdirSync(site, { recursive: true })
  .map(path => path.split("\\").join("/"))
  .filter(path => path.endsWith(".html") && statSync(join(site, path)).isFile());

/** The address of a page on disk. */
export const local = (page, folder = site) => {
  const [path, rest = ""] = page.split(/(?=[?#])/s, 2);
  return pathToFileURL(join(folder, path)).href + rest;
};

/** The HTML of a page with every value in quotation marks, so that it can be looked at in one spelling. */
export const html = page => readFileSync(join(site, page), "utf8").replace(/<[a-z](?:"[^"]*"|[^">])*>/g, tag => tag.replace(/"[^"]*"|=([^\s"'<>=`]+)/g, (all, bare) => bare ? `="${bare}"` : all));

/** The first page of an edition whose HTML has all the words. */
export const pageWith = (edition, ...words) => {
  const found = pages.find(page => page.startsWith(edition + "/") && !page.endsWith("index.html") && words.every(word => html(page).includes(word)));
  assert.ok(found, `no page of ${edition} with ${words}`);
  return found;
};

/** Chromium, or Debian’s Firefox, driven by WebDriver BiDi. */
const launch = inFirefox => inFirefox
  ? firefox.launch({ channel: "moz-firefox", executablePath: process.env.FIREFOX ?? "/usr/bin/firefox-esr" })
  : chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"] });

/** Starts browser and server; `visit` opens a page in a window of its own. */
export async function open({ inFirefox = false } = {}) {
  const browser = await launch(inFirefox);
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://x").pathname);
    try {
      assert(path.startsWith("/a/b/"));
      const file = join(site, path.slice(5));
      const body = readFileSync(file);
      response.writeHead(200, { "content-type": types[extname(file)] ?? "application/octet-stream" }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise(done => server.listen(0, "127.0.0.1", done));
  const base = `http://127.0.0.1:${server.address().port}/a/b/`;
  const visit = async (address, options = {}) => {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
    const page = await context.newPage();
    const faults = [];
    page.on("pageerror", error => faults.push(String(error)));
    page.on("console", message => message.type() === "error" && faults.push(message.text()));
    page.on("requestfailed", request => faults.push(`failed: ${request.url()}`));
    page.on("response", response => response.status() >= 400 && faults.push(`${response.status()}: ${response.url()}`));
    page.on("request", request => {
      const ok = request.url().startsWith("file://") || request.url().startsWith(base) || request.url().startsWith("data:");
      if (!ok) faults.push(`elsewhere: ${request.url()}`);
    });
    await page.goto(address);
    return { page, faults, done: () => context.close() };
  };
  const close = async () => {
    await browser.close();
    server.close();
  };
  return { base, visit, close };
}

/** The path of an address below the site on disk. */
export const pathOf = address => relative(site, fileURLToPath(address.split(/[?#]/)[0])).split("\\").join("/");

// Takes the pictures of the README: node pictures.mjs, with the site built into public/ (or SITE).
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { local, open, pageWith, root } from "./stage.mjs";

const { visit, close } = await open();
const folder = join(root, "tests/pictures");
mkdirSync(folder, { recursive: true });
const noted = pageWith("parallel/openness", "class=\"call\"", "class=\"term\"");
const charts = pageWith("parallel/economy", "fig-change");

const wide = { viewport: { width: 1100, height: 620 } };
const phone = { viewport: { width: 360, height: 700 } };
const pictures = [
  ["cover", "index.html", wide],
  ["parallel", noted, wide],
  ["figures", charts, wide, page => page.locator(".figures").first().evaluate(one => scrollTo(0, one.offsetTop - 320))],
  ["term", noted, wide, async page => {
    await page.locator(".passage[id] [lang|=en] a.term").nth(2).click();
    await page.locator("#slip").waitFor();
  }],
  ["comparison", pageWith("parallel", "class=\"vs-item "), wide, page => page.locator(".vs-item").first().evaluate(one => one.scrollIntoView())],
  ["search", "search.html?q=机场", wide, page => page.locator(".hit").nth(3).waitFor()],
  ["original", "originals/page-2025.html#p16", wide],
  ["checked", "findings.html", wide],
  ["phone", noted.replace("parallel", "zh"), { ...phone, colorScheme: "dark" }],
  ["phone-parallel", noted, phone],
];
for (const [name, path, options, prepare] of pictures) {
  const { page, done } = await visit(local(path), options);
  await prepare?.(page);
  await page.waitForTimeout(300);
  await page.screenshot({ path: join(folder, `${name}.png`) });
  await done();
}
await close();

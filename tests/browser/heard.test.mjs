// The site as somebody hears it: the tree that a browser gives to screen readers.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { kinds } from "./kinds.mjs";
import { local, open } from "./stage.mjs";

let visit, close;
before(async () => ({ visit, close } = await open()));
after(() => close());

/** The roles, names and states of a page, in the order in which they are read. */
async function heard(address) {
  const { page, done } = await visit(address);
  await page.waitForTimeout(300);
  const client = await page.context().newCDPSession(page);
  const { nodes } = await client.send("Accessibility.getFullAXTree");
  const by = new Map(nodes.map(node => [node.nodeId, node])), out = [];
  const walk = node => {
    const states = Object.fromEntries((node.properties || []).map(one => [one.name, one.value.value]));
    if (!node.ignored) out.push({ role: node.role.value, name: node.name?.value ?? "", ...states });
    for (const id of node.childIds || []) if (by.has(id)) walk(by.get(id));
  };
  walk(nodes.find(node => !node.parentId));
  await done();
  return out;
}

const LANDMARKS = ["banner", "navigation", "main", "contentinfo", "search", "region", "form"];

for (const [kind, page] of [...kinds].filter(([kind]) => kind !== "404")) {
  test(`heard: ${kind}`, async () => {
    const nodes = await heard(local(page));
    // Headings: one of the first level, none skipped on the way down, none called by the number or the button beside it.
    const headings = nodes.filter(one => one.role === "heading");
    assert.equal(headings.filter(one => one.level === 1).length, 1, "one heading of the first level");
    assert.equal(headings[0].level, 1);
    headings.slice(1).forEach((one, at) => assert.ok(one.level <= headings[at].level + 1, `${one.name}: ${headings[at].level} → ${one.level}`));
    for (const one of headings) {
      assert.ok(one.name.trim(), "a heading without a name");
      assert.doesNotMatch(one.name, /(Cite|引用|Passage|段) \d/, one.name);
    }
    // Landmarks of one kind are told apart by their names.
    for (const role of LANDMARKS) {
      const names = nodes.filter(one => one.role === role).map(one => one.name.trim());
      if (role === "main" || role === "banner" || role === "contentinfo") assert.equal(names.length, 1, role);
      if (names.length > 1) assert.ok(names.every(Boolean), `${role} without a name`);
      if (role === "navigation") assert.equal(new Set(names).size, names.length, `${names}`);
    }
    // What can be used has a name, and no name says the same word twice on end.
    for (const one of nodes.filter(one => ["link", "button", "radio", "checkbox", "searchbox", "combobox", "textbox", "figure"].includes(one.role))) {
      assert.ok(one.name.trim(), `${one.role} without a name`);
      assert.doesNotMatch(one.name, /(^|\s)(\p{L}{3,}) \2(\s|$)/u, one.name);
      // Letters of one language do not run into those of the other, nor a word into a number.
      // The number of a passage or a sentence says what it counts.
      if (one.role === "link" && kind.startsWith("excerpt")) assert.doesNotMatch(one.name, /^\d+(\.\d+)?$/, one.name);
      if (one.role === "radio") assert.doesNotMatch(one.name, /[a-z]\d|[a-z][\u4e00-\u9fff]/, one.name);
    }
    // Drawings are not read: their numbers stand in lists and tables.
    assert.ok(!nodes.some(one => /^Svg|graphics/i.test(one.role) && !one.name), "a drawing is read");
  });
}

test("heard: who speaks is told apart from what is said", async () => {
  const { page, done } = await visit(local(kinds.get("comparison, parallel")));
  const voices = await page.$$eval(".voice", all => all.map(one => one.parentElement.textContent.slice(0, 40)));
  assert.ok(voices.length > 4);
  for (const text of voices) assert.match(text, /^\s*(编者按|Editor’s note)\s/, text);
  await done();
});

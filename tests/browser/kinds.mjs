// The kinds of pages that a site has, and of each the page with most in it.
import { html, pages } from "./stage.mjs";

/** Of the pages that a test holds for, the one with most in it. */
const fullest = fits => pages.filter(fits).sort((a, b) => html(b).length - html(a).length)[0];
const editions = ["zh", "en", "parallel"];

/** Page by kind. */
export const kinds = new Map([
  ["cover", "index.html"],
  ...editions.flatMap(edition => {
    const of = (name, fits) => [`${name}, ${edition}`, fullest(page => page.startsWith(edition + "/") && fits(page, html(page)))];
    return [
      [`first page, ${edition}`, `${edition}/index.html`],
      of("topic", (page, text) => text.includes("class=\"ind")),
      of("excerpt with charts", (page, text) => /class="ch fig-(?!table)/.test(text)),
      of("excerpt with a table", (page, text) => /<div class="body[^>]*>\s*<div class="scroll"/.test(text)),
      of("comparison", (page, text) => text.includes("class=\"vs-list")),
      of("page outside the topics", (page, text) => page.split("/").length === 2 && !page.endsWith("index.html") && !text.includes("class=\"vs-list")),
      of("tag", page => page.includes("/tags/") && !page.endsWith("index.html")),
    ];
  }),
  ...["figures", "findings", "glossary", "corrections", "404"].map(name => [name, pages.find(page => page === name + ".html")]),
  ["search", "search.html?q=2021"],
  ["original", fullest(page => page.startsWith("originals/") && html(page).includes("class=\"text"))],
  ["rule", fullest(page => page.startsWith("rules/"))],
  ["term", fullest(page => page.startsWith("terms/") && !page.endsWith("index.html"))],
].filter(([, page]) => page));

// How the text of a page lies: what runs over another text, out of the window, is cut off, or is too small to hit.
/** Runs inside a page; gives the faults in words. */
export function faults() {
  const found = [];
  const shown = one => one.checkVisibility({ visibilityProperty: true, opacityProperty: true, contentVisibilityAuto: true });
  const named = one => one.tagName.toLowerCase() + (one.className && typeof one.className === "string" ? "." + one.className.trim().split(/\s+/).join(".") : "");
  const way = one => [one.parentElement?.parentElement, one.parentElement, one].filter(Boolean).map(named).join(" > ");
  const wide = document.documentElement.clientWidth;
  const over = document.documentElement.scrollWidth - wide;
  if (over > 0) found.push(`the page is ${over} px too wide`);
  // Lines of text; the middle of each, since letters' boxes are higher than their lines.
  const lines = [], walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), range = document.createRange();
  for (let node; (node = walk.nextNode());) {
    const host = node.parentElement;
    if (!node.data.trim() || host.closest("script, style, template, svg, .hidden, .skip, option, select, noscript") || !shown(host)) continue;
    if (host.closest("details:not([open]) > :not(summary)")) continue;
    let folded = false;
    for (let up = host; up; up = up.parentElement) if (getComputedStyle(up).clipPath !== "none") folded = true;
    if (folded) continue;
    range.selectNodeContents(node);
    for (const box of range.getClientRects()) {
      if (box.width < 2 || box.height < 2) continue;
      const y = (box.top + box.bottom) / 2, half = parseFloat(getComputedStyle(host).fontSize) * 0.3;
      lines.push({ left: box.left + 1, right: box.right - 1, top: y - half, bottom: y + half, node, host });
      let scrolls = false;
      for (let up = host; up; up = up.parentElement) if (/auto|scroll/.test(getComputedStyle(up).overflowX)) scrolls = true;
      if (!scrolls && (box.right > wide + 1 || box.left < -1)) found.push(`“${node.data.trim().slice(0, 24)}” leaves the window (${way(host)})`);
    }
  }
  lines.sort((a, b) => a.top - b.top);
  const told = new Set();
  for (let i = 0; i < lines.length; i++) for (let k = i + 1; k < lines.length && lines[k].top < lines[i].bottom; k++) {
    const a = lines[i], b = lines[k];
    if (a.node === b.node || a.right <= b.left || b.right <= a.left) continue;
    const key = way(a.host) + way(b.host);
    if (!told.has(key)) found.push(`“${a.node.data.trim().slice(0, 24)}” (${way(a.host)}) and “${b.node.data.trim().slice(0, 24)}” (${way(b.host)}) lie on each other`);
    told.add(key);
  }
  for (const one of document.body.querySelectorAll("*")) {
    if (!shown(one) || !one.getClientRects().length || one.closest(".hidden, .skip, svg, template")) continue;
    const style = getComputedStyle(one), text = one.textContent.trim();
    if (text && one.offsetWidth > 2 && style.clipPath === "none" && (style.overflowX === "hidden" || style.overflowX === "clip" || style.overflowY === "hidden") && (one.scrollWidth > one.clientWidth + 2 || one.scrollHeight > one.clientHeight + 3)) found.push(`“${text.slice(0, 24)}” is cut off (${way(one)})`);
    if (/auto|scroll/.test(style.overflowX) && one.scrollWidth > one.clientWidth + 2 && one.tabIndex < 0 && text && one.tagName !== "PRE") found.push(`“${text.slice(0, 24)}” scrolls, and no key reaches it (${way(one)})`);
    // Text wider than its own box, which stands beside another: a letter over the edge of a cell.
    if (one.matches("a[href], button, summary, select, input:not([type=hidden])")) {
      const box = one.getBoundingClientRect();
      let spare = one.tagName === "INPUT" && /radio|checkbox/.test(one.type) ? one.closest("label")?.getBoundingClientRect() : box;
      spare ??= box;
      const inline = style.display === "inline" && [...(one.closest("p, li, dd, dt, td, th, figcaption, h1, h2, h3, h4, blockquote, span.tr, div")?.childNodes ?? [])].some(kid => kid !== one && kid.textContent.trim());
      if (!inline && style.display !== "contents" && (spare.height < 23.5 || spare.width < 23.5) && style.display !== "inline") found.push(`${Math.round(spare.width)} × ${Math.round(spare.height)} px is a small target (${way(one)} “${(text || one.ariaLabel || "").slice(0, 20)}”)`);
    }
  }
  return [...new Set(found)];
}

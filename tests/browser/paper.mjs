// What stands on each sheet of a PDF as Chromium writes it: where text and lines lie, and how large the text is.
import { inflateSync } from "node:zlib";

const times = ([a, b, c, d, e, f], [g, h, i, j, k, l]) => [a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + l];
const streams = text => {
  const found = new Map();
  for (const one of text.matchAll(/(?:^|\n)(\d+) 0 obj\n<<((?:(?!endobj)[^])*?)>> ?stream\r?\n/g)) {
    const length = +/\/Length (\d+)/.exec(one[2])?.[1];
    if (length) found.set(one[1], [one.index + one[0].length, length]);
  }
  return found;
};
/** The marks of a sheet, from its content stream, in points from the upper edge. */
function marks(content, high) {
  const found = [], kept = [], numbers = [];
  let matrix = [1, 0, 0, 1, 0, 0], path = [], white = false, size = 0, at = null;
  const y = (x, y) => high - (matrix[1] * x + matrix[3] * y + matrix[5]);
  const ink = (points, text = 0) => points.length && found.push({ top: Math.min(...points), bottom: Math.max(...points), text });
  for (const [word] of content.matchAll(/\/\S+|<[^<>]*>|\[[^\]]*\]|[^\s<>[\]]+/g)) {
    if (/^[-+.\d]/.test(word)) { numbers.push(+word); continue; }
    const n = numbers.splice(0);
    if (word === "q") kept.push([matrix, white]);
    else if (word === "Q") [matrix, white] = kept.pop();
    else if (word === "cm") matrix = times(n, matrix);
    else if (word === "rg") white = n.every(part => part > 0.97);
    else if (word === "re") path.push(y(n[0], n[1]), y(n[0] + n[2], n[1] + n[3]));
    else if (/^[mlc]$/.test(word)) path.push(y(n.at(-2), n.at(-1)));
    else if (/^(f\*?|S|B\*?)$/.test(word)) { if (!white || word === "S") ink(path); path = []; }
    else if (/^(n|W\*?)$/.test(word)) path = word === "n" ? [] : path;
    else if (word === "Tf") size = n[0];
    else if (word === "Tm") at = n.slice(4);
    else if (word === "Td") at = [at[0] + n[0], at[1] + n[1]];
    else if (word === "Tj" || word === "TJ") {
      const real = size * Math.abs(matrix[3]);
      ink([y(...at) - real * 0.8, y(...at) + real * 0.1], real);
    } else if (word.startsWith("/") || word.startsWith("<")) numbers.length = 0;
  }
  return found;
}
/** Each sheet: its size, and between the margins: how much is empty, and headings with nothing below them. */
export function sheets(pdf, { top = 51, bottom = 57 } = {}) {
  const text = pdf.toString("latin1"), at = streams(text);
  const headings = [...text.matchAll(/\/Dest \[(\d+) 0 R \/XYZ [\d.]+ ([\d.]+)/g)];
  return [...text.matchAll(/(\d+) 0 obj\n<<\/Type \/Page\n(?:(?!endobj)[^])*/g)].map(([page, id]) => {
    const [, wide, high] = /\/MediaBox \[\s*0 0 ([\d.]+) ([\d.]+)/.exec(page).map(Number);
    const [start, length] = at.get(/\/Contents (\d+) 0 R/.exec(page)[1]);
    const all = marks(inflateSync(pdf.subarray(start, start + length)).toString("latin1"), high);
    const lines = all.filter(one => one.text), inside = lines.filter(one => one.bottom > top && one.top < high - bottom);
    // Bars of charts fill a sheet as text does; a line between two columns runs through what is empty.
    const filled = all.filter(one => one.bottom > top && one.top < high - bottom && (one.text || one.bottom - one.top < 40));
    const gaps = [];
    let below = top;
    for (const one of filled.sort((a, b) => a.top - b.top)) {
      gaps.push(one.top - below);
      below = Math.max(below, one.bottom);
    }
    gaps.push(high - bottom - below);
    return {
      wide, high,
      empty: gaps.filter(gap => gap > 36).reduce((sum, gap) => sum + gap, 0) / (high - top - bottom),
      head: lines.some(one => one.bottom <= top), foot: lines.some(one => one.top >= high - bottom),
      alone: headings.filter(([, on, y]) => on === id && !inside.some(one => one.top > high - y + 13)).length,
    };
  });
}

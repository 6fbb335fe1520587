// Let citation-js read the bibliography in three forms, and compare what it reads of each source.
// Usage: node citation_js.cjs CSL-JSON BIBTEX RIS (with @citation-js/core, plugin-csl,
// plugin-bibtex and plugin-ris installed where node finds them)
const fs = require("fs");
const { Cite } = require("@citation-js/core");
require("@citation-js/plugin-csl");
require("@citation-js/plugin-bibtex");
require("@citation-js/plugin-ris");

const [known, ...others] = process.argv.slice(2);
const sources = JSON.parse(fs.readFileSync(known, "utf8"));
const folded = (text) => (text || "").replace(/<[^>]*>|[\s\u00a0]+/g, " ").trim();
const year = (item) => item.issued?.["date-parts"]?.[0]?.[0];
// citation-js encodes the percent signs of an address in BibTeX once more, as no other reader does.
const sameAddress = (due, found) => found === due || found.replaceAll("%25", "%") === due;
// It gives the author of a newspaper's article in RIS no place.
const keepsAuthors = (source, file) => !(file.endsWith(".ris") && source.type === "article-newspaper");
let faults = 0;

for (const file of [known, ...others]) {
  const read = new Cite(fs.readFileSync(file, "utf8"), { generateGraph: false }).data;
  const byId = new Map(read.map((item) => [item["citation-key"] || item.id, item]));
  const say = (text) => { faults += 1; console.log(`FAULT ${file}: ${text}`); };
  if (read.length !== sources.length) say(`${read.length} entries, ${sources.length} sources`);
  for (const source of sources) {
    const item = byId.get(source.id);
    if (!item) { say(`no entry ${source.id}`); continue; }
    const pairs = [
      ["title", folded(source.title), folded(item.title)],
      ["year", year(source) || "", year(item) || ""],
    ];
    if (keepsAuthors(source, file)) {
      pairs.push(["number of authors", (source.author || []).length, (item.author || []).length]);
    }
    if (!sameAddress(source.URL || "", item.URL || "")) say(`${source.id}: address ${item.URL}`);
    for (const [part, due, found] of pairs) {
      if (String(due) !== String(found)) say(`${source.id}: ${part} ${found}, not ${due}`);
    }
  }
  const printed = new Cite(read).format("bibliography", { template: "apa" });
  const lines = printed.trim().split("\n").filter(Boolean).length;
  if (lines < sources.length) say(`${lines} references printed of ${sources.length} sources`);
  console.log(`${file}: ${read.length} entries read, ${lines} printed`);
}
process.exit(faults ? 1 : 0);

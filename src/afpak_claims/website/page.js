"use strict";
// Searches, copies and saves. Everything that is read is in the HTML already.
(async () => {
  const byId = (id) => document.getElementById(id);
  const unpacked = async (id) => {
    const raw = Uint8Array.from(atob(byId(id).textContent), (letter) => letter.charCodeAt(0));
    const stream = new Blob([raw]).stream().pipeThrough(new DecompressionStream("deflate"));
    return new Response(stream).text();
  };
  const form = byId("page_find");
  const status = byId("page_status");
  const counted = (number, noun) => `${number} ${noun}${number === 1 ? "" : "s"}`;

  // What is found by what

  const { columns, rows, places, windows } = JSON.parse(await unpacked("page_table"));
  const column = Object.fromEntries(columns.map((name, at) => [name, at]));
  const claims = rows.map((cells, at) => ({
    cells,
    id: cells[column.id],
    kind: cells[column.kind],
    topic: cells[column.topic],
    verdict: cells[column.verdict],
    check: cells[column.attribution_check],
    naming: cells[column.naming],
    to: cells[column.attributed_to].split(";"),
    start: windows[cells[column.id]]?.[0] ?? cells[column.start],
    end: windows[cells[column.id]]?.[1] ?? cells[column.end],
    places: places[at],
  }));
  const claimOf = new Map(claims.map((claim) => [claim.id, claim]));
  const elements = new Map(claims.map((claim) => [claim.id, []]));
  for (const element of document.querySelectorAll("[data-claim]")) {
    elements.get(element.dataset.claim).push(element);
  }
  const lists = [...document.querySelectorAll("[data-list]")].map((list) => ({
    name: list.dataset.list,
    items: [...list.querySelectorAll("[data-claim]")],
    counts: document.querySelectorAll(`[data-count="${list.dataset.list}"]`),
    nothing: document.querySelector(`[data-nothing="${list.dataset.list}"]`),
  }));
  const groups = [...document.querySelectorAll("[data-group]")].map((group) => ({
    group,
    items: [...group.querySelectorAll("[data-claim]")],
  }));

  // Accents and case do not count: "Pre" finds "Pré".
  const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const said = (claim) =>
    [...byId(claim.id).querySelectorAll("h4, .byline, dd, .cite li")].map((part) => part.textContent).join(" ");
  const textOf = (claim) => (claim.text ??= folded(said(claim)));

  const attributed = (claim, word) =>
    word.startsWith("to:")
      ? claim.to.includes(word.slice(3))
      : claim.check === word || claim.naming === word;

  const dated = (claim) => claim.start !== "" || claim.end !== "";

  // A claim that may hold on some day of the years fits; one without a date only where it is kept.
  const within = (claim, { from, to, undated }) =>
    (from === "" && to === "") || (dated(claim) ? holds(claim, from, to) : undated === "include");

  const holds = (claim, from, to) =>
    (to === "" || claim.start === "" || Number(claim.start.slice(0, 4)) <= Number(to)) &&
    (from === "" || claim.end === "" || Number(claim.end.slice(0, 4)) >= Number(from));

  const fits = (claim, wanted, words) =>
    (!wanted.kind || claim.kind === wanted.kind) &&
    (!wanted.topic || claim.topic === wanted.topic) &&
    (!wanted.verdict || claim.verdict === wanted.verdict) &&
    (!wanted.attribution || attributed(claim, wanted.attribution)) &&
    (!wanted.place || claim.places.includes(wanted.place)) &&
    within(claim, wanted) &&
    words.every((word) => textOf(claim).includes(word));

  // The filtered view

  let shown = claims;
  let leftOut = 0;

  const wanted = () => Object.fromEntries(new FormData(form));

  const apply = () => {
    const now = wanted();
    const words = folded(now.q).split(/\s+/u).filter(Boolean);
    shown = claims.filter((claim) => fits(claim, now, words));
    leftOut = claims.filter((claim) => !dated(claim) && fits(claim, { ...now, undated: "include" }, words)).length;
    leftOut -= shown.filter((claim) => !dated(claim)).length;
    const visible = new Set(shown.map((claim) => claim.id));
    for (const [id, its] of elements) {
      const hidden = !visible.has(id);
      for (const element of its) if (element.hidden !== hidden) element.hidden = hidden;
    }
    for (const { items, counts, nothing } of lists) {
      const number = items.reduce((sum, item) => sum + !item.hidden, 0);
      for (const count of counts) count.textContent = number;
      if (nothing) nothing.hidden = number > 0;
    }
    for (const { group, items } of groups) group.hidden = items.every((item) => item.hidden);
    say();
  };

  const say = (remark = "") => {
    const figures = shown.filter((claim) => claim.kind === "figure").length;
    const all = shown.length === claims.length;
    const number = all ? counted(claims.length, "claim") : `${shown.length} of ${counted(claims.length, "claim")}`;
    const kinds = `${counted(figures, "figure")}, ${counted(shown.length - figures, "assertion")}`;
    const undated = leftOut ? `; ${counted(leftOut, "claim")} without a date left out` : "";
    status.textContent = `${remark}${number}: ${kinds}${undated}`;
    byId("save_csv").textContent = `Save ${counted(shown.length, "claim")} as CSV`;
  };

  // The address bar: the filters are its query, the claim is its fragment

  const address = () => {
    const query = new URLSearchParams(Object.entries(wanted()).filter(([, value]) => value !== ""));
    return `${location.pathname}${query.size ? `?${query}` : ""}${location.hash}`;
  };

  const remember = (how) => {
    try {
      history[how](null, "", address());
    } catch {
      // A page without an address of its own, such as a preview in a mail, is still searched.
    }
  };

  const recall = () => {
    const query = new URLSearchParams(location.search);
    for (const field of form.elements) {
      if (field.type === "checkbox") field.checked = query.get(field.name) === field.value;
      else if (field.name) field.value = query.get(field.name) ?? "";
    }
    for (const field of form.querySelectorAll("select")) if (field.selectedIndex < 0) field.value = "";
    apply();
  };

  // A link to a claim always leads to it: filters that would hide it are cleared.
  const reveal = () => {
    // Ids are plain ASCII, so a fragment that has to be decoded names none.
    const named = location.hash.slice(1);
    const id = claimOf.has(named) ? named : named.replace(/^claim-/u, "");
    const target = byId(named);
    if (named && !target) say(`No claim ${named} in this data version. `);
    if (claimOf.has(id) && byId(id).hidden) {
      form.reset();
      remember("replaceState");
      apply();
      say("Filters cleared to show the claim. ");
    }
    if (!target) return;
    target.scrollIntoView();
    // Cards get their height only near the window, which moves what is below them.
    requestAnimationFrame(() => requestAnimationFrame(() => target.scrollIntoView()));
  };

  let lastEdited = "";
  form.addEventListener("input", (event) => {
    apply();
    // While one field is typed in, the history keeps one entry and not one a letter.
    const typing = event.target.tagName === "INPUT" && event.target.name === lastEdited;
    remember(typing ? "replaceState" : "pushState");
    lastEdited = event.target.name;
  });
  form.addEventListener("focusout", () => { lastEdited = ""; });
  form.addEventListener("submit", (event) => event.preventDefault());
  byId("page_clear").addEventListener("click", () => {
    form.reset();
    apply();
    remember("pushState");
    byId("filter_q").focus();
  });
  addEventListener("popstate", recall);
  addEventListener("hashchange", reveal);

  // Copying

  const STYLES = { text: "Text", markdown: "Markdown", bibtex: "BibTeX", ris: "RIS", "csl-json": "CSL-JSON" };
  let citing;

  // The styles have a mark for each address of their source, which is written once.
  const written = (id, style) => {
    const { addresses = [], [style]: text } = citing[id];
    const filled = (value) => {
      if (typeof value === "string") return addresses.reduce((all, each, at) => all.replaceAll(`^${at}`, () => each), value);
      if (Array.isArray(value) || value === null || typeof value !== "object") return value;
      return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, filled(part)]));
    };
    return filled(text);
  };

  const citation = async (style, ids) => {
    citing ??= JSON.parse(await unpacked("page_citing"));
    if (style === "csl-json") {
      return `${JSON.stringify(ids.map((id) => written(id, style)), null, 2)}\n`;
    }
    if (style === "text") {
      const shown = (id) => byId(`source_${id}`).querySelector(".reference").textContent;
      return ids.map((id) => citing[id].text ?? `${shown(id)}\n`).join("");
    }
    return ids.map((id) => written(id, style)).join(style === "markdown" ? "" : "\n");
  };

  const cited = (card) =>
    [...card.querySelectorAll(".cite a")]
      .map((source) => source.hash.slice("#source_".length))
      .concat(""); // the dataset itself comes last

  const link = (id) => `${location.href.split(/[?#]/u)[0]}#${id}`;

  const copy = async (button, text) => {
    try {
      await navigator.clipboard.writeText(text);
      button.dataset.label ??= button.textContent;
      button.textContent = "Copied";
      status.textContent = "Copied.";
      setTimeout(() => { button.textContent = button.dataset.label; say(); }, 1500);
    } catch {
      offer(button, text);
    }
  };

  // Where a browser lets no page write to the clipboard, the text is laid out to be taken.
  const offer = (button, text) => {
    const area = document.createElement("textarea");
    area.value = text;
    area.readOnly = true;
    area.setAttribute("aria-label", "Text to copy");
    button.parentElement.querySelector("textarea")?.remove();
    button.parentElement.append(area);
    area.select();
  };

  const addStyles = (fold) => {
    const row = document.createElement("p");
    row.className = "styles";
    for (const [style, label] of Object.entries(STYLES)) {
      const button = document.createElement("button");
      button.type = "button";
      button.dataset.copy = style;
      button.textContent = `Copy ${label}`;
      row.append(button);
    }
    fold.append(row);
  };

  document.addEventListener("toggle", (event) => {
    const fold = event.target;
    if (fold.open && fold.classList.contains("cite") && !fold.querySelector(".styles")) addStyles(fold);
  }, true);

  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy]");
    if (!button) return;
    const card = button.closest("article");
    const style = button.dataset.copy;
    copy(button, style === "link" ? link(card.id) : await citation(style, cited(card)));
  });

  // Saving

  const save = (text, type, name) => {
    const anchor = document.createElement("a");
    anchor.href = URL.createObjectURL(new Blob([text], { type }));
    anchor.download = name;
    anchor.click();
    setTimeout(() => URL.revokeObjectURL(anchor.href), 10000);
  };

  const table = () => [columns, ...shown.map((claim) => claim.cells)].map((cells) => `${cells.join(",")}\n`).join("");

  byId("save_csv").addEventListener("click", ({ target }) => save(table(), "text/csv", target.dataset.file));
  byId("save_json").addEventListener("click", async ({ target }) => save(await unpacked("page_records"), "application/json", target.dataset.file));

  recall();
  document.documentElement.classList.add("ready");
  globalThis.requestIdleCallback?.(() => claims.forEach(textOf));
  if (location.hash) reveal();
})();

// Searches, copies, prints and saves. Everything that is read is in the HTML already.
(async () => {
  const byId = (id) => document.getElementById(id);
  const form = byId("page_find");
  const field = byId("filter_q");
  const status = byId("page_status");
  const hits = byId("page_hits");
  const rest = byId("page_rest");

  // The claims

  const [index, { columns, rows, places, windows, styles, cited }] =
    (await Promise.all([unpacked("page_index"), unpacked("page_table")])).map((text) => JSON.parse(text));
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
  const onPage = [...document.querySelectorAll(".card[data-claim]")].map((card) => card.id);
  const search = searchIn(index);

  // Filters

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

  const fits = (claim, wanted) =>
    (!wanted.kind || claim.kind === wanted.kind) &&
    (!wanted.topic || claim.topic === wanted.topic) &&
    (!wanted.verdict || claim.verdict === wanted.verdict) &&
    (!wanted.attribution || attributed(claim, wanted.attribution)) &&
    (!wanted.place || claim.places.includes(wanted.place)) &&
    within(claim, wanted);

  // What is found stands below the field instead of the page

  let shown = claims;
  let leftOut = 0;

  const wanted = () => Object.fromEntries(new FormData(form));
  const asks = ({ undated, ...rest }) => Object.values(rest).some((value) => value.trim() !== "");

  const list = hitList(hits);
  const apply = () => {
    const now = wanted();
    const { meant, found, isWhole } = now.q.trim() ? search(now.q) : { meant: new Map(), found: onPage };
    const answers = found.map((claim) => claimOf.get(claim));
    shown = answers.filter((claim) => fits(claim, now));
    const kept = { ...now, undated: "include" };
    leftOut = answers.filter((claim) => !dated(claim) && !fits(claim, now) && fits(claim, kept)).length;
    const on = asks(now);
    rest.hidden = on;
    list(on ? shown.map(({ id }) => id) : null, meant, isWhole);
    say();
  };

  const say = (remark = "") => {
    const on = asks(wanted());
    const undated = leftOut ? `; ${counted(leftOut, "claim")} without a date left out` : "";
    const number = on ? countOf(shown.length, claims.length, undated) : counted(claims.length, "claim");
    status.textContent = `${remark}${number}`;
    byId("save_csv").textContent = `Save ${counted(shown.length, "claim")} as CSV`;
  };

  // The address bar: the question is its query, the claim is its fragment

  const address = () => {
    const query = new URLSearchParams(Object.entries(wanted()).filter(([, value]) => value !== ""));
    return `${location.pathname}${query.size ? `?${query}` : ""}${location.hash}`;
  };

  // While somebody types it waits for a pause: on a change of the address a browser looks at every link.
  const PAUSE = 300;
  let waiting = null;
  const settle = () => { if (waiting) remember(waiting.how); };
  const rememberSoon = (how) => {
    clearTimeout(waiting?.timer);
    waiting = { how: waiting?.how ?? how, timer: setTimeout(settle, PAUSE) };
  };
  const remember = (how) => {
    clearTimeout(waiting?.timer);
    waiting = null;
    try {
      history[how](null, "", address());
    } catch {
      // A page without an address of its own, such as a preview in a mail, is still searched.
    }
  };

  const recall = () => {
    clearTimeout(waiting?.timer);
    waiting = null;
    const query = new URLSearchParams(location.search);
    for (const each of form.elements) {
      if (each.type === "checkbox") each.checked = query.get(each.name) === each.value;
      else if (each.name) each.value = query.get(each.name) ?? "";
    }
    for (const each of form.querySelectorAll("select")) if (each.selectedIndex < 0) each.value = "";
    apply();
  };

  // A link to a claim leads to it: a question is put aside, and the folds around it open.
  const reveal = () => {
    // Ids are plain ASCII, so a fragment that has to be decoded names none.
    const named = location.hash.slice(1);
    if (!named) return;
    // Earlier pages had an anchor with this prefix too.
    const target = byId(named) ?? byId(named.replace(/^claim-/u, ""));
    if (!target) return missing(named);
    if (rest.hidden && rest.contains(target)) {
      form.reset();
      remember("replaceState");
      apply();
    }
    const card = target.closest(".card");
    for (let fold = target.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    if (card) card.querySelector(":scope > .evidence").open = true;
    target.scrollIntoView();
    // Cards get their height only near the window, which moves what is below them.
    requestAnimationFrame(() => requestAnimationFrame(() => target.scrollIntoView()));
  };

  // An unknown id is searched for by its words.
  const missing = (named) => {
    if (!asks(wanted())) {
      field.value = named.replaceAll(/[^\p{L}\p{M}\p{N}]+/gu, " ").trim();
      apply();
    }
    say(`No claim ${named} in this data version. `);
  };

  let lastEdited = "";
  form.addEventListener("input", (event) => {
    apply();
    // While one field is typed in, the history keeps one entry and not one a letter.
    const { name, type } = event.target;
    if (type === "search" || type === "number") rememberSoon(name === lastEdited ? "replaceState" : "pushState");
    else remember("pushState");
    lastEdited = name;
  });
  form.addEventListener("focusout", () => { settle(); lastEdited = ""; });
  form.addEventListener("submit", (event) => {
    settle();
    submitted(event, field);
  });
  byId("page_clear").addEventListener("click", () => {
    form.reset();
    apply();
    remember("pushState");
    field.focus();
  });
  addEventListener("popstate", recall);
  addEventListener("hashchange", reveal);

  // The strip: a count shows its claims

  document.querySelector(".strip").addEventListener("click", (event) => {
    const anchor = event.target.closest("[data-verdict]");
    if (!anchor) return;
    event.preventDefault();
    form.elements.kind.value = anchor.dataset.kind;
    form.elements.verdict.value = anchor.dataset.verdict;
    byId("page_filters").open = true;
    apply();
    remember("pushState");
    field.focus();
  });

  // Copying

  let citing;

  // An address is shown in short, and cited as it is.
  const written = (element) => [...element.childNodes].map((part) => part.getAttribute?.("href") ?? part.textContent).join("");
  const listed = [...document.querySelectorAll(".sources > li")];
  const reference = (source) => written(source.querySelector("p"));

  // What the page shows of a source is in other styles as marks: its id, its note, and its addresses by number.
  const marked = (source, style) =>
    citing.sources[style][listed.indexOf(source)].replaceAll(/\^(i|n|\d)/gu, (mark, what) => ({
      i: () => source.id.slice("source_".length),
      n: () => written(source.querySelector("small")),
    })[what]?.() ?? source.querySelectorAll("p:not(.used) > a")[what]?.getAttribute("href") ?? mark);

  // The dataset itself comes last.
  const citation = async (style, sources) => {
    citing ??= JSON.parse(await unpacked("page_citing"));
    return style === "text"
      ? [...sources.map((source) => `${reference(source)}\n`), citing.dataset.text].join("")
      : [...sources.map((source) => marked(source, style)), citing.dataset[style]].join("\n");
  };

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

  const addTools = (tools) => {
    const buttons = { link: "Copy link", ...Object.fromEntries(Object.entries(styles).map(([style, label]) => [style, `Cite: ${label}`])), print: "Print" };
    tools.prepend(...Object.entries(buttons).map(([what, label]) => {
      const button = document.createElement("button");
      button.type = "button";
      button.dataset.copy = what;
      button.textContent = label;
      return button;
    }));
  };

  document.addEventListener("toggle", (event) => {
    const fold = event.target;
    const tools = fold.open && fold.classList.contains("evidence") && fold.querySelector(".tools");
    if (tools && !tools.querySelector("button")) addTools(tools);
  }, true);

  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy]");
    if (!button) return;
    const card = button.closest("article");
    const what = button.dataset.copy;
    if (what === "report") copy(button, byId("report_text").textContent);
    else if (what === "link") copy(button, link(card.id));
    else if (what === "print") printed(card);
    else copy(button, await citation(what, cited[card.id].map((at) => listed[at])));
  });

  // A report of an error says which claim it is about, and what is shown of it

  document.addEventListener("click", (event) => {
    const card = event.target.closest("a[href='#page_report']")?.closest("article");
    if (!card) return;
    const facts = { Record: card.id, "It says": card.querySelector("h3").textContent, Verdict: claimOf.get(card.id)?.verdict };
    const report = byId("report_text");
    for (const [name, fact] of Object.entries(facts)) {
      if (fact) report.textContent = report.textContent.replace(new RegExp(`^${name}:.*$`, "mu"), () => `${name}: ${fact}`);
    }
    const contact = byId("report_contact");
    if (!contact?.href.startsWith("mailto:")) return;
    const body = encodeURIComponent(report.textContent.replaceAll("\n", "\r\n"));
    contact.href = `${contact.href.split("?")[0]}?subject=${encodeURIComponent(`Error in ${card.id}`)}&body=${body}`;
  });

  // What stands on the card is not in the table.
  const shownOn = {
    statement: (card) => card.querySelector("h3").textContent.slice(0, -(card.querySelector("h3 b")?.textContent.length ?? 0) || undefined).trim(),
    headline: (card) => card.querySelector("h3").textContent,
    note: (card) => card.querySelector(".note").textContent,
  };

  // The list of sources: which claims rest on one, and where copies of its addresses may be kept

  const usedBy = new Map();
  for (const [id, sources] of Object.entries(cited)) {
    for (const source of sources.slice(1)) usedBy.set(source, [...(usedBy.get(source) ?? []), id]);
  }
  const anchor = (address, words) => Object.assign(document.createElement("a"), { href: address, textContent: words });
  // A claim by what it says, which is a cell of the table unless the card has it.
  const knownAs = (id) =>
    (claimOf.get(id)?.cells[column.statement] ?? shownOn.statement(byId(id))).replace(/^"|"$/gu, "").replaceAll('""', '"').replace(/\.$/u, "");
  const addUses = () => {
    for (const source of document.querySelectorAll(".sources > li:not(:has(.used))")) {
      const used = document.createElement("p");
      used.className = "used";
      const claimsOf = usedBy.get(listed.indexOf(source)) ?? [];
      used.append(claimsOf.length ? "Used for " : "", ...claimsOf.flatMap((id, at) => [at ? "; " : "", anchor(`#${id}`, knownAs(id))]));
      for (const { href } of source.querySelectorAll("p > a")) {
        used.append(used.childNodes.length > 1 ? " · " : "", anchor(`https://web.archive.org/web/*/${href}`, `look for an archived copy (${new URL(href).hostname})`));
      }
      source.append(used);
    }
  };
  byId("page_sources").addEventListener("toggle", addUses, { capture: true, once: true });
  if (byId("page_sources").querySelector("details").open) addUses();

  // Printing: a claim that the address names is printed alone, with its own sources

  const printed = (card) => {
    if (location.hash !== `#${card.id}`) location.hash = card.id;
    requestAnimationFrame(() => print());
  };

  addEventListener("beforeprint", () => {
    for (const old of document.querySelectorAll(".references")) old.remove();
    const card = byId(location.hash.slice(1))?.closest(".card");
    if (!card) return;
    const list = document.createElement("ol");
    list.className = "references";
    list.append(...cited[card.id].map((at) => {
      const item = document.createElement("li");
      const elsewhere = [...listed[at].querySelectorAll("p:not(:first-child, .used) > a")].map((anchor) => anchor.href);
      item.textContent = [reference(listed[at]), ...elsewhere].join(" ");
      return item;
    }));
    card.querySelector(":scope > .evidence").append(list);
  });

  // Saving

  const save = (text, type, name) => {
    const anchor = document.createElement("a");
    anchor.href = URL.createObjectURL(new Blob([text], { type }));
    anchor.download = name;
    anchor.click();
    setTimeout(() => URL.revokeObjectURL(anchor.href), 10000);
  };

  const quoted = (text) => (/[",\n\r]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const cellsOf = ({ id, cells }) => cells.map((cell, at) => cell ?? quoted(shownOn[columns[at]](byId(id))));
  const table = () => {
    const among = new Set(shown);
    return [columns, ...claims.filter((claim) => among.has(claim)).map(cellsOf)].map((cells) => `${cells.join(",")}\n`).join("");
  };

  byId("save_csv").addEventListener("click", ({ target }) => save(table(), "text/csv", target.dataset.file));

  recall();
  reveal();
  document.documentElement.classList.add("ready");
})();

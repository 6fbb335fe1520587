"use strict";
// Searches, copies, prints and saves. Everything that is read is in the HTML already.
(async () => {
  const byId = (id) => document.getElementById(id);
  // Base 85 with a comma for "<": five signs are four bytes.
  const SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;,=>?@^_`{|}~";
  const unpacked = async (id) => {
    const text = byId(id).textContent;
    const values = new Uint8Array(128);
    for (let at = 0; at < SIGNS.length; at += 1) values[SIGNS.charCodeAt(at)] = at;
    const raw = new DataView(new ArrayBuffer(Math.ceil(text.length / 5) * 4));
    for (let at = 0; at < text.length; at += 5) {
      let number = 0;
      for (let next = at; next < at + 5; next += 1) number = number * 85 + (next < text.length ? values[text.charCodeAt(next)] : 84);
      raw.setUint32((at / 5) * 4, number);
    }
    const length = Math.floor((text.length * 4) / 5);
    const stream = new Blob([raw.buffer.slice(0, length)]).stream().pipeThrough(new DecompressionStream("deflate"));
    return new Response(stream).text();
  };
  const form = byId("page_find");
  const field = byId("filter_q");
  const status = byId("page_status");
  const hits = byId("page_hits");
  const rest = byId("page_rest");
  const counted = (number, noun) => `${number} ${noun}${number === 1 ? "" : "s"}`;

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
  const onPage = [...document.querySelectorAll(".card[data-claim]")].map((card) => claimOf.get(card.id));

  // Search: the rule and its words are those of the package, which the page holds as a table

  let before = "";
  const words = (index.words ? index.words.split(" ") : []).map((rest) => (before = before.slice(0, rest.charCodeAt(0) - 65) + rest.slice(1)));
  const lists = index.found.split(" ");
  const known = new Map(words.map((word, at) => [word, lists[at]]));
  const numbers = new Map(index.numbers);
  const stop = new Set(index.stop);
  // What is found has for each claim, by its place, how much it counts; nought where it is not found.
  const nothing = () => new Float64Array(index.claims.length);
  const join = (found, list, part = 1) => {
    (list ?? "").split(";").forEach((steps, at) => {
      const weight = index.weights[at] * part;
      let place = 0;
      if (steps) for (const step of steps.split(",")) found[(place += Number(step))] = Math.max(found[place], weight);
    });
  };

  const folded = (text) =>
    text.normalize("NFKD").toLowerCase().replace(/ß/gu, "ss").replace(/\p{M}/gu, "")
      .replace(/\u0643/gu, "\u06a9").replace(/[\u064a\u0649]/gu, "\u06cc");
  // The digits of every script stand in rows of ten, from its nought on.
  const plainDigit = (digit) => {
    let nought = digit.codePointAt(0);
    while (/\p{Nd}/u.test(String.fromCodePoint(nought - 1))) nought -= 1;
    return (digit.codePointAt(0) - nought) % 10;
  };
  const normal = (text) =>
    [...text.normalize("NFC").replace(/[\uff01-\uff5e]/gu, (wide) => wide.normalize("NFKC"))].map((letter) =>
      index.digits.spellings[letter] ??
      letter.replace(/\p{Nd}/u, plainDigit).replace(/\p{Zs}/u, " ").replace(/[\p{Cf}\u064b-\u0652]/u, "").toLowerCase().replace("ß", "ss")).join("");
  const wordsOf = (text) => folded(text).match(/[\p{L}\p{N}]+(?:['\u2019-][\p{L}\p{N}]+)*/gu) ?? [];
  const spelled = (text) => {
    let total = 0;
    let current = 0;
    for (const word of text.split(/[ -]/u)) {
      if (word === "half") current = 0.5;
      else if (word === "a" || word === "an") current ||= 1;
      else if (word in index.small) current += index.small[word];
      else if (word === "hundred") current *= 100;
      else { total += current * index.scales[word]; current = 0; }
    }
    return total + current;
  };
  const suffix = new RegExp(`^ ?(${Object.keys(index.suffixes).sort((a, b) => b.length - a.length).join("|")})\\b`, "u");
  const whole = Object.fromEntries(["grouped", "indian", "plain"].map((name) => [name, new RegExp(`^(?:${index.digits[name]})$`)]));
  // Three digits behind any mark are a group; what cannot be read for certain is no number.
  const readDigits = (text) => {
    const decimal = whole.grouped.exec(text)?.groups.mark === "." ? "," : ".";
    const known = text.replace(/\u066b/gu, decimal).replace(/\u066c/gu, decimal === "." ? "," : ".").replace(/\u060c/gu, ",");
    const [before, ...after] = known.split(decimal);
    const decimals = after.join(decimal);
    const groups = whole.grouped.exec(before) ?? (decimal === "." ? whole.indian.exec(before) : null);
    const digits = before.replace(/\D/gu, "");
    const fits = whole.plain.test(before) || (groups && groups.groups.mark !== decimal);
    if (!fits || (after.length && !/^\d{1,9}$/u.test(decimals)) || digits.length > 15) return null;
    return Number(`${digits}.${decimals || 0}`);
  };
  const money = /(?:(?:\bus ?)?[$€£¥₹] ?)+$/u;
  const numbersIn = (text) => {
    const found = [];
    for (const match of text.matchAll(new RegExp(index.digits.number, "g"))) {
      let value = readDigits(match[0]);
      if (value === null) continue;
      let end = match.index + match[0].length;
      const scale = suffix.exec(text.slice(end));
      if (scale) { value *= index.suffixes[scale[1]]; end += scale[0].length; }
      const sign = money.exec(text.slice(0, match.index));
      found.push([match.index - (sign ? sign[0].length : 0), end, value]);
    }
    for (const match of text.matchAll(new RegExp(index.number_words, "g"))) {
      const end = match.index + match[0].length;
      if (!found.some(([from, to]) => from < end && match.index < to)) found.push([match.index, end, spelled(match[0])]);
    }
    return found.sort((one, other) => one[0] - other[0]);
  };
  const termsOf = (query) => {
    const text = normal(query);
    const terms = [];
    let at = 0;
    for (const [start, end, number] of numbersIn(text)) {
      terms.push(...wordsOf(text.slice(at, start)).map((word) => ({ word })), { word: text.slice(start, end).trim(), number });
      if (/^ ?%/u.test(text.slice(end))) terms.push({ word: "percent" });
      at = end;
    }
    terms.push(...wordsOf(text.slice(at)).map((word) => ({ word })));
    return telling(terms);
  };
  const telling = (terms) => {
    const kept = terms.filter(({ word, number }) => number !== undefined || !stop.has(word));
    return (kept.length ? kept : terms).map((term) =>
      term.number === undefined ? { word: Object.hasOwn(index.synonyms, term.word) ? index.synonyms[term.word] : term.word } : term);
  };

  const inBothNumbers = (word) => {
    if (word.endsWith("ies")) return [word, word.slice(0, -1), `${word.slice(0, -3)}y`];
    if (word.endsWith("s")) return [word, word.slice(0, -1)];
    return word.endsWith("y") ? [word, `${word}s`, `${word.slice(0, -1)}ies`] : [word, `${word}s`];
  };
  const isKnown = (word) => inBothNumbers(word).some((one) => known.has(one));
  // A word with hyphens is looked for by its parts.
  const parted = (terms) =>
    telling(terms.flatMap((term) => (term.number === undefined ? term.word.split("-").map((word) => ({ word })) : [term])));
  const nearestNumber = (asked) => {
    const [from, to] = index.years;
    const isYear = Number.isInteger(asked) && asked >= from && asked < to;
    if (numbers.has(asked) || isYear || (Number.isInteger(asked) && known.has(String(asked)))) return null;
    let best = [index.near * Math.abs(asked), null];
    for (const each of numbers.keys()) {
      const off = Math.abs(each - asked);
      if (off < best[0] || (off === best[0] && best[1] === null)) best = [off, each];
    }
    return best[1];
  };
  const nearestTerm = ({ word, number }) => {
    const near = number === undefined ? nearest(word) : nearestNumber(number);
    if (near === null) return null;
    return number === undefined ? { word: near } : { word: near.toLocaleString("en", { maximumFractionDigits: 9 }), number: near };
  };
  // A slip is a letter left out, added or changed, or two neighbours in each other's place.
  const slips = (one, other) => {
    let before = [];
    let last = [...other.keys(), other.length];
    one.forEach((letter, i) => {
      const row = [i + 1];
      other.forEach((its, j) => {
        let least = Math.min(last[j + 1] + 1, row[j] + 1, last[j] + (letter !== its));
        if (i && j && letter === other[j - 1] && one[i - 1] === its) least = Math.min(least, before[j - 1] + 1);
        row.push(least);
      });
      [before, last] = [last, row];
    });
    return last.at(-1);
  };
  const nearest = (word) => {
    const letters = [...word];
    if (letters.length < index.least_told || isKnown(word) || words.some((other) => other.startsWith(word))) return null;
    const most = letters.length <= index.short_word ? 1 : 2;
    let best = [most + 1, null];
    for (const other of words) {
      const its = [...other];
      const longer = its.length - letters.length;
      if (its[0] !== letters[0] || longer < -1 || longer > most) continue;
      const number = slips(letters, its);
      if (number < best[0]) best = [number, other];
    }
    return best[1];
  };

  const foundBy = ({ word, number }) => {
    const found = nothing();
    if (number !== undefined) {
      join(found, numbers.get(number));
      if (Number.isInteger(number)) join(found, known.get(String(number)));
      return found;
    }
    for (const one of inBothNumbers(word)) join(found, known.get(one));
    const also = nothing();
    for (const one of Object.hasOwn(index.also.words, word) ? index.also.words[word] : []) join(also, known.get(one), index.also.weight);
    found.forEach((weight, place) => { found[place] = weight || also[place]; });
    if ([...word].length < index.least_part) return found;
    const parts = nothing();
    words.forEach((other, at) => { if (other.startsWith(word)) join(parts, lists[at], index.part); });
    return found.map((weight, place) => weight || parts[place]);
  };

  // The claims that a question asks for, the best first, and the words taken for others.
  const search = (query) => {
    const meant = new Map();
    const asked = parted(termsOf(query)).flatMap((term) => {
      const near = nearestTerm(term);
      if (near) meant.set(term.word, near.word);
      return parted([near ?? term]);
    });
    const score = nothing();
    const matched = new Uint8Array(score.length);
    for (const found of asked.map(foundBy)) {
      found.forEach((weight, place) => {
        score[place] += weight;
        if (weight) matched[place] += 1;
      });
    }
    const most = matched.reduce((one, other) => Math.max(one, other), 1);
    const least = most - (most >= index.many);
    score.forEach((_, place) => { score[place] -= index.missing * (asked.length - matched[place]); });
    const isInId = (id) => asked.length > 1 && asked.every(({ word }) => inBothNumbers(word).some((one) => id.split("-").includes(one)));
    score.forEach((_, place) => { score[place] += isInId(index.claims[place]); });
    const named = index.claims.indexOf(folded(query).trim());
    if (named >= 0) score[named] += index.named;
    const best = [...score.keys()].filter((place) => matched[place] >= least || place === named).sort((one, other) => score[other] - score[one]);
    return { meant, found: best.map((place) => claimOf.get(index.claims[place])) };
  };

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

  const apply = () => {
    const now = wanted();
    const { meant, found } = now.q.trim() ? search(now.q) : { meant: new Map(), found: onPage };
    shown = found.filter((claim) => fits(claim, now));
    const kept = { ...now, undated: "include" };
    leftOut = found.filter((claim) => !dated(claim) && !fits(claim, now) && fits(claim, kept)).length;
    const on = asks(now);
    hits.hidden = !on;
    rest.hidden = on;
    hits.querySelector("ol").replaceChildren();
    more(on ? FIRST : 0);
    byId("page_meant").hidden = meant.size === 0;
    byId("page_meant").textContent = [...meant].map(([word, instead]) => `No claim has “${word}”. Did you mean “${instead}”? This is what was found for it.`).join(" ");
    say();
  };

  // The best hits stand there at once, which is quick however many there are; others when asked for.
  const FIRST = 30;
  const MORE = 100;
  const more = (number) => {
    const list = hits.querySelector("ol");
    const from = list.children.length;
    list.append(...shown.slice(from, from + number).map((claim, at) => hit(claim, from + at)));
    const waiting = number ? shown.length - list.children.length : 0;
    byId("page_more").hidden = waiting === 0;
    byId("page_more").textContent = waiting > MORE ? `Show ${MORE} more of ${waiting}` : `Show the other ${waiting}`;
    return list.children[from];
  };

  // The first hit has its picture too.
  const hit = (claim, place) => {
    const item = document.createElement("li");
    const card = byId(claim.id);
    item.dataset.hit = claim.id;
    const copy = card.querySelector(".answer").cloneNode(true);
    copy.querySelector("h3").removeAttribute("id");
    item.append(copy);
    const read = card.querySelector(".counts a, .evidence > div a");
    if (read && !copy.querySelector(".read")) {
      const line = document.createElement("span");
      line.className = "read";
      line.append("Read at ", read.cloneNode(true));
      const meta = copy.querySelector(".meta") ?? copy.appendChild(document.createElement("p"));
      meta.className = "meta";
      meta.append(line);
    }
    const drawn = place === 0 && card.querySelector(":scope > .picture");
    if (drawn) item.append(drawn.cloneNode(true));
    return item;
  };

  const say = (remark = "") => {
    const on = asks(wanted());
    const number = on ? `${shown.length} of ${counted(claims.length, "claim")}` : counted(claims.length, "claim");
    const undated = leftOut ? `; ${counted(leftOut, "claim")} without a date left out` : "";
    const nothing = on && shown.length === 0 && !leftOut ? ". Try fewer words, or other ones" : "";
    status.textContent = `${remark}${number}${undated}${nothing}`;
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
      field.value = wordsOf(named).join(" ").replaceAll("-", " ");
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
    event.preventDefault();
    settle();
    // The keyboard on a small screen gives way to what was found.
    if (matchMedia("(pointer: coarse)").matches) field.blur();
    form.scrollIntoView({ block: "start" });
  });
  byId("page_clear").addEventListener("click", () => {
    form.reset();
    apply();
    remember("pushState");
    field.focus();
  });
  byId("page_more").addEventListener("click", () => more(MORE).querySelector("a").focus());
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

  // The list of sources: which claims rest on one, and where copies of its addresses may be kept

  const usedBy = new Map();
  for (const [id, sources] of Object.entries(cited)) {
    for (const source of sources.slice(1)) usedBy.set(source, [...(usedBy.get(source) ?? []), id]);
  }
  const anchor = (address, words) => Object.assign(document.createElement("a"), { href: address, textContent: words });
  const addUses = () => {
    for (const source of document.querySelectorAll(".sources > li:not(:has(.used))")) {
      const used = document.createElement("p");
      used.className = "used";
      const claimsOf = usedBy.get(listed.indexOf(source)) ?? [];
      used.append(claimsOf.length ? "Used by " : "", ...claimsOf.flatMap((id, at) => [at ? ", " : "", anchor(`#${id}`, id)]));
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

  // What stands on the card is not in the table.
  const shownOn = {
    statement: (card) => card.querySelector("h3").textContent.slice(0, -(card.querySelector("h3 b")?.textContent.length ?? 0) || undefined).trim(),
    headline: (card) => card.querySelector("h3").textContent,
    note: (card) => card.querySelector(".note").textContent,
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

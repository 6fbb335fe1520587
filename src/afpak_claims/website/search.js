"use strict";
// The search of every page that has one: the rule and its words are those of the package, which a page holds as a table.

// Base 85 with a comma for "<": five signs are four bytes.
const SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;,=>?@^_`{|}~";
const unpacked = async (id) => {
  const text = document.getElementById(id).textContent;
  const decoder = new TextDecoder();
  const values = new Uint8Array(128);
  for (let at = 0; at < SIGNS.length; at += 1) values[SIGNS.charCodeAt(at)] = at;
  const raw = new DataView(new ArrayBuffer(Math.ceil(text.length / 5) * 4));
  for (let at = 0; at < text.length; at += 5) {
    let number = 0;
    for (let next = at; next < at + 5; next += 1) number = number * 85 + (next < text.length ? values[text.charCodeAt(next)] : 84);
    raw.setUint32((at / 5) * 4, number);
  }
  // Written and read by hand: a blob and a response ask the browser for each piece, which waits for its turn.
  const { readable, writable } = new DecompressionStream("deflate");
  const writer = writable.getWriter();
  writer.write(raw.buffer.slice(0, Math.floor((text.length * 4) / 5)));
  writer.close();
  const pieces = [];
  for (let reader = readable.getReader(), next = await reader.read(); !next.done; next = await reader.read()) pieces.push(decoder.decode(next.value, { stream: true }));
  return pieces.join("");
};

// Returns a function from a question to the ids of the claims that it asks for, the best first, and the words taken for others.
const searchIn = (index) => {
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
    const written = asWritten(terms);
    const kept = written.filter(({ word, number }) => number !== undefined || !stop.has(word));
    return kept.length ? kept : written;
  };
  // Terms as the records have them, also where one is written without its hyphens.
  const asWritten = (terms) => {
    const written = [];
    for (let at = 0; at < terms.length;) {
      let length = index.joined;
      let joined = "";
      for (; length > 0; length -= 1) {
        const some = terms.slice(at, at + length);
        joined = some.map(({ word }) => word).join("-");
        if (some.every(({ number }) => number === undefined) && Object.hasOwn(index.synonyms, joined)) break;
      }
      written.push(length ? { word: index.synonyms[joined] } : terms[at]);
      at += length || 1;
    }
    return written;
  };

  const inBothNumbers = (word) => {
    if (word.endsWith("ies")) return [word, word.slice(0, -1), `${word.slice(0, -3)}y`];
    if (word.endsWith("s")) return [word, word.slice(0, -1)];
    return word.endsWith("y") ? [word, `${word}s`, `${word.slice(0, -1)}ies`] : [word, `${word}s`];
  };
  const isKnown = (word) => inBothNumbers(word).some((one) => known.has(one));
  // What the forms of an English word have in common, as far as their ends say it.
  const stemOf = (word) => {
    const found = index.endings.find(([ending, least]) => word.endsWith(ending) && word.length - ending.length >= least);
    return found ? word.slice(0, -found[0].length) : word;
  };
  const forms = new Map();
  for (const word of words) {
    const stem = stemOf(word);
    const its = forms.get(stem);
    if (its) its.push(word);
    else forms.set(stem, [word]);
  }
  // A word with hyphens is looked for by its parts.
  const parted = (terms) =>
    telling(terms.flatMap((term) => (term.number === undefined ? term.word.split("-").map((word) => ({ word })) : [term])));
  // Two words that the records write as one are one; a word with hyphens is its parts where each is known.
  const together = (terms) => {
    const ready = [];
    for (const term of terms) {
      const last = ready.at(-1);
      if (last && last.number === undefined && term.number === undefined && isKnown(last.word + term.word)) {
        ready[ready.length - 1] = { word: last.word + term.word };
        continue;
      }
      const parts = parted([term]);
      const isSlip = !parts.every(({ word }) => isKnown(word)) && nearest(term.word) !== null;
      ready.push(...(isSlip ? [term] : parts));
    }
    return ready;
  };
  // Names of several words that are asked for add to the claims that have them; the longest is meant.
  const names = new Map(index.names);
  const longest = Math.max(0, ...index.names.map(([name]) => name.split(" ").length));
  const namedIn = (query) => {
    const found = nothing();
    const rest = wordsOf(normal(query)).flatMap((word) => word.split("-"));
    for (let at = 0; at < rest.length; at += 1) {
      for (let length = Math.min(longest, rest.length - at); length > 1; length -= 1) {
        const its = names.get(rest.slice(at, at + length).join(" "));
        if (its === undefined) continue;
        const more = nothing();
        join(more, its);
        more.forEach((weight, place) => { found[place] += weight; });
        at += length - 1;
        break;
      }
    }
    return found;
  };
  const isYear = (number) => Number.isInteger(number) && number >= index.years[0] && number < index.years[1];
  const nearestNumber = (asked) => {
    if (numbers.has(asked) || isYear(asked) || (Number.isInteger(asked) && known.has(String(asked)))) return null;
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
    if (letters.length < index.least_told || isKnown(word) || forms.has(stemOf(word)) || words.some((other) => other.startsWith(word))) return null;
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
    const others = Object.hasOwn(index.also.words, word) ? index.also.words[word] : [];
    for (const one of [...others, ...forms.get(stemOf(word)) ?? []]) join(also, known.get(one), index.also.weight);
    found.forEach((weight, place) => { found[place] = weight || also[place]; });
    if ([...word].length < index.least_part) return found;
    const parts = nothing();
    words.forEach((other, at) => { if (other.startsWith(word)) join(parts, lists[at], index.part); });
    return found.map((weight, place) => weight || parts[place]);
  };

  return (query) => {
    const meant = new Map();
    const asked = together(termsOf(query)).flatMap((term) => {
      const near = nearestTerm(term);
      if (near) meant.set(term.word, near.word);
      return parted([near ?? term]);
    });
    const score = namedIn(query);
    const matched = new Uint8Array(score.length);
    for (const term of asked) {
      const its = foundBy(term);
      const isRare = its.reduce((sum, weight) => sum + (weight > 0), 0) <= index.rare[0] && its.some((weight) => weight >= index.rare[1]);
      const cost = isYear(term.number) ? index.missing_year : isRare ? index.missing_rare : index.missing;
      its.forEach((weight, place) => {
        score[place] += weight || -cost;
        if (weight) matched[place] += 1;
      });
    }
    const most = matched.reduce((one, other) => Math.max(one, other), 1);
    const least = most - (most >= index.many);
    const both = asked.map(({ word }) => inBothNumbers(word));
    const fitsId = (parts) =>
      both.every((one) => one.some((word) => parts.includes(word))) + index.about * both[0].includes(parts[0]);
    if (asked.length > 1) index.claims.forEach((id, place) => { score[place] += fitsId(id.split("-")); });
    const named = index.claims.indexOf(folded(query).trim());
    if (named >= 0) score[named] += index.named;
    const best = [...score.keys()].filter((place) => matched[place] >= least || place === named).sort((one, other) => score[other] - score[one]);
    return { meant, found: best.map((place) => index.claims[place]), isWhole: best.length === 0 || most >= asked.length };
  };
};

// What was found stands below the field

const counted = (number, noun) => `${number} ${noun}${number === 1 ? "" : "s"}`;
const countOf = (found, all, more = "") =>
  `${found} of ${counted(all, "claim")}${more}${found || more ? "" : ". Try fewer words, or other ones"}`;

// Returns a function that shows claims by their ids, or nothing where nothing is asked, and says what was taken for another
// word and that no claim has all that is asked for.
// The best stand there at once, which is quick however many there are; others when asked for.
const hitList = (section) => {
  const FIRST = 30;
  const MORE = 100;
  const list = section.querySelector("ol");
  const remark = section.querySelector("p");
  const button = section.querySelector("button");
  let waiting = [];
  const more = (number) => {
    const place = list.children.length;
    list.append(...waiting.splice(0, number).map((id, at) => hitOf(id, place + at === 0)));
    button.hidden = waiting.length === 0;
    button.textContent = waiting.length > MORE ? `Show ${MORE} more of ${waiting.length}` : `Show the other ${waiting.length}`;
    return list.children[place];
  };
  button.addEventListener("click", () => more(MORE).querySelector("a").focus());
  return (found, meant, isWhole = true) => {
    section.hidden = found === null;
    waiting = [...found ?? []];
    list.replaceChildren();
    more(FIRST);
    const remarks = [...meant].map(([word, instead]) => `No claim has “${word}”. Did you mean “${instead}”? This is what was found for it.`);
    if (!isWhole) remarks.push("No claim has all of this; these have a part of it.");
    remark.hidden = remarks.length === 0;
    remark.textContent = remarks.join(" ");
  };
};

// The answer of a claim as it stands on the page, where it was read and, of the first hit, its picture.
const hitOf = (id, isFirst) => {
  const item = document.createElement("li");
  const card = document.getElementById(id);
  item.dataset.hit = id;
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
  const drawn = isFirst && card.querySelector(":scope > .picture");
  if (drawn) item.append(drawn.cloneNode(true));
  return item;
};

// The keyboard on a small screen gives way to what was found.
const submitted = (event, field) => {
  event.preventDefault();
  if (matchMedia("(pointer: coarse)").matches) field.blur();
  event.target.scrollIntoView({ block: "start" });
};

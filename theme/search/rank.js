/** The headings above a section and its own; a chapter begins with its title twice. */
const trail = (doc) => (doc.breadcrumbs || '').replace(/\s+/g, ' ').split(' » ');

// The folded text of every section, made once for an index.
const stores = new WeakMap();
function store(index) {
  let sections = stores.get(index);
  if (!sections) {
    const docs = index.documentStore && index.documentStore.docs;
    if (!docs) throw new Error('the index keeps no documents');
    const urls = (window.search && window.search.doc_urls) || [];
    sections = Object.keys(docs).map((ref) => {
      const doc = docs[ref], url = urls[ref] || '';
      const title = doc.title || '', body = doc.body || '';
      return { ref, doc, title: fold(title), body: fold(body), term: /#term-/.test(url), quotes: /(^|\/)(glossary|misconceptions)\.html/.test(url), chapter: trail(doc).length < 2 || trail(doc).at(-1) === trail(doc).at(-2) };
    });
    stores.set(index, sections);
  }
  return sections;
}

const first = (regex, text) => { regex.lastIndex = 0; const found = regex.exec(text); return found && { at: found.index, length: found[0].length }; };
function count(regex, text, most) {
  let n = 0;
  regex.lastIndex = 0;
  while (n < most && regex.exec(text)) n++;
  return n;
}

/** How well a section answers a unit, and where. Title, heading, glossary entry, body. */
function judge(section, wanted) {
  const inTitle = first(wanted.phrase, section.title);
  const inBody = first(wanted.phrase, section.body);
  if (inTitle || inBody) {
    let score = 0;
    if (inTitle) {
      const named = section.title.slice(inTitle.at, inTitle.at + inTitle.length);
      const whole = section.title.split(/\s+·\s+|\s+/).includes(named);
      score += section.term ? 3000 : section.chapter ? 5000 : 4000;
      if (whole) score += 1500;
      score += 500 * inTitle.length / Math.max(section.title.length, 1);
    }
    // The chapters that the plugin writes quote the others.
    if (inBody) score += (section.quotes ? 500 : 1000) + 20 * count(wanted.phrase, section.body, 10) - Math.min(inBody.at, 2000) / 100;
    // An entry of the glossary is shown from its definition on.
    return { score, hit: inTitle && section.term ? null : inBody };
  }
  // Every run, but not side by side.
  if (wanted.runs.length > 1) {
    const places = wanted.parts.map((part) => first(part, section.body) || first(part, section.title));
    if (places.every(Boolean)) {
      const at = first(wanted.parts.find((_, i) => isHan(wanted.runs[i])) || wanted.parts[0], section.body);
      return { score: 300, hit: at, weak: true };
    }
  }
  return null;
}

/** How much of a query a section holds that no section holds whole: a run with a slip, or pairs of its characters. */
function roughly(section, units) {
  let pairs = 0, found = 0, score = section.quotes ? 0 : 0.5, hit = null, meant = units;
  const count = (n, titled, inBody) => {
    found += n;
    score += titled ? 2 * n : n;
    hit = hit || (titled && section.term ? null : inBody);
  };
  for (const { runs } of units) for (const run of runs) {
    const pieces = isHan(run) && run.length > 2 ? Array.from({ length: run.length - 1 }, (_, i) => run.slice(i, i + 2)) : [run];
    pairs += pieces.length;
    if (isHan(run) && run.length >= SLIP) {
      const find = slipped(run), [titled, inBody] = [find(section.title), find(section.body)];
      if (titled || inBody) {
        count(pieces.length, titled, inBody);
        if (titled) meant = plan(section.title.slice(titled.at, titled.at + titled.length));
        continue;
      }
    }
    for (const piece of pieces) {
      const at = section.body.indexOf(piece), titled = section.title.includes(piece);
      if (titled || at >= 0) count(1, titled, at >= 0 ? { at, length: piece.length } : null);
    }
  }
  return pairs > 1 && found / pairs >= 0.5 ? { score, hit, units: meant } : null;
}

/** The sections that answer, the best first. */
function scan(sections, units, judged = whole) {
  const results = [];
  for (const section of units.length ? sections : []) {
    const found = judged(section, units);
    if (found) results.push({ section, units, ...found });
  }
  return results.sort(order);
}
/** Every unit, whole; or all but `spare` of them, for less. */
function whole(section, units, spare = 0) {
  let score = 0, hit = null, weak = false, missing = 0;
  for (const wanted of units) {
    const judged = judge(section, wanted);
    if (!judged) {
      if (++missing > spare) return null;
      continue;
    }
    score += judged.score;
    hit = hit || judged.hit;
    weak = weak || judged.weak;
  }
  return { score: score * (1 - missing / units.length) ** 2, hit, weak };
}
const half = (section, units) => whole(section, units, units.length >> 1);

const ENOUGH = 3;
/** The query as it is typed; where that says little, what it asks about; where there is nothing, something like it. */
function answer(index, query, units) {
  const sections = store(index);
  let results = scan(sections, units);
  const strong = results.filter(({ weak }) => !weak);
  if (strong.length < ENOUGH) {
    const seen = new Set();
    results = [...strong, ...scan(sections, subjects(query), half), ...results].filter(({ section }) => !seen.has(section) && seen.add(section));
  }
  return results.length ? results : scan(sections, units, roughly);
}
const order = (a, b) => b.score - a.score || a.section.ref - b.section.ref;

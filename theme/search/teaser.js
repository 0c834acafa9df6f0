/** The stretch of one language around a place: a paragraph of the other one ends it. */
function stretch(body, at) {
  const words = [...body.matchAll(/\S+/g)];
  const kind = (word) => isHan(word[0]);
  const latin = (from, step) => { // How many words without Han stand there, up to four.
    let n = 0;
    while (n < 4 && words[from + n * step] && !kind(words[from + n * step])) n++;
    return n;
  };
  let here = words.findIndex((word) => word.index + word[0].length > at);
  if (here < 0) here = 0;
  if (!words.length) return [0, 0];
  let from = here, to = here;
  // Four words of it in a row are a sentence of the other language, fewer are names in a Chinese one.
  const chinese = kind(words[here]) || latin(here, -1) + latin(here, 1) - 1 < 4;
  const goes = (at, step) => words[at] && (chinese ? latin(at, step) < 4 : !kind(words[at]));
  while (goes(from - 1, -1)) from--;
  while (goes(to + 1, 1)) to++;
  return [words[from].index, words[to].index + words[to][0].length];
}

/** A teaser around the hit with every hit in it marked, as nodes. */
function teaser({ section, hit, units }) {
  const body = section.doc.body || '', at = hit ? hit.at : 0;
  const [low, high] = stretch(body, at);
  const chinese = isHan(body.slice(low, high)), wide = chinese ? 1 : 2.2;
  let from = Math.max(low, at - Math.round(28 * wide)), to = Math.min(high, at + Math.round(72 * wide));
  // Not in the middle of a word.
  const within = (place) => (chinese ? /[\w'’-]{2}/ : /\S{2}/).test(body.slice(place - 1, place + 1));
  while (from > low && within(from)) from--;
  while (to < high && within(to)) to++;
  const folded = section.body.slice(from, to), text = body.slice(from, to);
  const marks = units.flatMap((wanted) => [wanted.phrase, ...wanted.parts].flatMap((regex) => [...folded.matchAll(regex)].map((m) => [m.index, m.index + m[0].length])))
    .filter(([a, b]) => b > a).sort((x, y) => x[0] - y[0] || y[1] - x[1]);
  if (!marks.length && hit && hit.length) marks.push([at - from, at - from + hit.length]);
  const nodes = [from > low ? '…' : ''];
  let done = 0;
  for (const [a, b] of marks) {
    if (a < done) continue;
    const em = document.createElement('em');
    let end = b;
    if (!isHan(text.slice(a, b))) while (end < text.length && /[\p{L}\p{N}]/u.test(text[end]) && !isHan(text[end])) end++;
    em.textContent = text.slice(a, end);
    nodes.push(text.slice(done, a), em);
    done = end;
  }
  nodes.push(text.slice(done), to < high ? '…' : '');
  return { nodes: nodes.filter((node) => node !== ''), words: [...new Set(nodes.filter((node) => node.textContent).map((em) => em.textContent))] };
}

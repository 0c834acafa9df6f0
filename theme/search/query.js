/** A query as units between spaces and punctuation; a unit is runs of Han or of letters. */
function plan(query) {
  const units = [];
  for (const piece of fold(query).split(/(?:(?!(?<=[\p{L}\p{N}])\.[\p{L}\p{N}])[\s\p{P}\p{S}])+/u)) {
    const runs = piece.match(RUNS) || [];
    if (runs.length) units.push(unit(runs));
  }
  return units;
}
// mdBook's index has a space where an element began: `称之为 业务流程`.
function unit(runs) {
  const part = (run) => (isHan(run) ? [...run].join('\\s?') : `(?<![a-z0-9\\u00c0-\\u024f])${escapeRegex(runs.length > 1 ? run : stem(run))}`);
  const phrase = new RegExp(runs.map(part).join('\\s*'), 'gu');
  return { runs, phrase, parts: runs.map((run) => new RegExp(part(run), 'gu')) };
}

// What a question adds to its subject.
const ASKING = /(?:是什么|什么|是啥|啥)(?:意思|是|叫)?|为什么|(?:怎么[样办]?|怎样|如何)(?:理解|看待?|做到?)?|为何|是否|哪[些个]|请问|[吗呢]/g;
/** The subjects of a question, and the words on both sides of 的 and 和. */
function subjects(query) {
  const joint = /(?<=[\u3400-\u9fff]{2})[的和与及](?=[\u3400-\u9fff]{2}|[a-z])/g;
  const asked = fold(query).replace(ASKING, ' ').replace(joint, ' ');
  return asked === fold(query) ? [] : plan(asked);
}

// A character too many, too few or another one, as an input method leaves it.
const SLIP = 4;
function slipped(run) {
  const half = run.length >> 1;
  const match = (text, at) => {
    let same = 0;
    while (same < run.length && text[at + same] === run[same]) same++;
    const rest = (from, to) => text.startsWith(run.slice(same + from), at + same + to);
    if (rest(1, 1) && isHan(text[at + same] || '')) return run.length;
    return rest(0, 1) ? run.length + 1 : rest(1, 0) ? run.length - 1 : 0;
  };
  return (text) => {
    for (const [anchor, starts] of [[run.slice(0, half), [0]], [run.slice(half), [-half, -half - 1, 1 - half]]]) {
      for (let at = text.indexOf(anchor); at >= 0; at = text.indexOf(anchor, at + 1)) {
        for (const start of starts) {
          const length = at + start >= 0 && match(text, at + start);
          if (length) return { at: at + start, length };
        }
      }
    }
    return null;
  };
}

/** What was found last, for the list that mdBook writes. */
let shown = [];

function present(results) {
  shown = results;
  return results.map(({ section, score }) => ({
    ref: section.ref,
    score,
    // mdBook puts breadcrumbs into the page as they are.
    doc: { ...section.doc, body: '', breadcrumbs: escapeHtml(crumbs(section.doc.breadcrumbs || '')) },
  }));
}
/** Where a section stands, in the language of the mode, each heading once. */
function crumbs(text) {
  // A chapter's heading says its title again, with common spaces.
  const own = (text.match(/[^»]+\u2009·\u2009[^»]+/g) || []).map((title) => title.trim().split('\u2009·\u2009'));
  const side = ['source', 'target'].indexOf(root.dataset.bi);
  const parts = text.replaceAll('\u2009', ' ').split(' » ').map((part) => {
    const titles = own.find((both) => both.join(' · ') === part);
    if (titles) return titles[side] || part;
    const halves = part.split(/\s+·\s+/);
    const two = halves.length === 2 && isHan(halves[0]) !== isHan(halves[1]);
    return (two && halves.find((half) => !hidden(half) && hidden(halves.find((other) => other !== half)))) || halves.join(' · ');
  });
  return parts.filter((part, at) => part !== parts[at - 1]).join(' » ');
}
const escapeHtml = (text) => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);

const original = Index.prototype.search;
Index.prototype.search = function (query, options) {
  try {
    shown = [];
    const typed = String(query), units = plan(typed);
    if (units.length && isHan(fold(typed))) return present(answer(this, typed, units));
    const sections = new Map(store(this).map((section) => [section.ref, section]));
    const spelt = byPinyin(this, typed);
    const seen = new Set(spelt.map(({ section }) => section.ref));
    const english = original.call(this, fold(typed), options).filter(({ ref }) => sections.has(String(ref))).map(({ ref, score }) => {
      const section = sections.get(String(ref));
      const hit = units.map((wanted) => first(wanted.parts[0], section.body)).find(Boolean) || null;
      return { section, score, hit, units };
    });
    // mdBook's index has no `if`, no `let` and no part of an address.
    const rest = english.length ? english : scan([...sections.values()], units);
    return present([...spelt, ...rest.filter(({ section }) => !seen.has(section.ref))]);
  } catch (error) {
    give(error.message);
    shown = [];
    return original.call(this, query, options);
  }
};

// Fold the text while the reader is still typing.
const load = Index.load;
Index.load = function (...args) {
  const index = load.apply(this, args);
  setTimeout(() => { try { store(index); } catch { /* said when it is searched */ } });
  return index;
};

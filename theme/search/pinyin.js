// The pinyin of a glossary entry stands behind its Chinese name.
const bare = (text) => text.normalize('NFD').replace(/[\u0300-\u036f]/g, '').replace(/ü|v/g, 'u').toLowerCase();
const letters = (text) => bare(text).replace(/[^a-z]/g, '');
function pinyinOf(section) {
  if (section.pinyin === undefined) {
    const [, name, syllables] = /([\u3400-\u9fff]+)\s+([\p{Script=Latin}\p{M} '’]+?)\s*(?:·|$)/u.exec(section.doc.title) || [];
    const parts = syllables ? syllables.trim().split(/[\s'’]+/).map(letters) : [];
    section.pinyin = parts.length ? { name, parts, whole: parts.join(''), initials: parts.map((part) => part[0]).join('') } : null;
  }
  return section.pinyin;
}
/** Is it made of some of the syllables, in their order? `shangyou` is in `shang xia you`. */
const among = (parts, wanted) => !wanted || parts.some((part, at) => part && wanted.startsWith(part) && among(parts.slice(at + 1), wanted.slice(part.length)));
function byPinyin(index, query) {
  const wanted = letters(query.replace(/[1-5]/g, ''));
  if (wanted.length < 2 || isHan(query)) return [];
  const results = [];
  for (const section of store(index)) {
    const pinyin = section.term && pinyinOf(section);
    if (!pinyin) continue;
    const score = pinyin.whole === wanted ? 9000 : pinyin.initials === wanted ? 6000
      : wanted.length > 2 && pinyin.whole.startsWith(wanted) ? 4500 : wanted.length > 4 && pinyin.whole.includes(wanted) ? 2500 : wanted.length > 4 && among(pinyin.parts, wanted) ? 2000 : 0;
    if (score) results.push({ section, score, hit: null, units: plan(pinyin.name) });
  }
  return results.sort(order);
}

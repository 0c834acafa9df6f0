const WORDS = {
  'zh-Hans': { place: '搜索本书……', none: (q) => `没有找到“${q}”`, some: (n, q) => `“${q}”：${n} 条结果` },
  'zh-Hant': { place: '搜尋本書……', none: (q) => `沒有找到「${q}」`, some: (n, q) => `「${q}」：${n} 筆結果` },
  en: { place: 'Search this book …', none: (q) => `Nothing found for “${q}”`, some: (n, q) => `${n} result${n === 1 ? '' : 's'} for “${q}”` },
};
function words() {
  const tag = (root.dataset.bi === 'target' ? boot.target : boot.source) || root.lang;
  return WORDS[/^zh\b/i.test(tag) ? (/hant|tw|hk|mo/i.test(tag) ? 'zh-Hant' : 'zh-Hans') : 'en'];
}
const speak = () => { searchbar.placeholder = words().place; searchbar.setAttribute('aria-label', words().place); };
speak();
new MutationObserver(speak).observe(root, { attributes: true, attributeFilter: ['data-bi'] });

/** Is this language hidden in the mode of the page? */
function hidden(text) {
  const mode = root.dataset.bi;
  if (mode !== 'source' && mode !== 'target') return false;
  const seen = mode === 'source' ? boot.source : boot.target;
  return /^zh\b/.test(seen) !== isHan(text);
}

new MutationObserver(() => {
  const items = [...list.children];
  if (!shown.length && items.length) return;
  header.textContent = items.length ? words().some(items.length, searchbar.value.trim()) : words().none(searchbar.value.trim());
  items.forEach((item, i) => {
    const found = shown[i], link = item.querySelector('a'), box = item.querySelector('.teaser');
    if (!found || !link || !box) return;
    const { nodes, words: marked } = teaser(found);
    box.replaceChildren(...nodes);
    const url = new URL(link.href);
    const sought = marked.length ? marked : found.units.map(({ runs }) => runs.join(' '));
    url.searchParams.set('highlight', sought.join(' '));
    if (sought.length && sought.every(hidden)) url.searchParams.set('lang', 'both');
    link.href = url.href.replace(/\+/g, '%20');
  });
}).observe(list, { childList: true });

// An input method: Enter takes its candidate and opens no result, and what it
// enters without a key is searched for, too.
window.addEventListener('keydown', (event) => {
  if (event.target === searchbar && (event.isComposing || event.keyCode === 229)) event.stopPropagation();
}, true);
for (const name of ['compositionend', 'input']) {
  searchbar.addEventListener(name, (event) => {
    if (!event.isComposing) searchbar.dispatchEvent(new KeyboardEvent('keyup', { bubbles: true }));
  });
}

// The index may have come before this script and answered a `?search=` link
// already: ask again, which mdBook does for another query only.
if (window.search && window.search.index && searchbar.value.trim()) {
  const wanted = searchbar.value;
  for (const value of [`${wanted.trim()}\u200b`, wanted]) {
    searchbar.value = value;
    searchbar.dispatchEvent(new KeyboardEvent('keyup'));
  }
}

// A result was opened: the first hit behind its heading comes into view.
if (/[?&]highlight=/.test(location.search)) {
  const goal = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const mark = [...document.querySelectorAll('main mark')].find((found) => found.getClientRects().length
    && (!goal || goal.contains(found) || goal.compareDocumentPosition(found) & Node.DOCUMENT_POSITION_FOLLOWING));
  if (mark) requestAnimationFrame(() => mark.scrollIntoView({ block: 'center' }));
}

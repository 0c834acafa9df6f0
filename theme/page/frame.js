// The title of the page and the names that mdBook gives its buttons

const rawTitle = document.title;
const bookTitle = document.querySelector('.menu-title');
const [half, otherHalf] = ['.bi-s', '.bi-t'].map((side) => bookTitle?.querySelector(side)?.textContent);
speak(() => {
  const at = MODES.indexOf(mode());
  let title = rawTitle;
  const [own, other] = about.title;
  if (at < 2 && own && other && title.startsWith(own + SEPARATOR + other)) {
    title = about.title[at] + title.slice((own + SEPARATOR + other).length);
  }
  if (at < 2 && half && otherHalf && title.endsWith(bookTitle.textContent)) {
    title = title.slice(0, -bookTitle.textContent.length) + [half, otherHalf][at];
  }
  document.title = title;
});
/** A chapter's title in the mode of the page. */
function titleOf(title) {
  if (!title) return '';
  const [own, other] = title;
  const wanted = { source: [own || other], target: [other || own] }[mode()] ?? [own, other];
  return wanted.filter(Boolean).join(' · ');
}
// A note is referred to from both languages; the way back to the hidden one is hidden with it.
const returns = [...main.querySelectorAll('.footnote-definition a[href^="#fr-"]')];
for (const back of returns) {
  const side = document.getElementById(decodeURIComponent(back.hash.slice(1)))?.closest('.bi-s, .bi-t');
  if (side) back.classList.add(side.matches('.bi-s') ? 'bi-s' : 'bi-t');
}
speak(({ chrome, permalink, turn, back }) => {
  const named = {
    '#mdbook-sidebar-toggle': 'toc', '#mdbook-theme-toggle': 'theme', '#mdbook-search-toggle': 'search',
    '.right-buttons a[href$="print.html"]': 'print', '.right-buttons a[rel="edit"]': 'edit', '.clip-button': 'copy', '.bi-handouts': 'handouts',
    '.nav-chapters.previous, .mobile-nav-chapters.previous': 'prev', '.nav-chapters.next, .mobile-nav-chapters.next': 'next',
  };
  for (const [selector, word] of Object.entries(named)) {
    for (const element of document.querySelectorAll(selector)) {
      const chapter = titleOf({ prev: about.previous, next: about.next }[word]);
      const label = chapter ? `${chrome[word]}: ${chapter}` : chrome[word];
      element.title = label;
      element.setAttribute('aria-label', label);
    }
  }
  document.getElementById('mdbook-sidebar')?.setAttribute('aria-label', chrome.toc);
  for (const nav of document.querySelectorAll('.nav-wrapper, .nav-wide-wrapper')) nav.setAttribute('aria-label', turn);
  for (const anchor of returns) anchor.setAttribute('aria-label', back);
  for (const anchor of main.querySelectorAll('.bi-a')) anchor.setAttribute('aria-label', permalink);
});

// What mdBook says in English: its page of help and the names of its themes.
const said = [...document.querySelectorAll('.mdbook-help-title, #mdbook-help-popup p, #mdbook-theme-list button')]
  .map((element) => [element, [...element.childNodes]]);
speak(({ frame }) => {
  for (const [element, own] of said) {
    const keys = own.filter((node) => node.nodeName === 'KBD');
    const text = frame[element.matches('h2') ? 'keys' : (keys[0] ?? own[0])?.textContent];
    if (text) element.replaceChildren(...keys.flatMap((key) => [key, ' ']), text);
    else element.replaceChildren(...own);
    element.lang = text ? ui() : 'en';
  }
});

// Modes

const bar = () => document.getElementById('mdbook-menu-bar')?.getBoundingClientRect().bottom ?? 0;

const TEXTS = '.bi > .bi-s, .bi > .bi-t, .header > .bi-s, .header > .bi-t';

/** What is being read: the first text below the menu bar, and how far it is
    scrolled. Block by block, for a text out of sight has no layout yet. */
function place() {
  if (window.scrollY < 8) return null;
  const top = Math.max(0, bar());
  const below = (element) => element.getBoundingClientRect().bottom > top + 4;
  for (const block of main.children) {
    const text = below(block) && [...block.querySelectorAll(TEXTS)].find((text) => below(text) && shown(text));
    if (!text) continue;
    const { top: y, height } = text.getBoundingClientRect();
    return { text, y, top, read: Math.max(0, (top - y) / height) };
  }
  return null;
}

function returnTo(before) {
  if (!before) return;
  const { text, y, top, read } = before;
  const partner = () => [...text.parentElement.children].find((side) => side.matches('.bi-s, .bi-t') && shown(side));
  const following = () => [...main.querySelectorAll(TEXTS)].find((other) => text.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING && shown(other));
  const goal = shown(text) ? text : partner() ?? following();
  if (!goal) return;
  const now = goal.getBoundingClientRect();
  const moved = now.top - (read ? top - read * now.height : y);
  if (Math.abs(moved) >= 0.5) window.scrollBy({ top: moved, behavior: 'instant' });
}

/** Runs a change of layout and keeps the line being read where it is. */
function steadily(change) {
  const before = place();
  root.style.overflowAnchor = 'none';
  change();
  returnTo(before);
  requestAnimationFrame(() => { root.style.overflowAnchor = ''; });
}

// In a long chapter a change of layout reaches what is far from the window
// a few blocks at a time, so that it never holds the page up.
const AT_ONCE = 20;
let waiting = [], turn;
function wait(ms) {
  clearTimeout(turn);
  if (waiting.length) turn = setTimeout(catchUp, ms);
}
function lightly(change) {
  const far = (box) => box.height && (box.bottom < -innerHeight || box.top > 3 * innerHeight);
  const blocks = [...main.children], boxes = blocks.map((block) => block.getBoundingClientRect());
  waiting = [];
  blocks.forEach((block, at) => {
    const waits = blocks.length > 4 * AT_ONCE && far(boxes[at]);
    if (waits) waiting.push(block);
    settle(block, waits ? boxes[at].height : 0);
  });
  steadily(change);
  wait(100);
}
function settle(block, height) {
  block.style.contentVisibility = height ? 'auto' : '';
  block.style.containIntrinsicHeight = height ? `${height}px` : '';
}
// What grows above the window moves the text in it. Where the browser itself
// keeps the place, it grows when the reader scrolls there.
const anchors = CSS.supports('overflow-anchor', 'auto');
function catchUp() {
  const above = (block) => anchors && block.getBoundingClientRect().bottom < 0;
  waiting = waiting.filter((block) => !above(block));
  const batch = waiting.splice(0, AT_ONCE), change = () => batch.forEach((block) => settle(block, 0));
  if (anchors) change(); else steadily(change);
  wait(30);
}
main.addEventListener('contentvisibilityautostatechange', ({ target, skipped }) => {
  if (!skipped && target.parentElement === main) settle(target, 0);
});

// Where the reader leaves each page, to be found again on coming back.
const PLACES = 'mdbook-bilingual-places';
function places() {
  try { return JSON.parse(sessionStorage.getItem(PLACES)) ?? {}; } catch { return {}; }
}
addEventListener('pagehide', () => {
  const { text, ...rest } = place() ?? {};
  const left = { at: [...main.querySelectorAll(TEXTS)].indexOf(text), ...rest };
  try { sessionStorage.setItem(PLACES, JSON.stringify({ ...places(), [location.pathname]: left })); } catch { /* storage is switched off */ }
});
function left() {
  if (history.scrollRestoration !== 'manual') return null;
  addEventListener('load', () => setTimeout(() => { history.scrollRestoration = 'auto'; }));
  const { at, ...rest } = places()[location.pathname] ?? {};
  const text = main.querySelectorAll(TEXTS)[at];
  return text ? { text, ...rest } : null;
}

// The first layout as well: while the page is loading, the style makes all but
// the first blocks wait (modes.css), and from here on they catch up. What the
// reader came for is there at once, with what stands around it.
function arrive() {
  const before = left(), goal = before?.text ?? linked();
  waiting = [...main.querySelectorAll(':scope > :nth-child(n + 13)')];
  const at = waiting.findIndex((block) => block.contains(goal));
  if (at >= 0) waiting.splice(Math.max(0, at - AT_ONCE / 2), AT_ONCE);
  for (const block of waiting) settle(block, 120);
  delete root.dataset.biLate;
  if (before) returnTo(before);
  else if (at >= 0) goal.scrollIntoView();
}
arrive();
addEventListener('load', () => wait(100));

function apply(next, change = lightly) {
  if (!MODES.includes(next)) return;
  change(() => {
    for (const open of main.querySelectorAll('.bi-open')) open.classList.remove('bi-open');
    root.dataset.bi = next;
    root.lang = next === 'target' ? boot.target : boot.source;
    for (const speaker of speaking) speaker(words());
  });
}

function choose(next) {
  apply(next);
  store(MODE, next === 'both' ? next : boot[next]);
  const url = new URL(location.href);
  if (url.searchParams.has('lang')) {
    url.searchParams.delete('lang');
    history.replaceState(history.state, '', url);
  }
}

const about = pages.find((page) => page.names) ?? { names: [boot.source, boot.target], title: ['', ''] };
const [sourceName, targetName] = about.names;
const radios = MODES.map((value) => make('input', { type: 'radio', name: 'bi-mode', value, onchange: () => choose(value) }));
const names = [sourceName, targetName, ''].map((name, at) => make('span', { lang: [boot.source, boot.target][at] }, name));
const group = make('div', { class: 'bi-modes', role: 'radiogroup', onkeydown: (event) => event.stopPropagation() },
  ...radios.map((radio, at) => make('label', {}, radio, names[at])));
speak((w) => {
  group.setAttribute('aria-label', w.language);
  names[2].textContent = w.both;
  names[2].lang = ui();
  for (const radio of radios) radio.checked = radio.value === mode();
});

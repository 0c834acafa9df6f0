/* mdbook-bilingual 0.1.0 8997527a10ed */
(() => {
'use strict';
// The page of a bilingual book: modes, reading aids and term popovers. The
// mode itself is set by the inline script of each chapter, before the first
// paint; showing and hiding is CSS. Nothing here touches a pair before the
// reader does, so that a chapter of any length starts at once.
const root = document.documentElement;
const boot = window.mdbookBilingual;
const main = document.querySelector('main');
const pages = [...document.querySelectorAll('script.bi-data')].map((script) => JSON.parse(script.textContent));
// mdBook's list of headings is there when this is called, for it registered first.
document.addEventListener('DOMContentLoaded', () => { root.dataset.biReady = ''; });
if (!boot || !main || !pages.length) {
  root.dataset.bi ??= ''; // The frame need not wait for titles to be taken apart.
  delete root.dataset.biLate;
  return;
}

const MODE = 'mdbook-bilingual-mode', SIZE = 'mdbook-bilingual-size', KEYS = 'mdbook-bilingual-keys';
const MODES = ['source', 'target', 'both'];
const SEPARATOR = '\u2009·\u2009';

const load = (key) => { try { return localStorage.getItem(key); } catch { return null; } };
const store = (key, value) => { try { localStorage.setItem(key, value); } catch { /* storage is switched off */ } };
const shown = (element) => element.checkVisibility?.() ?? element.getClientRects().length > 0;

/** What the address leads to. */
function linked() {
  try { return document.getElementById(decodeURIComponent(location.hash.slice(1))); } catch { return null; }
}

/** An element; `null` and `false` children are left out. */
function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith('on')) element.addEventListener(key.slice(2), value);
    else if (value === true) element.setAttribute(key, '');
    else if (value != null && value !== false) element.setAttribute(key, value);
  }
  element.append(...children.filter((child) => child != null && child !== false));
  return element;
}

// What the page says, in the language of the mode.

const WORDS = {
  'zh-Hans': {
    language: '阅读语言', both: '对照', reveal: '显示另一种语言', conceal: '收起', cite: '引用本段', copied: '已复制本段与链接',
    uncopied: '无法写入剪贴板', display: '字号与快捷键', larger: '放大', smaller: '缩小', keys: '单键快捷键',
    uses: (n) => `查看全部 ${n} 处用例`, entry: '查看词条', related: '相关', draft: '草稿', term: '词条',
    help: [['j', 'k', '下一段、上一段'], ['Enter', '显示或收起另一种语言'], ['c', '引用本段'], ['m', '切换语言']],
    chrome: { toc: '目录', theme: '更换主题', search: '搜索', print: '打印本书', repo: '源代码仓库', edit: '修改建议', prev: '上一章', next: '下一章', copy: '复制代码', handouts: '讲义' }, permalink: '本段链接', turn: '翻页', back: '回到正文',
    frame: { keys: '键盘快捷键', '←': '上一章、下一章', S: '搜索', '?': '显示本说明', Esc: '关闭本说明', Auto: '自动', Light: '浅色' },
  },
  'zh-Hant': {
    language: '閱讀語言', both: '對照', reveal: '顯示另一種語言', conceal: '收起', cite: '引用本段', copied: '已複製本段與連結',
    uncopied: '無法寫入剪貼簿', display: '字號與快速鍵', larger: '放大', smaller: '縮小', keys: '單鍵快速鍵',
    uses: (n) => `檢視全部 ${n} 處用例`, entry: '檢視詞條', related: '相關', draft: '草稿', term: '詞條',
    help: [['j', 'k', '下一段、上一段'], ['Enter', '顯示或收起另一種語言'], ['c', '引用本段'], ['m', '切換語言']],
    chrome: { toc: '目錄', theme: '更換主題', search: '搜尋', print: '列印本書', repo: '原始碼儲存庫', edit: '修改建議', prev: '上一章', next: '下一章', copy: '複製程式碼', handouts: '講義' }, permalink: '本段連結', turn: '翻頁', back: '回到正文',
    frame: { keys: '鍵盤快速鍵', '←': '上一章、下一章', S: '搜尋', '?': '顯示本說明', Esc: '關閉本說明', Auto: '自動', Light: '淺色' },
  },
  en: {
    language: 'Reading language', both: 'Both', reveal: 'Show the other language', conceal: 'Hide it', cite: 'Cite this paragraph', copied: 'Paragraph and link copied',
    uncopied: 'The clipboard cannot be written', display: 'Text size and keys', larger: 'Larger', smaller: 'Smaller', keys: 'Single-key shortcuts',
    uses: (n) => `See all ${n} uses`, entry: 'See the entry', related: 'Related', draft: 'draft', term: 'Term',
    help: [['j', 'k', 'next and previous paragraph'], ['Enter', 'show or hide the other language'], ['c', 'cite this paragraph'], ['m', 'change the language']],
    chrome: { toc: 'Table of contents', theme: 'Change theme', search: 'Search', print: 'Print this book', repo: 'Source repository', edit: 'Suggest an edit', prev: 'Previous chapter', next: 'Next chapter', copy: 'Copy the code', handouts: 'Handouts' }, permalink: 'Link to this paragraph', turn: 'Page navigation', back: 'Back to the text',
    frame: {}, // mdBook speaks English.
  },
};

const mode = () => root.dataset.bi;
const ui = () => {
  const tag = mode() === 'target' ? boot.target : boot.source;
  return /^zh\b/.test(tag) ? (/hant/i.test(tag) ? 'zh-Hant' : 'zh-Hans') : 'en';
};
const words = () => WORDS[ui()];

// Things whose words follow the mode.
const speaking = [];
function speak(change) { speaking.push(change); change(words()); }

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

// Text sizes and keys

const sizes = boot.sizes();
const panel = make('div', { class: 'bi-panel bi-ui', id: 'bi-panel', role: 'group', hidden: true });
const opener = make('button', { class: 'bi-size icon-button', type: 'button', 'aria-controls': 'bi-panel', 'aria-expanded': 'false', onclick: () => openPanel(panel.hidden) },
  make('span', { 'aria-hidden': 'true' }, 'A', make('small', {}, 'A')));
function openPanel(open) {
  panel.hidden = !open;
  opener.setAttribute('aria-expanded', String(open));
}
function resize(lang, by) {
  const size = Math.min(1.6, Math.max(0.8, Math.round(((+sizes[lang] || 1) + by) * 10) / 10));
  sizes[lang] = size;
  store(SIZE, JSON.stringify(sizes));
  lightly(() => boot.sizes());
  return size;
}
for (const [lang, name] of [[boot.source, sourceName], [boot.target, targetName]]) {
  const value = make('output', {}, `${Math.round((+sizes[lang] || 1) * 100)}%`);
  const step = (sign, by) => {
    const button = make('button', { type: 'button', onclick: () => { value.textContent = `${Math.round(resize(lang, by) * 100)}%`; } }, sign);
    speak((w) => button.setAttribute('aria-label', `${name} ${by > 0 ? w.larger : w.smaller}`));
    return button;
  };
  panel.append(make('div', { class: 'bi-row' }, make('span', { lang }, name), step('−', -0.1), value, step('+', 0.1)));
}
const keysOn = make('input', { type: 'checkbox', onchange: () => store(KEYS, keysOn.checked ? 'on' : 'off') });
keysOn.checked = load(KEYS) !== 'off';
const keysWord = make('span'), keysList = make('dl');
panel.append(make('label', { class: 'bi-row' }, keysWord, keysOn), keysList);
const helpKeys = (help) => help.map((keys) => [keys.slice(0, -1).map((key) => make('kbd', {}, key)), keys.at(-1)]);
speak((w) => {
  opener.title = w.display;
  opener.setAttribute('aria-label', w.display);
  panel.setAttribute('aria-label', w.display);
  panel.lang = ui();
  keysWord.textContent = w.keys;
  keysList.replaceChildren(...helpKeys(w.help).flatMap(([keys, text]) => [make('dt', {}, ...keys), make('dd', {}, text)]));
});
const helpPage = document.querySelector('#mdbook-help-popup > div');
const helpLines = make('div', { class: 'bi-ui' });
helpPage?.append(helpLines);
speak((w) => {
  helpLines.lang = ui();
  helpLines.replaceChildren(...helpKeys(w.help).map(([keys, text]) => make('p', {}, ...keys.flatMap((key) => [key, ' ']), text)));
});
const tray = document.querySelector('.right-buttons');
tray?.prepend(make('div', { class: 'bi-bar bi-ui' }, group, opener, panel));
document.addEventListener('pointerdown', (event) => { if (!panel.contains(event.target) && !opener.contains(event.target)) openPanel(false); });
panel.addEventListener('keydown', (event) => {
  if (event.key.startsWith('Arrow')) event.stopPropagation();
});
document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape' || panel.hidden) return;
  openPanel(false);
  if (panel.contains(document.activeElement) || document.activeElement === document.body) opener.focus();
});

// The pair that the reader has picked, and what can be done with it

const status = make('div', { class: 'bi-status bi-ui', role: 'status' });
document.body.append(status);
let hush;
function say(text) {
  status.textContent = text;
  clearTimeout(hush);
  hush = setTimeout(() => { status.textContent = ''; }, 2500);
}

let current = null;
const revealer = make('button', { type: 'button', onclick: () => current && reveal(current) });
const citer = make('button', { type: 'button', onclick: () => current && cite(current) });
const tools = make('span', { class: 'bi-tools bi-ui' }, revealer, citer);
const canReveal = (pair) => mode() !== 'both' && pair.querySelector(':scope > .bi-s ~ .bi-t') && !pair.matches('.bi-blocks');
function pick(pair) {
  if (current !== pair) {
    current?.classList.remove('bi-current');
    current = pair;
    pair?.classList.add('bi-current');
    if (pair) pair.append(tools); else tools.remove();
  }
  if (pair) label();
}
function label() {
  const open = current?.classList.contains('bi-open') ?? false;
  revealer.hidden = !current || !canReveal(current);
  revealer.textContent = open ? words().conceal : words().reveal;
  revealer.setAttribute('aria-expanded', String(open));
  citer.textContent = words().cite;
  tools.lang = ui();
}
speaking.push(label);

function reveal(pair) {
  if (!canReveal(pair)) return;
  pair.classList.toggle('bi-open');
  label();
}

const plain = (side) => {
  const parts = side.querySelectorAll(':scope > .bi-p');
  return (parts.length ? [...parts] : [side]).map((part) => part.textContent.trim()).join('\n');
};
async function cite(pair) {
  const texts = [...pair.querySelectorAll(':scope > .bi-s, :scope > .bi-t')].filter(shown).map(plain);
  const id = pair.id || pair.querySelector('[id]')?.id || '';
  const link = `${location.href.split(/[?#]/)[0]}#${id}`;
  const citation = [...texts, `${document.title}\n${link}`].join('\n\n');
  const copied = await navigator.clipboard?.writeText(citation).then(() => true, () => copyBySelection(citation)) ?? copyBySelection(citation);
  say(copied ? words().copied : words().uncopied);
}
/** For a site without https, which has no clipboard. */
function copyBySelection(text) {
  const focused = document.activeElement, box = make('textarea', { readonly: true });
  box.value = text;
  document.body.append(box);
  box.select();
  const copied = document.execCommand('copy');
  box.remove();
  focused?.focus();
  return copied;
}

const busy = (target) => target.closest('a, button, input, select, textarea, label, summary, [contenteditable], .bi-popover, .bi-panel');
let selecting = '';
main.addEventListener('pointerdown', () => { selecting = String(getSelection()); });
main.addEventListener('click', (event) => {
  const pair = event.target.closest?.('.bi');
  if (!pair || busy(event.target) || event.detail > 1 || selecting || String(getSelection())) return;
  pick(pair);
  reveal(pair);
});
main.addEventListener('focusin', (event) => {
  const pair = event.target.closest('.bi');
  // What a finger is about to touch must not move: only the keyboard picks on its way.
  if (pair && event.target.matches(':focus-visible')) pick(pair);
});
document.addEventListener('pointerdown', (event) => { if (!event.target.closest?.('.bi')) pick(null); });

/** Moves to the next (1) or previous (-1) pair. */
function walk(by) {
  const pairs = [...main.querySelectorAll('.bi')].filter(shown);
  const top = Math.max(0, bar());
  let at = pairs.indexOf(current) + by;
  if (!current || !shown(current)) {
    const first = pairs.findIndex((pair) => pair.getBoundingClientRect().top >= top);
    at = first < 0 ? pairs.length - 1 : by > 0 ? first : first - 1;
  }
  const pair = pairs[Math.min(pairs.length - 1, Math.max(0, at))];
  if (!pair) return;
  pair.tabIndex = -1;
  pair.focus({ preventScroll: true });
  const box = pair.getBoundingClientRect();
  if (box.top < top + 16 || box.bottom > innerHeight - 40) {
    const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
    window.scrollBy({ top: box.top - top - 24, behavior: calm ? 'instant' : 'smooth' });
  }
}

document.addEventListener('keydown', (event) => {
  if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || event.isComposing) return;
  if (event.target.closest?.('input, select, textarea, [contenteditable]')) return;
  const onPair = event.target === current;
  if (onPair && event.key === 'Enter') {
    event.preventDefault();
    reveal(current);
  } else if (onPair && event.key === 'c') {
    cite(current);
  } else if (keysOn.checked && event.key === 'j') {
    walk(1);
  } else if (keysOn.checked && event.key === 'k') {
    walk(-1);
  } else if (keysOn.checked && event.key === 'm') {
    choose(MODES[(MODES.indexOf(mode()) + 1) % MODES.length]);
    say([sourceName, targetName, words().both][MODES.indexOf(mode())]);
  }
});

// A selection that begins in one language stays in it, and so does its copy.
main.addEventListener('selectstart', (event) => {
  const node = event.target.nodeType === 1 ? event.target : event.target.parentElement;
  const side = node?.closest('.bi-s, .bi-t');
  root.dataset.biSelect = side ? (side.matches('.bi-s') ? 'source' : 'target') : '';
});

// Sentences

const SIDES = ['.bi-s', '.bi-t'];
const marked = 'highlights' in CSS ? new Highlight() : null;
if (marked) CSS.highlights.set('bi-sentence', marked);
/** The part of an element's text between two offsets. */
function stretch(element, from, to) {
  const range = document.createRange();
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  let seen = 0, begun = false;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const end = seen + node.length;
    if (!begun && from < end) { range.setStart(node, from - seen); begun = true; }
    if (begun && to <= end) { range.setEnd(node, to - seen); return range; }
    if (begun) range.setEnd(node, node.length);
    seen = end;
  }
  return begun ? range : null;
}
function caret(x, y) {
  if (document.caretPositionFromPoint) {
    const spot = document.caretPositionFromPoint(x, y);
    return spot && [spot.offsetNode, spot.offset];
  }
  const spot = document.caretRangeFromPoint?.(x, y);
  return spot && [spot.startContainer, spot.startOffset];
}
function highlight(x, y, element) {
  marked.clear();
  const side = element?.closest?.('.bi-s, .bi-t'), pair = side?.closest('.bi[data-s]');
  if (!pair || side.parentElement !== pair) return;
  const sides = SIDES.map((name) => pair.querySelector(`:scope > ${name}`));
  if (!sides.every((one) => one && shown(one))) return;
  const spot = caret(x, y);
  if (!spot || !side.contains(spot[0])) return;
  const before = document.createRange();
  before.setStart(side, 0);
  before.setEnd(...spot);
  const offset = String(before.cloneContents().textContent).length;
  const own = sides.indexOf(side);
  const ends = pair.dataset.s.split(',').map((both) => both.split(':').map(Number));
  const at = ends.findIndex((both) => offset < both[own]);
  if (at < 0) return;
  sides.forEach((one, i) => {
    const range = stretch(one, at ? ends[at - 1][i] : 0, ends[at][i]);
    if (range) marked.add(range);
  });
}
if (marked) {
  let frame = 0;
  main.addEventListener('pointermove', (event) => {
    if (event.pointerType !== 'mouse' || frame) return;
    frame = requestAnimationFrame(() => { frame = 0; highlight(event.clientX, event.clientY, event.target); });
  });
  main.addEventListener('pointerleave', () => marked.clear());
}

// Terms

const terms = Object.assign({}, ...pages.map((page) => page.terms));
const popover = make('div', { class: 'bi-popover bi-ui', id: 'bi-popover', role: 'dialog', popover: 'manual', tabindex: '-1' });
let link = null, timer, touched = null, quiet = false;
const termOf = (element) => {
  const anchor = element?.closest?.('a.bi-term');
  return anchor && terms[decodeURIComponent(anchor.hash.slice(6))] ? anchor : null;
};

function fill(id, anchor) {
  const term = terms[id];
  const order = mode() === 'target' ? ['t', 's'] : ['s', 't'];
  const lang = { s: boot.source, t: boot.target };
  const href = (other) => `${anchor.getAttribute('href').split('#')[0]}#term-${encodeURIComponent(other)}`;
  const entry = make('a', { href: anchor.getAttribute('href') }, term.n ? words().uses(term.n) : words().entry);
  const related = (term.rel ?? []).map(([other, s, t, ls, lt, back]) => {
    const [label, name, own] = order[0] === 's' ? [ls, s || t, term.s || term.t] : [lt, t || s, term.t || term.s];
    const to = make('a', { href: href(other) }, name);
    const parts = !label ? [to] : back ? [to, make('span', {}, ` ${label} ${own}`)] : [make('span', {}, `${label} `), to];
    return make('li', { lang: lang[order[0]] }, ...parts);
  });
  popover.lang = ui();
  popover.setAttribute('aria-label', order.map((side) => term[side]).filter(Boolean).join(SEPARATOR));
  popover.replaceChildren(
    make('p', { class: 'bi-popover-names' }, ...order.filter((side) => term[side]).map((side) => make('strong', { lang: lang[side] }, term[side]))),
    ...order.filter((side) => term[`d${side}`]).map((side) => {
      const definition = make('p', { lang: lang[side] });
      definition.innerHTML = term[`d${side}`]; // written and escaped by the plugin, like the rest of the page
      return definition;
    }),
    related.length ? make('div', { class: 'bi-popover-related' }, make('span', {}, words().related), make('ul', {}, ...related)) : '',
    make('p', { class: 'bi-popover-more' }, entry));
}

function position() {
  const box = link.getClientRects()[0] ?? link.getBoundingClientRect();
  const room = root.offsetWidth - 12; // without the place of a scroll bar
  const width = Math.min(380, room - 12);
  popover.style.width = `${width}px`;
  const edge = Math.max(12, Math.min(main.getBoundingClientRect().left, room - width));
  const left = Math.min(Math.max(edge, box.left + box.width / 2 - width / 2), room - width);
  const below = innerHeight - box.bottom > popover.offsetHeight + 16 || box.top < popover.offsetHeight + bar() + 16;
  popover.style.left = `${left + scrollX}px`;
  popover.style.top = `${scrollY + (below ? box.bottom + 6 : box.top - popover.offsetHeight - 6)}px`;
}

function open(anchor) {
  clearTimeout(timer);
  if (link === anchor) return;
  close();
  link = anchor;
  fill(decodeURIComponent(anchor.hash.slice(6)), anchor);
  anchor.after(popover);
  anchor.setAttribute('aria-expanded', 'true');
  anchor.setAttribute('aria-controls', 'bi-popover');
  popover.showPopover?.();
  position();
}

function close(refocus) {
  clearTimeout(timer);
  if (!link) return;
  const anchor = link;
  link = null;
  const inside = popover.contains(document.activeElement);
  anchor.removeAttribute('aria-expanded');
  anchor.removeAttribute('aria-controls');
  popover.remove();
  quiet = true;
  if (refocus && inside) anchor.focus();
  quiet = false;
}

main.addEventListener('pointerover', (event) => {
  if (event.pointerType !== 'mouse') return;
  const anchor = termOf(event.target);
  clearTimeout(timer);
  if (anchor) timer = setTimeout(open, 180, anchor);
  else if (link && !popover.contains(event.target)) timer = setTimeout(close, 300);
});
main.addEventListener('pointerleave', () => { clearTimeout(timer); if (link && !link.matches(':focus')) timer = setTimeout(close, 300); });
main.addEventListener('pointerdown', (event) => { touched = event.pointerType === 'mouse' ? null : { was: link }; });
main.addEventListener('focusin', (event) => {
  const anchor = termOf(event.target);
  if (quiet) return;
  if (anchor && (touched || anchor.matches(':focus-visible'))) open(anchor);
  else if (link && !popover.contains(event.target)) close();
});
main.addEventListener('click', (event) => {
  const anchor = termOf(event.target);
  if (anchor && touched && touched.was !== anchor) {
    event.preventDefault();
    open(anchor);
  }
}, true);
document.addEventListener('pointerdown', (event) => { if (link && !popover.contains(event.target) && !link.contains(event.target)) close(); });
document.addEventListener('focusin', (event) => { if (link && !main.contains(event.target)) close(); });
document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && link) {
    event.stopPropagation();
    close(true);
  }
}, true);
addEventListener('resize', () => close());
speaking.push(() => close());

// A concept map wider than the page opens where most of its lines meet.
for (const map of main.querySelectorAll('.bi-map-drawing')) {
  map.parentElement.scrollLeft = map.dataset.hub - map.parentElement.clientWidth / 2;
}

// Other tabs, the back button and links to what this mode does not show

function follow() {
  const goal = linked();
  if (goal && main.contains(goal) && !shown(goal)) {
    apply('both', steadily);
    goal.scrollIntoView();
  }
}
addEventListener('hashchange', follow);
addEventListener('storage', (event) => { if (event.key === MODE) apply(boot.side(event.newValue) || 'both'); });
addEventListener('pageshow', (event) => { if (event.persisted && boot.mode() !== mode()) apply(boot.mode()); });
const wanted = boot.side(new URLSearchParams(location.search).get('lang'));
if (wanted) store(MODE, wanted === 'both' ? wanted : boot[wanted]);
follow();

})();

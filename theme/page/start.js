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

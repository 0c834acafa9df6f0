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

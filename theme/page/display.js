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

(() => {
  'use strict';
  const root = document.documentElement;
  const pages = [...document.querySelectorAll('script.bi-data')].map((script) => JSON.parse(script.textContent));
  const boot = window.mdbookBilingual;
  if (!boot || !pages.length) return;
  const KEY = 'mdbook-bilingual-mode';
  function store(key, value) { try { localStorage.setItem(key, value); } catch { /* private window */ } }
  const bar = document.createElement('div');
  bar.className = 'bi-bar bi-ui';
  bar.innerHTML = '<div class="bi-modes" role="radiogroup" aria-label="语言 / Language"></div>';
  const [source, target] = pages[0].names;
  const radios = [['source', source, boot.source], ['target', target, boot.target], ['both', '对照', 'zh-Hans']].map(([mode, name, lang]) => {
    const label = document.createElement('label'), input = document.createElement('input');
    Object.assign(input, { type: 'radio', name: 'bi-mode', value: mode, checked: root.dataset.bi === mode });
    const text = document.createElement('span');
    text.lang = lang; text.textContent = name;
    label.append(input, text);
    bar.firstChild.append(label);
    input.addEventListener('change', () => { apply(mode); store(KEY, mode === 'both' ? mode : boot[mode]); });
    return input;
  });
  bar.addEventListener('keydown', (event) => event.stopPropagation());
  document.querySelector('.right-buttons')?.prepend(bar);
  function apply(mode) {
    root.dataset.bi = mode;
    root.lang = mode === 'target' ? boot.target : boot.source;
    for (const radio of radios) radio.checked = radio.value === mode;
  }
})();

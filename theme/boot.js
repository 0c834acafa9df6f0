// Runs inline at the top of every chapter, before its first paragraph is
// painted: sets the mode and the text sizes, and splits two-language titles so
// that CSS alone can show one half. bilingual.js does everything else.
(function (root, source, target) {
  if (root.dataset.bi) return;
  function script(tag) {
    tag = tag.toLowerCase();
    if (!/^zh\b/.test(tag)) return tag;
    return /hant|tw|hk|mo/.test(tag) ? 'zh-hant' : /-/.test(tag) ? 'zh-hans' : 'zh';
  }
  function side(mode) {
    if (!mode) return '';
    if (/^(both|source|target)$/.test(mode)) return mode;
    var tags = [source, target].map(script), wanted = script(mode), at = tags.indexOf(wanted);
    if (at < 0) at = tags.map(function (tag) { return tag.split('-')[0]; }).indexOf(wanted.split('-')[0]);
    return ['source', 'target'][at] || '';
  }
  function stored(key) {
    try { return localStorage.getItem(key); } catch (e) { return null; }
  }
  function mode() {
    return side(new URLSearchParams(location.search).get('lang'))
      || side(stored('mdbook-bilingual-mode')) || 'both';
  }
  function sizes() {
    var all = {};
    try { all = JSON.parse(stored('mdbook-bilingual-size')) || {}; } catch (e) { }
    [[source, 's'], [target, 't']].forEach(function (pair) {
      var size = +all[pair[0]];
      root.style.setProperty('--bi-size-' + pair[1], size >= 0.7 && size <= 2 ? size : 1);
    });
    return all;
  }
  function part(name, text, lang) {
    var span = document.createElement('span');
    span.className = name;
    span.textContent = text;
    if (lang) span.lang = lang;
    return span;
  }
  function split(node, separator) {
    var halves = node.nodeValue.split(separator), han = /[\u3400-\u9fff\uf900-\ufaff]/;
    if (halves.length !== 2 || !halves[0].trim() || !halves[1].trim()) return;
    if (separator !== '\u2009·\u2009' && han.test(halves[0]) === han.test(halves[1])) return;
    var turned = separator !== '\u2009·\u2009' && han.test(halves[0]) !== /^zh/.test(source);
    node.replaceWith(
      // Behind a chapter's number, in every mode.
      /^\s*/.exec(halves[0])[0],
      part(turned ? 'bi-t' : 'bi-s', halves[0].trimStart(), turned ? target : source),
      part('bi-x', typeof separator === 'string' ? separator : node.nodeValue.slice(halves[0].length, -halves[1].length)),
      part(turned ? 'bi-s' : 'bi-t', halves[1], turned ? source : target));
  }
  function titles(selector, separator) {
    document.querySelectorAll(selector).forEach(function (element) {
      Array.from(element.childNodes).forEach(function (node) {
        if (node.nodeType === 3) split(node, separator);
      });
    });
  }
  root.dataset.bi = mode();
  root.dataset.biLate = '';
  // Heights are not known yet: bilingual.js finds the place of who comes back.
  if (/reload|back/.test((performance.getEntriesByType('navigation')[0] || {}).type)) history.scrollRestoration = 'manual';
  root.lang = root.dataset.bi === 'target' ? target : source;
  sizes();
  titles('#mdbook-sidebar a, #mdbook-sidebar span, #mdbook-sidebar .part-title', '\u2009·\u2009');
  titles('.menu-title', /\s[·|]\s/);
  window.mdbookBilingual = { source: source, target: target, side: side, mode: mode, sizes: sizes };
})

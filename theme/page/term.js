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

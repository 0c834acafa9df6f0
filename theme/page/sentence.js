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

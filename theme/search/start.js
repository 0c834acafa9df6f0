// Chinese in mdBook's own search. mdBook's index drops Han characters, but its
// document store keeps the text of every section: a query with Han in it is
// answered from there, with the same box, list and shortcuts. English goes to
// the original search. Where an internal of mdBook has changed, the original
// is left alone and the console says so.
const root = document.documentElement;
const boot = window.mdbookBilingual || {};
const tags = [boot.source, boot.target, root.lang].filter(Boolean);
if (!tags.some((tag) => /^zh\b/i.test(tag))) return;
const give = (why) => console.warn(`mdbook-bilingual: Chinese search is off: ${why}`);
const searchbar = document.getElementById('mdbook-searchbar');
const list = document.getElementById('mdbook-searchresults');
const header = document.getElementById('mdbook-searchresults-header');
if (!searchbar) return; // The book has no search.
const Index = window.elasticlunr && window.elasticlunr.Index;
if (!list || !header || !Index || typeof Index.prototype.search !== 'function' || typeof Index.load !== 'function') {
  give('this mdBook has another searcher');
  return;
}

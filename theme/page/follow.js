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

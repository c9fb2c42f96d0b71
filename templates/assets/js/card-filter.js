// The catalog: narrows the tiles that the page already holds, and keeps the choice in the address.
const form = document.querySelector("[data-card-filter]");
const count = document.querySelector("[data-card-count]");
const none = document.querySelector("[data-card-none]");
const tiles = [...document.querySelectorAll("[data-card-tile]")].map((element) => ({
  element,
  text: element.textContent.toLowerCase(),
  kind: element.dataset.kind,
  tags: element.dataset.tags.trim().split(/\s+/),
}));

/** Whether a tile has all the words, the kind and the tag. */
function matches(tile, { words, kind, tag }) {
  return words.every((word) => tile.text.includes(word) || tile.tags.some((own) => own.includes(word)))
    && (!kind || tile.kind === kind)
    && (!tag || tile.tags.includes(tag));
}

function apply() {
  const wanted = Object.fromEntries(new FormData(form));
  const filter = { ...wanted, words: wanted.q.toLowerCase().split(/\s+/).filter(Boolean) };
  let shown = 0;
  for (const tile of tiles) {
    tile.element.hidden = !matches(tile, filter);
    if (!tile.element.hidden) shown += 1;
  }
  none.hidden = shown > 0;
  count.textContent = shown === tiles.length ? `All ${shown} cards` : `${shown} of ${tiles.length} cards`;
  const query = new URLSearchParams(Object.entries(wanted).filter(([, value]) => value));
  history.replaceState(null, "", query.size > 0 ? `?${query}` : location.pathname);
}

for (const [name, value] of new URLSearchParams(location.search)) {
  if (form.elements[name]) form.elements[name].value = value;
}
form.addEventListener("input", apply);
form.addEventListener("submit", (event) => event.preventDefault());
document.querySelector("[data-card-all]").addEventListener("click", () => {
  for (const field of form.elements) field.value = "";
  apply();
  form.elements.q.focus();
});
form.hidden = false;
apply();

// The search page: looks through search.json, which the build writes, with no server behind it.
const form = document.querySelector("[data-search]");
const field = form.elements.q;
const status = document.querySelector("[data-search-status]");
const results = document.querySelector("[data-search-results]");
const limit = 30;

/** Lower case without marks: “Größe” is found by “grosse”. */
function plain(text) {
  return text.toLowerCase().replaceAll("ß", "ss").normalize("NFD").replace(/\p{Diacritic}/gu, "");
}

const response = await fetch(form.dataset.index);
if (!response.ok) throw new Error(`${form.dataset.index}: ${response.status}`);
const entries = (await response.json()).entries.map(([url, title, description, words]) => ({
  url, title, description, head: plain(title), text: plain(`${title} ${description} ${words}`),
}));

/** How well an entry fits: every word must be in it, those at the start of a title's word weigh most. */
function score(entry, words) {
  let sum = 0;
  for (const word of words) {
    if (!entry.text.includes(word)) return 0;
    sum += 1;
    if (entry.head.includes(word)) sum += 4;
    if (entry.head.split(/\s+/).some((own) => own.startsWith(word))) sum += 8;
  }
  return sum;
}

function show() {
  const words = plain(field.value).split(/\s+/).filter(Boolean);
  const found = words.length === 0 ? [] : entries
    .map((entry) => ({ entry, score: score(entry, words) }))
    .filter((candidate) => candidate.score > 0)
    .sort((a, b) => b.score - a.score);
  results.replaceChildren(...found.slice(0, limit).map(({ entry }) => {
    const item = document.createElement("li");
    const link = document.createElement("a");
    const title = document.createElement("strong");
    link.href = entry.url;
    title.textContent = entry.title;
    link.append(title, entry.description);
    item.append(link);
    return item;
  }));
  if (words.length === 0) status.textContent = "";
  else if (found.length === 0) status.textContent = "Nothing was found.";
  else status.textContent = found.length === 1 ? "One result" : `${found.length} results`;
  history.replaceState(null, "", field.value ? `?q=${encodeURIComponent(field.value)}` : location.pathname);
}

/** Moves the focus through the results; above the first is the field. */
function move(step) {
  const links = [...results.querySelectorAll("a")];
  const place = links.indexOf(document.activeElement) + step;
  if (place < 0) field.focus();
  else links[Math.min(place, links.length - 1)]?.focus();
}

document.addEventListener("keydown", (event) => {
  if (event.key === "ArrowDown") move(1);
  else if (event.key === "ArrowUp") move(-1);
  else if (event.key === "Escape") {
    field.value = "";
    show();
    field.focus();
  } else if (event.key === "/" && document.activeElement !== field) field.focus();
  else return;
  event.preventDefault();
});
form.addEventListener("input", show);
form.addEventListener("submit", (event) => {
  event.preventDefault();
  results.querySelector("a")?.click();
});
field.value = new URLSearchParams(location.search).get("q") ?? "";
form.hidden = false;
field.focus();
show();

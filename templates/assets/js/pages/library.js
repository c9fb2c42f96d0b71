// The cards of the family's Yoto account.
import { api } from "../api.js";
import { openPage, showState } from "../page-state.js";
import { partOf, piece } from "../pieces.js";
import { problemText, text } from "../texts.js";
import { clockText } from "../clock.js";
import { timeText } from "../time-text.js";

const list = document.querySelector("[data-library]");
const form = document.querySelector("[data-form=library]");
const dialog = document.querySelector("[data-dialog=card]");
let tiles = [];

async function showLibrary() {
  showState("loading");
  try {
    const { cards, updatedAt } = await api("GET", "/api/library");
    tiles = cards.map((card) => ({ card, element: tileOf(card), text: wordsOf(card) }));
    list.replaceChildren(...tiles.map((tile) => tile.element));
    partOf(document, "updated").textContent = updatedAt ? text("updated", { when: timeText(updatedAt) }) : "";
    offerCategories(cards);
    showState(cards.length > 0 ? "ready" : "empty");
    filter();
  } catch (error) {
    showFailure(error);
  }
}

function showFailure(error) {
  if (error.code === "yoto-not-connected") {
    showState("disconnected");
    return;
  }
  partOf(document, "failure").textContent = problemText(error);
  showState("failed");
}

function wordsOf(card) {
  return [card.title, card.author, card.description].filter(Boolean).join(" ").toLowerCase();
}

function tileOf(card) {
  const tile = piece("card", { title: card.title, facts: factsOf(card) });
  showCover(tile, card);
  partOf(tile, "streams").hidden = !card.streams;
  tile.querySelector("button").addEventListener("click", () => open(card));
  return tile;
}

/** Who made it and how long it is; whichever is known. */
function factsOf(card) {
  const length = card.durationSeconds ? clockText(card.durationSeconds) : "";
  return [card.author, length].filter(Boolean).join(" · ");
}

/** A cover comes from the edge itself or not at all: this site's pages load nothing from anywhere else. */
function showCover(tile, card) {
  const picture = tile.querySelector("img");
  if (card.cover?.startsWith("/") && !card.cover.startsWith("//")) {
    picture.src = card.cover;
    picture.hidden = false;
    partOf(tile, "placeholder").hidden = true;
  } else {
    partOf(tile, "initial").textContent = [...card.title.trim()][0]?.toUpperCase() ?? "";
    tile.dataset.shade = String(shadeOf(card.cardId));
  }
}

/** One of four colours, the same one each time. */
function shadeOf(id) {
  return [...id].reduce((sum, character) => sum + character.codePointAt(0), 0) % 4;
}

function offerCategories(cards) {
  const categories = [...new Set(cards.map((card) => card.category).filter(Boolean))].sort();
  const select = form.elements.category;
  select.replaceChildren(select.options[0], ...categories.map((category) => new Option(category, category)));
  select.closest("label").hidden = categories.length < 2;
}

function filter() {
  const words = form.elements.q.value.toLowerCase().split(/\s+/).filter(Boolean);
  const { category, source } = form.elements;
  let shown = 0;
  for (const { card, element, text } of tiles) {
    element.hidden = !words.every((word) => text.includes(word))
      || (category.value !== "" && card.category !== category.value)
      || (source.value !== "" && card.source !== source.value);
    if (!element.hidden) shown += 1;
  }
  partOf(form, "count").textContent = text("count", { shown, total: tiles.length });
}

async function open(card) {
  partOf(dialog, "title").textContent = card.title;
  partOf(dialog, "description").textContent = card.description ?? "";
  const chapters = partOf(dialog, "chapters");
  chapters.replaceChildren();
  partOf(dialog, "state").textContent = text("loading");
  dialog.showModal();
  try {
    const answer = await api("GET", `/api/library/${encodeURIComponent(card.cardId)}`);
    partOf(dialog, "state").textContent = answer.chapters.length > 0 ? "" : text("no-chapters");
    chapters.replaceChildren(...answer.chapters.map((chapter) =>
      piece("chapter", {
        title: chapter.title || chapter.key,
        length: chapter.durationSeconds ? clockText(chapter.durationSeconds) : "",
      })));
  } catch (error) {
    partOf(dialog, "state").textContent = problemText(error);
  }
}

if (await openPage()) {
  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  partOf(document, "again").addEventListener("click", showLibrary);
  partOf(dialog, "close").addEventListener("click", () => dialog.close());
  await showLibrary();
}

/**
 * The two buttons of an adventure. The page's text is the script: a scene is a heading, and the links of its text to
 * other scenes are the choices, the left button's first.
 */
export class SceneChoices {
  /**
   * @param {HTMLElement} place where the buttons go
   * @param {HTMLElement[]} tracks each with the id of its scene
   * @param {(track: number) => void} play plays a track
   */
  constructor(place, tracks, play) {
    this.place = place;
    this.scenes = tracks.map((track) => track.dataset.scene);
    this.play = play;
    this.text = document.querySelector("[data-card-text]");
    this.listen();
  }

  /** A link of the text to a scene that is spoken plays it. */
  listen() {
    this.text?.addEventListener("click", (event) => {
      const link = event.target.closest("a[href^='#']");
      const track = link ? this.scenes.indexOf(decodeURIComponent(link.hash.slice(1))) : -1;
      if (track >= 0) this.play(track);
    });
  }

  /** Shows the choices at the end of a track's scene; `false` when there are none. */
  offer(track) {
    const links = this.links(this.scenes[track]);
    if (links.length === 0) return false;
    this.place.replaceChildren(...links.map((link) => this.button(link)));
    this.place.hidden = false;
    this.place.firstElementChild.focus();
    return true;
  }

  hide() {
    this.place.hidden = true;
  }

  /** Shows which scene is told. */
  mark(scene) {
    this.text?.querySelectorAll("h2.is-told").forEach((heading) => heading.classList.remove("is-told"));
    if (scene) document.getElementById(scene)?.classList.add("is-told");
  }

  links(scene) {
    const heading = scene ? document.getElementById(scene) : null;
    const links = [];
    for (let next = heading?.nextElementSibling; next && next.tagName !== "H2"; next = next.nextElementSibling) {
      links.push(...next.querySelectorAll("a[href^='#']"));
    }
    return links.slice(0, 2);
  }

  button(link) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button";
    button.textContent = link.textContent;
    button.addEventListener("click", () => {
      const scene = decodeURIComponent(link.hash.slice(1));
      const track = this.scenes.indexOf(scene);
      if (track >= 0) this.play(track);
      else document.getElementById(scene)?.scrollIntoView();
    });
    return button;
  }
}

// A card's page: one player instead of a row of audio elements, which stay as they are without JavaScript.
import { clockText, spokenClock } from "./clock.js";
import { PlaybackMemory } from "./playback-memory.js";
import { SceneChoices } from "./scene-choices.js";

const root = document.querySelector("[data-player]");
const part = (name) => root.querySelector(`[data-player-${name}]`);

class CardPlayer {
  constructor() {
    this.memory = new PlaybackMemory(root.dataset.card);
    this.tracks = [...root.querySelectorAll("[data-track]")];
    this.audio = this.tracks[0].querySelector("audio");
    this.current = 0;
    this.isSeeking = false;
    this.simplifyTracks();
    this.choices = new SceneChoices(part("choices"), this.tracks, (index) => this.open(index, { play: true }));
    this.listen();
    this.resume();
    part("bar").hidden = false;
  }

  /** Keeps the first audio element for all tracks and makes each title a button. */
  simplifyTracks() {
    this.audio.controls = false;
    this.audio.hidden = true;
    this.tracks.forEach((track, index) => {
      if (index > 0) track.querySelector("audio").remove();
      const title = track.querySelector("[data-track-title]");
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = title.textContent;
      button.addEventListener("click", () => this.open(index, { play: true }));
      title.replaceChildren(button);
    });
  }

  listen() {
    part("toggle").addEventListener("click", () => this.toggle());
    part("previous").addEventListener("click", () => this.open(this.current - 1, { play: true }));
    part("next").addEventListener("click", () => this.open(this.current + 1, { play: true }));
    part("speed").addEventListener("change", (event) => { this.audio.playbackRate = Number(event.target.value); });
    const seek = part("seek");
    seek.addEventListener("input", () => {
      this.isSeeking = true;
      this.showPosition(Number(seek.value));
    });
    seek.addEventListener("change", () => {
      this.isSeeking = false;
      this.audio.currentTime = Number(seek.value);
    });
    for (const event of ["play", "pause"]) this.audio.addEventListener(event, () => this.showState());
    this.audio.addEventListener("loadedmetadata", () => this.showLength());
    this.audio.addEventListener("timeupdate", () => this.showProgress());
    this.audio.addEventListener("ended", () => this.trackEnded());
    this.listenToKeysOfTheSystem();
  }

  /** The keys of a headset and the phone's lock screen. */
  listenToKeysOfTheSystem() {
    if (!("mediaSession" in navigator)) return;
    navigator.mediaSession.setActionHandler("previoustrack", () => this.open(this.current - 1, { play: true }));
    navigator.mediaSession.setActionHandler("nexttrack", () => this.open(this.current + 1, { play: true }));
  }

  /** Goes to a track; nothing happens beyond the first and the last. */
  open(index, { play = false, position = 0 } = {}) {
    const track = this.tracks[index];
    if (!track) return;
    const speed = this.audio.playbackRate;
    this.current = index;
    this.choices.hide();
    if (this.audio.getAttribute("src") !== track.dataset.url) this.audio.src = track.dataset.url;
    this.audio.currentTime = position;
    this.audio.playbackRate = speed;
    this.showTrack();
    if (play) this.audio.play().catch(() => this.showState());
  }

  toggle() {
    if (this.audio.paused) this.audio.play().catch(() => this.showState());
    else this.audio.pause();
  }

  trackEnded() {
    this.memory.forget();
    if (this.choices.offer(this.current)) return;
    if (this.tracks[this.current].dataset.scene === "") this.open(this.current + 1, { play: true });
  }

  resume() {
    const { track = 0, position = 0 } = this.memory.read() ?? {};
    this.open(Math.min(track, this.tracks.length - 1), { position });
    this.showState();
  }

  // What is shown

  showTrack() {
    const track = this.tracks[this.current];
    this.tracks.forEach((other) => other.setAttribute("aria-current", String(other === track)));
    part("now").textContent = track.dataset.title;
    part("length").textContent = track.dataset.length;
    part("previous").disabled = this.current === 0;
    part("next").disabled = this.current === this.tracks.length - 1;
    this.choices.mark(track.dataset.scene);
    this.showPosition(this.audio.currentTime);
    if (!("mediaSession" in navigator)) return;
    navigator.mediaSession.metadata = new MediaMetadata({
      title: track.dataset.title,
      artist: root.dataset.author,
      album: root.dataset.title,
      artwork: [{ src: root.dataset.cover }],
    });
  }

  showLength() {
    part("seek").max = String(this.audio.duration);
    part("length").textContent = clockText(this.audio.duration);
  }

  showProgress() {
    if (!this.isSeeking) this.showPosition(this.audio.currentTime);
    this.memory.write(this.current, this.audio.currentTime);
  }

  showPosition(seconds) {
    const seek = part("seek");
    seek.value = String(seconds);
    seek.setAttribute("aria-valuetext", spokenClock(seconds, this.audio.duration));
    part("position").textContent = clockText(seconds);
  }

  showState() {
    const isPlaying = !this.audio.paused;
    const button = part("toggle");
    button.setAttribute("aria-label", isPlaying ? "Pause" : "Play");
    button.querySelector("[data-when=paused]").hidden = isPlaying;
    button.querySelector("[data-when=playing]").hidden = !isPlaying;
  }
}

if (root?.querySelector("[data-track]")) new CardPlayer();

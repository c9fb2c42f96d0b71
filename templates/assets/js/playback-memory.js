/**
 * Where a family stopped listening to a card. Kept in this browser only; a browser that keeps nothing (private
 * windows, storage switched off) just starts from the beginning.
 */
export class PlaybackMemory {
  constructor(card) {
    this.key = `playback:${card}`;
  }

  /** @returns {{track: number, position: number} | null} */
  read() {
    try {
      return JSON.parse(localStorage.getItem(this.key));
    } catch {
      return null;
    }
  }

  write(track, position) {
    try {
      localStorage.setItem(this.key, JSON.stringify({ track, position }));
    } catch {
      // Nothing is lost but the place.
    }
  }

  forget() {
    try {
      localStorage.removeItem(this.key);
    } catch {
      // Nothing was kept.
    }
  }
}

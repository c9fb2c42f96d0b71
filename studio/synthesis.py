"""Sounds made of numbers: a chime, a music box, a march, rain. Every function gives mono samples from -1 to 1."""

import numpy as np

RATE = 44_100

Samples = np.ndarray


def silence(seconds: float) -> Samples:
    return np.zeros(int(seconds * RATE))


def seconds_of(length: float) -> Samples:
    """The time of each sample."""
    return np.arange(int(length * RATE)) / RATE


def frequency(note: str) -> float:
    """`A4` is 440 Hz; `#` raises by a semitone."""
    steps = {"C": -9, "D": -7, "E": -5, "F": -4, "G": -2, "A": 0, "B": 2}
    sharp = "#" in note
    return 440.0 * 2 ** ((steps[note[0]] + sharp + 12 * (int(note[-1]) - 4)) / 12)


def tine(note: str, length: float = 2.6) -> Samples:
    """A tooth of a music box's comb: partials of a bar that is clamped at one end, the higher the sooner gone."""
    time = seconds_of(length)
    pitch = frequency(note)
    partials = [(1.0, 1.0, 1.6), (2.0, 0.22, 2.6), (6.27, 0.16, 7.0), (17.5, 0.03, 14.0)]
    sound = sum(level * np.sin(2 * np.pi * pitch * ratio * time) * np.exp(-decay * time) for ratio, level, decay in partials)
    return sound * np.minimum(1, time / 0.002)


def brass(note: str, length: float) -> Samples:
    """A friendly horn: many partials that open up after the attack."""
    time = seconds_of(length)
    pitch = frequency(note) * (1 + 0.003 * np.sin(2 * np.pi * 5.2 * time))
    phase = 2 * np.pi * np.cumsum(pitch) / RATE
    brightness = np.minimum(1, time / 0.07)
    sound = sum(np.sin(k * phase) / k**1.35 * brightness ** (k / 3) for k in range(1, 9))
    fade = np.minimum(1, time / 0.02) * np.minimum(1, (length - time) / 0.05).clip(0)
    return 0.5 * sound * fade


def drum(random: np.random.Generator, length: float = 0.28, pitch: float = 95) -> Samples:
    """A child's drum: a falling tone and a slap."""
    time = seconds_of(length)
    tone = np.sin(2 * np.pi * (pitch * time + 14 * (1 - np.exp(-time * 40)) / 40)) * np.exp(-time * 16)
    return tone + 0.25 * random.standard_normal(len(time)) * np.exp(-time * 60)


def mix(length: float, events: list[tuple[float, Samples]]) -> Samples:
    """Lays sounds over each other, each at its second."""
    track = silence(length)
    for start, sound in events:
        first = int(start * RATE)
        last = min(first + len(sound), len(track))
        track[first:last] += sound[: last - first]
    return track


def filtered(noise: Samples, low: float, high: float) -> Samples:
    """Noise between two frequencies, with soft edges."""
    spectrum = np.fft.rfft(noise)
    hertz = np.fft.rfftfreq(len(noise), 1 / RATE)
    shape = 1 / (1 + (low / np.maximum(hertz, 1)) ** 4) / (1 + (hertz / high) ** 4)
    return np.fft.irfft(spectrum * shape, len(noise))


def chime() -> Samples:
    """The three notes before each story."""
    return mix(2.4, [(0.0, tine("G5")), (0.28, tine("C6")), (0.56, tine("E6") * 0.8)]) * 0.5


def lullaby() -> Samples:
    """Sixteen bars of three beats on a music box that winds down."""
    melody = (
        "E5 2 G5 1 | A5 2 G5 1 | E5 2 D5 1 | C5 3 | D5 2 E5 1 | G5 2 E5 1 | D5 3 | D5 3 |"
        "E5 2 G5 1 | A5 2 C6 1 | B5 1 A5 1 G5 1 | E5 3 | D5 2 E5 1 | C5 1 D5 1 E5 1 | C5 3 | C5 3"
    )
    chords = ["C4 G4 E4", "F4 C5 A4", "C4 G4 E4", "A3 E4 C4", "G3 D4 B3", "C4 E4 G4", "G3 B3 D4", "G3 D4 F4"]
    events, now = [], 0.6
    for turn in range(2):
        for bar, text in enumerate(melody.split("|")):
            # The second turn slows down: by a hair at first, by a third at the end.
            beat = 0.52 * (1 + (0.35 * (bar / 15) ** 2 if turn else 0))
            words = text.split()
            place = now
            for note, beats in zip(words[::2], words[1::2]):
                events.append((place, tine(note) * 0.5))
                place += int(beats) * beat
            for step, note in enumerate(chords[bar % 8].split()):
                events.append((now + step * beat, tine(note, 3.2) * 0.22))
            now += 3 * beat
    events += [(now + 0.4, tine("G5") * 0.3), (now + 1.5, tine("C6", 4) * 0.3)]
    return mix(now + 5, events)


def march(length: float, random: np.random.Generator) -> Samples:
    """A drum on every beat and a tune above it, as long as asked."""
    tune = "G4 C5 C5 E5 D5 C5 D5 G4 G4 C5 C5 E5 G5 E5 C5 C5 A4 F5 F5 A5 G5 F5 E5 C5 D5 B4 G4 B4 C5 G4 C5 C5".split()
    beat = 0.5
    events = []
    for step in range(int(length / beat)):
        events.append((step * beat, drum(random) * (0.9 if step % 2 == 0 else 0.55)))
        if step % 4 == 3:
            events.append((step * beat + beat / 2, drum(random, 0.12, 150) * 0.4))
        events.append((step * beat, brass(tune[step % len(tune)], beat * 0.86) * 0.32))
        events.append((step * beat, brass(["C3", "G3"][step % 2], beat * 0.5) * 0.3))
    return mix(length, events)


def rain(length: float, random: np.random.Generator) -> Samples:
    """A hiss far away, drops near by on the canvas, and thunder that is only company."""
    count = int(length * RATE)
    hiss = filtered(random.standard_normal(count), 700, 6_000)
    sway = 1 + 0.25 * np.interp(np.arange(count), np.linspace(0, count, 24), random.uniform(-1, 1, 24))
    events = []
    for _ in range(int(length * 22)):
        time = seconds_of(0.06)
        pitch = random.uniform(500, 1_700)
        drop = np.sin(2 * np.pi * pitch * time * (1 + 2 * time)) * np.exp(-time * random.uniform(60, 160))
        events.append((random.uniform(0, length - 0.1), drop * random.uniform(0.02, 0.22) ** 1.3))
    for start in (length * 0.22, length * 0.63):
        roll = filtered(random.standard_normal(int(6 * RATE)), 30, 110)
        shape = np.interp(np.linspace(0, 1, len(roll)), [0, 0.15, 0.3, 0.5, 1], [0, 1, 0.5, 0.7, 0])
        events.append((start, roll / np.abs(roll).max() * shape * 0.25))
    return hiss / np.abs(hiss).max() * 0.3 * sway + mix(length, events)

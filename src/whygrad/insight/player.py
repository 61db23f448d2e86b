"""A page of HTML that plays pictures: all in one file, with a slider for the steps."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from html import escape

FORM = """\
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
body {{ font-family: system-ui, sans-serif; max-width: 50rem; margin: 1rem auto; padding: 0 1rem;
  color-scheme: light dark; }}
img {{ width: 100%; }}
div {{ display: flex; gap: 1rem; align-items: center; }}
input {{ flex: 1; }}
</style>
</head>
<body>
<h1>{title}</h1>
<img id="frame" alt="" src="{first}">
<div>
<button id="play" type="button">Play</button>
<input id="at" type="range" min="0" max="{last}" value="0" aria-label="step">
<output id="step"></output>
</div>
<script>
const frames = {frames};
const steps = {steps};
const image = document.getElementById("frame"), at = document.getElementById("at");
const play = document.getElementById("play"), step = document.getElementById("step");
let timer = null;
function show() {{
  image.src = frames[at.value];
  step.value = "step " + steps[at.value].toLocaleString("en");
  image.alt = step.value;
}}
function stop() {{
  clearInterval(timer);
  timer = null;
  play.textContent = "Play";
}}
function next() {{
  at.value = Number(at.value) + 1;
  show();
  if (Number(at.value) === frames.length - 1) stop();
}}
play.addEventListener("click", () => {{
  if (timer) return stop();
  if (Number(at.value) === frames.length - 1) at.value = 0;
  play.textContent = "Pause";
  timer = setInterval(next, {time});
  show();
}});
at.addEventListener("input", () => {{ stop(); show(); }});
show();
</script>
</body>
</html>
"""


def page(title: str, steps: Sequence[int], frames: Sequence[bytes], time: int) -> str:
    """`frames` are PNG files, one for each of the steps; `time` is that of a frame, in
    milliseconds. The page opens no other file."""
    sources = [f"data:image/png;base64,{base64.b64encode(one).decode()}" for one in frames]
    return FORM.format(
        title=escape(title),
        first=sources[0],
        last=len(sources) - 1,
        frames=sources,  # base64 has no sign that a string of JavaScript would read otherwise
        steps=list(steps),
        time=time,
    )

"""The demo: the three tutorial networks, trained, shown and drawn. Every figure is computed."""

from __future__ import annotations

from pathlib import Path

from whygrad.demo.album import Album
from whygrad.demo.classifier import show_classifier
from whygrad.demo.neuron import show_neuron
from whygrad.demo.two_layers import show_two_layers
from whygrad.demo.wording import heading, indented, say
from whygrad.examples import EXAMPLES
from whygrad.insight.pictures import plain_number


def run_demo(folder: Path) -> int:
    """Train and show all three; pictures go to the folder. Returns the exit status."""
    album = Album(folder)
    heading("whygrad: a training step is a list of equations", "=")
    say("""
        You write the forward pass: how a network comes to its output and its loss. The
        chain rule writes the backward pass: the gradients. Here are three networks. Every
        figure below was computed in this run.
        """)
    show_neuron(album)
    show_two_layers(album)
    show_classifier(album)
    album.close()
    heading("Go on", "-")
    say("Train the first network yourself, from its equations and its data:")
    say(indented(f"whygrad examples neuron --out .\n{train_line('neuron')}"))
    return 0


def train_line(name: str) -> str:
    example = EXAMPLES[name]
    rate = plain_number(example.learning_rate)
    options = f"--learning-rate {rate} --out {name}.wg"
    return f"whygrad train {name}.eq {name}.csv --steps {example.steps} \\\n    {options}"

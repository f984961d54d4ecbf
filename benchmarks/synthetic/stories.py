"""Stories of our own making, from `stories.toml`, told of another cast each time."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from random import Random
from typing import Any

from benchmarks.synthetic.cast import Casting, Member
from benchmarks.synthetic.passage import Passage
from risalah.schema import CORE, Actor
from risalah.schema.fact import Fact
from risalah.schema.ontology import ATTRIBUTION, TRIGGER

STORIES = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
_MARK = re.compile(r"\[(?P<words>[^|\]]+)\|(?P<says>[^\]]+)\]")
_SAYS = re.compile(r"(?P<number>\d+)\.(?P<what>\w+)(?:=(?P<value>[^:]+))?(?::(?P<kind>\w+))?")
_SLOT = re.compile(r"\{(?P<name>\w+)(?:\.(?P<form>\w+))?\}")
_TIMES = ("when", "earlier", "soon")
_FOLLOWS = 0.4
"""How often a paragraph that may follow the lead does."""
_RARELY = 0.05
"""How often a rare word stands for one that has any."""
_SENTENCE_START = re.compile(r"(?:^|(?<=[.!?] ))[a-zé]")

Story = Mapping[str, Any]
Heads = Mapping[int, tuple[str, str]]
"""The type and the realis of events, by the numbers that they have in a story."""


def told(story: Story, casting: Casting, events: Iterator[int]) -> list[Passage]:
    """Return the paragraphs of a story: one of its leads, and some of those that may follow, in any order.

    `events` are the numbers that its events get.
    """
    random = casting.random
    more = story.get("more", [])
    follow = [paragraph for paragraph in random.sample(more, len(more)) if random.random() < _FOLLOWS]
    lead, main = random.choice(story["lead"]), next(events)
    telling = _Telling(_cast(story, casting, "".join([lead, *follow])), random)
    heads = _heads(lead)
    return [
        telling.passage(paragraph, {**heads, **_heads(paragraph)}, _Numbers(main, events))
        for paragraph in (lead, *follow)
    ]


def _cast(story: Story, casting: Casting, paragraphs: str) -> Mapping[str, Member]:
    """Return who and what is told of, and the times that are."""
    cast: dict[str, Member] = {}
    for name, what in story["cast"].items():
        cast[name] = casting.member(what, cast)
    return cast | {time: casting.member(time, cast) for time in _TIMES if f"{{{time}}}" in paragraphs}


def _heads(paragraph: str) -> Heads:
    said = (one for mark in _MARK.finditer(paragraph) for one in _SAYS.finditer(mark["says"]))
    return {int(one["number"]): (one["what"], one["kind"]) for one in said if one["what"] in CORE}


class _Numbers(dict[int, int]):
    """What the events of a paragraph are numbered: the first of all goes on, the others are its own."""

    def __init__(self, main: int, events: Iterator[int]) -> None:
        super().__init__({1: main})
        self._events = events

    def __missing__(self, number: int) -> int:
        self[number] = next(self._events)
        return self[number]


class _Telling:
    """Fills the slots of paragraphs."""

    def __init__(self, cast: Mapping[str, Member], random: Random) -> None:
        self._cast, self._random = cast, random

    def passage(self, paragraph: str, heads: Heads, numbers: _Numbers) -> Passage:
        text, at, spans = "", 0, []
        for mark in _MARK.finditer(paragraph):
            text += self._filled(paragraph[at : mark.start()])
            start, at = len(text), mark.end()
            text += self._filled(mark["words"])
            spans += [(said, mark["words"], start, len(text)) for said in _SAYS.finditer(mark["says"])]
        text = _SENTENCE_START.sub(lambda letter: letter[0].upper(), text + self._filled(paragraph[at:]))
        facts = (
            self._fact(said, words, heads[int(said["number"])], (start, end, text[start:end]), numbers)
            for said, words, start, end in spans
        )
        return Passage(text, tuple(facts))

    def _filled(self, words: str) -> str:
        return _SLOT.sub(self._word, words)

    def _word(self, slot: re.Match[str]) -> str:
        if member := self._cast.get(slot["name"]):
            return member.words[slot["form"] or "name"]
        rare = STORIES["rare"].get(slot["name"]) if self._random.random() < _RARELY else None
        return str(self._random.choice(rare or STORIES["words"][slot["name"]]))

    def _fact(
        self, said: re.Match[str], slot: str, head: tuple[str, str], at: tuple[int, int, str], numbers: _Numbers
    ) -> Fact:
        number, (event_type, realis) = numbers[int(said["number"])], head
        if said["what"] in CORE:
            return Fact(number, event_type, TRIGGER, *at, realis=realis)
        value, kind = self._filler(said, slot, at[2])
        return Fact(number, event_type, said["what"], *at, kind=_kind(event_type, said["what"], kind), value=value)

    def _filler(self, said: re.Match[str], slot: str, words: str) -> tuple[str | None, str | None]:
        """Return the value and the kind of a filler: of the member of the cast that its words name, else the words."""
        if said["value"]:
            return (None if said["value"] == "?" else said["value"]), said["kind"]
        whole = _SLOT.fullmatch(slot)
        if whole and (member := self._cast.get(whole["name"])) and whole["form"] in {None, "short"}:
            return member.value, said["kind"] or member.kind
        return words, said["kind"]


def _kind(event_type: str, role: str, kind: str | None) -> str | None:
    """Return the kind of what fills a role: the only one there can be, or that of an actor."""
    fillers = {one.name: one.filler for one in CORE[event_type].roles()} | {ATTRIBUTION: Actor}
    return kind if fillers[role] is Actor else fillers[role].kinds()[0]

"""Who meets whom."""

from collections.abc import Callable
from pathlib import Path

from risalah.export import Release
from risalah.export.report.frames import actors
from risalah.export.report.network import CROWD, network
from risalah.schema import CORE
from risalah.schema.truth import Truth


def met(*names: str) -> str:
    who = " ".join(f"[{name}|1.participant={name}:person]" for name in names)
    return f"{who} [bertemu|1.meeting:actual]."


def test_actors_of_one_event_are_tied_once_however_many_articles_tell_it(summit: Release) -> None:
    found = network(Path(summit.address))
    told = [(tie.one.name, tie.other.name, tie.events, tie.types) for tie in found.ties]
    assert told == [
        ("Retno Marsudi", "Sergei Lavrov", 1, [("call", 1)]),
        ("Retno Marsudi", "Wang Yi", 1, [("meeting", 1)]),
    ]
    assert [(node.name, node.events, node.partners) for node in found.nodes] == [
        ("Retno Marsudi", 2, 2),
        ("Sergei Lavrov", 1, 1),
        ("Wang Yi", 1, 1),
    ]


def test_who_only_says_so_takes_no_part(summit: Release) -> None:
    assert "Kremlin" not in {node.name for node in network(Path(summit.address)).nodes}


def test_the_strongest_ties_are_drawn(published_of: Callable) -> None:
    found = network(published_of(*[met("Kim", "Putin")] * 3, met("Kim", "Xi"), met("Anwar", "Wong")), ties=2)
    assert [(tie.one.name, tie.other.name, tie.events) for tie in found.ties] == [("Kim", "Putin", 3), ("Kim", "Xi", 1)]
    assert (found.actors, found.pairs, len(found.nodes)) == (5, 3, 3)


def test_a_crowd_makes_no_ties(published_of: Callable) -> None:
    found = network(published_of(met("Kim", "Putin"), met(*[f"Kepala Negara {n}" for n in range(CROWD + 1)])))
    assert (len(found.ties), found.crowds) == (1, 1)


def test_roles_of_ones_own_event_types_take_part(publish: Callable, rally: type, rallied: Truth) -> None:
    folder = Path(publish([rallied], CORE.extended(rally)).address)
    assert actors(folder).select("type", "value", "kind").collect().rows() == [("rally", "petani", "group")]
    assert network(folder) is None  # nobody else is there

"""Annotations carried over to a changed text: the text before, and after, with the marks it should then have."""

import re
import time
import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from risalah.annotate.review.anchoring import Anchored, orphan_notes, reanchor
from risalah.schema import (
    CORE,
    Actor,
    Annotation,
    AtLeastOne,
    AtMostOne,
    Document,
    Event,
    EventRecord,
    Mention,
    Place,
    Source,
    Time,
)
from risalah.schema.article import Article
from risalah.schema.errors import SchemaError
from risalah.schema.flag import Flag

MET = (
    "Presiden [Prabowo Subianto|1.participant=Prabowo Subianto:person] [bertemu|1.meeting:actual] Perdana Menteri "
    "[Anwar Ibrahim|1.participant=Anwar Ibrahim:person] di [Putrajaya|1.place=Putrajaya], "
    "[Rabu (3/9)|1.time=2025-09-03]."
)
TALKS = (
    "[Pertemuan|1.meeting:actual] itu berlangsung dua jam, kata "
    "[Kementerian Luar Negeri|1.attribution=Kementerian Luar Negeri:organization]."
)
CAPTION = "Foto: [Prabowo|1.participant=Prabowo Subianto:person] [bersalaman|1.meeting:actual] dengan tuan rumah."
WRAPPED = (
    "Sebelum kembali ke Jakarta dengan pesawat kepresidenan, [Prabowo|1.participant=Prabowo Subianto:person] sempat\n"
    "[berbincang|1.meeting:actual] selama hampir setengah jam di ruang tunggu bandara bersama\n"
    "[Anwar|1.participant=Anwar Ibrahim:person] dan sejumlah menteri, antara lain menteri perdagangan dan\n"
    "[Menteri Pertahanan|1.participant=Menteri Pertahanan:person], yang ikut mengantar rombongan sampai tangga pesawat."
)
OTHER = "Harga cabai rawit di pasar induk naik dua kali lipat sejak awal pekan."
ABOUT = "Anwar Ibrahim memimpin negeri jiran itu sejak 2022 dan berkantor di Putrajaya."


def unmarked(text: str) -> str:
    """Return a text without its marks."""
    return re.sub(r"\[([^|\]]+)\|[^\]]+\]", r"\1", text)


def without(text: str, *words: str) -> str:
    """Return a marked text in which some words are no longer marked."""
    for one in words:
        text = re.sub(rf"\[({re.escape(one)})\|[^\]]+\]", r"\1", text)
    return text


@pytest.fixture
def carried(marked: Callable) -> Callable[[str, str], Anchored]:
    """Carry the marks of one text over to another, and check that they are then the other's."""

    def carry(before: str, after: str) -> Anchored:
        old, annotation = marked(before)
        new, expected = marked(after)
        anchored = reanchor(annotation, old, new)
        assert anchored.annotation == expected
        assert all_accounted_for(annotation, anchored)
        return anchored

    return carry


def all_accounted_for(annotation: Annotation, anchored: Anchored) -> bool:
    mentioned = [
        (f"events[{index}].{address}", mention)
        for index, event in enumerate(annotation.events)
        for address, mention in event.mentions()
    ]
    if annotation.article:
        mentioned += [(f"article.{name}", mention) for name, mention in annotation.article.mentions()]
    told = [(anchor.address, anchor.old) for anchor in anchored.anchors]
    told += [(orphan.address, orphan.mention) for orphan in anchored.orphans]
    return sorted(mentioned, key=str) == sorted(told, key=str)


@pytest.mark.parametrize(
    ("before", "after", "counts"),
    [
        pytest.param(f"{MET} {TALKS}", f"{MET} {TALKS}", (7, 0, 0), id="nothing"),
        pytest.param(
            f"{MET} {TALKS}",
            f"Update: Istana menambahkan keterangan pada alinea kedua.\n\n{MET} {TALKS}",
            (0, 7, 0),
            id="a paragraph at the top",
        ),
        pytest.param(f"{OTHER} {MET}", f"{MET} {OTHER}", (0, 5, 0), id="moved to the end"),
        pytest.param(
            f"🤝 {MET}",
            f"🤝🏽🇲🇾 José: {MET}",
            (0, 5, 0),
            id="emoji and an accent before",
        ),
        pytest.param(MET.replace("bertemu", "betemu"), MET, (1, 3, 1), id="a typo in a trigger"),
        pytest.param(
            MET.replace("Perdana", "Perdna"),
            MET,
            (2, 3, 0),
            id="a typo beside a mention",
        ),
        pytest.param(
            "[Xi Jin Ping|1.visitor=Xi Jinping:person] [tiba|1.visit:actual] di Bali.",
            "[Xi Jinping|1.visitor=Xi Jinping:person] [tiba|1.visit:actual] di Bali.",
            (0, 1, 1),
            id="a name spelt otherwise",
        ),
        pytest.param(
            f"{MET} {TALKS}",
            f"{MET} {TALKS}".replace("[Pertemuan|", "[Pertemuannya|").replace(" itu berlangsung", " berlangsung"),
            (5, 1, 1),
            id="a suffix",
        ),
        pytest.param(
            MET,
            "Pada [Rabu (3/9)|1.time=2025-09-03], " + MET.replace(", [Rabu (3/9)|1.time=2025-09-03]", ""),
            (0, 5, 0),
            id="a word order",
        ),
        pytest.param(
            MET,
            MET.replace(" [bertemu|", ", yang baru kembali dari kunjungan dua hari di Brunei, [bertemu|"),
            (1, 4, 0),
            id="an apposition",
        ),
        pytest.param(
            MET.replace(" [bertemu|", ", yang baru kembali dari kunjungan dua hari di Brunei, [bertemu|"),
            MET,
            (1, 4, 0),
            id="an apposition left out",
        ),
        pytest.param(WRAPPED.replace("\n", " "), WRAPPED, (4, 0, 0), id="a sentence broken into lines"),
        pytest.param(WRAPPED, WRAPPED.replace("\n", " "), (4, 0, 0), id="lines joined"),
        pytest.param(
            f"Pertemuan itu tertutup. {OTHER} [Pertemuan|1.meeting:actual] itu tertutup. {MET}",
            f"{OTHER} [Pertemuan|1.meeting:actual] itu tertutup. {MET}",
            (0, 6, 0),
            id="the other of two equal sentences left out",
        ),
        pytest.param(
            f"{OTHER} {MET} {ABOUT}",
            f"{6 * unmarked(MET).replace('bertemu', 'kembali bertemu').replace('.', '. ')} {OTHER} "
            f"{MET.replace('[bertemu', 'kembali [bertemu')} {ABOUT}",
            (0, 5, 0),
            id="a sentence changed, and repeated six times at the top",
        ),
        pytest.param(
            f"{MET} {TALKS} Acara itu, kata [KCNA|1.attribution=KCNA:organization], usai.",
            f"Acara itu, kata [KCNA|1.attribution=KCNA:organization], usai. {TALKS} {MET}",
            (0, 8, 0),
            id="sources in another order",
        ),
        pytest.param(
            f"{MET} {TALKS}",
            f"{MET[:-1]}; {TALKS.replace('Pertemuan', 'pertemuan')}",
            (6, 0, 1),
            id="two sentences joined",
        ),
        pytest.param(
            MET.replace(" di [", " setelah menunggu hampir setengah jam di [").replace("], [", "] pada [")
            + f" {OTHER}",
            MET.replace(" di [", ". Ia menunggu hampir setengah jam di [").replace("], [", "] pada [") + f" {OTHER}",
            (3, 2, 0),
            id="a sentence split",
        ),
        pytest.param(
            f"{MET} {TALKS}",
            f"{MET} {TALKS}".replace("Anwar Ibrahim|", "Anwar\nIbrahim|").replace(" di ", "  di\u00a0"),
            (2, 4, 1),
            id="spaces and line breaks",
        ),
        pytest.param(f"{MET} {OTHER}", f"{MET} {OTHER} {unmarked(MET)}", (5, 0, 0), id="a sentence repeated"),
    ],
)
def test_mentions_go_with_their_sentence(carried: Callable, before: str, after: str, counts: tuple[int, ...]) -> None:
    assert tuple(carried(before, after).counts().values()) == (*counts, 0)


@pytest.mark.parametrize(
    ("before", "after", "orphans"),
    [
        pytest.param(
            MET,
            without(MET, "Rabu (3/9)").replace("Rabu (3/9)", "Kamis (4/9)"),
            [("Rabu (3/9)", "words")],
            id="a weekday and a date",
        ),
        pytest.param(
            MET.replace("Rabu (3/9)", "3 September 2025"),
            unmarked_time := without(MET, "Rabu (3/9)").replace("Rabu (3/9)", "4 September 2025"),
            [("3 September 2025", "words")],
            id="a date by one digit",
        ),
        pytest.param(
            MET.replace("Rabu (3/9)", "3 Juni 2025"),
            unmarked_time.replace("4 September", "3 Juli"),
            [("3 Juni 2025", "words")],
            id="a month by one letter",
        ),
        pytest.param(
            MET.replace("di [Putrajaya|1.place=Putrajaya]", "dalam [KTT ke-46|1.occasion=KTT ke-46:text]"),
            without(MET, "Putrajaya").replace("di Putrajaya", "dalam KTT ke-47"),
            [("KTT ke-46", "words")],
            id="a number in a name",
        ),
        pytest.param(
            MET,
            without(MET, "Anwar Ibrahim").replace("Anwar Ibrahim", "Lawrence Wong"),
            [("Anwar Ibrahim", "words")],
            id="somebody else",
        ),
        pytest.param(
            MET.replace("Anwar Ibrahim", "Korea Utara"),
            without(MET, "Anwar Ibrahim").replace("Anwar Ibrahim", "Korea Selatan"),
            [("Korea Utara", "words")],
            id="another country",
        ),
        pytest.param(
            "[Pertemuan|1.meeting:actual]-[pertemuan|1.meeting:actual] itu digelar [Anwar|1.participant=Anwar:person].",
            "[Pertemuannya|1.meeting:actual] itu digelar [Anwar|1.participant=Anwar:person].",
            [("pertemuan", "words")],
            id="two words made one",
        ),
        pytest.param(
            f"{CAPTION}\n{MET}", MET, [("bersalaman", "sentence"), ("Prabowo", "sentence")], id="a caption left out"
        ),
        pytest.param(
            f"{MET} {TALKS}",
            f"{MET} {OTHER}",
            [("Pertemuan", "sentence"), ("Kementerian Luar Negeri", "sentence")],
            id="a sentence replaced",
        ),
        pytest.param(
            f"{MET} Presiden Prabowo Subianto lalu [berunding|1.meeting:actual] dengan Presiden Amerika Serikat "
            f"[Donald Trump|1.participant=Donald Trump:person] lewat telepon. {OTHER}",
            f"{MET} {OTHER} Ekspor terganggu tarif diumumkan Presiden Amerika Serikat Donald Trump pekan lalu.",
            [("berunding", "sentence"), ("Donald Trump", "sentence")],
            id="a name with the same title in a new sentence",
        ),
        pytest.param(
            f"{MET} Presiden [Prabowo Subianto|1.participant=Prabowo Subianto:person] kembali ke Jakarta.",
            f"{MET} Presiden Prabowo Subianto menerima para petani cabai di Istana.",
            [("Prabowo Subianto", "sentence")],
            id="the same name in the sentence that took the place",
        ),
        pytest.param(
            f"{MET[:-1]} sebelum menghadiri jamuan makan malam, sedangkan "
            "[Prabowo|1.participant=Prabowo Subianto:person] menolak berkomentar.",
            f"{MET[:-1]} sebelum menghadiri jamuan makan malam, demikian juru bicara kepresidenan Prabowo kepada pers.",
            [("Prabowo", "words")],
            id="the same name in the half sentence that took the place",
        ),
        pytest.param(
            "Kemarin [Anwarr|1.participant=Anwar Ibrahim:person] [bertemu|1.meeting:actual] "
            "[tamu|1.participant=tamu:group] di Bali bersama Anwar.",
            "Kemarin Anwar [bertemu|1.meeting:actual] [tamu|1.participant=tamu:group] di Bali.",
            [("Anwarr", "words")],
            id="a word that was moved to the place",
        ),
    ],
)
def test_what_the_text_leaves_in_doubt_is_an_orphan(
    carried: Callable, before: str, after: str, orphans: list[tuple[str, str]]
) -> None:
    found = carried(before, after).orphans
    assert [(orphan.mention.text, orphan.reason) for orphan in found] == orphans


def test_a_name_that_stood_elsewhere_before_is_not_the_one_that_was_left_out(carried: Callable) -> None:
    flown = "[Anwar Ibrahim|1.participant=Anwar Ibrahim:person] lalu terbang ke Brunei."
    anchored = carried(f"{MET} {flown} {ABOUT}", f"{MET} {ABOUT} {OTHER}")
    assert [(orphan.mention.text, orphan.reason) for orphan in anchored.orphans] == [("Anwar Ibrahim", "sentence")]


def test_a_text_in_another_unicode_form_is_the_same_text(marked: Callable) -> None:
    old, annotation = marked(MET.replace("Putrajaya", "Díli"))
    new = Document(id="doc-1", text=unicodedata.normalize("NFD", old.text))
    assert reanchor(annotation, old, new).annotation == annotation


def test_each_of_many_mentions_of_a_name_keeps_its_own_place(carried: Callable) -> None:
    said = "[Putin|1.participant=Vladimir Putin:person]"
    lines = [f"{said} menyebut pokok ke-{number}." for number in range(1, 11)]
    met = f"[Kim|1.participant=Kim:person] [bertemu|1.meeting:actual] {said}."
    kept = [*lines[1:4], *lines[5:]]
    anchored = carried("\n".join([met, *lines]), "\n".join(["Putin? Putin!", *kept[:3], met, *kept[3:], "Kata Putin."]))
    assert [orphan.address for orphan in anchored.orphans] == [
        "events[0].roles.participant[1].mentions[1]",
        "events[0].roles.participant[1].mentions[5]",
    ]


def test_the_same_name_twice_in_a_sentence_that_changed(carried: Callable) -> None:
    text = (
        "[Kim|1.participant=Kim:person] [bertemu|1.meeting:actual] [Putin|1.participant=Putin:person] sebelum "
        "pesawat [Kim|1.participant=Kim:person] lepas landas {} dari Vladivostok."
    )
    assert carried(text.format("pagi"), text.format("sore")).counts()["orphans"] == 0


def test_an_event_without_triggers_is_lost_as_a_whole(carried: Callable) -> None:
    after = unmarked(MET.replace("bertemu", "menelepon"))
    anchored = carried(MET, after)
    assert {orphan.reason for orphan in anchored.orphans} == {"triggers"}
    assert anchored.told() == "5 mentions: 0 exact, 0 shifted, 0 fuzzy, 5 orphans"


class Inauguration(Event):
    """Someone is sworn in. / Seseorang dilantik."""

    official: AtLeastOne[Actor]
    """Who. / Siapa."""
    place: AtMostOne[Place] = []
    """Where. / Di mana."""


def test_an_event_without_a_required_role_is_lost_as_a_whole() -> None:
    old = Document(id="doc-1", text="Gubernur Rahma Lestari dilantik di Istana Negara pada Selasa pagi.")
    new = Document(id="doc-1", text="Gubernur terpilih itu dilantik di Istana Negara pada Selasa pagi.")

    def at(words: str) -> Mention:
        start = old.text.index(words)
        return Mention.at(old.text, start, start + len(words), "rule-7")

    roles = Inauguration(
        official=[Actor(value="Rahma Lestari", kind="person", mentions=[at("Rahma Lestari")])],
        place=[Place(value="Istana Negara", mentions=[at("Istana Negara")])],
    )
    event = EventRecord(number=4, type="inauguration", realis="actual", triggers=[at("dilantik")], roles=roles)
    annotation = annotated(old, event)
    anchored = reanchor(annotation, old, new)
    assert anchored.annotation.events == []
    assert [(orphan.role, orphan.value, orphan.event, orphan.reason) for orphan in anchored.orphans] == [
        ("trigger", None, 4, "role"),
        ("official", "Rahma Lestari", 4, "role"),
        ("place", "Istana Negara", 4, "role"),
    ]
    told = anchored.model_dump_json()
    assert Anchored.model_validate_json(told, context={"ontology": CORE.extended(Inauguration)}) == anchored
    again = reanchor(annotation, old, Document(id="doc-1", text=f"{OTHER} {old.text}"))
    [kept] = again.annotation.events
    assert isinstance(kept.roles, Inauguration)
    assert kept.triggers[0].rule == "rule-7"


def test_flags_and_the_articles_own_lines_are_carried_over_too(marked: Callable) -> None:
    old, annotation = marked(f"Putrajaya (Sagara) - {MET}\n\nPenulis: Laras Ayu")
    annotation = with_flag_and_article(annotation, old, "Rabu (3/9)", "Sagara", "Laras Ayu")
    new = Document(id="doc-1", text=f"Update!\n{old.text}")
    anchored = reanchor(annotation, old, new)
    assert anchored.orphans == []
    assert anchored.annotation.problems(new) == []
    assert [flag.mention.text for flag in anchored.annotation.events[0].flags] == ["Rabu (3/9)"]
    assert anchored.annotation.article is not None
    assert dict(anchored.annotation.article.mentions())["author"].start == new.text.index("Laras Ayu")

    corrected = Document(
        id="doc-1", text=old.text.replace("Rabu (3/9)", "Rabu (10/9)").replace("Penulis: Laras Ayu", "")
    )
    anchored = reanchor(annotation, old, corrected)
    assert anchored.annotation.events[0].flags == []
    assert all_accounted_for(annotation, anchored)
    assert [(orphan.address, orphan.event, orphan.role, orphan.value) for orphan in anchored.orphans] == [
        ("article.author", None, "author", None),
        ("events[0].roles.time[0].mentions[0]", 1, "time", "2025-09-03"),
        ("events[0].flags[0].mention", 1, "flag", "weekday"),
    ]


def test_a_doubt_about_what_no_event_tells_is_carried_over_or_told(marked: Callable) -> None:
    old, annotation = marked(f"{MET} Sultan menjamu para tamu.")
    word = Mention.at(old.text, at := old.text.index("menjamu"), at + len("menjamu"))
    flag = Flag(code="model", mention=word, why="rules tell a meeting here")
    annotation = annotation.model_copy(update={"flags": [flag]})
    moved = reanchor(annotation, old, Document(id="doc-1", text=f"Update!\n{old.text}"))
    assert [(one.mention.start, one.why) for one in moved.annotation.flags] == [(at + 8, flag.why)]
    gone = reanchor(annotation, old, Document(id="doc-1", text=old.text.replace(" Sultan menjamu para tamu.", "")))
    assert gone.annotation.flags == []
    assert [(one.address, one.event, one.value) for one in gone.orphans] == [("flags[0].mention", None, "model")]


def with_flag_and_article(annotation: Annotation, document: Document, flagged: str, *lines: str) -> Annotation:
    at = {
        words: Mention.at(document.text, document.text.index(words), document.text.index(words) + len(words))
        for words in (flagged, *lines)
    }
    [event] = annotation.events
    flag = Flag(code="weekday", mention=at[flagged], why="3 September was no such day.")
    article = Article(publisher=at[lines[0]], author=at[lines[1]])
    return annotation.model_copy(
        update={"events": [event.model_copy(update={"flags": [flag]})], "article": article},
    )


def test_the_counts_are_told_in_a_line(carried: Callable) -> None:
    after = without(MET, "Rabu (3/9)").replace("Rabu (3/9)", "Kamis (4/9)")
    assert carried(MET, after).told() == "5 mentions: 4 exact, 0 shifted, 0 fuzzy, 1 orphan"


def test_orphans_are_told_in_sentences(carried: Callable) -> None:
    before = f"{CAPTION}\n{MET}"
    after = without(MET, "Rabu (3/9)").replace("Rabu (3/9)", "Kamis (4/9)")
    assert orphan_notes(carried(before, after)) == [
        "Event 1, trigger: “bersalaman” was not carried over: its sentence is no longer in the text.",
        "Event 1, participant Prabowo Subianto: “Prabowo” was not carried over: its sentence is no longer in the text.",
        "Event 1, time 2025-09-03: “Rabu (3/9)” was not carried over: other words stand in its place.",
    ]


def test_an_annotation_of_another_text_is_refused(marked: Callable) -> None:
    old, annotation = marked(MET)
    other = Document(id="doc-1", text=OTHER)
    with pytest.raises(SchemaError, match="was made on the text"):
        reanchor(annotation, other, old)


MARKED = (
    MET,
    "[Retno|2.participant=Retno Marsudi:person] [menelepon|2.call:actual] [Wong|2.participant=Wong:person] "
    "[kemarin|2.time=?].",
    "“Kami [sepakat|3.agreement:planned],” ujar [Luhut|3.party=Luhut:person] 🤝 di [Bali|3.place=Bali]!",
    "[Putin|4.visitor=Vladimir Putin:person] [tiba|4.visit:actual] di [Hanoi|4.destination=Hanoi]; "
    "[Putin|4.visitor=Vladimir Putin:person] disambut hujan.",
)
NOISE = (
    OTHER,
    ABOUT,
    "Putin, Retno, dan Luhut tidak hadir.",
    "Bali dan Hanoi diguyur hujan kemarin!",
    "Update:",
    "Wong menelepon ibunya di Bali 🎉.",
    "Baca juga: Prabowo Subianto bertemu para petani",
)


@given(data=st.data())
def test_untouched_sentences_keep_their_mentions_whatever_happens_around_them(
    marked: Callable, data: st.DataObject
) -> None:
    def around(told: tuple[str, ...]) -> str:
        noise = data.draw(st.lists(st.sampled_from(NOISE), max_size=6))
        return data.draw(st.permutations([*told, *noise]).map("\n".join))

    kept = tuple(data.draw(st.lists(st.sampled_from(MARKED), unique=True)))
    gone = tuple(one for one in MARKED if one not in kept)
    old, annotation = marked(around(MARKED))
    new, expected = marked(around(kept) or "Tidak ada berita.")
    anchored = reanchor(annotation, old, new)
    assert anchored.annotation == expected
    assert anchored.annotation.problems(new) == []
    assert all(anchor.how != "fuzzy" for anchor in anchored.anchors)
    assert len(anchored.orphans) == sum(one.count("|") for one in gone)


WORDS = (
    "Putin",
    "Kim",
    "bertemu",
    "Xi",
    "Jinping",
    "Jin",
    "Ping",
    "pertemuan",
    "pertemuannya",
    "15.000",
    "🤝",
    "Díli",
    "Rabu",
)
GAPS = (" ", "  ", ". ", ", ", "\n\n", "-")


@st.composite
def texts(draw: st.DrawFn) -> str:
    words = draw(st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(GAPS)), min_size=1, max_size=30))
    return "".join(word + gap for word, gap in words)


@st.composite
def annotations(draw: st.DrawFn) -> tuple[Document, Annotation]:
    document = Document(id="doc-1", text=draw(texts()))
    words = [found.span() for found in re.finditer(r"\S+", document.text)]
    runs = st.tuples(st.sampled_from(words), st.sampled_from(words)).map(sorted)
    mention = runs.map(lambda run: Mention.at(document.text, run[0][0], run[1][1]))
    mentions = st.lists(mention, min_size=1, max_size=4, unique_by=lambda one: one.span)
    events = []
    for number in range(1, draw(st.integers(1, 3)) + 1):
        roles = {
            "participant": [
                Actor(value="A", kind="person", mentions=draw(mentions)),
                Actor(value="B", kind="group", mentions=draw(mentions)),
            ],
            "time": [Time(value=None, mentions=draw(mentions))],
        }
        triggers = draw(mentions)
        events.append(EventRecord(number=number, type="meeting", realis="actual", triggers=triggers, roles=roles))
    return document, annotated(document, *events)


def annotated(document: Document, *events: EventRecord) -> Annotation:
    source = Source(kind="person", version="annotator-1")
    return Annotation(doc_id=document.id, text_sha256=document.text_sha256, source=source, events=list(events))


@given(annotations(), st.data())
def test_every_mention_is_found_or_told_and_none_is_wrong(
    made: tuple[Document, Annotation], data: st.DataObject
) -> None:
    old, annotation = made
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(old.text))] * 2)))
    new = Document(id="doc-1", text=data.draw(texts()) + old.text[start:end] + data.draw(texts()))
    anchored = reanchor(annotation, old, new)
    assert anchored.annotation.problems(new) == []
    assert Annotation.model_validate_json(anchored.annotation.model_dump_json()) == anchored.annotation
    assert all_accounted_for(annotation, anchored)
    assert len(anchored.anchors) == sum(1 for event in anchored.annotation.events for _ in event.mentions())
    for anchor in anchored.anchors:
        assert (anchor.how == "fuzzy") == (anchor.old.text != anchor.new.text)
        assert (anchor.how == "exact") == (anchor.old == anchor.new)


@given(annotations())
def test_in_the_same_text_nothing_changes(made: tuple[Document, Annotation]) -> None:
    document, annotation = made
    anchored = reanchor(annotation, document, document)
    assert anchored.annotation == annotation
    assert {anchor.how for anchor in anchored.anchors} <= {"exact"}


def test_a_megabyte_that_changed_in_every_sentence_is_no_matter_of_minutes(marked: Callable) -> None:
    said = "[Putin|1.participant=Putin:person] [bertemu|1.meeting:actual] utusan nomor {0} di kota {1}."
    plain = "Putin bertemu utusan nomor {0} di kota {1}."
    lines = [(said if number % 150 == 0 else plain).format(number, number // 7) for number in range(22_500)]
    old, annotation = marked("\n".join(lines))
    new = Document(id="doc-1", text=old.text.replace("utusan", "wakil khusus"))
    assert len(new.text) > 1_000_000
    begun = time.monotonic()
    anchored = reanchor(annotation, old, new)
    assert time.monotonic() - begun < 30  # takes one second or two; a quadratic comparison takes many minutes
    assert anchored.counts() == {"exact": 2, "shifted": 298, "fuzzy": 0, "orphans": 0}

"""What a workspace holds is known, and what is new written once."""

from concurrent.futures import ThreadPoolExecutor

from risalah.annotate.serving.known import Known
from risalah.annotate.workspace import Workspace
from risalah.schema import Annotation, Document, Source

OTHER = Source(kind="model", version="1 on id-1")


def made(workspace: Workspace, documents: list[Document]) -> list[tuple[Document, Annotation]]:
    return [(document, workspace.ruleset.annotate(document)) for document in documents]


def test_what_is_kept_is_found_by_text_and_source(workspace: Workspace, articles: list[Document]) -> None:
    known = Known(workspace)
    ((document, annotation),) = pairs = made(workspace, articles[:1])
    assert known.preannotation(document, annotation.source) is None
    known.keep(pairs)
    assert known.preannotation(document, annotation.source) == annotation
    assert known.preannotation(document, OTHER) is None
    assert known.preannotation(Document(id=document.id, text="Teks lain."), annotation.source) is None


def test_what_is_kept_is_written_once(workspace: Workspace, articles: list[Document]) -> None:
    pairs = made(workspace, articles)
    known = Known(workspace)
    known.keep([*pairs, *pairs])
    known.keep(pairs[:2])
    Known(workspace).keep(pairs)
    assert list(workspace.documents) == articles
    assert list(workspace.preannotations) == [annotation for _, annotation in pairs]


def test_another_source_writes_no_text_again(workspace: Workspace, articles: list[Document]) -> None:
    known = Known(workspace)
    ((document, annotation),) = pairs = made(workspace, articles[:1])
    known.keep(pairs)
    known.keep([(document, annotation.model_copy(update={"source": OTHER}))])
    assert list(workspace.documents) == [document]
    assert [str(one.source) for one in workspace.preannotations] == [str(annotation.source), str(OTHER)]


def test_what_others_wrote_meanwhile_is_not_written_again(workspace: Workspace, articles: list[Document]) -> None:
    early, late = Known(workspace), Known(workspace)
    pairs = made(workspace, articles)
    early.keep(pairs[:3])
    late.keep(pairs)
    early.keep(pairs)
    assert list(workspace.documents) == articles
    assert list(workspace.preannotations) == [annotation for _, annotation in pairs]


def test_many_at_once_write_each_once(workspace: Workspace, articles: list[Document]) -> None:
    servers = [Known(workspace), Known(workspace)]
    pairs = made(workspace, articles)
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda turn: servers[turn % 2].keep(pairs[turn % 3 :]), range(40)))
    assert sorted(one.id for one in workspace.documents) == [one.id for one in articles]
    assert sorted(one.doc_id for one in workspace.preannotations) == [one.id for one in articles]
    assert all(servers[0].preannotation(document, annotation.source) for document, annotation in pairs)


def test_the_text_of_now_is_not_turned_back(workspace: Workspace, articles: list[Document]) -> None:
    """A task that shows an earlier text of a document makes that none the later."""
    old = Document(id="artikel-1", text="Sugiono menemui Wang Yi di Beijing.")
    workspace.documents.append([old, articles[0]])
    Known(workspace).keep(made(workspace, [old]))
    assert [one.text for one in workspace.documents] == [old.text, articles[0].text]


def test_what_was_read_is_not_read_again(workspace: Workspace, articles: list[Document]) -> None:
    first, *others = made(workspace, articles)
    known = Known(workspace)
    known.keep([first])
    (file,) = workspace.preannotations.folder.iterdir()
    file.write_text("tidak terbaca")
    known.keep(others)
    assert known.preannotation(others[0][0], others[0][1].source) == others[0][1]

"""Papers made at the same moment on a server: a version each, whichever database."""

from functools import partial

from hosting.hosted import ANNA, Hosted
from producing.shelves import edited, longer, papers
from producing.together import at_once
from samverkansavtal.producing.papers import write_papers
from samverkansavtal.producing.uploads import compare
from samverkansavtal.producing.versions import of_draft
from samverkansavtal.producing.whole_set import write_set


def test_two_with_different_answers_get_a_version_each(hosted: Hosted) -> None:
    name, small = hosted.begin(), papers()
    both = (small, longer(small))
    found = at_once(lambda: hosted.drafts.shelf(ANNA, name), *(partial(write_papers, one) for one in both))
    assert sorted(one.version for one in found) == [1, 2]
    shelf = hosted.drafts.shelf(ANNA, name)
    for one, made in zip(both, found, strict=True):
        assert shelf.read(made.report) == one.written(made.version, ())[1]
    assert len(of_draft(shelf.names(), small.base)) == 2


def test_all_papers_made_at_once_lie_beside_their_own_version(hosted: Hosted) -> None:
    name, small = hosted.begin(), papers()
    both = (small, longer(small))
    at_once(lambda: hosted.drafts.shelf(ANNA, name), *(partial(write_set, one) for one in both))
    found = of_draft(hosted.drafts.shelf(ANNA, name).names(), small.base)
    assert [one.number for one in found] == [1, 2]
    assert len(found[0].papers) == len(found[1].papers) > 0


def test_two_files_sent_back_at_once_are_both_kept(hosted: Hosted) -> None:
    name = hosted.begin()
    shelf = hosted.drafts.shelf(ANNA, name)
    data = shelf.read(write_papers(papers(), shelf).agreement)
    sent = [edited(data, "Uppsägningstiden", new) for new in ("Ett", "Två")]
    at_once(lambda: hosted.drafts.shelf(ANNA, name), *(partial(compare, one) for one in sent))
    (version,) = of_draft(shelf.names(), papers().base)
    assert sorted(map(shelf.read, version.uploads)) == sorted(sent)

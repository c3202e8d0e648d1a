"""The pages of the local site: the same from the same seed, and as unpleasant as real ones."""

from __future__ import annotations

from urllib.parse import urldefrag, urljoin, urlsplit

import pytest

pytest.importorskip("h11", reason="this environment has no h11")

from helpers.site import Museum

HOME = "http://museum.example"
ELSEWHERE = "http://other.example"


@pytest.fixture(scope="module")
def museum() -> Museum:
    return Museum(rooms=200, seed=3, elsewhere=ELSEWHERE)


def hrefs(museum: Museum) -> list[str]:
    return [door.href for path in museum.paths for door in museum.doors(path)]


def test_the_same_seed_makes_the_same_pages_and_another_seed_others(museum):
    again = Museum(rooms=200, seed=3, elsewhere=ELSEWHERE)
    assert [museum.page(path) for path in museum.paths] == [again.page(path) for path in again.paths]
    other = Museum(rooms=200, seed=4, elsewhere=ELSEWHERE)
    assert museum.page("/room/7") != other.page("/room/7")


def test_a_known_page_is_what_it_was_when_this_test_was_written():
    assert (Museum(50).title("/"), Museum(50).things("/")) == ("Early jars 6801", 36)


def test_every_link_as_a_browser_reads_it_leads_where_the_museum_says(museum):
    for path in (*museum.paths, *museum.staff_paths):
        for door in museum.doors(path):
            address = urldefrag(urljoin(HOME + path, door.href)).url
            if door.room is None:
                assert not address.startswith(HOME)
            else:
                assert urlsplit(address).path == door.room


def test_all_rooms_can_be_reached_without_a_room_of_the_staff(museum):
    found, todo = {museum.ENTRANCE}, [museum.ENTRANCE]
    while todo:
        new = {door.room for door in museum.doors(todo.pop()) if door.room and "/staff/" not in door.room} - found
        found |= new
        todo += new
    assert found == set(museum.paths)


def test_links_come_in_every_form(museum):
    links = hrefs(museum)
    assert any(link.startswith("/room/") for link in links)
    assert any(link.startswith("../room/") for link in links)
    assert any(link.isdigit() for link in links)
    assert any(link.endswith("#north") for link in links)
    assert any(link.startswith(ELSEWHERE) for link in links)
    assert any(link.startswith("mailto:") for link in links)
    assert any("/staff/" in link for link in links)


def test_there_are_cycles_and_pages_that_name_a_link_twice(museum):
    assert any(
        door.room is not None and path in [back.room for back in museum.doors(door.room)]
        for path in museum.paths
        for door in museum.doors(path)
    )
    rooms = [door.room for door in museum.doors("/")]
    assert len(set(rooms)) < len(rooms)


@pytest.mark.parametrize(("rooms", "first_doors"), [(1, 1), (5, 5), (5, 0)])
def test_a_museum_that_cannot_be_is_refused(rooms, first_doors):
    with pytest.raises(ValueError, match="two rooms or more"):
        Museum(rooms=rooms, first_doors=first_doors)

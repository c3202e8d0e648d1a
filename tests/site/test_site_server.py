"""The local server: what clients get, and what it writes down about them. Nothing here waits for a clock."""

from __future__ import annotations

import os
import socket
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

requests = pytest.importorskip("requests", reason="this environment has no requests")
pytest.importorskip("h11", reason="this environment has no h11")

from helpers.site import Holding, Museum, Reply, Server, Showing, Site, open_site  # noqa: E402
from helpers.site.policy import museum_content  # noqa: E402


@pytest.fixture
def site():
    with Site(rooms=40, latency=0) as site:
        yield site


class Gate:
    """A policy that answers when so many requests are there; until then it holds them."""

    def __init__(self, wanted: int) -> None:
        self.wanted = wanted
        self.holding = Holding(lambda visit: Reply(200, visit.path))

    def asked(self, visit):
        return self.holding.asked(visit)

    def left(self, visit):
        self.holding.left(visit)

    def serve(self, server: Server, stop: threading.Event) -> None:
        while not stop.is_set():
            server.step(0.02)
            if len(self.holding.held) >= self.wanted:
                for visit in list(self.holding.held):
                    server.answer(visit, self.holding.take(visit))


def get(url, **keywords):
    return requests.get(url, timeout=30, **keywords)


def test_a_page_comes_as_the_museum_says(site):
    response = get(site.page(7))
    assert (response.status_code, response.text) == (200, site.museum.page("/room/7"))


def test_it_listens_on_the_loopback_interface_alone(site):
    assert site.url.startswith("http://127.0.0.1:")


def test_two_sites_have_two_ports(site):
    with Site(rooms=5) as other:
        assert other.url != site.url


def test_errors_are_there_to_be_met(site):
    statuses = [get(site.url + path).status_code for path in ("/missing", "/broken", "/nothing/like/this")]
    assert statuses == [404, 500, 404]


def test_a_flaky_page_comes_with_the_third_attempt(site):
    assert [get(f"{site.url}/flaky/room/3").status_code for _ in range(4)] == [503, 503, 200, 200]


def test_a_busy_site_says_how_long_to_wait(site):
    first, second = get(f"{site.url}/busy/room/3"), get(f"{site.url}/busy/room/3")
    assert (first.status_code, first.headers["Retry-After"], second.status_code) == (429, "1", 200)


def test_a_page_that_has_moved_is_found_and_a_circle_of_moves_is_not(site):
    assert get(f"{site.url}/moved/room/4").url == site.page(4)
    with pytest.raises(requests.TooManyRedirects):
        get(f"{site.url}/loop")


def test_a_reset_connection_is_an_error_of_the_connection(site):
    with pytest.raises(requests.ConnectionError):
        get(f"{site.url}/reset")
    assert site.log.visits[-1].ending == "reset"


def test_a_client_that_gives_up_is_seen_to_leave():
    silent = Holding(lambda visit: Reply(200))
    with Server(silent) as server:
        client = socket.create_connection(("127.0.0.1", server.port))
        client.sendall(b"GET /slow HTTP/1.1\r\nHost: museum\r\n\r\n")
        while not silent.held:
            server.step(5)
        client.close()
        while not silent.gone:
            server.step(5)
        assert [visit.ending for visit in server.log.visits] == ["left"]
        assert server.log.in_flight == 0


def test_as_many_requests_are_in_flight_as_there_are_clients_who_wait():
    gate, stop = Gate(6), threading.Event()
    with Server(gate) as server, ThreadPoolExecutor(6) as pool:
        thread = threading.Thread(target=gate.serve, args=(server, stop))
        thread.start()
        texts = list(pool.map(lambda number: get(f"{server.url}/{number}").text, range(6)))
        stop.set()
        thread.join()
        assert texts == [f"/{number}" for number in range(6)]
        assert server.log.most_in_flight() == 6


def test_requests_are_counted_for_each_client_by_its_user_agent():
    gate, stop = Gate(3), threading.Event()
    with Server(gate) as server, ThreadPoolExecutor(3) as pool:
        thread = threading.Thread(target=gate.serve, args=(server, stop))
        thread.start()
        agents = ["ann", "ann", "bob"]
        list(pool.map(lambda agent: get(f"{server.url}/", headers={"User-Agent": agent}), agents))
        stop.set()
        thread.join()
        assert (server.log.most_in_flight("ann"), server.log.most_in_flight("bob")) == (2, 1)
        assert server.log.agents == {"ann": 2, "bob": 1}


def test_a_session_uses_one_connection_and_single_requests_one_each(site):
    with requests.Session() as session:
        for number in range(5):
            session.get(site.page(number), timeout=30)
    assert site.log.connections == 1
    for number in range(5):
        get(site.page(number))
    assert site.log.connections == 6


def test_the_log_knows_the_order_and_how_often_each_page_was_fetched(site):
    for number in (3, 1, 3):
        get(site.page(number))
    assert site.log.paths == ["/room/3", "/room/1", "/room/3"]
    assert site.log.times_fetched == {"/room/3": 2, "/room/1": 1}
    assert [visit.earlier for visit in site.log.visits] == [0, 0, 1]
    assert "3 requests for 2 pages" in site.log.summary()


def test_a_fresh_log_forgets_what_was(site):
    get(site.page(1))
    site.fresh_log()
    assert (site.log.visits, site.log.most_in_flight(), site.log.connections) == ([], 0, 0)


def test_who_has_too_many_requests_in_flight_is_told_so():
    content = museum_content(Museum(rooms=5, first_doors=3))
    policy = Showing(content, at_once=2)
    visits = []

    class Counting:
        def asked(self, visit):
            visits.append(visit)
            return policy.asked(visit) if visit.together > 2 else None

        def left(self, visit):
            pass

    with Server(Counting()) as server:
        clients = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(3)]
        for client in clients:
            client.sendall(b"GET / HTTP/1.1\r\nHost: museum\r\n\r\n")
        while len(visits) < 3:
            server.step(5)
        assert sorted(visit.status for visit in visits) == [0, 0, 429]
        for client in clients:
            client.close()


def test_who_asks_too_often_is_told_so():
    policy = Showing(museum_content(Museum(rooms=5, first_doors=3)), per_second=10**9)
    with Server(policy) as server:
        # the limit is reached by hand: no test depends on how fast this machine is
        policy.per_second = 0
        client = socket.create_connection(("127.0.0.1", server.port))
        client.sendall(b"GET / HTTP/1.1\r\nHost: museum\r\n\r\n")
        while not server.log.visits or not server.log.visits[0].ended:
            server.step(5)
        assert server.log.visits[0].status == 429
        assert client.recv(100).startswith(b"HTTP/1.1 429")
        client.close()


def test_what_is_no_http_is_refused_and_the_site_goes_on(site):
    with socket.create_connection(("127.0.0.1", int(site.url.rpartition(":")[2]))) as client:
        client.sendall(b"\x00\x01 nonsense\r\n\r\n")
        assert client.recv(100).startswith(b"HTTP/1.1 400")
    assert get(site.page(1)).status_code == 200


def test_head_gives_no_text_and_post_is_not_allowed(site):
    head = requests.head(site.page(1), timeout=30)
    assert (head.status_code, head.text, int(head.headers["Content-Length"]) > 0) == (200, "", True)
    assert requests.post(site.page(1), data="x", timeout=30).status_code == 405


def test_a_page_that_is_larger_than_a_buffer_comes_whole():
    large = "x" * 5_000_000
    policy = Showing(lambda visit: Reply(200, large))
    stop = threading.Event()

    def serve(server):
        while not stop.is_set():
            server.step(0.02)

    with Server(policy) as server:
        thread = threading.Thread(target=serve, args=(server,))
        thread.start()
        assert get(server.url).text == large
        stop.set()
        thread.join()


def test_robots_are_told_where_they_may_not_go(site):
    from urllib.robotparser import RobotFileParser

    robots = RobotFileParser()
    robots.parse(get(f"{site.url}/robots.txt").text.splitlines())
    assert robots.can_fetch("*", site.page(3))
    assert not robots.can_fetch("*", f"{site.url}/staff/1")
    assert robots.crawl_delay("*") == 1


def test_a_stopped_site_leaves_no_thread_and_no_port():
    before = set(threading.enumerate())
    with Site(rooms=5) as site:
        url = site.url
        get(url)
    assert set(threading.enumerate()) == before
    with pytest.raises(requests.ConnectionError):
        get(url)
    with pytest.raises(RuntimeError, match="start"):
        _ = site.url
    assert len(site.log.visits) == 1


def test_a_proxy_for_the_internet_is_not_asked_for_this_site(monkeypatch):
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    monkeypatch.setenv("NO_PROXY", "intranet.example")
    with Site(rooms=5, latency=0) as site:
        assert get(site.url).status_code == 200
    assert os.environ["NO_PROXY"] == "intranet.example"


def test_a_second_call_of_open_site_closes_the_first():
    first = open_site(rooms=5, latency=0)
    second = open_site(rooms=6, latency=0)
    try:
        assert repr(first) == "<a site of 5 pages, closed>"
        assert get(second.page(0)).status_code == 200
    finally:
        second.stop()

"""The front ends in a browser, on an empty page: no notebook server and no kernel, the board is in this process."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from boards import board_for

from helpers.interleave.trace import Step, Trace
from helpers.widgets.board import Board
from helpers.widgets.replay import front_end, replay_html, stylesheet

pytestmark = [pytest.mark.slow, pytest.mark.needs("chromium"), pytest.mark.xdist_group("browser")]

THREADS = "ABCDEF"
LONG = 2000
HOST = """async ([esm, view]) => {
    const url = URL.createObjectURL(new Blob([esm], {type: "text/javascript"}));
    const front = (await import(url)).default, listeners = {}, state = {view};
    const model = {
        get: (name) => state[name],
        on: (event, listener) => (listeners[event] ||= []).push(listener),
        send: (message) => {
            if (window.gone) throw new Error("Cannot send");
            window.act(message).then((view) => {
                state.view = view;
                (listeners["change:view"] || []).forEach((listener) => listener());
            });
        },
    };
    front.render({model, el: document.querySelector("main")});
}"""


@pytest.fixture(scope="module")
def page() -> Iterator[object]:
    from browser import open_page

    from tests.conftest import find_tool

    with open_page(find_tool("chromium") or "chromium") as opened:
        opened.boards = []
        opened.expose_function("act", lambda message: act(opened.boards[-1], message))
        yield opened


def act(board: Board, message: dict) -> dict:
    if message["do"] == "take":
        board.take(message["thread"], message["line"])
    elif message["do"] != "keep":
        getattr(board, message["do"])()
    return board.view()


def show(page, body: str, light: bool) -> None:
    ground = "#fff;color:#000" if light else "#111;color:#eee"
    page.set_content(
        f'<!doctype html><html lang="en"><title>Lesson</title><body data-jp-theme-light="{str(light).lower()}" '
        f'style="background:{ground}"><style>{stylesheet("replay.css", "schedule.css")}</style>'
        f"<main><h1>Lesson</h1>{body}</main>"
    )


def show_board(page, board: Board, light: bool = True) -> None:
    page.boards.append(board)
    show(page, "", light)
    page.evaluate(HOST, [front_end("common.js", "schedule.js"), board.view()])


def faults(page) -> list:
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page).response["violations"]
    return [(fault["id"], [node["html"] for node in fault["nodes"]]) for fault in found]


def long_trace(steps: int) -> Trace:
    """Six threads that take turns, two locks, four variables."""
    made = []
    for number in range(steps):
        me = THREADS[number % 6]
        waiting = {"F": "door, held by thread A"} if number % 3 else {}
        name, lock = f"count{number % 4}", (("door",) if number % 2 else ())
        made.append(
            Step(
                me,
                "write",
                name,
                number % 30 + 1,
                before=str(number),
                after=str(number + 4),
                held=lock,
                waiting=waiting,
                switch=True,
                preemption=True,
            )
        )
    source = "\n".join(f"line_{number} = {number}" for number in range(1, 31))
    return Trace(tuple(THREADS), tuple(made), "", source, "It ends.")


def test_a_board_whose_kernel_was_shut_down_says_so_at_once(page):
    errors = []

    def hear(error):
        errors.append(error)

    page.on("pageerror", hear)
    show_board(page, board_for("table"))
    page.evaluate("() => { window.gone = true; }")
    try:
        page.get_by_role("button", name="A: one step").click()
        page.get_by_text("The kernel does not answer.").wait_for()
        page.evaluate("() => document.activeElement.blur()")
    finally:
        page.evaluate("() => { window.gone = false; }")
        page.remove_listener("pageerror", hear)
    assert errors == []


@pytest.mark.parametrize("light", [True, False], ids=["light", "dark"])
def test_axe_finds_nothing_in_the_widgets(page, light):
    show(page, replay_html(long_trace(12)), light)
    page.keyboard.press("Tab")
    page.get_by_role("button", name="Step ▶").click()
    assert faults(page) == []
    page.get_by_text("All steps as a table").click()
    assert faults(page) == []
    board = board_for("table")
    show_board(page, board, light)
    page.get_by_role("button", name="Show atomic steps").click()
    page.get_by_role("button", name="A: one step").click()
    page.get_by_text('"A"', exact=True).wait_for()
    assert faults(page) == []


def test_a_step_costs_the_same_in_a_trace_of_two_thousand_steps_as_in_a_short_one(page):
    """Counted in changes of the page, so the machine's speed has no say; how long it takes is printed."""
    touched = {}
    for steps in (40, LONG):
        show(page, replay_html(long_trace(steps)), light=True)
        page.get_by_role("button", name="Step ▶").focus()
        touched[steps] = page.evaluate(
            """() => {
                const root = document.querySelector(".rc-replay"), next = document.activeElement;
                let most = 0, slowest = 0;
                const changes = new MutationObserver(() => {});
                changes.observe(root, {subtree: true, childList: true, characterData: true, attributes: true});
                for (let step = 0; step < 30; step++) {
                    const start = performance.now();
                    next.click();
                    root.getBoundingClientRect();
                    slowest = Math.max(slowest, performance.now() - start);
                    most = Math.max(most, changes.takeRecords().length);
                }
                return {most, slowest, elements: root.querySelectorAll("*").length};
            }"""
        )
        print(f"{steps} steps: {touched[steps]}")
    assert touched[LONG]["elements"] == touched[40]["elements"]
    assert touched[LONG]["most"] <= touched[40]["most"] + 2
    page.keyboard.press("End")
    assert page.get_by_text(f"Step {LONG} of {LONG}").is_visible()


def test_every_control_can_be_reached_and_its_focus_can_be_seen(page):
    show(page, replay_html(long_trace(12)), light=True)
    seen = []
    for _ in range(9):
        page.keyboard.press("Tab")
        seen.append(page.evaluate("() => getComputedStyle(document.activeElement).outlineWidth"))
        if page.evaluate("() => !document.activeElement.closest('.rc-replay')"):
            break
    assert len(seen) >= 8
    assert seen[:8] == ["3px"] * 8


def test_playing_goes_to_the_end_and_announces_only_where_it_stops(page):
    show(page, replay_html(long_trace(5)), light=True)
    page.get_by_label("Speed").select_option("very fast")
    page.get_by_role("button", name="Play").click()
    live = page.locator(".rc-now")
    page.get_by_text("Step 5 of 5").wait_for()
    page.get_by_role("button", name="▶ Play").wait_for()
    assert live.get_attribute("aria-live") == "polite"
    assert "Outcome: It ends." in live.inner_text()


def test_the_static_form_is_what_stays_without_a_script(page):
    context = page.context.browser.new_context(java_script_enabled=False)
    try:
        plain = context.new_page()
        show(plain, replay_html(long_trace(12)), light=True)
        assert plain.locator(".rc-replay").count() == 0
        plain.get_by_text("Step by step").click()
        assert "F waits for door, held by thread A" in plain.inner_text("body")
    finally:
        context.close()


def test_a_goal_is_won_with_letters_alone_and_undone_again(page):
    board = board_for("table")
    show_board(page, board)
    page.get_by_role("button", name="Undo").focus()
    for letter, schedule in zip("abc", ('"A"', '"A B"', '"A B C"'), strict=True):
        page.keyboard.press(letter)
        page.get_by_text(schedule, exact=True).wait_for()
    assert page.get_by_text("Goal reached.").is_visible()
    page.keyboard.press("u")
    page.get_by_text('"A B"', exact=True).wait_for()
    page.keyboard.press("?")
    page.get_by_text("Hint: Let thread C take the next step.").wait_for()
    page.keyboard.press("Shift+C")
    page.get_by_text("Goal reached.").wait_for()
    assert board.position.solved


def test_no_key_that_is_pressed_in_a_widget_gets_to_the_notebook(page):
    """Notebook 7 listens on the document, before the event gets to the widget: x cuts cells out, d d deletes one."""
    for place, draw in (
        ("Step ▶", lambda: show(page, replay_html(long_trace(5)), light=True)),
        ("Hint", lambda: show_board(page, board_for("tickets"))),
    ):
        draw()
        page.evaluate(
            """() => {
                window.heard = [];
                document.addEventListener("keydown", (event) => window.heard.push(event.key), true);
            }"""
        )
        page.get_by_role("button", name=place).focus()
        for key in ("a", "b", "d", "d", "x", "z", "m", "Enter", "ArrowDown", "Control+s"):
            page.keyboard.press(key)
        assert set(page.evaluate("() => window.heard")) == {"Control", "s"}

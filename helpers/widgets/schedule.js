// Be the scheduler. The board is in the kernel (helpers.widgets.board); this draws what it says, and sends it what the
// learner does. A module for anywidget, put together from common.js and this file.

const PATIENCE = 20000; // milliseconds without an answer until the reader is told what to look at

class BoardView {
  constructor(model) {
    this.model = model;
    this.details = false;
    this.waiting = null;
    this.kept = null;
    this.cards = new Map();
    this.element = this.build();
    this.update = () => this.draw(model.get("view"));
    model.on("change:view", this.update);
    for (const event of ["comm:close", "destroy"]) model.on(event, () => this.lost());
    model.on("comm_live_update", () => say(this.message,
      tr("The connection to the kernel was interrupted. If the kernel was restarted, run this cell again.")));
    this.update();
  }

  build() {
    const send = (message) => this.send(message);
    this.title = make("p", { class: "rc-title" });
    this.goal = make("select", { "aria-label": tr("Goal"), onchange: () => send({ do: "goal", goal: this.goal.value }) });
    this.only = make("p", { class: "rc-title" });
    this.choice = make("label", {}, tr("Goal "), this.goal);
    this.goalRow = make("div", { class: "rc-bar" }, this.only, this.choice);
    this.solved = make("span");
    this.goalRow.append(this.solved);
    this.result = make("p", { class: "rc-result" });
    this.message = make("p", { class: "rc-message" });
    this.last = make("p", { class: "rc-sentence" });
    this.now = make("div", { class: "rc-now", role: "status", "aria-live": "polite", "aria-atomic": "true" },
      this.last, this.result, this.message);
    this.threads = make("div", { class: "rc-threads" });
    this.undo = pressable(tr("Undo"), "u", () => send({ do: "undo" }));
    this.restart = pressable(tr("Start again"), "0", () => send({ do: "restart" }));
    this.finish = pressable(tr("Run to the end"), "r", () => send({ do: "finish" }));
    this.hint = pressable(tr("Hint"), "?", () => send({ do: "hint" }));
    this.expand = pressable(tr("Show atomic steps"), "x", () => this.toggle());
    this.expand.setAttribute("aria-pressed", "false");
    this.schedule = make("code", { class: "rc-schedule" });
    this.use = make("code");
    this.copied = make("span", { class: "rc-quiet", role: "status" });
    this.copy = pressable(tr("Copy"), "y", () => this.copySchedule());
    this.values = make("tbody");
    this.valuesTable = make("table", { "aria-label": tr("Shared variables") }, head(tr("variable"), tr("value"), tr("last step")), this.values);
    this.locks = make("tbody");
    this.locksTable = make("table", { "aria-label": tr("Locks") }, head(tr("lock"), tr("state")), this.locks);
    this.history = make("ol", { class: "rc-history" });
    this.historyBox = make("details", {}, make("summary", {}, tr("The steps so far")), this.history);
    const element = make("div", {
      class: "rc-widget rc-board", role: "group", "aria-label": tr("Be the scheduler"),
    },
    this.title, this.goalRow, this.now, this.threads,
    make("div", { class: "rc-bar", role: "group", "aria-label": tr("Choices") },
      this.undo, this.restart, this.finish, this.hint, this.expand),
    make("div", { class: "rc-bar" }, tr("Schedule: "), this.schedule, this.copy, this.copied),
    make("p", { class: "rc-quiet" }, tr("In a cell: "), this.use),
    make("div", { class: "rc-tables" }, this.valuesTable, this.locksTable),
    this.historyBox,
    make("p", { class: "rc-quiet" }, tr("Keys: a thread's letter for one step, "), make("kbd", {}, "Shift"),
      tr(" and its letter for the whole line, "), ...[tr("u undo, "), tr("0 start again, "), tr("r run to the end, "), tr("? hint, "),
        tr("x atomic steps, "), tr("y copy.")].flatMap((text) => [make("kbd", {}, text[0]), text.slice(1)])));
    ownKeys(element, (event) => this.key(event));
    element.addEventListener("focusout", (event) => {
      if (!element.contains(event.relatedTarget)) this.keep();
    });
    return element;
  }

  send(message) {
    clearTimeout(this.waiting);
    this.element.setAttribute("aria-busy", "true");
    this.waiting = setTimeout(() => this.lost(), PATIENCE);
    this.deliver(message);
  }

  /** A notebook whose kernel was shut down refuses to send anything. */
  deliver(message) {
    try {
      this.model.send(message);
    } catch {
      this.lost();
    }
  }

  /** The kernel does not answer, or has forgotten this board. */
  lost() {
    clearTimeout(this.waiting);
    this.element.removeAttribute("aria-busy");
    say(this.message, tr("The kernel does not answer. If it was restarted, run this cell again."));
  }

  /** The picture as it is now is what a notebook without a kernel shows. */
  keep() {
    const turn = this.model.get("view").turn;
    if (turn === this.kept) return;
    this.kept = turn;
    this.deliver({ do: "keep" });
  }

  /** What a key does. A key that is held down is one choice and not many. */
  key(event) {
    if (event.target.matches("select")) return null;
    const card = this.cards.get(event.key.toUpperCase());
    const buttons = { u: this.undo, 0: this.restart, r: this.finish, "?": this.hint, x: this.expand, y: this.copy };
    // threads are A to H and M: none of the other keys is one of these
    if (card) return () => event.repeat || this.send({ do: "take", thread: card.letter, line: event.shiftKey });
    const button = buttons[event.key];
    return button && (() => event.repeat || !allowed(button) || button.click());
  }

  toggle() {
    this.details = !this.details;
    this.expand.setAttribute("aria-pressed", String(this.details));
    this.update();
  }

  async copySchedule() {
    try {
      await navigator.clipboard.writeText(this.model.get("view").schedule);
      say(this.copied, tr("Copied."));
    } catch {
      say(this.copied, tr("The browser does not allow it: select the schedule and copy it."));
    }
  }

  draw(view) {
    clearTimeout(this.waiting);
    this.element.removeAttribute("aria-busy");
    say(this.title, tr("You are the scheduler of {name}", { name: view.name }));
    this.drawGoals(view);
    const last = view.history[view.history.length - 1];
    tell(this.last, last
      ? tr("Step {number}: {turn} {last}", { number: last.number, turn: last.turn, last: last.text })
      : tr("No step has been taken yet."));
    tell(this.result, view.status);
    this.result.className = view.solved ? "rc-result rc-good" : "rc-result";
    tell(this.message, view.message);
    this.drawThreads(view);
    allow(this.undo, view.undo);
    allow(this.restart, view.history.length > 0);
    allow(this.finish, !view.ended);
    allow(this.hint, Boolean(view.goal) && !view.solved);
    allow(this.copy, Boolean(view.schedule));
    say(this.schedule, view.schedule ? `"${view.schedule}"` : tr("(no step yet)"));
    say(this.use, view.use);
    say(this.copied, "");
    rows(this.values, view.values.map(([name, value, changed]) => [name, value, changed && tr("changed")]));
    rows(this.locks, view.locks.map(([name, owner]) => [name, owner ? tr("held by {owner}", { owner }) : tr("free")]));
    this.valuesTable.hidden = !view.values.length;
    this.locksTable.hidden = !view.locks.length;
    this.historyBox.hidden = !view.history.length;
    this.history.replaceChildren(...view.history.map((step) =>
      make("li", {}, plain(`${step.turn} ${step.line ? `${tr("Line {line}:", { line: step.line })} ` : ""}${step.text}`.trim()))));
  }

  drawGoals(view) {
    this.goalRow.hidden = !view.goals.length;
    const options = view.goals.map((goal) =>
      make("option", { value: goal.id }, `${goal.task}${goal.solved ? " (reached)" : ""}`));
    this.goal.replaceChildren(...options);
    this.goal.value = view.goal;
    this.choice.hidden = view.goals.length < 2;
    this.only.hidden = !this.choice.hidden;
    say(this.only, view.goals.length === 1 ? tr("Goal: {task}", { task: view.goals[0].task }) : "");
    const reached = view.goals.filter((goal) => goal.solved).length;
    const all = view.goals.length;
    say(this.solved, all > 1 ? tr("{reached} of {all} reached", { reached, all }) : reached ? "reached" : tr("not yet reached"));
    this.solved.className = reached ? "rc-good" : "rc-quiet";
  }

  drawThreads(view) {
    const names = view.threads.map((thread) => thread.letter);
    for (const [letter, card] of this.cards) {
      if (!names.includes(letter)) {
        card.element.remove();
        this.cards.delete(letter);
      }
    }
    view.threads.forEach((thread, number) => {
      let card = this.cards.get(thread.letter);
      if (!card) {
        card = this.card(thread, number, view.lines);
        this.cards.set(thread.letter, card);
        this.threads.append(card.element);
      }
      this.drawCard(card, thread, view);
    });
  }

  card(thread, number, lines) {
    const letter = thread.letter;
    const take = (line) => this.send({ do: "take", thread: letter, line });
    const card = { letter, excerpt: new Excerpt(lines), state: make("p", { class: "rc-state" }), ahead: make("ol", {}) };
    card.step = pressable(tr("{letter}: one step", { letter }), letter.toLowerCase(), () => take(false));
    card.line = pressable(tr("{letter}: whole line", { letter }), `Shift+${letter}`, () => take(true));
    card.aheadBox = make("div", {}, make("p", { class: "rc-quiet" }, tr("Atomic steps of this line, if nobody comes in between:")),
      card.ahead);
    card.element = make("div", { class: "rc-thread", role: "group", "aria-label": plain(thread.title) },
      make("p", { class: "rc-title" }, ...titled(thread, number), thread.call ? make("span", {}, tr(" runs "),
        make("code", {}, plain(thread.call))) : null),
      card.excerpt.element, card.state, card.aheadBox, make("div", { class: "rc-bar" }, card.step, card.line));
    return card;
  }

  drawCard(card, thread, view) {
    const ready = thread.state === "ready";
    card.excerpt.show(thread.line, thread.state === tr("ended") ? tr("ended") : tr("next line"), ready);
    let text = tr("Has ended.");
    if (thread.state === "blocked") text = tr("Waits for {reason}.", { reason: thread.reason });
    else if (ready) text = thread.ahead.length ? tr("Next: {ahead}", { ahead: thread.ahead[0] }) : tr("Can go on.");
    if (view.hinted === thread.letter) text += tr(" (The hint: this one.)");
    say(card.state, text);
    card.aheadBox.hidden = !this.details || !thread.ahead.length;
    card.ahead.replaceChildren(...thread.ahead.map((step) => make("li", {}, plain(step))));
    allow(card.step, ready);
    allow(card.line, ready);
    say(card.line, thread.choices > 1
      ? tr("{letter}: whole line ({choices} steps)", { letter: card.letter, choices: thread.choices })
      : tr("{letter}: whole line", { letter: card.letter }));
    card.element.classList.toggle("rc-acts", view.hinted === thread.letter);
  }
}

/** What a sentence calls it, with its name in its colour. */
function titled(thread, number) {
  const at = thread.title.lastIndexOf(thread.name);
  if (at < 0) return [nameTag(thread.title, number)];
  return [plain(thread.title.slice(0, at)), nameTag(thread.name, number)];
}

function head(...names) {
  return make("thead", {}, make("tr", {}, ...names.map((name) => make("th", { scope: "col" }, name))));
}

function rows(body, data) {
  body.replaceChildren(...data.map(([name, ...rest]) => make("tr", { class: rest[1] ? "rc-changes" : null },
    make("th", { scope: "row" }, make("code", {}, plain(name))), ...rest.map((text) => make("td", {}, plain(text || ""))))));
}

/** Put boards into every output of the cell that waits for one: the output itself is only the static form. */
function initialize({ model }) {
  const wanted = `[data-rc-board="${model.get("own_id")}"]`;
  const views = [];
  hearAlways(model);
  const fill = () => {
    for (const place of document.querySelectorAll(wanted)) {
      if (place.querySelector(".rc-board")) continue;
      // an output that was drawn anew gets the board back that it had
      let view = views.find((known) => !known.element.isConnected);
      if (!view) {
        view = new BoardView(model);
        views.push(view);
      }
      place.replaceChildren(view.element);
    }
  };
  const observer = new MutationObserver(fill);
  observer.observe(document.body, { childList: true, subtree: true });
  fill();
  return () => observer.disconnect();
}

function render({ model, el }) {
  el.append(new BoardView(model).element);
}

export default { initialize, render };

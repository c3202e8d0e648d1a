// The replay of one trace: data as helpers.widgets.replay.replay_data makes it. Everything is drawn here; each step
// changes the texts of a fixed number of elements, so it takes the same time in a trace of any length.

const SPEEDS = [["slow", 2500], ["normal", 1200], ["fast", 400], ["very fast", 80]];

class ReplayView {
  constructor(data) {
    this.data = data;
    this.at = 0; // how many steps have been taken
    this.timer = null;
    this.pace = 1200;
    this.last = this.lastSteps();
    this.states = this.valuesAfter();
    this.element = this.build();
    this.go(0);
  }

  /** For each step, the place of each thread's last step before or at it, and of its first one; -1 for none. */
  lastSteps() {
    let places = this.data.threads.map(() => -1);
    const all = [places];
    this.data.steps.forEach((step, index) => {
      places = places.slice();
      places[step.thread] = index;
      all.push(places);
    });
    this.firstOf = this.data.threads.map((_, t) => this.data.steps.findIndex((step) => step.thread === t));
    this.endOf = all[all.length - 1];
    return all;
  }

  valuesAfter() {
    let values = this.data.first;
    return [values, ...this.data.steps.map((step) => {
      if (Object.keys(step.values).length) values = { ...values, ...step.values };
      return values;
    })];
  }

  build() {
    const { data } = this;
    const count = data.steps.length;
    this.start = pressable("|◀ Start", "Home", () => this.move(0));
    this.back = pressable("◀ Back", "ArrowLeft", () => this.move(this.at - 1));
    this.play = pressable("▶ Play", "p", () => this.toggle());
    this.next = pressable("Step ▶", "ArrowRight", () => this.move(this.at + 1));
    this.end = pressable("End ▶|", "End", () => this.move(count));
    this.jump = pressable("Go to the decisive switch", "d", () => this.move(data.decisive));
    allow(this.jump, data.decisive > 0);
    this.speed = make("select", {
      "aria-label": "Speed", onchange: () => { this.pace = Number(this.speed.value); if (this.timer) this.run(); },
    }, ...SPEEDS.map(([name, pace]) => make("option", { value: pace, selected: pace === this.pace }, name)));
    this.slider = make("input", {
      type: "range", min: 0, max: count, step: 1, value: 0, "aria-label": "Step",
      oninput: () => this.move(Number(this.slider.value)),
    });
    this.where = make("span", { class: "rc-where" });
    this.turn = make("p", { class: "rc-turn" });
    this.sentence = make("p", { class: "rc-sentence" });
    this.because = make("p", { class: "rc-because" });
    this.now = make("div", { class: "rc-now", role: "status", "aria-live": "polite", "aria-atomic": "true" },
      this.turn, this.sentence, this.because);
    this.panels = data.threads.map((name, t) => {
      const excerpt = new Excerpt(data.lines);
      const state = make("p", { class: "rc-state" });
      const element = make("div", { class: "rc-thread", role: "group", "aria-label": plain(name) },
        make("p", { class: "rc-title" }, nameTag(name, t)), excerpt.element, state);
      return { element, excerpt, state };
    });
    this.values = this.table("Shared variables", "variable", Object.keys(this.states[count]), "No shared variable is used.");
    this.locks = this.table("Locks", "lock", data.locks, "No lock is held at any time.");
    this.waits = make("p", { class: "rc-waits" });
    const element = make("div", {
      class: "rc-widget rc-replay", role: "group", "aria-label": `Replay. ${plain(data.caption)}`,
    },
    make("p", { class: "rc-title" }, plain(data.caption)),
    make("div", { class: "rc-bar", role: "group", "aria-label": "Replay controls" },
      this.start, this.back, this.play, this.next, this.end, this.jump,
      make("label", {}, "Speed ", this.speed)),
    make("div", { class: "rc-bar" }, this.slider, this.where),
    this.now,
    make("div", { class: "rc-threads" }, ...this.panels.map((panel) => panel.element)),
    make("div", { class: "rc-tables" }, this.values.element, this.locks.element),
    this.waits,
    make("p", { class: "rc-quiet" }, "Keys: ", ...keys(["←", "→", "Home", "End"], ["step"]), ", ",
      make("kbd", {}, "p"), " play or pause, ", make("kbd", {}, "d"), " the decisive switch."));
    ownKeys(element, (event) => this.key(event));
    return element;
  }

  table(title, what, names, none) {
    const rows = names.map((name) => {
      const before = make("td"), after = make("td"), change = make("td");
      const element = make("tr", {}, make("th", { scope: "row" }, make("code", {}, plain(name))), before, after, change);
      return { name, element, before, after, change };
    });
    const head = make("tr", {}, ...[what, "before", "after", "this step"].map((h) => make("th", { scope: "col" }, h)));
    const element = make("div", { class: "rc-scroll" }, make("p", { class: "rc-title" }, title), rows.length
      ? make("table", { "aria-label": title }, make("thead", {}, head), make("tbody", {}, ...rows.map((r) => r.element)))
      : make("p", { class: "rc-quiet" }, none));
    return { element, rows };
  }

  /** What a key does; nothing where it moves something else. */
  key(event) {
    if (event.target.matches("select")) return null;
    const moves = event.target.matches("input[type=range]") ? {} : {
      ArrowRight: () => this.move(this.at + 1), ArrowLeft: () => this.move(this.at - 1),
      Home: () => this.move(0), End: () => this.move(this.data.steps.length),
    };
    const others = { p: () => this.toggle(), d: () => allowed(this.jump) && this.move(this.data.decisive) };
    return { ...moves, ...others }[event.key];
  }

  /** The reader goes somewhere: that ends playing. */
  move(to) {
    this.stop();
    this.go(to);
  }

  toggle() {
    if (this.timer) return this.stop();
    if (this.at >= this.data.steps.length) this.go(0);
    this.run();
  }

  run() {
    clearInterval(this.timer);
    // who listens hears where it stops, and not every step that rushes by
    this.now.setAttribute("aria-live", "off");
    say(this.play, "❚❚ Pause");
    this.timer = setInterval(() => {
      if (!this.element.isConnected || this.at >= this.data.steps.length) this.stop();
      else this.go(this.at + 1);
    }, this.pace);
  }

  stop() {
    clearInterval(this.timer);
    this.timer = null;
    this.now.setAttribute("aria-live", "polite");
    say(this.play, "▶ Play");
  }

  go(to) {
    const { data } = this;
    const count = data.steps.length;
    this.at = Math.max(0, Math.min(count, to));
    const step = this.at ? data.steps[this.at - 1] : null;
    const before = this.states[Math.max(0, this.at - 1)], after = this.states[this.at];
    say(this.where, this.at ? `Step ${this.at} of ${count}` : `Before the first of ${count} steps`);
    this.slider.value = this.at;
    this.slider.setAttribute("aria-valuetext", this.where.textContent);
    tell(this.turn, step && step.turn ? `Switch: ${step.turn}` : "");
    tell(this.sentence, step ? step.sentence : "Nothing has happened yet. Step forward, or play.");
    const decisive = step && this.at === data.decisive ? data.because : "";
    const ending = this.at === count && data.outcome ? `Outcome: ${data.outcome}` : "";
    tell(this.because, [decisive, ending].filter(Boolean).join(" "));
    const waiting = step ? step.waiting : {};
    data.threads.forEach((name, t) => this.showThread(name, t, step, waiting));
    for (const row of this.values.rows) {
      const was = before[row.name] ?? "not seen yet", is = after[row.name] ?? "not seen yet";
      this.showRow(row, was, is, was !== is && was !== "not seen yet");
    }
    const heldBefore = this.at > 1 ? data.steps[this.at - 2].locks : {}, heldAfter = step ? step.locks : {};
    for (const row of this.locks.rows) {
      const was = heldBefore[row.name], is = heldAfter[row.name];
      this.showRow(row, was ? `held by ${was}` : "free", is ? `held by ${is}` : "free", was !== is);
    }
    const who = Object.entries(waiting).map(([thread, reason]) => `${thread} waits for ${reason}.`);
    say(this.waits, who.length ? `Who waits: ${who.join(" ")}` : "Nobody waits for a lock or a signal.");
    allow(this.start, this.at > 0);
    allow(this.back, this.at > 0);
    allow(this.next, this.at < count);
    allow(this.end, this.at < count);
  }

  showThread(name, t, step, waiting) {
    const { excerpt, state, element } = this.panels[t];
    const acts = step !== null && step.thread === t;
    const last = this.last[this.at][t];
    const place = last >= 0 ? last : this.firstOf[t];
    const line = place >= 0 ? this.data.steps[place].line : 0;
    excerpt.show(line, acts ? "this step" : last >= 0 ? "its last step" : "its first step", acts);
    element.classList.toggle("rc-acts", acts);
    let text = "can go on";
    if (waiting[name]) text = `waits for ${waiting[name]}`;
    else if (last < 0) text = "has not taken a step yet";
    else if (last === this.endOf[t]) text = "takes no more steps";
    say(state, acts ? `This step: ${step.words}. Then it ${text}.` : `${text[0].toUpperCase()}${text.slice(1)}.`);
  }

  showRow(row, before, after, changes) {
    say(row.before, before);
    say(row.after, after);
    say(row.change, changes ? "changes" : "");
    row.element.classList.toggle("rc-changes", changes);
  }
}

function keys(names, words) {
  return [...names.flatMap((name) => [make("kbd", {}, name), " "]), ...words];
}

/** Put a replay into the place of the static form, which stays below it, folded. */
function replaceStatic(id, data) {
  const place = document.getElementById(id);
  if (!place || place.dataset.rcLive) return;
  place.dataset.rcLive = "true";
  const still = make("details", { class: "rc-static" }, make("summary", {}, "All steps as a table"), ...place.childNodes);
  place.append(new ReplayView(data).element, still);
}

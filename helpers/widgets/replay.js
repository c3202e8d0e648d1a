// The replay of one trace: data as helpers.widgets.replay.replay_data makes it. Everything is drawn here; each step
// changes the texts of a fixed number of elements, so it takes the same time in a trace of any length.

const SPEEDS = [[tr("slow"), 2500], [tr("normal"), 1200], [tr("fast"), 400], [tr("very fast"), 80]];

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
    this.start = pressable(tr("|◀ Start"), "Home", () => this.move(0));
    this.back = pressable(tr("◀ Back"), "ArrowLeft", () => this.move(this.at - 1));
    this.play = pressable(tr("▶ Play"), "p", () => this.toggle());
    this.next = pressable(tr("Step ▶"), "ArrowRight", () => this.move(this.at + 1));
    this.end = pressable(tr("End ▶|"), "End", () => this.move(count));
    this.jump = pressable(tr("Go to the decisive switch"), "d", () => this.move(data.decisive));
    allow(this.jump, data.decisive > 0);
    this.speed = make("select", {
      "aria-label": tr("Speed"), onchange: () => { this.pace = Number(this.speed.value); if (this.timer) this.run(); },
    }, ...SPEEDS.map(([name, pace]) => make("option", { value: pace, selected: pace === this.pace }, name)));
    this.slider = make("input", {
      type: "range", min: 0, max: count, step: 1, value: 0, "aria-label": tr("Step"),
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
    this.values = this.table(tr("Shared variables"), tr("variable"), Object.keys(this.states[count]), tr("No shared variable is used."));
    this.locks = this.table(tr("Locks"), tr("lock"), data.locks, tr("No lock is held at any time."));
    this.waits = make("p", { class: "rc-waits" });
    const element = make("div", {
      class: "rc-widget rc-replay", role: "group", "aria-label": tr("Replay. {caption}", { caption: plain(data.caption) }),
    },
    make("p", { class: "rc-title" }, plain(data.caption)),
    make("div", { class: "rc-bar", role: "group", "aria-label": tr("Replay controls") },
      this.start, this.back, this.play, this.next, this.end, this.jump,
      make("label", {}, tr("Speed "), this.speed)),
    make("div", { class: "rc-bar" }, this.slider, this.where),
    this.now,
    make("div", { class: "rc-threads" }, ...this.panels.map((panel) => panel.element)),
    make("div", { class: "rc-tables" }, this.values.element, this.locks.element),
    this.waits,
    make("p", { class: "rc-quiet" }, tr("Keys: "), ...keys(["←", "→", "Home", "End"], [tr("step")]), ", ",
      make("kbd", {}, "p"), tr(" play or pause, "), make("kbd", {}, "d"), tr(" the decisive switch.")));
    ownKeys(element, (event) => this.key(event));
    return element;
  }

  table(title, what, names, none) {
    const rows = names.map((name) => {
      const before = make("td"), after = make("td"), change = make("td");
      const element = make("tr", {}, make("th", { scope: "row" }, make("code", {}, plain(name))), before, after, change);
      return { name, element, before, after, change };
    });
    const head = make("tr", {}, ...[what, tr("before"), tr("after"), tr("this step")].map((h) => make("th", { scope: "col" }, h)));
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
    say(this.play, tr("❚❚ Pause"));
    this.timer = setInterval(() => {
      if (!this.element.isConnected || this.at >= this.data.steps.length) this.stop();
      else this.go(this.at + 1);
    }, this.pace);
  }

  stop() {
    clearInterval(this.timer);
    this.timer = null;
    this.now.setAttribute("aria-live", "polite");
    say(this.play, tr("▶ Play"));
  }

  go(to) {
    const { data } = this;
    const count = data.steps.length;
    this.at = Math.max(0, Math.min(count, to));
    const step = this.at ? data.steps[this.at - 1] : null;
    const before = this.states[Math.max(0, this.at - 1)], after = this.states[this.at];
    say(this.where, this.at ? tr("Step {at} of {count}", { at: this.at, count }) : tr("Before the first of {count} steps", { count }));
    this.slider.value = this.at;
    this.slider.setAttribute("aria-valuetext", this.where.textContent);
    tell(this.turn, step && step.turn ? tr("Switch: {turn}", { turn: step.turn }) : "");
    tell(this.sentence, step ? step.sentence : tr("Nothing has happened yet. Step forward, or play."));
    const decisive = step && this.at === data.decisive ? data.because : "";
    const ending = this.at === count && data.outcome ? tr("Outcome: {outcome}", { outcome: data.outcome }) : "";
    tell(this.because, [decisive, ending].filter(Boolean).join(" "));
    const waiting = step ? step.waiting : {};
    data.threads.forEach((name, t) => this.showThread(name, t, step, waiting));
    for (const row of this.values.rows) {
      const was = before[row.name] ?? tr("not seen yet"), is = after[row.name] ?? tr("not seen yet");
      this.showRow(row, was, is, was !== is && was !== tr("not seen yet"));
    }
    const heldBefore = this.at > 1 ? data.steps[this.at - 2].locks : {}, heldAfter = step ? step.locks : {};
    for (const row of this.locks.rows) {
      const was = heldBefore[row.name], is = heldAfter[row.name];
      this.showRow(row, was ? tr("held by {was}", { was }) : tr("free"), is ? tr("held by {is}", { is }) : tr("free"), was !== is);
    }
    const who = Object.entries(waiting).map(([thread, reason]) => tr("{thread} waits for {reason}.", { thread, reason }));
    say(this.waits, who.length ? tr("Who waits: {who}", { who: who.join(" ") }) : tr("Nobody waits for a lock or a signal."));
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
    excerpt.show(line, acts ? tr("this step") : last >= 0 ? tr("its last step") : tr("its first step"), acts);
    element.classList.toggle("rc-acts", acts);
    let text = tr("can go on");
    if (waiting[name]) text = tr("waits for {name}", { name: waiting[name] });
    else if (last < 0) text = tr("has not taken a step yet");
    else if (last === this.endOf[t]) text = tr("takes no more steps");
    say(state, acts ? tr("This step: {words}. Then it {text}.", { words: step.words, text }) : `${text[0].toUpperCase()}${text.slice(1)}.`);
  }

  showRow(row, before, after, changes) {
    say(row.before, before);
    say(row.after, after);
    say(row.change, changes ? tr("changes") : "");
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
  const still = make("details", { class: "rc-static" }, make("summary", {}, tr("All steps as a table")), ...place.childNodes);
  place.append(new ReplayView(data).element, still);
}

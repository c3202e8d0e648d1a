// What the front ends of the widgets have in common. No names of the page are touched: each file is put into a
// function, or into a module of its own.

/**
 * A text of the course in the reader's language, with values in the place of names in braces. TEXTS stands before this
 * file: what texts.py has found translated. The text is one literal here, or no catalogue can have it.
 */
function tr(text, values = {}) {
  return (TEXTS[text] ?? text).replace(/\{(\w+)\}/g, (hole, name) => (name in values ? String(values[name]) : hole));
}

/** An element with attributes, and children that are elements or texts. `on...` attributes are listeners. */
function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

/** Characters that steer the direction or the device are shown as their numbers: a program's text is only shown. */
function plain(text) {
  return String(text).replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, (c) =>
    c === "\n" || c === "\t" ? c : "\\x" + c.codePointAt(0).toString(16).padStart(2, "0"));
}

/** Change an element's text, if it is another one: nothing is read out or drawn twice. */
function say(element, text) {
  const shown = plain(text);
  if (element.textContent !== shown) element.textContent = shown;
}

/** The same for a sentence: what is between backticks is code, where they come in pairs. */
function tell(element, text) {
  const parts = plain(text).split("`");
  if (parts.length % 2 === 0 || parts.length === 1) return say(element, text);
  if (element.textContent !== parts.join("")) {
    element.replaceChildren(...parts.map((part, index) => (index % 2 ? make("code", {}, part) : part)));
  }
}

/** A button that cannot be pressed now keeps its place in the order of focus, and says so. */
function allow(button, allowed) {
  button.setAttribute("aria-disabled", allowed ? "false" : "true");
}

function allowed(button) {
  return button.getAttribute("aria-disabled") !== "true";
}

/** A button with its key, which is shown in its tool tip and told to who listens. */
function pressable(text, key, action) {
  const button = make("button", { type: "button", "aria-keyshortcuts": key || null, title: key ? tr("Key: {key}", { key }) : null },
    text);
  button.addEventListener("click", () => allowed(button) && action());
  return button;
}

/**
 * Keys that are pressed inside of an element are its own: `action(event)` gives what to do, or nothing.
 *
 * Notebooks listen for single letters on the whole page (d d deletes a cell, x cuts it out), some of them before the
 * event comes to the element, so this listens before them. Keys with Ctrl, Alt or Meta, Tab, Escape and Shift+Enter
 * stay theirs; what a key does by itself, such as Enter on a button, it still does.
 */
function ownKeys(element, action = () => null) {
  if (!ownKeys.of) {
    // One listener for all elements, and none of them held by it: a cell that is run again gets new ones.
    ownKeys.of = new WeakMap();
    window.addEventListener("keydown", (event) => {
      let owner = event.target;
      while (owner && !ownKeys.of.has(owner)) owner = owner.parentNode;
      if (!owner || event.ctrlKey || event.metaKey || event.altKey) return;
      if (["Tab", "Escape"].includes(event.key) || (event.key === "Enter" && event.shiftKey)) return;
      event.stopPropagation();
      const act = ownKeys.of.get(owner)(event);
      if (!act) return;
      event.preventDefault();
      act(event);
    }, true);
  }
  ownKeys.of.set(element, action);
}

/**
 * anywidget 0.11 waits two seconds for this module, and drops every message that comes later, for good: on a slow machine
 * the screen would stand still. Here the module is loaded, so the model may hear everything again.
 */
async function hearAlways(model) {
  const heard = await model.widget_manager?.get_model?.(model.get("own_id"));
  const handle = heard && Object.getPrototypeOf(Object.getPrototypeOf(heard))._handle_comm_msg;
  if (handle && heard.comm) heard.comm.on_msg((message) => handle.call(heard, message));
}

const AROUND = 3;

/** The lines of a program around one of them: as many as fit, the same number of rows each time. */
class Excerpt {
  constructor(lines) {
    this.lines = lines;
    this.height = Math.min(2 * AROUND + 1, Math.max(lines.length, 1));
    this.rows = [];
    const body = make("tbody");
    for (let row = 0; row < this.height; row++) {
      const mark = make("td", { class: "rc-mark" });
      const number = make("td", { class: "rc-number" });
      const text = make("code");
      const element = make("tr", {}, mark, number, make("td", { class: "rc-line" }, text));
      this.rows.push({ element, mark, number, text });
      body.append(element);
    }
    this.element = make("table", { class: "rc-code", role: "presentation" }, body);
  }

  /** Show the lines around `line`, from 1; 0 for none. `here` says what the mark means to who listens. */
  show(line, here, strong) {
    const first = Math.max(1, Math.min(line - AROUND, this.lines.length - this.height + 1));
    this.rows.forEach((row, index) => {
      const [label, text] = this.lines[first + index - 1] || ["", ""];
      const current = first + index === line && line > 0;
      say(row.mark, current ? (strong ? "▶" : "▷") : "");
      if (current) row.mark.setAttribute("aria-label", here);
      else row.mark.removeAttribute("aria-label");
      say(row.number, label);
      say(row.text, text);
      row.element.classList.toggle("rc-current", current && strong);
    });
  }
}

/** The name of a thread in its colour; the name itself, not the colour, says which one it is. */
function nameTag(name, number) {
  return make("span", { class: `rc-name rc-name-${(number % 6) + 1}` }, plain(name));
}

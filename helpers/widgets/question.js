// A question in a form: native fields, so keyboard and screen readers know them. question.py is the other side.

let forms = 0;

function field(data, name) {
  if (data.kind === "number") {
    const input = make("input", { type: "text", inputmode: "decimal", size: 8, autocomplete: "off" });
    const label = make("label", {}, tr("Your number: "), input, data.unit ? ` ${plain(data.unit)}` : null);
    return { element: label, first: input, read: () => input.value };
  }
  const type = data.kind === "choice" ? "radio" : "checkbox";
  const inputs = data.options.map((option) => make("input", { type, name, value: option }));
  const lines = inputs.map((input) => make("label", { class: "rc-option" }, input, ` ${plain(input.value)}`));
  const read = () => {
    const chosen = inputs.filter((input) => input.checked).map((input) => input.value);
    return data.kind === "set" ? chosen : chosen[0] ?? "";
  };
  return { element: make("div", { class: "rc-options" }, ...lines), first: inputs[0], read };
}

function draw(model) {
  const data = model.get("question");
  const name = `rc-question-${++forms}`;
  const answer = field(data, name);
  const submit = make("button", { type: "submit" }, tr("Write it down, and show me"));
  const skip = make("button", { type: "button" }, tr("Show me without a prediction"));
  const said = make("p", { role: "status", class: "rc-said" });
  const fields = make("fieldset", {}, make("legend", { class: "rc-title" }, plain(data.text)), answer.element);
  const form = make("form", { class: "rc-widget rc-question", novalidate: true },
    fields, make("div", { class: "rc-bar" }, submit, skip), said);

  const open = () => model.get("phase") === "open";
  const send = (value) => {
    if (!open()) return;
    say(said, tr("Sent. (If nothing happens, no kernel runs: run the cell first.)"));
    model.send({ answer: value });
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    event.stopPropagation();
    send(answer.read());
  });
  skip.addEventListener("click", () => send(null));
  // the notebook's own shortcuts (single letters, arrows) are not meant here
  ownKeys(form);

  const show = () => {
    const phase = model.get("phase");
    for (const input of fields.querySelectorAll("input")) {
      input.setAttribute("aria-disabled", open() ? "false" : "true");
      if (input.type === "text") input.readOnly = !open();
    }
    allow(submit, open());
    allow(skip, open());
    const below = phase === "answered" ? tr(" The result stands below.") : "";
    say(said, phase === "busy" ? tr("Written down. The result is being made.") : model.get("said") + below);
  };
  // what was answered stays as it was
  fields.addEventListener("click", (event) => {
    if (!open() && event.target instanceof HTMLInputElement) event.preventDefault();
  });
  model.on("change:phase", show);
  model.on("change:said", show);
  show();
  const end = () => {
    model.off("change:phase", show);
    model.off("change:said", show);
  };
  return { element: form, end };
}

export default placed(draw);

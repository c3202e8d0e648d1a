// Native sliders with labels and the value in words; sliders.py is the other side.

function draw(model) {
  const sliders = model.get("sliders");
  const said = make("p", { role: "status", class: "rc-quiet rc-said" });
  let sent = 0;
  let waiting = false;

  const words = (slider, value) => `${Number(value)} ${slider.unit}`.trim();
  const rows = sliders.map((slider) => {
    const input = make("input", {
      type: "range", min: slider.low, max: slider.high, step: slider.step, value: slider.value,
    });
    const output = make("output", {}, words(slider, slider.value));
    const show = () => {
      say(output, words(slider, input.value));
      input.setAttribute("aria-valuetext", words(slider, input.value));
    };
    show();
    input.addEventListener("input", show);
    input.addEventListener("change", send);
    return { name: slider.name, input,
      element: make("label", { class: "rc-slider" }, make("span", {}, plain(slider.label)), input, output) };
  });

  // one run at a time: what is moved meanwhile is sent once, when that one is over
  function send() {
    if (sent > model.get("done")) {
      waiting = true;
      return;
    }
    waiting = false;
    sent = model.get("done") + 1;
    say(said, tr("It runs. (If nothing changes, no kernel runs: run the cell first.)"));
    model.send({ values: Object.fromEntries(rows.map((row) => [row.name, Number(row.input.value)])) });
  }

  const heard = () => {
    if (waiting) send();
    else say(said, model.get("said"));
  };
  model.on("change:done", heard);
  const box = make("div", { class: "rc-widget rc-sliders", role: "group", "aria-label": tr("Parameters") },
    ...rows.map((row) => row.element), said);
  // the arrow keys move a slider, and not the notebook's selection
  ownKeys(box);
  return { element: box, end: () => model.off("change:done", heard) };
}

export default placed(draw);

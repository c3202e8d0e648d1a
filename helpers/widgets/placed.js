// A widget that puts itself into the output of its cell, as soon as both are there.
//
// The output is the static form, and what is saved never refers to a kernel: a notebook that is opened without one
// shows the static form, and no error. `draw(model)` makes a view: its `element`, and `end` for when it goes.

function placed(draw) {
  const initialize = ({ model }) => {
    const wanted = `[data-rc-place="${model.get("place")}"]`;
    const views = [];
    hearAlways(model);
    const fill = () => {
      for (const place of document.querySelectorAll(wanted)) {
        if (views.some((view) => place.contains(view.element))) continue;
        // an output that was drawn anew gets the view back that it had
        let view = views.find((known) => !known.element.isConnected);
        if (!view) {
          view = draw(model);
          views.push(view);
        }
        place.replaceChildren(view.element);
      }
    };
    const observer = new MutationObserver(fill);
    observer.observe(document.body, { childList: true, subtree: true });
    fill();
    return () => {
      observer.disconnect();
      views.forEach((view) => view.end());
    };
  };
  const render = ({ model, el }) => {
    const view = draw(model);
    el.append(view.element);
    return view.end;
  };
  return { initialize, render };
}

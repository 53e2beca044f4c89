// The address of the sentence that is pointed at, tapped or focused, from a button beside its number: a click copies it,
// arrows go on to the next sentence.
(() => {
  const PARTS = ".row[id], .grp > [id]";
  const { textContent: label, dataset: { copied: done, failed } } = window.duizhao.link;
  const address = document.createElement("span"), button = document.createElement("button"), status = document.createElement("span");
  let at = null;
  address.className = "address ui";
  Object.assign(button, { type: "button", textContent: "#" });
  Object.assign(button.dataset, { copied: done, failed });
  status.className = "hidden";
  status.setAttribute("role", "status");
  address.append(button, status);
  const stand = (one, held) => {
    address.classList.toggle("held", !!held);
    if (!one || one === at) return;
    at = one;
    const host = one.closest(".row, .grp"), number = host.querySelector(".sn");
    if (number) number.after(address); else host.prepend(address);
    button.title = `${label} ${one.closest(".passage").querySelector(".no").textContent.trim()}${one.id.slice(one.id.indexOf("."))}`;
    button.setAttribute("aria-label", button.title);
    address.style.top = host === one ? "" : one.getClientRects()[0].top - host.getBoundingClientRect().top + "px";
  };
  const part = event => event.target.closest?.(PARTS) || (event.target.matches?.(".grp > .sn") ? event.target.parentNode.querySelector(PARTS) : null);
  addEventListener("pointerover", event => { if (event.pointerType === "mouse" && !address.contains(document.activeElement)) stand(part(event)); });
  for (const kind of ["focusin", "click"]) addEventListener(kind, event => { if (!address.contains(event.target)) stand(part(event), part(event)); });
  button.addEventListener("click", event => {
    window.duizhao.copied(location.href.split("#")[0] + "#" + at.id, button);
    // A mouse that goes on takes the button along.
    if (event.detail) button.blur();
  });
  button.addEventListener("keydown", event => {
    const all = [...document.querySelectorAll(PARTS)], next = all[all.indexOf(at) + ({ ArrowDown: 1, ArrowUp: -1 }[event.key] || 0)];
    if (!next || next === at) return;
    event.preventDefault();
    stand(next);
    button.focus();
  });
})();

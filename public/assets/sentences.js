(() => {
const PARTS = ".row[id], .grp > [id]";
const { textContent: label, dataset: { copied: done, failed } } = window.duizhao.link;
const address = document.createElement("span"), button = document.createElement("button"), status = document.createElement("span");
let at = null;
address.className = "address ui";
Object.assign(button, { type: "button", textContent: "#", tabIndex: -1 });
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
addEventListener("pointerover", event => { if (event.pointerType === "mouse") stand(part(event)); });
addEventListener("click", event => { if (event.detail && !address.contains(event.target)) stand(part(event), part(event)); });
addEventListener("keydown", () => address.classList.remove("held"));
button.addEventListener("mousedown", event => event.preventDefault());
button.addEventListener("click", () => window.duizhao.copied(location.href.split("#")[0] + "#" + at.id, button));
})();

(() => {
const box = document.querySelector("#find-term");
if (!box) return;
const entries = [...document.querySelectorAll(".terms > div")].map(one => [one, one.textContent.toLowerCase()]);
const letters = [...document.querySelectorAll(".letter")];
const look = () => {
const words = box.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
for (const [one, text] of entries) one.hidden = !words.every(word => text.includes(word));
for (const letter of letters) letter.hidden = !letter.querySelector(".terms > div:not([hidden])");
};
box.addEventListener("input", look);
box.closest("[hidden]").hidden = false;
look();
})();

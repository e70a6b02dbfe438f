// Keeps the readability panel up to date while somebody types: after a pause the form is checked by the server, exactly
// as its button "Kijk na" does, and nothing is saved. Loaded by site.js where a page has such a panel.

const PAUSE = 1500; // milliseconds without typing
const panel = document.getElementById("leesbaarheid");
const form = document.getElementById(panel.dataset.form);
const spoken = document.createElement("p");
spoken.className = "visually-hidden";
spoken.setAttribute("role", "status");
panel.before(spoken);

let waiting = 0;
let asked = 0;
let said = words(panel);

function words(element) {
  return [...element.querySelectorAll("[data-announce]")].map((one) => one.textContent.replace(/\s+/g, " ").trim()).join(" ");
}

async function check() {
  asked += 1;
  const turn = asked;
  const body = new FormData(form);
  body.set("doe", panel.dataset.check);
  let answer;
  try {
    answer = await fetch(form.action, { method: "POST", body });
  } catch {
    return; // no connection: the button still works later
  }
  if (!answer.ok || turn !== asked) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const newer = page.getElementById("leesbaarheid");
  if (turn === asked && newer) show(newer);
}

function show(newer) {
  if (panel.contains(document.activeElement)) return; // never take a place away from under somebody
  for (const one of newer.querySelectorAll("details[id]")) {
    const before = document.getElementById(one.id);
    if (before) one.open = before.open;
  }
  panel.replaceChildren(...newer.childNodes);
  const now = words(panel);
  if (now !== said) spoken.textContent = now;
  said = now;
}

form.addEventListener("input", () => {
  window.clearTimeout(waiting);
  waiting = window.setTimeout(check, PAUSE);
});

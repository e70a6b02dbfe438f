// Small improvements; every page works without them.
// Focus goes to the summary of errors, a counter tells how many characters are left, a button prints the page.

const summary = document.getElementById("foutoverzicht");
if (summary) {
  summary.focus();
}

const PAUSE = 1000; // milliseconds without typing before a screen reader hears the count

for (const field of document.querySelectorAll("[data-counter]")) {
  const area = field.querySelector("textarea, input");
  const shown = field.querySelector(".field__counter");
  if (area && shown) {
    count(area, shown, Number(field.dataset.counter));
  }
}

function count(area, shown, limit) {
  const numbers = new Intl.NumberFormat(document.documentElement.lang);
  const spoken = document.createElement("p");
  spoken.className = "visually-hidden";
  spoken.setAttribute("role", "status");
  shown.after(spoken);
  let waiting = 0;

  const words = (left) => {
    if (left === 1) return shown.dataset.one;
    if (left === -1) return shown.dataset.overOne;
    const pattern = left < 0 ? shown.dataset.over : shown.dataset.some;
    return pattern.replace("{n}", numbers.format(Math.abs(left)));
  };
  const update = () => {
    const left = limit - [...area.value.replace(/\r\n?/g, "\n")].length;
    shown.textContent = words(left);
    shown.classList.toggle("field__counter--over", left < 0);
    window.clearTimeout(waiting);
    waiting = window.setTimeout(() => {
      spoken.textContent = shown.textContent;
    }, PAUSE);
  };
  area.addEventListener("input", update);
  if (area.value) {
    update();
  }
}

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

// Reading aloud: only where the browser has a voice of its own, and only then is the rest fetched.
const aloud = document.getElementById("voorlezen");
if (aloud && "speechSynthesis" in window && document.querySelector("[data-read-aloud]")) {
  const synth = window.speechSynthesis;
  const begin = async () => {
    if (aloud.dataset.begun || !synth.getVoices().some((voice) => voice.localService)) return;
    aloud.dataset.begun = "true";
    const { offer } = await import(aloud.dataset.module);
    offer(aloud);
  };
  synth.addEventListener?.("voiceschanged", begin);
  begin();
}

// Readability while typing, only on the pages of drafters that have the panel.
const readable = document.getElementById("leesbaarheid");
if (readable) {
  import(readable.dataset.module);
}

// Passkeys, only on the pages that ask for one.
for (const form of document.querySelectorAll("form[data-passkey]")) {
  import(form.dataset.module).then(({ offer }) => offer(form));
}

// Selecting words of the law, on the page that asks which words somebody means.
const pointing = document.getElementById("aanwijzen");
if (pointing) {
  import(pointing.dataset.module);
}

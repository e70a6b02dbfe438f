// Puts words that somebody selects in the law text in the field, when they press the button that then appears. Typing and choosing work without it.

const template = document.getElementById("aanwijzen");
const field = document.getElementById("words");
const law = document.querySelector("[data-quotable]");
const row = template.content.firstElementChild.cloneNode(true);
const button = row.querySelector("button");
let selected = "";

law.querySelector(".disclosure__text").append(row);

document.addEventListener("selectionchange", () => {
  const now = document.getSelection();
  const words = now.toString().trim();
  if (words && law.contains(now.anchorNode) && law.contains(now.focusNode)) {
    selected = words;
    button.hidden = false;
  }
});

button.addEventListener("click", () => {
  field.value = selected;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.focus();
});

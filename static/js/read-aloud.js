// Reads a section aloud with a voice that is on the reader's own device. Text never leaves the browser: voices of a
// service elsewhere (localService false) are not used. Loaded by site.js where there is a voice; no voice, no button.

const SKIPPED = ".read-aloud, .law__act, .link-button, .note, .term-list, .figure, form, button, svg, [hidden], [aria-hidden='true']";
const BLOCKS = "p, li, dt, dd, td, th, h2, h3, h4, h5, h6, blockquote, .law__body";
const LONGEST = 220; // characters: some engines fall silent after about fifteen seconds

const synth = window.speechSynthesis;
let reading = null; // the section that is being read or paused

export function voiceFor(language, voices = synth.getVoices()) {
  const fits = (voice) => voice.lang.replace("_", "-").toLowerCase().split("-")[0] === language.split("-")[0];
  const own = voices.filter((voice) => voice.localService && fits(voice));
  return own.find((voice) => voice.default) ?? own[0] ?? null;
}

export function sentences(text, language) {
  const whole = text.replace(/\u00ad/g, "").replace(/\s+/g, " ").trim();
  if (!whole) return [];
  const parts = window.Intl?.Segmenter
    ? [...new Intl.Segmenter(language, { granularity: "sentence" }).segment(whole)].map((one) => one.segment)
    : whole.match(/[^.!?;:]+[.!?;:]*\s*/g);
  return parts.flatMap(short).map((part) => part.trim()).filter((part) => /[\p{L}\p{N}]/u.test(part));
}

function short(sentence) {
  if (sentence.length <= LONGEST) return [sentence];
  const comma = sentence.lastIndexOf(",", LONGEST);
  const cut = comma > 40 ? comma + 1 : sentence.lastIndexOf(" ", LONGEST);
  if (cut <= 0) return [sentence.slice(0, LONGEST), ...short(sentence.slice(LONGEST))];
  return [sentence.slice(0, cut), ...short(sentence.slice(cut))];
}

// The pieces of a section in reading order: what is said, in which language, and the block it stands in.
export function pieces(root) {
  const found = [];
  let block = null;
  let language = "";
  let text = "";
  const flush = () => {
    for (const said of sentences(text, language || "nl")) found.push({ said, language, block });
    text = "";
  };
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement;
    if (parent.closest(SKIPPED) || parent.closest("details:not([open])")) continue;
    const here = parent.closest(BLOCKS) ?? root;
    const spoken = parent.closest("[lang]").lang;
    if (here !== block || spoken !== language) {
      flush();
      block = here;
      language = spoken;
    }
    text += walker.currentNode.data;
  }
  flush();
  return found;
}

class Section {
  constructor(element, template) {
    this.element = element;
    this.text = element.querySelector(".voice__text");
    const bar = template.content.cloneNode(true).firstElementChild;
    this.play = bar.querySelector("[data-do=play]");
    this.stop = bar.querySelector("[data-do=stop]");
    const name = element.querySelector(".voice__title").textContent.trim();
    for (const place of bar.querySelectorAll("[data-name]")) place.textContent = ` ${name}`;
    this.play.addEventListener("click", () => this.toggle());
    this.stop.addEventListener("click", () => this.end(true));
    element.querySelector(".voice__who").after(bar);
    this.state = "still";
    this.at = 0;
    this.turn = 0; // counts starts, so that a cancelled sentence does not call the next one
  }

  toggle() {
    if (this.state === "reading") this.pause();
    else this.start();
  }

  start() {
    if (reading && reading !== this) reading.end(false);
    reading = this;
    if (this.state === "still") {
      this.list = pieces(this.text).filter((piece) => voiceFor(piece.language));
      this.at = 0;
    }
    this.show("reading");
    this.next(++this.turn);
  }

  pause() {
    // Not synth.pause(): on phones that stops for good. The sentence at hand is read again afterwards.
    this.turn += 1;
    synth.cancel();
    this.show("paused");
  }

  end(byReader) {
    this.turn += 1;
    synth.cancel();
    if (reading === this) reading = null;
    if (byReader) this.play.focus();
    this.show("still");
  }

  next(turn) {
    if (turn !== this.turn) return;
    const piece = this.list[this.at];
    if (!piece) {
      this.end(document.activeElement === this.stop);
      return;
    }
    this.mark(piece.block);
    const speech = new SpeechSynthesisUtterance(piece.said);
    speech.voice = voiceFor(piece.language);
    speech.lang = piece.language;
    const on = () => {
      if (turn !== this.turn) return;
      this.at += 1;
      this.next(turn);
    };
    speech.addEventListener("end", on);
    speech.addEventListener("error", on);
    this.speech = speech; // kept, as some browsers throw away an utterance that nobody holds
    synth.speak(speech);
  }

  mark(block) {
    this.marked?.classList.remove("is-read-aloud");
    this.marked = block === this.text ? null : block;
    this.marked?.classList.add("is-read-aloud");
  }

  show(state) {
    this.state = state;
    const { start, pause, resume } = this.play.dataset;
    this.play.querySelector("[data-label]").textContent = { still: start, reading: pause, paused: resume }[state];
    this.stop.hidden = state === "still";
    if (state === "still") this.mark(null);
  }
}

export function offer(template) {
  for (const element of document.querySelectorAll("[data-read-aloud]")) {
    const text = element.querySelector(".voice__text");
    if (pieces(text).some((piece) => voiceFor(piece.language))) new Section(element, template);
  }
  window.addEventListener("pagehide", () => synth.cancel());
}

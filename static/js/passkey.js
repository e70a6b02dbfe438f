// A passkey: the browser asks for it, and the form brings what it says. Without this the code from the app is the way.

const bytes = (text) =>
  Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (character) => character.charCodeAt(0));

const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, "-")
    .replace(/\//g, "_")
    .replace(/=+$/, "");

const readable = (list) => (list ?? []).map((one) => ({ ...one, id: bytes(one.id) }));

async function ask(kind, options) {
  const publicKey = { ...options, challenge: bytes(options.challenge) };
  if (kind === "create") {
    publicKey.user = { ...options.user, id: bytes(options.user.id) };
    publicKey.excludeCredentials = readable(options.excludeCredentials);
    return navigator.credentials.create({ publicKey });
  }
  publicKey.allowCredentials = readable(options.allowCredentials);
  return navigator.credentials.get({ publicKey });
}

function told(found) {
  const parts = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];
  const response = {};
  for (const part of parts) {
    if (found.response[part]) response[part] = text(found.response[part]);
  }
  return { id: found.id, rawId: text(found.rawId), type: found.type, response, clientExtensionResults: {} };
}

function say(form) {
  let shown = form.querySelector("[role=alert]");
  if (!shown) {
    shown = document.createElement("p");
    shown.className = "utrecht-form-field-error-message field__error";
    shown.setAttribute("role", "alert");
    form.append(shown);
  }
  shown.textContent = form.dataset.failed;
}

export function offer(form) {
  const credential = form.elements.namedItem("credential");
  const name = form.elements.namedItem("name");
  const options = JSON.parse(form.dataset.options);
  form.addEventListener("submit", async (event) => {
    if (credential.value || (name && !name.value.trim())) return; // the site says what is missing
    event.preventDefault();
    try {
      credential.value = JSON.stringify(told(await ask(form.dataset.passkey, options)));
      form.submit();
    } catch {
      say(form);
    }
  });
}

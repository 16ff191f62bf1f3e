// What a page does beyond its forms: keys, a draft saved while typing, a lease renewed while the page is open.
"use strict";

const csrf = document.querySelector("meta[name=csrf]")?.content;
const form = document.getElementById("decide");

function send(method, path, body) {
  return fetch(path, {
    method,
    headers: { "Content-Type": "application/json", "X-CSRF-Token": csrf },
    body: JSON.stringify(body),
  });
}

function tell(text) {
  const saved = document.getElementById("saved");
  if (saved) saved.textContent = text;
}

// -- draft and lease --

function draft() {
  const data = new FormData(form);
  const text = (name) => data.get(name) ?? "";
  return {
    label: text("label"),
    rating: text("rating"),
    note: text("note"),
    claim_text: text("claim_text"),
    quote: text("quote"),
    url: text("url"),
    evidence: data.getAll("evidence").map(Number),
  };
}

if (form) {
  const path = `/api/claims/${form.dataset.claim}`;
  let waiting;
  let changed = false;

  const save = async () => {
    try {
      const answer = await send("PUT", `${path}/draft`, draft());
      tell(answer.ok ? "Draft saved." : "The draft could not be saved.");
      changed = changed && !answer.ok;
    } catch {
      tell("No connection; the draft is not saved yet.");
    }
  };
  // Fields that belong to the form but stand outside it (the evidence) do not bubble through it.
  document.addEventListener("input", (event) => {
    if (event.target.form !== form) return;
    changed = true;
    clearTimeout(waiting);
    waiting = setTimeout(save, 1000);
  });

  const renew = async () => {
    try {
      const answer = await send("PUT", `${path}/lease`, { fence: Number(form.dataset.fence) });
      if (answer.status === 409) {
        clearInterval(renewal);
        tell((await answer.json()).error + " What you write is kept as a draft.");
      }
    } catch {
      tell("No connection; this claim stays yours for a while.");
    }
  };
  const renewal = setInterval(renew, 1000 * form.dataset.renew);
  // A page in the background, or a closed laptop, keeps no time.
  document.addEventListener("visibilitychange", () => document.hidden || renew());

  form.addEventListener("submit", () => {
    clearTimeout(waiting);
    changed = false;
  });
  window.addEventListener("beforeunload", (event) => {
    if (changed) event.preventDefault();
  });
}

// -- a selection of the list --

const bulk = document.getElementById("bulk");
if (bulk) {
  const all = document.querySelector("[data-all]");
  const boxes = [...document.querySelectorAll("input[name=claim]")];
  const show = () => {
    const count = boxes.filter((box) => box.checked).length;
    bulk.hidden = count === 0;
    bulk.querySelector(".count").textContent = `${count} selected`;
    all.checked = count === boxes.length;
    all.indeterminate = count > 0 && !all.checked;
  };
  all.addEventListener("change", () => {
    for (const box of boxes) box.checked = all.checked;
    show();
  });
  for (const box of boxes) box.addEventListener("change", show);
  // Enter in a field of it would press the first button, whatever the field.
  bulk.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !event.target.matches("input, select")) return;
    event.preventDefault();
    event.target.closest(".one").querySelector("button").click();
  });
  show();
}

// -- keys --

function open(id) {
  const field = document.getElementById(id);
  if (!field || field.closest("[hidden]")) return;
  field.closest("details")?.setAttribute("open", "");
  field.focus();
}

// Where j and k go: the pieces of evidence of a claim, the claims of a list.
const STEP = "figure.evidence, .list .row";

function step(by) {
  const pieces = [...document.querySelectorAll(STEP)];
  if (!pieces.length) return;
  const at = pieces.indexOf(document.activeElement.closest(STEP));
  const next = at < 0 ? (by > 0 ? 0 : pieces.length - 1) : Math.min(Math.max(at + by, 0), pieces.length - 1);
  (pieces[next].querySelector("a.text") ?? pieces[next]).focus();
  pieces[next].scrollIntoView({ block: "center" });
}

const deeds = {
  r: () => open("rating"),
  n: () => open("note"),
  w: () => open("wording"),
  p: () => open("paste"),
  s: () => open("skip"),
  j: () => step(1),
  k: () => step(-1),
  x: () => document.activeElement.closest(STEP)?.querySelector("input[type=checkbox]")?.click(),
  i: () => {
    const piece = document.activeElement.closest("figure.evidence") ?? document;
    piece.querySelector("a.whole, [data-key=i]")?.click();
  },
  "*": () => document.querySelector("[data-all]")?.click(),
  g: () => open("tag"),
  z: () => open("snooze"),
  c: () => open("comment"),
  e: () => open("assign"),
  o: () => (bulk ? !bulk.hidden && bulk.querySelector("[value=reopen]")?.focus() : open("reopen")),
  f: () => open("filters"),
  v: () => open("view"),
  m: () => {
    const parts = [...document.querySelectorAll("details[data-more]")];
    const shut = parts.some((part) => !part.open);
    for (const part of parts) part.open = shut;
  },
  a: () => document.querySelector("[data-key=a]")?.click(),
  b: () => document.querySelector("[data-key=b]")?.click(),
  "[": () => document.querySelector("a[rel=prev]")?.click(),
  "]": () => document.querySelector("a[rel=next]")?.click(),
  d: () => location.assign("/dashboard"),
  ".": () => location.assign("/account"),
  t: () => document.querySelector("[data-key=t]")?.click(),
  u: () => document.querySelector("[data-key=u]")?.click(),
  y: () => document.querySelector("[data-key=y]")?.click(),
  q: () => document.querySelector(".brand").click(),
  "/": () => (document.getElementById("search") ? open("search") : location.assign("/queue#search")),
  "?": () => document.getElementById("keys")?.showModal(),
};

document.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key === "Enter" && form) {
    event.preventDefault();
    form.requestSubmit();
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  const field = event.target;
  const typing = field.matches("textarea, select, input:not([type=checkbox]):not([type=radio])");
  if (typing) {
    if (event.key === "Escape") field.blur();
    return;
  }
  const label = form && /^[1-5]$/.test(event.key) && form.querySelectorAll("input[name=label]")[event.key - 1];
  if (label) {
    label.click();
    label.focus();
  } else if (Object.hasOwn(deeds, event.key)) {
    event.preventDefault();
    deeds[event.key]();
  }
});

for (const button of document.querySelectorAll("[data-open]")) {
  button.addEventListener("click", () => document.getElementById(button.dataset.open).showModal());
}

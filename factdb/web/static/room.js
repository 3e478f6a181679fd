// Lights up marks together, maps keys to decisions, and turns selected words into a quote. Pages work without it too.
"use strict";
document.documentElement.classList.add("scripted");

// All pieces of a quote, and its note in the margin, light up while one of them is hovered over or has the focus.
const parts = [...document.querySelectorAll("[data-of]")];
function light(element, on) {
  const quotes = element.closest("[data-of]")?.dataset.of.split(" ") ?? [];
  for (const part of parts) {
    if (part.dataset.of.split(" ").some((one) => quotes.includes(one))) part.classList.toggle("lit", on);
  }
}
for (const [event, on] of [["mouseover", true], ["mouseout", false], ["focusin", true], ["focusout", false]]) {
  document.addEventListener(event, (happened) => light(happened.target, on));
}

// One key for each decision, except while somebody types or holds a modifier.
function open(name) {
  for (const form of document.querySelectorAll(".ask")) form.classList.toggle("open", form.id === "ask-" + name);
  const field = document.querySelector("#ask-" + name + " [name=value]");
  if (field) { field.focus(); field.select(); }
}
for (const button of document.querySelectorAll("[data-opens]")) {
  button.addEventListener("click", () => open(button.dataset.opens));
}
document.addEventListener("keydown", (pressed) => {
  if (pressed.key === "Escape") { open(""); document.activeElement?.blur(); return; }
  if (pressed.ctrlKey || pressed.metaKey || pressed.altKey || pressed.repeat) return;
  if (pressed.target.closest("input, textarea, select, [contenteditable]")) return;
  const button = document.querySelector('[data-key="' + CSS.escape(pressed.key) + '"]');
  if (button && !button.disabled) { pressed.preventDefault(); button.click(); }
});
// A second press of a key while the first is being sent is ignored.
for (const form of document.querySelectorAll("form[method=post]")) {
  form.addEventListener("submit", (sent) => {
    if (form.dataset.sent) sent.preventDefault();
    form.dataset.sent = "yes";
  });
}
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[method=post]")) delete form.dataset.sent;
});

// Scroll the desk to the words of the current item.
const around = document.getElementById("around");
const marked = around?.querySelector("mark");
if (marked) around.scrollTop = marked.offsetTop - around.offsetTop - around.clientHeight / 3;

// Words selected in an article go into the form for a missing quote, without the note numbers between them.
const words = document.getElementById("a-words");
document.addEventListener("mouseup", () => {
  const chosen = document.getSelection();
  if (!words || chosen.isCollapsed || !document.getElementById("text").contains(chosen.anchorNode)) return;
  const copy = chosen.getRangeAt(0).cloneContents();
  for (const other of copy.querySelectorAll(".ref, .notes")) other.remove();
  words.value = copy.textContent.trim();
});

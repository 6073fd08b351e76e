/* The list of a noun by keyboard: / searches, j and k move the row, n makes a new record. */
"use strict";
(() => {
  const typing = (target) => target.closest?.("input, textarea, select, [contenteditable], dialog[open]");
  const links = () => [...document.querySelectorAll("#listing .row-link")];

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      const open = document.querySelector(".filter[open]");
      if (open) { open.open = false; open.querySelector("summary").focus(); }
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    if (event.key === "/") {
      event.preventDefault();
      document.querySelector("[data-key-search]")?.focus();
    } else if (event.key === "n") {
      document.querySelector("[data-key-new]")?.click();
    } else if (event.key === "j" || event.key === "k") {
      const rows = links();
      const here = rows.findIndex((link) => link.closest("tr").contains(document.activeElement));
      const next = here < 0 ? 0 : here + (event.key === "j" ? 1 : -1);
      rows[Math.max(0, Math.min(rows.length - 1, next))]?.focus();
    }
  });

  /* One box at a time, inside the window. */
  document.addEventListener("click", (event) => {
    document.querySelectorAll(".filter[open]").forEach((box) => { if (!box.contains(event.target)) box.open = false; });
  });
  document.addEventListener("toggle", (event) => {
    const box = event.target.matches?.(".filter[open]") && event.target.querySelector(".filter-box");
    if (!box) return;
    box.classList.remove("flip");
    if (box.getBoundingClientRect().right > document.documentElement.clientWidth - 8) box.classList.add("flip");
    box.querySelector("input:not([type=hidden])")?.focus();
  }, true);

  /* After a change of filters: which are on, and what a saved list would keep. */
  document.addEventListener("htmx:afterSwap", () => {
    const given = document.getElementById("listing")?.dataset.given;
    const saved = document.querySelector("input[data-given]");
    if (saved && given !== undefined) saved.value = given;
    document.querySelectorAll("#filters .filter").forEach((box) => {
      const on = [...box.querySelectorAll("input[name]")].some((input) => input.type === "checkbox" ? input.checked : input.value.trim());
      box.classList.toggle("on", on);
    });
  });
})();

/* While prose is edited, every citation is counted: one that went missing is shown at once and can be put back. */
"use strict";
(() => {
  const tokens = (area) => area.closest("form").querySelectorAll("[data-token]");
  const check = (area) => {
    let lost = 0;
    tokens(area).forEach((chip) => {
      const gone = !area.value.includes(chip.dataset.token);
      chip.classList.toggle("lost", gone);
      chip.setAttribute("aria-label", gone ? chip.dataset.restore : chip.dataset.present);
      lost += gone;
    });
    const form = area.closest("form");
    form.querySelector("[data-lost-note]").hidden = !lost;
  };
  document.addEventListener("input", (event) => {
    if (event.target.matches?.("textarea[data-citations]")) check(event.target);
  });
  document.addEventListener("click", (event) => {
    const chip = event.target.closest?.("button[data-token]");
    if (!chip) return;
    const area = chip.closest("form").querySelector("textarea[data-citations]");
    const there = area.value.indexOf(chip.dataset.token);
    area.focus();
    if (there >= 0) return area.setSelectionRange(there, there + chip.dataset.token.length);
    area.setRangeText(` ${chip.dataset.token}`, area.selectionStart, area.selectionStart, "end");
    area.dispatchEvent(new Event("input", { bubbles: true }));
  });
  const settle = () => document.querySelectorAll("textarea[data-citations]").forEach(check);
  document.addEventListener("DOMContentLoaded", settle);
  document.addEventListener("htmx:afterSettle", (event) => {
    const area = event.detail.elt.querySelector?.("textarea[data-citations]");
    if (area) { banggiao.wake(event.detail.elt); area.focus(); }
    settle();
  });
})();

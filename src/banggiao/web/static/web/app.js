/* What every page needs: announcements, lost connections, entries that survive them, confirmation of leaving. */
"use strict";
window.banggiao = (() => {
  const say = (words, urgent = false) => {
    const box = document.getElementById(urgent ? "alarm" : "announce");
    box.textContent = "";
    window.setTimeout(() => { box.textContent = words; }, 30);
  };

  document.addEventListener("announce", (event) => say(event.detail.value ?? event.detail));

  for (const kind of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) {
    document.addEventListener(kind, (event) => {
      if (event.detail.elt?.hasAttribute("data-quiet")) return;
      showAlarm(document.body.dataset.lost);
    });
  }
  function showAlarm(words) {
    say(words, true);
    let note = document.getElementById("lost");
    if (!note) {
      note = document.createElement("p");
      note.id = "lost";
      note.className = "note note-error";
      document.getElementById("main").prepend(note);
    }
    note.textContent = words;
  }
  document.addEventListener("htmx:afterOnLoad", () => document.getElementById("lost")?.remove());

  /* Entries are kept in this tab until the server has taken them. */
  const kept = (area) => `draft:${location.pathname}:${area.dataset.keep}`;
  const wake = (root) => root.querySelectorAll("textarea[data-keep]").forEach((area) => {
    const draft = sessionStorage.getItem(kept(area));
    if (draft !== null && draft !== area.value) { area.value = draft; area.dispatchEvent(new Event("input", { bubbles: true })); }
  });
  document.addEventListener("input", (event) => {
    if (event.target.matches?.("textarea[data-keep]")) sessionStorage.setItem(kept(event.target), event.target.value);
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    if (event.detail.successful && event.detail.xhr.status < 400)
      event.detail.elt.querySelectorAll?.("textarea[data-keep]").forEach((area) => sessionStorage.removeItem(kept(area)));
  });
  document.addEventListener("DOMContentLoaded", () => wake(document));

  /* A menu that changes the view sends its form at once. */
  document.addEventListener("change", (event) => {
    if (event.target.matches?.("[data-submit]")) event.target.form.requestSubmit();
  });
  document.addEventListener("change", (event) => {
    const name = event.target.matches?.("input[type=file]") && event.target.parentElement.querySelector("[data-file-name]");
    if (name) name.textContent = [...event.target.files].map((file) => file.name).join(", ");
  });
  document.addEventListener("click", (event) => {
    const closer = event.target.closest?.("[data-close]");
    if (closer) { const box = closer.closest("details"); box.open = false; box.querySelector("summary").focus(); }
  });

  /* "/" goes to the search box from anywhere but a field. */
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.target.closest?.("input, textarea, select, [contenteditable]")) return;
    const box = document.querySelector("#search-words, #find");
    if (box) { event.preventDefault(); box.focus(); box.select(); }
  });

  /* A menu closes when the person turns elsewhere. */
  document.addEventListener("click", (event) => {
    document.querySelectorAll(".menu[open]").forEach((menu) => { if (!menu.contains(event.target)) menu.open = false; });
  });
  document.addEventListener("keydown", (event) => {
    const menu = event.key === "Escape" && document.querySelector(".menu[open]");
    if (menu) { menu.open = false; menu.querySelector("summary").focus(); }
  });

  const folded = (text) => text.toLowerCase().replaceAll("đ", "d").normalize("NFD").replace(/\p{M}/gu, "");
  return { say, folded, wake };
})();

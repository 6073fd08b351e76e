/* The desk where statements are judged: one statement is current; its place in the paper is in sight; keys act on it. */
"use strict";
(() => {
  const desk = () => document.getElementById("desk");
  const cards = () => [...document.querySelectorAll(".finding")];
  const current = () => document.querySelector(".finding.current");
  const keysOn = () => localStorage.getItem("keys") !== "off";

  const showPlace = (card) => {
    document.querySelectorAll(".paper mark.current").forEach((mark) => mark.classList.remove("current"));
    const marks = document.querySelectorAll(`.paper mark[data-finding="${CSS.escape(card.dataset.finding)}"]`);
    marks.forEach((mark) => mark.classList.add("current"));
    const pane = document.querySelector(".desk-right");
    if (!marks.length || !pane) return;
    const mark = marks[0].getBoundingClientRect();
    const frame = pane.getBoundingClientRect();
    pane.scrollTop += mark.top - frame.top - frame.height * 0.35;
  };

  const open = (card) => {
    const pane = document.getElementById("paper");
    if (pane.dataset.report === card.dataset.report) return showPlace(card);
    pane.dataset.report = card.dataset.report;
    htmx.ajax("GET", card.dataset.paper, { target: "#paper", swap: "innerHTML" }).then(() => showPlace(current() ?? card));
  };

  const choose = (card, focus = true) => {
    if (!card) return;
    const changed = current() !== card;
    cards().forEach((other) => {
      other.classList.toggle("current", other === card);
      if (other === card) other.setAttribute("aria-current", "true"); else other.removeAttribute("aria-current");
    });
    if (focus) card.focus({ preventScroll: true });
    if (focus) card.scrollIntoView({ block: "nearest" });
    if (changed || !document.querySelector(".paper mark.current")) open(card);
  };

  const step = (by) => {
    const all = cards();
    choose(all[Math.min(Math.max(all.indexOf(current()) + by, 0), all.length - 1)]);
  };

  const press = (name) => {
    const target = current()?.querySelector(`[data-key="${name}"]`);
    if (!target) return;
    const box = target.matches("summary") ? target.parentElement : null;
    if (!box) return target.click();
    box.open = true;
    box.querySelector("textarea, input:not([type=hidden]), select:not([hidden])").focus();
  };

  document.addEventListener("toggle", (event) => {
    if (!event.target.open || !event.target.closest?.(".finding")) return;
    event.target.closest(".finding").querySelectorAll("details[open]").forEach((other) => { if (other !== event.target) other.open = false; });
  }, true);

  document.addEventListener("keydown", (event) => {
    if (!desk() || event.ctrlKey || event.metaKey || event.altKey) return;
    const typing = event.target.closest?.("input, textarea, select");
    if (event.key === "Escape") {
      const box = event.target.closest?.(".finding details[open]");
      if (box) { box.open = false; choose(box.closest(".finding")); event.preventDefault(); }
      return;
    }
    if (typing || document.querySelector("dialog[open]") || !keysOn()) return;
    const deed = { j: () => step(1), k: () => step(-1), "?": () => document.getElementById("keys").showModal() }[event.key]
      ?? ("aermu".includes(event.key) ? () => press(event.key) : null);
    if (!deed) return;
    event.preventDefault();
    deed();
  });

  document.addEventListener("click", (event) => {
    if (event.target.closest?.("[data-keys-help]")) return document.getElementById("keys").showModal();
    const card = event.target.closest?.(".finding");
    if (card) choose(card, !event.target.closest("a, button, summary, input, textarea, select"));
  });
  document.addEventListener("focusin", (event) => {
    const card = event.target.closest?.(".finding");
    if (card && card !== current()) choose(card, false);
  });

  /* After a judgement the card comes back changed: it keeps its place and the focus. */
  document.addEventListener("htmx:afterSettle", (event) => {
    const card = event.detail.elt.closest?.(".finding") ?? document.getElementById(event.detail.target?.id)?.closest?.(".finding");
    enhance(document);
    if (card) { card.classList.add("current"); choose(card); }
  });

  /* A long menu becomes a box in which one types; without this script it stays a menu. */
  function enhance(root) {
    root.querySelectorAll("select[data-typeahead]:not([data-done])").forEach((menu) => {
      menu.dataset.done = "1";
      const box = document.createElement("div");
      box.className = "combo";
      const field = document.createElement("input");
      const list = document.createElement("ul");
      list.id = `${menu.id}-list`;
      list.setAttribute("role", "listbox");
      list.setAttribute("aria-label", menu.dataset.typeahead);
      list.hidden = true;
      field.id = `${menu.id}-field`;
      field.className = "form-control";
      field.autocomplete = "off";
      for (const [key, value] of Object.entries({ role: "combobox", "aria-expanded": "false", "aria-controls": list.id, "aria-autocomplete": "list" })) field.setAttribute(key, value);
      const label = root.querySelector(`label[for="${menu.id}"]`);
      if (label) label.htmlFor = field.id;
      for (const choice of menu.options) {
        const item = document.createElement("li");
        item.setAttribute("role", "option");
        item.id = `${menu.id}-${choice.index}`;
        item.dataset.value = choice.value;
        item.textContent = choice.textContent;
        item.setAttribute("aria-selected", "false");
        list.append(item);
      }
      const items = [...list.children];
      const shown = () => items.filter((item) => !item.hidden);
      const mark = (item) => {
        items.forEach((other) => other.setAttribute("aria-selected", String(other === item)));
        if (item) { field.setAttribute("aria-activedescendant", item.id); item.scrollIntoView({ block: "nearest" }); }
        else field.removeAttribute("aria-activedescendant");
      };
      const marked = () => items.find((item) => item.getAttribute("aria-selected") === "true");
      const expand = (on) => { list.hidden = !on; field.setAttribute("aria-expanded", String(on)); };
      const pick = (item) => { menu.value = item.dataset.value; field.value = item.textContent; expand(false); };
      const filter = () => {
        const parts = banggiao.folded(field.value).split(/\s+/).filter(Boolean);
        items.forEach((item) => { item.hidden = !parts.every((part) => banggiao.folded(item.textContent).includes(part)); });
        expand(true);
        mark(shown()[0]);
      };
      field.addEventListener("input", filter);
      field.addEventListener("focus", () => { field.select(); });
      field.addEventListener("click", () => { items.forEach((item) => { item.hidden = false; }); expand(true); });
      field.addEventListener("blur", () => expand(false));
      list.addEventListener("mousedown", (event) => { event.preventDefault(); const item = event.target.closest("li"); if (item) pick(item); });
      field.addEventListener("keydown", (event) => {
        const open = !list.hidden;
        const all = shown();
        if (event.key === "ArrowDown" || event.key === "ArrowUp") {
          event.preventDefault();
          if (!open) { items.forEach((item) => { item.hidden = false; }); expand(true); }
          const visible = shown();
          const at = visible.indexOf(marked()) + (event.key === "ArrowDown" ? 1 : -1);
          mark(visible[Math.min(Math.max(at, 0), visible.length - 1)]);
        } else if (event.key === "Enter" && open && marked() && all.length) {
          event.preventDefault();
          pick(marked());
        } else if (event.key === "Escape" && open) {
          event.stopPropagation();
          expand(false);
        }
      });
      menu.hidden = true;
      menu.removeAttribute("required");
      const now = menu.options[menu.selectedIndex];
      field.value = menu.dataset.empty === undefined ? now?.textContent ?? "" : "";
      box.append(field, list);
      menu.before(box);
    });
  }

  document.addEventListener("DOMContentLoaded", () => {
    if (!desk()) return;
    enhance(document);
    const toggle = document.getElementById("keys-on");
    if (toggle) {
      toggle.checked = keysOn();
      toggle.addEventListener("change", () => localStorage.setItem("keys", toggle.checked ? "on" : "off"));
    }
    const wanted = location.hash ? document.getElementById(location.hash.slice(1)) : null;
    const first = wanted ?? cards()[0];
    if (first) choose(first);
  });
})();

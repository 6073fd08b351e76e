/* A field that names another record: typing offers records to choose from.
   <input data-find="/r/actor/find/" name="lead" data-key="…" value="caption">
   Without this script the field takes a code or an exact name, which the server looks up. */
"use strict";
(() => {
  const PAUSE = 180;
  let count = 0;

  const enhance = (input) => {
    if (input.dataset.ready) return;
    input.dataset.ready = "yes";
    const hidden = document.createElement("input");
    hidden.type = "hidden";
    hidden.name = input.name;
    hidden.value = input.dataset.key || input.value;
    if (input.hasAttribute("form")) hidden.setAttribute("form", input.getAttribute("form"));
    input.removeAttribute("name");
    const list = document.createElement("ul");
    list.id = `found-${++count}`;
    list.className = "found";
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", input.labels?.[0]?.textContent.trim() || input.getAttribute("aria-label") || "");
    list.hidden = true;
    input.after(list, hidden);
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-controls", list.id);
    input.setAttribute("aria-expanded", "false");
    input.autocomplete = "off";
    let timer = 0, asked = 0, active = -1;

    const close = () => {
      list.hidden = true;
      active = -1;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    };
    const choose = (option) => {
      hidden.value = option.dataset.key;
      input.value = option.dataset.caption;
      close();
      hidden.dispatchEvent(new Event("change", { bubbles: true }));
    };
    const move = (step) => {
      const options = [...list.children];
      if (!options.length) return;
      options[active]?.setAttribute("aria-selected", "false");
      active = (active + step + options.length) % options.length;
      options[active].setAttribute("aria-selected", "true");
      options[active].scrollIntoView({ block: "nearest" });
      input.setAttribute("aria-activedescendant", options[active].id);
    };
    const show = (found) => {
      list.replaceChildren(...found.map((one, n) => {
        const option = document.createElement("li");
        option.id = `${list.id}-${n}`;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        option.dataset.key = one.key;
        option.dataset.caption = one.caption;
        option.textContent = one.caption;
        if (one.note) {
          const note = document.createElement("span");
          note.className = "muted small";
          note.textContent = ` ${one.note}`;
          option.append(note);
        }
        return option;
      }));
      active = -1;
      list.hidden = !found.length;
      input.setAttribute("aria-expanded", String(found.length > 0));
    };
    const ask = async () => {
      const turn = ++asked;
      try {
        const answer = await fetch(`${input.dataset.find}?q=${encodeURIComponent(input.value)}`, { headers: { Accept: "application/json" } });
        if (answer.ok && turn === asked && document.activeElement === input) show((await answer.json()).found);
      } catch { /* the connection is lost; an exact name still works */ }
    };
    input.addEventListener("input", () => {
      hidden.value = input.value.trim();
      window.clearTimeout(timer);
      timer = window.setTimeout(ask, PAUSE);
    });
    input.addEventListener("keydown", (event) => {
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        if (list.hidden) ask(); else move(event.key === "ArrowDown" ? 1 : -1);
      } else if (event.key === "Enter" && !list.hidden && active >= 0) {
        event.preventDefault();
        choose(list.children[active]);
      } else if (event.key === "Escape" && !list.hidden) {
        event.stopPropagation();
        close();
      }
    });
    list.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      const option = event.target.closest("[role=option]");
      if (option) choose(option);
    });
    input.addEventListener("blur", close);
  };

  /* A field of several records: one that was chosen becomes a box that is ticked. */
  const chip = (several, key, caption) => {
    const list = several.querySelector("ul");
    if ([...list.querySelectorAll("input")].some((one) => one.value === key)) return;
    const item = document.createElement("li");
    const label = document.createElement("label");
    label.className = "plain";
    const box = document.createElement("input");
    Object.assign(box, { type: "checkbox", name: several.dataset.several, value: key, checked: true });
    const words = document.createElement("span");
    words.textContent = caption;
    label.append(box, words);
    item.append(label);
    list.append(item);
  };

  document.addEventListener("change", (event) => {
    const several = event.target.type === "hidden" && event.target.closest("[data-several]");
    if (!several || several.closest("[data-record-form]")) return;  // the form of a record keeps a draft as well
    const seen = several.querySelector("input[data-find]");
    if (event.target.value === seen.value) return;
    chip(several, event.target.value, seen.value);
    seen.value = event.target.value = "";
    seen.focus();
  });
  window.banggiaoChip = chip;

  const wake = (root) => root.querySelectorAll("input[data-find]").forEach(enhance);
  document.addEventListener("DOMContentLoaded", () => wake(document));
  document.addEventListener("htmx:afterSwap", (event) => wake(event.target));
  window.banggiaoFind = wake;
})();

/* The form of a record: a draft that survives a lost connection, sending that can be tried again, Ctrl+Enter. */
"use strict";
document.addEventListener("DOMContentLoaded", () => {
  const KEPT_DAYS = 14;
  let form = document.querySelector("[data-record-form]");
  if (!form) return;
  const place = () => `banggiao:draft:${form.dataset.draft}`;
  const skipped = new Set(["csrfmiddlewaretoken", "_version", "_once", "_save", "_again"]);

  /* A combobox carries its key in a hidden input; what is seen beside it is kept too. */
  const seenBeside = (control) => control.type === "hidden" && control.previousElementSibling?.classList.contains("found")
    ? control.previousElementSibling.previousElementSibling : null;

  const entries = () => [...form.elements].filter((one) => one.name && !skipped.has(one.name) && !one.name.endsWith(".key") && !one.name.endsWith(".was") && one.type !== "file" && one.type !== "submit")
    .filter((one) => !["checkbox", "radio"].includes(one.type) || one.checked)
    .map((one) => [one.name, one.value, seenBeside(one)?.value ?? null,
      one.closest("[data-several]") && one.type === "checkbox" ? one.nextElementSibling.textContent : null]);

  let untouched = "";
  const read = () => {
    try {
      const kept = JSON.parse(localStorage.getItem(place()));
      return kept && Date.now() - kept.at < KEPT_DAYS * 86400e3 ? kept : null;
    } catch { return null; }
  };
  const drop = () => { try { localStorage.removeItem(place()); } catch { /* no storage: nothing is kept */ } };
  const keep = () => {
    const now = JSON.stringify(entries());
    if (now === untouched) return drop();
    try { localStorage.setItem(place(), JSON.stringify({ at: Date.now(), entries: entries() })); } catch { /* full or forbidden */ }
  };

  const notice = (words, kind, button) => {
    const box = form.querySelector("[data-notices]");
    const note = document.createElement("p");
    note.className = `note note-${kind}`;
    note.setAttribute("role", kind === "error" ? "alert" : "status");
    note.textContent = words;
    if (button) note.append(" ", button);
    box.replaceChildren(note);
    banggiao.say(words, kind === "error");
  };

  const chip = banggiaoChip;

  const restore = (kept) => {
    const left = kept.entries.slice();
    const take = (name, test = () => true) => {
      const at = left.findIndex((one) => one[0] === name && test(one));
      return at < 0 ? null : left.splice(at, 1)[0];
    };
    for (const several of form.querySelectorAll("[data-several]")) {
      several.querySelector("ul").replaceChildren();
      for (let one; (one = take(several.dataset.several, (entry) => entry[3] !== null));) chip(several, one[1], one[3]);
    }
    for (const control of [...form.elements]) {
      if (!control.name || skipped.has(control.name) || control.closest("[data-several] ul")) continue;
      if (control.type === "checkbox" || control.type === "radio") {
        control.checked = kept.entries.some((one) => one[0] === control.name && one[1] === control.value);
      } else if (control.type !== "submit" && !control.name.endsWith(".key") && !control.name.endsWith(".was")) {
        const one = take(control.name);
        if (!one) continue;
        control.value = one[1];
        const seen = seenBeside(control);
        if (seen) seen.value = one[2] ?? one[1];
      }
    }
  };

  const fold = () => {
    for (const chooser of form.querySelectorAll("[data-shows]")) {
      const box = document.getElementById(chooser.dataset.shows);
      if (box) box.hidden = !chooser.checked;
    }
  };

  const begin = (offered) => {
    form = document.querySelector("[data-record-form]");
    window.banggiaoFind?.(form);
    untouched = JSON.stringify(entries());
    const kept = offered ? read() : null;
    if (kept && JSON.stringify(kept.entries) !== untouched) {
      restore(kept);
      const button = document.createElement("button");
      Object.assign(button, { type: "button", className: "btn btn-line btn-small", textContent: form.dataset.drop });
      button.addEventListener("click", () => { drop(); form = null; location.reload(); });
      notice(form.dataset.restored.replace("{day}", new Date(kept.at).toLocaleString(document.documentElement.lang)), "warning", button);
    }
    fold();
    const summary = document.getElementById("summary");
    if (summary) summary.focus(); else if (offered && !kept) form.querySelector("input:not([type=hidden]), textarea, select")?.focus();
  };

  let sending = false;
  const send = async (button) => {
    if (sending) return;
    sending = true;
    const state = form.querySelector("[data-sending-note]");
    state.textContent = form.dataset.sending;
    const body = new FormData(form);
    if (button?.name) body.append(button.name, button.value);
    try {
      const answer = await fetch(location.href, { method: "POST", body, headers: { "X-Form": "1", "X-Requested-With": "upload" }, credentials: "same-origin" });
      if (answer.status === 201) {
        const { url } = await answer.json();
        drop();
        form = null;
        location.assign(url);
        return;
      }
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      if ((answer.status === 422 || answer.status === 409) && page.querySelector("[data-record-form]")) {
        document.getElementById("main").replaceChildren(...page.getElementById("main").childNodes);
        begin(false);
        keep();
      } else {
        keep();
        notice(answer.redirected || answer.status === 401 || answer.status === 403 ? form.dataset.ended : form.dataset.failed, "error");
      }
    } catch {
      keep();
      notice(form.dataset.lost, "error");
    } finally {
      sending = false;
      const note = form?.querySelector("[data-sending-note]");
      if (note) note.textContent = "";
    }
  };

  document.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-record-form]")) return;
    event.preventDefault();
    send(event.submitter);
  });
  document.addEventListener("input", (event) => { if (form?.contains(event.target)) keep(); });
  document.addEventListener("change", (event) => {
    if (!form?.contains(event.target)) return;
    const several = event.target.type === "hidden" && event.target.closest("[data-several]");
    const seen = several && seenBeside(event.target);
    if (seen && event.target.value !== seen.value) {  // a record was chosen from the list
      chip(several, event.target.value, seen.value);
      seen.value = event.target.value = "";
      seen.focus();
    }
    fold();
    keep();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && form?.contains(event.target)) {
      event.preventDefault();
      form.requestSubmit(form.querySelector("[name=_save]"));
    }
  });
  window.addEventListener("online", () => { if (form?.querySelector("[data-notices] .note-error")) notice(form.dataset.back, "warning"); });

  begin(true);
});

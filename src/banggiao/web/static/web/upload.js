/* Each dropped file travels in a request of its own, with its own progress and its own answer. */
"use strict";
document.addEventListener("DOMContentLoaded", () => {
  const form = document.querySelector("form[data-upload]");
  if (!form) return;
  const drop = form.querySelector(".drop");
  const input = form.querySelector("input[type=file]");
  const rows = document.getElementById("files");
  const model = document.getElementById("file-row");
  const words = form.dataset;
  const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
  const AT_ONCE = 3;
  const queue = [];
  let active = 0;
  let sent = 0;
  let refused = 0;

  form.classList.add("live");
  form.querySelector("[type=submit]").hidden = true;

  const add = (file, name) => {
    const row = model.content.firstElementChild.cloneNode(true);
    row.querySelector("[data-name]").textContent = name;
    const bar = row.querySelector("progress");
    bar.setAttribute("aria-label", name);
    rows.prepend(row);
    queue.push({ file, name, row, bar });
  };

  const settle = (job, html, kind, reason) => {
    if (html) {
      job.row.outerHTML = html;
      return;
    }
    const state = job.row.querySelector(".state");
    state.className = `state ${kind}`;
    state.textContent = reason;
    job.bar.remove();
  };

  const finish = () => {
    document.body.dispatchEvent(new CustomEvent("filesArrived"));
    banggiao.say(words.done.replace("{sent}", sent).replace("{refused}", refused));
  };

  const next = () => {
    while (active < AT_ONCE && queue.length) send(queue.shift());
    if (!active && !queue.length && sent + refused) finish();
  };

  const send = (job) => {
    active += 1;
    const request = new XMLHttpRequest();
    const body = new FormData();
    body.append("csrfmiddlewaretoken", token);
    body.append("name", job.name);
    body.append("files", job.file, job.file.name);
    request.open("POST", form.action);
    request.setRequestHeader("X-Requested-With", "upload");
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) job.bar.value = event.loaded / event.total;
    });
    request.addEventListener("loadend", () => {
      active -= 1;
      const html = request.getResponseHeader("X-Fragment") ? request.responseText : "";
      if (html && request.status < 400) sent += 1; else refused += 1;
      if (html) settle(job, html);
      else settle(job, "", "failed", request.status === 413 ? words.large : words.lost);
      next();
    });
    request.send(body);
  };

  const readEntry = (entry, path) => new Promise((resolve) => {
    if (entry.isFile) return entry.file((file) => resolve([[file, path + file.name]]), () => resolve([]));
    const reader = entry.createReader();
    const found = [];
    const more = () => reader.readEntries(async (entries) => {
      if (!entries.length) return resolve(found);
      for (const child of entries) found.push(...await readEntry(child, `${path}${entry.name}/`));
      more();
    }, () => resolve(found));
    more();
  });

  const take = (pairs) => {
    sent = refused = 0;
    for (const [file, name] of pairs) add(file, name);
    document.getElementById("files-table").hidden = false;
    banggiao.say(words.started.replace("{count}", pairs.length));
    next();
  };

  input.addEventListener("change", () => {
    take([...input.files].map((file) => [file, file.webkitRelativePath || file.name]));
    input.value = "";
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  drop.addEventListener("dragover", (event) => { event.preventDefault(); drop.classList.add("over"); });
  drop.addEventListener("dragleave", () => drop.classList.remove("over"));
  drop.addEventListener("drop", async (event) => {
    event.preventDefault();
    drop.classList.remove("over");
    const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
    const plain = [...event.dataTransfer.files].map((file) => [file, file.name]);
    const pairs = entries.length ? (await Promise.all(entries.map((entry) => readEntry(entry, "")))).flat() : plain;
    if (pairs.length) take(pairs);
  });
});

/* Each dropped file travels in a request of its own, with its own progress and its own answer. */
"use strict";
document.addEventListener("DOMContentLoaded", () => {
  const form = document.querySelector("form[data-upload]");
  if (!form) return;
  const drop = form.querySelector(".drop");
  const input = form.querySelector("input[type=file]");
  const rows = document.getElementById("sending");
  const model = document.getElementById("file-row");
  const words = form.dataset;
  const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
  const AT_ONCE = 3;
  const queue = [];
  let active = 0;
  let sent = 0;
  let refused = 0;
  let ticking = 0;

  form.classList.add("live");
  form.querySelector("[type=submit]").hidden = true;

  const add = (file, name) => {
    const row = model.content.firstElementChild.cloneNode(true);
    row.querySelector("[data-name]").textContent = name;
    const bar = row.querySelector("progress");
    bar.setAttribute("aria-label", name);
    rows.append(row);
    rows.hidden = false;
    queue.push({ file, name, row, bar });
  };

  /* A file that arrived is listed by the server; one that did not stays here with the reason. */
  const settle = (job, reason) => {
    if (!reason) return job.row.remove();
    const state = job.row.querySelector(".state");
    state.className = "state failed";
    state.textContent = reason;
    job.bar.remove();
  };

  const refresh = () => document.body.dispatchEvent(new CustomEvent("filesArrived"));

  const finish = () => {
    window.clearInterval(ticking);
    ticking = 0;
    refresh();
    rows.hidden = !rows.children.length;
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
      if (request.status === 200) {
        const answer = JSON.parse(request.responseText);
        sent += answer.received;
        refused += answer.refused;
        settle(job, "");
      } else {
        refused += 1;
        settle(job, request.status === 413 ? words.large : words.lost);
      }
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
    if (!active && !queue.length) sent = refused = 0;
    for (const [file, name] of pairs) add(file, name);
    ticking = ticking || window.setInterval(refresh, 1000);
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

/* A file sent in parts: after a break it goes on where it stopped, even on a page that was opened anew. */
"use strict";
document.addEventListener("DOMContentLoaded", () => {
  const form = document.querySelector("form[data-parts]");
  if (!form) return;
  const PART = 512 * 1024;
  const PAUSES = [1000, 2000, 4000, 8000, 15000];
  const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
  const bar = form.querySelector("progress");
  const state = form.querySelector("[data-state]");
  const field = form.querySelector("input[type=file]");
  let busy = false;

  const place = (file) => `banggiao:upload:${form.action}:${file.name}:${file.size}:${file.lastModified}`;
  const known = (file) => { try { return JSON.parse(localStorage.getItem(place(file))); } catch { return null; } };
  const keep = (file, upload) => { try { localStorage.setItem(place(file), JSON.stringify(upload)); } catch { /* begun anew then */ } };
  const forget = (file) => { try { localStorage.removeItem(place(file)); } catch { /* nothing was kept */ } };
  const tell = (words, bad = false) => { state.textContent = words; state.className = bad ? "fault" : ""; banggiao.say(words, bad); };
  const wait = (pause) => new Promise((resolve) => {
    const timer = window.setTimeout(resolve, pause);
    window.addEventListener("online", () => { window.clearTimeout(timer); resolve(); }, { once: true });
  });
  const call = (method, url, headers = {}, body = undefined) =>
    fetch(url, { method, body, credentials: "same-origin", headers: { "X-CSRFToken": token, "X-Requested-With": "upload", ...headers } });
  const refusal = async (answer) => {
    try { return (await answer.json()).message || form.dataset.gone; } catch { return form.dataset.gone; }
  };

  class Refused extends Error {}

  const begin = async (file) => {
    const body = new URLSearchParams({ name: file.name, size: file.size });
    if (form.elements.stated.checked) body.set("stated", "1");
    const answer = await call("POST", form.dataset.parts, {}, body);
    if (answer.status !== 201) throw new Refused(await refusal(answer));
    const upload = await answer.json();
    keep(file, upload);
    return upload;
  };

  const address = (upload) => new URL(`parts/${upload.upload}/`, form.action).href;

  /* Send the rest; return the address to go on to. */
  const run = async (file) => {
    let upload = known(file);
    let received = 0;
    if (upload) {
      const answer = await call("GET", address(upload), { "Upload-Secret": upload.secret });
      if (answer.ok) received = (await answer.json()).received; else upload = null;
    }
    if (!upload) upload = await begin(file);
    for (;;) {
      bar.value = received / file.size;
      const part = file.slice(received, received + Math.min(PART, upload.part));
      const answer = await call("PUT", address(upload), { "Upload-Secret": upload.secret, "Upload-Offset": String(received), "Content-Type": "application/octet-stream" }, part);
      if (answer.status === 201) return (await answer.json()).url;
      if (!answer.ok) {
        if (answer.status >= 500) throw new Error("again");
        throw new Refused(await refusal(answer));
      }
      received = (await answer.json()).received;
    }
  };

  form.addEventListener("submit", async (event) => {
    const file = field.files[0];
    if (!file) return;
    event.preventDefault();
    if (busy) return;
    busy = true;
    bar.hidden = false;
    for (let turn = 0; ; turn += 1) {
      try {
        const url = await run(file);
        forget(file);
        tell(form.dataset.done);
        const here = new URL(url, location.href);
        if (here.pathname === location.pathname) { location.hash = "files"; location.reload(); } else location.assign(here.href);
        return;
      } catch (error) {
        if (error instanceof Refused) {
          forget(file);
          bar.hidden = true;
          tell(error.message, true);
          busy = false;
          return;
        }
        tell(form.dataset.lost, true);
        await wait(PAUSES[Math.min(turn, PAUSES.length - 1)]);
      }
    }
  });
});

/* Passkeys: the browser's authenticator makes or proves one; the form carries its answer to the server. */
"use strict";
(() => {
  if (!window.PublicKeyCredential?.parseRequestOptionsFromJSON) return;

  const options = async (form) => {
    const given = document.getElementById("passkey-options");
    if (given) return JSON.parse(given.textContent).publicKey;
    const answer = await fetch(form.dataset.options, { headers: { Accept: "application/json" } });
    if (answer.redirected) { location.assign(answer.url); return new Promise(() => {}); }
    if (!answer.ok) throw new Error("no challenge");
    return (await answer.json()).publicKey;
  };

  const answered = async (form) => {
    const asked = await options(form);
    return form.dataset.passkey === "create"
      ? navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(asked) })
      : navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(asked) });
  };

  for (const form of document.querySelectorAll("form[data-passkey]")) {
    const fault = form.querySelector(".fault");
    form.hidden = false;
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      fault.hidden = true;
      try {
        form.elements.credential.value = JSON.stringify((await answered(form)).toJSON());
        form.submit();
      } catch {
        fault.textContent = form.dataset.failed;
        fault.hidden = false;
      }
    });
  }
})();

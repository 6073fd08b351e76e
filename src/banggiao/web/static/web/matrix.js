/* The matrix is one stop of the Tab key; arrows, Home and End walk its cells. */
"use strict";
(() => {
  let last = "";
  const links = (row) => [...row.querySelectorAll("td a")];
  const settle = () => {
    const all = [...document.querySelectorAll(".matrix td a")];
    all.forEach((link) => { link.tabIndex = -1; });
    const stop = all.find((link) => link.id === last) ?? all[0];
    if (stop) stop.tabIndex = 0;
  };
  const column = (link) => link.closest("td").cellIndex;
  const nearest = (row, index) => links(row).reduce(
    (best, link) => (best === null || Math.abs(column(link) - index) < Math.abs(column(best) - index) ? link : best), null);

  document.addEventListener("DOMContentLoaded", settle);
  document.addEventListener("htmx:afterSettle", settle);
  document.addEventListener("focusin", (event) => {
    const link = event.target.closest?.(".matrix td a");
    if (!link) return;
    last = link.id;
    settle();
  });
  document.addEventListener("keydown", (event) => {
    const link = event.target.closest?.(".matrix td a");
    if (!link || event.altKey || event.ctrlKey || event.metaKey) return;
    const row = link.closest("tr");
    const across = links(row);
    const here = across.indexOf(link);
    const walk = (step) => {
      for (let other = row[step]; other; other = other[step]) {
        const found = nearest(other, column(link));
        if (found) return found;
      }
      return null;
    };
    const target = {
      ArrowRight: () => across[here + 1], ArrowLeft: () => across[here - 1],
      Home: () => across[0], End: () => across.at(-1),
      ArrowDown: () => walk("nextElementSibling"), ArrowUp: () => walk("previousElementSibling"),
    }[event.key]?.();
    if (target === undefined || target === null) return;
    event.preventDefault();
    target.focus();
  });
})();

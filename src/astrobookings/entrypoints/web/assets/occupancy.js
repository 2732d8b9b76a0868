// The figures of the occupancy board keep up with bookings while somebody looks at the page.
const board = document.querySelector("[data-live]");

async function refresh() {
  if (document.hidden) return;
  const answer = await fetch(location.href, { headers: { accept: "text/html" } }).catch(() => null);
  if (!answer || !answer.ok || answer.redirected) return; // the figures say as of when they are
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const figure of document.querySelectorAll("[data-figure]")) {
    const now = fresh.querySelector(`[data-figure="${figure.dataset.figure}"]`);
    if (now && now.innerHTML !== figure.innerHTML) figure.replaceChildren(...now.childNodes);
  }
}

if (board) {
  setInterval(refresh, Number(board.dataset.live) * 1000);
  document.addEventListener("visibilitychange", refresh);
}

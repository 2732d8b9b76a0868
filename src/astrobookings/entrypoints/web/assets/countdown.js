// Keeps the time until lift-off going, by the server's clock; without script it stands as it came.
const DAY = 86400;

function said(seconds) {
  const days = Math.floor(seconds / DAY);
  const time = new Date((seconds % DAY) * 1000).toISOString().slice(11, 19);
  const counted = `${days.toLocaleString("en")} ${days === 1 ? "day" : "days"}, `;
  return `in ${days ? counted : ""}${time}`;
}

for (const clock of document.querySelectorAll("[data-countdown]")) {
  const ahead = Date.parse(clock.dataset.now) - Date.now();
  const due = Date.parse(clock.dataset.countdown);
  const tick = () => {
    const left = Math.floor((due - Date.now() - ahead) / 1000);
    clock.textContent = left > 0 ? said(left) : "has passed";
    if (left > 0) {
      setTimeout(tick, 1000);
    }
  };
  tick();
}

// The time that a hold has left, ticking. It runs from the server's own time, so that a clock of
// the browser that is wrong does not matter.
const holds = [...document.querySelectorAll("[data-until][data-now]")].map((element) => ({
  element,
  clock: element.querySelector("[data-clock]"),
  left: Date.parse(element.dataset.until) - Date.parse(element.dataset.now),
  began: performance.now(),
}));

const SECOND = 1000;
const HOUR = 3600 * SECOND;
const LATE = 120 * SECOND;

function spelled(milliseconds) {
  const seconds = Math.ceil(milliseconds / SECOND);
  const minutes = Math.floor(seconds / 60);
  return `${minutes}:${String(seconds % 60).padStart(2, "0")}`;
}

function tick() {
  for (const hold of holds) {
    const left = hold.left - (performance.now() - hold.began);
    if (left <= 0) {
      hold.clock.textContent = "Over";
      hold.element.querySelector("[data-says]").textContent =
        "the hold ran out, and the seats are on sale again.";
    } else if (left < HOUR) {
      hold.clock.textContent = spelled(left);
    }
    hold.element.classList.toggle("late", left < LATE);
  }
}

if (holds.length) {
  tick();
  setInterval(tick, SECOND);
}

// Figures that stay true while somebody looks. A region names where they are to be had in
// `data-live`; each element in it with `data-figure` shows one of them. Only a page that is seen
// asks, and whoever looks may pause it. Without script the page has a link to look again.

const EVERY = 5000; // milliseconds

class Region {
  constructor(element) {
    this.element = element;
    this.said = element.querySelector("[data-live-says]");
    this.button = element.querySelector("[data-live-pause]");
    this.paused = false;
    this.timer = 0;
    this.button.hidden = false;
    this.button.addEventListener("click", () => this.pause(!this.paused));
    document.addEventListener("visibilitychange", () => this.wait(document.hidden ? -1 : 0));
    this.wait(EVERY);
  }

  // Ask again after `milliseconds`; never if that is less than nothing.
  wait(milliseconds) {
    clearTimeout(this.timer);
    if (milliseconds >= 0 && !this.paused && !document.hidden) {
      this.timer = setTimeout(() => this.ask(), milliseconds);
    }
  }

  pause(paused) {
    this.paused = paused;
    this.button.textContent = paused ? "Go on" : "Pause";
    this.say(paused ? "The figures stand still." : "The figures follow what happens.");
    this.wait(0);
  }

  async ask() {
    try {
      const answer = await fetch(this.element.dataset.live, { redirect: "error" });
      if (!answer.ok) {
        throw new Error(String(answer.status));
      }
      this.show(await answer.json());
    } catch {
      this.pause(true);
      this.say("The figures could not be had; they stand still.");
    }
  }

  show(told) {
    if (told.over) {
      window.location.reload();
      return;
    }
    for (const one of this.element.querySelectorAll("[data-figure]")) {
      const text = told.figures[one.dataset.figure];
      if (text === undefined) {
        continue;
      }
      if (one instanceof HTMLProgressElement) {
        one.value = Number(text);
      } else if (one.textContent !== text) {
        one.textContent = text;
      }
    }
    this.say(told.says);
    this.wait(EVERY);
  }

  // Screen readers speak only what differs from before.
  say(text) {
    if (this.said.textContent !== text) {
      this.said.textContent = text;
    }
  }
}

for (const element of document.querySelectorAll("[data-live]")) {
  new Region(element);
}

// What is still being made is looked at again every few seconds; without script a link does so.
const told = document.getElementById("looked");

function follow(part) {
  const seconds = Number(part.dataset.lookAgain);
  if (!seconds) return;
  part.classList.add("looking");
  setTimeout(() => look(part, seconds), seconds * 1000);
}

async function look(part, seconds) {
  if (document.hidden) {
    document.addEventListener("visibilitychange", () => look(part, seconds), { once: true });
    return;
  }
  const fresh = await lookAgain(part.id).catch(() => null);
  if (!fresh) {
    part.classList.remove("looking"); // the link is there again
    return;
  }
  const held = part.contains(document.activeElement) && !changed(part, fresh);
  if (held || part.innerHTML === fresh.innerHTML) {
    setTimeout(() => look(part, seconds), seconds * 1000);
    return;
  }
  part.replaceWith(fresh);
  if (told && changed(part, fresh)) told.textContent = fresh.dataset.told ?? "";
  follow(fresh);
}

/** The same part of the page as it is now; nothing if it is no longer there. */
async function lookAgain(id) {
  const answer = await fetch(location.href, { headers: { accept: "text/html" } });
  if (!answer.ok) return null;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const found = page.getElementById(id);
  return found && document.adoptNode(found);
}

function changed(part, fresh) {
  return part.dataset.told !== fresh.dataset.told;
}

for (const part of document.querySelectorAll("[data-look-again]")) follow(part);

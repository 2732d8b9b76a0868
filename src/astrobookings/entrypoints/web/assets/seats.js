// What the ticked seats come to, while they are ticked. The server reckons again, and says no to
// more than the limit; without script it is the only one to do so.
const words = new Intl.NumberFormat("en-US", { minimumFractionDigits: 2 });

for (const form of document.querySelectorAll("form[data-seats]")) {
  const price = Number(form.dataset.price);
  const most = Number(form.dataset.most);
  const total = form.querySelector("[data-total]");
  const count = form.elements.namedItem("count");
  const boxes = [...form.querySelectorAll("input[name='seat']")];

  const tell = () => {
    const ticked = boxes.filter((box) => box.checked).length;
    const seats = ticked || Number(count?.value) || 0;
    if (seats < 1 || !Number.isInteger(seats)) {
      total.textContent = "";
      return;
    }
    const sum = `${seats} ${seats === 1 ? "seat" : "seats"}: ${words.format((seats * price) / 100)} USD`;
    total.textContent = seats > most ? `${sum}. That is more than the ${most} you can have here.` : sum;
  };

  form.addEventListener("input", (event) => {
    if (event.target.name === "seat" && event.target.checked && count) {
      count.value = "";
    }
    if (event.target === count && count.value) {
      for (const box of boxes) {
        box.checked = false;
      }
    }
    tell();
  });
  window.addEventListener("pageshow", tell);
  tell();
}

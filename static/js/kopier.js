// A button that copies a readonly field; without JavaScript the field itself is there to copy from.
document.querySelectorAll("[data-kopier]").forEach((knap) => {
  const felt = document.getElementById(knap.dataset.kopier);
  const besked = document.querySelector("[data-kopieret]");
  knap.hidden = false;
  knap.addEventListener("click", async () => {
    felt.select();
    try {
      await navigator.clipboard.writeText(felt.value);
      besked.textContent = "Adressen er kopieret.";
    } catch {
      besked.textContent = "Adressen er markeret. Kopiér den med Ctrl+C.";
    }
  });
});

// The minutes save as one types: one point at a time, half a second after the last key. Without this script the button
// at the bottom saves all of it. Nothing is written over: when somebody else has changed the point, both texts are shown.
(() => {
  const ark = document.querySelector("[data-referat]");
  if (!ark) return;
  const noegle = ark.querySelector("[name=csrfmiddlewaretoken]").value;
  const PAUSE = 500;
  const IGEN = 5000;

  class Punkt {
    constructor(felt) {
      this.adresse = felt.dataset.punkt;
      this.tekst = felt.querySelector("textarea");
      this.udgave = felt.querySelector("[name$=-udgave]");
      this.foer = felt.querySelector("[name$=-foer]");
      this.besked = felt.querySelector("[data-gemt]");
      this.boks = felt.querySelector("[data-konflikt]");
      this.gemt = this.boks.hidden ? this.tekst.value : null;
      this.forsinket = this.undervejs = null;
      this.tekst.addEventListener("input", () => this.venter(PAUSE));
      felt.querySelector("[data-uden-script]").hidden = true;
      felt.querySelector("[data-valg]").hidden = false;
      felt.querySelector("[data-min]").addEventListener("click", () => this.afgoer(this.tekst.value));
      felt.querySelector("[data-deres-knap]").addEventListener("click", () => this.afgoer(this.deres()));
      felt.querySelector("[data-begge]").addEventListener("click", () => {
        this.afgoer([this.deres(), this.tekst.value].filter(Boolean).join("\n\n"));
      });
    }

    get rettet() {
      return this.tekst.value !== this.gemt;
    }

    deres() {
      const boks = this.boks.querySelector("[data-deres]");
      return boks.dataset.tekst ?? boks.innerText.trim();
    }

    venter(pause) {
      if (!this.boks.hidden) return; // until one has chosen
      clearTimeout(this.forsinket);
      this.besked.textContent = "Ikke gemt endnu …";
      this.forsinket = setTimeout(() => this.send(), pause);
    }

    async send(ved_afsked = false) {
      clearTimeout(this.forsinket);
      if (!this.rettet || !this.boks.hidden) return;
      if (this.undervejs) {
        await this.undervejs;
        return this.send(ved_afsked);
      }
      const tekst = this.tekst.value;
      this.undervejs = this.post(tekst, ved_afsked).finally(() => (this.undervejs = null));
      await this.undervejs;
      if (this.gemt === tekst && this.rettet) this.venter(PAUSE);
    }

    async post(tekst, keepalive) {
      const data = new URLSearchParams({ tekst, udgave: this.udgave.value, csrfmiddlewaretoken: noegle });
      let svar, indhold;
      try {
        svar = await fetch(this.adresse, { method: "POST", body: data, keepalive, redirect: "error" });
        indhold = await svar.json();
      } catch {
        this.besked.textContent = "Ikke gemt: der er ingen forbindelse, eller du er logget ud. Portalen prøver igen.";
        this.forsinket = setTimeout(() => this.send(), IGEN);
        return;
      }
      if (svar.ok) {
        this.gemt = tekst;
        this.udgave.value = indhold.udgave;
        this.foer.value = indhold.foer;
        this.besked.textContent = `Gemt ${indhold.klokken}`;
      } else if (svar.status === 409) {
        this.vis(indhold);
      } else {
        this.besked.textContent = `Ikke gemt: ${indhold.besked ?? "prøv igen om lidt."}`;
      }
    }

    vis(indhold) {
      this.boks.querySelector("[data-af]").textContent = indhold.af;
      const deres = this.boks.querySelector("[data-deres]");
      deres.innerText = indhold.tekst || "(ingen tekst)";
      deres.dataset.tekst = indhold.tekst;
      this.udgave.value = indhold.udgave;
      this.foer.value = indhold.foer;
      this.besked.textContent = "";
      this.boks.hidden = false;
    }

    afgoer(tekst) {
      this.tekst.value = tekst;
      this.boks.hidden = true;
      this.gemt = null; // weighed against theirs from now on
      this.tekst.focus();
      this.send();
    }
  }

  // each tick is sent as it is set; the form then has nothing more to say about it
  const fremmoede = ark.querySelector("[data-fremmoede]");
  ark.querySelectorAll("[data-moedt]").forEach((boks) => {
    boks.addEventListener("change", async () => {
      const moedt = boks.checked ? "1" : "0";
      const data = new URLSearchParams({ moedt, csrfmiddlewaretoken: noegle });
      try {
        const svar = await fetch(boks.dataset.moedt, { method: "POST", body: data, keepalive: true, redirect: "error" });
        const indhold = await svar.json();
        fremmoede.textContent = svar.ok ? `Gemt ${indhold.klokken}` : `Ikke gemt: ${indhold.besked}`;
        if (svar.ok) ark.querySelector(`[name=df${boks.name.slice(1)}]`).value = moedt;
      } catch {
        fremmoede.textContent = "Ikke gemt: der er ingen forbindelse, eller du er logget ud. Tryk på «Gem referatet».";
      }
    });
  });

  const punkter = [...ark.querySelectorAll("[data-punkt]")].map((felt) => new Punkt(felt));
  let sendes = false;
  ark.addEventListener("submit", () => {
    sendes = true; // the form takes all of it along
    punkter.forEach((punkt) => clearTimeout(punkt.forsinket));
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden" && !sendes) punkter.forEach((punkt) => punkt.send(true));
  });
  window.addEventListener("beforeunload", (haendelse) => {
    const nye = [...ark.querySelectorAll(".moede__ny textarea, .moede__ny input[type=text]")];
    const mangler = punkter.some((punkt) => punkt.rettet) || nye.some((felt) => felt.value.trim());
    if (mangler && !sendes) haendelse.preventDefault();
  });
})();

// A report saves itself while one types: two seconds after the last change the whole form is sent, as the button does,
// and the line at the bottom says when it was saved. When the line is gone it says so and tries again; when somebody
// else has saved meanwhile it stops, and the button «Gem kladde» shows the two beside each other. Without this script
// the same buttons do all of it.
(function () {
  "use strict";
  var VENT = 2000, IGEN = [5000, 10000, 20000, 40000];
  var form = document.querySelector("[data-statusrapport]");
  if (!form || !window.fetch || !window.FormData) { return; }
  var status = form.querySelector("[data-status]");
  var ur = 0, forsoeg = 0, aendret = false, undervejs = null, stoppet = "samtidig" in form.dataset;

  function sig(besked, fejl) {
    if (status.textContent !== besked) { status.textContent = besked; }
    status.classList.toggle("sr-status--fejl", Boolean(fejl));
  }

  function planlaeg(om) {
    window.clearTimeout(ur);
    ur = window.setTimeout(gem, om);
  }

  function indhold() {
    var data = new FormData(form);
    data.delete("filer"); // sent by the buttons
    data.delete("fjern_bilag");
    data.set("goer", "gem");
    return data;
  }

  function vis(svar) {
    form.elements.udgave.value = svar.udgave;
    Object.keys(svar.saetninger).forEach(function (navn) {
      var sted = form.querySelector('[data-saetninger="' + navn + '"]');
      if (!sted || sted.contains(document.activeElement)) { return; }
      if (sted.dataset.html !== svar.saetninger[navn]) {
        sted.innerHTML = sted.dataset.html = svar.saetninger[navn];
      }
    });
    var faldet = svar.faldet.length ? " Et flueben er faldet fra, fordi ordene er ændret: «" + svar.faldet.join("», «") + "»" : "";
    sig(svar.tid + "." + faldet);
  }

  function stop(besked) {
    stoppet = true;
    sig(besked, true);
  }

  function gem() {
    window.clearTimeout(ur);
    if (undervejs || stoppet || !aendret) { return undervejs || Promise.resolve(); }
    aendret = false;
    sig("Gemmer …");
    undervejs = window.fetch(form.action, {
      method: "POST", body: indhold(), headers: { "X-Autogem": "1" }, credentials: "same-origin",
    }).then(function (svar) {
      if (svar.status >= 500) { throw new Error(svar.status); }
      if ((svar.headers.get("Content-Type") || "").indexOf("json") < 0) {
        stop("Det kunne ikke gemmes, for du er ikke logget ind mere. Åbn siden igen i en ny fane, log ind, og tryk så «Gem kladde» her.");
        aendret = true;
        return null;
      }
      return svar.json().then(function (data) {
        forsoeg = 0;
        if (svar.ok) { vis(data); return; }
        aendret = true;
        if (svar.status === 400) { sig("Ikke gemt. " + data.besked, true); return; }
        stop(data.besked + (data.samtidig ? " Tryk «Gem kladde» for at se begge dele og vælge." : " Tryk «Gem kladde» for at se, hvad du kan gøre."));
      });
    }).catch(function () {
      aendret = true;
      sig("Ingen forbindelse. Det sidste, du har skrevet, er ikke gemt endnu. Vi prøver igen.", true);
      planlaeg(IGEN[Math.min(forsoeg++, IGEN.length - 1)]);
    }).then(function () {
      undervejs = null;
      if (aendret && !stoppet && !forsoeg && !status.classList.contains("sr-status--fejl")) { planlaeg(VENT); }
    });
    return undervejs;
  }

  function vedAendring(haendelse) {
    if (haendelse.target.type === "file" || haendelse.target.name === "fjern_bilag") { return; }
    aendret = true;
    if (!stoppet) { planlaeg(VENT); }
  }

  form.classList.add("sr--flydende");
  form.addEventListener("focusin", function (haendelse) {
    var bund = form.querySelector(".sr-bund");
    if (bund.contains(haendelse.target)) { return; }
    var skjult = haendelse.target.getBoundingClientRect().bottom - bund.getBoundingClientRect().top;
    if (skjult > 0 && window.getComputedStyle(bund).position === "sticky") { window.scrollBy(0, skjult + 24); }
  });
  form.addEventListener("input", vedAendring);
  form.addEventListener("change", vedAendring);
  window.addEventListener("online", function () { if (aendret) { forsoeg = 0; gem(); } });
  document.addEventListener("visibilitychange", function () { if (document.hidden) { gem(); } });

  // a button waits for what is on its way, or it would meet its own saving as another's
  form.addEventListener("submit", function (haendelse) {
    window.clearTimeout(ur);
    if (undervejs) {
      haendelse.preventDefault();
      var knap = haendelse.submitter;
      undervejs.then(function () { window.clearTimeout(ur); form.requestSubmit(knap); });
      return;
    }
    aendret = false;
  });
  window.addEventListener("beforeunload", function (haendelse) {
    if (aendret) { haendelse.preventDefault(); }
  });
})();

// What a refused upload says. filer's own message is put in as HTML, may be English (the browser's part of the script)
// or a web server's whole page, and goes away when the script loads the page again a second later. Here it is text,
// waits over the new load, and stays until the next page.
(function () {
  "use strict";
  var NOEGLE = "filoverfoersel";
  var STOR = "Filen er for stor. Portalen tager imod højst 50 MB ad gangen. Gør filen mindre, og prøv igen.";
  var AFBRUDT = "Filen kom ikke frem. Er den over 50 MB, er den for stor. Ellers prøv igen.";

  function paaDansk(besked) {
    if (/File is too big|Too Large/i.test(besked)) { return STOR; }
    if (/<html|<!doctype|Server responded with|undefined|^[^:]*:\s*$/i.test(besked)) { return AFBRUDT; }
    return besked;
  }

  function ventende() {
    try { return JSON.parse(sessionStorage.getItem(NOEGLE)) || []; } catch (fejl) { return []; }
  }

  function vis(besked) {
    var liste = document.getElementById("filoverfoersel-fejl");
    if (!liste) {
      liste = document.createElement("ul");
      liste.id = "filoverfoersel-fejl";
      liste.className = "messagelist";
      liste.setAttribute("role", "alert");
      (document.querySelector("[aria-labelledby=mangler-oplysninger]") || document.querySelector(".navigator-top-nav")).before(liste);
    }
    var linje = document.createElement("li");
    linje.className = "error";
    linje.textContent = besked;
    liste.append(linje);
  }

  window.addEventListener("load", function () {
    if (!document.querySelector(".navigator-top-nav")) { return; }
    ventende().forEach(vis);
    sessionStorage.removeItem(NOEGLE);
    window.filerShowError = function (raa) {
      // the package's own refusals come as an object, and as a message of the next page
      if (/\[object Object\]/.test(raa)) { return; }
      // the package says that all went well also when nothing did
      document.querySelectorAll(".js-filer-dropzone-upload-success").forEach(function (vel) { vel.remove(); });
      var besked = paaDansk(String(raa));
      sessionStorage.setItem(NOEGLE, JSON.stringify(ventende().concat(besked)));
      vis(besked);
    };
  });
})();

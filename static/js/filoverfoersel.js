// What a refused upload says. filer's own message is put in as HTML, goes away after five seconds, and may be English
// (the browser's part of the script) or a web server's whole page; here it stays, as text, and is read aloud.
(function () {
  "use strict";
  var STOR = "Filen er for stor. Portalen tager imod højst 50 MB ad gangen. Gør filen mindre, og prøv igen.";
  var AFBRUDT = "Filen kom ikke frem. Er den over 50 MB, er den for stor. Ellers prøv igen.";

  function paaDansk(besked) {
    if (/File is too big|Too Large/i.test(besked)) { return STOR; }
    if (/<html|<!doctype|Server responded with|undefined|^[^:]*:\s*$/i.test(besked)) { return AFBRUDT; }
    return besked;
  }

  function liste() {
    var fundet = document.getElementById("filoverfoersel-fejl");
    if (!fundet) {
      fundet = document.createElement("ul");
      fundet.id = "filoverfoersel-fejl";
      fundet.className = "messagelist";
      fundet.setAttribute("role", "alert");
      document.querySelector(".navigator-top-nav").before(fundet);
    }
    return fundet;
  }

  window.addEventListener("load", function () {
    if (!document.querySelector(".navigator-top-nav")) { return; }
    window.filerShowError = function (besked) {
      var linje = document.createElement("li");
      linje.className = "error";
      linje.textContent = paaDansk(String(besked));
      liste().append(linje);
    };
  });
})();

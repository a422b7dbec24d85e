/* A passkey that the browser refuses, or that its owner gives up, says so on the page instead of in the console.
   allauth's webauthn.js raises the event; mfa/webauthn/snippets/fejl.html holds the words. */
document.addEventListener("allauth.error", function (haendelse) {
  const fejl = document.querySelector("[data-noegle-fejl]");
  if (fejl) {
    haendelse.preventDefault();
    fejl.hidden = false;
  }
});

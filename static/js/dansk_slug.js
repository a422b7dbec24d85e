/* Addresses that Django and django CMS make of a title while one types keep what the letters mean: «På vej mod én ø»
   becomes paa-vej-mod-en-oe. The server has the same rule in indsatser/models/felter.py. */
(function () {
  const bogstaver = { æ: "ae", ø: "oe", å: "aa", ä: "ae", ö: "oe", ü: "y", é: "e", è: "e" };

  function oversaet(tekst) {
    return tekst.replace(/[æøåäöüéè]/gi, function (bogstav) {
      return bogstaver[bogstav.toLowerCase()];
    });
  }

  if (window.URLify) {
    const urlify = window.URLify;
    window.URLify = function (tekst, ...resten) {
      return urlify(oversaet(tekst), ...resten);
    };
  }
})();

// Sa11y in the preview: shows an editor in Danish, on the page itself, what a reader would stumble over.
// Loaded by base.html for staff in preview mode only. What stops a publication is the check in
// indsatser/udgivelsestjek; this is the way to see it where it stands.
Sa11y.Lang.addI18n(Sa11yLangDa.strings);
const dansk = document.documentElement.lang === "da";
new Sa11y.Sa11y({
  checkRoot: "main",
  panelPosition: "right", // at the bottom: the toolbar of the CMS is at the top
  showMovePanelToggle: false,
  readabilityRoot: "main",
  readabilityPlugin: dansk, // LIX says nothing about English
  // what no editor decides: the colours, the forms and the code
  contrastPlugin: false,
  formLabelsPlugin: false,
  developerPlugin: false,
  colourFilterPlugin: false,
  checks: {
    QA_BAD_LINK: { sources: "a[href^='/admin/']" },
  },
});

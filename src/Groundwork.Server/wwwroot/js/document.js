// On a wide screen the outline stands open beside the text, unless the original does; the cited words come into view.
for (const id of ["outline", "facts"]) {
  const details = document.getElementById(id);
  if (details && !document.getElementById("original") && matchMedia("(min-width: 60rem)").matches) details.open = true;
}
const cited = document.getElementById("cited");
if (cited && (location.hash === "" || location.hash === "#cited")) {
  cited.scrollIntoView({ block: "center" });
  cited.focus({ preventScroll: true });
}

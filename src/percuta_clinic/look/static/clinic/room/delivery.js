// A delivery: a code scanned anywhere on the page is put into the form that reads it.
import { onScan } from "./scan.js";

const form = document.querySelector("[data-scan]");

if (form) {
  onScan((text) => {
    form.elements.code.value = text;
    form.submit();
  });
}

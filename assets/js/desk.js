// Small comforts; every page works without them.
import "./leaving.js";

(() => {
  const root = document.documentElement;

  // "As the device": the sheet knows our colours by media query, Tabler's own need the attribute.
  if (root.dataset.scheme === "system") {
    const dark = window.matchMedia("(prefers-color-scheme: dark)");
    const follow = () => root.setAttribute("data-bs-theme", dark.matches ? "dark" : "light");
    follow();
    dark.addEventListener("change", follow);
  }

  const closeMenus = (except) => {
    for (const menu of document.querySelectorAll("details.menu[open]")) {
      if (menu !== except) menu.open = false;
    }
  };
  document.addEventListener("click", (event) => closeMenus(event.target.closest("details.menu")));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const open = document.querySelector("details.menu[open]");
    if (!open) return;
    open.open = false;
    open.querySelector("summary").focus();
  });

  document.addEventListener("DOMContentLoaded", () => {
    document.querySelector("[data-focus]")?.focus();
  });

  // The same form is sent once; the browser may show the page again from its memory afterwards.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || event.defaultPrevented) return;
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "yes";
  });
  window.addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
  });
})();

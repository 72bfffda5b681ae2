// Brings the components of GOV.UK Frontend to life. Every page works without it.
// The address of govuk.js comes from the page, because static files carry a hash of their content in their names.
const script = document.querySelector("script[data-govuk]");

// GOV.UK Frontend says of a radio button that reveals something whether that is shown. ARIA allows it of no radio button.
function withoutExpanded() {
  document.querySelectorAll("input[type=radio][aria-expanded]").forEach((radio) => radio.removeAttribute("aria-expanded"));
}

import(new URL(script.dataset.govuk, document.baseURI)).then((govuk) => {
  if (!govuk.isSupported()) {
    return;
  }
  const { Button, CharacterCount, Checkboxes, ErrorSummary } = govuk;
  const { NotificationBanner, PasswordInput, Radios, ServiceNavigation, SkipLink } = govuk;
  [Button, CharacterCount, Checkboxes, ErrorSummary, NotificationBanner, PasswordInput, Radios, ServiceNavigation, SkipLink]
    .forEach((component) => govuk.createAll(component));
  withoutExpanded();
  document.addEventListener("click", withoutExpanded);
  window.addEventListener("pageshow", withoutExpanded);
});

// Brings the components of GOV.UK Frontend to life. Every page works without it.
// The address of govuk.js comes from the page, because static files carry a hash of their content in their names.
const script = document.querySelector("script[data-govuk]");

import(new URL(script.dataset.govuk, document.baseURI)).then((govuk) => {
  if (!govuk.isSupported()) {
    return;
  }
  const { Button, CharacterCount, Checkboxes, ErrorSummary } = govuk;
  const { NotificationBanner, PasswordInput, Radios, ServiceNavigation, SkipLink } = govuk;
  [Button, CharacterCount, Checkboxes, ErrorSummary, NotificationBanner, PasswordInput, Radios, ServiceNavigation, SkipLink]
    .forEach((component) => govuk.createAll(component));
});

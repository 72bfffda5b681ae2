// Stands first in the body and is not deferred: styles that need scripting apply before anything is drawn, so nothing
// jumps. A file of its own, because the Content Security Policy allows no inline script.
document.body.className += " js-enabled" + ("noModule" in HTMLScriptElement.prototype ? " govuk-frontend-supported" : "");

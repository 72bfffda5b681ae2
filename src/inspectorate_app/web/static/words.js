// What the page gives its scripts to say, in its language: templates/component/words.html.

const given = document.getElementById("words").content;

const find = (name) => given.querySelector(`[data-word="${name}"]`)?.textContent;

function filled(text, values) {
  return Object.entries(values).reduce((said, [name, value]) => said.replace(`{${name}}`, () => value), text);
}

export const said = (name, values = {}) => filled(find(name), values);

// The form that goes with a number: 0, 1, 2, 3 and 6 may have one of their own (Welsh has), all others share one.
export function counted(name, number, values = {}) {
  return filled(find(`${name}-${number}`) ?? find(`${name}-other`), { count: number, ...values });
}

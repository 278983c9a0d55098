/**
 * Builds an element. Children that are strings or numbers become text nodes, so that no text of a
 * log, a patch or a model is ever read as markup; null and false are left out.
 */
export function element(name, attributes = {}, ...children) {
  const node = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== null && value !== false) node.setAttribute(key, value)
  }
  node.append(...children.flat().filter(isShown).map(toNode))
  return node
}

/** Puts new children in the place of the old ones. */
export function fill(node, ...children) {
  node.replaceChildren(...children.flat().filter(isShown).map(toNode))
}

function isShown(child) {
  return child !== null && child !== undefined && child !== false
}

function toNode(child) {
  return child instanceof Node ? child : document.createTextNode(String(child))
}

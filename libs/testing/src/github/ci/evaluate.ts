/** What `${{ … }}` may name: context → name → value. */
export type Contexts = Readonly<Record<string, Readonly<Record<string, string>>>>

/**
 * Fills in each `${{ context.name }}`; a name that is not there is empty, as on GitHub.
 * Throws an Error for anything else inside the braces.
 */
export function evaluate(text: string, contexts: Contexts): string {
  return text.replaceAll(/\$\{\{(.*?)\}\}/gs, (_, expression: string) => {
    const match = /^\s*([a-z]+)\.([A-Za-z_][\w-]*)\s*$/.exec(expression)
    const [, context, name] = match ?? []
    if (context === undefined || name === undefined || contexts[context] === undefined) {
      throw new Error(`The template is not valid. Unexpected value '${expression.trim()}'`)
    }
    return contexts[context][name] ?? ''
  })
}

export function evaluateAll(
  values: Readonly<Record<string, string>>,
  contexts: Contexts,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, evaluate(value, contexts)]),
  )
}

/** Markup that is safe to send: only `html` makes it. */
export class Html {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}

type Value = Html | string | number | null | false | readonly Html[]

/** Markup as written here; every value that is not markup itself becomes text. */
export function html(parts: TemplateStringsArray, ...values: readonly Value[]): Html {
  const words = parts.map((part, nth) => part + textOf(values[nth] ?? null))
  return new Html(words.join(''))
}

function textOf(value: Value): string {
  if (value === null || value === false) return ''
  if (value instanceof Html) return value.text
  if (typeof value === 'object') return value.map(({ text }) => text).join('')
  return String(value)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
}

import { visible } from '@millwright/protocol'

type Clean = (text: string) => string

/** Markup that is safe to send: only `html` makes it. */
export class Html {
  /** The markup; each value passes `clean` before it is escaped, which changes how it reads. */
  readonly write: (clean: Clean) => string

  constructor(write: (clean: Clean) => string) {
    this.write = write
  }
}

type Value = Html | string | number | null | false | readonly Html[]

/** Markup as written here; every value that is not markup itself becomes text. */
export function html(parts: TemplateStringsArray, ...values: readonly Value[]): Html {
  return new Html((clean) =>
    parts.map((part, nth) => part + textOf(values[nth] ?? null, clean)).join(''),
  )
}

function textOf(value: Value, clean: Clean): string {
  if (value === null || value === false) return ''
  if (value instanceof Html) return value.write(clean)
  if (typeof value === 'object') return value.map((one) => one.write(clean)).join('')
  return visible(clean(String(value)))
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
}

/** The forms in which an obedient model tells a secret, by the name that instructions use. */
export function keyForms(key: string): Record<string, string> {
  const bytes = Buffer.from(key)
  return {
    plain: key,
    short: key.slice(0, -7),
    base64: bytes.toString('base64'),
    shifted: Buffer.from(`x${key}`).toString('base64'),
    hex: bytes.toString('hex'),
    reversed: [...key].toReversed().join(''),
    lines: key.replaceAll(/(.{7})/g, '$1\n'),
    dots: [...key].join('.'),
    unseen: [...key].join('\u200b'),
    percent: bytes.toString('hex').replaceAll(/../g, '%$&'),
    bytes: [...bytes].map((byte) => `0x${byte.toString(16)}`).join(', '),
  }
}

const PART_CHARS = 14

/**
 * True when a text holds a part of a secret in any of these forms, whatever stands between its
 * letters. It shares no code with the redactor that it is there to catch.
 */
export function holdsPart(text: string, secret: string): boolean {
  const bare = text.replaceAll(/[^A-Za-z0-9]/g, '')
  const { plain = '', base64 = '', shifted = '', hex = '', bytes = '' } = keyForms(secret)
  const third = Buffer.from(`xx${secret}`).toString('base64').slice(4)
  const forms = [plain, base64, shifted.slice(4), third, hex, bytes].map((form) =>
    form.replaceAll(/[^A-Za-z0-9]/g, ''),
  )
  const both = forms.flatMap((form) => [form, [...form].toReversed().join('')])
  return both.some((form) =>
    Array.from({ length: Math.max(0, form.length - PART_CHARS) }, (_, at) =>
      form.slice(at, at + PART_CHARS),
    ).some((part) => bare.includes(part)),
  )
}

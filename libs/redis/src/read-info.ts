/** Makes a look-up of the `field:value` lines of INFO; a field that is missing is empty text. */
export function readInfo(text: string): (field: string) => string {
  const fields = new Map(
    text.split(/\r?\n/).map((line) => {
      const at = line.indexOf(':')
      return [line.slice(0, at), line.slice(at + 1)]
    }),
  )
  return (field) => fields.get(field) ?? ''
}

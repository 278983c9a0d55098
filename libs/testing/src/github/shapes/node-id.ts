/** An opaque global id, as GitHub puts beside each numeric one. */
export function nodeId(kind: string, id: number): string {
  return Buffer.from(`${kind}:${id}`).toString('base64url')
}

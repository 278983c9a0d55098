import type { ComponentChildren } from 'preact'

/** A link to another site; only an address of the web is followed, anything else is text. */
export function OutsideLink({ href, children }: { href: string; children: ComponentChildren }) {
  if (!/^https?:\/\//.test(href)) return <span>{children}</span>
  return (
    <a href={href} rel="noreferrer">
      {children}
    </a>
  )
}

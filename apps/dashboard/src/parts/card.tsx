import type { ComponentChildren } from 'preact'

interface CardProps {
  readonly title: string
  readonly id: string
  /** Stands at the end of the title's line. */
  readonly aside?: ComponentChildren
  readonly children: ComponentChildren
}

/** One thing on a page, under its name. */
export function Card({ title, id, aside, children }: CardProps) {
  return (
    <section class="card" aria-labelledby={`${id}-title`} id={id}>
      <header class="card-head">
        <h2 id={`${id}-title`}>{title}</h2>
        {aside}
      </header>
      {children}
    </section>
  )
}

import type { ComponentChildren } from 'preact'
import { useRef } from 'preact/hooks'

interface AskFirstProps {
  readonly label: string
  /** What will be touched, said before it is done. */
  readonly children: ComponentChildren
  readonly yes: string
  readonly class?: string
  readonly disabled?: boolean
  onYes(): void
}

/** A button that opens a question; only its answer does something. */
export function AskFirst(props: AskFirstProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  const close = () => dialog.current?.close()
  return (
    <>
      <button
        type="button"
        class={props.class ?? ''}
        disabled={props.disabled ?? false}
        onClick={() => dialog.current?.showModal()}
      >
        {props.label}
      </button>
      <dialog ref={dialog} aria-label={props.label}>
        <div class="dialog-body">{props.children}</div>
        <div class="row">
          <button
            type="button"
            class="main"
            onClick={() => {
              close()
              props.onYes()
            }}
          >
            {props.yes}
          </button>
          <button type="button" onClick={close}>
            Leave it as it is
          </button>
        </div>
      </dialog>
    </>
  )
}

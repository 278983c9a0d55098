import { useEffect, useRef } from 'preact/hooks'
import { followKeys } from './follow-keys.ts'
import { views } from './views.ts'

/** The keys, told on `?`; listens for them while the page is open. No key acts on a task. */
export function Help() {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => followKeys(document, () => dialog.current?.showModal()), [])
  return (
    <dialog ref={dialog} aria-label="Keys">
      <h2>Keys</h2>
      <table class="keys">
        <tbody>
          {views.map(({ key, title }) => (
            <tr key={key}>
              <th scope="row">
                <kbd>g</kbd> <kbd>{key}</kbd>
              </th>
              <td>{title}</td>
            </tr>
          ))}
          {others.map(([key, does]) => (
            <tr key={key}>
              <th scope="row">
                <kbd>{key}</kbd>
              </th>
              <td>{does}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="soft">No key approves, cancels or pauses: these ask first.</p>
      <button type="button" onClick={() => dialog.current?.close()}>
        Close
      </button>
    </dialog>
  )
}

const others = [
  ['/', 'to the filters'],
  ['j', 'next in the list'],
  ['k', 'the one before'],
  ['x', 'select the task'],
  ['?', 'this list'],
] as const

/** Beside a patch of which not all is shown. */
export function Blanked() {
  return (
    <p class="problem">
      Something that looks like a secret was taken out of what you see. Look at the branch before
      you say yes.
    </p>
  )
}

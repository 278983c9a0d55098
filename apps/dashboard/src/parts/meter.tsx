/** How much of something is used up, in words and as a bar. */
export function Meter({ label, value, max }: { label: string; value: number; max: number }) {
  return (
    <label class="meter">
      <span>{label}</span>
      <meter min={0} max={max} high={max * 0.8} value={Math.min(value, max)} />
    </label>
  )
}

import { useEffect, useRef } from 'preact/hooks'
import type UPlot from 'uplot'

const HEIGHT_PX = 120
/** Room for the longest number beside the bars, such as 0.0087. */
const AXIS_PX = 52
/** The highest bar stays below the edge. */
const HEADROOM = 1.1

interface ChartProps {
  readonly points: readonly { readonly day: string; readonly value: number | null }[]
  readonly unit: string
}

/** Bars by day, drawn anew when the numbers, the width or the colours change. */
export function Chart({ points, unit }: ChartProps) {
  const place = useRef<HTMLDivElement>(null)
  const data = JSON.stringify(points)
  useEffect(() => {
    const holder = place.current
    if (holder === null) return
    let plot: UPlot | null = null
    let isGone = false
    const draw = async () => {
      // Fetched for this page alone: it is more than all the rest of the script.
      const { default: Plot } = await import('uplot')
      plot?.destroy()
      if (!isGone) plot = new Plot(options(Plot, holder, unit), toData(JSON.parse(data)), holder)
    }
    const redraw = () => void draw()
    const scheme = matchMedia('(prefers-color-scheme: dark)')
    const observer = new ResizeObserver(redraw)
    observer.observe(holder)
    scheme.addEventListener('change', redraw)
    return () => {
      isGone = true
      observer.disconnect()
      scheme.removeEventListener('change', redraw)
      plot?.destroy()
    }
  }, [data, unit])
  return <div class="chart" ref={place} role="img" aria-label={`${unit} by day; the table below`} />
}

function toData(points: ChartProps['points']): UPlot.AlignedData {
  return [points.map(({ day }) => Date.parse(day) / 1000), points.map(({ value }) => value)]
}

function options(Plot: typeof UPlot, holder: HTMLElement, unit: string): UPlot.Options {
  const style = getComputedStyle(holder)
  const [ink, edge, bar] = [style.color, style.borderTopColor, style.outlineColor]
  const axis = { stroke: ink, grid: { stroke: edge, width: 1 }, ticks: { show: false } }
  const font = `11px ${style.fontFamily}`
  return {
    width: holder.clientWidth,
    height: HEIGHT_PX,
    legend: { show: false },
    cursor: { show: false },
    scales: {
      x: { range: halfADayMore },
      y: { range: (_plot, _min, max) => [0, max > 0 ? max * HEADROOM : 1] },
    },
    axes: [
      { ...axis, font, size: 22, grid: { show: false }, values: dayWords },
      { ...axis, font, size: AXIS_PX, splits: threeSteps, values: roundWords },
    ],
    series: [
      {},
      {
        label: unit,
        stroke: bar,
        fill: bar,
        ...(Plot.paths.bars ? { paths: Plot.paths.bars({ size: [0.7, 24] }) } : {}),
        points: { show: false },
      },
    ],
  }
}

function dayWords(_plot: UPlot, splits: number[]): string[] {
  return splits.map((at) => new Date(at * 1000).toISOString().slice(5, 10))
}

/** Nothing, half of the highest bar, and the highest bar. */
function threeSteps(_plot: UPlot, _axis: number, min: number, max: number): number[] {
  return [min, max / HEADROOM / 2, max / HEADROOM]
}

function roundWords(_plot: UPlot, splits: number[]): string[] {
  return splits.map((value) => String(Number(value.toPrecision(2))))
}

/** Room for the first and the last bar. */
function halfADayMore(_plot: UPlot, min: number, max: number): [number, number] {
  return [min - 43_200, max + 43_200]
}

import { useEffect, useRef } from 'preact/hooks'
import { Page, titleOf } from '../pages/page.tsx'
import { Banner } from './banner.tsx'
import { Controls } from './controls.tsx'
import { Help } from './help.tsx'
import { Navigation } from './navigation.tsx'
import { NoticeLine } from './notice-line.tsx'
import { useParts } from './parts.ts'
import { SignIn } from './sign-in.tsx'

/** Everything around a page, and the page that the address names. */
export function Frame() {
  const { route, session, notices } = useParts()
  const { path } = route.value
  const title = titleOf(path)
  const heading = useRef<HTMLHeadingElement>(null)
  const shown = useRef(path.join('/'))

  useEffect(() => {
    document.title = `${title} · Millwright`
    // A screen reader is told where it is now; on the first page it begins at the top.
    if (shown.current !== path.join('/')) {
      heading.current?.focus()
      notices.clearGood()
    }
    shown.current = path.join('/')
  }, [path, title, notices])

  return (
    <>
      <button type="button" class="skip" onClick={() => heading.current?.focus()}>
        Skip to the page
      </button>
      <Navigation />
      <div class="beside">
        <Controls />
        <main id="main" class={session.isLocked.value ? 'locked' : ''}>
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
          <SignIn />
          <Banner />
          <Page path={path} />
        </main>
        <NoticeLine />
        <Help />
      </div>
    </>
  )
}

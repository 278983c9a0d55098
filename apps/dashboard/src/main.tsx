import { render } from 'preact'
import { createApi } from './api/api.ts'
import { openSession } from './api/session.ts'
import { followRoute } from './shell/follow-route.ts'
import { Frame } from './shell/frame.tsx'
import { startLive } from './shell/live.ts'
import { createNotices } from './shell/notices.ts'
import { PartsContext } from './shell/parts.ts'

const session = openSession()
const api = createApi(session.ask)
const live = startLive(api, session.ask)
const parts = { api, session, live, notices: createNotices(), route: followRoute(window) }

const place = document.getElementById('page')
if (place === null) throw new Error('index.html has no element named page')
place.replaceChildren()
render(
  <PartsContext.Provider value={parts}>
    <Frame />
  </PartsContext.Provider>,
  place,
)

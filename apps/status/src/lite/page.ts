import type { Session } from '../access/session-cookie.ts'
import { type Html, html } from './html.ts'

/** Who looks at a page, and whether anything may begin. */
export interface Viewer {
  /** Null for a browser that has not signed in. */
  readonly session: Session | null
  /** That somebody may act at all. */
  readonly hasTokens: boolean
  readonly isPaused: boolean
}

/** Everything around a page without scripts, with the switches that stand on every page. */
export function page(title: string, body: Html, viewer: Viewer): Html {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="icon" href="/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/style.css">
</head>
<body>
<header>${controls(viewer)}</header>
<main>
${body}
</main>
</body>
</html>
`
}

/** A form of one button; the session's own value proves that the page itself asks. */
export function form(session: Session, action: string, yes: string, fields: Html | null = null) {
  return html`<form method="post" action="${action}">
<input type="hidden" name="csrf" value="${session.csrf}">${fields}
<button type="submit">${yes}</button></form>`
}

/** The form that a token is shown in. */
export function signInForm(): Html {
  return html`<form method="post" action="/lite/session">
<label>This service asks for a token
<input type="password" name="token" required autocomplete="current-password"></label>
<button type="submit">Sign in</button></form>`
}

function controls({ session, hasTokens, isPaused }: Viewer): Html {
  if (!hasTokens) return html`<p>Actions are off: no token is configured.</p>`
  if (session === null) return html`<details><summary>Sign in</summary>${signInForm()}</details>`
  const { name, role } = session.caller
  const who = html`<p>${name ?? 'status.token'} (${role})</p>
${form(session, '/lite/sign-out', 'Sign out')}`
  if (role === 'viewer') return who
  const pause = isPaused
    ? asked('Resume', 'What waited goes on, in every repository that is not paused by itself.', {
        ...{ session, action: '/lite/resume', yes: 'Resume everything' },
      })
    : asked('Pause all', 'Nothing new begins until somebody resumes; what runs goes on.', {
        ...{ session, action: '/lite/pause', yes: 'Pause everything' },
      })
  return html`${who}${pause}${asked(
    'Stop spending',
    'Everything is paused, and what is at work is cancelled: no model is paid from now on.',
    { session, action: '/lite/stop-spending', yes: 'Stop it now' },
  )}`
}

/** Says what is touched before the button that does it can be seen. */
function asked(
  label: string,
  what: string,
  { session, action, yes }: { session: Session; action: string; yes: string },
): Html {
  return html`<details><summary>${label}</summary><p>${what}</p>${form(session, action, yes)}</details>`
}

import { everyPermission } from '../permissions.ts'
import { nodeId } from '../shapes/node-id.ts'
import type { Schemas } from '../shapes/schemas.ts'
import { userShape } from '../shapes/user-shape.ts'
import { type App, INSTALLATION_ID, type World } from '../world.ts'
import { notFound } from './api-error.ts'

const events = ['pull_request', 'push', 'workflow_job', 'workflow_run']
const MADE_AT = '2026-01-01T00:00:00Z'

/** Throws 404 when this GitHub has no App. */
export function requireApp(world: World): App {
  if (world.app === null) throw notFound()
  return world.app
}

export function appShape(world: World, app: App) {
  return {
    id: app.id,
    slug: app.slug,
    node_id: nodeId('App', app.id),
    owner: userShape(world, 'acme'),
    name: app.slug,
    description: null,
    external_url: `${world.url}/apps/${app.slug}`,
    html_url: `${world.url}/apps/${app.slug}`,
    created_at: MADE_AT,
    updated_at: MADE_AT,
    permissions: everyPermission,
    events,
  } satisfies Schemas['integration']
}

/** The one installation there is; it covers every repository. */
export function installationShape(world: World, app: App) {
  const account = userShape(world, 'acme')
  return {
    id: INSTALLATION_ID,
    account,
    repository_selection: 'all',
    access_tokens_url: `${world.url}/app/installations/${INSTALLATION_ID}/access_tokens`,
    repositories_url: `${world.url}/installation/repositories`,
    html_url: `${world.url}/organizations/acme/settings/installations/${INSTALLATION_ID}`,
    app_id: app.id,
    app_slug: app.slug,
    target_id: account.id,
    target_type: 'Organization',
    permissions: everyPermission,
    events,
    single_file_name: null,
    suspended_by: null,
    suspended_at: null,
    created_at: MADE_AT,
    updated_at: MADE_AT,
  } satisfies Schemas['installation']
}

import { userId, type World } from '../world.ts'
import { nodeId } from './node-id.ts'
import type { Schemas } from './schemas.ts'

/** A login that ends in `[bot]` is an App's account, `acme` and its like are users here. */
export function userShape(world: World, login: string) {
  const id = userId(world, login)
  const url = `${world.url}/users/${encodeURIComponent(login)}`
  return {
    login,
    id,
    node_id: nodeId('User', id),
    avatar_url: `${world.url}/avatars/u/${id}`,
    gravatar_id: '',
    url,
    html_url: `${world.url}/${encodeURIComponent(login)}`,
    followers_url: `${url}/followers`,
    following_url: `${url}/following{/other_user}`,
    gists_url: `${url}/gists{/gist_id}`,
    starred_url: `${url}/starred{/owner}{/repo}`,
    subscriptions_url: `${url}/subscriptions`,
    organizations_url: `${url}/orgs`,
    repos_url: `${url}/repos`,
    events_url: `${url}/events{/privacy}`,
    received_events_url: `${url}/received_events`,
    type: login.endsWith('[bot]') ? ('Bot' as const) : ('User' as const),
    site_admin: false,
  } satisfies Schemas['simple-user']
}

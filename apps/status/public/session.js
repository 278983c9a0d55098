const KEY = 'millwright-token'
const form = document.getElementById('login')
const field = document.getElementById('token')

/**
 * Asks this service, with the operator's token where it wants one: on any address but loopback.
 * The token is kept for this tab alone and forgotten once it is refused.
 */
export async function ask(path, { headers = {}, ...more } = {}) {
  const token = sessionStorage.getItem(KEY)
  const shown = token === null ? headers : { ...headers, authorization: `Bearer ${token}` }
  const response = await fetch(path, { ...more, headers: shown })
  if (response.status === 401) {
    sessionStorage.removeItem(KEY)
    form.hidden = false
  }
  return response
}

/** Calls back when somebody has given a token. */
export function onToken(handle) {
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    sessionStorage.setItem(KEY, field.value.trim())
    field.value = ''
    form.hidden = true
    handle()
  })
}

// What a mobile app does: log in, store the pair, call with the access token, and on 401 refresh and call again.
// Run by MobileClientIT:  node mobile-client.mjs BASE_URL EMAIL PASSWORD
import assert from 'node:assert/strict'

const [base, email, password] = process.argv.slice(2)
const api = `${base}/_allauth/app/v1`

/** The two ways to refresh: where to send the token, under which name, and where the new ones are. */
const endpoints = {
  tokens: {
    path: '/tokens/refresh',
    body: token => ({ refresh_token: token }),
    pair: answer => answer
  },
  documented: {
    path: '/auth/token/refresh',
    body: token => ({ refresh: token }),
    pair: answer => answer.meta
  }
}

function post (path, body, headers = {}) {
  return fetch(api + path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify(body)
  })
}

class MobileClient {
  constructor (endpoint) {
    this.endpoint = endpoint
    this.storage = new Map()
    this.refreshes = 0
  }

  store ({ access_token: access, refresh_token: refresh }) {
    this.storage.set('access', access)
    if (refresh) this.storage.set('refresh', refresh) // absent where the old one stays good
  }

  async enter (path) {
    const response = await post(path, { email, password })
    assert.equal(response.status, 200)
    this.store((await response.json()).meta)
  }

  /** Several calls that fail at once wait for one refresh. */
  refresh () {
    this.refreshing ??= this.refreshNow().finally(() => { this.refreshing = undefined })
    return this.refreshing
  }

  async refreshNow () {
    this.refreshes++
    const response = await post(this.endpoint.path, this.endpoint.body(this.storage.get('refresh')))
    if (response.status !== 200) {
      this.storage.clear()
      throw new Error('logged out')
    }
    this.store(this.endpoint.pair(await response.json()))
  }

  bearer () {
    return { Authorization: `Bearer ${this.storage.get('access')}` }
  }

  async call (path) {
    let response = await fetch(base + path, { headers: this.bearer() })
    if (response.status === 401) {
      await this.refresh()
      response = await fetch(base + path, { headers: this.bearer() })
    }
    return response
  }

  async logOut () {
    const response = await fetch(`${api}/auth/session`, { method: 'DELETE', headers: this.bearer() })
    assert.equal(response.status, 401) // nobody is logged in any more
  }
}

const expiry = access => JSON.parse(Buffer.from(access.split('.')[1], 'base64url')).exp * 1000

async function untilExpired (client) {
  const left = expiry(client.storage.get('access')) - Date.now()
  await new Promise(resolve => setTimeout(resolve, Math.max(0, left) + 50))
}

async function live (name, endpoint) {
  const client = new MobileClient(endpoint)
  await client.enter('/auth/login')

  await untilExpired(client)
  const response = await client.call('/api/me')
  assert.equal(response.status, 200)
  assert.ok((await response.json()).sub)
  assert.equal(client.refreshes, 1)

  await untilExpired(client)
  const responses = await Promise.all([1, 2, 3, 4, 5].map(() => client.call('/api/me')))
  assert.deepEqual(responses.map(r => r.status), [200, 200, 200, 200, 200])
  assert.equal(client.refreshes, 2, 'one refresh for all')

  // The answer to a refresh got lost on its way: the app asks again with the token it still has.
  const stored = client.storage.get('refresh')
  await client.refresh()
  client.storage.set('refresh', stored)
  await client.refresh()
  assert.equal((await client.call('/api/me')).status, 200)

  await client.logOut()
  await assert.rejects(client.refresh(), /logged out/)
  assert.equal(client.storage.size, 0)
  console.log(`${name}: ok`)
}

const newcomer = new MobileClient(endpoints.tokens)
await newcomer.enter('/auth/signup')
for (const [name, endpoint] of Object.entries(endpoints)) {
  await live(name, endpoint)
}

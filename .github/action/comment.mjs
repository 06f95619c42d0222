// Keeps one comment on a pull request up to date. It is given everything in env and uses nothing but Node itself.

import { readFile } from 'node:fs/promises'

const limit = 65_536 // characters that GitHub takes

/** Creates or updates the comment, or leaves things alone where there was and is nothing to say. */
export async function comment(env) {
  const api = client(env)
  const marker = `<!-- crowsfoot-diff: ${env.CROWSFOOT_KEY.replace(/[^\w.]+/g, '-')} -->`
  try {
    const old = await find(api, env, marker)
    if (!old && env.CROWSFOOT_CHANGED !== 'true') {
      return
    }
    const body = await text(env, marker)
    if (!old) {
      await api('POST', `/issues/${env.CROWSFOOT_PULL_REQUEST}/comments`, { body })
    } else if (old.body !== body) {
      await api('PATCH', `/issues/comments/${old.id}`, { body })
    }
  } catch (error) {
    if (error.status !== 403) {
      throw error
    }
    console.log('::notice title=crowsfoot::The comment may not be written, as in pull requests from forks: see the summary of the job.')
  }
}

/** The comment's text. The marker tells it apart from others and is not seen. */
async function text(env, marker) {
  const body = `${marker}\n${await readFile(env.CROWSFOOT_MARKDOWN, 'utf8')}`
  if (body.length <= limit) {
    return body
  }
  const run = `${env.GITHUB_SERVER_URL}/${env.GITHUB_REPOSITORY}/actions/runs/${env.GITHUB_RUN_ID}`
  return `${marker}\nThe changes of the schema are too many for a comment: see the [summary of the job](${run}).\n`
}

/** Our comment, if there is one. Anybody can write the marker, so it counts only in what this token's owner wrote. */
async function find(api, env, marker) {
  const me = await login(api)
  for (let page = 1; page <= 100; page++) {
    const comments = await api('GET', `/issues/${env.CROWSFOOT_PULL_REQUEST}/comments?per_page=100&page=${page}`)
    const ours = comments.find((c) => c.user?.login === me && c.body?.startsWith(marker))
    if (ours || comments.length < 100) {
      return ours
    }
  }
}

/** Whom the token belongs to. The token of a job may not ask, and belongs to the bot. */
async function login(api) {
  try {
    return (await api('GET', '/user', undefined, '')).login
  } catch (error) {
    if (error.status !== 403) {
      throw error
    }
    return 'github-actions[bot]'
  }
}

function client(env) {
  return async (method, path, data, prefix = `/repos/${env.GITHUB_REPOSITORY}`) => {
    const response = await fetch(env.GITHUB_API_URL + prefix + path, {
      method,
      headers: {
        accept: 'application/vnd.github+json',
        authorization: `Bearer ${env.CROWSFOOT_TOKEN}`,
        'content-type': 'application/json',
        'user-agent': 'crowsfoot',
        'x-github-api-version': '2022-11-28',
      },
      body: data && JSON.stringify(data),
    })
    if (!response.ok) {
      const error = new Error(`${method} ${path}: ${response.status}`)
      error.status = response.status
      throw error
    }
    return response.json()
  }
}

import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const folder = new URL('../public/', import.meta.url)
const read = (name: string) => readFileSync(new URL(name, folder), 'utf8')
const page = read('index.html')
const scripts = readdirSync(folder).filter((name) => name.endsWith('.js'))

test('the page runs without a script, a style or a handler written into it', () => {
  expect(page).not.toMatch(/<script(?![^>]*\bsrc=)/)
  expect(page).not.toMatch(/<style|\sstyle=|\son[a-z]+=/)
})

test('the page takes everything from this service', () => {
  for (const name of ['index.html', 'style.css', ...scripts]) {
    expect([name, /(src|href|url|import)[^\n]*https?:/.test(read(name))]).toEqual([name, false])
  }
})

test('no script of the page turns text into markup', () => {
  for (const name of scripts) {
    expect(read(name)).not.toMatch(/innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(/)
  }
})

test('every element and file that a script asks for is there', () => {
  expect(scripts).toContain('app.js')
  for (const name of scripts) {
    for (const [, id] of read(name).matchAll(/getElementById\('([^']+)'\)/g)) {
      expect(page).toContain(`id="${id}"`)
    }
    for (const [, file] of read(name).matchAll(/from '\.\/([^']+)'/g)) {
      expect(scripts).toContain(file)
    }
  }
})

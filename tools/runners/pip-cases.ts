import { createHash } from 'node:crypto'

const setupPy = `open('RAN', 'w').write('')
from setuptools import setup
setup(name='NAME', version='1.0', py_modules=['NAME'])
`
const metadata = (name: string) => `Metadata-Version: 2.1\nName: ${name}\nVersion: 1.0\n`

/** A source package whose setup.py leaves a mark in the tree when it is run. */
export const sourceOf = (name: string, mark: string): Readonly<Record<string, string>> => ({
  [`${name}/setup.py`]: setupPy.replace('RAN', mark).replaceAll('NAME', name),
  [`${name}/${name}.py`]: 'x = 1\n',
  [`${name}/PKG-INFO`]: metadata(name),
})

/** A wheel's files, which are only unpacked; packed in the jail with Python's own zipfile. */
export const wheelOf = (name: string): Readonly<Record<string, string>> => {
  const code = 'x = 1\n'
  const info = `${name}-1.0.dist-info`
  const hash = createHash('sha256').update(code).digest('base64url')
  return {
    [`${name}.py`]: code,
    [`${info}/METADATA`]: metadata(name),
    [`${info}/WHEEL`]:
      'Wheel-Version: 1.0\nGenerator: mw\nRoot-Is-Purelib: true\nTag: py3-none-any\n',
    [`${info}/RECORD`]: `${name}.py,sha256=${hash},${code.length}\n${info}/METADATA,,\n${info}/WHEEL,,\n${info}/RECORD,,\n`,
  }
}

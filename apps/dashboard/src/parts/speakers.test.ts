import { speakers as inProtocol } from '@millwright/protocol'
import { expect, test } from 'vitest'
import { speakers } from './speakers.ts'

test('the page names who speaks as the demo and the command line do', () => {
  expect(speakers).toEqual(inProtocol)
})

import { expect, test } from 'vitest'
import { chooseAccount } from './account.ts'

const ROOT = 'root:x:0:0:root:/root:/bin/bash'
const NOBODY = 'nobody:x:65534:65533:nobody:/nonexistent:/usr/sbin/nologin'
const POSTGRES = 'postgres:x:101:104:PostgreSQL administrator,,,:/var/lib/postgresql:/bin/bash'

test('postgres is preferred to nobody, wherever it stands in the file', () => {
  expect(chooseAccount([ROOT, NOBODY, POSTGRES, ''].join('\n'))).toEqual({
    name: 'postgres',
    uid: 101,
    gid: 104,
  })
  expect(chooseAccount([ROOT, NOBODY].join('\n'))).toEqual({ name: 'nobody', uid: 65534, gid: 65533 })
})

test('no suitable account is no account', () => {
  expect(chooseAccount(`${ROOT}\nalice:x:1000:1000::/home/alice:/bin/sh\n`)).toBeUndefined()
  expect(chooseAccount('')).toBeUndefined()
})

test('an entry that would be root, or is none, is passed over', () => {
  expect(chooseAccount('postgres:x:0:0::/:/bin/sh')).toBeUndefined()
  expect(chooseAccount(`#nobody:x:1:1\nnobody:x::\n${POSTGRES}`)?.name).toBe('postgres')
})

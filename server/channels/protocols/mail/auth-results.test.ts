import { expect, test } from 'vitest'
import { account } from './fixtures/account.ts'
import { parseMail } from './parse.ts'

async function auth(results: string[], settings: Record<string, unknown> = { authservId: 'mx.example.com' }) {
  const lines = results.map((one) => `Authentication-Results: ${one}`)
  const head = ['From: mara@customer.example', 'To: hello@harbourdental.example', ...lines]
  const parsed = await parseMail(Buffer.from(`${head.join('\r\n')}\r\n\r\nHello`), account(settings), {
    receivedAt: new Date(0),
  })
  if (!parsed.ok) throw new Error(parsed.reason)
  return parsed.message.meta['auth']
}

test('the own server is believed', async () => {
  const own =
    'mx.example.com 1;\r\n spf=pass (sender; dmarc=pass) smtp.mailfrom=customer.example;\r\n dkim=fail header.d=a.example; dkim=pass header.d=b.example;\r\n dmarc=fail (p=none) header.from=customer.example'
  expect(await auth([own])).toEqual({ spf: 'pass', dkim: 'pass', dmarc: 'fail' })
})

test('strangers are not, nor is anybody where no server is named', async () => {
  expect(await auth(['mx.evil.example; dmarc=pass'])).toBeUndefined()
  expect(await auth(['mx.example.com; dmarc=pass'], {})).toBeUndefined()
  expect(await auth(['mx.example.com.evil.example; dmarc=pass'])).toBeUndefined()
})

test('the header above counts, not one that came with the mail under the same name', async () => {
  const forged = 'mx.example.com; spf=pass; dkim=pass; dmarc=pass'
  const own = 'mx.example.com; spf=softfail smtp.mailfrom=a@b.example; dmarc=fail'
  expect(await auth([own, forged])).toEqual({ spf: 'softfail', dkim: 'pass', dmarc: 'fail' })
})

test('odd verdicts say nothing', async () => {
  expect(await auth(['mx.example.com; spf=temperror; dkim=wonderful; dmarc=policy'])).toEqual({
    spf: 'error',
    dkim: 'none',
    dmarc: 'fail',
  })
})

import { chromium } from 'playwright-core'
const b = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] })
for (const [name, w, h, scheme] of [['light', 1280, 800, 'light'], ['dark', 1280, 800, 'dark'], ['narrow', 390, 800, 'light']]) {
  const c = await b.newContext({ viewport: { width: w, height: h }, colorScheme: scheme })
  const p = await c.newPage()
  await p.goto('http://127.0.0.1:3106/')
  await p.waitForTimeout(1500)
  const email = p.getByLabel(/email/i).first()
  if (await email.count()) { await email.fill('owner@example.com'); await p.getByLabel(/password/i).first().fill('correct-horse-battery'); await p.keyboard.press('Enter'); await p.waitForTimeout(2500) }
  await p.getByText('Mara Lindqvist').first().click().catch(e => console.log(e.message.slice(0, 200)))
  await p.waitForTimeout(2000)
  await p.screenshot({ path: `/tmp/fd/mailhook-run/${name}.png` })
  await c.close()
}
await b.close()

import PostalMime from 'postal-mime'
import { readFile } from 'node:fs/promises'
import { readFailures } from '#channels/protocols/mail/failures.ts'
for (const f of process.argv.slice(2)) console.log(f, readFailures(await PostalMime.parse(await readFile('/work/shared/samples/email/loop-protection/'+f))))

import PostalMime from 'postal-mime'
import { readFile } from 'node:fs/promises'
for (const f of process.argv.slice(2)) {
 const m = await PostalMime.parse(await readFile('/work/shared/samples/email/loop-protection/'+f))
 console.log('==',f, m.attachments.map(a=>[a.mimeType,a.content.byteLength]), JSON.stringify((m.text??m.html)?.slice(0,900)))
 for (const a of m.attachments.slice(0,1)) console.log(JSON.stringify(new TextDecoder().decode(a.content).slice(0,600)))
}

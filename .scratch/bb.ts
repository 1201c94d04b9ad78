import { Busboy } from '@fastify/busboy'
const body = Buffer.from('--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nhello\r\n--x\r\nContent-Disposition: form-data; name="f"; filename="a.txt"\r\nContent-Type: text/plain\r\n\r\nfile\r\n--x--\r\n')
for (let n = 0; n <= body.length; n++) {
  const r = await Promise.race([new Promise<string>((resolve) => {
    const found: string[] = []
    const bb = new Busboy({ headers: { 'content-type': 'multipart/form-data; boundary=x' }, isPartAFile: () => true })
    bb.on('file', (name, stream, filename, _e, type) => { const c: Buffer[] = []; stream.on('data', (d: Buffer) => c.push(d)); stream.on('end', () => found.push(`${name}=${Buffer.concat(c)}(${filename},${type})`)); stream.on('error', (e: Error) => resolve('file error ' + e.message)) })
    bb.on('error', (e: unknown) => resolve('error ' + String(e)))
    bb.on('finish', () => resolve('ok ' + found.join(';')))
    bb.end(body.subarray(0, n))
  }), new Promise<string>((r) => setTimeout(() => r('HANG'), 100))])
  if (n % 20 === 0 || r === 'HANG' || n > body.length - 4) console.log(n, r)
}

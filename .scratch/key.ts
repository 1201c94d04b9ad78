import { sendgridPublicKey } from '#test/fakes/mail-signers.ts'
console.log(sendgridPublicKey())

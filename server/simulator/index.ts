// The world outside, for trying everything with no account anywhere: a provider's API, customers with phones and
// mailboxes, a web site. It speaks the real formats to the real doors and receives what the product really sends; it
// never reaches into the flow. Only inboxes whose settings say `simulator` take part.
export { findAccountBase } from './account-base.ts'
export { startSimulatorMail } from './mail-sink.ts'
export { simulatorRoutes } from './routes.ts'

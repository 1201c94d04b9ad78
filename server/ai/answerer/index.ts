// The built-in answerer: whoever runs a turn needs this one function of it.
export { answer } from './answer.ts'

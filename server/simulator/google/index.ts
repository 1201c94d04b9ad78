// Google Business Profile: reviews. What a customer writes stands there in public at once; the business is told that there
// is something, and asks what.
import { randomBytes } from 'node:crypto'
import { idOn } from '#simulator/devices.ts'
import { type SimulatedProvider, settingOf } from '#simulator/provider.ts'
import { googleApi } from './api.ts'
import { addressOf } from './review.ts'
import { webhook } from './webhook.ts'

export const google: SimulatedProvider = {
  provider: 'google',
  channels: [
    {
      channel: 'google_business',
      app: 'reviews',
      gestures: [],
      tellsRead: false,
      obeysKeywords: [],
      ways: {
        normal: { help: 'The answer stands under the review at once, for everybody.' },
        unknown_address: { help: 'Google has removed the review (404 NOT_FOUND).' },
        filtered: { help: 'Google does not take the text (400 INVALID_ARGUMENT).' },
        outage: {
          help: 'Every attempt fails (503) until you change this back. Whether it was taken is looked up each time.',
        },
        no_answer: { help: 'The answer is taken, but the line breaks. It is found under the review.' },
      },
      newId: () => '',
      names: (account, customer) => {
        const location = settingOf(account, 'location')
        const id = idOn('google_business', customer)
        return id ? { account: location, business: location, customer: id } : null
      },
      webhook,
      reviews: {
        newAddress: (account) => addressOf(account, `AbFvOq${randomBytes(30).toString('base64url')}`),
      },
      sample: (make) => {
        const project = `frontdesk-${make.digits(6)}`
        return {
          address: '',
          settings: {
            location: `accounts/${make.digits(21)}/locations/${make.digits(20)}`,
            clientId: `${make.digits(12)}-${make.word(32)}.apps.googleusercontent.com`,
            clientSecret: `GOCSPX-${make.word(28)}`,
            refreshToken: `1//0${make.word(100)}`,
            pushAccount: `pusher@${project}.iam.gserviceaccount.com`,
            pubsubTopic: `projects/${project}/topics/reviews`,
          },
        }
      },
    },
  ],
  routes: googleApi,
}

// The built-in answerer thinks in English. A tongue carries what it says (appointments, hours, prices, hand-overs, itself)
// into another language and back: phrases of customers as English ones, sentences of ours as theirs. What has no sentence
// here is not said at all: the customer is told, in their language, that a person will answer. Questions are read in
// their own language (asking/), and what answers them is quoted as it stands.

export const languages = ['de', 'fr', 'es', 'pt', 'it'] as const
export type Language = (typeof languages)[number]

/** One of our sentences, by the name under which every tongue has it; `$1` and so on are what stood in it. */
export type SentenceName = keyof typeof sentences

export type Tongue = {
  /** Small words by which the language is known. */
  words: string
  /** Said alone, these are enough. */
  sure: RegExp
  /** Customers' phrases, in order, as what the English reader knows. */
  phrases: [RegExp, string][]
  sentences: Record<SentenceName, string>
  or: string
  and: string
  with: string
  on: string
  your_time: string
  /** Sentences around what is the business's own text: it is put in as it stands. */
  own: Record<'address' | 'phone' | 'email' | 'website' | 'foreign', string>
  /** Small words inside what is carried over. */
  small: Record<SmallWord, string>
}

export type SmallWord =
  | 'to'
  | 'from'
  | 'closed'
  | 'today'
  | 'tomorrow'
  | 'at'
  | 'midnight'
  | 'allDay'
  | 'hour'
  | 'hours'
  | 'minutes'
  | 'onRequest'
  | 'free'
  | 'more'

const moment = '(.+?)'
/** Of a service: never beyond the end of a sentence. */
const name = String.raw`((?:(?![.?!]\s).)+)`
/** Our English sentences, as patterns; what is in brackets is carried over, dates are written anew. */
export const sentences = {
  askService: /^Happy to book that for you\. Which service do you need: (.+)\?$/,
  askServiceAgain: /^Sorry, which of these do you need: (.+)\?$/,
  offerOne: /^For (.+?)(?: on (.+?))? I have (.+)\. Shall I book that\?$/,
  offerTimes: /^For (.+?)(?: on (.+?))? I have (.+)\. Which one suits you\?$/,
  offerNextOne: /^The next free time for (.+?) is (.+)\. Shall I book that, or is another day better\?$/,
  offerNext: /^The next free times for (.+?) are (.+)\. Which one suits you, or is another day better\?$/,
  noneThere: /^I have nothing free(?: .+)?\.$/,
  past: /^(.+) is already past\.$/,
  tooSoon: /^(.+) is too soon for us to make it\.$/,
  tooFar: /^(.+) is further ahead than I can book\.$/,
  closedThen: /^(.+) doesn't fit in our opening hours\.$/,
  taken: /^(.+) is already taken\.$/,
  samePerson: /^You already have an appointment with us at that time \((.+)\)\.$/,
  alternativeOne: /^I could offer (.+)\. Shall I book that\?$/,
  alternatives: /^I could offer (.+)\. Does one of these work\?$/,
  askName: /^(.+) is free, I'm holding it for you\. What name should I put it under\?$/,
  askNameAgain: /^What name should I put the appointment under\?$/,
  askConfirm: /^Shall I book (.+?) for (.+)\?$/,
  booked: /^Booked: (.+?) on (.+) for (.+)\. See you then!$/,
  askReach: /^What phone number or email can we reach you at if something changes\?$/,
  dropped: /^No problem, I dropped it\. Nothing was booked\.$/,
  askOther: /^No problem\. Which day or time would suit you better\?$/,
  askWhich: /^Sure, which one: (.+)\?$/,
  askDayFor: /^For which day would (.+) be\?$/,
  askDay: /^Which day and time would suit you\?$/,
  closedButBooking: /^We're closed right now(?: and open again (.+?))?, but I can book a time for you\.$/,
  appointment: /^You have an appointment: (.+)\.$/,
  appointments: /^Your appointments: (.+)\.$/,
  noAppointment: /^I see no upcoming appointment of yours here\. Would you like to book a time\?$/,
  changeNone:
    /^I see no upcoming appointment of yours here, so I've passed this to our team\. They will answer you here\.$/,
  changeWhich: /^You have (\d) appointments: (.+)\. Which one .+\?$/,
  changeWhichAgain: /^Sorry, which one do you mean: (.+)\?$/,
  changeWhat: /^Your appointment: (.+)\. Shall I find another time for it, or cancel it\?$/,
  confirmCancel: new RegExp(
    `^Shall I cancel ${moment}\\? If you like, tell me why, or name another day and I move it instead\\.$`,
  ),
  canceled: /^Canceled: (.+)\. Would you like to book another time\?$/,
  kept: /^All right, it stays as it is: (.+)\.$/,
  newTime: /^Sure, I can move (.+)\. Which day and time would suit you\?$/,
  confirmMove: /^Shall I move (.+? on .+?) to (.+)\?$/,
  moved: /^Moved: (.+?) is now on (.+)\. See you then!$/,
  tooLate:
    /^Your appointment, (.+), is too close for me to change it, so I've passed this to our team\. They will answer you here\.$/,
  byPerson:
    /^I can't change your appointment \((.+)\) myself, so I've passed this to our team\. They will answer you here\.$/,
  twice: /^You already have an appointment: (.+)\. Shall I move it, or book another one\?$/,
  passedOn: /^I've passed this to our team, and a person will answer you here\.$/,
  passedOnClosed:
    /^I've passed this to our team\. We're closed right now(?: and open again (.+?))?, and a person will answer you here .+\.$/,
  orCall: /^You can also call us at (.+)\.$/,
  reachable: /^If you leave a phone number or email, we can reach you there too\.$/,
  sorry: /^I'm very sorry about that\.$/,
  emergency: /^That sounds urgent: please call us right away at (.+)\.$/,
  danger: /^If anyone is in danger, call your local emergency number first\.$/,
  alerted: /^I've alerted our team.*$/,
  unknown: /^(?:I don't have an answer to .+|I'm afraid I don't know that)\.$/,
  hello: /^Hi(?: [^,]+)?, this is (.+)\. How can I help you\?$/,
  helloAgain: /^Hi! How can I help you\?$/,
  welcome: /^You're welcome! Write again whenever you need us\.$/,
  goodbye: /^Thanks for writing, have a great day!$/,
  allRight: /^All right\. Is there anything else I can do for you\?$/,
  aboutAi: /^I'm the AI assistant of (.+)\. I can answer .+\.$/,
  openNow: /^Yes, we're open now, until (.+)\.$/,
  closedNow: /^We're closed right now\. We open again (.+)\.$/,
  week: /^Our hours: (.+)\.$/,
  noted: /^Thanks, I've noted your .+\.$/,
  priceFixed: new RegExp(String.raw`^${name} costs (.+) and takes about (.+)\.$`),
  priceFrom: new RegExp(String.raw`^${name} starts at (.+) and takes about (.+)\.$`),
  priceFree: new RegExp(String.raw`^${name} is free of charge and takes about (.+)\.$`),
  priceOnRequest: new RegExp(
    String.raw`^The price for ${name} is on request, because it depends on the job\.$`,
  ),
  priceList: /^Here is what we charge: (.+)\.$/,
  whichService: /^Which service do you mean: (.+)\?$/,
  takes: new RegExp(String.raw`^${name} takes about (.+)\.$`),
  yesWeDo: new RegExp(String.raw`^Yes, we offer ${name}\.$`),
  weOffer: /^We offer (.+)\.$/,
  tellMore: /^Which one can I tell you more about\?$/,
  offerBooking: /^Would you like to book a time\?$/,
  openOn: /^On (.+) we're open (.+)\.$/,
  closedOn: /^On (.+) we're closed\.$/,
  openAt: /^Yes, on (.+) at (.+?) we're open \((.+)\)\.$/,
  closedAt: /^No, on (.+) at (.+?) we're closed\. Our hours that day: (.+)\.$/,
  closedToday: /^We're closed for today: on (.+) our hours are (.+)\.$/,
  opensAgain: /^We open again (.+)\.$/,
  holidayUnknown: /^I have no special hours noted for (.+), so I can't say for sure\.$/,
  unclear: /^Sorry, I'm not sure I understood\. Is it about .+\?$/,
  stillUnclear: /^Sorry, I still don't quite understand\.$/,
  soundsLike: new RegExp(String.raw`^That sounds like something for our ${name}\.$`),
  backService: /^Back to your booking: which service do you need\?$/,
  backName: /^Back to your booking: what name should I put it under\?$/,
  backDay: /^Back to your booking: which day and time would suit you\?$/,
  backConfirm: /^Back to your booking: shall I book (.+?) for (.+)\?$/,
  backTimes: /^Back to your booking: (.+) for (.+?)\?$/,
  notUnderstood: /^Sorry, I didn't get that\.$/,
} as const

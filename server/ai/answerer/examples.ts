// What customers write, by what they want. `xservice`, `xday` and `xtime` stand for a service's name, a day and a
// time, so that a few examples serve every business. Add an example where a real question was understood wrongly.

export const intentNames = [
  'greeting',
  'thanks',
  'bye',
  'bot',
  'hours',
  'price',
  'services',
  'location',
  'contact',
  'booking',
  'appointment',
  'change',
  'lead',
  'callback',
  'person',
  'complaint',
  'emergency',
  'opt_out',
] as const
export type IntentName = (typeof intentNames)[number]

/** Phrases are separated by commas. */
const phrases = (text: string): string[] =>
  text.split(',').map((phrase) => phrase.replace(/\s+/g, ' ').trim())

export const examples: Record<IntentName, string[]> = {
  greeting: phrases(`
    hi, hello, hey, hey there, hello there, good morning, good afternoon, good evening, hi there, howdy,
    greetings, hi how are you, how are you doing, hello is anybody there, anyone there, is this harbor
    street, hiya, yo, what is up, hello how are you today, good day, helo, hallo, heya, hi everyone, how is
    it going, how is everything, how are things, how have you been, how do you do, how is your day`),
  thanks: phrases(`
    thanks, thank you, thank you so much, thanks a lot, great thanks, ok thanks, thanks for your help, that
    is helpful thanks, perfect thank you, much appreciated, appreciate it, cheers, thx, ty, awesome, that is
    great, perfect, great, ok great, cool, got it, got it thanks, ok got it, sounds good, nice, wonderful,
    that was helpful, that is all i needed, that is all thanks, you have been very helpful, no that is all,
    nothing else thanks, no i am good thanks, that will be all, that is all for now, i appreciate your help,
    i appreciate you, you are the best, i am grateful, many thanks, very kind of you, you have been a great
    help, thanks again, thank you for your time, nothing for now, nothing for the moment, not at the moment
    thanks, nope that is it, no that is everything`),
  bye: phrases(`
    bye, goodbye, see you, see you then, see you xday, have a nice day, have a great day, talk to you later,
    talk soon, bye bye, good night, have a good weekend, see ya, later, take care, have a good one, bye for
    now, ok bye, thanks bye, nice talking to you, it was nice chatting with you, until then, see you around,
    catch you later, so long, cya, farewell, goodbye for now`),
  bot: phrases(`
    are you a bot, are you a robot, am i talking to a robot, is this a bot, are you human, are you a real
    person, am i talking to a real person, is this an ai, are you ai, is this automated, is this a real
    person, am i chatting with a machine, who am i talking to, is there a human on the other end, are you a
    computer, are you an actual person, are you artificial intelligence, are you real, am i speaking with a
    human or a computer, is this a chatbot, are you a live person, tell me if you are a robot`),
  hours: phrases(`
    when are you open, what are your hours, what are your opening hours, what time do you open, what time do
    you close, are you open xday, are you open on xday, are you open now, are you still open, opening hours,
    opening times, hours, business hours, hours xday, how late are you open, how late are you open xday,
    what time do you open xday, when do you close xday, do you work on xday, do you open on xday, are you
    closed on xday, till when are you open, until what time are you open, are you guys open, what hours do
    you work, store hours, open xday, are you open late, are you open on holidays, do you have weekend
    hours, are you open at xtime, do you close for lunch, what days are you open, when do you open, when do
    you close, is the shop open, is anybody in on xday, your hours please, are you around xday, what are
    your working hours, what is your schedule`),
  price: phrases(`
    how much is xservice, how much is a xservice, how much does xservice cost, how much for xservice, what
    does xservice cost, what is the price of xservice, price for xservice, xservice price, cost of xservice,
    what do you charge for xservice, how much do you charge, how much do you charge for xservice, what are
    your prices, what are your rates, price list, prices, how much, how much is it, how much would it be,
    how much would it cost, how much does it cost, what would it cost, what is the cost, is it expensive,
    what is your hourly rate, rates, pricing, can you tell me the price, can i get a price for xservice,
    what would you charge for xservice, how expensive is xservice, cost, what is the fee, what is your fee,
    ballpark price for xservice, how much is that, how much will that be`),
  services: phrases(`
    what services do you offer, what do you do, what do you offer, which services do you have, do you do
    xservice, do you offer xservice, can you do xservice, services, list of services, what kind of work do
    you do, what can you help with, tell me about xservice, what is included in xservice, how long does
    xservice take, how long does it take, how long is xservice, do you also do xservice, do you provide
    xservice, what treatments do you have, can you help with xservice, what is xservice, more info on
    xservice, information about xservice, menu, what kinds of services do you provide, what sort of jobs do
    you take`),
  location: phrases(`
    where are you, where are you located, where is your shop, what is your address, address, address please,
    how do i get there, how do i get to you, directions, directions please, can you give me directions,
    where can i find you, location, your location, where is your office, where is your store, what street
    are you on, where are you guys, how do i find you, where do i go, is there parking, where can i park,
    are you near the station, what is your location, send me your address, where is the salon, which part of
    town are you in`),
  contact: phrases(`
    what is your phone number, phone number, phone number please, what number can i call, can i call you,
    what is your email, email address, how can i contact you, how can i reach you, do you have a website,
    what is your website, website, contact details, contact info, how do i get in touch, what is the best
    number to call, can i email you, can i send you an email, number to call, can i have your number, what
    is your number, where can i send photos, what is the address and phone number, give me your number and
    address, can i get the phone number and the address, what is the contact number`),
  booking: phrases(`
    i would like to book an appointment, i want to book, can i book, book an appointment, make an
    appointment, schedule an appointment, i need an appointment, can i make an appointment, can i get an
    appointment, i would like to schedule xservice, book xservice, book me in, book me in for xservice, can
    i book xservice for xday, book xservice xday at xtime, i need xservice, i need a xservice, can you come
    xday, can someone come xday, can somebody come out xday, could you come at xtime, do you have anything
    free xday, do you have availability xday, do you have any openings xday, any openings xday, any
    availability, what times do you have, what times are available, when is your next available appointment,
    when are you free, when can you come, when could you come, when can somebody come, what is the earliest
    you can come, next available, soonest appointment, can i come in xday, can i come by xday at xtime, i
    would like to come in, set up an appointment, set up a visit, reserve a time, reserve xtime xday, i want
    to schedule a visit, do you have time xday, do you have a slot xday, are you available xday, are you
    free xday, is xday at xtime available, is xtime free, is xday possible, can you fit me in xday, can you
    squeeze me in xday, i would like xservice on xday, xservice xday at xtime, xservice xday xtime please,
    appointment for xday, appointment xday, xday at xtime please, looking to book, looking to get xservice,
    i would like to get xservice, need someone to come out, please schedule me, can we set a time, help me
    book, make me an appointment, i want to see someone, booking, appointment, please book a time, can you
    put me down for xday, can i get in xday, sign me up for xservice, i want to make a reservation, i would
    like to set something up`),
  appointment: phrases(`
    when is my appointment, what time is my appointment, do i have an appointment, when am i booked, when
    are you coming, what time are you coming, is my appointment confirmed, is my booking confirmed, can you
    confirm my appointment, am i booked, did my booking go through, remind me when my appointment is, what
    day is my appointment, when is my visit, when is my booking`),
  change: phrases(`
    i need to cancel my appointment, cancel my appointment, cancel my booking, can i cancel my appointment,
    i need to reschedule, can i reschedule, can we reschedule, reschedule my appointment, i need to move my
    appointment, can i move my appointment to xday, change my appointment, can i change my appointment time,
    i can not make it xday, i can not make my appointment, i am not able to make it, i am running late, i
    will be late, i have to cancel, please cancel my visit, i would like to cancel my appointment xday, move
    my booking to xtime, postpone my appointment, can we do my appointment another day, need to push my
    appointment`),
  lead: phrases(`
    i would like a quote, can i get a quote, can i get a quote for xservice, i need a quote, can you give me
    a quote, can you send me a quote, i need an estimate, can i get an estimate, give me an offer, can you
    make me an offer, i am interested in xservice, i am interested in your services, we are planning a
    project, please send me an offer, i have a bigger job, we would like to work with you, i want to become
    a customer, i want more information about working with you, looking for a quote on`),
  callback: phrases(`
    please call me, can you call me, can you call me back, call me back, could someone call me, please have
    someone call me, give me a call, i would like a call back, request a callback, can you phone me, call me
    at xtime, call me tomorrow, have the owner call me, please ring me, can you give me a call back, call me
    please`),
  person: phrases(`
    can i talk to a person, i want to talk to a human, let me talk to a human, talk to a person, speak to a
    person, speak to someone, can i speak to someone, i want to speak to a real person, human please, real
    person please, agent, representative, operator, talk to an agent, connect me to a person, connect me
    with your team, can i speak with the manager, let me speak to the owner, is there someone i can talk to,
    i would rather talk to a human, can a person answer me, put me through to someone, transfer me to a
    person, i do not want to talk to a bot, get me a human, can i talk to sam, i need to speak to a staff
    member, can someone help me`),
  complaint: phrases(`
    i want to complain, i have a complaint, this is unacceptable, i am very unhappy, i am not happy with the
    work, terrible service, worst service ever, your plumber never showed up, nobody showed up, no one came,
    you did not show up, i am very disappointed, i am disappointed with the service, it is still broken
    after your visit, it broke again, you damaged my floor, you overcharged me, i was overcharged, i want my
    money back, i want a refund, you charged me twice, this is ridiculous, i am furious, i am going to leave
    a bad review, i want to make a complaint, your staff was rude, he was very rude, this is a joke, awful
    experience, you ruined my carpet, i am fed up, i have been waiting for hours, i will sue you, i am
    contacting my lawyer, what a scam, you people are useless`),
  emergency: phrases(`
    this is an emergency, it is an emergency, emergency, a pipe burst, my pipe burst, burst pipe, there is
    water everywhere, my basement is flooding, water is coming through the ceiling, my house is flooding, i
    smell gas, there is a gas leak, it smells like gas, there is a fire, something is burning, someone is
    hurt, i am bleeding, he is not breathing, i can not breathe, chest pain, sparks are coming out of the
    outlet, we have no heat and it is freezing, i am locked out, please come right now it is urgent, urgent
    need help now, sewage is coming up, water is pouring out, my tooth got knocked out, severe pain, i need
    help immediately, the carbon monoxide alarm is going off`),
  opt_out: phrases(`
    stop texting me, please stop messaging me, do not text me again, do not contact me again, take me off
    your list, remove me from your list, remove my number, unsubscribe me, i do not want any more messages,
    no more messages please, leave me alone, stop sending me messages, do not message me anymore, delete my
    number, quit texting me, lose my number`),
}

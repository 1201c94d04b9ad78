import type { StopWords } from './consent-language.ts'
import { anyOf, aroundOf, wholeOf } from './consent-words.ts'

const whom = '(?:me|us|this number|this phone number|this phone|my number|my phone|my cell|my mobile)'
const kind =
  '(?:(?:these|those|this|the|your|my|any|anymore|all|of|more|other|further|future|such|text|sms|marketing|promotional|spam|automated|unwanted|stupid|damn|fucking) )*'
const texts = `${kind}(?:messages|texts|sms|spam|text alerts|text message|text)`
const list = `${kind}(?:mailing |contact |message |messaging |calling |phone |subscription |client |customer )?(?:list|lists|messages|texts|sms|newsletter|text updates|text alerts|spam|database|system|everything)`
const soon = '(?: (?:now|right now|right away|immediately|asap|at once|already))?'
const never = '(?: (?:anymore|again|ever|ever again|from now on))'
const from = '(?: (?:from|by) (?:you|you guys|you people|your company|your business|this number))?'
const verbs = '(?:text|message|contact|whatsapp|sms)'
const doing = '(?:texting|messaging|contacting|smsing)'
const want = '(?:(?:i|we) )?(?:really )?(?:dont|no longer|do no longer) (?:want|wish|need|care)'
const wish = '(?:i|we) (?:want|wish|would like|need|have decided) to'

export const english: StopWords = {
  language: 'en',
  ...aroundOf(
    'hi|hi there|hello|hey|hey there|good (?:morning|afternoon|evening)|dear (?:sirs?|madam|team)|please|kindly|just|ok|okay|no thanks|nope|sorry|thanks|thanks anyway|sir|maam|guys|folks|' +
      '(?:its |this is |thats )?(?:the )?wrong (?:number|person)|(?:(?:i think )?you(?: guys)?(?: have|ve)? (?:got )?(?:the|a) )wrong (?:number|person)|' +
      '(?:(?:im|i am|we are|were) )?(?:not|no longer)(?: at all)? interested(?: anymore)?|seriously|honestly|really|for the (?:last|second|third|hundredth) time|once again|' +
      'i said|i repeat|(?:i|ive|i have) (?:already )?(?:told you|asked you|asked|said)(?: (?:before|already|twice|many times|so many times|to))?|look|listen|' +
      'who (?:is|are) (?:this|you)|(?:i )?(?:dont|do not) know (?:you|who (?:this is|you are))|bye|goodbye|(?:this|its|it|that) (?:is )?(?:\\w+ )?(?:spam|harassment|annoying|ridiculous)|enough(?: is enough)?|thats enough|(?:way )?too many (?:texts|messages)|damn it|fuck off|go away|wtf|' +
      '(?:i|we)(?: have|ve)? (?:already )?(?:moved away|found (?:someone|somebody|another one) else|hired someone else|went with someone else|sold the (?:house|car))',
  ),
  asking:
    /^(?:(?:i|we) (?:want|need|asked|told|would like) you(?: guys| people| all)? to|id like you(?: guys)? to|you(?: guys| people| all)? (?:need to|must|have to|should|can|better|may)|(?:can|could|would|will) you(?: guys| people| all)?(?: please| kindly)?) /,
  clear: wholeOf(
    `(?:stop|quit|cease)(?: fucking| bloody)? ${doing}(?: (?:and|or) (?:calling|${doing}))*(?: ${whom})?(?: (?:and|or) (?:calling|${doing})(?: ${whom})?)?(?:${never}|${soon})`,
    `(?:stop|quit) (?:bothering|spamming|harassing|pestering|bugging|writing|writing to) ${whom}(?:${never}|${soon})`,
    `(?:stop|quit|cease)(?: fucking)? sending(?: ${whom})? (?:${texts}|these|those|this|this (?:stuff|crap|shit))(?: to ${whom})?(?:${never}|${soon})`,
    `(?:stop|end|cancel|cease) (?:with )?${kind}(?:messages|texts|sms|spam|text alerts)${from}${soon}`,
    `stop(?: all)? (?:text|texts|message|messages)`,
    `(?:stop|cease|end) (?:all |any )?(?:(?:further|future) )?(?:communications?|contact)(?: with ${whom})?${soon}`,
    `(?:${wish} |id like to )?unsubscribe(?: ${whom})?(?: (?:from|of|to) ${list}${from})?${soon}`,
    `(?:take|remove|delete|drop|strike|get) (?:${whom}|my phone number) (?:off|from|out of|off of) ${list}${soon}`,
    `(?:take|get) ${whom} off(?: of)? (?:your|this|the) (?:text |texting |sms )?list${soon}`,
    `(?:${wish} |id like to )?opt (?:${whom} )?out(?: (?:of|from) ${list}${from})?${soon}`,
    `(?:${wish}|id like to) (?:be (?:removed|taken off|unsubscribed)|get off)(?: from| of| off)?(?: ${list})${soon}`,
    `(?:${wish}|id like to) stop (?:getting|receiving) ${texts}${from}`,
    `i (?:hereby )?(?:revoke|withdraw) (?:my |any |all )?consent (?:to|for) (?:receive |receiving |get |getting |be )?(?:contacted|texted|messaged|${texts})${from}`,
    `(?:dont(?: you)?(?: ever)?|never|never ever) (?:${verbs}|write|write to|bother) ${whom}(?: or call me)?${never}`,
    `(?:dont(?: you)?(?: ever)?|never) (?:text|message)${never}`,
    `(?:dont(?: you)?(?: ever)?|never) send ${whom} (?:${texts}|anything|anything else)(?:${never})?`,
    `(?:dont|never) send (?:any |more |anymore )?(?:messages|texts)(?: to ${whom})?(?:${never})?`,
    `no more (?:(?:of )?(?:these|your) )?(?:text |sms |marketing )?(?:messages|texts|texting|messaging|sms|spam)(?: to ${whom})?${from}`,
    `${want} (?:to (?:get|receive|be sent|see) )?${kind}(?:messages|texts|sms|text message)${from}(?:${never})?${from}`,
    `${want} to (?:hear|receive anything|get anything) from you(?: guys| people)?(?:${never})`,
    `${want} to be (?:contacted|texted|messaged)${from}(?:${never})?${from}`,
    `${want} you(?: guys)? (?:to (?:text|message|contact)|texting|messaging|contacting) ${whom}(?:${never})?`,
  ),
  alone: wholeOf(
    `(?:please )*stop(?: stop)*(?: now)?(?: please)*(?: thanks)?`,
    `(?:stop|quit) calling(?: ${whom})?(?:${never})?`,
    `(?:dont|never) (?:${verbs}|write to) ${whom}`,
    `(?:dont|never) call(?: ${whom})?(?:${never})?`,
    `(?:dont|never) (?:text|call) or (?:call|text) ${whom}(?:${never})?`,
    `no (?:texts|messages|texting|messaging)`,
    `leave (?:me|us) (?:the (?:fuck|hell) )?(?:alone|in peace)`,
    `(?:take|get) ${whom} off`,
    `(?:remove|delete|lose|forget|erase) (?:my|this) (?:phone |cell )?number`,
    `remove me`,
    `stop all`,
    `${want} to hear from you`,
  ),
  and: / (?:and|so|then|also) /,
  doubt: anyOf(
    'driving|meeting|asleep|sleeping|busy|in class|at work|instead|later|tomorrow|tonight|for now|kidding|joking|jk|lol|lmao|rofl|ha|haha\\w*|call me|email me|mail me|see you|(?:he|shes?|they|hes|mom|mum|dad|mother|father|sister|brother|boss|wife|husband|friend|teacher|doctor) (?:said|says|say|told|wrote|texted|was like|is like|like)|reply|click|visit|https?|www|(?:text|send|sms) \\w+ (?:to|2) \\d+|song|lyrics|just until|until|unless',
  ),
}

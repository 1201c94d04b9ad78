// Phrases by which intents are recognised. Data, not code: add a phrase where a customer was misread.
// Phrases are parted by semicolons. A service's name stands as "xservice", a day or a time as "xwhen".
import type { Intent } from './intents.ts'

export const examples: Record<Intent, string> = {
  greeting: `
hi; hello; hey; hey there; hi there; hello there; good morning; good afternoon; good evening; greetings;
howdy; hiya; yo; hello is anyone there; hi how are you; hey how are you doing; anyone there; hello again;
hi team; good day; whats up; hello i have a question; hi quick question; can i ask you something;
i have a question; helo; hallo; hi folks`,
  thanks: `
thanks; thank you; thx; ty; thanks a lot; thanks good job; good job; nice; you rock; thank you so much; thanks so much for your help; many thanks;
much appreciated; i appreciate it; great thanks; perfect thank you; ok thanks; cheers; awesome thanks;
thank you very much; that is very helpful; you have been very helpful; great thats all i needed;
thanks for the info; appreciate your help; that helps thank you; lovely thanks; brilliant thank you`,
  bye: `
bye; goodbye; bye bye; see you; see you then; see you later; have a nice day; have a good one; take care;
talk to you later; thatll be all; that will be all i need today; that will be all i need xwhen; thatll be all i need xwhen; thats it; thats it thanks; no thats it; that was it for today; nothing for the moment; thats all; that will be all; thats all for now; no thats all; nothing else;
no that is everything; i am good for now; have a great day; see you xwhen; ok bye; good night;
that is all i need`,
  yes: `
yes; yes please; yeah; yep; yup; sure; ok; okay; of course; sounds good; sounds great; that works;
that works for me; works for me; perfect; great; go ahead; please do; yes go ahead; yes that is right;
that is correct; correct; right; absolutely; definitely; fine; thats fine; fine with me; lets do it;
lets do that; confirm; i confirm; confirmed; yes book it; please book it; book it; do it; exactly;
yes that would be great; i would like that; that would be perfect; looks good; alright; all right;
that will do; y; ya; sure thing; yes i would; i certainly do; good for me; great choice; that is fine;
i am ok with that; i would love to; why not; that is it; that one; go for it; thats great; great yes;
that sounds perfect; i will take it; that will work`,
  no: `
no; no thanks; no thank you; nope; nah; not now; not really; no not that; that does not work;
that doesnt work for me; none of those; none of these work; neither; not quite; no i cant;
i cant make that; i cant make it then; that is too late; that is too early; too late for me;
another time please; a different time; do you have another time; any other times; something else;
other options; no i changed my mind; different day; what else do you have; do you have anything else; n;
not this time; i do not want that; no that is wrong; thats not right; incorrect; i would rather not;
something earlier; something later; anything earlier; anything later; do you have something later;
not that day; that day does not work`,
  hours: `
what are your hours; what are your opening hours; when are you open; are you open; are you open xwhen;
are you open now; are you open today; are you guys open xwhen; when do you open; when do you close;
what time do you open; what time do you close; what time do you open xwhen; how late are you open;
how late are you open xwhen; until when are you open; till what time are you open xwhen; hours;
opening hours; opening times; business hours; hours for xwhen; your hours xwhen; working hours please;
are you closed xwhen; are you closed on sundays; do you open on weekends; open xwhen; open on saturday;
open on sunday; is the shop open xwhen; is your office open; are you still open; when do you open again;
are you open on holidays; holiday hours; are you open on christmas; are you open on thanksgiving;
what are your hours on new years; do you close for lunch; are you there xwhen; are you working xwhen;
do you work xwhen; do you work on saturdays; what days are you open; which days are you open;
is anybody there xwhen; store hours; when does the office open; what are your hours of operation;
are you around xwhen; is it open xwhen`,
  price: `
how much; how much is it; how much is xservice; how much is a xservice; how much does xservice cost;
how much does it cost; how much do you charge; how much do you charge for xservice;
how much for xservice; how much would xservice be; how much would that be; what does xservice cost;
what does it cost; what would it cost; what is the price; what is the price of xservice;
whats the price for xservice; price; price of xservice; price for xservice; prices; pricing; price list;
your prices please; what are your prices; what are your rates; what do you charge; rates for xservice;
cost of xservice; what is the cost; what is the fee for xservice; is xservice expensive;
is xservice free; how expensive is xservice; can you give me a price for xservice;
can you give me a quote for xservice; quote for xservice; can i get a quote;
i would like to know the price of xservice; do you charge for xservice; ballpark for xservice;
rough price for xservice; xservice price; xservice cost; how much to fix it; what will it cost me;
how much money is it; what is your hourly rate; how much does it usually run;
what would you charge for that; how much to get xservice; what do i have to pay for xservice;
and how much is that; cost; how pricey is it`,
  services: `
what services do you offer; what do you offer; what do you do; what services do you have;
which services do you provide; list of services; services; what can you do for me; do you do xservice;
do you offer xservice; do you provide xservice; do you have xservice; can you do xservice;
do you also do xservice; tell me about xservice; tell me more about xservice; what is xservice;
what is included in xservice; whats included in the xservice; what does xservice include;
what kind of work do you do; what kind of services are there; what treatments do you offer;
what are my options; service list; menu of services; i want to know about your services;
what sort of jobs do you take on; do you fix things like this; can you help with xservice;
is xservice something you do; does xservice include anything else; info on xservice;
information about xservice; details on xservice`,
  duration: `
how long does it take; how long does xservice take; how long is xservice; how long will it take;
how long will xservice take; how long would xservice take; how much time does it take;
how much time does xservice need; how many hours does it take; how many minutes is it;
how many minutes does xservice take; what is the duration of xservice; duration of xservice;
is xservice quick; how long is the appointment; how long does an appointment last;
how long does a visit take; how long should i plan for; how long should i plan for xservice;
how long do i have to wait there; time needed for xservice; length of xservice;
how long are you going to be; how long does that usually take; will it take long`,
  location: `
where are you; where are you located; where are you based; where is your office; where is your shop;
where is your store; whats your address; what is your address; address; your address please;
can i have your address; location; your location; how do i get there; how do i get to you;
how can i find you; directions; can you give me directions; directions to your place; where do i go;
where do i have to come; where can i find you; which street are you on; what part of town are you in;
is there parking; where can i park; do you have parking; what is the parking situation;
send me your location; where should i park; how to get there; are you near the subway;
what is the address of the office; where exactly are you; do you have a physical store`,
  contact: `
whats your phone number; what is your phone number; phone number; your number please;
can i have your number; what number can i call; how can i call you; can i call you; what is your email;
whats your email address; email address; your email please; how do i contact you; how can i reach you;
how do i reach you; contact details; contact info; contact information; do you have a website;
what is your website; website; your web page; where can i email you; which number should i call;
tell me the contact number please; how can i get in touch; how do i get in touch with you;
can i email you; is there a phone number; who can i call`,
  book: `
i want to book; i want to book xservice; i would like to book an appointment;
i would like to book xservice; i would like to make an appointment; i need an appointment;
i need an appointment xwhen; can i book xservice; can i book an appointment; can i book for xwhen;
can i make an appointment; can i get an appointment; can i get an appointment xwhen;
can i schedule an appointment; can i schedule xservice; schedule an appointment; schedule xservice xwhen;
book xservice xwhen; book me in; book me in xwhen; book xwhen; book an appointment; booking; appointment;
appointment please; appointment xwhen; i would like to schedule a visit; set up an appointment;
please set up an appointment xwhen; can you set up a visit for xwhen; make a reservation;
i would like to reserve a time; reserve xwhen; can i come in xwhen; can i come by xwhen;
can i come xwhen; can you come xwhen; can someone come xwhen; can somebody come xwhen; can somebody come over xwhen; could somebody come by xwhen; can you send someone xwhen;
could you come out xwhen; can you fit me in xwhen; do you have anything xwhen;
do you have anything free xwhen; do you have any openings; do you have any openings xwhen;
do you have time xwhen; do you have a slot xwhen; any availability xwhen; any availability;
any appointments xwhen; any slots left xwhen; are there any free slots; is xwhen free;
is xwhen available; is xwhen possible; are you available xwhen; what times do you have xwhen;
what times are available; what times are available xwhen; when can you come; when can i come in;
when are you available; when is your next opening; when is the next available appointment;
whats your next availability; whats your earliest appointment; how soon can you come; how fast can you come; how quickly can you come; how quickly can someone come;
how soon can i get in; xservice xwhen; xservice xwhen please; xwhen for xservice; i need xservice xwhen;
i need xservice; i want xservice xwhen; i would like xservice xwhen; i would like to come in xwhen;
lets book it; lets schedule it; sign me up; get me in xwhen; put me down for xwhen; please book xservice;
can you make my reservation; can you book me xwhen; i would like the appointment xwhen;
please make the appointment for xwhen; make it for xwhen; could we do xwhen; can we do xwhen;
can we do xwhen instead; how about xwhen; what about xwhen; xwhen would be good; xwhen would be best;
xwhen works; xwhen please; xwhen instead; lets do xwhen; i prefer xwhen; i can do xwhen; i am free xwhen;
i want to see you xwhen; need someone xwhen; need to get in xwhen; looking for an appointment;
looking to book xservice; i want to have xservice done; i will take xwhen; change it to xwhen;
is xwhen open; is there anything open xwhen; is there something open xwhen;
is there anything available xwhen; could you help me book an appointment;
can you get me an appointment xwhen; i want an appointment at; i would like an appointment at;
i want to make an appointment at; please help me book an appointment; i would like to go xwhen;
i want it xwhen; i need to make it xwhen; i would like to visit xwhen; i can be there xwhen;
i could come xwhen; please schedule it for xwhen; can you book it for me; book it for me; make it xwhen;
can we make it xwhen`,
  never_mind: `
never mind; nevermind; forget it; forget about it; forget the booking; forget the appointment;
cancel that; cancel it; cancel this; cancel the booking; stop the booking; drop it; leave it;
actually forget it; i dont want to book anymore; i do not want an appointment anymore;
i changed my mind about booking; scratch that; actually no; actually no its ok; dont book it;
do not book anything; please dont book; not interested anymore; i will book another time; maybe later;
maybe another time; i will think about it; let me think about it; i will get back to you`,
  my_appointment: `
when is my appointment; what time is my appointment; whats the time of my appointment;
do i have an appointment; do i have a booking; is my appointment confirmed; am i booked;
am i still booked for xwhen; am i booked for xwhen; remind me when my appointment is;
what day is my appointment; did you get my booking; is my booking still on; check my appointment;
when are you coming; what time are you coming xwhen; confirm my appointment xwhen;
when was my appointment again; is my appointment still on for xwhen; i forgot when my appointment is;
what did i book; which day did i book`,
  change_appointment: `
i need to cancel my appointment; i would like to cancel; i want to cancel; i have to cancel; please cancel; cancel my appointment; please cancel my appointment;
can you cancel my appointment; cancel my booking; i want to cancel my appointment xwhen;
i cant make my appointment; i cant make it to my appointment xwhen;
i wont be able to make my appointment; i need to reschedule; i need to reschedule my appointment;
can i reschedule; can we reschedule; reschedule my appointment to xwhen; move my appointment;
can you move my appointment to xwhen; i want to move my appointment; change my appointment;
can i change my appointment to xwhen; change the time of my appointment; postpone my appointment;
push my appointment back; i have to postpone; i am running late for my appointment;
something came up can we move my appointment; can we push the appointment to xwhen;
can i move my booking`,
  person: `
can i talk to a person; can i speak to a person; can i speak to someone; can i talk to someone;
i want to talk to a human; i want to speak with a human; human please; real person please;
talk to a human; speak to a representative; representative; agent; agent please; operator; live agent;
connect me to an agent; connect me with a person; let me talk to a real person;
i want to speak to the manager; can i speak to the manager; can i speak with the owner;
is there a human i can talk to; get me a human; i want to speak to sam; can i speak to sam about my invoice; can i talk to sam; is sam there; i need to speak with someone about my bill; put me through to sam; i need to talk to somebody; put me through to someone;
transfer me to a person; transfer me; i dont want to talk to a bot; i dont want to talk to a machine;
can somebody call me; can someone call me back; please call me; call me; call me back;
please have someone call me; have someone contact me; i would like a call back;
i want to speak with customer service; customer service; speak to staff;
can a member of your team contact me; i would rather talk to a person; let me speak to your boss;
get me someone real; someone from your team please`,
  complaint: `
i want to complain; i want to make a complaint; i have a complaint; this is unacceptable;
i am very unhappy with the service; i am not happy with the work; i am really disappointed;
this is ridiculous; terrible service; worst service ever; your plumber was rude; your staff was rude;
nobody showed up; no one showed up for my appointment; you did not show up; you never showed up;
you are late again; i was overcharged; you overcharged me; i want my money back; i want a refund;
give me a refund; it is still broken after you fixed it; the repair did not work;
it broke again the day after you fixed it; you broke my xservice; your worker damaged my floor;
you ruined my floor; i am going to leave a bad review; i will leave a one star review; this is a scam;
you ripped me off; i am furious; i am so angry; what a joke; nobody ever called me back;
i have been waiting for hours; this is the third time i am asking; you people are useless;
this is useless; poor workmanship; very bad experience; i am fed up; unprofessional;
i will contact my lawyer; i will sue you`,
  about_ai: `
are you a bot; are you a robot; are you human; are you a real person; am i talking to a bot;
am i talking to a real person; is this a bot; is this a real person; is this automated;
who am i talking to; who is this; who are you; are you ai; is this chatgpt; are you chatgpt;
is this a machine; whats your name; do you have a name; what can you help me with; what can you do;
how can you help me`,
  need: `
i have a problem with xservice; my xservice is broken; my sink is blocked; my drain is clogged;
the tap is dripping; it is leaking; there is a small leak under my sink; my toilet does not flush;
i have a toothache; my back hurts; my hair is a mess; my car makes a strange noise;
i need help with xservice; i need someone to look at my xservice; something is wrong with my xservice;
it stopped working; it does not work anymore; it is making a noise; i need to fix my xservice;
i need it repaired; i need to get it fixed; looking for someone to do xservice;
i am looking for xservice; we are renovating and need xservice; i need some work done;
my xservice needs to be replaced; interested in xservice; i am interested in xservice;
we have an issue with xservice; i think i need xservice; i am having trouble with xservice;
need help with xservice`,
}

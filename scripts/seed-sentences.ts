// Made-up sentences of customers and of the business, with common and with rare words.
const things = [
  'kitchen sink',
  'bathroom tap',
  'water heater',
  'toilet',
  'shower drain',
  'garden hose',
  'dishwasher',
  'boiler',
  'basement pump',
  'radiator',
]
const questions = [
  'How much would it cost to repair the',
  'Can somebody look at my',
  'There is a leak under the',
  'I would like to book a visit for the',
  'Do you also replace an old',
  'My neighbour recommended you for a',
]
const answers = [
  'We can come on Thursday morning for the',
  'The price depends on the parts for the',
  'Please turn off the valve next to the',
  'Our plumber will bring everything for the',
  'That is a common problem with a',
  'We gave you two years of guarantee on the',
]
const rare = ['xylophone', 'quokka', 'zeppelin', 'obsidian', 'marzipan']

export const sentences: string[] = [
  ...questions.flatMap((q) => things.map((t) => `${q} ${t}, please?`)),
  ...answers.flatMap((a) => things.map((t) => `${a} ${t}.`)),
  ...Array.from({ length: 60 }, (_, i) => `Thank you very much, that was quick and friendly number ${i}.`),
  ...rare.slice(0, 1).map((word) => `The ${word} in the hall got wet.`),
]
